// The one table of keys: X(SDL scancode, DOM code, action). On the web every key that is not listed
// here stays with the page.
#ifndef SHELL_KEYS_H
#define SHELL_KEYS_H

#define KEY_TABLE(X)                                                                               \
    X(SDL_SCANCODE_LEFT, "ArrowLeft", QN_ACTION_LEFT)                                              \
    X(SDL_SCANCODE_A, "KeyA", QN_ACTION_LEFT)                                                      \
    X(SDL_SCANCODE_RIGHT, "ArrowRight", QN_ACTION_RIGHT)                                           \
    X(SDL_SCANCODE_D, "KeyD", QN_ACTION_RIGHT)                                                     \
    X(SDL_SCANCODE_UP, "ArrowUp", QN_ACTION_UP)                                                    \
    X(SDL_SCANCODE_W, "KeyW", QN_ACTION_UP)                                                        \
    X(SDL_SCANCODE_DOWN, "ArrowDown", QN_ACTION_DOWN)                                              \
    X(SDL_SCANCODE_S, "KeyS", QN_ACTION_DOWN)                                                      \
    X(SDL_SCANCODE_SPACE, "Space", QN_ACTION_FIRE)                                                 \
    X(SDL_SCANCODE_RETURN, "Enter", QN_ACTION_FIRE)                                                \
    X(SDL_SCANCODE_R, "KeyR", QN_ACTION_RETRY)                                                     \
    X(SDL_SCANCODE_ESCAPE, "Escape", QN_ACTION_PAUSE)                                              \
    X(SDL_SCANCODE_P, "KeyP", QN_ACTION_PAUSE)

#endif
