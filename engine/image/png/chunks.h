// The chunks of a PNG file, checked: lengths, order, CRC-32 and what their headers may say.
#ifndef IMAGE_PNG_CHUNKS_H
#define IMAGE_PNG_CHUNKS_H

#include "base/bytes.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_BYTES 8

typedef enum qn_png_color {
    PNG_GREY = 0,
    PNG_RGB = 2,
    PNG_PALETTE = 3,
    PNG_GREY_ALPHA = 4,
    PNG_RGBA = 6,
} qn_png_color;

typedef struct qn_png {
    uint32_t width_px, height_px; // 1 to 2^31 - 1
    uint8_t bit_depth;
    uint8_t color; // qn_png_color
    bool is_interlaced;
    qn_bytes header;       // the 13 bytes of IHDR
    qn_bytes palette;      // the bytes of PLTE, empty if there is none
    qn_bytes transparency; // the bytes of tRNS, likewise
    qn_bytes data_chunks;  // all IDAT chunks, headers and checksums included
} qn_png;

typedef struct qn_png_chunk {
    uint32_t type;
    qn_bytes data;
} qn_png_chunk;

// The signature and IHDR; the cursor then stands behind them.
qn_error qn_png_read_header(qn_cursor *cursor, qn_png *out);
// All chunks after the header, to the end of the file.
qn_error qn_png_walk(qn_cursor *cursor, qn_png *png);
// The next chunk with its checksum checked.
qn_error qn_png_read_chunk(qn_cursor *cursor, qn_png_chunk *out);

#endif
