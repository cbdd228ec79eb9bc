// A hundred kilometres from the origin, where floats have steps of 8 mm, all is as at the origin:
// bodies, contacts, joints, sleep and continuous collision.
#include "check.h"
#include "far.h"
#include "physics/world.h"
#include "scenes.h"

#include <math.h>

#define FAR_M 98304.0f // 1.5 * 2^16: positions of the scenes stay exact
#define NEAR_M 0.001f
#define FIVE_SECONDS 300

// ---- Bodies ---------------------------------------------------------------------------------

static void build_pyramid(far_scene *s)
{
    far_ground(s);
    for (int row = 0; row < 8; ++row) {
        for (int i = row; i < 8; ++i) {
            float x = 1.125f * (float)i - 0.5625f * (float)row;
            far_box(s, QN_BODY_DYNAMIC, x, 0.5f + (float)row, 0.5f, 0.5f);
        }
    }
}

// It falls asleep on the way: that is in the same step.
TEST(a_pyramid_far_away_stands_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_pyramid, NULL, 2 * FIVE_SECONDS), 0.0, NEAR_M);
}

static void build_tumble(far_scene *s)
{
    far_ground(s);
    qn_body_id box = far_box(s, QN_BODY_DYNAMIC, 0.0f, 3.0f, 0.75f, 0.25f);
    qn_body_set_velocity(s->world, box, qn_v2(1.5f, 0.0f), 2.0f);
    far_box(s, QN_BODY_DYNAMIC, 4.0f, 2.0f, 0.5f, 0.5f);
}

TEST(a_box_far_away_tumbles_and_falls_asleep_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_tumble, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

static void push_at_points(far_scene *s, int step)
{
    int second = step / 60;
    if (step % 60 == 30) {
        qn_body_apply_impulse(s->world, s->bodies[2], qn_v2(200.0f, 900.0f),
                              far_at(s, 0.25f + (float)second, 0.5f));
        qn_body_apply_force(s->world, s->bodies[3], qn_v2(0.0f, 30000.0f), far_at(s, 4.25f, 0.5f));
        qn_body_apply_impulse_to_center(s->world, s->bodies[3], qn_v2(-300.0f, 0.0f));
    }
}

TEST(pushes_at_points_far_away_turn_bodies_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_tumble, push_at_points, FIVE_SECONDS), 0.0, NEAR_M);
}

// One to the left and one to the right, so that they do not meet: of many impacts in a row nothing
// is alike.
static void build_shots(far_scene *s)
{
    far_ground(s);
    far_box(s, QN_BODY_STATIC, 10.0f, 2.5f, 0.0625f, 2.5f);
    far_box(s, QN_BODY_STATIC, -10.0f, 2.5f, 0.0625f, 2.5f);
    for (int i = 0; i < 2; ++i) {
        float side = i == 0 ? 1.0f : -1.0f;
        qn_body_id shot = far_box(s, QN_BODY_DYNAMIC, side, 2.0f + (float)i, 0.125f, 0.0625f);
        qn_body_set_velocity(s->world, shot, qn_v2(side * 200.0f, 0.5f), 3.0f);
    }
}

TEST(fast_bodies_far_away_are_stopped_by_thin_walls_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_shots, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

// ---- Boxes ----------------------------------------------------------------------------------

// Planks on their way whose centre of mass is far from their origin, so that all roundings show.
static void build_planks(far_scene *s)
{
    qn_shape_def def = qn_shape_def_default();
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    for (int i = 0; i < 8; ++i) {
        qn_body_id plank = far_body(s, QN_BODY_DYNAMIC, 3.0f * (float)i, 0.0f);
        qn_shape_create_box(s->world, plank, &def, qn_v2(0.3f, 0.7f), qn_v2(0.5f, 0.1f), 0.0f);
        qn_body_set_velocity(s->world, plank, qn_v2(0.1f, 0.13f), 0.2f * (float)i);
    }
}

// By how much the shape reaches out of its box in the tree, in doubles.
static double overhang(const qn_world *world, const qn_shape *shape)
{
    const qn_motion *motion = qn_motion_of(world, shape->body);
    double worst = 0.0;
    for (int32_t i = 0; i < shape->hull.count; ++i) {
        qn_vec2 arm =
            qn_rotate(motion->pose.q, qn_sub(shape->hull.vertices[i], motion->local_center));
        double x = (double)motion->center.x + (double)motion->center_rest.x + (double)arm.x;
        double y = (double)motion->center.y + (double)motion->center_rest.y + (double)arm.y;
        worst = fmax(worst,
                     fmax((double)shape->fat_box.lower.x - x, x - (double)shape->fat_box.upper.x));
        worst = fmax(worst,
                     fmax((double)shape->fat_box.lower.y - y, y - (double)shape->fat_box.upper.y));
    }
    return worst;
}

static double worst_overhang(const qn_world *world, int32_t shape_count)
{
    double worst = 0.0;
    for (int32_t i = 0; i < shape_count; ++i) {
        worst = fmax(worst, overhang(world, &world->shapes[i]));
    }
    return worst;
}

// Else a pair would be found too late, in another step than at the origin.
TEST(boxes_far_away_hold_their_shapes)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene s = far_scene_at(far_place(place), build_planks);
        double worst = 0.0;
        for (int step = 0; step < FIVE_SECONDS; ++step) {
            scene_step(s.world, 1);
            worst = fmax(worst, worst_overhang(s.world, 8));
        }
        CHECK_NEAR(worst, 0.0, NEAR_M);
        qn_world_destroy(s.world);
    }
}

