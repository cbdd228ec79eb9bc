// The last ticks of a world: exact, within the budget, whatever was done between the steps.
#include "check.h"
#include "faults.h"
#include "physics/time/rows.h"
#include "physics/validate.h"
#include "quoin/memory.h"
#include "scenes.h"

static qn_history *make(size_t budget_bytes, int32_t interval)
{
    qn_history_def def = qn_history_def_default();
    def.budget_bytes = budget_bytes;
    def.keyframe_interval_ticks = interval;
    qn_history *history = NULL;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OK);
    return history;
}

static qn_world *pile(void)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 40, 5);
    return world;
}

// Something of everything, by the tick.
static void play(qn_world *world, uint32_t tick, qn_body_id *ball)
{
    if (tick % 5 == 0) {
        *ball = scene_circle(world, (float)(tick % 11) - 5.0f, 12.0f, 0.25f);
    }
    if (tick % 5 == 2) {
        qn_body_apply_impulse(world, *ball, qn_v2(5.0f, -9.0f), qn_v2(0.0f, 12.0f));
    }
    if (tick % 15 == 3) {
        qn_body_destroy(world, *ball);
    }
    if (tick % 40 == 7) {
        qn_world_set_gravity(world, qn_v2((float)(tick % 3) - 1.0f, -10.0f));
    }
}

static void step(qn_history *history, qn_world *world)
{
    CHECK_ERROR(qn_history_step(history, world, SCENE_DT_S, SCENE_SUBSTEPS), QN_ERROR_OK);
}

