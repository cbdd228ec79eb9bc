// The part of the door that asks and sets by numbers of tables: status, commands, texts, settings,
// actions and what they are bound to.
#include <string.h>

#include "page.h"
#include "quoin/memory.h"
#include "web.h"
#include "web_app.h"

#define MAX_KEY_TEXT_BYTES 2048

// ---- Status ---------------------------------------------------------------------------------

enum {
    SHELL_HASH_LOW,
    SHELL_HASH_HIGH,
    SHELL_DRAW_CALLS,
    SHELL_RECORDS,
    SHELL_LIVE_BYTES,
    SHELL_PEAK_BYTES,
    SHELL_BLOCKS,
    SHELL_PRESSES,
    SHELL_POINTERS_DOWN,
    SHELL_ACTIONS_HELD,
    SHELL_GAMEPADS,
    SHELL_STATUS_COUNT
};
static const char *const shell_status_names[SHELL_STATUS_COUNT] = {
    [SHELL_HASH_LOW] = "state-hash-low",
    [SHELL_HASH_HIGH] = "state-hash-high",
    [SHELL_DRAW_CALLS] = "draw-calls",
    [SHELL_RECORDS] = "records",
    [SHELL_LIVE_BYTES] = "live-bytes",
    [SHELL_PEAK_BYTES] = "peak-bytes",
    [SHELL_BLOCKS] = "blocks",
    [SHELL_PRESSES] = "presses", // of any pointer since the start
    [SHELL_POINTERS_DOWN] = "pointers-down",
    [SHELL_ACTIONS_HELD] = "actions-held",
    [SHELL_GAMEPADS] = "gamepads",
};

static double input_status(const app *a, int32_t index)
{
    int32_t count = 0;
    switch (index) {
    case SHELL_PRESSES:
        return a->controls.pointer_id;
    case SHELL_POINTERS_DOWN:
        for (int32_t i = 0; i < a->controls.pending.pointer_count; ++i) {
            count += a->controls.pending.pointers[i].is_down ? 1 : 0;
        }
        return count;
    case SHELL_ACTIONS_HELD:
        for (int32_t i = 0; i < QN_ACTION_CAPACITY; ++i) {
            count += a->controls.pending.is_held[i] ? 1 : 0;
        }
        return count;
    default:
        return web_pad_count();
    }
}

// Of the engine's memory: also while no game runs.
static double heap_status(int32_t index)
{
    switch (index) {
    case SHELL_LIVE_BYTES:
        return (double)qn_memory_live_bytes();
    case SHELL_PEAK_BYTES:
        return (double)qn_memory_peak_bytes();
    default:
        return (double)qn_memory_live_count();
    }
}

static double shell_status(const app *a, int32_t index)
{
    if (index >= SHELL_LIVE_BYTES && index <= SHELL_BLOCKS) {
        return heap_status(index);
    }
    if (a == NULL) {
        return 0.0;
    }
    switch (index) {
    case SHELL_HASH_LOW:
        return (uint32_t)qn_game.state_hash(a->game);
    case SHELL_HASH_HIGH:
        return (uint32_t)(qn_game.state_hash(a->game) >> 32);
    case SHELL_DRAW_CALLS:
        return web_draw_call_count();
    case SHELL_RECORDS:
        return qn_draw_get_counters(a->list).record_count;
    default:
        return input_status(a, index);
    }
}

EXPORT double qn_app_status(int32_t index)
{
    const app *a = web_app();
    if (index >= 0 && index < SHELL_STATUS_COUNT) {
        return shell_status(a, index);
    }
    return a != NULL ? app_status(a, index - SHELL_STATUS_COUNT) : 0.0;
}

// ---- Names ----------------------------------------------------------------------------------

static const char *name_in(const char *const *names, int32_t count, int32_t index)
{
    return index >= 0 && index < count ? names[index] : NULL;
}

static const char *status_name(int32_t index)
{
    return index < SHELL_STATUS_COUNT
               ? name_in(shell_status_names, SHELL_STATUS_COUNT, index)
               : name_in(qn_game.status_names, qn_game.status_count, index - SHELL_STATUS_COUNT);
}

static const qn_action_def *action_at(int32_t index)
{
    static const qn_action_def none = {0};
    return index >= 0 && index < qn_game.action_count ? &qn_game.actions[index] : &none;
}

EXPORT const char *qn_app_name(int32_t table, int32_t index)
{
    switch (table) {
    case WEB_STATUS_NAMES:
        return status_name(index);
    case WEB_COMMAND_NAMES:
        return name_in(qn_game.command_names, qn_game.command_count, index);
    case WEB_TEXT_NAMES:
        return name_in(qn_game.text_names, qn_game.text_count, index);
    case WEB_ACTION_NAMES:
        return action_at(index)->name;
    case WEB_ACTION_LABELS:
        return action_at(index)->label;
    case WEB_SETTING_NAMES:
        return settings_name(index);
    default:
        return NULL;
    }
}

