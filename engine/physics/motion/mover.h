// Movers: the bodies whose motion in the step is so long that they might pass through another.
//
// All of them are kept from passing through what does not give way. Through each other, too, as
// long as there are not more than QN_MAX_KEEN_MOVERS; of a larger crowd it is those that are
// fastest for their size, and fewer where more than QN_STORM_MOVERS fly about.
//
// They live for one step, in scratch memory: found by collect.c and led by continuous.c, which asks
// first_impact.c where each of them meets something first.
#ifndef PHYSICS_MOVER_H
#define PHYSICS_MOVER_H

#include "physics/geometry/impact.h"
#include "physics/world.h"

#define QN_NEVER 2.0f
#define QN_MAX_KEEN_MOVERS 64
#define QN_STORM_MOVERS 1024
#define QN_MAX_KEEN_IN_STORM 16
#define QN_MOVER_GROUP 64
#define QN_GROUP_STALE (-2)
// Around swept boxes: the separation at which impacts are found, and rounding.
#define QN_MOVER_MARGIN_M (2.0f * QN_LINEAR_SLOP_M)
// A body of less than this part of another's mass does not hold it up.
#define QN_LIGHT_PART 0.25f
// After so many impacts in a step a body stops where it is, and nothing moves it any more.
#define QN_MAX_IMPACTS_OF_BODY 4

typedef struct qn_step qn_step;

typedef struct qn_mover {
    qn_sweep sweep; // from `start` to the end of the step; seen from the centre at its beginning
    float start;    // a fraction of the step, as all times here
    int32_t body;
    float reach_m; // the furthest that any of its points moves within the step
    int32_t impact_count;
    int32_t carrier;    // a body that carries it to the end of the step, or QN_NONE
    uint32_t is_pushed; // not fast by itself: something much heavier carries it along
    uint32_t is_keen;   // meets what gives way, too
    // Where it meets something first, ahead of `start`; when, and what body that is, is in
    // qn_scratch.impact_times and .impact_bodies; group_firsts is the first of each group.
    int32_t shape, other_shape;
    qn_vec2 point, normal; // point as the sweep; from this body to the other
    // At the start of the step; the centre in two parts (center.h).
    qn_rot first_q;
    qn_vec2 first_center, first_center_rest;
} qn_mover;

#define QN_FAR_MOVER_COUNT 8

// How far bodies move in this step: those that are not fast, and the keen ones but for the few that
// go furthest, which are looked up one by one. In a crowd a keen mover looks no further than it
// moves itself.
typedef struct qn_reaches {
    float slow_m, fast_m;
    float fixed_m;                          // what does not give way
    bool is_crowded;                        // some are fast and not keen
    int32_t far_movers[QN_FAR_MOVER_COUNT]; // QN_NONE behind the last; the furthest first
} qn_reaches;

// collect.c
// All fast bodies become movers; returns how far bodies move.
qn_reaches qn_movers_collect(qn_world *world, const qn_step *step);
// The body must move and have no mover yet. Returns its index.
int32_t qn_mover_add(qn_world *world, int32_t body);

// continuous.c
// What an impact may push; 0 for what it may not.
float qn_pushable_mass(const qn_world *world, int32_t body);

// first_impact.c
// Finds where the mover meets others. An impact is noted with that of the two bodies which gives
// way, if it is the first of that body; so one that many run into need not be looked at again for
// each. Of two fast bodies the lighter one gives way, else the fast one, unless the other is much
// lighter: that is carried along, and does not look at other bodies that give way. If is_fresh, all
// movers are as the solver left them, and a pair of keen movers is looked at from the one that
// moves further (ties: the lower body slot) only; else the mover's own first impact is found anew.
void qn_mover_find_impacts(qn_world *world, const qn_reaches *reaches, qn_mover *mover,
                           bool is_fresh);
// The body's motion from *start to the end of the step, seen from its centre at the beginning.
qn_sweep qn_body_sweep(const qn_world *world, int32_t body, float *start);
// The furthest that any point of the body moves in the step.
float qn_body_reach(const qn_world *world, int32_t body);

// For sensors, after the step has moved the bodies: whether a shape of the mover's body touched
// `other` anywhere on its way, seen as straight from where it started to where it is.
bool qn_mover_crossed(const qn_world *world, const qn_mover *mover, int32_t shape, int32_t other);

#endif
