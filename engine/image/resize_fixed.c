// One output row: the source rows of its window are mixed into a row of int16, which is then mixed
// along itself. Both times two inputs meet two weights in one dot product of int16 pairs. For the
// first, bytes of two source rows are zipped; for the second, the mixed row is stored with each two
// pixels zipped, and windows begin at even pixels. Nothing is rounded but at the end of each pass,
// to 6 bits of fraction and to bytes.
#include "image/resize_passes.h"

#include <string.h>

#include "base/simd_i16.h"

#define PIXELS_AT_ONCE 8
#define CHUNK_BYTES (PIXELS_AT_ONCE * 4)

bool qn_fixed_open(qn_passes *passes)
{
    // Windows of full length are read to their end wherever they begin; those weights are 0.
    size_t pixels = (size_t)passes->from.width_px + (size_t)passes->across.stride + PIXELS_AT_ONCE;
    passes->mixed = qn_alloc_zeroed(pixels * 4 * sizeof(int16_t));
    return passes->mixed != NULL;
}

// Source rows in mixing: `count` of them from `row` on, with a weight each.
typedef struct mix {
    const uint8_t *row;
    size_t stride;
    const int16_t *weights;
    int32_t count, bits;
} mix;

// Two pixels of two rows onto their sums.
static inline qn_lanes add_pair(qn_lanes sum, qn_lanes zipped, qn_lanes weights)
{
    return qn_i32_add(sum, qn_i16_dot(zipped, weights));
}

static inline qn_lanes rounded_pair(qn_lanes a, qn_lanes b, int shift)
{
    qn_lanes half = qn_i32_splat(1 << (shift - 1));
    qn_lanes low = qn_i32_shift_right(qn_i32_add(a, half), shift);
    qn_lanes high = qn_i32_shift_right(qn_i32_add(b, half), shift);
    return qn_i16_zip_halves(qn_i32_narrow_i16(low, high));
}

// Eight pixels. Not split: the eight sums live in registers.
static void mix_chunk(const mix *m, const uint8_t *from, int16_t *to)
{
    qn_lanes s0 = qn_lanes_zero(), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    for (int32_t k = 0; k < m->count; k += 2, from += 2 * m->stride) {
        // The weight after the last one is 0; any row will do for it.
        const uint8_t *next = from + (k + 1 < m->count ? m->stride : 0);
        qn_lanes weights = qn_i32_load_splat(m->weights + k);
        qn_lanes a = qn_lanes_load(from), b = qn_lanes_load(next);
        qn_lanes low = qn_u8_zip_low(a, b), high = qn_u8_zip_high(a, b);
        s0 = add_pair(s0, qn_u8_low(low), weights);
        s1 = add_pair(s1, qn_u8_high(low), weights);
        s2 = add_pair(s2, qn_u8_low(high), weights);
        s3 = add_pair(s3, qn_u8_high(high), weights);
        a = qn_lanes_load(from + 16), b = qn_lanes_load(next + 16);
        low = qn_u8_zip_low(a, b), high = qn_u8_zip_high(a, b);
        s4 = add_pair(s4, qn_u8_low(low), weights);
        s5 = add_pair(s5, qn_u8_high(low), weights);
        s6 = add_pair(s6, qn_u8_low(high), weights);
        s7 = add_pair(s7, qn_u8_high(high), weights);
    }
    int shift = m->bits - QN_MIXED_BITS;
    qn_lanes_store(to, rounded_pair(s0, s1, shift));
    qn_lanes_store(to + 8, rounded_pair(s2, s3, shift));
    qn_lanes_store(to + 16, rounded_pair(s4, s5, shift));
    qn_lanes_store(to + 24, rounded_pair(s6, s7, shift));
}

// The last pixels of a row, fewer than eight, by way of copies that can be read to their end.
static void mix_rest(const mix *m, size_t offset, size_t size_bytes, int16_t *to)
{
    int32_t sums[CHUNK_BYTES] = {0};
    for (int32_t k = 0; k < m->count; ++k) {
        const uint8_t *from = m->row + (size_t)k * m->stride + offset;
        for (size_t i = 0; i < size_bytes; ++i) {
            sums[i] += from[i] * m->weights[k];
        }
    }
    int shift = m->bits - QN_MIXED_BITS;
    for (size_t i = 0; i < CHUNK_BYTES; i += 8) {
        qn_lanes low = qn_lanes_load(sums + i), high = qn_lanes_load(sums + i + 4);
        qn_lanes_store(to + i, rounded_pair(low, high, shift));
    }
}

static void mix_rows(const mix *m, size_t size_bytes, int16_t *to)
{
    size_t at = 0;
    for (; at + CHUNK_BYTES <= size_bytes; at += CHUNK_BYTES) {
        mix_chunk(m, m->row + at, to + at);
    }
    if (at < size_bytes) {
        mix_rest(m, at, size_bytes - at, to + at);
    }
}

// One output pixel before rounding.
static inline qn_lanes mix_along(const int16_t *mixed, const int16_t *weights, int32_t count)
{
    qn_lanes sum = qn_lanes_zero();
    for (int32_t k = 0; k < count; k += 2) {
        qn_lanes pair = qn_lanes_load(mixed + (size_t)k * 4);
        sum = add_pair(sum, pair, qn_i32_load_splat(weights + k));
    }
    return sum;
}

static inline qn_lanes pixel_out(const qn_passes *passes, int32_t x)
{
    const qn_weights *across = &passes->across;
    const int16_t *mixed = passes->mixed + (size_t)across->windows[x].start * 4;
    const int16_t *weights = across->fixed + (size_t)x * (size_t)across->stride;
    int shift = across->bits + QN_MIXED_BITS;
    qn_lanes sum = mix_along(mixed, weights, across->stride);
    return qn_i32_shift_right(qn_i32_add(sum, qn_i32_splat(1 << (shift - 1))), shift);
}

static void row_out(const qn_passes *passes, uint8_t *to)
{
    int32_t last = passes->width_px - 1;
    int32_t x = 0;
    for (; x + 3 <= last; x += 4) {
        qn_lanes low = qn_i32_narrow_i16(pixel_out(passes, x), pixel_out(passes, x + 1));
        qn_lanes high = qn_i32_narrow_i16(pixel_out(passes, x + 2), pixel_out(passes, x + 3));
        qn_lanes_store(to + (size_t)x * 4, qn_i16_narrow_u8(low, high));
    }
    for (; x <= last; ++x) {
        qn_lanes pixel = qn_i32_narrow_i16(pixel_out(passes, x), qn_lanes_zero());
        uint8_t kept[16];
        qn_lanes_store(kept, qn_i16_narrow_u8(pixel, pixel));
        memcpy(to + (size_t)x * 4, kept, 4);
    }
}

void qn_fixed_row(qn_passes *passes, int32_t row, uint8_t *to)
{
    const qn_weights *down = &passes->down;
    qn_window window = down->windows[row];
    size_t row_bytes = (size_t)passes->from.width_px * 4;
    mix m = {.row = passes->from.rgba + (size_t)window.start * row_bytes,
             .stride = row_bytes,
             .weights = down->fixed + (size_t)row * (size_t)down->stride,
             .count = window.count,
             .bits = down->bits};
    mix_rows(&m, row_bytes, passes->mixed);
    row_out(passes, to);
}
