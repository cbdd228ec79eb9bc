// What tests hear: levels, jumps and frequencies in runs of samples.
#ifndef TESTS_SOUNDS_MEASURE_H
#define TESTS_SOUNDS_MEASURE_H

#include "quoin/sound.h"

// `stride` is how far a sample is from the next of its channel.
typedef struct samples {
    const float *data;
    int32_t count;
    int32_t stride;
} samples;

samples samples_left(const float *stereo, int32_t frame_count);
samples samples_right(const float *stereo, int32_t frame_count);
// Frames `from` to `to` of them.
samples samples_part(samples s, int32_t from, int32_t to);
// The samples of a sound as floats of full scale 1; malloc'ed.
float *samples_of_sound(const qn_sound *sound);

float measure_peak(samples s);
double measure_mean(samples s);
double measure_rms(samples s);
// The largest difference between neighbours.
float measure_jump(samples s);
// The amplitude of one frequency (Goertzel 1958), under a Hann window.
double measure_amplitude(samples s, double frequency_hz, double rate_hz);
// The mean frequency of what crosses zero upwards.
double measure_crossings_hz(samples s, double rate_hz);
bool measure_is_silent(samples s);

#endif
