// JFIF's conversion in 16 bits of fraction, rounded as libjpeg rounds it:
//
//   y  = (19595 r + 38470 g +  7471 b + 32768) >> 16
//   cb = (32767 - (11059 r + 21709 g - 32768 b)) >> 16, and cr likewise, both around 0
//
// Red and blue of a pixel lie in the two halves of 32 bits as pairs for a dot product, green and
// alpha in those of another. Halved colours are converted from the sum of four pixels, so that they
// are rounded once.
#include "image/jpeg/encode_color.h"

#include <string.h>

#include "base/simd_block.h"

typedef struct channels {
    qn_lanes red_blue, green_alpha; // of four pixels
} channels;

static inline channels split(const uint8_t *rgba)
{
    qn_lanes pixels = qn_lanes_load(rgba);
    qn_lanes red_blue = qn_lanes_and(pixels, qn_i16_splat(0x00FF));
    return (channels){red_blue, qn_u16_shift_right(pixels, 8)};
}

static inline channels sum(channels a, channels b)
{
    return (channels){qn_i16_add(a.red_blue, b.red_blue), qn_i16_add(a.green_alpha, b.green_alpha)};
}

static inline qn_lanes sum_neighbors(qn_lanes a, qn_lanes b)
{
    return qn_i16_add(qn_i32_evens(a, b), qn_i32_odds(a, b));
}

// Of eight pixels, each two of a row.
static inline channels sum_pairs(channels a, channels b)
{
    return (channels){sum_neighbors(a.red_blue, b.red_blue),
                      sum_neighbors(a.green_alpha, b.green_alpha)};
}

// 38470 is no int16: 38470 g = 65536 g - 27066 g.
static inline qn_lanes luma_of(channels c)
{
    qn_lanes of_red_blue = qn_i16_dot(c.red_blue, qn_i16_splat_pair(19595, 7471));
    qn_lanes of_green = qn_i16_dot(c.green_alpha, qn_i16_splat_pair(-27066, 0));
    qn_lanes whole_green = qn_i32_shift_left(c.green_alpha, 16);
    qn_lanes y = qn_i32_add(qn_i32_add(of_red_blue, of_green), whole_green);
    return qn_i32_shift_right(qn_i32_add(y, qn_i32_splat(32768 - (128 << 16))), 16);
}

// The channels are sums of 2^sum_bits pixels.
static inline qn_lanes chroma_of(channels c, qn_lanes red_blue, qn_lanes green, int sum_bits)
{
    qn_lanes away = qn_i32_add(qn_i16_dot(c.red_blue, red_blue), qn_i16_dot(c.green_alpha, green));
    qn_lanes nearly_half = qn_i32_splat((1 << (15 + sum_bits)) - 1);
    return qn_i32_shift_right(qn_i32_sub(nearly_half, away), 16 + sum_bits);
}

static inline qn_lanes cb_of(channels c, int sum_bits)
{
    return chroma_of(c, qn_i16_splat_pair(11059, -32768), qn_i16_splat_pair(21709, 0), sum_bits);
}

static inline qn_lanes cr_of(channels c, int sum_bits)
{
    return chroma_of(c, qn_i16_splat_pair(-32768, 5329), qn_i16_splat_pair(27439, 0), sum_bits);
}

static inline void store_chroma(channels a, channels b, int sum_bits, int16_t *cb, int16_t *cr)
{
    qn_lanes_store(cb, qn_i32_narrow_i16(cb_of(a, sum_bits), cb_of(b, sum_bits)));
    qn_lanes_store(cr, qn_i32_narrow_i16(cr_of(a, sum_bits), cr_of(b, sum_bits)));
}

void qn_jpeg_sample_luma(const uint8_t *rgba, size_t stride_bytes, int16_t y[64])
{
    for (int row = 0; row < 8; ++row) {
        const uint8_t *from = rgba + (size_t)row * stride_bytes;
        qn_lanes_store(y + 8 * row,
                       qn_i32_narrow_i16(luma_of(split(from)), luma_of(split(from + 16))));
    }
}

void qn_jpeg_sample_chroma(const uint8_t *rgba, size_t stride_bytes, int16_t cb[64], int16_t cr[64])
{
    for (int row = 0; row < 8; ++row) {
        const uint8_t *from = rgba + (size_t)row * stride_bytes;
        store_chroma(split(from), split(from + 16), 0, cb + 8 * row, cr + 8 * row);
    }
}

// Eight pixels of two rows to four sums.
static inline channels sum_of_squares(const uint8_t *upper, const uint8_t *lower)
{
    channels left = sum(split(upper), split(lower));
    return sum_pairs(left, sum(split(upper + 16), split(lower + 16)));
}

void qn_jpeg_sample_halved(const uint8_t *rgba, size_t stride_bytes, int16_t cb[64], int16_t cr[64])
{
    for (int row = 0; row < 8; ++row) {
        const uint8_t *upper = rgba + (size_t)(2 * row) * stride_bytes;
        const uint8_t *lower = upper + stride_bytes;
        channels left = sum_of_squares(upper, lower);
        channels right = sum_of_squares(upper + 32, lower + 32);
        store_chroma(left, right, 2, cb + 8 * row, cr + 8 * row);
    }
}

bool qn_jpeg_is_opaque(const uint8_t *rgba, size_t stride_bytes, int side_px)
{
    qn_lanes all = qn_i32_splat(-1);
    for (int row = 0; row < side_px; ++row) {
        const uint8_t *from = rgba + (size_t)row * stride_bytes;
        for (int x = 0; x < side_px; x += 4) {
            all = qn_lanes_and(all, qn_lanes_load(from + 4 * x));
        }
    }
    // The alphas, with their uppermost bit spread.
    return qn_i32_all(qn_i32_equal(qn_i32_shift_right(all, 24), qn_i32_splat(-1)));
}

// Green beside red must be red, and blue beside green must be green.
static inline bool are_gray(const uint8_t rgba[16], bool must_be_opaque)
{
    qn_lanes pixels = qn_lanes_load(rgba), two_channels = qn_i32_splat(0xFFFF);
    qn_lanes red_green = qn_lanes_and(pixels, two_channels);
    qn_lanes green_blue = qn_lanes_and(qn_u32_shift_right(pixels, 8), two_channels);
    qn_lanes holds = qn_i32_equal(red_green, green_blue);
    if (must_be_opaque) {
        qn_lanes opaque = qn_i32_equal(qn_i32_shift_right(pixels, 24), qn_i32_splat(-1));
        holds = qn_lanes_and(holds, opaque);
    }
    return qn_i32_all(holds);
}

bool qn_jpeg_is_gray(const uint8_t *rgba, size_t pixel_count, bool must_be_opaque)
{
    size_t whole = pixel_count / 4 * 4;
    for (size_t i = 0; i < whole; i += 4) {
        if (!are_gray(rgba + 4 * i, must_be_opaque)) {
            return false;
        }
    }
    uint8_t last[16];
    memset(last, 255, sizeof last);
    if (whole < pixel_count) {
        memcpy(last, rgba + 4 * whole, 4 * (pixel_count - whole));
    }
    return are_gray(last, must_be_opaque);
}
