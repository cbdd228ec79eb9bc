// The pixel data of a checked PNG file: how many bytes they must inflate to, how they lie in
// passes, and the bytes of all IDAT chunks as one stream.
#ifndef IMAGE_PNG_DATA_H
#define IMAGE_PNG_DATA_H

#include "image/png/chunks.h"

// Every step-th pixel from the first on; a picture that is not interlaced is one pass of step 1.
typedef struct qn_png_pass {
    uint32_t width_px, height_px; // 0 if the picture has none of its pixels
    uint32_t first_x, first_y;
    uint32_t step_x, step_y;
} qn_png_pass;

uint32_t qn_png_pass_count(const qn_png *png);
qn_png_pass qn_png_pass_at(const qn_png *png, uint32_t index);
uint32_t qn_png_bits_per_pixel(const qn_png *png);
// Of a row of so many pixels, without its filter byte. Exact up to 2^31 pixels.
uint64_t qn_png_row_size(const qn_png *png, uint32_t width_px);
// Filter bytes and samples of all rows of all passes, exact. Pixel counts up to 2^28.
uint64_t qn_png_raw_size(const qn_png *png);

typedef struct qn_png_stream {
    qn_cursor chunks;
    qn_bytes piece; // what is left of the current chunk
} qn_png_stream;

qn_png_stream qn_png_stream_open(const qn_png *png);
// Moves on to a chunk with bytes if the current one has none left; false at the end.
bool qn_png_stream_has_more(qn_png_stream *stream);

#endif
