// The rigid-body world: bodies, shapes, joints, contacts, events and queries.
//
// All quantities are metres, kilograms, seconds and radians. The world runs without a clock,
// threads, callbacks or allocation inside the step, and gives the same bits on every target:
// equal calls in equal order leave equal qn_world_state_hash() values.
//
// It is not a game loop (the caller decides when to step, at one fixed dt) and it draws nothing.
//
// Bad input never harms a world. Create calls return the null handle (raw 0) and leave the reason
// in qn_world_last_error(); setters return a qn_error; getters answer zero for a handle that is
// not alive and leave the reason in qn_world_last_error() too. In each case nothing has changed.
#ifndef QUOIN_PHYSICS_H
#define QUOIN_PHYSICS_H

#include "quoin/base.h"
#include "quoin/math.h"

#define QN_MAX_POLYGON_VERTICES 8
// Numbers beyond these are refused with QN_ERROR_OUT_OF_RANGE.
#define QN_MAX_POSITION_M 1.0e5f
#define QN_MAX_SPEED_MPS 400.0f
#define QN_MAX_BODY_COUNT 0xFFFFE

typedef struct qn_world qn_world;

// Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing.
typedef struct qn_body_id {
    uint32_t raw;
} qn_body_id;
typedef struct qn_shape_id {
    uint32_t raw;
} qn_shape_id;
typedef struct qn_joint_id {
    uint32_t raw;
} qn_joint_id;

// ---- World ----------------------------------------------------------------------------------

typedef struct qn_world_def {
    uint32_t cookie; // set by qn_world_def_default
    qn_vec2 gravity_mps2;
    // What is reserved at creation. Create calls beyond a capacity double it (up to
    // QN_MAX_BODY_COUNT); contacts beyond theirs are left out of the step and counted.
    int32_t body_capacity;
    int32_t shape_capacity;
    int32_t joint_capacity;
    int32_t contact_capacity; // 0: six per shape, growing with shape_capacity
    bool enable_sleep;
    // Handles of two worlds with different salts refuse each other. 0 takes the next of a
    // process-wide count. It influences handle values only, never the motion or the state hash.
    uint32_t handle_salt;
} qn_world_def;

QN_API qn_world_def qn_world_def_default(void);
// *out is null on error. The world must be given to qn_world_destroy; null is allowed there.
QN_API qn_error qn_world_create(const qn_world_def *def, qn_world **out);
QN_API void qn_world_destroy(qn_world *world);

// Advances by dt_s in (0, 1] with 1 to 64 sub-steps (4 is usual). dt_s = 0 changes nothing but
// clears the events. Events of the step before are gone after this call.
QN_API qn_error qn_world_step(qn_world *world, float dt_s, int32_t substep_count);

QN_API qn_error qn_world_set_gravity(qn_world *world, qn_vec2 gravity_mps2);
QN_API qn_vec2 qn_world_gravity(const qn_world *world);
// The reason of the last create or get call that failed; QN_ERROR_OK if none did since
// qn_world_clear_error. `why` may be null; else it receives a static sentence naming the field.
QN_API qn_error qn_world_last_error(const qn_world *world, const char **why);
QN_API void qn_world_clear_error(qn_world *world);

// A 64-bit hash of everything that influences the future: poses, velocities, forces, sleep timers,
// cached impulses, free lists, the tick count. FNV-1a over 32-bit words in a fixed order, where the
// zeros of both signs count as one; handles' salts are left out.
QN_API uint64_t qn_world_state_hash(const qn_world *world);

typedef struct qn_world_counters {
    int32_t body_count;
    int32_t awake_body_count;
    int32_t shape_count;
    int32_t joint_count;
    int32_t contact_count;
    int32_t touching_contact_count;
    int32_t dropped_contact_count; // left out by contact_capacity since creation
    int32_t frozen_body_count;     // bodies stopped because their motion left the number range
    int32_t tree_height;
    uint32_t tick_count;
    uint64_t memory_bytes;
} qn_world_counters;

QN_API qn_world_counters qn_world_get_counters(const qn_world *world);

// ---- Bodies ---------------------------------------------------------------------------------

typedef enum qn_body_type {
    QN_BODY_STATIC = 0,    // never moves
    QN_BODY_KINEMATIC = 1, // moves by its velocity, pushed by nothing
    QN_BODY_DYNAMIC = 2,
} qn_body_type;

