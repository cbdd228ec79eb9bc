// Pictures as pixels in memory: PNG to straight-alpha RGBA, behind limits.
//
// Only PNG is read. Gamma and colour profiles are not applied, 16-bit channels keep their upper
// byte, a palette's missing colours are black, and of an animated PNG the still picture is read.
// Atlases are elsewhere.
#ifndef QUOIN_IMAGE_H
#define QUOIN_IMAGE_H

#include "quoin/base.h"

#define QN_IMAGE_DEFAULT_MAX_SIDE_PX 8192
#define QN_IMAGE_DEFAULT_MAX_PIXEL_COUNT (16 * 1024 * 1024)

// Rows from the top, 4 bytes a pixel (red, green, blue, alpha, alpha not multiplied in), no gaps.
// The pixels are given back by qn_memory_release.
typedef struct qn_bitmap {
    int32_t width_px, height_px;
    uint8_t *rgba;
} qn_bitmap;

// What a decode may cost at most; a field of 0 stands for its default. Negative: OUT_OF_RANGE. More
// than 2^24 pixels a side or 2^28 in all are never decoded.
typedef struct qn_image_limits {
    int32_t max_side_px;     // default 8192
    int64_t max_pixel_count; // default 16 Mi
    // All memory that is held at one moment, the result included. Default: four times the inflated
    // data, 12 bytes a pixel and 1 MiB, which is enough for every kind of PNG.
    size_t max_memory_bytes;
} qn_image_limits;

// Null limits are the defaults. Everything about the file is checked before pixels are made: chunk
// lengths, order and checksums, and that the data inflate to exactly what the header implies.
//   TRUNCATED       the file, or the data of its pixels, ends too early
//   BAD_MAGIC       not a PNG file
//   BAD_CHECKSUM    a chunk's CRC-32, or the Adler-32 of the pixel data, differs
//   BAD_DATA        a rule of the format is broken
//   UNSUPPORTED     a chunk that must be understood is not known
//   TRAILING_BYTES  bytes after the last chunk, or after the pixel data
//   TOO_LARGE       size or memory pass the limits, or the data hold more pixels than they should
// On an error *out is all zeros.
QN_API qn_error qn_image_decode_png(qn_bytes file, const qn_image_limits *limits, qn_bitmap *out);

// The size alone, from the header; the rest of the file is not looked at. No limits apply.
QN_API qn_error qn_image_probe_png(qn_bytes file, int32_t *width_px, int32_t *height_px);

#endif
