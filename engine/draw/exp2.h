// Powers of two by own arithmetic, for what decays: the same bits on every target.
//
// 2^x = 2^n * e^(f ln 2) with n the nearest whole number and |f| <= 1/2: a Taylor series whose
// first term left out is below 1e-11, in double precision and rounded to float once.
#ifndef DRAW_EXP2_H
#define DRAW_EXP2_H

#include <stdint.h>

#include "quoin/math.h"

// Clamped to -126 <= x <= 126; 1 for NaN.
static inline float exp2_of(float x)
{
    double clamped = x == x ? (double)qn_clamp(x, -126.0f, 126.0f) : 0.0;
    int32_t whole = (int32_t)(clamped < 0.0 ? clamped - 0.5 : clamped + 0.5);
    double r = (clamped - (double)whole) * 0.69314718055994531;
    double p = 1.0 / 362880.0;
    p = 1.0 / 40320.0 + r * p;
    p = 1.0 / 5040.0 + r * p;
    p = 1.0 / 720.0 + r * p;
    p = 1.0 / 120.0 + r * p;
    p = 1.0 / 24.0 + r * p;
    p = 1.0 / 6.0 + r * p;
    p = 0.5 + r * p;
    p = 1.0 + r * (1.0 + r * p);
    double scale = whole < 0 ? 0.5 : 2.0;
    for (int32_t left = whole < 0 ? -whole : whole; left > 0; left /= 2) {
        p = left % 2 != 0 ? p * scale : p;
        scale *= scale;
    }
    return (float)p;
}

// Which share of a gap is closed after dt_s, when half of it is closed in half_life_s. The same
// after two halves of dt_s as after one whole. 1 for a half-life that is not above 0.
static inline float share_closed(float dt_s, float half_life_s)
{
    return half_life_s > 0.0f ? 1.0f - exp2_of(-dt_s / half_life_s) : 1.0f;
}

#endif
