// Keeps the sum within full scale: quieter a little before a peak, and slowly louder after it.
#ifndef SOUND_LIMITER_H
#define SOUND_LIMITER_H

#include "quoin/sound/mixer.h"

typedef struct qn_limiter {
    float delayed[QN_MIXER_LATENCY_FRAMES][2];
    float gains[QN_MIXER_LATENCY_FRAMES];
    double gain_sum; // of `gains`; exact, for each is at least 2^-16 and a float
    float gain;      // before it is averaged
    float recovery;  // share of the way back to 1 in a sample
    int32_t hold;    // samples until a peak that is still to come is past
    int32_t at;
} qn_limiter;

void qn_limiter_start(qn_limiter *limiter, int32_t rate_hz);
// One pair of samples in; what came QN_MIXER_LATENCY_FRAMES earlier out, in place.
void qn_limiter_pass(qn_limiter *limiter, float *pair);

#endif
