// Picture files to pixels, behind limits: PNG and JPEG, each by its own call or told apart by their
// first bytes.
//
// Everything is decoded here, and no number of the file is followed before it was checked. Gamma
// and colour profiles are not applied. Of files in other formats nothing is read.
#ifndef QUOIN_IMAGE_DECODE_H
#define QUOIN_IMAGE_DECODE_H

#include "quoin/image/bitmap.h"

#define QN_IMAGE_DEFAULT_MAX_SIDE_PX 8192
#define QN_IMAGE_DEFAULT_MAX_PIXEL_COUNT (16 * 1024 * 1024)

// What a decode may cost at most; a field of 0 stands for its default. Negative: OUT_OF_RANGE. More
// than 2^24 pixels a side or 2^28 in all are never decoded. The size is that which the file states,
// whatever is made of it.
typedef struct qn_image_limits {
    int32_t max_side_px;     // default 8192
    int64_t max_pixel_count; // default 16 Mi
    // All memory that is held at one moment, the result included. Default of PNG: four times the
    // inflated data, 12 bytes a pixel and 1 MiB, which is enough for every kind. Default of JPEG:
    // what the file needs, which is known before any is taken: the result and some rows; and if it
    // is progressive or in several scans, 2 bytes more for each sample.
    size_t max_memory_bytes;
} qn_image_limits;

typedef struct qn_image_decode_opts {
    qn_image_limits limits;
    // Pixels as they are stored. Else a JPEG file's EXIF orientation is applied, so that the
    // picture stands upright; a picture on its side then has its width and height exchanged.
    bool keep_orientation;
    // Of JPEG: 2, 4 or 8 makes a picture of a half, a quarter or an eighth of each side, rounded
    // up, in less time and a fraction of the memory; 0 and 1 leave it whole, other numbers are
    // OUT_OF_RANGE. A PNG file is always read whole.
    int32_t jpeg_shrink;
} qn_image_decode_opts;

typedef enum qn_image_format {
    QN_IMAGE_NONE = 0,
    QN_IMAGE_PNG = 1,
    QN_IMAGE_JPEG = 2,
} qn_image_format;

typedef struct qn_image_info {
    qn_image_format format;
    int32_t width_px, height_px; // of the picture that a decode gives by default: upright
    // 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha, or of JPEG, CMYK. Colours of a
    // palette are 3; a transparent colour that PNG keeps apart is not counted.
    int32_t channel_count;
    int32_t orientation; // 1 to 8 as EXIF counts, 1 where it says nothing
} qn_image_info;

// Null options are the defaults. BAD_MAGIC if the bytes begin neither as PNG nor as JPEG; else the
// errors of the format's own call. On an error *out is all zeros.
QN_API qn_error qn_image_decode(qn_bytes file, const qn_image_decode_opts *opts, qn_bitmap *out);

// What the file holds, from its first segments; pixels are not looked at. No limits apply. On an
// error *out is all zeros.
QN_API qn_error qn_image_probe(qn_bytes file, qn_image_info *out);

// ---- PNG ------------------------------------------------------------------------------------

// Null limits are the defaults. Everything about the file is checked before pixels are made: chunk
// lengths, order and checksums, and that the data inflate to exactly what the header implies.
// 16-bit channels keep their upper byte, a palette's missing colours are black, and of an animated
// PNG the still picture is read.
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

// ---- JPEG -----------------------------------------------------------------------------------

// Baseline, extended sequential and progressive, of 8 bits, grey or of three or four components, in
// any sampling of whole ratios. Pixels are those of libjpeg-turbo's defaults in every bit (the slow
// integer transform, smooth upsampling), but that a progressive file whose scans leave bits unsent
// is not smoothed. CMYK becomes RGB without a profile: c * k / 255, inverted as Adobe's marker
// tells.
//   TRUNCATED    the file ends before its pixels do; a missing end marker alone is no error, unless
//                more scans may follow
//   BAD_MAGIC    not a JPEG file
//   BAD_DATA     a rule of the format is broken: pixels are never made of damaged data, as far as
//   it
//                can be told, for JPEG has no checksums
//   UNSUPPORTED  arithmetic coding, lossless or hierarchical pictures, 12 bits, two components,
//   factors
//                that do not divide each other, or a height that is told only after the pixels
//   TOO_LARGE    size or memory pass the limits, or there are more than 256 scans
// Tables that the file leaves out, as frames of motion JPEG do, are the standard ones. Bytes
// between segments and behind the end of the picture are passed over. On an error *out is all
// zeros.
QN_API qn_error qn_image_decode_jpeg(qn_bytes file, const qn_image_decode_opts *opts,
                                     qn_bitmap *out);

// ---- In slices ------------------------------------------------------------------------------

// The same work in steps, so that a worker can tell how far it is and stop: create, run until
// progress is 1, take, destroy. Options are copied; the file must stay where it is until progress
// is 1.
typedef struct qn_image_decoder qn_image_decoder;

// Tells the formats apart, checks all that can be known before pixels are made, and takes all
// memory. Errors as at qn_image_decode; on an error *out is null.
QN_API qn_error qn_image_decoder_create(qn_bytes file, const qn_image_decode_opts *opts,
                                        qn_image_decoder **out);
// At any time; null is allowed.
QN_API void qn_image_decoder_destroy(qn_image_decoder *decoder);
// Decodes about so many pixels, at least some rows. 100,000 take one to three milliseconds.
//   NULL_POINTER   the decoder is null
//   OUT_OF_RANGE   a budget below 1
//   else           what is wrong with the file, as at qn_image_decode; only destroy is left to do
// When all is done a call does nothing.
QN_API qn_error qn_image_decoder_run(qn_image_decoder *decoder, int64_t budget_px);
// From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
QN_API float qn_image_decoder_progress(const qn_image_decoder *decoder);
// Once, after the last step: the picture, its pixels given back by qn_memory_release. Before that,
// and again, NOT_FOUND; *out is then all zeros.
QN_API qn_error qn_image_decoder_take(qn_image_decoder *decoder, qn_bitmap *out);

#endif
