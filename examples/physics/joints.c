// Joints, kind by kind.
#include "sample.h"

static void rope(void)
{
    qn_world *world = new_world();
    // [rope]
    qn_body_id hook = add_body(world, QN_BODY_STATIC, 0, 5);
    qn_body_id weight = add_body(world, QN_BODY_DYNAMIC, 0, 4);
    add_circle(world, weight, 0.3f);
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = hook;
    def.base.body_b = weight;
    def.enable_limit = true; // of the length alone: slack until it is taut
    def.lower_length_m = 0;
    def.upper_length_m = 3;
    qn_joint_id joint = qn_distance_create(world, &def);
    run(world, 300);
    qn_vec2 force = qn_joint_force(world, joint); // on body b: its weight
    // [/rope]
    double mass = 1000.0 * 3.14159265 * 0.09;
    CHECK_NEAR(qn_distance_length(world, joint), 3.0, 5e-3);
    CHECK_NEAR(force.y, mass * 10.0, mass * 0.1);
    qn_world_destroy(world);
}

static void spring(void)
{
    qn_world *world = new_world();
    // [spring]
    qn_body_id hook = add_body(world, QN_BODY_STATIC, 0, 5);
    qn_body_id weight = add_body(world, QN_BODY_DYNAMIC, 0, 4);
    add_box(world, weight, 0.5f, 0.5f);
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = hook;
    def.base.body_b = weight;
    def.length_m = 1;
    def.enable_spring = true;
    def.spring_hz = 1;
    def.spring_damping_ratio = 0.5f;
    qn_joint_id joint = qn_distance_create(world, &def);
    qn_body_set_enable_sleep(world, weight, false);
    run(world, 600);
    // k = M (2 pi f)^2, so it rests g / (2 pi f)^2 = 0.2533 m lower, whatever it weighs.
    float sag_m = qn_distance_length(world, joint) - 1;
    // [/spring]
    CHECK_NEAR(sag_m, 10.0 / (4.0 * 3.14159265 * 3.14159265), 1e-3);
    qn_world_destroy(world);
}

static void revolute(void)
{
    qn_world *world = new_world();
    // [revolute]
    qn_body_id post = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_body_id door = add_body(world, QN_BODY_DYNAMIC, 1, 0);
    add_box(world, door, 1, 0.1f);
    qn_body_set_gravity_scale(world, door, 0);
    qn_revolute_def def = qn_revolute_def_default();
    def.base = qn_joint_base_at(world, post, door, qn_v2(0, 0), 0); // the hinge
    def.enable_limit = true;
    def.lower_angle_rad = 0;
    def.upper_angle_rad = QN_PI / 2;
    def.enable_motor = true;
    def.motor_speed_radps = 2;
    def.max_motor_torque_nm = 50000;
    qn_joint_id hinge = qn_revolute_create(world, &def);
    run(world, 30); // half a second at 2 rad/s
    float half_open = qn_revolute_angle(world, hinge);
    run(world, 60);
    float open = qn_revolute_angle(world, hinge);
    // [/revolute]
    CHECK_NEAR(half_open, 1.0, 0.03);
    CHECK_NEAR(open, 1.5708, 0.01);
    qn_world_destroy(world);
}

static void prismatic(void)
{
    qn_world *world = new_world();
    // [prismatic]
    qn_body_id shaft = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_body_id cabin = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, cabin, 0.5f, 0.5f);
    qn_prismatic_def def = qn_prismatic_def_default();
    def.base = qn_joint_base_at(world, shaft, cabin, qn_v2(0, 0), QN_PI / 2); // the axis: up
    def.enable_limit = true;
    def.lower_translation_m = 0;
    def.upper_translation_m = 4;
    def.enable_motor = true;
    def.motor_speed_mps = 1;
    def.max_motor_force_n = 100000;
    qn_joint_id lift = qn_prismatic_create(world, &def);
    run(world, 120);
    float height = qn_prismatic_translation(world, lift);
    float lifts_n = qn_prismatic_motor_force(world, lift); // the weight of the cabin
    // [/prismatic]
    CHECK_NEAR(height, 2.0, 0.02);
    CHECK_NEAR(lifts_n, 10000.0, 50.0);
    qn_world_destroy(world);
}

