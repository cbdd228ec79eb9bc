// What a decode may cost, as every format checks it.
#ifndef IMAGE_LIMITS_H
#define IMAGE_LIMITS_H

#include "quoin/image/decode.h"

// Puts the defaults where there are zeros; null is all defaults. OUT_OF_RANGE for negative numbers.
qn_error qn_limits_resolve(const qn_image_limits *limits, qn_image_limits *out);
// Of resolved limits.
bool qn_limits_allow(const qn_image_limits *limits, uint32_t width_px, uint32_t height_px);

#endif
