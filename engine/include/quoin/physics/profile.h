// Where a step spends its time, by a clock that the host brings: the engine has none.
#ifndef QUOIN_PHYSICS_PROFILE_H
#define QUOIN_PHYSICS_PROFILE_H

#include "quoin/physics/world.h"

// now_ns gives nanoseconds since any start; steps read it between their stages, some ten times a
// sub-step. It must not call into the world. The clock is no part of the state: it changes no
// result, and copies and snapshots leave it out. Null takes it away.
QN_API qn_error qn_world_set_clock(qn_world *world, uint64_t (*now_ns)(void *context),
                                   void *context);

// The stages of a step in their order. A name with a slash is a part of the stage before it and
// counted in its time too. Static; "" outside [0, count).
QN_API int32_t qn_world_stage_count(void);
QN_API const char *qn_world_stage_name(int32_t index);
// Microseconds that each stage took in the last step that advanced the world; all 0 without a
// clock. *count (may be null) is the stage count. Valid while the world is, rewritten by each step;
// null for a null world.
QN_API const float *qn_world_profile(const qn_world *world, int32_t *count);

#endif