// Plays and remembers, then goes to every tick that is held, in a mixed order.
static void check_history(qn_world *world, size_t budget_bytes, int32_t interval, bool plays)
{
    uint64_t hashes[101];
    qn_body_id ball = {0};
    qn_history *history = make(budget_bytes, interval);
    uint32_t start = qn_world_get_counters(world).tick_count;
    hashes[0] = qn_world_state_hash(world);
    for (uint32_t tick = 1; tick <= 100; ++tick) {
        if (plays) {
            play(world, tick, &ball);
        }
        step(history, world);
        hashes[tick] = qn_world_state_hash(world);
    }
    uint32_t oldest = 0, newest = 0;
    CHECK(qn_history_range(history, &oldest, &newest));
    CHECK_INT(newest, start + 100);
    CHECK(qn_history_get_counters(history).used_bytes <= budget_bytes);
    for (uint32_t i = 0; i <= newest - oldest; ++i) {
        uint32_t tick = oldest + i * 37 % (newest - oldest + 1);
        CHECK_ERROR(qn_history_restore(history, world, tick), QN_ERROR_OK);
        CHECK_INT(qn_world_get_counters(world).tick_count, tick);
        CHECK_INT(qn_world_state_hash(world), hashes[tick - start]);
        CHECK(qn_world_validate(world) == NULL);
    }
    uint64_t before = qn_world_state_hash(world);
    CHECK_ERROR(qn_history_restore(history, world, oldest - 1), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_history_restore(history, world, newest + 1), QN_ERROR_NOT_FOUND);
    CHECK_INT(qn_world_state_hash(world), before);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

SLOW_TEST(every_tick_of_a_history_comes_back_exactly)
{
    check_history(pile(), 1u << 20, 30, false);
    check_history(pile(), 1u << 20, 30, true);
    check_history(pile(), 1u << 20, 1, true);
    check_history(pile(), 1u << 20, 1000, true);
    check_history(pile(), 60000, 10, true);
    check_history(scene_small(), 40000, 7, true);
}

TEST(a_small_budget_forgets_the_oldest_ticks_and_keeps_the_newest)
{
    qn_world *world = pile();
    qn_history *history = make(64000, 10);
    uint32_t oldest = 0, newest = 0;
    for (int i = 0; i < 200; ++i) {
        step(history, world);
        CHECK(qn_history_range(history, &oldest, &newest));
        CHECK_INT(newest, i + 1);
        CHECK(i < 12 || newest - oldest >= 10);
    }
    CHECK(oldest > 0);
    CHECK(qn_history_get_counters(history).keyframe_count >= 1);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

TEST(as_many_ticks_as_asked_for_and_the_state_before_them_are_kept)
{
    qn_history_def def = qn_history_def_default();
    def.tick_capacity = 20;
    def.keyframe_interval_ticks = 1;
    qn_history *history = NULL;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OK);
    qn_world *world = scene_small();
    uint32_t oldest = 0, newest = 0;
    for (int i = 0; i < 50; ++i) {
        step(history, world);
    }
    CHECK(qn_history_range(history, &oldest, &newest));
    CHECK_INT(newest - oldest, 20);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

// Eight ticks back and forth again with other inputs, as rollback does.
TEST(a_new_course_replaces_the_ticks_beyond_it)
{
    qn_world *world = pile();
    qn_world *other = pile();
    qn_history *history = make(1u << 20, 8);
    qn_body_id balls[2] = {{0}, {0}};
    for (uint32_t tick = 1; tick <= 40; ++tick) {
        step(history, world);
    }
    CHECK_ERROR(qn_history_restore(history, world, 30), QN_ERROR_OK);
    scene_step(other, 30);
    for (uint32_t tick = 31; tick <= 60; ++tick) {
        play(world, tick, &balls[0]);
        play(other, tick, &balls[1]);
        step(history, world);
        scene_step(other, 1);
    }
    CHECK_INT(qn_world_state_hash(world), qn_world_state_hash(other));
    uint32_t newest = 0;
    CHECK_ERROR(qn_history_restore(history, world, 45), QN_ERROR_OK);
    CHECK(qn_history_range(history, NULL, &newest));
    CHECK_INT(newest, 60);
    CHECK_ERROR(qn_history_restore(history, world, 60), QN_ERROR_OK);
    CHECK_INT(qn_world_state_hash(world), qn_world_state_hash(other));
    qn_history_destroy(history);
    qn_world_destroy(world);
    qn_world_destroy(other);
}

TEST(a_world_that_came_elsewhere_by_other_ways_starts_a_new_history)
{
    qn_world *world = pile();
    qn_history *history = make(1u << 20, 30);
    uint32_t oldest = 0;
    for (int i = 0; i < 20; ++i) {
        step(history, world);
    }
    scene_step(world, 3);
    step(history, world);
    CHECK(qn_history_range(history, &oldest, NULL));
    CHECK_INT(oldest, 23);
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_history_restore(history, world, 23), QN_ERROR_OK);
    step(history, world);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_history_clear(history);
    CHECK(!qn_history_range(history, NULL, NULL));
    qn_history_destroy(history);
    qn_world_destroy(world);
}

TEST(a_tick_costs_a_few_bytes_whatever_moves)
{
    qn_world *world = pile();
    qn_history *history = make(1u << 20, 1000);
    step(history, world);
    size_t before = qn_history_get_counters(history).used_bytes;
    for (int i = 0; i < 60; ++i) {
        step(history, world);
    }
    CHECK_INT(qn_history_get_counters(history).used_bytes - before, 60 * 16);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

// From where it begins to pack until it is as dense as it gets, not at one lucky moment.
SLOW_TEST(a_settling_pile_of_800_keeps_a_second_within_a_megabyte_at_every_tick)
{
    enum { STEPS = 300, SECOND = 60 };
    uint64_t hashes[STEPS + 1];
    qn_world *world = scene_world();
    scene_mixed_pile(world, 800, 5);
    scene_step(world, 300);
    qn_history *history = make(1000000, 30);
    uint32_t start = qn_world_get_counters(world).tick_count;
    uint32_t oldest = 0, newest = 0;
    for (int tick = 1; tick <= STEPS; ++tick) {
        step(history, world);
        hashes[tick] = qn_world_state_hash(world);
        CHECK(qn_history_range(history, &oldest, &newest) && newest == start + (uint32_t)tick);
        CHECK(tick < SECOND || newest - oldest >= SECOND);
    }
    CHECK(qn_history_get_counters(history).memory_bytes <= 1000000);
    CHECK(qn_world_get_counters(world).touching_contact_count > 1400);
    for (uint32_t tick = STEPS - SECOND; tick <= STEPS; tick += 20) {
        CHECK_ERROR(qn_history_restore(history, world, start + tick), QN_ERROR_OK);
        CHECK_INT(qn_world_state_hash(world), hashes[tick]);
    }
    qn_history_destroy(history);
    qn_world_destroy(world);
}

TEST(a_world_asleep_adds_next_to_nothing)
{
    qn_world *world = pile();
    qn_history *history = make(1u << 20, 1000);
    scene_step(world, 1200);
    CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
    step(history, world);
    size_t before = qn_history_get_counters(history).used_bytes;
    for (int i = 0; i < 500; ++i) {
        step(history, world);
    }
    CHECK(qn_history_get_counters(history).used_bytes - before <= 500 * 16);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

TEST(a_budget_that_holds_no_state_says_so_and_the_world_goes_on)
{
    qn_world *world = pile();
    qn_world *other = pile();
    scene_step(world, 100);
    scene_step(other, 100);
    qn_history_def def = qn_history_def_default();
    def.budget_bytes = 4096;
    def.tick_capacity = 10;
    qn_history *history = NULL;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OK);
    for (int i = 0; i < 5; ++i) {
        CHECK_ERROR(qn_history_step(history, world, SCENE_DT_S, SCENE_SUBSTEPS), QN_ERROR_CAPACITY);
        CHECK(!qn_history_range(history, NULL, NULL));
    }
    scene_step(other, 5);
    CHECK_INT(qn_world_state_hash(world), qn_world_state_hash(other));
    qn_history_destroy(history);
    qn_world_destroy(world);
    qn_world_destroy(other);
}

TEST(bad_calls_of_a_history_are_refused)
{
    qn_world *world = scene_small();
    qn_history *history = NULL;
    qn_history_def def = qn_history_def_default();
    CHECK_ERROR(qn_history_create(&def, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_create(NULL, &history), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_create(&(qn_history_def){0}, &history), QN_ERROR_BAD_DEFINITION);
    def.budget_bytes = 4095;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OUT_OF_RANGE);
    def = qn_history_def_default();
    def.tick_capacity = 0;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OUT_OF_RANGE);
    def = qn_history_def_default();
    def.keyframe_interval_ticks = 0;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OUT_OF_RANGE);
    CHECK(history == NULL);
    history = make(1u << 16, 5);
    uint64_t before = qn_world_state_hash(world);
    CHECK_ERROR(qn_history_step(NULL, world, 0.01f, 4), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_step(history, NULL, 0.01f, 4), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_step(history, world, -1.0f, 4), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_history_step(history, world, 0.01f, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_history_step(history, world, 0.0f, 4), QN_ERROR_OK);
    CHECK_ERROR(qn_history_restore(NULL, world, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_restore(history, NULL, 1), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_history_restore(history, world, 1), QN_ERROR_NOT_FOUND);
    CHECK_INT(qn_world_state_hash(world), before);
    CHECK(!qn_history_range(NULL, NULL, NULL));
    CHECK_INT(qn_history_get_counters(NULL).memory_bytes, 0);
    qn_history_clear(NULL);
    qn_history_destroy(NULL);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

static qn_error remember_and_go_back(void *user)
{
    (void)user;
    qn_world_def world_def = qn_world_def_default();
    qn_world *world = NULL;
    qn_history_def def = qn_history_def_default();
    qn_history *history = NULL;
    qn_error error = qn_world_create(&world_def, &world);
    error = error != QN_ERROR_OK ? error : qn_history_create(&def, &history);
    size_t blocks = qn_memory_live_count();
    for (int i = 0; i < 5 && error == QN_ERROR_OK; ++i) {
        error = qn_history_step(history, world, SCENE_DT_S, SCENE_SUBSTEPS);
    }
    CHECK_INT(qn_memory_live_count(), blocks);
    uint64_t before = qn_world_state_hash(world);
    error = error != QN_ERROR_OK ? error : qn_history_restore(history, world, 2);
    CHECK((qn_world_state_hash(world) == before) == (error != QN_ERROR_OK));
    qn_history_destroy(history);
    qn_world_destroy(world);
    return error;
}

TEST(a_history_allocates_once_and_survives_the_lack_of_memory)
{
    faults_try_each(remember_and_go_back, NULL);
}

// ---- Prediction -----------------------------------------------------------------------------

TEST(a_prediction_is_what_comes_true)
{
    qn_world *world = pile();
    qn_world *fork = scene_world();
    scene_step(world, 90);
    qn_body_id ball = scene_circle(world, 0.0f, 9.0f, 0.3f);
    qn_body_id box = scene_box(world, 1.0f, 11.0f, 0.3f, 0.2f);
    qn_body_id bodies[2] = {ball, box};
    qn_prediction wanted = {.dt_s = SCENE_DT_S,
                            .substep_count = SCENE_SUBSTEPS,
                            .step_count = 80,
                            .bodies = bodies,
                            .body_count = 2};
    qn_pose poses[160];
    uint64_t before = qn_world_state_hash(world);
    CHECK_ERROR(qn_world_predict(world, fork, &wanted, poses), QN_ERROR_OK);
    CHECK_INT(qn_world_state_hash(world), before);
    for (int i = 0; i < 80; ++i) {
        scene_step(world, 1);
        for (int k = 0; k < 2; ++k) {
            qn_pose pose = qn_body_pose(world, bodies[k]);
            CHECK_BYTES(&poses[2 * i + k], &pose, sizeof pose);
        }
    }
    qn_world_destroy(world);
    qn_world_destroy(fork);
}

TEST(bad_predictions_are_refused)
{
    qn_world *world = scene_small();
    qn_world *fork = scene_world();
    qn_body_id body = scene_circle(world, 0.0f, 9.0f, 0.3f);
    qn_body_id gone = scene_circle(world, 0.0f, 9.0f, 0.3f);
    qn_body_destroy(world, gone);
    qn_pose poses[2];
    qn_prediction good = {SCENE_DT_S, 4, 2, &body, 1};
    qn_prediction bad = good;
    CHECK_ERROR(qn_world_predict(NULL, fork, &good, poses), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_predict(world, NULL, &good, poses), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_predict(world, fork, NULL, poses), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_predict(world, fork, &good, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_predict(world, world, &good, poses), QN_ERROR_OUT_OF_RANGE);
    bad.bodies = &gone;
    CHECK_ERROR(qn_world_predict(world, fork, &bad, poses), QN_ERROR_STALE_HANDLE);
    bad = good;
    bad.step_count = 0;
    CHECK_ERROR(qn_world_predict(world, fork, &bad, poses), QN_ERROR_OUT_OF_RANGE);
    bad = good;
    bad.body_count = 0;
    CHECK_ERROR(qn_world_predict(world, fork, &bad, poses), QN_ERROR_OUT_OF_RANGE);
    bad = good;
    bad.dt_s = 0.0f;
    CHECK_ERROR(qn_world_predict(world, fork, &bad, poses), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_predict(world, fork, &good, poses), QN_ERROR_OK);
    qn_world_destroy(world);
    qn_world_destroy(fork);
}

// ---- Rows -----------------------------------------------------------------------------------

TEST(packed_rows_come_back_whatever_is_in_them)
{
    uint32_t seed = 3, words[12 * 20], back[12 * 20];
    for (int round = 0; round < 200; ++round) {
        for (int i = 0; i < 240; ++i) {
            uint32_t kind = check_random(&seed) % 5;
            words[i] =
                kind == 0 ? 0 : (kind == 1 ? check_random(&seed) % 300 : check_random(&seed));
            words[i] = kind == 2 && i >= 24 ? words[i - 24] : words[i];
            words[i] = kind == 3 ? 0u - words[i] % 1000 : words[i];
        }
        int32_t count = 1 + (int32_t)(check_random(&seed) % 240);
        qn_span from = {"test", words, count, 12, 24};
        qn_span to = {"test", back, count, 12, 24};
        memset(back, 0xAA, sizeof back);
        for (int32_t row = 0; row < qn_row_count(&from); ++row) {
            uint8_t packed[QN_MAX_PACKED_ROW_BYTES];
            size_t size = qn_row_pack(&from, row, packed);
            CHECK(size <= QN_MAX_PACKED_ROW_BYTES);
            CHECK_INT(qn_row_unpack(&to, row, packed), size);
        }
        CHECK_BYTES(back, words, sizeof(uint32_t) * (size_t)count);
    }
}
