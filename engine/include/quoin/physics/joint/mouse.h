// The mouse joint: a spring that drags a point of body_b to a point of the world.
#ifndef QUOIN_PHYSICS_JOINT_MOUSE_H
#define QUOIN_PHYSICS_JOINT_MOUSE_H

#include "quoin/physics/joint.h"

typedef struct qn_mouse_def {
    uint32_t cookie; // set by qn_mouse_def_default
    // body_a is left null; anchor_a_m is not used either, target_m takes its place.
    qn_joint_base base;
    qn_vec2 target_m;    // in the world
    float spring_hz;     // 5 by default
    float damping_ratio; // 1 by default
    float max_force_n;   // of the spring; QN_MAX_JOINT_FORCE by default
} qn_mouse_def;

QN_API qn_mouse_def qn_mouse_def_default(void);
QN_API qn_joint_id qn_mouse_create(qn_world *world, const qn_mouse_def *def);
QN_API qn_mouse_def qn_mouse_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_mouse_set_target(qn_world *world, qn_joint_id joint, qn_vec2 target_m);
QN_API qn_error qn_mouse_set_spring(qn_world *world, qn_joint_id joint, float hertz,
                                    float damping_ratio, float max_force_n);

#endif
