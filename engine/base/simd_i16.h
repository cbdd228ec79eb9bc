// Sixteen bytes as integer lanes, with the same bits from every back end.
//
// One type, qn_lanes, holds sixteen uint8, eight int16 or four int32; the verb's name says which.
// All additions and products wrap, "narrow" saturates, shifts take 0 up to one less than the lane's
// bits. zip takes lanes of a and b by turns: of the low halves, or of the high ones. The dot
// product multiplies int16 by int16 and adds neighbours into int32. The back ends are those of
// base/simd.h, and QN_SCALAR forces plain C here too.
#ifndef BASE_SIMD_I16_H
#define BASE_SIMD_I16_H

#include <stdint.h>
#include <string.h>

#include "base/simd.h"

#if defined(__wasm_simd128__) && !defined(QN_SCALAR)
typedef v128_t qn_lanes;

static inline qn_lanes qn_lanes_zero(void) { return wasm_i32x4_const_splat(0); }
static inline qn_lanes qn_lanes_load(const void *p) { return wasm_v128_load(p); }
static inline void qn_lanes_store(void *p, qn_lanes a) { wasm_v128_store(p, a); }
static inline qn_lanes qn_lanes_and(qn_lanes a, qn_lanes b) { return wasm_v128_and(a, b); }
static inline qn_lanes qn_lanes_or(qn_lanes a, qn_lanes b) { return wasm_v128_or(a, b); }
// Where the mask's bit is set: a's, elsewhere b's.
static inline qn_lanes qn_lanes_select(qn_lanes mask, qn_lanes a, qn_lanes b)
{
    return wasm_v128_bitselect(a, b, mask);
}
// Low and high eight bytes as int16.
static inline qn_lanes qn_u8_low(qn_lanes a) { return wasm_u16x8_extend_low_u8x16(a); }
static inline qn_lanes qn_u8_high(qn_lanes a) { return wasm_u16x8_extend_high_u8x16(a); }
static inline qn_lanes qn_u8_zip_low(qn_lanes a, qn_lanes b)
{
    return wasm_i8x16_shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
static inline qn_lanes qn_u8_zip_high(qn_lanes a, qn_lanes b)
{
    return wasm_i8x16_shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
// The sums of each two neighbours of the sixteen, as int16.
static inline qn_lanes qn_u8_add_pairs(qn_lanes a) { return wasm_u16x8_extadd_pairwise_u8x16(a); }
static inline qn_lanes qn_i16_splat(int16_t a) { return wasm_i16x8_splat(a); }
static inline qn_lanes qn_i16_add(qn_lanes a, qn_lanes b) { return wasm_i16x8_add(a, b); }
static inline qn_lanes qn_i16_sub(qn_lanes a, qn_lanes b) { return wasm_i16x8_sub(a, b); }
// The low 16 bits of the product.
static inline qn_lanes qn_i16_mul(qn_lanes a, qn_lanes b) { return wasm_i16x8_mul(a, b); }
static inline qn_lanes qn_i16_greater(qn_lanes a, qn_lanes b) { return wasm_i16x8_gt(a, b); }
static inline qn_lanes qn_u16_shift_right(qn_lanes a, int n)
{
    return wasm_u16x8_shr(a, (uint32_t)n);
}
static inline qn_lanes qn_i16_zip_low(qn_lanes a, qn_lanes b)
{
    return wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
static inline qn_lanes qn_i16_zip_high(qn_lanes a, qn_lanes b)
{
    return wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
// The low half and the high half of the same lanes by turns.
static inline qn_lanes qn_i16_zip_halves(qn_lanes a)
{
    return wasm_i16x8_shuffle(a, a, 0, 4, 1, 5, 2, 6, 3, 7);
}
// Lane 3 four times, then lane 7 four times: the alpha of two pixels.
static inline qn_lanes qn_i16_spread_last(qn_lanes a)
{
    return wasm_i16x8_shuffle(a, a, 3, 3, 3, 3, 7, 7, 7, 7);
}
static inline qn_lanes qn_i16_dot(qn_lanes a, qn_lanes b) { return wasm_i32x4_dot_i16x8(a, b); }
static inline qn_lanes qn_i16_narrow_u8(qn_lanes a, qn_lanes b)
{
    return wasm_u8x16_narrow_i16x8(a, b);
}
static inline qn_lanes qn_i32_splat(int32_t a) { return wasm_i32x4_splat(a); }
// The same four bytes four times.
static inline qn_lanes qn_i32_load_splat(const void *p) { return wasm_v128_load32_splat(p); }
static inline qn_lanes qn_i32_add(qn_lanes a, qn_lanes b) { return wasm_i32x4_add(a, b); }
static inline qn_lanes qn_i32_sub(qn_lanes a, qn_lanes b) { return wasm_i32x4_sub(a, b); }
static inline qn_lanes qn_i32_equal(qn_lanes a, qn_lanes b) { return wasm_i32x4_eq(a, b); }
static inline qn_lanes qn_i32_shift_left(qn_lanes a, int n)
{
    return wasm_i32x4_shl(a, (uint32_t)n);
}
static inline qn_lanes qn_i32_shift_right(qn_lanes a, int n)
{
    return wasm_i32x4_shr(a, (uint32_t)n);
}
static inline qn_lanes qn_u32_shift_right(qn_lanes a, int n)
{
    return wasm_u32x4_shr(a, (uint32_t)n);
}
static inline qn_lanes qn_i32_narrow_i16(qn_lanes a, qn_lanes b)
{
    return wasm_i16x8_narrow_i32x4(a, b);
}
static inline qn_lanes qn_i32_evens(qn_lanes a, qn_lanes b)
{
    return wasm_i32x4_shuffle(a, b, 0, 2, 4, 6);
}
static inline qn_lanes qn_i32_odds(qn_lanes a, qn_lanes b)
{
    return wasm_i32x4_shuffle(a, b, 1, 3, 5, 7);
}
static inline qn_lanes qn_i32_zip_low(qn_lanes a, qn_lanes b)
{
    return wasm_i32x4_shuffle(a, b, 0, 4, 1, 5);
}
static inline qn_lanes qn_i32_zip_high(qn_lanes a, qn_lanes b)
{
    return wasm_i32x4_shuffle(a, b, 2, 6, 3, 7);
}
// The two low pairs of a and b, and the two high ones.
static inline qn_lanes qn_i64_zip_low(qn_lanes a, qn_lanes b)
{
    return wasm_i64x2_shuffle(a, b, 0, 2);
}
static inline qn_lanes qn_i64_zip_high(qn_lanes a, qn_lanes b)
{
    return wasm_i64x2_shuffle(a, b, 1, 3);
}
static inline qn_lanes qn_i32_reverse(qn_lanes a) { return wasm_i32x4_shuffle(a, a, 3, 2, 1, 0); }
// All four lanes are -1.
static inline int qn_i32_all(qn_lanes mask) { return wasm_i32x4_all_true(mask); }
static inline qn_f4 qn_f4_from_i32(qn_lanes a) { return wasm_f32x4_convert_i32x4(a); }
// The same bits as four floats, and as four integers.
static inline qn_f4 qn_f4_of_lanes(qn_lanes a) { return a; }
static inline qn_lanes qn_lanes_of_f4(qn_f4 a) { return a; }
static inline qn_f4 qn_f4_spread_last(qn_f4 a) { return wasm_i32x4_shuffle(a, a, 3, 3, 3, 3); }
static inline qn_f4 qn_f4_load_splat(const float *p) { return wasm_v128_load32_splat(p); }

#elif defined(__SSE2__) && !defined(QN_SCALAR)
typedef __m128i qn_lanes;

static inline qn_lanes qn_lanes_zero(void) { return _mm_setzero_si128(); }
static inline qn_lanes qn_lanes_load(const void *p) { return _mm_loadu_si128(p); }
static inline void qn_lanes_store(void *p, qn_lanes a) { _mm_storeu_si128(p, a); }
static inline qn_lanes qn_lanes_and(qn_lanes a, qn_lanes b) { return _mm_and_si128(a, b); }
static inline qn_lanes qn_lanes_or(qn_lanes a, qn_lanes b) { return _mm_or_si128(a, b); }
static inline qn_lanes qn_lanes_select(qn_lanes mask, qn_lanes a, qn_lanes b)
{
    return _mm_or_si128(_mm_and_si128(mask, a), _mm_andnot_si128(mask, b));
}
static inline qn_lanes qn_u8_low(qn_lanes a) { return _mm_unpacklo_epi8(a, _mm_setzero_si128()); }
static inline qn_lanes qn_u8_high(qn_lanes a) { return _mm_unpackhi_epi8(a, _mm_setzero_si128()); }
static inline qn_lanes qn_u8_zip_low(qn_lanes a, qn_lanes b) { return _mm_unpacklo_epi8(a, b); }
static inline qn_lanes qn_u8_zip_high(qn_lanes a, qn_lanes b) { return _mm_unpackhi_epi8(a, b); }
static inline qn_lanes qn_u8_add_pairs(qn_lanes a)
{
    return _mm_add_epi16(_mm_and_si128(a, _mm_set1_epi16(255)), _mm_srli_epi16(a, 8));
}
static inline qn_lanes qn_i16_splat(int16_t a) { return _mm_set1_epi16(a); }
static inline qn_lanes qn_i16_add(qn_lanes a, qn_lanes b) { return _mm_add_epi16(a, b); }
static inline qn_lanes qn_i16_sub(qn_lanes a, qn_lanes b) { return _mm_sub_epi16(a, b); }
static inline qn_lanes qn_i16_mul(qn_lanes a, qn_lanes b) { return _mm_mullo_epi16(a, b); }
static inline qn_lanes qn_i16_greater(qn_lanes a, qn_lanes b) { return _mm_cmpgt_epi16(a, b); }
static inline qn_lanes qn_u16_shift_right(qn_lanes a, int n) { return _mm_srli_epi16(a, n); }
static inline qn_lanes qn_i16_zip_low(qn_lanes a, qn_lanes b) { return _mm_unpacklo_epi16(a, b); }
static inline qn_lanes qn_i16_zip_high(qn_lanes a, qn_lanes b) { return _mm_unpackhi_epi16(a, b); }
static inline qn_lanes qn_i16_zip_halves(qn_lanes a)
{
    return _mm_unpacklo_epi16(a, _mm_srli_si128(a, 8));
}
static inline qn_lanes qn_i16_spread_last(qn_lanes a)
{
    return _mm_shufflehi_epi16(_mm_shufflelo_epi16(a, 0xFF), 0xFF);
}
static inline qn_lanes qn_i16_dot(qn_lanes a, qn_lanes b) { return _mm_madd_epi16(a, b); }
static inline qn_lanes qn_i16_narrow_u8(qn_lanes a, qn_lanes b) { return _mm_packus_epi16(a, b); }
static inline qn_lanes qn_i32_splat(int32_t a) { return _mm_set1_epi32(a); }
static inline qn_lanes qn_i32_load_splat(const void *p)
{
    int32_t a;
    memcpy(&a, p, sizeof a);
    return _mm_set1_epi32(a);
}
static inline qn_lanes qn_i32_add(qn_lanes a, qn_lanes b) { return _mm_add_epi32(a, b); }
static inline qn_lanes qn_i32_sub(qn_lanes a, qn_lanes b) { return _mm_sub_epi32(a, b); }
static inline qn_lanes qn_i32_equal(qn_lanes a, qn_lanes b) { return _mm_cmpeq_epi32(a, b); }
static inline qn_lanes qn_i32_shift_left(qn_lanes a, int n) { return _mm_slli_epi32(a, n); }
static inline qn_lanes qn_i32_shift_right(qn_lanes a, int n) { return _mm_srai_epi32(a, n); }
static inline qn_lanes qn_u32_shift_right(qn_lanes a, int n) { return _mm_srli_epi32(a, n); }
static inline qn_lanes qn_i32_narrow_i16(qn_lanes a, qn_lanes b) { return _mm_packs_epi32(a, b); }
static inline qn_lanes qn_i32_evens(qn_lanes a, qn_lanes b)
{
    return _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(a), _mm_castsi128_ps(b), 0x88));
}
static inline qn_lanes qn_i32_odds(qn_lanes a, qn_lanes b)
{
    return _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(a), _mm_castsi128_ps(b), 0xDD));
}
static inline qn_lanes qn_i32_zip_low(qn_lanes a, qn_lanes b) { return _mm_unpacklo_epi32(a, b); }
static inline qn_lanes qn_i32_zip_high(qn_lanes a, qn_lanes b) { return _mm_unpackhi_epi32(a, b); }
static inline qn_lanes qn_i64_zip_low(qn_lanes a, qn_lanes b) { return _mm_unpacklo_epi64(a, b); }
static inline qn_lanes qn_i64_zip_high(qn_lanes a, qn_lanes b) { return _mm_unpackhi_epi64(a, b); }
static inline qn_lanes qn_i32_reverse(qn_lanes a) { return _mm_shuffle_epi32(a, 0x1B); }
static inline int qn_i32_all(qn_lanes mask) { return _mm_movemask_epi8(mask) == 0xFFFF; }
static inline qn_f4 qn_f4_from_i32(qn_lanes a) { return _mm_cvtepi32_ps(a); }
static inline qn_f4 qn_f4_of_lanes(qn_lanes a) { return _mm_castsi128_ps(a); }
static inline qn_lanes qn_lanes_of_f4(qn_f4 a) { return _mm_castps_si128(a); }
static inline qn_f4 qn_f4_spread_last(qn_f4 a) { return _mm_shuffle_ps(a, a, 0xFF); }
static inline qn_f4 qn_f4_load_splat(const float *p) { return _mm_set1_ps(*p); }

