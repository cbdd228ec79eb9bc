// A hull that moves along a line without turning, against one that stands still.
#ifndef PHYSICS_CAST_H
#define PHYSICS_CAST_H

#include "physics/geometry/hull.h"

// Everything is in the target's frame. The first contact of `moving`, which stands at
// moving_in_target and moves by t * translation, t in [0, max_fraction]: the point and outward
// normal on the target. A start in overlap is a hit at 0, with the normal of the shortest way out,
// unless the translation leads along that normal. False: no hit.
bool qn_hull_cast_hull(const qn_hull *target, const qn_hull *moving, qn_pose moving_in_target,
                       qn_vec2 translation, float max_fraction, qn_hull_cast *out);

// How far to look for what is as near as the best hit so far: a little further, lest rounding hide
// an equal one and the order of the search show in the answer.
static inline float qn_cast_reach(float best_fraction)
{
    return qn_min(1.0f, 1.00001f * best_fraction + 1.0e-6f);
}

#endif
