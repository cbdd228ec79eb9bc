// A player made of text, for tests and pictures: steps that happen at given frames.
//
// Steps are separated by spaces, in the order of their frames: "30d0.2,0.6 45m0.1,0.7 60u0.1,0.7"
// presses the pointer at frame 30 (at these parts of the surface's width and height), moves it and
// lifts it; "c" cancels it; "+N" and "-N" press and release the action of that number.
#ifndef SHELL_SCRIPT_H
#define SHELL_SCRIPT_H

#include "controls.h"

typedef struct script {
    const char *next;
} script;

// Applies the steps of this frame. False when the text cannot be read any further.
bool script_apply(script *s, int32_t frame, qn_vec2 surface_px, controls *c);

#endif
