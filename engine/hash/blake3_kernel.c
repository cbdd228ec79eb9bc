// BLAKE3's compression function (section 2.2 of the paper): a 4x4 matrix of words is mixed by
// columns and by diagonals, seven times; between rounds the message words change places.
#include "hash/blake3_kernel.h"

#include <string.h>

const uint32_t qn_blake3_start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// Row r is the permutation applied r times, so that rounds need not move the message.
static const uint8_t message_order[7][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8},
    {3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1},
    {10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6},
    {12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4},
    {9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7},
    {11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13}};

static inline uint32_t rotate_right(uint32_t word, int bits)
{
    return word >> bits | word << (32 - bits);
}

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

static inline void mix_round(uint32_t v[16], const uint32_t block[16], const uint8_t order[16])
{
    mix(v, 0, 4, 8, 12, block[order[0]], block[order[1]]);
    mix(v, 1, 5, 9, 13, block[order[2]], block[order[3]]);
    mix(v, 2, 6, 10, 14, block[order[4]], block[order[5]]);
    mix(v, 3, 7, 11, 15, block[order[6]], block[order[7]]);
    mix(v, 0, 5, 10, 15, block[order[8]], block[order[9]]);
    mix(v, 1, 6, 11, 12, block[order[10]], block[order[11]]);
    mix(v, 2, 7, 8, 13, block[order[12]], block[order[13]]);
    mix(v, 3, 4, 9, 14, block[order[14]], block[order[15]]);
}

void qn_blake3_compress(const uint32_t chain[8], const uint32_t block[16], uint32_t size_bytes,
                        uint64_t counter, uint32_t flags, uint32_t out[16])
{
    uint32_t v[16] = {chain[0],           chain[1],
                      chain[2],           chain[3],
                      chain[4],           chain[5],
                      chain[6],           chain[7],
                      qn_blake3_start[0], qn_blake3_start[1],
                      qn_blake3_start[2], qn_blake3_start[3],
                      (uint32_t)counter,  (uint32_t)(counter >> 32),
                      size_bytes,         flags};
    // Written out, so that the order of the message is known to the compiler.
    mix_round(v, block, message_order[0]);
    mix_round(v, block, message_order[1]);
    mix_round(v, block, message_order[2]);
    mix_round(v, block, message_order[3]);
    mix_round(v, block, message_order[4]);
    mix_round(v, block, message_order[5]);
    mix_round(v, block, message_order[6]);
    for (int i = 0; i < 8; ++i) {
        // In this order, as out may be chain.
        out[i + 8] = v[i + 8] ^ chain[i];
        out[i] = v[i] ^ v[i + 8];
    }
}

void qn_blake3_load_block(uint32_t words[16], const uint8_t *bytes)
{
    for (int i = 0; i < 16; ++i) {
        const uint8_t *b = bytes + 4 * i;
        words[i] = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    }
}

static void hash_chunk(const uint8_t *bytes, const uint32_t key[8], uint64_t index,
                       uint32_t mode_flags, uint32_t out[8])
{
    uint32_t chain[16];
    memcpy(chain, key, 32);
    for (size_t at = 0; at < BLAKE3_CHUNK_BYTES; at += BLAKE3_BLOCK_BYTES) {
        uint32_t flags = mode_flags | (at == 0 ? BLAKE3_CHUNK_START : 0);
        flags |= at == BLAKE3_CHUNK_BYTES - BLAKE3_BLOCK_BYTES ? BLAKE3_CHUNK_END : 0;
        uint32_t block[16];
        qn_blake3_load_block(block, bytes + at);
        qn_blake3_compress(chain, block, BLAKE3_BLOCK_BYTES, index, flags, chain);
    }
    memcpy(out, chain, 32);
}

void qn_blake3_hash_chunks(const uint8_t *bytes, size_t count, const uint32_t key[8],
                           uint64_t first_index, uint32_t mode_flags, uint32_t (*out)[8])
{
    for (size_t i = 0; i < count; ++i) {
        hash_chunk(bytes + i * BLAKE3_CHUNK_BYTES, key, first_index + i, mode_flags, out[i]);
    }
}
