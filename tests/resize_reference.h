// Resizing and blurring in double precision, straight from the formulas, for comparison: every
// output channel is kept as a double, before it is rounded to a level.
#ifndef TESTS_RESIZE_REFERENCE_H
#define TESTS_RESIZE_REFERENCE_H

#include <math.h>
#include <stdlib.h>

#include "bitmap_maker.h"
#include "quoin/image/resize.h"

// Not a public kernel: the Gaussian, cut off at 3 sigma, rounded up to whole pixels.
#define REFERENCE_GAUSSIAN 100

typedef struct reference_def {
    int kernel;
    double sigma;
    bool is_weighted, is_linear;
} reference_def;

static const double reference_pi = 3.14159265358979323846;

static inline double reference_sinc(double x)
{
    return x == 0.0 ? 1.0 : sin(reference_pi * x) / (reference_pi * x);
}

static inline double reference_cubic(double x, double b, double c)
{
    double y = fabs(x);
    double near = (12 - 9 * b - 6 * c) * y * y * y + (-18 + 12 * b + 6 * c) * y * y + 6 - 2 * b;
    double far = (-b - 6 * c) * y * y * y + (6 * b + 30 * c) * y * y + (-12 * b - 48 * c) * y +
                 8 * b + 24 * c;
    return (y < 1 ? near : (y < 2 ? far : 0)) / 6;
}

static inline double reference_kernel(int kernel, double x)
{
    switch (kernel) {
    case QN_RESIZE_TRIANGLE:
        return fabs(x) < 1 ? 1 - fabs(x) : 0;
    case QN_RESIZE_CATMULL_ROM:
        return reference_cubic(x, 0, 0.5);
    case QN_RESIZE_MITCHELL:
        return reference_cubic(x, 1.0 / 3, 1.0 / 3);
    default:
        return fabs(x) < 3 ? reference_sinc(x) * reference_sinc(x / 3) : 0;
    }
}

// The weight of an input for an output, before division by the sum.
static inline double reference_weight(const reference_def *def, int from, int to, int output,
                                      int input)
{
    double ratio = (double)from / to;
    double distance = input + 0.5 - (output + 0.5) * ratio;
    if (def->kernel == REFERENCE_GAUSSIAN) {
        bool is_far = fabs(distance) > ceil(3 * def->sigma) + 0.25;
        return is_far ? 0 : exp(-distance * distance / (2 * def->sigma * def->sigma));
    }
    if (from == to) {
        return input == output ? 1 : 0;
    }
    if (def->kernel == QN_RESIZE_BOX) {
        double low = fmax(output * ratio, input), high = fmin((output + 1) * ratio, input + 1);
        return high > low ? high - low : 0;
    }
    return reference_kernel(def->kernel, distance / fmax(ratio, 1));
}

static inline double reference_light(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static inline double reference_value(double light)
{
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static inline void reference_pixel_in(const reference_def *def, const uint8_t *rgba, double out[4])
{
    double alpha = rgba[3] / 255.0;
    for (int c = 0; c < 3; ++c) {
        double value = rgba[c] / 255.0;
        value = def->is_linear ? reference_light(value) : value;
        out[c] = def->is_weighted ? value * alpha : value;
    }
    out[3] = alpha;
}

// To levels, from 0 to 255.
static inline void reference_pixel_out(const reference_def *def, double pixel[4])
{
    for (int c = 0; c < 3; ++c) {
        double value = def->is_weighted ? pixel[c] / fmax(pixel[3], 1e-9) : pixel[c];
        value = fmin(fmax(value, 0), 1);
        value = def->is_linear ? reference_value(value) : value;
        pixel[c] = 255 * value;
    }
    pixel[3] = 255 * fmin(fmax(pixel[3], 0), 1);
}

// One side's weights: `to` rows of `from` each, every row with a sum of 1. malloc'ed.
static inline double *reference_weights(const reference_def *def, int from, int to)
{
    double *weights = malloc(sizeof(double) * (size_t)from * (size_t)to);
    for (int output = 0; output < to; ++output) {
        double sum = 0, *row = weights + (size_t)output * (size_t)from;
        for (int input = 0; input < from; ++input) {
            row[input] = reference_weight(def, from, to, output, input);
            sum += row[input];
        }
        for (int input = 0; input < from; ++input) {
            row[input] /= sum;
        }
    }
    return weights;
}

// sums += weight * pixel, for a line of pixels.
static inline void reference_add(double *sums, const double *pixels, double weight, size_t count)
{
    for (size_t i = 0; weight != 0 && i < count; ++i) {
        sums[i] += weight * pixels[i];
    }
}

// The same of `count` lines that follow one another, with a weight each.
static inline void reference_mix(double *sums, const double *lines, const double *weights,
                                 size_t count, size_t line_size)
{
    for (size_t i = 0; i < count; ++i) {
        reference_add(sums, lines + i * line_size, weights[i], line_size);
    }
}

// Four doubles a pixel, malloc'ed.
static inline double *reference_resize(const reference_def *def, const qn_bitmap *from, int width,
                                       int height)
{
    size_t in_width = (size_t)from->width_px, in_height = (size_t)from->height_px;
    double *in = malloc(sizeof(double) * in_width * in_height * 4);
    double *tall = calloc(in_width * (size_t)height * 4, sizeof(double));
    double *out = calloc((size_t)width * (size_t)height * 4, sizeof(double));
    double *down = reference_weights(def, from->height_px, height);
    double *across = reference_weights(def, from->width_px, width);
    for (size_t i = 0; i < in_width * in_height; ++i) {
        reference_pixel_in(def, from->rgba + 4 * i, in + 4 * i);
    }
    for (size_t y = 0; y < (size_t)height; ++y) {
        double *row = tall + y * in_width * 4;
        reference_mix(row, in, down + y * in_height, in_height, in_width * 4);
        for (size_t x = 0; x < (size_t)width; ++x) {
            double *pixel = out + (y * (size_t)width + x) * 4;
            reference_mix(pixel, row, across + x * in_width, in_width, 4);
            reference_pixel_out(def, pixel);
        }
    }
    free(in);
    free(tall);
    free(down);
    free(across);
    return out;
}

typedef struct reference_difference {
    double most;        // of any channel, in levels
    double mean_square; // likewise
} reference_difference;

// Where the bitmap's alpha is 0, or the reference's below half a level, colours are not compared.
static inline reference_difference reference_compare(const qn_bitmap *bitmap,
                                                     const double *reference)
{
    reference_difference result = {0, 0};
    size_t size = bitmap_size(bitmap);
    for (size_t i = 0; i < size; ++i) {
        double alpha = reference[i / 4 * 4 + 3];
        bool is_seen = i % 4 == 3 || (bitmap->rgba[i / 4 * 4 + 3] > 0 && alpha >= 0.5);
        double difference = is_seen ? fabs(bitmap->rgba[i] - reference[i]) : 0;
        result.most = fmax(result.most, difference);
        result.mean_square += difference * difference / (double)size;
    }
    return result;
}

#endif
