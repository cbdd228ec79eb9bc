// The entropy-coded data of one scan, block after block.
#ifndef IMAGE_JPEG_CODER_H
#define IMAGE_JPEG_CODER_H

#include "image/jpeg/bits.h"
#include "image/jpeg/huffman.h"
#include "image/jpeg/markers.h"

// A block with the spot behind it where coefficients past its end fall.
#define JPEG_BLOCK_ROOM 72

typedef struct qn_jpeg_coder {
    qn_jpeg_bits bits;
    uint32_t restart_interval, mcus_left; // MCUs until the next restart marker
    uint32_t restart_number;              // of the next one
    int32_t dc[JPEG_MAX_COMPONENTS];      // of the last block, by place in the scan
    uint32_t end_run;                     // progressive: blocks that end where they begin
    qn_jpeg_scan scan;
    const qn_jpeg_huffman *dc_tables[JPEG_MAX_COMPONENTS], *ac_tables[JPEG_MAX_COMPONENTS];
    qn_jpeg_huffman tables[2][4];
} qn_jpeg_coder;

// From where the cursor of the file stands. Tables that the file leaves out are the standard ones.
qn_error qn_jpeg_coder_begin(qn_jpeg_coder *coder, const qn_jpeg *jpeg, const qn_jpeg_scan *scan);
// Once all MCUs are read: where the file goes on.
size_t qn_jpeg_coder_position(const qn_jpeg_coder *coder, const qn_jpeg *jpeg);

// Reads the restart marker that is due before this MCU, if one is.
qn_error qn_jpeg_coder_begin_mcu(qn_jpeg_coder *coder);
// Whether all since the last question was read from good data: call it at least once a row.
//   TRUNCATED  the file ended
//   BAD_DATA   a marker came too early, or a code does not exist
qn_error qn_jpeg_coder_check(const qn_jpeg_coder *coder);

// A whole block of the component at this place in the scan, in natural order; `out` must be zeros.
// The result is the position, in zigzag order, behind which there are only zeros.
uint32_t qn_jpeg_coder_block(qn_jpeg_coder *coder, int place, int16_t out[JPEG_BLOCK_ROOM]);

// What a progressive scan adds to a block of 64, by the scan's kind.
typedef void qn_jpeg_refine_fn(qn_jpeg_coder *coder, int place, int16_t *block);
qn_jpeg_refine_fn *qn_jpeg_coder_refine(const qn_jpeg_scan *scan);

#endif
