// Records one by one. A record is drawn if the box around it overlaps the view; an outline is drawn
// whole or not at all, so that it can be filled.
#include "physics/debug/pen.h"

_Static_assert(sizeof(qn_debug_record) == 32, "records cross as they are");

static bool is_seen(const qn_pen *pen, qn_vec2 a, qn_vec2 b, float radius)
{
    qn_vec2 r = {radius, radius};
    qn_aabb box = {qn_sub(qn_v2_min(a, b), r), qn_add(qn_v2_max(a, b), r)};
    return qn_aabb_overlaps(box, pen->view);
}

static void put(qn_pen *pen, qn_debug_kind kind, qn_vec2 a, qn_vec2 b, float more, float left)
{
    if (pen->count < pen->capacity) {
        pen->records[pen->count] = (qn_debug_record){
            .kind = (uint32_t)kind,
            .color = pen->color,
            .v = {a.x, a.y, b.x, b.y, more, left},
        };
    }
    // What nobody has room for can not be counted any further either.
    pen->count += pen->count < INT32_MAX;
}

void qn_pen_line(qn_pen *pen, qn_vec2 a, qn_vec2 b)
{
    if (is_seen(pen, a, b, 0.0f)) {
        put(pen, QN_DEBUG_LINE, a, b, 0.0f, 0.0f);
    }
}

void qn_pen_circle(qn_pen *pen, qn_vec2 center, float radius)
{
    if (is_seen(pen, center, center, radius)) {
        put(pen, QN_DEBUG_CIRCLE, center, qn_v2(radius, 0.0f), 0.0f, 0.0f);
    }
}

void qn_pen_point(qn_pen *pen, qn_vec2 at)
{
    if (is_seen(pen, at, at, pen->mark)) {
        put(pen, QN_DEBUG_POINT, at, qn_v2(pen->mark, 0.0f), 0.0f, 0.0f);
    }
}

void qn_pen_number(qn_pen *pen, qn_vec2 at, float value, int32_t digits)
{
    if (is_seen(pen, at, at, 0.0f)) {
        put(pen, QN_DEBUG_NUMBER, at, qn_v2(value, (float)digits), 0.0f, 0.0f);
    }
}

void qn_pen_arc(qn_pen *pen, qn_vec2 center, float radius, float from_rad, float sweep_rad)
{
    if (is_seen(pen, center, center, radius)) {
        put(pen, QN_DEBUG_ARC, center, qn_v2(radius, from_rad), sweep_rad, 0.0f);
    }
}

void qn_pen_box(qn_pen *pen, qn_aabb box)
{
    if (!qn_aabb_overlaps(box, pen->view)) {
        return;
    }
    qn_vec2 right = {box.upper.x, box.lower.y}, left = {box.lower.x, box.upper.y};
    put(pen, QN_DEBUG_EDGE, box.lower, right, 0.0f, 3.0f);
    put(pen, QN_DEBUG_EDGE, right, box.upper, 0.0f, 2.0f);
    put(pen, QN_DEBUG_EDGE, box.upper, left, 0.0f, 1.0f);
    put(pen, QN_DEBUG_EDGE, left, box.lower, 0.0f, 0.0f);
}

// ---- Hulls ----------------------------------------------------------------------------------

// Edge i, pushed out by the rounding, then the arc that leads to the next edge.
static void put_outline(qn_pen *pen, const qn_hull *hull, qn_pose pose)
{
    bool is_round = hull->radius_m > 0.0f;
    float left = (float)(is_round ? 2 * hull->count : hull->count);
    for (int32_t i = 0; i < hull->count; ++i) {
        int32_t next = i + 1 < hull->count ? i + 1 : 0;
        qn_vec2 a = qn_transform(pose, hull->vertices[i]);
        qn_vec2 b = qn_transform(pose, hull->vertices[next]);
        qn_vec2 normal = qn_rotate(pose.q, hull->normals[i]);
        qn_vec2 out = qn_mul(hull->radius_m, normal);
        put(pen, QN_DEBUG_EDGE, qn_add(a, out), qn_add(b, out), 0.0f, left -= 1.0f);
        if (is_round) {
            float turn = qn_cross(hull->normals[i], hull->normals[next]);
            float sweep = qn_abs(qn_atan2(turn, qn_dot(hull->normals[i], hull->normals[next])));
            float from = qn_atan2(normal.y, normal.x);
            put(pen, QN_DEBUG_ARC, b, qn_v2(hull->radius_m, from), sweep, left -= 1.0f);
        }
    }
}

void qn_pen_hull(qn_pen *pen, const qn_hull *hull, qn_pose pose)
{
    if (!qn_aabb_overlaps(qn_hull_aabb(hull, pose), pen->view)) {
        return;
    }
    qn_vec2 first = qn_transform(pose, hull->vertices[0]);
    if (hull->count == 1) {
        qn_vec2 rim = qn_mul_add(first, hull->radius_m, qn_v2(pose.q.c, pose.q.s));
        put(pen, QN_DEBUG_CIRCLE, first, qn_v2(hull->radius_m, 0.0f), 0.0f, 0.0f);
        put(pen, QN_DEBUG_LINE, first, rim, 0.0f, 0.0f);
    } else if (hull->count == 2 && hull->radius_m == 0.0f) {
        put(pen, QN_DEBUG_LINE, first, qn_transform(pose, hull->vertices[1]), 0.0f, 0.0f);
    } else {
        put_outline(pen, hull, pose);
    }
}
