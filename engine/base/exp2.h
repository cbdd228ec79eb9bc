// Powers of two by own arithmetic, for what decays and for pitches: the same bits on every target.
//
// 2^x = 2^n * e^(f ln 2) with n the nearest whole number and |f| <= 1/2: a Taylor series whose
// first term left out is below 1e-11.
#ifndef BASE_EXP2_H
#define BASE_EXP2_H

#include <stdint.h>
#include <string.h>

// x is limited to 126 either way; 1 for NaN.
static inline double qn_exp2(double x)
{
    double limited = x < -126.0 ? -126.0 : (x > 126.0 ? 126.0 : (x == x ? x : 0.0));
    int32_t whole = (int32_t)(limited < 0.0 ? limited - 0.5 : limited + 0.5);
    double y = (limited - (double)whole) * 0.6931471805599453;
    double p = 1.0 / 362880.0;
    p = 1.0 / 40320.0 + y * p;
    p = 1.0 / 5040.0 + y * p;
    p = 1.0 / 720.0 + y * p;
    p = 1.0 / 120.0 + y * p;
    p = 1.0 / 24.0 + y * p;
    p = 1.0 / 6.0 + y * p;
    p = 0.5 + y * p;
    p = 1.0 + y * p;
    p = 1.0 + y * p;
    uint64_t bits = (uint64_t)(1023 + whole) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

#endif
