// Welds: rigid ones, and those that give.
#include "check.h"
#include "joints.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>

// A beam of 2 m that sticks out of a wall at the origin, welded at its left end.
typedef struct beam {
    qn_world *world;
    qn_body_id wall, body;
    qn_joint_id joint;
} beam;

static qn_weld_def beam_def(beam *b)
{
    b->world = scene_world();
    b->wall = scene_body(b->world, QN_BODY_STATIC, 0.0f, 0.0f);
    b->body = scene_box(b->world, 1.0f, 0.0f, 1.0f, 0.1f);
    qn_weld_def def = qn_weld_def_default();
    def.base = qn_joint_base_at(b->world, b->wall, b->body, qn_v2(0.0f, 0.0f), 0.0f);
    return def;
}

TEST(a_welded_beam_sticks_out_and_tells_its_weight_and_its_moment)
{
    beam b;
    qn_weld_def def = beam_def(&b);
    b.joint = qn_weld_create(b.world, &def);
    scene_step(b.world, 60);
    double weight = 10.0 * qn_body_mass(b.world, b.body);
    CHECK_NEAR(qn_joint_force(b.world, b.joint).y, weight, 1e-3 * weight);
    CHECK_NEAR(qn_joint_force(b.world, b.joint).x, 0.0, 1e-3 * weight);
    CHECK_NEAR(qn_joint_torque(b.world, b.joint), weight * 1.0, 2e-3 * weight);
    CHECK(qn_joint_separation(b.world, b.joint) < 1e-3f);
    CHECK(qn_joint_angular_separation(b.world, b.joint) < 1e-3f);
    CHECK_NEAR(qn_body_pose(b.world, b.body).p.y, 0.0, 2e-3);
    qn_world_destroy(b.world);
}

// Ten boxes end to end, and the whole moment at the wall: 10 m w (5 m).
TEST(a_row_of_welded_boxes_holds_itself_and_sleeps)
{
    qn_world *world = scene_world();
    qn_weld_def def = qn_weld_def_default();
    qn_body_id before = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f), last = {0};
    qn_joint_id first = {0};
    for (int i = 0; i < 10; ++i) {
        last = scene_box(world, 0.5f + (float)i, 0.0f, 0.5f, 0.25f);
        def.base = qn_joint_base_at(world, before, last, qn_v2((float)i, 0.0f), 0.0f);
        qn_joint_id made = qn_weld_create(world, &def);
        first = i == 0 ? made : first;
        before = last;
    }
    scene_step(world, 240);
    double weight = 10.0 * 10.0 * qn_body_mass(world, last);
    CHECK_NEAR(qn_joint_torque(world, first), weight * 5.0, 0.01 * weight * 5.0);
    CHECK_NEAR(qn_body_pose(world, last).p.y, 0.0, 0.02);
    CHECK(!qn_body_is_awake(world, last));
    qn_world_destroy(world);
}

TEST(welded_bodies_fly_as_one)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id a = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_id b = scene_box(world, 1.5f, 0.25f, 1.0f, 0.2f);
    qn_weld_def def = qn_weld_def_default();
    def.base = qn_joint_base_at(world, a, b, qn_v2(0.5f, 0.25f), 0.4f);
    qn_joint_id joint = qn_weld_create(world, &def);
    qn_body_set_velocity(world, b, qn_v2(1.0f, 3.0f), 4.0f);
    qn_vec2 momentum = joints_momentum(world, a, b);
    double turning = joints_angular_momentum(world, a, b);
    scene_step(world, 30);
    float spin = qn_body_angular_velocity(world, a);
    for (int i = 0; i < 240; ++i) {
        scene_step(world, 1);
        CHECK(qn_joint_separation(world, joint) < 2e-3f);
        CHECK(qn_joint_angular_separation(world, joint) < 2e-3f);
    }
    CHECK_NEAR(qn_body_angular_velocity(world, a), spin, 0.01 * qn_abs(spin));
    CHECK_NEAR(qn_body_angular_velocity(world, b), spin, 0.01 * qn_abs(spin));
    CHECK_NEAR(joints_momentum(world, a, b).y, momentum.y, 1e-4 * qn_length(momentum));
    CHECK_NEAR(joints_angular_momentum(world, a, b), turning, 0.01 * fabs(turning));
    qn_world_destroy(world);
}

TEST(a_soft_weld_gives_by_the_load_over_its_stiffness)
{
    beam b;
    qn_weld_def def = beam_def(&b);
    // Held at its middle, so that the weight does not turn it.
    def.base = qn_joint_base_at(b.world, b.wall, b.body, qn_v2(1.0f, 0.0f), 0.0f);
    def.linear_hz = 2.0f;
    def.linear_damping_ratio = 1.0f;
    b.joint = qn_weld_create(b.world, &def);
    scene_step(b.world, 300);
    double omega = 2.0 * JOINTS_PI * 2.0;
    CHECK_NEAR(qn_body_pose(b.world, b.body).p.y, -10.0 / (omega * omega), 2e-4);
    CHECK_NEAR(qn_joint_separation(b.world, b.joint), 0.0, 0.0);
    CHECK(qn_joint_angular_separation(b.world, b.joint) < 1e-4f);
    qn_weld_set_linear(b.world, b.joint, 0.0f, 0.0f); // rigid again
    scene_step(b.world, 120);
    CHECK_NEAR(qn_body_pose(b.world, b.body).p.y, 0.0, 1e-3);
    qn_world_destroy(b.world);
}

