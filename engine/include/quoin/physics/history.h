// History: the last ticks of a world in a fixed number of bytes, to go back to any of them exactly.
//
// A world is the same function of its past everywhere, so a tick need not be stored: what the calls
// since the tick before have changed is, and the step is taken again. That is a few bytes for a
// tick, whatever moves, and nothing more for what sleeps. Every keyframe_interval_ticks a keyframe
// holds the whole state, packed; going back to a tick takes the keyframe before it and the steps
// between. So a short interval makes going back cheap and a long one makes history long.
//
// To be remembered, a world is stepped through qn_history_step. What was changed between two of
// these calls is found by comparison; it may be anything. If the world has meanwhile come to
// another tick by other ways than qn_history_restore, the history starts anew.
#ifndef QUOIN_PHYSICS_HISTORY_H
#define QUOIN_PHYSICS_HISTORY_H

#include "quoin/physics/world.h"

typedef struct qn_history qn_history;

typedef struct qn_history_def {
    uint32_t cookie;     // set by qn_history_def_default
    size_t budget_bytes; // of everything the history takes; at least 4096
    // Beyond these the oldest tick is forgotten, room or not. 1 to 1e6.
    int32_t tick_capacity;
    int32_t keyframe_interval_ticks; // 1 to 1e6
} qn_history_def;

// 1 MiB, 600 ticks, a keyframe every 30 ticks.
QN_API qn_history_def qn_history_def_default(void);
// *out is null on error: NULL_POINTER, BAD_DEFINITION, OUT_OF_RANGE, OUT_OF_MEMORY. Nothing is
// allocated after this.
QN_API qn_error qn_history_create(const qn_history_def *def, qn_history **out);
QN_API void qn_history_destroy(qn_history *history); // null is allowed

// qn_world_step, remembered: the tick before it too, if it is the first. After going back, the
// ticks beyond are forgotten with the first step that is taken from there. Errors of qn_world_step
// change nothing. QN_ERROR_CAPACITY: the step was taken, but the budget does not hold one state of
// this world; nothing is remembered.
QN_API qn_error qn_history_step(qn_history *history, qn_world *world, float dt_s,
                                int32_t substep_count);
// Makes the world what it was when its tick_count was this: after that step, before the calls that
// followed it. QN_ERROR_NOT_FOUND outside oldest to newest; else the errors of qn_world_restore
// that are about memory. The world is then as it was.
QN_API qn_error qn_history_restore(qn_history *history, qn_world *world, uint32_t tick_count);
// False if there are none; else the ticks that can be restored. Either pointer may be null.
QN_API bool qn_history_range(const qn_history *history, uint32_t *oldest, uint32_t *newest);
QN_API void qn_history_clear(qn_history *history);

typedef struct qn_history_counters {
    size_t memory_bytes;   // taken at creation
    size_t used_bytes;     // of it
    size_t keyframe_bytes; // the packed size of the newest keyframe
    int32_t tick_count, keyframe_count;
} qn_history_counters;

QN_API qn_history_counters qn_history_get_counters(const qn_history *history);

#endif
