// The parts that manifolds are made of, shared by the kinds of collision (manifold.c, surface.c).
#ifndef PHYSICS_OUTLINE_H
#define PHYSICS_OUTLINE_H

#include "physics/geometry/manifold.h"

// An axis must be better by this much to replace the one that is preferred.
#define QN_AXIS_BIAS_M (0.1f * QN_LINEAR_SLOP_M)
// Edges count as longer by this much at both ends.
#define QN_CORNER_TOLERANCE_M (0.1f * QN_LINEAR_SLOP_M)

// A hull in the common frame, ready to be looked at four edges at a time. What lies beyond the
// count is set up to the next four, to anything.
typedef struct qn_outline {
    float vertex_x[QN_MAX_POLYGON_VERTICES], vertex_y[QN_MAX_POLYGON_VERTICES];
    float normal_x[QN_MAX_POLYGON_VERTICES], normal_y[QN_MAX_POLYGON_VERTICES];
    float radius;
    int32_t count;
} qn_outline;

// The reference edge r1 -> r2 with normal and tangent, and the edge i1 -> i2 that it faces, which
// runs the other way. Positions on the tangent count from r1.
typedef struct qn_edge_pair {
    const qn_outline *reference, *incident;
    qn_vec2 normal, tangent;
    qn_vec2 r1, r2, i1, i2;
    float length; // of the reference edge
    float i1_along, i2_along;
    int32_t r1_index, r2_index, i1_index, i2_index;
    bool is_flipped; // the reference is b
} qn_edge_pair;

static inline qn_vec2 qn_outline_vertex(const qn_outline *hull, int32_t index)
{
    return (qn_vec2){hull->vertex_x[index], hull->vertex_y[index]};
}
static inline qn_vec2 qn_outline_normal(const qn_outline *hull, int32_t index)
{
    return (qn_vec2){hull->normal_x[index], hull->normal_y[index]};
}
static inline int32_t qn_outline_after(const qn_outline *hull, int32_t index)
{
    return index + 1 < hull->count ? index + 1 : 0;
}

void qn_outline_place(const qn_hull *hull, qn_pose pose, qn_outline *out);
// One contact, between the points of the two cores that face each other along the normal.
void qn_touch_once(qn_manifold *out, qn_vec2 normal, qn_vec2 on_a, qn_vec2 on_b, float radius_a,
                   float radius_b, uint16_t id);
// Two rounded corners. Where they coincide the fallback is the normal.
void qn_meet_corners(qn_vec2 on_a, qn_vec2 on_b, float radius_a, float radius_b, qn_vec2 fallback,
                     float margin, uint16_t id, qn_manifold *out);
// Adds the contact of a hull of two or more points with a rounded point; normal from hull to point.
void qn_outline_meet_point(const qn_outline *hull, qn_vec2 p, float radius, float margin,
                           qn_manifold *out);
// A reference edge and an edge of the other hull that it faces.
qn_edge_pair qn_outline_pair(const qn_outline *reference, const qn_outline *incident, int32_t edge,
                             int32_t incident_edge);
// Adds what of the incident edge lies above the reference edge, as up to two contacts.
void qn_outline_clip(const qn_edge_pair *pair, float margin, qn_manifold *out);

#endif
