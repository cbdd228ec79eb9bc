// A ray through a grid of tiles.
#ifndef PHYSICS_TILE_RAY_H
#define PHYSICS_TILE_RAY_H

#include "physics/geometry/hull.h"
#include "physics/world.h"

// As qn_hull_cast_ray, in the grid's frame. A ray that starts inside a solid cell sees nothing of
// the solid around it, but the next open face that it enters.
bool qn_tiles_cast_ray(const qn_world *world, int32_t tiles, qn_vec2 origin, qn_vec2 translation,
                       float max_fraction, qn_hull_cast *out);

#endif
