// Sixteen bytes at once, and eight 16-bit numbers where bytes would overflow, with the same bits
// from every back end: wasm simd128, SSE2, NEON and plain C.
//
// Sums and differences wrap around; avg is (a + b + 1) / 2, rounded down. Masks are all ones or all
// zeros per lane. A lane's index grows with its address. qn_h8 holds signed numbers.
// QN_SCALAR forces the plain C back end, so that a test can compare the two on one machine.
#ifndef BASE_SIMD_BYTES_H
#define BASE_SIMD_BYTES_H

#include <stdint.h>
#include <string.h>

#if defined(__wasm_simd128__) && !defined(QN_SCALAR)
#include <wasm_simd128.h>
typedef v128_t qn_b16;
typedef v128_t qn_h8;

static inline qn_b16 qn_b16_splat(uint8_t a) { return wasm_u8x16_splat(a); }
static inline qn_b16 qn_b16_load(const uint8_t *p) { return wasm_v128_load(p); }
static inline void qn_b16_store(uint8_t *p, qn_b16 a) { wasm_v128_store(p, a); }
// The first four lanes; loaded, the others are 0.
static inline qn_b16 qn_b16_load4(const uint8_t *p) { return wasm_v128_load32_zero(p); }
static inline void qn_b16_store4(uint8_t *p, qn_b16 a) { wasm_v128_store32_lane(p, a, 0); }
static inline qn_b16 qn_b16_add(qn_b16 a, qn_b16 b) { return wasm_i8x16_add(a, b); }
static inline qn_b16 qn_b16_sub(qn_b16 a, qn_b16 b) { return wasm_i8x16_sub(a, b); }
static inline qn_b16 qn_b16_avg(qn_b16 a, qn_b16 b) { return wasm_u8x16_avgr(a, b); }
static inline qn_b16 qn_b16_min(qn_b16 a, qn_b16 b) { return wasm_u8x16_min(a, b); }
static inline qn_b16 qn_b16_max(qn_b16 a, qn_b16 b) { return wasm_u8x16_max(a, b); }
static inline qn_b16 qn_b16_and(qn_b16 a, qn_b16 b) { return wasm_v128_and(a, b); }
static inline qn_b16 qn_b16_or(qn_b16 a, qn_b16 b) { return wasm_v128_or(a, b); }
static inline qn_b16 qn_b16_xor(qn_b16 a, qn_b16 b) { return wasm_v128_xor(a, b); }
static inline qn_b16 qn_b16_equal(qn_b16 a, qn_b16 b) { return wasm_i8x16_eq(a, b); }
// Where the mask is set: a, elsewhere b.
static inline qn_b16 qn_b16_select(qn_b16 mask, qn_b16 a, qn_b16 b)
{
    return wasm_v128_bitselect(a, b, mask);
}
// Each lane moves to the index that is 4 or 8 higher; zeros come in below.
static inline qn_b16 qn_b16_up4(qn_b16 a)
{
    return wasm_i32x4_shuffle(wasm_i32x4_const_splat(0), a, 0, 4, 5, 6);
}
static inline qn_b16 qn_b16_up8(qn_b16 a)
{
    return wasm_i64x2_shuffle(wasm_i32x4_const_splat(0), a, 0, 2);
}
// The last four lanes, four times.
static inline qn_b16 qn_b16_last4(qn_b16 a) { return wasm_i32x4_shuffle(a, a, 3, 3, 3, 3); }
// Twelve lanes become four groups of three, with 0 after each; and back, with zeros at the end.
static inline qn_b16 qn_b16_spread3(qn_b16 a)
{
    return wasm_i8x16_shuffle(a, wasm_i32x4_const_splat(0), 0, 1, 2, 16, 3, 4, 5, 16, 6, 7, 8, 16,
                              9, 10, 11, 16);
}
static inline qn_b16 qn_b16_gather3(qn_b16 a)
{
    return wasm_i8x16_shuffle(a, wasm_i32x4_const_splat(0), 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14,
                              16, 16, 16, 16);
}
// Four running sums of bytes, and their total.
typedef v128_t qn_byte_sum;
static inline qn_byte_sum qn_byte_sum_zero(void) { return wasm_i32x4_const_splat(0); }
static inline qn_byte_sum qn_byte_sum_add(qn_byte_sum sum, qn_b16 a)
{
    v128_t pairs = wasm_u16x8_extadd_pairwise_u8x16(a);
    return wasm_i32x4_add(sum, wasm_u32x4_extadd_pairwise_u16x8(pairs));
}
static inline uint32_t qn_byte_sum_total(qn_byte_sum sum)
{
    return (uint32_t)wasm_i32x4_extract_lane(sum, 0) + (uint32_t)wasm_i32x4_extract_lane(sum, 1) +
           (uint32_t)wasm_i32x4_extract_lane(sum, 2) + (uint32_t)wasm_i32x4_extract_lane(sum, 3);
}

