// A world of every kind of shape for the tests of queries, and the plain truth about it: each cell
// of tiles a box of its own, every shape asked one by one, distances in double.
#ifndef TESTS_QUERIES_H
#define TESTS_QUERIES_H

#include <stdio.h>

#include "check.h"
#include "hulls.h"
#include "physics/step.h"
#include "scenes.h"
#include "tiles.h"

#define QUERIES_CELL_M 0.75f
#define QUERIES_SIDE 10

static inline void queries_add_shape(qn_world *world, qn_body_id body, uint32_t *seed)
{
    qn_shape_def def = qn_shape_def_default();
    def.filter.category_bits = 1ull << (check_random(seed) % 3);
    def.is_sensor = check_random(seed) % 6 == 0;
    qn_vec2 a = hulls_random_point(seed, 0.7f);
    qn_vec2 b = hulls_random_point(seed, 0.7f);
    float radius = check_random_float(seed, 0.05f, 0.5f);
    qn_vec2 points[5];
    for (int i = 0; i < 5; ++i) {
        points[i] = hulls_random_point(seed, 0.8f);
    }
    switch (check_random(seed) % 6) {
    case 0:
        qn_shape_create_circle(world, body, &def, a, radius);
        break;
    case 1:
        qn_shape_create_capsule(world, body, &def, a, b, radius);
        break;
    case 2:
        qn_shape_create_box(world, body, &def, a, qn_v2(radius, 0.3f), 2.0f * b.x);
        break;
    case 3:
        qn_shape_create_segment(world, body, &def, a, b);
        break;
    default:
        qn_shape_create_polygon(world, body, &def, points, 5, b.x > 0.0f ? 0.1f : 0.0f);
        break;
    }
}

static inline qn_body_id queries_body(qn_world *world, qn_body_type type, qn_vec2 at, float rad)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = at;
    def.angle_rad = rad;
    return qn_body_create(world, &def);
}