TEST(slow_bodies_far_away_move_as_fast_as_they_should)
{
    qn_world_def def = qn_world_def_default();
    qn_world *world = NULL;
    def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    def.enable_sleep = false;
    CHECK_INT(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id mark = scene_body(world, QN_BODY_STATIC, FAR_M, FAR_M);
    qn_body_id body = scene_box(world, FAR_M, FAR_M, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(0.01f, -0.02f), 0.0f);
    scene_step(world, 600);
    qn_vec2 way = qn_body_offset(world, mark, body);
    CHECK_NEAR(way.x, 0.1, 1e-5);
    CHECK_NEAR(way.y, -0.2, 1e-5);
    qn_world_destroy(world);
}

// ---- Joints ---------------------------------------------------------------------------------

static qn_joint_base between(const far_scene *s, int a, int b, qn_vec2 anchor_a, qn_vec2 anchor_b)
{
    qn_joint_base base = {.anchor_a_m = anchor_a, .anchor_b_m = anchor_b};
    base.body_a = s->bodies[a];
    base.body_b = s->bodies[b];
    return base;
}

static void build_chain(far_scene *s)
{
    qn_revolute_def def = qn_revolute_def_default();
    for (int i = 0; i < 8; ++i) {
        far_box(s, QN_BODY_DYNAMIC, 0.5f + (float)i, 10.0f, 0.4375f, 0.125f);
        qn_vec2 anchor = i == 0 ? qn_v2(0.0f, 10.0f) : qn_v2(0.5f, 0.0f);
        def.base = between(s, i, i + 1, anchor, qn_v2(-0.5f, 0.0f));
        qn_revolute_create(s->world, &def);
    }
}

TEST(a_chain_far_away_swings_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_chain, NULL, 120), 0.0, NEAR_M);
}

// A distance, a prismatic, a weld, a wheel and a motor joint, each holding a bar to the mark.
static void build_held_bars(far_scene *s)
{
    for (int i = 0; i < 5; ++i) {
        far_box(s, QN_BODY_DYNAMIC, 3.0f * (float)i, 4.0f, 0.5f, 0.25f);
    }
    qn_vec2 end = qn_v2(-0.5f, 0.0f);
    qn_distance_def distance = qn_distance_def_default();
    distance.base = between(s, 0, 1, qn_v2(-2.0f, 6.0f), end);
    distance.length_m = 2.5f;
    CHECK(qn_distance_create(s->world, &distance).raw != 0);
    qn_prismatic_def prismatic = qn_prismatic_def_default();
    prismatic.base = between(s, 0, 2, qn_v2(3.0f, 4.0f), qn_v2(0.0f, 0.0f));
    prismatic.base.frame_angle_a_rad = prismatic.base.frame_angle_b_rad = 0.75f;
    prismatic.enable_spring = true;
    prismatic.spring_hz = 1.0f;
    CHECK(qn_prismatic_create(s->world, &prismatic).raw != 0);
    qn_weld_def weld = qn_weld_def_default();
    weld.base = between(s, 0, 3, qn_v2(5.5f, 4.0f), end);
    weld.angular_hz = 2.0f;
    weld.angular_damping_ratio = 0.1f;
    CHECK(qn_weld_create(s->world, &weld).raw != 0);
    qn_wheel_def wheel = qn_wheel_def_default();
    wheel.base = between(s, 0, 4, qn_v2(9.0f, 4.0f), qn_v2(0.25f, 0.0f));
    wheel.base.frame_angle_a_rad = 1.5f;
    CHECK(qn_wheel_create(s->world, &wheel).raw != 0);
    qn_motor_def motor = qn_motor_def_default();
    motor.base.body_a = s->bodies[0];
    motor.base.body_b = s->bodies[5];
    motor.offset_m = qn_v2(12.5f, 5.0f);
    motor.linear_hz = motor.angular_hz = 1.0f;
    motor.linear_damping_ratio = motor.angular_damping_ratio = 0.25f;
    motor.max_spring_force_n = motor.max_spring_torque_nm = 1.0e5f;
    CHECK(qn_motor_create(s->world, &motor).raw != 0);
}

