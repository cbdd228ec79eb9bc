// A block of coefficients to 8 x 8 samples, or to fewer.
#ifndef IMAGE_JPEG_IDCT_H
#define IMAGE_JPEG_IDCT_H

#include <stddef.h>
#include <stdint.h>

// All in natural order. `last` is the position, in zigzag order, behind which there are only zeros;
// it may be too high. Writes `side` rows of `side` samples (8, 4, 2 or 1), each the mean of its
// share of the block.
void qn_jpeg_idct(const int16_t *block, const uint16_t *quant, uint32_t last, int side,
                  uint8_t *out, size_t stride);

// Such a `last` for a block of which nothing is known.
uint32_t qn_jpeg_last(const int16_t *block);

#endif