// From eight bytes, or from four with zeros behind; the stores keep the lower half of each lane.
static inline qn_h8 qn_h8_load(const uint8_t *p) { return wasm_u16x8_load8x8(p); }
static inline qn_h8 qn_h8_load4(const uint8_t *p)
{
    return wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(p));
}
static inline v128_t qn_h8_low_bytes(qn_h8 a)
{
    return wasm_i8x16_shuffle(a, a, 0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
}
static inline void qn_h8_store(uint8_t *p, qn_h8 a)
{
    wasm_v128_store64_lane(p, qn_h8_low_bytes(a), 0);
}
static inline void qn_h8_store4(uint8_t *p, qn_h8 a)
{
    wasm_v128_store32_lane(p, qn_h8_low_bytes(a), 0);
}
static inline qn_h8 qn_h8_splat(int16_t a) { return wasm_i16x8_splat(a); }
static inline qn_h8 qn_h8_add(qn_h8 a, qn_h8 b) { return wasm_i16x8_add(a, b); }
static inline qn_h8 qn_h8_sub(qn_h8 a, qn_h8 b) { return wasm_i16x8_sub(a, b); }
static inline qn_h8 qn_h8_min(qn_h8 a, qn_h8 b) { return wasm_i16x8_min(a, b); }
static inline qn_h8 qn_h8_max(qn_h8 a, qn_h8 b) { return wasm_i16x8_max(a, b); }
static inline qn_h8 qn_h8_greater(qn_h8 a, qn_h8 b) { return wasm_i16x8_gt(a, b); }
static inline qn_h8 qn_h8_and(qn_h8 a, qn_h8 b) { return wasm_v128_and(a, b); }
static inline qn_h8 qn_h8_and_not(qn_h8 a, qn_h8 b) { return wasm_v128_andnot(a, b); }
static inline qn_h8 qn_h8_or(qn_h8 a, qn_h8 b) { return wasm_v128_or(a, b); }
// Of numbers from 0 to 255: the sum modulo 256, and half the sum rounded down.
static inline qn_h8 qn_h8_add_bytes(qn_h8 a, qn_h8 b) { return wasm_i8x16_add(a, b); }
static inline qn_h8 qn_h8_half_sum(qn_h8 a, qn_h8 b)
{
    return wasm_u16x8_shr(wasm_i16x8_add(a, b), 1);
}

#elif defined(__SSE2__) && !defined(QN_SCALAR)
#include <emmintrin.h>
typedef __m128i qn_b16;
typedef __m128i qn_h8;

static inline qn_b16 qn_b16_splat(uint8_t a) { return _mm_set1_epi8((char)a); }
static inline qn_b16 qn_b16_load(const uint8_t *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}
static inline void qn_b16_store(uint8_t *p, qn_b16 a) { _mm_storeu_si128((__m128i *)(void *)p, a); }
static inline qn_b16 qn_b16_load4(const uint8_t *p)
{
    int32_t four;
    memcpy(&four, p, sizeof four);
    return _mm_cvtsi32_si128(four);
}
static inline void qn_b16_store4(uint8_t *p, qn_b16 a)
{
    int32_t four = _mm_cvtsi128_si32(a);
    memcpy(p, &four, sizeof four);
}
static inline qn_b16 qn_b16_add(qn_b16 a, qn_b16 b) { return _mm_add_epi8(a, b); }
static inline qn_b16 qn_b16_sub(qn_b16 a, qn_b16 b) { return _mm_sub_epi8(a, b); }
static inline qn_b16 qn_b16_avg(qn_b16 a, qn_b16 b) { return _mm_avg_epu8(a, b); }
static inline qn_b16 qn_b16_min(qn_b16 a, qn_b16 b) { return _mm_min_epu8(a, b); }
static inline qn_b16 qn_b16_max(qn_b16 a, qn_b16 b) { return _mm_max_epu8(a, b); }
static inline qn_b16 qn_b16_and(qn_b16 a, qn_b16 b) { return _mm_and_si128(a, b); }
static inline qn_b16 qn_b16_or(qn_b16 a, qn_b16 b) { return _mm_or_si128(a, b); }
static inline qn_b16 qn_b16_xor(qn_b16 a, qn_b16 b) { return _mm_xor_si128(a, b); }
static inline qn_b16 qn_b16_equal(qn_b16 a, qn_b16 b) { return _mm_cmpeq_epi8(a, b); }
static inline qn_b16 qn_b16_select(qn_b16 mask, qn_b16 a, qn_b16 b)
{
    return _mm_or_si128(_mm_and_si128(mask, a), _mm_andnot_si128(mask, b));
}
static inline qn_b16 qn_b16_up4(qn_b16 a) { return _mm_slli_si128(a, 4); }
static inline qn_b16 qn_b16_up8(qn_b16 a) { return _mm_slli_si128(a, 8); }
static inline qn_b16 qn_b16_last4(qn_b16 a) { return _mm_shuffle_epi32(a, 0xFF); }
// SSE2 has no shuffle of bytes: each group is moved as a whole to where it belongs.
static inline qn_b16 qn_b16_spread3(qn_b16 a)
{
    const __m128i first = _mm_setr_epi32(0x00FFFFFF, 0, 0, 0);
    __m128i low = _mm_or_si128(_mm_and_si128(a, first),
                               _mm_and_si128(_mm_slli_si128(a, 1), _mm_slli_si128(first, 4)));
    __m128i high = _mm_or_si128(_mm_and_si128(_mm_slli_si128(a, 2), _mm_slli_si128(first, 8)),
                                _mm_and_si128(_mm_slli_si128(a, 3), _mm_slli_si128(first, 12)));
    return _mm_or_si128(low, high);
}
static inline qn_b16 qn_b16_gather3(qn_b16 a)
{
    const __m128i first = _mm_setr_epi32(0x00FFFFFF, 0, 0, 0);
    __m128i low = _mm_or_si128(_mm_and_si128(a, first),
                               _mm_srli_si128(_mm_and_si128(a, _mm_slli_si128(first, 4)), 1));
    __m128i high = _mm_or_si128(_mm_srli_si128(_mm_and_si128(a, _mm_slli_si128(first, 8)), 2),
                                _mm_srli_si128(_mm_and_si128(a, _mm_slli_si128(first, 12)), 3));
    return _mm_or_si128(low, high);
}
typedef __m128i qn_byte_sum;
static inline qn_byte_sum qn_byte_sum_zero(void) { return _mm_setzero_si128(); }
static inline qn_byte_sum qn_byte_sum_add(qn_byte_sum sum, qn_b16 a)
{
    return _mm_add_epi32(sum, _mm_sad_epu8(a, _mm_setzero_si128()));
}
static inline uint32_t qn_byte_sum_total(qn_byte_sum sum)
{
    return (uint32_t)_mm_cvtsi128_si32(sum) +
           (uint32_t)_mm_cvtsi128_si32(_mm_shuffle_epi32(sum, 2));
}

static inline qn_h8 qn_h8_load(const uint8_t *p)
{
    return _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)(const void *)p),
                             _mm_setzero_si128());
}
static inline qn_h8 qn_h8_load4(const uint8_t *p)
{
    return _mm_unpacklo_epi8(qn_b16_load4(p), _mm_setzero_si128());
}
static inline void qn_h8_store(uint8_t *p, qn_h8 a)
{
    __m128i low = _mm_and_si128(a, _mm_set1_epi16(255));
    _mm_storel_epi64((__m128i *)(void *)p, _mm_packus_epi16(low, low));
}
static inline void qn_h8_store4(uint8_t *p, qn_h8 a)
{
    __m128i low = _mm_and_si128(a, _mm_set1_epi16(255));
    qn_b16_store4(p, _mm_packus_epi16(low, low));
}
static inline qn_h8 qn_h8_splat(int16_t a) { return _mm_set1_epi16(a); }
static inline qn_h8 qn_h8_add(qn_h8 a, qn_h8 b) { return _mm_add_epi16(a, b); }
static inline qn_h8 qn_h8_sub(qn_h8 a, qn_h8 b) { return _mm_sub_epi16(a, b); }
static inline qn_h8 qn_h8_min(qn_h8 a, qn_h8 b) { return _mm_min_epi16(a, b); }
static inline qn_h8 qn_h8_max(qn_h8 a, qn_h8 b) { return _mm_max_epi16(a, b); }
static inline qn_h8 qn_h8_greater(qn_h8 a, qn_h8 b) { return _mm_cmpgt_epi16(a, b); }
static inline qn_h8 qn_h8_and(qn_h8 a, qn_h8 b) { return _mm_and_si128(a, b); }
static inline qn_h8 qn_h8_and_not(qn_h8 a, qn_h8 b) { return _mm_andnot_si128(b, a); }
static inline qn_h8 qn_h8_or(qn_h8 a, qn_h8 b) { return _mm_or_si128(a, b); }
static inline qn_h8 qn_h8_add_bytes(qn_h8 a, qn_h8 b) { return _mm_add_epi8(a, b); }
static inline qn_h8 qn_h8_half_sum(qn_h8 a, qn_h8 b)
{
    return _mm_srli_epi16(_mm_add_epi16(a, b), 1);
}

