// A checksum against damage, fast enough for every tick. It is no protection against forgery.
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "quoin/base.h"

// FNV-1a over little-endian 64-bit words in four interleaved lanes, which are then chained. Each
// step is a bijection of the lane and of the word, so a change within one word is always seen.
uint64_t qn_checksum(qn_bytes bytes);

// FNV-1a over bytes, to be chained; starts from QN_FNV_OFFSET.
#define QN_FNV_OFFSET 0xCBF29CE484222325u
#define QN_FNV_PRIME 0x100000001B3u
static inline uint64_t qn_fnv_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; ++text) {
        hash = (hash ^ (uint8_t)*text) * QN_FNV_PRIME;
    }
    return hash;
}

#endif
