// What wind does to hulls: sums over the edges that face it, then one implicit change of velocity.
#ifndef PHYSICS_WIND_H
#define PHYSICS_WIND_H

#include "physics/world.h"

// A body in the middle of a step. Its centre is in two parts (center.h); what pushes it sees all
// places from there, along the axes of the world, so that nothing is lost far out.
typedef struct qn_moving {
    qn_rot q;
    qn_vec2 local_center;
    qn_vec2 center, rest;
    qn_vec2 v;
    float w;
    float inv_mass, inv_inertia;
} qn_moving;

// A point of the body's frame as seen from its centre.
static inline qn_vec2 qn_moving_arm(const qn_moving *moving, qn_vec2 local)
{
    return qn_rotate(moving->q, qn_sub(local, moving->local_center));
}

// Of the edges that face the wind; r from the centre of mass, u the wind seen from the edge.
typedef struct qn_wind_sums {
    float drag;         // D = sum of drag coefficients, kg/s
    qn_vec2 drag_arm;   // sum of D r
    float drag_inertia; // sum of D r.r
    qn_vec2 drag_force; // sum of D u
    float drag_torque;  // sum of r x D u
    qn_vec2 lift_force;
    float lift_torque;
    float lift_rate;    // how fast lift changes the motion, 1/s
    qn_vec2 push_force; // without limits
    float push_torque;
} qn_wind_sums;

qn_error qn_wind_check(const qn_world *world, const qn_wind *wind);
// Drag of `drag` kg/s at r from the centre, where the flow is seen with the velocity u.
void qn_drag_add(qn_wind_sums *sums, qn_vec2 r, qn_vec2 u, float drag);
void qn_wind_add(qn_wind_sums *sums, const qn_moving *moving, const qn_hull *hull,
                 const qn_wind *wind);
// Turns drag by the speeds of now into drag by those after h: it grows with the square of the
// speed.
void qn_wind_look_ahead(qn_wind_sums *sums, const qn_moving *moving, float h);
// Adds to v and w what the sums do within h; never more drag than stops the relative motion.
void qn_wind_apply(const qn_wind_sums *sums, qn_moving *moving, float h);

#endif
