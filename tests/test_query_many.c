// Many questions with one call answer as one by one; a bad one refuses them all.
#include "queries.h"

#define COUNT 64

static qn_world *world_with(uint32_t *seed)
{
    *seed = 5;
    return queries_world(3, qn_v2(0.0f, 0.0f));
}

TEST(many_rays_answer_as_one_by_one)
{
    uint32_t seed;
    qn_world *world = world_with(&seed);
    qn_ray rays[COUNT];
    qn_cast_hit hits[COUNT], one;
    int32_t bad_index = 7, hit_count = 0;
    for (int i = 0; i < COUNT; ++i) {
        rays[i].origin_m = hulls_random_point(&seed, 10.0f);
        rays[i].translation_m = hulls_random_point(&seed, 10.0f);
    }
    qn_filter filter = queries_filter(world, &seed);
    CHECK_ERROR(qn_world_cast_ray_many(world, rays, COUNT, filter, hits, &bad_index), QN_ERROR_OK);
    CHECK_INT(bad_index, -1);
    for (int i = 0; i < COUNT; ++i) {
        qn_world_cast_ray(world, &rays[i], filter, &one);
        CHECK_BYTES(&hits[i], &one, sizeof one);
        hit_count += one.shape.raw != 0;
    }
    CHECK(hit_count > 10 && hit_count < COUNT);
    qn_world_destroy(world);
}

