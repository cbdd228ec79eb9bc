// Rays in all forms against asking every shape.
#include "physics/center.h"
#include "queries.h"

#define MAX_HITS 256

// ---- Against the truth ----------------------------------------------------------------------

// The first hit of one shape; pieces of tiles of which the ray starts inside are not known here.
static bool hits_shape(const qn_world *world, int32_t shape, const qn_ray *ray, float *fraction)
{
    const qn_motion *motion = qn_motion_of(world, world->shapes[shape].body);
    qn_vec2 from = qn_point_in_body(motion, ray->origin_m);
    qn_vec2 along = qn_inv_rotate(motion->pose.q, ray->translation_m);
    bool is_chain = world->shapes[shape].type == QN_SHAPE_CHAIN_SEGMENT;
    bool is_hit = false;
    qn_hull piece;
    *fraction = 1.0f;
    for (int next = 0; queries_piece(world, shape, &next, &piece);) {
        qn_hull_cast cast;
        bool meets = qn_hull_cast_ray(&piece, from, along, 1.0f, &cast) &&
                     (!is_chain || qn_dot(cast.normal, piece.normals[0]) >= 0.0f);
        if (meets && cast.fraction <= *fraction) {
            *fraction = cast.fraction;
            is_hit = true;
        }
    }
    return is_hit;
}

static bool starts_in_tiles(const qn_world *world, const qn_ray *ray)
{
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        qn_hull dot = queries_dot();
        if (world->shape_slots[i].is_live && world->shapes[i].type == QN_SHAPE_TILES &&
            queries_distance(world, i, &dot, queries_at(ray->origin_m)) < 1e-3) {
            return true;
        }
    }
    return false;
}

static void check_order(const qn_cast_hit *hits, int32_t count)
{
    for (int32_t i = 1; i < count; ++i) {
        CHECK(hits[i - 1].fraction < hits[i].fraction ||
              (hits[i - 1].fraction == hits[i].fraction &&
               queries_slot(hits[i - 1].shape) < queries_slot(hits[i].shape)));
    }
}

// Every shape is hit where asking it says, and no other is.
static int32_t check_all(const qn_world *world, const qn_ray *ray, qn_filter filter)
{
    static qn_cast_hit hits[MAX_HITS];
    int32_t count = -1, expected = 0;
    CHECK_ERROR(qn_world_cast_ray_all(world, ray, filter, hits, MAX_HITS, &count), QN_ERROR_OK);
    check_order(hits, count);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        float fraction;
        if (!queries_sees(world, i, filter) || !hits_shape(world, i, ray, &fraction)) {
            continue;
        }
        expected += 1;
        int32_t k = 0;
        while (k < count && queries_slot(hits[k].shape) != i) {
            ++k;
        }
        CHECK(k < count);
        CHECK_NEAR(hits[k].fraction, fraction, 1e-4);
        CHECK_NEAR(qn_length(hits[k].normal), 1.0, 1e-4);
        CHECK(qn_dot(hits[k].normal, ray->translation_m) <= 0.0f);
        qn_vec2 there = qn_mul_add(ray->origin_m, hits[k].fraction, ray->translation_m);
        CHECK_NEAR(qn_distance(hits[k].point_m, there), 0.0, 1e-4);
    }
    CHECK_INT(count, expected);
    return count;
}

static void check_forms_agree(const qn_world *world, const qn_ray *ray, qn_filter filter)
{
    qn_cast_hit all[MAX_HITS], first, few[2];
    int32_t count, few_count;
    bool is_hit;
    qn_world_cast_ray_all(world, ray, filter, all, MAX_HITS, &count);
    qn_world_cast_ray_all(world, ray, filter, few, 2, &few_count);
    CHECK_ERROR(qn_world_cast_ray(world, ray, filter, &first), QN_ERROR_OK);
    CHECK_ERROR(qn_world_cast_ray_any(world, ray, filter, &is_hit), QN_ERROR_OK);
    CHECK_INT(is_hit, count > 0);
    CHECK_INT(first.shape.raw != 0, count > 0);
    CHECK_INT(few_count, count);
    if (count > 0) {
        CHECK_BYTES(&first, &all[0], sizeof first);
    } else {
        CHECK_NEAR(first.fraction, 1.0, 0.0);
    }
    int32_t kept = count < 2 ? count : 2;
    CHECK_BYTES(few, all, sizeof few[0] * (size_t)kept);
}

