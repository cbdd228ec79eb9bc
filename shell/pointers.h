// The part of the controls that follows mouse, pen and fingers.
#ifndef SHELL_POINTERS_H
#define SHELL_POINTERS_H

#include "controls.h"

void pointers_cancel_all(controls *c);
// A tick has seen what happened: pointers that are up are forgotten, the others go on.
void pointers_forget_edges(controls *c);
// Fills the pinch of the pending input, from the tick before.
void pointers_measure_pinch(controls *c);

#endif
