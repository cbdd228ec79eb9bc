// What chains and grids of tiles share, and how the rest of the world sees them.
#ifndef PHYSICS_TERRAIN_H
#define PHYSICS_TERRAIN_H

#include "physics/geometry/manifold.h"
#include "physics/world.h"

// The one door from a contact to the geometry: where its two shapes touch now, in the frame of a.
void qn_contact_collide(const qn_world *world, const qn_contact *contact, qn_manifold *out);

// Wakes the bodies of all moving shapes whose fat box overlaps the box: the ground there changed.
void qn_terrain_wake_near(qn_world *world, qn_aabb box);

// chain.c
// A shape is about to go; if it is a segment, its chain goes on without it, or ends with it.
void qn_terrain_lose_part(qn_world *world, int32_t shape);
// Null if all chains are sound, else a sentence.
const char *qn_chains_validate(const qn_world *world);

#endif
