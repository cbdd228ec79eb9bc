// What a player sees: things stand, stop, slide, bounce, swing and sleep as they should.
#include "check.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

static int32_t awake_count(const qn_world *world)
{
    return qn_world_get_counters(world).awake_body_count;
}

TEST(a_stack_of_ten_settles_and_sleeps)
{
    qn_world *world = scene_world();
    scene_ground(world, 20.0f);
    qn_body_id top = scene_stack(world, 10);
    scene_step(world, 300);
    qn_pose pose = qn_body_pose(world, top);
    CHECK_INT(awake_count(world), 0);
    CHECK_NEAR(pose.p.x, 0.0, 0.05);
    CHECK_NEAR(pose.p.y, 9.5, 0.06);
    CHECK_NEAR(pose.q.s, 0.0, 0.01);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_sleeping_stack_wakes_when_it_is_hit_and_only_then)
{
    qn_world *world = scene_world();
    scene_ground(world, 40.0f);
    qn_body_id top = scene_stack(world, 5);
    qn_body_id far = scene_box(world, 20.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 240);
    CHECK(!qn_body_is_awake(world, top) && !qn_body_is_awake(world, far));
    qn_body_id ball = scene_circle(world, -6.0f, 4.0f, 0.4f);
    qn_body_set_velocity(world, ball, qn_v2(12.0f, 1.0f), 0.0f);
    bool woke = false;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        woke = woke || qn_body_is_awake(world, top);
        CHECK(!qn_body_is_awake(world, far));
    }
    CHECK(woke);
    qn_world_destroy(world);
}

TEST(taking_the_ground_away_wakes_what_stood_on_it)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 20.0f);
    qn_body_id top = scene_stack(world, 3);
    scene_step(world, 240);
    CHECK_INT(awake_count(world), 0);
    qn_body_destroy(world, ground);
    scene_step(world, 30);
    CHECK(qn_body_pose(world, top).p.y < 2.0f);
    qn_world_destroy(world);
}

TEST(friction_holds_below_its_angle_and_lets_slide_above)
{
    const float angles_deg[2] = {24.0f, 30.0f}; // friction 0.5 holds up to 26.6 degrees
    for (int i = 0; i < 2; ++i) {
        qn_world *world = scene_world();
        float angle = angles_deg[i] * QN_PI / 180.0f;
        qn_rot tilt = qn_rot_from_angle(angle);
        qn_body_id ramp = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
        qn_shape_def def = qn_shape_def_default();
        def.material.friction = 0.5f;
        qn_shape_create_box(world, ramp, &def, qn_v2(0.0f, 0.0f), qn_v2(40.0f, 1.0f), angle);
        qn_body_id box = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        qn_body_set_pose(world, box, qn_rotate(tilt, qn_v2(0.0f, 1.5f)), angle);
        qn_shape_create_box(world, box, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
        qn_vec2 start = qn_body_pose(world, box).p;
        scene_step(world, 300);
        float slid = qn_distance(start, qn_body_pose(world, box).p);
        // g (sin a - 0.5 cos a) t^2 / 2 over 5 s
        float expected = i == 0 ? 0.0f : 5.0f * (tilt.s - 0.5f * tilt.c) * 25.0f;
        CHECK_NEAR(slid, expected, i == 0 ? 0.002 : 0.25);
        qn_world_destroy(world);
    }
}

TEST(a_ball_without_losses_comes_back_to_its_height)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, -1.0f);
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = 1.0f;
    qn_shape_create_box(world, ground, &def, qn_v2(0.0f, 0.0f), qn_v2(10.0f, 1.0f), 0.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 5.0f);
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 0.5f);
    float peak = 0.0f;
    bool fell = false;
    for (int i = 0; i < 180; ++i) {
        scene_step(world, 1);
        fell = fell || qn_body_pose(world, ball).p.y < 1.0f;
        peak = fell ? qn_max(peak, qn_body_pose(world, ball).p.y) : 0.0f;
    }
    CHECK_NEAR(peak, 5.0, 0.1);
    qn_world_destroy(world);
}

