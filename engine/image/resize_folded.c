// A Gaussian of full length weighs what lies as far before the middle as behind it alike. So the
// two are added first, and one product serves both: bytes of two rows to at most 510, mixed values
// of two pixels to at most 2 * 255 * 64, which int16 holds. Sums are those of resize_fixed.c, in
// another order, and in integers that makes no difference.
//
// Here the mixed row is not zipped: two pixels are read anywhere, and what two weights are for is
// zipped when it has been added.
#include "image/resize_passes.h"

#include <string.h>

#include "base/simd_i16.h"

#define ROW_CHUNK_BYTES 32
#define PIXELS_AT_ONCE 4

static bool is_palindrome(const int16_t *weights, int32_t count)
{
    for (int32_t k = 0; k < count / 2; ++k) {
        if (weights[k] != weights[count - 1 - k]) {
            return false;
        }
    }
    return true;
}

// Of a side's window of full length, that of the output in the middle, the far half with the middle
// in front, and a 0 behind if that is needed to make them even.
static bool fold(const qn_weights *side, int32_t output_count, qn_folded *out)
{
    int32_t output = output_count / 2;
    qn_window window = side->windows[output];
    int32_t count = window.count - window.lead, reach = count / 2;
    const int16_t *weights = side->fixed + (size_t)output * (size_t)side->stride + window.lead;
    bool is_whole = count % 2 != 0 && window.start + window.lead + reach == output &&
                    output_count >= 2 * reach + PIXELS_AT_ONCE && reach > 0 &&
                    reach + 1 < QN_FOLDED_WEIGHTS;
    if (!is_whole || !is_palindrome(weights, count)) {
        return false;
    }
    *out = (qn_folded){.reach = reach, .pair_count = reach / 2 + 1};
    memcpy(out->weights, weights + reach, (size_t)(reach + 1) * sizeof *weights);
    return true;
}

bool qn_folded_can(const qn_passes *passes, qn_folded *down, qn_folded *across)
{
    return passes->width_px * 4 >= ROW_CHUNK_BYTES &&
           fold(&passes->down, passes->height_px, down) &&
           fold(&passes->across, passes->width_px, across);
}

// ---- Down -----------------------------------------------------------------------------------

// The sums of eight bytes of two rows.
static inline void add_rows(qn_lanes above, qn_lanes below, qn_lanes *low, qn_lanes *high)
{
    *low = qn_u8_add_pairs(qn_u8_zip_low(above, below));
    *high = qn_u8_add_pairs(qn_u8_zip_high(above, below));
}

// Sixteen bytes: what two rows were added to for one weight and for the next.
typedef struct four_sums {
    qn_lanes s0, s1, s2, s3;
} four_sums;

static inline four_sums add_dots(four_sums sums, qn_lanes low, qn_lanes high, qn_lanes next_low,
                                 qn_lanes next_high, qn_lanes weights)
{
    sums.s0 = qn_i32_add(sums.s0, qn_i16_dot(qn_i16_zip_low(low, next_low), weights));
    sums.s1 = qn_i32_add(sums.s1, qn_i16_dot(qn_i16_zip_high(low, next_low), weights));
    sums.s2 = qn_i32_add(sums.s2, qn_i16_dot(qn_i16_zip_low(high, next_high), weights));
    sums.s3 = qn_i32_add(sums.s3, qn_i16_dot(qn_i16_zip_high(high, next_high), weights));
    return sums;
}

// Rows as far above the middle as below it, and those one further away.
static inline four_sums add_four_rows(four_sums sums, const uint8_t *above, const uint8_t *below,
                                      size_t stride, qn_lanes weights)
{
    qn_lanes low, high, next_low, next_high;
    add_rows(qn_lanes_load(above), qn_lanes_load(below), &low, &high);
    add_rows(qn_lanes_load(above - stride), qn_lanes_load(below + stride), &next_low, &next_high);
    return add_dots(sums, low, high, next_low, next_high, weights);
}

static inline four_sums add_three_rows(four_sums sums, const uint8_t *middle, size_t stride,
                                       qn_lanes weights)
{
    qn_lanes own = qn_lanes_load(middle), low, high;
    add_rows(qn_lanes_load(middle - stride), qn_lanes_load(middle + stride), &low, &high);
    return add_dots(sums, qn_u8_low(own), qn_u8_high(own), low, high, weights);
}

static inline void store_sums(int16_t *to, four_sums sums, int shift)
{
    qn_lanes s0 = qn_i32_shift_right(sums.s0, shift), s1 = qn_i32_shift_right(sums.s1, shift);
    qn_lanes s2 = qn_i32_shift_right(sums.s2, shift), s3 = qn_i32_shift_right(sums.s3, shift);
    qn_lanes_store(to, qn_i32_narrow_i16(s0, s1));
    qn_lanes_store(to + 8, qn_i32_narrow_i16(s2, s3));
}

