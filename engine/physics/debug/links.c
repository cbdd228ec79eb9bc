// Joints by what their kind holds, and contacts.
#include "physics/debug/draw.h"
#include "physics/recycle.h"
#include "physics/joint/kind.h"

#define LONGEST_M 1.0e9f

// ---- Joints ---------------------------------------------------------------------------------

typedef struct sketch {
    qn_pen *pen;
    const qn_joint *joint;
    qn_vec2 center_a, center_b, anchor_a, anchor_b;
    qn_rot frame_a, frame_b;
} sketch;

static sketch sketch_of(qn_drawing *d, const qn_joint *joint)
{
    // A joint of one body holds it to the world.
    bool has_a = joint->link.body[0] != joint->link.body[1];
    const qn_motion *b = qn_motion_of(d->world, joint->link.body[1]);
    const qn_motion *a = qn_motion_of(d->world, joint->link.body[0]);
    qn_pose pose_a = has_a ? a->pose : qn_pose_identity();
    qn_vec2 anchor_a = qn_transform(pose_a, joint->anchor_a);
    return (sketch){
        .pen = &d->pen,
        .joint = joint,
        .center_a = has_a ? a->center : anchor_a,
        .center_b = b->center,
        .anchor_a = anchor_a,
        .anchor_b = qn_transform(b->pose, joint->anchor_b),
        .frame_a = qn_rot_mul(pose_a.q, joint->frame_a),
        .frame_b = qn_rot_mul(b->pose.q, joint->frame_b),
    };
}

static qn_vec2 axis_of(qn_rot q) { return qn_v2(q.c, q.s); }

static void draw_arms(const sketch *s)
{
    qn_pen_line(s->pen, s->center_a, s->anchor_a);
    qn_pen_line(s->pen, s->center_b, s->anchor_b);
    qn_pen_line(s->pen, s->anchor_a, s->anchor_b);
    qn_pen_point(s->pen, s->anchor_a);
    qn_pen_point(s->pen, s->anchor_b);
}

// The sector that the limits leave, and where the joint is in it.
static void draw_pin(const sketch *s)
{
    float reach = 2.0f * s->pen->mark;
    draw_arms(s);
    qn_pen_line(s->pen, s->anchor_a, qn_mul_add(s->anchor_a, reach, axis_of(s->frame_b)));
    if (qn_joint_has(s->joint, QN_JOINT_HAS_LIMIT)) {
        float sweep = qn_clamp(s->joint->upper - s->joint->lower, 0.0f, 2.0f * QN_PI);
        float from = qn_rot_angle(qn_rot_mul(s->frame_a, qn_rot_from_angle(s->joint->lower)));
        s->pen->color = QN_INK_LIMIT;
        qn_pen_arc(s->pen, s->anchor_a, reach, from, sweep);
    }
}

static void draw_stop(const sketch *s, qn_vec2 axis, float at)
{
    qn_vec2 middle = qn_mul_add(s->anchor_a, at, axis);
    qn_vec2 across = qn_mul(s->pen->mark, qn_left(axis));
    qn_pen_line(s->pen, qn_sub(middle, across), qn_add(middle, across));
}

static void draw_stops(const sketch *s, qn_vec2 axis)
{
    if (qn_joint_has(s->joint, QN_JOINT_HAS_LIMIT)) {
        s->pen->color = QN_INK_LIMIT;
        qn_pen_line(s->pen, qn_mul_add(s->anchor_a, s->joint->lower, axis),
                    qn_mul_add(s->anchor_a, s->joint->upper, axis));
        draw_stop(s, axis, s->joint->lower);
        draw_stop(s, axis, s->joint->upper);
    }
}

static void draw_slider(const sketch *s)
{
    qn_vec2 axis = axis_of(s->frame_a);
    qn_vec2 reach = qn_mul(2.0f * s->pen->mark, axis);
    draw_arms(s);
    qn_pen_line(s->pen, qn_sub(s->anchor_a, reach), qn_add(s->anchor_a, reach));
    draw_stops(s, axis);
}

