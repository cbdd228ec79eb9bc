// The part of a hull that lies within some half-planes: how much of a body is under water, or in
// a region.
#ifndef PHYSICS_HULL_PART_H
#define PHYSICS_HULL_PART_H

#include "physics/geometry/clip.h"

// Of the hull at the pose, within all planes. Exact for a whole hull, for a polygon, and for a
// circle cut by one plane; else arcs are drawn as in qn_hull_corners. The centre of no area is the
// hull's centroid.
qn_hull_area qn_hull_part(const qn_hull *hull, qn_pose pose, const qn_plane *planes, int32_t count);
// The sides of a hull at the pose; arcs as tangents of at most a sixteenth of a turn. A circle's
// planes hold its area. Returns how many: at most QN_MAX_OUTLINE.
int32_t qn_hull_planes(const qn_hull *hull, qn_pose pose, qn_plane *planes);

#endif
