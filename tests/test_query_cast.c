// Moving regions in all forms: apart from everything before the hit, touching at it.
#include "queries.h"

#define MAX_HITS 256
#define LOOKS 48

static bool is_seen(const qn_world *world, int32_t shape, const qn_hull *hull,
                    const qn_region_cast *cast, qn_filter filter)
{
    const qn_shape *s = &world->shapes[shape];
    if (!queries_sees(world, shape, filter) || s->type != QN_SHAPE_CHAIN_SEGMENT) {
        return queries_sees(world, shape, filter);
    }
    qn_pose pose = qn_motion_of(world, s->body)->pose;
    qn_vec2 middle = qn_inv_transform(pose, qn_transform(cast->start, hull->centroid));
    return qn_dot(s->hull.normals[0], qn_sub(middle, s->hull.vertices[0])) >= 0.0f;
}

static qn_pose pose_at(const qn_region_cast *cast, float fraction)
{
    return (qn_pose){qn_mul_add(cast->start.p, fraction, cast->translation_m), cast->start.q};
}

// The least distance on the way up to a fraction, by looking now and then.
static double least_before(const qn_world *world, int32_t shape, const qn_hull *hull,
                           const qn_region_cast *cast, float fraction)
{
    double least = INFINITY;
    for (int i = 0; i <= LOOKS; ++i) {
        qn_pose pose = pose_at(cast, fraction * (float)i / (float)LOOKS);
        least = fmin(least, queries_distance(world, shape, hull, pose));
    }
    return least;
}

static qn_region_cast random_cast(uint32_t *seed, qn_hull *hull)
{
    qn_region_cast cast;
    cast.region = queries_region(seed, hull);
    cast.start = hulls_random_pose(seed, 10.0f, 3.0f);
    cast.translation_m = hulls_random_point(seed, 10.0f);
    return cast;
}

static int32_t place_of(const qn_cast_hit *hits, int32_t count, int32_t shape)
{
    int32_t k = 0;
    while (k < count && queries_slot(hits[k].shape) != shape) {
        ++k;
    }
    return k;
}

// One shape and what was found of it (null: nothing).
static void check_shape(const qn_world *world, int32_t shape, const qn_hull *hull,
                        const qn_region_cast *cast, const qn_cast_hit *hit)
{
    double start = queries_distance(world, shape, hull, cast->start);
    if (start < 1e-3) {
        CHECK(hit == NULL || start > -1e-3 || hit->fraction == 0.0f);
        return;
    }
    double before = least_before(world, shape, hull, cast, hit != NULL ? hit->fraction : 1.0f);
    CHECK(before > -1e-3);
    if (hit != NULL) {
        CHECK_NEAR(queries_distance(world, shape, hull, pose_at(cast, hit->fraction)), 0.0, 1e-3);
        CHECK_NEAR(qn_length(hit->normal), 1.0, 1e-4);
        CHECK(qn_dot(hit->normal, cast->translation_m) <= 1e-3f);
        qn_hull dot = queries_dot();
        CHECK_NEAR(queries_distance(world, shape, &dot, queries_at(hit->point_m)), 0.0, 2e-3);
    }
}

static int32_t check_cast(const qn_world *world, const qn_region_cast *cast, const qn_hull *hull,
                          qn_filter filter)
{
    static qn_cast_hit hits[MAX_HITS];
    int32_t count, found = 0;
    CHECK_ERROR(qn_world_cast_region_all(world, cast, filter, hits, MAX_HITS, &count), QN_ERROR_OK);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        int32_t k = place_of(hits, count, i);
        found += k < count;
        if (!world->shape_slots[i].is_live || !is_seen(world, i, hull, cast, filter)) {
            CHECK_INT(k, count);
            continue;
        }
        check_shape(world, i, hull, cast, k < count ? &hits[k] : NULL);
    }
    CHECK_INT(found, count);
    for (int32_t i = 1; i < count; ++i) {
        CHECK(hits[i - 1].fraction <= hits[i].fraction);
    }
    qn_cast_hit first;
    bool is_hit;
    qn_world_cast_region(world, cast, filter, &first);
    qn_world_cast_region_any(world, cast, filter, &is_hit);
    CHECK_INT(is_hit, count > 0);
    CHECK_INT(first.shape.raw, count > 0 ? hits[0].shape.raw : 0);
    CHECK_NEAR(first.fraction, count > 0 ? hits[0].fraction : 1.0f, 0.0);
    return count;
}

