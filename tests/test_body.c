// What a body can be told: mass, locks, targets, type, taking part, sleep, and what it answers.
#include "check.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <math.h>

// ---- Mass -----------------------------------------------------------------------------------

TEST(a_torque_turns_a_body_by_the_inertia_it_was_given)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    CHECK_ERROR(qn_body_set_mass_data(world, body, (qn_mass){3.0f, 7.0f, {0.0f, 0.0f}}),
                QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass(world, body), 3.0, 0.0);
    CHECK_NEAR(qn_body_rotational_inertia(world, body), 7.0, 0.0);
    qn_body_apply_torque(world, body, 42.0f);
    qn_body_apply_force_to_center(world, body, qn_v2(6.0f, 0.0f));
    scene_step(world, 1);
    CHECK_NEAR(qn_body_angular_velocity(world, body), 42.0 / 7.0 * SCENE_DT_S, 1e-6);
    CHECK_NEAR(qn_body_velocity(world, body).x, 6.0 / 3.0 * SCENE_DT_S, 1e-7);
    qn_world_destroy(world);
}

TEST(a_push_beside_the_given_centre_of_mass_turns_the_body)
{
    qn_world *world = scene_weightless();
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.override_mass = true;
    def.mass = (qn_mass){2.0f, 5.0f, {0.0f, -0.4f}};
    qn_body_id body = qn_body_create(world, &def);
    CHECK_NEAR(qn_body_center_of_mass(world, body).y, -0.4, 1e-7);
    qn_body_apply_impulse(world, body, qn_v2(3.0f, 0.0f), qn_v2(0.0f, 0.0f));
    CHECK_NEAR(qn_body_velocity(world, body).x, 1.5, 1e-6);
    CHECK_NEAR(qn_body_angular_velocity(world, body), -0.4 * 3.0 / 5.0, 1e-6); // r x P / I
    // The origin moves faster than the centre, by w x r.
    CHECK_NEAR(qn_body_velocity_at(world, body, qn_v2(0.0f, 0.0f)).x, 1.5 + 0.24 * 0.4, 1e-6);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 0.0f), 0.0f);
    qn_body_apply_impulse_to_center(world, body, qn_v2(3.0f, 0.0f));
    CHECK_NEAR(qn_body_angular_velocity(world, body), 0.0, 0.0);
    qn_world_destroy(world);
}

TEST(given_mass_outlives_shapes_and_types_until_it_is_reset)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    float of_shapes = qn_body_mass(world, body);
    qn_body_set_mass_data(world, body, (qn_mass){3.0f, 7.0f, {0.1f, 0.2f}});
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(2.0f, 0.0f), 0.5f);
    CHECK_NEAR(qn_body_mass(world, body), 3.0, 0.0);
    CHECK_ERROR(qn_body_set_type(world, body, QN_BODY_KINEMATIC), QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass(world, body), 0.0, 0.0);
    CHECK_ERROR(qn_body_set_type(world, body, QN_BODY_DYNAMIC), QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass_data(world, body).center_m.y, 0.2, 1e-7);
    CHECK_ERROR(qn_body_reset_mass_data(world, body), QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass(world, body), of_shapes + 1000.0 * 3.14159265 * 0.25, 0.1);
    qn_world_destroy(world);
}

// ---- Locks ----------------------------------------------------------------------------------

TEST(a_locked_direction_is_held_to_the_bit)
{
    qn_world *world = scene_world();
    scene_ground(world, 20.0f);
    qn_body_id post = scene_box(world, 0.1f, 0.5f, 0.5f, 0.5f);
    qn_body_set_locks(world, post, (qn_locks){.x = true, .rotation = true});
    qn_body_id ball = scene_circle(world, -4.0f, 0.6f, 0.5f);
    qn_body_set_velocity(world, ball, qn_v2(20.0f, 0.0f), 0.0f);
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        CHECK(qn_body_pose(world, post).p.x == 0.1f);
        CHECK(qn_body_pose(world, post).q.s == 0.0f);
        CHECK(qn_body_velocity(world, post).x == 0.0f);
    }
    CHECK(qn_body_pose(world, ball).p.x < -0.5f); // it stopped at the post
    qn_world_destroy(world);
}

