// Device events in, one qn_input per tick out.
//
// Edges (went down, went up) are kept until a tick takes them, so that a tap between two ticks is
// not lost, and are given to one tick only. Pixels are those of the drawing surface.
#ifndef SHELL_CONTROLS_H
#define SHELL_CONTROLS_H

#include "bindings.h"
#include "quoin/input.h"

#define CONTROLS_PAD_CAPACITY 4

typedef struct controls {
    qn_input pending;
    bindings bindings;
    // How far each source is pressed, 0 to 1: of keyboard and mouse, and of each gamepad.
    float level[1 + CONTROLS_PAD_CAPACITY][KEY_COUNT + 1];
    // What a script or a button of the page holds.
    float given[QN_ACTION_CAPACITY];
    bool is_pressed[QN_ACTION_CAPACITY]; // by any of these; held or not, a toggle tells
} controls;

void controls_pointer_move(controls *c, qn_vec2 px);
void controls_pointer_down(controls *c, qn_vec2 px);
void controls_pointer_up(controls *c, qn_vec2 px);
// The system took the pointer away: what it had begun must not happen.
void controls_pointer_cancel(controls *c);

// A source is pressed so far (0 to 1; anything else counts as nearest to it, what is no number as
// 0). device: 0 keyboard and mouse, 1 to CONTROLS_PAD_CAPACITY a gamepad; others are ignored.
void controls_source(controls *c, int32_t device, source s, float level);
// An action by itself, for scripts and for buttons of the page.
void controls_give(controls *c, int32_t action, float level);
// Focus was lost, the page hidden: everything is let go, but nothing "went up", for nobody did
// that; the pointer is cancelled.
void controls_release_all(controls *c);
void controls_set_surface(controls *c, qn_vec2 surface_px, float pixel_ratio);
// The input of the next tick.
qn_input controls_take(controls *c);

#endif
