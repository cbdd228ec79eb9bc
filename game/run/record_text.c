// Nine digits tell any two floats apart, so that many are written and no more. They are an integer
// and a power of ten here and nothing of the C library, so that a text is the same on every target.
#include "run/record.h"

#include <string.h>

#include "quoin/json.h"

#define KEY_BYTES 16
#define HASH_DIGITS 16

static const char *const ball_names[BALL_KIND_COUNT] = {
    [BALL_IRON] = "iron", [BALL_NEEDLE] = "needle"};

// ---- Writing --------------------------------------------------------------------------------

typedef struct printer {
    char *out;
    size_t size;
} printer;

static void put_text(printer *p, const char *text)
{
    size_t size = strlen(text);
    memcpy(p->out + p->size, text, size);
    p->size += size;
}

// At least so many digits, with zeros in front.
static void put_integer(printer *p, uint64_t value, int32_t least_digits)
{
    char digits[20];
    int32_t count = 0;
    while (value > 0 || count < least_digits) {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    }
    while (count > 0) {
        p->out[p->size++] = digits[--count];
    }
}

static void put_fraction(printer *p, uint64_t digits, int32_t places)
{
    while (places > 0 && digits % 10 == 0) {
        digits /= 10;
        places -= 1;
    }
    if (places > 0) {
        put_text(p, ".");
        put_integer(p, digits, places);
    }
}

// Below 10, as all numbers of a shot are.
static void put_float(printer *p, float value)
{
    double left = value < 0.0f ? -(double)value : (double)value;
    put_text(p, value < 0.0f ? "-" : "");
    double scale = 1.0;
    int32_t places = 0;
    while (left > 0.0 && left * scale < 1.0e8) {
        scale *= 10.0;
        places += 1;
    }
    uint64_t digits = (uint64_t)(left * scale + 0.5);
    if (places <= 16) {
        put_integer(p, digits / (uint64_t)scale, 1);
        put_fraction(p, digits % (uint64_t)scale, places);
        return;
    }
    put_integer(p, digits, 1);
    put_text(p, "e-");
    put_integer(p, (uint64_t)places, 1);
}

static void put_hash(printer *p, uint64_t hash)
{
    for (int32_t shift = 60; shift >= 0; shift -= 4) {
        p->out[p->size++] = "0123456789abcdef"[(hash >> shift) & 15];
    }
}

static void put_shot(printer *p, const shot *s)
{
    put_text(p, "{\"tick\":");
    put_integer(p, s->tick, 1);
    put_text(p, ",\"ball\":\"");
    put_text(p, ball_names[s->kind]);
    put_text(p, "\",\"aimRad\":");
    put_float(p, s->aim_rad);
    put_text(p, ",\"power\":");
    put_float(p, s->power);
    put_text(p, "}");
}

size_t record_print(const run_record *record, char out[RECORD_PRINT_BYTES])
{
    printer p = {out, 0};
    put_text(&p, "{\"version\":");
    put_integer(&p, RECORD_VERSION, 1);
    put_text(&p, ",\"level\":");
    put_integer(&p, (uint64_t)record->level, 1);
    put_text(&p, ",\"entries\":[");
    for (int32_t i = 0; i < record->shots.count; ++i) {
        put_text(&p, i > 0 ? "," : "");
        put_shot(&p, &record->shots.items[i]);
    }
    put_text(&p, "],\"score\":");
    put_integer(&p, record->score, 1);
    put_text(&p, ",\"hash\":\"");
    put_hash(&p, record->hash);
    put_text(&p, "\"}");
    out[p.size] = '\0';
    return p.size;
}

// ---- Reading --------------------------------------------------------------------------------

typedef struct scanner {
    qn_json json;
    run_record *out;
    qn_error error; // what is wrong beside the JSON
} scanner;

static void fail(scanner *s, qn_error why)
{
    s->error = s->error == QN_ERROR_OK ? why : s->error;
    s->json.failed = true;
}

static uint32_t scan_word(scanner *s)
{
    double value = qn_json_number(&s->json);
    bool is_within = value >= 0.0 && value <= (double)UINT32_MAX;
    if (s->json.failed || !is_within || value != (double)(uint32_t)value) {
        fail(s, QN_ERROR_BAD_DATA);
        return 0;
    }
    return (uint32_t)value;
}

// What is far outside of what a shot can have stays outside.
static float scan_float(scanner *s)
{
    double value = qn_json_number(&s->json);
    return value > -1.0e9 && value < 1.0e9 ? (float)value : 1.0e9f;
}

