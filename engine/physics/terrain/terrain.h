// What chains and grids of tiles share, and how the rest of the world sees them.
#ifndef PHYSICS_TERRAIN_H
#define PHYSICS_TERRAIN_H

#include "physics/geometry/manifold.h"
#include "physics/world.h"

// The one door from a contact to the geometry: where its two shapes touch now, in the frame of a,
// whose motion, and that of b, the caller has at hand.
void qn_contact_collide(const qn_world *world, const qn_contact *contact, const qn_motion *motion_a,
                        const qn_motion *motion_b, qn_manifold *out);

// The ground in a box changed: wakes the bodies of all moving shapes whose fat box overlaps it.
void qn_terrain_wake_near(qn_world *world, qn_aabb box);
// The same, and these shapes look for their contacts anew.
void qn_terrain_disturb(qn_world *world, qn_aabb box);

// A shape is about to go, and what it carries with it.
void qn_terrain_lose_part(qn_world *world, int32_t shape);

// chain.c
// Its chain goes on without the segment, or ends with it.
void qn_chain_lose_segment(qn_world *world, int32_t shape);
// Null if all chains are sound, else a sentence.
const char *qn_chains_validate(const qn_world *world);

// tiles.c
void qn_tiles_lose_shape(qn_world *world, int32_t shape);
// Null if all grids are sound, else a sentence.
const char *qn_tiles_validate(const qn_world *world);

#endif
