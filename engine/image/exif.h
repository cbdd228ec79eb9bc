// The orientation that a camera notes in its pictures.
#ifndef IMAGE_EXIF_H
#define IMAGE_EXIF_H

#include "quoin/base.h"

// From the payload of an Exif segment, which begins with a TIFF header: 1 to 8, and 1 for
// everything that is missing or broken, since a picture is worth more than a note about it.
uint8_t qn_exif_orientation(qn_bytes tiff);

#endif
