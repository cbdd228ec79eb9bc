// Replays: what was put in, tick by tick, and hashes to tell whether it led to the same again.
//
// A replay is the inputs of a game, as bytes that only the game understands, the state hash of the
// world every few ticks, and some snapshots to start from in the middle. It is no log of calls: the
// game plays it by doing with each input what it did when it was given. So it is small, and the
// same program on a server can tell whether a score was played.
//
// Recorder and reader do not step the world; the game does, as always. The reader takes bytes from
// anywhere: what is damaged or forged is refused at once, and its snapshots when they are restored.
#ifndef QUOIN_PHYSICS_REPLAY_H
#define QUOIN_PHYSICS_REPLAY_H

#include "quoin/physics/world.h"

#define QN_MAX_REPLAY_ABOUT_BYTES 65536
#define QN_MAX_REPLAY_INPUT_BYTES 65536 // of one tick
#define QN_MAX_REPLAY_TICKS 0x1000000

// ---- Recording ------------------------------------------------------------------------------

typedef struct qn_recorder qn_recorder;

typedef struct qn_recorder_def {
    uint32_t cookie;             // set by qn_recorder_def_default
    qn_bytes about;              // copied: what the game must know to start, such as level and seed
    float dt_s;                  // of a tick, for the reader
    int32_t substep_count;       // likewise
    int32_t hash_interval_ticks; // 1 or more
    // Snapshots: the state at the start, and one each interval. When they come to take more than
    // the budget, every other one is dropped and the interval doubles. 0: none.
    size_t keyframe_budget_bytes;
    int32_t keyframe_interval_ticks; // 1 or more
    size_t max_bytes;                // of the replay without its snapshots
} qn_recorder_def;

// 1/60 s, 4 sub-steps, a hash every 60 ticks, a snapshot every 600 within 1 MiB, at most 16 MiB.
QN_API qn_recorder_def qn_recorder_def_default(void);
// *out is null on error. The replay begins with the world as it is.
QN_API qn_error qn_recorder_create(const qn_recorder_def *def, const qn_world *world,
                                   qn_recorder **out);
QN_API void qn_recorder_destroy(qn_recorder *recorder); // null is allowed
// After each tick: the input that led to the world as it is now. QN_ERROR_OUT_OF_RANGE unless the
// world has made exactly one tick since the last call; TOO_LARGE beyond max_bytes or the limits
// above; OUT_OF_MEMORY. The tick is then not recorded, and the call may be tried again.
QN_API qn_error qn_recorder_add(qn_recorder *recorder, const qn_world *world, qn_bytes input);
// The whole replay up to now, to be given to qn_memory_release. The recorder goes on.
QN_API qn_error qn_recorder_write(const qn_recorder *recorder, uint8_t **out, size_t *out_bytes);

// ---- Playing --------------------------------------------------------------------------------

typedef struct qn_replay qn_replay;

typedef struct qn_replay_info {
    uint32_t first_tick; // tick_count of the world at the start
    uint32_t tick_count; // how many ticks follow
    uint32_t hash_interval_ticks;
    uint32_t keyframe_count;
    float dt_s;
    int32_t substep_count;
    qn_bytes about; // points into the replay's bytes
} qn_replay_info;

// Checks everything but the snapshots. The bytes must stay as they are until qn_replay_close.
// *out is null on error: TRUNCATED, BAD_MAGIC, BAD_VERSION, TRAILING_BYTES, BAD_CHECKSUM, TOO_LARGE
// (more than max_tick_count ticks, known from the header alone), BAD_DATA, OUT_OF_MEMORY.
QN_API qn_error qn_replay_open(qn_bytes bytes, uint32_t max_tick_count, qn_replay **out);
QN_API void qn_replay_close(qn_replay *replay); // null is allowed
QN_API qn_replay_info qn_replay_get_info(const qn_replay *replay);

// The input of the next tick; it points into the replay's bytes. QN_ERROR_NOT_FOUND at the end.
QN_API qn_error qn_replay_next(qn_replay *replay, qn_bytes *input);
// After the step that followed qn_replay_next: false if there is a hash for this tick and it is not
// the world's, or the world is at another tick. The first such tick is kept.
QN_API bool qn_replay_agrees(qn_replay *replay, const qn_world *world);
// True if qn_replay_agrees was ever false; *tick (may be null) is the first time, by the world's
// tick_count. The state went astray after the hash before it.
QN_API bool qn_replay_has_diverged(const qn_replay *replay, uint32_t *tick);
// Brings world and replay to the last snapshot at or before the tick; the game plays on from there.
// QN_ERROR_NOT_FOUND without such a snapshot, OUT_OF_RANGE outside the replay, else the errors of
// qn_world_restore. Nothing has changed then. *reached (may be null): the tick of the snapshot.
QN_API qn_error qn_replay_seek(qn_replay *replay, qn_world *world, uint32_t tick,
                               uint32_t *reached);

// ---- Where two worlds differ ----------------------------------------------------------------

typedef struct qn_world_difference {
    int32_t array;        // see qn_world_array_name
    int32_t index;        // of the record
    int32_t offset_bytes; // of the 32-bit word in the record
    uint32_t bits_a, bits_b;
} qn_world_difference;

// The first word of state that differs, in the order of a snapshot; false if none does. Salts of
// handles do not count. Where an array is longer in one world, the difference is in its count, in
// the array "world".
QN_API bool qn_world_diff(const qn_world *a, const qn_world *b, qn_world_difference *out);
// Such as "bodies" or "contacts"; "world" for 0; "" beyond the last.
QN_API const char *qn_world_array_name(int32_t array);

#endif
