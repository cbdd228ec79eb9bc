// What a world tells of itself: counters, and the times of its stages by the host's clock.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <string.h>

// ---- Clock ----------------------------------------------------------------------------------

typedef struct fake_clock {
    uint64_t now_ns, tick_ns;
    int read_count;
} fake_clock;

static uint64_t read_clock(void *context)
{
    fake_clock *clock = context;
    clock->now_ns += clock->tick_ns;
    clock->read_count += 1;
    return clock->now_ns;
}

static int32_t stage_named(const char *name)
{
    for (int32_t i = 0; i < qn_world_stage_count(); ++i) {
        if (strcmp(qn_world_stage_name(i), name) == 0) {
            return i;
        }
    }
    return -1;
}

TEST(stages_have_names_and_nothing_else_has)
{
    CHECK(qn_world_stage_count() >= 6);
    for (int32_t i = 0; i < qn_world_stage_count(); ++i) {
        CHECK(strlen(qn_world_stage_name(i)) > 0);
        CHECK_INT(stage_named(qn_world_stage_name(i)), i);
    }
    CHECK_TEXT(qn_world_stage_name(-1), "");
    CHECK_TEXT(qn_world_stage_name(qn_world_stage_count()), "");
    CHECK_TEXT(qn_world_stage_name(INT32_MIN), "");
}

TEST(each_stage_takes_as_many_ticks_as_the_clock_was_read_in_it)
{
    qn_world *world = scene_world();
    scene_stack(world, 5);
    fake_clock clock = {.tick_ns = 1000};
    CHECK_ERROR(qn_world_set_clock(world, read_clock, &clock), QN_ERROR_OK);
    scene_step(world, 1);
    int32_t count = 0;
    const float *us = qn_world_profile(world, &count);
    CHECK_INT(count, qn_world_stage_count());
    int stage_count = 0;
    double sum = 0.0, parts = 0.0;
    for (int32_t i = 0; i < count; ++i) {
        bool is_part = strchr(qn_world_stage_name(i), '/') != NULL;
        stage_count += !is_part;
        sum += is_part ? 0.0 : (double)us[i];
        parts += is_part ? (double)us[i] : 0.0;
    }
    // One read begins each stage and belongs to none.
    CHECK_NEAR(sum, (double)(clock.read_count - stage_count), 1e-3);
    CHECK_NEAR(us[stage_named("pairs")], 1.0, 1e-6);
    // The stage ends with a read of its own.
    CHECK_NEAR(us[stage_named("solve")], parts + 1.0, 1e-3);
    CHECK_NEAR(us[stage_named("solve/fill")], 1.0, 1e-3);
    CHECK_NEAR(us[stage_named("solve/integrate")], 2.0 * SCENE_SUBSTEPS + 1.0, 1e-3);
    CHECK_NEAR(us[stage_named("solve/direct")], 2.0 * SCENE_SUBSTEPS, 1e-3);
    qn_world_destroy(world);
}

TEST(a_clock_changes_no_result_and_is_kept_out_of_copies)
{
    qn_world *with = scene_world();
    qn_world *without = scene_world();
    fake_clock clock = {.tick_ns = 77};
    qn_world_set_clock(with, read_clock, &clock);
    CHECK_INT(qn_world_state_hash(with), qn_world_state_hash(without));
    scene_mixed_pile(with, 20, 5);
    scene_mixed_pile(without, 20, 5);
    scene_step(with, 50);
    scene_step(without, 50);
    CHECK_INT(qn_world_state_hash(with), qn_world_state_hash(without));
    CHECK_ERROR(qn_world_copy(without, with), QN_ERROR_OK);
    int read_count = clock.read_count;
    scene_step(without, 1);
    CHECK_INT(clock.read_count, read_count);
    // What grows goes on measuring.
    scene_mixed_pile(with, 200, 6);
    scene_step(with, 1);
    CHECK(clock.read_count > read_count);
    qn_world_destroy(with);
    qn_world_destroy(without);
}

