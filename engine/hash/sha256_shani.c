// SHA-256's compression by the SHA extensions of x86: two rounds an instruction. They hold the
// words as ABEF and CDGH, and make the schedule four words at a time. Only called where the
// processor has them, so only this function is compiled for it.
#include "hash/sha256_kernel.h"

#if SHA256_HAS_SHANI
#include <immintrin.h>

#define SHANI __attribute__((target("sha,sse4.1,ssse3")))
#define SHANI_INLINE static inline __attribute__((target("sha,sse4.1,ssse3"), always_inline))

SHANI_INLINE __m128i load(const void *p) { return _mm_loadu_si128((const __m128i *)p); }

// Four rounds with four words of the schedule.
SHANI_INLINE void mix_four(__m128i *abef, __m128i *cdgh, __m128i words, int round)
{
    __m128i sum = _mm_add_epi32(words, load(qn_sha256_constants + round));
    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

// The four words that follow w0 to w3.
SHANI_INLINE __m128i next_words(__m128i w0, __m128i w1, __m128i w2, __m128i w3)
{
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
    return _mm_sha256msg2_epu32(sum, w3);
}

SHANI_INLINE void fold_block(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
    const __m128i big = _mm_setr_epi8(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
    __m128i w0 = _mm_shuffle_epi8(load(block), big);
    __m128i w1 = _mm_shuffle_epi8(load(block + 16), big);
    __m128i w2 = _mm_shuffle_epi8(load(block + 32), big);
    __m128i w3 = _mm_shuffle_epi8(load(block + 48), big);
    mix_four(abef, cdgh, w0, 0);
    mix_four(abef, cdgh, w1, 4);
    mix_four(abef, cdgh, w2, 8);
    mix_four(abef, cdgh, w3, 12);
    for (int round = 16; round < 64; round += 16) {
        w0 = next_words(w0, w1, w2, w3);
        mix_four(abef, cdgh, w0, round);
        w1 = next_words(w1, w2, w3, w0);
        mix_four(abef, cdgh, w1, round + 4);
        w2 = next_words(w2, w3, w0, w1);
        mix_four(abef, cdgh, w2, round + 8);
        w3 = next_words(w3, w0, w1, w2);
        mix_four(abef, cdgh, w3, round + 12);
    }
}

SHANI void qn_sha256_fold_shani(uint32_t chain[8], const uint8_t *blocks, size_t count)
{
    // DCBA and HGFE in memory become ABEF and CDGH, the first named in the highest lane.
    __m128i cdab = _mm_shuffle_epi32(load(chain), 0xB1);
    __m128i efgh = _mm_shuffle_epi32(load(chain + 4), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count > 0; --count, blocks += SHA256_BLOCK_BYTES) {
        __m128i abef_before = abef;
        __m128i cdgh_before = cdgh;
        fold_block(&abef, &cdgh, blocks);
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)(void *)chain, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(chain + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#endif
