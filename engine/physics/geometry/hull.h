// Every shape as one thing: the convex hull of 1 to 8 points, rounded by a radius.
//
// One point is a circle, two a capsule (or, with radius 0, a segment), three or more a polygon.
// So the collision code has one case where others have ten. Hulls live in their body's frame.
#ifndef PHYSICS_HULL_H
#define PHYSICS_HULL_H

#include "quoin/physics.h"

#define QN_MIN_SIZE_M 0.001f
#define QN_MAX_SIZE_M 1.0e4f
#define QN_LINEAR_SLOP_M 0.005f

typedef struct qn_hull {
    qn_vec2
        vertices[QN_MAX_POLYGON_VERTICES]; // counter-clockwise; unused ones are zero (see chain.c)
    qn_vec2 normals[QN_MAX_POLYGON_VERTICES]; // of the edge from vertex i to i + 1; outwards
    qn_vec2 centroid;
    float radius_m;
    int32_t count;
} qn_hull;

// Each writes *out only on success. Errors: NOT_FINITE, OUT_OF_RANGE (a size, a count, or a
// coordinate beyond QN_MAX_SIZE_M; a polygon radius lies in [0, QN_MAX_SIZE_M]), BAD_SHAPE (points
// that coincide, lie on a line, or span too small an area).
qn_error qn_hull_circle(qn_vec2 center, float radius, qn_hull *out);
qn_error qn_hull_capsule(qn_vec2 a, qn_vec2 b, float radius, qn_hull *out);
qn_error qn_hull_segment(qn_vec2 a, qn_vec2 b, qn_hull *out);
qn_error qn_hull_box(qn_vec2 center, qn_vec2 half_size, float angle_rad, qn_hull *out);
// The convex hull of 3 to 8 points in any order; points that add nothing are dropped.
qn_error qn_hull_polygon(const qn_vec2 *points, int32_t count, float radius, qn_hull *out);

// Segments have no mass. The rounded border counts (area and inertia of the true rounded shape may
// be approximated by the outline pushed out by the radius; the source states the formula).
qn_mass qn_hull_mass(const qn_hull *hull, float density);
qn_aabb qn_hull_aabb(const qn_hull *hull, qn_pose pose);
// The largest distance of a point of the hull from `center`, radius included.
float qn_hull_max_extent(const qn_hull *hull, qn_vec2 center);
// The smallest distance from the centroid to the outline, radius included.
float qn_hull_min_extent(const qn_hull *hull);

typedef struct qn_hull_cast {
    qn_vec2 point, normal;
    float fraction;
} qn_hull_cast;
// Ray against one hull, both in the hull's frame, t in [0, max_fraction]. False: no hit, or the ray
// starts inside. A start on the outline is a hit at 0 if the ray points inwards. A segment (count
// 2, radius 0) is hit from both sides.
bool qn_hull_cast_ray(const qn_hull *hull, qn_vec2 origin, qn_vec2 translation, float max_fraction,
                      qn_hull_cast *out);

#endif
