// One run of a level: the world, its things, and the states aiming, flying, settled and won.
#ifndef GAME_SCENES_PLAY_H
#define GAME_SCENES_PLAY_H

#include "game.h"
#include "levels/level.h"
#include "things/ball.h"
#include "things/bell.h"
#include "things/block.h"
#include "things/effects.h"
#include "things/sling.h"
#include "tuning.h"

typedef enum play_state {
    PLAY_AIMING,  // the ball lies in the sling
    PLAY_FLYING,  // it is on its way
    PLAY_SETTLED, // the shot is over, the next ball comes
    PLAY_WON,     // the bell tolled
} play_state;

typedef struct play {
    qn_world *world;
    block_list blocks;
    bell bell;
    ball ball;
    sling sling;
    effects effects;
    play_state state;
    int32_t state_ticks;
    uint32_t tick_count;
    int32_t shot_count;
    int32_t toll_count;
    float look_m, previous_look_m; // how far the camera leans; picture only
    game_event events[TUNE_EVENT_CAPACITY];
    int32_t event_count;
} play;

// On an error *play is empty. An empty play may be ended.
qn_error play_begin(play *p, const level *plan);
void play_end(play *p);

// One tick. Asks for a new run by *wants_retry.
qn_error play_tick(play *p, const qn_input *input, bool *wants_retry);
void play_raise(play *p, game_event_type type, float strength, qn_vec2 point_m);
uint64_t play_state_hash(const play *p);
// How much of the next ball lies in the sling, 0 to 1.
float play_ball_share(const play *p, float alpha);

#endif
