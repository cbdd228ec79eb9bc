// Bodies: what has a pose and a velocity, and what pushes it.
#ifndef QUOIN_PHYSICS_BODY_H
#define QUOIN_PHYSICS_BODY_H

#include "quoin/physics/world.h"

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

#endif
