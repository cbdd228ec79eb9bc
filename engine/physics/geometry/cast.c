// Newton's method on the gap.
//
// Without rotation the gap is a convex function of the way travelled, and the normal gives its
// slope. Newton's steps from the near side of a root of a convex function never pass it, so the
// moving hull comes as near as rounding allows in a few steps and is never inside. Once the slope
// is not negative the hulls part for good.
#include "physics/geometry/cast.h"

#include "physics/geometry/distance.h"

#define MAX_STEPS 40
// Hulls are in contact within this, plus what rounding makes of the numbers involved.
#define TOLERANCE_M 1.0e-5f
#define ROUNDING 5.0e-7f

typedef struct travel {
    qn_vec2 direction;
    float length_m, reach_m, travelled_m;
    qn_pose pose;
} travel;

static float tolerance_at(const travel *t)
{
    return TOLERANCE_M + ROUNDING * (qn_abs(t->pose.p.x) + qn_abs(t->pose.p.y) + t->travelled_m);
}

static bool arrive(const travel *t, const qn_gap *gap, float max_fraction, qn_hull_cast *out)
{
    float fraction = t->length_m > 0.0f ? t->travelled_m / t->length_m : 0.0f;
    *out = (qn_hull_cast){gap->point_a, gap->normal, qn_min(fraction, max_fraction)};
    return true;
}

static float approach_of(const travel *t, const qn_gap *gap)
{
    return -qn_dot(gap->normal, t->direction);
}

// From outside, one of Newton's steps after the other. A step that ends a rounding too far may find
// a normal that leads onwards; the one before holds then.
static bool approach_target(const qn_hull *target, const qn_hull *moving, travel *t, qn_gap gap,
                            float max_fraction, qn_hull_cast *out)
{
    float approach = approach_of(t, &gap);
    for (int i = 0; i < MAX_STEPS; ++i) {
        if (approach <= 0.0f || gap.separation_m > approach * (t->reach_m - t->travelled_m)) {
            return false;
        }
        if (gap.separation_m <= tolerance_at(t)) {
            return arrive(t, &gap, max_fraction, out);
        }
        float step = gap.separation_m / approach;
        t->travelled_m += step;
        t->pose.p = qn_mul_add(t->pose.p, step, t->direction);
        qn_vec2 normal = gap.normal;
        qn_hull_gap(target, moving, t->pose, &gap);
        approach = approach_of(t, &gap);
        if (approach <= 0.0f && gap.separation_m <= tolerance_at(t)) {
            gap.normal = normal;
            return arrive(t, &gap, max_fraction, out);
        }
    }
    return false;
}

bool qn_hull_cast_hull(const qn_hull *target, const qn_hull *moving, qn_pose moving_in_target,
                       qn_vec2 translation, float max_fraction, qn_hull_cast *out)
{
    if (!(max_fraction >= 0.0f)) {
        return false;
    }
    float length = qn_length(translation);
    travel t = {qn_normalize(translation), length, max_fraction * length, 0.0f, moving_in_target};
    qn_gap gap;
    qn_hull_gap(target, moving, t.pose, &gap);
    if (gap.separation_m <= 0.0f) {
        return approach_of(&t, &gap) >= 0.0f && arrive(&t, &gap, max_fraction, out);
    }
    return approach_target(target, moving, &t, gap, max_fraction, out);
}