static void weld(void)
{
    qn_world *world = new_world();
    qn_body_id wall = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_body_id board = add_body(world, QN_BODY_DYNAMIC, 1, 0);
    add_box(world, board, 1, 0.05f);
    // [weld]
    qn_weld_def def = qn_weld_def_default(); // rigid: two bodies as one
    def.base = qn_joint_base_at(world, wall, board, qn_v2(0, 0), 0);
    def.angular_hz = 3; // gives in angle, as a diving board
    def.angular_damping_ratio = 0.7f;
    qn_joint_id clamp = qn_weld_create(world, &def);
    run(world, 300);
    // Its weight pulls with m g cos(sag) 1 m, the spring with I (2 pi f)^2 sag: at 0.084 rad. I is
    // the inertia about the centre of mass.
    float sag_rad = -qn_rot_angle(qn_body_pose(world, board).q);
    // [/weld]
    CHECK(qn_joint_separation(world, clamp) < 1e-3f);
    double inertia = qn_body_rotational_inertia(world, board), omega = 6.0 * 3.14159265;
    CHECK_NEAR(sag_rad, 200.0 * 10.0 * 0.9965 / (inertia * omega * omega), 1e-3);
    CHECK_NEAR(sag_rad, 0.084, 1e-3);
    qn_world_destroy(world);
}

static void wheel(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [wheel]
    qn_body_id chassis = add_body(world, QN_BODY_DYNAMIC, 0, 1);
    add_box(world, chassis, 1.5f, 0.25f);
    for (int i = 0; i < 2; ++i) {
        float x = i == 0 ? -1.0f : 1.0f;
        qn_body_id wheel = add_body(world, QN_BODY_DYNAMIC, x, 0.5f);
        add_circle(world, wheel, 0.4f);
        qn_wheel_def def = qn_wheel_def_default();
        // The axis is that of the suspension: up.
        def.base = qn_joint_base_at(world, chassis, wheel, qn_v2(x, 0.5f), QN_PI / 2);
        def.spring_hz = 4;
        def.spring_damping_ratio = 0.7f;
        def.enable_motor = true;
        def.motor_speed_radps = -10; // clockwise: to the right
        def.max_motor_torque_nm = 2000;
        qn_wheel_create(world, &def);
    }
    run(world, 240);
    float speed = qn_body_velocity(world, chassis).x; // 10 rad/s * 0.4 m
    // [/wheel]
    CHECK_NEAR(speed, 4.0, 0.1);
    qn_world_destroy(world);
}

static void motor(void)
{
    qn_world *world = new_world();
    // [motor]
    // A puck seen from above: no gravity, and friction with the table as a motor at rest.
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_body_id table = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_body_id puck = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_circle(world, puck, 0.1f); // 31.4 kg
    qn_motor_def def = qn_motor_def_default();
    def.base.body_a = table;
    def.base.body_b = puck;
    def.max_force_n = 31.4f; // mu m g with mu = 0.1
    def.max_torque_nm = 2;
    qn_motor_create(world, &def);
    qn_body_set_velocity(world, puck, qn_v2(2, 0), 0);
    run(world, 60); // brakes by 1 m/s^2
    // [/motor]
    CHECK_NEAR(qn_body_velocity(world, puck).x, 1.0, 0.01);
    qn_world_destroy(world);
}

static void mouse(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    add_box(world, crate, 0.5f, 0.5f);
    // [mouse]
    qn_mouse_def def = qn_mouse_def_default();
    def.base.body_b = crate;
    def.base.anchor_b_m = qn_body_local_point(world, crate, qn_v2(0.4f, 0.9f)); // where it is held
    def.target_m = qn_v2(0.4f, 0.9f);
    def.max_force_n = 50.0f * 1000;
    qn_joint_id grip = qn_mouse_create(world, &def);
    qn_mouse_set_target(world, grip, qn_v2(2, 3)); // as often as the pointer moves
    run(world, 240);
    qn_vec2 held = qn_body_world_point(world, crate, def.base.anchor_b_m);
    // [/mouse]
    CHECK_NEAR(held.x, 2.0, 0.05);
    CHECK_NEAR(held.y, 3.0, 0.05);
    qn_world_destroy(world);
}

