// The inverse cosine transform of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 13 bits of
// fraction: 12 products for a row of eight, rounded where libjpeg's "islow" rounds, so that samples
// are equal to its in every bit.
//
// Eight columns go through the lanes at once, are turned, and go through once more as rows. Most
// blocks hold nothing but their first coefficient, or nothing outside the top left quarter, and for
// both there is a shorter way to the same samples.
#include "image/jpeg/idct.h"

#include <string.h>

#include "base/simd_block.h"

#define FRACTION_BITS 13
// Kept between the passes.
#define EXTRA_BITS 2
#define FIRST_SHIFT (FRACTION_BITS - EXTRA_BITS)
#define SECOND_SHIFT (FRACTION_BITS + EXTRA_BITS + 3)
#define ONE (1 << FRACTION_BITS)

// Of the first ten coefficients of the zigzag none lies outside the quarter.
#define LAST_IN_QUARTER 9

#define FIRST_BIAS (1 << (FIRST_SHIFT - 1))
// Samples are stored around 128.
#define SECOND_BIAS ((1 << (SECOND_SHIFT - 1)) + (128 << SECOND_SHIFT))

// The factors of the paper, each named for the coefficients that it is for, times 2^13.
#define EVEN_2 4433  // 0.541196100
#define EVEN_62 6270 // 0.765366865
#define EVEN_6 15137 // 1.847759065
#define ODD_ALL 9633 // 1.175875602
#define ODD_7 2446   // 0.298631336
#define ODD_5 16819  // 2.053119869
#define ODD_3 25172  // 3.072711026
#define ODD_1 12299  // 1.501321110
#define ODD_71 7373  // 0.899976223
#define ODD_53 20995 // 2.562915447
#define ODD_73 16069 // 1.961570560
#define ODD_51 3196  // 0.390180644

#define ALWAYS_INLINE static inline __attribute__((always_inline))

typedef struct halves {
    qn_wide of[4];
} halves;

// The even half, 0 to 3, with the rounding in it.
ALWAYS_INLINE halves even_half(qn_lanes c0, qn_lanes c2, qn_lanes c4, qn_lanes c6, int32_t bias)
{
    qn_pairs ends = qn_pairs_of(c0, c4);
    qn_pairs middle = qn_pairs_of(c2, c6);
    qn_wide sum = qn_wide_add_number(qn_pairs_dot(ends, ONE, ONE), bias);
    qn_wide difference = qn_wide_add_number(qn_pairs_dot(ends, ONE, -ONE), bias);
    qn_wide two = qn_pairs_dot(middle, EVEN_2, EVEN_2 - EVEN_6);
    qn_wide three = qn_pairs_dot(middle, EVEN_2 + EVEN_62, EVEN_2);
    return (halves){{qn_wide_add(sum, three), qn_wide_add(difference, two),
                     qn_wide_sub(difference, two), qn_wide_sub(sum, three)}};
}

// The odd half: what is added to the four of the even half, and taken from them.
ALWAYS_INLINE halves odd_half(qn_lanes c1, qn_lanes c3, qn_lanes c5, qn_lanes c7)
{
    qn_pairs sums = qn_pairs_of(qn_i16_add(c7, c3), qn_i16_add(c5, c1));
    qn_wide of_73 = qn_pairs_dot(sums, ODD_ALL - ODD_73, ODD_ALL);
    qn_wide of_51 = qn_pairs_dot(sums, ODD_ALL, ODD_ALL - ODD_51);
    qn_pairs outer = qn_pairs_of(c7, c1);
    qn_pairs inner = qn_pairs_of(c5, c3);
    qn_wide seven = qn_pairs_dot(outer, ODD_7 - ODD_71, -ODD_71);
    qn_wide one = qn_pairs_dot(outer, -ODD_71, ODD_1 - ODD_71);
    qn_wide five = qn_pairs_dot(inner, ODD_5 - ODD_53, -ODD_53);
    qn_wide three = qn_pairs_dot(inner, -ODD_53, ODD_3 - ODD_53);
    return (halves){{qn_wide_add(one, of_51), qn_wide_add(three, of_73), qn_wide_add(five, of_51),
                     qn_wide_add(seven, of_73)}};
}

// The same halves where coefficients 4 to 7 are zero.
ALWAYS_INLINE halves even_half_short(qn_lanes c0, qn_lanes c2, int32_t bias)
{
    qn_pairs both = qn_pairs_of(c0, c2);
    qn_wide all = qn_wide_add_number(qn_pairs_dot(both, ONE, 0), bias);
    qn_wide two = qn_pairs_dot(both, 0, EVEN_2);
    qn_wide three = qn_pairs_dot(both, 0, EVEN_2 + EVEN_62);
    return (halves){{qn_wide_add(all, three), qn_wide_add(all, two), qn_wide_sub(all, two),
                     qn_wide_sub(all, three)}};
}

