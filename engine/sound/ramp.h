// A number that moves in a straight line, sample by sample, so that it makes no jump that is heard.
#ifndef SOUND_RAMP_H
#define SOUND_RAMP_H

#include <stdint.h>

typedef struct qn_ramp {
    float value, target, step;
    int32_t left; // samples until the target
} qn_ramp;

static inline qn_ramp qn_ramp_at(float value) { return (qn_ramp){value, value, 0.0f, 0}; }

static inline void qn_ramp_to(qn_ramp *ramp, float target, int32_t samples)
{
    ramp->target = target;
    ramp->left = samples > 0 ? samples : 1;
    ramp->step = (target - ramp->value) / (float)ramp->left;
}

static inline float qn_ramp_next(qn_ramp *ramp)
{
    if (ramp->left > 0) {
        ramp->left -= 1;
        // From the target back: a sum of steps would add up their rounding errors.
        ramp->value = ramp->target - ramp->step * (float)ramp->left;
    }
    return ramp->value;
}

#endif
