// The wheel joint: body_b turns freely about its anchor, which moves along the x axis of frame a.
//
// The axis is that of the suspension; the spring and the limit act along it, the motor turns.
#ifndef QUOIN_PHYSICS_JOINT_WHEEL_H
#define QUOIN_PHYSICS_JOINT_WHEEL_H

#include "quoin/physics/joint.h"

typedef struct qn_wheel_def {
    uint32_t cookie; // set by qn_wheel_def_default
    qn_joint_base base;
    bool enable_spring; // by default true, 1 Hz, damping ratio 0.7
    float spring_hz, spring_damping_ratio;
    float target_translation_m; // where the spring is at rest
    bool enable_limit;
    float lower_translation_m, upper_translation_m; // lower <= upper
    bool enable_motor;
    float motor_speed_radps;
    float max_motor_torque_nm; // >= 0
} qn_wheel_def;

QN_API qn_wheel_def qn_wheel_def_default(void);
QN_API qn_joint_id qn_wheel_create(qn_world *world, const qn_wheel_def *def);
QN_API qn_wheel_def qn_wheel_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_wheel_set_spring(qn_world *world, qn_joint_id joint, bool enable, float hertz,
                                    float damping_ratio);
QN_API qn_error qn_wheel_set_target(qn_world *world, qn_joint_id joint, float translation_m);
QN_API qn_error qn_wheel_set_limit(qn_world *world, qn_joint_id joint, bool enable, float lower_m,
                                   float upper_m);
QN_API qn_error qn_wheel_set_motor(qn_world *world, qn_joint_id joint, bool enable,
                                   float speed_radps, float max_torque_nm);
// Of anchor b from anchor a along the axis, in metres, and how fast it grows.
QN_API float qn_wheel_translation(const qn_world *world, qn_joint_id joint);
QN_API float qn_wheel_speed(const qn_world *world, qn_joint_id joint);
QN_API float qn_wheel_spin(const qn_world *world, qn_joint_id joint); // rad/s of b against a
QN_API float qn_wheel_motor_torque(const qn_world *world, qn_joint_id joint); // Nm, last step

#endif
