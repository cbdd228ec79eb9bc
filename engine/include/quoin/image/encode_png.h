// Pixels to PNG files, exactly.
//
// Equal pixels and options give equal bytes on every machine. A picture is stored in the fewest
// bits a pixel that keep it as it is: grey of 1 to 8 bits, a palette of up to 256 colours with
// their alpha, grey with alpha, RGB where nothing is transparent, and RGBA. Interlaced, 16-bit and
// animated files are not made.
#ifndef QUOIN_IMAGE_ENCODE_PNG_H
#define QUOIN_IMAGE_ENCODE_PNG_H

#include "quoin/image/bitmap.h"

#define QN_PNG_DEFAULT_LEVEL 6
#define QN_PNG_MAX_SIDE_PX (1 << 24)
#define QN_PNG_MAX_PIXEL_COUNT ((1 << 28) - (1 << 20))
#define QN_PNG_MAX_METADATA_BYTES (1 << 24)

// Start from {0}: level 6, no metadata.
typedef struct qn_png_opts {
    // From 1, which packs without a search for repetitions and suits photographs in a hurry, to 9,
    // which also tries what no filter of the rows would give; 0: 6. Each is slower than the one
    // before and as a rule no larger. Of what is plainly noise to a search it is spared, and from 6
    // on all that it makes larger is packed as at 1.
    int32_t level;
    bool is_stored;      // not compressed at all, whatever the level
    bool is_srgb;        // says that colours are sRGB; nothing is said beside a profile
    int32_t density_dpi; // 1..65535; 0: not stated
    qn_bytes icc;        // a colour profile, at most QN_PNG_MAX_METADATA_BYTES
    qn_bytes exif;       // from its "II*" or "MM" on, likewise
} qn_png_opts;

// Null options are all defaults. On success *out is given back by qn_memory_release; on an error it
// is null and the size is 0.
//   NULL_POINTER   the bitmap, its pixels, out, or bytes of a size above 0 are null
//   OUT_OF_RANGE   a size below 1 px, or an option outside its range
//   BAD_DATA       exif does not begin like EXIF
//   TOO_LARGE      a side, the number of pixels, icc or exif pass the limits above
//   OUT_OF_MEMORY
// Memory beside the pixels: the file, up to twice where its end packs unlike its beginning, ten
// rows, and 2 MiB, or from level 7 on 5 MiB.
QN_API qn_error qn_image_encode_png(const qn_bitmap *bitmap, const qn_png_opts *opts, uint8_t **out,
                                    size_t *out_size_bytes);

// ---- In slices ------------------------------------------------------------------------------

// The same work in steps, so that a worker can tell how far it is and stop: create, run until
// progress is 1, take, destroy. The file is the same. Options are read, and what they point at is
// copied, by create; the pixels must stay as they are until progress is 1.
//
// Instead of being taken the file can be read piece by piece, after create and after each run: then
// little more than a piece of it is held, so that a large file never lies in memory as a whole.
typedef struct qn_png_encoder qn_png_encoder;

// Errors as above; on an error *out is null.
QN_API qn_error qn_png_encoder_create(const qn_bitmap *bitmap, const qn_png_opts *opts,
                                      qn_png_encoder **out);
// At any time; null is allowed.
QN_API void qn_png_encoder_destroy(qn_png_encoder *encoder);
// Works through about so many pixels, at least a band of rows: some 400 KB of them, from level 7 on
// 1.2 MB, or one row. A million take some fifteen milliseconds at level 1 and up to a hundred at 6.
//   NULL_POINTER   the encoder is null
//   OUT_OF_RANGE   a budget below 1
//   OUT_OF_MEMORY  now or in an earlier call; only destroy is left to do
// When all is done a call does nothing.
QN_API qn_error qn_png_encoder_run(qn_png_encoder *encoder, int64_t budget_px);
// From 0 to 1, never less than before, and 1 only when all is done. 0 for null.
QN_API float qn_png_encoder_progress(const qn_png_encoder *encoder);
// What was made of the file since the last read. The bytes are the encoder's and stay until the
// next run. NOT_FOUND if there are none; *out is then null and the size 0.
QN_API qn_error qn_png_encoder_read(qn_png_encoder *encoder, const uint8_t **out,
                                    size_t *out_size_bytes);
// Once, after the last step, of what was never read: the file, given back by qn_memory_release.
// Otherwise NOT_FOUND; *out is then null and the size 0.
QN_API qn_error qn_png_encoder_take(qn_png_encoder *encoder, uint8_t **out, size_t *out_size_bytes);

#endif
