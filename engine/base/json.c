// A value is recognised by its first character. Skipping counts brackets instead of descending, so
// deep nesting costs no stack; whether brackets match is of no interest there, as nothing inside is
// used.
#include "quoin/json.h"

#include <string.h>

#define MOST_DIGITS 300
#define MOST_EXPONENT 300

qn_json qn_json_over(qn_bytes text)
{
    if (text.data == NULL) {
        return (qn_json){.failed = true};
    }
    qn_json json = {text.data, text.data + text.size_bytes, false};
    bool has_mark = text.size_bytes >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
    json.at += has_mark ? 3 : 0;
    return json;
}

// The character at this place; 0 at the end and for what is not ASCII.
static char character(const qn_json *json)
{
    if (json->at == json->end || *json->at >= 0x80) {
        return '\0';
    }
    return (char)*json->at;
}

static char next_character(qn_json *json)
{
    char c = character(json);
    json->at += json->at < json->end ? 1 : 0;
    return c;
}

static void pass_blanks(qn_json *json)
{
    while (json->at < json->end &&
           (*json->at == ' ' || *json->at == '\n' || *json->at == '\r' || *json->at == '\t')) {
        json->at += 1;
    }
}

// The next character that is no blank, or 0.
static char look(qn_json *json)
{
    pass_blanks(json);
    if (json->failed) {
        return '\0';
    }
    return character(json);
}

static bool take(qn_json *json, char wanted)
{
    if (look(json) != wanted) {
        json->failed = true;
        return false;
    }
    json->at += 1;
    return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

char qn_json_peek(qn_json *json)
{
    char c = look(json);
    if (c == '-' || is_digit(c)) {
        return '0';
    }
    return c;
}

bool qn_json_enter(qn_json *json, char bracket) { return take(json, bracket); }

// Past a comma, or a closing bracket: false there.
static bool go_on(qn_json *json, bool *is_first, char closing)
{
    if (look(json) == closing) {
        json->at += 1;
        return false;
    }
    if (!*is_first) {
        take(json, ',');
    }
    *is_first = false;
    return !json->failed && look(json) != '\0';
}

bool qn_json_element(qn_json *json, bool *is_first)
{
    bool has_more = go_on(json, is_first, ']');
    json->failed = json->failed || (!has_more && json->at[-1] != ']');
    return has_more && !json->failed;
}

bool qn_json_member(qn_json *json, bool *is_first, char *key, size_t key_capacity)
{
    bool has_more = go_on(json, is_first, '}');
    json->failed = json->failed || (!has_more && json->at[-1] != '}');
    if (!has_more || json->failed) {
        return false;
    }
    qn_json_text(json, key, key_capacity);
    return take(json, ':');
}

// ---- Texts ------------------------------------------------------------------------------------

typedef struct text_sink {
    char *out;
    size_t capacity, size;
    bool is_full;
} text_sink;

static void put(text_sink *sink, uint32_t c)
{
    uint8_t bytes[4];
    size_t count = c < 0x80 ? 1 : (c < 0x800 ? 2 : (c < 0x10000 ? 3 : 4));
    static const uint8_t leads[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = count; i-- > 0; c >>= 6) {
        bytes[i] = (uint8_t)(i > 0 ? 0x80u | (c & 0x3Fu) : leads[count] | c);
    }
    sink->is_full = sink->is_full || sink->size + count + 1 > sink->capacity;
    if (!sink->is_full) {
        memcpy(sink->out + sink->size, bytes, count);
    }
    sink->size += count;
}

static uint32_t hex_of(qn_json *json)
{
    uint32_t value = 0;
    for (int32_t i = 0; i < 4; ++i) {
        char c = next_character(json);
        bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        json->failed = json->failed || (!is_digit(c) && !is_letter);
        value = value << 4 | (uint32_t)(is_digit(c) ? c - '0' : (c & 7) + 9);
    }
    return value & 0xFFFFu;
}

// A surrogate without its other half is the replacement character.
static uint32_t escaped_code_point(qn_json *json)
{
    uint32_t high = hex_of(json);
    if (high < 0xD800 || high > 0xDFFF) {
        return high;
    }
    bool has_low = json->end - json->at >= 6 && json->at[0] == '\\' && json->at[1] == 'u';
    if (high >= 0xDC00 || !has_low) {
        return 0xFFFD;
    }
    json->at += 2;
    uint32_t low = hex_of(json);
    bool is_pair = low >= 0xDC00 && low <= 0xDFFF;
    return is_pair ? 0x10000 + ((high - 0xD800) << 10 | (low - 0xDC00)) : 0xFFFD;
}

static uint32_t escaped(qn_json *json)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = next_character(json);
    if (c == 'u') {
        return escaped_code_point(json);
    }
    const char *name = c != '\0' ? strchr(names, c) : NULL;
    json->failed = json->failed || name == NULL;
    return name != NULL ? (uint32_t)values[name - names] : 0xFFFD;
}

