// Inputs and hashes gather in two growing blocks, as they will be in the file; snapshots have a
// block each, as some are dropped. A run of equal inputs stays open: only its count grows.
#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/time/replay_format.h"
#include "quoin/physics/snapshot.h"

#define MAX_KEYFRAMES 256

typedef struct block {
    uint8_t *data;
    size_t size, capacity;
} block;

typedef struct keyframe {
    uint8_t *data;
    size_t size;
    uint32_t tick; // of the replay
} keyframe;

struct qn_recorder {
    qn_recorder_def def;
    uint32_t first_tick, tick_count;
    block about, inputs, hashes;
    // The open run: its input is the last bytes of `last`.
    block last;
    uint32_t run_count;
    keyframe keyframes[MAX_KEYFRAMES];
    int32_t keyframe_count;
    size_t keyframe_bytes;
    uint32_t keyframe_interval;
};

// ---- Blocks ---------------------------------------------------------------------------------

// Room for so many bytes more; false without memory.
static bool reserve(block *b, size_t more)
{
    if (b->capacity - b->size >= more) {
        return true;
    }
    size_t capacity = 2 * (b->size + more) + 64;
    uint8_t *data = qn_alloc(capacity);
    if (data == NULL) {
        return false;
    }
    if (b->size > 0) {
        memcpy(data, b->data, b->size);
    }
    qn_free(b->data);
    b->data = data;
    b->capacity = capacity;
    return true;
}

// Into reserved room.
static void append(block *b, const void *bytes, size_t count)
{
    if (count > 0) {
        memcpy(b->data + b->size, bytes, count);
        b->size += count;
    }
}

static void append_varint(block *b, uint32_t value)
{
    for (; value >= 0x80u; value >>= 7) {
        uint8_t low = (uint8_t)(value | 0x80u);
        append(b, &low, 1);
    }
    uint8_t rest = (uint8_t)value;
    append(b, &rest, 1);
}

// What the open run takes once it is written.
static size_t run_bytes(const qn_recorder *recorder)
{
    return recorder->run_count > 0 ? 2 * QN_MAX_VARINT_BYTES + recorder->last.size : 0;
}

static void append_run(block *b, const qn_recorder *recorder)
{
    if (recorder->run_count > 0) {
        append_varint(b, recorder->run_count);
        append_varint(b, (uint32_t)recorder->last.size);
        append(b, recorder->last.data, recorder->last.size);
    }
}

// ---- Keyframes ------------------------------------------------------------------------------

// Every other one goes, the start stays.
static void thin_out(qn_recorder *recorder)
{
    int32_t kept = 0;
    recorder->keyframe_interval *= 2;
    for (int32_t i = 0; i < recorder->keyframe_count; ++i) {
        keyframe *k = &recorder->keyframes[i];
        if (k->tick % recorder->keyframe_interval == 0) {
            recorder->keyframes[kept++] = *k;
        } else {
            recorder->keyframe_bytes -= k->size;
            qn_free(k->data);
        }
    }
    recorder->keyframe_count = kept;
}

// A replay without a snapshot here is as good a replay, so what finds no room or memory is left
// out.
static void take_keyframe(qn_recorder *recorder, const qn_world *world)
{
    size_t size = qn_world_snapshot_bytes(world);
    size_t budget = recorder->def.keyframe_budget_bytes;
    while (recorder->keyframe_count > 1 && (recorder->keyframe_bytes + size > budget ||
                                            recorder->keyframe_count == MAX_KEYFRAMES)) {
        thin_out(recorder);
    }
    bool is_due = recorder->tick_count % recorder->keyframe_interval == 0;
    if (!is_due || recorder->keyframe_bytes + size > budget) {
        return;
    }
    uint8_t *data = qn_alloc(size);
    if (data != NULL) {
        (void)qn_world_snapshot(world, data, size, &size);
        recorder->keyframes[recorder->keyframe_count++] =
            (keyframe){data, size, recorder->tick_count};
        recorder->keyframe_bytes += size;
    }
}

// ---- Life -----------------------------------------------------------------------------------