// A dynamic body whose shapes weigh nothing has 1 kg and does not turn.
typedef struct qn_body_def {
    uint32_t cookie; // set by qn_body_def_default
    qn_body_type type;
    qn_vec2 position_m;
    float angle_rad;              // within 1e5
    qn_vec2 velocity_mps;         // each within QN_MAX_SPEED_MPS
    float angular_velocity_radps; // within 1e4
    float linear_damping;         // 1/s, 0 to 1e4
    float angular_damping;        // 1/s, 0 to 1e4
    float gravity_scale;          // within 1e3
    bool fixed_rotation;
    bool enable_sleep;
    bool is_awake;
    uint64_t user_data;
} qn_body_def;

QN_API qn_body_def qn_body_def_default(void);
QN_API qn_body_id qn_body_create(qn_world *world, const qn_body_def *def);
// Destroys its shapes, contacts and joints too, and wakes what touched it.
QN_API qn_error qn_body_destroy(qn_world *world, qn_body_id body);
QN_API bool qn_body_is_alive(const qn_world *world, qn_body_id body);

QN_API qn_pose qn_body_pose(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_pose(qn_world *world, qn_body_id body, qn_vec2 position_m,
                                 float angle_rad);
QN_API qn_vec2 qn_body_center_of_mass(const qn_world *world, qn_body_id body); // world frame
QN_API qn_vec2 qn_body_velocity(const qn_world *world, qn_body_id body);       // of that centre
QN_API float qn_body_angular_velocity(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_velocity(qn_world *world, qn_body_id body, qn_vec2 velocity_mps,
                                     float angular_velocity_radps);
QN_API float qn_body_mass(const qn_world *world, qn_body_id body);               // kg
QN_API float qn_body_rotational_inertia(const qn_world *world, qn_body_id body); // kg m^2
QN_API qn_body_type qn_body_get_type(const qn_world *world, qn_body_id body);
QN_API uint64_t qn_body_user_data(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_user_data(qn_world *world, qn_body_id body, uint64_t user_data);
QN_API bool qn_body_is_awake(const qn_world *world, qn_body_id body);
// Putting a body to sleep puts its whole island to sleep.
QN_API qn_error qn_body_set_awake(qn_world *world, qn_body_id body, bool awake);
// Forces act through the next step only; impulses act at once. Both wake the body. The point is in
// world coordinates. QN_ERROR_WRONG_TYPE for bodies that are not dynamic.
QN_API qn_error qn_body_apply_force(qn_world *world, qn_body_id body, qn_vec2 force_n,
                                    qn_vec2 point_m);
QN_API qn_error qn_body_apply_torque(qn_world *world, qn_body_id body, float torque_nm);
QN_API qn_error qn_body_apply_impulse(qn_world *world, qn_body_id body, qn_vec2 impulse_ns,
                                      qn_vec2 point_m);
QN_API qn_error qn_body_apply_angular_impulse(qn_world *world, qn_body_id body, float impulse_nms);

// ---- Shapes ---------------------------------------------------------------------------------

typedef enum qn_shape_type {
    QN_SHAPE_CIRCLE = 0,
    QN_SHAPE_CAPSULE = 1,
    QN_SHAPE_POLYGON = 2, // boxes too
    QN_SHAPE_SEGMENT = 3, // two-sided, without area: no mass
} qn_shape_type;

typedef struct qn_shape_def {
    uint32_t cookie;     // set by qn_shape_def_default
    float density_kgpm2; // 0, or 1e-6 to 1e9
    float friction;      // 0 to 1e3; a pair uses sqrt(a * b)
    float restitution;   // 0 to 1; a pair uses the larger
    uint64_t category_bits;
    uint64_t mask_bits; // two shapes meet if each one's category is in the other's mask
    bool enable_contact_events;
    bool enable_hit_events;
    uint64_t user_data;
} qn_shape_def;

// Density 1000, friction 0.6, restitution 0, contact and hit events off.
QN_API qn_shape_def qn_shape_def_default(void);

// Points, centres and angles are in the body's frame. Sizes lie in [0.005, 1e4] m.
QN_API qn_shape_id qn_shape_create_circle(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                          qn_vec2 center_m, float radius_m);
QN_API qn_shape_id qn_shape_create_capsule(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, qn_vec2 a_m, qn_vec2 b_m,
                                           float radius_m);
QN_API qn_shape_id qn_shape_create_box(qn_world *world, qn_body_id body, const qn_shape_def *def,
                                       qn_vec2 center_m, qn_vec2 half_size_m, float angle_rad);
// The convex hull of 3 to 8 points in any order, rounded by radius_m >= 0.
QN_API qn_shape_id qn_shape_create_polygon(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, const qn_vec2 *points_m,
                                           int32_t point_count, float radius_m);
QN_API qn_shape_id qn_shape_create_segment(qn_world *world, qn_body_id body,
                                           const qn_shape_def *def, qn_vec2 a_m, qn_vec2 b_m);
// Mass is recomputed. Ends its contacts with end events.
QN_API qn_error qn_shape_destroy(qn_world *world, qn_shape_id shape);
QN_API bool qn_shape_is_alive(const qn_world *world, qn_shape_id shape);
QN_API qn_shape_type qn_shape_get_type(const qn_world *world, qn_shape_id shape);
QN_API qn_body_id qn_shape_body(const qn_world *world, qn_shape_id shape);
QN_API uint64_t qn_shape_user_data(const qn_world *world, qn_shape_id shape);
QN_API qn_aabb qn_shape_aabb(const qn_world *world, qn_shape_id shape); // tight, world frame

// ---- Joints ---------------------------------------------------------------------------------

typedef struct qn_revolute_def {
    uint32_t cookie; // set by qn_revolute_def_default
    qn_body_id body_a, body_b;
    qn_vec2 anchor_a_m, anchor_b_m; // each in its body's frame
    float reference_angle_rad;      // of b seen from a, where the joint angle is 0
    bool enable_limit;
    float lower_angle_rad, upper_angle_rad; // lower <= upper, both in [-pi, pi]
    bool enable_motor;
    float motor_speed_radps;
    float max_motor_torque_nm; // >= 0
    bool collide_connected;
} qn_revolute_def;

QN_API qn_revolute_def qn_revolute_def_default(void);
// A pin: body_b turns about the common anchor. At least one body must be dynamic.
QN_API qn_joint_id qn_revolute_create(qn_world *world, const qn_revolute_def *def);
QN_API qn_error qn_joint_destroy(qn_world *world, qn_joint_id joint);
QN_API bool qn_joint_is_alive(const qn_world *world, qn_joint_id joint);
QN_API float qn_revolute_angle(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_revolute_set_motor(qn_world *world, qn_joint_id joint, bool enable,
                                      float speed_radps, float max_torque_nm);
// Of the last step: force on body_b in newtons, and how far the two anchors are apart.
QN_API qn_vec2 qn_joint_force(const qn_world *world, qn_joint_id joint);
QN_API float qn_joint_separation(const qn_world *world, qn_joint_id joint);

// ---- Events ---------------------------------------------------------------------------------

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

// ---- Poses ----------------------------------------------------------------------------------

// 32 bytes, one a body slot (raw & 0xFFFFF) - 1, stable while the body lives.
typedef struct qn_pose_record {
    float x_m, y_m;                                             // of the body's origin
    float c, s;                                                 // its rotation
    float previous_x_m, previous_y_m, previous_angle_delta_rad; // the pose one step earlier
    uint32_t flags;                                             // QN_POSE_*
} qn_pose_record;

#define QN_POSE_ALIVE 1u
#define QN_POSE_AWAKE 2u

// Written by each step and by create, destroy and set calls; valid until the next create call.
QN_API const qn_pose_record *qn_world_poses(const qn_world *world, int32_t *count);
// The pose between the last two steps; alpha in [0, 1].
QN_API qn_pose qn_pose_interpolate(const qn_pose_record *record, float alpha);

// ---- Queries --------------------------------------------------------------------------------

typedef struct qn_filter {
    uint64_t category_bits, mask_bits;
} qn_filter;

typedef struct qn_ray_hit {
    qn_shape_id shape; // null: nothing was hit
    qn_vec2 point_m;
    qn_vec2 normal;
    float fraction; // of the translation
} qn_ray_hit;

// The first shape along origin + t * translation, t in [0, 1]; of equal fractions the lower shape
// slot. A ray that starts inside a shape does not see that shape.
QN_API qn_error qn_world_cast_ray(const qn_world *world, qn_vec2 origin_m, qn_vec2 translation_m,
                                  qn_filter filter, qn_ray_hit *out);

#endif
