// Sine, cosine and arc tangent from + - * / alone, so that every target computes the same bits.
//
// The arithmetic is double precision and the result is rounded to float once at the end: with IEEE
// doubles and no contraction there is nothing left for a target to choose. The quarter turn is
// taken off in two parts (Cody and Waite 1980), whose leading one has 33 bits and so multiplies
// exactly with any quarter count below 2^20. Angles beyond that are first brought below one turn by
// shift-and-subtract, at most 128 exact subtractions, modulo the double nearest to 2 pi: far out
// the answer is defined and the same everywhere, though an angle so large no longer means much.
#include "quoin/math.h"

static const double turn = 6.283185307179586;
static const double quarters_per_rad = 0.6366197723675814;
static const double quarter_high = 1.57079632673412561417;    // 33 bits of pi / 2
static const double quarter_low = 6.07710050650619224932e-11; // the rest of it
static const double large_rad = 1.0e6;

// The remainder of a non-negative angle by a turn. Each subtraction is exact: x lies between step
// and twice step (Sterbenz 1974).
static double below_one_turn(double x)
{
    double step = turn;
    while (step <= 0.5 * x) {
        step *= 2.0;
    }
    while (step >= turn) {
        if (x >= step) {
            x -= step;
        }
        step *= 0.5;
    }
    return x;
}

// Taylor series on [-pi/4, pi/4]; the first term left out is below 1e-11.
static double sine(double r)
{
    double z = r * r;
    double p = -1.0 / 39916800.0;
    p = 1.0 / 362880.0 + z * p;
    p = -1.0 / 5040.0 + z * p;
    p = 1.0 / 120.0 + z * p;
    p = -1.0 / 6.0 + z * p;
    return r + r * (z * p);
}

static double cosine(double r)
{
    double z = r * r;
    double p = 1.0 / 479001600.0;
    p = -1.0 / 3628800.0 + z * p;
    p = 1.0 / 40320.0 + z * p;
    p = -1.0 / 720.0 + z * p;
    p = 1.0 / 24.0 + z * p;
    return 1.0 - 0.5 * z + (z * z) * p;
}

// Both are correctly rounded but for rare ties, so c*c + s*s is 1 within 1.2e-7 as it stands; a
// division by the length in float could only add to that.
qn_rot qn_rot_from_angle(float angle_rad)
{
    if (!qn_is_finite(angle_rad)) {
        return qn_rot_identity();
    }
    double x = angle_rad < 0.0f ? -(double)angle_rad : (double)angle_rad;
    if (x > large_rad) {
        x = below_one_turn(x);
    }
    int32_t quarters = (int32_t)(x * quarters_per_rad + 0.5);
    double r = (x - (double)quarters * quarter_high) - (double)quarters * quarter_low;
    float s = (float)sine(r);
    float c = (float)cosine(r);
    qn_rot turns[4] = {{c, s}, {-s, c}, {-c, -s}, {s, -c}};
    qn_rot q = turns[quarters & 3];
    q.s = angle_rad < 0.0f ? -q.s : q.s;
    return q;
}

// atan on [-tan(pi/8), tan(pi/8)]: r + r^3 P(r^2), P a Chebyshev fit with an error below 1e-9.
static double arc_tangent(double r)
{
    double z = r * r;
    double p = 0.050481385097012089;
    p = -0.086246761446492556 + z * p;
    p = 0.11071365021861114 + z * p;
    p = -0.14284151193632064 + z * p;
    p = 0.1999997725868865 + z * p;
    p = -0.33333333279254801 + z * p;
    return r + r * (z * p);
}

float qn_atan2(float y, float x)
{
    if (!qn_is_finite(y) || !qn_is_finite(x) || (x == 0.0f && y == 0.0f)) {
        return 0.0f;
    }
    double ax = x < 0.0f ? -(double)x : (double)x;
    double ay = y < 0.0f ? -(double)y : (double)y;
    double low = ay < ax ? ay : ax;
    double high = ay < ax ? ax : ay;
    // Beyond an eighth of a turn's tangent, atan(t) = pi/4 + atan((t - 1) / (t + 1)).
    bool is_steep = low > 0.41421356237309503 * high;
    double angle = is_steep ? 0.125 * turn + arc_tangent((low - high) / (low + high))
                            : arc_tangent(low / high);
    angle = ay > ax ? 0.25 * turn - angle : angle;
    angle = x < 0.0f ? 0.5 * turn - angle : angle;
    return (float)(y < 0.0f ? -angle : angle);
}
