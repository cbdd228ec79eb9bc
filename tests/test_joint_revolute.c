// Pins, beyond what test_solver.c shows: springs, limits near half a turn, motors, read-outs.
#include "check.h"
#include "joints.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>

// An arm of 2 m that is pinned at its left end, at the origin, and points along the x axis.
typedef struct arm {
    qn_world *world;
    qn_body_id wall, body;
    qn_joint_id joint;
} arm;

static qn_revolute_def arm_def(arm *a, bool has_gravity)
{
    a->world = scene_world();
    if (!has_gravity) {
        qn_world_set_gravity(a->world, qn_v2(0.0f, 0.0f));
    }
    a->wall = scene_body(a->world, QN_BODY_STATIC, 0.0f, 0.0f);
    a->body = scene_box(a->world, 1.0f, 0.0f, 1.0f, 0.1f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base = qn_joint_base_at(a->world, a->wall, a->body, qn_v2(0.0f, 0.0f), 0.0f);
    return def;
}

static float inertia_about_pin(const arm *a)
{
    return qn_body_rotational_inertia(a->world, a->body) + qn_body_mass(a->world, a->body);
}

TEST(a_pinned_arm_swings_with_the_period_of_a_physical_pendulum)
{
    arm a;
    qn_revolute_def def = arm_def(&a, true);
    qn_body_set_pose(a.world, a.body, qn_v2(sinf(0.1f), -cosf(0.1f)), 0.1f - 0.5f * QN_PI);
    a.joint = qn_revolute_create(a.world, &def);
    double mass = qn_body_mass(a.world, a.body);
    double period = 2.0 * JOINTS_PI * sqrt(inertia_about_pin(&a) / (mass * 10.0 * 1.0));
    CHECK_NEAR(joints_period(a.world, a.body, 10), period, 0.004 * period);
    qn_world_destroy(a.world);
}

TEST(a_spring_about_a_pin_holds_an_arm_where_its_torque_is_the_weight)
{
    arm a;
    qn_revolute_def def = arm_def(&a, true);
    def.enable_spring = true;
    def.spring_hz = 4.0f;
    def.spring_damping_ratio = 1.0f;
    a.joint = qn_revolute_create(a.world, &def);
    qn_body_set_enable_sleep(a.world, a.body, false); // it would before it has settled
    scene_step(a.world, 600);
    // k = I w^2 with I of the arm about its centre, as that is the effective mass of the axle.
    double omega = 2.0 * JOINTS_PI * 4.0;
    double k = (double)qn_body_rotational_inertia(a.world, a.body) * omega * omega;
    double angle = qn_revolute_angle(a.world, a.joint);
    double torque = 10.0 * qn_body_mass(a.world, a.body) * cos(angle);
    CHECK_NEAR(-angle * k, torque, 2e-3 * torque);
    CHECK_NEAR(qn_joint_torque(a.world, a.joint), torque, 2e-3 * torque);
    CHECK_NEAR(qn_joint_force(a.world, a.joint).y, 4000.0, 4.0);
    qn_world_destroy(a.world);
}

TEST(a_spring_about_a_pin_goes_the_shorter_way_to_its_target)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    def.enable_spring = true;
    def.spring_hz = 1.0f;
    def.spring_damping_ratio = 1.0f;
    def.target_angle_rad = -3.0f;
    a.joint = qn_revolute_create(a.world, &def);
    qn_body_set_pose(a.world, a.body, qn_v2(cosf(3.0f), sinf(3.0f)), 3.0f);
    float leftmost = 0.0f;
    for (int i = 0; i < 240; ++i) {
        scene_step(a.world, 1);
        leftmost = qn_min(leftmost, qn_body_pose(a.world, a.body).p.x);
    }
    CHECK(leftmost < -0.999f); // it passed through half a turn
    CHECK_NEAR(qn_revolute_angle(a.world, a.joint), -3.0 + 2.0 * JOINTS_PI, 0.01);
    CHECK_ERROR(qn_revolute_set_target(a.world, a.joint, 1.0f), QN_ERROR_OK);
    scene_step(a.world, 300);
    CHECK_NEAR(qn_revolute_angle(a.world, a.joint), 1.0, 0.01);
    qn_world_destroy(a.world);
}

TEST(a_limit_close_to_half_a_turn_holds)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    def.enable_limit = true;
    def.lower_angle_rad = -3.14f;
    def.upper_angle_rad = 3.14f;
    def.enable_motor = true;
    def.motor_speed_radps = 20.0f;
    def.max_motor_torque_nm = 2000.0f;
    a.joint = qn_revolute_create(a.world, &def);
    for (int i = 0; i < 240; ++i) {
        scene_step(a.world, 1);
        CHECK(qn_abs(qn_body_angular_velocity(a.world, a.body)) < 25.0f);
    }
    CHECK_NEAR(qn_body_angular_velocity(a.world, a.body), 0.0, 0.01);
    CHECK(qn_joint_angular_separation(a.world, a.joint) < 0.05f);
    qn_world_destroy(a.world);
}

