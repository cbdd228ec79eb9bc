// Pixels to baseline JPEG files, which every reader reads.
//
// Equal pixels and options give equal bytes on every machine. Progressive and arithmetic files are
// not made, and colour profiles are written but not applied.
#ifndef QUOIN_IMAGE_ENCODE_JPEG_H
#define QUOIN_IMAGE_ENCODE_JPEG_H

#include "quoin/image/bitmap.h"

#define QN_JPEG_DEFAULT_QUALITY 85
#define QN_JPEG_MAX_SIDE_PX 65535
#define QN_JPEG_MAX_PIXEL_COUNT (1 << 28)
// What one segment, and 255 of them, leave room for.
#define QN_JPEG_MAX_EXIF_BYTES 65527
#define QN_JPEG_MAX_ICC_BYTES (255 * 65519)

// How finely colours are kept beside brightness, which always has every pixel.
typedef enum qn_jpeg_chroma {
    QN_JPEG_CHROMA_AUTO, // halved below quality 90, full from there on
    QN_JPEG_CHROMA_HALF, // 4:2:0: one colour for each 2x2 pixels, their average
    QN_JPEG_CHROMA_FULL, // 4:4:4
    QN_JPEG_CHROMA_NONE  // brightness alone, a grey picture
} qn_jpeg_chroma;

// Start from {0}: quality 85, small files, transparency on white, no metadata.
typedef struct qn_jpeg_opts {
    int32_t quality; // 1..100, on libjpeg's scale; 0: 85
    qn_jpeg_chroma chroma;
    // A picture without a single coloured pixel is written without colours, which decodes to the
    // same pixels and is smaller; true: it is not, and costs no look at the pixels.
    bool keep_gray_colored;
    // Annex K's Huffman tables in place of the picture's own: a few percent more bytes, less time,
    // and no memory but that of the file.
    bool standard_huffman;
    // What shows through where pixels are not opaque: red, green, blue. Null: white.
    const uint8_t *background_rgb;
    // The number of blocks of 8x8 pixels (16x16 with halved colours) after which a reader can start
    // anew; 0..65535, 0: it cannot.
    int32_t restart_interval;
    int32_t density_dpi; // 1..65535; 0: not stated
    qn_bytes exif;       // from its "II" or "MM" on, at most QN_JPEG_MAX_EXIF_BYTES
    qn_bytes icc;        // a colour profile, at most QN_JPEG_MAX_ICC_BYTES
} qn_jpeg_opts;

// Null options are all defaults. On success *out is given back by qn_memory_release; on an error it
// is null and the size is 0.
//   NULL_POINTER   the bitmap, its pixels, out, or bytes of a size above 0 are null
//   OUT_OF_RANGE   a size below 1 px, or an option outside its range
//   TOO_LARGE      a side, the number of pixels, exif or icc pass the limits above
//   OUT_OF_MEMORY
// Memory beside the pixels: the file, up to three times while it grows; and until its Huffman
// tables are known 2 bytes for each number that is not 0, and 4 for one past 63 (a photograph at
// quality 85: a quarter of what its pixels take; noise at quality 100: twice that of the pixels).
QN_API qn_error qn_image_encode_jpeg(const qn_bitmap *bitmap, const qn_jpeg_opts *opts,
                                     uint8_t **out, size_t *out_size_bytes);

// ---- In slices ------------------------------------------------------------------------------

// The same work in steps, so that a worker can tell how far it is and stop: create, run until
// progress is 1, take, destroy. Options are read, and what they point at is copied, by create; the
// pixels must stay as they are until progress is 1.
typedef struct qn_jpeg_encoder qn_jpeg_encoder;

// Errors as above; on an error *out is null.
QN_API qn_error qn_jpeg_encoder_create(const qn_bitmap *bitmap, const qn_jpeg_opts *opts,
                                       qn_jpeg_encoder **out);
// At any time; null is allowed.
QN_API void qn_jpeg_encoder_destroy(qn_jpeg_encoder *encoder);
// Works through about so many pixels, at least a row of blocks. 100,000 take about a millisecond.
//   NULL_POINTER   the encoder is null
//   OUT_OF_RANGE   a budget below 1
//   OUT_OF_MEMORY  now or in an earlier call; only destroy is left to do
// When all is done a call does nothing.
QN_API qn_error qn_jpeg_encoder_run(qn_jpeg_encoder *encoder, int64_t budget_px);
// From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
QN_API float qn_jpeg_encoder_progress(const qn_jpeg_encoder *encoder);
// Once, after the last step: the file, given back by qn_memory_release. Before that, and again,
// NOT_FOUND; *out is then null and the size 0.
QN_API qn_error qn_jpeg_encoder_take(qn_jpeg_encoder *encoder, uint8_t **out,
                                     size_t *out_size_bytes);

#endif