// The last rows may be of the weight 0 that made them even: those within the picture serve as well.
static void mix_chunk(const qn_folded *down, int shift, const uint8_t *middle, size_t stride,
                      int16_t *to)
{
    qn_lanes half = qn_i32_splat(1 << (shift - 1));
    four_sums left = {half, half, half, half}, right = left;
    qn_lanes weights = qn_i32_load_splat(down->weights);
    left = add_three_rows(left, middle, stride, weights);
    right = add_three_rows(right, middle + 16, stride, weights);
    const uint8_t *above = middle - 2 * stride, *below = middle + 2 * stride;
    for (int32_t i = 1; i < down->pair_count; ++i) {
        weights = qn_i32_load_splat(down->weights + 2 * i);
        size_t next = 2 * i < down->reach ? stride : 0;
        left = add_four_rows(left, above, below, next, weights);
        right = add_four_rows(right, above + 16, below + 16, next, weights);
        above -= 2 * stride, below += 2 * stride;
    }
    store_sums(to, left, shift);
    store_sums(to + 16, right, shift);
}

// The last chunk overlaps the one before it.
static void mix_rows(qn_passes *passes, int32_t row)
{
    size_t row_bytes = (size_t)passes->width_px * 4;
    const uint8_t *middle = passes->from.rgba + (size_t)row * row_bytes;
    int shift = passes->down.bits - QN_MIXED_BITS;
    for (size_t at = 0; at < row_bytes; at += ROW_CHUNK_BYTES) {
        size_t from = at + ROW_CHUNK_BYTES <= row_bytes ? at : row_bytes - ROW_CHUNK_BYTES;
        mix_chunk(&passes->folded_down, shift, middle + from, row_bytes, passes->mixed + from);
    }
}

// ---- Across ---------------------------------------------------------------------------------

// Two pixels as far before and behind as a weight says.
static inline qn_lanes pixels_around(const int16_t *middle, ptrdiff_t away)
{
    return qn_i16_add(qn_lanes_load(middle - 4 * away), qn_lanes_load(middle + 4 * away));
}

static inline qn_lanes four_out(four_sums sums, int shift)
{
    qn_lanes s0 = qn_i32_shift_right(sums.s0, shift), s1 = qn_i32_shift_right(sums.s1, shift);
    qn_lanes s2 = qn_i32_shift_right(sums.s2, shift), s3 = qn_i32_shift_right(sums.s3, shift);
    return qn_i16_narrow_u8(qn_i32_narrow_i16(s0, s1), qn_i32_narrow_i16(s2, s3));
}

// Four pixels whose windows are of full length.
static void mix_four(const qn_folded *across, int shift, const int16_t *middle, uint8_t *to)
{
    qn_lanes half = qn_i32_splat(1 << (shift - 1));
    four_sums sums = {half, half, half, half};
    sums =
        add_dots(sums, qn_lanes_load(middle), qn_lanes_load(middle + 8), pixels_around(middle, 1),
                 pixels_around(middle + 8, 1), qn_i32_load_splat(across->weights));
    for (int32_t i = 1; i < across->pair_count; ++i) {
        ptrdiff_t away = 2 * i, next = 2 * i < across->reach ? away + 1 : away;
        sums = add_dots(sums, pixels_around(middle, away), pixels_around(middle + 8, away),
                        pixels_around(middle, next), pixels_around(middle + 8, next),
                        qn_i32_load_splat(across->weights + 2 * i));
    }
    qn_lanes_store(to, four_out(sums, shift));
}

// A pixel whose window is cut off by the edge.
static void mix_one(const qn_passes *passes, int32_t x, uint8_t *to)
{
    const qn_weights *across = &passes->across;
    const int16_t *mixed = passes->mixed + (size_t)across->windows[x].start * 4;
    const int16_t *weights = across->fixed + (size_t)x * (size_t)across->stride;
    int shift = across->bits + QN_MIXED_BITS;
    qn_lanes sum = qn_i32_splat(1 << (shift - 1));
    for (int32_t k = 0; k < across->stride; k += 2) {
        qn_lanes pair = qn_i16_zip_halves(qn_lanes_load(mixed + (size_t)k * 4));
        sum = qn_i32_add(sum, qn_i16_dot(pair, qn_i32_load_splat(weights + k)));
    }
    qn_lanes pixel = qn_i32_narrow_i16(qn_i32_shift_right(sum, shift), qn_lanes_zero());
    uint8_t kept[16];
    qn_lanes_store(kept, qn_i16_narrow_u8(pixel, pixel));
    memcpy(to + (size_t)x * 4, kept, 4);
}

void qn_folded_row(qn_passes *passes, int32_t row, uint8_t *to)
{
    const qn_folded *across = &passes->folded_across;
    int32_t first = across->reach, end = passes->width_px - across->reach;
    int shift = passes->across.bits + QN_MIXED_BITS;
    mix_rows(passes, row);
    for (int32_t x = 0; x < first; ++x) {
        mix_one(passes, x, to);
        mix_one(passes, end + x, to);
    }
    for (int32_t at = first; at < end; at += PIXELS_AT_ONCE) {
        int32_t x = at + PIXELS_AT_ONCE <= end ? at : end - PIXELS_AT_ONCE;
        mix_four(across, shift, passes->mixed + (size_t)x * 4, to + (size_t)x * 4);
    }
}
