// Where a body is, finely enough for worlds of a hundred kilometres.
//
// A float has steps of 8 mm there. So the centre of mass is kept as the sum of two floats, and
// whatever concerns two bodies is computed from the span between their centres, never from two
// positions in the world. pose.p is the rounded position of the origin, good for boxes and for
// looking at.
#ifndef PHYSICS_CENTER_H
#define PHYSICS_CENTER_H

#include "physics/world.h"

// a + b exactly, as a rounded sum and what was rounded off (Knuth, TAOCP 4.2.2, theorem B).
static inline float qn_two_sum(float a, float b, float *rest)
{
    float sum = a + b;
    float part = sum - a;
    *rest = (a - (sum - part)) + (b - part);
    return sum;
}

static inline void qn_center_move(qn_motion *motion, qn_vec2 by)
{
    qn_vec2 rest;
    motion->center.x = qn_two_sum(motion->center.x, motion->center_rest.x + by.x, &rest.x);
    motion->center.y = qn_two_sum(motion->center.y, motion->center_rest.y + by.y, &rest.y);
    motion->center_rest = rest;
}

// Puts the body's origin at `position`, which is taken to be exact.
static inline void qn_center_place(qn_motion *motion, qn_vec2 position, qn_rot q)
{
    motion->pose = (qn_pose){position, q};
    motion->center = position;
    motion->center_rest = (qn_vec2){0.0f, 0.0f};
    qn_center_move(motion, qn_rotate(q, motion->local_center));
}

// The centre of b seen from that of a, in world axes.
static inline qn_vec2 qn_center_span(const qn_motion *a, const qn_motion *b)
{
    return qn_add(qn_sub(b->center, a->center), qn_sub(b->center_rest, a->center_rest));
}

// The pose of b as seen from the frame of a.
static inline qn_pose qn_pose_between(const qn_motion *a, const qn_motion *b)
{
    qn_rot q = qn_rot_inv_mul(a->pose.q, b->pose.q);
    qn_vec2 centers = qn_add(a->local_center, qn_inv_rotate(a->pose.q, qn_center_span(a, b)));
    return (qn_pose){qn_sub(centers, qn_rotate(q, b->local_center)), q};
}

// A box grown by what rounding may have taken from it, where that is more than the margins of
// boxes make up for: three half steps of a float, without a millimetre. So near the origin it is
// the box itself.
static inline float qn_rounding_of(float at)
{
    return qn_max(2.0e-7f * qn_abs(at) - 1.0e-3f, 0.0f);
}
static inline qn_aabb qn_aabb_unrounded(qn_aabb box)
{
    qn_vec2 below = {qn_rounding_of(box.lower.x), qn_rounding_of(box.lower.y)};
    qn_vec2 above = {qn_rounding_of(box.upper.x), qn_rounding_of(box.upper.y)};
    return (qn_aabb){qn_sub(box.lower, below), qn_add(box.upper, above)};
}

// A point of the world as seen from the centre of mass, in world axes.
static inline qn_vec2 qn_arm_to(const qn_motion *motion, qn_vec2 point)
{
    return qn_sub(qn_sub(point, motion->center), motion->center_rest);
}
// And back, rounded once.
static inline qn_vec2 qn_point_at_arm(const qn_motion *motion, qn_vec2 arm)
{
    return qn_add(motion->center, qn_add(motion->center_rest, arm));
}

// A point or a pose of the world, taken to be exact, as seen from the body.
static inline qn_vec2 qn_point_in_body(const qn_motion *motion, qn_vec2 point)
{
    return qn_add(motion->local_center, qn_inv_rotate(motion->pose.q, qn_arm_to(motion, point)));
}
static inline qn_pose qn_pose_in_body(const qn_motion *motion, qn_pose pose)
{
    return (qn_pose){qn_point_in_body(motion, pose.p), qn_rot_inv_mul(motion->pose.q, pose.q)};
}
// And back.
static inline qn_vec2 qn_point_of_body(const qn_motion *motion, qn_vec2 local)
{
    return qn_point_at_arm(motion, qn_rotate(motion->pose.q, qn_sub(local, motion->local_center)));
}

#endif
