// Calls that need more than arguments: what they take or make is kept for later calls.
#ifndef TESTS_FUZZ_WORLD_BY_HAND_H
#define TESTS_FUZZ_WORLD_BY_HAND_H

#include "quoin/memory.h"
#include "run.h"

// Called after every call; ends the program where one was refused, or may not change anything, and
// has changed a world.
static void end(run *r, bool must_be_same);

static void world_snapshot(run *r)
{
    qn_world *world = any_world(r);
    size_t capacity = any_bool(r) ? any_size(r) : sizeof r->snapshot;
    size_t written = 0;
    if (qn_world_snapshot(world, r->snapshot, capacity, &written) == QN_ERROR_OK) {
        r->snapshot_bytes = written;
    }
    end(r, true);
}

static void world_restore(run *r)
{
    qn_world *world = any_world(r);
    qn_error error = qn_world_restore(world, (qn_bytes){r->snapshot, r->snapshot_bytes});
    end(r, error != QN_ERROR_OK);
}

static void history_create(run *r)
{
    qn_history_def def = qn_history_def_default();
    def.budget_bytes = 2048u * any_size(r);
    def.tick_capacity = any_int(r);
    def.keyframe_interval_ticks = any_int(r);
    qn_history_destroy(r->history);
    (void)qn_history_create(&def, &r->history);
    end(r, true);
}

static void recorder_create(run *r)
{
    qn_recorder_def def = qn_recorder_def_default();
    def.about = any_bytes(r);
    def.dt_s = any_dt(r);
    def.substep_count = any_substeps(r);
    def.hash_interval_ticks = any_int(r);
    def.keyframe_interval_ticks = any_int(r);
    def.keyframe_budget_bytes = 2048u * any_size(r);
    def.max_bytes = 16u * any_size(r);
    qn_world *world = any_world(r);
    qn_recorder_destroy(r->recorder);
    (void)qn_recorder_create(&def, world, &r->recorder);
    end(r, true);
}

static void recorder_write(run *r)
{
    qn_recorder *recorder = any_recorder(r);
    qn_memory_release(r->written);
    r->written = NULL;
    (void)qn_recorder_write(recorder, &r->written, &r->written_bytes);
    end(r, true);
}

// Takes over what the recorder wrote, with a byte of it changed or not.
static void replay_open(run *r)
{
    qn_replay_close(r->replay);
    qn_memory_release(r->replay_bytes);
    r->replay_bytes = r->written;
    r->written = NULL;
    size_t size = r->replay_bytes != NULL ? r->written_bytes : 0;
    if (size > 0 && qn_read_u8(&r->in) % 8 == 0) {
        r->replay_bytes[qn_read_u16(&r->in) % size] ^= qn_read_u8(&r->in);
    }
    (void)qn_replay_open((qn_bytes){r->replay_bytes, size}, (uint32_t)any_int(r), &r->replay);
    end(r, true);
}

#endif
