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

#endif
