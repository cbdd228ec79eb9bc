// What a JPEG writer should put into a file, computed the plain way: pixel by pixel with the
// formulas of JFIF, the accurate integer transform of libjpeg as it is published, and divisions.
#ifndef TESTS_JPEG_MODEL_H
#define TESTS_JPEG_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct model_picture {
    int width, height;
    const uint8_t *rgba;
    uint8_t background[3];
} model_picture;

// The last column and row go on for ever; what is not opaque lies on the background.
static inline int model_channel(const model_picture *picture, int x, int y, int channel)
{
    x = x < picture->width ? x : picture->width - 1;
    y = y < picture->height ? y : picture->height - 1;
    const uint8_t *pixel = picture->rgba + 4 * ((size_t)y * (size_t)picture->width + (size_t)x);
    int sum = pixel[channel] * pixel[3] + picture->background[channel] * (255 - pixel[3]);
    return (2 * sum + 255) / (2 * 255);
}

static inline int64_t model_floor_shift(int64_t a, int bits)
{
    int64_t unit = (int64_t)1 << bits;
    return a >= 0 ? a / unit : -((-a + unit - 1) / unit);
}

// Component 0, 1 or 2 of the mean of side x side pixels, less 128.
static inline int model_sample(const model_picture *picture, int x, int y, int side, int component)
{
    static const int64_t factors[3][3] = {
        {19595, 38470, 7471}, {-11059, -21709, 32768}, {32768, -27439, -5329}};
    int64_t sum = 0;
    int sum_bits = side == 2 ? 2 : 0;
    for (int i = 0; i < side * side; ++i) {
        for (int channel = 0; channel < 3; ++channel) {
            sum += factors[component][channel] *
                   model_channel(picture, x + i % side, y + i / side, channel);
        }
    }
    int64_t half = (int64_t)1 << (15 + sum_bits);
    int sample = (int)model_floor_shift(sum + (component == 0 ? half : half - 1), 16 + sum_bits);
    return component == 0 ? sample - 128 : sample;
}

// ---- The transform --------------------------------------------------------------------------

static inline int32_t model_descale(int64_t a, int bits)
{
    return (int32_t)model_floor_shift(a + ((int64_t)1 << (bits - 1)), bits);
}

// Eight numbers, `stride` apart.
static inline void model_transform_line(int32_t *v, int stride, bool is_rows)
{
    int bits = is_rows ? 11 : 15;
    int64_t s[4], d[4];
    for (int i = 0; i < 4; ++i) {
        s[i] = v[i * stride] + v[(7 - i) * stride];
        d[3 - i] = v[i * stride] - v[(7 - i) * stride];
    }
    int64_t s0 = s[0] + s[3], s3 = s[0] - s[3], s1 = s[1] + s[2], s2 = s[1] - s[2];
    v[0] = is_rows ? (int32_t)(4 * (s0 + s1)) : model_descale(s0 + s1, 2);
    v[4 * stride] = is_rows ? (int32_t)(4 * (s0 - s1)) : model_descale(s0 - s1, 2);
    int64_t z1 = (s2 + s3) * 4433;
    v[2 * stride] = model_descale(z1 + s3 * 6270, bits);
    v[6 * stride] = model_descale(z1 - s2 * 15137, bits);
    int64_t z5 = (d[0] + d[2] + d[1] + d[3]) * 9633;
    int64_t a = (d[0] + d[3]) * -7373, b = (d[1] + d[2]) * -20995;
    int64_t c = (d[0] + d[2]) * -16069 + z5, e = (d[1] + d[3]) * -3196 + z5;
    v[7 * stride] = model_descale(d[0] * 2446 + a + c, bits);
    v[5 * stride] = model_descale(d[1] * 16819 + b + e, bits);
    v[3 * stride] = model_descale(d[2] * 25172 + b + c, bits);
    v[1 * stride] = model_descale(d[3] * 12299 + a + e, bits);
}

// Eight times the coefficients.
static inline void model_transform(int32_t block[64])
{
    for (int row = 0; row < 8; ++row) {
        model_transform_line(block + 8 * row, 1, true);
    }
    for (int column = 0; column < 8; ++column) {
        model_transform_line(block + column, 8, false);
    }
}

// To the nearest, halves away from 0.
static inline int model_divide(int eight_times, int step)
{
    int away = eight_times < 0 ? -eight_times : eight_times;
    int quotient = (away + 4 * step) / (8 * step);
    return eight_times < 0 ? -quotient : quotient;
}

// ---- All blocks of a file, in its order ------------------------------------------------------

typedef struct model_blocks {
    int16_t (*blocks)[64];
    int count;
} model_blocks;

static inline void model_add(model_blocks *all, const model_picture *picture, int x, int y,
                             int side, int component, const int steps[64])
{
    int32_t block[64];
    for (int i = 0; i < 64; ++i) {
        block[i] = model_sample(picture, x + side * (i % 8), y + side * (i / 8), side, component);
    }
    model_transform(block);
    int16_t *to = all->blocks[all->count++];
    for (int i = 0; i < 64; ++i) {
        to[i] = (int16_t)model_divide(block[i], steps[i]);
    }
}

static inline void model_add_tile(model_blocks *all, const model_picture *picture, int x, int y,
                                  int across, bool is_colored, int steps[2][64], int *last_dc)
{
    for (int i = 0; i < across * across; ++i) {
        int left = x + 8 * (i % across), top = y + 8 * (i / across);
        if (left < picture->width && top < picture->height) {
            model_add(all, picture, left, top, 1, 0, steps[0]);
            *last_dc = all->blocks[all->count - 1][0];
        } else {
            all->blocks[all->count++][0] = (int16_t)*last_dc;
        }
    }
    for (int component = 1; component < 3 && is_colored; ++component) {
        model_add(all, picture, x, y, across, component, steps[1]);
    }
}

// across: 2 with halved colours, otherwise 1. restart_interval 0: none.
static inline model_blocks model_make(const model_picture *picture, int across, bool is_colored,
                                      int restart_interval, int steps[2][64])
{
    int tile_px = 8 * across, tile = 0, last_dc = 0;
    int columns = (picture->width + tile_px - 1) / tile_px;
    int rows = (picture->height + tile_px - 1) / tile_px;
    int per_tile = across * across + (is_colored ? 2 : 0);
    model_blocks all = {
        calloc((size_t)columns * (size_t)rows * (size_t)per_tile, sizeof all.blocks[0]), 0};
    for (int y = 0; y < picture->height; y += tile_px) {
        for (int x = 0; x < picture->width; x += tile_px, ++tile) {
            last_dc = restart_interval > 0 && tile % restart_interval == 0 ? 0 : last_dc;
            model_add_tile(&all, picture, x, y, across, is_colored, steps, &last_dc);
        }
    }
    return all;
}

#endif
