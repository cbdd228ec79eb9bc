// What decays by halves: the same after two halves of a time as after one whole.
#ifndef DRAW_HALF_LIFE_H
#define DRAW_HALF_LIFE_H

#include "base/exp2.h"

// Which share of a gap is closed after dt_s, when half of it is closed in half_life_s. 1 for a
// half-life that is not above 0.
static inline float share_closed(float dt_s, float half_life_s)
{
    return half_life_s > 0.0f ? 1.0f - (float)qn_exp2((double)(-dt_s / half_life_s)) : 1.0f;
}

#endif