static int32_t ask_cast(const qn_world *world, uint32_t *seed)
{
    qn_hull hull;
    qn_region_cast cast = random_cast(seed, &hull);
    return check_cast(world, &cast, &hull, queries_filter(world, seed));
}

SLOW_TEST(casts_are_apart_from_everything_until_they_hit)
{
    CHECK(queries_ask_worlds(ask_cast, 80, 6, 91) > 1000);
}

// ---- By hand --------------------------------------------------------------------------------

TEST(a_circle_falls_onto_a_box)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 10.0f);
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.5f),
                           .start = queries_at(qn_v2(1.0f, 4.5f)),
                           .translation_m = {0.0f, -8.0f}};
    qn_cast_hit hit;
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK_INT(qn_shape_body(world, hit.shape).raw, ground.raw);
    CHECK_NEAR(hit.fraction, 0.5, 1e-5);
    CHECK_NEAR(hit.point_m.x, 1.0, 1e-5);
    CHECK_NEAR(hit.point_m.y, 0.0, 1e-5);
    CHECK_NEAR(hit.normal.y, 1.0, 1e-6);
    qn_world_destroy(world);
}

TEST(what_starts_in_overlap_hits_at_once_unless_it_leads_out)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.5f),
                           .start = queries_at(qn_v2(1.0f, 0.3f)),
                           .translation_m = {1.0f, -1.0f}};
    qn_cast_hit hit;
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK(hit.shape.raw != 0 && hit.fraction == 0.0f);
    CHECK_NEAR(hit.normal.y, 1.0, 1e-6);
    cast.translation_m = qn_v2(1.0f, 1.0f);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK_INT(hit.shape.raw, 0);
    cast.translation_m = qn_v2(0.0f, 0.0f);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK(hit.shape.raw != 0 && hit.fraction == 0.0f);
    qn_world_destroy(world);
}

static qn_world *block_of_tiles(void)
{
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), 1.0f, 12, 8);
    qn_tiles_fill(world, tiles, 0, 0, 12, 4, true);
    qn_tiles_fill(world, tiles, 8, 4, 4, 4, true);
    return world;
}

TEST(inside_tiles_only_the_outside_is_a_way_out)
{
    qn_world *world = block_of_tiles();
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.2f)};
    qn_cast_hit hit;
    // In the middle of the second row: up leads out, down does not, whatever the row's own sides.
    cast.start = queries_at(qn_v2(5.5f, 2.6f));
    cast.translation_m = qn_v2(0.0f, -1.0f);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK(hit.shape.raw != 0 && hit.fraction == 0.0f);
    CHECK_NEAR(hit.normal.y, 1.0, 1e-5);
    cast.translation_m = qn_v2(0.0f, 3.0f);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK_INT(hit.shape.raw, 0);
    // In the corner of a floor and a wall, out of the floor is into the wall.
    cast.start = queries_at(qn_v2(7.9f, 4.1f));
    cast.translation_m = qn_v2(1.0f, 1.0f);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK(hit.shape.raw != 0 && hit.fraction == 0.0f);
    CHECK_NEAR(hit.normal.x, -1.0, 1e-5);
    qn_world_destroy(world);
}

TEST(a_box_that_is_cast_along_a_wall_of_tiles_meets_no_edge_inside_it)
{
    qn_world *world = block_of_tiles();
    uint32_t seed = 5;
    for (int i = 0; i < 300; ++i) {
        qn_region_cast cast = {.region = qn_region_box(qn_v2(-0.4f, -0.4f), qn_v2(0.4f, 0.4f))};
        cast.start.p.x = check_random_float(&seed, 1.0f, 6.0f);
        cast.start.p.y = check_random_float(&seed, 4.6f, 7.0f);
        cast.start.q = qn_rot_from_angle(check_random_float(&seed, -3.0f, 3.0f));
        cast.translation_m.x = check_random_float(&seed, 0.0f, 6.0f);
        cast.translation_m.y = check_random_float(&seed, -4.0f, 0.0f);
        qn_cast_hit hit;
        qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
        bool is_floor = hit.normal.y > 0.9999f, is_wall = hit.normal.x < -0.9999f;
        CHECK(hit.shape.raw == 0 || hit.fraction == 0.0f || is_floor || is_wall);
    }
    qn_world_destroy(world);
}

