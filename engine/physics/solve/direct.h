// The direct solver: groups of bodies that hang together like chains, trees and towers are solved
// exactly, all their loaded contacts and held joints at once, before the iterative passes run.
//
// It is not a replacement of those: what slides, parts or meets is theirs, and where a group is too
// tangled (a pile, a net) they have it alone.
#ifndef PHYSICS_DIRECT_H
#define PHYSICS_DIRECT_H

#include "physics/solve/branches.h"
#include "quoin/math.h"

// What it works with at most; see also qn_scratch_begin_solve.
#define QN_DIRECT_BLOCKS_PER_BODY 4
#define QN_DIRECT_ROWS_PER_BODY 6
#define QN_MAX_HOLDS 3
// Times what a row would need by itself.
#define QN_DIRECT_STIFFNESS 500.0f

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
    int32_t joint;   // its place, whose holds stand one after the other; QN_NONE: a contact
    float bias_rate; // 1/s
    float stiffness; // what the row pushes against a speed with, kg or kg m^2
    float yield;     // its inverse
    float inv_mass[2], inv_inertia[2]; // of the bodies that have rows
    float bias, wanted, change;        // of the solve that runs
} qn_direct_row;

typedef struct qn_direct_group {
    int32_t begin, end;         // lines
    int32_t first_row, row_end; // of direct_order
    bool is_factored;           // once at least
    bool is_sound;              // its matrix could be factored
    bool is_tree;               // its lines are branches; see branches.h
    bool has_joints, has_contacts;
    bool has_contact_rows; // some contact carries
} qn_direct_group;

static inline void qn_direct_stiffen(qn_direct_row *row)
{
    const qn_hold *hold = &row->hold;
    float square = qn_length_squared(hold->axis);
    float k = row->inv_mass[0] * square + row->inv_inertia[0] * hold->lever_a * hold->lever_a;
    k += row->inv_mass[1] * square + row->inv_inertia[1] * hold->lever_b * hold->lever_b;
    // Below this nothing gives way.
    row->stiffness = k > 1.0e-30f ? QN_DIRECT_STIFFNESS / k : 0.0f;
    row->yield = k * (1.0f / QN_DIRECT_STIFFNESS);
}

#endif
