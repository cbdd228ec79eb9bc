// Four contact constraints side by side, the unit of the solver. A lane without a contact has zero
// masses; a missing second point has zero effective mass: both compute nothing, at no branch.
//
// What every pass reads is kept close; what only some contacts have (roundness, rolling, a moving
// surface, a bounce) lies apart in a second record, which a block without it never touches.
#ifndef PHYSICS_CONTACT_BLOCK_H
#define PHYSICS_CONTACT_BLOCK_H

#include "physics/solve/lanes.h"

// What at least one lane of a block has.
enum {
    QN_BLOCK_PAIRS = 1u,   // a second point
    QN_BLOCK_ROUND = 2u,   // a shape with a radius
    QN_BLOCK_ROLLS = 4u,   // rolling resistance
    QN_BLOCK_CONVEYS = 8u, // a moving surface
    QN_BLOCK_BOUNCES = 16u,
};

// An arm r from a centre of mass enters only by two numbers: its lever r x n, and how far it goes
// along the normal, r . n, which is its lever about the tangent turned round.
typedef struct qn_block_point {
    qn_f4 lever_a, lever_b;
    qn_f4 along_a, along_b;
    qn_f4 separation; // at the start of the step
    qn_f4 normal_mass, tangent_mass;
    qn_f4 normal_impulse, tangent_impulse, total_normal_impulse;
    qn_f4 steady_impulse;
} qn_block_point;

typedef struct qn_contact_block {
    int32_t row_a[4], row_b[4]; // QN_NONE: does not move
    uint32_t traits;
    int32_t reserved[3];
    qn_f4 inv_mass_a, inv_mass_b, inv_inertia_a, inv_inertia_b;
    qn_f4 normal_x, normal_y;
    qn_f4 friction;
    qn_f4 bias_rate; // times mass_scale, as all passes want it
    qn_f4 mass_scale, impulse_scale;
    qn_f4 least_bias; // minus the push speed
    qn_f4 normal_coupling,
        tangent_coupling; // what an impulse at one point adds to the other's speed
    qn_block_point points[2];
} qn_contact_block;

typedef struct qn_block_surface {
    qn_f4 radius_a, radius_b;
    qn_f4 tangent_speed;
    qn_f4 rolling_m, rolling_mass, rolling_impulse;
    qn_f4 restitution, normal_speed[2];
} qn_block_surface;

// How b moves as seen from a, in the frame of the contact: a point's speed along the normal is
// normal + wb lever_b - wa lever_a, along the tangent tangent - wb along_b + wa along_a.
typedef struct qn_block_motion {
    qn_f4 normal, tangent; // of the centres
    qn_f4 wa, wb;
} qn_block_motion;

// The tangent is the normal turned right: (ny, -nx).
QN_LANES_INLINE qn_block_motion qn_block_motion_of(const qn_contact_block *block, const qn_lanes *a,
                                                   const qn_lanes *b)
{
    qn_f4 x = qn_f4_sub(b->vx, a->vx), y = qn_f4_sub(b->vy, a->vy);
    return (qn_block_motion){
        .normal = qn_f4_dot(x, y, block->normal_x, block->normal_y),
        .tangent = qn_f4_cross(x, y, block->normal_x, block->normal_y),
        .wa = a->w,
        .wb = b->w,
    };
}

QN_LANES_INLINE qn_f4 qn_block_normal_speed(const qn_block_motion *m, const qn_block_point *point)
{
    return qn_f4_mul_sub(qn_f4_mul_add(m->normal, m->wb, point->lever_b), m->wa, point->lever_a);
}

#endif
