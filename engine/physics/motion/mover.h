// Movers: the bodies whose motion in the step is so long that they might pass through another.
//
// They live for one step, in scratch memory: made and led by continuous.c, which asks
// first_impact.c where each of them meets something first.
#ifndef PHYSICS_MOVER_H
#define PHYSICS_MOVER_H

#include "physics/geometry/impact.h"
#include "physics/world.h"

#define QN_NEVER 2.0f

typedef struct qn_mover {
    qn_sweep sweep; // from `start` to the end of the step
    float start;    // a fraction of the step, as all times here
    int32_t body;
    float reach_m; // the furthest that any of its points moves within the step
    int32_t impact_count;
    // Where it meets something first, ahead of `start`.
    float impact; // QN_NEVER if it does not
    int32_t shape, other_shape;
    qn_vec2 point, normal; // in the world; from this body to the other
    qn_pose first_pose;    // at the start of the step
} qn_mover;

// How bodies move in this step that are not fast, and how far the fast ones go.
typedef struct qn_reaches {
    float slow_m, fast_m;
} qn_reaches;

// first_impact.c
// Sets the mover's first impact. If is_fresh, all movers are as the solver left them, and a pair of
// movers is looked at from the one that moves further (ties: the lower body slot) only.
void qn_mover_find_impact(const qn_world *world, const qn_reaches *reaches, qn_mover *mover,
                          bool is_fresh);
// The body's motion from *start to the end of the step.
qn_sweep qn_body_sweep(const qn_world *world, int32_t body, float *start);
// The furthest that any point of the body moves in the step.
float qn_body_reach(const qn_world *world, int32_t body);

// For sensors, after the step has moved the bodies: whether a shape of the mover's body touched
// `other` anywhere on its way, seen as straight from where it started to where it is.
bool qn_mover_crossed(const qn_world *world, const qn_mover *mover, int32_t shape, int32_t other);

#endif
