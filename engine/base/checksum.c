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

static inline void copy_block(uint64_t lanes[LANES], uint8_t *to, const uint8_t *from)
{
    for (int i = 0; i < LANES; ++i) {
        uint64_t words[2] = {word_at(from, 2 * i), word_at(from, 2 * i + 1)};
        memcpy(to + 2 * sizeof(uint64_t) * (size_t)i, words, sizeof words);
        lanes[i] = mix(lanes[i], words[0], words[1]);
    }
}

qn_checksum_run qn_checksum_start(void)
{
    qn_checksum_run run = {.summed_bytes = 0};
    for (int i = 0; i < LANES; ++i) {
        run.lanes[i] = QN_FNV_OFFSET + (uint64_t)i;
    }
    return run;
}

// Sums the whole blocks of what is in place.
static void catch_up(qn_checksum_run *run, const uint8_t *stream)
{
    uint64_t lanes[LANES];
    memcpy(lanes, run->lanes, sizeof lanes);
    for (; run->copied_bytes - run->summed_bytes >= BLOCK_BYTES; run->summed_bytes += BLOCK_BYTES) {
        add_block(lanes, stream + run->summed_bytes);
    }
    memcpy(run->lanes, lanes, sizeof lanes);
}

// Whole blocks, from where all that was copied is summed.
static void copy_blocks(qn_checksum_run *run, uint8_t *to, const uint8_t *from, size_t size_bytes)
{
    uint64_t lanes[LANES];
    memcpy(lanes, run->lanes, sizeof lanes);
    for (size_t at = 0; at < size_bytes; at += BLOCK_BYTES) {
        copy_block(lanes, to + at, from + at);
    }
    memcpy(run->lanes, lanes, sizeof lanes);
    run->copied_bytes += size_bytes;
    run->summed_bytes += size_bytes;
}

// One of the two sides is the stream, from where the run has come to on.
static void copy(qn_checksum_run *run, const uint8_t *stream, uint8_t *to, const uint8_t *from,
                 size_t size_bytes)
{
    size_t open_bytes = (0 - run->copied_bytes) % BLOCK_BYTES;
    size_t head_bytes = open_bytes < size_bytes ? open_bytes : size_bytes;
    size_t tail_bytes = (size_bytes - head_bytes) % BLOCK_BYTES;
    size_t block_bytes = size_bytes - head_bytes - tail_bytes;
    memcpy(to, from, head_bytes);
    run->copied_bytes += head_bytes;
    catch_up(run, stream);
    copy_blocks(run, to + head_bytes, from + head_bytes, block_bytes);
    memcpy(to + head_bytes + block_bytes, from + head_bytes + block_bytes, tail_bytes);
    run->copied_bytes += tail_bytes;
}

void qn_checksum_write(qn_checksum_run *run, uint8_t *stream, const void *from, size_t size_bytes)
{
    if (size_bytes > 0) {
        copy(run, stream, stream + run->copied_bytes, from, size_bytes);
    }
}

void qn_checksum_read(qn_checksum_run *run, const uint8_t *stream, void *to, size_t size_bytes)
{
    if (size_bytes > 0) {
        copy(run, stream, to, stream + run->copied_bytes, size_bytes);
    }
}

uint64_t qn_checksum_finish(qn_checksum_run *run, const uint8_t *stream)
{
    uint8_t last[BLOCK_BYTES] = {0};
    catch_up(run, stream);
    if (run->summed_bytes < run->copied_bytes) {
        memcpy(last, stream + run->summed_bytes, run->copied_bytes - run->summed_bytes);
    }
    add_block(run->lanes, last);
    uint64_t hash = QN_FNV_OFFSET;
    for (int i = 0; i < LANES; ++i) {
        hash = mix(hash, run->lanes[i], run->copied_bytes);
    }
    return hash;
}

uint64_t qn_checksum(qn_bytes bytes)
{
    qn_checksum_run run = qn_checksum_start();
    run.copied_bytes = bytes.size_bytes;
    return qn_checksum_finish(&run, bytes.data);
}
