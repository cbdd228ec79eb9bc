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
    // before and as a rule no larger; from 6 on what a search makes larger is packed as at 1.
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
// Memory beside the pixels: twice what the picture takes as it is stored (at most 4 bytes a pixel),
// seven rows, a copy of the metadata, and 1 MiB.
QN_API qn_error qn_image_encode_png(const qn_bitmap *bitmap, const qn_png_opts *opts, uint8_t **out,
                                    size_t *out_size_bytes);

#endif
