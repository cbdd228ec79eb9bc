// BLAKE3's compression function (section 2.2 of the paper) as it is written there: a 4x4 matrix of
// words is mixed by columns and by diagonals, seven times; between rounds the words of the message
// change places.
#include "hash/blake3_kernel.h"

#include <string.h>

#include "hash/blake3_order.h"
#include "hash/words.h"

const uint32_t qn_blake3_start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static inline void mix(uint32_t v[16], int a, int b, int c, int d, uint32_t x, uint32_t y)
{
    v[a] = v[a] + v[b] + x;
    v[d] = rotate_right(v[d] ^ v[a], 16);
    v[c] = v[c] + v[d];
    v[b] = rotate_right(v[b] ^ v[c], 12);
    v[a] = v[a] + v[b] + y;
    v[d] = rotate_right(v[d] ^ v[a], 8);
    v[c] = v[c] + v[d];
    v[b] = rotate_right(v[b] ^ v[c], 7);
}

static inline void mix_round(uint32_t v[16], const uint32_t m[16], const uint8_t at[16])
{
    mix(v, 0, 4, 8, 12, m[at[0]], m[at[1]]);
    mix(v, 1, 5, 9, 13, m[at[2]], m[at[3]]);
    mix(v, 2, 6, 10, 14, m[at[4]], m[at[5]]);
    mix(v, 3, 7, 11, 15, m[at[6]], m[at[7]]);
    mix(v, 0, 5, 10, 15, m[at[8]], m[at[9]]);
    mix(v, 1, 6, 11, 12, m[at[10]], m[at[11]]);
    mix(v, 2, 7, 8, 13, m[at[12]], m[at[13]]);
    mix(v, 3, 4, 9, 14, m[at[14]], m[at[15]]);
}

static inline void compress(uint32_t v[16], const uint32_t chain[8], const uint8_t *block,
                            uint64_t counter, uint32_t size_bytes, uint32_t flags)
{
    uint32_t m[16];
    for (int i = 0; i < 16; ++i) {
        m[i] = load_little(block + 4 * i);
    }
    memcpy(v, chain, 32);
    memcpy(v + 8, qn_blake3_start, 16);
    v[12] = (uint32_t)counter;
    v[13] = (uint32_t)(counter >> 32);
    v[14] = size_bytes;
    v[15] = flags;
    // Written out, so that the order of the message is known to the compiler.
    mix_round(v, m, blake3_order[0]);
    mix_round(v, m, blake3_order[1]);
    mix_round(v, m, blake3_order[2]);
    mix_round(v, m, blake3_order[3]);
    mix_round(v, m, blake3_order[4]);
    mix_round(v, m, blake3_order[5]);
    mix_round(v, m, blake3_order[6]);
}

void qn_blake3_fold_words(uint32_t chain[8], const uint8_t *blocks, size_t count, blake3_run run)
{
    uint32_t flags = run.flags | run.first_flags;
    for (; count > 0; --count, blocks += BLAKE3_BLOCK_BYTES) {
        uint32_t v[16];
        flags |= count == 1 ? run.last_flags : 0;
        compress(v, chain, blocks, run.counter, run.size_bytes, flags);
        for (int i = 0; i < 8; ++i) {
            chain[i] = v[i] ^ v[i + 8];
        }
        flags = run.flags;
    }
}

void qn_blake3_extend_words(const uint32_t chain[8], const uint8_t block[BLAKE3_BLOCK_BYTES],
                            blake3_run run, size_t count, uint8_t *out)
{
    for (; count > 0; --count, run.counter += 1, out += BLAKE3_BLOCK_BYTES) {
        uint32_t v[16];
        compress(v, chain, block, run.counter, run.size_bytes, run.flags);
        for (int i = 0; i < 8; ++i) {
            store_little(out + 4 * i, v[i] ^ v[i + 8]);
            store_little(out + 32 + 4 * i, v[i + 8] ^ chain[i]);
        }
    }
}