// ---- The game -------------------------------------------------------------------------------

EXPORT int32_t qn_app_command(int32_t command, int32_t argument)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_command(a, command, argument) : QN_ERROR_NOT_FOUND);
}

EXPORT int32_t qn_app_check_save(const uint8_t *bytes, uint32_t size_bytes)
{
    return (int32_t)app_check_save(&qn_game, (qn_bytes){bytes, size_bytes});
}

EXPORT int32_t qn_app_save(void)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_save(a) : QN_ERROR_NOT_FOUND);
}

EXPORT void qn_app_hold(int32_t action, float level)
{
    app *a = web_app();
    if (a != NULL) {
        controls_give(&a->controls, action, level);
    }
}

EXPORT const char *qn_app_text(int32_t index)
{
    const app *a = web_app();
    return a != NULL ? app_text(a, index) : "";
}

EXPORT int32_t qn_app_set_text(int32_t index, const char *utf8)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_set_text(a, index, utf8) : QN_ERROR_NOT_FOUND);
}

// ---- Settings -------------------------------------------------------------------------------

EXPORT int32_t qn_app_read_settings(const uint8_t *bytes, uint32_t size_bytes)
{
    app *a = web_app();
    qn_error error = QN_ERROR_NOT_FOUND;
    if (a != NULL) {
        error = app_read_settings(a, (qn_bytes){bytes, size_bytes});
        web_tell_keys();
    }
    return (int32_t)error;
}

EXPORT int32_t qn_app_setting(int32_t index)
{
    const app *a = web_app();
    return a != NULL && settings_name(index) != NULL ? a->settings.values[index] : 0;
}

EXPORT int32_t qn_app_set_setting(int32_t index, int32_t value)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_set(a, index, value) : QN_ERROR_NOT_FOUND);
}

EXPORT const char *qn_app_binding(int32_t action, int32_t place)
{
    const app *a = web_app();
    bool is_there = a != NULL && action >= 0 && action < a->controls.bindings.action_count &&
                    place >= 0 && place < QN_ACTION_SOURCE_CAPACITY;
    return is_there ? bindings_source_name(a->controls.bindings.sources[action][place]) : NULL;
}

EXPORT int32_t qn_app_bind(int32_t action, int32_t place, const char *source_name)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_bind(a, action, place, source_name) : QN_ERROR_NOT_FOUND);
}

EXPORT int32_t qn_app_is_toggle(int32_t action)
{
    const app *a = web_app();
    bool is_there = a != NULL && action >= 0 && action < a->controls.bindings.action_count;
    return is_there && a->controls.bindings.is_toggle[action] ? 1 : 0;
}

EXPORT int32_t qn_app_set_toggle(int32_t action, int32_t is_toggle)
{
    app *a = web_app();
    return (int32_t)(a != NULL ? app_set_toggle(a, action, is_toggle != 0) : QN_ERROR_NOT_FOUND);
}

EXPORT void qn_app_reset_bindings(void)
{
    app *a = web_app();
    if (a != NULL) {
        app_reset_bindings(a);
    }
}

static bool is_bound(const bindings *b, const char *source_name)
{
    source s = bindings_find_source(source_name, strlen(source_name));
    for (int32_t i = 0; i < b->action_count; ++i) {
        if (memchr(b->sources[i], s, QN_ACTION_SOURCE_CAPACITY) != NULL) {
            return true;
        }
    }
    return false;
}

void web_tell_keys(void)
{
    const app *a = web_app();
    if (a == NULL) {
        return;
    }
    char text[MAX_KEY_TEXT_BYTES] = "KeyM "; // which mutes, where no action has it
    size_t length = strlen(text);
    const bindings *bound = &a->controls.bindings;
    for (int32_t i = 0; i < bound->action_count * QN_ACTION_SOURCE_CAPACITY; ++i) {
        source s = bound->sources[i / QN_ACTION_SOURCE_CAPACITY][i % QN_ACTION_SOURCE_CAPACITY];
        const char *name = bindings_source_name(s);
        size_t name_bytes = strlen(name);
        bool is_key = s != 0 && bindings_device(s) == KEY_DEVICE_KEY;
        if (is_key && length + name_bytes + 2 <= sizeof text) {
            memcpy(text + length, name, name_bytes);
            length += name_bytes;
            text[length++] = ' ';
        }
    }
    text[length] = '\0';
    page_set_keys(text, qn_game.uses_wheel, is_bound(bound, "MouseRight"));
}
