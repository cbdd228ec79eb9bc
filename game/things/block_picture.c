// Each material is told by more than its colour: stone has chips of lighter grain, timber lines
// along its length, slate rows of shingle, glass is clear with a slanted gleam. All have a light
// edge above, where the sky is.
#include "things/block.h"

#include "things/look.h"
#include "tuning.h"

typedef struct brush {
    const look *look;
    const look_material *colors;
    qn_pose pose;
    float shade; // neighbours of one material differ a little
    float alpha; // less than 1 for what fades
    qn_draw_list *list;
} brush;

qn_color block_dust(material kind) { return qn_rgb(look_for(false, false)->materials[kind].light); }

// In [0, 1), by a fixed pattern.
static float pattern(int32_t index, uint32_t salt)
{
    uint32_t mixed = ((uint32_t)index * 2654435761u) ^ (salt * 0x9E3779B9u);
    mixed ^= mixed >> 15;
    mixed *= 0x2C1B3C6Du;
    mixed ^= mixed >> 12;
    return (float)(mixed >> 8) * (1.0f / 16777216.0f);
}

static qn_color with_alpha(const brush *b, qn_color color, float alpha)
{
    return qn_color_fade(color, alpha * b->alpha);
}

static void line(const brush *b, qn_vec2 from, qn_vec2 to, float radius, qn_color color)
{
    qn_draw_capsule(b->list, qn_transform(b->pose, from), qn_transform(b->pose, to), radius,
                    qn_fill(color));
}

// ---- Textures, in the frame of a whole block ------------------------------------------------

static void draw_grain(const brush *b, qn_vec2 half, int32_t index)
{
    bool is_wide = half.x > half.y;
    float along = (is_wide ? half.x : half.y) - 0.10f;
    float across = is_wide ? half.y : half.x;
    qn_color color = with_alpha(b, qn_rgb(b->colors->border), 0.38f);
    for (int32_t k = 0; k < 3; ++k) {
        float offset = across * (-0.5f + 0.5f * (float)k) + 0.1f * across * pattern(index, 3u);
        float from = -along * (0.35f + 0.65f * pattern(index, (uint32_t)k + 11u));
        float to = along * (0.35f + 0.65f * pattern(index, (uint32_t)k + 17u));
        qn_vec2 a = is_wide ? qn_v2(from, offset) : qn_v2(offset, from);
        qn_vec2 c = is_wide ? qn_v2(to, offset) : qn_v2(offset, to);
        line(b, a, c, 0.010f, color);
    }
    float knot = along * (pattern(index, 23u) - 0.5f);
    qn_vec2 at = is_wide ? qn_v2(knot, 0.1f * across) : qn_v2(0.1f * across, knot);
    qn_draw_ring(b->list, qn_transform(b->pose, at), 0.26f * across, 0.016f, qn_fill(color));
}

static void draw_chips(const brush *b, qn_vec2 half, int32_t index)
{
    for (uint32_t k = 0; k < 3; ++k) {
        qn_vec2 at = {half.x * (1.5f * pattern(index, k + 5u) - 0.75f),
                      half.y * (1.4f * pattern(index, k + 41u) - 0.7f)};
        bool is_light = k != 1;
        uint32_t hex = is_light ? b->look->rim : b->colors->border;
        qn_color color = with_alpha(b, qn_rgb(hex), is_light ? 0.16f : 0.30f);
        float length = 0.03f + 0.06f * pattern(index, k + 71u);
        line(b, at, qn_add(at, qn_v2(length, 0.3f * length)), 0.018f, color);
    }
}

static void draw_shingle(const brush *b, const block *item)
{
    qn_vec2 half = item->half_size_m;
    qn_color color = with_alpha(b, qn_rgb(b->colors->border), 0.55f);
    float y = half.y - 0.17f;
    for (int32_t row = 0; y > -half.y + 0.05f; ++row) {
        float up = (y + half.y) / (2.0f * half.y);
        float reach = half.x + up * (item->top_half_width_m - half.x) - 0.05f;
        line(b, qn_v2(-reach, y), qn_v2(reach, y), 0.010f, color);
        float x = -reach + ((row & 1) != 0 ? 0.15f : 0.30f);
        while (x < reach) {
            line(b, qn_v2(x, y), qn_v2(x, y + 0.10f), 0.008f, color);
            x += 0.30f;
        }
        y -= 0.17f;
    }
}

static void draw_gleam(const brush *b, qn_vec2 half)
{
    bool is_tall = half.y > half.x;
    float thin = is_tall ? half.x : half.y;
    float tall = is_tall ? half.y : half.x;
    uint32_t hex = b->look->has_contrast ? b->look->outline : 0xFFFFFFu;
    qn_color color = with_alpha(b, qn_rgb(hex), 0.50f);
    for (int32_t k = 0; k < 2; ++k) {
        float from = tall * (k == 0 ? 0.15f : -0.55f);
        float to = tall * (k == 0 ? 0.80f : -0.30f);
        qn_vec2 a = is_tall ? qn_v2(-0.35f * thin, from) : qn_v2(from, 0.35f * thin);
        qn_vec2 c = is_tall ? qn_v2(-0.35f * thin, to) : qn_v2(to, 0.35f * thin);
        line(b, a, c, 0.020f, color);
    }
}

