// How loud a layer is at each sample: attack, hold, decay, sustain, and the release before the end.
#ifndef SOUND_ENVELOPE_H
#define SOUND_ENVELOPE_H

#include "quoin/sound/synth.h"
#include "sound/tone.h"

typedef struct qn_envelope_run {
    double attack, hold, release; // in samples
    double end;                   // the sample at which all is silent
    double sustain, above;        // the level that stays, and what is still above it
    double decay_factor;
} qn_envelope_run;

// Over a layer of so many samples.
static inline qn_envelope_run qn_envelope_start(const qn_synth_envelope *envelope, int32_t samples)
{
    qn_envelope_run run = {.end = samples};
    run.attack = (double)envelope->attack_s * QN_SOUND_RATE_HZ;
    run.hold = run.attack + (double)envelope->hold_s * QN_SOUND_RATE_HZ;
    run.release = (double)envelope->release_s * QN_SOUND_RATE_HZ;
    run.decay_factor = 1.0;
    run.sustain = 1.0;
    if (envelope->decay_s > 0.0f) {
        run.sustain = (double)envelope->sustain;
        run.decay_factor = qn_decay_factor((double)envelope->decay_s * QN_SOUND_RATE_HZ);
    }
    run.above = 1.0 - run.sustain;
    return run;
}

// Of sample i, asked in order from 0.
static inline double qn_envelope_level(qn_envelope_run *run, int32_t i)
{
    double at = (double)i, level = run->sustain + run->above;
    if (at < run->attack) {
        level = at / run->attack;
    } else if (at >= run->hold) {
        run->above *= run->decay_factor;
    }
    double left = run->end - at;
    if (left < run->release) {
        double share = left / run->release;
        level *= share * share;
    }
    return level;
}

#endif
