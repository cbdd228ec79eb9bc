// The weld joint: two bodies as one, or held by a spring in position and one in angle.
#ifndef QUOIN_PHYSICS_JOINT_WELD_H
#define QUOIN_PHYSICS_JOINT_WELD_H

#include "quoin/physics/joint.h"

typedef struct qn_weld_def {
    uint32_t cookie; // set by qn_weld_def_default
    qn_joint_base base;
    float linear_hz, linear_damping_ratio;   // 0 Hz: rigid
    float angular_hz, angular_damping_ratio; // 0 Hz: rigid
} qn_weld_def;

QN_API qn_weld_def qn_weld_def_default(void);
QN_API qn_joint_id qn_weld_create(qn_world *world, const qn_weld_def *def);
QN_API qn_weld_def qn_weld_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_weld_set_linear(qn_world *world, qn_joint_id joint, float hertz,
                                   float damping_ratio);
QN_API qn_error qn_weld_set_angular(qn_world *world, qn_joint_id joint, float hertz,
                                    float damping_ratio);

#endif
