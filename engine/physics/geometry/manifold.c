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

#include "base/simd.h"
#include "physics/geometry/outline.h"

// What runs for each pair in each step; gcc would rather call it.
#define HOT static inline __attribute__((always_inline))

typedef struct axis {
    float separation;
    int32_t edge;
} axis;

// ---- Placing --------------------------------------------------------------------------------

// Four points at a time, and four at least; those beyond the count are not looked at.
HOT void place_points(const qn_vec2 *points, int32_t count, qn_pose pose, float *x, float *y)
{
    qn_f4 c = qn_f4_splat(pose.q.c), s = qn_f4_splat(pose.q.s);
    qn_f4 px = qn_f4_splat(pose.p.x), py = qn_f4_splat(pose.p.y);
    int32_t i = 0;
    do {
        qn_f4 first = qn_f4_load(&points[i].x), second = qn_f4_load(&points[i + 2].x);
        qn_f4 from_x = qn_f4_evens(first, second), from_y = qn_f4_odds(first, second);
        // p + (c x - s y, s x + c y)
        qn_f4 to_x = qn_f4_sub(qn_f4_mul(c, from_x), qn_f4_mul(s, from_y));
        qn_f4 to_y = qn_f4_add(qn_f4_mul(s, from_x), qn_f4_mul(c, from_y));
        qn_f4_store(x + i, qn_f4_add(px, to_x));
        qn_f4_store(y + i, qn_f4_add(py, to_y));
        i += 4;
    } while (i < count);
}

HOT void turn_normals(const qn_vec2 *normals, int32_t count, qn_rot q, float *x, float *y)
{
    qn_f4 c = qn_f4_splat(q.c), s = qn_f4_splat(q.s);
    int32_t i = 0;
    do {
        qn_f4 first = qn_f4_load(&normals[i].x), second = qn_f4_load(&normals[i + 2].x);
        qn_f4 from_x = qn_f4_evens(first, second), from_y = qn_f4_odds(first, second);
        // (c x - s y, s x + c y)
        qn_f4_store(x + i, qn_f4_sub(qn_f4_mul(c, from_x), qn_f4_mul(s, from_y)));
        qn_f4_store(y + i, qn_f4_add(qn_f4_mul(s, from_x), qn_f4_mul(c, from_y)));
        i += 4;
    } while (i < count);
}

HOT void part_pairs(const qn_vec2 *pairs, int32_t count, float *x, float *y)
{
    int32_t i = 0;
    do {
        qn_f4 first = qn_f4_load(&pairs[i].x), second = qn_f4_load(&pairs[i + 2].x);
        qn_f4_store(x + i, qn_f4_evens(first, second));
        qn_f4_store(y + i, qn_f4_odds(first, second));
        i += 4;
    } while (i < count);
}

// In its own frame.
HOT void take_outline(const qn_hull *hull, int32_t count, qn_outline *out)
{
    out->radius = hull->radius_m;
    out->count = count;
    part_pairs(hull->vertices, count, out->vertex_x, out->vertex_y);
    part_pairs(hull->normals, count, out->normal_x, out->normal_y);
}

HOT void place_vertices(const qn_hull *hull, int32_t count, qn_pose pose, qn_outline *out)
{
    out->radius = hull->radius_m;
    out->count = count;
    place_points(hull->vertices, count, pose, out->vertex_x, out->vertex_y);
}

HOT void place_normals(const qn_hull *hull, int32_t count, qn_rot q, qn_outline *out)
{
    turn_normals(hull->normals, count, q, out->normal_x, out->normal_y);
}

void qn_outline_place(const qn_hull *hull, qn_pose pose, qn_outline *out)
{
    place_vertices(hull, hull->count, pose, out);
    place_normals(hull, hull->count, pose.q, out);
}

// ---- Points ---------------------------------------------------------------------------------

