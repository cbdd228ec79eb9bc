// Gamepads: up to CONTROLS_PAD_CAPACITY, plugged in and pulled out at any time; further ones wait.
// Natively by SDL's controllers, in a page by the browser's Gamepad interface.
#ifndef SHELL_PADS_H
#define SHELL_PADS_H

#include "controls.h"

typedef struct pads pads;

// Without gamepads on this machine, or memory for them, there are none: *out may be null, and every
// other call takes that.
void pads_create(pads **out);
void pads_destroy(pads *p);
// What happened since the last call. Once per frame.
void pads_poll(pads *p, controls *c);
int32_t pads_count(const pads *p);
// The gamepad that was touched last shakes: strength 0 to 1, at most 1 s.
void pads_rumble(pads *p, float strength, int32_t duration_ms);

#endif
