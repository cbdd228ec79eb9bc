// Samples of any kind of PNG to RGBA of 8 bits.
#ifndef IMAGE_PNG_EXPAND_H
#define IMAGE_PNG_EXPAND_H

#include "image/png/chunks.h"

typedef struct qn_png_expander {
    uint32_t bit_depth;
    uint32_t color;         // qn_png_color
    bool has_key;           // one colour, of grey or RGB samples, is transparent
    uint8_t key[6];         // its samples: one byte each, or two for 16 bits
    uint8_t colors[256][4]; // what each sample of one channel of up to 8 bits stands for
} qn_png_expander;

qn_png_expander qn_png_expander_of(const qn_png *png);

// An unfiltered row to rgba, 4 bytes a pixel. RGB of 8 bits must already have four bytes a pixel,
// and may lie where the result goes, as RGBA of 8 bits may.
void qn_png_expand(const qn_png_expander *expander, const uint8_t *row, uint32_t width_px,
                   uint8_t *rgba);

#endif
