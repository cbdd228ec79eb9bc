// Random numbers for tests, scenes and benchmarks: xorshift32, the same on every target.
#include "check.h"

uint32_t check_random(uint32_t *state)
{
    uint32_t x = *state != 0 ? *state : 0x9E3779B9u;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return x;
}

float check_random_float(uint32_t *state, float low, float high)
{
    float unit = (float)(check_random(state) >> 8) * (1.0f / 16777216.0f);
    return low + (high - low) * unit;
}
