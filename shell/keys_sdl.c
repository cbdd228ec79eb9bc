#include "keys_sdl.h"

#include <SDL.h>

static const int32_t numbers[KEY_COUNT] = {
#define KEY_ROW(name, device, number) number,
    KEY_TABLE(KEY_ROW)
#undef KEY_ROW
};

source keys_find(key_device device, int32_t number)
{
    for (int32_t i = 0; i < KEY_COUNT; ++i) {
        source s = (source)(i + 1);
        if (numbers[i] == number && bindings_device(s) == device) {
            return s;
        }
    }
    return 0;
}
