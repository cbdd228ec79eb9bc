// Materials: what the surface of a shape does to what touches it. All of it is data: no call comes
// back to the host, so a world behaves the same wherever it runs.
#ifndef QUOIN_PHYSICS_MATERIAL_H
#define QUOIN_PHYSICS_MATERIAL_H

#include "quoin/physics/world.h"

// How a pair makes one number of two. If the two disagree, the higher enumerator wins; so a shape
// that asks for anything beats one that asks for nothing.
typedef enum qn_mix {
    QN_MIX_DEFAULT = 0, // the geometric mean of frictions, the larger restitution
    QN_MIX_AVERAGE = 1,
    QN_MIX_GEOMETRIC = 2, // sqrt(a * b)
    QN_MIX_MINIMUM = 3,
    QN_MIX_MULTIPLY = 4,
    QN_MIX_MAXIMUM = 5,
} qn_mix;

typedef struct qn_material {
    float friction;           // 0 to 1e3
    float restitution;        // 0 to 1: speed kept in a bounce of more than 1 m/s
    uint32_t friction_mix;    // qn_mix
    uint32_t restitution_mix; // qn_mix
    // The torque against rolling is this times the radius of the round shape (circle, capsule or
    // rounding) times the normal force; a pair takes the larger coefficient and the larger radius.
    float rolling_resistance; // 0 to 1e3
    // The surface runs around the shape clockwise, so that what lies on top is carried towards +x.
    float tangent_speed_mps; // within QN_MAX_SPEED_MPS
    // Not (0, 0): stops only what comes from where this points, in the body's frame; what comes
    // from elsewhere, or overlaps already, passes until it has left. The length does not matter.
    qn_vec2 one_way;
    float hit_threshold_ns; // hits with less impulse raise no event; 0 to 1e12
    uint32_t user_id;       // for the host alone
} qn_material;

// Friction 0.6, all else 0.
QN_API qn_material qn_material_default(void);

#endif
