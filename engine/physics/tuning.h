// What the state holds of its tuning, beside the calls of quoin/physics/tuning.h.
#ifndef PHYSICS_TUNING_H
#define PHYSICS_TUNING_H

#include "physics/world.h"

// Null if all fields are in range, else the name of the first that is not.
const char *qn_tuning_validate(const qn_world_tuning *tuning);

#endif
