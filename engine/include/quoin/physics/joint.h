// Joints: what holds two bodies together.
#ifndef QUOIN_PHYSICS_JOINT_H
#define QUOIN_PHYSICS_JOINT_H

#include "quoin/physics/world.h"

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

#endif
