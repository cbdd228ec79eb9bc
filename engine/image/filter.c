// Every filter is a function from four pixels to four pixels, in 16 bytes of lanes. All that is
// affine in the channels goes through one matrix of int16 with as many bits of fraction as its
// largest entry leaves room for; greys and products with a byte are exact and shorter by
// themselves.
#include "quoin/image/filter.h"

#include <string.h>

#include "base/simd_i16.h"
#include "image/bitmap.h"
#include "quoin/math.h"

#define STEP_BYTES 16
#define MAX_FRACTION_BITS 14
// Rec. 709 in 14 bits; the sum is 1 << 14, so that grey stays as it is.
#define LUMA_RED 3483
#define LUMA_GREEN 11718
#define LUMA_BLUE 1183
#define LUMA_BITS 14
#define COLORS 0x00FFFFFF

typedef qn_lanes four_fn(qn_lanes pixels, const void *context);

// Inlined, so that the function is a part of the loop.
static inline __attribute__((always_inline)) void each_four(qn_bitmap *bitmap, four_fn *filter,
                                                            const void *context)
{
    size_t size_bytes = qn_bitmap_pixel_count(bitmap) * 4;
    size_t i = 0;
    for (; i + STEP_BYTES <= size_bytes; i += STEP_BYTES) {
        uint8_t *at = bitmap->rgba + i;
        qn_lanes_store(at, filter(qn_lanes_load(at), context));
    }
    if (i < size_bytes) {
        uint8_t rest[STEP_BYTES] = {0};
        memcpy(rest, bitmap->rgba + i, size_bytes - i);
        qn_lanes_store(rest, filter(qn_lanes_load(rest), context));
        memcpy(bitmap->rgba + i, rest, size_bytes - i);
    }
}

// What is needed of the amount beside the bitmap's own check.
static qn_error check_amount(const qn_bitmap *bitmap, float amount, float high)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!qn_is_finite(amount)) {
        return QN_ERROR_NOT_FINITE;
    }
    return amount >= 0.0f && amount <= high ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

// ---- Matrix ---------------------------------------------------------------------------------

typedef struct fixed_matrix {
    int16_t rows[4][8]; // each twice, for two pixels at once
    int32_t offsets[4]; // with half a level, for rounding
    int bits;
} fixed_matrix;

static int32_t nearest(float a) { return (int32_t)(a < 0.0f ? a - 0.5f : a + 0.5f); }

static fixed_matrix fix(const float matrix[20])
{
    float peak = 0.0f;
    for (int i = 0; i < 20; ++i) {
        peak = i % 5 != 4 ? qn_max(peak, qn_abs(matrix[i])) : peak;
    }
    fixed_matrix m = {.bits = MAX_FRACTION_BITS};
    while (peak * (float)(1 << m.bits) > 32767.0f) {
        m.bits -= 1;
    }
    float one = (float)(1 << m.bits);
    for (int row = 0; row < 4; ++row) {
        for (int i = 0; i < 8; ++i) {
            m.rows[row][i] = (int16_t)nearest(matrix[row * 5 + i % 4] * one);
        }
        m.offsets[row] = nearest(matrix[row * 5 + 4] * 255.0f * one) + (1 << (m.bits - 1));
    }
    return m;
}

// One channel of four pixels, of which low and high hold two each as int16.
static inline qn_lanes channel(const fixed_matrix *m, int row, qn_lanes low, qn_lanes high)
{
    qn_lanes weights = qn_lanes_load(m->rows[row]);
    qn_lanes a = qn_i16_dot(low, weights), b = qn_i16_dot(high, weights);
    qn_lanes sum = qn_i32_add(qn_i32_evens(a, b), qn_i32_odds(a, b));
    return qn_i32_shift_right(qn_i32_add(sum, qn_i32_splat(m->offsets[row])), m->bits);
}