static int32_t ask_ray(const qn_world *world, uint32_t *seed)
{
    qn_ray ray;
    ray.origin_m = hulls_random_point(seed, 11.0f);
    ray.translation_m = hulls_random_point(seed, 14.0f);
    qn_filter filter = queries_filter(world, seed);
    check_forms_agree(world, &ray, filter);
    return starts_in_tiles(world, &ray) ? 0 : check_all(world, &ray, filter);
}

TEST(rays_find_what_asking_every_shape_finds)
{
    CHECK(queries_ask_worlds(ask_ray, 400, 8, 77) > 5000);
}

TEST(rays_through_a_pile_find_what_asking_every_shape_finds)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 150, 9);
    uint32_t seed = 11;
    int hits = 0;
    for (int i = 0; i < 3000; ++i) {
        if (i % 50 == 0) {
            scene_step(world, 5);
        }
        qn_ray ray;
        ray.origin_m.x = check_random_float(&seed, -12.0f, 12.0f);
        ray.origin_m.y = check_random_float(&seed, -2.0f, 30.0f);
        ray.translation_m = hulls_random_point(&seed, 20.0f);
        hits += check_all(world, &ray, qn_filter_all());
    }
    CHECK(hits > 1500);
    qn_world_destroy(world);
}

// ---- By hand --------------------------------------------------------------------------------

TEST(of_two_shapes_at_one_place_the_lower_slot_is_hit)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id lower = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_shape_id upper = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_ray ray = {{0.0f, 0.0f}, {10.0f, 0.0f}};
    qn_cast_hit hit, hits[2];
    int32_t count;
    qn_world_cast_ray(world, &ray, qn_filter_all(), &hit);
    CHECK_INT(hit.shape.raw, lower.raw);
    CHECK_NEAR(hit.fraction, 0.25, 1e-6);
    CHECK_NEAR(hit.point_m.x, 2.5, 1e-6);
    CHECK_NEAR(hit.normal.x, -1.0, 1e-6);
    qn_world_cast_ray_all(world, &ray, qn_filter_all(), hits, 2, &count);
    CHECK_INT(count, 2);
    CHECK_INT(hits[0].shape.raw, lower.raw);
    CHECK_INT(hits[1].shape.raw, upper.raw);
    CHECK_ERROR(qn_world_cast_ray_all(world, &ray, qn_filter_all(), NULL, 0, &count), QN_ERROR_OK);
    CHECK_INT(count, 2);
    qn_world_destroy(world);
}

