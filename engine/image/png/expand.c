// One channel of up to 8 bits, grey or palette, is looked up in 256 colours; 16 bits keep their
// upper byte. The transparent colour of tRNS is compared before that, with all its bits; of depths
// below 16 the lower byte of its samples counts.
#include "image/png/expand.h"

#include <string.h>

static void fill_greys(const qn_png *png, qn_png_expander *out)
{
    uint32_t most = (1u << png->bit_depth) - 1;
    uint32_t scale = 255 / most;
    bool has_key = png->transparency.size_bytes == 2;
    uint8_t key = has_key ? (uint8_t)(png->transparency.data[1] * scale) : 0;
    for (uint32_t i = 0; i <= most; ++i) {
        uint8_t grey = (uint8_t)(i * scale);
        uint8_t alpha = has_key && grey == key ? 0 : 255;
        memcpy(out->colors[i], (uint8_t[4]){grey, grey, grey, alpha}, 4);
    }
}

static void fill_palette(const qn_png *png, qn_png_expander *out)
{
    for (size_t i = 0; i < 256; ++i) {
        bool has_color = 3 * i < png->palette.size_bytes;
        memcpy(out->colors[i], has_color ? png->palette.data + 3 * i : (uint8_t[3]){0}, 3);
        bool has_alpha = i < png->transparency.size_bytes;
        out->colors[i][3] = has_alpha ? png->transparency.data[i] : 255;
    }
}

static void take_key(const qn_png *png, qn_png_expander *out)
{
    size_t channel_count = png->transparency.size_bytes / 2;
    out->has_key = channel_count > 0;
    for (size_t i = 0; i < channel_count; ++i) {
        if (png->bit_depth == 16) {
            memcpy(out->key + 2 * i, png->transparency.data + 2 * i, 2);
        } else {
            out->key[i] = png->transparency.data[2 * i + 1];
        }
    }
}

qn_png_expander qn_png_expander_of(const qn_png *png)
{
    qn_png_expander expander = {.bit_depth = png->bit_depth, .color = png->color};
    if (png->color == PNG_PALETTE) {
        fill_palette(png, &expander);
    } else if (png->color == PNG_GREY && png->bit_depth <= 8) {
        fill_greys(png, &expander);
    } else {
        take_key(png, &expander);
    }
    return expander;
}

// ---- Rows -----------------------------------------------------------------------------------

static void look_up(const qn_png_expander *expander, const uint8_t *row, uint32_t width,
                    uint8_t *rgba)
{
    uint32_t depth = expander->bit_depth;
    if (depth == 8) {
        for (uint32_t x = 0; x < width; ++x) {
            memcpy(rgba + 4 * (size_t)x, expander->colors[row[x]], 4);
        }
        return;
    }
    uint32_t mask = (1u << depth) - 1;
    for (uint32_t x = 0; x < width; ++x) {
        uint32_t shift = 8 - depth - x * depth % 8;
        uint32_t sample = (uint32_t)row[(size_t)x * depth / 8] >> shift & mask;
        memcpy(rgba + 4 * (size_t)x, expander->colors[sample], 4);
    }
}

static void expand_grey_alpha(const uint8_t *row, uint32_t step, uint32_t width, uint8_t *rgba)
{
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *at = row + 2 * step * x;
        memcpy(rgba + 4 * x, (uint8_t[4]){at[0], at[0], at[0], at[step]}, 4);
    }
}

static void expand_grey16(const qn_png_expander *expander, const uint8_t *row, uint32_t width,
                          uint8_t *rgba)
{
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *at = row + 2 * x;
        bool is_clear = expander->has_key && memcmp(at, expander->key, 2) == 0;
        memcpy(rgba + 4 * x, (uint8_t[4]){at[0], at[0], at[0], is_clear ? 0 : 255}, 4);
    }
}

static void expand_rgb16(const qn_png_expander *expander, const uint8_t *row, uint32_t width,
                         uint8_t *rgba)
{
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *at = row + 6 * x;
        bool is_clear = expander->has_key && memcmp(at, expander->key, 6) == 0;
        memcpy(rgba + 4 * x, (uint8_t[4]){at[0], at[2], at[4], is_clear ? 0 : 255}, 4);
    }
}

static void expand_rgba16(const uint8_t *row, uint32_t width, uint8_t *rgba)
{
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *at = row + 8 * x;
        memcpy(rgba + 4 * x, (uint8_t[4]){at[0], at[2], at[4], at[6]}, 4);
    }
}

static void take_rgba8(const qn_png_expander *expander, const uint8_t *row, uint32_t width,
                       uint8_t *rgba)
{
    if (row != rgba) {
        memcpy(rgba, row, 4 * (size_t)width);
    }
    for (size_t x = 0; expander->has_key && x < width; ++x) {
        bool is_clear = memcmp(rgba + 4 * x, expander->key, 3) == 0;
        rgba[4 * x + 3] = is_clear ? 0 : 255;
    }
}

void qn_png_expand(const qn_png_expander *expander, const uint8_t *row, uint32_t width_px,
                   uint8_t *rgba)
{
    bool is_wide = expander->bit_depth == 16;
    switch (expander->color) {
    case PNG_GREY_ALPHA:
        expand_grey_alpha(row, is_wide ? 2 : 1, width_px, rgba);
        break;
    case PNG_RGB:
        (is_wide ? expand_rgb16 : take_rgba8)(expander, row, width_px, rgba);
        break;
    case PNG_RGBA:
        if (is_wide) {
            expand_rgba16(row, width_px, rgba);
        } else {
            take_rgba8(expander, row, width_px, rgba);
        }
        break;
    default:
        (is_wide ? expand_grey16 : look_up)(expander, row, width_px, rgba);
    }
}