// The corner of a in the high byte, the corner of b in the low one.
HOT uint16_t name(const qn_edge_pair *pair, int32_t reference_vertex, int32_t incident_vertex)
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
        out->gap = qn_length(offset) - limit;
        return;
    }
    qn_vec2 normal = qn_normalize(offset);
    out->is_at_corners = true;
    bool is_coincident = normal.x == 0.0f && normal.y == 0.0f;
    qn_touch_once(out, is_coincident ? fallback : normal, on_a, on_b, radius_a, radius_b, id);
}

// The greatest of `count` numbers, the first eight of two vectors, and the first place it is at.
HOT axis highest_of(qn_f4 low, qn_f4 high, int32_t count)
{
    static const float places[8] = {0.0f, 1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 7.0f};
    qn_f4 nowhere = qn_f4_splat(-1e30f), end = qn_f4_splat((float)count);
    if (count < 4) {
        low = qn_f4_select(qn_f4_greater(end, qn_f4_load(places)), low, nowhere);
    }
    if (count <= 4) {
        qn_f4 best = qn_f4_max_all(low);
        uint32_t less = qn_f4_lanes(qn_f4_greater(best, low));
        return (axis){qn_f4_first(best), __builtin_ctz(~less)};
    }
    high = qn_f4_select(qn_f4_greater(end, qn_f4_load(places + 4)), high, nowhere);
    qn_f4 best = qn_f4_max_all(qn_f4_max(low, high));
    uint32_t less = qn_f4_lanes(qn_f4_greater(best, low)) | qn_f4_lanes(qn_f4_greater(best, high))
                                                                << 4;
    return (axis){qn_f4_first(best), __builtin_ctz(~less)};
}

// Heights of a point over four edges.
HOT qn_f4 heights_over(const qn_outline *hull, int32_t first, qn_vec2 p)
{
    qn_f4 from_x = qn_f4_sub(qn_f4_splat(p.x), qn_f4_load(hull->vertex_x + first));
    qn_f4 from_y = qn_f4_sub(qn_f4_splat(p.y), qn_f4_load(hull->vertex_y + first));
    return qn_f4_dot(qn_f4_load(hull->normal_x + first), qn_f4_load(hull->normal_y + first), from_x,
                     from_y);
}

HOT axis best_edge_to_point(const qn_outline *hull, qn_vec2 p)
{
    qn_f4 low = heights_over(hull, 0, p);
    qn_f4 high = hull->count > 4 ? heights_over(hull, 4, p) : low;
    axis best = highest_of(low, high, hull->count);
    qn_vec2 from_vertex = qn_sub(p, qn_outline_vertex(hull, best.edge));
    // Of zeros the sign may be lost so far.
    best.separation = qn_dot(qn_outline_normal(hull, best.edge), from_vertex);
    return best;
}

