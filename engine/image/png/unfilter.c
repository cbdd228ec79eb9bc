// Up has no chain and goes sixteen bytes at a time; the sums of Sub are made four pixels at a time.
// Average and Paeth need the pixel to the left, so that they go pixel by pixel, all channels at
// once, and what counts is how many operations lie between one pixel and the next.
#include "image/png/unfilter.h"

#include <string.h>

#include "base/simd_bytes.h"

#define ALWAYS_INLINE static inline __attribute__((always_inline))

static const uint8_t alpha_bytes[16] = {0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255};

// Paeth's choice is a, b or c, whichever is nearest to a + b - c, the first of equals. With
// t = 3c - (a + b) it is the greater of a and b where t <= the smaller, the smaller where
// t >= the greater, and c between.
ALWAYS_INLINE qn_h8 paeth(qn_h8 left, qn_h8 up, qn_h8 corner)
{
    qn_h8 triple = qn_h8_add(qn_h8_add(corner, corner), corner);
    qn_h8 threshold = qn_h8_sub(qn_h8_sub(triple, up), left);
    qn_h8 low = qn_h8_min(left, up), high = qn_h8_max(left, up);
    qn_h8 not_high = qn_h8_greater(threshold, low);
    qn_h8 not_low = qn_h8_greater(high, threshold);
    qn_h8 corner_or_low = qn_h8_or(qn_h8_and(corner, not_low), qn_h8_and_not(low, not_low));
    return qn_h8_or(qn_h8_and(corner_or_low, not_high), qn_h8_and_not(high, not_high));
}

static int paeth_byte(int left, int up, int corner)
{
    int threshold = 3 * corner - (left + up);
    int low = left < up ? left : up, high = left < up ? up : left;
    int corner_or_low = high <= threshold ? low : corner;
    return threshold <= low ? high : corner_or_low;
}

// Running sums over four pixels of four bytes, on top of the last pixel before them.
ALWAYS_INLINE qn_b16 sum_pixels(qn_b16 pixels, qn_b16 before)
{
    pixels = qn_b16_add(pixels, qn_b16_up4(pixels));
    pixels = qn_b16_add(pixels, qn_b16_up8(pixels));
    return qn_b16_add(pixels, qn_b16_last4(before));
}

// ---- Bytes and pairs ------------------------------------------------------------------------

ALWAYS_INLINE int guess_byte(qn_png_filter filter, int left, int up, int corner)
{
    if (filter == FILTER_AVERAGE) {
        return (left + up) >> 1;
    }
    return filter == FILTER_PAETH ? paeth_byte(left, up, corner) : left;
}

ALWAYS_INLINE void unfilter_narrow(qn_png_filter filter, uint32_t step, uint8_t *row,
                                   const uint8_t *packed, const uint8_t *above, size_t size)
{
    for (uint32_t channel = 0; channel < step; ++channel) {
        int left = 0, corner = 0;
        for (size_t i = channel; i < size; i += step) {
            int up = above[i];
            left = (packed[i] + guess_byte(filter, left, up, corner)) & 255;
            row[i] = (uint8_t)left;
            corner = up;
        }
    }
}

// ---- Four to eight bytes --------------------------------------------------------------------

ALWAYS_INLINE qn_h8 load_pixel(uint32_t step, const uint8_t *p)
{
    return step == 4 || step == 3 ? qn_h8_load4(p) : qn_h8_load(p);
}

ALWAYS_INLINE void store_pixel(uint32_t step, uint8_t *p, qn_h8 pixel)
{
    if (step == 4) {
        qn_h8_store4(p, pixel);
    } else {
        qn_h8_store(p, pixel);
    }
}

// Of three bytes a pixel the result has four. Reading ahead spares the chain a load.
ALWAYS_INLINE void unfilter_pixels(qn_png_filter filter, uint32_t step, uint8_t *row,
                                   const uint8_t *packed, const uint8_t *above, size_t count)
{
    uint32_t wide = step == 3 ? 4 : step;
    qn_h8 alpha = step == 3 ? qn_h8_load4(alpha_bytes) : qn_h8_splat(0);
    qn_h8 left = qn_h8_splat(0), corner = left;
    for (size_t i = 0; i < count; ++i) {
        qn_h8 up = load_pixel(wide, above + i * wide);
        qn_h8 guess = left;
        if (filter == FILTER_AVERAGE) {
            guess = qn_h8_half_sum(left, up);
        } else if (filter == FILTER_PAETH) {
            guess = paeth(left, up, corner);
        }
        left = qn_h8_add_bytes(load_pixel(step, packed + i * step), guess);
        corner = up;
        store_pixel(wide, row + i * wide, step == 3 ? qn_h8_or(left, alpha) : left);
    }
}

