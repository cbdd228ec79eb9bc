// Four pins (revolute joints) side by side, and what may turn them. A lane without a joint has zero
// masses and rows that do not move: it computes nothing, at no branch.
//
// Within a block no body that impulses can move appears twice, but in the blocks of the overflow,
// which are solved lane by lane. See pins_prepare.c for which joints these are, and in which order.
#ifndef PHYSICS_PIN_BLOCK_H
#define PHYSICS_PIN_BLOCK_H

#include "base/simd.h"
#include "physics/joint/pin_tree.h"

// Colours of pins: a bit each in qn_scratch.row_pins, and one beyond them for what found none.
#define QN_PIN_COLOR_COUNT 31
#define QN_PIN_OVERFLOW QN_PIN_COLOR_COUNT
// As many as may be partly filled: one of each colour and of the overflow, with powers and without,
// and those of trees.
#define QN_SPARE_PIN_BLOCKS                                                                        \
    (2 * (QN_PIN_COLOR_COUNT + 1) + QN_OPEN_PIN_TREES * (QN_PIN_TREE_BODIES - 1))

typedef struct qn_pin_block {
    int32_t row_a[4], row_b[4]; // QN_NONE: does not move
    int32_t joint[4];           // QN_NONE: empty lane
    qn_f4 inv_mass_a, inv_mass_b, inv_inertia_a, inv_inertia_b;
    qn_f4 anchor_ax, anchor_ay, anchor_bx, anchor_by; // from the centres, at the start of the step
    qn_f4 center_x, center_y;                         // of b from a, at the start of the step
    qn_f4 bias_rate, mass_scale, impulse_scale;
    // As the bodies stand now: the arms, anchor b from anchor a, and the inverse of K.
    qn_f4 arm_ax, arm_ay, arm_bx, arm_by;
    qn_f4 offset_x, offset_y;
    qn_f4 inv_k11, inv_k12, inv_k21, inv_k22;
    qn_f4 impulse_x, impulse_y;
    qn_f4 load_x, load_y; // what the impulses of the sub-steps add up to
} qn_pin_block;

// Springs, motors and limits. What a lane does not have has numbers that make it do nothing.
typedef struct qn_pin_power {
    qn_f4 axial_mass, inv_axial_mass;
    qn_f4 start_angle, angle; // of frame b from frame a: at the start of the step, and now
    qn_f4 target;
    qn_f4 spring_rate, spring_mass_scale, spring_impulse_scale, spring_most;
    qn_f4 motor_speed, motor_most;
    qn_f4 lower, upper;
    qn_f4 limit_bias_rate, limit_mass_scale, limit_impulse_scale;
    qn_f4 spring_impulse, motor_impulse, lower_impulse, upper_impulse;
    qn_f4 load;
} qn_pin_power;

#endif