static inline qn_lanes apply_matrix(qn_lanes pixels, const void *context)
{
    const fixed_matrix *m = context;
    qn_lanes low = qn_u8_low(pixels), high = qn_u8_high(pixels);
    qn_lanes red = channel(m, 0, low, high), green = channel(m, 1, low, high);
    qn_lanes blue = channel(m, 2, low, high), alpha = channel(m, 3, low, high);
    qn_lanes red_green = qn_i16_zip_halves(qn_i32_narrow_i16(red, green));
    qn_lanes blue_alpha = qn_i16_zip_halves(qn_i32_narrow_i16(blue, alpha));
    return qn_i16_narrow_u8(qn_i32_zip_low(red_green, blue_alpha),
                            qn_i32_zip_high(red_green, blue_alpha));
}

static void run_matrix(qn_bitmap *bitmap, const float matrix[20])
{
    fixed_matrix m = fix(matrix);
    each_four(bitmap, apply_matrix, &m);
}

qn_error qn_image_color_matrix(qn_bitmap *bitmap, const float matrix[20])
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (matrix == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    for (int i = 0; i < 20; ++i) {
        if (!qn_is_finite(matrix[i])) {
            return QN_ERROR_NOT_FINITE;
        }
    }
    for (int i = 0; i < 20; ++i) {
        if (qn_abs(matrix[i]) > QN_FILTER_MAX_AMOUNT) {
            return QN_ERROR_OUT_OF_RANGE;
        }
    }
    run_matrix(bitmap, matrix);
    return QN_ERROR_OK;
}

// The same for each colour: scale times itself, and an offset; alpha times its own.
static void run_scale(qn_bitmap *bitmap, float color, float offset, float alpha)
{
    float matrix[20] = {0.0f};
    for (int i = 0; i < 3; ++i) {
        matrix[i * 6] = color;
        matrix[i * 5 + 4] = offset;
    }
    matrix[18] = alpha;
    run_matrix(bitmap, matrix);
}

qn_error qn_image_brightness(qn_bitmap *bitmap, float amount)
{
    qn_error error = check_amount(bitmap, amount, QN_FILTER_MAX_AMOUNT);
    if (error == QN_ERROR_OK) {
        run_scale(bitmap, amount, 0.0f, 1.0f);
    }
    return error;
}

qn_error qn_image_contrast(qn_bitmap *bitmap, float amount)
{
    qn_error error = check_amount(bitmap, amount, QN_FILTER_MAX_AMOUNT);
    if (error == QN_ERROR_OK) {
        run_scale(bitmap, amount, 0.5f - 0.5f * amount, 1.0f);
    }
    return error;
}

qn_error qn_image_opacity(qn_bitmap *bitmap, float amount)
{
    qn_error error = check_amount(bitmap, amount, 1.0f);
    if (error == QN_ERROR_OK) {
        run_scale(bitmap, 1.0f, 0.0f, amount);
    }
    return error;
}

qn_error qn_image_saturation(qn_bitmap *bitmap, float amount)
{
    static const float luma[3] = {0.2126f, 0.7152f, 0.0722f};
    qn_error error = check_amount(bitmap, amount, QN_FILTER_MAX_AMOUNT);
    if (error != QN_ERROR_OK) {
        return error;
    }
    float matrix[20] = {0.0f};
    for (int i = 0; i < 9; ++i) {
        float own = i % 4 == 0 ? amount : 0.0f;
        matrix[i / 3 * 5 + i % 3] = luma[i % 3] * (1.0f - amount) + own;
    }
    matrix[18] = 1.0f;
    run_matrix(bitmap, matrix);
    return QN_ERROR_OK;
}

// ---- Grey and inverse -----------------------------------------------------------------------

static inline qn_lanes grey(qn_lanes pixels, const void *context)
{
    static const int16_t luma[8] = {LUMA_RED, LUMA_GREEN, LUMA_BLUE, 0,
                                    LUMA_RED, LUMA_GREEN, LUMA_BLUE, 0};
    (void)context;
    qn_lanes weights = qn_lanes_load(luma);
    qn_lanes a = qn_i16_dot(qn_u8_low(pixels), weights);
    qn_lanes b = qn_i16_dot(qn_u8_high(pixels), weights);
    qn_lanes sum = qn_i32_add(qn_i32_evens(a, b), qn_i32_odds(a, b));
    qn_lanes half = qn_i32_splat(1 << (LUMA_BITS - 1));
    qn_lanes level = qn_i32_shift_right(qn_i32_add(sum, half), LUMA_BITS);
    qn_lanes both = qn_lanes_or(level, qn_i32_shift_left(level, 8));
    qn_lanes all = qn_lanes_or(both, qn_i32_shift_left(level, 16));
    return qn_lanes_select(qn_i32_splat(COLORS), all, pixels);
}

