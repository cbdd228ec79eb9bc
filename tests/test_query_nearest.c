// The nearest shape against asking every one; of tiles, also how deep a point is inside.
#include "queries.h"

#include <stdio.h>

#define TOLERANCE 2e-4

static double distance_to_cell(double px, double py, int x, int y)
{
    return hypot(fmax(0.0, fmax(x - px, px - (x + 1))), fmax(0.0, fmax(y - py, py - (y + 1))));
}

// How far a point in the grid's frame is from the nearest place that is not solid.
static double depth_in_tiles(const qn_world *world, int32_t shape, qn_vec2 local)
{
    qn_shape_id id = {qn_pool_handle(world->shape_slots, shape)};
    const qn_grid *grid = &world->grids[world->parts[shape].owner];
    double least = INFINITY;
    double cell = grid->cell_m;
    double px = ((double)local.x - (double)grid->origin.x) / cell;
    double py = ((double)local.y - (double)grid->origin.y) / cell;
    for (int i = 0; i < (grid->width + 2) * (grid->height + 2); ++i) {
        int x = i % (grid->width + 2) - 1, y = i / (grid->width + 2) - 1;
        if (!qn_tiles_cell(world, id, x, y)) {
            least = fmin(least, cell * distance_to_cell(px, py, x, y));
        }
    }
    return least;
}

static double distance_to(const qn_world *world, int32_t shape, qn_vec2 point)
{
    qn_hull dot = queries_dot();
    double distance = queries_distance(world, shape, &dot, queries_at(point));
    if (world->shapes[shape].type != QN_SHAPE_TILES || distance > 0.0) {
        return distance;
    }
    qn_pose pose = qn_motion_of(world, world->shapes[shape].body)->pose;
    return -depth_in_tiles(world, shape, qn_inv_transform(pose, point));
}

static bool check_nearest(const qn_world *world, const qn_nearest_query *query, qn_filter filter)
{
    double least = INFINITY;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        if (queries_sees(world, i, filter)) {
            least = fmin(least, distance_to(world, i, query->point_m));
        }
    }
    qn_nearest found;
    CHECK_ERROR(qn_world_nearest(world, query, filter, &found), QN_ERROR_OK);
    if (fabs(least - (double)query->max_distance_m) < TOLERANCE) {
        return false;
    }
    CHECK_INT(found.shape.raw != 0, least < (double)query->max_distance_m);
    if (found.shape.raw == 0) {
        CHECK_NEAR(found.distance_m, query->max_distance_m, 0.0);
        return false;
    }
    CHECK_NEAR(found.distance_m, least, TOLERANCE);
    CHECK_NEAR(distance_to(world, queries_slot(found.shape), query->point_m), least, TOLERANCE);
    // The point on the surface is on it, and the normal leads from there to the point or back.
    CHECK_NEAR(distance_to(world, queries_slot(found.shape), found.point_m), 0.0, TOLERANCE);
    CHECK_NEAR(qn_length(found.normal), 1.0, 1e-4);
    qn_vec2 back = qn_mul_add(found.point_m, found.distance_m, found.normal);
    CHECK_NEAR(qn_distance(back, query->point_m), 0.0, TOLERANCE);
    return true;
}

TEST(the_nearest_shape_is_the_one_that_asking_all_finds)
{
    int found = 0, inside = 0;
    for (uint32_t world_seed = 1; world_seed <= 8; ++world_seed) {
        uint32_t seed = 19 * world_seed;
        qn_world *world = queries_world(world_seed, qn_v2(0.0f, 0.0f));
        uint64_t hash = qn_world_state_hash(world);
        for (int i = 0; i < 250; ++i) {
            qn_nearest_query query;
            query.point_m = hulls_random_point(&seed, 14.0f);
            query.max_distance_m = check_random_float(&seed, 0.0f, i % 3 == 0 ? 30.0f : 1.0f);
            qn_filter filter = queries_filter(world, &seed);
            found += check_nearest(world, &query, filter);
            bool is_in;
            qn_world_point_any(world, query.point_m, filter, &is_in);
            inside += is_in;
        }
        CHECK(qn_world_state_hash(world) == hash);
        qn_world_destroy(world);
    }
    printf("seeds 19 to 152: %d found, %d inside\n", found, inside);
    CHECK(found > 800 && inside > 150);
}

TEST(a_point_deep_in_tiles_knows_the_way_out)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), 0.5f, 40, 40);
    qn_tiles_fill(world, tiles, 0, 0, 40, 40, true);
    qn_tiles_set_cell(world, tiles, 20, 22, false);
    qn_nearest_query query = {{8.0f, 11.25f}, 0.0f};
    qn_nearest found;
    qn_world_nearest(world, &query, qn_filter_all(), &found);
    CHECK_INT(found.shape.raw, tiles.raw);
    CHECK_NEAR(found.distance_m, -2.0, 1e-5); // to the left side of the hole at x = 10
    CHECK_NEAR(found.point_m.x, 10.0, 1e-5);
    CHECK_NEAR(found.normal.x, 1.0, 1e-5);
    query.point_m = qn_v2(3.0f, 18.5f);
    qn_world_nearest(world, &query, qn_filter_all(), &found);
    CHECK_NEAR(found.distance_m, -1.5, 1e-5);
    CHECK_NEAR(found.normal.y, 1.0, 1e-5);
    query = (qn_nearest_query){{-3.0f, 24.0f}, 100.0f};
    qn_world_nearest(world, &query, qn_filter_all(), &found);
    CHECK_NEAR(found.distance_m, 5.0, 1e-5); // 3, 4, 5 from the corner at (0, 20)
    CHECK_NEAR(found.point_m.y, 20.0, 1e-5);
    CHECK_NEAR(found.normal.x, -0.6, 1e-5);
    qn_world_destroy(world);
}

TEST(of_two_shapes_that_hold_the_point_the_deeper_one_is_nearest)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_shape_id large = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 2.0f);
    qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 2.0f);
    qn_nearest_query query = {{0.3f, 0.0f}, 1.0f};
    qn_nearest found;
    qn_world_nearest(world, &query, qn_filter_all(), &found);
    CHECK_INT(found.shape.raw, large.raw);
    CHECK_NEAR(found.distance_m, -1.7, 1e-5);
    CHECK_NEAR(found.point_m.x, 2.0, 1e-5);
    qn_world_destroy(world);
}

TEST(bad_nearest_queries_are_refused_and_nothing_is_written)
{
    qn_world *world = scene_world();
    qn_filter all = qn_filter_all();
    qn_nearest found = {.distance_m = 9.0f};
    qn_nearest_query bad[] = {{{NAN, 0.0f}, 1.0f}, {{0.0f, 0.0f}, -1.0f}, {{0.0f, 0.0f}, INFINITY}};
    const qn_error errors[] = {QN_ERROR_NOT_FINITE, QN_ERROR_OUT_OF_RANGE, QN_ERROR_NOT_FINITE};
    for (int i = 0; i < 3; ++i) {
        CHECK_ERROR(qn_world_nearest(world, &bad[i], all, &found), errors[i]);
    }
    CHECK_ERROR(qn_world_nearest(world, NULL, all, &found), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(found.distance_m, 9.0, 0.0);
    qn_world_destroy(world);
}
