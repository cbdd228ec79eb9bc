// A run: a level, the world it stands in, and the rules, as a function of the list of shots.
//
// Nothing here knows a hand, a clock or a picture. The state after n steps follows from the level
// and from the shots before n alone, so a run can be gone back in and taken again, to the bit.
#ifndef GAME_RUN_RUN_H
#define GAME_RUN_RUN_H

#include "levels/level.h"
#include "quoin/physics.h"
#include "run/shots.h"
#include "things/ball.h"
#include "things/bell.h"
#include "things/block.h"
#include "tuning.h"

// What changes from step to step beside the world; small, as the past keeps one for each step.
typedef struct run_rules {
    ball balls[LEVEL_BALL_CAPACITY];
    bell_state bells[LEVEL_BELL_CAPACITY];
    int32_t toll_count;
    int32_t still_ticks; // how long nothing has moved
    bool is_won;
} run_rules;

// What a surface is made of, for sounds and sparks.
typedef enum surface {
    SURFACE_STONE, // the first ones are the materials of blocks
    SURFACE_TIMBER,
    SURFACE_SLATE,
    SURFACE_GLASS,
    SURFACE_GROUND,
    SURFACE_BALL,
    SURFACE_BELL,
} surface;

typedef enum run_event_type {
    RUN_SHOT,  // strength: the power
    RUN_HIT,   // strength: approach speed in m/s; a and b: surfaces
    RUN_BREAK, // a: the material; strength: 0 to 1
    RUN_TOLL,  // a: which bell; strength: 0 to 1
    RUN_GONE,  // a ball left; a: its slot
    RUN_WON,   // a: the last bell
} run_event_type;

typedef struct run_event {
    run_event_type type;
    float strength;
    float impulse_ns;
    qn_vec2 point_m;
    qn_vec2 direction; // of a hit: unit, from a to b
    int32_t a, b;
} run_event;

typedef struct run {
    const level *plan;
    qn_world *world;
    qn_history *history; // lent
    uint32_t tick;       // steps since the level stood
    uint32_t first_tick; // what the world counted then
    block_list blocks;
    bell bells[LEVEL_BELL_CAPACITY];
    run_rules rules;
    shot_list shots;
    // Of all steps, in their order; cut off when time goes back, as the blocks are.
    block_break breaks[TUNE_BREAK_CAPACITY];
    int32_t break_count;
    // Of the last step.
    run_event events[TUNE_RUN_EVENT_CAPACITY];
    int32_t event_count;
} run;

// The history is cleared and remembers this run from now on; it may be null, then nothing is
// remembered. On an error *r is empty. An empty run may be ended.
qn_error run_begin(run *r, const level *plan, qn_history *history);
void run_end(run *r);
// Calls of the world that come before step `tick` have been made when this returns.
qn_error run_step(run *r);
// Everything that influences the future.
uint64_t run_hash(const run *r);

// Nothing moves, nothing is due, and it has been so for a while: a step would change no more than
// the count of steps.
bool run_is_still(const run *r);
// Nothing that is under way can still ring a bell.
bool run_is_spent(const run *r);
int32_t run_lit_count(const run *r);

#endif