#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(QN_SCALAR)
#include <arm_neon.h>
typedef uint8x16_t qn_b16;
typedef int16x8_t qn_h8;

static inline qn_b16 qn_b16_splat(uint8_t a) { return vdupq_n_u8(a); }
static inline qn_b16 qn_b16_load(const uint8_t *p) { return vld1q_u8(p); }
static inline void qn_b16_store(uint8_t *p, qn_b16 a) { vst1q_u8(p, a); }
static inline qn_b16 qn_b16_load4(const uint8_t *p)
{
    uint32_t four;
    memcpy(&four, p, sizeof four);
    return vreinterpretq_u8_u32(vsetq_lane_u32(four, vdupq_n_u32(0), 0));
}
static inline void qn_b16_store4(uint8_t *p, qn_b16 a)
{
    uint32_t four = vgetq_lane_u32(vreinterpretq_u32_u8(a), 0);
    memcpy(p, &four, sizeof four);
}
static inline qn_b16 qn_b16_add(qn_b16 a, qn_b16 b) { return vaddq_u8(a, b); }
static inline qn_b16 qn_b16_sub(qn_b16 a, qn_b16 b) { return vsubq_u8(a, b); }
static inline qn_b16 qn_b16_avg(qn_b16 a, qn_b16 b) { return vrhaddq_u8(a, b); }
static inline qn_b16 qn_b16_min(qn_b16 a, qn_b16 b) { return vminq_u8(a, b); }
static inline qn_b16 qn_b16_max(qn_b16 a, qn_b16 b) { return vmaxq_u8(a, b); }
static inline qn_b16 qn_b16_and(qn_b16 a, qn_b16 b) { return vandq_u8(a, b); }
static inline qn_b16 qn_b16_or(qn_b16 a, qn_b16 b) { return vorrq_u8(a, b); }
static inline qn_b16 qn_b16_xor(qn_b16 a, qn_b16 b) { return veorq_u8(a, b); }
static inline qn_b16 qn_b16_equal(qn_b16 a, qn_b16 b) { return vceqq_u8(a, b); }
static inline qn_b16 qn_b16_select(qn_b16 mask, qn_b16 a, qn_b16 b) { return vbslq_u8(mask, a, b); }
static inline qn_b16 qn_b16_up4(qn_b16 a) { return vextq_u8(vdupq_n_u8(0), a, 12); }
static inline qn_b16 qn_b16_up8(qn_b16 a) { return vextq_u8(vdupq_n_u8(0), a, 8); }
static inline qn_b16 qn_b16_last4(qn_b16 a)
{
    return vreinterpretq_u8_u32(vdupq_laneq_u32(vreinterpretq_u32_u8(a), 3));
}
// An index past the end gives 0.
static inline qn_b16 qn_b16_spread3(qn_b16 a)
{
    static const uint8_t from[16] = {0, 1, 2, 99, 3, 4, 5, 99, 6, 7, 8, 99, 9, 10, 11, 99};
    return vqtbl1q_u8(a, vld1q_u8(from));
}
static inline qn_b16 qn_b16_gather3(qn_b16 a)
{
    static const uint8_t from[16] = {0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 99, 99, 99, 99};
    return vqtbl1q_u8(a, vld1q_u8(from));
}
typedef uint32x4_t qn_byte_sum;
static inline qn_byte_sum qn_byte_sum_zero(void) { return vdupq_n_u32(0); }
static inline qn_byte_sum qn_byte_sum_add(qn_byte_sum sum, qn_b16 a)
{
    return vpadalq_u16(sum, vpaddlq_u8(a));
}
static inline uint32_t qn_byte_sum_total(qn_byte_sum sum) { return vaddvq_u32(sum); }

