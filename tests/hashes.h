// What the tests of hashes share: hexadecimal, bytes to hash, and pieces to cut them into.
#ifndef TESTS_HASHES_H
#define TESTS_HASHES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "quoin/hash.h"

static inline size_t from_hex(const char *text, uint8_t *out, size_t capacity)
{
    size_t count = 0;
    unsigned value;
    while (count < capacity && sscanf(text + 2 * count, "%2x", &value) == 1) {
        out[count++] = (uint8_t)value;
    }
    return count;
}

static inline void check_hex(const uint8_t *actual, const char *hex)
{
    uint8_t expected[QN_HASH_BYTES];
    CHECK_INT(from_hex(hex, expected, sizeof expected), QN_HASH_BYTES);
    CHECK_BYTES(actual, expected, QN_HASH_BYTES);
}

static inline uint8_t *counting_bytes(size_t size)
{
    uint8_t *data = malloc(size + 1);
    for (size_t i = 0; i < size; ++i) {
        data[i] = (uint8_t)(i % 251);
    }
    return data;
}

static inline qn_bytes text_bytes(const char *text)
{
    return (qn_bytes){(const uint8_t *)text, strlen(text)};
}

static inline uint8_t *random_bytes(size_t size, uint32_t *seed)
{
    uint8_t *data = malloc(size + 1);
    for (size_t i = 0; i < size; ++i) {
        data[i] = (uint8_t)(check_random(seed) >> 11);
    }
    return data;
}

// Up to most bytes, small numbers as often as large ones.
static inline size_t random_piece(uint32_t *seed, size_t most)
{
    size_t limit = (size_t)1 << check_random(seed) % 18;
    size_t size = check_random(seed) % (limit + 1);
    return size < most ? size : most;
}

#endif
