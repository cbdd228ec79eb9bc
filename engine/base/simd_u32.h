// Four unsigned words of 32 bits at once, with the same bits from every back end.
//
// As simd.h, for whole numbers: wasm simd128, SSE2, NEON and plain C. Sums wrap around. What is
// read as little or big takes the bytes of memory in that order whatever the machine's own is.
// qn_u4_any: whether any bit of the four is set. QN_U4_IS_FAST says whether the four are one
// register, or whether doing one after the other would be as quick. QN_SCALAR forces plain C.
#ifndef BASE_SIMD_U32_H
#define BASE_SIMD_U32_H

#include <stdint.h>
#include <string.h>

#include "base/simd.h"

// In front of a loop of a fixed number of turns, over what is to stay in registers.
#if defined(__clang__)
#define QN_UNROLLED _Pragma("clang loop unroll(full)")
#else
#define QN_UNROLLED _Pragma("GCC unroll 64")
#endif
// For the steps of a hash, which are many, small and called with constants.
#define QN_INLINE static inline __attribute__((always_inline))

#if defined(__wasm_simd128__) && !defined(QN_SCALAR)
#include <wasm_simd128.h>
#define QN_U4_IS_FAST 1
typedef v128_t qn_u4;

static inline qn_u4 qn_u4_splat(uint32_t a) { return wasm_u32x4_splat(a); }
static inline qn_u4 qn_u4_make(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return wasm_u32x4_make(a, b, c, d);
}
static inline qn_u4 qn_u4_load(const uint32_t *p) { return wasm_v128_load(p); }
static inline void qn_u4_store(uint32_t *p, qn_u4 a) { wasm_v128_store(p, a); }
static inline qn_u4 qn_u4_load_little(const uint8_t *p) { return wasm_v128_load(p); }
static inline void qn_u4_store_little(uint8_t *p, qn_u4 a) { wasm_v128_store(p, a); }
static inline qn_u4 qn_u4_add(qn_u4 a, qn_u4 b) { return wasm_i32x4_add(a, b); }
static inline qn_u4 qn_u4_xor(qn_u4 a, qn_u4 b) { return wasm_v128_xor(a, b); }
static inline qn_u4 qn_u4_and(qn_u4 a, qn_u4 b) { return wasm_v128_and(a, b); }
static inline qn_u4 qn_u4_or(qn_u4 a, qn_u4 b) { return wasm_v128_or(a, b); }
static inline int qn_u4_any(qn_u4 a) { return wasm_v128_any_true(a); }
static inline qn_u4 qn_u4_shift_left(qn_u4 a, int bits)
{
    return wasm_i32x4_shl(a, (uint32_t)bits);
}
static inline qn_u4 qn_u4_shift_right(qn_u4 a, int bits)
{
    return wasm_u32x4_shr(a, (uint32_t)bits);
}
// By swizzles and not by shuffles, as engines keep the pattern of those in a register.
static inline qn_u4 qn_u4_swap_bytes(qn_u4 a)
{
    return wasm_i8x16_swizzle(
        a, wasm_i8x16_const(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}
static inline qn_u4 qn_u4_rotate_16(qn_u4 a)
{
    return wasm_i8x16_swizzle(
        a, wasm_i8x16_const(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
}
static inline qn_u4 qn_u4_rotate_8(qn_u4 a)
{
    return wasm_i8x16_swizzle(
        a, wasm_i8x16_const(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12));
}
// Lanes i, j, k, l of the eight that a and b hold one after the other; constants.
#define QN_U4_SHUFFLE(a, b, i, j, k, l) wasm_i32x4_shuffle(a, b, i, j, k, l)

#elif defined(__SSE2__) && !defined(QN_SCALAR)
#include <emmintrin.h>
#define QN_U4_IS_FAST 1
typedef __m128i qn_u4;

static inline qn_u4 qn_u4_splat(uint32_t a) { return _mm_set1_epi32((int)a); }
static inline qn_u4 qn_u4_make(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return _mm_setr_epi32((int)a, (int)b, (int)c, (int)d);
}
static inline qn_u4 qn_u4_load(const uint32_t *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}
static inline void qn_u4_store(uint32_t *p, qn_u4 a) { _mm_storeu_si128((__m128i *)(void *)p, a); }
static inline qn_u4 qn_u4_load_little(const uint8_t *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}
static inline void qn_u4_store_little(uint8_t *p, qn_u4 a)
{
    _mm_storeu_si128((__m128i *)(void *)p, a);
}
static inline qn_u4 qn_u4_add(qn_u4 a, qn_u4 b) { return _mm_add_epi32(a, b); }
static inline qn_u4 qn_u4_xor(qn_u4 a, qn_u4 b) { return _mm_xor_si128(a, b); }
static inline qn_u4 qn_u4_and(qn_u4 a, qn_u4 b) { return _mm_and_si128(a, b); }
static inline qn_u4 qn_u4_or(qn_u4 a, qn_u4 b) { return _mm_or_si128(a, b); }
static inline int qn_u4_any(qn_u4 a)
{
    return _mm_movemask_epi8(_mm_cmpeq_epi32(a, _mm_setzero_si128())) != 0xFFFF;
}
static inline qn_u4 qn_u4_shift_left(qn_u4 a, int bits) { return _mm_slli_epi32(a, bits); }
static inline qn_u4 qn_u4_shift_right(qn_u4 a, int bits) { return _mm_srli_epi32(a, bits); }
static inline qn_u4 qn_u4_rotate_16(qn_u4 a)
{
    return _mm_shufflehi_epi16(_mm_shufflelo_epi16(a, 0xB1), 0xB1);
}
static inline qn_u4 qn_u4_rotate_8(qn_u4 a)
{
    return _mm_or_si128(_mm_srli_epi32(a, 8), _mm_slli_epi32(a, 24));
}
static inline qn_u4 qn_u4_swap_bytes(qn_u4 a)
{
    qn_u4 halves = qn_u4_rotate_16(a);
    return _mm_or_si128(_mm_srli_epi16(halves, 8), _mm_slli_epi16(halves, 8));
}
#define QN_U4_SHUFFLE(a, b, i, j, k, l)                                                            \
    ((qn_u4)__builtin_shufflevector((qn_u4_words)(a), (qn_u4_words)(b), i, j, k, l))
typedef uint32_t __attribute__((vector_size(16))) qn_u4_words;

#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(QN_SCALAR)
#include <arm_neon.h>
#define QN_U4_IS_FAST 1
typedef uint32x4_t qn_u4;

static inline qn_u4 qn_u4_splat(uint32_t a) { return vdupq_n_u32(a); }
static inline qn_u4 qn_u4_load(const uint32_t *p) { return vld1q_u32(p); }
static inline void qn_u4_store(uint32_t *p, qn_u4 a) { vst1q_u32(p, a); }
static inline qn_u4 qn_u4_make(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    const uint32_t words[4] = {a, b, c, d};
    return vld1q_u32(words);
}
static inline qn_u4 qn_u4_load_little(const uint8_t *p)
{
    return vreinterpretq_u32_u8(vld1q_u8(p));
}
static inline void qn_u4_store_little(uint8_t *p, qn_u4 a) { vst1q_u8(p, vreinterpretq_u8_u32(a)); }
static inline qn_u4 qn_u4_add(qn_u4 a, qn_u4 b) { return vaddq_u32(a, b); }
static inline qn_u4 qn_u4_xor(qn_u4 a, qn_u4 b) { return veorq_u32(a, b); }
static inline qn_u4 qn_u4_and(qn_u4 a, qn_u4 b) { return vandq_u32(a, b); }
static inline qn_u4 qn_u4_or(qn_u4 a, qn_u4 b) { return vorrq_u32(a, b); }
static inline int qn_u4_any(qn_u4 a) { return vmaxvq_u32(a) != 0; }
static inline qn_u4 qn_u4_shift_left(qn_u4 a, int bits) { return a << (uint32_t)bits; }
static inline qn_u4 qn_u4_shift_right(qn_u4 a, int bits) { return a >> (uint32_t)bits; }
static inline qn_u4 qn_u4_swap_bytes(qn_u4 a)
{
    return vreinterpretq_u32_u8(vrev32q_u8(vreinterpretq_u8_u32(a)));
}
static inline qn_u4 qn_u4_rotate_16(qn_u4 a)
{
    return vreinterpretq_u32_u16(vrev32q_u16(vreinterpretq_u16_u32(a)));
}
static inline qn_u4 qn_u4_rotate_8(qn_u4 a) { return vsriq_n_u32(vshlq_n_u32(a, 24), a, 8); }
#define QN_U4_SHUFFLE(a, b, i, j, k, l) __builtin_shufflevector(a, b, i, j, k, l)

#else
#define QN_U4_IS_FAST 0
typedef struct __attribute__((aligned(16))) qn_u4 {
    uint32_t v[4];
} qn_u4;

#define QN_U4_EACH(expression)                                                                     \
    qn_u4 r;                                                                                       \
    for (int i = 0; i < 4; ++i) {                                                                  \
        r.v[i] = (expression);                                                                     \
    }                                                                                              \
    return r

static inline qn_u4 qn_u4_splat(uint32_t a) { QN_U4_EACH(a); }
static inline qn_u4 qn_u4_make(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return (qn_u4){{a, b, c, d}};
}
static inline qn_u4 qn_u4_load(const uint32_t *p) { QN_U4_EACH(p[i]); }
static inline void qn_u4_store(uint32_t *p, qn_u4 a)
{
    for (int i = 0; i < 4; ++i) {
        p[i] = a.v[i];
    }
}
static inline qn_u4 qn_u4_load_little(const uint8_t *p)
{
    QN_U4_EACH(p[4 * i] | (uint32_t)p[4 * i + 1] << 8 | (uint32_t)p[4 * i + 2] << 16 |
               (uint32_t)p[4 * i + 3] << 24);
}
static inline void qn_u4_store_little(uint8_t *p, qn_u4 a)
{
    for (int i = 0; i < 16; ++i) {
        p[i] = (uint8_t)(a.v[i / 4] >> (8 * (i % 4)));
    }
}
static inline qn_u4 qn_u4_add(qn_u4 a, qn_u4 b) { QN_U4_EACH(a.v[i] + b.v[i]); }
static inline qn_u4 qn_u4_xor(qn_u4 a, qn_u4 b) { QN_U4_EACH(a.v[i] ^ b.v[i]); }
static inline qn_u4 qn_u4_and(qn_u4 a, qn_u4 b) { QN_U4_EACH(a.v[i] & b.v[i]); }
static inline qn_u4 qn_u4_or(qn_u4 a, qn_u4 b) { QN_U4_EACH(a.v[i] | b.v[i]); }
static inline int qn_u4_any(qn_u4 a) { return (a.v[0] | a.v[1] | a.v[2] | a.v[3]) != 0; }
static inline qn_u4 qn_u4_shift_left(qn_u4 a, int bits) { QN_U4_EACH(a.v[i] << bits); }
static inline qn_u4 qn_u4_shift_right(qn_u4 a, int bits) { QN_U4_EACH(a.v[i] >> bits); }
static inline qn_u4 qn_u4_swap_bytes(qn_u4 a) { QN_U4_EACH(__builtin_bswap32(a.v[i])); }
static inline qn_u4 qn_u4_rotate_16(qn_u4 a) { QN_U4_EACH(a.v[i] >> 16 | a.v[i] << 16); }
static inline qn_u4 qn_u4_rotate_8(qn_u4 a) { QN_U4_EACH(a.v[i] >> 8 | a.v[i] << 24); }
static inline qn_u4 qn_u4_pick(qn_u4 a, qn_u4 b, int i, int j, int k, int l)
{
    const uint32_t both[8] = {a.v[0], a.v[1], a.v[2], a.v[3], b.v[0], b.v[1], b.v[2], b.v[3]};
    return (qn_u4){{both[i], both[j], both[k], both[l]}};
}
#define QN_U4_SHUFFLE(a, b, i, j, k, l) qn_u4_pick(a, b, i, j, k, l)
#undef QN_U4_EACH
#endif

// For steps over vectors as above; where vectors are loops, only the compiler's time would grow.
#if QN_U4_IS_FAST
#define QN_U4_UNROLLED QN_UNROLLED
#define QN_U4_INLINE QN_INLINE
#else
#define QN_U4_UNROLLED
#define QN_U4_INLINE static inline
#endif

// By a constant of 1 to 31 bits.
static inline qn_u4 qn_u4_rotate_right(qn_u4 a, int bits)
{
    return qn_u4_or(qn_u4_shift_right(a, bits), qn_u4_shift_left(a, 32 - bits));
}

// Where a bit of the mask is set: that of a, elsewhere that of b.
static inline qn_u4 qn_u4_select(qn_u4 mask, qn_u4 a, qn_u4 b)
{
    return qn_u4_xor(b, qn_u4_and(mask, qn_u4_xor(a, b)));
}

static inline qn_u4 qn_u4_load_big(const uint8_t *p)
{
    return qn_u4_swap_bytes(qn_u4_load_little(p));
}

// The same bits as numbers of the other kind.
static inline qn_u4 qn_u4_from_f4(qn_f4 a)
{
    qn_u4 bits;
    memcpy(&bits, &a, sizeof bits);
    return bits;
}

static inline qn_f4 qn_u4_as_f4(qn_u4 bits)
{
    qn_f4 a;
    memcpy(&a, &bits, sizeof a);
    return a;
}

// Rows become columns.
static inline void qn_u4_transpose(qn_u4 *a, qn_u4 *b, qn_u4 *c, qn_u4 *d)
{
    qn_u4 ab_low = QN_U4_SHUFFLE(*a, *b, 0, 4, 1, 5);
    qn_u4 ab_high = QN_U4_SHUFFLE(*a, *b, 2, 6, 3, 7);
    qn_u4 cd_low = QN_U4_SHUFFLE(*c, *d, 0, 4, 1, 5);
    qn_u4 cd_high = QN_U4_SHUFFLE(*c, *d, 2, 6, 3, 7);
    *a = QN_U4_SHUFFLE(ab_low, cd_low, 0, 1, 4, 5);
    *b = QN_U4_SHUFFLE(ab_low, cd_low, 2, 3, 6, 7);
    *c = QN_U4_SHUFFLE(ab_high, cd_high, 0, 1, 4, 5);
    *d = QN_U4_SHUFFLE(ab_high, cd_high, 2, 3, 6, 7);
}

#endif
