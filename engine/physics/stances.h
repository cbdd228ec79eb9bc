// How four pairs of bodies stand, side by side: the same operations in the same order as
// qn_stance_of in recycle.h, so that what has not moved comes to the very numbers that it was found
// with.
#ifndef PHYSICS_STANCES_H
#define PHYSICS_STANCES_H

#include "base/columns.h"
#include "physics/world.h"

// Of b as seen from a.
typedef struct qn_stances {
    qn_f4 span_x, span_y; // centre of mass
    qn_f4 turn_c, turn_s; // axes
    qn_f4 axis_c, axis_s; // of a, in the world
} qn_stances;

static inline __attribute__((always_inline)) qn_stances qn_stances_of(const qn_motion *const a[4],
                                                                      const qn_motion *const b[4])
{
    qn_columns pose_a = QN_COLUMNS(a, pose.p.x), pose_b = QN_COLUMNS(b, pose.p.x);
    qn_columns from = QN_COLUMNS(a, center.x), to = QN_COLUMNS(b, center.x);
    qn_f4 ca = pose_a.z, sa = pose_a.w, cb = pose_b.z, sb = pose_b.w;
    qn_f4 x = qn_f4_add(qn_f4_sub(to.x, from.x), qn_f4_sub(to.z, from.z));
    qn_f4 y = qn_f4_add(qn_f4_sub(to.y, from.y), qn_f4_sub(to.w, from.w));
    return (qn_stances){
        .span_x = qn_f4_add(qn_f4_mul(ca, x), qn_f4_mul(sa, y)),
        .span_y = qn_f4_sub(qn_f4_mul(ca, y), qn_f4_mul(sa, x)),
        .turn_c = qn_f4_add(qn_f4_mul(ca, cb), qn_f4_mul(sa, sb)),
        .turn_s = qn_f4_sub(qn_f4_mul(ca, sb), qn_f4_mul(sa, cb)),
        .axis_c = ca,
        .axis_s = sa,
    };
}

// The furthest that a point of b may have moved against a since four contacts were collided; a
// contact stands while that is less than its slack.
static inline qn_f4 qn_contacts_ways(const qn_contact *const contacts[4],
                                     const qn_motion *const a[4], const qn_motion *const b[4])
{
    qn_stances now = qn_stances_of(a, b);
    qn_columns then = QN_COLUMNS(contacts, span.x);
    float extents[4] = {b[0]->max_extent_m, b[1]->max_extent_m, b[2]->max_extent_m,
                        b[3]->max_extent_m};
    qn_f4 moved = qn_f4_add(qn_f4_abs(qn_f4_sub(now.span_x, then.x)),
                            qn_f4_abs(qn_f4_sub(now.span_y, then.y)));
    qn_f4 turned = qn_f4_add(qn_f4_abs(qn_f4_sub(now.turn_c, then.z)),
                             qn_f4_abs(qn_f4_sub(now.turn_s, then.w)));
    return qn_f4_add(moved, qn_f4_mul(qn_f4_load(extents), turned));
}

#endif
