// The table of keys.h by SDL's numbers.
#ifndef SHELL_KEYS_SDL_H
#define SHELL_KEYS_SDL_H

#include "bindings.h"

// 0 when the table has no such key or button.
source keys_find(key_device device, int32_t number);

#endif
