// Filters of PNG's rows (ISO/IEC 15948, 9.2), and the choice between them.
#ifndef IMAGE_PNG_FILTER_H
#define IMAGE_PNG_FILTER_H

#include "image/png/unfilter.h"

typedef struct qn_png_filterer {
    size_t row_bytes;
    uint32_t pixel_bytes; // 1 to 4
    uint8_t *row;         // the samples of the next row go here, and 16 bytes behind them
    uint8_t *above;
    uint8_t *tries[FILTER_COUNT];
} qn_png_filterer;

uint64_t qn_png_filterer_memory(uint64_t row_bytes);
// The first row stands below zeros. Memory is the caller's.
qn_png_filterer qn_png_filterer_begin(uint8_t *memory, size_t row_bytes, uint32_t pixel_bytes);

// The filter's number and the filtered row, of the filter whose bytes, taken as signed, have the
// least sum without their signs; row and above change places.
void qn_png_filterer_best(qn_png_filterer *filterer, uint8_t *out);
// As it is, filter 0.
void qn_png_filterer_none(qn_png_filterer *filterer, uint8_t *out);

#endif
