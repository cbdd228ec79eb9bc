// The mouse joint: a point of a body dragged to a point of the world.
#include "check.h"
#include "joints.h"
#include "scenes.h"

static qn_joint_id grip(qn_world *world, qn_body_id body, qn_vec2 anchor_m, qn_vec2 target_m)
{
    qn_mouse_def def = qn_mouse_def_default();
    def.base.body_b = body;
    def.base.anchor_b_m = anchor_m;
    def.target_m = target_m;
    return qn_mouse_create(world, &def);
}

TEST(a_held_point_comes_to_the_target_and_follows_it)
{
    qn_world *world = scene_weightless();
    qn_body_id box = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_vec2 corner = {0.5f, 0.5f};
    qn_joint_id joint = grip(world, box, corner, qn_v2(2.0f, 1.0f));
    qn_body_set_damping(world, box, 0.0f, 2.0f);
    scene_step(world, 300);
    CHECK_NEAR(qn_distance(qn_body_world_point(world, box, corner), qn_v2(2.0f, 1.0f)), 0.0, 0.01);
    CHECK_ERROR(qn_mouse_set_target(world, joint, qn_v2(-3.0f, 0.0f)), QN_ERROR_OK);
    CHECK(qn_body_is_awake(world, box));
    scene_step(world, 300);
    CHECK_NEAR(qn_distance(qn_body_world_point(world, box, corner), qn_v2(-3.0f, 0.0f)), 0.0, 0.01);
    CHECK_NEAR(qn_joint_separation(world, joint), 0.0, 0.0);
    qn_world_destroy(world);
}

TEST(a_held_body_hangs_below_the_target_by_its_weight_over_the_stiffness)
{
    qn_world *world = scene_world();
    qn_body_id ball = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_body_set_enable_sleep(world, ball, false);
    qn_joint_id joint = grip(world, ball, qn_v2(0.0f, 0.0f), qn_v2(0.0f, 0.0f));
    CHECK_ERROR(qn_mouse_set_spring(world, joint, 2.0f, 1.0f, QN_MAX_JOINT_FORCE), QN_ERROR_OK);
    scene_step(world, 300);
    double omega = 2.0 * JOINTS_PI * 2.0;
    CHECK_NEAR(qn_body_pose(world, ball).p.y, -10.0 / (omega * omega), 2e-4);
    double weight = 10.0 * qn_body_mass(world, ball);
    CHECK_NEAR(qn_joint_force(world, joint).y, weight, 1e-3 * weight);
    qn_world_destroy(world);
}

TEST(a_grip_pulls_with_no_more_force_than_it_may)
{
    qn_world *world = scene_weightless();
    qn_body_id ball = scene_circle(world, 0.0f, 0.0f, 0.5f);
    float mass = qn_body_mass(world, ball);
    qn_joint_id joint = grip(world, ball, qn_v2(0.0f, 0.0f), qn_v2(300.0f, 400.0f));
    qn_mouse_set_spring(world, joint, 5.0f, 1.0f, 2.0f * mass);
    scene_step(world, 60);
    CHECK_NEAR(qn_length(qn_joint_force(world, joint)), 2.0 * mass, 1e-3 * mass);
    CHECK_NEAR(qn_body_velocity(world, ball).x, 2.0 * 0.6, 5e-3);
    CHECK_NEAR(qn_body_velocity(world, ball).y, 2.0 * 0.8, 5e-3);
    qn_world_destroy(world);
}

TEST(a_mouse_joint_tells_its_definition_as_it_stands)
{
    qn_world *world = scene_weightless();
    qn_body_id ball = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_joint_id joint = grip(world, ball, qn_v2(0.1f, 0.2f), qn_v2(1.0f, 2.0f));
    qn_mouse_set_spring(world, joint, 3.0f, 0.5f, 7.0f);
    qn_mouse_set_target(world, joint, qn_v2(4.0f, 5.0f));
    qn_mouse_def now = qn_mouse_get(world, joint);
    CHECK(now.base.body_a.raw == 0 && now.base.body_b.raw == ball.raw);
    CHECK(now.base.anchor_b_m.x == 0.1f && now.base.anchor_b_m.y == 0.2f);
    CHECK(now.target_m.x == 4.0f && now.target_m.y == 5.0f);
    CHECK(now.spring_hz == 3.0f && now.damping_ratio == 0.5f && now.max_force_n == 7.0f);
    CHECK_INT(qn_joint_get_type(world, joint), QN_JOINT_MOUSE);
    CHECK_INT(qn_body_joints(world, ball, NULL, 0), 1);
    CHECK(qn_mouse_create(world, &now).raw != 0);
    CHECK_ERROR(qn_body_destroy(world, ball), QN_ERROR_OK);
    CHECK(!qn_joint_is_alive(world, joint));
    qn_world_destroy(world);
}

TEST(hostile_numbers_of_a_grip_are_refused_and_change_nothing)
{
    qn_world *world = scene_weightless();
    qn_mouse_def good = qn_mouse_def_default(), def;
    good.base.body_b = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_body_id fixed = scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f);
    JOINTS_REFUSE(world, def, good, target_m.x, joints_nan(), QN_ERROR_NOT_FINITE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, target_m.y, 2e5f, QN_ERROR_OUT_OF_RANGE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, spring_hz, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, damping_ratio, 1e9f, QN_ERROR_OUT_OF_RANGE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, max_force_n, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, base.body_b, fixed, QN_ERROR_WRONG_TYPE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, base.body_b.raw, 0, QN_ERROR_NULL_HANDLE, qn_mouse_create);
    JOINTS_REFUSE(world, def, good, cookie, 7, QN_ERROR_BAD_DEFINITION, qn_mouse_create);
    qn_joint_id joint = qn_mouse_create(world, &good);
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_mouse_set_target(world, joint, qn_v2(joints_infinity(), 0.0f)),
                QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_mouse_set_spring(world, joint, 1.0f, 1.0f, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_motor_set_max(world, joint, 1.0f, 1.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(world) == hash);
    qn_world_destroy(world);
}
