// JSON (RFC 8259) read from front to back without a tree: the caller asks for what it expects and
// skips the rest. After the first thing that is not JSON everything fails, and nothing is read
// beyond the end, so that a reader may be asked on and checked once.
#ifndef QUOIN_JSON_H
#define QUOIN_JSON_H

#include "quoin/base.h"

typedef struct qn_json {
    const uint8_t *at, *end;
    bool failed;
} qn_json;

QN_API qn_json qn_json_over(qn_bytes text);

// What the next value is: one of { [ " t f n 0, the last for a number; 0 for nothing.
QN_API char qn_json_peek(qn_json *json);

// Goes into an object or an array; false (and failed) if the next value is none.
QN_API bool qn_json_enter(qn_json *json, char bracket);
// The next member's key, cut to the buffer, or the next element: false at the end, which is then
// behind. *is_first starts as true.
QN_API bool qn_json_member(qn_json *json, bool *is_first, char *key, size_t key_capacity);
QN_API bool qn_json_element(qn_json *json, bool *is_first);

// A text, cut to the buffer and null-terminated; the result is its whole size in bytes. Bytes that
// are not UTF-8 are taken as they are.
QN_API size_t qn_json_text(qn_json *json, char *out, size_t capacity);
QN_API double qn_json_number(qn_json *json);
QN_API bool qn_json_bool(qn_json *json);
// Any value, with all that is in it.
QN_API void qn_json_skip(qn_json *json);
// True if there is nothing left, and nothing has failed.
QN_API bool qn_json_is_done(qn_json *json);

#endif