#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(QN_SCALAR)
typedef int32x4_t qn_lanes;

#define QN_U8(a) vreinterpretq_u8_s32(a)
#define QN_I16(a) vreinterpretq_s16_s32(a)
#define QN_U16(a) vreinterpretq_u16_s32(a)
#define QN_U32(a) vreinterpretq_u32_s32(a)
#define QN_I64(a) vreinterpretq_s64_s32(a)
#define QN_OF_U8(a) vreinterpretq_s32_u8(a)
#define QN_OF_I16(a) vreinterpretq_s32_s16(a)
#define QN_OF_U16(a) vreinterpretq_s32_u16(a)
#define QN_OF_U32(a) vreinterpretq_s32_u32(a)
#define QN_OF_I64(a) vreinterpretq_s32_s64(a)

static inline qn_lanes qn_lanes_zero(void) { return vdupq_n_s32(0); }
static inline qn_lanes qn_lanes_load(const void *p) { return QN_OF_U8(vld1q_u8(p)); }
static inline void qn_lanes_store(void *p, qn_lanes a) { vst1q_u8(p, QN_U8(a)); }
static inline qn_lanes qn_lanes_and(qn_lanes a, qn_lanes b) { return vandq_s32(a, b); }
static inline qn_lanes qn_lanes_or(qn_lanes a, qn_lanes b) { return vorrq_s32(a, b); }
static inline qn_lanes qn_lanes_select(qn_lanes mask, qn_lanes a, qn_lanes b)
{
    return vbslq_s32(QN_U32(mask), a, b);
}
static inline qn_lanes qn_u8_low(qn_lanes a) { return QN_OF_U16(vmovl_u8(vget_low_u8(QN_U8(a)))); }
static inline qn_lanes qn_u8_high(qn_lanes a) { return QN_OF_U16(vmovl_high_u8(QN_U8(a))); }
static inline qn_lanes qn_u8_zip_low(qn_lanes a, qn_lanes b)
{
    return QN_OF_U8(vzip1q_u8(QN_U8(a), QN_U8(b)));
}
static inline qn_lanes qn_u8_zip_high(qn_lanes a, qn_lanes b)
{
    return QN_OF_U8(vzip2q_u8(QN_U8(a), QN_U8(b)));
}
static inline qn_lanes qn_u8_add_pairs(qn_lanes a) { return QN_OF_U16(vpaddlq_u8(QN_U8(a))); }
static inline qn_lanes qn_i16_splat(int16_t a) { return QN_OF_I16(vdupq_n_s16(a)); }
static inline qn_lanes qn_i16_add(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vaddq_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_sub(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vsubq_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_mul(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vmulq_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_greater(qn_lanes a, qn_lanes b)
{
    return QN_OF_U16(vcgtq_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_u16_shift_right(qn_lanes a, int n)
{
    return QN_OF_U16(vshlq_u16(QN_U16(a), vdupq_n_s16((int16_t)-n)));
}
static inline qn_lanes qn_i16_zip_low(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vzip1q_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_zip_high(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vzip2q_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_zip_halves(qn_lanes a)
{
    return qn_i16_zip_low(a, vextq_s32(a, a, 2));
}
static inline qn_lanes qn_i16_spread_last(qn_lanes a)
{
    int16x4_t low = vdup_laneq_s16(QN_I16(a), 3);
    return QN_OF_I16(vcombine_s16(low, vdup_laneq_s16(QN_I16(a), 7)));
}
static inline qn_lanes qn_i16_dot(qn_lanes a, qn_lanes b)
{
    int32x4_t low = vmull_s16(vget_low_s16(QN_I16(a)), vget_low_s16(QN_I16(b)));
    return vpaddq_s32(low, vmull_high_s16(QN_I16(a), QN_I16(b)));
}
static inline qn_lanes qn_i16_narrow_u8(qn_lanes a, qn_lanes b)
{
    return QN_OF_U8(vqmovun_high_s16(vqmovun_s16(QN_I16(a)), QN_I16(b)));
}
static inline qn_lanes qn_i32_splat(int32_t a) { return vdupq_n_s32(a); }
static inline qn_lanes qn_i32_load_splat(const void *p)
{
    int32_t a;
    memcpy(&a, p, sizeof a);
    return vdupq_n_s32(a);
}
static inline qn_lanes qn_i32_add(qn_lanes a, qn_lanes b) { return vaddq_s32(a, b); }
static inline qn_lanes qn_i32_sub(qn_lanes a, qn_lanes b) { return vsubq_s32(a, b); }
static inline qn_lanes qn_i32_equal(qn_lanes a, qn_lanes b) { return QN_OF_U32(vceqq_s32(a, b)); }
static inline qn_lanes qn_i32_shift_left(qn_lanes a, int n) { return vshlq_s32(a, vdupq_n_s32(n)); }
static inline qn_lanes qn_i32_shift_right(qn_lanes a, int n)
{
    return vshlq_s32(a, vdupq_n_s32(-n));
}
static inline qn_lanes qn_u32_shift_right(qn_lanes a, int n)
{
    return QN_OF_U32(vshlq_u32(QN_U32(a), vdupq_n_s32(-n)));
}
static inline qn_lanes qn_i32_narrow_i16(qn_lanes a, qn_lanes b)
{
    return QN_OF_I16(vqmovn_high_s32(vqmovn_s32(a), b));
}
static inline qn_lanes qn_i32_evens(qn_lanes a, qn_lanes b) { return vuzp1q_s32(a, b); }
static inline qn_lanes qn_i32_odds(qn_lanes a, qn_lanes b) { return vuzp2q_s32(a, b); }
static inline qn_lanes qn_i32_zip_low(qn_lanes a, qn_lanes b) { return vzip1q_s32(a, b); }
static inline qn_lanes qn_i32_zip_high(qn_lanes a, qn_lanes b) { return vzip2q_s32(a, b); }
static inline qn_lanes qn_i64_zip_low(qn_lanes a, qn_lanes b)
{
    return QN_OF_I64(vzip1q_s64(QN_I64(a), QN_I64(b)));
}
static inline qn_lanes qn_i64_zip_high(qn_lanes a, qn_lanes b)
{
    return QN_OF_I64(vzip2q_s64(QN_I64(a), QN_I64(b)));
}
static inline qn_lanes qn_i32_reverse(qn_lanes a)
{
    int32x4_t turned = vrev64q_s32(a);
    return vextq_s32(turned, turned, 2);
}
static inline int qn_i32_all(qn_lanes mask) { return vminvq_u32(QN_U32(mask)) == 0xFFFFFFFFu; }
static inline qn_f4 qn_f4_from_i32(qn_lanes a) { return vcvtq_f32_s32(a); }
static inline qn_f4 qn_f4_of_lanes(qn_lanes a) { return vreinterpretq_f32_s32(a); }
static inline qn_lanes qn_lanes_of_f4(qn_f4 a) { return vreinterpretq_s32_f32(a); }
static inline qn_f4 qn_f4_spread_last(qn_f4 a) { return vdupq_laneq_f32(a, 3); }
static inline qn_f4 qn_f4_load_splat(const float *p) { return vld1q_dup_f32(p); }

#else
typedef union __attribute__((aligned(16))) qn_lanes {
    uint8_t u8[16];
    int16_t i16[8];
    uint16_t u16[8];
    int32_t i32[4];
    uint32_t u32[4];
    uint64_t u64[2];
} qn_lanes;

#define QN_LANES_EACH(count, lane, expression)                                                     \
    qn_lanes r;                                                                                    \
    _Pragma("GCC unroll 16") for (int i = 0; i < (count); ++i) { r.lane = (expression); }          \
    return r

static inline qn_lanes qn_lanes_zero(void) { return (qn_lanes){.u64 = {0, 0}}; }
static inline qn_lanes qn_lanes_load(const void *p)
{
    qn_lanes r;
    memcpy(&r, p, sizeof r);
    return r;
}
static inline void qn_lanes_store(void *p, qn_lanes a) { memcpy(p, &a, sizeof a); }
static inline qn_lanes qn_lanes_and(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(2, u64[i], a.u64[i] & b.u64[i]);
}
static inline qn_lanes qn_lanes_or(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(2, u64[i], a.u64[i] | b.u64[i]);
}
static inline qn_lanes qn_lanes_select(qn_lanes mask, qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(2, u64[i], (mask.u64[i] & a.u64[i]) | (~mask.u64[i] & b.u64[i]));
}
static inline qn_lanes qn_u8_low(qn_lanes a) { QN_LANES_EACH(8, i16[i], a.u8[i]); }
static inline qn_lanes qn_u8_high(qn_lanes a) { QN_LANES_EACH(8, i16[i], a.u8[8 + i]); }
static inline qn_lanes qn_u8_zip_low(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(16, u8[i], i % 2 == 0 ? a.u8[i / 2] : b.u8[i / 2]);
}
static inline qn_lanes qn_u8_zip_high(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(16, u8[i], i % 2 == 0 ? a.u8[8 + i / 2] : b.u8[8 + i / 2]);
}
static inline qn_lanes qn_u8_add_pairs(qn_lanes a)
{
    QN_LANES_EACH(8, i16[i], (int16_t)(a.u8[2 * i] + a.u8[2 * i + 1]));
}
static inline qn_lanes qn_i16_splat(int16_t a) { QN_LANES_EACH(8, i16[i], a); }
static inline qn_lanes qn_i16_add(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, u16[i], (uint16_t)(a.u16[i] + b.u16[i]));
}
static inline qn_lanes qn_i16_sub(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, u16[i], (uint16_t)(a.u16[i] - b.u16[i]));
}
static inline qn_lanes qn_i16_mul(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, u16[i], (uint16_t)((uint32_t)a.u16[i] * b.u16[i]));
}
static inline qn_lanes qn_i16_greater(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, i16[i], (int16_t)(a.i16[i] > b.i16[i] ? -1 : 0));
}
static inline qn_lanes qn_u16_shift_right(qn_lanes a, int n)
{
    QN_LANES_EACH(8, u16[i], (uint16_t)(a.u16[i] >> n));
}
static inline qn_lanes qn_i16_zip_low(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, i16[i], i % 2 == 0 ? a.i16[i / 2] : b.i16[i / 2]);
}
static inline qn_lanes qn_i16_zip_high(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, i16[i], i % 2 == 0 ? a.i16[4 + i / 2] : b.i16[4 + i / 2]);
}
static inline qn_lanes qn_i16_zip_halves(qn_lanes a)
{
    QN_LANES_EACH(8, i16[i], a.i16[i % 2 * 4 + i / 2]);
}
static inline qn_lanes qn_i16_spread_last(qn_lanes a) { QN_LANES_EACH(8, i16[i], a.i16[i | 3]); }
static inline qn_lanes qn_i16_dot(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, u32[i],
                  (uint32_t)(a.i16[2 * i] * b.i16[2 * i]) +
                      (uint32_t)(a.i16[2 * i + 1] * b.i16[2 * i + 1]));
}
static inline uint8_t qn_i16_saturate_u8(int16_t a)
{
    return (uint8_t)(a < 0 ? 0 : (a > 255 ? 255 : a));
}
static inline qn_lanes qn_i16_narrow_u8(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(16, u8[i], qn_i16_saturate_u8(i < 8 ? a.i16[i] : b.i16[i - 8]));
}
static inline qn_lanes qn_i32_splat(int32_t a) { QN_LANES_EACH(4, i32[i], a); }
static inline qn_lanes qn_i32_load_splat(const void *p)
{
    int32_t a;
    memcpy(&a, p, sizeof a);
    return qn_i32_splat(a);
}
static inline qn_lanes qn_i32_add(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, u32[i], a.u32[i] + b.u32[i]);
}
static inline qn_lanes qn_i32_sub(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, u32[i], a.u32[i] - b.u32[i]);
}
static inline qn_lanes qn_i32_equal(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, i32[i], a.i32[i] == b.i32[i] ? -1 : 0);
}
static inline qn_lanes qn_i32_shift_left(qn_lanes a, int n)
{
    QN_LANES_EACH(4, u32[i], a.u32[i] << n);
}
static inline qn_lanes qn_i32_shift_right(qn_lanes a, int n)
{
    QN_LANES_EACH(4, i32[i], a.i32[i] >> n);
}
static inline qn_lanes qn_u32_shift_right(qn_lanes a, int n)
{
    QN_LANES_EACH(4, u32[i], a.u32[i] >> n);
}
static inline int16_t qn_i32_saturate_i16(int32_t a)
{
    return (int16_t)(a < -32768 ? -32768 : (a > 32767 ? 32767 : a));
}
static inline qn_lanes qn_i32_narrow_i16(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(8, i16[i], qn_i32_saturate_i16(i < 4 ? a.i32[i] : b.i32[i - 4]));
}
static inline qn_lanes qn_i32_evens(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, i32[i], i < 2 ? a.i32[2 * i] : b.i32[2 * i - 4]);
}
static inline qn_lanes qn_i32_odds(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, i32[i], i < 2 ? a.i32[2 * i + 1] : b.i32[2 * i - 3]);
}
static inline qn_lanes qn_i32_zip_low(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, i32[i], i % 2 == 0 ? a.i32[i / 2] : b.i32[i / 2]);
}
static inline qn_lanes qn_i32_zip_high(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH(4, i32[i], i % 2 == 0 ? a.i32[2 + i / 2] : b.i32[2 + i / 2]);
}
static inline qn_lanes qn_i64_zip_low(qn_lanes a, qn_lanes b)
{
    return (qn_lanes){.u64 = {a.u64[0], b.u64[0]}};
}
static inline qn_lanes qn_i64_zip_high(qn_lanes a, qn_lanes b)
{
    return (qn_lanes){.u64 = {a.u64[1], b.u64[1]}};
}
static inline qn_lanes qn_i32_reverse(qn_lanes a) { QN_LANES_EACH(4, i32[i], a.i32[3 - i]); }
static inline int qn_i32_all(qn_lanes mask)
{
    return (mask.u64[0] & mask.u64[1]) == 0xFFFFFFFFFFFFFFFFu;
}
static inline qn_f4 qn_f4_from_i32(qn_lanes a)
{
    return (qn_f4){{(float)a.i32[0], (float)a.i32[1], (float)a.i32[2], (float)a.i32[3]}};
}
static inline qn_f4 qn_f4_of_lanes(qn_lanes a)
{
    qn_f4 r;
    memcpy(&r, &a, sizeof r);
    return r;
}
static inline qn_lanes qn_lanes_of_f4(qn_f4 a) { return qn_lanes_load(a.v); }
static inline qn_f4 qn_f4_spread_last(qn_f4 a) { return qn_f4_splat(a.v[3]); }
static inline qn_f4 qn_f4_load_splat(const float *p) { return qn_f4_splat(*p); }
#undef QN_LANES_EACH
#endif

// The nearest integers, ties to even, of numbers below 2^22 in size: the sum with 1.5 * 2^23 has no
// bits left for a fraction, and the integer stands in its lowest bits.
static inline qn_lanes qn_i32_round_f4(qn_f4 a)
{
    qn_f4 magic = qn_f4_splat(12582912.0f);
    return qn_i32_sub(qn_lanes_of_f4(qn_f4_add(a, magic)), qn_lanes_of_f4(magic));
}

#endif
