// Four floats at once, with the same bits from every back end.
//
// Some thirty verbs over wasm simd128, SSE2, NEON and plain C (also four wide). There is no fused
// multiply-add and no estimate; min and max are defined as a < b ? a : b and a > b ? a : b, which
// is what SSE2 does and what the others are made to do. Masks are all ones or all zeros per lane;
// qn_f4_lanes has bit i set where lane i is all ones. evens and odds part four pairs (x, y), which
// two vectors hold, into four x and four y. load_pairs reads two floats and two others: what was
// just written two by two is not there yet for a read of all four. QN_SCALAR forces the plain C
// back end, so that a test can compare the two on one machine.
#ifndef BASE_SIMD_H
#define BASE_SIMD_H

#include <stdint.h>

#if defined(__wasm_simd128__) && !defined(QN_SCALAR)
#include <wasm_simd128.h>
typedef v128_t qn_f4;

static inline qn_f4 qn_f4_zero(void) { return wasm_f32x4_const_splat(0.0f); }
static inline qn_f4 qn_f4_splat(float a) { return wasm_f32x4_splat(a); }
static inline qn_f4 qn_f4_load(const float *p) { return wasm_v128_load(p); }
static inline qn_f4 qn_f4_load_pairs(const float *low, const float *high)
{
    return wasm_v128_load64_lane(high, wasm_v128_load64_zero(low), 1);
}
static inline void qn_f4_store(float *p, qn_f4 a) { wasm_v128_store(p, a); }
static inline qn_f4 qn_f4_add(qn_f4 a, qn_f4 b) { return wasm_f32x4_add(a, b); }
static inline qn_f4 qn_f4_sub(qn_f4 a, qn_f4 b) { return wasm_f32x4_sub(a, b); }
static inline qn_f4 qn_f4_mul(qn_f4 a, qn_f4 b) { return wasm_f32x4_mul(a, b); }
static inline qn_f4 qn_f4_div(qn_f4 a, qn_f4 b) { return wasm_f32x4_div(a, b); }
static inline qn_f4 qn_f4_sqrt(qn_f4 a) { return wasm_f32x4_sqrt(a); }
static inline qn_f4 qn_f4_min(qn_f4 a, qn_f4 b) { return wasm_f32x4_pmin(b, a); }
static inline qn_f4 qn_f4_max(qn_f4 a, qn_f4 b) { return wasm_f32x4_pmax(b, a); }
static inline qn_f4 qn_f4_greater(qn_f4 a, qn_f4 b) { return wasm_f32x4_gt(a, b); }
static inline qn_f4 qn_f4_at_least(qn_f4 a, qn_f4 b) { return wasm_f32x4_ge(a, b); }
static inline qn_f4 qn_f4_and(qn_f4 a, qn_f4 b) { return wasm_v128_and(a, b); }
static inline qn_f4 qn_f4_or(qn_f4 a, qn_f4 b) { return wasm_v128_or(a, b); }
// Where the mask is set: a, elsewhere b.
static inline qn_f4 qn_f4_select(qn_f4 mask, qn_f4 a, qn_f4 b)
{
    return wasm_v128_bitselect(a, b, mask);
}
static inline int qn_f4_any(qn_f4 mask) { return wasm_v128_any_true(mask); }
// Bit i: whether the mask is set in lane i.
static inline uint32_t qn_f4_lanes(qn_f4 mask) { return wasm_i32x4_bitmask(mask); }
static inline float qn_f4_first(qn_f4 a) { return wasm_f32x4_extract_lane(a, 0); }
static inline qn_f4 qn_f4_swap_pairs(qn_f4 a) { return wasm_i32x4_shuffle(a, a, 1, 0, 3, 2); }
static inline qn_f4 qn_f4_swap_halves(qn_f4 a) { return wasm_i32x4_shuffle(a, a, 2, 3, 0, 1); }
static inline qn_f4 qn_f4_evens(qn_f4 a, qn_f4 b) { return wasm_i32x4_shuffle(a, b, 0, 2, 4, 6); }
static inline qn_f4 qn_f4_odds(qn_f4 a, qn_f4 b) { return wasm_i32x4_shuffle(a, b, 1, 3, 5, 7); }
static inline void qn_f4_transpose(qn_f4 *a, qn_f4 *b, qn_f4 *c, qn_f4 *d)
{
    qn_f4 ab_low = wasm_i32x4_shuffle(*a, *b, 0, 4, 1, 5);
    qn_f4 ab_high = wasm_i32x4_shuffle(*a, *b, 2, 6, 3, 7);
    qn_f4 cd_low = wasm_i32x4_shuffle(*c, *d, 0, 4, 1, 5);
    qn_f4 cd_high = wasm_i32x4_shuffle(*c, *d, 2, 6, 3, 7);
    *a = wasm_i32x4_shuffle(ab_low, cd_low, 0, 1, 4, 5);
    *b = wasm_i32x4_shuffle(ab_low, cd_low, 2, 3, 6, 7);
    *c = wasm_i32x4_shuffle(ab_high, cd_high, 0, 1, 4, 5);
    *d = wasm_i32x4_shuffle(ab_high, cd_high, 2, 3, 6, 7);
}

