// Effects on the finished picture of a frame: bloom, colour grade, vignette, and a shader of one's
// own. They cost passes over all pixels; every back end draws them alike.
#ifndef QUOIN_POST_H
#define QUOIN_POST_H

#include "quoin/base.h"
#include "quoin/color.h"
#include "quoin/math.h"

typedef struct qn_draw_list qn_draw_list;

// The picture that a shader reads.
typedef struct qn_post_input {
    const uint8_t *rgba; // rows from the top
    int32_t width_px, height_px;
    float params[4];
} qn_post_input;

// The picture at a point, its pixels' centres being at halves: linear between them, and beyond its
// edges as at them. 0 to 1. A point that is not finite counts as the upper left corner.
QN_API void qn_post_scene(const qn_post_input *input, qn_vec2 px, float rgb[3]);

// A shader, twice: for a GPU and for the processor. It must outlive every frame that uses it, at an
// address of its own.
typedef struct qn_post_shader {
    // GLSL ES 3.00 that defines `vec3 effect(vec2 px)`, the colour of the pixel whose centre is px
    // from the upper left corner. It may call `vec3 scene(vec2 px)` as above and read `u_params`
    // (vec4) and `u_size_px` (vec2). Text that the driver refuses is reported in the log, and the
    // picture is then as without a shader.
    const char *glsl;
    // The same in C; null: the processor leaves it out. Colours beyond 0 to 1 are clamped, NaN to
    // 0.
    void (*pixel)(const qn_post_input *input, qn_vec2 px, float rgb[3]);
} qn_post_shader;

// All zeros is no effect at all; numbers beyond their ranges are clamped, NaN to 0. The shader
// comes first, then bloom, saturation, contrast, brightness, tint and vignette.
typedef struct qn_post {
    float bloom;                  // how much of the light of bright places spreads: 0 to 4
    float bloom_threshold;        // what is less bright than this does not: 0 to 0.95
    float saturation;             // added to 1: -1 is grey; -1 to 3
    float contrast;               // added to 1: -1 to 3
    float brightness;             // added to 1: -1 is black; -1 to 3
    qn_color tint;                // multiplies; all 0 is none
    float vignette;               // how dark the corners are: 0 to 1
    const qn_post_shader *shader; // may be null
    float params[4];              // for the shader
} qn_post;

// Bloom is the same of every renderer: it halves the picture so often at most, and on the way back
// each level takes this share from the smaller ones.
#define QN_POST_BLOOM_LEVELS 5
#define QN_POST_BLOOM_SPREAD 0.6f

// For this frame; the struct is copied. Null: none.
QN_API void qn_draw_post(qn_draw_list *list, const qn_post *post);

#endif
