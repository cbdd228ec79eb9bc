// The indexes of a world whose arrays came from elsewhere.
#ifndef PHYSICS_TIME_INDEX_H
#define PHYSICS_TIME_INDEX_H

#include "physics/world.h"

// False if two contacts have the same key; the world is then of no use. `like`, if any, is another
// world, in other memory: the more the two have in common, the sooner the trees are made.
bool qn_world_index(qn_world *world, const qn_world *like);

#endif
