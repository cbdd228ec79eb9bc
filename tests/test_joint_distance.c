// Rods, ropes, springs and jacks against the formulas of the textbook.
#include "check.h"
#include "joints.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>

// A ball that hangs on a distance joint below a fixed point at (0, 0), its centre at (x, y).
typedef struct hanging {
    qn_world *world;
    qn_body_id ball;
    qn_joint_id joint;
} hanging;

static qn_distance_def hanging_def(hanging *h, float x, float y)
{
    h->world = scene_world();
    h->ball = scene_circle(h->world, x, y, 0.25f);
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = scene_body(h->world, QN_BODY_STATIC, 0.0f, 0.0f);
    def.base.body_b = h->ball;
    def.length_m = sqrtf(x * x + y * y);
    return def;
}

TEST(a_rod_swings_with_the_period_of_a_pendulum_and_keeps_its_length_and_energy)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 2.0f * sinf(0.2f), -2.0f * cosf(0.2f));
    h.joint = qn_distance_create(h.world, &def);
    // The ball turns freely about its centre: a point mass on 2 m; amplitude 0.2 rad adds 0.25 %.
    double period = 2.0 * JOINTS_PI * sqrt(2.0 / 10.0) * (1.0 + 0.2 * 0.2 / 16.0);
    CHECK_NEAR(joints_period(h.world, h.ball, 10), period, 0.004 * period);
    float peak = 0.0f;
    for (int i = 0; i < 600; ++i) {
        scene_step(h.world, 1);
        peak = qn_max(peak, qn_body_pose(h.world, h.ball).p.x);
        CHECK_NEAR(qn_distance_length(h.world, h.joint), 2.0, 0.002);
        CHECK(qn_joint_separation(h.world, h.joint) < 0.002f);
    }
    CHECK_NEAR(peak, 2.0 * sin(0.2), 0.01);
    qn_world_destroy(h.world);
}

TEST(a_rod_between_two_moving_bodies_keeps_its_length_and_their_momentum)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = scene_circle(world, 0.0f, 0.0f, 0.3f);
    def.base.body_b = scene_box(world, 3.0f, 0.0f, 0.5f, 0.2f);
    def.base.anchor_b_m = qn_v2(-0.5f, 0.2f);
    def.length_m = qn_length(qn_v2(2.5f, 0.2f));
    qn_joint_id joint = qn_distance_create(world, &def);
    qn_body_set_velocity(world, def.base.body_b, qn_v2(1.0f, 4.0f), 2.0f);
    qn_vec2 before = joints_momentum(world, def.base.body_a, def.base.body_b);
    for (int i = 0; i < 300; ++i) {
        scene_step(world, 1);
        CHECK(qn_joint_separation(world, joint) < 0.005f);
    }
    qn_vec2 after = joints_momentum(world, def.base.body_a, def.base.body_b);
    CHECK_NEAR(after.x, before.x, 0.02);
    CHECK_NEAR(after.y, before.y, 0.02);
    qn_world_destroy(world);
}

TEST(a_rope_lets_fall_and_never_stretches_by_more_than_millimetres)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.5f, 0.0f);
    def.enable_limit = true;
    def.lower_length_m = 0.0f;
    def.upper_length_m = 3.0f;
    h.joint = qn_distance_create(h.world, &def);
    scene_step(h.world, 20);
    CHECK_NEAR(qn_body_velocity(h.world, h.ball).y, -10.0 / 3.0, 1e-3); // slack: free fall
    CHECK_NEAR(qn_joint_force(h.world, h.joint).y, 0.0, 1e-6);
    float longest = 0.0f;
    for (int i = 0; i < 600; ++i) {
        scene_step(h.world, 1);
        longest = qn_max(longest, qn_distance_length(h.world, h.joint));
    }
    CHECK(longest > 2.99f && longest < 3.004f);
    qn_world_destroy(h.world);
}

TEST(a_lower_length_keeps_two_bodies_apart)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, 3.0f);
    def.enable_limit = true;
    def.lower_length_m = 2.0f;
    h.joint = qn_distance_create(h.world, &def);
    float shortest = 3.0f;
    for (int i = 0; i < 60; ++i) {
        scene_step(h.world, 1);
        shortest = qn_min(shortest, qn_distance_length(h.world, h.joint));
    }
    CHECK(shortest > 1.99f && shortest < 2.01f);
    qn_world_destroy(h.world);
}