#elif defined(__SSE2__) && !defined(QN_SCALAR)
#include <emmintrin.h>
typedef __m128 qn_f4;

static inline qn_f4 qn_f4_zero(void) { return _mm_setzero_ps(); }
static inline qn_f4 qn_f4_splat(float a) { return _mm_set1_ps(a); }
static inline qn_f4 qn_f4_load(const float *p) { return _mm_loadu_ps(p); }
static inline qn_f4 qn_f4_load_pairs(const float *low, const float *high)
{
    __m128d pair = _mm_load_sd((const double *)(const void *)low);
    return _mm_castpd_ps(_mm_loadh_pd(pair, (const double *)(const void *)high));
}
static inline void qn_f4_store(float *p, qn_f4 a) { _mm_storeu_ps(p, a); }
static inline qn_f4 qn_f4_add(qn_f4 a, qn_f4 b) { return _mm_add_ps(a, b); }
static inline qn_f4 qn_f4_sub(qn_f4 a, qn_f4 b) { return _mm_sub_ps(a, b); }
static inline qn_f4 qn_f4_mul(qn_f4 a, qn_f4 b) { return _mm_mul_ps(a, b); }
static inline qn_f4 qn_f4_div(qn_f4 a, qn_f4 b) { return _mm_div_ps(a, b); }
static inline qn_f4 qn_f4_sqrt(qn_f4 a) { return _mm_sqrt_ps(a); }
static inline qn_f4 qn_f4_min(qn_f4 a, qn_f4 b) { return _mm_min_ps(a, b); }
static inline qn_f4 qn_f4_max(qn_f4 a, qn_f4 b) { return _mm_max_ps(a, b); }
static inline qn_f4 qn_f4_greater(qn_f4 a, qn_f4 b) { return _mm_cmpgt_ps(a, b); }
static inline qn_f4 qn_f4_at_least(qn_f4 a, qn_f4 b) { return _mm_cmpge_ps(a, b); }
static inline qn_f4 qn_f4_and(qn_f4 a, qn_f4 b) { return _mm_and_ps(a, b); }
static inline qn_f4 qn_f4_or(qn_f4 a, qn_f4 b) { return _mm_or_ps(a, b); }
static inline qn_f4 qn_f4_select(qn_f4 mask, qn_f4 a, qn_f4 b)
{
    return _mm_or_ps(_mm_and_ps(mask, a), _mm_andnot_ps(mask, b));
}
static inline int qn_f4_any(qn_f4 mask) { return _mm_movemask_ps(mask) != 0; }
static inline uint32_t qn_f4_lanes(qn_f4 mask) { return (uint32_t)_mm_movemask_ps(mask); }
static inline float qn_f4_first(qn_f4 a) { return _mm_cvtss_f32(a); }
static inline qn_f4 qn_f4_swap_pairs(qn_f4 a) { return _mm_shuffle_ps(a, a, 0xB1); }
static inline qn_f4 qn_f4_swap_halves(qn_f4 a) { return _mm_shuffle_ps(a, a, 0x4E); }
static inline qn_f4 qn_f4_evens(qn_f4 a, qn_f4 b) { return _mm_shuffle_ps(a, b, 0x88); }
static inline qn_f4 qn_f4_odds(qn_f4 a, qn_f4 b) { return _mm_shuffle_ps(a, b, 0xDD); }
static inline void qn_f4_transpose(qn_f4 *a, qn_f4 *b, qn_f4 *c, qn_f4 *d)
{
    _MM_TRANSPOSE4_PS(*a, *b, *c, *d);
}

