// What an app does for the sound of its game.
#ifndef SHELL_APP_SOUND_H
#define SHELL_APP_SOUND_H

#include "app.h"

qn_error app_open_sounds(app *self);
// After the game and the audio.
void app_close_sounds(app *self);
// Before each tick.
void app_begin_tick_of_sounds(app *self);
// Once a frame, after its ticks.
void app_make_heard(app *self);
// The key M mutes and unmutes, as long as no action has it.
void app_obey_mute(app *self);
// How loud the player wants it.
void app_set_levels(app *self);

#endif
