// The inside of the software rasteriser: a record taken apart, and a run of pixels of one row.
//
// Arithmetic is written as the shaders have it (shell/render_shader.h), in floats, with nothing but
// + - * / and square roots, so that every target rounds alike.
#ifndef DRAW_SOFT_H
#define DRAW_SOFT_H

#include "quoin/atlas.h"
#include "quoin/math.h"
#include "quoin/sprite.h"

#define SOFT_MAX_EDGES 8

// Premultiplied; r, g and b from 0 to 255, a from 0 to 1.
typedef struct soft_color {
    float r, g, b, a;
} soft_color;

// What fills a box, a ring or a polygon.
typedef struct soft_paint {
    soft_color fade, border;
    bool has_fade;
    float fade_per_px; // how much of it a pixel further down adds
    float border_px, glow_px;
    float corner_px;
    float width_px;               // how far a ring reaches inwards
    float most_cover;             // less than 1 for what is thinner than a pixel
    float core_px;                // a distance at which and below which a row's pixels are alike
    const qn_sprite_texel *edges; // of a polygon; of a line or an area its segments
    int32_t edge_count;
    float radius_px; // of a line
} soft_paint;

// Of an image that is drawn with more than a tint; lengths in texels of the image.
typedef struct soft_part {
    uint32_t flags; // QN_SPRITE_IMAGE_*
    qn_vec2 corner; // on the page
    qn_vec2 size;
    qn_vec2 margin; // how far inside its edges texels are read
    float left, right, top, bottom;
    qn_vec2 px_per_texel;
    soft_color fill; // for an alpha from 0 to 255
} soft_part;

// What an image or a glyph is read from.
typedef struct soft_source {
    const uint8_t *page;
    int32_t page_px;
    int32_t level; // 0: as it is; 1 and 2: reduced to a half and a quarter
    // Texels of that level: the middle of the image, and how many there are to a local pixel.
    qn_vec2 middle, texels_per_px;
    float range_px;  // of a glyph's distances
    float edge;      // which of them is its edge, from 0 to 255
    soft_color tint; // for texels from 0 to 255
    bool has_part;
    soft_part part;
} soft_source;

// Pixels in memory, rows from the top.
typedef struct soft_surface {
    int32_t width_px, height_px;
    uint8_t *rgba;
} soft_surface;

typedef struct soft_record {
    qn_sprite_kind kind;
    qn_vec2 center_px;
    qn_vec2 half_px;
    qn_vec2 reach_px; // half_px and the margin that edges and glow need
    qn_rot turn;
    qn_rot back; // the inverse of turn, which need not be of length one
    soft_color fill;
    soft_paint paint;
    soft_source source;
    const soft_surface *target; // that a record of this kind reads
} soft_record;

// Pixels first to end (exclusive) of one row. Where a pixel's centre lies in the record's frame:
// base + (its x relative to the record's centre) * across.
typedef struct soft_run {
    uint8_t *row; // its pixel number 0
    int32_t first, end;
    float height_above_px; // of the row's middle over the bottom of the surface
    float center_x_px;
    qn_vec2 base, across;
    qn_blend blend;
    bool is_opaque; // the surface has no alpha
} soft_run;

// False for a record that is left out.
bool qn_soft_take(const qn_sprite_batch *batch, const qn_atlas *atlas, const qn_sprite *sprite,
                  soft_record *out);

// What a run shows of a shape, and of an image or a glyph.
void qn_soft_shape_run(const soft_record *record, const soft_run *run);
void qn_soft_image_run(const soft_record *record, const soft_run *run);

static inline qn_vec2 soft_local(const soft_run *run, int32_t x)
{
    return qn_mul_add(run->base, (float)x + 0.5f - run->center_x_px, run->across);
}

// Two instructions without a branch; 0 for NaN.
static inline float soft_clamp(float a, float high) { return qn_min(qn_max(a, 0.0f), high); }

static inline float soft_coverage(float distance_px)
{
    return soft_clamp(0.5f - distance_px, 1.0f);
}

// The number of the nearest of so many pixels.
static inline int32_t soft_within(int32_t i, int32_t count)
{
    return i < 0 ? 0 : (i < count ? i : count - 1);
}

// The signed distance to a box with rounded corners.
static inline float soft_box(qn_vec2 local, qn_vec2 half_size, float radius)
{
    float x = qn_abs(local.x) - half_size.x + radius;
    float y = qn_abs(local.y) - half_size.y + radius;
    // The root of a square is exactly its side: only a corner needs one.
    float outside = x > 0.0f && y > 0.0f ? qn_length(qn_v2(x, y)) : qn_max(x, y);
    return outside - radius;
}

static inline soft_color soft_scale(soft_color c, float s)
{
    return (soft_color){c.r * s, c.g * s, c.b * s, c.a * s};
}

static inline soft_color soft_mix(soft_color a, soft_color b, float t)
{
    float s = 1.0f - t;
    return (soft_color){a.r * s + b.r * t, a.g * s + b.g * t, a.b * s + b.b * t, a.a * s + b.a * t};
}

// source + target * (1 - alpha), to the nearest whole number, halves upwards.
static inline uint8_t soft_blend_channel(float source, float rest, uint8_t target)
{
    float sum = soft_clamp(source, 255.0f) + (float)target * rest;
    return (uint8_t)(qn_min(sum, 255.0f) + 0.5f);
}

static inline void soft_blend(uint8_t *rgba, soft_color c)
{
    float rest = 1.0f - soft_clamp(c.a, 1.0f);
    rgba[0] = soft_blend_channel(c.r, rest, rgba[0]);
    rgba[1] = soft_blend_channel(c.g, rest, rgba[1]);
    rgba[2] = soft_blend_channel(c.b, rest, rgba[2]);
    rgba[3] = soft_blend_channel(255.0f * c.a, rest, rgba[3]);
}

// The other ways to blend.
void qn_soft_blend_as(const soft_run *run, uint8_t *rgba, soft_color c);

static inline void soft_put(const soft_run *run, int32_t x, soft_color c)
{
    uint8_t *rgba = run->row + 4 * (size_t)x;
    if (run->blend == QN_BLEND_NORMAL) {
        soft_blend(rgba, c);
    } else {
        qn_soft_blend_as(run, rgba, c);
    }
}

#endif
