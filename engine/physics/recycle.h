// Contacts whose shapes need not be collided anew, because their bodies hardly moved against each
// other since they were.
//
// Where two shapes touch, the points are turned with their bodies, and the separations follow from
// how far the two sides of each point have parted; that serves while they have parted by less than
// a fraction of the slop, and while the bodies have turned against each other by too little for
// the normal to be another or for a further point to come near. Where two shapes are apart, their
// distance was known when they were collided, and bodies that moved and turned by less since
// cannot have met. All of these are lengths of ways, whatever the speeds and the time between.
//
// Not for what depends on more than two shapes (seams, terrain), nor on more than where they are
// (one-way surfaces), nor for bare corners that meet, whose normal is nearly free.
#ifndef PHYSICS_RECYCLE_H
#define PHYSICS_RECYCLE_H

#include "physics/center.h"
#include "physics/geometry/manifold.h"

// How far the two sides of a point may part before its contact is found anew; less where there is
// but one, for on round shapes it wanders with its sides.
#define QN_RECYCLE_DRIFT_M (0.05f * QN_LINEAR_SLOP_M)
#define QN_RECYCLE_LONE_DRIFT_M (0.02f * QN_LINEAR_SLOP_M)
// How far the bodies may turn against each other: the way of their outermost points.
#define QN_RECYCLE_TURN_M (0.2f * QN_LINEAR_SLOP_M)
// Thinner bodies are collided anew in every step: a house of cards falls over what boxes do not
// notice. Half their thickness.
#define QN_RECYCLE_THIN_M (4.0f * QN_LINEAR_SLOP_M)
// Corners rounded by less than this in sum are bare.
#define QN_RECYCLE_RADIUS_M (2.0f * QN_LINEAR_SLOP_M)
// While the outermost points of both bodies have turned by less than this in sum, the anchors and
// the normal stay as they are: that is far below what the solver sees, and history has less to
// keep.
#define QN_RECYCLE_STILL_M (0.01f * QN_LINEAR_SLOP_M)
// Of a known distance, what rounding may have added to it.
#define QN_GAP_ROUNDING_M (0.02f * QN_LINEAR_SLOP_M)

static inline void qn_contact_forget(qn_contact *contact)
{
    contact->link.flags &= ~(uint32_t)QN_CONTACT_RECYCLES;
    contact->turn_a = contact->turn_b = (qn_rot){0.0f, 0.0f};
    contact->base = (qn_vec2){0.0f, 0.0f};
    contact->gap_or_turn = 0.0f;
}

// After a collision that found its points, or the gap between its shapes.
static inline void qn_contact_remember(qn_contact *contact, const qn_motion *a, const qn_motion *b,
                                       float gap)
{
    bool is_apart = contact->point_count == 0;
    qn_vec2 separations = {contact->points[0].separation, contact->points[1].separation};
    contact->link.flags |= QN_CONTACT_RECYCLES;
    contact->turn_a = a->pose.q;
    contact->turn_b = b->pose.q;
    contact->base = is_apart ? qn_center_span(a, b) : separations;
    contact->gap_or_turn = is_apart ? gap : 0.0f;
}

// At least as long as the way of a point of a unit circle.
static inline float qn_turned_way(qn_rot from, qn_rot to)
{
    return qn_abs(to.c - from.c) + qn_abs(to.s - from.s);
}

// Whether two shapes that were apart must still be.
static inline bool qn_contact_stays_apart(const qn_contact *contact, const qn_motion *a,
                                          const qn_motion *b)
{
    qn_vec2 span = qn_center_span(a, b);
    float way = qn_abs(span.x - contact->base.x) + qn_abs(span.y - contact->base.y) +
                a->max_extent_m * qn_turned_way(contact->turn_a, a->pose.q) +
                b->max_extent_m * qn_turned_way(contact->turn_b, b->pose.q);
    return way < contact->gap_or_turn;
}

// A unit vector turned again and again stays one: a step of Newton's for 1 / |a|.
static inline qn_vec2 qn_renormalize(qn_vec2 a)
{
    return qn_mul(1.5f - 0.5f * qn_length_squared(a), a);
}

typedef struct qn_followed {
    qn_vec2 anchor_a, anchor_b;
    qn_vec2 drift; // of the side of b
} qn_followed;

static inline qn_followed qn_contact_point_follow(const qn_contact_point *point, qn_rot by_a,
                                                  qn_rot by_b, qn_vec2 span)
{
    qn_vec2 anchor_a = qn_rotate(by_a, point->anchor_a);
    qn_vec2 anchor_b = qn_rotate(by_b, point->anchor_b);
    return (qn_followed){anchor_a, anchor_b, qn_add(span, qn_sub(anchor_b, anchor_a))};
}

// Anchors and normal turned with the bodies.
static inline void qn_contact_turn(qn_contact *contact, qn_rot by_a, const qn_followed points[2])
{
    contact->normal = qn_renormalize(qn_rotate(by_a, contact->normal));
    for (int32_t i = 0; i < contact->point_count; ++i) {
        contact->points[i].anchor_a = points[i].anchor_a;
        contact->points[i].anchor_b = points[i].anchor_b;
    }
}

// Brings the points to where the bodies are now. False, and nothing is changed, where they must be
// found anew.
static inline bool qn_contact_follow(qn_contact *contact, const qn_motion *a, const qn_motion *b)
{
    qn_contact_point *points = contact->points;
    if (qn_min(a->min_extent_m, b->min_extent_m) < QN_RECYCLE_THIN_M) {
        return false;
    }
    qn_rot by_a = qn_rot_inv_mul(contact->turn_a, a->pose.q);
    qn_rot by_b = qn_rot_inv_mul(contact->turn_b, b->pose.q);
    qn_vec2 span = qn_center_span(a, b);
    bool is_lone = contact->point_count == 1;
    qn_followed now[2];
    now[0] = qn_contact_point_follow(&points[0], by_a, by_b, span);
    now[1] = is_lone ? now[0] : qn_contact_point_follow(&points[1], by_a, by_b, span);
    float drift = qn_max(qn_length_squared(now[0].drift), qn_length_squared(now[1].drift));
    // By its sine.
    float turn = contact->gap_or_turn + (by_a.c * by_b.s - by_a.s * by_b.c);
    float swing = qn_abs(turn) * (a->max_extent_m + b->max_extent_m);
    float most_drift = is_lone ? QN_RECYCLE_LONE_DRIFT_M : QN_RECYCLE_DRIFT_M;
    if (!(drift < most_drift * most_drift && swing < QN_RECYCLE_TURN_M)) {
        return false;
    }
    float way = qn_abs(by_a.s) * a->max_extent_m + qn_abs(by_b.s) * b->max_extent_m;
    if (way > QN_RECYCLE_STILL_M) {
        qn_contact_turn(contact, by_a, now);
        contact->turn_a = a->pose.q;
        contact->turn_b = b->pose.q;
        contact->gap_or_turn = turn;
    }
    points[0].separation = contact->base.x + qn_dot(now[0].drift, contact->normal);
    if (!is_lone) {
        points[1].separation = contact->base.y + qn_dot(now[1].drift, contact->normal);
    }
    return true;
}

#endif
