// The lanes of blake3_lanes.c eight wide, by AVX2, for whole chunks and for parents. Only called
// where the processor has it, so only these functions are compiled for it.
#include "hash/blake3_kernel.h"

#if BLAKE3_HAS_AVX2
#include <immintrin.h>

#include "hash/blake3_order.h"

#define AVX2 __attribute__((target("avx2")))
#define AVX2_INLINE static inline __attribute__((target("avx2"), always_inline))
#define LANES 8

AVX2_INLINE __m256i splat(uint32_t word) { return _mm256_set1_epi32((int)word); }

AVX2_INLINE __m256i load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }

AVX2_INLINE __m256i rotate_16(__m256i a)
{
    return _mm256_shuffle_epi8(a, _mm256_setr_epi8(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12,
                                                   13, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15,
                                                   12, 13));
}

AVX2_INLINE __m256i rotate_8(__m256i a)
{
    return _mm256_shuffle_epi8(a, _mm256_setr_epi8(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15,
                                                   12, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14,
                                                   15, 12));
}

AVX2_INLINE __m256i rotate(__m256i a, int bits)
{
    return _mm256_or_si256(_mm256_srli_epi32(a, bits), _mm256_slli_epi32(a, 32 - bits));
}

AVX2_INLINE void mix(__m256i v[16], int a, int b, int c, int d, __m256i x, __m256i y)
{
    v[a] = _mm256_add_epi32(_mm256_add_epi32(v[a], x), v[b]);
    v[d] = rotate_16(_mm256_xor_si256(v[d], v[a]));
    v[c] = _mm256_add_epi32(v[c], v[d]);
    v[b] = rotate(_mm256_xor_si256(v[b], v[c]), 12);
    v[a] = _mm256_add_epi32(_mm256_add_epi32(v[a], y), v[b]);
    v[d] = rotate_8(_mm256_xor_si256(v[d], v[a]));
    v[c] = _mm256_add_epi32(v[c], v[d]);
    v[b] = rotate(_mm256_xor_si256(v[b], v[c]), 7);
}

AVX2_INLINE void mix_round(__m256i v[16], const __m256i m[16], const uint8_t at[16])
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

// Rows become columns: pairs of words, pairs of pairs, halves.
AVX2_INLINE void transpose(__m256i v[LANES])
{
    __m256i pairs[LANES], quads[LANES];
    for (int i = 0; i < LANES; i += 2) {
        pairs[i] = _mm256_unpacklo_epi32(v[i], v[i + 1]);
        pairs[i + 1] = _mm256_unpackhi_epi32(v[i], v[i + 1]);
    }
    for (int i = 0; i < LANES; i += 4) {
        quads[i] = _mm256_unpacklo_epi64(pairs[i], pairs[i + 2]);
        quads[i + 1] = _mm256_unpackhi_epi64(pairs[i], pairs[i + 2]);
        quads[i + 2] = _mm256_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
        quads[i + 3] = _mm256_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
    }
    for (int i = 0; i < 4; ++i) {
        v[i] = _mm256_permute2x128_si256(quads[i], quads[i + 4], 0x20);
        v[i + 4] = _mm256_permute2x128_si256(quads[i], quads[i + 4], 0x31);
    }
}

// One block of each of eight inputs that lie `stride` bytes apart; v as in blake3_lanes.c.
AVX2_INLINE void compress(__m256i v[16], const uint8_t *blocks, size_t stride)
{
    __m256i m[16];
    for (size_t lane = 0; lane < LANES; ++lane) {
        m[lane] = load(blocks + lane * stride);
        m[lane + LANES] = load(blocks + lane * stride + 32);
    }
    transpose(m);
    transpose(m + LANES);
    for (int i = 0; i < 4; ++i) {
        v[8 + i] = splat(qn_blake3_start[i]);
    }
    v[14] = splat(BLAKE3_BLOCK_BYTES);
    mix_round(v, m, blake3_order[0]);
    mix_round(v, m, blake3_order[1]);
    mix_round(v, m, blake3_order[2]);
    mix_round(v, m, blake3_order[3]);
    mix_round(v, m, blake3_order[4]);
    mix_round(v, m, blake3_order[5]);
    mix_round(v, m, blake3_order[6]);
    for (int i = 0; i < LANES; ++i) {
        v[i] = _mm256_xor_si256(v[i], v[i + LANES]);
    }
}

AVX2_INLINE void splat_key(__m256i v[16], const uint32_t key[8])
{
    for (int i = 0; i < 8; ++i) {
        v[i] = splat(key[i]);
    }
}

AVX2_INLINE void store_chains(__m256i v[LANES], uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    transpose(v);
    for (int lane = 0; lane < LANES; ++lane) {
        _mm256_storeu_si256((__m256i *)(void *)out[lane], v[lane]);
    }
}

AVX2 void qn_blake3_chunks_avx2(const uint8_t *bytes, const uint32_t key[8], uint64_t first_index,
                                uint32_t mode_flags, uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    uint32_t low[LANES], high[LANES];
    for (uint32_t lane = 0; lane < LANES; ++lane) {
        low[lane] = (uint32_t)(first_index + lane);
        high[lane] = (uint32_t)((first_index + lane) >> 32);
    }
    __m256i v[16];
    splat_key(v, key);
    uint32_t flags = mode_flags | BLAKE3_CHUNK_START;
    for (size_t at = 0; at < BLAKE3_CHUNK_BYTES; at += BLAKE3_BLOCK_BYTES) {
        flags |= at == BLAKE3_CHUNK_BYTES - BLAKE3_BLOCK_BYTES ? BLAKE3_CHUNK_END : 0;
        v[12] = load(low);
        v[13] = load(high);
        v[15] = splat(flags);
        compress(v, bytes + at, BLAKE3_CHUNK_BYTES);
        flags = mode_flags;
    }
    store_chains(v, out);
}

AVX2 void qn_blake3_parents_avx2(const uint8_t *children, const uint32_t key[8], uint32_t flags,
                                 uint8_t (*out)[BLAKE3_CHAIN_BYTES])
{
    __m256i v[16];
    splat_key(v, key);
    v[12] = v[13] = _mm256_setzero_si256();
    v[15] = splat(flags);
    compress(v, children, BLAKE3_BLOCK_BYTES);
    store_chains(v, out);
}
#endif
