// The distance joint: a rod, a rope, a spring or a jack between two anchors.
//
// Alone it is a rod that keeps length_m. A spring, a limit or a motor frees the length for itself:
// enable_limit alone with lower_length_m = 0 is a rope.
#ifndef QUOIN_PHYSICS_JOINT_DISTANCE_H
#define QUOIN_PHYSICS_JOINT_DISTANCE_H

#include "quoin/physics/joint.h"

typedef struct qn_distance_def {
    uint32_t cookie; // set by qn_distance_def_default
    qn_joint_base base;
    float length_m; // of the rod, and of the spring at rest; >= 0
    bool enable_spring;
    float spring_hz, spring_damping_ratio;
    // The force of the spring stays within these; pulling is negative, pushing positive.
    float lower_spring_force_n, upper_spring_force_n; // lower <= 0 <= upper
    bool enable_limit;
    float lower_length_m, upper_length_m; // 0 <= lower <= upper
    bool enable_motor;
    float motor_speed_mps; // at which the length grows
    float max_motor_force_n;
} qn_distance_def;

QN_API qn_distance_def qn_distance_def_default(void);
QN_API qn_joint_id qn_distance_create(qn_world *world, const qn_distance_def *def);
QN_API qn_distance_def qn_distance_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_distance_set_length(qn_world *world, qn_joint_id joint, float length_m);
QN_API qn_error qn_distance_set_spring(qn_world *world, qn_joint_id joint, bool enable, float hertz,
                                       float damping_ratio);
QN_API qn_error qn_distance_set_spring_range(qn_world *world, qn_joint_id joint,
                                             float lower_force_n, float upper_force_n);
QN_API qn_error qn_distance_set_limit(qn_world *world, qn_joint_id joint, bool enable,
                                      float lower_m, float upper_m);
QN_API qn_error qn_distance_set_motor(qn_world *world, qn_joint_id joint, bool enable,
                                      float speed_mps, float max_force_n);
QN_API float qn_distance_length(const qn_world *world, qn_joint_id joint);      // now, in metres
QN_API float qn_distance_speed(const qn_world *world, qn_joint_id joint);       // m/s, of growing
QN_API float qn_distance_motor_force(const qn_world *world, qn_joint_id joint); // N, last step

#endif
