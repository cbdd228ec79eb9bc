// Names are looked up one by one: the tables are short and are read when something is bound, never
// in a frame.
#include "bindings.h"

#include <string.h>

#define NAME_MAX_BYTES 31

typedef struct key_row {
    const char *name;
    key_device device;
} key_row;

static const key_row rows[] = {
#define KEY_ROW(name, device, number) {name, KEY_DEVICE_##device},
    KEY_TABLE(KEY_ROW)
#undef KEY_ROW
};

static bool is_name(const char *text, const char *name, size_t name_bytes)
{
    return strlen(text) == name_bytes && memcmp(text, name, name_bytes) == 0;
}

source bindings_find_source(const char *name, size_t name_bytes)
{
    for (int32_t i = 0; i < KEY_COUNT; ++i) {
        if (is_name(rows[i].name, name, name_bytes)) {
            return (source)(i + 1);
        }
    }
    return 0;
}

const char *bindings_source_name(source s)
{
    return s == 0 || s > KEY_COUNT ? "" : rows[s - 1].name;
}

key_device bindings_device(source s)
{
    return s == 0 || s > KEY_COUNT ? KEY_DEVICE_KEY : rows[s - 1].device;
}

bool bindings_use(const bindings *b, source s)
{
    for (int32_t i = 0; i < b->action_count * QN_ACTION_SOURCE_CAPACITY; ++i) {
        if (b->sources[i / QN_ACTION_SOURCE_CAPACITY][i % QN_ACTION_SOURCE_CAPACITY] == s) {
            return true;
        }
    }
    return false;
}

int32_t bindings_find_action(const bindings *b, const char *name, size_t name_bytes)
{
    for (int32_t i = 0; i < b->action_count; ++i) {
        if (is_name(b->actions[i].name, name, name_bytes)) {
            return i;
        }
    }
    return -1;
}

// The sources of one action, read from its declaration. False when that breaks a rule.
static bool read_sources(const char *text, source sources[QN_ACTION_SOURCE_CAPACITY])
{
    memset(sources, 0, QN_ACTION_SOURCE_CAPACITY);
    for (int32_t place = 0; *text != '\0'; ++place) {
        size_t length = strcspn(text, " ");
        source found = bindings_find_source(text, length);
        if (found == 0 || place == QN_ACTION_SOURCE_CAPACITY) {
            return false;
        }
        sources[place] = found;
        text += length;
        text += *text == ' ' ? 1 : 0;
    }
    return true;
}

static bool is_sound(const bindings *b, int32_t action)
{
    const qn_action_def *def = &b->actions[action];
    source sources[QN_ACTION_SOURCE_CAPACITY];
    if (def->name == NULL || def->label == NULL || def->sources == NULL) {
        return false;
    }
    size_t length = strlen(def->name);
    bool is_dead_zone = def->dead_zone >= 0.0f && def->dead_zone < 1.0f;
    return length > 0 && length <= NAME_MAX_BYTES && is_dead_zone &&
           bindings_find_action(b, def->name, length) == action &&
           read_sources(def->sources, sources);
}

qn_error bindings_start(bindings *b, const qn_action_def *actions, int32_t action_count)
{
    *b = (bindings){0};
    if (action_count < 0 || action_count > QN_ACTION_CAPACITY) {
        return QN_ERROR_TOO_LARGE;
    }
    bindings made = {.actions = actions, .action_count = action_count};
    for (int32_t i = 0; i < action_count; ++i) {
        if (!is_sound(&made, i)) {
            return QN_ERROR_BAD_DATA;
        }
    }
    *b = made;
    bindings_reset(b);
    return QN_ERROR_OK;
}

void bindings_reset(bindings *b)
{
    memset(b->is_toggle, 0, sizeof b->is_toggle);
    for (int32_t i = 0; i < b->action_count; ++i) {
        (void)read_sources(b->actions[i].sources, b->sources[i]);
    }
}

static void take_from_all(bindings *b, source s)
{
    for (int32_t i = 0; i < b->action_count; ++i) {
        for (int32_t k = 0; k < QN_ACTION_SOURCE_CAPACITY; ++k) {
            b->sources[i][k] = b->sources[i][k] == s ? 0 : b->sources[i][k];
        }
    }
}

qn_error bindings_set(bindings *b, int32_t action, int32_t place, const char *source_name)
{
    if (source_name == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (action < 0 || action >= b->action_count || place < 0 ||
        place >= QN_ACTION_SOURCE_CAPACITY) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    source found = bindings_find_source(source_name, strlen(source_name));
    if (found == 0 && source_name[0] != '\0') {
        return QN_ERROR_NOT_FOUND;
    }
    if (found != 0) {
        take_from_all(b, found);
    }
    b->sources[action][place] = found;
    return QN_ERROR_OK;
}
