// The direct solver: groups of bodies that hang together like chains, trees and towers are solved
// exactly, all their loaded contacts and held joints at once, before the iterative passes run.
//
// It is not a replacement of those: what slides, parts or meets is theirs, and where a group is too
// tangled (a pile, a net) they have it alone.
#ifndef PHYSICS_DIRECT_H
#define PHYSICS_DIRECT_H

#include "physics/solve/skyline.h"
#include "quoin/math.h"

#define QN_DIRECT_BLOCKS_PER_BODY 4
#define QN_DIRECT_ROWS_PER_BODY 6
#define QN_MAX_HOLDS 3

// A degree of freedom that a joint holds, as the bodies stand now:
// speed = axis . (vb - va) + lever_b wb - lever_a wa.
typedef struct qn_hold {
    qn_vec2 axis;
    float lever_a, lever_b;
    float error; // metres or radians, to become 0
    float *impulse;
} qn_hold;

typedef struct qn_direct_row {
    qn_hold hold;
    int32_t row_a, row_b;   // as in contact blocks
    int32_t line_a, line_b; // of the matrix; QN_NONE for what does not give way
    int32_t group;
    int32_t joint;   // its joint row, whose holds stand one after the other; QN_NONE: a contact
    float bias_rate; // 1/s
    float stiffness; // what the row pushes against a speed with, kg or kg m^2
    float bias, wanted, change; // of the solve that runs
} qn_direct_row;

typedef struct qn_direct_group {
    double slope, curve; // of its energy along the step that is tried
    int32_t begin, end;  // lines
    int32_t is_sound;    // its matrix could be factored
    int32_t is_stale; // is to be factored anew; groups with joints are wherever bodies have moved
    int32_t has_joints;
    int32_t has_contacts;
} qn_direct_group;

#endif