TEST(a_pendulum_keeps_its_energy_and_its_length)
{
    qn_world *world = scene_world();
    qn_body_id anchor = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id bob = scene_circle(world, 2.0f, 0.0f, 0.25f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = anchor;
    def.base.body_b = bob;
    def.base.anchor_b_m = qn_v2(-2.0f, 0.0f);
    qn_joint_id joint = qn_revolute_create(world, &def);
    float peak = -2.0f;
    for (int i = 0; i < 600; ++i) {
        scene_step(world, 1);
        peak = i > 300 ? qn_max(peak, qn_body_pose(world, bob).p.y) : peak;
        CHECK(qn_joint_separation(world, joint) < 0.002f);
    }
    CHECK_NEAR(peak, 0.0, 0.02);
    qn_world_destroy(world);
}

TEST(a_joint_limit_stops_and_a_motor_turns)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id anchor = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id arm = scene_box(world, 0.0f, 0.0f, 1.0f, 0.1f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = anchor;
    def.base.body_b = arm;
    def.enable_limit = true;
    def.lower_angle_rad = -0.5f;
    def.upper_angle_rad = 0.5f;
    def.enable_motor = true;
    def.motor_speed_radps = 2.0f;
    def.max_motor_torque_nm = 1.0e5f;
    qn_joint_id joint = qn_revolute_create(world, &def);
    scene_step(world, 10);
    CHECK_NEAR(qn_body_angular_velocity(world, arm), 2.0, 0.01);
    scene_step(world, 110);
    CHECK_NEAR(qn_revolute_angle(world, joint), 0.5, 0.01);
    qn_revolute_set_motor(world, joint, true, -2.0f, 1.0e5f);
    scene_step(world, 120);
    CHECK_NEAR(qn_revolute_angle(world, joint), -0.5, 0.01);
    qn_world_destroy(world);
}

TEST(momentum_is_kept_where_nothing_acts_from_outside)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id a = scene_box(world, -2.0f, 0.1f, 0.5f, 0.5f);
    qn_body_id b = scene_circle(world, 2.0f, 0.0f, 0.5f);
    qn_body_set_velocity(world, a, qn_v2(3.0f, 0.0f), 0.0f);
    qn_body_set_velocity(world, b, qn_v2(-1.0f, 0.2f), 0.0f);
    float ma = qn_body_mass(world, a), mb = qn_body_mass(world, b);
    qn_vec2 before = {3.0f * ma - mb, 0.2f * mb};
    scene_step(world, 120);
    qn_vec2 va = qn_body_velocity(world, a), vb = qn_body_velocity(world, b);
    qn_vec2 after = qn_add(qn_mul(ma, va), qn_mul(mb, vb));
    CHECK(qn_dot(va, va) < 9.0f);
    CHECK_NEAR(after.x / before.x, 1.0, 1e-5);
    CHECK_NEAR(after.y / before.y, 1.0, 1e-3);
    qn_world_destroy(world);
}

TEST(more_partners_than_colours_are_solved_too)
{
    qn_world *world = scene_world();
    scene_ground(world, 30.0f);
    qn_body_id slab = scene_box(world, 0.0f, 0.25f, 20.0f, 0.25f);
    for (int i = 0; i < 39; ++i) {
        scene_box(world, -19.0f + (float)i, 0.75f, 0.25f, 0.25f);
    }
    scene_step(world, 240);
    CHECK_INT(awake_count(world), 0);
    CHECK_NEAR(qn_body_pose(world, slab).p.y, 0.25, 0.02);
    CHECK_INT(qn_world_get_counters(world).touching_contact_count, 40);
    qn_world_destroy(world);
}

TEST(a_spinning_body_turns_as_far_as_its_speed_says)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 0.0f), 30.0f);
    scene_step(world, 60);
    qn_rot expected = qn_rot_from_angle(30.0f);
    CHECK_NEAR(qn_rot_angle(qn_rot_inv_mul(expected, qn_body_pose(world, body).q)), 0.0, 1e-4);
    qn_world_destroy(world);
}

