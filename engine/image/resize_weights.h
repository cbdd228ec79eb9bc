// How much of which inputs goes into each output along one side of a picture.
#ifndef IMAGE_RESIZE_WEIGHTS_H
#define IMAGE_RESIZE_WEIGHTS_H

#include "quoin/image/resize.h"

// One more than the kernels that are public.
#define QN_KERNEL_GAUSSIAN QN_RESIZE_KERNEL_COUNT

typedef struct qn_weights_def {
    int32_t kernel; // a qn_resize_kernel or QN_KERNEL_GAUSSIAN
    int32_t input_count, output_count;
    double sigma;     // of the Gaussian, in inputs
    int32_t max_bits; // of the fixed weights, 14 to 20
    // A window begins at an even input, after a weight of zero where it must.
    bool starts_even;
} qn_weights_def;

// The first `count` weights of an output's row belong to the inputs from `start` on, the rest is 0;
// the first `lead` of them, one at most, are 0 too.
typedef struct qn_window {
    int32_t start, count, lead;
} qn_window;

// All are 0 or null before building and after releasing.
typedef struct qn_weights {
    qn_window *windows; // one an output
    float *real;        // `stride` an output, with a sum of 1
    int16_t *fixed;     // the same, with a sum of exactly 1 << bits
    int32_t stride;     // even
    int32_t bits;
} qn_weights;

// OUT_OF_MEMORY leaves nothing to release. The windows of outputs seen from the far end are mirrors
// of those seen from the near end, to the last bit of the fixed weights.
qn_error qn_weights_build(const qn_weights_def *def, qn_weights *out);
void qn_weights_release(qn_weights *weights);

#endif