ALWAYS_INLINE halves odd_half_short(qn_lanes c1, qn_lanes c3)
{
    qn_pairs both = qn_pairs_of(c1, c3);
    return (halves){{qn_pairs_dot(both, ODD_ALL + ODD_1 - ODD_71 - ODD_51, ODD_ALL),
                     qn_pairs_dot(both, ODD_ALL, ODD_ALL - ODD_73 - ODD_53 + ODD_3),
                     qn_pairs_dot(both, ODD_ALL - ODD_51, ODD_ALL - ODD_53),
                     qn_pairs_dot(both, ODD_ALL - ODD_71, ODD_ALL - ODD_73)}};
}

// Sums to the front of v, differences to the back.
#define COMBINE_ONE(v, even, odd, i, shift)                                                        \
    (v)[i] = qn_wide_shift_narrow(qn_wide_add((even).of[i], (odd).of[i]), (shift));                \
    (v)[7 - (i)] = qn_wide_shift_narrow(qn_wide_sub((even).of[i], (odd).of[i]), (shift))
#define COMBINE(v, even, odd, shift)                                                               \
    COMBINE_ONE(v, even, odd, 0, shift);                                                           \
    COMBINE_ONE(v, even, odd, 1, shift);                                                           \
    COMBINE_ONE(v, even, odd, 2, shift);                                                           \
    COMBINE_ONE(v, even, odd, 3, shift)

// One round of zips moves each number's place by one binary digit, from the lanes to the vectors;
// three rounds turn the matrix.
ALWAYS_INLINE void zip_round(qn_lanes v[8])
{
    qn_lanes a = v[0], b = v[1], c = v[2], d = v[3];
    v[0] = qn_i16_zip_low(a, v[4]);
    v[1] = qn_i16_zip_high(a, v[4]);
    v[2] = qn_i16_zip_low(b, v[5]);
    v[3] = qn_i16_zip_high(b, v[5]);
    v[4] = qn_i16_zip_low(c, v[6]);
    v[5] = qn_i16_zip_high(c, v[6]);
    v[6] = qn_i16_zip_low(d, v[7]);
    v[7] = qn_i16_zip_high(d, v[7]);
}

// The first four columns of eight rows as four vectors.
ALWAYS_INLINE void turn_half(qn_lanes v[8])
{
    qn_lanes a = qn_i16_zip_low(v[0], v[4]), b = qn_i16_zip_low(v[1], v[5]);
    qn_lanes c = qn_i16_zip_low(v[2], v[6]), d = qn_i16_zip_low(v[3], v[7]);
    qn_lanes ac_low = qn_i16_zip_low(a, c), ac_high = qn_i16_zip_high(a, c);
    qn_lanes bd_low = qn_i16_zip_low(b, d), bd_high = qn_i16_zip_high(b, d);
    v[0] = qn_i16_zip_low(ac_low, bd_low);
    v[1] = qn_i16_zip_high(ac_low, bd_low);
    v[2] = qn_i16_zip_low(ac_high, bd_high);
    v[3] = qn_i16_zip_high(ac_high, bd_high);
}

ALWAYS_INLINE void zip_bytes_round(qn_lanes v[4])
{
    qn_lanes a = v[0], b = v[1];
    v[0] = qn_u8_zip_low(a, v[2]);
    v[1] = qn_u8_zip_high(a, v[2]);
    v[2] = qn_u8_zip_low(b, v[3]);
    v[3] = qn_u8_zip_high(b, v[3]);
}

// Eight columns of samples, turned into rows.
ALWAYS_INLINE void store_columns(const qn_lanes v[8], uint8_t *out, size_t stride)
{
    qn_lanes rows[4] = {qn_i16_narrow_u8(v[0], v[1]), qn_i16_narrow_u8(v[2], v[3]),
                        qn_i16_narrow_u8(v[4], v[5]), qn_i16_narrow_u8(v[6], v[7])};
    zip_bytes_round(rows);
    zip_bytes_round(rows);
    zip_bytes_round(rows);
    qn_lanes_store_low(out, rows[0]);
    qn_lanes_store_high(out + stride, rows[0]);
    qn_lanes_store_low(out + 2 * stride, rows[1]);
    qn_lanes_store_high(out + 3 * stride, rows[1]);
    qn_lanes_store_low(out + 4 * stride, rows[2]);
    qn_lanes_store_high(out + 5 * stride, rows[2]);
    qn_lanes_store_low(out + 6 * stride, rows[3]);
    qn_lanes_store_high(out + 7 * stride, rows[3]);
}

ALWAYS_INLINE qn_lanes load_row(const int16_t *block, const uint16_t *quant, int row)
{
    qn_lanes factors = qn_lanes_load((const int16_t *)(const void *)(quant + 8 * row));
    return qn_i16_mul(qn_lanes_load(block + 8 * row), factors);
}

