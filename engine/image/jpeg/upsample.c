// libjpeg's "fancy" upsampling: a triangle filter over samples that lie between those of the
// picture, with roundings up and down in turn, so that no bias comes of it. Equal to libjpeg's in
// every bit.
#include "image/jpeg/upsample.h"

#include "base/simd_block.h"

// even = (3 * this + last + even_bias) >> shift, odd = (3 * this + next + odd_bias) >> shift, over
// sums whose ends are repeated.
static void widen_sums(int16_t *sums, size_t count, int16_t even_bias, int16_t odd_bias,
                       bool is_of_two, uint8_t *out)
{
    sums[-1] = sums[0];
    sums[count] = sums[count - 1];
    qn_lanes even_half = qn_i16_splat(even_bias), odd_half = qn_i16_splat(odd_bias);
    for (size_t i = 0; i < count; i += 8) {
        qn_lanes this_one = qn_lanes_load(sums + i);
        qn_lanes three = qn_i16_add(this_one, qn_i16_add(this_one, this_one));
        qn_lanes even = qn_i16_add(qn_i16_add(three, even_half), qn_lanes_load(sums + i - 1));
        qn_lanes odd = qn_i16_add(qn_i16_add(three, odd_half), qn_lanes_load(sums + i + 1));
        even = is_of_two ? qn_i16_shift_right(even, 4) : qn_i16_shift_right(even, 2);
        odd = is_of_two ? qn_i16_shift_right(odd, 4) : qn_i16_shift_right(odd, 2);
        qn_lanes_store(out + 2 * i, qn_lanes_or(even, qn_i16_shift_left(odd, 8)));
    }
}

void qn_jpeg_widen(const uint8_t *row, size_t count, int16_t *sums, uint8_t *out)
{
    sums += JPEG_SUMS_FRONT;
    for (size_t i = 0; i < count; i += 8) {
        qn_lanes_store(sums + i, qn_i16_load_u8(row + i));
    }
    widen_sums(sums, count, 1, 2, false, out);
}

static qn_lanes three_and_one(const uint8_t *near_row, const uint8_t *far_row)
{
    qn_lanes once = qn_i16_load_u8(near_row);
    qn_lanes thrice = qn_i16_add(once, qn_i16_add(once, once));
    return qn_i16_add(thrice, qn_i16_load_u8(far_row));
}

void qn_jpeg_widen_between(const uint8_t *near_row, const uint8_t *far_row, size_t count,
                           int16_t *sums, uint8_t *out)
{
    sums += JPEG_SUMS_FRONT;
    for (size_t i = 0; i < count; i += 8) {
        qn_lanes_store(sums + i, three_and_one(near_row + i, far_row + i));
    }
    widen_sums(sums, count, 8, 7, true, out);
}

void qn_jpeg_blend_rows(const uint8_t *near_row, const uint8_t *far_row, size_t count,
                        bool far_is_above, uint8_t *out)
{
    qn_lanes half = qn_i16_splat(far_is_above ? 1 : 2);
    for (size_t i = 0; i < count; i += 16) {
        qn_lanes first = qn_i16_add(three_and_one(near_row + i, far_row + i), half);
        qn_lanes second = qn_i16_add(three_and_one(near_row + i + 8, far_row + i + 8), half);
        qn_lanes_store(
            out + i, qn_i16_narrow_u8(qn_i16_shift_right(first, 2), qn_i16_shift_right(second, 2)));
    }
}

void qn_jpeg_repeat(const uint8_t *row, size_t count, size_t times, uint8_t *out)
{
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < times; ++j) {
            *out++ = row[i];
        }
    }
}
