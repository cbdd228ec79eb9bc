// Time: back, ahead, and again.
#include "sample.h"

#include <stdlib.h>

static qn_body_id add_pile(qn_world *world)
{
    add_floor(world);
    qn_body_id last = {0};
    for (int i = 0; i < 10; ++i) {
        last = add_body(world, QN_BODY_DYNAMIC, 0.1f * (float)(i % 3), 0.5f + (float)i);
        add_box(world, last, 0.4f, 0.4f);
    }
    return last;
}

static void snapshot(void)
{
    qn_world *world = new_world();
    qn_body_id top = add_pile(world);
    // [snapshot]
    size_t size = qn_world_snapshot_bytes(world);
    uint8_t *bytes = malloc(size);
    qn_world_snapshot(world, bytes, size, &size);
    uint64_t before = qn_world_state_hash(world);
    run(world, 60);
    qn_world_restore(world, (qn_bytes){bytes, size}); // the same world, and handles are good
    bool is_back = qn_world_state_hash(world) == before && qn_body_is_alive(world, top);
    bytes[size / 2] ^= 1; // one bit, and it is refused
    qn_error error = qn_world_restore(world, (qn_bytes){bytes, size});
    free(bytes);
    // [/snapshot]
    CHECK(is_back);
    CHECK_ERROR(error, QN_ERROR_BAD_CHECKSUM);
    CHECK(qn_world_state_hash(world) == before);
    qn_world_destroy(world);
}

static void history(void)
{
    qn_world *world = new_world();
    qn_body_id top = add_pile(world);
    // [history]
    qn_history_def def = qn_history_def_default(); // 1 MiB
    qn_history *history;
    qn_history_create(&def, &history);
    uint64_t hash_at_40 = 0;
    for (int i = 1; i <= 100; ++i) {
        if (i % 10 == 0) { // what was changed between two steps is remembered too
            qn_body_apply_impulse_to_center(world, top, qn_v2(100, 0));
        }
        qn_history_step(history, world, 1.0f / 60.0f, 4);
        hash_at_40 = i == 40 ? qn_world_state_hash(world) : hash_at_40;
    }
    qn_history_restore(history, world, 40); // by tick_count
    bool is_back = qn_world_state_hash(world) == hash_at_40;
    // [/history]
    CHECK(is_back);
    qn_history_destroy(history);
    qn_world_destroy(world);
}

static void predict(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, 0, 1);
    add_circle(world, ball, 0.2f);
    // [predict]
    qn_world *aimed = new_world(), *fork = new_world();
    qn_world_copy(aimed, world);
    qn_body_set_velocity(aimed, ball, qn_v2(6, 6), 0); // the shot to be tried
    qn_pose path[60];
    qn_prediction wanted = {.dt_s = 1.0f / 60.0f,
                            .substep_count = 4,
                            .step_count = 60,
                            .bodies = &ball,
                            .body_count = 1};
    qn_world_predict(aimed, fork, &wanted, path); // path[i] is the pose after i + 1 steps
    // [/predict]
    CHECK(qn_body_pose(world, ball).p.x == 0);
    qn_body_set_velocity(world, ball, qn_v2(6, 6), 0);
    run(world, 60);
    qn_pose real = qn_body_pose(world, ball);
    CHECK(real.p.x == path[59].p.x && real.p.y == path[59].p.y);
    qn_world_destroy(world);
    qn_world_destroy(aimed);
    qn_world_destroy(fork);
}

// [game]
// The whole game: how it starts, and what an input does. Handles must be the same in each run, so
// the salt of handles is fixed.
static qn_world *game_start(qn_body_id *player)
{
    qn_world_def def = qn_world_def_default();
    def.handle_salt = 1;
    qn_world *world = NULL;
    qn_world_create(&def, &world);
    *player = add_pile(world);
    return world;
}

static void game_tick(qn_world *world, qn_body_id player, qn_bytes input)
{
    if (input.size_bytes == 1 && input.data[0] == 'j') {
        qn_body_apply_impulse_to_center(world, player, qn_v2(200, 2000));
    }
    qn_world_step(world, 1.0f / 60.0f, 4);
}
// [/game]

static qn_bytes recorded(uint64_t *hash)
{
    uint8_t *bytes;
    size_t size;
    // [record]
    qn_body_id player;
    qn_world *world = game_start(&player);
    qn_recorder_def def = qn_recorder_def_default();
    def.hash_interval_ticks = 10;
    def.keyframe_interval_ticks = 50;
    qn_recorder *recorder;
    qn_recorder_create(&def, world, &recorder);
    for (int i = 0; i < 200; ++i) {
        const uint8_t jump = 'j';
        qn_bytes input = {&jump, i % 50 == 20 ? 1 : 0};
        game_tick(world, player, input);
        qn_recorder_add(recorder, world, input);
    }
    qn_recorder_write(recorder, &bytes, &size); // give it to qn_memory_release
    qn_recorder_destroy(recorder);
    // [/record]
    *hash = qn_world_state_hash(world);
    qn_world_destroy(world);
    return (qn_bytes){bytes, size};
}

static void forget(qn_bytes recording, qn_replay *replay, qn_world *world)
{
    qn_replay_close(replay);
    qn_memory_release((void *)(uintptr_t)recording.data);
    qn_world_destroy(world);
}

static void replaying(void)
{
    uint64_t hash;
    qn_bytes bytes = recorded(&hash);
    // [replay]
    qn_body_id player;
    qn_world *world = game_start(&player);
    qn_replay *replay;
    qn_error error = qn_replay_open(bytes, 100000, &replay); // refused if longer than this
    qn_bytes input;
    while (error == QN_ERROR_OK && qn_replay_next(replay, &input) == QN_ERROR_OK) {
        game_tick(world, player, input);
        qn_replay_agrees(replay, world);
    }
    bool is_honest = !qn_replay_has_diverged(replay, NULL);
    // [/replay]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK(is_honest);
    CHECK(qn_world_state_hash(world) == hash);
    forget(bytes, replay, world);
}

static void cheat(void)
{
    uint64_t hash;
    qn_bytes bytes = recorded(&hash);
    qn_body_id player;
    qn_world *world = game_start(&player);
    qn_replay *replay;
    CHECK_ERROR(qn_replay_open(bytes, 100000, &replay), QN_ERROR_OK);
    // [seek]
    uint32_t reached;
    qn_replay_seek(replay, world, 120, &reached); // the snapshot of tick 100
    qn_bytes input;
    while (qn_replay_next(replay, &input) == QN_ERROR_OK) {
        game_tick(world, player, input);
        if (qn_world_get_counters(world).tick_count == 133) {
            qn_body_set_gravity_scale(world, player, 0.9f); // somebody cheats
        }
        qn_replay_agrees(replay, world);
    }
    uint32_t tick = 0;
    bool diverged = qn_replay_has_diverged(replay, &tick); // at tick 140, the next hash
    // [/seek]
    CHECK_INT(reached, 100);
    CHECK(diverged);
    CHECK_INT(tick, 140);
    forget(bytes, replay, world);
}

static void difference(void)
{
    qn_world *a = new_world(), *b = new_world();
    qn_body_id ball = add_body(a, QN_BODY_DYNAMIC, 0, 1);
    qn_world_copy(b, a);
    // [difference]
    qn_body_set_velocity(b, ball, qn_v2(1, 0), 0);
    qn_world_difference where;
    bool differs = qn_world_diff(a, b, &where);
    const char *array = qn_world_array_name(where.array);
    // [/difference]
    CHECK(differs);
    CHECK_TEXT(array, "velocities");
    qn_world_destroy(a);
    qn_world_destroy(b);
}
