#include "base/checksum.h"

#include <string.h>

#define LANES 4

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are read as they lie in memory");

static uint64_t mix(uint64_t hash, uint64_t word) { return (hash ^ word) * QN_FNV_PRIME; }

uint64_t qn_checksum(qn_bytes bytes)
{
    uint64_t lanes[LANES];
    uint64_t words[LANES];
    for (uint64_t i = 0; i < LANES; ++i) {
        lanes[i] = QN_FNV_OFFSET + i;
    }
    size_t at = 0;
    for (; at + sizeof words <= bytes.size_bytes; at += sizeof words) {
        memcpy(words, bytes.data + at, sizeof words);
        for (int i = 0; i < LANES; ++i) {
            lanes[i] = mix(lanes[i], words[i]);
        }
    }
    memset(words, 0, sizeof words);
    if (at < bytes.size_bytes) {
        memcpy(words, bytes.data + at, bytes.size_bytes - at);
    }
    uint64_t hash = mix(QN_FNV_OFFSET, bytes.size_bytes);
    for (int i = 0; i < LANES; ++i) {
        hash = mix(hash, mix(lanes[i], words[i]));
    }
    return hash;
}
