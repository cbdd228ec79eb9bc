// The open faces of a grid of tiles: which a mover may touch, and the surface that each is part of.
//
// A face is one side of a solid cell whose neighbour is empty; a run is an unbroken line of them. A
// contact with a grid names one face of its run as its child; the run is found from it.
#ifndef PHYSICS_TILE_FACES_H
#define PHYSICS_TILE_FACES_H

#include "physics/geometry/manifold.h"
#include "physics/world.h"

// What the world asks of tiles, once it has some (extras.h).
typedef struct qn_tiles_code {
    // Makes the contacts of a mover with the runs near it fit the cells as they are: new ones for
    // new runs, none for runs that are gone, and one where two have grown together.
    void (*pair)(qn_world *world, int32_t mover, int32_t tiles);
    // Where the mover, a shape, touches the run of a face, in the grid's frame; mover_in_grid is
    // its pose there.
    void (*collide)(const qn_world *world, int32_t tiles, int32_t child, int32_t mover,
                    qn_pose mover_in_grid, qn_manifold *out);
} qn_tiles_code;
extern const qn_tiles_code qn_tiles;

// Is this the child of a face that the grid could have?
bool qn_tiles_has_child(const qn_world *world, int32_t tiles, int32_t child);

#endif
