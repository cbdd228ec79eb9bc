// From pixels to the samples of JPEG's blocks.
#ifndef IMAGE_JPEG_ENCODE_COLOR_H
#define IMAGE_JPEG_ENCODE_COLOR_H

#include "quoin/base.h"

// Pixels are RGBA, their alpha is not looked at; stride_bytes leads from row to row. Samples are
// rows of eight, with 128 taken off.

// The brightness of 8x8 pixels.
void qn_jpeg_sample_luma(const uint8_t *rgba, size_t stride_bytes, int16_t y[64]);
// The colours of 8x8 pixels.
void qn_jpeg_sample_chroma(const uint8_t *rgba, size_t stride_bytes, int16_t cb[64],
                           int16_t cr[64]);
// The colours of 16x16 pixels, of which each 2x2 are averaged.
void qn_jpeg_sample_halved(const uint8_t *rgba, size_t stride_bytes, int16_t cb[64],
                           int16_t cr[64]);

// Whether all alphas of a square tile are 255; its side is a multiple of 4.
bool qn_jpeg_is_opaque(const uint8_t *rgba, size_t stride_bytes, int side_px);
// Whether each of the pixels has equal red, green and blue, and if it must, is opaque.
bool qn_jpeg_is_gray(const uint8_t *rgba, size_t pixel_count, bool must_be_opaque);

#endif
