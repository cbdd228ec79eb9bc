// Events: what happened in the last step, as flat arrays.
#ifndef QUOIN_PHYSICS_EVENT_H
#define QUOIN_PHYSICS_EVENT_H

#include "quoin/physics/world.h"

typedef enum qn_event_type {
    QN_EVENT_CONTACT_BEGIN = 1,
    QN_EVENT_CONTACT_END = 2, // also when a shape that touched was destroyed (its id is then stale)
    QN_EVENT_HIT = 3,         // a contact that began with more than 1 m/s of approach
} qn_event_type;

// 32 bytes. The normal points from shape a to shape b.
typedef struct qn_event {
    uint32_t type; // qn_event_type
    qn_shape_id shape_a, shape_b;
    qn_vec2 point_m;
    float normal_x, normal_y;
    float speed_mps; // of approach; contact events carry 0 here
} qn_event;

// The events since the step before, in a deterministic order; valid until the next step or
// destroy call. Only shapes whose definition asked for a kind of event raise it.
QN_API const qn_event *qn_world_events(const qn_world *world, int32_t *count);

#endif
