// Each number of the tuning does what its line says; all are checked, hashed and kept.
#include "check.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FLOAT_COUNT (offsetof(qn_world_tuning, direct_work_per_body) / sizeof(float))

static void set_float(qn_world_tuning *tuning, size_t i, float value)
{
    memcpy((char *)tuning + i * sizeof value, &value, sizeof value);
}

static qn_world *tuned(qn_world_tuning tuning)
{
    qn_world *world = scene_world();
    CHECK_ERROR(qn_world_set_tuning(world, &tuning), QN_ERROR_OK);
    return world;
}

TEST(a_new_world_has_the_default_tuning)
{
    qn_world *world = scene_world();
    qn_world_tuning start = qn_world_tuning_default();
    qn_world_tuning got = qn_world_get_tuning(world);
    CHECK_BYTES(&got, &start, sizeof start);
    CHECK_NEAR(start.contact_hertz, 30.0, 0.0);
    CHECK_NEAR(start.max_speed_mps, (double)QN_MAX_SPEED_MPS, 0.0);
    CHECK_INT(start.direct_work_per_body, 12);
    CHECK_ERROR(qn_world_set_tuning(world, &start), QN_ERROR_OK);
    qn_world_destroy(world);
}

static void check_refused(qn_world *world, const qn_world_tuning *tuning, qn_error expected)
{
    qn_world_tuning before = qn_world_get_tuning(world);
    const char *why = "";
    CHECK_ERROR(qn_world_set_tuning(world, tuning), expected);
    CHECK_ERROR(qn_world_last_error(world, &why), expected);
    CHECK(strlen(why) > 0);
    qn_world_tuning after = qn_world_get_tuning(world);
    CHECK_BYTES(&after, &before, sizeof before);
}

TEST(bad_tunings_are_refused_whole)
{
    qn_world *world = scene_world();
    uint64_t hash = qn_world_state_hash(world);
    qn_world_tuning tuning;
    for (size_t i = 0; i < FLOAT_COUNT; ++i) {
        tuning = qn_world_tuning_default();
        tuning.contact_hertz = 45.0f;
        set_float(&tuning, i, NAN);
        check_refused(world, &tuning, QN_ERROR_NOT_FINITE);
        set_float(&tuning, i, -INFINITY);
        check_refused(world, &tuning, QN_ERROR_NOT_FINITE);
        set_float(&tuning, i, -1.0f);
        check_refused(world, &tuning, QN_ERROR_OUT_OF_RANGE);
        set_float(&tuning, i, 1.0e7f);
        check_refused(world, &tuning, QN_ERROR_OUT_OF_RANGE);
    }
    static const int32_t works[] = {-1, INT32_MIN, INT32_MAX, 1001};
    for (size_t i = 0; i < 4; ++i) {
        tuning = qn_world_tuning_default();
        tuning.direct_work_per_body = works[i];
        check_refused(world, &tuning, QN_ERROR_OUT_OF_RANGE);
    }
    check_refused(world, NULL, QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_set_tuning(NULL, &tuning), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_world_get_tuning(NULL).contact_hertz, 0.0, 0.0);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(every_number_of_the_tuning_is_hashed_and_restored)
{
    qn_world *world = scene_world();
    qn_world *other = scene_world();
    uint64_t untouched = qn_world_state_hash(world);
    for (size_t i = 0; i <= FLOAT_COUNT; ++i) {
        qn_world_tuning tuning = qn_world_tuning_default();
        if (i < FLOAT_COUNT) {
            set_float(&tuning, i, 0.75f);
        } else {
            tuning.direct_work_per_body = 5;
        }
        CHECK_ERROR(qn_world_set_tuning(world, &tuning), QN_ERROR_OK);
        CHECK(qn_world_state_hash(world) != untouched);
        CHECK_ERROR(qn_world_copy(other, world), QN_ERROR_OK);
        qn_world_tuning copied = qn_world_get_tuning(other);
        CHECK_BYTES(&copied, &tuning, sizeof tuning);
        size_t size = qn_world_snapshot_bytes(world);
        uint8_t *bytes = malloc(size);
        if (bytes == NULL) {
            abort();
        }
        CHECK_ERROR(qn_world_snapshot(world, bytes, size, &size), QN_ERROR_OK);
        qn_world_tuning start = qn_world_tuning_default();
        qn_world_set_tuning(other, &start);
        CHECK_ERROR(qn_world_restore(other, (qn_bytes){bytes, size}), QN_ERROR_OK);
        copied = qn_world_get_tuning(other);
        CHECK_BYTES(&copied, &tuning, sizeof tuning);
        free(bytes);
    }
    qn_world_destroy(world);
    qn_world_destroy(other);
}

// Extremes of every field at once: a world that is badly tuned may look odd, but stays sound.
SLOW_TEST(no_tuning_breaks_a_world)
{
    uint32_t seed = 4;
    for (int i = 0; i < (check_is_long() ? 400 : 24); ++i) {
        qn_world_tuning tuning = qn_world_tuning_default();
        qn_world *world = scene_world();
        for (size_t k = 0; k < FLOAT_COUNT; ++k) {
            float value = check_random(&seed) % 2 != 0 ? 1.0e-3f : 400.0f;
            qn_world_tuning tried = tuning;
            set_float(&tried, k, check_random(&seed) % 3 != 0 ? value : 0.1f);
            tuning = qn_world_set_tuning(world, &tried) == QN_ERROR_OK ? tried : tuning;
        }
        tuning.direct_work_per_body = (int32_t)(check_random(&seed) % 1001);
        CHECK_ERROR(qn_world_set_tuning(world, &tuning), QN_ERROR_OK);
        if (i % 2 == 0) {
            scene_mixed_pile(world, 30, (uint32_t)i);
        } else {
            scene_chains(world);
        }
        scene_step(world, 120);
        CHECK(qn_world_validate(world) == NULL);
        CHECK_INT(qn_world_get_counters(world).frozen_body_count, 0);
        qn_world_destroy(world);
    }
}

static float drop_speed(qn_world *world, float height_m, int step_count)
{
    qn_body_id body = scene_circle(world, 0.0f, height_m, 0.5f);
    scene_step(world, step_count);
    return qn_length(qn_body_velocity(world, body));
}

TEST(no_step_leaves_a_body_faster_than_the_maximum)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    qn_world *world = tuned(tuning);
    CHECK_NEAR(drop_speed(world, 500.0f, 120), 20.0, 1e-3);
    qn_world_destroy(world);
    tuning.max_speed_mps = 7.0f;
    world = tuned(tuning);
    CHECK_NEAR(drop_speed(world, 500.0f, 120), 7.0, 1e-5);
    qn_world_destroy(world);
}

