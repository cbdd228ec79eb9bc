// Most tiles are read where they lie. Only those at the right and lower edge, and those that are
// not opaque, are made whole in a copy first.
#include "image/jpeg/encode_tile.h"

#include <string.h>

#include "image/jpeg/encode_color.h"

qn_jpeg_tiles qn_jpeg_tiles_of(const qn_bitmap *bitmap, const uint8_t *background_rgb)
{
    static const uint8_t white[3] = {255, 255, 255};
    qn_jpeg_tiles tiles = {bitmap->rgba, bitmap->width_px, bitmap->height_px, 0, {0}};
    memcpy(tiles.background_rgb, background_rgb != NULL ? background_rgb : white, 3);
    return tiles;
}

bool qn_jpeg_tiles_are_gray(const qn_jpeg_tiles *tiles)
{
    const uint8_t *background = tiles->background_rgb;
    bool is_background_gray = background[0] == background[1] && background[1] == background[2];
    size_t count = (size_t)tiles->width_px * (size_t)tiles->height_px;
    return qn_jpeg_is_gray(tiles->rgba, count, !is_background_gray);
}

// ---- Copies ---------------------------------------------------------------------------------

static void copy_row(uint8_t *to, const uint8_t *from, int width_px, int side_px)
{
    memcpy(to, from, 4 * (size_t)width_px);
    for (int x = width_px; x < side_px; ++x) {
        memcpy(to + 4 * x, from + 4 * (width_px - 1), 4);
    }
}

static void copy_tile(uint8_t *copy, const qn_jpeg_tile *tile, int side_px)
{
    for (int y = 0; y < side_px; ++y) {
        int from = y < tile->height_px ? y : tile->height_px - 1;
        copy_row(copy + 4 * side_px * y, tile->rgba + (size_t)from * tile->stride_bytes,
                 tile->width_px, side_px);
    }
}

// round((color * alpha + behind * (255 - alpha)) / 255), exactly.
static inline uint8_t blend(unsigned color, unsigned alpha, unsigned behind)
{
    unsigned sum = color * alpha + behind * (255 - alpha) + 128;
    return (uint8_t)((sum + (sum >> 8)) >> 8);
}

static void blend_tile(uint8_t *rgba, int pixel_count, const uint8_t background_rgb[3])
{
    for (int i = 0; i < pixel_count; ++i) {
        uint8_t *pixel = rgba + 4 * i;
        unsigned alpha = pixel[3];
        pixel[0] = blend(pixel[0], alpha, background_rgb[0]);
        pixel[1] = blend(pixel[1], alpha, background_rgb[1]);
        pixel[2] = blend(pixel[2], alpha, background_rgb[2]);
        pixel[3] = 255;
    }
}

qn_jpeg_tile qn_jpeg_tile_at(const qn_jpeg_tiles *tiles, int32_t x, int32_t y,
                             uint8_t copy[QN_JPEG_TILE_BYTES])
{
    int32_t side = tiles->side_px, columns = tiles->width_px - x, rows = tiles->height_px - y;
    qn_jpeg_tile tile = {.stride_bytes = 4 * (size_t)tiles->width_px,
                         .width_px = columns < side ? columns : side,
                         .height_px = rows < side ? rows : side};
    tile.rgba = tiles->rgba + (size_t)y * tile.stride_bytes + 4 * (size_t)x;
    bool is_whole = tile.width_px == side && tile.height_px == side;
    if (is_whole && qn_jpeg_is_opaque(tile.rgba, tile.stride_bytes, side)) {
        return tile;
    }
    copy_tile(copy, &tile, side);
    tile.rgba = copy;
    tile.stride_bytes = 4 * (size_t)side;
    if (!qn_jpeg_is_opaque(copy, tile.stride_bytes, side)) {
        blend_tile(copy, side * side, tiles->background_rgb);
    }
    return tile;
}
