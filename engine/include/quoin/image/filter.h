// Colours and sharpness changed in place.
//
// All work on sRGB values as they are stored. Colours keep their alpha and alpha its colour, but
// for what names alpha; results are clamped to 0 to 255 and rounded to nearest. The errors of all
// calls:
//   NULL_POINTER   a pointer, or the pixels of the bitmap, are null
//   NOT_FINITE     a number is NaN or infinite
//   OUT_OF_RANGE   a side is below 1, or a number lies outside of what is said
//   TOO_LARGE      a side is more than QN_BITMAP_MAX_SIDE_PX
//   OUT_OF_MEMORY  only of blur and sharpen
// On an error the bitmap is as it was.
#ifndef QUOIN_IMAGE_FILTER_H
#define QUOIN_IMAGE_FILTER_H

#include "quoin/image/transform.h"

// The largest entry of a colour matrix, and the largest amount of the calls that stand on it.
#define QN_FILTER_MAX_AMOUNT 64.0f
#define QN_BLUR_MAX_SIGMA_PX 1000.0f

// Four rows of five: red, green, blue and alpha out of red, green, blue, alpha and 1, all of them
// from 0 to 1. Entries from -64 to 64. Sums are within 1/32 of a level before they are rounded
// where no entry reaches 2 in size; each doubling beyond doubles that.
QN_API qn_error qn_image_color_matrix(qn_bitmap *bitmap, const float matrix[20]);

// The luma of Rec. 709, 0.2126 red + 0.7152 green + 0.0722 blue, in all three colours.
QN_API qn_error qn_image_grayscale(qn_bitmap *bitmap);
QN_API qn_error qn_image_invert(qn_bitmap *bitmap);
// Colours times the amount: 0 is black, 1 changes nothing. 0 to 64.
QN_API qn_error qn_image_brightness(qn_bitmap *bitmap, float amount);
// The distance from middle grey times the amount: 0 is grey, 1 changes nothing. 0 to 64.
QN_API qn_error qn_image_contrast(qn_bitmap *bitmap, float amount);
// The distance from the luma of Rec. 709 times the amount: 0 is grey, 1 changes nothing. 0 to 64.
QN_API qn_error qn_image_saturation(qn_bitmap *bitmap, float amount);
// Each channel, alpha too, times that of a colour, of which 255 changes nothing.
QN_API qn_error qn_image_tint(qn_bitmap *bitmap, const uint8_t rgba[4]);
// Alpha times the amount, 0 to 1.
QN_API qn_error qn_image_opacity(qn_bitmap *bitmap, float amount);

// From straight alpha to multiplied, round(c * a / 255), and back, round(c * 255 / a), at most 255,
// and 0 where alpha is 0. All other calls expect straight alpha.
QN_API qn_error qn_image_premultiply(qn_bitmap *bitmap);
QN_API qn_error qn_image_unpremultiply(qn_bitmap *bitmap);

// Gaussian blur, sigma 0 to QN_BLUR_MAX_SIGMA_PX; 0 changes nothing. Colours are weighted by alpha,
// so that what cannot be seen does not bleed; at the edges the weights of what is left are scaled
// to a sum of one. Up to a sigma of 12 px it is the true Gaussian, cut off at 3 sigma, within 1
// level. Above, a copy that was made smaller, to a sigma of 8, is blurred and made larger again:
// that is within 3 levels, and takes no longer however large sigma is. Beside the bitmap at most
// one and a half times as much and 4 MiB is held.
QN_API qn_error qn_image_blur(qn_bitmap *bitmap, float sigma_px);

// Unsharp mask: each colour moves away from its blurred self by amount (0 to 16) times their
// distance, where that is at least the threshold, in levels (0 to 255). Alpha stays. sigma is as
// above; one bitmap more is held.
QN_API qn_error qn_image_sharpen(qn_bitmap *bitmap, float sigma_px, float amount,
                                 int32_t threshold);

#endif
