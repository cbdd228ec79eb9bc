// The motor joint: velocities and offsets of one body against another.
#include "check.h"
#include "joints.h"
#include "scenes.h"

// Two free bodies of 1000 kg without gravity, and a motor between them.
typedef struct pair {
    qn_world *world;
    qn_body_id a, b;
    qn_motor_def def;
} pair;

static pair make_pair(void)
{
    pair p = {.world = scene_world(), .def = qn_motor_def_default()};
    qn_world_set_gravity(p.world, qn_v2(0.0f, 0.0f));
    p.a = scene_box(p.world, 0.0f, 0.0f, 0.5f, 0.5f);
    p.b = scene_box(p.world, 3.0f, 0.0f, 0.5f, 0.5f);
    p.def.base.body_a = p.a;
    p.def.base.body_b = p.b;
    return p;
}

TEST(a_motor_reaches_its_velocity_with_the_force_it_has_and_keeps_momentum)
{
    pair p = make_pair();
    qn_body_set_locks(p.world, p.a, (qn_locks){.rotation = true});
    qn_body_set_locks(p.world, p.b, (qn_locks){.rotation = true});
    p.def.velocity_mps = qn_v2(2.0f, 0.0f);
    p.def.max_force_n = 1000.0f;
    qn_joint_id joint = qn_motor_create(p.world, &p.def);
    scene_step(p.world, 30); // each gains 0.5 m/s by 1000 N in half a second
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 0.5, 1e-3);
    CHECK_NEAR(qn_body_velocity(p.world, p.a).x, -0.5, 1e-3);
    CHECK_NEAR(qn_joint_force(p.world, joint).x, 1000.0, 1.0);
    scene_step(p.world, 60);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x - qn_body_velocity(p.world, p.a).x, 2.0, 1e-3);
    CHECK_NEAR(joints_momentum(p.world, p.a, p.b).x, 0.0, 0.5);
    CHECK_ERROR(qn_motor_set_velocity(p.world, joint, qn_v2(0.0f, 0.0f), 0.0f), QN_ERROR_OK);
    scene_step(p.world, 90);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 0.0, 1e-3);
    qn_world_destroy(p.world);
}

TEST(a_velocity_is_along_the_axes_of_frame_a)
{
    pair p = make_pair();
    qn_body_set_type(p.world, p.a, QN_BODY_STATIC);
    p.def.base.frame_angle_a_rad = 0.5f * QN_PI;
    p.def.velocity_mps = qn_v2(1.0f, 0.0f);
    p.def.max_force_n = 1.0e5f;
    qn_motor_create(p.world, &p.def);
    scene_step(p.world, 30);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 0.0, 1e-3);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).y, 1.0, 1e-3);
    qn_world_destroy(p.world);
}

TEST(a_motor_at_rest_is_friction_for_turning_too)
{
    pair p = make_pair();
    qn_body_set_type(p.world, p.a, QN_BODY_STATIC);
    double inertia = qn_body_rotational_inertia(p.world, p.b);
    p.def.max_torque_nm = (float)inertia; // brakes by 1 rad/s^2
    qn_joint_id joint = qn_motor_create(p.world, &p.def);
    qn_body_set_velocity(p.world, p.b, qn_v2(1.0f, 0.0f), 2.0f);
    scene_step(p.world, 60);
    CHECK_NEAR(qn_body_angular_velocity(p.world, p.b), 1.0, 1e-3);
    CHECK_NEAR(qn_joint_torque(p.world, joint), -inertia, 1e-3 * inertia);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 1.0, 1e-5); // no force was given
    scene_step(p.world, 120);
    CHECK_NEAR(qn_body_angular_velocity(p.world, p.b), 0.0, 1e-5);
    CHECK_ERROR(qn_motor_set_max(p.world, joint, 2000.0f, 0.0f), QN_ERROR_OK);
    scene_step(p.world, 15);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 0.5, 1e-3);
    qn_world_destroy(p.world);
}

TEST(springs_draw_a_body_to_its_offset_and_angle)
{
    pair p = make_pair();
    qn_body_set_type(p.world, p.a, QN_BODY_STATIC);
    p.def.linear_hz = 2.0f;
    p.def.linear_damping_ratio = 1.0f;
    p.def.angular_hz = 2.0f;
    p.def.angular_damping_ratio = 1.0f;
    p.def.offset_m = qn_v2(2.0f, 2.0f);
    p.def.angular_offset_rad = 0.75f;
    qn_joint_id joint = qn_motor_create(p.world, &p.def);
    scene_step(p.world, 240);
    CHECK_NEAR(qn_distance(qn_body_pose(p.world, p.b).p, qn_v2(2.0f, 2.0f)), 0.0, 2e-3);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(p.world, p.b).q), 0.75, 2e-3);
    CHECK_ERROR(qn_motor_set_offset(p.world, joint, qn_v2(2.0f, -2.0f), -3.0f), QN_ERROR_OK);
    scene_step(p.world, 240);
    CHECK_NEAR(qn_distance(qn_body_pose(p.world, p.b).p, qn_v2(2.0f, -2.0f)), 0.0, 2e-3);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(p.world, p.b).q), -3.0, 5e-3); // through half a turn
    qn_world_destroy(p.world);
}

