// Rows of samples to pixels.
#ifndef IMAGE_JPEG_COLOR_H
#define IMAGE_JPEG_COLOR_H

#include <stddef.h>

#include "image/jpeg/markers.h"

// One row of each component, which may be read up to JPEG_ROW_SLACK samples past `count`, to
// `count` RGBA pixels and nothing behind them. CMYK is made RGB without a colour profile: ink over
// ink.
void qn_jpeg_color_row(const qn_jpeg *jpeg, const uint8_t *const rows[JPEG_MAX_COMPONENTS],
                       size_t count, uint8_t *rgba);

#endif
