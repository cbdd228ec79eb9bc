// Prismatic joints: what slides along an axis, and what does not.
#include "check.h"
#include "joints.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>

// A box at (x, y) that slides along an axis through its centre, at an angle to the x axis.
typedef struct slide {
    qn_world *world;
    qn_body_id rail, box;
    qn_joint_id joint;
} slide;

static qn_prismatic_def slide_def(slide *s, float angle_rad)
{
    s->world = scene_world();
    s->rail = scene_body(s->world, QN_BODY_STATIC, -3.0f, 1.0f);
    s->box = scene_box(s->world, 0.0f, 0.0f, 0.5f, 0.25f);
    qn_prismatic_def def = qn_prismatic_def_default();
    def.base = qn_joint_base_at(s->world, s->rail, s->box, qn_v2(0.0f, 0.0f), angle_rad);
    return def;
}

TEST(a_slide_falls_with_the_part_of_gravity_along_its_axis)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, -0.5f);
    s.joint = qn_prismatic_create(s.world, &def);
    scene_step(s.world, 60);
    double speed = 10.0 * sin(0.5);
    CHECK_NEAR(qn_prismatic_speed(s.world, s.joint), speed, 2e-3);
    CHECK_NEAR(qn_prismatic_translation(s.world, s.joint), 0.5 * speed, 0.03);
    CHECK(qn_joint_separation(s.world, s.joint) < 1e-3f);
    CHECK(qn_joint_angular_separation(s.world, s.joint) < 1e-3f);
    // Across the axis it carries the rest of the weight.
    double across = 10.0 * cos(0.5) * qn_body_mass(s.world, s.box);
    CHECK_NEAR(qn_length(qn_joint_force(s.world, s.joint)), across, 2e-3 * across);
    qn_world_destroy(s.world);
}

TEST(a_slide_ends_at_its_limits)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, 0.5f * QN_PI);
    def.enable_limit = true;
    def.lower_translation_m = -1.0f;
    def.upper_translation_m = 0.5f;
    s.joint = qn_prismatic_create(s.world, &def);
    qn_body_set_velocity(s.world, s.box, qn_v2(0.0f, 8.0f), 0.0f);
    float highest = 0.0f, lowest = 0.0f;
    for (int i = 0; i < 120; ++i) {
        scene_step(s.world, 1);
        highest = qn_max(highest, qn_prismatic_translation(s.world, s.joint));
        lowest = qn_min(lowest, qn_prismatic_translation(s.world, s.joint));
    }
    CHECK_NEAR(highest, 0.5, 0.01);
    CHECK_NEAR(lowest, -1.0, 0.01);
    double weight = 10.0 * qn_body_mass(s.world, s.box);
    CHECK_NEAR(qn_joint_force(s.world, s.joint).y, weight, 1e-3 * weight);
    qn_world_destroy(s.world);
}

TEST(a_lift_rises_at_its_motor_speed_and_stops_where_the_motor_is_too_weak)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, 0.5f * QN_PI);
    float weight = 10.0f * qn_body_mass(s.world, s.box);
    def.enable_motor = true;
    def.motor_speed_mps = 1.5f;
    def.max_motor_force_n = 3.0f * weight;
    s.joint = qn_prismatic_create(s.world, &def);
    scene_step(s.world, 60);
    CHECK_NEAR(qn_prismatic_speed(s.world, s.joint), 1.5, 1e-4);
    CHECK_NEAR(qn_prismatic_motor_force(s.world, s.joint), weight, 1e-3 * weight);
    // A passenger of four times the weight: 3 - 5 of its own weight pull it down.
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(s.world, s.box, &shape, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.5f), 0.0f);
    scene_step(s.world, 60);
    CHECK_NEAR(qn_prismatic_motor_force(s.world, s.joint), 3.0 * weight, 1e-3 * weight);
    CHECK_NEAR(qn_prismatic_speed(s.world, s.joint), 1.5 - 10.0 * 2.0 / 5.0, 0.05);
    qn_world_destroy(s.world);
}

TEST(a_sliding_spring_rests_below_its_target_by_the_weight_over_its_stiffness)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, 0.5f * QN_PI);
    def.enable_spring = true;
    def.spring_hz = 3.0f;
    def.spring_damping_ratio = 0.5f;
    def.target_translation_m = 0.25f;
    s.joint = qn_prismatic_create(s.world, &def);
    scene_step(s.world, 300);
    double omega = 2.0 * JOINTS_PI * 3.0;
    CHECK_NEAR(qn_prismatic_translation(s.world, s.joint), 0.25 - 10.0 / (omega * omega), 2e-4);
    CHECK_ERROR(qn_prismatic_set_target(s.world, s.joint, 0.0f), QN_ERROR_OK);
    scene_step(s.world, 300);
    CHECK_NEAR(qn_prismatic_translation(s.world, s.joint), -10.0 / (omega * omega), 2e-4);
    qn_world_destroy(s.world);
}

