// Bodies: what has a pose and a velocity, and what pushes it.
#ifndef QUOIN_PHYSICS_BODY_H
#define QUOIN_PHYSICS_BODY_H

#include "quoin/physics/world.h"

typedef enum qn_body_type {
    QN_BODY_STATIC = 0,    // never moves
    QN_BODY_KINEMATIC = 1, // moves by its velocity, pushed by nothing
    QN_BODY_DYNAMIC = 2,
} qn_body_type;

// What a dynamic body weighs. The inertia is about the centre of mass; 0 does not turn.
typedef struct qn_mass {
    float mass_kg;      // 1e-6 to 1e12
    float inertia_kgm2; // 0, or 1e-12 to 1e18
    qn_vec2 center_m;   // in the body's frame
} qn_mass;

// Directions of the world in which a body does not move, whatever pushes it.
typedef struct qn_locks {
    bool x, y, rotation;
} qn_locks;

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
    qn_locks locks;
    bool override_mass; // with `mass` below, in place of what the shapes weigh
    qn_mass mass;
    bool enable_sleep;
    float sleep_speed_mps; // slower than this is at rest; 0 to QN_MAX_SPEED_MPS
    // Where not, the body sleeps, alone and while its shapes are added, until something moves
    // against it, presses on it or leaves it. It is awake all the same where the world enables no
    // sleep.
    bool is_awake;
    bool is_enabled;
    uint64_t user_data;
} qn_body_def;

// A static body at the origin, of gravity scale 1, that sleeps below 0.05 m/s, awake and enabled.
QN_API qn_body_def qn_body_def_default(void);
QN_API qn_body_id qn_body_create(qn_world *world, const qn_body_def *def);
// Destroys its shapes, contacts and joints too, and wakes what touched it.
QN_API qn_error qn_body_destroy(qn_world *world, qn_body_id body);
QN_API bool qn_body_is_alive(const qn_world *world, qn_body_id body);
// All that are alive, by slot. Returns how many there are, and writes the first `capacity` of them;
// `out` may be null where capacity is 0.
QN_API int32_t qn_world_bodies(const qn_world *world, qn_body_id *out, int32_t capacity);

// ---- What it is -----------------------------------------------------------------------------

