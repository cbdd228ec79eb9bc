// A record is taken apart once, as the vertex shader does it, and everything about it is checked
// here, so that nothing that runs per pixel needs to doubt a number.
#include <string.h>

#include "draw/soft.h"

// As of a draw list: beyond this a float no longer resolves a pixel's fraction.
#define MAX_PX 1.0e6f
#define NOT_HOLLOW_PX 1.0e6f
// Keeps what is said of a whole run clear of what the distance at its ends was rounded by.
#define CORE_MARGIN_PX (1.0f / 64.0f)
#define SMALLEST_PX (1.0f / 256.0f)
#define SMALLEST_FADE_PX 1.0e-3f
// A level is the one nearest to the logarithm of the reduction: these are two to the power of a
// half and of one and a half.
#define LEVEL_1_FROM 1.41421356f
#define LEVEL_2_FROM 2.82842712f
// Two to the power of 0.45: not of a half, so that a glyph at exactly half its size, which is often
// met, is no tie that back ends decide by chance.
#define GLYPH_BIAS 1.36604026f

static soft_color color_of(uint32_t c)
{
    return (soft_color){(float)(c & 255u), (float)(c >> 8 & 255u), (float)(c >> 16 & 255u),
                        (float)(c >> 24) / 255.0f};
}

static float signed_unit(uint32_t half_word)
{
    int32_t value = (int32_t)(half_word & 0xFFFFu);
    return (float)(value >= 0x8000 ? value - 0x10000 : value) / 32767.0f;
}

// False for NaN too.
static bool is_length(float px) { return px >= 0.0f && px <= MAX_PX; }

static bool take_place(const qn_sprite *sprite, soft_record *to)
{
    to->center_px = qn_v2(sprite->x_px, sprite->y_px);
    to->half_px = qn_v2(sprite->half_x_px, sprite->half_y_px);
    to->turn = (qn_rot){signed_unit(sprite->rotation), signed_unit(sprite->rotation >> 16)};
    float square = to->turn.c * to->turn.c + to->turn.s * to->turn.s;
    if (!is_length(qn_abs(sprite->x_px)) || !is_length(qn_abs(sprite->y_px)) ||
        !is_length(sprite->half_x_px) || !is_length(sprite->half_y_px) || square == 0.0f) {
        return false;
    }
    to->back = (qn_rot){to->turn.c / square, to->turn.s / square};
    return true;
}

// Levels as GL_LINEAR_MIPMAP_NEAREST chooses them. Distances bear nearly half a level more than
// pictures before they are better read reduced.
static int32_t level_of(float texels_per_px, bool is_glyph)
{
    float bias = is_glyph ? GLYPH_BIAS : 1.0f;
    return (texels_per_px > LEVEL_1_FROM * bias) + (texels_per_px > LEVEL_2_FROM * bias);
}

static qn_vec2 low_high(uint32_t pair)
{
    return qn_v2((float)(pair & 0xFFFFu), (float)(pair >> 16));
}

static bool take_slice(const qn_sprite_batch *batch, const qn_sprite *sprite, soft_part *part)
{
    if ((part->flags & QN_SPRITE_IMAGE_SLICED) == 0) {
        return true;
    }
    if (sprite->extra + 1 >= (uint32_t)batch->texel_count) {
        return false;
    }
    const qn_sprite_texel *texel = &batch->texels[sprite->extra + 1];
    qn_vec2 columns = low_high(texel->slice.columns), rows = low_high(texel->slice.rows);
    part->left = columns.x;
    part->right = columns.y;
    part->top = rows.x;
    part->bottom = rows.y;
    part->px_per_texel = qn_v2(texel->slice.px_per_texel_x, texel->slice.px_per_texel_y);
    return is_length(part->px_per_texel.x) && is_length(part->px_per_texel.y) &&
           part->px_per_texel.x >= SMALLEST_PX && part->px_per_texel.y >= SMALLEST_PX;
}

static bool take_part(const qn_sprite_batch *batch, qn_atlas_rect rect, const qn_sprite *sprite,
                      soft_record *to)
{
    soft_part *part = &to->source.part;
    to->source.has_part = to->kind == QN_SPRITE_IMAGE && sprite->extra != 0;
    if (!to->source.has_part) {
        return true;
    }
    if (sprite->extra >= (uint32_t)batch->texel_count) {
        return false;
    }
    const qn_sprite_texel *texel = &batch->texels[sprite->extra];
    qn_vec2 corner = low_high(texel->image.corner);
    part->size = low_high(texel->image.size);
    part->corner = qn_v2((float)rect.x_px + corner.x, (float)rect.y_px + corner.y);
    part->flags = texel->image.flags;
    part->fill = color_of(texel->image.fill);
    part->fill = (soft_color){part->fill.r / 255.0f, part->fill.g / 255.0f, part->fill.b / 255.0f,
                              part->fill.a};
    bool is_inside = corner.x + part->size.x <= (float)rect.width_px &&
                     corner.y + part->size.y <= (float)rect.height_px;
    return is_inside && part->size.x >= 1.0f && part->size.y >= 1.0f &&
           take_slice(batch, sprite, part);
}