qn_recorder_def qn_recorder_def_default(void)
{
    return (qn_recorder_def){.cookie = QN_COOKIE_RECORDER,
                             .dt_s = 1.0f / 60.0f,
                             .substep_count = 4,
                             .hash_interval_ticks = 60,
                             .keyframe_budget_bytes = 1u << 20,
                             .keyframe_interval_ticks = 600,
                             .max_bytes = 16u << 20};
}

static qn_error check_def(const qn_recorder_def *def, const qn_world *world)
{
    if (def->cookie != QN_COOKIE_RECORDER) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the definition was not started from qn_recorder_def_default");
    }
    if (def->about.data == NULL && def->about.size_bytes > 0) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "about");
    }
    if (def->about.size_bytes > QN_MAX_REPLAY_ABOUT_BYTES) {
        return qn_refuse(world, QN_ERROR_TOO_LARGE, "about");
    }
    QN_TRY(qn_step_check(world, def->dt_s, def->substep_count));
    if (def->hash_interval_ticks < 1 || def->hash_interval_ticks > QN_MAX_REPLAY_TICKS ||
        def->keyframe_interval_ticks < 1 || def->keyframe_interval_ticks > QN_MAX_REPLAY_TICKS) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "an interval");
    }
    if (def->max_bytes > INT32_MAX || def->keyframe_budget_bytes > INT32_MAX) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "max_bytes or keyframe_budget_bytes");
    }
    return QN_ERROR_OK;
}

qn_error qn_recorder_create(const qn_recorder_def *def, const qn_world *world, qn_recorder **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (def == NULL || world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(check_def(def, world));
    qn_recorder *recorder = qn_alloc_zeroed(sizeof *recorder);
    if (recorder == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    recorder->def = *def;
    recorder->first_tick = world->state->tick_count;
    recorder->keyframe_interval = (uint32_t)def->keyframe_interval_ticks;
    if (!reserve(&recorder->about, def->about.size_bytes)) {
        qn_recorder_destroy(recorder);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    append(&recorder->about, def->about.data, def->about.size_bytes);
    take_keyframe(recorder, world);
    *out = recorder;
    return QN_ERROR_OK;
}

void qn_recorder_destroy(qn_recorder *recorder)
{
    if (recorder == NULL) {
        return;
    }
    for (int32_t i = 0; i < recorder->keyframe_count; ++i) {
        qn_free(recorder->keyframes[i].data);
    }
    qn_free(recorder->about.data);
    qn_free(recorder->inputs.data);
    qn_free(recorder->hashes.data);
    qn_free(recorder->last.data);
    qn_free(recorder);
}

// ---- Adding ---------------------------------------------------------------------------------

static bool continues_run(const qn_recorder *recorder, qn_bytes input)
{
    return recorder->run_count > 0 && recorder->last.size == input.size_bytes &&
           (input.size_bytes == 0 ||
            memcmp(recorder->last.data, input.data, input.size_bytes) == 0);
}

static qn_error check_input(const qn_recorder *recorder, const qn_world *world, qn_bytes input)
{
    if (input.data == NULL && input.size_bytes > 0) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "input is null");
    }
    if (world->state->tick_count != recorder->first_tick + recorder->tick_count + 1) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE,
                         "the world has not made one tick since the last call");
    }
    if (input.size_bytes > QN_MAX_REPLAY_INPUT_BYTES ||
        recorder->tick_count == QN_MAX_REPLAY_TICKS) {
        return qn_refuse(world, QN_ERROR_TOO_LARGE, "input, or the ticks of the replay");
    }
    size_t bytes = QN_REPLAY_HEADER_BYTES + recorder->about.size + recorder->inputs.size +
                   run_bytes(recorder) + 2 * QN_MAX_VARINT_BYTES + input.size_bytes +
                   recorder->hashes.size + sizeof(uint64_t);
    return bytes > recorder->def.max_bytes
               ? qn_refuse(world, QN_ERROR_TOO_LARGE, "the replay would pass max_bytes")
               : QN_ERROR_OK;
}

static void add_input(qn_recorder *recorder, qn_bytes input)
{
    if (!continues_run(recorder, input)) {
        append_run(&recorder->inputs, recorder);
        recorder->run_count = 0;
        recorder->last.size = 0;
        append(&recorder->last, input.data, input.size_bytes);
    }
    recorder->run_count += 1;
}