// Both ends free: the axis turns with body a, and the two turn as one.
TEST(a_slide_between_two_moving_bodies_keeps_momentum_and_angle)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, 0.3f);
    qn_world_set_gravity(s.world, qn_v2(0.0f, 0.0f));
    def.base = qn_joint_base_at(s.world, scene_box(s.world, -2.0f, 0.5f, 0.5f, 0.5f), s.box,
                                qn_v2(-0.5f, 0.0f), 0.3f);
    s.joint = qn_prismatic_create(s.world, &def);
    qn_body_set_velocity(s.world, s.box, qn_v2(0.5f, 1.0f), 1.5f);
    qn_vec2 before = joints_momentum(s.world, def.base.body_a, s.box);
    double turning = joints_angular_momentum(s.world, def.base.body_a, s.box);
    float worst = 0.0f, worst_angle = 0.0f;
    for (int i = 0; i < 120; ++i) {
        scene_step(s.world, 1);
        worst = qn_max(worst, qn_joint_separation(s.world, s.joint));
        worst_angle = qn_max(worst_angle, qn_joint_angular_separation(s.world, s.joint));
    }
    qn_vec2 after = joints_momentum(s.world, def.base.body_a, s.box);
    CHECK(worst < 0.01f && worst_angle < 0.01f);
    CHECK_NEAR(after.x, before.x, 0.01);
    CHECK_NEAR(after.y, before.y, 0.01);
    CHECK_NEAR(joints_angular_momentum(s.world, def.base.body_a, s.box), turning, 0.02 * turning);
    qn_world_destroy(s.world);
}

TEST(a_slide_holds_bodies_that_do_not_turn_and_kinematic_ones)
{
    slide s;
    qn_prismatic_def def = slide_def(&s, 0.0f);
    qn_body_def body = qn_body_def_default();
    body.type = QN_BODY_DYNAMIC;
    body.locks.rotation = true;
    body.position_m = qn_v2(2.0f, 3.0f);
    qn_body_id rail = scene_body(s.world, QN_BODY_KINEMATIC, 0.0f, 3.0f);
    def.base =
        qn_joint_base_at(s.world, rail, qn_body_create(s.world, &body), qn_v2(2.0f, 3.0f), 0.0f);
    s.joint = qn_prismatic_create(s.world, &def);
    qn_body_set_velocity(s.world, rail, qn_v2(0.0f, 1.0f), 0.0f);
    scene_step(s.world, 60);
    CHECK_NEAR(qn_body_pose(s.world, def.base.body_b).p.y, 4.0, 0.005);
    CHECK_NEAR(qn_body_pose(s.world, def.base.body_b).p.x, 2.0, 1e-4);
    qn_world_destroy(s.world);
}

TEST(hostile_numbers_of_a_slide_are_refused_and_change_nothing)
{
    slide s;
    qn_prismatic_def good = slide_def(&s, 0.0f), def = good;
    const float nan = joints_nan();
    JOINTS_REFUSE(s.world, def, good, spring_hz, nan, QN_ERROR_NOT_FINITE, qn_prismatic_create);
    JOINTS_REFUSE(s.world, def, good, target_translation_m, 1e6f, QN_ERROR_OUT_OF_RANGE,
                  qn_prismatic_create);
    JOINTS_REFUSE(s.world, def, good, lower_translation_m, 1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_prismatic_create);
    JOINTS_REFUSE(s.world, def, good, motor_speed_mps, -401.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_prismatic_create);
    JOINTS_REFUSE(s.world, def, good, max_motor_force_n, 2e12f, QN_ERROR_OUT_OF_RANGE,
                  qn_prismatic_create);
    JOINTS_REFUSE(s.world, def, good, cookie, 0, QN_ERROR_BAD_DEFINITION, qn_prismatic_create);
    s.joint = qn_prismatic_create(s.world, &good);
    uint64_t hash = qn_world_state_hash(s.world);
    qn_joint_id j = s.joint;
    CHECK_ERROR(qn_prismatic_set_spring(s.world, j, true, -1.0f, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_prismatic_set_target(s.world, j, nan), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_prismatic_set_limit(s.world, j, true, 1.0f, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_prismatic_set_motor(s.world, j, true, 0.0f, nan), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_distance_set_length(s.world, j, 1.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(s.world) == hash);
    qn_prismatic_set_limit(s.world, j, true, -1.0f, 2.0f);
    qn_prismatic_def now = qn_prismatic_get(s.world, j);
    CHECK(now.enable_limit && now.lower_translation_m == -1.0f && now.upper_translation_m == 2.0f);
    CHECK(qn_joint_is_alive(s.world, qn_prismatic_create(s.world, &now)));
    qn_world_destroy(s.world);
}