TEST(a_body_that_may_only_turn_turns_and_does_not_fall)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.25f, 3.0f, 1.0f, 0.2f);
    qn_body_set_locks(world, body, (qn_locks){.x = true, .y = true});
    qn_body_apply_torque(world, body, 60.0f);
    scene_step(world, 1);
    float inertia = qn_body_rotational_inertia(world, body);
    CHECK_NEAR(qn_body_angular_velocity(world, body), 60.0 / inertia * SCENE_DT_S, 1e-6);
    scene_step(world, 60);
    CHECK(qn_body_pose(world, body).p.x == 0.25f && qn_body_pose(world, body).p.y == 3.0f);
    CHECK(qn_body_pose(world, body).q.s > 0.0f);
    qn_world_destroy(world);
}

TEST(locking_ends_the_motion_that_is_there)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(3.0f, 4.0f), 5.0f);
    qn_body_set_locks(world, body, (qn_locks){.y = true});
    CHECK(qn_body_velocity(world, body).y == 0.0f && qn_body_velocity(world, body).x == 3.0f);
    CHECK(qn_body_locks(world, body).y && !qn_body_locks(world, body).x);
    qn_body_set_locks(world, body, (qn_locks){.rotation = true});
    CHECK(qn_body_angular_velocity(world, body) == 0.0f);
    CHECK(qn_body_rotational_inertia(world, body) == 0.0f);
    qn_body_set_locks(world, body, (qn_locks){0});
    CHECK(qn_body_rotational_inertia(world, body) > 0.0f);
    qn_world_destroy(world);
}

// ---- Targets --------------------------------------------------------------------------------

TEST(a_kinematic_body_reaches_its_target_in_one_step)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, body, &def, qn_v2(1.0f, 0.5f), qn_v2(0.5f, 0.5f), 0.0f);
    uint32_t seed = 77;
    float angle = 3.0f;
    qn_body_set_pose(world, body, qn_v2(0.0f, 0.0f), angle);
    for (int i = 0; i < 200; ++i) {
        qn_vec2 at;
        at.x = check_random_float(&seed, -2.0f, 2.0f);
        at.y = check_random_float(&seed, -2.0f, 2.0f);
        angle += check_random_float(&seed, -1.0f, 1.0f);
        CHECK_ERROR(qn_body_set_target_pose(world, body, at, angle, SCENE_DT_S), QN_ERROR_OK);
        scene_step(world, 1);
        qn_pose pose = qn_body_pose(world, body);
        CHECK_NEAR(pose.p.x, at.x, 1e-4);
        CHECK_NEAR(pose.p.y, at.y, 1e-4);
        CHECK_NEAR(qn_rot_angle(qn_rot_inv_mul(qn_rot_from_angle(angle), pose.q)), 0.0, 1e-4);
    }
    qn_world_destroy(world);
}

TEST(a_target_out_of_reach_is_refused)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    qn_vec2 far = {100.0f, 0.0f};
    CHECK_ERROR(qn_body_set_target_pose(world, body, far, 0.0f, SCENE_DT_S), QN_ERROR_OUT_OF_RANGE);
    CHECK(qn_body_velocity(world, body).x == 0.0f);
    CHECK_ERROR(qn_body_set_target_pose(world, body, far, 0.0f, 1.0f), QN_ERROR_OK);
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    CHECK_ERROR(qn_body_set_target_pose(world, ground, far, 0.0f, 1.0f), QN_ERROR_WRONG_TYPE);
    qn_world_destroy(world);
}

// ---- Taking part ----------------------------------------------------------------------------