TEST(a_spring_rests_where_its_force_is_the_weight_and_says_so)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, -2.0f);
    def.enable_spring = true;
    def.spring_hz = 2.0f;
    def.spring_damping_ratio = 1.0f;
    h.joint = qn_distance_create(h.world, &def);
    scene_step(h.world, 240);
    // F / k = m g / (m w^2)
    double omega = 2.0 * JOINTS_PI * 2.0;
    CHECK_NEAR(qn_distance_length(h.world, h.joint), 2.0 + 10.0 / (omega * omega), 2e-4);
    double weight = 10.0 * qn_body_mass(h.world, h.ball);
    CHECK_NEAR(qn_joint_force(h.world, h.joint).y, weight, 1e-3 * weight);
    CHECK_NEAR(qn_joint_torque(h.world, h.joint), 0.0, 1e-6);
    CHECK_NEAR(qn_joint_separation(h.world, h.joint), 0.0, 0.0);
    qn_world_destroy(h.world);
}

TEST(a_spring_without_damping_rings_with_its_frequency_and_keeps_ringing)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 1.5f, 0.0f);
    qn_world_set_gravity(h.world, qn_v2(0.0f, 0.0f));
    def.length_m = 1.0f;
    def.enable_spring = true;
    def.spring_hz = 2.0f;
    h.joint = qn_distance_create(h.world, &def);
    qn_body_set_pose(h.world, def.base.body_a, qn_v2(-1.0f, 0.0f), 0.0f);
    qn_body_set_pose(h.world, h.ball, qn_v2(0.5f, 0.0f), 0.0f); // rests at 0
    CHECK_NEAR(joints_period(h.world, h.ball, 20), 0.5, 0.002);
    CHECK_NEAR(joints_amplitude(h.world, h.ball, 60), 0.5, 0.01); // after 20 periods
    qn_world_destroy(h.world);
}

TEST(a_damped_spring_decays_as_the_formula_says)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 1.5f, 0.0f);
    qn_world_set_gravity(h.world, qn_v2(0.0f, 0.0f));
    def.length_m = 1.0f;
    def.enable_spring = true;
    def.spring_hz = 2.0f;
    def.spring_damping_ratio = 0.05f;
    h.joint = qn_distance_create(h.world, &def);
    qn_body_set_pose(h.world, def.base.body_a, qn_v2(-1.0f, 0.0f), 0.0f);
    qn_body_set_pose(h.world, h.ball, qn_v2(0.5f, 0.0f), 0.0f);
    scene_step(h.world, 120);
    // exp(-z w t) from 2 s on, at the crest that is nearest
    double expected = 0.5 * exp(-0.05 * 2.0 * JOINTS_PI * 2.0 * 2.0);
    CHECK_NEAR(joints_amplitude(h.world, h.ball, 16), expected, 0.05 * expected);
    qn_world_destroy(h.world);
}

TEST(a_spring_pulls_with_no_more_force_than_its_range_allows)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, -2.0f);
    float weight = 10.0f * qn_body_mass(h.world, h.ball);
    def.enable_spring = true;
    def.spring_hz = 5.0f;
    def.spring_damping_ratio = 1.0f;
    def.lower_spring_force_n = -0.5f * weight;
    h.joint = qn_distance_create(h.world, &def);
    scene_step(h.world, 60);
    CHECK_NEAR(qn_joint_force(h.world, h.joint).y, 0.5 * weight, 1e-3 * weight);
    CHECK_NEAR(qn_body_velocity(h.world, h.ball).y, -5.0, 0.3);
    CHECK_ERROR(qn_distance_set_spring_range(h.world, h.joint, 0.0f, 0.0f), QN_ERROR_OK);
    scene_step(h.world, 30);
    CHECK_NEAR(qn_joint_force(h.world, h.joint).y, 0.0, 1e-6);
    qn_world_destroy(h.world);
}

TEST(a_jack_lifts_at_its_speed_and_not_above_its_force)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, 1.0f);
    float weight = 10.0f * qn_body_mass(h.world, h.ball);
    def.enable_motor = true;
    def.motor_speed_mps = 0.5f;
    def.max_motor_force_n = 2.0f * weight;
    h.joint = qn_distance_create(h.world, &def);
    scene_step(h.world, 60);
    CHECK_NEAR(qn_distance_speed(h.world, h.joint), 0.5, 1e-3);
    CHECK_NEAR(qn_distance_length(h.world, h.joint), 1.5, 0.02);
    CHECK_NEAR(qn_distance_motor_force(h.world, h.joint), weight, 1e-3 * weight);
    qn_distance_set_motor(h.world, h.joint, true, 0.5f, 0.5f * weight);
    float before = qn_body_velocity(h.world, h.ball).y;
    scene_step(h.world, 6);
    CHECK_NEAR(qn_body_velocity(h.world, h.ball).y - before, -0.5, 1e-3); // half of g for 0.1 s
    qn_world_destroy(h.world);
}

