// Where a hull's outline is nearest to a point.
#ifndef PHYSICS_HULL_POINT_H
#define PHYSICS_HULL_POINT_H

#include "physics/geometry/hull.h"

typedef struct qn_nearest {
    qn_vec2 point;  // on the outline
    qn_vec2 normal; // of the outline there, outwards
    float distance; // negative inside
} qn_nearest;

// In the hull's frame. A point on a bare segment or in the middle of a circle takes the normal of
// the first edge, or (0, 1).
qn_nearest qn_hull_nearest(const qn_hull *hull, qn_vec2 point);

#endif
