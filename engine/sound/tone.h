// The numbers that sound is made of: sines by the turn, decays, noise. From + - * / alone,
// in double precision, so that every target computes the same bits.
#ifndef SOUND_TONE_H
#define SOUND_TONE_H

#include <stdint.h>

#include "base/exp2.h"

#define QN_TAU 6.283185307179586

// What remains of a number of turns, in [0, 1). |turns| below 2^30.
static inline double qn_turn_rest(double turns)
{
    double rest = turns - (double)(int32_t)turns;
    return rest < 0.0 ? rest + 1.0 : rest;
}

// Taylor series on a quarter turn either way; the first term left out is below 6e-8, which is 40 dB
// under the noise of 16 bits. rest in [0, 1].
static inline double qn_sine_of_rest(double rest)
{
    double t = rest - 0.5; // the sine of half a turn less is the same with the other sign
    t = t > 0.25 ? 0.5 - t : (t < -0.25 ? -0.5 - t : t);
    double x = -QN_TAU * t;
    double z = x * x;
    double p = -1.0 / 39916800.0;
    p = 1.0 / 362880.0 + z * p;
    p = -1.0 / 5040.0 + z * p;
    p = 1.0 / 120.0 + z * p;
    p = -1.0 / 6.0 + z * p;
    return x + x * (z * p);
}

// The factor that, sample by sample, takes 60 dB away in so many samples.
static inline double qn_decay_factor(double samples)
{
    return qn_exp2(-9.965784284662087 / samples); // the binary logarithm of a thousandth
}

// White noise in [-1, 1): a counter through a mixer of bits (splitmix32), so that equal seeds are
// equal noise and zero is a seed like any other.
static inline double qn_noise(uint32_t *state)
{
    *state += 0x9E3779B9u;
    uint32_t z = *state;
    z = (z ^ (z >> 16)) * 0x21F0AAADu;
    z = (z ^ (z >> 15)) * 0x735A2D97u;
    z ^= z >> 15;
    return (double)(int32_t)z * (1.0 / 2147483648.0);
}

#endif
