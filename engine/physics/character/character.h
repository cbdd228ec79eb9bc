// The record of a character.
#ifndef PHYSICS_CHARACTER_H
#define PHYSICS_CHARACTER_H

#include "physics/geometry/hull.h"

#define QN_CHARACTER_STEPS_ON_DYNAMIC 1u

typedef struct qn_character {
    uint64_t category_bits, mask_bits, user_data;
    qn_hull hull; // about the position
    qn_vec2 up;   // unit
    float skin, climb_cos, slide_cos, step_height, step_width, snap, mass, max_push;
    int32_t body;     // that goes along, or QN_NONE
    uint32_t options; // QN_CHARACTER_STEPS_*
    int32_t group;
    int32_t reserved;
    qn_vec2 position, position_rest; // and what rounding left of it, as of bodies; see center.h
    qn_vec2 velocity;
    uint32_t flags; // QN_CHARACTER_* of the last move
    int32_t ground; // shape, or QN_NONE
    qn_vec2 ground_normal, ground_velocity;
    qn_vec2 ground_point; // where it touched, seen from the position
    // Where the core of the hull stood on the ground, seen from the position and in the frame of
    // the ground's body as it should be after the next step.
    qn_vec2 stand, stand_local;
} qn_character;

_Static_assert(sizeof(qn_character) == 296, "no padding");

// The body or shape is about to go.
void qn_characters_forget_body(qn_world *world, int32_t body);
void qn_characters_forget_shape(qn_world *world, int32_t shape);

// move.c
void qn_character_walk(qn_world *world, qn_character *character, qn_vec2 velocity, float dt);

#endif
