// The atlas as the shell fills it and a renderer reads it: bitmaps packed into square pages.
//
// Pixels stay in memory for the atlas's whole life, so that a lost graphics context can be filled
// again. A page is premultiplied RGBA8. Every image stands in a cell aligned to 4 px, its edge
// repeated outwards by QN_ATLAS_BORDER_PX, so that linear filtering on the first two reduced levels
// never reads a neighbour.
#ifndef QUOIN_ATLAS_H
#define QUOIN_ATLAS_H

#include "quoin/base.h"
#include "quoin/draw.h"

#define QN_ATLAS_BORDER_PX 4
#define QN_ATLAS_MAX_IMAGES 2048

// page_px: 64 to 4096, a multiple of 4. Pages are allocated as they are needed, at most
// page_capacity (1 to 64).
QN_API qn_error qn_atlas_create(int32_t page_px, int32_t page_capacity, qn_atlas **out);
QN_API void qn_atlas_destroy(qn_atlas *atlas);

// Copies straight RGBA8 rows without padding. `name` is copied; null for an image that only its
// maker knows (a glyph). Fails with TOO_LARGE when the image does not fit a page, CAPACITY when all
// pages or the image table are full, BAD_DATA for a name that is taken; nothing then changes.
QN_API qn_error qn_atlas_add(qn_atlas *atlas, const char *name, const uint8_t *rgba,
                             int32_t width_px, int32_t height_px, qn_image *out);

// Where an image lies, without its border.
typedef struct qn_atlas_rect {
    uint16_t x_px, y_px, width_px, height_px;
    uint16_t page;
} qn_atlas_rect;

QN_API int32_t qn_atlas_page_px(const qn_atlas *atlas);
QN_API int32_t qn_atlas_page_count(const qn_atlas *atlas);
// page_px * page_px premultiplied RGBA8 texels; null for a page that does not exist.
QN_API const uint8_t *qn_atlas_page(const qn_atlas *atlas, int32_t page);
// Images including number 0, the empty one.
QN_API int32_t qn_atlas_image_count(const qn_atlas *atlas);
// All zeros for an index that does not exist.
QN_API qn_atlas_rect qn_atlas_image_rect(const qn_atlas *atlas, int32_t index);

#endif
