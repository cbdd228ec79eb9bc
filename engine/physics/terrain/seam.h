// Seams: where two solids that do not give way lie side by side and make one surface.
#ifndef PHYSICS_SEAM_H
#define PHYSICS_SEAM_H

#include "physics/geometry/manifold.h"
#include "physics/world.h"

// Replaces a manifold that belongs to a seam by what the joint surface would give: nobody stumbles
// over the edge between two boxes of a floor, yet a step of a few millimetres still stops. The
// manifold is in the frame of `still`, a shape of a body that is not dynamic; its normal leads to
// `mover`, a shape of a dynamic body. False where it is right as it is.
bool qn_seam_smooth(const qn_world *world, int32_t still, int32_t mover, qn_pose mover_in_still,
                    qn_manifold *manifold);

#endif
