// A second-order filter whose cutoff may move: the state variable filter with trapezoidal
// integrators (Zavalishin, The Art of VA Filter Design, chapter 4), which stays stable while it
// does.
#ifndef SOUND_FILTER_H
#define SOUND_FILTER_H

#include "quoin/math.h"
#include "quoin/sound/synth.h"
#include "sound/tone.h"

typedef struct qn_filter_run {
    uint32_t kind;
    double damping; // 1 / resonance
    double g, k;    // of the present cutoff
    double low_state, band_state;
} qn_filter_run;

static inline qn_filter_run qn_filter_start(const qn_synth_filter *filter)
{
    qn_filter_run run = {.kind = filter->kind};
    run.damping = filter->kind == QN_FILTER_NONE ? 1.0 : 1.0 / (double)filter->resonance;
    return run;
}

// cutoff_hz is limited to where the tangent is still tame.
static inline void qn_filter_tune(qn_filter_run *run, double cutoff_hz)
{
    double share = cutoff_hz / QN_SOUND_RATE_HZ;
    share = share < 0.0002 ? 0.0002 : (share > 0.45 ? 0.45 : share);
    double half = 0.5 * share;
    run->g = qn_sine_of_rest(half) / qn_sine_of_rest(half + 0.25);
    run->k = 1.0 / (1.0 + run->g * (run->g + run->damping));
}

static inline double qn_filter_sample(qn_filter_run *run, double in)
{
    if (run->kind == QN_FILTER_NONE) {
        return in;
    }
    double high = (in - (run->g + run->damping) * run->band_state - run->low_state) * run->k;
    double band = run->g * high + run->band_state;
    double low = run->g * band + run->low_state;
    run->band_state = run->g * high + band;
    run->low_state = run->g * band + low;
    // Scaled so that the middle of the band passes as it is.
    return run->kind == QN_FILTER_LOW    ? low
           : run->kind == QN_FILTER_BAND ? band * run->damping
                                         : high;
}

#endif
