// A PNG file on its way to pixels, a band at a time.
#ifndef IMAGE_PNG_DECODE_H
#define IMAGE_PNG_DECODE_H

#include "quoin/image/decode.h"

typedef struct qn_png_decoder qn_png_decoder;

// Checks all chunks and takes all memory; errors as at qn_image_decode_png. The file must outlive
// the decoder.
qn_error qn_png_decoder_create(qn_bytes file, const qn_image_limits *limits, qn_png_decoder **out);
void qn_png_decoder_destroy(qn_png_decoder *decoder); // null is allowed
// At least a band; nothing when it is done. After an error always that error.
qn_error qn_png_decoder_run(qn_png_decoder *decoder, int64_t budget_px);
// 1 only when it is done without an error.
float qn_png_decoder_progress(const qn_png_decoder *decoder);
// Once, when it is done.
void qn_png_decoder_take(qn_png_decoder *decoder, qn_bitmap *out);

#endif
