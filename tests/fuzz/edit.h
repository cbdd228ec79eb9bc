// Edits of good bytes, and checksums that say they are still good: so what is fuzzed is what the
// reader makes of numbers, not whether it counts bytes.
#ifndef TESTS_FUZZ_EDIT_H
#define TESTS_FUZZ_EDIT_H

#include <string.h>

#include "base/bytes.h"
#include "base/checksum.h"

#define SNAPSHOT_HEADER_BYTES 32
#define SNAPSHOT_CHECKSUM_AT 24

// Sets words to given, near, and copied values, until the input ends.
static inline void edit_words(qn_cursor *in, uint8_t *bytes, size_t word_count)
{
    while (qn_cursor_left(in) >= 4) {
        uint8_t kind = qn_read_u8(in);
        size_t at = 4 * ((qn_read_u16(in) | (size_t)(kind >> 4) << 16) % word_count);
        uint32_t word, other;
        memcpy(&word, bytes + at, sizeof word);
        switch (kind % 4) {
        case 0:
            word = qn_read_u32(in);
            break;
        case 1:
            word += (uint32_t)(int32_t)(int8_t)qn_read_u8(in);
            break;
        case 2:
            word ^= 1u << qn_read_u8(in) % 32;
            break;
        default:
            memcpy(&other, bytes + 4 * (qn_read_u16(in) % word_count), sizeof other);
            word = other;
            break;
        }
        memcpy(bytes + at, &word, sizeof word);
    }
}

// Does nothing to less than a header.
static inline void repair_snapshot(uint8_t *bytes, size_t size)
{
    if (size >= SNAPSHOT_HEADER_BYTES) {
        qn_bytes body = {bytes + SNAPSHOT_HEADER_BYTES, size - SNAPSHOT_HEADER_BYTES};
        uint64_t sum = qn_checksum(body);
        memcpy(bytes + SNAPSHOT_CHECKSUM_AT, &sum, sizeof sum);
    }
}

#endif
