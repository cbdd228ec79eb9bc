// Bodies: what they are made of and what pushes them.
#include "sample.h"

static void body_def(void)
{
    qn_world *world = new_world();
    // [body-def]
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(1, 2);
    def.angle_rad = 0.5f;
    def.velocity_mps = qn_v2(3, 0);
    def.linear_damping = 0.1f;
    def.gravity_scale = 0.5f;
    def.locks.rotation = true;
    def.user_data = 42; // yours: an index, or a pointer cast to uint64_t
    qn_body_id body = qn_body_create(world, &def);
    // [/body-def]
    CHECK(qn_body_is_alive(world, body));
    CHECK_INT(qn_body_user_data(world, body), 42);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(world, body).q), 0.5, 1e-6);
    CHECK(qn_body_locks(world, body).rotation);
    run(world, 1);
    CHECK_NEAR(qn_body_velocity(world, body).y, -5.0 / 60.0, 1e-3);
    qn_world_destroy(world);
}

static void kinematic(void)
{
    qn_world *world = new_world();
    // [kinematic]
    qn_body_id lift = add_body(world, QN_BODY_KINEMATIC, 0, 0);
    add_box(world, lift, 2, 0.1f);
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.6f);
    add_box(world, crate, 0.5f, 0.5f);
    for (int i = 1; i <= 120; ++i) {
        float height = 3.0f * (float)i / 120.0f;
        qn_body_set_target_pose(world, lift, qn_v2(0, height), 0, 1.0f / 60.0f);
        run(world, 1);
    }
    qn_body_set_velocity(world, lift, qn_v2(0, 0), 0); // or it would go on
    // [/kinematic]
    CHECK_NEAR(qn_body_pose(world, lift).p.y, 3.0, 1e-4);
    CHECK_NEAR(qn_body_pose(world, crate).p.y, 3.6, 5e-3);
    qn_world_destroy(world);
}

static void mass(void)
{
    qn_world *world = new_world();
    // [mass]
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, body, 1, 0.5f); // 2 m^2 of 1000 kg/m^2
    qn_mass of_shapes = qn_body_mass_data(world, body);
    qn_body_set_mass_data(world, body, (qn_mass){.mass_kg = 80, .inertia_kgm2 = 12});
    float own = qn_body_mass(world, body);
    qn_body_reset_mass_data(world, body);
    // [/mass]
    CHECK_NEAR(of_shapes.mass_kg, 2000.0, 1e-2);
    CHECK_NEAR(of_shapes.inertia_kgm2, 2000.0 * (2.0 * 2.0 + 1.0) / 12.0, 1e-1);
    CHECK_NEAR(own, 80.0, 0);
    CHECK_NEAR(qn_body_mass(world, body), 2000.0, 1e-2);
    qn_world_destroy(world);
}

static void damping(void)
{
    qn_world *world = new_world();
    // [damping]
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_circle(world, body, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(10, 0), 0);
    qn_body_set_damping(world, body, 2, 0); // a 1/s, linear and angular
    run(world, 60);
    // v = 10 / (1 + 2 / 240)^240, close to 10 e^-2
    // [/damping]
    double expected = 10.0;
    for (int i = 0; i < 240; ++i) {
        expected /= 1.0 + 2.0 / 240.0;
    }
    CHECK_NEAR(qn_body_velocity(world, body).x, expected, 1e-4);
    CHECK_NEAR(expected, 10.0 * 0.13534, 0.012);
    qn_world_destroy(world);
}

static void push(void)
{
    qn_world *world = new_world();
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, body, 0.5f, 0.5f); // 1000 kg, 166.7 kg m^2
    // [push]
    // At once: an impulse of 2000 N s at the upper edge moves 1000 kg and turns them.
    qn_body_apply_impulse(world, body, qn_v2(2000, 0), qn_v2(0, 0.5f));
    qn_vec2 v = qn_body_velocity(world, body);
    float w = qn_body_angular_velocity(world, body);
    // Through the next step only: a force of 6000 N for 1/60 s is 100 N s.
    qn_body_apply_force_to_center(world, body, qn_v2(6000, 0));
    run(world, 1);
    // [/push]
    CHECK_NEAR(v.x, 2.0, 1e-5);
    CHECK_NEAR(w, -0.5 * 2000.0 / (1000.0 / 6.0), 1e-4);
    CHECK_NEAR(qn_body_velocity(world, body).x, 2.1, 1e-5);
    run(world, 1);
    CHECK_NEAR(qn_body_velocity(world, body).x, 2.1, 1e-5);
    qn_world_destroy(world);
}

