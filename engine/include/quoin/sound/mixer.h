// The mixer: orders in, blocks of stereo samples out, for a host's audio callback.
//
// Up to QN_VOICE_CAPACITY voices with equal-power pan, any pitch, buses, ducking and a limiter that
// keeps the sum within full scale. No change clicks: gains glide, stops fade, and a voice that
// gives way fades before the next one starts. It takes no memory after it is made and never waits.
// The same orders at the same samples give the same output, whatever the sizes of the blocks.
//
// One thread at a time. The output is QN_MIXER_LATENCY_FRAMES late: so far the limiter looks ahead.
#ifndef QUOIN_SOUND_MIXER_H
#define QUOIN_SOUND_MIXER_H

#include "quoin/sound/voices.h"

#define QN_MIXER_LATENCY_FRAMES 128

typedef struct qn_mixer qn_mixer;

// rate_hz is the device's, 8,000 to 192,000. OUT_OF_RANGE, NULL_POINTER, OUT_OF_MEMORY.
QN_API qn_error qn_mixer_create(int32_t rate_hz, qn_mixer **out);
QN_API void qn_mixer_destroy(qn_mixer *mixer);

// From the next sample on. Orders as qn_sound_queue_take gives them; others may be refused.
QN_API void qn_mixer_obey(qn_mixer *mixer, const qn_sound_order *orders, int32_t count);
// Writes frame_count pairs of left and right, each within -1 and 1. Nothing for a count below 1.
QN_API void qn_mixer_render(qn_mixer *mixer, float *stereo, int32_t frame_count);

typedef struct qn_mixer_counters {
    int32_t voice_count; // that have a place now
    int32_t stolen_count;
    int32_t refused_count; // voices without a place, and orders that no queue gives
} qn_mixer_counters;
QN_API qn_mixer_counters qn_mixer_get_counters(const qn_mixer *mixer);

#endif
