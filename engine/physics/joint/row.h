// A joint ready to be solved: all that the passes of a step read and write, but the velocities.
//
// One record serves all kinds, and each takes of it what it has. Pins are laid out four wide
// instead (pin_block.h), but those that a gear reads.
#ifndef PHYSICS_JOINT_ROW_H
#define PHYSICS_JOINT_ROW_H

#include "physics/solve/softness.h"
#include "physics/world.h"

typedef struct qn_spring_row {
    float hertz; // 0: no spring
    qn_spring_coefficients soft;
    float lower, upper; // of the impulse
} qn_spring_row;

typedef struct qn_joint_row {
    int32_t joint;
    int32_t kind; // qn_joint_type
    uint32_t flags;
    int32_t row_a, row_b; // QN_NONE for what does not move
    float inv_mass_a, inv_mass_b, inv_inertia_a, inv_inertia_b;
    qn_vec2 anchor_a, anchor_b; // from the centres, at the start of the step
    qn_vec2 center_offset;      // of b from a, at the start of the step
    qn_vec2 axis;               // the x axis of frame a, at the start of the step
    float angle;                // of frame b from frame a, at the start of the step
    float axial_mass;           // 0 where neither body turns
    qn_softness soft;           // of what is held
    qn_softness limit_soft;
    qn_spring_row spring, turn_spring;
    qn_vec2 target;
    float target_turn;
    qn_vec2 speed;
    float turn_speed;
    float max_motor, max_turn_motor; // impulses
    float lower, upper;
    float ratio;
    int32_t geared[2]; // rows of the two joints of a gear
    qn_vec2 ends[2];   // the wheels of a pulley, from the centres of mass at the start of the step
    qn_joint_impulses impulse;
    // What the impulses of the sub-steps add up to, on body b.
    qn_vec2 load;
    float turn_load;
    int32_t load_count;
} qn_joint_row;

#endif
