// Ghost bumps: a floor of separate solids is one floor, and a step is still a step.
#include "check.h"
#include "scenes.h"
#include "sliding.h"
#include "tiles.h"

static const float speeds[] = {1.0f, 5.0f, 10.0f, 30.0f};

static void add_static_box(qn_world *world, qn_body_id body, qn_vec2 center, qn_vec2 half)
{
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = 0.0f;
    qn_shape_create_box(world, body, &def, center, half, 0.0f);
}

// Boxes from x = -2 to `end` whose tops are y = 0, each on a body of its own or all on one. Every
// other one is thicker.
static void add_floor(qn_world *world, float end, float width, bool is_one_body)
{
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    int count = (int)((end + 2.0f) / width);
    for (int i = 0; i < count; ++i) {
        float x = -2.0f + width * ((float)i + 0.5f);
        float half_height = i % 2 == 0 ? 0.5f : 1.0f;
        body = is_one_body ? body : scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
        add_static_box(world, body, qn_v2(x, -half_height), qn_v2(0.5f * width, half_height));
    }
}

static void check_floor(const char *what, float width, bool is_one_body)
{
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int i = 0; i < 4; ++i) {
            qn_world *world = scene_world();
            add_floor(world, 210.0f, width, is_one_body);
            sliding_result r = slide(world, kind, speeds[i], 200.0f);
            CHECK(r.lost_fraction < 0.001f);
            CHECK(r.fastest_rise_mps < 0.02f);
            sliding_report(what, kind, speeds[i], r);
            qn_world_destroy(world);
        }
    }
}

SLOW_TEST(bodies_slide_over_separate_boxes_without_a_bump)
{
    check_floor("separate boxes 1 m", 1.0f, false);
    check_floor("separate boxes 0.25 m", 0.25f, false);
}

SLOW_TEST(bodies_slide_over_the_boxes_of_one_body_without_a_bump)
{
    check_floor("boxes of one body", 0.5f, true);
}

static void add_wall(qn_world *world)
{
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    for (int i = 0; i < 64; ++i) {
        add_static_box(world, body, qn_v2(-0.5f, (float)i), qn_v2(0.5f, 0.5f));
    }
}

TEST(bodies_slide_down_a_wall_of_boxes_without_a_bump)
{
    const track wall = {{0, 59}, {0, -1}, {1, 0}};
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int i = 0; i < 4; ++i) {
            qn_world *world = scene_world();
            add_wall(world);
            sliding_result r = slide_on(world, &wall, kind, speeds[i], 50.0f);
            CHECK(r.lost_fraction < 0.001f);
            CHECK(r.fastest_rise_mps < 0.02f);
            sliding_report("wall of boxes", kind, speeds[i], r);
            qn_world_destroy(world);
        }
    }
}

// Grids and boxes that take turns every 4 m, or grids of several sizes.
static void add_mixed_floor(qn_world *world, bool has_boxes)
{
    for (int i = 0; i < 30; ++i) {
        qn_body_id body = scene_body(world, QN_BODY_STATIC, -2.0f + 4.0f * (float)i, 0.0f);
        if (has_boxes && i % 2 == 1) {
            add_static_box(world, body, qn_v2(2.0f, -1.0f), qn_v2(2.0f, 1.0f));
            continue;
        }
        float cell = i % 3 == 0 ? 0.5f : 1.0f;
        int side = i % 3 == 0 ? 2 : 1;
        qn_shape_id tiles = tiles_add(world, body, qn_v2(0, -2), cell, 4 * side, 2 * side);
        qn_tiles_fill(world, tiles, 0, 0, 4 * side, 2 * side, true);
    }
}

SLOW_TEST(bodies_slide_from_grid_to_grid_and_from_grid_to_box_without_a_bump)
{
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int i = 0; i < 8; ++i) {
            qn_world *world = scene_world();
            add_mixed_floor(world, i >= 4);
            sliding_result r = slide(world, kind, speeds[i % 4], 100.0f);
            CHECK(r.lost_fraction < 0.001f);
            CHECK(r.fastest_rise_mps < 0.02f);
            sliding_report(i >= 4 ? "grids and boxes" : "grids", kind, speeds[i % 4], r);
            qn_world_destroy(world);
        }
    }
}

// Where a body that slides at 2 m/s towards x = 5 comes to rest or has come to after 4 s.
static float slide_to_step(int kind, float step, float *height)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    add_static_box(world, body, qn_v2(0.0f, -0.5f), qn_v2(5.0f, 0.5f));
    add_static_box(world, body, qn_v2(10.0f, -0.5f + step), qn_v2(5.0f, 0.5f));
    qn_body_id slider = sliding_body(world, kind, 0.0f, 0.5f);
    scene_step(world, 30);
    qn_body_set_velocity(world, slider, qn_v2(2.0f, 0.0f), 0.0f);
    scene_step(world, 240);
    float x = qn_body_pose(world, slider).p.x;
    *height = qn_body_pose(world, slider).p.y - 0.5f;
    qn_world_destroy(world);
    return x;
}

