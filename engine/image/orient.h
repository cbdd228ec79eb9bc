// Rows of a picture as they come, put where its EXIF orientation has them.
#ifndef IMAGE_ORIENT_H
#define IMAGE_ORIENT_H

#include "quoin/image/bitmap.h"

// Rows that are put away at once where they become columns: a cache line of every row of the
// result.
#define ORIENT_BAND_ROWS 16

typedef struct qn_orient {
    uint8_t *pixels;              // of the result
    int32_t width_px, height_px;  // of the picture that comes
    int32_t orientation;          // 1 to 8, as EXIF counts
    int32_t first_row, row_count; // of the band
    uint8_t *band;                // ORIENT_BAND_ROWS rows
} qn_orient;

// 5 to 8 exchange width and height.
static inline bool qn_orient_is_turned(int32_t orientation) { return orientation >= 5; }
// Bytes of the band: none where rows go straight to where they belong.
size_t qn_orient_band_bytes(int32_t width_px, int32_t orientation);

// Where the next row is to be written.
uint8_t *qn_orient_begin_row(qn_orient *orient);
void qn_orient_end_row(qn_orient *orient);

#endif
