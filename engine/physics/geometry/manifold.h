// Where two hulls touch: one normal and up to two points, found by separating axes and clipping.
#ifndef PHYSICS_MANIFOLD_H
#define PHYSICS_MANIFOLD_H

#include "physics/geometry/hull.h"

// Points within this distance are reported before they touch, so that the solver can stop them.
#define QN_SPECULATIVE_M (4.0f * QN_LINEAR_SLOP_M)

typedef struct qn_manifold_point {
    qn_vec2 point;    // midway between the two surfaces, in the frame of a
    float separation; // negative where the hulls overlap
    uint16_t id; // corner of a * 256 + corner of b, 0 with a circle; equal ids are the same corner
} qn_manifold_point;

typedef struct qn_manifold {
    qn_vec2 normal; // unit, from a to b, in the frame of a
    qn_manifold_point points[2];
    int32_t count;         // 0: further apart than the margin
    float gap;             // then: by this much at least, as far as that is known
    int32_t is_at_corners; // the normal is that from a corner, or a point, to another
} qn_manifold;

// b_in_a is the pose of b seen from a. Points whose separation is above margin_m are left out. Two
// segments without radius never touch. Unused points are zero.
void qn_collide_hulls(const qn_hull *a, const qn_hull *b, const qn_pose *b_in_a, float margin_m,
                      qn_manifold *out);

#endif
