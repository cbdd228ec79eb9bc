// What the files of the play share, and no one else needs.
#ifndef GAME_SCENES_PLAY_PARTS_H
#define GAME_SCENES_PLAY_PARTS_H

#include "scenes/play.h"

// ---- play.c
void play_enter(play *p, play_mode mode);

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

// ---- play_hear.c: what a step and a tick sound like
void play_hear_event(play *p, const run_event *event);
void play_hear(play *p);

#endif