static bool overlaps(const qn_world *world, const qn_region_cast *cast, float fraction,
                     float radius)
{
    qn_placed_region place = {qn_region_circle(qn_v2(0.0f, 0.0f), radius), pose_at(cast, fraction)};
    bool is_found = false;
    CHECK_ERROR(qn_world_overlap_any(world, &place, qn_filter_all(), &is_found), QN_ERROR_OK);
    return is_found;
}

TEST(a_long_cast_across_a_large_grid_stops_at_the_first_cell)
{
    enum { SIDE = 600 };
    uint32_t seed = 8;
    qn_world *world = scene_world();
    qn_shape_id tiles = tiles_add(world, tiles_ground(world), qn_v2(0, 0), 0.5f, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE / 150; ++i) {
        int32_t x = (int32_t)(check_random(&seed) % SIDE);
        int32_t y = (int32_t)(check_random(&seed) % SIDE);
        qn_tiles_set_cell(world, tiles, x, y, true);
    }
    int hits = 0;
    for (int i = 0; i < 200; ++i) {
        qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.2f)};
        cast.start = queries_at(qn_v2(-1.0f, check_random_float(&seed, 0.0f, 300.0f)));
        cast.translation_m.x = 310.0f;
        cast.translation_m.y = check_random_float(&seed, -300.0f, 300.0f);
        qn_cast_hit hit;
        qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
        for (int look = 0; look < 1000; ++look) {
            CHECK(!overlaps(world, &cast, hit.fraction * (float)look / 1000.0f, 0.199f));
        }
        CHECK(hit.shape.raw == 0 || overlaps(world, &cast, hit.fraction, 0.201f));
        hits += hit.shape.raw != 0;
    }
    CHECK(hits > 100);
    qn_world_destroy(world);
}

TEST(a_cast_meets_a_chain_by_the_side_where_it_starts)
{
    qn_world *world = scene_world();
    queries_add_chain(world, qn_v2(0.0f, 0.0f));
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.3f),
                           .start = queries_at(qn_v2(3.0f, 4.0f)),
                           .translation_m = {0.0f, -8.0f}};
    bool is_hit;
    qn_world_cast_region_any(world, &cast, qn_filter_all(), &is_hit);
    CHECK(is_hit);
    cast.start.p.y = -4.0f;
    cast.translation_m.y = 8.0f;
    qn_world_cast_region_any(world, &cast, qn_filter_all(), &is_hit);
    CHECK(!is_hit);
    qn_world_destroy(world);
}

// ---- Bad input ------------------------------------------------------------------------------

TEST(bad_casts_are_refused_and_nothing_is_written)
{
    qn_world *world = scene_world();
    qn_region_cast good = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.5f),
                           .start = qn_pose_identity(),
                           .translation_m = {1.0f, 0.0f}};
    qn_region_cast bad[6] = {good, good, good, good, good, good};
    bad[0].region = qn_region_everywhere();
    bad[1].region.point_count = 9;
    bad[2].region = (qn_region){.points_m = {{0, 0}, {1, 0}, {2, 0}}, .point_count = 3};
    bad[3].start.q.c = 0.9f;
    bad[4].start.p.x = NAN;
    bad[5].region.radius_m = -1.0f;
    const qn_error errors[6] = {QN_ERROR_OUT_OF_RANGE, QN_ERROR_OUT_OF_RANGE,
                                QN_ERROR_BAD_SHAPE,    QN_ERROR_OUT_OF_RANGE,
                                QN_ERROR_NOT_FINITE,   QN_ERROR_OUT_OF_RANGE};
    qn_filter all = qn_filter_all();
    qn_cast_hit hit = {.fraction = 9.0f};
    int32_t count = 7;
    bool is_hit = true;
    for (int i = 0; i < 6; ++i) {
        CHECK_ERROR(qn_world_cast_region(world, &bad[i], all, &hit), errors[i]);
        CHECK_ERROR(qn_world_cast_region_any(world, &bad[i], all, &is_hit), errors[i]);
        CHECK_ERROR(qn_world_cast_region_all(world, &bad[i], all, &hit, 1, &count), errors[i]);
    }
    CHECK_ERROR(qn_world_cast_region(world, NULL, all, &hit), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_region_all(world, &good, all, &hit, -1, &count),
                QN_ERROR_OUT_OF_RANGE);
    CHECK(hit.fraction == 9.0f && count == 7 && is_hit);
    qn_world_destroy(world);
}