#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(QN_SCALAR)
#include <arm_neon.h>
typedef float32x4_t qn_f4;

static inline qn_f4 qn_f4_zero(void) { return vdupq_n_f32(0.0f); }
static inline qn_f4 qn_f4_splat(float a) { return vdupq_n_f32(a); }
static inline qn_f4 qn_f4_load(const float *p) { return vld1q_f32(p); }
static inline qn_f4 qn_f4_load_pairs(const float *low, const float *high)
{
    return vcombine_f32(vld1_f32(low), vld1_f32(high));
}
static inline void qn_f4_store(float *p, qn_f4 a) { vst1q_f32(p, a); }
static inline qn_f4 qn_f4_add(qn_f4 a, qn_f4 b) { return vaddq_f32(a, b); }
static inline qn_f4 qn_f4_sub(qn_f4 a, qn_f4 b) { return vsubq_f32(a, b); }
static inline qn_f4 qn_f4_mul(qn_f4 a, qn_f4 b) { return vmulq_f32(a, b); }
static inline qn_f4 qn_f4_div(qn_f4 a, qn_f4 b) { return vdivq_f32(a, b); }
static inline qn_f4 qn_f4_sqrt(qn_f4 a) { return vsqrtq_f32(a); }
// NEON's own min and max order signed zeros and spread NaN; compare and select instead.
static inline qn_f4 qn_f4_min(qn_f4 a, qn_f4 b) { return vbslq_f32(vcltq_f32(a, b), a, b); }
static inline qn_f4 qn_f4_max(qn_f4 a, qn_f4 b) { return vbslq_f32(vcgtq_f32(a, b), a, b); }
static inline qn_f4 qn_f4_greater(qn_f4 a, qn_f4 b)
{
    return vreinterpretq_f32_u32(vcgtq_f32(a, b));
}
static inline qn_f4 qn_f4_at_least(qn_f4 a, qn_f4 b)
{
    return vreinterpretq_f32_u32(vcgeq_f32(a, b));
}
static inline qn_f4 qn_f4_and(qn_f4 a, qn_f4 b)
{
    return vreinterpretq_f32_u32(vandq_u32(vreinterpretq_u32_f32(a), vreinterpretq_u32_f32(b)));
}
static inline qn_f4 qn_f4_or(qn_f4 a, qn_f4 b)
{
    return vreinterpretq_f32_u32(vorrq_u32(vreinterpretq_u32_f32(a), vreinterpretq_u32_f32(b)));
}
static inline qn_f4 qn_f4_select(qn_f4 mask, qn_f4 a, qn_f4 b)
{
    return vbslq_f32(vreinterpretq_u32_f32(mask), a, b);
}
static inline int qn_f4_any(qn_f4 mask) { return vmaxvq_u32(vreinterpretq_u32_f32(mask)) != 0; }
static inline uint32_t qn_f4_lanes(qn_f4 mask)
{
    static const uint32_t bits[4] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vreinterpretq_u32_f32(mask), vld1q_u32(bits)));
}
static inline float qn_f4_first(qn_f4 a) { return vgetq_lane_f32(a, 0); }
static inline qn_f4 qn_f4_swap_pairs(qn_f4 a) { return vrev64q_f32(a); }
static inline qn_f4 qn_f4_swap_halves(qn_f4 a) { return vextq_f32(a, a, 2); }
static inline qn_f4 qn_f4_evens(qn_f4 a, qn_f4 b) { return vuzp1q_f32(a, b); }
static inline qn_f4 qn_f4_odds(qn_f4 a, qn_f4 b) { return vuzp2q_f32(a, b); }
static inline void qn_f4_transpose(qn_f4 *a, qn_f4 *b, qn_f4 *c, qn_f4 *d)
{
    float32x4x2_t ab = vtrnq_f32(*a, *b);
    float32x4x2_t cd = vtrnq_f32(*c, *d);
    *a = vcombine_f32(vget_low_f32(ab.val[0]), vget_low_f32(cd.val[0]));
    *b = vcombine_f32(vget_low_f32(ab.val[1]), vget_low_f32(cd.val[1]));
    *c = vcombine_f32(vget_high_f32(ab.val[0]), vget_high_f32(cd.val[0]));
    *d = vcombine_f32(vget_high_f32(ab.val[1]), vget_high_f32(cd.val[1]));
}

