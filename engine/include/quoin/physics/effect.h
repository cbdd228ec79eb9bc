// Effects: pushes that act once, on all bodies of a place or on one shape.
//
// What acts in every step is a field (field.h).
#ifndef QUOIN_PHYSICS_EFFECT_H
#define QUOIN_PHYSICS_EFFECT_H

#include "quoin/physics/world.h"

// The impulse on a shape is impulse_per_length_nspm times the width that the shape turns to the
// centre (its silhouette across the line from the centre to its nearest point), away from the
// centre, at that nearest point. It is whole up to radius_m from the centre and falls to nothing
// over the next falloff_m, linearly.
typedef struct qn_explosion_def {
    uint32_t cookie; // set by qn_explosion_def_default
    qn_vec2 position_m;
    float radius_m;                // 0 to 1e4
    float falloff_m;               // 0 to 1e4
    float impulse_per_length_nspm; // within 1e9; negative draws inwards
    uint64_t mask_bits;            // categories of shapes that are pushed
    uint64_t shield_mask_bits;     // categories of static shapes that shield what is behind them:
                                   // a ray from the centre to the nearest point must not hit one
} qn_explosion_def;

// 1 m and 1 m of falloff, 100 N s / m, all shapes, no shields.
QN_API qn_explosion_def qn_explosion_def_default(void);
// Wakes and pushes dynamic bodies, in the order of their slots. A shape that holds the centre is
// pushed at its own centroid; one whose centroid is the centre is not pushed. *hit_count (may be
// null) receives how many bodies were pushed.
QN_API qn_error qn_world_explode(qn_world *world, const qn_explosion_def *def, int32_t *hit_count);

// Wind on flat surfaces. With u the velocity of the wind seen from the middle of an edge that faces
// it, s the sine of its angle of attack and L its length, the edge feels
//   drag  drag_kgpm2 * L * s * |u|^2    along u
//   lift  lift_kgpm2 * L * s * |u|^2 * cos(attack)    across u, away from the wind's side
// so both are half the air's density times a coefficient. The rounding of a shape adds its width to
// the drag, at the shape's centroid; a circle has no lift.
typedef struct qn_wind {
    qn_vec2 velocity_mps; // each within QN_MAX_SPEED_MPS
    float drag_kgpm2;     // 0 to 1e6
    float lift_kgpm2;     // 0 to 1e6
} qn_wind;

// What the wind does to the shape's body within dt_s in [0, 1], at once; the body wakes. Drag is
// implicit: it never turns the relative motion round, however strong. QN_ERROR_WRONG_TYPE for a
// sensor and for a shape of a body that is not dynamic.
QN_API qn_error qn_shape_apply_wind(qn_world *world, qn_shape_id shape, const qn_wind *wind,
                                    float dt_s);

#endif