// Texels to a pixel, as far as they decide about the level.
static qn_vec2 density(const soft_record *record, qn_atlas_rect rect)
{
    const soft_part *part = &record->source.part;
    qn_vec2 size = qn_v2((float)rect.width_px, (float)rect.height_px);
    if (record->source.has_part && (part->flags & QN_SPRITE_IMAGE_SLICED) != 0) {
        return qn_v2(1.0f / part->px_per_texel.x, 1.0f / part->px_per_texel.y);
    }
    if (record->source.has_part) {
        size = part->size;
    }
    return qn_v2(size.x / qn_max(2.0f * record->half_px.x, SMALLEST_PX),
                 size.y / qn_max(2.0f * record->half_px.y, SMALLEST_PX));
}

static void place_source(soft_record *to, qn_atlas_rect rect)
{
    soft_source *source = &to->source;
    float width = (float)rect.width_px, height = (float)rect.height_px;
    float scale = 1.0f / (float)(1 << source->level);
    source->middle = qn_v2(((float)rect.x_px + 0.5f * width) * scale,
                           ((float)rect.y_px + 0.5f * height) * scale);
    source->texels_per_px = qn_v2(0.5f * width * scale / qn_max(to->half_px.x, SMALLEST_PX),
                                  0.5f * height * scale / qn_max(to->half_px.y, SMALLEST_PX));
    float margin = 0.5f * (float)(1 << source->level);
    source->part.margin = qn_v2(qn_min(margin, 0.5f * source->part.size.x),
                                qn_min(margin, 0.5f * source->part.size.y));
}

static uint32_t image_of(qn_sprite_kind kind, uint32_t kind_param)
{
    return kind == QN_SPRITE_GLYPH ? kind_param >> 8 & 0xFFFFu : kind_param >> 8;
}

static void take_tint(soft_record *to)
{
    to->source.tint = (soft_color){to->fill.r / 255.0f, to->fill.g / 255.0f, to->fill.b / 255.0f,
                                   to->fill.a / 255.0f};
    to->reach_px = qn_v2(to->half_px.x + 1.0f, to->half_px.y + 1.0f);
}

static bool take_source(const qn_sprite_batch *batch, const qn_atlas *atlas,
                        const qn_sprite *sprite, soft_record *to)
{
    soft_source *source = &to->source;
    qn_atlas_rect rect =
        qn_atlas_image_rect(atlas, (int32_t)image_of(to->kind, sprite->kind_param));
    source->page = qn_atlas_page(atlas, rect.page);
    source->page_px = qn_atlas_page_px(atlas);
    bool is_glyph = to->kind == QN_SPRITE_GLYPH;
    if (is_glyph) {
        memcpy(&source->range_px, &sprite->extra, sizeof source->range_px);
        int32_t outwards = (int32_t)(sprite->kind_param >> 24);
        source->edge = 128.0f - (float)(outwards < 128 ? outwards : outwards - 256);
    }
    if (rect.width_px == 0 || source->page == NULL || !is_length(source->range_px) ||
        !take_part(batch, rect, sprite, to)) {
        return false;
    }
    qn_vec2 texels = density(to, rect);
    source->level = level_of(qn_max(texels.x, texels.y), is_glyph);
    place_source(to, rect);
    take_tint(to);
    return true;
}

// How many texels after the paint's own a kind has before the first of its edges.
static uint32_t texels_before_edges(qn_sprite_kind kind) { return kind == QN_SPRITE_LINE ? 2 : 1; }

static bool has_edges(qn_sprite_kind kind)
{
    return kind == QN_SPRITE_POLYGON || kind == QN_SPRITE_LINE || kind == QN_SPRITE_AREA;
}

static bool are_lengths(const qn_sprite_texel *texels, int32_t count, int32_t numbers)
{
    bool are = true;
    for (int32_t i = 0; i < count; ++i) {
        const qn_sprite_texel *t = &texels[i];
        are = are && is_length(qn_abs(t->segment.ax)) && is_length(qn_abs(t->segment.ay)) &&
              is_length(qn_abs(t->segment.bx)) &&
              (numbers == 3 || is_length(qn_abs(t->segment.by)));
    }
    return are;
}

