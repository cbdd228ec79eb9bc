// SHA-256's compression of one message with vectors where there is something for them: the schedule
// is made four words at a time, of which the last two need the first two. The rounds depend on each
// other and take one word after the other from memory.
#include <string.h>

#include "base/simd_u32.h"
#include "hash/sha256_kernel.h"
#include "hash/sha256_mix.h"

QN_U4_INLINE qn_u4 xor3(qn_u4 a, qn_u4 b, qn_u4 c) { return qn_u4_xor(qn_u4_xor(a, b), c); }

QN_U4_INLINE qn_u4 sigma1(qn_u4 a)
{
    return xor3(qn_u4_rotate_right(a, 17), qn_u4_rotate_right(a, 19), qn_u4_shift_right(a, 10));
}

// The four words that follow w[0] to w[3], in place of w[0].
QN_U4_INLINE void next_words(qn_u4 *w0, qn_u4 w1, qn_u4 w2, qn_u4 w3)
{
    qn_u4 zero = qn_u4_splat(0);
    qn_u4 a = QN_U4_SHUFFLE(*w0, w1, 1, 2, 3, 4);
    qn_u4 sigma0 =
        xor3(qn_u4_rotate_right(a, 7), qn_u4_rotate_right(a, 18), qn_u4_shift_right(a, 3));
    qn_u4 sum = qn_u4_add(qn_u4_add(*w0, sigma0), QN_U4_SHUFFLE(w2, w3, 1, 2, 3, 4));
    sum = qn_u4_add(sum, sigma1(QN_U4_SHUFFLE(w3, zero, 2, 3, 4, 4)));
    *w0 = qn_u4_add(sum, sigma1(QN_U4_SHUFFLE(zero, sum, 0, 0, 4, 5)));
}

QN_U4_INLINE void put_words(uint32_t words[16], const qn_u4 w[4], const uint32_t *constants)
{
    QN_U4_UNROLLED
    for (int i = 0; i < 4; ++i) {
        qn_u4_store(words + 4 * i, qn_u4_add(w[i], qn_u4_load(constants + 4 * i)));
    }
}

QN_U4_INLINE void mix_sixteen(uint32_t s[8], const uint32_t words[16])
{
    QN_U4_UNROLLED
    for (int i = 0; i < 16; ++i) {
        sha256_mix(s, i, words[i]);
    }
}

QN_U4_INLINE void fold_block(uint32_t chain[8], const uint8_t *block)
{
    uint32_t s[8], words[16];
    qn_u4 w[4];
    memcpy(s, chain, sizeof s);
    QN_U4_UNROLLED
    for (int i = 0; i < 4; ++i) {
        w[i] = qn_u4_load_big(block + 16 * i);
    }
    put_words(words, w, qn_sha256_constants);
    for (int at = 16; at < 64; at += 16) {
        mix_sixteen(s, words);
        next_words(&w[0], w[1], w[2], w[3]);
        next_words(&w[1], w[2], w[3], w[0]);
        next_words(&w[2], w[3], w[0], w[1]);
        next_words(&w[3], w[0], w[1], w[2]);
        put_words(words, w, qn_sha256_constants + at);
    }
    mix_sixteen(s, words);
    QN_U4_UNROLLED
    for (int i = 0; i < 8; ++i) {
        chain[i] += s[i];
    }
}

void qn_sha256_fold_rows(uint32_t chain[8], const uint8_t *blocks, size_t count)
{
    for (; count > 0; --count, blocks += SHA256_BLOCK_BYTES) {
        fold_block(chain, blocks);
    }
}
