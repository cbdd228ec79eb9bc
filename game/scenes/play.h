// What is on the screen: a run of a level, and what hands and time do with it.
//
// The run is a function of its shots. Around it, the play turns hands into shots, lets time flow
// faster, slower, not at all or backwards, and keeps what is only seen. The picture has ticks of
// its own, always sixty a second; how many steps the run takes in one is up to the mode.
#ifndef GAME_SCENES_PLAY_H
#define GAME_SCENES_PLAY_H

#include "game.h"
#include "progress.h"
#include "run/past.h"
#include "run/record.h"
#include "run/run.h"
#include "scenes/hud.h"
#include "scenes/sight.h"
#include "things/effects.h"
#include "things/sling.h"
#include "things/sounds.h"
#include "tuning.h"

typedef enum play_mode {
    PLAY_TITLE,  // a ghost plays: a shot by itself, and everything flies back
    PLAY_AIM,    // the player's turn, whatever flies meanwhile
    PLAY_REWIND, // back in time, as long as it is held
    PLAY_WON,    // the last bell: slow motion, then the ruin settles
    PLAY_CARD,   // the result, before a replay at double speed
    PLAY_WATCH,  // the replay alone
} play_mode;

// Of a won run.
typedef struct play_result {
    int32_t ball_count; // fired
    int32_t toll_count;
    medal medal;
    bool is_new_best;
} play_result;

typedef struct play {
    run run;
    past past;
    play_mode mode;
    int32_t mode_ticks;
    uint32_t tick_count; // of the picture, since the play began
    sling sling;
    int32_t reload_ticks; // since the last ball was fired by hand
    float owed_steps;     // how far the picture stands between two steps; below 1
    int32_t stop_ticks;   // of hit-stop still to come
    int32_t stop_wait_ticks;
    float rewind_rate;         // steps in a tick
    uint32_t rewind_from_tick; // where it was begun
    bool was_rewound;          // since the level began
    bool is_invited;           // "Now you.": the player has seen the title and not fired yet
    bool has_missed;           // a ball came to nothing; picture only
    bool is_calm;              // reduced motion: no ghost, no hit-stop, no slow motion, no replay
    uint32_t ghost_end_tick;   // of the title: where the flight back began
    play_result result;        // of the win that the card shows
    uint32_t won_tick;         // the step of that win
    run_record record;         // of the last win; its score is 0 if there is none to claim
    hud_button pressed;        // by the primary pointer
    // Picture only.
    effects effects;
    sight sight;
    float drain;   // of colour, 0 to 1, while time is not its usual self
    sounds sounds; // heard only
    game_event events[TUNE_EVENT_CAPACITY];
    int32_t event_count;
} play;

// What a tick asks of the game around it.
typedef enum play_wish {
    PLAY_WISH_NOTHING,
    PLAY_WISH_NEXT, // the level after this one
    PLAY_WISH_SAVE, // p->result has just been made
} play_wish;

// The past must have been created. On an error *p holds no run.
qn_error play_begin(play *p, const level *plan, bool with_title);
void play_end(play *p); // keeps the past
// One tick of the picture.
qn_error play_tick(play *p, const qn_input *input, bool has_next, play_wish *wish);
// Begins the level anew.
qn_error play_retry(play *p);
void play_watch(play *p);
// Takes back a shot that lies ahead; false if there is no such one.
bool play_cancel_shot(play *p, int32_t index);

void play_raise(play *p, game_event_type type, float strength, qn_vec2 point_m);
uint64_t play_state_hash(const play *p);
// How much of the next ball lies in the sling, 0 to 1; 0 if there is none.
float play_ball_share(const play *p, float alpha, ball_kind *kind);
int32_t play_balls_left(const play *p);
// How far the picture stands between the last two steps.
float play_step_share(const play *p, float alpha);

#endif
