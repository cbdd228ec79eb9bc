// The gear joint: two joints that move as one.
#include "check.h"
#include "joints.h"
#include "scenes.h"

// A wheel of 0.5 m and one of 1 m on pins, without gravity.
typedef struct train {
    qn_world *world;
    qn_body_id frame, small, large;
    qn_joint_id pins[2];
    qn_gear_def def;
} train;

static qn_joint_id pin(const train *t, qn_body_id wheel, float x)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base = qn_joint_base_at(t->world, t->frame, wheel, qn_v2(x, 0.0f), 0.0f);
    return qn_revolute_create(t->world, &def);
}

static train make_train(void)
{
    train t = {.world = scene_world(), .def = qn_gear_def_default()};
    qn_world_set_gravity(t.world, qn_v2(0.0f, 0.0f));
    t.frame = scene_body(t.world, QN_BODY_STATIC, 0.0f, 0.0f);
    t.small = scene_circle(t.world, 0.0f, 0.0f, 0.5f);
    t.large = scene_circle(t.world, 1.6f, 0.0f, 1.0f);
    t.pins[0] = pin(&t, t.small, 0.0f);
    t.pins[1] = pin(&t, t.large, 1.6f);
    t.def.joint_a = t.pins[0];
    t.def.joint_b = t.pins[1];
    t.def.ratio = 2.0f;
    return t;
}

TEST(two_wheels_turn_by_the_inverse_ratio_of_their_radii_for_hundreds_of_turns)
{
    train t = make_train();
    qn_joint_id gear = qn_gear_create(t.world, &t.def);
    qn_revolute_set_motor(t.world, t.pins[0], true, 20.0f, 1.0e6f);
    scene_step(t.world, 6000);
    CHECK_NEAR(qn_body_angular_velocity(t.world, t.small), 20.0, 0.01);
    CHECK_NEAR(qn_body_angular_velocity(t.world, t.large), -10.0, 0.01);
    double a = qn_revolute_angle(t.world, t.pins[0]), b = qn_revolute_angle(t.world, t.pins[1]);
    CHECK(a > 1900.0);
    CHECK_NEAR(a + 2.0 * b, 0.0, 0.02);
    CHECK(qn_joint_angular_separation(t.world, gear) < 0.02f);
    qn_world_destroy(t.world);
}

// One gives w I_a and the other takes it over the ratio: with J = (1, r) the pair keeps what is
// across J, r I_a w_a - I_b w_b.
TEST(a_wheel_that_turns_shares_its_momentum_through_the_teeth)
{
    train t = make_train();
    qn_gear_create(t.world, &t.def);
    double ia = qn_body_rotational_inertia(t.world, t.small);
    double ib = qn_body_rotational_inertia(t.world, t.large);
    qn_body_set_velocity(t.world, t.small, qn_v2(0.0f, 0.0f), 6.0f);
    scene_step(t.world, 60);
    double expected = 6.0 * ia / (ia + ib / 4.0);
    CHECK_NEAR(qn_body_angular_velocity(t.world, t.small), expected, 0.02 * expected);
    CHECK_NEAR(qn_body_angular_velocity(t.world, t.large), -expected / 2.0, 0.02 * expected);
    qn_world_destroy(t.world);
}

TEST(a_pinion_moves_a_rack)
{
    train t = make_train();
    qn_body_id rack = scene_box(t.world, 0.0f, -2.0f, 2.0f, 0.1f);
    qn_prismatic_def slide = qn_prismatic_def_default();
    slide.base = qn_joint_base_at(t.world, t.frame, rack, qn_v2(0.0f, -2.0f), 0.0f);
    t.def.joint_b = qn_prismatic_create(t.world, &slide);
    t.def.ratio = -2.0f; // an angle of 1 for 0.5 m
    qn_gear_create(t.world, &t.def);
    qn_revolute_set_motor(t.world, t.pins[0], true, 1.0f, 1.0e6f);
    scene_step(t.world, 120);
    double angle = qn_revolute_angle(t.world, t.pins[0]);
    CHECK_NEAR(angle, 2.0, 0.05);
    CHECK_NEAR(qn_prismatic_translation(t.world, t.def.joint_b), 0.5 * angle, 5e-3);
    qn_world_destroy(t.world);
}

TEST(a_gear_goes_with_either_of_its_joints_and_with_their_bodies)
{
    for (int i = 0; i < 3; ++i) {
        train t = make_train();
        qn_joint_id gear = qn_gear_create(t.world, &t.def);
        CHECK_INT(qn_joint_get_type(t.world, gear), QN_JOINT_GEAR);
        if (i < 2) {
            CHECK_ERROR(qn_joint_destroy(t.world, t.pins[i]), QN_ERROR_OK);
        } else {
            CHECK_ERROR(qn_body_destroy(t.world, t.large), QN_ERROR_OK);
        }
        CHECK(!qn_joint_is_alive(t.world, gear));
        CHECK_INT(qn_world_get_counters(t.world).joint_count, 1);
        scene_step(t.world, 1);
        qn_world_destroy(t.world);
    }
}

TEST(a_gear_tells_its_definition_and_the_bodies_that_it_couples)
{
    train t = make_train();
    qn_joint_id gear = qn_gear_create(t.world, &t.def);
    CHECK_ERROR(qn_gear_set_ratio(t.world, gear, -3.0f), QN_ERROR_OK);
    qn_gear_def now = qn_gear_get(t.world, gear);
    CHECK(now.ratio == -3.0f);
    CHECK(now.joint_a.raw == t.pins[0].raw && now.joint_b.raw == t.pins[1].raw);
    CHECK(now.base.body_a.raw == t.small.raw && now.base.body_b.raw == t.large.raw);
    qn_world_destroy(t.world);
}

TEST(bad_gears_are_refused_and_change_nothing)
{
    train t = make_train();
    qn_gear_def good = t.def, def;
    qn_distance_def rod = qn_distance_def_default();
    rod.base.body_a = t.small;
    rod.base.body_b = t.large;
    rod.length_m = 1.6f;
    qn_joint_id other = qn_distance_create(t.world, &rod);
    JOINTS_REFUSE(t.world, def, good, ratio, 0.0f, QN_ERROR_OUT_OF_RANGE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, ratio, joints_nan(), QN_ERROR_NOT_FINITE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, ratio, 2e4f, QN_ERROR_OUT_OF_RANGE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, joint_a.raw, 0, QN_ERROR_NULL_HANDLE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, joint_b, other, QN_ERROR_WRONG_TYPE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, joint_b, t.pins[0], QN_ERROR_OUT_OF_RANGE, qn_gear_create);
    JOINTS_REFUSE(t.world, def, good, cookie, 7, QN_ERROR_BAD_DEFINITION, qn_gear_create);
    qn_joint_id gear = qn_gear_create(t.world, &good);
    uint64_t hash = qn_world_state_hash(t.world);
    CHECK_ERROR(qn_gear_set_ratio(t.world, gear, 1e-5f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_gear_set_ratio(t.world, t.pins[0], 1.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(t.world) == hash);
    qn_world_destroy(t.world);
}
