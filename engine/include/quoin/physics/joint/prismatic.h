// The prismatic joint: body_b slides along the x axis of frame a and does not turn against it.
#ifndef QUOIN_PHYSICS_JOINT_PRISMATIC_H
#define QUOIN_PHYSICS_JOINT_PRISMATIC_H

#include "quoin/physics/joint.h"

typedef struct qn_prismatic_def {
    uint32_t cookie; // set by qn_prismatic_def_default
    qn_joint_base base;
    bool enable_spring;
    float spring_hz, spring_damping_ratio;
    float target_translation_m;
    bool enable_limit;
    float lower_translation_m, upper_translation_m; // lower <= upper
    bool enable_motor;
    float motor_speed_mps;
    float max_motor_force_n; // >= 0
} qn_prismatic_def;

QN_API qn_prismatic_def qn_prismatic_def_default(void);
QN_API qn_joint_id qn_prismatic_create(qn_world *world, const qn_prismatic_def *def);
QN_API qn_prismatic_def qn_prismatic_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_prismatic_set_spring(qn_world *world, qn_joint_id joint, bool enable,
                                        float hertz, float damping_ratio);
QN_API qn_error qn_prismatic_set_target(qn_world *world, qn_joint_id joint, float translation_m);
QN_API qn_error qn_prismatic_set_limit(qn_world *world, qn_joint_id joint, bool enable,
                                       float lower_m, float upper_m);
QN_API qn_error qn_prismatic_set_motor(qn_world *world, qn_joint_id joint, bool enable,
                                       float speed_mps, float max_force_n);
// Of anchor b from anchor a along the axis, in metres, and how fast it grows.
QN_API float qn_prismatic_translation(const qn_world *world, qn_joint_id joint);
QN_API float qn_prismatic_speed(const qn_world *world, qn_joint_id joint);
QN_API float qn_prismatic_motor_force(const qn_world *world, qn_joint_id joint); // N, last step

#endif