// A box pushed 0.4 m into the ground: how long until it is out.
static int steps_until_out(float push_speed_mps)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    tuning.push_speed_mps = push_speed_mps;
    qn_world *world = tuned(tuning);
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.1f, 0.5f, 0.5f);
    int count = 0;
    while (count < 600 && qn_body_pose(world, box).p.y < 0.45f) {
        scene_step(world, 1);
        count += 1;
    }
    qn_world_destroy(world);
    return count;
}

TEST(overlaps_part_with_the_push_speed)
{
    CHECK_NEAR(steps_until_out(0.8f), 0.35 / 0.8 * 60.0, 6.0);
    CHECK_NEAR(steps_until_out(0.2f), 0.35 / 0.2 * 60.0, 16.0);
    CHECK_INT(steps_until_out(0.0f), 600);
}

#define CROWD_COUNT 400
#define RING_POINTS 120

// A round room, a blade in it whose tips move at 90 m/s, and balls.
static qn_world *stirred_crowd(void)
{
    qn_world *world = scene_world();
    qn_vec2 ring[RING_POINTS];
    for (int i = 0; i < RING_POINTS; ++i) {
        ring[i] = qn_rotate(qn_rot_from_angle(-2.0f * QN_PI * (float)i / RING_POINTS),
                            qn_v2(10.0f, 0.0f));
    }
    qn_chain_def chain = qn_chain_def_default();
    chain.points_m = ring;
    chain.point_count = RING_POINTS;
    chain.is_loop = true;
    qn_chain_create(world, scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f), &chain);
    qn_body_id blade = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, blade, &def, qn_v2(0.0f, 0.0f), qn_v2(9.0f, 0.3f), 0.0f);
    qn_body_set_velocity(world, blade, qn_v2(0.0f, 0.0f), 10.0f);
    for (int i = 0; i < CROWD_COUNT; ++i) {
        int row = i / 20, column = i % 20;
        scene_circle(world, 0.6f * ((float)column - 9.5f), 0.4f + 0.3f * (float)row, 0.38f);
    }
    return world;
}

SLOW_TEST(a_stirred_crowd_is_not_pressed_into_itself)
{
    qn_world *world = stirred_crowd();
    scene_step(world, 600);
    // Discs that lie beside each other have three contacts each at most, those that are pressed
    // into each other more; with the push speed of bodies at rest it were three.
    qn_world_counters counters = qn_world_get_counters(world);
    CHECK(counters.touching_contact_count < 27 * CROWD_COUNT / 10);
    CHECK_INT(counters.dropped_contact_count, 0);
    qn_world_destroy(world);
}

