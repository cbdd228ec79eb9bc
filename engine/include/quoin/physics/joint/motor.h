// The motor joint: drives body_b against body_a, at a velocity, to an offset, or both.
//
// A velocity is kept with at most max_force_n and max_torque_nm: with both velocities 0 that is
// friction, as from above. The springs draw frame b to its offset from frame a.
#ifndef QUOIN_PHYSICS_JOINT_MOTOR_H
#define QUOIN_PHYSICS_JOINT_MOTOR_H

#include "quoin/physics/joint.h"

typedef struct qn_motor_def {
    uint32_t cookie;      // set by qn_motor_def_default
    qn_joint_base base;   // collide_connected is true by default
    qn_vec2 velocity_mps; // of anchor b, along the axes of frame a and seen from it
    float angular_velocity_radps;
    float max_force_n, max_torque_nm;        // of the velocities; 0 by default: none
    qn_vec2 offset_m;                        // of anchor b, along the axes of frame a
    float angular_offset_rad;                // in [-pi, pi]
    float linear_hz, linear_damping_ratio;   // 0 Hz: no spring
    float angular_hz, angular_damping_ratio; // 0 Hz: no spring
    float max_spring_force_n, max_spring_torque_nm;
} qn_motor_def;

QN_API qn_motor_def qn_motor_def_default(void);
QN_API qn_joint_id qn_motor_create(qn_world *world, const qn_motor_def *def);
QN_API qn_motor_def qn_motor_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_motor_set_velocity(qn_world *world, qn_joint_id joint, qn_vec2 velocity_mps,
                                      float angular_velocity_radps);
QN_API qn_error qn_motor_set_max(qn_world *world, qn_joint_id joint, float max_force_n,
                                 float max_torque_nm);
QN_API qn_error qn_motor_set_offset(qn_world *world, qn_joint_id joint, qn_vec2 offset_m,
                                    float angular_offset_rad);
QN_API qn_error qn_motor_set_linear_spring(qn_world *world, qn_joint_id joint, float hertz,
                                           float damping_ratio, float max_force_n);
QN_API qn_error qn_motor_set_angular_spring(qn_world *world, qn_joint_id joint, float hertz,
                                            float damping_ratio, float max_torque_nm);

#endif
