// Drawing by the processor: the batch of a draw list as pixels in memory.
//
// It draws what the shaders of the OpenGL back end draw, with the same bits on every machine: for
// thumbnails, for pictures that tests compare exactly, and for machines without graphics.
#ifndef QUOIN_SOFT_H
#define QUOIN_SOFT_H

#include "quoin/atlas.h"
#include "quoin/base.h"
#include "quoin/sprite.h"

// Of a surface.
#define QN_SOFT_MAX_SIDE_PX 16384

// Keeps the memory of render targets and effects from frame to frame; none is taken where a batch
// has neither.
typedef struct qn_soft qn_soft;
QN_API qn_error qn_soft_create(qn_soft **out);
QN_API void qn_soft_destroy(qn_soft *soft); // null is allowed

// Clears the surface and draws the batch on it. `rgba` takes width_px * height_px pixels: rows from
// the top without gaps, 4 bytes a pixel in the order red, green, blue, alpha. Alpha comes out as
// 255 everywhere, whatever the clear colour's is, as on a surface of the other back ends; so the
// pixels are straight and premultiplied at once, and fit a qn_bitmap or a canvas as they are.
//
// `atlas` is the one of the batch's list. It may be null: images and glyphs are then left out. So
// is a record that no list makes: one with a kind, a texel, a state, a target or an image that does
// not exist, with a number that is not finite, or beyond a million pixels. Width and height may
// differ from those of the cameras; records keep their places in pixels.
//   NULL_POINTER   soft, the batch, its sprites or texels where it counts some, or rgba are null
//   OUT_OF_RANGE   a side is not 1 to QN_SOFT_MAX_SIDE_PX, or a count is negative
//   OUT_OF_MEMORY  for a target, or for what effects need
// Nothing is written on an error.
QN_API qn_error qn_soft_draw(qn_soft *soft, const qn_sprite_batch *batch, const qn_atlas *atlas,
                             int32_t width_px, int32_t height_px, uint8_t *rgba);

#endif
