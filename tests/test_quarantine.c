// Bodies whose motion leaves the range of numbers in spite of every check at the door: they stop
// where the step began, say so, and nothing of it stays in the world.
#include "check.h"
#include "physics/step.h"
#include "physics/world.h"
#include "scenes.h"
#include "fixture.h"
#include "sound.h"

#include <math.h>
#include <string.h>

static qn_world *world_with_events(void)
{
    qn_world_def def = qn_world_def_default();
    def.enable_body_events = true;
    def.handle_salt = 1;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    return world;
}

static int count_freezes(const qn_world *world)
{
    int32_t count;
    const qn_body_event *events = qn_world_body_events(world, &count);
    int found = 0;
    for (int32_t i = 0; i < count; ++i) {
        found += events[i].type == QN_BODY_EVENT_FREEZE;
    }
    return found;
}

// ---- Through the door -----------------------------------------------------------------------

static qn_body_id tiny_ball(qn_world *world, float x, float y)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(x, y);
    def.override_mass = true;
    def.mass = (qn_mass){1.0e-6f, 1.0e-12f, {0.0f, 0.0f}};
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    shape.material.rolling_resistance = 1.0f;
    qn_shape_create_circle(world, body, &shape, qn_v2(0.0f, 0.0f), 0.5f);
    return body;
}

TEST(forces_beyond_all_bounds_are_refused_and_the_greatest_ones_harm_nothing)
{
    qn_world *world = world_with_events();
    scene_ground(world, 50.0f);
    qn_body_id ball = tiny_ball(world, 0.0f, 0.5f);
    for (int i = 1; i < 10; ++i) {
        scene_box(world, 0.3f * (float)i, 0.5f + 0.9f * (float)i, 0.5f, 0.5f);
    }
    uint64_t hash = qn_world_state_hash(world);
    qn_vec2 force = {3.0e38f, -3.0e38f};
    qn_vec2 at = {0.0f, 0.0f};
    CHECK_ERROR(qn_body_apply_force(world, ball, force, at), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_apply_force_to_center(world, ball, force), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_apply_torque(world, ball, 3.0e38f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_apply_impulse(world, ball, force, at), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_apply_angular_impulse(world, ball, -3.0e38f), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_world_state_hash(world), hash);
    for (int step = 0; step < 60; ++step) {
        for (int i = 0; i < 100; ++i) {
            qn_vec2 far = {i % 2 == 0 ? 1.0e5f : -1.0e5f, 1.0e5f};
            CHECK_ERROR(qn_body_apply_force(world, ball, qn_v2(1.0e12f, -1.0e12f), far),
                        QN_ERROR_OK);
        }
        scene_step(world, 1);
        check_sound(world);
    }
    qn_world_destroy(world);
}

// The hash says that it ends the same way on every build.
TEST(bodies_at_one_point_of_all_masses_part_the_same_way_everywhere)
{
    qn_world *world = world_with_events();
    scene_ground(world, 50.0f);
    for (int i = 0; i < 6; ++i) {
        tiny_ball(world, 0.0f, 3.0f);
        scene_box(world, 0.0f, 3.0f, 0.5f, 0.5f);
        qn_body_set_mass_data(world, scene_circle(world, 0.0f, 3.0f, 0.5f),
                              (qn_mass){1.0e12f, 1.0e18f, {0.0f, 0.0f}});
    }
    for (int step = 0; step < 240; ++step) {
        scene_step(world, 1);
        check_sound(world);
    }
    CHECK_INT(qn_world_state_hash(world), 3012220543288936801);
    qn_world_destroy(world);
}

// ---- Planted --------------------------------------------------------------------------------

// Where a number that is none is put, as a fault of the engine would.
typedef void plant_fn(qn_world *world, int32_t row, float bad);

static void plant_speed(qn_world *world, int32_t row, float bad)
{
    world->velocities[row].v.x = bad;
}
static void plant_spin(qn_world *world, int32_t row, float bad) { world->velocities[row].w = bad; }
static void plant_force(qn_world *world, int32_t row, float bad)
{
    world->motions[row].force_n.y = bad;
}
static void plant_torque(qn_world *world, int32_t row, float bad)
{
    world->motions[row].torque_nm = bad;
}

static void check_quarantine(plant_fn *plant, float bad, bool has_joints)
{
    qn_world *world = world_with_events();
    scene_ground(world, 10.0f);
    for (int i = 0; i < 8; ++i) {
        tiny_ball(world, 0.9f * (float)i - 4.0f, 0.5f);
        scene_box(world, 0.9f * (float)i - 4.0f, 1.6f, 0.5f, 0.5f);
    }
    if (has_joints) {
        fixture_furnish(world);
    }
    scene_step(world, 40);
    int32_t row = world->state->awake_count / 2;
    qn_body_id victim = {qn_pool_handle(world->body_slots, world->motions[row].body)};
    qn_vec2 before = qn_body_pose(world, victim).p;
    int32_t frozen = qn_world_get_counters(world).frozen_body_count;
    plant(world, row, bad);
    scene_step(world, 1);
    check_sound(world);
    int freezes = count_freezes(world);
    CHECK_INT(qn_world_get_counters(world).frozen_body_count, frozen + freezes);
    // What is infinite may still be held by the limits of speed.
    if (isnan(bad)) {
        qn_vec2 after = qn_body_pose(world, victim).p;
        CHECK(freezes > 0);
        CHECK_BYTES(&after, &before, sizeof after);
    }
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        check_sound(world);
        CHECK_INT(count_freezes(world), 0);
    }
    qn_world_destroy(world);
}

TEST(a_body_that_lost_its_numbers_stops_and_takes_nobody_along_for_good)
{
    plant_fn *const plants[] = {plant_speed, plant_spin, plant_force, plant_torque};
    for (int i = 0; i < 4; ++i) {
        check_quarantine(plants[i], NAN, false);
        check_quarantine(plants[i], NAN, true);
    }
}

TEST(an_infinite_push_is_held_by_the_limits_or_stops_the_body)
{
    plant_fn *const plants[] = {plant_force, plant_torque};
    for (int i = 0; i < 2; ++i) {
        check_quarantine(plants[i], INFINITY, false);
        check_quarantine(plants[i], -INFINITY, true);
    }
}