// The edge nearest to the centre has the Voronoi regions of itself and of its two ends. A centre
// inside the core belongs to the edge.
void qn_outline_meet_point(const qn_outline *hull, qn_vec2 p, float radius, float margin,
                           qn_manifold *out)
{
    axis best = best_edge_to_point(hull, p);
    if (best.separation > hull->radius + radius + margin) {
        out->gap = best.separation - (hull->radius + radius + margin);
        return;
    }
    qn_vec2 v1 = qn_outline_vertex(hull, best.edge);
    qn_vec2 v2 = qn_outline_vertex(hull, qn_outline_after(hull, best.edge));
    qn_vec2 normal = qn_outline_normal(hull, best.edge);
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

// ---- Edges ----------------------------------------------------------------------------------

// For four edges of a the depth of b's deepest vertex.
HOT qn_f4 depths_under(const qn_outline *a, int32_t first, const qn_outline *b, int32_t b_count)
{
    qn_f4 nx = qn_f4_load(a->normal_x + first), ny = qn_f4_load(a->normal_y + first);
    qn_f4 deepest = qn_f4_dot(nx, ny, qn_f4_splat(b->vertex_x[0]), qn_f4_splat(b->vertex_y[0]));
    for (int32_t j = 1; j < b_count; ++j) {
        qn_f4 height = qn_f4_dot(nx, ny, qn_f4_splat(b->vertex_x[j]), qn_f4_splat(b->vertex_y[j]));
        deepest = qn_f4_min(height, deepest);
    }
    qn_f4 face =
        qn_f4_dot(nx, ny, qn_f4_load(a->vertex_x + first), qn_f4_load(a->vertex_y + first));
    return qn_f4_sub(deepest, face);
}

// The edge of a where that is least deep.
HOT axis best_separating_edge(const qn_outline *a, int32_t a_count, const qn_outline *b,
                              int32_t b_count)
{
    qn_f4 low = depths_under(a, 0, b, b_count);
    qn_f4 high = a_count > 4 ? depths_under(a, 4, b, b_count) : low;
    return highest_of(low, high, a_count);
}

HOT qn_f4 opposing(const qn_outline *hull, int32_t first, qn_vec2 normal)
{
    qn_f4 dots = qn_f4_dot(qn_f4_splat(normal.x), qn_f4_splat(normal.y),
                           qn_f4_load(hull->normal_x + first), qn_f4_load(hull->normal_y + first));
    return qn_f4_sub(qn_f4_zero(), dots);
}

HOT int32_t most_opposed_edge(const qn_outline *hull, qn_vec2 normal)
{
    qn_f4 low = opposing(hull, 0, normal);
    qn_f4 high = hull->count > 4 ? opposing(hull, 4, normal) : low;
    return highest_of(low, high, hull->count).edge;
}

HOT qn_edge_pair make_pair(const qn_outline *reference, const qn_outline *incident, int32_t edge,
                           int32_t incident_edge)
{
    qn_edge_pair pair = {.reference = reference, .incident = incident};
    pair.normal = qn_outline_normal(reference, edge);
    pair.tangent = qn_left(pair.normal);
    pair.r1_index = edge;
    pair.r2_index = qn_outline_after(reference, edge);
    pair.i1_index = incident_edge;
    pair.i2_index = qn_outline_after(incident, incident_edge);
    pair.r1 = qn_outline_vertex(reference, pair.r1_index);
    pair.r2 = qn_outline_vertex(reference, pair.r2_index);
    pair.i1 = qn_outline_vertex(incident, pair.i1_index);
    pair.i2 = qn_outline_vertex(incident, pair.i2_index);
    pair.length = qn_dot(qn_sub(pair.r2, pair.r1), pair.tangent);
    pair.i1_along = qn_dot(qn_sub(pair.i1, pair.r1), pair.tangent);
    pair.i2_along = qn_dot(qn_sub(pair.i2, pair.r1), pair.tangent);
    return pair;
}

qn_edge_pair qn_outline_pair(const qn_outline *reference, const qn_outline *incident, int32_t edge,
                             int32_t incident_edge)
{
    return make_pair(reference, incident, edge, incident_edge);
}

static void meet_at_corners(const qn_edge_pair *pair, int32_t reference_vertex,
                            int32_t incident_vertex, float margin, qn_manifold *out)
{
    qn_vec2 on_r = qn_outline_vertex(pair->reference, reference_vertex);
    qn_vec2 on_i = qn_outline_vertex(pair->incident, incident_vertex);
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
HOT bool faces_away(qn_vec2 end, qn_vec2 corner, qn_vec2 other)
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
HOT void add_point(const qn_edge_pair *pair, qn_vec2 p, uint16_t id, float margin, qn_manifold *out)
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
HOT void clip(const qn_edge_pair *pair, float margin, qn_manifold *out)
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

void qn_outline_clip(const qn_edge_pair *pair, float margin, qn_manifold *out)
{
    clip(pair, margin, out);
}

// ---- Two hulls ------------------------------------------------------------------------------

// What touches along the best axis of each of them.
static void touch_along(const qn_outline *a, const qn_outline *b, axis axis_a, axis axis_b,
                        float margin, qn_manifold *out)
{
    bool is_flipped = axis_b.separation > axis_a.separation + QN_AXIS_BIAS_M;
    const qn_outline *reference = is_flipped ? b : a;
    const qn_outline *incident = is_flipped ? a : b;
    int32_t edge = is_flipped ? axis_b.edge : axis_a.edge;
    int32_t incident_edge = most_opposed_edge(incident, qn_outline_normal(reference, edge));
    qn_edge_pair pair = make_pair(reference, incident, edge, incident_edge);
    pair.is_flipped = is_flipped;
    bool are_apart = qn_max(axis_a.separation, axis_b.separation) > 0.0f;
    bool are_lines = a->count == 2 && b->count == 2;
    if ((are_apart || are_lines) && solve_corners(&pair, margin, out)) {
        return;
    }
    clip(&pair, margin, out);
}

// Written once for any counts, and compiled for the counts that most pairs have.
HOT void collide_counted(const qn_hull *a, int32_t a_count, const qn_hull *b, int32_t b_count,
                         qn_pose b_in_a, float margin, qn_manifold *out)
{
    qn_outline outline_a, outline_b;
    float reach = a->radius_m + b->radius_m + margin;
    take_outline(a, a_count, &outline_a);
    place_vertices(b, b_count, b_in_a, &outline_b);
    axis axis_a = best_separating_edge(&outline_a, a_count, &outline_b, b_count);
    if (axis_a.separation > reach) {
        out->gap = axis_a.separation - reach;
        return;
    }
    place_normals(b, b_count, b_in_a.q, &outline_b);
    axis axis_b = best_separating_edge(&outline_b, b_count, &outline_a, a_count);
    if (axis_b.separation > reach) {
        out->gap = axis_b.separation - reach;
        return;
    }
    touch_along(&outline_a, &outline_b, axis_a, axis_b, margin, out);
}

static void collide_boxes(const qn_hull *a, const qn_hull *b, const qn_pose *b_in_a, float margin,
                          qn_manifold *out)
{
    collide_counted(a, 4, b, 4, *b_in_a, margin, out);
}

static void collide_any(const qn_hull *a, const qn_hull *b, const qn_pose *b_in_a, float margin,
                        qn_manifold *out)
{
    collide_counted(a, a->count, b, b->count, *b_in_a, margin, out);
}

static void collide_point(const qn_hull *a, qn_vec2 p, float radius, float margin, qn_manifold *out)
{
    if (a->count == 1) {
        qn_meet_corners(a->vertices[0], p, a->radius_m, radius, out->normal, margin, 0, out);
        return;
    }
    qn_outline outline;
    take_outline(a, a->count, &outline);
    qn_outline_meet_point(&outline, p, radius, margin, out);
}

void qn_collide_hulls(const qn_hull *a, const qn_hull *b, const qn_pose *b_in_a, float margin_m,
                      qn_manifold *out)
{
    *out = (qn_manifold){.normal = {0.0f, 1.0f}};
    if (a->count == 4 && b->count == 4) {
        collide_boxes(a, b, b_in_a, margin_m, out);
    } else if (b->count == 1) {
        collide_point(a, qn_transform(*b_in_a, b->vertices[0]), b->radius_m, margin_m, out);
    } else if (a->count == 1) {
        qn_outline outline;
        qn_outline_place(b, *b_in_a, &outline);
        qn_outline_meet_point(&outline, a->vertices[0], a->radius_m, margin_m, out);
        out->normal = qn_neg(out->normal);
    } else if (a->count > 2 || b->count > 2 || a->radius_m + b->radius_m > 0.0f) {
        collide_any(a, b, b_in_a, margin_m, out);
    }
}