static void draw_rod(const sketch *s)
{
    draw_arms(s);
    draw_stops(s, qn_normalize(qn_sub(s->anchor_b, s->anchor_a)));
}

static void draw_weld(const sketch *s)
{
    qn_vec2 r = {s->pen->mark, s->pen->mark};
    draw_arms(s);
    qn_pen_box(s->pen, (qn_aabb){qn_sub(s->anchor_b, r), qn_add(s->anchor_b, r)});
}

static void draw_rope(const sketch *s)
{
    qn_pen_line(s->pen, s->anchor_a, s->joint->grounds[0]);
    qn_pen_line(s->pen, s->joint->grounds[0], s->joint->grounds[1]);
    qn_pen_line(s->pen, s->joint->grounds[1], s->anchor_b);
    qn_pen_circle(s->pen, s->joint->grounds[0], s->pen->mark);
    qn_pen_circle(s->pen, s->joint->grounds[1], s->pen->mark);
}

static void draw_joint(const sketch *s)
{
    s->pen->color = QN_INK_JOINT;
    switch (s->joint->kind) {
    case QN_JOINT_REVOLUTE:
        draw_pin(s);
        break;
    case QN_JOINT_PRISMATIC:
    case QN_JOINT_WHEEL:
        draw_slider(s);
        break;
    case QN_JOINT_DISTANCE:
        draw_rod(s);
        break;
    case QN_JOINT_WELD:
        draw_weld(s);
        break;
    case QN_JOINT_PULLEY:
        draw_rope(s);
        break;
    case QN_JOINT_FILTER:
    case QN_JOINT_GEAR:
        qn_pen_line(s->pen, s->center_a, s->center_b);
        break;
    default:
        draw_arms(s);
    }
}

void qn_draw_joints(qn_drawing *d)
{
    for (int32_t i = 0; i < d->world->state->joint_pool.used_count; ++i) {
        if (d->world->joint_slots[i].is_live) {
            sketch s = sketch_of(d, &d->world->joints[i]);
            draw_joint(&s);
        }
    }
}

// ---- Contacts -------------------------------------------------------------------------------

static float length_of(const qn_drawing *d, float impulse)
{
    return qn_clamp(d->impulse_m_per_ns * impulse, -LONGEST_M, LONGEST_M);
}

static void draw_point(qn_drawing *d, const qn_contact *contact, const qn_contact_point *point)
{
    qn_pen *pen = &d->pen;
    const qn_motion *a = qn_motion_of(d->world, contact->link.body[0]);
    const qn_motion *b = qn_motion_of(d->world, contact->link.body[1]);
    qn_vec2 at = qn_add(a->center, qn_contact_arm(point, a));
    qn_vec2 normal = qn_contact_normal(contact, a);
    if ((d->flags & QN_DEBUG_CONTACTS) != 0) {
        pen->color =
            qn_contact_separation(contact, point, a, b) > 0.0f ? QN_INK_NEAR : QN_INK_CONTACT;
        qn_pen_point(pen, at);
        qn_pen_line(pen, at, qn_mul_add(at, 2.0f * pen->mark, normal));
    }
    if ((d->flags & QN_DEBUG_IMPULSES) != 0) {
        float along = length_of(d, point->total_normal_impulse);
        float across = length_of(d, point->tangent_impulse);
        pen->color = QN_INK_IMPULSE;
        qn_pen_line(pen, at, qn_mul_add(at, along, normal));
        qn_pen_line(pen, at, qn_mul_add(at, across, qn_right(normal)));
        qn_pen_number(pen, at, point->total_normal_impulse, 2);
    }
}

void qn_draw_contacts(qn_drawing *d)
{
    for (int32_t i = 0; i < d->world->state->contact_pool.used_count; ++i) {
        const qn_contact *contact = &d->world->contacts[i];
        // A contact that does not touch has no points.
        for (int32_t k = 0; d->world->contact_slots[i].is_live && k < contact->point_count; ++k) {
            draw_point(d, contact, &contact->points[k]);
        }
    }
}
