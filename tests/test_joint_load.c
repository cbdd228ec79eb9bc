// Joints that carry too much: they say so, and break where they may.
#include <float.h>

#include "check.h"
#include "joints.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes.h"

// A weight of 1000 kg that hangs on a rod of 1 m.
typedef struct hanging {
    qn_world *world;
    qn_body_id weight;
    qn_joint_id rod;
} hanging;

static hanging hang(float max_force_n, bool breaks)
{
    hanging h = {.world = scene_world()};
    h.weight = scene_box(h.world, 0.0f, 4.0f, 0.5f, 0.5f);
    qn_distance_def def = qn_distance_def_default();
    def.base.body_a = scene_body(h.world, QN_BODY_STATIC, 0.0f, 5.0f);
    def.base.body_b = h.weight;
    def.base.max_force_n = max_force_n;
    def.base.breaks = breaks;
    def.base.user_data = 77;
    def.length_m = 1.0f;
    h.rod = qn_distance_create(h.world, &def);
    scene_step(h.world, 10);
    return h;
}

static int event_count(const qn_world *world)
{
    int32_t count = 0;
    qn_world_joint_events(world, &count);
    return count;
}

static void pull(hanging *h, float force_n)
{
    qn_body_apply_force_to_center(h->world, h->weight, qn_v2(0.0f, -force_n));
    scene_step(h->world, 1);
}

TEST(a_joint_breaks_in_the_step_that_loads_it_too_much_and_says_with_what)
{
    hanging h = hang(15000.0f, true);
    CHECK_INT(event_count(h.world), 0);
    pull(&h, 4000.0f);
    CHECK_INT(event_count(h.world), 0);
    CHECK(qn_joint_is_alive(h.world, h.rod));
    pull(&h, 6000.0f);
    CHECK_INT(event_count(h.world), 1);
    const qn_joint_event *event = qn_world_joint_events(h.world, NULL);
    CHECK_INT(event->type, QN_JOINT_EVENT_BREAK);
    CHECK(event->joint.raw == h.rod.raw);
    CHECK_NEAR(event->force_n.x, 0.0, 1.0);
    CHECK_NEAR(event->force_n.y, 16000.0, 20.0);
    CHECK(event->separation_m >= 0.0f && event->separation_m < 1e-3f);
    CHECK_INT(event->user_data, 77);
    CHECK(!qn_joint_is_alive(h.world, h.rod));
    CHECK_INT(qn_world_get_counters(h.world).joint_count, 0);
    scene_step(h.world, 60);
    CHECK_INT(event_count(h.world), 0);
    CHECK_NEAR(qn_body_velocity(h.world, h.weight).y, -10.0, 0.3);
    qn_world_destroy(h.world);
}

TEST(a_joint_that_may_not_break_is_overloaded_in_each_step)
{
    hanging h = hang(15000.0f, false);
    for (int i = 0; i < 3; ++i) {
        pull(&h, 6000.0f);
        CHECK_INT(event_count(h.world), 1);
        CHECK_INT(qn_world_joint_events(h.world, NULL)->type, QN_JOINT_EVENT_OVERLOAD);
    }
    CHECK(qn_joint_is_alive(h.world, h.rod));
    pull(&h, 0.0f);
    CHECK_INT(event_count(h.world), 0);
    CHECK_ERROR(qn_joint_set_max_load(h.world, h.rod, 9000.0f, 0.0f, true), QN_ERROR_OK);
    pull(&h, 0.0f);
    CHECK(!qn_joint_is_alive(h.world, h.rod));
    qn_world_destroy(h.world);
}

TEST(a_joint_without_a_threshold_carries_anything)
{
    hanging h = hang(0.0f, true);
    pull(&h, 1.0e8f);
    CHECK_INT(event_count(h.world), 0);
    CHECK(qn_joint_is_alive(h.world, h.rod));
    qn_world_destroy(h.world);
}

TEST(a_joint_of_a_disabled_body_carries_nothing)
{
    hanging h = hang(9000.0f, false);
    CHECK_INT(event_count(h.world), 1);
    qn_body_set_enabled(h.world, h.weight, false);
    scene_step(h.world, 1);
    CHECK_NEAR(qn_joint_force(h.world, h.rod).y, 0.0, 0.0);
    CHECK_INT(event_count(h.world), 0);
    qn_body_set_enabled(h.world, h.weight, true);
    scene_step(h.world, 10);
    CHECK_NEAR(qn_joint_force(h.world, h.rod).y, 10000.0, 20.0);
    qn_world_destroy(h.world);
}

