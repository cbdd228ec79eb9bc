// Every easing is a curve that starts slowly; the one that ends slowly is it turned round, and the
// one that does both is one half of each. The ends are exact because they are not computed.
//
// The curves are Penner's (2001), but for the exponential one, which is shifted to start at 0
// instead of a thousandth above.
#include "quoin/tween.h"

#include "base/exp2.h"

#define OVERSHOOT 1.70158f

enum { LINEAR, IN, OUT, IN_OUT };

static float back(float t) { return t * t * ((OVERSHOOT + 1.0f) * t - OVERSHOOT); }

static float elastic(float t)
{
    qn_rot swing = qn_rot_from_angle((10.0f * t - 10.75f) * (2.0f * QN_PI / 3.0f));
    return -(float)qn_exp2((double)(10.0f * t - 10.0f)) * swing.s;
}

// A ball that is dropped, and what it bounces back to three times.
static float bounce(float t)
{
    static const float middles[4] = {0.0f, 1.5f / 2.75f, 2.25f / 2.75f, 2.625f / 2.75f};
    static const float floors[4] = {0.0f, 0.75f, 0.9375f, 0.984375f};
    float u = 1.0f - t;
    int32_t arc = u < 1.0f / 2.75f ? 0 : (u < 2.0f / 2.75f ? 1 : (u < 2.5f / 2.75f ? 2 : 3));
    float from_middle = u - middles[arc];
    return 1.0f - (7.5625f * from_middle * from_middle + floors[arc]);
}

static float start_slowly(int32_t curve, float t)
{
    float square = t * t;
    switch (curve) {
    case 0:
        return square;
    case 1:
        return square * t;
    case 2:
        return square * square;
    case 3:
        return square * square * t;
    case 4:
        return 1.0f - qn_rot_from_angle(0.5f * QN_PI * t).c;
    case 5:
        return ((float)qn_exp2((double)(10.0f * t)) - 1.0f) * (1.0f / 1023.0f);
    case 6:
        return 1.0f - __builtin_sqrtf(1.0f - square);
    case 7:
        return back(t);
    case 8:
        return elastic(t);
    default:
        return bounce(t);
    }
}

float qn_ease(qn_easing easing, float t)
{
    if (!(t > 0.0f)) {
        return 0.0f;
    }
    if (t >= 1.0f) {
        return 1.0f;
    }
    int32_t index = (int32_t)easing - QN_EASE_QUAD_IN;
    if (index < 0 || easing >= QN_EASE_COUNT) {
        return t;
    }
    int32_t curve = index / 3, kind = IN + index % 3;
    if (kind == IN || (kind == IN_OUT && t < 0.5f)) {
        float scale = kind == IN ? 1.0f : 2.0f;
        return start_slowly(curve, scale * t) / scale;
    }
    float scale = kind == OUT ? 1.0f : 2.0f;
    return 1.0f - start_slowly(curve, scale * (1.0f - t)) / scale;
}
