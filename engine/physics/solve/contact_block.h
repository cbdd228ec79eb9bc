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

typedef struct qn_block_point {
    qn_f4 anchor_ax, anchor_ay, anchor_bx, anchor_by;
    qn_f4 base_separation; // separation less what the anchors themselves span along the normal
    qn_f4 normal_mass, tangent_mass;
    qn_f4 normal_impulse, tangent_impulse, max_normal_impulse, total_normal_impulse;
    qn_f4 steady_impulse;
} qn_block_point;

typedef struct qn_contact_block {
    int32_t row_a[4], row_b[4]; // QN_NONE: does not move
    uint32_t traits;
    int32_t reserved[3];
    qn_f4 inv_mass_a, inv_mass_b, inv_inertia_a, inv_inertia_b;
    qn_f4 normal_x, normal_y;
    qn_f4 friction;
    qn_f4 bias_rate, mass_scale, impulse_scale;
    qn_block_point points[2];
} qn_contact_block;

typedef struct qn_block_surface {
    qn_f4 radius_a, radius_b;
    qn_f4 tangent_speed;
    qn_f4 rolling_m, rolling_mass, rolling_impulse;
    qn_f4 restitution, normal_speed[2];
} qn_block_surface;

// Velocity of b's point seen from a's, along (x, y).
QN_LANES_INLINE qn_f4 qn_block_speed_along(const qn_lanes *a, const qn_lanes *b,
                                           const qn_block_point *point, qn_f4 x, qn_f4 y)
{
    qn_f4 vx = qn_f4_sub(qn_f4_mul_sub(b->vx, b->w, point->anchor_by),
                         qn_f4_mul_sub(a->vx, a->w, point->anchor_ay));
    qn_f4 vy = qn_f4_sub(qn_f4_mul_add(b->vy, b->w, point->anchor_bx),
                         qn_f4_mul_add(a->vy, a->w, point->anchor_ax));
    return qn_f4_dot(vx, vy, x, y);
}

#endif