QN_API qn_body_type qn_body_get_type(const qn_world *world, qn_body_id body);
// Its contacts end and may begin again in the next step. A static body loses its velocity.
QN_API qn_error qn_body_set_type(qn_world *world, qn_body_id body, qn_body_type type);
// A disabled body keeps its shapes and joints but takes no part: nothing collides with it, no query
// sees it, its joints do nothing. Its contacts end. Enabled again it goes on with its velocity.
QN_API bool qn_body_is_enabled(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_enabled(qn_world *world, qn_body_id body, bool enabled);
QN_API uint64_t qn_body_user_data(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_user_data(qn_world *world, qn_body_id body, uint64_t user_data);
QN_API float qn_body_linear_damping(const qn_world *world, qn_body_id body);
QN_API float qn_body_angular_damping(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_damping(qn_world *world, qn_body_id body, float linear_damping,
                                    float angular_damping);
QN_API float qn_body_gravity_scale(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_gravity_scale(qn_world *world, qn_body_id body, float gravity_scale);
QN_API qn_locks qn_body_locks(const qn_world *world, qn_body_id body);
// Motion in a locked direction ends at once.
QN_API qn_error qn_body_set_locks(qn_world *world, qn_body_id body, qn_locks locks);

// ---- Mass -----------------------------------------------------------------------------------

// 0 for bodies that are not dynamic; the inertia is 0 where rotation is locked.
QN_API float qn_body_mass(const qn_world *world, qn_body_id body);               // kg
QN_API float qn_body_rotational_inertia(const qn_world *world, qn_body_id body); // kg m^2
// Origin of `to` seen from that of `from`, in world axes. Positions are kept more finely than a
// float of 1e5 m can say; this is how to read them.
QN_API qn_vec2 qn_body_offset(const qn_world *world, qn_body_id from, qn_body_id to);
QN_API qn_vec2 qn_body_center_of_mass(const qn_world *world, qn_body_id body); // world frame
QN_API qn_mass qn_body_mass_data(const qn_world *world, qn_body_id body);      // body frame
// In place of what the shapes weigh, until reset; takes effect while the body is dynamic.
QN_API qn_error qn_body_set_mass_data(qn_world *world, qn_body_id body, qn_mass mass);
QN_API qn_error qn_body_reset_mass_data(qn_world *world, qn_body_id body);

// ---- Pose and velocity ----------------------------------------------------------------------

// Rounded to floats, whose steps are 8 mm far out; qn_body_offset is finer.
QN_API qn_pose qn_body_pose(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_pose(qn_world *world, qn_body_id body, qn_vec2 position_m,
                                 float angle_rad);
QN_API qn_vec2 qn_body_velocity(const qn_world *world, qn_body_id body); // of the centre of mass
QN_API float qn_body_angular_velocity(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_velocity(qn_world *world, qn_body_id body, qn_vec2 velocity_mps,
                                     float angular_velocity_radps);
// The velocity that brings a kinematic body to this pose in one step of dt_s, the shorter way
// round; it stays until it is set again. In a dynamic body it is a start that forces change.
// QN_ERROR_OUT_OF_RANGE if that takes more than QN_MAX_SPEED_MPS or 1e4 rad/s. A sub-step turns by
// no more than pi / 4.
QN_API qn_error qn_body_set_target_pose(qn_world *world, qn_body_id body, qn_vec2 position_m,
                                        float angle_rad, float dt_s);

// Between the frames of the body and of the world. Points are where the body is now.
QN_API qn_vec2 qn_body_world_point(const qn_world *world, qn_body_id body, qn_vec2 local_m);
QN_API qn_vec2 qn_body_local_point(const qn_world *world, qn_body_id body, qn_vec2 world_m);
QN_API qn_vec2 qn_body_world_vector(const qn_world *world, qn_body_id body, qn_vec2 local);
QN_API qn_vec2 qn_body_local_vector(const qn_world *world, qn_body_id body, qn_vec2 vector);
// Of the body's material at a point of the world.
QN_API qn_vec2 qn_body_velocity_at(const qn_world *world, qn_body_id body, qn_vec2 world_m);
// Around all its shapes; without any, its origin.
QN_API qn_aabb qn_body_aabb(const qn_world *world, qn_body_id body);

// ---- Forces ---------------------------------------------------------------------------------

// Forces act through the next step only; impulses act at once. Both wake the body. The point is in
// world coordinates and meant exactly: far out, where the centre of mass is between two floats,
// only the calls to the centre do not turn the body at all. QN_ERROR_WRONG_TYPE for bodies that are
// not dynamic.
QN_API qn_error qn_body_apply_force(qn_world *world, qn_body_id body, qn_vec2 force_n,
                                    qn_vec2 point_m);
QN_API qn_error qn_body_apply_force_to_center(qn_world *world, qn_body_id body, qn_vec2 force_n);
QN_API qn_error qn_body_apply_torque(qn_world *world, qn_body_id body, float torque_nm);
QN_API qn_error qn_body_apply_impulse(qn_world *world, qn_body_id body, qn_vec2 impulse_ns,
                                      qn_vec2 point_m);
QN_API qn_error qn_body_apply_impulse_to_center(qn_world *world, qn_body_id body,
                                                qn_vec2 impulse_ns);
QN_API qn_error qn_body_apply_angular_impulse(qn_world *world, qn_body_id body, float impulse_nms);

// ---- One-way surfaces -----------------------------------------------------------------------

// Lets the body fall through the one-way surfaces that hold it now (see material.h).
QN_API qn_error qn_body_drop_through(qn_world *world, qn_body_id body);

// ---- Sleep ----------------------------------------------------------------------------------

QN_API bool qn_body_is_awake(const qn_world *world, qn_body_id body);
// Putting a body to sleep puts its whole island to sleep. QN_ERROR_WRONG_TYPE for static and
// disabled bodies.
QN_API qn_error qn_body_set_awake(qn_world *world, qn_body_id body, bool awake);
QN_API bool qn_body_enables_sleep(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_enable_sleep(qn_world *world, qn_body_id body, bool enable);
QN_API float qn_body_sleep_speed(const qn_world *world, qn_body_id body);
QN_API qn_error qn_body_set_sleep_speed(qn_world *world, qn_body_id body, float speed_mps);

// ---- What it has ----------------------------------------------------------------------------

// Each returns how many there are, and writes the first `capacity` of them; `out` may be null where
// capacity is 0.
QN_API int32_t qn_body_shapes(const qn_world *world, qn_body_id body, qn_shape_id *out,
                              int32_t capacity);
QN_API int32_t qn_body_joints(const qn_world *world, qn_body_id body, qn_joint_id *out,
                              int32_t capacity);

#endif
