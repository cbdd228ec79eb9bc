// How soft a constraint is, as the three numbers that its solve multiplies with.
//
// A soft constraint is a damped spring, discretised implicitly at the sub-step (Catto, "Solver2D",
// 2024): stable at any stiffness, but its numbers damp beyond what was asked for.
#ifndef PHYSICS_SOFTNESS_H
#define PHYSICS_SOFTNESS_H

#include "quoin/math.h"

// bias_rate in 1/s.
typedef struct qn_softness {
    float bias_rate, mass_scale, impulse_scale;
} qn_softness;

static inline qn_softness qn_soften(float hertz, float damping_ratio, float h)
{
    float omega = 2.0f * QN_PI * hertz;
    float a1 = 2.0f * damping_ratio + h * omega;
    float a2 = h * omega * a1;
    float a3 = 1.0f / (1.0f + a2);
    return (qn_softness){omega / a1, a2 * a3, a3};
}

// A spring that a player sees ring: impulse = -M (mass_scale v + rate x) - impulse_scale impulse.
typedef struct qn_spring_coefficients {
    float rate, mass_scale, impulse_scale;
} qn_spring_coefficients;

// A sub-step of x'' = -w^2 x - 2 z w x' with v' = a v - a h w^2 x, x' = x + h v' rests exactly
// where a spring should, and its amplitude falls by sqrt(a). The implicit spring above has a = 1 /
// (1 + 2 z h w + (h w)^2): the last term damps though nobody asked for it. It is needed where h w
// comes near 1, for stability with several springs on one body, and left out below 1/4.
static inline qn_spring_coefficients qn_spring_soften(float hertz, float damping_ratio, float h)
{
    float x = h * 2.0f * QN_PI * hertz;
    float stabilised = qn_clamp(4.0f * x - 1.0f, 0.0f, 1.0f);
    float a = 1.0f / (1.0f + 2.0f * damping_ratio * x + stabilised * x * x);
    return (qn_spring_coefficients){a * x * 2.0f * QN_PI * hertz, 1.0f - a, a};
}

#endif
