// The part of a hull that lies within some half-planes: how much of a body is under water, or in
// a region.
#ifndef PHYSICS_HULL_PART_H
#define PHYSICS_HULL_PART_H

#include "physics/geometry/hull.h"

// Corners of an outline whose arcs are drawn as chords; sides of one whose arcs are drawn as
// tangents.
#define QN_MAX_OUTLINE 40

typedef struct qn_plane {
    qn_vec2 normal; // of unit length
    float offset;   // a point p is inside while dot(normal, p) <= offset
} qn_plane;

typedef struct qn_hull_area {
    float area;
    qn_vec2 center; // of area; the hull's own where the area is 0
} qn_hull_area;

// Of the hull at the pose, within all planes. Exact for a whole hull, for a polygon, and for a
// circle cut by one plane; else arcs are drawn as chords of at most a sixteenth of a turn, and the
// area scaled by what that costs the whole.
qn_hull_area qn_hull_part(const qn_hull *hull, qn_pose pose, const qn_plane *planes, int32_t count);
// The sides of a hull at the pose; arcs as tangents of at most a sixteenth of a turn. A circle's
// planes hold its area. Returns how many: at most QN_MAX_OUTLINE.
int32_t qn_hull_planes(const qn_hull *hull, qn_pose pose, qn_plane *planes);

#endif
