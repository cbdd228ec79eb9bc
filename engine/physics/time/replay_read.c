// The header says how long every section is, so one sum tells whether they fill the file; then one
// walk over the runs tells whether they make up the ticks. After that nothing can run out of
// bounds.
#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/time/replay_format.h"
#include "quoin/physics/snapshot.h"

typedef struct run {
    size_t position; // in the inputs, of the run after this one
    uint32_t left;   // ticks of this run
    qn_bytes input;
} run;

struct qn_replay {
    qn_replay_info info;
    qn_bytes inputs, hashes, places, snapshots;
    run at;
    uint32_t tick; // of the replay: how many inputs have been given out
    uint32_t diverged_tick;
    bool has_diverged;
};

// ---- Opening --------------------------------------------------------------------------------

static qn_error check_frame(qn_cursor *in)
{
    uint32_t magic = qn_read_u32(in);
    uint32_t version = qn_read_u32(in);
    uint64_t size = qn_read_u64(in);
    uint64_t checksum = qn_read_u64(in);
    if (in->failed || in->size_bytes < QN_REPLAY_HEADER_BYTES) {
        return QN_ERROR_TRUNCATED;
    }
    if (magic != QN_REPLAY_MAGIC) {
        return QN_ERROR_BAD_MAGIC;
    }
    if (version != QN_REPLAY_VERSION) {
        return QN_ERROR_BAD_VERSION;
    }
    if (size != in->size_bytes) {
        return size > in->size_bytes ? QN_ERROR_TRUNCATED : QN_ERROR_TRAILING_BYTES;
    }
    qn_bytes covered = {in->data + QN_REPLAY_COVERED_FROM, in->size_bytes - QN_REPLAY_COVERED_FROM};
    return qn_checksum(covered) == checksum ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

static bool info_is_sound(const qn_replay_info *info, uint64_t zero)
{
    return info->hash_interval_ticks >= 1 && info->hash_interval_ticks <= QN_MAX_REPLAY_TICKS &&
           info->about.size_bytes <= QN_MAX_REPLAY_ABOUT_BYTES && info->dt_s >= 0.0f &&
           info->dt_s <= 1.0f && info->substep_count >= 1 &&
           info->substep_count <= QN_MAX_SUBSTEPS && zero == 0;
}

static qn_error read_sections(qn_cursor *in, uint32_t max_tick_count, qn_replay *replay)
{
    qn_replay_info *info = &replay->info;
    info->first_tick = qn_read_u32(in);
    info->tick_count = qn_read_u32(in);
    info->hash_interval_ticks = qn_read_u32(in);
    info->keyframe_count = qn_read_u32(in);
    info->about.size_bytes = qn_read_u32(in);
    uint32_t input_bytes = qn_read_u32(in);
    uint32_t dt_bits = qn_read_u32(in);
    memcpy(&info->dt_s, &dt_bits, sizeof dt_bits);
    uint32_t substeps = qn_read_u32(in);
    info->substep_count = substeps <= QN_MAX_SUBSTEPS ? (int32_t)substeps : 0;
    uint64_t zero = qn_read_u64(in);
    if (info->tick_count > max_tick_count || info->tick_count > QN_MAX_REPLAY_TICKS) {
        return QN_ERROR_TOO_LARGE;
    }
    if (!info_is_sound(info, zero) || info->keyframe_count > info->tick_count + 1) {
        return QN_ERROR_BAD_DATA;
    }
    size_t hash_count = info->tick_count / info->hash_interval_ticks;
    info->about = qn_read_bytes(in, info->about.size_bytes);
    replay->inputs = qn_read_bytes(in, input_bytes);
    replay->hashes = qn_read_bytes(in, sizeof(uint64_t) * hash_count);
    replay->places = qn_read_bytes(in, QN_REPLAY_PLACE_BYTES * (size_t)info->keyframe_count);
    replay->snapshots = qn_read_bytes(in, qn_cursor_left(in));
    return in->failed ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

static uint32_t read_varint(qn_cursor *in)
{
    uint32_t value = 0;
    for (int shift = 0; shift < 7 * QN_MAX_VARINT_BYTES; shift += 7) {
        uint8_t byte = qn_read_u8(in);
        value |= (uint32_t)(byte & 0x7Fu) << shift;
        if (byte < 0x80u) {
            return value;
        }
    }
    in->failed = true;
    return 0;
}

// False at the end of the inputs, and where they are broken.
static bool next_run(const qn_replay *replay, run *at)
{
    qn_cursor in = qn_cursor_over(replay->inputs);
    in.position = at->position;
    uint32_t count = read_varint(&in);
    uint32_t size = read_varint(&in);
    qn_bytes input = qn_read_bytes(&in, size);
    if (in.failed || count == 0 || size > QN_MAX_REPLAY_INPUT_BYTES) {
        return false;
    }
    *at = (run){in.position, count, input};
    return true;
}

static bool runs_make_up_the_ticks(const qn_replay *replay)
{
    run at = {0};
    uint64_t ticks = 0;
    while (ticks < replay->info.tick_count && next_run(replay, &at)) {
        ticks += at.left;
    }
    return ticks == replay->info.tick_count && at.position == replay->inputs.size_bytes;
}

static uint32_t place_word(const qn_replay *replay, uint32_t keyframe, uint32_t word)
{
    uint32_t value;
    memcpy(&value, replay->places.data + QN_REPLAY_PLACE_BYTES * keyframe + 4 * word, sizeof value);
    return value;
}

static bool places_are_sound(const qn_replay *replay)
{
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < replay->info.keyframe_count; ++i) {
        uint32_t tick = place_word(replay, i, 0);
        if (tick > replay->info.tick_count || (i > 0 && tick <= place_word(replay, i - 1, 0))) {
            return false;
        }
        bytes += place_word(replay, i, 1);
    }
    return bytes == replay->snapshots.size_bytes;
}

qn_error qn_replay_open(qn_bytes bytes, uint32_t max_tick_count, qn_replay **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (bytes.data == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_replay replay = {.tick = 0};
    qn_cursor in = qn_cursor_over(bytes);
    QN_TRY(check_frame(&in));
    QN_TRY(read_sections(&in, max_tick_count, &replay));
    if (!runs_make_up_the_ticks(&replay) || !places_are_sound(&replay)) {
        return QN_ERROR_BAD_DATA;
    }
    *out = qn_alloc(sizeof **out);
    if (*out == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    **out = replay;
    return QN_ERROR_OK;
}

void qn_replay_close(qn_replay *replay) { qn_free(replay); }

qn_replay_info qn_replay_get_info(const qn_replay *replay)
{
    return replay != NULL ? replay->info : (qn_replay_info){0};
}

// ---- Playing --------------------------------------------------------------------------------

qn_error qn_replay_next(qn_replay *replay, qn_bytes *input)
{
    if (replay == NULL || input == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (replay->tick == replay->info.tick_count ||
        (replay->at.left == 0 && !next_run(replay, &replay->at))) {
        return QN_ERROR_NOT_FOUND;
    }
    replay->at.left -= 1;
    replay->tick += 1;
    *input = replay->at.input;
    return QN_ERROR_OK;
}

static bool agrees(const qn_replay *replay, const qn_world *world)
{
    uint32_t interval = replay->info.hash_interval_ticks;
    uint64_t hash;
    if (world->state->tick_count != replay->info.first_tick + replay->tick) {
        return false;
    }
    if (replay->tick == 0 || replay->tick % interval != 0) {
        return true;
    }
    memcpy(&hash, replay->hashes.data + sizeof hash * (replay->tick / interval - 1), sizeof hash);
    return hash == qn_world_state_hash(world);
}

bool qn_replay_agrees(qn_replay *replay, const qn_world *world)
{
    bool is_equal = replay != NULL && world != NULL && agrees(replay, world);
    if (replay != NULL && !is_equal && !replay->has_diverged) {
        replay->has_diverged = true;
        replay->diverged_tick = replay->info.first_tick + replay->tick;
    }
    return is_equal;
}

bool qn_replay_has_diverged(const qn_replay *replay, uint32_t *tick)
{
    bool has_diverged = replay != NULL && replay->has_diverged;
    if (has_diverged && tick != NULL) {
        *tick = replay->diverged_tick;
    }
    return has_diverged;
}

// ---- Seeking --------------------------------------------------------------------------------

static void go_to(qn_replay *replay, uint32_t tick)
{
    uint32_t left = tick;
    replay->tick = tick;
    replay->at = (run){0};
    while (left > replay->at.left) {
        left -= replay->at.left;
        (void)next_run(replay, &replay->at);
    }
    replay->at.left -= left;
}

qn_error qn_replay_seek(qn_replay *replay, qn_world *world, uint32_t tick, uint32_t *reached)
{
    if (replay == NULL || world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    uint32_t wanted = tick - replay->info.first_tick;
    if (tick < replay->info.first_tick || wanted > replay->info.tick_count) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "tick is not within the replay");
    }
    qn_bytes found = {0};
    uint32_t found_tick = 0;
    size_t at = 0;
    for (uint32_t i = 0; i < replay->info.keyframe_count && place_word(replay, i, 0) <= wanted;
         ++i) {
        found = (qn_bytes){replay->snapshots.data + at, place_word(replay, i, 1)};
        found_tick = place_word(replay, i, 0);
        at += found.size_bytes;
    }
    if (found.data == NULL) {
        return qn_refuse(world, QN_ERROR_NOT_FOUND, "no snapshot lies before this tick");
    }
    qn_snapshot_info info;
    qn_error error = qn_snapshot_read_info(found, &info);
    if (error == QN_ERROR_OK && info.tick_count != replay->info.first_tick + found_tick) {
        return qn_refuse(world, QN_ERROR_BAD_DATA, "the snapshot is of another tick");
    }
    QN_TRY(qn_world_restore(world, found));
    go_to(replay, found_tick);
    if (reached != NULL) {
        *reached = world->state->tick_count;
    }
    return QN_ERROR_OK;
}
