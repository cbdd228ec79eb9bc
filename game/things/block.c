// Blocks. A course of the level becomes bodies from left to right, courses from first to last, so
// that slots, and with them the state hash, follow from the level alone.
//
// Each block is drawn as one shape with a gradient and a thin dark border, plus a light edge above
// and, on timber, two lines of grain: three materials that differ by more than their colour.
#include "things/block.h"

#include "things/look.h"
#include "things/tag.h"

typedef struct material_row {
    float density_kgpm2;
    float friction;
    uint32_t light, dark, border; // colours
} material_row;

static const material_row materials[MATERIAL_COUNT] = {
    [MATERIAL_STONE] = {2300.0f, 0.7f, 0xA79BAEu, 0x6A607Cu, 0x3D3650u},
    [MATERIAL_TIMBER] = {650.0f, 0.6f, 0xC08A5Bu, 0x82553Bu, 0x4A2E28u},
    [MATERIAL_SLATE] = {1200.0f, 0.7f, 0x59648Au, 0x343A5Eu, 0x20223Eu},
};

qn_color material_dust(material kind) { return qn_rgb(materials[kind].light); }

static void taper_corners(const block *item, qn_vec2 corners[4])
{
    qn_vec2 half = item->half_size_m;
    corners[0] = qn_v2(-half.x, -half.y);
    corners[1] = qn_v2(half.x, -half.y);
    corners[2] = qn_v2(item->top_half_width_m, half.y);
    corners[3] = qn_v2(-item->top_half_width_m, half.y);
}

static bool is_tapered(const block *item) { return item->top_half_width_m < item->half_size_m.x; }

static void add_shape(const block *item, qn_world *world)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = materials[item->material].density_kgpm2;
    def.material.friction = materials[item->material].friction;
    def.enable_hit_events = true;
    def.user_data = tag_make(TAG_BLOCK, (uint32_t)item->material);
    if (is_tapered(item)) {
        qn_vec2 corners[4];
        taper_corners(item, corners);
        qn_shape_create_polygon(world, item->body, &def, corners, 4, 0.0f);
    } else {
        qn_shape_create_box(world, item->body, &def, qn_v2(0.0f, 0.0f), item->half_size_m, 0.0f);
    }
}

static block make_block(qn_world *world, const course *row, qn_vec2 center_m)
{
    float top = row->top_width_m > 0.0f ? row->top_width_m : row->width_m;
    block made = {.half_size_m = {0.5f * row->width_m, 0.5f * row->height_m},
                  .top_half_width_m = 0.5f * top,
                  .material = row->material};
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = center_m;
    made.body = qn_body_create(world, &def);
    add_shape(&made, world);
    return made;
}

static bool build_course(block_list *blocks, qn_world *world, float origin_x_m, const course *row)
{
    float width = row->pitch_m * (float)(row->count - 1);
    qn_vec2 center = {origin_x_m + row->center_x_m - 0.5f * width,
                      row->bottom_y_m + 0.5f * row->height_m};
    if (row->count > BLOCK_CAPACITY - blocks->count) {
        return false;
    }
    for (int32_t k = 0; k < row->count; ++k) {
        blocks->items[blocks->count++] = make_block(world, row, center);
        center.x += row->pitch_m;
    }
    return true;
}

qn_error blocks_build(block_list *blocks, qn_world *world, const level *plan, block *beam)
{
    blocks->count = 0;
    for (int32_t i = 0; i < plan->course_count; ++i) {
        if (!build_course(blocks, world, plan->origin_x_m, &plan->courses[i])) {
            return QN_ERROR_CAPACITY;
        }
        if (i == plan->beam_course) {
            *beam = blocks->items[blocks->count - 1];
        }
    }
    return qn_world_last_error(world, NULL);
}

// Neighbours of one material differ a little, by a fixed pattern.
static float shade_of(int32_t index)
{
    uint32_t mixed = (uint32_t)index * 2654435761u;
    return (float)(mixed >> 24) * (0.22f / 255.0f);
}

static void draw_grain(const block *item, qn_pose pose, qn_draw_list *list)
{
    qn_vec2 half = item->half_size_m;
    bool is_wide = half.x > half.y;
    float along = is_wide ? half.x - 0.12f : half.y - 0.10f;
    float across = is_wide ? half.y : half.x;
    qn_paint paint = qn_fill(look_alpha(materials[item->material].border, 0.35f));
    for (int32_t side = -1; side <= 1; side += 2) {
        float offset = (float)side * 0.32f * across;
        float from = -along + (side < 0 ? 0.0f : 0.25f * along);
        float to = along - (side < 0 ? 0.4f * along : 0.0f);
        qn_vec2 a = is_wide ? qn_v2(from, offset) : qn_v2(offset, from);
        qn_vec2 b = is_wide ? qn_v2(to, offset) : qn_v2(offset, to);
        qn_draw_capsule(list, qn_transform(pose, a), qn_transform(pose, b), 0.010f, paint);
    }
}

static void draw_light_edge(const block *item, qn_pose pose, qn_draw_list *list)
{
    float x = item->top_half_width_m - 0.07f;
    float y = item->half_size_m.y - 0.045f;
    if (x < 0.02f) {
        return;
    }
    qn_paint paint = qn_fill(qn_rgba(255, 226, 196, 70));
    qn_draw_capsule(list, qn_transform(pose, qn_v2(-x, y)), qn_transform(pose, qn_v2(x, y)), 0.014f,
                    paint);
}

static void draw_block(const block *item, int32_t index, qn_pose pose, qn_draw_list *list)
{
    const material_row *row = &materials[item->material];
    float shade = shade_of(index);
    qn_paint paint = {.fill = qn_color_mix(qn_rgb(row->light), qn_rgb(row->dark), shade),
                      .fade = qn_color_mix(qn_rgb(row->dark), qn_rgb(row->border), shade),
                      .border = qn_rgb(row->border),
                      .border_m = 0.028f};
    if (is_tapered(item)) {
        qn_vec2 corners[4];
        taper_corners(item, corners);
        for (int32_t i = 0; i < 4; ++i) {
            corners[i] = qn_transform(pose, corners[i]);
        }
        qn_draw_polygon(list, corners, 4, paint);
    } else {
        qn_draw_box(list, pose, item->half_size_m, 0.045f, paint);
    }
    if (item->material == MATERIAL_TIMBER) {
        draw_grain(item, pose, list);
    }
    draw_light_edge(item, pose, list);
}

void blocks_draw(const block_list *blocks, const qn_world *world, float alpha, qn_draw_list *list)
{
    qn_draw_layer(list, LAYER_BLOCKS);
    for (int32_t i = 0; i < blocks->count; ++i) {
        const block *item = &blocks->items[i];
        draw_block(item, i, look_pose(world, item->body, alpha), list);
    }
}
