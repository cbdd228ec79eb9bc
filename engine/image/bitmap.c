#include "image/bitmap.h"

#include <string.h>

#include "base/alloc.h"
#include "base/simd_i16.h"

#define PIXELS_AT_ONCE 16

qn_error qn_bitmap_check_size(int32_t width_px, int32_t height_px)
{
    if (width_px < 1 || height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    size_t pixels, bytes;
    bool fits = width_px <= QN_BITMAP_MAX_SIDE_PX && height_px <= QN_BITMAP_MAX_SIDE_PX &&
                qn_size_mul((size_t)width_px, (size_t)height_px, &pixels) &&
                qn_size_mul(pixels, 4, &bytes);
    return fits ? QN_ERROR_OK : QN_ERROR_TOO_LARGE;
}

qn_error qn_bitmap_check(const qn_bitmap *bitmap)
{
    if (bitmap == NULL || bitmap->rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    return qn_bitmap_check_size(bitmap->width_px, bitmap->height_px);
}

qn_error qn_bitmap_make(int32_t width_px, int32_t height_px, qn_bitmap *out)
{
    *out = (qn_bitmap){0, 0, NULL};
    qn_error error = qn_bitmap_check_size(width_px, height_px);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t *rgba = qn_alloc((size_t)width_px * (size_t)height_px * 4);
    if (rgba == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = (qn_bitmap){width_px, height_px, rgba};
    return QN_ERROR_OK;
}

qn_error qn_image_create(int32_t width_px, int32_t height_px, qn_bitmap *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = qn_bitmap_make(width_px, height_px, out);
    if (error == QN_ERROR_OK) {
        memset(out->rgba, 0, qn_bitmap_pixel_count(out) * 4);
    }
    return error;
}

size_t qn_bitmap_pixel_count(const qn_bitmap *bitmap)
{
    return (size_t)bitmap->width_px * (size_t)bitmap->height_px;
}

// The bitwise and of all pixels has alpha 255 only if each of them has; looked at by the sixteen,
// so that a transparent corner is found at once.
bool qn_bitmap_is_opaque(const qn_bitmap *bitmap)
{
    const qn_lanes opaque = qn_i32_splat(255);
    size_t count = qn_bitmap_pixel_count(bitmap);
    size_t i = 0;
    for (; i + PIXELS_AT_ONCE <= count; i += PIXELS_AT_ONCE) {
        const uint8_t *at = bitmap->rgba + i * 4;
        qn_lanes a = qn_lanes_and(qn_lanes_load(at), qn_lanes_load(at + 16));
        qn_lanes b = qn_lanes_and(qn_lanes_load(at + 32), qn_lanes_load(at + 48));
        qn_lanes alpha = qn_u32_shift_right(qn_lanes_and(a, b), 24);
        if (!qn_i32_all(qn_i32_equal(alpha, opaque))) {
            return false;
        }
    }
    for (; i < count; ++i) {
        if (bitmap->rgba[i * 4 + 3] != 255) {
            return false;
        }
    }
    return true;
}

void qn_bitmap_replace(qn_bitmap *bitmap, qn_bitmap with)
{
    qn_free(bitmap->rgba);
    *bitmap = with;
}