static void transform_all(const int16_t *block, const uint16_t *quant, uint8_t *out, size_t stride)
{
    qn_lanes v[8];
    halves even = even_half(load_row(block, quant, 0), load_row(block, quant, 2),
                            load_row(block, quant, 4), load_row(block, quant, 6), FIRST_BIAS);
    halves odd = odd_half(load_row(block, quant, 1), load_row(block, quant, 3),
                          load_row(block, quant, 5), load_row(block, quant, 7));
    COMBINE(v, even, odd, FIRST_SHIFT);
    zip_round(v);
    zip_round(v);
    zip_round(v);
    even = even_half(v[0], v[2], v[4], v[6], SECOND_BIAS);
    odd = odd_half(v[1], v[3], v[5], v[7]);
    COMBINE(v, even, odd, SECOND_SHIFT);
    store_columns(v, out, stride);
}

// Where only the top left quarter holds something.
static void transform_quarter(const int16_t *block, const uint16_t *quant, uint8_t *out,
                              size_t stride)
{
    qn_lanes v[8];
    halves even = even_half_short(load_row(block, quant, 0), load_row(block, quant, 2), FIRST_BIAS);
    halves odd = odd_half_short(load_row(block, quant, 1), load_row(block, quant, 3));
    COMBINE(v, even, odd, FIRST_SHIFT);
    turn_half(v);
    even = even_half_short(v[0], v[2], SECOND_BIAS);
    odd = odd_half_short(v[1], v[3]);
    COMBINE(v, even, odd, SECOND_SHIFT);
    store_columns(v, out, stride);
}

static uint8_t flat_sample(const int16_t *block, const uint16_t *quant)
{
    int32_t dc = (int16_t)(block[0] * (int16_t)quant[0]);
    int32_t sample = ((dc + 4) >> 3) + 128;
    return (uint8_t)(sample < 0 ? 0 : (sample > 255 ? 255 : sample));
}

static void transform(const int16_t *block, const uint16_t *quant, uint32_t last, uint8_t *out,
                      size_t stride)
{
    if (last > LAST_IN_QUARTER) {
        transform_all(block, quant, out, stride);
    } else if (last > 0) {
        transform_quarter(block, quant, out, stride);
    } else {
        int sample = flat_sample(block, quant);
        for (size_t row = 0; row < 8; ++row) {
            memset(out + row * stride, sample, 8);
        }
    }
}

#define EVEN_BYTES 0x00FF00FF00FF00FFu
#define EVEN_PAIRS 0x0000FFFF0000FFFFu

static uint64_t load_eight(const uint8_t *samples)
{
    uint64_t eight;
    memcpy(&eight, samples, sizeof eight);
    return eight;
}

// Four sums of two neighbours, 16 bits each.
static uint64_t sums_of_two(const uint8_t *samples)
{
    uint64_t eight = load_eight(samples);
    return (eight & EVEN_BYTES) + (eight >> 8 & EVEN_BYTES);
}

// Means of two by two.
static void shrink_to_four(const uint8_t samples[64], uint8_t *out, size_t stride)
{
    for (size_t row = 0; row < 4; ++row) {
        uint64_t sums = sums_of_two(samples + 16 * row) + sums_of_two(samples + 16 * row + 8);
        uint64_t means = (sums + 0x0002000200020002u) >> 2 & EVEN_BYTES;
        means = (means | means >> 8) & EVEN_PAIRS;
        uint32_t four = (uint32_t)(means | means >> 16);
        memcpy(out + row * stride, &four, sizeof four);
    }
}

// Means of four by four.
static void shrink_to_two(const uint8_t samples[64], uint8_t *out, size_t stride)
{
    for (size_t row = 0; row < 2; ++row) {
        const uint8_t *first = samples + 32 * row;
        uint64_t sums = sums_of_two(first) + sums_of_two(first + 8) + sums_of_two(first + 16) +
                        sums_of_two(first + 24);
        sums = (sums & EVEN_PAIRS) + (sums >> 16 & EVEN_PAIRS) + 0x0000000800000008u;
        out[row * stride] = (uint8_t)(sums >> 4);
        out[row * stride + 1] = (uint8_t)(sums >> 36);
    }
}

void qn_jpeg_idct(const int16_t *block, const uint16_t *quant, uint32_t last, int side,
                  uint8_t *out, size_t stride)
{
    if (side == 8) {
        transform(block, quant, last, out, stride);
    } else if (side == 1) {
        *out = flat_sample(block, quant);
    } else {
        uint8_t samples[64];
        transform(block, quant, last, samples, 8);
        if (side == 4) {
            shrink_to_four(samples, out, stride);
        } else {
            shrink_to_two(samples, out, stride);
        }
    }
}

static uint64_t four_at(const int16_t *block, int row, int half)
{
    uint64_t four;
    memcpy(&four, block + 8 * row + 4 * half, sizeof four);
    return four;
}

uint32_t qn_jpeg_last(const int16_t *block)
{
    uint64_t outside = 0, quarter = 0;
    for (int row = 0; row < 4; ++row) {
        quarter |= four_at(block, row, 0) & (row == 0 ? ~(uint64_t)UINT16_MAX : ~(uint64_t)0);
        outside |= four_at(block, row, 1) | four_at(block, row + 4, 0) | four_at(block, row + 4, 1);
    }
    return outside != 0 ? 63 : (quarter != 0 ? LAST_IN_QUARTER : 0);
}
