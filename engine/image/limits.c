#include "image/limits.h"

// Above this no limit of the caller's counts.
#define MAX_SIDE_PX (1 << 24)
#define MAX_PIXEL_COUNT (1 << 28)

qn_error qn_limits_resolve(const qn_image_limits *limits, qn_image_limits *out)
{
    *out = limits != NULL ? *limits : (qn_image_limits){0};
    if (out->max_side_px < 0 || out->max_pixel_count < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (out->max_side_px == 0) {
        out->max_side_px = QN_IMAGE_DEFAULT_MAX_SIDE_PX;
    }
    if (out->max_pixel_count == 0) {
        out->max_pixel_count = QN_IMAGE_DEFAULT_MAX_PIXEL_COUNT;
    }
    return QN_ERROR_OK;
}

bool qn_limits_allow(const qn_image_limits *limits, uint32_t width_px, uint32_t height_px)
{
    uint32_t side = width_px > height_px ? width_px : height_px;
    uint64_t count = (uint64_t)width_px * height_px;
    return side <= (uint32_t)limits->max_side_px && side <= MAX_SIDE_PX &&
           count <= (uint64_t)limits->max_pixel_count && count <= MAX_PIXEL_COUNT;
}
