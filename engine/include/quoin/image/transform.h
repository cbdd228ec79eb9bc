// Pictures cut, turned, mirrored and extended; and where a picture goes in a box.
//
// Pixels are moved and never mixed. Every call that changes a bitmap takes one whose pixels are the
// engine's (they are given back by qn_memory_release). Where the pixels keep their place in memory
// this is said; otherwise new ones take the place of the old, which are given back, so that
// pointers to the old are stale. Common errors:
//   NULL_POINTER   a pointer, or the pixels of a bitmap, are null
//   OUT_OF_RANGE   a side is below 1, or a number outside of what is said
//   TOO_LARGE      a side is, or would become, more than QN_BITMAP_MAX_SIDE_PX
//   OUT_OF_MEMORY  new pixels could not be had
// On an error the bitmap is as it was.
#ifndef QUOIN_IMAGE_TRANSFORM_H
#define QUOIN_IMAGE_TRANSFORM_H

#include "quoin/image/bitmap.h"

typedef struct qn_image_rect {
    int32_t x_px, y_px, width_px, height_px;
} qn_image_rect;

// Keeps what lies in the rectangle, all of which must lie in the bitmap (OUT_OF_RANGE).
QN_API qn_error qn_image_crop(qn_bitmap *bitmap, qn_image_rect rect);

// So many pixels more on each side, 0 or more, in one colour: red, green, blue, alpha.
QN_API qn_error qn_image_pad(qn_bitmap *bitmap, int32_t left_px, int32_t top_px, int32_t right_px,
                             int32_t bottom_px, const uint8_t rgba[4]);

// Left and right change places; top and bottom do. The pixels stay where they are in memory.
QN_API qn_error qn_image_flip_across(qn_bitmap *bitmap);
QN_API qn_error qn_image_flip_down(qn_bitmap *bitmap);

// Clockwise by so many quarter turns; negative turns the other way. Half turns, and all turns of a
// square, keep the pixels where they are in memory.
QN_API qn_error qn_image_rotate(qn_bitmap *bitmap, int32_t quarter_turns);

// Columns become rows: the mirror is the diagonal from the upper left. A square's pixels stay where
// they are in memory.
QN_API qn_error qn_image_transpose(qn_bitmap *bitmap);

// Makes upright what a camera stored with this EXIF orientation, 1 to 8; 1 changes nothing.
QN_API qn_error qn_image_orient(qn_bitmap *bitmap, int32_t exif_orientation);

// Where a picture goes in a box when it keeps its shape and lies in the middle. contain: the
// largest size that fits the box. cover: the smallest that fills it; the rectangle then begins left
// of or above the box. Sides are rounded to nearest, halves up, and are at least 1. All zeros if a
// side of picture or box lies outside of 1 to QN_BITMAP_MAX_SIDE_PX; a side of cover may pass that.
QN_API qn_image_rect qn_image_contain(int32_t width_px, int32_t height_px, int32_t box_width_px,
                                      int32_t box_height_px);
QN_API qn_image_rect qn_image_cover(int32_t width_px, int32_t height_px, int32_t box_width_px,
                                    int32_t box_height_px);

#endif
