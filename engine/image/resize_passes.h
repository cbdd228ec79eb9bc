// A picture filtered down its columns and then along its rows: what resizing and blurring share.
//
// Two ways of doing it. Fixed: bytes straight from the source, weights of 14 bits and more, sums in
// 32-bit integers; for pictures whose channels are taken alike. Real: single-precision floats, for
// colours that are weighted by alpha or taken in linear light, and for windows of more inputs than
// fixed weights can be told apart in.
#ifndef IMAGE_RESIZE_PASSES_H
#define IMAGE_RESIZE_PASSES_H

#include "base/alloc.h"
#include "image/resize_weights.h"
#include "image/srgb.h"

typedef struct qn_passes_def {
    const qn_bitmap *from; // its pixels are read until the passes are closed
    int32_t width_px, height_px;
    int32_t kernel;
    double sigma_across, sigma_down; // of the Gaussian
    bool is_plain, is_linear;
} qn_passes_def;

// What the real way makes of a pixel's bytes, from 0 to 1: red[r] | green[g] | blue[b], times
// alpha[a].
typedef struct qn_pixel_tables {
    float red[256][4], green[256][4], blue[256][4], alpha[256][4];
} qn_pixel_tables;

// Of the fraction of mixed values in the fixed way.
#define QN_MIXED_BITS 6
// As many as the widest Gaussian has that is not taken by way of a smaller picture.
#define QN_FOLDED_WEIGHTS 40

// The middle and one half of a window that is its own mirror, with 0 behind.
typedef struct qn_folded {
    int32_t reach;      // to either side of the middle
    int32_t pair_count; // of weights
    int16_t weights[QN_FOLDED_WEIGHTS];
} qn_folded;

typedef struct qn_passes {
    qn_bitmap from;
    int32_t width_px, height_px;
    bool is_fixed, is_folded, is_opaque, is_weighted, is_linear;
    qn_weights down, across;
    // Fixed: one mixed row, two pixels together, channel by channel; folded: pixel by pixel.
    int16_t *mixed;
    qn_folded folded_down, folded_across;
    // Real: rows of sums, a piece of some source rows, and tables.
    int32_t row_capacity; // of sums
    size_t row_floats;
    float *sums, *piece;
    qn_pixel_tables *tables;
    qn_srgb *srgb;
} qn_passes;

// The definition is valid. On an error (OUT_OF_MEMORY) nothing is left to close.
qn_error qn_passes_open(const qn_passes_def *def, qn_passes *out);
// The output rows from `first` on, `count` of them, one after the other at `to`.
void qn_passes_run(qn_passes *passes, int32_t first, int32_t count, uint8_t *to);
void qn_passes_close(qn_passes *passes);

// The two ways (resize_fixed.c, resize_real.c); open only takes memory, and sets what it took.
bool qn_fixed_open(qn_passes *passes);
void qn_fixed_row(qn_passes *passes, int32_t row, uint8_t *to);
// What a blur does where windows are whole, with the same results (resize_folded.c). False if these
// are not the windows of one; sets the two.
bool qn_folded_can(const qn_passes *passes, qn_folded *down, qn_folded *across);
// Of a row whose window down is whole.
void qn_folded_row(qn_passes *passes, int32_t row, uint8_t *to);
bool qn_real_open(qn_passes *passes);
// At most row_capacity rows.
void qn_real_rows(qn_passes *passes, int32_t first, int32_t count, uint8_t *to);

#endif
