// The pulley joint: two weights on one rope over two wheels.
#include "check.h"
#include "joints.h"
#include "scenes.h"

// Boxes of 1 m width at x = -2 and 2, under wheels at y = 5.
typedef struct scale {
    qn_world *world;
    qn_body_id a, b;
    qn_pulley_def def;
} scale;

static scale make_scale(float half_height_a, float half_height_b)
{
    scale s = {.world = scene_world(), .def = qn_pulley_def_default()};
    s.a = scene_box(s.world, -2.0f, 0.0f, 0.5f, half_height_a);
    s.b = scene_box(s.world, 2.0f, 0.0f, 0.5f, half_height_b);
    s.def.base.body_a = s.a;
    s.def.base.body_b = s.b;
    s.def.wheel_a_m = qn_v2(-2.0f, 5.0f);
    s.def.wheel_b_m = qn_v2(2.0f, 5.0f);
    return s;
}

static float total(const qn_world *world, qn_joint_id joint, float ratio)
{
    return qn_pulley_length_a(world, joint) + ratio * qn_pulley_length_b(world, joint);
}

TEST(equal_weights_hang_in_balance_and_sleep)
{
    scale s = make_scale(0.5f, 0.5f);
    qn_joint_id joint = qn_pulley_create(s.world, &s.def);
    scene_step(s.world, 300);
    CHECK_NEAR(qn_body_pose(s.world, s.a).p.y, 0.0, 5e-3);
    CHECK_NEAR(qn_body_pose(s.world, s.b).p.y, 0.0, 5e-3);
    CHECK_NEAR(qn_joint_force(s.world, joint).y, 10000.0, 50.0);
    CHECK(!qn_body_is_awake(s.world, s.a) && !qn_body_is_awake(s.world, s.b));
    qn_body_apply_impulse_to_center(s.world, s.a, qn_v2(0.0f, 1000.0f));
    CHECK(qn_body_is_awake(s.world, s.b));
    qn_world_destroy(s.world);
}

TEST(unequal_weights_fall_as_atwood_says)
{
    scale s = make_scale(0.75f, 0.25f);
    qn_joint_id joint = qn_pulley_create(s.world, &s.def);
    scene_step(s.world, 60);
    CHECK_NEAR(qn_body_velocity(s.world, s.a).y, -10.0 * 0.5, 0.03);
    CHECK_NEAR(qn_body_velocity(s.world, s.b).y, 10.0 * 0.5, 0.03);
    CHECK_NEAR(total(s.world, joint, 1.0f), 10.0, 5e-3);
    CHECK_NEAR(qn_joint_force(s.world, joint).y, 2.0 * 1500.0 * 500.0 / 2000.0 * 10.0, 50.0);
    CHECK(qn_joint_separation(s.world, joint) < 5e-3f);
    qn_world_destroy(s.world);
}

TEST(a_block_and_tackle_halves_the_way_and_doubles_the_pull)
{
    scale s = make_scale(0.25f, 0.5f); // 500 kg holds 1000 kg
    s.def.ratio = 2.0f;
    qn_joint_id joint = qn_pulley_create(s.world, &s.def);
    scene_step(s.world, 120);
    CHECK_NEAR(qn_body_pose(s.world, s.b).p.y, 0.0, 5e-3);
    CHECK_NEAR(qn_joint_force(s.world, joint).y, 10000.0, 50.0);
    qn_body_set_velocity(s.world, s.a, qn_v2(0.0f, -1.0f), 0.0f);
    qn_body_set_velocity(s.world, s.b, qn_v2(0.0f, 0.5f), 0.0f);
    scene_step(s.world, 60);
    CHECK_NEAR(qn_body_pose(s.world, s.a).p.y, -1.0, 0.01);
    CHECK_NEAR(qn_body_pose(s.world, s.b).p.y, 0.5, 0.01);
    CHECK_NEAR(total(s.world, joint, 2.0f), 15.0, 5e-3);
    qn_world_destroy(s.world);
}

