// What only some worlds hold, each kind of joint, fields, tiles. The call that gives a world its
// first one gives it the code for it, too, so that a program links no more than it calls.
#ifndef PHYSICS_EXTRAS_H
#define PHYSICS_EXTRAS_H

#include "quoin/physics/joint.h"

typedef struct qn_extras {
    const struct qn_joint_kind *joint_kinds[QN_JOINT_TYPE_COUNT];
    const struct qn_field_code *fields;
    const struct qn_tiles_code *tiles;
} qn_extras;

// A snapshot may hold anything: what takes one over has all.
qn_extras qn_extras_all(void);

#endif