TEST(a_distance_of_nothing_is_held_and_can_grow_again)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, 0.0f);
    def.length_m = 0.0f;
    h.joint = qn_distance_create(h.world, &def);
    scene_step(h.world, 60);
    CHECK(qn_distance_length(h.world, h.joint) < 0.01f);
    CHECK_ERROR(qn_distance_set_length(h.world, h.joint, 1.0f), QN_ERROR_OK);
    scene_step(h.world, 120);
    CHECK_NEAR(qn_distance_length(h.world, h.joint), 1.0, 0.01);
    qn_world_destroy(h.world);
}

TEST(hostile_numbers_of_a_distance_joint_are_refused_and_change_nothing)
{
    hanging h;
    qn_distance_def good = hanging_def(&h, 0.0f, -1.0f);
    const float nan = joints_nan(), inf = joints_infinity();
    qn_distance_def def = good;
    JOINTS_REFUSE(h.world, def, good, length_m, nan, QN_ERROR_NOT_FINITE, qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, length_m, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, length_m, 2e5f, QN_ERROR_OUT_OF_RANGE, qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, spring_hz, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, spring_damping_ratio, inf, QN_ERROR_NOT_FINITE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, lower_spring_force_n, 1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, upper_spring_force_n, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, lower_length_m, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, upper_length_m, -0.5f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, motor_speed_mps, 1e9f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, max_motor_force_n, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_distance_create);
    JOINTS_REFUSE(h.world, def, good, cookie, 1, QN_ERROR_BAD_DEFINITION, qn_distance_create);
    h.joint = qn_distance_create(h.world, &good);
    uint64_t hash = qn_world_state_hash(h.world);
    qn_joint_id j = h.joint, none = {0};
    CHECK_ERROR(qn_distance_set_length(h.world, j, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_distance_set_spring(h.world, j, true, nan, 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_distance_set_spring_range(h.world, j, 1.0f, 2.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_distance_set_limit(h.world, j, true, 2.0f, 1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_distance_set_motor(h.world, j, true, inf, 1.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_distance_set_length(NULL, j, 1.0f), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_distance_set_length(h.world, none, 1.0f), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_revolute_set_target(h.world, j, 0.0f), QN_ERROR_WRONG_TYPE);
    CHECK_NEAR(qn_revolute_angle(h.world, j), 0.0, 0.0);
    CHECK_INT(qn_distance_create(h.world, NULL).raw, 0);
    CHECK_INT(qn_distance_create(NULL, &good).raw, 0);
    CHECK(qn_world_state_hash(h.world) == hash);
    qn_world_destroy(h.world);
}

TEST(a_distance_joint_tells_its_definition_as_it_stands)
{
    hanging h;
    qn_distance_def def = hanging_def(&h, 0.0f, -1.0f);
    def.base.user_data = 77;
    h.joint = qn_distance_create(h.world, &def);
    qn_distance_set_spring(h.world, h.joint, true, 3.0f, 0.7f);
    qn_distance_set_limit(h.world, h.joint, true, 0.5f, 4.0f);
    qn_distance_set_motor(h.world, h.joint, true, -1.0f, 9.0f);
    qn_distance_set_length(h.world, h.joint, 1.5f);
    qn_distance_def now = qn_distance_get(h.world, h.joint);
    CHECK(now.enable_spring && now.spring_hz == 3.0f && now.spring_damping_ratio == 0.7f);
    CHECK(now.enable_limit && now.lower_length_m == 0.5f && now.upper_length_m == 4.0f);
    CHECK(now.enable_motor && now.motor_speed_mps == -1.0f && now.max_motor_force_n == 9.0f);
    CHECK(now.length_m == 1.5f && now.base.user_data == 77 && now.base.body_b.raw == h.ball.raw);
    CHECK(qn_joint_is_alive(h.world, qn_distance_create(h.world, &now))); // good for another one
    CHECK_INT(qn_distance_get(h.world, (qn_joint_id){0}).cookie, 0);
    qn_world_destroy(h.world);
}
