// What a player did during one tick, as plain data: the shell fills it, a game reads it, a replay
// stores it. There are no device codes here, only what the shell made of them.
//
// A game names its own actions and says what they are bound to at first; the shell binds, rebinds
// and remembers. A source of an action is written as text:
//   keys           DOM codes: "KeyA", "ArrowLeft", "Space", "Digit1", "ShiftLeft" ...
//   mouse          "MouseLeft", "MouseMiddle", "MouseRight"
//   gamepad        "PadA", "PadB", "PadX", "PadY", "PadUp", "PadDown", "PadLeft", "PadRight",
//                  "PadL1", "PadR1", "PadL3", "PadR3", "PadStart", "PadBack"
//   its axes       "PadL2", "PadR2" (0 to 1), and each half of a stick: "PadLX-", "PadLX+",
//                  "PadLY-" (up), "PadLY+", "PadRX-", "PadRX+", "PadRY-", "PadRY+"
#ifndef QUOIN_INPUT_H
#define QUOIN_INPUT_H

#include "quoin/base.h"
#include "quoin/math.h"
#include "quoin/viewport.h"

#define QN_ACTION_CAPACITY 32
#define QN_ACTION_SOURCE_CAPACITY 4 // of one action
#define QN_POINTER_CAPACITY 10

// One action of a game; its number is its place in the game's table. All texts are static.
typedef struct qn_action_def {
    const char *name;    // stable, lower case, 1 to 31 bytes: bindings are saved under it
    const char *label;   // what a player reads
    const char *sources; // at first: up to QN_ACTION_SOURCE_CAPACITY, separated by spaces
    float dead_zone;     // share of an axis that counts as rest, below 1; 0 is the usual 0.2
} qn_action_def;

typedef enum qn_pointer_kind {
    QN_POINTER_MOUSE,
    QN_POINTER_TOUCH,
    QN_POINTER_PEN,
} qn_pointer_kind;

typedef struct qn_pointer {
    qn_vec2 position_px; // in drawing pixels, origin top left, y down
    bool is_down;        // held at the end of the tick
    bool went_down;      // at some moment of the tick
    bool went_up;        // likewise; a cancelled touch is `was_cancelled`, not this
    bool was_cancelled;
    uint8_t kind;   // qn_pointer_kind
    float pressure; // 0 to 1 while down; 1 where the device does not tell
    uint32_t id;    // the same from press to release, never used again; 0: not pressed yet
} qn_pointer;

// Bits of the mouse_* fields.
#define QN_MOUSE_LEFT 1u
#define QN_MOUSE_MIDDLE 2u
#define QN_MOUSE_RIGHT 4u

typedef struct qn_input {
    // The primary pointer: the mouse's left button, the pen, or the first finger (of several
    // fingers the first one counts until it is lifted).
    qn_pointer pointer;
    // Every pointer that is down or changed during the tick, the primary among them.
    qn_pointer pointers[QN_POINTER_CAPACITY];
    int32_t pointer_count;
    uint8_t mouse_is_held, mouse_went_down, mouse_went_up;
    // What the wheel scrolled (y: away from the top), while the canvas has the focus.
    qn_vec2 wheel_px;
    // Two fingers: how their centre moved, and how much farther apart they are, as a share of the
    // distance before (0: none; 0.1: a tenth farther), about pinch_center_px.
    qn_vec2 pan_px;
    float pinch;
    qn_vec2 pinch_center_px;

    // By the numbers of the game's actions.
    float value[QN_ACTION_CAPACITY];  // 0 to 1: how far; keys and buttons are all or nothing
    bool is_held[QN_ACTION_CAPACITY]; // value is at least one half
    bool went_down[QN_ACTION_CAPACITY];
    bool went_up[QN_ACTION_CAPACITY];

    // The drawing surface, so that a game can place its camera.
    qn_vec2 surface_px;
    float pixel_ratio; // drawing pixels per CSS pixel (desktop: per point)
    qn_insets safe_px; // of the surface: notches, rounded corners and system bars lie outside
    // The player asked for less motion. It is an input, as what a game does about it (no slow
    // motion, no demonstration) may change how inputs fall on ticks.
    bool reduced_motion;
} qn_input;

#endif
