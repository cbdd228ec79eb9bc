// Asking the world what is where.
#include "sample.h"

static void rays(void)
{
    qn_world *world = new_world();
    // [rays]
    qn_body_id wall = add_body(world, QN_BODY_STATIC, 8, 0);
    qn_shape_id bricks = add_box(world, wall, 0.5f, 2);
    qn_ray ray = {.origin_m = {0, 1}, .translation_m = {20, 0}};
    qn_cast_hit hit;
    qn_world_cast_ray(world, &ray, qn_filter_all(), &hit);
    float distance = hit.fraction * qn_length(ray.translation_m); // to the wall's near side: 7.5
    bool is_seen = hit.shape.raw == bricks.raw;                   // null if nothing were hit

    bool is_blocked;
    qn_filter others = qn_filter_all();
    others.ignored_body = wall; // such as the one who looks
    qn_world_cast_ray_any(world, &ray, others, &is_blocked);
    // [/rays]
    CHECK_NEAR(distance, 7.5, 1e-5);
    CHECK(is_seen && !is_blocked);
    CHECK_NEAR(hit.normal.x, -1.0, 1e-6);
    qn_world_destroy(world);
}

static void casts(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [casts]
    // How far may a ball of 0.5 m fall?
    qn_region_cast fall = {.region = qn_region_circle(qn_v2(0, 0), 0.5f),
                           .start = {.p = {3, 5}, .q = {1, 0}},
                           .translation_m = {0, -10}};
    qn_cast_hit hit;
    qn_world_cast_region(world, &fall, qn_filter_all(), &hit);
    float fallen_m = hit.fraction * 10; // 4.5: then its lowest point touches the floor
    // [/casts]
    CHECK_NEAR(fallen_m, 4.5, 5e-3);
    qn_world_destroy(world);
}

static void places(void)
{
    qn_world *world = new_world();
    // [places]
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 2, 0);
    qn_shape_id box = add_box(world, crate, 0.5f, 0.5f);
    // Which shapes does a blast of 3 m reach?
    qn_placed_region blast = {.region = qn_region_circle(qn_v2(0, 0), 3), .pose = {{0, 0}, {1, 0}}};
    qn_shape_id found[16];
    int32_t count; // of all there are, also beyond the room for 16
    qn_world_overlap_all(world, &blast, qn_filter_all(), found, 16, &count);

    bool is_hovered; // by the mouse
    qn_world_point_any(world, qn_v2(2.2f, 0.1f), qn_filter_all(), &is_hovered);

    qn_nearest_query query = {.point_m = {4, 0}, .max_distance_m = 10};
    qn_nearest nearest;
    qn_world_nearest(world, &query, qn_filter_all(), &nearest); // 1.5 m away, at (2.5, 0)
    // [/places]
    CHECK(count == 1 && found[0].raw == box.raw && is_hovered);
    CHECK(nearest.shape.raw == box.raw);
    CHECK_NEAR(nearest.distance_m, 1.5, 1e-4);
    CHECK_NEAR(nearest.point_m.x, 2.5, 1e-4);
    qn_world_destroy(world);
}

static void many(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [many]
    enum { COUNT = 64 };
    qn_ray rays[COUNT];
    qn_cast_hit hits[COUNT];
    for (int i = 0; i < COUNT; ++i) { // a fan, downwards
        qn_rot turn = qn_rot_from_angle(-QN_PI * ((float)i + 0.5f) / (float)COUNT);
        rays[i] = (qn_ray){.origin_m = {0, 2}, .translation_m = {30 * turn.c, 30 * turn.s}};
    }
    int32_t bad_index; // of the first ray that is refused; then nothing is written
    qn_error error = qn_world_cast_ray_many(world, rays, COUNT, qn_filter_all(), hits, &bad_index);
    // [/many]
    CHECK_INT(error, QN_ERROR_OK);
    CHECK_INT(bad_index, -1);
    CHECK_NEAR(hits[32].fraction * 30.0f * -qn_rot_from_angle(-QN_PI * 32.5f / 64.0f).s, 2.0, 1e-4);
    qn_world_destroy(world);
}

static void without_world(void)
{
    // [without-world]
    qn_region ball = qn_region_circle(qn_v2(0, 0), 1);
    qn_region door = qn_region_box(qn_v2(-0.1f, -2), qn_v2(0.1f, 2));
    qn_pose here = {{0, 0}, {1, 0}}, there = {{5, 0}, {1, 0}};
    qn_region_gap gap;
    qn_region_distance(&ball, here, &door, there, &gap); // 3.9 m

    // The ball flies 10 m to the right, the door stays.
    qn_region_sweep flight = {.start = here, .end = {{10, 0}, {1, 0}}};
    qn_region_sweep still = {.start = there, .end = there};
    qn_region_hit impact;
    qn_region_time_of_impact(&ball, &flight, &door, &still, &impact); // at 0.39 of the way
    // [/without-world]
    CHECK_NEAR(gap.distance_m, 3.9, 1e-4);
    CHECK(impact.is_hit);
    CHECK_NEAR(impact.fraction, 0.39, 1e-3);
}