static inline void queries_add_chain(qn_world *world, qn_vec2 at)
{
    static const qn_vec2 points[7] = {{9.0f, 0.0f},  {7.0f, 0.4f},   {5.0f, -0.3f}, {2.0f, 0.2f},
                                      {0.0f, -0.5f}, {-3.0f, -0.2f}, {-5.0f, 0.0f}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 7;
    qn_chain_create(world, queries_body(world, QN_BODY_STATIC, at, 0.1f), &def);
}

static inline void queries_add_tiles(qn_world *world, qn_vec2 at, uint32_t *seed)
{
    qn_body_id body = queries_body(world, QN_BODY_STATIC, at, 0.3f);
    qn_shape_id tiles =
        tiles_add(world, body, qn_v2(-1.0f, -2.0f), QUERIES_CELL_M, QUERIES_SIDE, QUERIES_SIDE);
    for (int i = 0; i < QUERIES_SIDE * QUERIES_SIDE; ++i) {
        bool is_solid = check_random(seed) % 3 != 0;
        qn_tiles_set_cell(world, tiles, i % QUERIES_SIDE, i / QUERIES_SIDE, is_solid);
    }
}

// About 20 m wide and high around `at`; bodies of all types, some asleep, one disabled. Nothing
// falls.
static inline qn_world *queries_world(uint32_t seed, qn_vec2 at)
{
    qn_world *world = scene_weightless();
    queries_add_chain(world, qn_add(at, qn_v2(0.0f, -6.0f)));
    queries_add_tiles(world, qn_add(at, qn_v2(2.0f, 2.0f)), &seed);
    for (int i = 0; i < 90; ++i) {
        qn_vec2 place = qn_add(at, hulls_random_point(&seed, 9.0f));
        float rad = check_random_float(&seed, -3.0f, 3.0f);
        qn_body_id body = queries_body(world, (qn_body_type)(check_random(&seed) % 3), place, rad);
        int32_t shape_count = 1 + (int32_t)(check_random(&seed) % 3);
        for (int32_t k = 0; k < shape_count; ++k) {
            queries_add_shape(world, body, &seed);
        }
        if (i % 13 == 5) {
            qn_body_set_enabled(world, body, false);
        }
    }
    scene_step(world, 3);
    return world;
}

// ---- The truth ------------------------------------------------------------------------------

static inline bool queries_sees(const qn_world *world, int32_t i, qn_filter filter)
{
    const qn_shape *shape = &world->shapes[i];
    return world->shape_slots[i].is_live && !qn_body_slot_is_disabled(world, shape->body) &&
           (shape->category_bits & filter.mask_bits) != 0 &&
           (shape->mask_bits & filter.category_bits) != 0 &&
           (filter.sees_sensors || (shape->flags & QN_SHAPE_SENSOR) == 0) &&
           shape->body != qn_find_body(world, filter.ignored_body);
}

// The pieces of a shape one by one; false after the last.
static inline bool queries_piece(const qn_world *world, int32_t shape, int *next, qn_hull *out)
{
    if (world->shapes[shape].type != QN_SHAPE_TILES) {
        *out = world->shapes[shape].hull;
        return (*next)++ == 0;
    }
    qn_shape_id id = {qn_pool_handle(world->shape_slots, shape)};
    const qn_grid *grid = &world->grids[world->parts[shape].owner];
    while (*next < grid->width * grid->height) {
        int i = (*next)++;
        int x = i % grid->width, y = i / grid->width;
        qn_vec2 middle = {grid->origin.x + grid->cell_m * ((float)x + 0.5f),
                          grid->origin.y + grid->cell_m * ((float)y + 0.5f)};
        qn_vec2 half = {0.5f * grid->cell_m, 0.5f * grid->cell_m};
        if (qn_tiles_cell(world, id, x, y)) {
            return qn_hull_box(middle, half, 0.0f, out) == QN_ERROR_OK;
        }
    }
    return false;
}

// The distance of a hull, or of a point as a hull of one corner and no radius, from the shape.
static inline double queries_distance(const qn_world *world, int32_t shape, const qn_hull *hull,
                                      qn_pose pose)
{
    placed_hull other = hulls_place(hull, pose);
    qn_pose at = qn_motion_of(world, world->shapes[shape].body)->pose;
    double least = INFINITY;
    qn_hull piece;
    for (int next = 0; queries_piece(world, shape, &next, &piece);) {
        placed_hull placed = hulls_place(&piece, at);
        double distance = hulls_distance(&placed, &other);
        least = fmin(least, distance - (double)piece.radius_m - (double)hull->radius_m);
    }
    return least;
}

static inline qn_hull queries_dot(void) { return (qn_hull){.count = 1}; }

static inline qn_pose queries_at(qn_vec2 point) { return (qn_pose){point, {1.0f, 0.0f}}; }

static inline int32_t queries_slot(qn_shape_id shape) { return (int32_t)(shape.raw & 0xFFFFF) - 1; }

// A region of a metre or less of any kind, with the hull that it is.
static inline qn_region queries_region(uint32_t *seed, qn_hull *hull)
{
    qn_region region = {.point_count = 1 + (int32_t)(check_random(seed) % 5)};
    qn_error error = QN_ERROR_BAD_SHAPE;
    while (error != QN_ERROR_OK) {
        for (int i = 0; i < region.point_count; ++i) {
            region.points_m[i] = hulls_random_point(seed, 0.6f);
        }
        region.radius_m = check_random_float(seed, 0.05f, 0.4f);
        const qn_vec2 *p = region.points_m;
        if (region.point_count == 1) {
            error = qn_hull_circle(p[0], region.radius_m, hull);
        } else if (region.point_count == 2) {
            error = qn_hull_capsule(p[0], p[1], region.radius_m, hull);
        } else {
            error = qn_hull_polygon(p, region.point_count, region.radius_m, hull);
        }
    }
    return region;
}

// A filter of any kind; the seed also chooses the ignored body.
static inline qn_filter queries_filter(const qn_world *world, uint32_t *seed)
{
    qn_filter filter = qn_filter_all();
    filter.sees_sensors = check_random(seed) % 3 == 0;
    filter.mask_bits = check_random(seed) % 2 == 0 ? UINT64_MAX : 1u + check_random(seed) % 7;
    if (check_random(seed) % 3 == 0) {
        int32_t body = (int32_t)(check_random(seed) % (uint32_t)world->state->body_pool.used_count);
        filter.ignored_body.raw = qn_pool_handle(world->body_slots, body);
    }
    return filter;
}

// One question of a world, checked against the truth; returns how much was found.
typedef int32_t queries_ask(const qn_world *world, uint32_t *seed);

// So many questions of each of so many worlds, none of which they may change. The seeds are those
// of the worlds, times `factor`.
static inline int queries_ask_worlds(queries_ask *ask, int count, uint32_t world_count,
                                     uint32_t factor)
{
    int found = 0;
    for (uint32_t i = 1; i <= world_count; ++i) {
        uint32_t seed = factor * i;
        qn_world *world = queries_world(i, qn_v2(0.0f, 0.0f));
        uint64_t hash = qn_world_state_hash(world);
        for (int k = 0; k < count; ++k) {
            found += ask(world, &seed);
        }
        CHECK(qn_world_state_hash(world) == hash);
        qn_world_destroy(world);
    }
    printf("seeds %u to %u: %d found\n", factor, factor * world_count, found);
    return found;
}

#endif
