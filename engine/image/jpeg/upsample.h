// One row of a component that has fewer samples than the picture, made as long as the picture's.
#ifndef IMAGE_JPEG_UPSAMPLE_H
#define IMAGE_JPEG_UPSAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Rows may be read and written this far past their last sample.
#define JPEG_ROW_SLACK 32
// Room for a row of sums: in front of it stands one more.
#define JPEG_SUMS_FRONT 8
#define JPEG_SUMS_ROOM(count) (JPEG_SUMS_FRONT + (count) + JPEG_ROW_SLACK)

// Twice as many samples, each three quarters of the nearest and one quarter of the next; those at
// the ends are repeated. `sums` is room for JPEG_SUMS_ROOM(count) numbers.
void qn_jpeg_widen(const uint8_t *row, size_t count, int16_t *sums, uint8_t *out);
// The same in both directions: between this row and the next nearest one, above it or below.
void qn_jpeg_widen_between(const uint8_t *near_row, const uint8_t *far_row, size_t count,
                           int16_t *sums, uint8_t *out);
// As many samples, between two rows.
void qn_jpeg_blend_rows(const uint8_t *near_row, const uint8_t *far_row, size_t count,
                        bool far_is_above, uint8_t *out);
// Every sample `times` over.
void qn_jpeg_repeat(const uint8_t *row, size_t count, size_t times, uint8_t *out);

#endif
