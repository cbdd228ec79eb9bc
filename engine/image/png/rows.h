// The plain bytes of a PNG file, row after row of pass after pass, to a picture.
#ifndef IMAGE_PNG_ROWS_H
#define IMAGE_PNG_ROWS_H

#include "image/png/data.h"
#include "image/png/expand.h"

typedef struct qn_png_rows {
    const qn_png *png;
    qn_png_expander expander;
    qn_png_pass pass;
    uint32_t pass_index;
    uint32_t y;           // of the next row within the pass
    size_t row_bytes;     // of this pass, with the filter byte
    uint8_t *lines[3];    // two unfiltered rows in turn, zeros at first, and one of RGBA
    const uint8_t *above; // the unfiltered row before
    uint8_t *rgba;
    bool has_bad_filter; // some row was of a filter that does not exist; no more are made
} qn_png_rows;

// What the lines need, and how much may be written behind the last pixel of the picture.
uint64_t qn_png_rows_memory(const qn_png *png);
#define PNG_ROWS_SLACK_BYTES 16

// Memory and the pixels are the caller's and must outlive the rows.
qn_png_rows qn_png_rows_begin(const qn_png *png, uint8_t *memory, uint8_t *rgba);
// The bytes of the next row with its filter; 0 after the last.
static inline size_t qn_png_rows_next_size(const qn_png_rows *rows) { return rows->row_bytes; }
// Takes a row; up to UNFILTER_SLACK_BYTES behind it may be read.
void qn_png_rows_take(qn_png_rows *rows, const uint8_t *packed);

#endif
