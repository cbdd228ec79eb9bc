// Turns by a quarter are transposes whose source is read from its last row up, or whose result is
// written so, or both: a row's step is then negative. They go by tiles of 32 by 32 pixels, so that
// the rows read and the rows written stay in the cache, and in a tile by squares of 4 by 4, which
// are transposed in registers. The EXIF orientations are all of these.
#include "quoin/image/transform.h"

#include <string.h>

#include "base/simd_i16.h"
#include "image/bitmap.h"

#define TILE_PX 32
#define PIXEL_BYTES 4
#define LANES_BYTES 16

// Pixels with a step from row to row, in bytes.
typedef struct plane {
    uint8_t *pixels;
    ptrdiff_t step;
} plane;

static plane plane_of(const qn_bitmap *bitmap)
{
    return (plane){bitmap->rgba, (ptrdiff_t)bitmap->width_px * PIXEL_BYTES};
}

// The same pixels, the last row first.
static plane upside_down(plane p, int32_t height_px)
{
    return (plane){p.pixels + p.step * (height_px - 1), -p.step};
}

static uint8_t *pixel_at(plane p, int32_t x, int32_t y)
{
    return p.pixels + p.step * y + (ptrdiff_t)x * PIXEL_BYTES;
}

static void swap_pixels(uint8_t *a, uint8_t *b)
{
    uint8_t kept[PIXEL_BYTES];
    memcpy(kept, a, PIXEL_BYTES);
    memcpy(a, b, PIXEL_BYTES);
    memcpy(b, kept, PIXEL_BYTES);
}

// ---- Mirrors --------------------------------------------------------------------------------

static void swap_runs(uint8_t *a, uint8_t *b, size_t size_bytes)
{
    size_t i = 0;
    for (; i + LANES_BYTES <= size_bytes; i += LANES_BYTES) {
        qn_lanes kept = qn_lanes_load(a + i);
        qn_lanes_store(a + i, qn_lanes_load(b + i));
        qn_lanes_store(b + i, kept);
    }
    for (; i < size_bytes; i += PIXEL_BYTES) {
        swap_pixels(a + i, b + i);
    }
}

// The last pixel becomes the first.
static void reverse_run(uint8_t *pixels, size_t pixel_count)
{
    size_t i = 0, j = pixel_count;
    for (; j - i >= 8; i += 4, j -= 4) {
        uint8_t *near = pixels + i * PIXEL_BYTES, *far = pixels + (j - 4) * PIXEL_BYTES;
        qn_lanes kept = qn_i32_reverse(qn_lanes_load(near));
        qn_lanes_store(near, qn_i32_reverse(qn_lanes_load(far)));
        qn_lanes_store(far, kept);
    }
    for (; j - i >= 2; ++i, --j) {
        swap_pixels(pixels + i * PIXEL_BYTES, pixels + (j - 1) * PIXEL_BYTES);
    }
}

static void flip_across(qn_bitmap *bitmap)
{
    for (int32_t y = 0; y < bitmap->height_px; ++y) {
        reverse_run(pixel_at(plane_of(bitmap), 0, y), (size_t)bitmap->width_px);
    }
}

static void flip_down(qn_bitmap *bitmap)
{
    plane p = plane_of(bitmap);
    for (int32_t y = 0, z = bitmap->height_px - 1; y < z; ++y, --z) {
        swap_runs(pixel_at(p, 0, y), pixel_at(p, 0, z), (size_t)p.step);
    }
}

static void turn_half(qn_bitmap *bitmap)
{
    reverse_run(bitmap->rgba, qn_bitmap_pixel_count(bitmap));
}

// ---- Transposes -----------------------------------------------------------------------------

typedef struct square {
    qn_lanes a, b, c, d; // its rows
} square;

static inline square load_transposed(plane p, int32_t x, int32_t y)
{
    qn_lanes a = qn_lanes_load(pixel_at(p, x, y)), b = qn_lanes_load(pixel_at(p, x, y + 1));
    qn_lanes c = qn_lanes_load(pixel_at(p, x, y + 2)), d = qn_lanes_load(pixel_at(p, x, y + 3));
    qn_lanes ab_low = qn_i32_zip_low(a, b), ab_high = qn_i32_zip_high(a, b);
    qn_lanes cd_low = qn_i32_zip_low(c, d), cd_high = qn_i32_zip_high(c, d);
    return (square){qn_i64_zip_low(ab_low, cd_low), qn_i64_zip_high(ab_low, cd_low),
                    qn_i64_zip_low(ab_high, cd_high), qn_i64_zip_high(ab_high, cd_high)};
}