static void put_byte(text_sink *sink, uint8_t byte)
{
    sink->is_full = sink->is_full || sink->size + 2 > sink->capacity;
    if (!sink->is_full) {
        memcpy(sink->out + sink->size, &byte, 1);
    }
    sink->size += 1;
}

// Bytes beyond ASCII are copied as they are. What does not fit any more leaves zeros.
size_t qn_json_text(qn_json *json, char *out, size_t capacity)
{
    text_sink sink = {out, capacity, 0, false};
    if (capacity > 0) {
        memset(out, 0, capacity);
    }
    take(json, '"');
    while (!json->failed && json->at < json->end && *json->at != '"') {
        uint8_t byte = *json->at++;
        json->failed = byte < 0x20;
        if (byte == '\\') {
            put(&sink, escaped(json));
        } else {
            put_byte(&sink, byte);
        }
    }
    take(json, '"');
    return sink.size;
}

// ---- Numbers and the rest ---------------------------------------------------------------------

static double digits(qn_json *json, double value, int32_t *count)
{
    int32_t seen = 0;
    while (json->at < json->end && is_digit(character(json))) {
        double digit = (double)(*json->at - '0');
        value = seen < MOST_DIGITS ? 10.0 * value + digit : value;
        seen += 1;
        json->at += 1;
    }
    json->failed = json->failed || seen == 0;
    *count = seen < MOST_DIGITS ? seen : MOST_DIGITS;
    return value;
}

static double ten_to(int32_t power)
{
    double value = 1.0;
    for (int32_t i = 0; i < power; ++i) {
        value *= 10.0;
    }
    return value;
}

static bool take_if(qn_json *json, char a, char b)
{
    char c = character(json);
    bool is_there = c != '\0' && (c == a || c == b);
    json->at += is_there ? 1 : 0;
    return is_there;
}

double qn_json_number(qn_json *json)
{
    if (qn_json_peek(json) != '0') {
        json->failed = true;
        return 0.0;
    }
    bool is_negative = take_if(json, '-', '-');
    int32_t count = 0, decimals = 0;
    double value = digits(json, 0.0, &count);
    if (take_if(json, '.', '.')) {
        double part = digits(json, 0.0, &decimals);
        value += part / ten_to(decimals);
    }
    if (take_if(json, 'e', 'E')) {
        bool is_down = take_if(json, '-', '-');
        bool is_up = !is_down && take_if(json, '+', '+');
        (void)is_up;
        double power = digits(json, 0.0, &count);
        double scale = ten_to(power < MOST_EXPONENT ? (int32_t)power : MOST_EXPONENT);
        value = is_down ? value / scale : value * scale;
    }
    return is_negative ? -value : value;
}

static bool take_word(qn_json *json, const char *word)
{
    size_t size = strlen(word);
    pass_blanks(json);
    bool is_there = !json->failed && (size_t)(json->end - json->at) >= size &&
                    memcmp(json->at, word, size) == 0;
    json->at += is_there ? size : 0;
    return is_there;
}

bool qn_json_bool(qn_json *json)
{
    bool is_true = take_word(json, "true");
    json->failed = json->failed || (!is_true && !take_word(json, "false"));
    return is_true;
}

static void skip_plain(qn_json *json)
{
    char c = qn_json_peek(json);
    if (c == '"') {
        char none[1];
        qn_json_text(json, none, sizeof none);
    } else if (c == '0') {
        qn_json_number(json);
    } else if (!take_word(json, "true") && !take_word(json, "false") && !take_word(json, "null")) {
        json->failed = true;
    }
}

void qn_json_skip(qn_json *json)
{
    size_t depth = 0;
    do {
        char c = look(json);
        if (c == '{' || c == '[') {
            depth += 1;
            json->at += 1;
        } else if (depth > 0 && (c == '}' || c == ']')) {
            depth -= 1;
            json->at += 1;
        } else if (depth > 0 && (c == ',' || c == ':')) {
            json->at += 1;
        } else {
            skip_plain(json);
        }
    } while (depth > 0 && !json->failed);
}

bool qn_json_is_done(qn_json *json)
{
    return look(json) == '\0' && !json->failed && json->at == json->end;
}
