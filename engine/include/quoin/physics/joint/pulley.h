// The pulley joint: a rope from body_a up to a wheel in the world, over to another, down to body_b.
//
// It keeps length_a + ratio * length_b, each from the wheel to the anchor. With a ratio of 2 body_b
// hangs in a block and tackle: it moves half as far, and is pulled twice as hard.
#ifndef QUOIN_PHYSICS_JOINT_PULLEY_H
#define QUOIN_PHYSICS_JOINT_PULLEY_H

#include "quoin/physics/joint.h"

#define QN_MIN_PULLEY_RATIO 1.0e-3f
#define QN_MAX_PULLEY_RATIO 1.0e3f

typedef struct qn_pulley_def {
    uint32_t cookie;              // set by qn_pulley_def_default
    qn_joint_base base;           // collide_connected is true by default
    qn_vec2 wheel_a_m, wheel_b_m; // in the world
    float ratio;                  // 1 by default; QN_MIN_PULLEY_RATIO to QN_MAX_PULLEY_RATIO
    float total_length_m;         // what is kept; 0, the default: as it is at creation
    bool can_slacken;             // a rope that does not push
} qn_pulley_def;

QN_API qn_pulley_def qn_pulley_def_default(void);
QN_API qn_joint_id qn_pulley_create(qn_world *world, const qn_pulley_def *def);
QN_API qn_pulley_def qn_pulley_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_pulley_set_wheels(qn_world *world, qn_joint_id joint, qn_vec2 wheel_a_m,
                                     qn_vec2 wheel_b_m);
QN_API qn_error qn_pulley_set_total_length(qn_world *world, qn_joint_id joint, float length_m);
QN_API qn_error qn_pulley_set_ratio(qn_world *world, qn_joint_id joint, float ratio);
QN_API float qn_pulley_length_a(const qn_world *world, qn_joint_id joint); // now, in metres
QN_API float qn_pulley_length_b(const qn_world *world, qn_joint_id joint);

#endif