TEST(many_casts_and_overlaps_answer_as_one_by_one)
{
    uint32_t seed;
    qn_world *world = world_with(&seed);
    static qn_region_cast casts[COUNT];
    static qn_placed_region places[COUNT];
    qn_cast_hit hits[COUNT], hit;
    qn_shape_id shapes[COUNT], shape;
    for (int i = 0; i < COUNT; ++i) {
        qn_hull hull;
        casts[i].region = queries_region(&seed, &hull);
        casts[i].start = hulls_random_pose(&seed, 10.0f, 3.0f);
        casts[i].translation_m = hulls_random_point(&seed, 10.0f);
        places[i] = (qn_placed_region){casts[i].region, casts[i].start};
    }
    qn_filter all = qn_filter_all();
    CHECK_ERROR(qn_world_cast_region_many(world, casts, COUNT, all, hits, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_world_overlap_many(world, places, COUNT, all, shapes, NULL), QN_ERROR_OK);
    for (int i = 0; i < COUNT; ++i) {
        int32_t count;
        qn_world_cast_region(world, &casts[i], all, &hit);
        CHECK_BYTES(&hits[i], &hit, sizeof hit);
        qn_world_overlap_all(world, &places[i], all, &shape, 1, &count);
        CHECK_INT(shapes[i].raw, count > 0 ? shape.raw : 0);
    }
    qn_world_destroy(world);
}

TEST(many_nearest_answer_as_one_by_one)
{
    uint32_t seed;
    qn_world *world = world_with(&seed);
    qn_nearest_query queries[COUNT];
    qn_nearest found[COUNT], one;
    for (int i = 0; i < COUNT; ++i) {
        queries[i].point_m = hulls_random_point(&seed, 12.0f);
        queries[i].max_distance_m = 1.0f;
    }
    CHECK_ERROR(qn_world_nearest_many(world, queries, COUNT, qn_filter_all(), found, NULL),
                QN_ERROR_OK);
    for (int i = 0; i < COUNT; ++i) {
        qn_world_nearest(world, &queries[i], qn_filter_all(), &one);
        CHECK_BYTES(&found[i], &one, sizeof one);
    }
    qn_world_destroy(world);
}

TEST(a_bad_question_refuses_all_and_is_named)
{
    uint32_t seed;
    qn_world *world = world_with(&seed);
    qn_filter all = qn_filter_all();
    qn_ray rays[3] = {{{0, 0}, {1, 0}}, {{0, 0}, {0, 1}}, {{0, 0}, {NAN, 0}}};
    qn_region_cast casts[3] = {
        {.region = qn_region_circle(qn_v2(0, 0), 1.0f), .start = qn_pose_identity()}};
    qn_placed_region places[3] = {
        {.region = qn_region_circle(qn_v2(0, 0), 1.0f), .pose = qn_pose_identity()}};
    qn_nearest_query queries[3] = {{{0, 0}, -1.0f}};
    qn_cast_hit hits[3] = {{.fraction = 9.0f}, {.fraction = 9.0f}, {.fraction = 9.0f}};
    qn_shape_id shapes[3] = {{9}, {9}, {9}};
    qn_nearest found[3] = {{.distance_m = 9.0f}};
    int32_t bad_index = 7;
    CHECK_ERROR(qn_world_cast_ray_many(world, rays, 3, all, hits, &bad_index), QN_ERROR_NOT_FINITE);
    CHECK_INT(bad_index, 2);
    CHECK_ERROR(qn_world_cast_region_many(world, casts, 3, all, hits, &bad_index),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(bad_index, 1);
    CHECK_ERROR(qn_world_overlap_many(world, places, 3, all, shapes, &bad_index),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(bad_index, 1);
    CHECK_ERROR(qn_world_nearest_many(world, queries, 3, all, found, &bad_index),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(bad_index, 0);
    CHECK(hits[0].fraction == 9.0f && hits[1].fraction == 9.0f && shapes[0].raw == 9 &&
          found[0].distance_m == 9.0f);
    qn_world_destroy(world);
}

TEST(what_is_wrong_with_a_whole_batch_names_no_question)
{
    uint32_t seed;
    qn_world *world = world_with(&seed);
    qn_filter all = qn_filter_all(), foreign = {.ignored_body = {12345}};
    qn_ray ray = {{0, 0}, {1, 0}};
    qn_cast_hit hit;
    int32_t bad_index = 7;
    CHECK_ERROR(qn_world_cast_ray_many(world, &ray, -1, all, &hit, &bad_index),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(bad_index, -1);
    CHECK_ERROR(qn_world_cast_ray_many(world, &ray, QN_MAX_QUERY_COUNT + 1, all, &hit, NULL),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_cast_ray_many(world, NULL, 1, all, &hit, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray_many(world, &ray, 1, all, NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray_many(NULL, &ray, 1, all, &hit, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray_many(world, &ray, 1, foreign, &hit, NULL), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_world_cast_ray_many(world, NULL, 0, all, NULL, NULL), QN_ERROR_OK);
    qn_world_destroy(world);
}

// ---- Trees ----------------------------------------------------------------------------------

// Boxes in rows, each twice at one place, so that every answer is one of two equal ones.
static qn_world *world_of_twins(void)
{
    qn_world *world = scene_world();
    for (int i = 0; i < 80; ++i) {
        int column = i / 2 % 8, row = i / 16;
        float x = 1.5f * (float)column, y = 1.5f * (float)row;
        qn_body_type type = i % 3 == 0 ? QN_BODY_STATIC : QN_BODY_KINEMATIC;
        qn_shape_def def = qn_shape_def_default();
        qn_body_id body = queries_body(world, type, qn_v2(x, y), 0.0f);
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    }
    return world;
}

typedef struct answers {
    qn_cast_hit rays[COUNT], casts[COUNT];
    qn_nearest nearest[COUNT];
    qn_shape_id shapes[COUNT];
} answers;

static void ask_on_a_raster(const qn_world *world, answers *out)
{
    static qn_ray rays[COUNT];
    static qn_region_cast casts[COUNT];
    static qn_placed_region places[COUNT];
    static qn_nearest_query queries[COUNT];
    for (int i = 0; i < COUNT; ++i) {
        int column = i % 8, row = i / 8;
        qn_vec2 at = {1.5f * (float)column + 0.75f, 0.75f * (float)row};
        qn_vec2 along = i % 2 == 0 ? qn_v2(6.0f, 0.0f) : qn_v2(-6.0f, 6.0f);
        rays[i] = (qn_ray){at, along};
        casts[i] =
            (qn_region_cast){qn_region_circle(qn_v2(0.0f, 0.0f), 0.2f), queries_at(at), along};
        places[i] = (qn_placed_region){qn_region_circle(qn_v2(0.0f, 0.0f), 0.4f), queries_at(at)};
        queries[i] = (qn_nearest_query){at, 2.0f};
    }
    qn_filter all = qn_filter_all();
    CHECK_ERROR(qn_world_cast_ray_many(world, rays, COUNT, all, out->rays, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_world_cast_region_many(world, casts, COUNT, all, out->casts, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_world_overlap_many(world, places, COUNT, all, out->shapes, NULL), QN_ERROR_OK);
    CHECK_ERROR(qn_world_nearest_many(world, queries, COUNT, all, out->nearest, NULL), QN_ERROR_OK);
}

TEST(the_shape_of_the_trees_does_not_show_in_any_answer)
{
    static answers grown, built;
    static uint8_t bytes[1 << 20];
    size_t size;
    qn_world *world = world_of_twins();
    ask_on_a_raster(world, &grown);
    CHECK_ERROR(qn_world_snapshot(world, bytes, sizeof bytes, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(world, (qn_bytes){bytes, size}), QN_ERROR_OK);
    ask_on_a_raster(world, &built);
    CHECK_BYTES(&built, &grown, sizeof built);
    int hits = 0;
    for (int i = 0; i < COUNT; ++i) {
        hits += (grown.rays[i].shape.raw != 0) + (grown.casts[i].shape.raw != 0) +
                (grown.shapes[i].raw != 0) + (grown.nearest[i].shape.raw != 0);
    }
    CHECK(hits > 2 * COUNT);
    qn_world_destroy(world);
}
