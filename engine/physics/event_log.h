// The events of a world: one array a kind, in one allocation of their own.
//
// Events tell of the past only, so they are no part of the state. Each array holds the events of
// the last step and then the fresh ones, raised since; the next step shows these first.
#ifndef PHYSICS_EVENT_LOG_H
#define PHYSICS_EVENT_LOG_H

#include "quoin/physics.h"

typedef struct qn_world_state qn_world_state;

// X(noun, how many by the capacities in the header s, and by which events some shape or joint has
// asked for: `asked`, of QN_ALL_ASKS). A contact changes at most once a step.
#define QN_EVENT_ARRAYS(X)                                                                         \
    X(contact, (asked & QN_SHAPE_CONTACT_EVENTS) != 0 ? s->contact_pool.capacity + 64 : 0)         \
    X(hit, (asked & QN_SHAPE_HIT_EVENTS) != 0 ? s->contact_pool.capacity / 2 + 64 : 0)             \
    X(sensor, (asked & QN_SHAPE_SENSOR) != 0 ? s->shape_pool.capacity + 64 : 0)                    \
    X(joint, ((asked & QN_JOINTS_ASK) != 0 ? s->joint_pool.capacity : 0) + 64)                     \
    X(body, s->enable_body_events ? 2 * s->body_pool.capacity + 64 : 0)

#define QN_EVENT_BYTES 32u
#define QN_CHECK_EVENT(noun, capacity)                                                             \
    _Static_assert(sizeof(qn_##noun##_event) == QN_EVENT_BYTES, #noun " events cross as they "     \
                                                                      "are");
QN_EVENT_ARRAYS(QN_CHECK_EVENT)
#undef QN_CHECK_EVENT

typedef struct qn_event_log {
    uint8_t *memory;
    size_t bytes;
    int32_t dropped_count; // since creation
    uint32_t asked;        // likewise, by any shape or joint: of QN_ALL_ASKS
#define QN_EVENT_ARRAY(noun, capacity)                                                             \
    qn_##noun##_event *noun##_events;                                                              \
    int32_t noun##_capacity, noun##_count, noun##_fresh_count;
    QN_EVENT_ARRAYS(QN_EVENT_ARRAY)
#undef QN_EVENT_ARRAY
} qn_event_log;

// 0 if that does not fit.
size_t qn_event_log_bytes_for(const qn_world_state *s, uint32_t asked);
// Sizes the log by the capacities, keeping its events. On failure nothing has changed.
qn_error qn_event_log_grow(qn_event_log *log, const qn_world_state *s);
// For the flags of a shape, or QN_JOINTS_ASK. On failure the error is remembered and nothing has
// changed.
qn_error qn_event_log_ask(qn_world *world, uint32_t asks);
// Empties the log and sizes it by the capacities, for what has asked for these too; false:
// no memory, no change.
bool qn_event_log_reset(qn_event_log *log, const qn_world_state *s, uint32_t asked);
void qn_event_log_free(qn_event_log *log);
// Between these two the log takes the events of a step: those of the step before are gone.
void qn_event_log_begin_step(qn_event_log *log);
void qn_event_log_end_step(qn_event_log *log);

// qn_raise_contact_event(world, event), and so on for each noun.
#define QN_RAISE_EVENT(noun, capacity)                                                             \
    void qn_raise_##noun##_event(qn_world *world, qn_##noun##_event event);
QN_EVENT_ARRAYS(QN_RAISE_EVENT)
#undef QN_RAISE_EVENT

#endif
