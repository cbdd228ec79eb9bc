// Pictures for tests: noise with the alpha that a test wants, copies and hashes.
#ifndef TESTS_BITMAP_MAKER_H
#define TESTS_BITMAP_MAKER_H

#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "quoin/image/bitmap.h"

typedef enum bitmap_alpha { BITMAP_OPAQUE, BITMAP_ANY_ALPHA, BITMAP_HOLES } bitmap_alpha;

static inline size_t bitmap_size(const qn_bitmap *bitmap)
{
    return (size_t)bitmap->width_px * (size_t)bitmap->height_px * 4;
}

static inline qn_bitmap bitmap_blank(int32_t width_px, int32_t height_px)
{
    qn_bitmap bitmap = {width_px, height_px, NULL};
    bitmap.rgba = qn_alloc_zeroed(bitmap_size(&bitmap));
    return bitmap;
}

static inline uint8_t *bitmap_at(const qn_bitmap *bitmap, int32_t x, int32_t y)
{
    return bitmap->rgba + ((size_t)y * (size_t)bitmap->width_px + (size_t)x) * 4;
}

static inline qn_bitmap bitmap_flat(int32_t width_px, int32_t height_px, const uint8_t rgba[4])
{
    qn_bitmap bitmap = bitmap_blank(width_px, height_px);
    for (size_t i = 0; i < bitmap_size(&bitmap); ++i) {
        bitmap.rgba[i] = rgba[i % 4];
    }
    return bitmap;
}

// Noise from black to white with flat patches in it. Holes are pixels of alpha 0, one in three.
static inline qn_bitmap bitmap_noise(int32_t width_px, int32_t height_px, bitmap_alpha alpha,
                                     uint32_t *seed)
{
    qn_bitmap bitmap = bitmap_blank(width_px, height_px);
    for (size_t i = 0; i < bitmap_size(&bitmap); i += 4) {
        uint32_t bits = check_random(seed);
        memcpy(bitmap.rgba + i, &bits, 4);
        if (i >= 4 && check_random(seed) % 3 == 0) {
            memcpy(bitmap.rgba + i, bitmap.rgba + i - 4, 4);
        }
        bool is_hole = alpha == BITMAP_HOLES && check_random(seed) % 3 == 0;
        bitmap.rgba[i + 3] = alpha == BITMAP_OPAQUE ? 255 : (is_hole ? 0 : bitmap.rgba[i + 3]);
    }
    return bitmap;
}

static inline qn_bitmap bitmap_copy(const qn_bitmap *bitmap)
{
    qn_bitmap copy = bitmap_blank(bitmap->width_px, bitmap->height_px);
    memcpy(copy.rgba, bitmap->rgba, bitmap_size(bitmap));
    return copy;
}

static inline void bitmap_release(qn_bitmap *bitmap)
{
    qn_free(bitmap->rgba);
    *bitmap = (qn_bitmap){0, 0, NULL};
}

static inline bool bitmap_equal(const qn_bitmap *a, const qn_bitmap *b)
{
    return a->width_px == b->width_px && a->height_px == b->height_px &&
           (bitmap_size(a) == 0 || memcmp(a->rgba, b->rgba, bitmap_size(a)) == 0);
}

static inline void bitmap_check_equal(const qn_bitmap *a, const qn_bitmap *b)
{
    CHECK_INT(a->width_px, b->width_px);
    CHECK_INT(a->height_px, b->height_px);
    if (a->width_px == b->width_px && a->height_px == b->height_px) {
        CHECK_BYTES(a->rgba, b->rgba, bitmap_size(a));
    }
}

// FNV-1a over sizes and pixels, going on from a hash before.
static inline uint64_t bitmap_hash(uint64_t hash, const qn_bitmap *bitmap)
{
    hash = (hash ^ (uint32_t)bitmap->width_px) * 0x100000001B3u;
    hash = (hash ^ (uint32_t)bitmap->height_px) * 0x100000001B3u;
    for (size_t i = 0; i < bitmap_size(bitmap); ++i) {
        hash = (hash ^ bitmap->rgba[i]) * 0x100000001B3u;
    }
    return hash;
}

#endif
