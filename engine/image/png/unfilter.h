// Undoing the filters of PNG's rows (ISO/IEC 15948, 9.2), out of place: the packed row is still
// looked at by later matches of the inflater.
//
// Up to UNFILTER_SLACK_BYTES are read behind each row and written behind the result.
#ifndef IMAGE_PNG_UNFILTER_H
#define IMAGE_PNG_UNFILTER_H

#include "quoin/base.h"

#define UNFILTER_SLACK_BYTES 16

typedef enum qn_png_filter {
    FILTER_NONE,
    FILTER_SUB,
    FILTER_UP,
    FILTER_AVERAGE,
    FILTER_PAETH,
    FILTER_COUNT,
} qn_png_filter;

// above is the row before, unfiltered, or zeros. pixel_bytes: 1, 2, 4, 6 or 8.
void qn_png_unfilter(qn_png_filter filter, uint32_t pixel_bytes, uint8_t *row,
                     const uint8_t *packed, const uint8_t *above, size_t size_bytes);
// From three bytes a pixel to four, the fourth 255. above has four as well, whatever the fourth is.
void qn_png_unfilter_rgb(qn_png_filter filter, uint8_t *row, const uint8_t *packed,
                         const uint8_t *above, size_t pixel_count);

#endif