TEST(a_disabled_body_holds_nothing_up_and_is_not_seen)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, box));
    CHECK_ERROR(qn_body_set_enabled(world, ground, false), QN_ERROR_OK);
    CHECK(qn_body_is_alive(world, ground) && !qn_body_is_enabled(world, ground));
    scene_step(world, 30);
    CHECK(qn_body_pose(world, box).p.y < -0.5f);
    qn_filter all = qn_filter_all();
    qn_cast_hit hit;
    qn_world_cast_ray(world, &(qn_ray){qn_v2(5.0f, 5.0f), qn_v2(0.0f, -10.0f)}, all, &hit);
    CHECK_INT(hit.shape.raw, 0);
    CHECK_ERROR(qn_body_set_enabled(world, ground, true), QN_ERROR_OK);
    qn_world_cast_ray(world, &(qn_ray){qn_v2(5.0f, 5.0f), qn_v2(0.0f, -10.0f)}, all, &hit);
    CHECK(hit.shape.raw != 0);
    qn_world_destroy(world);
}

TEST(a_joint_of_a_disabled_body_does_nothing_until_it_is_back)
{
    qn_world *world = scene_world();
    qn_body_id hook = scene_body(world, QN_BODY_STATIC, 0.0f, 5.0f);
    qn_body_id bob = scene_circle(world, 0.0f, 4.0f, 0.2f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = hook;
    def.base.body_b = bob;
    def.base.anchor_b_m = qn_v2(0.0f, 1.0f);
    qn_joint_id joint = qn_revolute_create(world, &def);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, bob));
    CHECK_ERROR(qn_body_set_enabled(world, hook, false), QN_ERROR_OK);
    scene_step(world, 30);
    CHECK(qn_body_pose(world, bob).p.y < 3.5f);
    CHECK(qn_joint_is_alive(world, joint));
    CHECK_ERROR(qn_body_set_enabled(world, hook, true), QN_ERROR_OK);
    scene_step(world, 120);
    CHECK_NEAR(qn_joint_separation(world, joint), 0.0, 0.05);
    qn_world_destroy(world);
}

TEST(a_body_made_disabled_keeps_its_velocity_for_later)
{
    qn_world *world = scene_weightless();
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.velocity_mps = qn_v2(2.0f, 0.0f);
    def.is_enabled = false;
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_circle(world, body, &shape, qn_v2(0.0f, 0.0f), 0.5f);
    CHECK_ERROR(qn_body_set_awake(world, body, false), QN_ERROR_WRONG_TYPE);
    scene_step(world, 10);
    CHECK(qn_body_pose(world, body).p.x == 0.0f && !qn_body_is_awake(world, body));
    CHECK_ERROR(qn_body_set_enabled(world, body, true), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, body).p.x, 2.0, 1e-4);
    qn_body_set_enabled(world, body, false);
    CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_body_may_change_its_type_while_others_lean_on_it)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id top = scene_stack(world, 3);
    qn_body_id shelf = scene_body(world, QN_BODY_STATIC, 5.0f, 3.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, shelf, &def, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.1f), 0.0f);
    qn_body_id cargo = scene_box(world, 5.0f, 3.4f, 0.3f, 0.3f);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, cargo) && !qn_body_is_awake(world, top));
    CHECK_ERROR(qn_body_set_type(world, shelf, QN_BODY_DYNAMIC), QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass(world, shelf), 400.0, 0.1);
    scene_step(world, 120);
    CHECK(qn_body_pose(world, shelf).p.y < 0.3f && qn_body_pose(world, cargo).p.y < 0.8f);
    qn_body_set_velocity(world, cargo, qn_v2(0.0f, 3.0f), 0.0f);
    scene_step(world, 3);
    CHECK_ERROR(qn_body_set_type(world, cargo, QN_BODY_STATIC), QN_ERROR_OK);
    float height = qn_body_pose(world, cargo).p.y;
    scene_step(world, 60);
    CHECK(qn_body_pose(world, cargo).p.y == height && !qn_body_is_awake(world, cargo));
    CHECK_ERROR(qn_body_set_type(world, cargo, QN_BODY_KINEMATIC), QN_ERROR_OK);
    qn_body_set_velocity(world, cargo, qn_v2(0.0f, 1.0f), 0.0f);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, cargo).p.y, height + 1.0f, 1e-3);
    qn_world_destroy(world);
}