static inline qn_h8 qn_h8_load(const uint8_t *p)
{
    return vreinterpretq_s16_u16(vmovl_u8(vld1_u8(p)));
}
static inline qn_h8 qn_h8_load4(const uint8_t *p)
{
    return vreinterpretq_s16_u16(vmovl_u8(vget_low_u8(qn_b16_load4(p))));
}
static inline void qn_h8_store(uint8_t *p, qn_h8 a)
{
    vst1_u8(p, vmovn_u16(vreinterpretq_u16_s16(a)));
}
static inline void qn_h8_store4(uint8_t *p, qn_h8 a)
{
    uint8x8_t low = vmovn_u16(vreinterpretq_u16_s16(a));
    qn_b16_store4(p, vcombine_u8(low, low));
}
static inline qn_h8 qn_h8_splat(int16_t a) { return vdupq_n_s16(a); }
static inline qn_h8 qn_h8_add(qn_h8 a, qn_h8 b) { return vaddq_s16(a, b); }
static inline qn_h8 qn_h8_sub(qn_h8 a, qn_h8 b) { return vsubq_s16(a, b); }
static inline qn_h8 qn_h8_min(qn_h8 a, qn_h8 b) { return vminq_s16(a, b); }
static inline qn_h8 qn_h8_max(qn_h8 a, qn_h8 b) { return vmaxq_s16(a, b); }
static inline qn_h8 qn_h8_greater(qn_h8 a, qn_h8 b)
{
    return vreinterpretq_s16_u16(vcgtq_s16(a, b));
}
static inline qn_h8 qn_h8_and(qn_h8 a, qn_h8 b) { return vandq_s16(a, b); }
static inline qn_h8 qn_h8_and_not(qn_h8 a, qn_h8 b) { return vbicq_s16(a, b); }
static inline qn_h8 qn_h8_or(qn_h8 a, qn_h8 b) { return vorrq_s16(a, b); }
static inline qn_h8 qn_h8_add_bytes(qn_h8 a, qn_h8 b)
{
    return vreinterpretq_s16_u8(vaddq_u8(vreinterpretq_u8_s16(a), vreinterpretq_u8_s16(b)));
}
static inline qn_h8 qn_h8_half_sum(qn_h8 a, qn_h8 b) { return vhaddq_s16(a, b); }

