// Images and glyphs are read from the atlas with linear filtering. Where the OpenGL back end reads
// a reduced level, its texels are made here as they are needed: means of two by two, rounded, again
// of these. An atlas of many pages so costs no second copy.
//
// No place is clamped to the page: points are clamped to their image, and the atlas repeats its
// edge by QN_ATLAS_BORDER_PX, which is as far as a tap of the most reduced level reaches.
#include "draw/soft.h"

#define EVEN_BYTES 0x00FF00FFu
#define SMALLEST_PX (1.0f / 256.0f)

static uint32_t read_texel(const soft_source *source, int32_t x, int32_t y)
{
    const uint8_t *at = source->page + 4 * ((size_t)y * (size_t)source->page_px + (size_t)x);
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint32_t mean(const uint32_t t[4])
{
    uint32_t even = 0x00020002u, odd = 0x00020002u;
    for (int32_t i = 0; i < 4; ++i) {
        even += t[i] & EVEN_BYTES;
        odd += t[i] >> 8 & EVEN_BYTES;
    }
    return (even >> 2 & EVEN_BYTES) | (odd >> 2 & EVEN_BYTES) << 8;
}

static uint32_t half_texel(const soft_source *source, int32_t x, int32_t y)
{
    uint32_t t[4];
    for (int32_t i = 0; i < 4; ++i) {
        t[i] = read_texel(source, 2 * x + (i & 1), 2 * y + (i >> 1));
    }
    return mean(t);
}

static uint32_t quarter_texel(const soft_source *source, int32_t x, int32_t y)
{
    uint32_t t[4];
    for (int32_t i = 0; i < 4; ++i) {
        t[i] = half_texel(source, 2 * x + (i & 1), 2 * y + (i >> 1));
    }
    return mean(t);
}

static uint32_t level_texel(const soft_source *source, int32_t x, int32_t y)
{
    switch (source->level) {
    case 0:
        return read_texel(source, x, y);
    case 1:
        return half_texel(source, x, y);
    default:
        return quarter_texel(source, x, y);
    }
}

// The four texels around a point and what each counts there.
typedef struct taps {
    uint32_t texels[4];
    float weights[4];
} taps;

// Texels from the start of a side, px along it: as many px a texel at both ends, the rest between.
static float sliced(float px, float side_px, float texels, float first, float last,
                    float px_per_texel)
{
    float first_px = first * px_per_texel, last_px = last * px_per_texel;
    if (px < first_px) {
        return px / px_per_texel;
    }
    if (side_px - px < last_px) {
        return texels - (side_px - px) / px_per_texel;
    }
    float between_px = qn_max(side_px - first_px - last_px, SMALLEST_PX);
    return first + (px - first_px) * ((texels - first - last) / between_px);
}

static float share_of(float local, float half, bool is_turned)
{
    float share = qn_max(qn_min(local, half), -half) / qn_max(half, SMALLEST_PX);
    return 0.5f + 0.5f * (is_turned ? -share : share);
}

// On the page, in texels of the level.
static qn_vec2 place_in_part(const soft_record *record, qn_vec2 local)
{
    const soft_part *part = &record->source.part;
    qn_vec2 half = record->half_px;
    float right = share_of(local.x, half.x, (part->flags & QN_SPRITE_IMAGE_FLIP_X) != 0);
    float down = share_of(-local.y, half.y, (part->flags & QN_SPRITE_IMAGE_FLIP_Y) != 0);
    qn_vec2 at = qn_v2(right * part->size.x, down * part->size.y);
    if ((part->flags & QN_SPRITE_IMAGE_SLICED) != 0) {
        qn_vec2 side = qn_v2(2.0f * half.x, 2.0f * half.y);
        at.x = sliced(right * side.x, side.x, part->size.x, part->left, part->right,
                      part->px_per_texel.x);
        at.y = sliced(down * side.y, side.y, part->size.y, part->top, part->bottom,
                      part->px_per_texel.y);
    }
    float scale = 1.0f / (float)(1 << record->source.level);
    float x = qn_clamp(at.x, part->margin.x, part->size.x - part->margin.x);
    float y = qn_clamp(at.y, part->margin.y, part->size.y - part->margin.y);
    return qn_v2((part->corner.x + x) * scale, (part->corner.y + y) * scale);
}

static qn_vec2 place_of(const soft_record *record, qn_vec2 local)
{
    const soft_source *source = &record->source;
    if (source->has_part) {
        return place_in_part(record, local);
    }
    qn_vec2 half = record->half_px;
    float across = qn_max(qn_min(local.x, half.x), -half.x) * source->texels_per_px.x;
    float up = qn_max(qn_min(local.y, half.y), -half.y) * source->texels_per_px.y;
    return qn_v2(source->middle.x + across, source->middle.y - up);
}

static taps taps_at(const soft_record *record, qn_vec2 local)
{
    const soft_source *source = &record->source;
    qn_vec2 place = place_of(record, local);
    // One more than the texel's number, so that the casts truncate downwards.
    float x = place.x + 0.5f, y = place.y + 0.5f;
    int32_t column = (int32_t)x, line = (int32_t)y;
    float right = x - (float)column, lower = y - (float)line;
    float left = 1.0f - right, upper = 1.0f - lower;
    taps t = {.weights = {upper * left, upper * right, lower * left, lower * right}};
    for (int32_t i = 0; i < 4; ++i) {
        t.texels[i] = level_texel(source, column - 1 + (i & 1), line - 1 + (i >> 1));
    }
    return t;
}

// From 0 to 255.
static float filtered(const taps *t, int32_t shift)
{
    return (float)(t->texels[0] >> shift & 255u) * t->weights[0] +
           (float)(t->texels[1] >> shift & 255u) * t->weights[1] +
           (float)(t->texels[2] >> shift & 255u) * t->weights[2] +
           (float)(t->texels[3] >> shift & 255u) * t->weights[3];
}

static soft_color laid_over(soft_color c, float alpha, const soft_color *fill)
{
    float rest = 1.0f - fill->a;
    return (soft_color){c.r * rest + fill->r * alpha, c.g * rest + fill->g * alpha,
                        c.b * rest + fill->b * alpha, c.a};
}

static void image_pixel(const soft_record *record, const soft_run *run, int32_t px)
{
    qn_vec2 local = soft_local(run, px);
    float cover = soft_coverage(soft_box(local, record->half_px, 0.0f));
    if (cover <= 0.0f) {
        return;
    }
    taps t = taps_at(record, local);
    if ((t.texels[0] | t.texels[1] | t.texels[2] | t.texels[3]) == 0) {
        return;
    }
    const soft_color *tint = &record->source.tint;
    soft_color c = {filtered(&t, 0) * tint->r, filtered(&t, 8) * tint->g,
                    filtered(&t, 16) * tint->b, filtered(&t, 24) * tint->a};
    if (record->source.has_part) {
        c = laid_over(c, filtered(&t, 24), &record->source.part.fill);
    }
    soft_put(run, px, soft_scale(c, cover));
}

static void glyph_pixel(const soft_record *record, const soft_run *run, int32_t px)
{
    qn_vec2 local = soft_local(run, px);
    float inside = soft_coverage(soft_box(local, record->half_px, 0.0f));
    if (inside <= 0.0f) {
        return;
    }
    taps t = taps_at(record, local);
    float distance_px = (record->source.edge - filtered(&t, 24)) / 255.0f * record->source.range_px;
    float cover = soft_coverage(distance_px);
    if (cover > 0.0f) {
        soft_put(run, px, soft_scale(record->fill, cover * inside));
    }
}

static uint32_t target_texel(const soft_surface *target, int32_t x, int32_t y)
{
    size_t row = (size_t)soft_within(y, target->height_px) * (size_t)target->width_px;
    const uint8_t *at = target->rgba + 4 * (row + (size_t)soft_within(x, target->width_px));
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static taps target_taps(const soft_record *record, qn_vec2 local)
{
    const soft_surface *target = record->target;
    float x = share_of(local.x, record->half_px.x, false) * (float)target->width_px + 0.5f;
    float y = share_of(local.y, record->half_px.y, true) * (float)target->height_px + 0.5f;
    int32_t column = (int32_t)x, line = (int32_t)y;
    float right = x - (float)column, lower = y - (float)line;
    float left = 1.0f - right, upper = 1.0f - lower;
    taps t = {.weights = {upper * left, upper * right, lower * left, lower * right}};
    for (int32_t i = 0; i < 4; ++i) {
        t.texels[i] = target_texel(target, column - 1 + (i & 1), line - 1 + (i >> 1));
    }
    return t;
}

static void target_pixel(const soft_record *record, const soft_run *run, int32_t px)
{
    qn_vec2 local = soft_local(run, px);
    float cover = soft_coverage(soft_box(local, record->half_px, 0.0f));
    if (cover > 0.0f) {
        taps t = target_taps(record, local);
        const soft_color *tint = &record->source.tint;
        soft_color c = {filtered(&t, 0) * tint->r, filtered(&t, 8) * tint->g,
                        filtered(&t, 16) * tint->b, filtered(&t, 24) * tint->a};
        soft_put(run, px, soft_scale(c, cover));
    }
}

void qn_soft_image_run(const soft_record *record, const soft_run *run)
{
    for (int32_t x = run->first; x < run->end; ++x) {
        if (record->kind == QN_SPRITE_IMAGE) {
            image_pixel(record, run, x);
        } else if (record->kind == QN_SPRITE_GLYPH) {
            glyph_pixel(record, run, x);
        } else {
            target_pixel(record, run, x);
        }
    }
}