TEST(a_weld_breaks_by_its_torque)
{
    qn_world *world = scene_world();
    qn_body_id board = scene_box(world, 1.0f, 0.0f, 1.0f, 0.05f); // 200 kg, 2000 N m
    qn_weld_def def = qn_weld_def_default();
    def.base = qn_joint_base_at(world, scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f), board,
                                qn_v2(0.0f, 0.0f), 0.0f);
    def.base.max_torque_nm = 2500.0f;
    def.base.breaks = true;
    qn_joint_id weld = qn_weld_create(world, &def);
    scene_step(world, 20);
    CHECK(qn_joint_is_alive(world, weld));
    qn_body_apply_force(world, board, qn_v2(0.0f, -1000.0f), qn_v2(2.0f, 0.0f));
    scene_step(world, 1);
    CHECK(!qn_joint_is_alive(world, weld));
    CHECK_INT(event_count(world), 1);
    CHECK_NEAR(qn_abs(qn_world_joint_events(world, NULL)->torque_nm), 4000.0, 300.0);
    qn_world_destroy(world);
}

TEST(a_gear_goes_with_a_joint_that_breaks_and_its_bodies_meet_again)
{
    qn_world *world = scene_world();
    qn_body_id frame = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id wheels[2];
    qn_joint_id pins[2];
    for (int i = 0; i < 2; ++i) {
        float x = 3.0f * (float)i;
        wheels[i] = scene_circle(world, x, 0.0f, 1.0f);
        qn_revolute_def pin = qn_revolute_def_default();
        pin.base = qn_joint_base_at(world, frame, wheels[i], qn_v2(x, 0.0f), 0.0f);
        pin.base.max_force_n = 1.0e5f;
        pin.base.breaks = true;
        pins[i] = qn_revolute_create(world, &pin);
    }
    qn_gear_def def = qn_gear_def_default();
    def.joint_a = pins[0];
    def.joint_b = pins[1];
    def.base.max_torque_nm = 1.0e-3f; // it says so before the pin breaks, or is gone after
    qn_joint_id gear = qn_gear_create(world, &def);
    scene_step(world, 2);
    qn_body_apply_force_to_center(world, wheels[1], qn_v2(-1.0e6f, 0.0f));
    scene_step(world, 1);
    CHECK(qn_joint_is_alive(world, pins[0]));
    CHECK(!qn_joint_is_alive(world, pins[1]));
    CHECK(!qn_joint_is_alive(world, gear));
    CHECK_INT(qn_world_get_counters(world).joint_count, 1);
    qn_body_set_velocity(world, wheels[1], qn_v2(-20.0f, 0.0f), 0.0f);
    scene_step(world, 30);
    CHECK(qn_body_pose(world, wheels[1]).p.x > 0.0f); // stopped by the other wheel
    qn_world_destroy(world);
}

TEST(breaking_is_the_same_after_a_snapshot)
{
    hanging h = hang(15000.0f, true);
    qn_world *other = scene_world();
    CHECK_ERROR(qn_world_copy(other, h.world), QN_ERROR_OK);
    hanging twin = {other, h.weight, h.rod};
    pull(&h, 6000.0f);
    pull(&twin, 6000.0f);
    CHECK_INT(event_count(other), 1);
    scene_step(h.world, 30);
    scene_step(other, 30);
    CHECK(qn_world_state_hash(h.world) == qn_world_state_hash(other));
    qn_world_destroy(h.world);
    qn_world_destroy(other);
}

// Such as a forged snapshot may hold: the impulses are numbers, what they are as a force is none.
TEST(a_push_at_the_end_of_all_numbers_leaves_no_load_that_is_none)
{
    qn_world *world = scene_small();
    world->motions[1].torque_nm = -FLT_MAX;
    scene_step(world, 1);
    CHECK(qn_v2_is_finite(world->joints[0].load) && qn_is_finite(world->joints[0].turn_load));
    CHECK_TEXT(qn_world_validate(world) == NULL ? "" : qn_world_validate(world), "");
    scene_step(world, 60);
    CHECK_TEXT(qn_world_validate(world) == NULL ? "" : qn_world_validate(world), "");
    qn_world_destroy(world);
}