static bool take_edges(const qn_sprite_batch *batch, const qn_sprite *sprite, soft_record *to)
{
    soft_paint *paint = &to->paint;
    uint32_t count = sprite->kind_param >> 8;
    uint32_t before = texels_before_edges(to->kind);
    uint32_t most = to->kind == QN_SPRITE_POLYGON ? SOFT_MAX_EDGES : QN_DRAW_MAX_POINTS;
    uint32_t room = (uint32_t)batch->texel_count - sprite->extra;
    if (sprite->extra == 0 || count > most || count + before > room) {
        return false;
    }
    paint->edges = batch->texels + sprite->extra + before;
    paint->edge_count = (int32_t)count;
    if (to->kind == QN_SPRITE_LINE) {
        paint->radius_px = batch->texels[sprite->extra + 1].line.radius_px;
    }
    int32_t numbers = to->kind == QN_SPRITE_POLYGON ? 3 : 4; // the fourth of an edge is not used
    return is_length(paint->radius_px) && are_lengths(paint->edges, paint->edge_count, numbers);
}

static bool take_paint_texel(const qn_sprite_batch *batch, const qn_sprite *sprite,
                             soft_paint *paint)
{
    if (sprite->extra == 0) {
        return true;
    }
    if (sprite->extra >= (uint32_t)batch->texel_count) {
        return false;
    }
    const qn_sprite_texel *texel = &batch->texels[sprite->extra];
    paint->fade = color_of(texel->paint.fade);
    paint->has_fade = texel->paint.fade != sprite->fill;
    paint->border = color_of(texel->paint.border);
    paint->border_px = texel->paint.border_px;
    paint->glow_px = texel->paint.glow_px;
    return is_length(paint->border_px) && is_length(paint->glow_px);
}

static bool take_paint(const qn_sprite_batch *batch, const qn_sprite *sprite, soft_record *to)
{
    soft_paint *paint = &to->paint;
    float param_px = (float)(sprite->kind_param >> 8) / QN_SPRITE_PARAM_PER_PX;
    bool is_ring = to->kind == QN_SPRITE_RING;
    paint->fade = to->fill;
    paint->fade_per_px = 0.5f / qn_max(to->half_px.y, SMALLEST_FADE_PX);
    if (!take_paint_texel(batch, sprite, paint) ||
        (has_edges(to->kind) && !take_edges(batch, sprite, to))) {
        return false;
    }
    if (!has_edges(to->kind)) {
        paint->corner_px = is_ring ? to->half_px.x : param_px;
    }
    paint->width_px = is_ring ? param_px : NOT_HOLLOW_PX;
    float thinnest = qn_min(paint->width_px, 2.0f * qn_min(to->half_px.x, to->half_px.y));
    if (to->kind == QN_SPRITE_LINE) {
        thinnest = 2.0f * paint->radius_px;
    }
    paint->most_cover = qn_min(thinnest, 1.0f);
    // A glow shines into a ring as far as out of it.
    float edge_px = qn_max(0.5f, paint->glow_px);
    paint->core_px = -CORE_MARGIN_PX - (is_ring ? param_px + edge_px : 0.5f + paint->border_px);
    if (to->kind == QN_SPRITE_LINE || to->kind == QN_SPRITE_AREA) {
        paint->core_px = -2.0f * MAX_PX; // not convex: a row may leave and come back
    }
    float margin = 1.0f + paint->glow_px;
    to->reach_px = qn_v2(to->half_px.x + margin, to->half_px.y + margin);
    return true;
}

bool qn_soft_take(const qn_sprite_batch *batch, const qn_atlas *atlas, const qn_sprite *sprite,
                  soft_record *out)
{
    *out = (soft_record){.kind = (qn_sprite_kind)(sprite->kind_param & 0xFFu)};
    out->fill = color_of(sprite->fill);
    if (!take_place(sprite, out)) {
        return false;
    }
    switch (out->kind) {
    case QN_SPRITE_IMAGE:
    case QN_SPRITE_GLYPH:
        return take_source(batch, atlas, sprite, out);
    case QN_SPRITE_TARGET:
        take_tint(out);
        return true;
    case QN_SPRITE_BOX:
    case QN_SPRITE_RING:
    case QN_SPRITE_POLYGON:
    case QN_SPRITE_LINE:
    case QN_SPRITE_AREA:
        return take_paint(batch, sprite, out);
    default:
        return false;
    }
}