static void locks(void)
{
    qn_world *world = new_world();
    // [locks]
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, body, 0.5f, 0.5f);
    qn_body_set_locks(world, body, (qn_locks){.x = true, .rotation = true});
    qn_body_apply_impulse(world, body, qn_v2(5000, -1000), qn_v2(0.5f, 0.5f));
    run(world, 30);
    // [/locks]
    CHECK(qn_body_pose(world, body).p.x == 0);
    CHECK(qn_body_angular_velocity(world, body) == 0);
    CHECK(qn_body_pose(world, body).p.y < -1);
    qn_world_destroy(world);
}

static void sleeping(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [sleep]
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    add_box(world, crate, 0.5f, 0.5f);
    run(world, 60); // at rest for half a second: it sleeps, and costs nothing
    bool slept = !qn_body_is_awake(world, crate);
    qn_body_apply_impulse_to_center(world, crate, qn_v2(0, 100)); // wakes it
    bool woke = qn_body_is_awake(world, crate);
    qn_body_set_enable_sleep(world, crate, false); // this one never sleeps
    run(world, 120);
    // [/sleep]
    CHECK(slept);
    CHECK(woke);
    CHECK(qn_body_is_awake(world, crate));
    qn_world_destroy(world);
}

static void disable(void)
{
    qn_world *world = new_world();
    qn_body_id door = add_body(world, QN_BODY_STATIC, 0, 0);
    add_box(world, door, 2, 0.1f);
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, 0, 1);
    add_circle(world, ball, 0.2f);
    // [disable]
    qn_body_set_enabled(world, door, false); // keeps shapes and joints, takes no part
    run(world, 60);
    bool fell_through = qn_body_pose(world, ball).p.y < -1;
    qn_body_set_enabled(world, door, true);
    // [/disable]
    CHECK(fell_through);
    CHECK(qn_body_is_enabled(world, door));
    qn_world_destroy(world);
}

static void list_bodies(void)
{
    qn_world *world = new_world();
    for (int i = 0; i < 5; ++i) {
        qn_body_id body = add_body(world, QN_BODY_DYNAMIC, (float)i, 0);
        qn_body_set_user_data(world, body, i == 3 ? 42 : 0);
    }
    // [list-bodies]
    qn_body_id bodies[64], player = {0};
    int32_t count = qn_world_bodies(world, bodies, 64); // by slot
    for (int32_t i = 0; i < count && i < 64; ++i) {
        if (qn_body_user_data(world, bodies[i]) == 42) {
            player = bodies[i];
        }
    }
    // [/list-bodies]
    CHECK_INT(count, 5);
    CHECK_NEAR(qn_body_pose(world, player).p.x, 3.0, 0);
    qn_world_destroy(world);
}

static void far_away(void)
{
    // [far-away]
    float ways[2];
    for (int i = 0; i < 2; ++i) {
        qn_world *world = new_world();
        float x = i == 0 ? 0.0f : 99000.0f;
        qn_body_id floor = add_body(world, QN_BODY_STATIC, x, -1);
        add_box(world, floor, 5, 1);
        qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, x, 2);
        add_circle(world, ball, 0.25f);
        qn_body_set_velocity(world, ball, qn_v2(0.5f, 0), 0);
        run(world, 90);
        ways[i] = qn_body_offset(world, floor, ball).x; // finer than two positions can say
        qn_world_destroy(world);
    }
    // [/far-away]
    CHECK_NEAR(ways[0], ways[1], 1e-4);
    CHECK(ways[0] > 0.5f);
}
