// The curve of IEC 61966-2-1 without pow: x to the power of 2.4 is x squared times the fifth root
// of x squared, and Newton finds the root with + - * / alone, so every target has the same tables.
#include "image/srgb.h"

// Of 0 < x < 2, within a few units of the last place.
static double fifth_root(double x)
{
    double r = 1.0;
    for (int i = 0; i < 40; ++i) {
        double square = r * r;
        r -= (r - x / (square * square)) / 5.0;
    }
    return r;
}

static double light_of(double value)
{
    if (value <= 0.04045) {
        return value / 12.92;
    }
    double x = (value + 0.055) / 1.055;
    return x * x * fifth_root(x * x);
}

// The first step from which on a level is the nearest; of 256 it is beyond all light.
static int32_t first_step(int level)
{
    if (level == 256) {
        return 2 << QN_SRGB_LIGHT_BITS;
    }
    return (int32_t)(light_of((level - 0.5) / 255.0) * (1 << QN_SRGB_LIGHT_BITS)) + 1;
}

void qn_srgb_fill(qn_srgb *srgb)
{
    for (int i = 0; i < 256; ++i) {
        srgb->linear[i] = (float)light_of(i / 255.0);
    }
    int level = 0;
    int32_t next = first_step(1);
    for (int bin = 0; bin <= QN_SRGB_BINS; ++bin) {
        int32_t dark_end = bin << QN_SRGB_BIN_BITS;
        while (dark_end >= next) {
            level += 1;
            next = first_step(level + 1);
        }
        int32_t left = next - dark_end;
        srgb->bins[bin] = (uint16_t)(level * 256 + (left < 256 ? 256 - left : 0));
    }
}
