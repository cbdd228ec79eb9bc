// A multiplication for each two words: the first goes in before it, the second behind it, and a
// turn of the bits brings what is high to where the next multiplication spreads it. The lanes wait
// for nothing but themselves, so the sum runs at the speed of the memory.
#include "base/checksum.h"

#include <string.h>

#define LANES QN_CHECKSUM_LANES
#define BLOCK_BYTES (LANES * 2 * sizeof(uint64_t))
#define FACTOR 0x9E3779B97F4A7C15u // odd
#define TURN 29

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are read as they lie in memory");

static inline uint64_t mix(uint64_t hash, uint64_t first, uint64_t second)
{
    uint64_t sum = (hash ^ first) * FACTOR + second;
    return sum << TURN | sum >> (64 - TURN);
}

static inline uint64_t word_at(const uint8_t *bytes, int index)
{
    uint64_t word;
    memcpy(&word, bytes + sizeof word * (size_t)index, sizeof word);
    return word;
}

static inline void add_block(uint64_t lanes[LANES], const uint8_t *block)
{
    for (int i = 0; i < LANES; ++i) {
        lanes[i] = mix(lanes[i], word_at(block, 2 * i), word_at(block, 2 * i + 1));
    }
}

qn_checksum_run qn_checksum_start(void)
{
    qn_checksum_run run = {.position = 0};
    for (int i = 0; i < LANES; ++i) {
        run.lanes[i] = QN_FNV_OFFSET + (uint64_t)i;
    }
    return run;
}

void qn_checksum_reach(qn_checksum_run *run, const uint8_t *data, size_t end)
{
    uint64_t lanes[LANES];
    memcpy(lanes, run->lanes, sizeof lanes);
    size_t at = run->position;
    for (; end - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
        add_block(lanes, data + at);
    }
    memcpy(run->lanes, lanes, sizeof lanes);
    run->position = at;
}

uint64_t qn_checksum_finish(qn_checksum_run *run, qn_bytes bytes)
{
    uint8_t last[BLOCK_BYTES] = {0};
    qn_checksum_reach(run, bytes.data, bytes.size_bytes);
    if (run->position < bytes.size_bytes) {
        memcpy(last, bytes.data + run->position, bytes.size_bytes - run->position);
    }
    add_block(run->lanes, last);
    uint64_t hash = QN_FNV_OFFSET;
    for (int i = 0; i < LANES; ++i) {
        hash = mix(hash, run->lanes[i], bytes.size_bytes);
    }
    return hash;
}

uint64_t qn_checksum(qn_bytes bytes)
{
    qn_checksum_run run = qn_checksum_start();
    return qn_checksum_finish(&run, bytes);
}