#else
#include <string.h>
typedef struct __attribute__((aligned(16))) qn_f4 {
    float v[4];
} qn_f4;

#define QN_F4_EACH(expression)                                                                     \
    qn_f4 r;                                                                                       \
    for (int i = 0; i < 4; ++i) {                                                                  \
        r.v[i] = (expression);                                                                     \
    }                                                                                              \
    return r

static inline uint32_t qn_f4_bits(float a)
{
    uint32_t bits;
    memcpy(&bits, &a, sizeof bits);
    return bits;
}
static inline float qn_f4_from_bits(uint32_t bits)
{
    float a;
    memcpy(&a, &bits, sizeof a);
    return a;
}
static inline qn_f4 qn_f4_splat(float a) { QN_F4_EACH(a); }
static inline qn_f4 qn_f4_zero(void) { return qn_f4_splat(0.0f); }
static inline qn_f4 qn_f4_load(const float *p) { QN_F4_EACH(p[i]); }
static inline qn_f4 qn_f4_load_pairs(const float *low, const float *high)
{
    QN_F4_EACH(i < 2 ? low[i] : high[i - 2]);
}
static inline void qn_f4_store(float *p, qn_f4 a) { memcpy(p, a.v, sizeof a.v); }
static inline qn_f4 qn_f4_add(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] + b.v[i]); }
static inline qn_f4 qn_f4_sub(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] - b.v[i]); }
static inline qn_f4 qn_f4_mul(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] * b.v[i]); }
static inline qn_f4 qn_f4_div(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] / b.v[i]); }
static inline qn_f4 qn_f4_sqrt(qn_f4 a) { QN_F4_EACH(__builtin_sqrtf(a.v[i])); }
static inline qn_f4 qn_f4_min(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] < b.v[i] ? a.v[i] : b.v[i]); }
static inline qn_f4 qn_f4_max(qn_f4 a, qn_f4 b) { QN_F4_EACH(a.v[i] > b.v[i] ? a.v[i] : b.v[i]); }
static inline qn_f4 qn_f4_greater(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(qn_f4_from_bits(a.v[i] > b.v[i] ? 0xFFFFFFFFu : 0u));
}
static inline qn_f4 qn_f4_at_least(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(qn_f4_from_bits(a.v[i] >= b.v[i] ? 0xFFFFFFFFu : 0u));
}
static inline qn_f4 qn_f4_and(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(qn_f4_from_bits(qn_f4_bits(a.v[i]) & qn_f4_bits(b.v[i])));
}
static inline qn_f4 qn_f4_or(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(qn_f4_from_bits(qn_f4_bits(a.v[i]) | qn_f4_bits(b.v[i])));
}
static inline qn_f4 qn_f4_select(qn_f4 mask, qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(qn_f4_bits(mask.v[i]) != 0 ? a.v[i] : b.v[i]);
}
static inline int qn_f4_any(qn_f4 mask)
{
    return (qn_f4_bits(mask.v[0]) | qn_f4_bits(mask.v[1]) | qn_f4_bits(mask.v[2]) |
            qn_f4_bits(mask.v[3])) != 0;
}
static inline uint32_t qn_f4_lanes(qn_f4 mask)
{
    uint32_t lanes = 0;
    for (int i = 0; i < 4; ++i) {
        lanes |= (qn_f4_bits(mask.v[i]) >> 31) << i;
    }
    return lanes;
}
static inline float qn_f4_first(qn_f4 a) { return a.v[0]; }
static inline qn_f4 qn_f4_swap_pairs(qn_f4 a) { QN_F4_EACH(a.v[i ^ 1]); }
static inline qn_f4 qn_f4_swap_halves(qn_f4 a) { QN_F4_EACH(a.v[i ^ 2]); }
static inline qn_f4 qn_f4_evens(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(i < 2 ? a.v[2 * i] : b.v[2 * i - 4]);
}
static inline qn_f4 qn_f4_odds(qn_f4 a, qn_f4 b)
{
    QN_F4_EACH(i < 2 ? a.v[2 * i + 1] : b.v[2 * i - 3]);
}
static inline void qn_f4_transpose(qn_f4 *a, qn_f4 *b, qn_f4 *c, qn_f4 *d)
{
    qn_f4 m[4] = {*a, *b, *c, *d};
    for (int i = 0; i < 4; ++i) {
        a->v[i] = m[i].v[0];
        b->v[i] = m[i].v[1];
        c->v[i] = m[i].v[2];
        d->v[i] = m[i].v[3];
    }
}
#undef QN_F4_EACH
#endif

