// SHA-256's compression (FIPS 180-4) one word after the other. The schedule is kept as its newest
// sixteen words, each made anew when it is needed; names go round in place of values.
#include <string.h>

#include "base/simd_u32.h"
#include "hash/processor.h"
#include "hash/sha256_kernel.h"
#include "hash/sha256_mix.h"
#include "hash/words.h"

const uint32_t qn_sha256_start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

const uint32_t qn_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

QN_INLINE uint32_t next_word(const uint32_t w[16], int i)
{
    uint32_t a = w[(i + 1) & 15];
    uint32_t b = w[(i + 14) & 15];
    uint32_t sigma0 = rotate_right(a, 7) ^ rotate_right(a, 18) ^ a >> 3;
    uint32_t sigma1 = rotate_right(b, 17) ^ rotate_right(b, 19) ^ b >> 10;
    return w[i] + sigma0 + w[(i + 9) & 15] + sigma1;
}

static inline __attribute__((always_inline)) void fold_block(uint32_t chain[8],
                                                             const uint8_t *block)
{
    uint32_t s[8], w[16];
    memcpy(s, chain, sizeof s);
    QN_UNROLLED
    for (int i = 0; i < 16; ++i) {
        w[i] = load_big(block + 4 * i);
        sha256_mix(s, i, w[i] + qn_sha256_constants[i]);
    }
    for (int at = 16; at < 64; at += 16) {
        QN_UNROLLED
        for (int i = 0; i < 16; ++i) {
            w[i] = next_word(w, i);
            sha256_mix(s, i, w[i] + qn_sha256_constants[at + i]);
        }
    }
    QN_UNROLLED
    for (int i = 0; i < 8; ++i) {
        chain[i] += s[i];
    }
}

void qn_sha256_fold_words(uint32_t chain[8], const uint8_t *blocks, size_t count)
{
    for (; count > 0; --count, blocks += SHA256_BLOCK_BYTES) {
        fold_block(chain, blocks);
    }
}

void qn_sha256_fold(uint32_t chain[8], const uint8_t *blocks, size_t count)
{
#if SHA256_HAS_SHANI
    if (qn_processor_has_sha()) {
        qn_sha256_fold_shani(chain, blocks, count);
        return;
    }
#endif
    if (QN_U4_IS_FAST) {
        qn_sha256_fold_rows(chain, blocks, count);
    } else {
        qn_sha256_fold_words(chain, blocks, count);
    }
}

size_t qn_sha256_end(uint8_t blocks[2 * SHA256_BLOCK_BYTES], const uint8_t *rest,
                     uint64_t size_bytes)
{
    size_t filled = (size_t)(size_bytes % SHA256_BLOCK_BYTES);
    size_t count = filled < SHA256_BLOCK_BYTES - 8 ? 1 : 2;
    memset(blocks, 0, count * SHA256_BLOCK_BYTES);
    if (filled > 0) {
        memcpy(blocks, rest, filled);
    }
    blocks[filled] = 0x80;
    uint64_t size_bits = size_bytes * 8;
    uint8_t *last = blocks + count * SHA256_BLOCK_BYTES - 8;
    store_big(last, (uint32_t)(size_bits >> 32));
    store_big(last + 4, (uint32_t)size_bits);
    return count;
}