TEST(springs_of_a_motor_have_no_more_than_they_may)
{
    pair p = make_pair();
    qn_body_set_type(p.world, p.a, QN_BODY_STATIC);
    p.def.offset_m = qn_v2(100.0f, 0.0f);
    p.def.angular_offset_rad = 3.0f;
    qn_joint_id joint = qn_motor_create(p.world, &p.def);
    double inertia = qn_body_rotational_inertia(p.world, p.b);
    qn_motor_set_linear_spring(p.world, joint, 5.0f, 1.0f, 3000.0f);
    qn_motor_set_angular_spring(p.world, joint, 5.0f, 1.0f, (float)inertia);
    scene_step(p.world, 30);
    CHECK_NEAR(qn_body_velocity(p.world, p.b).x, 1.5, 5e-3);
    CHECK_NEAR(qn_body_angular_velocity(p.world, p.b), 0.5, 5e-3);
    CHECK_NEAR(qn_joint_force(p.world, joint).x, 3000.0, 3.0);
    qn_world_destroy(p.world);
}

TEST(a_motor_tells_its_definition_as_it_stands_and_lets_its_bodies_collide)
{
    pair p = make_pair();
    CHECK(p.def.base.collide_connected);
    qn_joint_id joint = qn_motor_create(p.world, &p.def);
    qn_motor_set_velocity(p.world, joint, qn_v2(1.0f, 2.0f), 3.0f);
    qn_motor_set_max(p.world, joint, 4.0f, 5.0f);
    qn_motor_set_offset(p.world, joint, qn_v2(6.0f, 7.0f), 0.5f);
    qn_motor_set_linear_spring(p.world, joint, 8.0f, 9.0f, 10.0f);
    qn_motor_set_angular_spring(p.world, joint, 11.0f, 12.0f, 13.0f);
    qn_motor_def now = qn_motor_get(p.world, joint);
    CHECK(now.velocity_mps.x == 1.0f && now.velocity_mps.y == 2.0f);
    CHECK(now.angular_velocity_radps == 3.0f && now.max_force_n == 4.0f);
    CHECK(now.max_torque_nm == 5.0f && now.offset_m.x == 6.0f && now.offset_m.y == 7.0f);
    CHECK(now.angular_offset_rad == 0.5f && now.linear_hz == 8.0f);
    CHECK(now.linear_damping_ratio == 9.0f && now.max_spring_force_n == 10.0f);
    CHECK(now.angular_hz == 11.0f && now.angular_damping_ratio == 12.0f);
    CHECK(now.max_spring_torque_nm == 13.0f && now.base.body_a.raw == p.a.raw);
    CHECK_INT(qn_joint_get_type(p.world, joint), QN_JOINT_MOTOR);
    qn_world_destroy(p.world);
}

TEST(hostile_numbers_of_a_motor_are_refused_and_change_nothing)
{
    pair p = make_pair();
    qn_motor_def good = p.def, def;
    const float nan = joints_nan();
    JOINTS_REFUSE(p.world, def, good, velocity_mps.x, nan, QN_ERROR_NOT_FINITE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, velocity_mps.y, 500.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, angular_velocity_radps, 2e4f, QN_ERROR_OUT_OF_RANGE,
                  qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, max_force_n, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, max_torque_nm, nan, QN_ERROR_NOT_FINITE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, offset_m.x, 2e5f, QN_ERROR_OUT_OF_RANGE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, angular_offset_rad, 4.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, linear_hz, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, angular_damping_ratio, 1e9f, QN_ERROR_OUT_OF_RANGE,
                  qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, max_spring_force_n, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, base.body_b, p.a, QN_ERROR_OUT_OF_RANGE, qn_motor_create);
    JOINTS_REFUSE(p.world, def, good, cookie, 7, QN_ERROR_BAD_DEFINITION, qn_motor_create);
    qn_joint_id joint = qn_motor_create(p.world, &good);
    uint64_t hash = qn_world_state_hash(p.world);
    CHECK_ERROR(qn_motor_set_velocity(p.world, joint, qn_v2(nan, 0.0f), 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_motor_set_max(p.world, joint, 1.0f, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_motor_set_offset(p.world, joint, qn_v2(0.0f, 0.0f), nan), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_motor_set_linear_spring(p.world, joint, 2e4f, 0.0f, 0.0f),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_motor_set_angular_spring(p.world, joint, 1.0f, 0.0f, -1.0f),
                QN_ERROR_OUT_OF_RANGE);
    CHECK(qn_world_state_hash(p.world) == hash);
    qn_world_destroy(p.world);
}
