// What the files of the play share, and no one else needs.
#ifndef GAME_SCENES_PLAY_PARTS_H
#define GAME_SCENES_PLAY_PARTS_H

#include "scenes/play.h"

// ---- play.c
void play_enter(play *p, play_mode mode);

// ---- play_hands.c: what the input asks for
// Any press that leads on from what plays by itself.
bool play_is_any_press(const qn_input *input);
bool play_wants_rewind(const play *p, const qn_input *input);
// What on the glass was pressed; a finger that presses a button draws no sling.
void play_note_press(play *p, const qn_input *input, bool has_next);
// Pulls the band, and fires.
void play_aim(play *p, const qn_input *input);

// ---- play_modes.c
qn_error play_tick_mode(play *p, const qn_input *input, bool has_next, play_wish *wish);
// The ghost's shot is taken back, and it is the player's turn.
qn_error play_end_title(play *p);

// ---- play_time.c: how time flows
// Takes as many steps as are due in this tick.
qn_error play_flow(play *p);
// One tick backwards, faster the longer it lasts; `hold`: how far a trigger is pulled, 0 to 1.
qn_error play_go_back(play *p, float hold);
// To the step itself.
qn_error play_return(play *p, uint32_t tick);
// The step from which a replay is worth watching.
uint32_t play_replay_start(const play *p);

// ---- play_show.c: what a step looks and sounds like
void play_show_events(play *p);
void play_age_picture(play *p);

// ---- play_frame.c: where the eye should look
// How far it should lean after what flies, in metres.
float play_lean(const play *p);
// Where on the surface the next bell is seen; (0, 0) on one that is no surface.
qn_vec2 play_focus_px(const play *p, qn_vec2 surface_px);
// What a tall surface should show.
sight_frame play_frame(const play *p);

// ---- play_hear.c: what a step and a tick sound like
void play_hear_event(play *p, const run_event *event);
void play_hear(play *p);

#endif
