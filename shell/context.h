// The graphics context of a window: SDL's own natively, the browser's in a page.
#ifndef SHELL_CONTEXT_H
#define SHELL_CONTEXT_H

#include <SDL.h>
#include <stdbool.h>

// To be called before the window is made; returns the flags that the window needs.
uint32_t context_window_flags(void);
// Null when no OpenGL ES 3 / WebGL 2 context can be had.
typedef struct context context;
context *context_create(SDL_Window *window);
void context_destroy(context *self);
void context_present(SDL_Window *window);
// Whether the processor draws, not a GPU; false where that cannot be told. Of the current context.
bool context_is_software(void);

#endif
