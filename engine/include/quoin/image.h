// Pictures as pixels in memory: read from files, resized, filtered, written to files.
//
// All pictures are straight-alpha sRGB in 8 bits a channel unless a call says otherwise, and every
// call gives the same pixels on every target. Files are read behind limits: what a picture may cost
// is known before memory is taken. Atlases are elsewhere, and nothing is drawn here.
//
// This is the umbrella of the headers in quoin/image/, in reading order.
#ifndef QUOIN_IMAGE_H
#define QUOIN_IMAGE_H

#include "quoin/image/bitmap.h"
#include "quoin/image/decode.h"
#include "quoin/image/transform.h"
#include "quoin/image/resize.h"
#include "quoin/image/filter.h"
#include "quoin/image/encode_png.h"
#include "quoin/image/encode_jpeg.h"
#include "quoin/image/resizer.h"

#endif