// ---- Sleep ----------------------------------------------------------------------------------

TEST(a_body_that_may_not_sleep_keeps_its_island_awake)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id top = scene_stack(world, 3);
    CHECK_ERROR(qn_body_set_enable_sleep(world, top, false), QN_ERROR_OK);
    scene_step(world, 180);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 3);
    CHECK_ERROR(qn_body_set_enable_sleep(world, top, true), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
    CHECK_ERROR(qn_body_set_enable_sleep(world, top, false), QN_ERROR_OK); // and it wakes
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 3);
    qn_world_destroy(world);
}

TEST(a_body_sleeps_below_its_own_speed)
{
    qn_world *world = scene_weightless();
    qn_body_id slow = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_body_id lazy = scene_circle(world, 0.0f, 5.0f, 0.5f);
    qn_body_set_velocity(world, slow, qn_v2(0.1f, 0.0f), 0.0f);
    qn_body_set_velocity(world, lazy, qn_v2(0.1f, 0.0f), 0.0f);
    CHECK_ERROR(qn_body_set_sleep_speed(world, lazy, 0.2f), QN_ERROR_OK);
    CHECK_NEAR(qn_body_sleep_speed(world, lazy), 0.2, 1e-7);
    scene_step(world, 60);
    CHECK(qn_body_is_awake(world, slow) && !qn_body_is_awake(world, lazy));
    qn_world_destroy(world);
}

TEST(the_world_puts_all_to_sleep_and_wakes_all)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    scene_pyramid(world, 4);
    CHECK_ERROR(qn_world_set_all_awake(world, false), QN_ERROR_OK);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
    check_sound(world);
    scene_step(world, 5);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
    CHECK_ERROR(qn_world_set_all_awake(world, true), QN_ERROR_OK);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 10);
    CHECK_ERROR(qn_world_set_enable_sleep(world, false), QN_ERROR_OK);
    scene_step(world, 180);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 10);
    CHECK_ERROR(qn_world_set_enable_sleep(world, true), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
    qn_world_set_gravity(world, qn_v2(0.0f, -9.0f)); // what slept must feel it
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 10);
    qn_world_destroy(world);
}

// ---- Answers --------------------------------------------------------------------------------

TEST(damping_and_gravity_scale_act_from_the_next_step)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_circle(world, 0.0f, 0.0f, 0.5f);
    CHECK_ERROR(qn_body_set_gravity_scale(world, body, 0.5f), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_velocity(world, body).y, -5.0, 1e-3);
    CHECK_ERROR(qn_body_set_gravity_scale(world, body, 0.0f), QN_ERROR_OK);
    CHECK_ERROR(qn_body_set_damping(world, body, 2.0f, 3.0f), QN_ERROR_OK);
    qn_body_set_velocity(world, body, qn_v2(1.0f, 0.0f), 1.0f);
    scene_step(world, 60);
    // Implicit Euler at 240 Hz: (1 + c h)^-240.
    CHECK_NEAR(qn_body_velocity(world, body).x, pow(1.0 + 2.0 / 240.0, -240.0), 1e-4);
    CHECK_NEAR(qn_body_angular_velocity(world, body), pow(1.0 + 3.0 / 240.0, -240.0), 1e-4);
    CHECK_NEAR(qn_body_angular_damping(world, body), 3.0, 0.0);
    qn_world_destroy(world);
}