TEST(without_a_clock_or_with_a_broken_one_times_are_nothing)
{
    qn_world *world = scene_world();
    scene_stack(world, 3);
    fake_clock clock = {.now_ns = UINT64_MAX / 2, .tick_ns = (uint64_t)-5000}; // runs backwards
    qn_world_set_clock(world, read_clock, &clock);
    scene_step(world, 2);
    for (int32_t i = 0; i < qn_world_stage_count(); ++i) {
        CHECK_NEAR(qn_world_profile(world, NULL)[i], 0.0, 0.0);
    }
    clock = (fake_clock){.tick_ns = UINT64_MAX / 3}; // wraps around
    scene_step(world, 2);
    for (int32_t i = 0; i < qn_world_stage_count(); ++i) {
        CHECK(qn_is_finite(qn_world_profile(world, NULL)[i]));
        CHECK(qn_world_profile(world, NULL)[i] >= 0.0f);
    }
    CHECK_ERROR(qn_world_set_clock(world, NULL, &clock), QN_ERROR_OK);
    int read_count = clock.read_count;
    scene_step(world, 1);
    CHECK_INT(clock.read_count, read_count);
    CHECK_NEAR(qn_world_profile(world, NULL)[0], 0.0, 0.0);
    int32_t count = 7;
    CHECK(qn_world_profile(NULL, &count) == NULL);
    CHECK_INT(count, 0);
    CHECK_ERROR(qn_world_set_clock(NULL, read_clock, &clock), QN_ERROR_NULL_POINTER);
    qn_world_destroy(world);
}

// ---- Counters -------------------------------------------------------------------------------

TEST(counters_tell_capacities_and_the_parts_of_memory)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 10;
    def.shape_capacity = 20;
    def.joint_capacity = 5;
    def.contact_capacity = 30;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK_INT(c.body_capacity, 10);
    CHECK_INT(c.shape_capacity, 20);
    CHECK_INT(c.joint_capacity, 5);
    CHECK_INT(c.contact_capacity, 30);
    CHECK(c.state_bytes > 0 && c.scratch_bytes > 0 && c.event_bytes > 0);
    uint64_t parts = c.state_bytes + c.scratch_bytes + c.event_bytes;
    CHECK(c.memory_bytes >= parts && c.memory_bytes < parts + 4096);
    c = qn_world_get_counters(NULL);
    CHECK_INT(c.memory_bytes, 0);
    qn_world_destroy(world);
}

TEST(counters_tell_how_the_step_was_solved)
{
    qn_world *world = scene_world();
    scene_ground(world, 50.0f);
    for (int i = 0; i < 3; ++i) {
        for (int k = 0; k < 5; ++k) {
            scene_box(world, 10.0f * (float)i, 0.5f + (float)k, 0.5f, 0.5f);
        }
    }
    scene_step(world, 2);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK_INT(c.touching_contact_count, 15);
    CHECK_INT(c.awake_contact_count, c.contact_count);
    CHECK(c.color_count >= 2 && c.color_count <= 4);
    CHECK_INT(c.overflow_contact_count, 0);
    CHECK_INT(c.direct_group_count, 3);
    CHECK_INT(c.direct_body_count, 15);
    CHECK_INT(c.sleeping_island_count, 0);
    CHECK(c.tree_height == 2 && c.static_tree_height == 2);
    qn_world_set_all_awake(world, false);
    c = qn_world_get_counters(world);
    CHECK_INT(c.awake_contact_count, 0);
    CHECK_INT(c.sleeping_island_count, 3);
    qn_world_destroy(world);
}

// A disc that carries forty others: more than there are colours.
TEST(contacts_without_a_colour_are_counted)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    scene_circle(world, 0.0f, 0.0f, 5.0f);
    for (int i = 0; i < 40; ++i) {
        qn_rot q = qn_rot_from_angle(2.0f * QN_PI * (float)i / 40.0f);
        scene_circle(world, 5.29f * q.c, 5.29f * q.s, 0.3f);
    }
    scene_step(world, 1);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK(c.overflow_contact_count >= 16);
    CHECK(c.color_count >= 20);
    qn_world_destroy(world);
}

TEST(islands_are_counted_in_rings_of_any_order)
{
    qn_world *world = scene_world();
    scene_ground(world, 200.0f);
    qn_body_id bodies[61];
    uint32_t seed = 8;
    for (int i = 0; i < 61; ++i) {
        float x = check_random_float(&seed, -20.0f, 20.0f);
        bodies[i] = scene_box(world, x, check_random_float(&seed, 1.0f, 5.0f), 0.5f, 0.5f);
    }
    scene_step(world, 100);
    qn_world_set_all_awake(world, false);
    int32_t left = qn_world_get_counters(world).sleeping_island_count;
    CHECK(left >= 2 && left <= 61);
    // Each one that wakes is one less.
    for (int i = 0; i < 61; ++i) {
        if (!qn_body_is_awake(world, bodies[i])) {
            CHECK_ERROR(qn_body_set_awake(world, bodies[i], true), QN_ERROR_OK);
            left -= 1;
            CHECK_INT(qn_world_get_counters(world).sleeping_island_count, left);
        }
    }
    CHECK_INT(left, 0);
    qn_world_destroy(world);
}
