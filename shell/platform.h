// The window, its graphics context and its events, over SDL2. In a page the window is the module's
// canvas, whatever its id, and its size is set by the page alone.
#ifndef SHELL_PLATFORM_H
#define SHELL_PLATFORM_H

#include "controls.h"

typedef struct platform_opts {
    const char *title;     // of the window; a page keeps its own
    int32_t width, height; // in points; in a page the drawing pixels
    bool has_no_context;   // somebody else draws
} platform_opts;

typedef struct platform platform;

// Makes the window and makes its context current. NO_GRAPHICS when there is none to be had.
qn_error platform_create(const platform_opts *opts, platform **out);
// Null is allowed.
void platform_destroy(platform *p);

typedef enum platform_state { PLATFORM_RUNS, PLATFORM_IS_HIDDEN, PLATFORM_QUITS } platform_state;
// Passes what happened since the last call to the controls.
platform_state platform_pump(platform *p, controls *c);
// Onto the whole screen, or back into the window. Not for pages.
void platform_switch_fullscreen(platform *p);
// The gamepad that was touched last shakes.
void platform_rumble(platform *p, float strength, int32_t duration_ms);
int32_t platform_pad_count(const platform *p);
// A page's canvas gets a new size; elsewhere the user sizes the window.
void platform_resize(platform *p, int32_t width, int32_t height);
qn_vec2 platform_surface_px(const platform *p);
float platform_pixel_ratio(const platform *p);
// Shows the picture; a page shows it by itself.
void platform_present(platform *p);

#endif