static void sub_rgba(uint8_t *row, const uint8_t *packed, size_t size)
{
    qn_b16 before = qn_b16_splat(0);
    for (size_t i = 0; i < size; i += 16) {
        before = sum_pixels(qn_b16_load(packed + i), before);
        qn_b16_store(row + i, before);
    }
}

static void up_row(uint8_t *row, const uint8_t *packed, const uint8_t *above, size_t size)
{
    for (size_t i = 0; i < size; i += 16) {
        qn_b16_store(row + i, qn_b16_add(qn_b16_load(packed + i), qn_b16_load(above + i)));
    }
}

// Sub, Average or Paeth, for each of which the compiler makes loops of their own.
ALWAYS_INLINE void unfilter_chain(qn_png_filter filter, uint32_t pixel_bytes, uint8_t *row,
                                  const uint8_t *packed, const uint8_t *above, size_t size)
{
    switch (pixel_bytes) {
    case 1:
        unfilter_narrow(filter, 1, row, packed, above, size);
        break;
    case 2:
        unfilter_narrow(filter, 2, row, packed, above, size);
        break;
    case 4:
        unfilter_pixels(filter, 4, row, packed, above, size / 4);
        break;
    case 6:
        unfilter_pixels(filter, 6, row, packed, above, size / 6);
        break;
    default:
        unfilter_pixels(filter, 8, row, packed, above, size / 8);
    }
}

void qn_png_unfilter(qn_png_filter filter, uint32_t pixel_bytes, uint8_t *row,
                     const uint8_t *packed, const uint8_t *above, size_t size_bytes)
{
    switch (filter) {
    case FILTER_SUB:
        if (pixel_bytes == 4) {
            sub_rgba(row, packed, size_bytes);
        } else {
            unfilter_chain(FILTER_SUB, pixel_bytes, row, packed, above, size_bytes);
        }
        break;
    case FILTER_UP:
        up_row(row, packed, above, size_bytes);
        break;
    case FILTER_AVERAGE:
        unfilter_chain(FILTER_AVERAGE, pixel_bytes, row, packed, above, size_bytes);
        break;
    case FILTER_PAETH:
        unfilter_chain(FILTER_PAETH, pixel_bytes, row, packed, above, size_bytes);
        break;
    default:
        memcpy(row, packed, size_bytes);
    }
}

// ---- Three bytes to four --------------------------------------------------------------------

static void spread_rgb(uint8_t *row, const uint8_t *packed, size_t count)
{
    qn_b16 alpha = qn_b16_load(alpha_bytes);
    for (size_t i = 0; i < count; i += 4) {
        qn_b16 pixels = qn_b16_spread3(qn_b16_load(packed + 3 * i));
        qn_b16_store(row + 4 * i, qn_b16_or(pixels, alpha));
    }
}

static void sub_rgb(uint8_t *row, const uint8_t *packed, size_t count)
{
    qn_b16 alpha = qn_b16_load(alpha_bytes), before = qn_b16_splat(0);
    for (size_t i = 0; i < count; i += 4) {
        before = sum_pixels(qn_b16_spread3(qn_b16_load(packed + 3 * i)), before);
        qn_b16_store(row + 4 * i, qn_b16_or(before, alpha));
    }
}

static void up_rgb(uint8_t *row, const uint8_t *packed, const uint8_t *above, size_t count)
{
    qn_b16 alpha = qn_b16_load(alpha_bytes);
    for (size_t i = 0; i < count; i += 4) {
        qn_b16 pixels = qn_b16_spread3(qn_b16_load(packed + 3 * i));
        pixels = qn_b16_add(pixels, qn_b16_load(above + 4 * i));
        qn_b16_store(row + 4 * i, qn_b16_or(pixels, alpha));
    }
}

void qn_png_unfilter_rgb(qn_png_filter filter, uint8_t *row, const uint8_t *packed,
                         const uint8_t *above, size_t pixel_count)
{
    switch (filter) {
    case FILTER_SUB:
        sub_rgb(row, packed, pixel_count);
        break;
    case FILTER_UP:
        up_rgb(row, packed, above, pixel_count);
        break;
    case FILTER_AVERAGE:
        unfilter_pixels(FILTER_AVERAGE, 3, row, packed, above, pixel_count);
        break;
    case FILTER_PAETH:
        unfilter_pixels(FILTER_PAETH, 3, row, packed, above, pixel_count);
        break;
    default:
        spread_rgb(row, packed, pixel_count);
    }
}
