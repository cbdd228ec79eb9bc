// A picture in slices, as one call gives it.
#ifndef TESTS_FUZZ_SLICES_H
#define TESTS_FUZZ_SLICES_H

#include <string.h>

#include "quoin/image.h"
#include "quoin/memory.h"

// Empty on an error.
static inline qn_bitmap fuzz_decode_in_slices(qn_bytes file, const qn_image_decode_opts *opts,
                                              int64_t budget_px)
{
    qn_bitmap bitmap = {0};
    qn_image_decoder *decoder;
    qn_error error = qn_image_decoder_create(file, opts, &decoder);
    while (error == QN_ERROR_OK && qn_image_decoder_progress(decoder) < 1.0f) {
        error = qn_image_decoder_run(decoder, budget_px);
    }
    if (error == QN_ERROR_OK) {
        qn_image_decoder_take(decoder, &bitmap);
    }
    qn_image_decoder_destroy(decoder);
    return bitmap;
}

static inline bool fuzz_is_equal(const qn_bitmap *a, const qn_bitmap *b)
{
    size_t bytes = (size_t)4 * (size_t)a->width_px * (size_t)a->height_px;
    return a->width_px == b->width_px && a->height_px == b->height_px &&
           (bytes == 0 || memcmp(a->rgba, b->rgba, bytes) == 0);
}

#endif
