// What blocks of 8x8 numbers need beyond base/simd_i16.h, with the same bits from every back end.
#ifndef BASE_SIMD_BLOCK_H
#define BASE_SIMD_BLOCK_H

#include "base/simd_i16.h"

#if defined(__wasm_simd128__) && !defined(QN_SCALAR)
static inline qn_lanes qn_i16_shift_left(qn_lanes a, int n)
{
    return wasm_i16x8_shl(a, (uint32_t)n);
}
// The sign comes in from the left.
static inline qn_lanes qn_i16_shift_right(qn_lanes a, int n)
{
    return wasm_i16x8_shr(a, (uint32_t)n);
}
// (a * b + 2^14) >> 15; not both may be -2^15.
static inline qn_lanes qn_i16_mul_q15(qn_lanes a, qn_lanes b)
{
    return wasm_i16x8_q15mulr_sat(a, b);
}
// Eight bytes as int16; and eight bytes stored, those of the low or the high half.
static inline qn_lanes qn_i16_load_u8(const uint8_t *p) { return wasm_u16x8_load8x8(p); }
static inline void qn_lanes_store_low(void *p, qn_lanes a) { wasm_v128_store64_lane(p, a, 0); }
static inline void qn_lanes_store_high(void *p, qn_lanes a) { wasm_v128_store64_lane(p, a, 1); }
// Bit i: whether lane i of a, and for i of 8 and more lane i - 8 of b, is not 0.
static inline uint32_t qn_i16_nonzero(qn_lanes a, qn_lanes b)
{
    v128_t bytes = wasm_i8x16_narrow_i16x8(a, b);
    return wasm_i8x16_bitmask(wasm_i8x16_ne(bytes, wasm_i8x16_const_splat(0)));
}

#elif defined(__SSE2__) && !defined(QN_SCALAR)
static inline qn_lanes qn_i16_shift_left(qn_lanes a, int n) { return _mm_slli_epi16(a, n); }
static inline qn_lanes qn_i16_shift_right(qn_lanes a, int n) { return _mm_srai_epi16(a, n); }
// Of the 32 bits of the product: the upper 16 twice, and the two below them rounded to one.
static inline qn_lanes qn_i16_mul_q15(qn_lanes a, qn_lanes b)
{
    __m128i upper = _mm_mulhi_epi16(a, b);
    __m128i below = _mm_srli_epi16(_mm_mullo_epi16(a, b), 14);
    below = _mm_srli_epi16(_mm_add_epi16(below, _mm_set1_epi16(1)), 1);
    return _mm_add_epi16(_mm_add_epi16(upper, upper), below);
}
static inline qn_lanes qn_i16_load_u8(const uint8_t *p)
{
    return _mm_unpacklo_epi8(_mm_loadl_epi64((const void *)p), _mm_setzero_si128());
}
static inline void qn_lanes_store_low(void *p, qn_lanes a) { _mm_storel_epi64(p, a); }
static inline void qn_lanes_store_high(void *p, qn_lanes a)
{
    _mm_storel_epi64(p, _mm_unpackhi_epi64(a, a));
}
static inline uint32_t qn_i16_nonzero(qn_lanes a, qn_lanes b)
{
    __m128i zeros = _mm_cmpeq_epi8(_mm_packs_epi16(a, b), _mm_setzero_si128());
    return (uint32_t)_mm_movemask_epi8(zeros) ^ 0xFFFFu;
}

#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(QN_SCALAR)
static inline qn_lanes qn_i16_shift_left(qn_lanes a, int n)
{
    int16x8_t lanes = vreinterpretq_s16_s32(a);
    return vreinterpretq_s32_s16(vshlq_s16(lanes, vdupq_n_s16((int16_t)n)));
}
static inline qn_lanes qn_i16_shift_right(qn_lanes a, int n) { return qn_i16_shift_left(a, -n); }
static inline qn_lanes qn_i16_mul_q15(qn_lanes a, qn_lanes b)
{
    int16x8_t product = vqrdmulhq_s16(vreinterpretq_s16_s32(a), vreinterpretq_s16_s32(b));
    return vreinterpretq_s32_s16(product);
}
static inline qn_lanes qn_i16_load_u8(const uint8_t *p)
{
    return vreinterpretq_s32_u16(vmovl_u8(vld1_u8(p)));
}
static inline void qn_lanes_store_low(void *p, qn_lanes a)
{
    vst1_u8(p, vget_low_u8(vreinterpretq_u8_s32(a)));
}
static inline void qn_lanes_store_high(void *p, qn_lanes a)
{
    vst1_u8(p, vget_high_u8(vreinterpretq_u8_s32(a)));
}
static inline uint32_t qn_i16_nonzero_lanes(qn_lanes a)
{
    static const uint16_t bits[8] = {1, 2, 4, 8, 16, 32, 64, 128};
    int16x8_t lanes = vreinterpretq_s16_s32(a);
    return vaddvq_u16(vandq_u16(vtstq_s16(lanes, lanes), vld1q_u16(bits)));
}
static inline uint32_t qn_i16_nonzero(qn_lanes a, qn_lanes b)
{
    return qn_i16_nonzero_lanes(a) | qn_i16_nonzero_lanes(b) << 8;
}

