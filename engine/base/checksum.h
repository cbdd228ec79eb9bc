// A checksum against damage, fast enough for every tick. It is no protection against forgery.
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "quoin/base.h"

// Eight interleaved lanes take two little-endian 64-bit words each in turn, and are then chained.
// Each step is a bijection of the lane and of each word, so a change within one word is always
// seen.
uint64_t qn_checksum(qn_bytes bytes);

// The same in parts, for bytes that are being written or copied anyway and still lie in the cache.
#define QN_CHECKSUM_LANES 8
typedef struct qn_checksum_run {
    uint64_t lanes[QN_CHECKSUM_LANES];
    size_t position; // how far it has come
} qn_checksum_run;
qn_checksum_run qn_checksum_start(void);
// Goes on towards `end`, through bytes that do not change any more.
void qn_checksum_reach(qn_checksum_run *run, const uint8_t *data, size_t end);
// Of these bytes, from where the run has come to on.
uint64_t qn_checksum_finish(qn_checksum_run *run, qn_bytes bytes);

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
