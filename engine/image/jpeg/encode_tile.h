// The tiles of a picture that are encoded together: 8x8 pixels, or 16x16 with halved colours.
#ifndef IMAGE_JPEG_ENCODE_TILE_H
#define IMAGE_JPEG_ENCODE_TILE_H

#include "quoin/image/bitmap.h"

#define QN_JPEG_TILE_BYTES (16 * 16 * 4)
// With halved colours four of brightness and two of colours.
#define QN_JPEG_TILE_BLOCKS 6

typedef struct qn_jpeg_tiles {
    const uint8_t *rgba; // the picture's
    int32_t width_px, height_px;
    int32_t side_px; // of a tile; 8 or 16
    uint8_t background_rgb[3];
} qn_jpeg_tiles;

// background_rgb null is white. The side of a tile is left to be set.
qn_jpeg_tiles qn_jpeg_tiles_of(const qn_bitmap *bitmap, const uint8_t *background_rgb);
// Whether the picture, on its background, has no coloured pixel. A coloured background is taken to
// be seen as soon as one pixel is not opaque.
bool qn_jpeg_tiles_are_gray(const qn_jpeg_tiles *tiles);

// Whole tiles of opaque pixels: outside the picture its last column and row go on.
typedef struct qn_jpeg_tile {
    const uint8_t *rgba;
    size_t stride_bytes;
    int width_px, height_px; // of what lies in the picture
} qn_jpeg_tile;

// In the picture itself where that serves, in `copy` otherwise.
qn_jpeg_tile qn_jpeg_tile_at(const qn_jpeg_tiles *tiles, int32_t x, int32_t y,
                             uint8_t copy[QN_JPEG_TILE_BYTES]);

#endif
