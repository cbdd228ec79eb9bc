// The segments of a file around its numbers.
#ifndef IMAGE_JPEG_ENCODE_HEADER_H
#define IMAGE_JPEG_ENCODE_HEADER_H

#include "image/jpeg/encode_block.h"
#include "image/jpeg/encode_huffman.h"
#include "image/jpeg/encode_output.h"
#include "quoin/image/encode_jpeg.h"

// Up to what needs no pixels: the start, density, exif and icc.
void qn_jpeg_put_start(qn_jpeg_output *output, const qn_jpeg_opts *opts);

typedef struct qn_jpeg_frame {
    int32_t width_px, height_px;
    int component_count; // 1 or 3
    bool is_halved;
    int32_t restart_interval;
    const qn_jpeg_quant *quants;      // of brightness, and of colours if there are any
    const qn_jpeg_code_table *tables; // QN_JPEG_TABLES, or the two of brightness
} qn_jpeg_frame;

// From the tables to where the numbers begin.
void qn_jpeg_put_frame(qn_jpeg_output *output, const qn_jpeg_frame *frame);
// The index-th marker between two intervals.
void qn_jpeg_put_restart(qn_jpeg_output *output, unsigned index);
void qn_jpeg_put_end(qn_jpeg_output *output);

#endif