#else
typedef struct __attribute__((aligned(16))) qn_b16 {
    uint8_t v[16];
} qn_b16;
typedef struct __attribute__((aligned(16))) qn_h8 {
    int16_t v[8];
} qn_h8;

#define QN_B16_EACH(expression)                                                                    \
    qn_b16 r;                                                                                      \
    for (int i = 0; i < 16; ++i) {                                                                 \
        r.v[i] = (uint8_t)(expression);                                                            \
    }                                                                                              \
    return r
#define QN_H8_EACH(expression)                                                                     \
    qn_h8 r;                                                                                       \
    for (int i = 0; i < 8; ++i) {                                                                  \
        r.v[i] = (int16_t)(expression);                                                            \
    }                                                                                              \
    return r

static inline qn_b16 qn_b16_splat(uint8_t a) { QN_B16_EACH(a); }
static inline qn_b16 qn_b16_load(const uint8_t *p) { QN_B16_EACH(p[i]); }
static inline void qn_b16_store(uint8_t *p, qn_b16 a) { memcpy(p, a.v, sizeof a.v); }
static inline qn_b16 qn_b16_load4(const uint8_t *p) { QN_B16_EACH(i < 4 ? p[i] : 0); }
static inline void qn_b16_store4(uint8_t *p, qn_b16 a) { memcpy(p, a.v, 4); }
static inline qn_b16 qn_b16_add(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] + b.v[i]); }
static inline qn_b16 qn_b16_sub(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] - b.v[i]); }
static inline qn_b16 qn_b16_avg(qn_b16 a, qn_b16 b) { QN_B16_EACH((a.v[i] + b.v[i] + 1) / 2); }
static inline qn_b16 qn_b16_min(qn_b16 a, qn_b16 b)
{
    QN_B16_EACH(a.v[i] < b.v[i] ? a.v[i] : b.v[i]);
}
static inline qn_b16 qn_b16_max(qn_b16 a, qn_b16 b)
{
    QN_B16_EACH(a.v[i] > b.v[i] ? a.v[i] : b.v[i]);
}
static inline qn_b16 qn_b16_and(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] & b.v[i]); }
static inline qn_b16 qn_b16_or(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] | b.v[i]); }
static inline qn_b16 qn_b16_xor(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] ^ b.v[i]); }
static inline qn_b16 qn_b16_equal(qn_b16 a, qn_b16 b) { QN_B16_EACH(a.v[i] == b.v[i] ? 255 : 0); }
static inline qn_b16 qn_b16_select(qn_b16 mask, qn_b16 a, qn_b16 b)
{
    QN_B16_EACH(mask.v[i] != 0 ? a.v[i] : b.v[i]);
}
static inline qn_b16 qn_b16_up4(qn_b16 a) { QN_B16_EACH(i < 4 ? 0 : a.v[i - 4]); }
static inline qn_b16 qn_b16_up8(qn_b16 a) { QN_B16_EACH(i < 8 ? 0 : a.v[i - 8]); }
static inline qn_b16 qn_b16_last4(qn_b16 a) { QN_B16_EACH(a.v[12 + i % 4]); }
static inline qn_b16 qn_b16_spread3(qn_b16 a)
{
    QN_B16_EACH(i % 4 == 3 ? 0 : a.v[i / 4 * 3 + i % 4]);
}
static inline qn_b16 qn_b16_gather3(qn_b16 a) { QN_B16_EACH(i < 12 ? a.v[i / 3 * 4 + i % 3] : 0); }

