// Which kind of PNG a picture needs: the fewest bits a pixel that keep every pixel as it is.
#ifndef IMAGE_PNG_NEEDS_H
#define IMAGE_PNG_NEEDS_H

#include "image/png/data.h"
#include "quoin/image/bitmap.h"

#define PNG_MAX_COLORS 256
#define PNG_COLOR_SLOTS 1024

typedef struct qn_png_needs {
    uint32_t bit_depth;
    qn_png_color color;
    uint32_t color_count; // of the palette
    uint32_t clear_count; // of its first colours, whose alpha is not 255
    uint8_t colors[PNG_MAX_COLORS][4];
    // Where a colour is among them, plus one: open addressing, 0 where a slot is free.
    uint16_t slots[PNG_COLOR_SLOTS];
} qn_png_needs;

qn_png_needs qn_png_needs_of(const qn_bitmap *bitmap);

uint32_t qn_png_needs_pixel_bits(const qn_png_needs *needs);
// Without the filter byte.
uint64_t qn_png_needs_row_size(const qn_png_needs *needs, uint32_t width_px);
// Samples of a row of pixels; up to 16 bytes behind them are written.
void qn_png_needs_pack(const qn_png_needs *needs, const uint8_t *rgba, uint32_t width_px,
                       uint8_t *out);

#endif
