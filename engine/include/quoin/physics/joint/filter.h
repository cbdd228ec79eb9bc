// The filter joint: its two bodies do not collide, and it does nothing else.
#ifndef QUOIN_PHYSICS_JOINT_FILTER_H
#define QUOIN_PHYSICS_JOINT_FILTER_H

#include "quoin/physics/joint.h"

typedef struct qn_filter_joint_def {
    uint32_t cookie;    // set by qn_filter_joint_def_default
    qn_joint_base base; // collide_connected is taken as false
} qn_filter_joint_def;

QN_API qn_filter_joint_def qn_filter_joint_def_default(void);
QN_API qn_joint_id qn_filter_joint_create(qn_world *world, const qn_filter_joint_def *def);

#endif
