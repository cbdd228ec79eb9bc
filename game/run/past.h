// The way back: the rules of the last steps beside the world's own history.
#ifndef GAME_RUN_PAST_H
#define GAME_RUN_PAST_H

#include "run/run.h"

typedef struct past {
    qn_history *history;
    run_rules rules[TUNE_PAST_TICKS]; // after step n at n modulo the capacity
} past;

// Everything that is ever needed is taken here.
qn_error past_create(past *p);
void past_destroy(past *p); // an empty past is allowed

// After run_begin and after each run_step.
void past_remember(past *p, const run *r);
// False if there is no way back at all, else the oldest step that can be gone back to.
bool past_oldest(const past *p, const run *r, uint32_t *tick);
// Makes the run what it was after that step; its list of shots stays. NOT_FOUND if that is too long
// ago or not yet; the run is then as it was.
qn_error past_return(const past *p, run *r, uint32_t tick);
// How much of it is in use, in bytes.
size_t past_used_bytes(const past *p, const run *r);

#endif