qn_error qn_recorder_add(qn_recorder *recorder, const qn_world *world, qn_bytes input)
{
    if (recorder == NULL || world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(check_input(recorder, world, input));
    if (!reserve(&recorder->inputs, run_bytes(recorder)) ||
        !reserve(&recorder->last, input.size_bytes) ||
        !reserve(&recorder->hashes, sizeof(uint64_t))) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for the tick");
    }
    add_input(recorder, input);
    recorder->tick_count += 1;
    if (recorder->tick_count % (uint32_t)recorder->def.hash_interval_ticks == 0) {
        uint64_t hash = qn_world_state_hash(world);
        append(&recorder->hashes, &hash, sizeof hash);
    }
    if (recorder->tick_count % recorder->keyframe_interval == 0) {
        take_keyframe(recorder, world);
    }
    return QN_ERROR_OK;
}

// ---- Writing --------------------------------------------------------------------------------

static void write_head(qn_writer *w, const qn_recorder *recorder, const block *file)
{
    qn_bytes covered = {file->data + QN_REPLAY_COVERED_FROM, file->size - QN_REPLAY_COVERED_FROM};
    qn_write_u32(w, QN_REPLAY_MAGIC);
    qn_write_u32(w, QN_REPLAY_VERSION);
    qn_write_u64(w, file->size);
    w->position += sizeof(uint64_t);
    qn_write_u32(w, recorder->first_tick);
    qn_write_u32(w, recorder->tick_count);
    qn_write_u32(w, (uint32_t)recorder->def.hash_interval_ticks);
    qn_write_u32(w, (uint32_t)recorder->keyframe_count);
    qn_write_u32(w, (uint32_t)recorder->about.size);
    size_t inputs_end = file->size - recorder->hashes.size - recorder->keyframe_bytes -
                        QN_REPLAY_PLACE_BYTES * (size_t)recorder->keyframe_count;
    qn_write_u32(w, (uint32_t)(inputs_end - QN_REPLAY_HEADER_BYTES - recorder->about.size));
    qn_write_bytes(w, &recorder->def.dt_s, sizeof recorder->def.dt_s);
    qn_write_u32(w, (uint32_t)recorder->def.substep_count);
    qn_write_u64(w, 0);
    w->position = sizeof(uint64_t) + sizeof(uint64_t);
    qn_write_u64(w, qn_checksum(covered));
}

static void append_sections(block *file, const qn_recorder *recorder)
{
    append(file, recorder->about.data, recorder->about.size);
    append(file, recorder->inputs.data, recorder->inputs.size);
    append_run(file, recorder);
    append(file, recorder->hashes.data, recorder->hashes.size);
    for (int32_t i = 0; i < recorder->keyframe_count; ++i) {
        uint32_t place[2] = {recorder->keyframes[i].tick, (uint32_t)recorder->keyframes[i].size};
        append(file, place, sizeof place);
    }
    for (int32_t i = 0; i < recorder->keyframe_count; ++i) {
        append(file, recorder->keyframes[i].data, recorder->keyframes[i].size);
    }
}

qn_error qn_recorder_write(const qn_recorder *recorder, uint8_t **out, size_t *out_bytes)
{
    if (out == NULL || out_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_bytes = 0;
    if (recorder == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    block file = {0};
    size_t most = QN_REPLAY_HEADER_BYTES + recorder->about.size + recorder->inputs.size +
                  run_bytes(recorder) + recorder->hashes.size + recorder->keyframe_bytes +
                  QN_REPLAY_PLACE_BYTES * (size_t)recorder->keyframe_count;
    file.data = qn_alloc(most);
    if (file.data == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    file.capacity = most;
    file.size = QN_REPLAY_HEADER_BYTES;
    append_sections(&file, recorder);
    qn_writer head = qn_writer_over(file.data, QN_REPLAY_HEADER_BYTES);
    write_head(&head, recorder, &file);
    *out = file.data;
    *out_bytes = file.size;
    return QN_ERROR_OK;
}
