// What a filter subtracts is known beforehand for all bytes, so that sixteen are filtered at a
// time; the samples to the left are those a pixel earlier in memory, where zeros lie in front of a
// row.
//
// A block at the end of a row is made whole as well, and counts with a mask.
#include "image/png/filter.h"

#include <string.h>

#include "base/simd_bytes.h"

#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define BLOCK_BYTES 16
// In front of a row.
#define MARGIN_BYTES 16

// Paeth's distances of a + b - c from a, b and c are those of b from c, of a from c, and of both
// differences together. Where the two have one sign the last is the greatest and is not chosen.
ALWAYS_INLINE qn_b16 paeth(qn_b16 left, qn_b16 up, qn_b16 corner)
{
    qn_b16 to_left = qn_b16_distance(up, corner), to_up = qn_b16_distance(left, corner);
    qn_b16 left_above = qn_b16_equal(qn_b16_max(left, corner), left);
    qn_b16 up_above = qn_b16_equal(qn_b16_max(up, corner), up);
    qn_b16 one_sign = qn_b16_equal(left_above, up_above);
    qn_b16 to_corner = qn_b16_or(qn_b16_distance(to_left, to_up), one_sign);
    qn_b16 least = qn_b16_min(qn_b16_min(to_left, to_up), to_corner);
    qn_b16 up_or_corner = qn_b16_select(qn_b16_equal(to_up, least), up, corner);
    return qn_b16_select(qn_b16_equal(to_left, least), left, up_or_corner);
}

ALWAYS_INLINE qn_b16 guess(qn_png_filter filter, const uint8_t *row, const uint8_t *above,
                           uint32_t step)
{
    switch (filter) {
    case FILTER_SUB:
        return qn_b16_load(row - step);
    case FILTER_UP:
        return qn_b16_load(above);
    case FILTER_AVERAGE:
        return qn_b16_half_sum(qn_b16_load(row - step), qn_b16_load(above));
    case FILTER_PAETH:
        return paeth(qn_b16_load(row - step), qn_b16_load(above), qn_b16_load(above - step));
    default:
        return qn_b16_splat(0);
    }
}

// All ones for so many bytes of a block, zeros behind.
static qn_b16 mask_of(size_t count)
{
    uint8_t mask[BLOCK_BYTES] = {0};
    memset(mask, 255, count);
    return qn_b16_load(mask);
}

ALWAYS_INLINE uint32_t try_filter(const qn_png_filterer *filterer, qn_png_filter filter)
{
    const uint8_t *row = filterer->row, *above = filterer->above;
    uint8_t *out = filterer->tries[filter];
    uint32_t step = filterer->pixel_bytes;
    qn_byte_sum sum = qn_byte_sum_zero();
    size_t size = filterer->row_bytes, whole = size - size % BLOCK_BYTES;
    for (size_t i = 0; i < whole; i += BLOCK_BYTES) {
        qn_b16 bytes = qn_b16_sub(qn_b16_load(row + i), guess(filter, row + i, above + i, step));
        qn_b16_store(out + i, bytes);
        sum = qn_byte_sum_add(sum, qn_b16_abs(bytes));
    }
    if (whole < size) {
        qn_b16 guessed = guess(filter, row + whole, above + whole, step);
        qn_b16 bytes = qn_b16_sub(qn_b16_load(row + whole), guessed);
        qn_b16_store(out + whole, bytes);
        sum = qn_byte_sum_add(sum, qn_b16_and(qn_b16_abs(bytes), mask_of(size - whole)));
    }
    return qn_byte_sum_total(sum);
}

// ---- Rows -----------------------------------------------------------------------------------

static uint64_t line_size(uint64_t row_bytes)
{
    return MARGIN_BYTES + (row_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES + BLOCK_BYTES;
}

uint64_t qn_png_filterer_memory(uint64_t row_bytes)
{
    return (2 + FILTER_COUNT) * line_size(row_bytes);
}

qn_png_filterer qn_png_filterer_begin(uint8_t *memory, size_t row_bytes, uint32_t pixel_bytes)
{
    size_t size = (size_t)line_size(row_bytes);
    memset(memory, 0, (2 + FILTER_COUNT) * size);
    qn_png_filterer filterer = {.row_bytes = row_bytes,
                                .pixel_bytes = pixel_bytes,
                                .row = memory + MARGIN_BYTES,
                                .above = memory + size + MARGIN_BYTES};
    for (size_t i = 0; i < FILTER_COUNT; ++i) {
        filterer.tries[i] = memory + (2 + i) * size;
    }
    return filterer;
}

static void swap_rows(qn_png_filterer *filterer)
{
    uint8_t *row = filterer->row;
    filterer->row = filterer->above;
    filterer->above = row;
}

void qn_png_filterer_best(qn_png_filterer *filterer, uint8_t *out)
{
    uint32_t costs[FILTER_COUNT] = {
        try_filter(filterer, FILTER_NONE),  try_filter(filterer, FILTER_SUB),
        try_filter(filterer, FILTER_UP),    try_filter(filterer, FILTER_AVERAGE),
        try_filter(filterer, FILTER_PAETH),
    };
    uint32_t best = 0;
    for (uint32_t i = 1; i < FILTER_COUNT; ++i) {
        best = costs[i] < costs[best] ? i : best;
    }
    out[0] = (uint8_t)best;
    memcpy(out + 1, filterer->tries[best], filterer->row_bytes);
    swap_rows(filterer);
}

void qn_png_filterer_none(qn_png_filterer *filterer, uint8_t *out)
{
    out[0] = FILTER_NONE;
    memcpy(out + 1, filterer->row, filterer->row_bytes);
    swap_rows(filterer);
}
