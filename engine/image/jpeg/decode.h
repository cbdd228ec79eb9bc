// A JPEG file on its way to pixels, a row of MCUs at a time.
#ifndef IMAGE_JPEG_DECODE_H
#define IMAGE_JPEG_DECODE_H

#include "quoin/image/decode.h"

typedef struct qn_jpeg_decoder qn_jpeg_decoder;

// Checks the file as far as its first scan and takes all memory; errors as at qn_image_decode_jpeg.
// The file must outlive the decoder.
qn_error qn_jpeg_decoder_create(qn_bytes file, const qn_image_decode_opts *opts,
                                qn_jpeg_decoder **out);
void qn_jpeg_decoder_destroy(qn_jpeg_decoder *decoder); // null is allowed
// At least a row of MCUs of some scan; nothing when it is done. After an error always that error.
qn_error qn_jpeg_decoder_run(qn_jpeg_decoder *decoder, int64_t budget_px);
// 1 only when it is done.
float qn_jpeg_decoder_progress(const qn_jpeg_decoder *decoder);
// Once, when it is done.
void qn_jpeg_decoder_take(qn_jpeg_decoder *decoder, qn_bitmap *out);

#endif
