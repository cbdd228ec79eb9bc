// Pictures of the kinds that a PNG encoder tells apart.
#ifndef TESTS_PNG_PICTURES_H
#define TESTS_PNG_PICTURES_H

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "quoin/image.h"

typedef enum picture_kind {
    PICTURE_NOISE,        // all of RGBA
    PICTURE_OPAQUE_NOISE, // alpha 255
    PICTURE_SLOPES,       // smooth, opaque
    PICTURE_CLEAR_SLOPES, // smooth, with alpha
    PICTURE_GREY,
    PICTURE_GREY_ALPHA,
    PICTURE_BLACK_WHITE,
    PICTURE_FEW_COLORS, // sixteen, one of them clear, in blocks
    PICTURE_FLAT,       // one colour
    PICTURE_KINDS,
} picture_kind;

static inline void picture_pixel(picture_kind kind, int32_t x, int32_t y, uint32_t random,
                                 uint8_t *out)
{
    uint8_t noise[4] = {(uint8_t)random, (uint8_t)(random >> 8), (uint8_t)(random >> 16),
                        (uint8_t)(random >> 24)};
    uint8_t slopes[4] = {(uint8_t)(x * 3 + noise[0] % 4), (uint8_t)(y * 2 + x),
                         (uint8_t)(x + y + noise[1] % 3), (uint8_t)(255 - x % 200)};
    uint8_t block = (uint8_t)((x / 3 * 7 + y / 2 * 5) % 16);
    uint8_t few[4] = {(uint8_t)(block * 16), (uint8_t)(255 - block * 3), block,
                      block == 3 ? 0 : 255};
    const uint8_t *from = kind <= PICTURE_OPAQUE_NOISE   ? noise
                          : kind <= PICTURE_CLEAR_SLOPES ? slopes
                                                         : few;
    memcpy(out, from, 4);
    if (kind == PICTURE_GREY || kind == PICTURE_GREY_ALPHA) {
        memset(out, slopes[0], 3);
        out[3] = noise[3];
    } else if (kind == PICTURE_BLACK_WHITE) {
        memset(out, noise[0] & 1 ? 255 : 0, 3);
    } else if (kind == PICTURE_FLAT) {
        memcpy(out, (const uint8_t[4]){0x12, 0x34, 0x56, 0x78}, 4);
    }
    bool is_opaque = kind == PICTURE_OPAQUE_NOISE || kind == PICTURE_SLOPES ||
                     kind == PICTURE_GREY || kind == PICTURE_BLACK_WHITE;
    out[3] = is_opaque ? 255 : out[3];
}

// The pixels are to be freed.
static inline qn_bitmap picture_make(picture_kind kind, int32_t width, int32_t height,
                                     uint32_t seed)
{
    qn_bitmap bitmap = {width, height, malloc(4 * (size_t)width * (size_t)height)};
    seed += seed == 0;
    for (int32_t y = 0; y < height; ++y) {
        for (int32_t x = 0; x < width; ++x) {
            uint8_t *pixel = bitmap.rgba + 4 * ((size_t)y * (size_t)width + (size_t)x);
            picture_pixel(kind, x, y, check_random(&seed), pixel);
        }
    }
    return bitmap;
}

static inline size_t picture_bytes(const qn_bitmap *bitmap)
{
    return 4 * (size_t)bitmap->width_px * (size_t)bitmap->height_px;
}

#endif
