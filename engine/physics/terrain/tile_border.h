// How far a point or a hull is from the border of what is solid in a grid of tiles.
#ifndef PHYSICS_TILE_BORDER_H
#define PHYSICS_TILE_BORDER_H

#include "physics/geometry/hull.h"
#include "physics/world.h"

typedef struct qn_border {
    qn_vec2 point;    // of the border, the nearest
    qn_vec2 normal;   // unit, out of the solid
    float distance_m; // negative inside
} qn_border;

// All in the grid's frame. Edges between two solid cells are no border. False if none is within
// most_m; a point inside has one at any depth. Inside, the cost grows with the square of the depth
// in cells.
bool qn_tiles_border(const qn_world *world, int32_t tiles, qn_vec2 point, float most_m,
                     qn_border *out);

// False where the hull neither touches nor overlaps anything solid. Else the shortest way out of
// what it overlaps: where there are several, the deepest of those that a motion along `along` does
// not take. A hull whose middle is deep inside leaves from there.
bool qn_tiles_way_out(const qn_world *world, int32_t tiles, const qn_hull *hull,
                      qn_pose hull_in_grid, qn_vec2 along, qn_border *out);

#endif
