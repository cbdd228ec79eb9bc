// Seams: where two solids that do not give way lie side by side and make one surface.
#ifndef PHYSICS_SEAM_H
#define PHYSICS_SEAM_H

#include "physics/geometry/surface.h"
#include "physics/world.h"

// Replaces a manifold that belongs to a seam by what the joint surface would give: nobody stumbles
// over the edge between two boxes of a floor, yet a step of a few millimetres still stops. The
// manifold is in the frame of `still`, a shape of a body that is not dynamic; its normal leads to
// `mover`, a shape of a dynamic body. False where it is right as it is.
bool qn_seam_smooth(const qn_world *world, int32_t still, int32_t mover, qn_pose mover_in_still,
                    qn_manifold *manifold);

// Collides a run of faces of a grid with a mover, the ends of the run and its faces being hidden
// where other solids are.
void qn_seam_collide_tiles(const qn_world *world, int32_t tiles, int32_t mover, qn_surface *surface,
                           qn_pose mover_in_grid, qn_manifold *out);

#endif