static inline void store_square(plane p, int32_t x, int32_t y, square s)
{
    qn_lanes_store(pixel_at(p, x, y), s.a);
    qn_lanes_store(pixel_at(p, x, y + 1), s.b);
    qn_lanes_store(pixel_at(p, x, y + 2), s.c);
    qn_lanes_store(pixel_at(p, x, y + 3), s.d);
}

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

// A part of the source, at most a tile: rows [y, y_end), columns [x, x_end).
typedef struct part {
    int32_t x, x_end, y, y_end;
} part;

static void transpose_part(plane from, plane to, part t)
{
    int32_t x_whole = t.x + (t.x_end - t.x) / 4 * 4, y_whole = t.y + (t.y_end - t.y) / 4 * 4;
    for (int32_t x = t.x; x < x_whole; x += 4) {
        for (int32_t y = t.y; y < y_whole; y += 4) {
            store_square(to, y, x, load_transposed(from, x, y));
        }
    }
    for (int32_t y = t.y; y < t.y_end; ++y) {
        for (int32_t x = y < y_whole ? x_whole : t.x; x < t.x_end; ++x) {
            memcpy(pixel_at(to, y, x), pixel_at(from, x, y), PIXEL_BYTES);
        }
    }
}

static void transpose_plane(plane from, plane to, int32_t width_px, int32_t height_px)
{
    for (int32_t y = 0; y < height_px; y += TILE_PX) {
        for (int32_t x = 0; x < width_px; x += TILE_PX) {
            part t = {x, least(x + TILE_PX, width_px), y, least(y + TILE_PX, height_px)};
            transpose_part(from, to, t);
        }
    }
}

// A square's: pixels at and below the diagonal change places with those at and above it.
static void transpose_in_place(plane p, int32_t side_px)
{
    int32_t whole = side_px / 4 * 4;
    for (int32_t y = 0; y < whole; y += 4) {
        for (int32_t x = 0; x <= y; x += 4) {
            square near = load_transposed(p, x, y), far = load_transposed(p, y, x);
            store_square(p, y, x, near);
            store_square(p, x, y, far);
        }
    }
    for (int32_t y = whole; y < side_px; ++y) {
        for (int32_t x = 0; x < y; ++x) {
            swap_pixels(pixel_at(p, x, y), pixel_at(p, y, x));
        }
    }
}

// The source, or the result, from its last row up; both is the mirror at the other diagonal.
static qn_error transpose(qn_bitmap *bitmap, bool from_below, bool to_above)
{
    if (bitmap->width_px == bitmap->height_px) {
        if (from_below) {
            flip_down(bitmap);
        }
        transpose_in_place(plane_of(bitmap), bitmap->width_px);
        if (to_above) {
            flip_down(bitmap);
        }
        return QN_ERROR_OK;
    }
    qn_bitmap out;
    qn_error error = qn_bitmap_make(bitmap->height_px, bitmap->width_px, &out);
    if (error != QN_ERROR_OK) {
        return error;
    }
    plane from = plane_of(bitmap), to = plane_of(&out);
    from = from_below ? upside_down(from, bitmap->height_px) : from;
    to = to_above ? upside_down(to, out.height_px) : to;
    transpose_plane(from, to, bitmap->width_px, bitmap->height_px);
    qn_bitmap_replace(bitmap, out);
    return QN_ERROR_OK;
}

// ---- Public ---------------------------------------------------------------------------------

qn_error qn_image_flip_across(qn_bitmap *bitmap) { return qn_image_orient(bitmap, 2); }

qn_error qn_image_flip_down(qn_bitmap *bitmap) { return qn_image_orient(bitmap, 4); }

qn_error qn_image_transpose(qn_bitmap *bitmap) { return qn_image_orient(bitmap, 5); }

qn_error qn_image_rotate(qn_bitmap *bitmap, int32_t quarter_turns)
{
    static const int32_t orientations[4] = {1, 6, 3, 8};
    return qn_image_orient(bitmap, orientations[(uint32_t)quarter_turns & 3u]);
}

qn_error qn_image_orient(qn_bitmap *bitmap, int32_t exif_orientation)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    switch (exif_orientation) {
    case 1:
        return QN_ERROR_OK;
    case 2:
        flip_across(bitmap);
        return QN_ERROR_OK;
    case 3:
        turn_half(bitmap);
        return QN_ERROR_OK;
    case 4:
        flip_down(bitmap);
        return QN_ERROR_OK;
    case 5:
        return transpose(bitmap, false, false);
    case 6:
        return transpose(bitmap, true, false);
    case 7:
        return transpose(bitmap, true, true);
    case 8:
        return transpose(bitmap, false, true);
    default:
        return QN_ERROR_OUT_OF_RANGE;
    }
}

