// Four contact constraints side by side, the unit of the solver. A lane without a contact has zero
// masses; a missing second point has zero effective mass: both compute nothing, at no branch.
#ifndef PHYSICS_CONTACT_BLOCK_H
#define PHYSICS_CONTACT_BLOCK_H

#include "base/simd.h"

typedef struct qn_block_point {
    qn_f4 anchor_ax, anchor_ay, anchor_bx, anchor_by;
    qn_f4 base_separation; // separation less what the anchors themselves span along the normal
    qn_f4 normal_mass, tangent_mass;
    qn_f4 normal_impulse, tangent_impulse, max_normal_impulse, total_normal_impulse;
    qn_f4 normal_speed, steady_impulse;
} qn_block_point;

typedef struct qn_contact_block {
    int32_t row_a[4], row_b[4]; // QN_NONE: does not move
    int32_t contact[4];         // QN_NONE: empty lane
    int32_t rolls;              // whether a lane has rolling resistance
    int32_t reserved[3];
    qn_f4 inv_mass_a, inv_mass_b, inv_inertia_a, inv_inertia_b;
    qn_f4 normal_x, normal_y;
    qn_f4 radius_a, radius_b;
    qn_f4 friction, restitution, tangent_speed;
    qn_f4 rolling_m, rolling_mass, rolling_impulse;
    qn_f4 bias_rate, mass_scale, impulse_scale;
    qn_block_point points[2];
} qn_contact_block;

#endif
