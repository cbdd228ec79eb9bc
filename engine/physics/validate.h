// A walk over the whole world that finds broken invariants. The debug build runs it after each step
// and stops there; tests call it in every build.
#ifndef PHYSICS_VALIDATE_H
#define PHYSICS_VALIDATE_H

#include "physics/world.h"

// Null if all invariants hold, else a sentence about the first that does not.
const char *qn_world_validate(const qn_world *world);

#endif
