// The content, after the container has said that it is whole: the number of settings, then each as
// its name and a 32-bit number; the number of actions, then each as its name, whether it is a
// toggle, and the names of its four sources. Numbers are little-endian; a name is a byte of length
// and its bytes, and every other number but a value is one byte.
#include "settings.h"

#include <string.h>

#include "quoin/memory.h"
#include "quoin/save.h"

#define APP_ID 0x54534E51u // "QNST"
#define VERSION 1u
#define NAME_ROOM 32
#define MAX_CONTENT_BYTES                                                                          \
    (2 + SETTING_COUNT * (NAME_ROOM + 4) +                                                         \
     QN_ACTION_CAPACITY * (NAME_ROOM + 1 + QN_ACTION_SOURCE_CAPACITY * NAME_ROOM))

typedef struct row {
    const char *name;
    int32_t usual, least, most;
} row;

static const row rows[SETTING_COUNT] = {
#define SETTING_ROW(name, text, usual, least, most) {text, usual, least, most},
    SETTING_TABLE(SETTING_ROW)
#undef SETTING_ROW
};

settings settings_usual(void)
{
    settings s;
    for (int32_t i = 0; i < SETTING_COUNT; ++i) {
        s.values[i] = rows[i].usual;
    }
    return s;
}

const char *settings_name(int32_t index)
{
    return index >= 0 && index < SETTING_COUNT ? rows[index].name : NULL;
}

qn_error settings_set(settings *s, int32_t index, int32_t value)
{
    if (index < 0 || index >= SETTING_COUNT) {
        return QN_ERROR_NOT_FOUND;
    }
    if (value < rows[index].least || value > rows[index].most) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    s->values[index] = value;
    return QN_ERROR_OK;
}

bool settings_choice(const settings *s, setting which, bool system_says)
{
    return s->values[which] == 0 ? system_says : s->values[which] == 1;
}

// ---- Writing --------------------------------------------------------------------------------

typedef struct content {
    uint8_t bytes[MAX_CONTENT_BYTES];
    size_t size;
} content;

static void put_byte(content *c, uint8_t value) { c->bytes[c->size++] = value; }

static void put_name(content *c, const char *name)
{
    size_t length = strlen(name);
    put_byte(c, (uint8_t)length);
    memcpy(c->bytes + c->size, name, length);
    c->size += length;
}

static void put_number(content *c, int32_t value)
{
    for (int32_t shift = 0; shift < 32; shift += 8) {
        put_byte(c, (uint8_t)((uint32_t)value >> shift));
    }
}

static void put_action(content *c, const bindings *b, int32_t action)
{
    put_name(c, b->actions[action].name);
    put_byte(c, b->is_toggle[action] ? 1 : 0);
    for (int32_t k = 0; k < QN_ACTION_SOURCE_CAPACITY; ++k) {
        put_name(c, bindings_source_name(b->sources[action][k]));
    }
}

qn_error settings_write(const settings *s, const bindings *b, uint8_t **bytes, size_t *size_bytes)
{
    content c = {.size = 0};
    put_byte(&c, SETTING_COUNT);
    for (int32_t i = 0; i < SETTING_COUNT; ++i) {
        put_name(&c, rows[i].name);
        put_number(&c, s->values[i]);
    }
    put_byte(&c, (uint8_t)b->action_count);
    for (int32_t i = 0; i < b->action_count; ++i) {
        put_action(&c, b, i);
    }
    return qn_save_wrap(APP_ID, VERSION, (qn_bytes){c.bytes, c.size}, bytes, size_bytes);
}

// ---- Reading --------------------------------------------------------------------------------

// Past the end, or after anything else that is wrong, everything reads as 0 and is_bad stays.
typedef struct cursor {
    qn_bytes left;
    bool is_bad;
} cursor;

typedef struct name {
    char text[NAME_ROOM];
    size_t length;
} name;

static uint8_t take_byte(cursor *c)
{
    if (c->is_bad || c->left.size_bytes == 0) {
        c->is_bad = true;
        return 0;
    }
    c->left.size_bytes -= 1;
    return *c->left.data++;
}

static int32_t take_number(cursor *c)
{
    uint32_t value = 0;
    for (int32_t shift = 0; shift < 32; shift += 8) {
        value |= (uint32_t)take_byte(c) << shift;
    }
    int32_t number;
    memcpy(&number, &value, sizeof number);
    return number;
}

static name take_name(cursor *c)
{
    name taken = {.length = take_byte(c)};
    if (taken.length >= NAME_ROOM || taken.length > c->left.size_bytes) {
        c->is_bad = true;
        return (name){0};
    }
    memcpy(taken.text, c->left.data, taken.length);
    c->left.data += taken.length;
    c->left.size_bytes -= taken.length;
    return taken;
}

static void take_setting(cursor *c, settings *s)
{
    name which = take_name(c);
    int32_t value = take_number(c);
    for (int32_t i = 0; i < SETTING_COUNT; ++i) {
        if (strlen(rows[i].name) == which.length &&
            memcmp(rows[i].name, which.text, which.length) == 0) {
            c->is_bad = c->is_bad || settings_set(s, i, value) != QN_ERROR_OK;
            return;
        }
    }
    c->is_bad = true;
}

static void take_action(cursor *c, bindings *b)
{
    name which = take_name(c);
    uint8_t is_toggle = take_byte(c);
    source sources[QN_ACTION_SOURCE_CAPACITY];
    for (int32_t k = 0; k < QN_ACTION_SOURCE_CAPACITY; ++k) {
        name from = take_name(c);
        sources[k] = bindings_find_source(from.text, from.length);
        c->is_bad = c->is_bad || (sources[k] == 0 && from.length > 0);
    }
    c->is_bad = c->is_bad || is_toggle > 1 || which.length == 0;
    int32_t action = bindings_find_action(b, which.text, which.length);
    if (!c->is_bad && action >= 0) {
        b->is_toggle[action] = is_toggle == 1;
        memcpy(b->sources[action], sources, sizeof sources);
    }
}

static qn_error read_content(settings *s, bindings *b, qn_bytes bytes)
{
    cursor c = {.left = bytes};
    settings read = *s;
    bindings bound = *b;
    int32_t setting_count = take_byte(&c);
    for (int32_t i = 0; i < setting_count && !c.is_bad; ++i) {
        take_setting(&c, &read);
    }
    int32_t action_count = take_byte(&c);
    for (int32_t i = 0; i < action_count && !c.is_bad; ++i) {
        take_action(&c, &bound);
    }
    if (c.is_bad || c.left.size_bytes > 0) {
        return QN_ERROR_BAD_DATA;
    }
    *s = read;
    *b = bound;
    return QN_ERROR_OK;
}

qn_error settings_read(settings *s, bindings *b, qn_bytes bytes)
{
    uint32_t version = 0;
    uint8_t *unwrapped = NULL;
    size_t size_bytes = 0;
    qn_error error = qn_save_unwrap(APP_ID, VERSION, bytes, &version, &unwrapped, &size_bytes);
    if (error == QN_ERROR_OK) {
        error = version == VERSION ? read_content(s, b, (qn_bytes){unwrapped, size_bytes})
                                   : QN_ERROR_BAD_VERSION;
    }
    qn_memory_release(unwrapped);
    return error;
}