TEST(points_and_vectors_go_to_the_body_and_back)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_box(world, 2.0f, -1.0f, 0.5f, 0.25f);
    qn_body_set_pose(world, body, qn_v2(2.0f, -1.0f), 0.7f);
    qn_vec2 point = {3.5f, 4.5f};
    qn_vec2 there = qn_body_local_point(world, body, point);
    qn_vec2 back = qn_body_world_point(world, body, there);
    CHECK_NEAR(qn_distance(back, point), 0.0, 1e-5);
    qn_vec2 turned = qn_body_world_vector(world, body, qn_v2(1.0f, 0.0f));
    CHECK_NEAR(turned.x, cos(0.7), 1e-6);
    CHECK_NEAR(turned.y, sin(0.7), 1e-6);
    CHECK_NEAR(qn_body_local_vector(world, body, turned).x, 1.0, 1e-6);
    qn_body_set_velocity(world, body, qn_v2(1.0f, 0.0f), 2.0f);
    CHECK_NEAR(qn_body_velocity_at(world, body, qn_v2(2.0f, 1.0f)).x, 1.0 - 2.0 * 2.0, 1e-6);
    qn_world_destroy(world);
}

TEST(a_world_lists_the_bodies_that_are_alive_by_slot)
{
    qn_world *world = scene_weightless();
    CHECK_INT(qn_world_bodies(world, NULL, 0), 0);
    qn_body_id made[4], listed[4] = {{9}, {9}, {9}, {9}};
    for (int i = 0; i < 4; ++i) {
        made[i] = scene_body(world, QN_BODY_DYNAMIC, (float)i, 0.0f);
    }
    qn_body_destroy(world, made[1]);
    CHECK_INT(qn_world_bodies(world, listed, 2), 3);
    CHECK(listed[0].raw == made[0].raw && listed[1].raw == made[2].raw && listed[2].raw == 9);
    made[1] = scene_body(world, QN_BODY_STATIC, 0.0f, 5.0f); // fills the freed slot, or a fifth
    CHECK_INT(qn_world_bodies(world, listed, 4), 4);
    bool is_found = false;
    for (int i = 0; i < 4; ++i) {
        CHECK(qn_body_is_alive(world, listed[i]));
        CHECK(i == 0 || (listed[i].raw & 0xFFFFFu) > (listed[i - 1].raw & 0xFFFFFu));
        is_found = is_found || listed[i].raw == made[1].raw;
    }
    CHECK(is_found);
    CHECK_INT(qn_world_bodies(NULL, listed, 4), 0);
    CHECK_INT(qn_world_bodies(world, listed, -1), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_world_bodies(world, NULL, 1), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_NULL_POINTER);
    qn_world_destroy(world);
}

