// Any bytes behind a repaired frame, and any edits of a real replay with every checksum repaired:
// opening, playing and seeking end without a leak, and what a seek restores is a sound world.
#include <stdlib.h>

#include "edit.h"
#include "fuzz.h"
#include "physics/time/replay_format.h"
#include "physics/validate.h"
#include "quoin/memory.h"
#include "quoin/physics.h"
#include "scenes.h"

#define MAX_TICKS 2000
#define REAL_TICKS 12

typedef struct block {
    uint8_t *bytes;
    size_t size;
} block;

static void stop_unless(bool is_good)
{
    if (!is_good) {
        __builtin_trap();
    }
}

// ---- A real replay --------------------------------------------------------------------------

// Twelve ticks with four snapshots, a hash every other tick, and inputs that repeat.
static block record(void)
{
    static block real;
    if (real.bytes != NULL) {
        return real;
    }
    static const uint8_t inputs[] = {1, 2, 3, 4, 5, 6};
    qn_world *world = scene_small();
    qn_recorder_def def = qn_recorder_def_default();
    qn_recorder *recorder;
    uint8_t *written;
    def.about = (qn_bytes){inputs, sizeof inputs};
    def.hash_interval_ticks = 2;
    def.keyframe_interval_ticks = 3;
    stop_unless(qn_recorder_create(&def, world, &recorder) == QN_ERROR_OK);
    for (size_t tick = 0; tick < REAL_TICKS; ++tick) {
        scene_step(world, 1);
        stop_unless(qn_recorder_add(recorder, world, (qn_bytes){inputs, tick / 2}) == QN_ERROR_OK);
    }
    stop_unless(qn_recorder_write(recorder, &written, &real.size) == QN_ERROR_OK);
    real.bytes = malloc(real.size);
    memcpy(real.bytes, written, real.size);
    qn_memory_release(written);
    qn_recorder_destroy(recorder);
    qn_world_destroy(world);
    return real;
}

// ---- Repairs --------------------------------------------------------------------------------

static uint32_t word_at(const uint8_t *bytes, size_t at)
{
    uint32_t word;
    memcpy(&word, bytes + at, sizeof word);
    return word;
}

// As far as the header's sizes lead to snapshots within the bytes.
static void repair_snapshots(block b)
{
    uint64_t hashes = word_at(b.bytes, 28) / (word_at(b.bytes, 32) | (uint64_t)1);
    uint32_t count = word_at(b.bytes, 36);
    uint64_t places = QN_REPLAY_HEADER_BYTES + (uint64_t)word_at(b.bytes, 40) +
                      word_at(b.bytes, 44) + sizeof(uint64_t) * hashes;
    uint64_t at = places + QN_REPLAY_PLACE_BYTES * (uint64_t)count;
    for (uint32_t i = 0; i < count && at < b.size; ++i) {
        uint64_t size = word_at(b.bytes, (size_t)places + QN_REPLAY_PLACE_BYTES * i + 4);
        if (size > b.size - at) {
            return;
        }
        repair_snapshot(b.bytes + at, (size_t)size);
        at += size;
    }
}

static void repair(block b)
{
    const uint32_t frame[] = {QN_REPLAY_MAGIC, QN_REPLAY_VERSION};
    uint64_t total = b.size;
    memcpy(b.bytes, frame, sizeof frame);
    memcpy(b.bytes + 8, &total, sizeof total);
    memset(b.bytes + QN_REPLAY_HEADER_BYTES - 8, 0, 8);
    repair_snapshots(b);
    qn_bytes covered = {b.bytes + QN_REPLAY_COVERED_FROM, b.size - QN_REPLAY_COVERED_FROM};
    uint64_t sum = qn_checksum(covered);
    memcpy(b.bytes + 16, &sum, sizeof sum);
}

// The bytes themselves, or what they make of the real replay.
static block make(const uint8_t *data, size_t size)
{
    qn_cursor in = qn_cursor_over((qn_bytes){data, size});
    bool is_real = qn_read_u8(&in) % 4 != 0;
    block from = is_real ? record() : (block){(uint8_t *)(uintptr_t)data, size};
    block made = {malloc(from.size + 1), from.size};
    if (from.size > 0) {
        memcpy(made.bytes, from.bytes, from.size);
    }
    if (is_real) {
        edit_words(&in, made.bytes + QN_REPLAY_COVERED_FROM,
                   (made.size - QN_REPLAY_COVERED_FROM) / 4);
    }
    if (made.size >= QN_REPLAY_HEADER_BYTES) {
        repair(made);
    }
    return made;
}

// ---- Playing --------------------------------------------------------------------------------

static void seek(qn_replay *replay, qn_world *world, uint32_t tick)
{
    uint32_t reached = 0;
    if (qn_replay_seek(replay, world, tick, &reached) == QN_ERROR_OK) {
        stop_unless(reached <= tick && qn_world_get_counters(world).tick_count == reached);
        stop_unless(qn_world_validate(world) == NULL);
        scene_step(world, 2);
        stop_unless(qn_world_validate(world) == NULL);
    }
}

static void play(qn_replay *replay)
{
    qn_replay_info info = qn_replay_get_info(replay);
    qn_world *world = scene_world();
    qn_bytes input;
    uint32_t ticks = 0;
    volatile uint32_t sum = 0;
    while (qn_replay_next(replay, &input) == QN_ERROR_OK) {
        ticks += 1;
        for (size_t i = 0; i < input.size_bytes; ++i) {
            sum = sum + input.data[i];
        }
        (void)qn_replay_agrees(replay, world);
    }
    stop_unless(ticks == info.tick_count && info.tick_count <= MAX_TICKS);
    for (uint32_t i = 0; i <= info.tick_count; i += 1 + info.tick_count / 5) {
        seek(replay, world, info.first_tick + i);
    }
    qn_world_destroy(world);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    block b = make(data, size);
    qn_replay *replay = NULL;
    if (qn_replay_open((qn_bytes){b.bytes, b.size}, MAX_TICKS, &replay) == QN_ERROR_OK) {
        play(replay);
    }
    qn_replay_close(replay);
    free(b.bytes);
    stop_unless(qn_memory_live_count() == 0);
    return 0;
}
