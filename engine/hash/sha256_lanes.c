// SHA-256's compression of four messages side by side: word i of all four is one vector, and the
// steps are those of sha256_words.c. The choices are written with as few operations as there are.
#include "base/simd_u32.h"
#include "hash/sha256_kernel.h"

QN_U4_INLINE qn_u4 xor3(qn_u4 a, qn_u4 b, qn_u4 c) { return qn_u4_xor(qn_u4_xor(a, b), c); }

QN_U4_INLINE void mix(qn_u4 s[8], int i, qn_u4 word)
{
    qn_u4 a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7];
    qn_u4 e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
    qn_u4 sum1 =
        xor3(qn_u4_rotate_right(e, 6), qn_u4_rotate_right(e, 11), qn_u4_rotate_right(e, 25));
    qn_u4 choice = qn_u4_select(e, f, g);
    qn_u4 t1 = qn_u4_add(qn_u4_add(qn_u4_add(s[(7 - i) & 7], word), choice), sum1);
    qn_u4 sum0 =
        xor3(qn_u4_rotate_right(a, 2), qn_u4_rotate_right(a, 13), qn_u4_rotate_right(a, 22));
    // Where a and b differ, c is the majority.
    qn_u4 majority = qn_u4_select(qn_u4_xor(a, b), c, b);
    s[(3 - i) & 7] = qn_u4_add(s[(3 - i) & 7], t1);
    s[(7 - i) & 7] = qn_u4_add(qn_u4_add(t1, sum0), majority);
}

QN_U4_INLINE qn_u4 next_word(const qn_u4 w[16], int i)
{
    qn_u4 a = w[(i + 1) & 15];
    qn_u4 b = w[(i + 14) & 15];
    qn_u4 sigma0 =
        xor3(qn_u4_rotate_right(a, 7), qn_u4_rotate_right(a, 18), qn_u4_shift_right(a, 3));
    qn_u4 sigma1 =
        xor3(qn_u4_rotate_right(b, 17), qn_u4_rotate_right(b, 19), qn_u4_shift_right(b, 10));
    return qn_u4_add(qn_u4_add(w[i], sigma0), qn_u4_add(w[(i + 9) & 15], sigma1));
}

QN_U4_INLINE void load_words(qn_u4 w[16], const uint8_t *const blocks[4], size_t offset)
{
    QN_U4_UNROLLED
    for (int i = 0; i < 16; i += 4) {
        w[i] = qn_u4_load_big(blocks[0] + offset + 4 * i);
        w[i + 1] = qn_u4_load_big(blocks[1] + offset + 4 * i);
        w[i + 2] = qn_u4_load_big(blocks[2] + offset + 4 * i);
        w[i + 3] = qn_u4_load_big(blocks[3] + offset + 4 * i);
        qn_u4_transpose(&w[i], &w[i + 1], &w[i + 2], &w[i + 3]);
    }
}

QN_U4_INLINE void fold_block(qn_u4 s[8], qn_u4 w[16])
{
    QN_U4_UNROLLED
    for (int i = 0; i < 16; ++i) {
        mix(s, i, qn_u4_add(w[i], qn_u4_splat(qn_sha256_constants[i])));
    }
    for (int at = 16; at < 64; at += 16) {
        QN_U4_UNROLLED
        for (int i = 0; i < 16; ++i) {
            w[i] = next_word(w, i);
            mix(s, i, qn_u4_add(w[i], qn_u4_splat(qn_sha256_constants[at + i])));
        }
    }
}

void qn_sha256_fold_lanes(uint32_t chains[8][4], const uint8_t *const blocks[4], size_t count)
{
    for (size_t block = 0; block < count; ++block) {
        qn_u4 s[8], w[16];
        QN_U4_UNROLLED
        for (int i = 0; i < 8; ++i) {
            s[i] = qn_u4_load(chains[i]);
        }
        load_words(w, blocks, block * SHA256_BLOCK_BYTES);
        fold_block(s, w);
        QN_U4_UNROLLED
        for (int i = 0; i < 8; ++i) {
            qn_u4_store(chains[i], qn_u4_add(qn_u4_load(chains[i]), s[i]));
        }
    }
}
