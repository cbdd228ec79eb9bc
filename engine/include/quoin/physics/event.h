// Events: what happened in the last step, as one flat array for each kind.
//
// Every record is 32 bytes of 4-byte fields, or one 8-byte field on an 8-byte boundary, so that
// the arrays cross into JavaScript as they are. Their order is deterministic. The arrays hold what
// happened since the step before, destroy and set calls between the steps included, and stay valid
// until the next step, create or destroy call or qn_shape_set_events. Room for a kind of events is
// made when a shape first asks for it; what finds none is left out and counted
// (dropped_event_count in the counters). A handle in an event is stale if its owner was destroyed.
#ifndef QUOIN_PHYSICS_EVENT_H
#define QUOIN_PHYSICS_EVENT_H

#include "quoin/physics/world.h"

typedef enum qn_contact_event_type {
    QN_CONTACT_EVENT_BEGIN = 1,
    QN_CONTACT_EVENT_END = 2, // also when a shape that touched was destroyed
} qn_contact_event_type;

// Raised if one of the two shapes has enable_contact_events.
typedef struct qn_contact_event {
    uint32_t type; // qn_contact_event_type
    qn_shape_id shape_a, shape_b;
    qn_contact_id contact; // null at the end
    qn_vec2 point_m;       // where they touch; at the end the centre of mass of a's body
    qn_vec2 normal;        // from a to b; zero at the end
} qn_contact_event;

// A contact that carried something and was approached with more than 1 m/s at the start of the
// step. Raised if one of the two shapes has enable_hit_events.
typedef struct qn_hit_event {
    qn_shape_id shape_a, shape_b;
    qn_vec2 point_m; // of the fastest approach
    qn_vec2 normal;  // from a to b
    float approach_speed_mps;
    float normal_impulse_ns; // of all points, summed over the step
} qn_hit_event;

typedef enum qn_sensor_event_type {
    QN_SENSOR_EVENT_BEGIN = 1,
    QN_SENSOR_EVENT_END = 2,
} qn_sensor_event_type;

typedef struct qn_sensor_event {
    uint32_t type; // qn_sensor_event_type
    qn_shape_id sensor, visitor;
    uint32_t reserved;
    uint64_t visitor_user_data; // of the shape, as it may be gone by now
    qn_vec2 visitor_m;          // the centre of mass of the visitor's body
} qn_sensor_event;

typedef enum qn_joint_event_type {
    QN_JOINT_EVENT_OVERLOAD = 1, // carried more than its threshold; raised in each such step
    QN_JOINT_EVENT_BREAK = 2,    // carried more than it may, and was destroyed
} qn_joint_event_type;

typedef struct qn_joint_event {
    uint32_t type; // qn_joint_event_type
    qn_joint_id joint;
    qn_vec2 force_n; // on body b
    float torque_nm;
    float separation_m;
    uint64_t user_data;
} qn_joint_event;

typedef enum qn_body_event_type {
    QN_BODY_EVENT_MOVE = 1, // the step changed its pose
    QN_BODY_EVENT_SLEEP = 2,
    QN_BODY_EVENT_WAKE = 3,
    QN_BODY_EVENT_FREEZE = 4, // its motion left the range of numbers: it stopped where it was
} qn_body_event_type;

// Raised in worlds made with enable_body_events.
typedef struct qn_body_event {
    uint32_t type; // qn_body_event_type
    qn_body_id body;
    float x_m, y_m; // of the body's origin
    float c, s;     // its rotation
    uint64_t user_data;
} qn_body_event;

// *count may be null.
QN_API const qn_contact_event *qn_world_contact_events(const qn_world *world, int32_t *count);
QN_API const qn_hit_event *qn_world_hit_events(const qn_world *world, int32_t *count);
QN_API const qn_sensor_event *qn_world_sensor_events(const qn_world *world, int32_t *count);
QN_API const qn_joint_event *qn_world_joint_events(const qn_world *world, int32_t *count);
QN_API const qn_body_event *qn_world_body_events(const qn_world *world, int32_t *count);

#endif
