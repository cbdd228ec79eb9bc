// Device events in, one qn_input per tick out.
//
// Edges (went down, went up) are kept until a tick takes them, so that a tap between two ticks is
// not lost, and are given to one tick only. Pixels are those of the drawing surface. Numbers that
// are not finite, and more pointers than an input holds, are left out.
#ifndef SHELL_CONTROLS_H
#define SHELL_CONTROLS_H

#include "bindings.h"
#include "quoin/input.h"

#define CONTROLS_PAD_CAPACITY 4

// Two fingers, as the last tick left them.
typedef struct pinch {
    uint32_t ids[2]; // 0: there are no two
    qn_vec2 center_px;
    float distance_px;
} pinch;

typedef struct controls {
    qn_input pending;
    bindings bindings;
    int64_t devices[QN_POINTER_CAPACITY]; // whose each of the pending pointers is
    uint32_t pointer_id, primary_id;      // the last one given, and who is `pending.pointer`
    pinch pinch;
    // How far each source is pressed, 0 to 1: of keyboard and mouse, and of each gamepad.
    float level[1 + CONTROLS_PAD_CAPACITY][KEY_COUNT + 1];
    // What a script or a button of the page holds.
    float given[QN_ACTION_CAPACITY];
    bool is_pressed[QN_ACTION_CAPACITY]; // by any of these; held or not, a toggle tells
    bool wants_mute;                     // the host's own key was pressed; whoever obeys clears it
} controls;

typedef enum pointer_phase {
    POINTER_MOVES,
    POINTER_GOES_DOWN,
    POINTER_GOES_UP,
    POINTER_IS_CANCELLED, // the system took it away: what it had begun must not happen
} pointer_phase;

typedef struct pointer_event {
    pointer_phase phase;
    qn_pointer_kind kind;
    int64_t device; // which finger; 0 for the mouse and the pen, of which there is one each
    qn_vec2 position_px;
    float pressure; // what is not above 0 counts as 1
} pointer_event;

void controls_pointer(controls *c, const pointer_event *event);
// One of QN_MOUSE_*. The left one is a pointer besides; that is for controls_pointer to say.
void controls_mouse_button(controls *c, uint32_t button, bool is_down);
void controls_wheel(controls *c, qn_vec2 px);

// A source is pressed so far (0 to 1; anything else counts as nearest to it, what is no number as
// 0). device: 0 keyboard and mouse, 1 to CONTROLS_PAD_CAPACITY a gamepad; others are ignored.
void controls_source(controls *c, int32_t device, source s, float level);
// A gamepad was pulled out: it holds nothing any more, and what it held goes up.
void controls_pad_gone(controls *c, int32_t device);
// An action by itself, for scripts and for buttons of the page.
void controls_give(controls *c, int32_t action, float level);
// Focus was lost, the page hidden: everything is let go, but nothing "went up", for nobody did
// that; pointers are cancelled.
void controls_release_all(controls *c);
// What the bindings were changed to. What is held is let go, as by controls_release_all.
void controls_rebind(controls *c, const bindings *changed);
void controls_set_surface(controls *c, qn_vec2 surface_px, float pixel_ratio);
// The input of the next tick.
qn_input controls_take(controls *c);

#endif
