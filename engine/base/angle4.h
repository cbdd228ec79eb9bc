// Four angles at once, for where qn_atan2 would be asked lane by lane.
#ifndef BASE_ANGLE4_H
#define BASE_ANGLE4_H

#include "base/simd.h"

#define QN_F4_PI 3.14159274f

static inline qn_f4 qn_f4_neg(qn_f4 a) { return qn_f4_sub(qn_f4_zero(), a); }

// atan on [-tan(pi/8), tan(pi/8)]: r + r^3 P(r^2), P a minimax fit with an error below 4e-8.
static inline qn_f4 qn_f4_arc_tangent(qn_f4 r)
{
    qn_f4 z = qn_f4_mul(r, r);
    qn_f4 p = qn_f4_splat(8.05374449538e-2f);
    p = qn_f4_mul_add(qn_f4_splat(-1.38776856032e-1f), p, z);
    p = qn_f4_mul_add(qn_f4_splat(1.99777106478e-1f), p, z);
    p = qn_f4_mul_add(qn_f4_splat(-3.33329491539e-1f), p, z);
    return qn_f4_mul_add(r, qn_f4_mul(p, z), r);
}

// The angle of the direction (x, y), in [-pi, pi], within 1e-6; 0 of (0, 0). By octants: beyond
// tan(pi/8), atan(t) = pi/4 + atan((t - 1) / (t + 1)).
static inline qn_f4 qn_f4_atan2(qn_f4 y, qn_f4 x)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 ax = qn_f4_abs(x), ay = qn_f4_abs(y);
    qn_f4 low = qn_f4_min(ay, ax), high = qn_f4_max(ax, ay);
    qn_f4 is_steep = qn_f4_greater(low, qn_f4_mul(qn_f4_splat(0.414213562f), high));
    qn_f4 above = qn_f4_select(is_steep, qn_f4_sub(low, high), low);
    qn_f4 below = qn_f4_select(is_steep, qn_f4_add(low, high), high);
    qn_f4 ratio = qn_f4_and(qn_f4_greater(high, zero), qn_f4_div(above, below));
    qn_f4 start = qn_f4_and(is_steep, qn_f4_splat(0.25f * QN_F4_PI));
    qn_f4 angle = qn_f4_add(start, qn_f4_arc_tangent(ratio));
    angle =
        qn_f4_select(qn_f4_greater(ay, ax), qn_f4_sub(qn_f4_splat(0.5f * QN_F4_PI), angle), angle);
    angle = qn_f4_select(qn_f4_greater(zero, x), qn_f4_sub(qn_f4_splat(QN_F4_PI), angle), angle);
    return qn_f4_select(qn_f4_greater(zero, y), qn_f4_neg(angle), angle);
}

// Whole turns nearest to an angle; 0 where it is beyond counting. Adding and taking away 1.5 * 2^23
// leaves no bits for what is not whole.
static inline qn_f4 qn_f4_whole_turns(qn_f4 angle)
{
    qn_f4 turns = qn_f4_mul(angle, qn_f4_splat(0.5f / QN_F4_PI));
    qn_f4 counts = qn_f4_greater(qn_f4_splat(1.0e5f), qn_f4_abs(turns));
    qn_f4 big = qn_f4_splat(12582912.0f);
    return qn_f4_and(counts, qn_f4_sub(qn_f4_add(turns, big), big));
}

// Within half a turn of 0. The second constant is what 2 * QN_F4_PI is too much.
static inline qn_f4 qn_f4_unwind(qn_f4 angle)
{
    qn_f4 turns = qn_f4_whole_turns(angle);
    qn_f4 rest = qn_f4_mul_sub(angle, qn_f4_splat(2.0f * QN_F4_PI), turns);
    return qn_f4_mul_add(rest, qn_f4_splat(1.7484556e-7f), turns);
}

#endif
