// Characters on what moves: platforms, belts, planks, boxes, and what they push.
#include "stage.h"

TEST(a_platform_carries_it_for_ten_seconds_without_drift)
{
    stage s = stage_new(0.5f, 1.0f);
    qn_body_id platform = stage_box(&s, QN_BODY_KINEMATIC, 0.0f, -0.5f, 3.0f, 0.5f, 0.0f);
    stage_ticks(&s, 0.0f, 20);
    s.air_count = 0;
    for (int i = 0; i < 600; ++i) {
        float t = (float)i * SCENE_DT_S;
        qn_vec2 v = {4.0f * qn_rot_from_angle(2.0f * t).c, 3.0f * qn_rot_from_angle(3.0f * t).c};
        qn_body_set_velocity(s.world, platform, v, 0.0f);
        stage_tick(&s, 0.0f);
        qn_vec2 off = qn_sub(s.last.position_m, qn_body_pose(s.world, platform).p);
        CHECK_NEAR(off.x, 0.5, 0.01);
        CHECK_NEAR(off.y, 0.5 + FOOT, 0.01);
    }
    CHECK_INT(s.air_count, 0);
    stage_end(&s);
}

// Walks over a floor of boxes with a step and rides a lift; returns where it is, seen from x.
static qn_vec2 walk_and_ride(float x)
{
    stage s = stage_new(x, 1.0f);
    for (int i = -2; i < 20; ++i) {
        float top = i < 6 ? 0.0f : 0.25f;
        stage_box(&s, QN_BODY_STATIC, x + (float)i, top - 0.5f, 0.5f, 0.5f, 0.0f);
    }
    qn_body_id lift = stage_box(&s, QN_BODY_KINEMATIC, x + 9.0f, 0.3f, 1.0f, 0.05f, 0.0f);
    stage_ticks(&s, 0.0f, 30);
    stage_ticks(&s, 1.3f, 400);
    qn_body_set_velocity(s.world, lift, qn_v2(0.37f, 0.21f), 0.0f);
    stage_ticks(&s, 0.0f, 120);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    qn_vec2 at = qn_sub(s.last.position_m, qn_v2(x, 0.0f));
    stage_end(&s);
    return at;
}

TEST(it_walks_and_rides_far_away_as_at_the_origin)
{
    qn_vec2 near = walk_and_ride(0.0f), far = walk_and_ride(98304.0f);
    CHECK_NEAR(near.x, 400.0 * 1.3 / 60.0 + 2.0 * 0.37, 0.1); // and a stop at the lift
    CHECK_NEAR(far.x, near.x, 0.005);                         // as exactly as a float says it there
    CHECK_NEAR(far.y, near.y, 1e-3);
}

TEST(a_conveyor_carries_it_and_walking_adds_to_that)
{
    stage s = stage_new(0.0f, 1.0f);
    qn_shape_id belt;
    qn_body_shapes(s.world, scene_ground(s.world, 40.0f), &belt, 1);
    qn_material material = qn_material_default();
    material.tangent_speed_mps = 2.0f;
    qn_shape_set_material(s.world, belt, &material);
    stage_ticks(&s, 0.0f, 30);
    float x = s.last.position_m.x;
    stage_ticks(&s, 0.0f, 60);
    CHECK_NEAR(s.last.position_m.x - x, 2.0, 1e-3);
    CHECK_NEAR(s.last.velocity_mps.x, 0.0, 0.0);
    CHECK_NEAR(s.last.ground_velocity_mps.x, 2.0, 1e-4);
    CHECK_NEAR(s.last.ground_velocity_mps.y, 0.0, 1e-4);
    stage_ticks(&s, -3.0f, 60);
    CHECK_NEAR(s.last.position_m.x - x, 2.0 - 1.0, 2e-3);
    stage_box(&s, QN_BODY_STATIC, s.last.position_m.x + 1.0f, 1.0f, 0.2f, 1.0f, 0.0f);
    stage_ticks(&s, 0.0f, 120);
    CHECK_NEAR(s.last.position_m.x - x, 1.0 + 0.8 - 0.3, 0.02); // to the wall, and no further
    CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
    stage_end(&s);
}

TEST(a_rocking_platform_carries_it_for_ten_seconds_without_drift)
{
    stage s = stage_new(1.5f, 1.0f);
    qn_body_id platform = stage_box(&s, QN_BODY_KINEMATIC, 0.0f, -0.5f, 3.0f, 0.5f, 0.0f);
    stage_ticks(&s, 0.0f, 20);
    s.air_count = 0;
    qn_vec2 start = qn_inv_transform(qn_body_pose(s.world, platform), s.last.position_m);
    float drift = 0.0f;
    for (int i = 0; i < 600; ++i) {
        float w = 0.6f * qn_rot_from_angle(2.0f * (float)i * SCENE_DT_S).c; // +-0.3 rad
        qn_body_set_velocity(s.world, platform, qn_v2(0.0f, 0.0f), w);
        stage_tick(&s, 0.0f);
        // The middle of its lower cap is what stands on the platform.
        qn_vec2 cap = qn_sub(s.last.position_m, qn_v2(0.0f, 0.6f));
        qn_vec2 local = qn_inv_transform(qn_body_pose(s.world, platform), cap);
        drift = qn_max(drift, qn_abs(local.x - start.x));
    }
    CHECK(drift < 0.05f);
    CHECK_INT(s.air_count, 0);
    stage_end(&s);
}