// How high a ball bounces that meets the ground with 4 m/s.
static float bounce_height(float threshold_mps)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    tuning.restitution_threshold_mps = threshold_mps;
    qn_world *world = tuned(tuning);
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 1.3f);
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = 1.0f;
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 0.5f);
    float highest = 0.0f;
    scene_step(world, 26);
    for (int i = 0; i < 40; ++i) {
        scene_step(world, 1);
        highest = qn_max(highest, qn_body_pose(world, ball).p.y);
    }
    qn_world_destroy(world);
    return highest;
}

TEST(impacts_below_the_restitution_threshold_do_not_bounce)
{
    CHECK_NEAR(bounce_height(3.9f), 1.3, 0.02);
    CHECK_NEAR(bounce_height(4.1f), 0.5, 0.02);
}

static int32_t count_hits(float threshold_mps)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    tuning.hit_threshold_mps = threshold_mps;
    qn_world *world = tuned(tuning);
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 1.3f);
    qn_shape_def def = qn_shape_def_default();
    def.enable_hit_events = true;
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 0.5f);
    int32_t sum = 0;
    for (int i = 0; i < 60; ++i) {
        int32_t count;
        scene_step(world, 1);
        qn_world_hit_events(world, &count);
        sum += count;
    }
    qn_world_destroy(world);
    return sum;
}

TEST(impacts_below_the_hit_threshold_raise_no_event)
{
    CHECK_INT(count_hits(3.8f), 1);
    CHECK_INT(count_hits(4.2f), 0);
}

// Steps until a box that rests falls asleep, or 600.
static int steps_until_sleep(const qn_world_tuning *tuning)
{
    qn_world *world = tuned(*tuning);
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    int count = 0;
    while (count < 600 && qn_body_is_awake(world, box)) {
        scene_step(world, 1);
        count += 1;
    }
    qn_world_destroy(world);
    return count;
}

TEST(a_resting_body_falls_asleep_after_the_time_to_sleep)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    CHECK_NEAR(steps_until_sleep(&tuning), 30.0, 3.0);
    tuning.time_to_sleep_s = 2.0f;
    CHECK_NEAR(steps_until_sleep(&tuning), 120.0, 3.0);
    tuning.sleep_speed_factor = 0.0f;
    CHECK_INT(steps_until_sleep(&tuning), 600);
}

// How far the lowest of a stack of boxes sinks under the rest in the first second.
static float sink(qn_world_tuning tuning)
{
    qn_world *world = tuned(tuning);
    scene_ground(world, 10.0f);
    qn_body_id lowest = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    for (int i = 1; i < 10; ++i) {
        scene_box(world, 0.0f, 0.5f + (float)i, 0.5f, 0.5f);
    }
    scene_step(world, 20);
    float depth = 0.5f - qn_body_pose(world, lowest).p.y;
    qn_world_destroy(world);
    return depth;
}

TEST(softer_contacts_give_way_further_and_the_direct_solver_less)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    float direct = sink(tuning);
    tuning.direct_work_per_body = 0;
    float stiff = sink(tuning);
    tuning.contact_hertz = 5.0f;
    float soft = sink(tuning);
    CHECK(direct < stiff);
    CHECK(4.0f * stiff < soft);
}

// How far a chain of ten heavy links opens at its anchor.
static float opening(qn_world_tuning tuning)
{
    qn_world *world = tuned(tuning);
    qn_body_id above = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_revolute_def def = qn_revolute_def_default();
    for (int i = 0; i < 10; ++i) {
        qn_body_id link = scene_box(world, 0.0f, -0.5f - (float)i, 0.1f, 0.5f);
        def.base.body_a = above;
        def.base.body_b = link;
        def.base.anchor_a_m = qn_v2(0.0f, i == 0 ? 0.0f : -0.5f);
        def.base.anchor_b_m = qn_v2(0.0f, 0.5f);
        qn_revolute_create(world, &def);
        above = link;
    }
    scene_step(world, 60);
    float lowest = qn_body_world_point(world, above, qn_v2(0.0f, -0.5f)).y;
    qn_world_destroy(world);
    return qn_abs(lowest + 10.0f);
}

TEST(softer_joints_open_further)
{
    qn_world_tuning tuning = qn_world_tuning_default();
    tuning.direct_work_per_body = 0;
    float stiff = opening(tuning);
    tuning.joint_hertz = 6.0f;
    CHECK(4.0f * stiff < opening(tuning));
}