TEST(a_body_lists_its_shapes_and_joints)
{
    qn_world *world = scene_world();
    qn_body_id a = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    qn_body_id b = scene_box(world, 3.0f, 1.0f, 0.5f, 0.5f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id circle = qn_shape_create_circle(world, a, &def, qn_v2(0.0f, 2.0f), 0.5f);
    qn_revolute_def pin = qn_revolute_def_default();
    pin.base.body_a = a;
    pin.base.body_b = b;
    qn_joint_id joint = qn_revolute_create(world, &pin);
    qn_shape_id shapes[4] = {{0}};
    qn_joint_id joints[4] = {{0}};
    CHECK_INT(qn_body_shapes(world, a, shapes, 4), 2);
    CHECK(shapes[0].raw == circle.raw || shapes[1].raw == circle.raw);
    CHECK(shapes[0].raw != shapes[1].raw && shapes[2].raw == 0);
    CHECK_INT(qn_body_shapes(world, a, NULL, 0), 2);
    CHECK_INT(qn_body_joints(world, b, joints, 4), 1);
    CHECK_INT(joints[0].raw, joint.raw);
    shapes[1].raw = 7;
    CHECK_INT(qn_body_shapes(world, a, shapes, 1), 2);
    CHECK_INT(shapes[1].raw, 7); // not beyond the capacity
    qn_aabb box = qn_body_aabb(world, a);
    CHECK_NEAR(box.lower.y, 0.5, 1e-6);
    CHECK_NEAR(box.upper.y, 3.5, 1e-6);
    qn_world_destroy(world);
}

// ---- Hostile --------------------------------------------------------------------------------

static const float bad_numbers[] = {NAN, INFINITY, -INFINITY, 1.0e30f, -1.0e30f};

TEST(no_call_takes_a_number_that_is_none)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    uint64_t hash = qn_world_state_hash(world);
    qn_vec2 zero = {0.0f, 0.0f};
    for (int i = 0; i < 5; ++i) {
        float bad = bad_numbers[i];
        qn_vec2 nowhere = {0.0f, bad};
        CHECK(qn_body_set_mass_data(world, body, (qn_mass){bad, 1.0f, zero}) != QN_ERROR_OK);
        CHECK(qn_body_set_mass_data(world, body, (qn_mass){1.0f, bad, zero}) != QN_ERROR_OK);
        CHECK(qn_body_set_mass_data(world, body, (qn_mass){1.0f, 1.0f, nowhere}) != QN_ERROR_OK);
        CHECK(qn_body_set_damping(world, body, bad, 0.0f) != QN_ERROR_OK);
        CHECK(qn_body_set_damping(world, body, 0.0f, bad) != QN_ERROR_OK);
        CHECK(qn_body_set_gravity_scale(world, body, bad) != QN_ERROR_OK);
        CHECK(qn_body_set_sleep_speed(world, body, bad) != QN_ERROR_OK);
        CHECK(qn_body_set_target_pose(world, body, nowhere, 0.0f, 1.0f) != QN_ERROR_OK);
        CHECK(qn_body_set_target_pose(world, body, zero, bad, 1.0f) != QN_ERROR_OK);
        CHECK(qn_body_set_target_pose(world, body, zero, 0.0f, bad) != QN_ERROR_OK);
        CHECK(qn_body_apply_force_to_center(world, body, nowhere) != QN_ERROR_OK);
        CHECK(qn_body_apply_impulse_to_center(world, body, nowhere) != QN_ERROR_OK);
        CHECK(qn_body_world_point(world, body, nowhere).y == 0.0f);
        CHECK(qn_world_last_error(world, NULL) != QN_ERROR_OK);
        qn_world_clear_error(world);
    }
    CHECK(qn_body_set_mass_data(world, body, (qn_mass){0.0f, 1.0f, zero}) != QN_ERROR_OK);
    CHECK(qn_body_set_mass_data(world, body, (qn_mass){1.0f, -1.0f, zero}) != QN_ERROR_OK);
    CHECK(qn_body_set_mass_data(world, body, (qn_mass){1.0f, 1e-30f, zero}) != QN_ERROR_OK);
    CHECK_ERROR(qn_body_set_type(world, body, (qn_body_type)7), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_set_type(world, body, (qn_body_type)-1), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_body_shapes(world, body, NULL, 3), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_body_joints(world, body, NULL, -3), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

static void refuse_all(qn_world *world, qn_body_id body, qn_error expected)
{
    qn_vec2 zero = {0.0f, 0.0f};
    CHECK_ERROR(qn_body_set_mass_data(world, body, (qn_mass){1.0f, 1.0f, zero}), expected);
    CHECK_ERROR(qn_body_reset_mass_data(world, body), expected);
    CHECK_ERROR(qn_body_set_damping(world, body, 0.0f, 0.0f), expected);
    CHECK_ERROR(qn_body_set_gravity_scale(world, body, 1.0f), expected);
    CHECK_ERROR(qn_body_set_locks(world, body, (qn_locks){0}), expected);
    CHECK_ERROR(qn_body_set_type(world, body, QN_BODY_STATIC), expected);
    CHECK_ERROR(qn_body_set_enabled(world, body, false), expected);
    CHECK_ERROR(qn_body_set_enable_sleep(world, body, false), expected);
    CHECK_ERROR(qn_body_set_sleep_speed(world, body, 0.0f), expected);
    CHECK_ERROR(qn_body_set_target_pose(world, body, zero, 0.0f, 1.0f), expected);
    CHECK_ERROR(qn_body_apply_force_to_center(world, body, zero), expected);
    CHECK_ERROR(qn_body_apply_impulse_to_center(world, body, zero), expected);
    CHECK_INT(qn_body_shapes(world, body, NULL, 0), 0);
    CHECK_INT(qn_body_joints(world, body, NULL, 0), 0);
    CHECK(qn_body_aabb(world, body).upper.x == 0.0f);
    CHECK(!qn_body_is_enabled(world, body) && !qn_body_enables_sleep(world, body));
    CHECK(qn_body_mass_data(world, body).mass_kg == 0.0f && !qn_body_locks(world, body).x);
    CHECK(qn_body_velocity_at(world, body, zero).x == 0.0f);
    CHECK(qn_body_linear_damping(world, body) == 0.0f && qn_body_sleep_speed(world, body) == 0.0f);
    CHECK(qn_body_gravity_scale(world, body) == 0.0f);
}

TEST(stale_and_null_bodies_are_refused_by_every_call)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    qn_body_destroy(world, body);
    uint64_t hash = qn_world_state_hash(world);
    refuse_all(world, body, QN_ERROR_STALE_HANDLE);
    refuse_all(world, (qn_body_id){0}, QN_ERROR_NULL_HANDLE);
    refuse_all(NULL, body, QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_set_all_awake(NULL, true), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_set_enable_sleep(NULL, true), QN_ERROR_NULL_POINTER);
    CHECK(!qn_world_enables_sleep(NULL));
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

// ---- Every order ----------------------------------------------------------------------------

#define CHANGING 24

// One of the calls that change what a body is; `other` is also the number that it is given.
static void change_something(qn_world *world, const qn_body_id *bodies, uint32_t *random)
{
    qn_body_id body = bodies[check_random(random) % CHANGING];
    uint32_t other = check_random(random) % CHANGING;
    uint32_t what = check_random(random) % 9u;
    qn_revolute_def pin = qn_revolute_def_default();
    pin.base.body_a = body;
    pin.base.body_b = bodies[other];
    if (what == 0) {
        qn_body_set_type(world, body, (qn_body_type)(other % 3u));
    } else if (what == 1) {
        qn_body_set_enabled(world, body, other % 2u == 0);
    } else if (what == 2) {
        qn_revolute_create(world, &pin);
    } else if (what == 3) {
        qn_body_set_awake(world, body, other % 2u == 0);
    } else if (what == 4) {
        qn_body_set_locks(world, body, (qn_locks){other & 1u, other & 2u, other & 4u});
    } else if (what == 5) {
        qn_body_set_pose(world, body, qn_v2((float)other - 12.0f, 3.0f), 0.3f);
    } else if (what == 6) {
        qn_body_set_velocity(world, body, qn_v2(1.0f, (float)other - 12.0f), 1.0f);
    } else if (what == 7 && other < 6) {
        qn_world_set_all_awake(world, other % 2u == 0);
    } else if (what == 8 && other < 12) {
        qn_body_destroy(world, body);
    }
}

// Over bodies that touch and hang together; the validator looks after each change.
static void check_changes_in_random_order(uint32_t seed)
{
    uint32_t random = seed * 7919u;
    qn_world *world = scene_world();
    qn_body_id bodies[CHANGING];
    scene_ground(world, 10.0f);
    for (int i = 0; i < CHANGING; ++i) {
        int column = i % 6, row = i / 6;
        bodies[i] = scene_box(world, (float)column - 3.0f, 0.5f + (float)row, 0.45f, 0.5f);
    }
    const char *wrong = NULL;
    for (int i = 0; i < 400 && wrong == NULL; ++i) {
        change_something(world, bodies, &random);
        wrong = qn_world_validate(world);
        scene_step(world, 1);
    }
    if (wrong != NULL) {
        CHECK_INT(seed, 0); // prints the seed
        CHECK_TEXT(wrong, "");
    }
    qn_world_destroy(world);
}

TEST(no_order_of_changes_breaks_an_invariant)
{
    for (uint32_t seed = 1; seed <= 6; ++seed) {
        check_changes_in_random_order(seed);
    }
}
