// The transform is that of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 11 multiplications,
// in the form and with the roundings of libjpeg's accurate one. Here each rotation is a dot product
// of pairs, exact in 32 bits: rows first, as columns of the transposed block, then columns.
//
// Division: a coefficient c, 8 times too large, and a step q ask for floor((c + 4q) / 8q), after 1
// was taken from a negative c, so that halves go away from 0. With m = (c + 4q) >> 3 that is the
// nearest to (m + 1/2) / q - 1/2, which never comes closer to a half than 1 / 2q. A reciprocal of
// 14 bits is enough for that: its product is kept 8 to 16 times finer than 1 / q, and rounded once
// more.
#include "image/jpeg/encode_block.h"

#include "base/simd_block.h"

// ---- Steps ----------------------------------------------------------------------------------

// ISO/IEC 10918-1, tables K.1 and K.2.
static const uint8_t annex_k[2][64] = {
    {16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55,
     14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62,
     18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92,
     49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99},
    {17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99,
     99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
     99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99}};

static int scaled_step(int step, int quality)
{
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int scaled = (step * percent + 50) / 100;
    return scaled < 1 ? 1 : scaled > 255 ? 255 : scaled;
}

void qn_jpeg_quant_make(qn_jpeg_quant *quant, int quality, bool is_chroma)
{
    for (int i = 0; i < 64; ++i) {
        int q = scaled_step(annex_k[is_chroma][i], quality);
        int finer = 3; // bits kept below the quotient
        while (q >> (finer - 2) != 0) {
            ++finer;
        }
        quant->steps[i] = (uint8_t)q;
        quant->half[i] = (int16_t)(4 * q);
        quant->bias[i] = (int16_t)(8 - 8 * q);
        quant->reciprocal[i] = (int16_t)(((2 << (11 + finer)) / q + 1) / 2);
        quant->scale[i] = (int16_t)(1 << (15 - finer));
    }
}

// ---- The transform --------------------------------------------------------------------------

// Factors have 13 bits of fraction, of which `bits` go, and in the second pass 2 that the first has
// left in.
static inline void transform_even(qn_lanes v[8], const qn_lanes plus[4], int bits, bool is_first)
{
    qn_lanes outer_sum = qn_i16_add(plus[0], plus[3]), outer = qn_i16_sub(plus[0], plus[3]);
    qn_lanes inner_sum = qn_i16_add(plus[1], plus[2]), inner = qn_i16_sub(plus[1], plus[2]);
    qn_lanes all = qn_i16_add(outer_sum, inner_sum), ends = qn_i16_sub(outer_sum, inner_sum);
    qn_lanes two = qn_i16_splat(2);
    v[0] = is_first ? qn_i16_shift_left(all, 2) : qn_i16_shift_right(qn_i16_add(all, two), 2);
    v[4] = is_first ? qn_i16_shift_left(ends, 2) : qn_i16_shift_right(qn_i16_add(ends, two), 2);
    qn_pairs both = qn_pairs_of(outer, inner);
    v[2] = qn_wide_narrow(qn_pairs_dot(both, 10703, 4433), bits);
    v[6] = qn_wide_narrow(qn_pairs_dot(both, 4433, -10704), bits);
}

static inline void transform_odd(qn_lanes v[8], const qn_lanes minus[4], int bits)
{
    qn_pairs crossed = qn_pairs_of(qn_i16_add(minus[3], minus[1]), qn_i16_add(minus[2], minus[0]));
    int32_t half = 1 << (bits - 1);
    qn_wide odd_part = qn_wide_add_number(qn_pairs_dot(crossed, -6436, 9633), half);
    qn_wide even_part = qn_wide_add_number(qn_pairs_dot(crossed, 9633, 6437), half);
    qn_pairs outer = qn_pairs_of(minus[3], minus[0]);
    v[7] = qn_wide_shift_narrow(qn_wide_add(qn_pairs_dot(outer, -4927, -7373), odd_part), bits);
    v[1] = qn_wide_shift_narrow(qn_wide_add(qn_pairs_dot(outer, -7373, 4926), even_part), bits);
    qn_pairs inner = qn_pairs_of(minus[2], minus[1]);
    v[5] = qn_wide_shift_narrow(qn_wide_add(qn_pairs_dot(inner, -4176, -20995), even_part), bits);
    v[3] = qn_wide_shift_narrow(qn_wide_add(qn_pairs_dot(inner, -20995, 4177), odd_part), bits);
}

// Eight columns at once, a lane each.
static inline void transform_columns(qn_lanes v[8], bool is_first)
{
    int bits = is_first ? 11 : 15;
    qn_lanes plus[4] = {qn_i16_add(v[0], v[7]), qn_i16_add(v[1], v[6]), qn_i16_add(v[2], v[5]),
                        qn_i16_add(v[3], v[4])};
    qn_lanes minus[4] = {qn_i16_sub(v[0], v[7]), qn_i16_sub(v[1], v[6]), qn_i16_sub(v[2], v[5]),
                         qn_i16_sub(v[3], v[4])};
    transform_even(v, plus, bits, is_first);
    transform_odd(v, minus, bits);
}

static inline qn_lanes divide(qn_lanes c, const qn_jpeg_quant *quant, int first)
{
    qn_lanes down = qn_i16_add(c, qn_i16_shift_right(c, 15));
    qn_lanes shifted = qn_i16_add(down, qn_lanes_load(quant->half + first));
    qn_lanes sixteen_m = qn_lanes_and(qn_i16_add(shifted, shifted), qn_i16_splat(-16));
    qn_lanes numerator = qn_i16_add(sixteen_m, qn_lanes_load(quant->bias + first));
    qn_lanes finer = qn_i16_mul_q15(numerator, qn_lanes_load(quant->reciprocal + first));
    return qn_i16_mul_q15(finer, qn_lanes_load(quant->scale + first));
}

uint64_t qn_jpeg_transform(int16_t block[64], const qn_jpeg_quant *quant)
{
    qn_lanes v[8] = {qn_lanes_load(block),      qn_lanes_load(block + 8),
                     qn_lanes_load(block + 16), qn_lanes_load(block + 24),
                     qn_lanes_load(block + 32), qn_lanes_load(block + 40),
                     qn_lanes_load(block + 48), qn_lanes_load(block + 56)};
    qn_i16_transpose(v);
    transform_columns(v, true);
    qn_i16_transpose(v);
    transform_columns(v, false);
    uint64_t nonzero = 0;
#pragma GCC unroll 4
    for (int i = 0; i < 8; i += 2) {
        qn_lanes upper = divide(v[i], quant, 8 * i);
        qn_lanes lower = divide(v[i + 1], quant, 8 * i + 8);
        qn_lanes_store(block + 8 * i, upper);
        qn_lanes_store(block + 8 * i + 8, lower);
        nonzero |= (uint64_t)qn_i16_nonzero(upper, lower) << (8 * i);
    }
    return nonzero;
}