TEST(a_step_of_a_centimetre_stops_a_box_and_one_of_a_millimetre_does_not)
{
    float height;
    CHECK(slide_to_step(SLIDER_BOX, 0.01f, &height) < 4.51f);
    CHECK_NEAR(height, 0.0, 0.002);
    CHECK(slide_to_step(SLIDER_BOX, 0.1f, &height) < 4.51f);
    CHECK(slide_to_step(SLIDER_BOX, 0.001f, &height) > 7.9f);
    CHECK_NEAR(height, 0.001, 0.002);
    CHECK(slide_to_step(SLIDER_BOX, -0.1f, &height) > 7.0f);
    // A wheel climbs what it can.
    CHECK(slide_to_step(SLIDER_CIRCLE, 0.01f, &height) > 5.0f);
    CHECK_NEAR(height, 0.01, 0.002);
    CHECK(slide_to_step(SLIDER_CIRCLE, 0.5f, &height) < 4.6f);
}

TEST(a_corner_that_slides_into_the_foot_of_a_wall_is_stopped)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    add_static_box(world, body, qn_v2(0.0f, -0.5f), qn_v2(10.0f, 0.5f));
    add_static_box(world, body, qn_v2(5.5f, 2.0f), qn_v2(0.5f, 2.0f)); // stands on the floor
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(2.0f, 0.7071f);
    def.angle_rad = 0.25f * QN_PI;
    def.locks.rotation = true;
    def.velocity_mps = qn_v2(6.0f, 0.0f);
    qn_body_id box = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    shape.material.friction = 0.0f;
    qn_shape_create_box(world, box, &shape, qn_v2(0, 0), qn_v2(0.5f, 0.5f), 0.0f);
    float furthest = 0.0f;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        furthest = qn_max(furthest, qn_body_pose(world, box).p.x);
    }
    CHECK(furthest < 5.0f - 0.7071f + 0.02f);
    CHECK(furthest > 5.0f - 0.7071f - 0.05f);
    qn_world_destroy(world);
}

static void add_ridge_of_solids(qn_world *world, qn_body_id body)
{
    qn_shape_def def = qn_shape_def_default();
    qn_vec2 up[4] = {{-10, -1}, {0, -1}, {0, 1}, {-10, 0}};
    qn_vec2 down[4] = {{0, -1}, {10, -1}, {10, 0}, {0, 1}};
    qn_shape_create_polygon(world, body, &def, up, 4, 0.0f);
    qn_shape_create_polygon(world, body, &def, down, 4, 0.0f);
}

static void add_ridge_of_chain(qn_world *world, qn_body_id body)
{
    qn_vec2 line[5] = {{20, 0}, {10, 0}, {0, 1}, {-10, 0}, {-20, 0}};
    qn_chain_def chain = qn_chain_def_default();
    chain.points_m = line;
    chain.point_count = 5;
    qn_chain_create(world, body, &chain);
}

// Where a body ends that slides over the ridge.
static float slide_over(void (*add_ridge)(qn_world *world, qn_body_id body), int kind)
{
    qn_world *world = scene_world();
    add_ridge(world, scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f));
    qn_body_id slider = sliding_body(world, kind, -5.0f, 1.2f);
    qn_body_set_velocity(world, slider, qn_v2(6.0f, 0.6f), 0.0f);
    scene_step(world, 90);
    float end = qn_body_pose(world, slider).p.x;
    qn_world_destroy(world);
    return end;
}

// Where two slopes meet in a ridge or a valley the bodies follow both.
TEST(a_body_follows_a_ridge_of_two_solids_as_it_follows_a_chain)
{
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        float end = slide_over(add_ridge_of_solids, kind);
        CHECK_NEAR(end, slide_over(add_ridge_of_chain, kind), 0.1);
        CHECK(end > 2.0f);
    }
}

// A pyramid of boxes on a floor of boxes stands as on one box.
TEST(stacks_stand_on_a_floor_of_boxes)
{
    qn_world *world = scene_world();
    add_floor(world, 30.0f, 0.7f, false);
    qn_body_id top = {0};
    for (int i = 0; i < 8; ++i) {
        top = scene_box(world, 10.0f, 0.5f + (float)i, 0.5f, 0.5f);
    }
    scene_step(world, 300);
    CHECK_NEAR(qn_body_pose(world, top).p.y, 7.5, 0.03);
    CHECK_NEAR(qn_body_pose(world, top).p.x, 10.0, 0.02);
    CHECK(!qn_body_is_awake(world, top));
    qn_world_destroy(world);
}

// Nothing that lies on solids side by side sinks, whatever way the solids overlap. (Flat on its
// back the centre of a capsule is 0.1 m up.)
TEST(a_pile_on_random_solids_stays_on_top)
{
    uint32_t seed = 12;
    qn_world *world = scene_world();
    for (int i = 0; i < 60; ++i) {
        float x = -10.0f + 20.0f * (float)i / 60.0f;
        float top = check_random_float(&seed, -0.3f, 0.0f);
        float half = check_random_float(&seed, 0.2f, 0.6f);
        qn_body_id body = scene_body(world, QN_BODY_STATIC, x, top - 1.0f);
        add_static_box(world, body, qn_v2(0.0f, 0.0f), qn_v2(half, 1.0f));
    }
    for (int i = 0; i < 40; ++i) {
        float x = check_random_float(&seed, -7.0f, 7.0f);
        sliding_body(world, i % SLIDER_KINDS, x, 1.0f + 0.5f * (float)i);
    }
    for (int i = 0; i < 600; ++i) {
        scene_step(world, 1);
    }
    int32_t count;
    const qn_pose_record *poses = qn_world_poses(world, &count);
    for (int32_t i = 60; i < count; ++i) {
        bool is_on_floor = poses[i].x_m > -10.0f && poses[i].x_m < 10.0f;
        CHECK(!is_on_floor || poses[i].y_m > -0.31f + 0.09f);
    }
    qn_world_destroy(world);
}
