// Contacts whose shapes need not be collided anew, because their bodies hardly moved against each
// other since they were.
//
// A contact holds what was found in the axes of its bodies, and how these stood: b's centre and
// axes as seen from a. No point of b has moved against a by more than the centre has and the
// outermost point has by turning. While that is less than the contact's slack, it stands as it
// was found: shapes that are apart by more cannot have met, and of shapes that touch the points
// have been carried along, a fraction of the slop off at most. It is a length of a way, whatever
// the speeds and the time between.
//
// There is no slack for what depends on more than two shapes (seams, terrain), nor on more than
// where they are (one-way surfaces), nor for bare corners that meet, whose normal is nearly free,
// nor for what is thin: a house of cards falls over what boxes do not notice.
#ifndef PHYSICS_RECYCLE_H
#define PHYSICS_RECYCLE_H

#include "physics/center.h"
#include "physics/geometry/manifold.h"

// The slack of shapes that touch; less where there is but one point, for on round shapes it wanders
// with its sides.
#define QN_RECYCLE_WAY_M (0.5f * QN_LINEAR_SLOP_M)
#define QN_RECYCLE_LONE_WAY_M (0.2f * QN_LINEAR_SLOP_M)
// Half the thickness of what is thin.
#define QN_RECYCLE_THIN_M (4.0f * QN_LINEAR_SLOP_M)
// Corners rounded by less than this in sum are bare.
#define QN_RECYCLE_RADIUS_M (2.0f * QN_LINEAR_SLOP_M)
// Of a known distance, what rounding may have added to it.
#define QN_GAP_ROUNDING_M (0.02f * QN_LINEAR_SLOP_M)

// How b stands as seen from a: its centre of mass and its axes, in the axes of a.
typedef struct qn_stance {
    qn_vec2 span;
    qn_rot turn;
} qn_stance;

static inline qn_stance qn_stance_of(const qn_motion *a, const qn_motion *b)
{
    return (qn_stance){qn_inv_rotate(a->pose.q, qn_center_span(a, b)),
                       qn_rot_inv_mul(a->pose.q, b->pose.q)};
}

// Its shapes will be collided anew in the next step.
static inline void qn_contact_forget(qn_contact *contact) { contact->slack = 0.0f; }

// ---- In the world ---------------------------------------------------------------------------

static inline qn_vec2 qn_contact_normal(const qn_contact *contact, const qn_motion *a)
{
    return qn_rotate(a->pose.q, contact->normal);
}

// Where a point is, from the centre of mass of a.
static inline qn_vec2 qn_contact_arm(const qn_contact_point *point, const qn_motion *a)
{
    return qn_rotate(a->pose.q, point->arm);
}

// As found, and by how much the sides have parted along the normal since: exactly as found where
// the bodies stand as they did.
static inline float qn_contact_separation(const qn_contact *contact, const qn_contact_point *point,
                                          const qn_motion *a, const qn_motion *b)
{
    qn_stance now = qn_stance_of(a, b);
    qn_rot turned = {now.turn.c - contact->turn.c, now.turn.s - contact->turn.s};
    qn_vec2 arm_b = qn_inv_rotate(contact->turn, qn_sub(point->arm, contact->span));
    qn_vec2 parted = qn_add(qn_sub(now.span, contact->span), qn_rotate(turned, arm_b));
    return point->separation + qn_dot(parted, contact->normal);
}

#endif
