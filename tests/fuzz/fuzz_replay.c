// Any bytes behind a repaired frame: opening, playing and seeking a replay end without a leak.
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "physics/time/replay_format.h"
#include "quoin/memory.h"
#include "quoin/physics.h"
#include "scenes.h"

#define MAX_TICKS 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put_u32(uint8_t *at, uint32_t value) { memcpy(at, &value, sizeof value); }

static void repair(uint8_t *bytes, size_t size)
{
    uint64_t total = size;
    put_u32(bytes, QN_REPLAY_MAGIC);
    put_u32(bytes + 4, QN_REPLAY_VERSION);
    memcpy(bytes + 8, &total, sizeof total);
    memset(bytes + QN_REPLAY_HEADER_BYTES - 8, 0, 8);
    uint64_t sum =
        qn_checksum((qn_bytes){bytes + QN_REPLAY_COVERED_FROM, size - QN_REPLAY_COVERED_FROM});
    memcpy(bytes + 16, &sum, sizeof sum);
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
    if (ticks != info.tick_count || info.tick_count > MAX_TICKS) {
        __builtin_trap();
    }
    for (uint32_t i = 0; i <= info.tick_count; i += 1 + info.tick_count / 5) {
        (void)qn_replay_seek(replay, world, info.first_tick + i, NULL);
    }
    qn_world_destroy(world);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *bytes = malloc(size + 1);
    qn_replay *replay = NULL;
    memcpy(bytes, data, size);
    if (size >= QN_REPLAY_HEADER_BYTES) {
        repair(bytes, size);
    }
    if (qn_replay_open((qn_bytes){bytes, size}, MAX_TICKS, &replay) == QN_ERROR_OK) {
        play(replay);
    }
    qn_replay_close(replay);
    free(bytes);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