// In memory.
static inline void qn_f4_set_lane(qn_f4 *vector, int lane, float value)
{
    ((float *)(void *)vector)[lane] = value;
}

// The greatest of the four, in every lane; of zeros of both signs, either.
static inline qn_f4 qn_f4_max_all(qn_f4 a)
{
    qn_f4 of_pairs = qn_f4_max(a, qn_f4_swap_pairs(a));
    return qn_f4_max(of_pairs, qn_f4_swap_halves(of_pairs));
}

// a + b * c and a - b * c, in two roundings.
static inline qn_f4 qn_f4_mul_add(qn_f4 a, qn_f4 b, qn_f4 c)
{
    return qn_f4_add(a, qn_f4_mul(b, c));
}
static inline qn_f4 qn_f4_mul_sub(qn_f4 a, qn_f4 b, qn_f4 c)
{
    return qn_f4_sub(a, qn_f4_mul(b, c));
}
static inline qn_f4 qn_f4_abs(qn_f4 a) { return qn_f4_max(a, qn_f4_sub(qn_f4_zero(), a)); }
// x1 * y2 - y1 * x2
static inline qn_f4 qn_f4_cross(qn_f4 x1, qn_f4 y1, qn_f4 x2, qn_f4 y2)
{
    return qn_f4_sub(qn_f4_mul(x1, y2), qn_f4_mul(y1, x2));
}
// x1 * x2 + y1 * y2
static inline qn_f4 qn_f4_dot(qn_f4 x1, qn_f4 y1, qn_f4 x2, qn_f4 y2)
{
    return qn_f4_add(qn_f4_mul(x1, x2), qn_f4_mul(y1, y2));
}

// ---- How the processor rounds ---------------------------------------------------------------

// A host, or a library of its, may have told the processor to take the smallest numbers for zero,
// to round otherwise, or to trap. begin makes it as IEEE 754 has it and returns what it was, for
// end. What lies between must be calls that are not inlined, or the compiler may move it out.
// WebAssembly has nothing to set.
#if defined(__SSE2__)
#include <emmintrin.h>
// All traps masked, nearest, nothing flushed; the low six bits only tell what has happened.
#define QN_MXCSR 0x1F80u
#define QN_MXCSR_MODES 0xFFC0u

static inline uint64_t qn_float_mode_begin(void)
{
    uint32_t host = _mm_getcsr();
    if ((host & QN_MXCSR_MODES) != QN_MXCSR) {
        _mm_setcsr(QN_MXCSR);
    }
    return host;
}

static inline void qn_float_mode_end(uint64_t host)
{
    if ((host & QN_MXCSR_MODES) != QN_MXCSR) {
        _mm_setcsr((uint32_t)host);
    }
}
#elif defined(__aarch64__)
static inline void qn_fpcr_set(uint64_t mode) { __asm__ volatile("msr fpcr, %0" : : "r"(mode)); }

static inline uint64_t qn_float_mode_begin(void)
{
    uint64_t host;
    __asm__ volatile("mrs %0, fpcr" : "=r"(host));
    if (host != 0) {
        qn_fpcr_set(0);
    }
    return host;
}

static inline void qn_float_mode_end(uint64_t host)
{
    if (host != 0) {
        qn_fpcr_set(host);
    }
}
#else
static inline uint64_t qn_float_mode_begin(void) { return 0; }
static inline void qn_float_mode_end(uint64_t host) { (void)host; }
#endif

#endif
