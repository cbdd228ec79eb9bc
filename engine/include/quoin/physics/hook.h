// Hooks: a native host's own word on which shapes meet, and on which contacts push.
//
// What most games need is data (material.h, shape.h) and needs no hook. A hook is called from the
// middle of steps. It may read the world and must change nothing in it; and it must answer the same
// for the same state, or histories, replays and other machines come to something else. Hooks are no
// part of the state: snapshots and copies leave them out, and a world that is restored or written
// over keeps its own. A prediction asks those of the world that is predicted.
#ifndef QUOIN_PHYSICS_HOOK_H
#define QUOIN_PHYSICS_HOOK_H

#include "quoin/physics/world.h"

// What a hook is asked about. It is there for the call only.
typedef struct qn_touch {
    const qn_world *world;
    void *context;                // as given with the hook
    qn_shape_id shape_a, shape_b; // a has the lower slot
    // Where they meet, or will first meet; zeros for the filter hook, which is asked before.
    qn_vec2 point_m;
    qn_vec2 normal;     // from a to b
    float separation_m; // negative where they overlap
} qn_touch;

// Asked when two shapes come near each other, after their filters, their joints and the kinds of
// their bodies have let them meet. False: they pass through each other. What was allowed holds
// until the two are apart again; what was not may be asked again at any time. Sensors do not ask.
// Null takes the hook away.
QN_API qn_error qn_world_set_filter_hook(qn_world *world, bool (*may_meet)(const qn_touch *touch),
                                         void *context);

// Asked in each step for each contact of what is awake that would touch, before it is solved, and
// for each impact that would stop a fast body within the step. False: it does not touch in this
// step, and raises nothing. Null takes the hook away.
QN_API qn_error qn_world_set_contact_hook(qn_world *world, bool (*may_touch)(const qn_touch *touch),
                                          void *context);

#endif
