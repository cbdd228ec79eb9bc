// SHA-256 (FIPS 180-4): 64-byte blocks are folded one after the other into eight words.
//
// The state keeps the length, the words and the unfinished block; final works on a copy, so that a
// state is never used up.
#include "quoin/hash.h"

#include <string.h>

#define BLOCK_BYTES 64
#define MAX_BYTES ((UINT64_C(1) << 61) - 1)

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate_right(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

static uint32_t load_big(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void store_big(uint8_t *bytes, uint32_t word)
{
    bytes[0] = (uint8_t)(word >> 24);
    bytes[1] = (uint8_t)(word >> 16);
    bytes[2] = (uint8_t)(word >> 8);
    bytes[3] = (uint8_t)word;
}

static void expand(uint32_t schedule[64], const uint8_t *block)
{
    for (int i = 0; i < 16; ++i) {
        schedule[i] = load_big(block + 4 * i);
    }
    for (int i = 16; i < 64; ++i) {
        uint32_t a = schedule[i - 15];
        uint32_t b = schedule[i - 2];
        uint32_t sigma0 = rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3;
        uint32_t sigma1 = rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10;
        schedule[i] = schedule[i - 16] + sigma0 + schedule[i - 7] + sigma1;
    }
}

static void compress(uint32_t chain[8], const uint8_t *block)
{
    uint32_t schedule[64];
    expand(schedule, block);
    uint32_t a = chain[0], b = chain[1], c = chain[2], d = chain[3];
    uint32_t e = chain[4], f = chain[5], g = chain[6], h = chain[7];
    for (int i = 0; i < 64; ++i) {
        uint32_t sum1 = rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25);
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t t1 = h + sum1 + choice + round_constants[i] + schedule[i];
        uint32_t sum0 = rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t t2 = sum0 + majority;
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    chain[0] += a, chain[1] += b, chain[2] += c, chain[3] += d;
    chain[4] += e, chain[5] += f, chain[6] += g, chain[7] += h;
}

void qn_sha256_init(qn_sha256_state *state)
{
    *state = (qn_sha256_state){.chain = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                         0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

// Fills the unfinished block; the number of bytes taken.
static size_t fill_block(qn_sha256_state *state, qn_bytes bytes)
{
    size_t filled = (size_t)(state->size_bytes % BLOCK_BYTES);
    size_t take = BLOCK_BYTES - filled;
    take = take < bytes.size_bytes ? take : bytes.size_bytes;
    memcpy(state->block + filled, bytes.data, take);
    if (filled + take == BLOCK_BYTES) {
        compress(state->chain, state->block);
    }
    return take;
}

qn_error qn_sha256_update(qn_sha256_state *state, qn_bytes bytes)
{
    if (bytes.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    if (bytes.data == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (bytes.size_bytes > MAX_BYTES - state->size_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    size_t done = 0;
    if (state->size_bytes % BLOCK_BYTES != 0) {
        done = fill_block(state, bytes);
    }
    for (; bytes.size_bytes - done >= BLOCK_BYTES; done += BLOCK_BYTES) {
        compress(state->chain, bytes.data + done);
    }
    // What is left starts a block, unless it all went into the one before.
    if (done < bytes.size_bytes) {
        memcpy(state->block, bytes.data + done, bytes.size_bytes - done);
    }
    state->size_bytes += bytes.size_bytes;
    return QN_ERROR_OK;
}

void qn_sha256_final(const qn_sha256_state *state, uint8_t out[QN_HASH_BYTES])
{
    qn_sha256_state last = *state;
    size_t filled = (size_t)(last.size_bytes % BLOCK_BYTES);
    last.block[filled++] = 0x80;
    memset(last.block + filled, 0, BLOCK_BYTES - filled);
    if (filled > BLOCK_BYTES - 8) {
        compress(last.chain, last.block);
        memset(last.block, 0, BLOCK_BYTES);
    }
    uint64_t size_bits = last.size_bytes * 8;
    store_big(last.block + 56, (uint32_t)(size_bits >> 32));
    store_big(last.block + 60, (uint32_t)size_bits);
    compress(last.chain, last.block);
    for (int i = 0; i < 8; ++i) {
        store_big(out + 4 * i, last.chain[i]);
    }
}

void qn_sha256(qn_bytes bytes, uint8_t out[QN_HASH_BYTES])
{
    if (out == NULL) {
        return;
    }
    qn_sha256_state state;
    qn_sha256_init(&state);
    if (qn_sha256_update(&state, bytes) != QN_ERROR_OK) {
        memset(out, 0, QN_HASH_BYTES);
        return;
    }
    qn_sha256_final(&state, out);
}