TEST(a_filtered_shape_is_not_hit)
{
    qn_world *world = scene_world();
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.filter.category_bits = 2;
    qn_shape_id shape =
        qn_shape_create_box(world, wall, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_vec2 origin = {0.0f, 0.0f}, along = {10.0f, 0.0f};
    qn_cast_hit hit;
    qn_world_cast_ray(world, &(qn_ray){origin, along},
                      (qn_filter){.category_bits = 1, .mask_bits = 2}, &hit);
    CHECK_INT(hit.shape.raw, shape.raw);
    CHECK_NEAR(hit.point_m.x, 2.5, 1e-5);
    CHECK_NEAR(hit.normal.x, -1.0, 1e-5);
    qn_world_cast_ray(world, &(qn_ray){origin, along},
                      (qn_filter){.category_bits = 1, .mask_bits = 4}, &hit);
    CHECK_INT(hit.shape.raw, 0);
    CHECK_NEAR(hit.fraction, 1.0, 0.0);
    qn_world_destroy(world);
}

TEST(rays_see_no_ignored_body_no_disabled_one_and_sensors_only_if_asked)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    qn_body_id sensor = scene_body(world, QN_BODY_STATIC, 2.0f, 0.0f);
    qn_shape_create_circle(world, sensor, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_body_id near = scene_circle(world, 4.0f, 0.0f, 0.5f);
    qn_body_id far = scene_circle(world, 6.0f, 0.0f, 0.5f);
    qn_ray ray = {{0.0f, 0.0f}, {10.0f, 0.0f}};
    qn_filter filter = qn_filter_all();
    qn_cast_hit hit;
    qn_world_cast_ray(world, &ray, filter, &hit);
    CHECK_INT(qn_shape_body(world, hit.shape).raw, near.raw);
    filter.ignored_body = near;
    qn_world_cast_ray(world, &ray, filter, &hit);
    CHECK_INT(qn_shape_body(world, hit.shape).raw, far.raw);
    qn_body_set_enabled(world, far, false);
    qn_world_cast_ray(world, &ray, filter, &hit);
    CHECK_INT(hit.shape.raw, 0);
    filter.sees_sensors = true;
    qn_world_cast_ray(world, &ray, filter, &hit);
    CHECK_INT(qn_shape_body(world, hit.shape).raw, sensor.raw);
    qn_world_destroy(world);
}

TEST(a_ray_meets_a_chain_from_its_open_side_only)
{
    qn_world *world = scene_world();
    queries_add_chain(world, qn_v2(0.0f, 0.0f));
    qn_cast_hit hit;
    bool is_hit;
    qn_ray down = {{3.0f, 4.0f}, {0.0f, -8.0f}}, up = {{3.0f, -4.0f}, {0.0f, 8.0f}};
    qn_world_cast_ray(world, &down, qn_filter_all(), &hit);
    CHECK_INT(qn_shape_get_type(world, hit.shape), QN_SHAPE_CHAIN_SEGMENT);
    CHECK(hit.normal.y > 0.9f);
    qn_world_cast_ray_any(world, &up, qn_filter_all(), &is_hit);
    CHECK(!is_hit);
    qn_world_destroy(world);
}

// ---- Bad input ------------------------------------------------------------------------------

TEST(bad_rays_are_refused_and_nothing_is_written)
{
    qn_world *world = scene_world();
    qn_body_id gone = scene_circle(world, 0.0f, 0.0f, 1.0f);
    qn_body_destroy(world, gone);
    qn_ray good = {{0.0f, 0.0f}, {1.0f, 0.0f}};
    qn_ray bad[] = {{{NAN, 0.0f}, {1.0f, 0.0f}},
                    {{0.0f, 0.0f}, {0.0f, INFINITY}},
                    {{0.0f, 3.0e5f}, {1.0f, 0.0f}},
                    {{0.0f, 0.0f}, {-5.0e5f, 0.0f}}};
    const qn_error errors[] = {QN_ERROR_NOT_FINITE, QN_ERROR_NOT_FINITE, QN_ERROR_OUT_OF_RANGE,
                               QN_ERROR_OUT_OF_RANGE};
    qn_filter all = qn_filter_all(), stale = {.ignored_body = gone};
    qn_cast_hit hit = {.fraction = 9.0f};
    int32_t count = 7;
    bool is_hit = true;
    for (int i = 0; i < 4; ++i) {
        CHECK_ERROR(qn_world_cast_ray(world, &bad[i], all, &hit), errors[i]);
        CHECK_ERROR(qn_world_cast_ray_any(world, &bad[i], all, &is_hit), errors[i]);
        CHECK_ERROR(qn_world_cast_ray_all(world, &bad[i], all, &hit, 1, &count), errors[i]);
    }
    CHECK_ERROR(qn_world_cast_ray(world, &good, stale, &hit), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_world_cast_ray(NULL, &good, all, &hit), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray(world, NULL, all, &hit), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray(world, &good, all, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray_all(world, &good, all, &hit, -1, &count), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_cast_ray_all(world, &good, all, NULL, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_cast_ray_all(world, &good, all, &hit, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK(hit.fraction == 9.0f && count == 7 && is_hit);
    qn_world_destroy(world);
}
