// The gear joint: couples two joints, each a revolute or a prismatic one.
//
// It keeps position_a + ratio * position_b as it was at creation, where a position is the angle in
// radians or the translation in metres. Two meshing wheels on pins have a ratio of
// radius_b / radius_a. It is destroyed with either of the two joints.
#ifndef QUOIN_PHYSICS_JOINT_GEAR_H
#define QUOIN_PHYSICS_JOINT_GEAR_H

#include "quoin/physics/joint.h"

#define QN_MIN_GEAR_RATIO 1.0e-4f // of its magnitude
#define QN_MAX_GEAR_RATIO 1.0e4f

typedef struct qn_gear_def {
    uint32_t cookie;    // set by qn_gear_def_default
    qn_joint_base base; // the bodies, anchors and frames are not used
    // Together they must move two different dynamic bodies.
    qn_joint_id joint_a, joint_b;
    float ratio; // 1 by default; may be negative
} qn_gear_def;

QN_API qn_gear_def qn_gear_def_default(void);
QN_API qn_joint_id qn_gear_create(qn_world *world, const qn_gear_def *def);
// Its base names the two bodies that it couples.
QN_API qn_gear_def qn_gear_get(const qn_world *world, qn_joint_id joint);
QN_API qn_error qn_gear_set_ratio(qn_world *world, qn_joint_id joint, float ratio);

#endif
