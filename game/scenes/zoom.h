// How near the player wants to see: wheel, two fingers and keys move within the picture that the
// game frames. Picture only: it reads inputs and is part of neither the run nor its hash.
//
// It is kept in shares of that picture, so that it means the same on every surface, and while the
// picture follows a ball.
#ifndef GAME_SCENES_ZOOM_H
#define GAME_SCENES_ZOOM_H

#include "quoin/camera.h"
#include "quoin/input.h"

typedef struct zoom_view {
    float size; // share of the framed picture that is seen; above 1: more than it, up to the level
    qn_vec2 shift; // of its centre, in halves of the framed picture; x right, y up
} zoom_view;

typedef struct zoom {
    zoom_view goal, now, before;
    // Of the last press: where it began, how long ago, and whether it may still become a tap; and
    // when the last tap was.
    qn_vec2 press_px, tap_px;
    int32_t press_ticks, tap_ticks;
    bool is_tap;
} zoom;

// Nothing but the framed picture is seen.
void zoom_reset(zoom *z);
// One tick. `is_free`: the pointers have nothing else to do. `most_size`: how far out it may go.
// `focus_px`: what keys zoom about, as they point nowhere.
void zoom_tick(zoom *z, const qn_input *input, bool is_free, float most_size, qn_vec2 focus_px);
// Two fingers or more are on the glass, or were in this tick: none of them draws the sling.
bool zoom_has_fingers(const qn_input *input);

zoom_view zoom_between(const zoom *z, float alpha);
// How many times nearer than framed, after the last tick.
float zoom_factor(const zoom *z);
// What is seen of the framed picture; of a size above 1 nothing is known here.
qn_camera zoom_camera(zoom_view view, const qn_camera *framed);

#endif