TEST(it_pushes_a_box_no_harder_than_it_can_and_not_a_heavy_one)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 40.0f);
    qn_body_id light = scene_body(s.world, QN_BODY_DYNAMIC, 2.0f, 0.5f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 30.0f;
    qn_shape_create_box(s.world, light, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_body_id heavy = stage_box(&s, QN_BODY_DYNAMIC, -3.0f, 1.0f, 1.0f, 1.0f, 0.0f); // 4000 kg
    stage_ticks(&s, 0.0f, 20);
    stage_ticks(&s, 3.0f, 180);
    CHECK(qn_body_pose(s.world, light).p.x > 7.0f);
    CHECK(qn_body_velocity(s.world, light).x < 3.2f);
    CHECK_NEAR(qn_body_pose(s.world, light).p.x - s.last.position_m.x, 0.82, 0.2);
    stage_ticks(&s, -6.0f, 240);
    CHECK_NEAR(qn_body_pose(s.world, heavy).p.x, -3.0, 0.02);
    CHECK_NEAR(s.last.position_m.x, -1.69, 0.02);
    stage_end(&s);
}

TEST(a_plank_tips_under_it_and_a_box_sleeps_under_it)
{
    stage s = stage_new(0.0f, 2.0f);
    scene_ground(s.world, 40.0f);
    stage_box(&s, QN_BODY_STATIC, 0.0f, 0.4f, 0.1f, 0.4f, 0.0f);
    qn_body_id plank = scene_body(s.world, QN_BODY_DYNAMIC, 0.0f, 0.85f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 50.0f;
    qn_shape_create_box(s.world, plank, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.05f), 0.0f);
    stage_ticks(&s, 0.0f, 120);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(s.world, plank).q), 0.0, 0.02);
    stage_ticks(&s, 1.0f, 100);
    CHECK(qn_rot_angle(qn_body_pose(s.world, plank).q) < -0.2f);
    qn_body_id box = stage_box(&s, QN_BODY_DYNAMIC, -10.0f, 0.5f, 1.0f, 0.5f, 0.0f);
    qn_character_set_position(s.world, s.who, qn_v2(-10.0f, 2.0f));
    stage_ticks(&s, 0.0f, 180);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, 1.0 + FOOT, 5e-3);
    CHECK(!qn_body_is_awake(s.world, box));
    stage_end(&s);
}

TEST(it_passes_a_one_way_platform_from_below_and_stands_on_it)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 10.0f);
    qn_body_id shelf = scene_body(s.world, QN_BODY_STATIC, 0.0f, 2.2f);
    qn_shape_def def = qn_shape_def_default();
    def.material.one_way = qn_v2(0.0f, 1.0f);
    qn_shape_create_box(s.world, shelf, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.1f), 0.0f);
    stage_ticks(&s, 0.0f, 20);
    qn_vec2 v = {0.0f, 9.0f};
    for (int i = 0; i < 180; ++i) {
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        v = s.last.velocity_mps;
        v.y -= 10.0f * SCENE_DT_S;
    }
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, 2.3 + FOOT, 5e-3);
    stage_end(&s);
}

TEST(a_body_goes_along_and_it_weighs_on_what_it_stands_on)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    qn_character_destroy(s.world, s.who);
    qn_body_id shadow = scene_body(s.world, QN_BODY_KINEMATIC, 0.0f, 1.0f);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_capsule(s.world, shadow, &shape, qn_v2(0.0f, -0.6f), qn_v2(0.0f, 0.6f), 0.3f);
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(0.0f, 1.0f);
    def.body = shadow;
    s.who = qn_character_create(s.world, &def);
    for (int i = 0; i < 60; ++i) {
        stage_tick(&s, 2.0f);
        CHECK_NEAR(qn_distance(qn_body_pose(s.world, shadow).p, s.last.position_m), 0.0, 1e-4);
    }
    CHECK_NEAR(s.last.position_m.x, 2.0, 1e-2);
    qn_body_destroy(s.world, shadow);
    stage_ticks(&s, 2.0f, 60);
    CHECK_NEAR(s.last.position_m.x, 4.0, 1e-2);
    stage_end(&s);
}

TEST(it_falls_when_its_ground_goes)
{
    stage s = stage_new(0.0f, 1.0f);
    qn_body_id floor = stage_box(&s, QN_BODY_STATIC, 0.0f, -0.5f, 2.0f, 0.5f, 0.0f);
    stage_ticks(&s, 0.0f, 20);
    CHECK(s.last.ground.raw != 0);
    qn_body_destroy(s.world, floor);
    CHECK_INT(qn_character_last_motion(s.world, s.who).ground.raw, 0);
    stage_ticks(&s, 0.0f, 60);
    CHECK(s.last.position_m.y < -3.0f);
    stage_end(&s);
}
