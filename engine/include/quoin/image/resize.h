// A picture at another size, in one call or in slices.
//
// Each output pixel is a weighted mean of the input pixels around its place. Downwards a kernel is
// widened by the ratio, so that no input pixel is lost; upwards it interpolates. Outside the
// picture there is nothing: at its edges the weights of what is left are scaled up to a sum of one.
// One colour stays exactly that colour, and a side that keeps its size is not filtered at all.
//
// How exact: against the same formula in double precision every channel is within 1 level, and most
// often equal. The pixels are the same on every target and however the work is sliced.
#ifndef QUOIN_IMAGE_RESIZE_H
#define QUOIN_IMAGE_RESIZE_H

#include "quoin/image/transform.h"

typedef enum qn_resize_kernel {
    QN_RESIZE_LANCZOS3,    // sharpest; rings a little at hard edges
    QN_RESIZE_BOX,         // the mean of the area; upwards, whole pixels
    QN_RESIZE_TRIANGLE,    // bilinear
    QN_RESIZE_CATMULL_ROM, // bicubic, B = 0, C = 1/2
    QN_RESIZE_MITCHELL,    // bicubic, B = C = 1/3: softer, nearly no ringing
    QN_RESIZE_KERNEL_COUNT
} qn_resize_kernel;

// Start from {0}: Lanczos3, alpha-weighted, in sRGB values.
typedef struct qn_resize_opts {
    qn_resize_kernel kernel;
    // Colours are weighted by their alpha, so that what cannot be seen does not bleed into what
    // can. With is_plain all four channels are taken alike. Where all alpha is 255 both give the
    // same pixels, and the call finds that out by itself.
    bool is_plain;
    // Means are taken in linear light, as a lens would, and not of sRGB values, as most programs
    // do.
    bool is_linear;
} qn_resize_opts;

// A picture of exactly this size; null opts are {0}. The errors, also of qn_resize_begin:
//   NULL_POINTER   a pointer, or the pixels of `from`, are null
//   OUT_OF_RANGE   a side is below 1, or there is no such kernel
//   TOO_LARGE      a side is more than QN_BITMAP_MAX_SIDE_PX, or the pixels pass the address space
//   OUT_OF_MEMORY  the memory could not be had
// On an error *out is all zeros. Beside both pictures at most a tenth of them and 4 MiB are held.
QN_API qn_error qn_image_resize(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                                const qn_resize_opts *opts, qn_bitmap *out);

// The largest size of the same shape that fits the box (see qn_image_contain), up or down.
QN_API qn_error qn_image_resize_within(const qn_bitmap *from, int32_t box_width_px,
                                       int32_t box_height_px, const qn_resize_opts *opts,
                                       qn_bitmap *out);

// The same in slices, for a worker that tells how far it is and can be told to stop. The pixels of
// `from` must stay and keep their values until the job is finished or cancelled.
typedef struct qn_resize qn_resize;
// On an error *out is null.
QN_API qn_error qn_resize_begin(const qn_bitmap *from, int32_t width_px, int32_t height_px,
                                const qn_resize_opts *opts, qn_resize **out);
// Makes at most max_row_count further rows of the result, 1 or more (OUT_OF_RANGE), and does
// nothing once all are made. Some modes share work among neighbouring rows, so slices of one row
// are slower.
QN_API qn_error qn_resize_run(qn_resize *job, int32_t max_row_count);
// 0 to 1, and 1 only when all rows are made; 0 for null.
QN_API float qn_resize_progress(const qn_resize *job);
// Makes the rows that are left, gives the picture to *out and ends the job. Null: NULL_POINTER, and
// a job stays as it was.
QN_API qn_error qn_resize_finish(qn_resize *job, qn_bitmap *out);
// Ends the job without a picture. Null is allowed.
QN_API void qn_resize_cancel(qn_resize *job);

#endif