static void filter_joint(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_body_id lower = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    qn_body_id upper = add_body(world, QN_BODY_DYNAMIC, 0, 2);
    add_box(world, lower, 0.5f, 0.5f);
    add_box(world, upper, 0.5f, 0.5f);
    // [filter-joint]
    qn_filter_joint_def def = qn_filter_joint_def_default();
    def.base.body_a = lower;
    def.base.body_b = upper;
    qn_filter_joint_create(world, &def); // these two pass through each other
    run(world, 60);
    // [/filter-joint]
    CHECK_NEAR(qn_body_pose(world, upper).p.y, 0.5, 0.01);
    qn_world_destroy(world);
}

static void pulley(void)
{
    qn_world *world = new_world();
    qn_body_id heavy = add_body(world, QN_BODY_DYNAMIC, -1, 0);
    qn_body_id light = add_body(world, QN_BODY_DYNAMIC, 1, 0);
    add_box(world, heavy, 0.5f, 0.6f);
    add_box(world, light, 0.5f, 0.4f);
    // [pulley]
    qn_pulley_def def = qn_pulley_def_default();
    def.base.body_a = heavy; // 1200 kg
    def.base.body_b = light; // 800 kg
    def.wheel_a_m = qn_v2(-1, 5);
    def.wheel_b_m = qn_v2(1, 5);
    qn_joint_id joint = qn_pulley_create(world, &def);
    run(world, 60);
    // Atwood's machine: a = g (1200 - 800) / (1200 + 800), and length_a + length_b stays 10 m.
    float sum_m = qn_pulley_length_a(world, joint) + qn_pulley_length_b(world, joint);
    // [/pulley]
    CHECK_NEAR(qn_body_velocity(world, heavy).y, -2.0, 0.02);
    CHECK_NEAR(sum_m, 10.0, 2e-3);
    qn_world_destroy(world);
}

static void gear(void)
{
    qn_world *world = new_world();
    qn_body_id frame = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_body_id small = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_body_id large = add_body(world, QN_BODY_DYNAMIC, 1.6f, 0);
    add_circle(world, small, 0.5f);
    add_circle(world, large, 1);
    // [gear]
    qn_revolute_def pin = qn_revolute_def_default();
    pin.base = qn_joint_base_at(world, frame, small, qn_v2(0, 0), 0);
    pin.enable_motor = true;
    pin.motor_speed_radps = 4;
    pin.max_motor_torque_nm = 1.0e5f;
    qn_gear_def def = qn_gear_def_default();
    def.joint_a = qn_revolute_create(world, &pin);
    pin.base = qn_joint_base_at(world, frame, large, qn_v2(1.6f, 0), 0);
    pin.enable_motor = false;
    def.joint_b = qn_revolute_create(world, &pin);
    def.ratio = 1 / 0.5f; // radius_b / radius_a
    qn_gear_create(world, &def);
    run(world, 120);
    float driven_radps = qn_body_angular_velocity(world, large); // half as fast, the other way
    // [/gear]
    CHECK_NEAR(driven_radps, -2.0, 0.02);
    qn_world_destroy(world);
}

static void breaking_joint(void)
{
    qn_world *world = new_world();
    qn_body_id hook = add_body(world, QN_BODY_STATIC, 0, 5);
    qn_body_id weight = add_body(world, QN_BODY_DYNAMIC, 0, 4);
    add_box(world, weight, 0.5f, 0.5f);
    // [break]
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = hook;
    def.base.body_b = weight; // 1000 kg
    def.base.max_force_n = 15000;
    def.base.breaks = true; // without it the joint stays, and the event says OVERLOAD
    def.length_m = 1;
    qn_joint_id thread = qn_distance_create(world, &def);
    run(world, 30); // 10000 N: it holds
    bool held = qn_joint_is_alive(world, thread);
    qn_body_apply_force_to_center(world, weight, qn_v2(0, -10000));
    run(world, 1); // 20000 N: it breaks
    int32_t count;
    const qn_joint_event *events = qn_world_joint_events(world, &count);
    // [/break]
    CHECK(held);
    CHECK(!qn_joint_is_alive(world, thread));
    CHECK_INT(count, 1);
    CHECK_INT(events[0].type, QN_JOINT_EVENT_BREAK);
    CHECK_NEAR(events[0].force_n.y, 20000.0, 1000.0);
    qn_world_destroy(world);
}
