// A picture is looked at row by row, for colours until there are too many, for grey until one is
// not, and for opacity; what is settled is not looked at again. Of the kinds that can hold it the
// one is taken whose plain bytes, with palette and transparency, are fewest.
#include "image/png/needs.h"

#include <string.h>

#include "base/simd_bytes.h"

#define CHUNK_BYTES 12

// ---- Colours --------------------------------------------------------------------------------

static uint32_t load_pixel(const uint8_t *pixel)
{
    uint32_t value;
    memcpy(&value, pixel, sizeof value);
    return value;
}

// The slot that holds this colour, or the free one where it belongs. Made from bytes, so that the
// order of colours is the same on all machines.
static uint32_t find_slot(const qn_png_needs *needs, const uint8_t *pixel)
{
    uint32_t mixed = (uint32_t)pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16 |
                     (uint32_t)pixel[3] << 24;
    uint32_t slot = mixed * 0x9E3779B1u >> 22;
    while (needs->slots[slot] != 0 &&
           memcmp(needs->colors[needs->slots[slot] - 1], pixel, 4) != 0) {
        slot = (slot + 1) % PNG_COLOR_SLOTS;
    }
    return slot;
}

// False if there are too many with it.
static bool add_color(qn_png_needs *needs, const uint8_t *pixel)
{
    uint32_t slot = find_slot(needs, pixel);
    if (needs->slots[slot] != 0) {
        return true;
    }
    if (needs->color_count == PNG_MAX_COLORS) {
        return false;
    }
    memcpy(needs->colors[needs->color_count], pixel, 4);
    needs->color_count += 1;
    needs->slots[slot] = (uint16_t)needs->color_count;
    return true;
}

// False once there are too many.
static bool count_colors(qn_png_needs *needs, const uint8_t *row, uint32_t width)
{
    uint32_t last = ~load_pixel(row);
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *pixel = row + 4 * x;
        if (load_pixel(pixel) == last) {
            continue;
        }
        last = load_pixel(pixel);
        if (!add_color(needs, pixel)) {
            return false;
        }
    }
    return true;
}

// Those that are opaque, or those that are not, behind the first `count`, with their new number.
static uint32_t gather_colors(qn_png_needs *needs, const qn_png_needs *before, bool are_opaque,
                              uint32_t count)
{
    for (uint32_t i = 0; i < before->color_count; ++i) {
        if ((before->colors[i][3] == 255) == are_opaque) {
            memcpy(needs->colors[count], before->colors[i], 4);
            count += 1;
        }
    }
    return count;
}

// Colours with alpha come first, since tRNS lists them from the first on.
static void sort_colors(qn_png_needs *needs)
{
    qn_png_needs before = *needs;
    memset(needs->slots, 0, sizeof needs->slots);
    needs->clear_count = gather_colors(needs, &before, false, 0);
    uint32_t count = gather_colors(needs, &before, true, needs->clear_count);
    for (uint32_t i = 0; i < count; ++i) {
        needs->slots[find_slot(needs, needs->colors[i])] = (uint16_t)(i + 1);
    }
}

// ---- Grey and opaque ------------------------------------------------------------------------

static bool is_row_grey(const uint8_t *row, uint32_t width)
{
    uint32_t differences = 0;
    for (size_t x = 0; x < width; ++x) {
        const uint8_t *at = row + 4 * x;
        differences |= (uint32_t)(at[0] ^ at[1]) | (uint32_t)(at[1] ^ at[2]);
    }
    return differences == 0;
}

static bool is_row_opaque(const uint8_t *row, uint32_t width)
{
    qn_b16 all = qn_b16_splat(255);
    size_t x = 0;
    for (; x + 4 <= width; x += 4) {
        all = qn_b16_and(all, qn_b16_load(row + 4 * x));
    }
    uint8_t bytes[16];
    qn_b16_store(bytes, all);
    int alpha = bytes[3] & bytes[7] & bytes[11] & bytes[15];
    for (; x < width; ++x) {
        alpha &= row[4 * x + 3];
    }
    return alpha == 255;
}

// The fewest bits in which all of the greys, which are the colours, are exact.
static uint32_t grey_depth(const qn_png_needs *needs)
{
    uint32_t depth = 1;
    for (uint32_t i = 0; i < needs->color_count; ++i) {
        while (depth < 8 && needs->colors[i][0] % (255 / ((1u << depth) - 1)) != 0) {
            depth *= 2;
        }
    }
    return depth;
}

static uint32_t palette_depth(uint32_t color_count)
{
    return color_count <= 2 ? 1 : color_count <= 4 ? 2 : color_count <= 16 ? 4 : 8;
}

// ---- Choice ---------------------------------------------------------------------------------

