// The draw list as a renderer reads it: 32-byte sprite records and the texels they refer to.
//
// Records are in surface pixels (x right, y down) and in drawing order; colours are premultiplied,
// and an additive colour has alpha 0, so that one blend state (one, one minus source alpha) serves
// every record. A record covers a box around its centre; inside it the renderer evaluates a signed
// distance or samples the atlas. Local coordinates of a record have y up.
#ifndef QUOIN_SPRITE_H
#define QUOIN_SPRITE_H

#include "quoin/base.h"
#include "quoin/draw.h"
#include "quoin/post.h"

typedef enum qn_sprite_kind {
    QN_SPRITE_IMAGE = 1, // param: image index; extra: 0, or the two texels of how it is drawn
    QN_SPRITE_GLYPH,     // param: image index in 16 bits, and above it how far the edge is moved
                         // outwards: a signed byte in steps of the distance bytes; extra: the bits
                         // of the float distance range in px
    QN_SPRITE_TARGET,    // param: number of the target
    QN_SPRITE_BOX,       // param: corner radius; circles and capsules are boxes too
    QN_SPRITE_RING,      // param: width
    QN_SPRITE_POLYGON,   // param: edge count; its edges follow its paint texel
    QN_SPRITE_LINE,      // param: segment count; the radius and its segments follow its paint texel
    QN_SPRITE_AREA       // param: segment count; its segments follow its paint texel
} qn_sprite_kind;

// Lengths in `param` are 24-bit fixed point.
#define QN_SPRITE_PARAM_PER_PX 256.0f

typedef struct qn_sprite {
    float x_px, y_px;
    float half_x_px, half_y_px;
    uint32_t rotation;   // cosine in the low, sine in the high half, as signed 16-bit / 32767
    uint32_t fill;       // r in the lowest byte
    uint32_t kind_param; // kind in the low 8 bits, param above
    uint32_t extra;      // index of the paint texel; 0 is plain
} qn_sprite;
_Static_assert(sizeof(qn_sprite) == 32, "a record is two RGBA32UI texels");

// Of how an image is drawn.
#define QN_SPRITE_IMAGE_FLIP_X 1u
#define QN_SPRITE_IMAGE_FLIP_Y 2u
#define QN_SPRITE_IMAGE_SLICED 4u // the slice texel follows

// A paint, an edge of a polygon, or how an image is drawn. An edge is its unit normal outwards and
// its distance from the centre (relative to the centre, y up), so that a point's distance is
// dot(normal, point) - offset_px. Pairs of 16 bits have x, left or top in the low half.
typedef union qn_sprite_texel {
    struct {
        uint32_t fade;
        uint32_t border;
        float border_px;
        float glow_px;
    } paint;
    struct {
        float normal_x, normal_y;
        float offset_px;
        float unused;
    } edge;
    struct {
        float ax, ay, bx, by; // of a line or an outline, relative to the centre, y up
    } segment;
    struct {
        float radius_px;
        float unused[3];
    } line;
    struct {
        uint32_t fill; // premultiplied, colours also by the alpha of the tint
        uint32_t corner;
        uint32_t size;
        uint32_t flags;
    } image;
    struct {
        uint32_t columns; // left and right, in texels of the image
        uint32_t rows;    // top and bottom
        float px_per_texel_x, px_per_texel_y;
    } slice;
} qn_sprite_texel;
_Static_assert(sizeof(qn_sprite_texel) == 16, "a texel is RGBA32UI");

// Both arrays are readable up to the next multiple of QN_SPRITE_ROW_TEXELS texels, so that whole
// texture rows can be uploaded.
#define QN_SPRITE_ROW_TEXELS 1024

// Where and how a run of records is drawn.
typedef struct qn_sprite_state {
    uint8_t blend;  // qn_blend, never QN_BLEND_ADDITIVE: that is in the colours
    uint8_t target; // 0: the surface
    uint8_t source; // the target that QN_SPRITE_TARGET records of this state read; 0: none
    uint8_t unused;
    // Of the target's pixels, those from left to right and top to bottom, ends exclusive; they may
    // reach beyond it.
    int16_t left_px, top_px, right_px, bottom_px;
} qn_sprite_state;

typedef struct qn_sprite_target {
    int32_t width_px, height_px; // 0: not used in this frame
} qn_sprite_target;

typedef struct qn_sprite_batch {
    const qn_sprite *sprites;
    int32_t sprite_count;
    const qn_sprite_texel *texels;
    int32_t texel_count; // number 0 is unused
    qn_color clear;
    const qn_sprite_state *states;
    int32_t state_count;
    // The state of each record; null while there is but one.
    const uint8_t *state_of;
    // By number - 1. All of a target's records come before those of the next, the surface's last.
    qn_sprite_target targets[QN_DRAW_TARGETS];
    const qn_post *post; // null: none; its numbers are in their ranges
} qn_sprite_batch;

// The state of a record, and the number of the first record after it that has another one.
QN_API const qn_sprite_state *qn_sprite_state_of(const qn_sprite_batch *batch, int32_t index);
QN_API int32_t qn_sprite_end_of_state(const qn_sprite_batch *batch, int32_t index);

// Sorts by target and layer, stably. Valid until the next qn_draw_* call on the list.
QN_API qn_sprite_batch qn_draw_batch(qn_draw_list *list);

#endif
