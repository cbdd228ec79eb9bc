// One voice of the mixer: where it is in its sound, how loud, and what is to follow it.
#ifndef SOUND_VOICE_H
#define SOUND_VOICE_H

#include "quoin/sound/voices.h"
#include "sound/ramp.h"

// Positions and steps are frames of the sound with 32 bits behind the point.
typedef struct qn_mix_voice {
    const qn_sound *sound; // null: silent
    uint64_t position;     // from the sound's start, or from its end when reversed
    uint64_t step, target_step;
    int64_t step_change; // a sample, while the pitch glides
    int32_t glide_left;
    int32_t wait; // samples until it begins
    bool is_reversed;
    bool is_ending; // over when the fade is
    uint32_t bus;
    qn_ramp fade;
    qn_ramp left, right;
    bool has_next; // to begin when this one is over
    qn_sound_order next;
    int32_t next_wait;
} qn_mix_voice;

void qn_mix_voice_start(qn_mix_voice *voice, const qn_sound_order *play, int32_t rate_hz);
void qn_mix_voice_change(qn_mix_voice *voice, const qn_play_def *play, int32_t rate_hz);
void qn_mix_voice_fade(qn_mix_voice *voice, int32_t samples);
// Adds up to `count` pairs of samples, and says how many. False when the voice is over after them.
bool qn_mix_voice_add(qn_mix_voice *voice, float *pairs, int32_t count, int32_t *added);

#endif
