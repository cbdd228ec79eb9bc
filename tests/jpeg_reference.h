// Blocks of coefficients to pixels, written to be plain rather than fast: the oracle for the
// engine's JPEG. It has the roundings of libjpeg's slow integer transform, "fancy" upsampling and
// tables of colours, each as one formula for one sample, and shares no code with the engine.
#ifndef TESTS_JPEG_REFERENCE_H
#define TESTS_JPEG_REFERENCE_H

#include "jpeg_maker.h"

typedef enum reference_colors {
    REFERENCE_GREY,
    REFERENCE_YCC,
    REFERENCE_RGB,
    REFERENCE_CMYK,
    REFERENCE_YCCK,
} reference_colors;

typedef struct reference_plane {
    uint8_t *samples;
    int width, height; // samples that the picture uses
    int stride;
    int h_ratio, v_ratio;
    bool is_smooth;
} reference_plane;

static inline int reference_clamp(int64_t value, int low, int high)
{
    return (int)(value < low ? low : (value > high ? high : value));
}

// ---- Transform ------------------------------------------------------------------------------

// Eight values from eight, times 8192: each is a sum over the coefficients.
static inline void reference_transform(const int64_t c[8], int64_t out[8])
{
    static const int odd[4][4] = {{11363, 9633, 6437, 2260},
                                  {9633, -2259, -11362, -6436},
                                  {6437, -11362, 2261, 9633},
                                  {2260, -6436, 9633, -11363}};
    static const int even[4][2] = {{10703, 4433}, {4433, -10704}, {-4433, 10704}, {-10703, -4433}};
    for (int i = 0; i < 4; ++i) {
        int64_t straight = 8192 * (i == 0 || i == 3 ? c[0] + c[4] : c[0] - c[4]);
        int64_t of_even = straight + even[i][0] * c[2] + even[i][1] * c[6];
        int64_t of_odd = odd[i][0] * c[1] + odd[i][1] * c[3] + odd[i][2] * c[5] + odd[i][3] * c[7];
        out[i] = of_even + of_odd;
        out[7 - i] = of_even - of_odd;
    }
}

static inline void reference_block(const int16_t *block, const uint16_t *quant, uint8_t out[64])
{
    int64_t middle[64], in[8], sums[8];
    for (int x = 0; x < 8; ++x) {
        for (int y = 0; y < 8; ++y) {
            in[y] = block[8 * y + x] * quant[8 * y + x];
        }
        reference_transform(in, sums);
        for (int y = 0; y < 8; ++y) {
            middle[8 * y + x] = (sums[y] + (1 << 10)) >> 11;
        }
    }
    for (int y = 0; y < 8; ++y) {
        reference_transform(middle + 8 * y, sums);
        for (int x = 0; x < 8; ++x) {
            int64_t value = ((sums[x] + (1 << 17)) >> 18) + 128;
            out[8 * y + x] = (uint8_t)reference_clamp(value, 0, 255);
        }
    }
}

static inline void reference_shrink(const uint8_t samples[64], int side, uint8_t *out, int stride)
{
    int step = 8 / side;
    int sums[64] = {0};
    for (int i = 0; i < 64; ++i) {
        sums[i / 8 / step * side + i % 8 / step] += samples[i];
    }
    for (int i = 0; i < side * side; ++i) {
        int mean = (sums[i] + step * step / 2) / (step * step);
        out[i / side * stride + i % side] = (uint8_t)mean;
    }
}

// ---- Planes ---------------------------------------------------------------------------------

static inline int reference_ceil(int a, int b) { return (a + b - 1) / b; }

static inline reference_plane reference_plane_of(const made_picture *p, int index, int shrink)
{
    int least = 8 / shrink, side = least;
    while (side < 8 && p->max_h * least % (2 * side * p->h[index]) == 0 &&
           p->max_v * least % (2 * side * p->v[index]) == 0) {
        side *= 2;
    }
    reference_plane plane = {.stride = p->across[index] * side};
    plane.samples = calloc((size_t)plane.stride, (size_t)p->down[index] * (size_t)side);
    plane.width = reference_ceil(p->width * p->h[index] * side, 8 * p->max_h);
    plane.height = reference_ceil(p->height * p->v[index] * side, 8 * p->max_v);
    plane.h_ratio = p->max_h * least / (p->h[index] * side);
    plane.v_ratio = p->max_v * least / (p->v[index] * side);
    plane.is_smooth = least > 1 && plane.h_ratio <= 2 && plane.v_ratio <= 2 &&
                      (plane.h_ratio == 1 || plane.width > 2);
    for (int b = 0; b < p->across[index] * p->down[index]; ++b) {
        uint8_t samples[64];
        reference_block(p->blocks[index] + 64 * b, p->quant[index], samples);
        int x = b % p->across[index] * side, y = b / p->across[index] * side;
        uint8_t *out = plane.samples + y * plane.stride + x;
        if (side == 1) {
            // Alone, the first coefficient is the mean before samples are clamped.
            int16_t only_dc[64] = {p->blocks[index][64 * (size_t)b]};
            reference_block(only_dc, p->quant[index], samples);
        }
        reference_shrink(samples, side, out, plane.stride);
    }
    return plane;
}

