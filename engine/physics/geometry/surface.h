// A piece of a longer surface: one straight face, solid on one side, that knows how it goes on.
//
// It pushes only out of its front, and only along normals that the whole surface has there: its
// own, and at a convex corner those between its own and its neighbour's. So what slides along a
// surface of many pieces meets no edge where two of them join.
#ifndef PHYSICS_SURFACE_H
#define PHYSICS_SURFACE_H

#include "physics/geometry/manifold.h"

enum {
    // Which of its corners it answers for; of two neighbours one must, and only one.
    QN_SURFACE_OWNS_START = 1u,
    QN_SURFACE_OWNS_END = 2u,
    // The way out for a hull whose middle is inside the solid: only the face counts, at any depth.
    QN_SURFACE_IS_EXIT = 4u,
};

typedef struct qn_surface {
    qn_vec2 points[2]; // seen from the first, the solid lies to the left of the second
    qn_vec2 normal;    // out of the solid, unit
    // The normals of the neighbours; the same as `normal` where there is none.
    qn_vec2 end_normals[2];
    uint32_t flags;
} qn_surface;

// As qn_collide_hulls with the surface as a. Nothing where the hull's centroid is behind what it
// would touch.
void qn_collide_surface(const qn_surface *a, const qn_hull *b, qn_pose b_in_a, float margin_m,
                        qn_manifold *out);

#endif
