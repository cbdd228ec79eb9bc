// The rows of a picture as the zlib stream of a PNG file, band after band.
#ifndef IMAGE_PNG_BANDS_H
#define IMAGE_PNG_BANDS_H

#include "base/alloc.h"
#include "image/png/filter.h"
#include "image/png/needs.h"
#include "image/png/pack.h"

typedef struct qn_png_bands_def {
    const qn_bitmap *bitmap; // and what it must have, both for as long as there are bands
    const qn_png_needs *needs;
    int32_t level; // 1 to 9
    bool is_stored;
} qn_png_bands_def;

typedef struct qn_png_bands {
    qn_png_bands_def of;
    size_t row_bytes; // without the filter byte
    uint32_t pixel_bytes;
    bool is_filtered;
    int32_t row, rows_at_once;
    uint32_t adler32; // of the rows before
    qn_png_bits bits; // left of them
    qn_block work;    // of the filters
    qn_block rows;    // with their filters, end to end
    qn_block packed;
    qn_block other; // of another way to pack them, at the last level
} qn_png_bands;

// TOO_LARGE, OUT_OF_MEMORY; there is then nothing to close.
qn_error qn_png_bands_open(const qn_png_bands_def *def, qn_png_bands *out);
void qn_png_bands_close(qn_png_bands *bands);
bool qn_png_bands_are_done(const qn_png_bands *bands);
// The stream's bytes of the next band, which are there until the next call; the last one's with its
// end. OUT_OF_MEMORY leaves bands that can only be closed.
qn_error qn_png_bands_next(qn_png_bands *bands, qn_bytes *out);

#endif
