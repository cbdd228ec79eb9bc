// Separating axes over both hulls' edges, then clipping; a corner test for hulls that are apart.
//
// Of two convex hulls that are apart, the nearest features are face and corner, or two corners. In
// the first case the face's normal is the best separating axis; in the second the best axis belongs
// to an edge next to one of the corners, and the edge it faces ends in the other one. So after the
// axis is found, the two edges alone decide. A hull of two points is a polygon of two edges with
// opposite normals, which has no axis along itself; its rounded ends come from the corner test.
//
// The first hull's axis wins unless the second's is clearly better, so a box at rest does not
// change its reference face from step to step. Ids name the corner of a and the corner of b,
// whichever is the reference, so they survive such a change. Radii shift the surfaces only at the
// end. Gottschalk 1996 (separating axes); Ericson, "Real-Time Collision Detection", 2005, ch. 5.1.
#include "physics/geometry/manifold.h"

#include "physics/geometry/outline.h"

typedef struct axis {
    float separation;
    int32_t edge;
} axis;

void qn_outline_place(const qn_hull *hull, qn_pose pose, qn_outline *out)
{
    out->radius = hull->radius_m;
    out->count = hull->count;
    for (int32_t i = 0; i < hull->count; ++i) {
        out->vertices[i] = qn_transform(pose, hull->vertices[i]);
        out->normals[i] = qn_rotate(pose.q, hull->normals[i]);
    }
}

static void copy(const qn_hull *hull, qn_outline *out)
{
    out->radius = hull->radius_m;
    out->count = hull->count;
    for (int32_t i = 0; i < hull->count; ++i) {
        out->vertices[i] = hull->vertices[i];
        out->normals[i] = hull->normals[i];
    }
}

// The corner of a in the high byte, the corner of b in the low one.
static uint16_t name(const qn_edge_pair *pair, int32_t reference_vertex, int32_t incident_vertex)
{
    int32_t of_a = pair->is_flipped ? incident_vertex : reference_vertex;
    int32_t of_b = pair->is_flipped ? reference_vertex : incident_vertex;
    return (uint16_t)(of_a << 8 | of_b);
}

void qn_touch_once(qn_manifold *out, qn_vec2 normal, qn_vec2 on_a, qn_vec2 on_b, float radius_a,
                   float radius_b, uint16_t id)
{
    qn_vec2 surface_a = qn_mul_add(on_a, radius_a, normal);
    qn_vec2 surface_b = qn_mul_add(on_b, -radius_b, normal);
    out->normal = normal;
    out->points[0].point = qn_lerp(surface_a, surface_b, 0.5f);
    out->points[0].separation = qn_dot(qn_sub(surface_b, surface_a), normal);
    out->points[0].id = id;
    out->count = 1;
}

void qn_meet_corners(qn_vec2 on_a, qn_vec2 on_b, float radius_a, float radius_b, qn_vec2 fallback,
                     float margin, uint16_t id, qn_manifold *out)
{
    qn_vec2 offset = qn_sub(on_b, on_a);
    float limit = radius_a + radius_b + margin;
    if (qn_length_squared(offset) > limit * limit) {
        return;
    }
    qn_vec2 normal = qn_normalize(offset);
    bool is_coincident = normal.x == 0.0f && normal.y == 0.0f;
    qn_touch_once(out, is_coincident ? fallback : normal, on_a, on_b, radius_a, radius_b, id);
}

static axis best_edge_to_point(const qn_outline *hull, qn_vec2 p)
{
    axis best = {qn_dot(hull->normals[0], qn_sub(p, hull->vertices[0])), 0};
    for (int32_t i = 1; i < hull->count; ++i) {
        float separation = qn_dot(hull->normals[i], qn_sub(p, hull->vertices[i]));
        if (separation > best.separation) {
            best = (axis){separation, i};
        }
    }
    return best;
}

// The edge nearest to the centre has the Voronoi regions of itself and of its two ends. A centre
// inside the core belongs to the edge.
void qn_outline_meet_point(const qn_outline *hull, qn_vec2 p, float radius, float margin,
                           qn_manifold *out)
{
    axis best = best_edge_to_point(hull, p);
    if (best.separation > hull->radius + radius + margin) {
        return;
    }
    qn_vec2 v1 = hull->vertices[best.edge];
    qn_vec2 v2 = hull->vertices[qn_outline_after(hull, best.edge)];
    qn_vec2 normal = hull->normals[best.edge];
    qn_vec2 edge = qn_sub(v2, v1);
    bool is_inside = hull->count > 2 && best.separation <= 0.0f;
    if (!is_inside && qn_dot(qn_sub(p, v1), edge) <= 0.0f) {
        qn_meet_corners(v1, p, hull->radius, radius, normal, margin, 0, out);
    } else if (!is_inside && qn_dot(qn_sub(p, v2), edge) >= 0.0f) {
        qn_meet_corners(v2, p, hull->radius, radius, normal, margin, 0, out);
    } else {
        qn_vec2 foot = qn_mul_add(p, -best.separation, normal);
        qn_touch_once(out, normal, foot, p, hull->radius, radius, 0);
    }
}