TEST(a_weld_with_a_soft_angle_droops_by_the_moment_over_its_stiffness)
{
    beam b;
    qn_weld_def def = beam_def(&b);
    def.angular_hz = 5.0f;
    def.angular_damping_ratio = 1.0f;
    b.joint = qn_weld_create(b.world, &def);
    scene_step(b.world, 600);
    double omega = 2.0 * JOINTS_PI * 5.0;
    double k = (double)qn_body_rotational_inertia(b.world, b.body) * omega * omega;
    double angle = qn_rot_angle(qn_body_pose(b.world, b.body).q);
    double moment = 10.0 * qn_body_mass(b.world, b.body) * cos(angle);
    CHECK_NEAR(-angle * k, moment, 3e-3 * moment);
    CHECK_NEAR(qn_joint_torque(b.world, b.joint), moment, 3e-3 * moment);
    CHECK(qn_joint_separation(b.world, b.joint) < 1e-3f);
    qn_world_destroy(b.world);
}

TEST(a_weld_to_a_kinematic_body_follows_it)
{
    beam b;
    qn_weld_def def = beam_def(&b);
    qn_body_id hand = scene_body(b.world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    def.base = qn_joint_base_at(b.world, hand, b.body, qn_v2(0.0f, 0.0f), 0.0f);
    b.joint = qn_weld_create(b.world, &def);
    qn_body_set_velocity(b.world, hand, qn_v2(0.0f, 1.0f), 2.0f);
    scene_step(b.world, 60);
    qn_pose hand_pose = qn_body_pose(b.world, hand);
    qn_vec2 expected = qn_transform(hand_pose, qn_v2(1.0f, 0.0f));
    CHECK(qn_distance(expected, qn_body_pose(b.world, b.body).p) < 0.02f);
    CHECK_NEAR(qn_body_angular_velocity(b.world, b.body), 2.0, 0.02);
    qn_world_destroy(b.world);
}

TEST(a_weld_of_bodies_that_cannot_turn_holds_their_position)
{
    qn_world *world = scene_world();
    qn_body_def body = qn_body_def_default();
    body.type = QN_BODY_DYNAMIC;
    body.locks.rotation = true;
    qn_weld_def def = qn_weld_def_default();
    def.base = qn_joint_base_at(world, scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f),
                                qn_body_create(world, &body), qn_v2(1.0f, 0.0f), 0.0f);
    qn_joint_id joint = qn_weld_create(world, &def);
    scene_step(world, 60);
    CHECK(qn_joint_separation(world, joint) < 2e-3f);
    qn_world_destroy(world);
}

TEST(hostile_numbers_of_a_weld_are_refused_and_change_nothing)
{
    beam b;
    qn_weld_def good = beam_def(&b), def = good;
    JOINTS_REFUSE(b.world, def, good, linear_hz, -1.0f, QN_ERROR_OUT_OF_RANGE, qn_weld_create);
    JOINTS_REFUSE(b.world, def, good, linear_damping_ratio, joints_nan(), QN_ERROR_NOT_FINITE,
                  qn_weld_create);
    JOINTS_REFUSE(b.world, def, good, angular_hz, 1e5f, QN_ERROR_OUT_OF_RANGE, qn_weld_create);
    JOINTS_REFUSE(b.world, def, good, angular_damping_ratio, 1e4f, QN_ERROR_OUT_OF_RANGE,
                  qn_weld_create);
    JOINTS_REFUSE(b.world, def, good, cookie, 0, QN_ERROR_BAD_DEFINITION, qn_weld_create);
    b.joint = qn_weld_create(b.world, &good);
    uint64_t hash = qn_world_state_hash(b.world);
    CHECK_ERROR(qn_weld_set_linear(b.world, b.joint, -1.0f, 0.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_weld_set_angular(b.world, b.joint, joints_nan(), 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_wheel_set_target(b.world, b.joint, 0.0f), QN_ERROR_WRONG_TYPE);
    CHECK(qn_world_state_hash(b.world) == hash);
    qn_weld_set_angular(b.world, b.joint, 3.0f, 0.5f);
    qn_weld_def now = qn_weld_get(b.world, b.joint);
    CHECK(now.angular_hz == 3.0f && now.angular_damping_ratio == 0.5f && now.linear_hz == 0.0f);
    qn_world_destroy(b.world);
}
