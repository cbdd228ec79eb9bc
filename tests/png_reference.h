// A PNG decoder written to be plain rather than fast: the oracle for the engine's. It shares only
// zlib with it, and takes valid files alone.
#ifndef TESTS_PNG_REFERENCE_H
#define TESTS_PNG_REFERENCE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct reference_png {
    uint32_t width, height, depth, color, is_interlaced;
    const uint8_t *palette, *transparency; // inside the file
    uint32_t palette_size, transparency_size;
    uint8_t *raw; // inflated
} reference_png;

static inline uint32_t reference_u32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static inline void reference_parse(const uint8_t *file, size_t size, reference_png *png)
{
    uint8_t *packed = malloc(size);
    uLong packed_size = 0;
    *png = (reference_png){0};
    for (size_t at = 8; at + 12 <= size; at += 12 + reference_u32(file + at)) {
        uint32_t length = reference_u32(file + at);
        const uint8_t *data = file + at + 8;
        if (memcmp(data - 4, "IHDR", 4) == 0) {
            png->width = reference_u32(data);
            png->height = reference_u32(data + 4);
            png->depth = data[8];
            png->color = data[9];
            png->is_interlaced = data[12];
        } else if (memcmp(data - 4, "PLTE", 4) == 0) {
            png->palette = data;
            png->palette_size = length / 3;
        } else if (memcmp(data - 4, "tRNS", 4) == 0) {
            png->transparency = data;
            png->transparency_size = length;
        } else if (memcmp(data - 4, "IDAT", 4) == 0) {
            memcpy(packed + packed_size, data, length);
            packed_size += length;
        }
    }
    // More than enough: 8 bytes a pixel, and a filter byte for each row of each pass.
    uLong raw_size = 8ul * png->width * png->height + 14ul * (png->height + 8) + 64;
    png->raw = calloc(1, raw_size);
    uncompress(png->raw, &raw_size, packed, packed_size);
    free(packed);
}

static inline int reference_paeth(int a, int b, int c)
{
    int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
    return pa <= pb && pa <= pc ? a : (pb <= pc ? b : c);
}

// Undoes the filter of one row in place; above is null for the first row of a pass.
static inline void reference_unfilter(uint8_t *row, const uint8_t *above, size_t size, size_t step)
{
    for (size_t i = 0; i < size; ++i) {
        int left = i >= step ? row[1 + i - step] : 0;
        int up = above != NULL ? above[1 + i] : 0;
        int corner = above != NULL && i >= step ? above[1 + i - step] : 0;
        int guesses[5] = {0, left, up, (left + up) / 2, reference_paeth(left, up, corner)};
        row[1 + i] = (uint8_t)(row[1 + i] + guesses[row[0]]);
    }
}

static inline uint32_t reference_sample(const reference_png *png, const uint8_t *row, size_t index)
{
    size_t bit = index * png->depth;
    if (png->depth == 16) {
        return (uint32_t)row[2 * index] << 8 | row[2 * index + 1];
    }
    uint32_t mask = (1u << png->depth) - 1;
    return (uint32_t)row[bit / 8] >> (8 - png->depth - bit % 8) & mask;
}

static inline uint8_t reference_to_8(const reference_png *png, uint32_t sample)
{
    if (png->depth == 16) {
        return (uint8_t)(sample >> 8);
    }
    return (uint8_t)(sample * 255 / ((1u << png->depth) - 1));
}

static inline uint32_t reference_channels(const reference_png *png)
{
    static const uint8_t counts[7] = {1, 0, 3, 1, 2, 0, 4};
    return counts[png->color];
}

// True if the samples are those that tRNS calls transparent.
static inline int reference_is_clear(const reference_png *png, const uint32_t *samples, uint32_t n)
{
    for (uint32_t i = 0; i < n; ++i) {
        uint32_t key = (uint32_t)png->transparency[2 * i] << 8 | png->transparency[2 * i + 1];
        if (samples[i] != key) {
            return 0;
        }
    }
    return 1;
}

static inline void reference_pixel(const reference_png *png, const uint8_t *row, size_t x,
                                   uint8_t out[4])
{
    uint32_t n = reference_channels(png);
    uint32_t s[4] = {0};
    for (uint32_t i = 0; i < n; ++i) {
        s[i] = reference_sample(png, row, x * n + i);
    }
    out[3] = 255;
    if (png->color == 3) {
        uint8_t black[3] = {0};
        memcpy(out, s[0] < png->palette_size ? png->palette + 3 * s[0] : black, 3);
        out[3] = s[0] < png->transparency_size ? png->transparency[s[0]] : 255;
        return;
    }
    for (uint32_t i = 0; i < 3; ++i) {
        out[i] = reference_to_8(png, s[n >= 3 ? i : 0]);
    }
    if (n == 2 || n == 4) {
        out[3] = reference_to_8(png, s[n - 1]);
    } else if (png->transparency != NULL) {
        out[3] = reference_is_clear(png, s, n) ? 0 : 255;
    }
}

// Every step-th pixel from the start on; returns where the next pass begins.
static inline uint8_t *reference_pass(const reference_png *png, uint8_t *raw,
                                      const uint32_t start[2], const uint32_t step[2],
                                      uint8_t *rgba)
{
    uint32_t width = (png->width - start[0] + step[0] - 1) / step[0];
    size_t bits = (size_t)png->depth * reference_channels(png);
    size_t size = (width * bits + 7) / 8;
    uint8_t *above = NULL;
    for (uint32_t y = start[1]; y < png->height && png->width > start[0]; y += step[1]) {
        reference_unfilter(raw, above, size, (bits + 7) / 8);
        for (uint32_t i = 0; i < width; ++i) {
            size_t x = start[0] + (size_t)i * step[0];
            reference_pixel(png, raw + 1, i, rgba + 4 * ((size_t)y * png->width + x));
        }
        above = raw;
        raw += 1 + size;
    }
    return raw;
}

// RGBA to be freed.
static inline uint8_t *reference_decode(const uint8_t *file, size_t size, uint32_t *width,
                                        uint32_t *height)
{
    static const uint32_t starts[7][2] = {{0, 0}, {4, 0}, {0, 4}, {2, 0}, {0, 2}, {1, 0}, {0, 1}};
    static const uint32_t steps[7][2] = {{8, 8}, {8, 8}, {4, 8}, {4, 4}, {2, 4}, {2, 2}, {1, 2}};
    static const uint32_t all[2] = {0, 0}, each[2] = {1, 1};
    reference_png png;
    reference_parse(file, size, &png);
    uint8_t *rgba = calloc(4, (size_t)png.width * png.height);
    uint8_t *at = png.raw;
    for (int pass = 0; pass < 7 && png.is_interlaced; ++pass) {
        at = reference_pass(&png, at, starts[pass], steps[pass], rgba);
    }
    if (!png.is_interlaced) {
        reference_pass(&png, at, all, each, rgba);
    }
    free(png.raw);
    *width = png.width;
    *height = png.height;
    return rgba;
}

#endif