// For each edge of a the depth of b's deepest vertex; the edge where that is least deep.
static axis best_separating_edge(const qn_outline *a, const qn_outline *b)
{
    axis best = {-1e30f, 0};
    for (int32_t i = 0; i < a->count; ++i) {
        qn_vec2 normal = a->normals[i];
        float deepest = qn_dot(normal, b->vertices[0]);
        for (int32_t j = 1; j < b->count; ++j) {
            float height = qn_dot(normal, b->vertices[j]);
            deepest = qn_min(height, deepest);
        }
        float separation = deepest - qn_dot(normal, a->vertices[i]);
        if (separation > best.separation) {
            best = (axis){separation, i};
        }
    }
    return best;
}

static int32_t most_opposed_edge(const qn_outline *hull, qn_vec2 normal)
{
    int32_t index = 0;
    float least = qn_dot(normal, hull->normals[0]);
    for (int32_t i = 1; i < hull->count; ++i) {
        float dot = qn_dot(normal, hull->normals[i]);
        if (dot < least) {
            least = dot;
            index = i;
        }
    }
    return index;
}

qn_edge_pair qn_outline_pair(const qn_outline *reference, const qn_outline *incident, int32_t edge,
                             int32_t incident_edge)
{
    qn_edge_pair pair = {.reference = reference, .incident = incident};
    pair.normal = reference->normals[edge];
    pair.tangent = qn_left(pair.normal);
    pair.r1_index = edge;
    pair.r2_index = qn_outline_after(reference, edge);
    pair.i1_index = incident_edge;
    pair.i2_index = qn_outline_after(incident, incident_edge);
    pair.r1 = reference->vertices[pair.r1_index];
    pair.r2 = reference->vertices[pair.r2_index];
    pair.i1 = incident->vertices[pair.i1_index];
    pair.i2 = incident->vertices[pair.i2_index];
    pair.length = qn_dot(qn_sub(pair.r2, pair.r1), pair.tangent);
    pair.i1_along = qn_dot(qn_sub(pair.i1, pair.r1), pair.tangent);
    pair.i2_along = qn_dot(qn_sub(pair.i2, pair.r1), pair.tangent);
    return pair;
}

static qn_edge_pair pair_edges(const qn_outline *reference, const qn_outline *incident,
                               int32_t edge, bool is_flipped)
{
    int32_t incident_edge = most_opposed_edge(incident, reference->normals[edge]);
    qn_edge_pair pair = qn_outline_pair(reference, incident, edge, incident_edge);
    pair.is_flipped = is_flipped;
    return pair;
}

static void meet_at_corners(const qn_edge_pair *pair, int32_t reference_vertex,
                            int32_t incident_vertex, float margin, qn_manifold *out)
{
    qn_vec2 on_r = pair->reference->vertices[reference_vertex];
    qn_vec2 on_i = pair->incident->vertices[incident_vertex];
    uint16_t id = name(pair, reference_vertex, incident_vertex);
    if (pair->is_flipped) {
        qn_meet_corners(on_i, on_r, pair->incident->radius, pair->reference->radius,
                        qn_neg(pair->normal), margin, id, out);
    } else {
        qn_meet_corners(on_r, on_i, pair->reference->radius, pair->incident->radius, pair->normal,
                        margin, id, out);
    }
}

// Is `corner`, which lies beyond the reference edge's end `end`, the incident edge's nearest point
// to it? `other` is the incident edge's far end.
static bool faces_away(qn_vec2 end, qn_vec2 corner, qn_vec2 other)
{
    return qn_dot(qn_sub(end, corner), qn_sub(corner, other)) >= 0.0f;
}

// True if the nearest points of the two edges are corners, visibly off the reference normal. Then
// the manifold is done: one point, or none where they are too far apart.
static bool solve_corners(const qn_edge_pair *pair, float margin, qn_manifold *out)
{
    float low = -QN_CORNER_TOLERANCE_M;
    float high = pair->length + QN_CORNER_TOLERANCE_M;
    if (pair->i1_along > high && faces_away(pair->r2, pair->i1, pair->i2)) {
        meet_at_corners(pair, pair->r2_index, pair->i1_index, margin, out);
    } else if (pair->i2_along > high && faces_away(pair->r2, pair->i2, pair->i1)) {
        meet_at_corners(pair, pair->r2_index, pair->i2_index, margin, out);
    } else if (pair->i2_along < low && faces_away(pair->r1, pair->i2, pair->i1)) {
        meet_at_corners(pair, pair->r1_index, pair->i2_index, margin, out);
    } else if (pair->i1_along < low && faces_away(pair->r1, pair->i1, pair->i2)) {
        meet_at_corners(pair, pair->r1_index, pair->i1_index, margin, out);
    } else {
        return false;
    }
    return true;
}

