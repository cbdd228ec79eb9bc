// Wheels: suspension, drive and their read-outs.
#include "check.h"
#include "joints.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>

TEST(a_wheel_hangs_by_its_weight_over_the_stiffness_and_slides_along_its_axis_only)
{
    qn_world *world = scene_world();
    qn_body_id wheel = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_wheel_def def = qn_wheel_def_default();
    def.base = qn_joint_base_at(world, scene_body(world, QN_BODY_STATIC, 0.0f, 1.0f), wheel,
                                qn_v2(0.0f, 0.0f), 0.5f * QN_PI);
    def.spring_hz = 2.0f;
    def.spring_damping_ratio = 0.5f;
    qn_joint_id joint = qn_wheel_create(world, &def);
    qn_body_set_enable_sleep(world, wheel, false); // it would before it has settled
    qn_body_apply_force(world, wheel, qn_v2(1000.0f, 0.0f), qn_v2(0.0f, 0.0f));
    scene_step(world, 300);
    double omega = 2.0 * JOINTS_PI * 2.0;
    CHECK_NEAR(qn_wheel_translation(world, joint), -10.0 / (omega * omega), 2e-4);
    double weight = 10.0 * qn_body_mass(world, wheel);
    CHECK_NEAR(qn_joint_force(world, joint).y, weight, 1e-3 * weight);
    CHECK(qn_joint_separation(world, joint) < 1e-3f);
    CHECK_ERROR(qn_wheel_set_limit(world, joint, true, -0.02f, 0.5f), QN_ERROR_OK);
    scene_step(world, 120);
    CHECK_NEAR(qn_wheel_translation(world, joint), -0.02, 1e-3);
    qn_world_destroy(world);
}

// Two wheels carry a chassis: the sag of each is half its weight over the stiffness of a spring
// whose effective mass is that of chassis and wheel at the axle.
typedef struct car {
    qn_world *world;
    qn_body_id chassis, wheels[2];
    qn_joint_id joints[2];
} car;

static car make_car(float hertz)
{
    car c = {.world = scene_world()};
    scene_ground(c.world, 200.0f);
    c.chassis = scene_box(c.world, 0.0f, 1.5f, 1.5f, 0.25f);
    for (int i = 0; i < 2; ++i) {
        float x = i == 0 ? -1.0f : 1.0f;
        c.wheels[i] = scene_circle(c.world, x, 0.5f, 0.5f);
        qn_wheel_def def = qn_wheel_def_default();
        def.base = qn_joint_base_at(c.world, c.chassis, c.wheels[i], qn_v2(x, 0.5f), 0.5f * QN_PI);
        def.spring_hz = hertz;
        c.joints[i] = qn_wheel_create(c.world, &def);
    }
    return c;
}

TEST(a_car_sags_into_its_springs_and_sleeps)
{
    car c = make_car(4.0f);
    scene_step(c.world, 400);
    double m = qn_body_mass(c.world, c.chassis), w = qn_body_mass(c.world, c.wheels[0]);
    double inertia = qn_body_rotational_inertia(c.world, c.chassis);
    double effective =
        1.0 / (1.0 / m + 1.0 / w + 1.0 / inertia); // the axles are 1 m from the middle
    double omega = 2.0 * JOINTS_PI * 4.0;
    double sag = 0.5 * m * 10.0 / (effective * omega * omega);
    CHECK_NEAR(qn_wheel_translation(c.world, c.joints[0]), sag, 0.02 * sag + 1e-3);
    CHECK_NEAR(qn_wheel_translation(c.world, c.joints[1]), sag, 0.02 * sag + 1e-3);
    CHECK(!qn_body_is_awake(c.world, c.chassis));
    CHECK_ERROR(qn_wheel_set_motor(c.world, c.joints[0], true, -10.0f, 1.0e4f), QN_ERROR_OK);
    CHECK(qn_body_is_awake(c.world, c.chassis) && qn_body_is_awake(c.world, c.wheels[1]));
    qn_world_destroy(c.world);
}

TEST(a_driven_car_reaches_the_speed_of_its_wheels)
{
    car c = make_car(4.0f);
    for (int i = 0; i < 2; ++i) {
        qn_wheel_set_motor(c.world, c.joints[i], true, -10.0f, 2.0e4f);
    }
    scene_step(c.world, 300);
    CHECK_NEAR(qn_wheel_spin(c.world, c.joints[0]), -10.0, 0.2);
    CHECK_NEAR(qn_body_velocity(c.world, c.chassis).x, 5.0, 0.2);
    for (int i = 0; i < 2; ++i) {
        CHECK(qn_joint_separation(c.world, c.joints[i]) < 0.01f);
    }
    qn_world_destroy(c.world);
}

TEST(a_wheel_motor_has_no_more_torque_than_it_may)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id wheel = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_wheel_def def = qn_wheel_def_default();
    def.base = qn_joint_base_at(world, scene_body(world, QN_BODY_STATIC, 0.0f, 1.0f), wheel,
                                qn_v2(0.0f, 0.0f), 0.5f * QN_PI);
    def.enable_motor = true;
    def.motor_speed_radps = 1000.0f;
    def.max_motor_torque_nm = 500.0f;
    qn_joint_id joint = qn_wheel_create(world, &def);
    scene_step(world, 60);
    double expected = 500.0 / (double)qn_body_rotational_inertia(world, wheel);
    CHECK_NEAR(qn_wheel_spin(world, joint), expected, 1e-3 * expected);
    CHECK_NEAR(qn_wheel_motor_torque(world, joint), 500.0, 0.01);
    CHECK_NEAR(qn_joint_torque(world, joint), 500.0, 0.01);
    CHECK_NEAR(qn_wheel_speed(world, joint), 0.0, 1e-5);
    qn_world_destroy(world);
}

TEST(hostile_numbers_of_a_wheel_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    qn_wheel_def good = qn_wheel_def_default(), def;
    good.base = qn_joint_base_at(world, scene_body(world, QN_BODY_STATIC, 0.0f, 1.0f),
                                 scene_circle(world, 0.0f, 0.0f, 0.5f), qn_v2(0.0f, 0.0f), 0.0f);
    JOINTS_REFUSE(world, def, good, spring_hz, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_wheel_create);
    JOINTS_REFUSE(world, def, good, target_translation_m, joints_nan(), QN_ERROR_NOT_FINITE,
                  qn_wheel_create);
    JOINTS_REFUSE(world, def, good, lower_translation_m, 1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_wheel_create);
    JOINTS_REFUSE(world, def, good, motor_speed_radps, joints_infinity(), QN_ERROR_NOT_FINITE,
                  qn_wheel_create);
    JOINTS_REFUSE(world, def, good, max_motor_torque_nm, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_wheel_create);
    JOINTS_REFUSE(world, def, good, cookie, 7, QN_ERROR_BAD_DEFINITION, qn_wheel_create);
    qn_joint_id joint = qn_wheel_create(world, &good);
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_wheel_set_spring(world, joint, true, joints_nan(), 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_wheel_set_target(world, joint, 1e6f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_wheel_set_limit(world, joint, true, 1.0f, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_wheel_set_motor(world, joint, true, 2e4f, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_weld_set_linear(world, joint, 1.0f, 0.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(world) == hash);
    qn_wheel_set_target(world, joint, 0.25f);
    qn_wheel_def now = qn_wheel_get(world, joint);
    CHECK(now.enable_spring && now.spring_hz == 1.0f && now.target_translation_m == 0.25f);
    qn_world_destroy(world);
}
