// A hundred kilometres from the origin, where floats have steps of 8 mm, queries answer as at the
// origin: fractions, distances and normals within a millimetre, points within their own steps.
#include "queries.h"

#define FAR_M 98304.0f // 1.5 * 2^16
#define STEP_M 0.0079  // of a float there

static const qn_vec2 nowhere = {0.0f, 0.0f};
static const qn_vec2 far_out = {FAR_M, -FAR_M};

// Positions of both worlds are exact: multiples of 1/64 m.
static float on_a_raster(float x) { return (float)(int32_t)(x * 64.0f) * (1.0f / 64.0f); }

static qn_vec2 random_place(uint32_t *seed, float half_width)
{
    qn_vec2 p = hulls_random_point(seed, half_width);
    return qn_v2(on_a_raster(p.x), on_a_raster(p.y));
}

static qn_world *scattered(qn_vec2 at)
{
    uint32_t seed = 6;
    qn_world *world = scene_weightless();
    queries_add_chain(world, qn_add(at, qn_v2(0.0f, -6.0f)));
    queries_add_tiles(world, qn_add(at, qn_v2(2.0f, 2.0f)), &seed);
    for (int i = 0; i < 60; ++i) {
        qn_vec2 place = qn_add(at, random_place(&seed, 9.0f));
        float rad = check_random_float(&seed, -3.0f, 3.0f);
        queries_add_shape(world, queries_body(world, QN_BODY_KINEMATIC, place, rad), &seed);
    }
    return world;
}

static void check_same(const qn_cast_hit *near, const qn_cast_hit *far, qn_vec2 translation)
{
    float length = qn_length(translation);
    CHECK_INT(queries_slot(far->shape), queries_slot(near->shape));
    CHECK_NEAR(length * far->fraction, length * near->fraction, 0.001);
    CHECK_NEAR(qn_distance(far->normal, near->normal), 0.0, 0.001);
    if (near->shape.raw != 0) {
        qn_vec2 point = qn_sub(far->point_m, far_out);
        CHECK_NEAR(qn_distance(point, near->point_m), 0.0, STEP_M);
    }
}

TEST(rays_far_away_hit_as_at_the_origin)
{
    qn_world *near = scattered(nowhere), *far = scattered(far_out);
    uint32_t seed = 31;
    int hits = 0;
    for (int i = 0; i < 1500; ++i) {
        qn_ray ray = {.origin_m = random_place(&seed, 11.0f)};
        ray.translation_m = random_place(&seed, 12.0f);
        qn_ray moved = {qn_add(ray.origin_m, far_out), ray.translation_m};
        qn_cast_hit a, b;
        qn_world_cast_ray(near, &ray, qn_filter_all(), &a);
        qn_world_cast_ray(far, &moved, qn_filter_all(), &b);
        check_same(&a, &b, ray.translation_m);
        hits += a.shape.raw != 0;
    }
    CHECK(hits > 500);
    qn_world_destroy(near);
    qn_world_destroy(far);
}

TEST(casts_far_away_hit_as_at_the_origin)
{
    qn_world *near = scattered(nowhere), *far = scattered(far_out);
    uint32_t seed = 32;
    int hits = 0;
    for (int i = 0; i < 600; ++i) {
        qn_hull hull;
        qn_region_cast cast = {.region = queries_region(&seed, &hull)};
        cast.start = qn_pose_identity();
        cast.start.p = random_place(&seed, 11.0f);
        cast.translation_m = random_place(&seed, 12.0f);
        qn_region_cast moved = cast;
        moved.start.p = qn_add(cast.start.p, far_out);
        qn_cast_hit a, b;
        qn_world_cast_region(near, &cast, qn_filter_all(), &a);
        qn_world_cast_region(far, &moved, qn_filter_all(), &b);
        check_same(&a, &b, cast.translation_m);
        hits += a.shape.raw != 0;
    }
    CHECK(hits > 300);
    qn_world_destroy(near);
    qn_world_destroy(far);
}

TEST(what_is_near_a_far_point_is_as_near_as_at_the_origin)
{
    qn_world *near = scattered(nowhere), *far = scattered(far_out);
    uint32_t seed = 33;
    int found = 0;
    for (int i = 0; i < 1500; ++i) {
        qn_nearest_query query = {random_place(&seed, 11.0f), 1.5f};
        qn_nearest_query moved = {qn_add(query.point_m, far_out), 1.5f};
        qn_nearest a, b;
        bool is_in, is_in_far;
        qn_world_nearest(near, &query, qn_filter_all(), &a);
        qn_world_nearest(far, &moved, qn_filter_all(), &b);
        CHECK_INT(queries_slot(b.shape), queries_slot(a.shape));
        CHECK_NEAR(b.distance_m, a.distance_m, 0.001);
        CHECK_NEAR(qn_distance(b.normal, a.normal), 0.0, 0.001);
        qn_world_point_any(near, query.point_m, qn_filter_all(), &is_in);
        qn_world_point_any(far, moved.point_m, qn_filter_all(), &is_in_far);
        CHECK_INT(is_in_far, is_in);
        found += a.shape.raw != 0;
    }
    CHECK(found > 600);
    qn_world_destroy(near);
    qn_world_destroy(far);
}

TEST(a_body_between_two_steps_of_floats_is_hit_where_it_is)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id body = scene_circle(world, FAR_M + 4.0f, FAR_M, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(0.01f, 0.0f), 0.0f);
    scene_step(world, 24); // 4 mm, half a step
    qn_ray ray = {{FAR_M, FAR_M}, {8.0f, 0.0f}};
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.5f),
                           .start = {ray.origin_m, {1.0f, 0.0f}},
                           .translation_m = ray.translation_m};
    qn_nearest_query query = {ray.origin_m, 8.0f};
    qn_cast_hit hit;
    qn_nearest nearest;
    qn_world_cast_ray(world, &ray, qn_filter_all(), &hit);
    CHECK_NEAR(8.0f * hit.fraction, 3.504, 1e-4);
    qn_world_cast_region(world, &cast, qn_filter_all(), &hit);
    CHECK_NEAR(8.0f * hit.fraction, 3.004, 2e-4);
    qn_world_nearest(world, &query, qn_filter_all(), &nearest);
    CHECK_NEAR(nearest.distance_m, 3.504, 1e-4);
    qn_world_destroy(world);
}