#else
#define QN_LANES_EACH(expression)                                                                  \
    qn_lanes r;                                                                                    \
    _Pragma("GCC unroll 8") for (int i = 0; i < 8; ++i) { r.i16[i] = (int16_t)(expression); }      \
    return r

static inline qn_lanes qn_i16_shift_left(qn_lanes a, int n)
{
    QN_LANES_EACH((uint32_t)a.u16[i] << n);
}
static inline qn_lanes qn_i16_shift_right(qn_lanes a, int n) { QN_LANES_EACH(a.i16[i] >> n); }
static inline qn_lanes qn_i16_mul_q15(qn_lanes a, qn_lanes b)
{
    QN_LANES_EACH((a.i16[i] * b.i16[i] + (1 << 14)) >> 15);
}
static inline qn_lanes qn_i16_load_u8(const uint8_t *p) { QN_LANES_EACH(p[i]); }
static inline void qn_lanes_store_low(void *p, qn_lanes a) { memcpy(p, a.u8, 8); }
static inline void qn_lanes_store_high(void *p, qn_lanes a) { memcpy(p, a.u8 + 8, 8); }
static inline uint32_t qn_i16_nonzero(qn_lanes a, qn_lanes b)
{
    uint32_t bits = 0;
    _Pragma("GCC unroll 8") for (int i = 0; i < 8; ++i)
    {
        bits |= (uint32_t)(a.i16[i] != 0) << i | (uint32_t)(b.i16[i] != 0) << (8 + i);
    }
    return bits;
}
#undef QN_LANES_EACH
#endif

// The pair (a, b) in every two lanes.
static inline qn_lanes qn_i16_splat_pair(int16_t a, int16_t b)
{
    uint32_t pair = (uint32_t)(uint16_t)a | (uint32_t)(uint16_t)b << 16;
    return qn_i32_splat((int32_t)pair);
}

// Two vectors lane by lane, and eight int32, to which pairs lead: sums wrap around.
typedef struct qn_pairs {
    qn_lanes low, high;
} qn_pairs;
typedef struct qn_wide {
    qn_lanes low, high;
} qn_wide;

static inline qn_pairs qn_pairs_of(qn_lanes a, qn_lanes b)
{
    return (qn_pairs){qn_i16_zip_low(a, b), qn_i16_zip_high(a, b)};
}
// a * x + b * y
static inline qn_wide qn_pairs_dot(qn_pairs p, int16_t x, int16_t y)
{
    qn_lanes factors = qn_i16_splat_pair(x, y);
    return (qn_wide){qn_i16_dot(p.low, factors), qn_i16_dot(p.high, factors)};
}
static inline qn_wide qn_wide_add(qn_wide a, qn_wide b)
{
    return (qn_wide){qn_i32_add(a.low, b.low), qn_i32_add(a.high, b.high)};
}
static inline qn_wide qn_wide_sub(qn_wide a, qn_wide b)
{
    return (qn_wide){qn_i32_sub(a.low, b.low), qn_i32_sub(a.high, b.high)};
}
static inline qn_wide qn_wide_add_number(qn_wide a, int32_t b)
{
    qn_lanes all = qn_i32_splat(b);
    return (qn_wide){qn_i32_add(a.low, all), qn_i32_add(a.high, all)};
}
// a >> n, saturated to 16 bits; and rounded to nearest before that.
static inline qn_lanes qn_wide_shift_narrow(qn_wide a, int n)
{
    return qn_i32_narrow_i16(qn_i32_shift_right(a.low, n), qn_i32_shift_right(a.high, n));
}
static inline qn_lanes qn_wide_narrow(qn_wide a, int n)
{
    return qn_wide_shift_narrow(qn_wide_add_number(a, 1 << (n - 1)), n);
}

// Lane i of vector j and lane j of vector i change places.
static inline void qn_i16_transpose(qn_lanes m[8])
{
    qn_lanes a = qn_i16_zip_low(m[0], m[1]), b = qn_i16_zip_high(m[0], m[1]);
    qn_lanes c = qn_i16_zip_low(m[2], m[3]), d = qn_i16_zip_high(m[2], m[3]);
    qn_lanes e = qn_i16_zip_low(m[4], m[5]), f = qn_i16_zip_high(m[4], m[5]);
    qn_lanes g = qn_i16_zip_low(m[6], m[7]), h = qn_i16_zip_high(m[6], m[7]);
    qn_lanes upper01 = qn_i32_zip_low(a, c), upper23 = qn_i32_zip_high(a, c);
    qn_lanes upper45 = qn_i32_zip_low(b, d), upper67 = qn_i32_zip_high(b, d);
    qn_lanes lower01 = qn_i32_zip_low(e, g), lower23 = qn_i32_zip_high(e, g);
    qn_lanes lower45 = qn_i32_zip_low(f, h), lower67 = qn_i32_zip_high(f, h);
    m[0] = qn_i64_zip_low(upper01, lower01);
    m[1] = qn_i64_zip_high(upper01, lower01);
    m[2] = qn_i64_zip_low(upper23, lower23);
    m[3] = qn_i64_zip_high(upper23, lower23);
    m[4] = qn_i64_zip_low(upper45, lower45);
    m[5] = qn_i64_zip_high(upper45, lower45);
    m[6] = qn_i64_zip_low(upper67, lower67);
    m[7] = qn_i64_zip_high(upper67, lower67);
}

#endif
