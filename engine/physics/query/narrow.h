// A hull against one shape of the world, whatever pieces that has.
#ifndef PHYSICS_NARROW_H
#define PHYSICS_NARROW_H

#include "physics/geometry/distance.h"
#include "physics/world.h"

// A box around `box` in the frame of the pose.
qn_aabb qn_aabb_in_frame(qn_pose pose, qn_aabb box);

// The gap to the nearest piece of the shape, in the frame of the hull; `shape_in_hull` is the pose
// of the shape's body there. False if none is within `most_m`. Of equally near pieces the first.
bool qn_gap_to_shape(const qn_world *world, const qn_hull *hull, qn_pose shape_in_hull,
                     int32_t shape, float most_m, qn_gap *out);
// Whether the hull touches or overlaps a piece of the shape.
bool qn_touches_shape(const qn_world *world, const qn_hull *hull, qn_pose hull_in_shape,
                      int32_t shape);

#endif
