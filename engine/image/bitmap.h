// What every operation on a bitmap begins with: is it one, and room for another.
#ifndef IMAGE_BITMAP_H
#define IMAGE_BITMAP_H

#include "quoin/image/transform.h"

// OK, NULL_POINTER, OUT_OF_RANGE (a side below 1) or TOO_LARGE.
qn_error qn_bitmap_check(const qn_bitmap *bitmap);
qn_error qn_bitmap_check_size(int32_t width_px, int32_t height_px);
// Checks the size too; the pixels are not set. On an error *out is all zeros.
qn_error qn_bitmap_make(int32_t width_px, int32_t height_px, qn_bitmap *out);
// Of a bitmap that was checked.
size_t qn_bitmap_pixel_count(const qn_bitmap *bitmap);
// All alpha is 255.
bool qn_bitmap_is_opaque(const qn_bitmap *bitmap);
// The new pixels take the place of the old, which are given back.
void qn_bitmap_replace(qn_bitmap *bitmap, qn_bitmap with);

#endif
