// JSON (RFC 8259) read from front to back without a tree: the caller asks for what it expects and
// skips the rest. After the first thing that is not JSON everything fails, and nothing is read
// beyond the end, so that a reader may be asked on and checked once.
#ifndef DRAW_JSON_H
#define DRAW_JSON_H

#include "quoin/base.h"

typedef struct json_reader {
    const uint8_t *at, *end;
    bool failed;
} json_reader;

json_reader qn_json_over(qn_bytes text);

// What the next value is: one of { [ " t f n 0, the last for a number; 0 for nothing.
char qn_json_peek(json_reader *json);

// Goes into an object or an array; false (and failed) if the next value is none.
bool qn_json_enter(json_reader *json, char bracket);
// The next member's key, cut to the buffer, or the next element: false at the end, which is then
// behind. *is_first starts as true.
bool qn_json_member(json_reader *json, bool *is_first, char *key, size_t key_capacity);
bool qn_json_element(json_reader *json, bool *is_first);

// A text, cut to the buffer and null-terminated; the result is its whole size in bytes. Bytes that
// are not UTF-8 are taken as they are.
size_t qn_json_text(json_reader *json, char *out, size_t capacity);
double qn_json_number(json_reader *json);
bool qn_json_bool(json_reader *json);
// Any value, with all that is in it.
void qn_json_skip(json_reader *json);
// True if there is nothing left, and nothing has failed.
bool qn_json_is_done(json_reader *json);

#endif