qn_error qn_image_grayscale(qn_bitmap *bitmap)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error == QN_ERROR_OK) {
        each_four(bitmap, grey, NULL);
    }
    return error;
}

// 255 - c in each byte; no byte borrows from the next.
static inline qn_lanes inverse(qn_lanes pixels, const void *context)
{
    (void)context;
    qn_lanes turned = qn_i32_sub(qn_i32_splat(-1), pixels);
    return qn_lanes_select(qn_i32_splat(COLORS), turned, pixels);
}

qn_error qn_image_invert(qn_bitmap *bitmap)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error == QN_ERROR_OK) {
        each_four(bitmap, inverse, NULL);
    }
    return error;
}

// ---- Products with a byte -------------------------------------------------------------------

// round(a * b / 255) of lanes from 0 to 255: with t = a * b + 128 it is (t + (t >> 8)) >> 8.
static inline qn_lanes share(qn_lanes a, qn_lanes b)
{
    qn_lanes t = qn_i16_add(qn_i16_mul(a, b), qn_i16_splat(128));
    return qn_u16_shift_right(qn_i16_add(t, qn_u16_shift_right(t, 8)), 8);
}

static inline qn_lanes tinted(qn_lanes pixels, const void *context)
{
    qn_lanes factors = qn_u8_low(qn_i32_load_splat(context));
    return qn_i16_narrow_u8(share(qn_u8_low(pixels), factors), share(qn_u8_high(pixels), factors));
}

qn_error qn_image_tint(qn_bitmap *bitmap, const uint8_t rgba[4])
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    each_four(bitmap, tinted, rgba);
    return QN_ERROR_OK;
}

static inline qn_lanes multiplied(qn_lanes pixels, const void *context)
{
    (void)context;
    qn_lanes low = qn_u8_low(pixels), high = qn_u8_high(pixels);
    low = share(low, qn_i16_spread_last(low));
    high = share(high, qn_i16_spread_last(high));
    return qn_lanes_select(qn_i32_splat(COLORS), qn_i16_narrow_u8(low, high), pixels);
}

qn_error qn_image_premultiply(qn_bitmap *bitmap)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error == QN_ERROR_OK) {
        each_four(bitmap, multiplied, NULL);
    }
    return error;
}

// c * 255 / a of one pixel. A half is a tie to go up, anything else is 1/510 from one or more: a
// thousandth on top lets the rounding to nearest do both.
static inline qn_lanes quotient(qn_lanes pixel)
{
    qn_f4 value = qn_f4_from_i32(pixel);
    qn_f4 alpha = qn_f4_max(qn_f4_spread_last(value), qn_f4_splat(1.0f));
    qn_f4 straight = qn_f4_div(qn_f4_mul(value, qn_f4_splat(255.0f)), alpha);
    return qn_i32_round_f4(qn_f4_add(straight, qn_f4_splat(1.0f / 1024.0f)));
}

static inline qn_lanes divided(qn_lanes pixels, const void *context)
{
    (void)context;
    qn_lanes zero = qn_lanes_zero();
    qn_lanes low = qn_u8_low(pixels), high = qn_u8_high(pixels);
    qn_lanes a = quotient(qn_i16_zip_low(low, zero)), b = quotient(qn_i16_zip_high(low, zero));
    qn_lanes c = quotient(qn_i16_zip_low(high, zero)), d = quotient(qn_i16_zip_high(high, zero));
    qn_lanes bytes = qn_i16_narrow_u8(qn_i32_narrow_i16(a, b), qn_i32_narrow_i16(c, d));
    qn_lanes is_none = qn_i32_equal(qn_u32_shift_right(pixels, 24), zero);
    bytes = qn_lanes_select(qn_i32_splat(COLORS), bytes, pixels);
    return qn_lanes_select(is_none, zero, bytes);
}

qn_error qn_image_unpremultiply(qn_bitmap *bitmap)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error == QN_ERROR_OK) {
        each_four(bitmap, divided, NULL);
    }
    return error;
}