TEST(bars_far_away_hang_on_five_kinds_of_joints_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_held_bars, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

// A mouse joint, a pulley made while its bodies move, two geared wheels and a filter joint.
static void build_pulled(far_scene *s)
{
    far_box(s, QN_BODY_DYNAMIC, 0.0f, 0.0f, 0.5f, 0.25f);
    far_box(s, QN_BODY_DYNAMIC, 4.0f, 0.0f, 0.5f, 0.5f);
    far_box(s, QN_BODY_DYNAMIC, 8.0f, 0.0f, 0.5f, 0.25f);
    far_box(s, QN_BODY_DYNAMIC, 12.0f, 0.0f, 0.5f, 0.5f);
    far_box(s, QN_BODY_DYNAMIC, 14.0f, 0.0f, 0.5f, 0.25f);
    far_box(s, QN_BODY_DYNAMIC, 14.0f, 2.0f, 0.5f, 0.25f);
    qn_mouse_def mouse = qn_mouse_def_default();
    mouse.base.body_b = s->bodies[1];
    mouse.base.anchor_b_m = qn_v2(0.25f, 0.125f);
    mouse.target_m = far_at(s, -1.0f, 1.0f);
    s->joint = qn_mouse_create(s->world, &mouse);
    qn_revolute_def pin = qn_revolute_def_default();
    qn_gear_def gear = qn_gear_def_default();
    pin.base = between(s, 0, 4, qn_v2(12.0f, 0.0f), qn_v2(0.25f, 0.0f));
    gear.joint_a = qn_revolute_create(s->world, &pin);
    pin.base = between(s, 0, 5, qn_v2(14.0f, 0.0f), qn_v2(0.0f, 0.125f));
    gear.joint_b = qn_revolute_create(s->world, &pin);
    gear.ratio = 0.5f;
    CHECK(qn_gear_create(s->world, &gear).raw != 0);
    qn_filter_joint_def filter = qn_filter_joint_def_default();
    filter.base.body_a = s->bodies[5];
    filter.base.body_b = s->bodies[6];
    CHECK(qn_filter_joint_create(s->world, &filter).raw != 0);
}

static void pull(far_scene *s, int step)
{
    if (step == 7) {
        qn_pulley_def pulley = qn_pulley_def_default();
        pulley.base = between(s, 2, 3, qn_v2(0.0f, 0.5f), qn_v2(0.0f, 0.25f));
        pulley.wheel_a_m = far_at(s, 4.25f, 5.0f);
        pulley.wheel_b_m = far_at(s, 7.75f, 5.0f);
        CHECK(qn_pulley_create(s->world, &pulley).raw != 0);
    }
    if (step == 60) {
        CHECK_ERROR(qn_mouse_set_target(s->world, s->joint, far_at(s, 0.5f, 2.0f)), QN_ERROR_OK);
    }
}

TEST(bodies_far_away_are_pulled_by_the_other_kinds_of_joints_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_pulled, pull, FIVE_SECONDS), 0.0, NEAR_M);
}

// Two bodies on their way are pinned together at a point of the world.
static void pin_on_the_way(far_scene *s, int step)
{
    if (step == 11) {
        qn_revolute_def def = qn_revolute_def_default();
        def.base =
            qn_joint_base_at(s->world, s->bodies[2], s->bodies[3], far_at(s, 2.0f, 2.0f), 0.25f);
        CHECK(qn_revolute_create(s->world, &def).raw != 0);
    }
}

TEST(bodies_far_away_are_pinned_at_a_point_of_the_world_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_tumble, pin_on_the_way, FIVE_SECONDS), 0.0, NEAR_M);
}