static bool scan_name(scanner *s, char *name, size_t capacity)
{
    size_t size = qn_json_text(&s->json, name, capacity);
    bool is_whole = size < capacity && strlen(name) == size;
    if (!is_whole) {
        fail(s, QN_ERROR_BAD_DATA);
    }
    return is_whole;
}

static ball_kind scan_ball(scanner *s)
{
    char name[KEY_BYTES];
    bool is_name = scan_name(s, name, sizeof name);
    for (int32_t i = 0; is_name && i < BALL_KIND_COUNT; ++i) {
        if (strcmp(name, ball_names[i]) == 0) {
            return (ball_kind)i;
        }
    }
    fail(s, QN_ERROR_BAD_DATA);
    return BALL_IRON;
}

static uint64_t scan_hash(scanner *s)
{
    char text[HASH_DIGITS + 1];
    uint64_t hash = 0;
    bool is_hash = scan_name(s, text, sizeof text) && strlen(text) == HASH_DIGITS;
    for (int32_t i = 0; is_hash && i < HASH_DIGITS; ++i) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = strchr(digits, text[i]);
        is_hash = digit != NULL;
        hash = hash << 4 | (is_hash ? (uint64_t)(digit - digits) : 0);
    }
    if (!is_hash) {
        fail(s, QN_ERROR_BAD_DATA);
    }
    return hash;
}

// The place of a key in a list of them; fails where it is unknown or has been there before.
static int32_t place_of(scanner *s, const char *key, const char *const *keys, int32_t count,
                        uint32_t *seen)
{
    for (int32_t i = 0; i < count; ++i) {
        if (strcmp(key, keys[i]) == 0 && (*seen >> i & 1u) == 0) {
            *seen |= 1u << i;
            return i;
        }
    }
    fail(s, QN_ERROR_BAD_DATA);
    return -1;
}

static void scan_shot(scanner *s, shot *out)
{
    static const char *const keys[] = {"tick", "ball", "aimRad", "power"};
    char key[KEY_BYTES];
    bool is_first = true;
    uint32_t seen = 0;
    qn_json_enter(&s->json, '{');
    while (qn_json_member(&s->json, &is_first, key, sizeof key)) {
        switch (place_of(s, key, keys, 4, &seen)) {
        case 0:
            out->tick = scan_word(s);
            break;
        case 1:
            out->kind = scan_ball(s);
            break;
        case 2:
            out->aim_rad = scan_float(s);
            break;
        case 3:
            out->power = scan_float(s);
            break;
        default:
            break;
        }
    }
    if (seen != 15u) {
        fail(s, QN_ERROR_BAD_DATA);
    }
}

static void scan_shots(scanner *s)
{
    shot_list *shots = &s->out->shots;
    bool is_first = true;
    qn_json_enter(&s->json, '[');
    while (qn_json_element(&s->json, &is_first)) {
        if (shots->count == LEVEL_BALL_CAPACITY) {
            fail(s, QN_ERROR_TOO_LARGE);
            return;
        }
        scan_shot(s, &shots->items[shots->count++]);
    }
}

static void scan_member(scanner *s, int32_t place)
{
    switch (place) {
    case 0:
        if (scan_word(s) != RECORD_VERSION) {
            fail(s, QN_ERROR_BAD_VERSION);
        }
        break;
    case 1: {
        uint32_t index = scan_word(s);
        s->out->level = index < INT32_MAX ? (int32_t)index : INT32_MAX;
        break;
    }
    case 2:
        scan_shots(s);
        break;
    case 3:
        s->out->score = scan_word(s);
        break;
    case 4:
        s->out->hash = scan_hash(s);
        break;
    default:
        break;
    }
}

qn_error record_scan(qn_bytes text, run_record *out)
{
    static const char *const keys[] = {"version", "level", "entries", "score", "hash"};
    *out = (run_record){0};
    if (text.size_bytes > RECORD_SCAN_MAX_BYTES) {
        return QN_ERROR_TOO_LARGE;
    }
    scanner s = {.json = qn_json_over(text), .out = out, .error = QN_ERROR_OK};
    char key[KEY_BYTES];
    bool is_first = true;
    uint32_t seen = 0;
    qn_json_enter(&s.json, '{');
    while (qn_json_member(&s.json, &is_first, key, sizeof key)) {
        scan_member(&s, place_of(&s, key, keys, 5, &seen));
    }
    if (!qn_json_is_done(&s.json) || seen != 31u) {
        fail(&s, QN_ERROR_BAD_DATA);
    }
    if (s.error != QN_ERROR_OK) {
        *out = (run_record){0};
    }
    return s.error;
}
