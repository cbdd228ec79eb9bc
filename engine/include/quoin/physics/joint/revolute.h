// The revolute joint: a pin about which body_b turns, with an optional spring, limit and motor.
#ifndef QUOIN_PHYSICS_JOINT_REVOLUTE_H
#define QUOIN_PHYSICS_JOINT_REVOLUTE_H

#include "quoin/physics/joint.h"

typedef struct qn_revolute_def {
    uint32_t cookie; // set by qn_revolute_def_default
    qn_joint_base base;
    bool enable_spring;
    float spring_hz, spring_damping_ratio;
    float target_angle_rad; // in [-pi, pi]; the spring goes the shorter way
    bool enable_limit;
    // lower <= upper, both within QN_MAX_JOINT_ANGLE_RAD: they may lie several turns apart.
    float lower_angle_rad, upper_angle_rad;
    bool enable_motor;
    float motor_speed_radps;
    float max_motor_torque_nm; // >= 0
} qn_revolute_def;

QN_API qn_revolute_def qn_revolute_def_default(void);
QN_API qn_joint_id qn_revolute_create(qn_world *world, const qn_revolute_def *def);
QN_API qn_revolute_def qn_revolute_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_revolute_set_spring(qn_world *world, qn_joint_id joint, bool enable, float hertz,
                                       float damping_ratio);
QN_API qn_error qn_revolute_set_target(qn_world *world, qn_joint_id joint, float angle_rad);
QN_API qn_error qn_revolute_set_limit(qn_world *world, qn_joint_id joint, bool enable,
                                      float lower_rad, float upper_rad);
QN_API qn_error qn_revolute_set_motor(qn_world *world, qn_joint_id joint, bool enable,
                                      float speed_radps, float max_torque_nm);
// In (-pi, pi] when created; from then on whole turns count, as long as a step is less than half of
// one.
QN_API float qn_revolute_angle(const qn_world *world, qn_joint_id joint);
QN_API float qn_revolute_speed(const qn_world *world, qn_joint_id joint);        // rad/s
QN_API float qn_revolute_motor_torque(const qn_world *world, qn_joint_id joint); // Nm, last step

#endif
