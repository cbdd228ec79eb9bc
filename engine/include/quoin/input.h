// What a player did during one tick, as plain data: the shell fills it, a game reads it, a replay
// stores it. There are no device codes here, only what the shell made of them.
#ifndef QUOIN_INPUT_H
#define QUOIN_INPUT_H

#include "quoin/base.h"
#include "quoin/math.h"

typedef enum qn_action {
    QN_ACTION_LEFT,
    QN_ACTION_RIGHT,
    QN_ACTION_UP,
    QN_ACTION_DOWN,
    QN_ACTION_FIRE,
    QN_ACTION_RETRY,
    QN_ACTION_PAUSE,
    QN_ACTION_COUNT
} qn_action;

// One pointer: the mouse, or the first finger (fingers never hide behind a second meaning).
typedef struct qn_pointer {
    qn_vec2 position_px; // in drawing pixels, origin top left, y down
    bool is_down;        // held at the end of the tick
    bool went_down;      // at some moment of the tick
    bool went_up;        // likewise; a cancelled touch is `was_cancelled`, not this
    bool was_cancelled;
} qn_pointer;

typedef struct qn_input {
    qn_pointer pointer;
    bool is_held[QN_ACTION_COUNT];
    bool went_down[QN_ACTION_COUNT];
    // The drawing surface, so that a game can place its camera.
    qn_vec2 surface_px;
    float pixel_ratio; // drawing pixels per CSS pixel (desktop: per point)
} qn_input;

#endif