// A point of the incident core becomes a contact, midway between the two surfaces.
static void add_point(const qn_edge_pair *pair, qn_vec2 p, uint16_t id, float margin,
                      qn_manifold *out)
{
    float core_separation = qn_dot(qn_sub(p, pair->r1), pair->normal);
    float separation = core_separation - pair->reference->radius - pair->incident->radius;
    if (separation > margin) {
        return;
    }
    float shift = 0.5f * (pair->reference->radius - pair->incident->radius - core_separation);
    qn_manifold_point *point = &out->points[out->count];
    point->point = qn_mul_add(p, shift, pair->normal);
    point->separation = separation;
    point->id = id;
    out->count += 1;
}

// Cuts the incident edge to the stretch above the reference edge. That stretch is longer by the
// corner test's tolerance, or else a corner just past the end would be lost to both. Edges that
// miss each other even so keep the nearer corner.
void qn_outline_clip(const qn_edge_pair *pair, float margin, qn_manifold *out)
{
    float start = -QN_CORNER_TOLERANCE_M;
    float end = pair->length + QN_CORNER_TOLERANCE_M;
    float span = pair->i1_along - pair->i2_along;
    float per_span = span > 1e-6f ? 1.0f / span : 0.0f;
    qn_vec2 low = pair->i1_along < start ? pair->i1 : pair->i2;
    qn_vec2 high = pair->i2_along > end ? pair->i2 : pair->i1;
    if (pair->i2_along < start && pair->i1_along > start) {
        low = qn_lerp(pair->i2, pair->i1, (start - pair->i2_along) * per_span);
    }
    if (pair->i1_along > end && pair->i2_along < end) {
        high = qn_lerp(pair->i2, pair->i1, (end - pair->i2_along) * per_span);
    }
    out->normal = pair->is_flipped ? qn_neg(pair->normal) : pair->normal;
    if (pair->i2_along <= end) {
        add_point(pair, low, name(pair, pair->r1_index, pair->i2_index), margin, out);
    }
    if (pair->i1_along >= start) {
        add_point(pair, high, name(pair, pair->r2_index, pair->i1_index), margin, out);
    }
}

static void collide_outlines(const qn_outline *a, const qn_outline *b, float margin,
                             qn_manifold *out)
{
    float reach = a->radius + b->radius + margin;
    axis axis_a = best_separating_edge(a, b);
    if (axis_a.separation > reach) {
        return;
    }
    axis axis_b = best_separating_edge(b, a);
    if (axis_b.separation > reach) {
        return;
    }
    bool is_flipped = axis_b.separation > axis_a.separation + QN_AXIS_BIAS_M;
    qn_edge_pair pair =
        is_flipped ? pair_edges(b, a, axis_b.edge, true) : pair_edges(a, b, axis_a.edge, false);
    bool are_apart = qn_max(axis_a.separation, axis_b.separation) > 0.0f;
    bool are_lines = a->count == 2 && b->count == 2;
    if ((are_apart || are_lines) && solve_corners(&pair, margin, out)) {
        return;
    }
    qn_outline_clip(&pair, margin, out);
}

void qn_collide_hulls(const qn_hull *a, const qn_hull *b, qn_pose b_in_a, float margin_m,
                      qn_manifold *out)
{
    qn_outline outline_a;
    qn_outline outline_b;
    *out = (qn_manifold){.normal = {0.0f, 1.0f}};
    if (a->count == 1 && b->count == 1) {
        qn_vec2 center_b = qn_transform(b_in_a, b->vertices[0]);
        qn_meet_corners(a->vertices[0], center_b, a->radius_m, b->radius_m, out->normal, margin_m,
                        0, out);
    } else if (b->count == 1) {
        copy(a, &outline_a);
        qn_outline_meet_point(&outline_a, qn_transform(b_in_a, b->vertices[0]), b->radius_m,
                              margin_m, out);
    } else if (a->count == 1) {
        qn_outline_place(b, b_in_a, &outline_b);
        qn_outline_meet_point(&outline_b, a->vertices[0], a->radius_m, margin_m, out);
        out->normal = qn_neg(out->normal);
    } else if (a->count > 2 || b->count > 2 || a->radius_m + b->radius_m > 0.0f) {
        copy(a, &outline_a);
        qn_outline_place(b, b_in_a, &outline_b);
        collide_outlines(&outline_a, &outline_b, margin_m, out);
    }
}
