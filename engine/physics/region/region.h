// Regions at the door: what the caller gave, as a hull.
#ifndef PHYSICS_REGION_H
#define PHYSICS_REGION_H

#include "physics/geometry/hull.h"
#include "physics/world.h"

// Writes *out only on success; a region without points is refused. The world, which remembers an
// error, may be null.
qn_error qn_region_read(const qn_world *world, const qn_region *region, qn_hull *out);

#endif
