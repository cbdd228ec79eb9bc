// When two moving, turning hulls first come as near as a given separation.
#ifndef PHYSICS_IMPACT_H
#define PHYSICS_IMPACT_H

#include "physics/geometry/hull.h"

// How near to the wanted separation a found impact is.
#define QN_IMPACT_TOLERANCE_M (0.25f * QN_LINEAR_SLOP_M)

// The motion of a body over one interval: its centre of mass runs straight, it turns evenly.
typedef struct qn_sweep {
    qn_vec2 local_center; // of mass, in the body's frame
    qn_vec2 center;       // at fraction 0, in the world
    qn_vec2 shift;        // of the centre from fraction 0 to 1
    qn_rot q;             // at fraction 0
    float angle_rad;      // turned from fraction 0 to 1; whole turns count
} qn_sweep;

// The sweep from one pose to another, turning the shorter way.
qn_sweep qn_sweep_between(qn_pose start, qn_pose end, qn_vec2 local_center);
qn_pose qn_sweep_pose(const qn_sweep *sweep, float fraction);
// What is left of the sweep after the fraction, as a sweep of its own.
qn_sweep qn_sweep_rest(const qn_sweep *sweep, float fraction);

typedef enum qn_impact_state {
    QN_IMPACT_NONE = 0,       // apart until the end
    QN_IMPACT_HIT = 1,        // at the wanted separation, within the tolerance
    QN_IMPACT_OVERLAPPED = 2, // nearer than wanted from the start; the fraction is 0
    QN_IMPACT_FAILED = 3,     // apart until the fraction; what comes after was not found out
} qn_impact_state;

typedef struct qn_impact {
    qn_impact_state state;
    float fraction;
    qn_vec2 point,
        normal;         // midway between the surfaces, from a to b; in the world, at the fraction
    float separation_m; // at the fraction
} qn_impact;

// The separation at which an impact leaves a contact to the next step: near enough to be seen, and
// not yet touching, for what touches gives way softly and what is about to is stopped hard.
#define QN_IMPACT_SEPARATION_M QN_LINEAR_SLOP_M

// The first fraction at which the separation falls to `separation_m`, which may be negative. While
// hulls turn they may be nearer by up to a slop for a moment between two looks.
void qn_hull_impact(const qn_hull *a, const qn_sweep *sweep_a, const qn_hull *b,
                    const qn_sweep *sweep_b, float separation_m, qn_impact *out);

#endif
