// Any bytes as what a player set, in a sound container: refused, and then nothing changed, or read
// into settings that can be written and read again as they are.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "quoin/memory.h"
#include "quoin/save.h"
#include "settings.h"

#define APP_ID 0x54534E51u
#define VERSION 1

enum { ACTION_COUNT = 3 };
static const qn_action_def actions[ACTION_COUNT] = {
    {"left", "To the left", "ArrowLeft KeyA PadLX-", 0.2f},
    {"fire", "Fire", "Space PadA", 0.0f},
    {"pause", "Pause", "KeyP Escape PadStart", 0.0f},
};

static void demand(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

static bool are_equal(const settings *s, const bindings *b, const settings *t, const bindings *c)
{
    return memcmp(s, t, sizeof *s) == 0 && memcmp(b->sources, c->sources, sizeof b->sources) == 0 &&
           memcmp(b->is_toggle, c->is_toggle, sizeof b->is_toggle) == 0;
}

static qn_error read_wrapped(settings *s, bindings *b, const uint8_t *content, size_t size)
{
    uint8_t *file = NULL;
    size_t file_size = 0;
    demand(qn_save_wrap(APP_ID, VERSION, (qn_bytes){content, size}, &file, &file_size) ==
           QN_ERROR_OK);
    uint8_t *tight = malloc(file_size); // nothing may be read behind it
    memcpy(tight, file, file_size);
    qn_memory_release(file);
    qn_error error = settings_read(s, b, (qn_bytes){tight, file_size});
    free(tight);
    return error;
}

static void check_comes_back(const settings *s, const bindings *b)
{
    uint8_t *file = NULL;
    size_t file_size = 0;
    settings again = settings_usual();
    bindings bound;
    demand(bindings_start(&bound, actions, ACTION_COUNT) == QN_ERROR_OK);
    demand(settings_write(s, b, &file, &file_size) == QN_ERROR_OK);
    demand(settings_read(&again, &bound, (qn_bytes){file, file_size}) == QN_ERROR_OK);
    demand(are_equal(s, b, &again, &bound));
    qn_memory_release(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    settings s = settings_usual();
    bindings b;
    demand(bindings_start(&b, actions, ACTION_COUNT) == QN_ERROR_OK);
    const settings s_before = s;
    const bindings b_before = b;
    if (read_wrapped(&s, &b, data, size) == QN_ERROR_OK) {
        for (int32_t i = 0; i < SETTING_COUNT; ++i) {
            settings checked = s;
            demand(settings_set(&checked, i, s.values[i]) == QN_ERROR_OK);
        }
        check_comes_back(&s, &b);
    } else {
        demand(are_equal(&s, &b, &s_before, &b_before));
    }
    demand(qn_memory_live_count() == 0);
    return 0;
}
