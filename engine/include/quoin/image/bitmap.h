// A picture in memory.
#ifndef QUOIN_IMAGE_BITMAP_H
#define QUOIN_IMAGE_BITMAP_H

#include "quoin/base.h"

// Of a bitmap that is made, filtered, turned or resized here.
#define QN_BITMAP_MAX_SIDE_PX 16384

// Rows from the top, 4 bytes a pixel (red, green, blue, alpha, alpha not multiplied in), no gaps.
// The pixels are given back by qn_memory_release.
typedef struct qn_bitmap {
    int32_t width_px, height_px;
    uint8_t *rgba;
} qn_bitmap;

// All pixels are 0: black, and nothing of it is to be seen. OUT_OF_RANGE for a side below 1,
// TOO_LARGE for one above QN_BITMAP_MAX_SIDE_PX, NULL_POINTER, OUT_OF_MEMORY. On an error *out is
// all zeros.
QN_API qn_error qn_image_create(int32_t width_px, int32_t height_px, qn_bitmap *out);

#endif
