// The convex pieces of any shape, for queries: one loop serves hulls, chain segments and tiles.
//
//     qn_children walk = qn_children_near(world, shape, box);
//     while (qn_children_next(&walk)) { ... walk.hull ... }
#ifndef PHYSICS_CHILDREN_H
#define PHYSICS_CHILDREN_H

#include "physics/geometry/hull.h"
#include "physics/terrain/chunks.h"
#include "physics/world.h"

typedef struct qn_children {
    const qn_hull *hull; // of the piece, in the body's frame; valid until the next call
    bool is_one_sided;   // only hull->normals[0] is an outside: a chain's segment

    // Inside.
    qn_hull tile;
    qn_cells cells;
    int32_t x, y, first_x, last_x, last_y;
    bool is_grid, is_done;
} qn_children;

// The pieces of a shape whose boxes overlap `box`, which is in the body's frame (a shape of one
// piece is not tested). Tiles come as boxes, one for each run of solid cells in a row, from below
// and from the left; a run ends where the box does.
qn_children qn_children_near(const qn_world *world, int32_t shape, qn_aabb box);
bool qn_children_next(qn_children *walk);

#endif