// Rows of one bitmap into another, where both have the rectangle.
static void copy_rect(const qn_bitmap *from, int32_t from_x, int32_t from_y, const qn_bitmap *to,
                      qn_image_rect rect)
{
    for (int32_t y = 0; y < rect.height_px; ++y) {
        memcpy(pixel_at(plane_of(to), rect.x_px, rect.y_px + y),
               pixel_at(plane_of(from), from_x, from_y + y), (size_t)rect.width_px * PIXEL_BYTES);
    }
}

qn_error qn_image_crop(qn_bitmap *bitmap, qn_image_rect rect)
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    bool lies_inside = rect.x_px >= 0 && rect.y_px >= 0 && rect.width_px >= 1 &&
                       rect.height_px >= 1 && rect.width_px <= bitmap->width_px &&
                       rect.height_px <= bitmap->height_px &&
                       rect.x_px <= bitmap->width_px - rect.width_px &&
                       rect.y_px <= bitmap->height_px - rect.height_px;
    if (!lies_inside) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_bitmap out;
    error = qn_bitmap_make(rect.width_px, rect.height_px, &out);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_image_rect whole = {0, 0, rect.width_px, rect.height_px};
    copy_rect(bitmap, rect.x_px, rect.y_px, &out, whole);
    qn_bitmap_replace(bitmap, out);
    return QN_ERROR_OK;
}

static void fill(const qn_bitmap *bitmap, const uint8_t rgba[4])
{
    size_t count = qn_bitmap_pixel_count(bitmap);
    for (size_t i = 0; i < count; ++i) {
        memcpy(bitmap->rgba + i * PIXEL_BYTES, rgba, PIXEL_BYTES);
    }
}

static bool is_margin(int32_t px) { return px >= 0 && px <= QN_BITMAP_MAX_SIDE_PX; }

qn_error qn_image_pad(qn_bitmap *bitmap, int32_t left_px, int32_t top_px, int32_t right_px,
                      int32_t bottom_px, const uint8_t rgba[4])
{
    qn_error error = qn_bitmap_check(bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (left_px < 0 || top_px < 0 || right_px < 0 || bottom_px < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (!is_margin(left_px) || !is_margin(top_px) || !is_margin(right_px) ||
        !is_margin(bottom_px)) {
        return QN_ERROR_TOO_LARGE;
    }
    qn_bitmap out;
    error = qn_bitmap_make(left_px + bitmap->width_px + right_px,
                           top_px + bitmap->height_px + bottom_px, &out);
    if (error != QN_ERROR_OK) {
        return error;
    }
    fill(&out, rgba);
    qn_image_rect rect = {left_px, top_px, bitmap->width_px, bitmap->height_px};
    copy_rect(bitmap, 0, 0, &out, rect);
    qn_bitmap_replace(bitmap, out);
    return QN_ERROR_OK;
}

// side * numerator / denominator, to nearest, halves up, at least 1.
static int32_t scaled(int32_t side_px, int32_t numerator, int32_t denominator)
{
    int64_t twice = 2 * (int64_t)side_px * numerator + denominator;
    int32_t px = (int32_t)(twice / (2 * (int64_t)denominator));
    return px < 1 ? 1 : px;
}

static int32_t half_down(int32_t px) { return px >= 0 ? px / 2 : -((1 - px) / 2); }

static qn_image_rect in_box(int32_t width_px, int32_t height_px, int32_t box_width_px,
                            int32_t box_height_px, bool covers)
{
    if (qn_bitmap_check_size(width_px, height_px) == QN_ERROR_OUT_OF_RANGE ||
        qn_bitmap_check_size(box_width_px, box_height_px) == QN_ERROR_OUT_OF_RANGE ||
        width_px > QN_BITMAP_MAX_SIDE_PX || height_px > QN_BITMAP_MAX_SIDE_PX ||
        box_width_px > QN_BITMAP_MAX_SIDE_PX || box_height_px > QN_BITMAP_MAX_SIDE_PX) {
        return (qn_image_rect){0, 0, 0, 0};
    }
    bool is_flatter = (int64_t)width_px * box_height_px > (int64_t)height_px * box_width_px;
    qn_image_rect rect = {0, 0, box_width_px, box_height_px};
    if (is_flatter != covers) {
        rect.height_px = scaled(height_px, box_width_px, width_px);
    } else {
        rect.width_px = scaled(width_px, box_height_px, height_px);
    }
    rect.x_px = half_down(box_width_px - rect.width_px);
    rect.y_px = half_down(box_height_px - rect.height_px);
    return rect;
}

qn_image_rect qn_image_contain(int32_t width_px, int32_t height_px, int32_t box_width_px,
                               int32_t box_height_px)
{
    return in_box(width_px, height_px, box_width_px, box_height_px, false);
}

qn_image_rect qn_image_cover(int32_t width_px, int32_t height_px, int32_t box_width_px,
                             int32_t box_height_px)
{
    return in_box(width_px, height_px, box_width_px, box_height_px, true);
}
