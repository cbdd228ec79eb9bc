// A checksum against damage, fast enough for every tick. It is no protection against forgery.
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "quoin/base.h"

// Eight interleaved lanes take two little-endian 64-bit words each in turn, and are then chained.
// Each step is a bijection of the lane and of each word, so a change within one word is always
// seen.
uint64_t qn_checksum(qn_bytes bytes);

// The same in parts, over bytes that are being copied: a stream, and what of it is in place so far.
#define QN_CHECKSUM_LANES 8
typedef struct qn_checksum_run {
    uint64_t lanes[QN_CHECKSUM_LANES];
    size_t summed_bytes; // whole blocks only
    size_t copied_bytes;
} qn_checksum_run;
qn_checksum_run qn_checksum_start(void);
// The next bytes of a stream that is being written from pieces, or read into them. What was written
// does not change any more.
void qn_checksum_write(qn_checksum_run *run, uint8_t *stream, const void *from, size_t size_bytes);
void qn_checksum_read(qn_checksum_run *run, const uint8_t *stream, void *to, size_t size_bytes);
// Of all that has been copied.
uint64_t qn_checksum_finish(qn_checksum_run *run, const uint8_t *stream);

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
