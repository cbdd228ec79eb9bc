// A course of the level becomes bodies from left to right, courses from first to last, so that
// slots, and with them the state hash, follow from the level alone. A body's user data is the index
// of its block in the list, plus one.
//
// Glass is broken by Voronoi cells that crowd around the hit; timber by one cut through the hit,
// slanted only a little against the grain, so that it leaves two long splinters.
#include "things/block.h"

#include "things/tag.h"
#include "tuning.h"

static const block_row rows[MATERIAL_COUNT] = {
    [MATERIAL_STONE] = {2300.0f, 0.7f, 0.0f},
    [MATERIAL_TIMBER] = {650.0f, 0.6f, TUNE_TIMBER_STRENGTH_NSPM},
    [MATERIAL_SLATE] = {1200.0f, 0.7f, 0.0f},
    [MATERIAL_GLASS] = {1500.0f, 0.5f, TUNE_GLASS_STRENGTH_NSPM},
};

const block_row *block_facts(material kind) { return &rows[kind]; }

static void add_shape(const block *item, qn_world *world)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = rows[item->material].density_kgpm2;
    def.material.friction = rows[item->material].friction;
    def.enable_hit_events = true;
    def.user_data = tag_make(TAG_BLOCK, (uint32_t)item->material);
    qn_vec2 half = item->half_size_m;
    if (item->top_half_width_m == half.x) {
        qn_shape_create_box(world, item->body, &def, qn_v2(0.0f, 0.0f), half, 0.0f);
        return;
    }
    const qn_vec2 corners[4] = {{-half.x, -half.y},
                                {half.x, -half.y},
                                {item->top_half_width_m, half.y},
                                {-item->top_half_width_m, half.y}};
    qn_shape_create_polygon(world, item->body, &def, corners, 4, 0.0f);
}

static void build_block(block_list *blocks, qn_world *world, const course *row, qn_vec2 center_m)
{
    float top = row->top_width_m > 0.0f ? row->top_width_m : row->width_m;
    block *made = &blocks->items[blocks->count++];
    *made = (block){.half_size_m = {0.5f * row->width_m, 0.5f * row->height_m},
                    .top_half_width_m = 0.5f * top,
                    .material = row->material,
                    .gone_tick = BLOCK_NEVER,
                    .fade_tick = BLOCK_NEVER};
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = center_m;
    def.user_data = (uint64_t)blocks->count;
    made->body = qn_body_create(world, &def);
    add_shape(made, world);
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
        build_block(blocks, world, row, center);
        center.x += row->pitch_m;
    }
    return true;
}

qn_error blocks_build(block_list *blocks, qn_world *world, const level *plan,
                      int32_t *first_of_course)
{
    blocks->count = 0;
    for (int32_t i = 0; i < plan->course_count; ++i) {
        first_of_course[i] = blocks->count;
        if (!build_course(blocks, world, plan->origin_x_m, &plan->courses[i])) {
            return QN_ERROR_CAPACITY;
        }
    }
    return qn_world_last_error(world, NULL);
}

void blocks_go_back(block_list *blocks, uint32_t tick)
{
    while (blocks->count > 0 && blocks->items[blocks->count - 1].born_tick > tick) {
        blocks->count -= 1;
    }
    for (int32_t i = 0; i < blocks->count; ++i) {
        block *item = &blocks->items[i];
        item->gone_tick = item->gone_tick > tick ? BLOCK_NEVER : item->gone_tick;
    }
}

// ---- Breaking -------------------------------------------------------------------------------

static int32_t generations_of(material kind) { return kind == MATERIAL_TIMBER ? 2 : 1; }

bool block_would_break(const block *item, float impulse_ns)
{
    float strength = rows[item->material].strength_nspm;
    float thickness = 2.0f * qn_min(item->half_size_m.x, item->half_size_m.y);
    return strength > 0.0f && item->generation < generations_of(item->material) &&
           impulse_ns > strength * thickness;
}

// Half the size of the box around a piece.
static qn_vec2 reach_of(const block *item)
{
    qn_vec2 low = item->corners_m[0], high = item->corners_m[0];
    for (int32_t i = 1; i < item->corner_count; ++i) {
        low = qn_v2_min(low, item->corners_m[i]);
        high = qn_v2_max(high, item->corners_m[i]);
    }
    return qn_mul(0.5f, qn_sub(high, low));
}

// The shapes of one body as blocks of their own.
static void append_pieces(block_list *blocks, qn_world *world, qn_body_id body, const block *whole,
                          uint32_t tick)
{
    qn_shape_id shapes[4];
    int32_t count = qn_body_shapes(world, body, shapes, 4);
    qn_body_set_user_data(world, body, (uint64_t)blocks->count + 1u);
    for (int32_t i = 0; i < count && i < 4 && blocks->count < BLOCK_CAPACITY; ++i) {
        qn_region region = qn_shape_region(world, shapes[i]);
        block *piece = &blocks->items[blocks->count++];
        *piece = (block){.body = body,
                         .material = whole->material,
                         .corner_count = region.point_count,
                         .generation = whole->generation + 1,
                         .born_tick = tick,
                         .gone_tick = BLOCK_NEVER,
                         .fade_tick = BLOCK_NEVER};
        for (int32_t k = 0; k < region.point_count; ++k) {
            piece->corners_m[k] = region.points_m[k];
        }
        piece->half_size_m = reach_of(piece);
        if (whole->material == MATERIAL_GLASS) {
            piece->fade_tick = tick + TUNE_SHARD_LIFE_TICKS;
        }
    }
}

