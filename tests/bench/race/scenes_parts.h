// What the scenes are built from: boxes, rings of points, numbers that are the same on every
// target, and the table's entries. Private to the scenes.
#ifndef RACE_SCENES_PARTS_H
#define RACE_SCENES_PARTS_H

#include "maker.h"

#define RACE_PI 3.14159265f

typedef struct race_point {
    float x, y;
} race_point;

// Of both half sizes, not turned.
void race_box(int32_t body, float x, float y, float half_width, float half_height);
// A body of this kind that is not turned.
int32_t race_body_at(int32_t kind, float x, float y);
// A static body at the origin.
int32_t race_ground(void);
// Equal boxes in a line, each a step further than the one before; what a body is made of.
void race_box_line(int32_t body, race_point first, race_point step, int32_t count,
                   race_point half_size);
// p turned by the angle whose cosine and sine are the parts of q, and by its opposite.
race_point race_turn(race_point q, race_point p);
race_point race_turn_back(race_point q, race_point p);
// |angle| <= pi; within 4e-6.
float race_sine(float angle);
// xorshift32; in [low, high).
float race_random(uint32_t *state, float low, float high);

// One scene of the table in scenes.c; size 0 is the usual one. act may be null.
typedef void race_build_fn(int32_t size);
typedef void race_act_fn(int32_t tick);

race_build_fn race_build_compounds, race_build_joint_grid, race_build_junkyard,
    race_build_large_pyramid, race_build_many_pyramids, race_build_rain, race_build_smash,
    race_build_spinner, race_build_tumbler, race_build_washer;
race_act_fn race_act_junkyard, race_act_rain;

race_build_fn race_build_pile, race_build_ragdolls, race_build_platformer, race_build_sleeping;
race_act_fn race_act_platformer, race_act_sleeping;

#endif