static inline int reference_at(const reference_plane *plane, int x, int y)
{
    x = reference_clamp(x, 0, plane->width - 1);
    y = reference_clamp(y, 0, plane->height - 1);
    return plane->samples[y * plane->stride + x];
}

static inline int reference_sample(const reference_plane *plane, int x, int y)
{
    int sx = x / plane->h_ratio, sy = y / plane->v_ratio;
    if (!plane->is_smooth || plane->h_ratio * plane->v_ratio == 1) {
        return reference_at(plane, sx, sy);
    }
    int far_x = x % 2 == 0 ? sx - 1 : sx + 1, far_y = y % 2 == 0 ? sy - 1 : sy + 1;
    if (plane->v_ratio == 1) {
        int sum = 3 * reference_at(plane, sx, sy) + reference_at(plane, far_x, sy);
        return (sum + (x % 2 == 0 ? 1 : 2)) >> 2;
    }
    if (plane->h_ratio == 1) {
        int sum = 3 * reference_at(plane, sx, sy) + reference_at(plane, sx, far_y);
        return (sum + (y % 2 == 0 ? 1 : 2)) >> 2;
    }
    int near_sum = 3 * reference_at(plane, sx, sy) + reference_at(plane, sx, far_y);
    int far_sum = 3 * reference_at(plane, far_x, sy) + reference_at(plane, far_x, far_y);
    return (3 * near_sum + far_sum + (x % 2 == 0 ? 8 : 7)) >> 4;
}

// ---- Colours --------------------------------------------------------------------------------

static inline void reference_ycc(const int s[4], uint8_t out[3])
{
    int cb = s[1] - 128, cr = s[2] - 128;
    out[0] = (uint8_t)reference_clamp(s[0] + ((91881 * cr + 32768) >> 16), 0, 255);
    out[1] = (uint8_t)reference_clamp(s[0] + ((-22554 * cb - 46802 * cr + 32768) >> 16), 0, 255);
    out[2] = (uint8_t)reference_clamp(s[0] + ((116130 * cb + 32768) >> 16), 0, 255);
}

// Light of the colour times light of the black, both 0 to 255.
static inline uint8_t reference_light(int color, int black)
{
    return (uint8_t)((2 * color * black + 255) / 510);
}

static inline void reference_pixel(const int s[4], reference_colors colors, bool is_inverted,
                                   uint8_t out[4])
{
    out[3] = 255;
    for (int i = 0; i < 3; ++i) {
        out[i] = (uint8_t)s[colors == REFERENCE_GREY ? 0 : i];
    }
    if (colors == REFERENCE_YCC || colors == REFERENCE_YCCK) {
        reference_ycc(s, out);
    }
    for (int i = 0; i < 3 && colors >= REFERENCE_CMYK; ++i) {
        int stored = colors == REFERENCE_YCCK ? 255 - out[i] : out[i];
        out[i] =
            is_inverted ? reference_light(stored, s[3]) : reference_light(255 - stored, 255 - s[3]);
    }
}

// RGBA to be freed, of the picture shrunk 1, 2, 4 or 8 times.
static inline uint8_t *reference_pixels(const made_picture *p, reference_colors colors,
                                        bool is_inverted, int shrink)
{
    int width = reference_ceil(p->width, shrink), height = reference_ceil(p->height, shrink);
    uint8_t *rgba = malloc((size_t)4 * (size_t)width * (size_t)height);
    reference_plane planes[4];
    for (int i = 0; i < p->count; ++i) {
        planes[i] = reference_plane_of(p, i, shrink);
    }
    for (int i = 0; i < width * height; ++i) {
        int samples[4] = {0};
        for (int c = 0; c < p->count; ++c) {
            samples[c] = reference_sample(&planes[c], i % width, i / width);
        }
        reference_pixel(samples, colors, is_inverted, rgba + 4 * (size_t)i);
    }
    for (int i = 0; i < p->count; ++i) {
        free(planes[i].samples);
    }
    return rgba;
}

#endif
