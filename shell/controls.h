// Device events in, one qn_input per tick out.
//
// Edges (went down, went up) are kept until a tick takes them, so that a tap between two ticks is
// not lost, and are given to one tick only. Pixels are those of the drawing surface.
#ifndef SHELL_CONTROLS_H
#define SHELL_CONTROLS_H

#include "quoin/input.h"

typedef struct controls {
    qn_input pending;
    uint8_t held_key_count[QN_ACTION_COUNT]; // several keys may mean the same action
} controls;

void controls_pointer_move(controls *c, qn_vec2 px);
void controls_pointer_down(controls *c, qn_vec2 px);
void controls_pointer_up(controls *c, qn_vec2 px);
// The system took the pointer away: what it had begun must not happen.
void controls_pointer_cancel(controls *c);
void controls_key(controls *c, qn_action action, bool is_down);
// Focus was lost, the page hidden: keys are let go, the pointer is cancelled.
void controls_release_all(controls *c);
void controls_set_surface(controls *c, qn_vec2 surface_px, float pixel_ratio);
// The input of the next tick.
qn_input controls_take(controls *c);

#endif
