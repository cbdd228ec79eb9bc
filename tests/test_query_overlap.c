// What is at a place, against asking every shape.
#include "queries.h"

#define MAX_SHAPES 256
#define DOUBT 1e-4 // nearer to touching than this, either answer is right

static bool is_listed(const qn_shape_id *shapes, int32_t count, int32_t shape)
{
    bool is_in = false;
    for (int32_t i = 0; i < count; ++i) {
        is_in = is_in || queries_slot(shapes[i]) == shape;
    }
    return is_in;
}

static void check_sorted(const qn_shape_id *shapes, int32_t count)
{
    for (int32_t i = 1; i < count; ++i) {
        CHECK(queries_slot(shapes[i - 1]) < queries_slot(shapes[i]));
    }
}

static int32_t check_overlap(const qn_world *world, const qn_placed_region *place,
                             const qn_hull *hull, qn_filter filter)
{
    qn_shape_id shapes[MAX_SHAPES], few[3], lowest;
    int32_t count, few_count;
    bool is_found;
    CHECK_ERROR(qn_world_overlap_all(world, place, filter, shapes, MAX_SHAPES, &count),
                QN_ERROR_OK);
    check_sorted(shapes, count);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        bool sees = queries_sees(world, i, filter);
        double distance = sees ? queries_distance(world, i, hull, place->pose) : 1.0;
        CHECK(fabs(distance) < DOUBT || is_listed(shapes, count, i) == (distance < 0.0));
    }
    qn_world_overlap_any(world, place, filter, &is_found);
    qn_world_overlap_many(world, place, 1, filter, &lowest, NULL);
    qn_world_overlap_all(world, place, filter, few, 3, &few_count);
    CHECK_INT(is_found, count > 0);
    CHECK_INT(lowest.raw, count > 0 ? shapes[0].raw : 0);
    CHECK_INT(few_count, count);
    CHECK_BYTES(few, shapes, sizeof few[0] * (size_t)(count < 3 ? count : 3));
    return count;
}

static int32_t ask_overlap(const qn_world *world, uint32_t *seed)
{
    qn_hull hull;
    qn_placed_region place;
    place.region = queries_region(seed, &hull);
    place.pose = hulls_random_pose(seed, 10.0f, 3.0f);
    return check_overlap(world, &place, &hull, queries_filter(world, seed));
}

TEST(overlaps_are_what_asking_every_shape_finds)
{
    CHECK(queries_ask_worlds(ask_overlap, 300, 6, 33) > 1000);
}

// ---- Points ---------------------------------------------------------------------------------

static bool has_inside(const qn_world *world, int32_t shape)
{
    int type = world->shapes[shape].type;
    return type != QN_SHAPE_SEGMENT && type != QN_SHAPE_CHAIN_SEGMENT;
}

static int32_t check_point(const qn_world *world, qn_vec2 point, qn_filter filter)
{
    qn_shape_id shapes[MAX_SHAPES];
    int32_t count;
    bool is_found;
    qn_world_point_all(world, point, filter, shapes, MAX_SHAPES, &count);
    qn_world_point_any(world, point, filter, &is_found);
    CHECK_INT(is_found, count > 0);
    check_sorted(shapes, count);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        qn_hull dot = queries_dot();
        bool sees = queries_sees(world, i, filter) && has_inside(world, i);
        double distance = sees ? queries_distance(world, i, &dot, queries_at(point)) : 1.0;
        CHECK(fabs(distance) < DOUBT || is_listed(shapes, count, i) == (distance < 0.0));
    }
    return count;
}

static int32_t ask_point(const qn_world *world, uint32_t *seed)
{
    qn_vec2 point = hulls_random_point(seed, 10.0f);
    return check_point(world, point, queries_filter(world, seed));
}

TEST(points_are_in_what_asking_every_shape_finds)
{
    CHECK(queries_ask_worlds(ask_point, 800, 6, 55) > 800);
}

TEST(a_compound_body_is_found_once_for_each_of_its_shapes)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 5.0f, 5.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id box =
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.2f), 0.0f);
    qn_shape_id circle = qn_shape_create_circle(world, body, &def, qn_v2(1.0f, 0.0f), 0.5f);
    qn_shape_id shapes[4];
    int32_t count;
    qn_world_point_all(world, qn_v2(5.8f, 5.0f), qn_filter_all(), shapes, 4, &count);
    CHECK_INT(count, 2);
    CHECK_INT(shapes[0].raw, box.raw);
    CHECK_INT(shapes[1].raw, circle.raw);
    qn_world_point_all(world, qn_v2(5.8f, 5.3f), qn_filter_all(), shapes, 4, &count);
    CHECK_INT(count, 1);
    CHECK_INT(shapes[0].raw, circle.raw);
    qn_world_point_all(world, qn_v2(6.5f, 5.0f), qn_filter_all(), shapes, 4, &count);
    CHECK_INT(count, 1);
    qn_world_destroy(world);
}

// ---- Boxes ----------------------------------------------------------------------------------

static int32_t check_box(const qn_world *world, qn_aabb box, qn_filter filter)
{
    qn_shape_id shapes[MAX_SHAPES];
    int32_t count;
    CHECK_ERROR(qn_world_box_all(world, box, filter, shapes, MAX_SHAPES, &count), QN_ERROR_OK);
    check_sorted(shapes, count);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        qn_shape_id id = {qn_pool_handle(world->shape_slots, i)};
        bool meets =
            queries_sees(world, i, filter) && qn_aabb_overlaps(qn_shape_aabb(world, id), box);
        CHECK_INT(is_listed(shapes, count, i), meets);
    }
    return count;
}

static int32_t ask_box(const qn_world *world, uint32_t *seed)
{
    qn_vec2 lower = hulls_random_point(seed, 10.0f);
    qn_aabb box = {lower, qn_add(lower, qn_v2(1.5f, 0.8f))};
    return check_box(world, box, queries_filter(world, seed));
}

TEST(boxes_find_what_comparing_every_tight_box_finds)
{
    CHECK(queries_ask_worlds(ask_box, 300, 4, 71) > 500);
}

// ---- Bad input ------------------------------------------------------------------------------

TEST(bad_places_are_refused_and_nothing_is_written)
{
    qn_world *world = scene_world();
    qn_filter all = qn_filter_all();
    qn_shape_id shape = {9};
    int32_t count = 7;
    bool is_found = true;
    qn_placed_region place = {.pose = qn_pose_identity()};
    CHECK_ERROR(qn_world_overlap_any(world, &place, all, &is_found), QN_ERROR_OUT_OF_RANGE);
    place.region = qn_region_circle(qn_v2(0.0f, 0.0f), 1.0f);
    CHECK_ERROR(qn_world_overlap_all(world, &place, all, NULL, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_overlap_all(world, &place, all, &shape, -1, &count),
                QN_ERROR_OUT_OF_RANGE);
    place.pose.q.s = INFINITY;
    CHECK_ERROR(qn_world_overlap_any(world, &place, all, &is_found), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_world_point_any(world, qn_v2(NAN, 0.0f), all, &is_found), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_world_point_all(world, qn_v2(0.0f, 1.0e6f), all, &shape, 1, &count),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_point_any(NULL, qn_v2(0.0f, 0.0f), all, &is_found), QN_ERROR_NULL_POINTER);
    qn_aabb upside_down = {{0.0f, 1.0f}, {1.0f, 0.0f}};
    CHECK_ERROR(qn_world_box_all(world, upside_down, all, &shape, 1, &count),
                QN_ERROR_OUT_OF_RANGE);
    CHECK(shape.raw == 9 && count == 7 && is_found);
    qn_world_destroy(world);
}
