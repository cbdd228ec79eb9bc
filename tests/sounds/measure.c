#include "sounds/measure.h"

#include <math.h>
#include <stdlib.h>

samples samples_left(const float *stereo, int32_t frame_count)
{
    return (samples){stereo, frame_count, 2};
}

samples samples_right(const float *stereo, int32_t frame_count)
{
    return (samples){stereo + 1, frame_count, 2};
}

samples samples_part(samples s, int32_t from, int32_t to)
{
    return (samples){s.data + (ptrdiff_t)from * s.stride, to - from, s.stride};
}

float *samples_of_sound(const qn_sound *sound)
{
    int32_t count = qn_sound_frame_count(sound);
    float *data = malloc((size_t)count * sizeof data[0] + 1);
    for (int32_t i = 0; i < count; ++i) {
        data[i] = (float)qn_sound_samples(sound)[i] / 32768.0f;
    }
    return data;
}

static float at(samples s, int32_t i) { return s.data[(ptrdiff_t)i * s.stride]; }

float measure_peak(samples s)
{
    float peak = 0.0f;
    for (int32_t i = 0; i < s.count; ++i) {
        peak = fabsf(at(s, i)) > peak ? fabsf(at(s, i)) : peak;
    }
    return peak;
}

double measure_mean(samples s)
{
    double sum = 0.0;
    for (int32_t i = 0; i < s.count; ++i) {
        sum += (double)at(s, i);
    }
    return sum / s.count;
}

double measure_rms(samples s)
{
    double sum = 0.0;
    for (int32_t i = 0; i < s.count; ++i) {
        sum += (double)at(s, i) * (double)at(s, i);
    }
    return sqrt(sum / s.count);
}

float measure_jump(samples s)
{
    float jump = 0.0f;
    for (int32_t i = 1; i < s.count; ++i) {
        float step = fabsf(at(s, i) - at(s, i - 1));
        jump = step > jump ? step : jump;
    }
    return jump;
}

double measure_amplitude(samples s, double frequency_hz, double rate_hz)
{
    const double pi = 3.14159265358979323846;
    double angle = 2.0 * pi * frequency_hz / rate_hz, real = 0.0, imaginary = 0.0;
    for (int32_t i = 0; i < s.count; ++i) {
        double window = 1.0 - cos(2.0 * pi * (i + 0.5) / s.count);
        real += window * (double)at(s, i) * cos(angle * i);
        imaginary += window * (double)at(s, i) * sin(angle * i);
    }
    return 2.0 * sqrt(real * real + imaginary * imaginary) / s.count;
}

// From the first crossing to the last, each placed between its two samples.
double measure_crossings_hz(samples s, double rate_hz)
{
    double first = -1.0, last = -1.0;
    int32_t count = 0;
    for (int32_t i = 1; i < s.count; ++i) {
        float before = at(s, i - 1), after = at(s, i);
        if (before < 0.0f && after >= 0.0f) {
            last = i - (double)(after / (after - before));
            first = first < 0.0 ? last : first;
            count += 1;
        }
    }
    return count < 2 ? 0.0 : (count - 1) * rate_hz / (last - first);
}

bool measure_is_silent(samples s) { return measure_peak(s) == 0.0f; }
