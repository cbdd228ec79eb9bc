// One block of 8x8 samples, from samples to the numbers that are written.
#ifndef IMAGE_JPEG_ENCODE_BLOCK_H
#define IMAGE_JPEG_ENCODE_BLOCK_H

#include "quoin/base.h"

// What a quality makes of one of Annex K's two tables: the steps, row by row, and what dividing by
// them takes.
typedef struct qn_jpeg_quant {
    uint8_t steps[64]; // 1..255
    int16_t half[64], bias[64], reciprocal[64], scale[64];
} qn_jpeg_quant;

// quality 1..100, as libjpeg scales the tables.
void qn_jpeg_quant_make(qn_jpeg_quant *quant, int quality, bool is_chroma);

// Samples around 0 become quantised coefficients, in place, row by row: libjpeg's accurate integer
// transform, and each quotient rounded to the nearest, halves away from 0. The result has bit i set
// where coefficient i is not 0.
uint64_t qn_jpeg_transform(int16_t block[64], const qn_jpeg_quant *quant);

#endif
