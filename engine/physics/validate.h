// A walk over the whole world that finds broken invariants. The debug build runs it after each step
// and stops there; tests call it in every build; a snapshot must pass it before it becomes a world.
//
// So it trusts nothing: it follows an index only after it has checked it, and a list for no longer
// than its count says. It takes time in proportion to the world and marks what it has seen in the
// scratch memory. Each function returns null if all holds, else a sentence about the first rule
// that does not.
#ifndef PHYSICS_VALIDATE_H
#define PHYSICS_VALIDATE_H

#include "physics/world.h"

// That the counts fit each other and the capacities: what must hold before the arrays are touched.
const char *qn_state_validate(const qn_world_state *s);
// The arrays, after qn_state_validate; the indexes may be wrong. `like`, if any, is a world that is
// known to be sound: what a shape has in common with the one in the same slot of it is sound too.
const char *qn_arrays_validate(const qn_world *world, const qn_world *like);
// Everything, indexes included.
const char *qn_world_validate(const qn_world *world);
// That whom the search for pairs passes by needs no contact: between steps, in a world that is
// valid.
const char *qn_meetings_validate(const qn_world *world);

#endif
