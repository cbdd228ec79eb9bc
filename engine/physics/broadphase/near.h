// The shapes near a box, each once and in no order that means anything:
//
//     qn_near walk = qn_near_start(world, QN_IN_BOTH, box, mask_bits);
//     for (int32_t shape = qn_near_next(&walk); shape != QN_NONE; shape = qn_near_next(&walk)) ...
#ifndef PHYSICS_NEAR_H
#define PHYSICS_NEAR_H

#include "physics/world.h"

typedef struct qn_near {
    const qn_world *world;
    uint64_t mask_bits;
    qn_tree_walk walk;
} qn_near;

// By their fat boxes and categories, in the trees of QN_IN_*.
qn_near qn_near_start(const qn_world *world, uint32_t trees, qn_aabb box, uint64_t mask_bits);
// A shape's slot, or QN_NONE at the end.
int32_t qn_near_next(qn_near *near);

#endif