// Takes this kind if it costs less than the best so far.
static void offer(qn_png_needs *needs, const qn_bitmap *bitmap, qn_png_color color, uint32_t depth,
                  uint64_t *least_bytes)
{
    qn_png_needs kind = {.bit_depth = depth, .color = color};
    uint64_t row = 1 + qn_png_needs_row_size(&kind, (uint32_t)bitmap->width_px);
    uint64_t bytes = row * (uint32_t)bitmap->height_px;
    if (color == PNG_PALETTE) {
        bytes += CHUNK_BYTES + 3 * needs->color_count;
        bytes += needs->clear_count > 0 ? CHUNK_BYTES + needs->clear_count : 0;
    }
    if (bytes < *least_bytes) {
        *least_bytes = bytes;
        needs->color = color;
        needs->bit_depth = depth;
    }
}

qn_png_needs qn_png_needs_of(const qn_bitmap *bitmap)
{
    qn_png_needs needs = {0};
    bool has_few = true, is_grey = true, is_opaque = true;
    uint32_t width = (uint32_t)bitmap->width_px;
    for (size_t y = 0; y < (uint32_t)bitmap->height_px; ++y) {
        const uint8_t *row = bitmap->rgba + 4 * y * width;
        has_few = has_few && count_colors(&needs, row, width);
        is_grey = is_grey && is_row_grey(row, width);
        is_opaque = is_opaque && is_row_opaque(row, width);
    }
    uint64_t least_bytes = UINT64_MAX;
    if (has_few) {
        sort_colors(&needs);
    }
    if (is_grey) {
        qn_png_color color = is_opaque ? PNG_GREY : PNG_GREY_ALPHA;
        offer(&needs, bitmap, color, is_opaque ? grey_depth(&needs) : 8, &least_bytes);
    }
    offer(&needs, bitmap, is_opaque ? PNG_RGB : PNG_RGBA, 8, &least_bytes);
    if (has_few) {
        offer(&needs, bitmap, PNG_PALETTE, palette_depth(needs.color_count), &least_bytes);
    }
    return needs;
}

// ---- Samples --------------------------------------------------------------------------------

uint32_t qn_png_needs_pixel_bits(const qn_png_needs *needs)
{
    qn_png png = {.bit_depth = (uint8_t)needs->bit_depth, .color = (uint8_t)needs->color};
    return qn_png_bits_per_pixel(&png);
}

uint64_t qn_png_needs_row_size(const qn_png_needs *needs, uint32_t width_px)
{
    return ((uint64_t)width_px * qn_png_needs_pixel_bits(needs) + 7) / 8;
}

// The sample of a pixel of one channel.
static uint32_t sample_of(const qn_png_needs *needs, const uint8_t *pixel)
{
    if (needs->color == PNG_GREY) {
        return pixel[0] / (255u / ((1u << needs->bit_depth) - 1));
    }
    return needs->slots[find_slot(needs, pixel)] - 1u;
}

static void pack_samples(const qn_png_needs *needs, const uint8_t *rgba, uint32_t width,
                         uint8_t *out)
{
    uint32_t depth = needs->bit_depth;
    uint32_t bits = 1; // a one marks how far the byte is filled
    uint32_t last = ~load_pixel(rgba), sample = 0;
    for (size_t x = 0; x < width; ++x) {
        uint32_t pixel = load_pixel(rgba + 4 * x);
        sample = pixel == last ? sample : sample_of(needs, rgba + 4 * x);
        last = pixel;
        bits = bits << depth | sample;
        if (bits >= 256) {
            *out++ = (uint8_t)bits;
            bits = 1;
        }
    }
    if (bits > 1) {
        while (bits < 256) {
            bits <<= depth;
        }
        *out = (uint8_t)bits;
    }
}

static void pack_grey_alpha(const uint8_t *rgba, uint32_t width, uint8_t *out)
{
    for (size_t x = 0; x < width; ++x) {
        out[2 * x] = rgba[4 * x];
        out[2 * x + 1] = rgba[4 * x + 3];
    }
}

static void pack_rgb(const uint8_t *rgba, uint32_t width, uint8_t *out)
{
    size_t x = 0;
    for (; x + 4 <= width; x += 4) {
        qn_b16_store(out + 3 * x, qn_b16_gather3(qn_b16_load(rgba + 4 * x)));
    }
    for (; x < width; ++x) {
        memcpy(out + 3 * x, rgba + 4 * x, 3);
    }
}

void qn_png_needs_pack(const qn_png_needs *needs, const uint8_t *rgba, uint32_t width_px,
                       uint8_t *out)
{
    switch (needs->color) {
    case PNG_GREY_ALPHA:
        pack_grey_alpha(rgba, width_px, out);
        break;
    case PNG_RGB:
        pack_rgb(rgba, width_px, out);
        break;
    case PNG_RGBA:
        memcpy(out, rgba, 4 * (size_t)width_px);
        break;
    default:
        pack_samples(needs, rgba, width_px, out);
    }
}