typedef uint32_t qn_byte_sum;
static inline qn_byte_sum qn_byte_sum_zero(void) { return 0; }
static inline qn_byte_sum qn_byte_sum_add(qn_byte_sum sum, qn_b16 a)
{
    for (int i = 0; i < 16; ++i) {
        sum += a.v[i];
    }
    return sum;
}
static inline uint32_t qn_byte_sum_total(qn_byte_sum sum) { return sum; }

static inline qn_h8 qn_h8_load(const uint8_t *p) { QN_H8_EACH(p[i]); }
static inline qn_h8 qn_h8_load4(const uint8_t *p) { QN_H8_EACH(i < 4 ? p[i] : 0); }
static inline void qn_h8_store(uint8_t *p, qn_h8 a)
{
    for (int i = 0; i < 8; ++i) {
        p[i] = (uint8_t)a.v[i];
    }
}
static inline void qn_h8_store4(uint8_t *p, qn_h8 a)
{
    for (int i = 0; i < 4; ++i) {
        p[i] = (uint8_t)a.v[i];
    }
}
static inline qn_h8 qn_h8_splat(int16_t a) { QN_H8_EACH(a); }
static inline qn_h8 qn_h8_add(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] + b.v[i]); }
static inline qn_h8 qn_h8_sub(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] - b.v[i]); }
static inline qn_h8 qn_h8_min(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] < b.v[i] ? a.v[i] : b.v[i]); }
static inline qn_h8 qn_h8_max(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] > b.v[i] ? a.v[i] : b.v[i]); }
static inline qn_h8 qn_h8_greater(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] > b.v[i] ? -1 : 0); }
static inline qn_h8 qn_h8_and(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] & b.v[i]); }
static inline qn_h8 qn_h8_and_not(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] & ~b.v[i]); }
static inline qn_h8 qn_h8_or(qn_h8 a, qn_h8 b) { QN_H8_EACH(a.v[i] | b.v[i]); }
static inline qn_h8 qn_h8_add_bytes(qn_h8 a, qn_h8 b) { QN_H8_EACH((a.v[i] + b.v[i]) & 255); }
static inline qn_h8 qn_h8_half_sum(qn_h8 a, qn_h8 b) { QN_H8_EACH((a.v[i] + b.v[i]) >> 1); }
#undef QN_B16_EACH
#undef QN_H8_EACH
#endif

// The difference without its sign.
static inline qn_b16 qn_b16_distance(qn_b16 a, qn_b16 b)
{
    return qn_b16_sub(qn_b16_max(a, b), qn_b16_min(a, b));
}
// Of bytes taken as signed; that of -128 is 128.
static inline qn_b16 qn_b16_abs(qn_b16 a) { return qn_b16_min(a, qn_b16_sub(qn_b16_splat(0), a)); }
// Half the sum, rounded down.
static inline qn_b16 qn_b16_half_sum(qn_b16 a, qn_b16 b)
{
    qn_b16 odd = qn_b16_and(qn_b16_xor(a, b), qn_b16_splat(1));
    return qn_b16_sub(qn_b16_avg(a, b), odd);
}

#endif