// Most cells of the pane are small ones around the hit, in a spiral; a few lie along its length.
static int32_t shatter_seeds(const block *pane, qn_pose pose, const block_break *by, qn_vec2 *seeds)
{
    float hardness = by->impulse_ns / TUNE_SHARD_FULL_NS;
    int32_t count = TUNE_SHARDS_MIN +
                    (int32_t)(qn_min(hardness, 1.0f) * (float)(TUNE_SHARDS_MAX - TUNE_SHARDS_MIN));
    qn_vec2 half = pane->half_size_m;
    qn_vec2 hit = qn_inv_transform(pose, by->point_m);
    hit = qn_v2_max(qn_neg(half), qn_v2_min(half, hit));
    for (int32_t i = 0; i < count; ++i) {
        qn_rot turn = qn_rot_from_angle(2.399963f * (float)i); // the golden angle
        float reach = 0.10f + 0.17f * (float)i;
        qn_vec2 seed = qn_mul_add(hit, reach, qn_v2(turn.c, turn.s));
        seed = qn_v2_max(qn_mul(-0.96f, half), qn_v2_min(qn_mul(0.96f, half), seed));
        seeds[i] = qn_transform(pose, seed);
    }
    return count;
}

static int32_t shatter(qn_world *world, const block *pane, const block_break *by,
                       qn_body_id pieces[TUNE_SHARDS_MAX])
{
    qn_vec2 seeds[TUNE_SHARDS_MAX];
    qn_fracture_def def = qn_fracture_def_default();
    def.seeds_m = seeds;
    def.seed_count = shatter_seeds(pane, qn_body_pose(world, pane->body), by, seeds);
    def.min_area_m2 = 0.002f;
    int32_t count = 0;
    qn_error error = qn_body_fracture(world, pane->body, &def, pieces, TUNE_SHARDS_MAX, &count);
    return error == QN_ERROR_OK ? count : 0;
}

static int32_t split(qn_world *world, const block *plank, const block_break *by,
                     qn_body_id pieces[2])
{
    qn_pose pose = qn_body_pose(world, plank->body);
    bool is_wide = plank->half_size_m.x > plank->half_size_m.y;
    qn_rot slant = qn_rot_from_angle(TUNE_TIMBER_SLANT_RAD);
    qn_vec2 along = is_wide ? qn_v2(slant.c, slant.s) : qn_v2(slant.s, slant.c);
    // Through the middle of the thickness below the hit, so that neither splinter is a sliver.
    qn_vec2 hit = qn_inv_transform(pose, by->point_m);
    hit = is_wide
              ? qn_v2(qn_clamp(hit.x, -0.6f * plank->half_size_m.x, 0.6f * plank->half_size_m.x),
                      0.0f)
              : qn_v2(0.0f,
                      qn_clamp(hit.y, -0.6f * plank->half_size_m.y, 0.6f * plank->half_size_m.y));
    pieces[0] = plank->body;
    qn_error error = qn_body_slice(world, plank->body, qn_transform(pose, hit),
                                   qn_rotate(pose.q, along), &pieces[1]);
    return error == QN_ERROR_OK && pieces[1].raw != 0 ? 2 : 0;
}

bool blocks_break(block_list *blocks, qn_world *world, const block_break *by, uint32_t tick)
{
    block *whole = &blocks->items[by->block];
    bool has_room = BLOCK_CAPACITY - blocks->count >= TUNE_SHARDS_MAX;
    if (!has_room || whole->gone_tick != BLOCK_NEVER) {
        return false;
    }
    qn_body_id pieces[TUNE_SHARDS_MAX];
    int32_t count = whole->material == MATERIAL_GLASS ? shatter(world, whole, by, pieces)
                                                      : split(world, whole, by, pieces);
    for (int32_t i = 0; i < count; ++i) {
        append_pieces(blocks, world, pieces[i], whole, tick);
    }
    whole->gone_tick = count > 0 ? tick : BLOCK_NEVER;
    return count > 0;
}

void blocks_fade(block_list *blocks, qn_world *world, uint32_t tick)
{
    for (int32_t i = 0; i < blocks->count; ++i) {
        block *item = &blocks->items[i];
        if (item->gone_tick != BLOCK_NEVER || item->fade_tick > tick) {
            continue;
        }
        item->gone_tick = tick;
        if (qn_body_is_alive(world, item->body)) {
            qn_body_destroy(world, item->body);
        }
    }
}
