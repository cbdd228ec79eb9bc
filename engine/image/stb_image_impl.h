// The only door to stb_image.
#ifndef IMAGE_STB_IMAGE_IMPL_H
#define IMAGE_STB_IMAGE_IMPL_H

#include "quoin/base.h"

// A PNG file in a block of the current budget, which is released as soon as its last byte was read.
typedef struct qn_stb_source {
    uint8_t *data;
    size_t size_bytes;
    size_t position;
} qn_stb_source;

// RGBA in a block of the current budget, or null. Blocks may be left behind in the budget.
uint8_t *qn_stb_decode_png(qn_stb_source *source, int *width_px, int *height_px);

#endif
