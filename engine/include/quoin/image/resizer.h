// A picture on its way from a file to a smaller file, in one handle: for a page that takes a photo
// from its user, shows it, and sends it on.
//
// It ties together what quoin/image/ has: decode, resize, encode. The picture that was loaded, the
// original, stays as it is, and every size is made from it, so that trying sizes costs no quality.
// The picture that width, height, pixels and the encoders speak of, the current one, is the last
// that was made; at first, and whenever the original fits, it is the original itself.
#ifndef QUOIN_IMAGE_RESIZER_H
#define QUOIN_IMAGE_RESIZER_H

#include "quoin/image/decode.h"
#include "quoin/image/encode_jpeg.h"
#include "quoin/image/encode_png.h"
#include "quoin/image/resize.h"

typedef struct qn_image_resizer qn_image_resizer;

// Start from {0}.
typedef struct qn_image_resizer_opts {
    qn_resize_opts resize;
    // A picture that is smaller than the box is made larger too; else it is left as it is.
    bool may_enlarge;
} qn_image_resizer_opts;

// Decodes the file, all at once (see qn_image_decode, whose errors these are; also OUT_OF_MEMORY).
// Null options are its defaults; no side may be more than QN_BITMAP_MAX_SIDE_PX, whatever they
// allow. Where a much smaller picture is wanted, opts->jpeg_shrink saves most of the time and the
// memory. The file need not outlive the call. On an error *out is null.
QN_API qn_error qn_image_resizer_create(qn_bytes file, const qn_image_decode_opts *opts,
                                        qn_image_resizer **out);
// The same from pixels as in qn_bitmap, which are copied.
//   NULL_POINTER, OUT_OF_MEMORY
//   OUT_OF_RANGE   a side below 1
//   TOO_LARGE      a side above QN_BITMAP_MAX_SIDE_PX
QN_API qn_error qn_image_resizer_create_rgba(const uint8_t *rgba, int32_t width_px,
                                             int32_t height_px, qn_image_resizer **out);
// Null is allowed.
QN_API void qn_image_resizer_destroy(qn_image_resizer *resizer);

// Of the current picture; 0 for null.
QN_API int32_t qn_image_resizer_width(const qn_image_resizer *resizer);
QN_API int32_t qn_image_resizer_height(const qn_image_resizer *resizer);
// The current picture's pixels, as in qn_bitmap; null for null. They are the resizer's and may be
// read until a resize is done (which is in the call after which progress is 1), or the resizer is
// destroyed.
QN_API const uint8_t *qn_image_resizer_pixels(const qn_image_resizer *resizer);

// Makes the original fit a box in its own shape (see qn_image_contain); this is the current picture
// then. Null options are {0}.
//   NULL_POINTER   the resizer is null
//   OUT_OF_RANGE   a side of the box below 1, or an unknown kernel
//   OUT_OF_MEMORY
// A side of the box above QN_BITMAP_MAX_SIDE_PX counts as that. On an error nothing has changed.
// Memory held: the original, the current picture where it is another, and while a size is made that
// picture too, a tenth of them, and 4 MiB.
QN_API qn_error qn_image_resizer_resize(qn_image_resizer *resizer, int32_t max_width_px,
                                        int32_t max_height_px, const qn_image_resizer_opts *opts);

// The current picture as a file, given back by qn_memory_release. Errors and memory are those of
// qn_image_encode_jpeg and qn_image_encode_png; NULL_POINTER for a null resizer.
QN_API qn_error qn_image_resizer_to_jpeg(const qn_image_resizer *resizer, const qn_jpeg_opts *opts,
                                         uint8_t **out, size_t *out_size_bytes);
QN_API qn_error qn_image_resizer_to_png(const qn_image_resizer *resizer, const qn_png_opts *opts,
                                        uint8_t **out, size_t *out_size_bytes);

// ---- In slices ------------------------------------------------------------------------------

// Loading, resizing and writing can be cut into slices, so that a worker tells how far it is and
// stops when it is told to. There is one job at a time: beginning one cancels another that is not
// done, and so does a whole resize. The options are those of the calls above, with their errors;
// after an error there is no job.

// As qn_image_resizer_create, but pixels are made by qn_image_resizer_run; the file is copied for
// that. Until progress is 1 there is no picture: sides are 0, pixels null, and whatever needs one
// is NOT_FOUND. If the file is found bad on the way, or the job is cancelled, there never will be
// one.
QN_API qn_error qn_image_resizer_begin_load(qn_bytes file, const qn_image_decode_opts *opts,
                                            qn_image_resizer **out);
QN_API qn_error qn_image_resizer_begin_resize(qn_image_resizer *resizer, int32_t max_width_px,
                                              int32_t max_height_px,
                                              const qn_image_resizer_opts *opts);
QN_API qn_error qn_image_resizer_begin_jpeg(qn_image_resizer *resizer, const qn_jpeg_opts *opts);
QN_API qn_error qn_image_resizer_begin_png(qn_image_resizer *resizer, const qn_png_opts *opts);
// Works through about so many pixels of what the job reads, at least a row, for PNG a band of them;
// a million take some ten milliseconds, as PNG more. Does nothing without a job, or when it is
// done.
//   NULL_POINTER   the resizer is null
//   OUT_OF_RANGE   a budget below 1
//   else           OUT_OF_MEMORY, or what is wrong with the file that is loaded: the job is
//                  cancelled
QN_API qn_error qn_image_resizer_run(qn_image_resizer *resizer, int64_t budget_px);
// Of the job, from 0 to 1, and 1 only when it is done; without a job 1, also where loading failed.
// 0 for null.
QN_API float qn_image_resizer_progress(const qn_image_resizer *resizer);
// Ends the job, if there is one; the current picture stays what it was. Null is allowed.
QN_API void qn_image_resizer_cancel(qn_image_resizer *resizer);
// Once, after qn_image_resizer_begin_jpeg and when progress is 1: the file, given back by
// qn_memory_release. NOT_FOUND if there is none to take; *out is then null and the size 0.
QN_API qn_error qn_image_resizer_take_jpeg(qn_image_resizer *resizer, uint8_t **out,
                                           size_t *out_size_bytes);
// The same after qn_image_resizer_begin_png.
QN_API qn_error qn_image_resizer_take_png(qn_image_resizer *resizer, uint8_t **out,
                                          size_t *out_size_bytes);

#endif