// The edge that looks up most, whichever way the block lies.
static void draw_light_edge(const brush *b, qn_vec2 half, float top_half_width)
{
    if (b->look->rim_alpha == 0.0f) {
        return;
    }
    qn_vec2 up = qn_inv_rotate(b->pose.q, qn_v2(0.0f, 1.0f));
    qn_color color = with_alpha(b, qn_rgb(b->look->rim), b->look->rim_alpha);
    bool is_sideways = qn_abs(up.x) > qn_abs(up.y);
    float sign = (is_sideways ? up.x : up.y) > 0.0f ? 1.0f : -1.0f;
    if (is_sideways) {
        float x = sign * (half.x - 0.045f);
        float y = half.y - 0.07f;
        if (y > 0.02f && top_half_width == half.x) {
            line(b, qn_v2(x, -y), qn_v2(x, y), 0.016f, color);
        }
        return;
    }
    float x = (sign > 0.0f ? top_half_width : half.x) - 0.07f;
    if (x > 0.02f) {
        float y = sign * (half.y - 0.045f);
        line(b, qn_v2(-x, y), qn_v2(x, y), 0.016f, color);
    }
}

// ---- Bodies ---------------------------------------------------------------------------------

static qn_paint paint_of(const brush *b, material kind)
{
    bool has_contrast = b->look->has_contrast;
    bool is_glass = kind == MATERIAL_GLASS && !has_contrast;
    float solid = is_glass ? 0.52f : 1.0f;
    qn_color light = qn_color_mix(qn_rgb(b->colors->light), qn_rgb(b->colors->dark), b->shade);
    qn_color dark = is_glass || has_contrast ? qn_rgb(b->colors->dark)
                                             : qn_color_mix(qn_rgb(b->colors->dark),
                                                            qn_rgb(b->colors->border), b->shade);
    return (qn_paint){.fill = with_alpha(b, light, solid),
                      .fade = with_alpha(b, dark, solid),
                      .border = with_alpha(b, qn_rgb(b->colors->border), is_glass ? 0.85f : 1.0f),
                      .border_m = has_contrast ? b->look->outline_m : (is_glass ? 0.022f : 0.028f)};
}

static void draw_whole(const brush *b, const block *item, int32_t index)
{
    qn_vec2 half = item->half_size_m;
    if (item->top_half_width_m == half.x) {
        qn_draw_box(b->list, b->pose, half, 0.045f, paint_of(b, item->material));
    } else {
        float top = item->top_half_width_m;
        qn_vec2 corners[4] = {{-half.x, -half.y}, {half.x, -half.y}, {top, half.y}, {-top, half.y}};
        for (int32_t i = 0; i < 4; ++i) {
            corners[i] = qn_transform(b->pose, corners[i]);
        }
        qn_draw_polygon(b->list, corners, 4, paint_of(b, item->material));
    }
    switch (item->material) {
    case MATERIAL_TIMBER:
        draw_grain(b, half, index);
        break;
    case MATERIAL_STONE:
        draw_chips(b, half, index);
        break;
    case MATERIAL_SLATE:
        draw_shingle(b, item);
        break;
    default:
        draw_gleam(b, half);
        break;
    }
    draw_light_edge(b, half, item->top_half_width_m);
}

static void draw_piece(const brush *b, const block *item)
{
    qn_vec2 corners[QN_MAX_POLYGON_VERTICES];
    for (int32_t i = 0; i < item->corner_count; ++i) {
        corners[i] = qn_transform(b->pose, item->corners_m[i]);
    }
    qn_draw_polygon(b->list, corners, item->corner_count, paint_of(b, item->material));
}

static float alpha_of(const block *item, uint32_t tick, float alpha)
{
    if (item->fade_tick == BLOCK_NEVER) {
        return 1.0f;
    }
    float left = (float)(item->fade_tick - tick) - alpha;
    return qn_clamp(left / (float)TUNE_SHARD_FADE_TICKS, 0.0f, 1.0f);
}

void blocks_draw(const block_list *blocks, const qn_world *world, uint32_t tick, float alpha,
                 const look *l, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_BLOCKS);
    for (int32_t i = 0; i < blocks->count; ++i) {
        const block *item = &blocks->items[i];
        if (!block_is_there(item, tick)) {
            continue;
        }
        brush b = {.look = l,
                   .colors = &l->materials[item->material],
                   .pose = look_pose(world, item->body, alpha),
                   .shade = 0.22f * pattern(i, 1u),
                   .alpha = alpha_of(item, tick, alpha),
                   .list = list};
        if (item->corner_count > 0) {
            draw_piece(&b, item);
        } else {
            draw_whole(&b, item, i);
        }
    }
}

// A soft dark lens on the ground under what is near it.
void blocks_draw_shadows(const block_list *blocks, const qn_world *world, uint32_t tick,
                         float alpha, const look *l, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_SHADOWS);
    for (int32_t i = 0; i < blocks->count; ++i) {
        const block *item = &blocks->items[i];
        qn_vec2 at = look_pose(world, item->body, alpha).p;
        float reach = qn_max(item->half_size_m.x, item->half_size_m.y);
        float height = at.y - qn_min(item->half_size_m.x, item->half_size_m.y);
        if (!block_is_there(item, tick) || height > 1.6f || item->material == MATERIAL_GLASS ||
            l->has_contrast) {
            continue;
        }
        float share = 1.0f - qn_clamp(height / 1.6f, 0.0f, 1.0f);
        qn_paint paint = {.fill = look_alpha(0x06050Fu, l->shadow_alpha * share * share),
                          .glow_m = 0.16f};
        qn_vec2 half = qn_v2(0.9f * reach, 0.0f);
        qn_vec2 ground = qn_v2(at.x, -0.05f);
        qn_draw_capsule(list, qn_sub(ground, half), qn_add(ground, half), 0.05f, paint);
    }
}