TEST(a_moving_platform_carries_and_keeps_its_load_awake)
{
    qn_world *world = scene_world();
    qn_body_id platform = scene_body(world, QN_BODY_KINEMATIC, 0.0f, -0.5f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, platform, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.5f), 0.0f);
    qn_body_id load = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_body_set_velocity(world, platform, qn_v2(0.02f, 0.0f), 0.0f);
    scene_step(world, 600);
    CHECK(qn_body_is_awake(world, load));
    CHECK_NEAR(qn_body_pose(world, load).p.x, qn_body_pose(world, platform).p.x, 0.02);
    qn_body_set_velocity(world, platform, qn_v2(0.0f, 0.0f), 0.0f);
    scene_step(world, 120);
    CHECK_INT(awake_count(world), 0);
    qn_body_set_velocity(world, platform, qn_v2(0.5f, 0.0f), 0.0f);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, load).p.x, qn_body_pose(world, platform).p.x, 0.1);
    qn_world_destroy(world);
}

TEST(a_body_that_leaves_the_range_of_numbers_stops_and_is_counted)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, -99990.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(0.0f, -400.0f), 0.0f);
    scene_step(world, 30);
    CHECK(qn_body_pose(world, body).p.y >= -QN_MAX_POSITION_M);
    CHECK(qn_world_get_counters(world).frozen_body_count > 0);
    qn_body_apply_force(world, body, qn_v2(1.0e12f, 0.0f), qn_v2(0.0f, -99990.0f));
    scene_step(world, 5);
    CHECK(qn_v2_is_finite(qn_body_velocity(world, body)));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_deep_pile_keeps_every_invariant_and_comes_to_rest)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 120, 42);
    int steps = 0;
    for (; steps < 1200 && (steps < 60 || awake_count(world) > 0); ++steps) {
        scene_step(world, 1);
        const char *wrong = qn_world_validate(world);
        CHECK_TEXT(wrong == NULL ? "" : wrong, "");
    }
    CHECK_INT(awake_count(world), 0);
    qn_world_destroy(world);
}

TEST(poses_interpolate_between_the_last_two_steps)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id body = scene_box(world, 1.0f, 2.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(6.0f, 0.0f), 3.0f);
    scene_step(world, 2);
    int32_t count;
    const qn_pose_record *record = qn_world_poses(world, &count);
    CHECK_INT(count, 1);
    CHECK_INT(record->flags, QN_POSE_ALIVE | QN_POSE_AWAKE);
    CHECK_NEAR(qn_pose_interpolate(record, 0.0f).p.x, 1.1, 1e-5);
    CHECK_NEAR(qn_pose_interpolate(record, 0.5f).p.x, 1.15, 1e-5);
    CHECK_NEAR(qn_pose_interpolate(record, 1.0f).p.x, 1.2, 1e-5);
    CHECK_NEAR(qn_rot_angle(qn_pose_interpolate(record, 0.5f).q), 0.075, 1e-4);
    CHECK_NEAR(qn_pose_interpolate(record, 0.0f / 1.0f).p.y, 2.0, 1e-5);
    qn_world_destroy(world);
}

TEST(poses_of_all_bodies_are_interpolated_by_slot)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id first = scene_box(world, 5.0f, 5.0f, 0.5f, 0.5f);
    qn_body_id second = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, second, qn_v2(0.0f, -6.0f), 0.0f);
    scene_step(world, 1);
    CHECK_INT(qn_body_destroy(world, first), QN_ERROR_OK);
    const qn_pose mark = {{7.0f, 7.0f}, {7.0f, 7.0f}};
    qn_pose poses[3] = {mark, mark, mark};
    CHECK_INT(qn_world_interpolate_poses(world, 0.5f, poses, 1), 2);
    CHECK(poses[0].p.x == 0.0f && poses[0].p.y == 0.0f);
    CHECK(poses[0].q.c == 0.0f && poses[0].q.s == 0.0f);
    CHECK(poses[1].p.y == 7.0f);
    CHECK_INT(qn_world_interpolate_poses(world, 0.5f, poses, 3), 2);
    CHECK_NEAR(poses[1].p.y, -0.05, 1e-6);
    CHECK(poses[1].q.c == 1.0f && poses[2].p.x == 7.0f);
    CHECK_INT(qn_world_interpolate_poses(world, 0.5f, NULL, 0), 2);
    CHECK_INT(qn_world_interpolate_poses(world, 0.5f, NULL, 1), 0);
    CHECK_INT(qn_world_last_error(world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_world_interpolate_poses(NULL, 0.5f, poses, 1), 0);
    qn_world_destroy(world);
}