TEST(turns_are_counted_and_limits_may_lie_several_of_them_apart)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    def.enable_limit = true;
    def.lower_angle_rad = -20.0f;
    def.upper_angle_rad = 0.0f;
    def.enable_motor = true;
    def.motor_speed_radps = -15.0f;
    def.max_motor_torque_nm = 1.0e5f;
    a.joint = qn_revolute_create(a.world, &def);
    scene_step(a.world, 60);
    CHECK_NEAR(qn_revolute_angle(a.world, a.joint), -14.4, 0.1); // 0.6 while it gains speed
    scene_step(a.world, 60);
    CHECK_NEAR(qn_revolute_angle(a.world, a.joint), -20.0, 0.02);
    qn_revolute_set_motor(a.world, a.joint, true, 15.0f, 1.0e5f);
    scene_step(a.world, 120);
    CHECK_NEAR(qn_revolute_angle(a.world, a.joint), 0.0, 0.02);
    qn_world_destroy(a.world);
}

TEST(a_motor_turns_two_free_bodies_against_each_other_and_keeps_their_momentum)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    def.base = qn_joint_base_at(a.world, scene_box(a.world, -0.5f, 0.0f, 0.5f, 0.5f), a.body,
                                qn_v2(0.0f, 0.0f), 0.0f);
    def.enable_motor = true;
    def.motor_speed_radps = 3.0f;
    def.max_motor_torque_nm = 1.0e4f;
    a.joint = qn_revolute_create(a.world, &def);
    scene_step(a.world, 120);
    CHECK_NEAR(qn_revolute_speed(a.world, a.joint), 3.0, 0.02);
    CHECK_NEAR(joints_angular_momentum(a.world, def.base.body_a, a.body), 0.0, 0.02);
    qn_vec2 momentum = joints_momentum(a.world, def.base.body_a, a.body);
    CHECK_NEAR(qn_length(momentum), 0.0, 1e-3);
    CHECK(qn_joint_separation(a.world, a.joint) < 0.005f);
    qn_world_destroy(a.world);
}

TEST(a_motor_has_no_more_torque_than_it_may)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    def.enable_motor = true;
    def.motor_speed_radps = 100.0f;
    def.max_motor_torque_nm = 600.0f;
    a.joint = qn_revolute_create(a.world, &def);
    scene_step(a.world, 60);
    CHECK_NEAR(qn_body_angular_velocity(a.world, a.body), 600.0 / inertia_about_pin(&a), 0.01);
    CHECK_NEAR(qn_revolute_motor_torque(a.world, a.joint), 600.0, 0.01);
    CHECK_NEAR(qn_joint_torque(a.world, a.joint), 600.0, 0.01);
    qn_world_destroy(a.world);
}

TEST(hostile_numbers_of_a_pin_are_refused_and_change_nothing)
{
    arm a;
    qn_revolute_def good = arm_def(&a, true), def = good;
    const float nan = joints_nan(), inf = joints_infinity();
    JOINTS_REFUSE(a.world, def, good, spring_hz, inf, QN_ERROR_NOT_FINITE, qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, spring_damping_ratio, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, target_angle_rad, 4.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, lower_angle_rad, 0.5f, QN_ERROR_OUT_OF_RANGE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, upper_angle_rad, 1001.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, motor_speed_radps, 2e4f, QN_ERROR_OUT_OF_RANGE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, max_motor_torque_nm, nan, QN_ERROR_NOT_FINITE,
                  qn_revolute_create);
    JOINTS_REFUSE(a.world, def, good, cookie, 3, QN_ERROR_BAD_DEFINITION, qn_revolute_create);
    a.joint = qn_revolute_create(a.world, &good);
    uint64_t hash = qn_world_state_hash(a.world);
    qn_joint_id j = a.joint;
    CHECK_ERROR(qn_revolute_set_spring(a.world, j, true, 1e5f, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_revolute_set_target(a.world, j, -4.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_revolute_set_limit(a.world, j, true, nan, 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_revolute_set_motor(a.world, j, true, 0.0f, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_prismatic_set_target(a.world, j, 0.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(a.world) == hash);
    qn_revolute_set_spring(a.world, j, true, 2.0f, 0.5f);
    qn_revolute_set_limit(a.world, j, true, -1.0f, 2.0f);
    qn_revolute_set_motor(a.world, j, true, -1.0f, 5.0f);
    qn_revolute_def now = qn_revolute_get(a.world, j);
    CHECK(now.enable_spring && now.spring_hz == 2.0f && now.spring_damping_ratio == 0.5f);
    CHECK(now.enable_limit && now.lower_angle_rad == -1.0f && now.upper_angle_rad == 2.0f);
    CHECK(now.enable_motor && now.motor_speed_radps == -1.0f && now.max_motor_torque_nm == 5.0f);
    qn_world_destroy(a.world);
}

TEST(a_base_at_a_point_that_is_none_is_all_zero_and_says_why)
{
    arm a;
    qn_revolute_def def = arm_def(&a, false);
    const float bad[] = {joints_nan(), joints_infinity(), 2e5f};
    const qn_joint_base none = {0};
    for (int i = 0; i < 3; ++i) {
        qn_error wanted = i < 2 ? QN_ERROR_NOT_FINITE : QN_ERROR_OUT_OF_RANGE;
        qn_joint_base at =
            qn_joint_base_at(a.world, def.base.body_a, def.base.body_b, qn_v2(bad[i], 0.0f), 0.0f);
        CHECK_ERROR(qn_world_last_error(a.world, NULL), wanted);
        CHECK_BYTES(&at, &none, sizeof at);
        at = qn_joint_base_at(a.world, def.base.body_a, def.base.body_b, qn_v2(0.0f, 0.0f), bad[i]);
        CHECK_ERROR(qn_world_last_error(a.world, NULL), wanted);
        CHECK_INT(at.body_a.raw, 0);
        qn_world_clear_error(a.world);
    }
    qn_world_destroy(a.world);
}
