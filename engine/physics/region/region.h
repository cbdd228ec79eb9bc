// Regions and poses at the door, checked.
#ifndef PHYSICS_REGION_H
#define PHYSICS_REGION_H

#include "physics/geometry/hull.h"
#include "physics/world.h"

// Writes *out only on success; a region without points is refused. The world, which remembers an
// error, may be null.
qn_error qn_region_read(const qn_world *world, const qn_region *region, qn_hull *out);
// Where queries may be, and how far they may lead.
#define QN_QUERY_REACH_M (2.0f * QN_MAX_POSITION_M)
qn_error qn_check_pose(const qn_world *world, qn_pose pose, const char *why);
qn_error qn_check_ray(const qn_world *world, const qn_ray *ray);

#endif