TEST(a_rope_that_may_slacken_does_not_push_and_others_do)
{
    for (int i = 0; i < 2; ++i) {
        scale s = make_scale(0.5f, 0.5f);
        qn_world_set_gravity(s.world, qn_v2(0.0f, 0.0f));
        s.def.can_slacken = i == 1;
        qn_pulley_create(s.world, &s.def);
        qn_body_set_velocity(s.world, s.a, qn_v2(0.0f, 1.0f), 0.0f); // towards its wheel
        scene_step(s.world, 30);
        float other = qn_body_velocity(s.world, s.b).y;
        CHECK_NEAR(other, i == 1 ? 0.0 : -0.5, 0.01);
        qn_world_destroy(s.world);
    }
}

TEST(a_longer_rope_lets_both_down_and_wheels_may_move)
{
    scale s = make_scale(0.5f, 0.5f);
    qn_joint_id joint = qn_pulley_create(s.world, &s.def);
    CHECK_ERROR(qn_pulley_set_total_length(s.world, joint, 12.0f), QN_ERROR_OK);
    scene_step(s.world, 240);
    CHECK_NEAR(total(s.world, joint, 1.0f), 12.0, 0.01);
    CHECK_ERROR(qn_pulley_set_wheels(s.world, joint, qn_v2(-2.0f, 6.0f), qn_v2(2.0f, 6.0f)),
                QN_ERROR_OK);
    scene_step(s.world, 240);
    float sum = qn_body_pose(s.world, s.a).p.y + qn_body_pose(s.world, s.b).p.y;
    CHECK_NEAR(sum, 0.0, 0.02); // 12 m of rope from wheels at 6 m
    qn_world_destroy(s.world);
}

TEST(a_pulley_tells_its_definition_as_it_stands)
{
    scale s = make_scale(0.5f, 0.5f);
    qn_joint_id joint = qn_pulley_create(s.world, &s.def);
    CHECK_NEAR(qn_pulley_get(s.world, joint).total_length_m, 10.0, 1e-5);
    qn_pulley_set_ratio(s.world, joint, 3.0f);
    qn_pulley_set_total_length(s.world, joint, 21.0f);
    qn_pulley_set_wheels(s.world, joint, qn_v2(1.0f, 2.0f), qn_v2(3.0f, 4.0f));
    qn_pulley_def now = qn_pulley_get(s.world, joint);
    CHECK(now.ratio == 3.0f && now.total_length_m == 21.0f && !now.can_slacken);
    CHECK(now.wheel_a_m.x == 1.0f && now.wheel_a_m.y == 2.0f);
    CHECK(now.wheel_b_m.x == 3.0f && now.wheel_b_m.y == 4.0f);
    CHECK(now.base.body_a.raw == s.a.raw && now.base.collide_connected);
    CHECK_INT(qn_joint_get_type(s.world, joint), QN_JOINT_PULLEY);
    qn_world_destroy(s.world);
}

TEST(hostile_numbers_of_a_pulley_are_refused_and_change_nothing)
{
    scale s = make_scale(0.5f, 0.5f);
    qn_pulley_def good = s.def, def;
    const float nan = joints_nan();
    JOINTS_REFUSE(s.world, def, good, wheel_a_m.x, nan, QN_ERROR_NOT_FINITE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, wheel_b_m.y, 2e5f, QN_ERROR_OUT_OF_RANGE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, ratio, 0.0f, QN_ERROR_OUT_OF_RANGE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, ratio, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, ratio, 2e3f, QN_ERROR_OUT_OF_RANGE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, total_length_m, -1.0f, QN_ERROR_OUT_OF_RANGE,
                  qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, base.body_b, s.a, QN_ERROR_OUT_OF_RANGE, qn_pulley_create);
    JOINTS_REFUSE(s.world, def, good, cookie, 7, QN_ERROR_BAD_DEFINITION, qn_pulley_create);
    qn_joint_id joint = qn_pulley_create(s.world, &good);
    uint64_t hash = qn_world_state_hash(s.world);
    CHECK_ERROR(qn_pulley_set_ratio(s.world, joint, nan), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_pulley_set_total_length(s.world, joint, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_pulley_set_wheels(s.world, joint, qn_v2(0.0f, nan), qn_v2(0.0f, 0.0f)),
                QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_gear_set_ratio(s.world, joint, 1.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(s.world) == hash);
    qn_world_destroy(s.world);
}
