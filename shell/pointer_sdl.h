// Mouse, fingers and wheel of a window, as SDL tells of them. In a page the page tells (web.c).
#ifndef SHELL_POINTER_SDL_H
#define SHELL_POINTER_SDL_H

#include <SDL.h>

#include "controls.h"

// Events of other kinds are ignored. pixel_ratio: drawing pixels per point.
void pointer_on_event(controls *c, const SDL_Event *event, qn_vec2 surface_px, float pixel_ratio);

#endif
