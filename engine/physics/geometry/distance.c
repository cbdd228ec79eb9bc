// The best separating axis, then the nearest features next to it.
//
// Seen as one convex body (the differences of their points), two hulls are as far apart as that
// body is from the origin. The separation along a direction falls off to both sides of the best
// one, so of all edge normals the best belongs to an edge of that body which ends in its nearest
// point. It remains to compare that edge with the corner it faces and with the two edges that meet
// there. Where no normal separates, the best one is the shortest way out. Two hulls of less than
// three corners need not span an area together; there all corners and edges are compared.
//
// Everything is computed in the frame of a, so it is as exact far from the world's origin as near.
// Gilbert, Johnson and Keerthi 1988 for the body of differences; Gottschalk 1996 for the axes.
#include "physics/geometry/distance.h"

#define ROUNDING 1.0e-6f // of a metre per metre, and in all

typedef struct outline {
    qn_vec2 vertices[QN_MAX_POLYGON_VERTICES];
    qn_vec2 normals[QN_MAX_POLYGON_VERTICES];
    int32_t count;
} outline;

// The best edge normal: the other hull's deepest corner stands `height` above the edge.
typedef struct axis {
    float height;
    int32_t edge, corner;
} axis;

// The nearest points of the two cores so far.
typedef struct nearest {
    qn_vec2 on_a, on_b;
    float squared;
    qn_gap_kind kind;
    int32_t index_a, index_b;
} nearest;

static void place(const qn_hull *hull, qn_pose pose, outline *out)
{
    out->count = hull->count;
    for (int32_t i = 0; i < hull->count; ++i) {
        out->vertices[i] = qn_transform(pose, hull->vertices[i]);
        out->normals[i] = qn_rotate(pose.q, hull->normals[i]);
    }
}

static void copy(const qn_hull *hull, outline *out)
{
    out->count = hull->count;
    for (int32_t i = 0; i < hull->count; ++i) {
        out->vertices[i] = hull->vertices[i];
        out->normals[i] = hull->normals[i];
    }
}

static int32_t after(const outline *hull, int32_t i) { return i + 1 < hull->count ? i + 1 : 0; }

static int32_t before(const outline *hull, int32_t i) { return i > 0 ? i - 1 : hull->count - 1; }

static axis best_axis(const outline *faces, const outline *corners)
{
    axis best = {-1e30f, 0, 0};
    int32_t edge_count = faces->count > 1 ? faces->count : 0;
    for (int32_t i = 0; i < edge_count; ++i) {
        qn_vec2 normal = faces->normals[i];
        axis here = {qn_dot(normal, qn_sub(corners->vertices[0], faces->vertices[i])), i, 0};
        for (int32_t j = 1; j < corners->count; ++j) {
            float height = qn_dot(normal, qn_sub(corners->vertices[j], faces->vertices[i]));
            here.corner = height < here.height ? j : here.corner;
            here.height = qn_min(height, here.height);
        }
        best = here.height > best.height ? here : best;
    }
    return best;
}

// Corner `corner` of one hull against the edge `edge` of the other, or its only corner.
static void compare(const outline *a, const outline *b, bool edge_is_of_a, int32_t edge,
                    int32_t corner, nearest *best)
{
    const outline *lined = edge_is_of_a ? a : b;
    qn_vec2 p = edge_is_of_a ? b->vertices[corner] : a->vertices[corner];
    qn_vec2 start = lined->vertices[edge];
    int32_t end_index = after(lined, edge);
    qn_vec2 span = qn_sub(lined->vertices[end_index], start);
    float along = qn_dot(qn_sub(p, start), span);
    float length_squared = qn_length_squared(span);
    int32_t end_corner = along <= 0.0f ? edge : end_index;
    bool is_corner = along <= 0.0f || along >= length_squared;
    qn_vec2 foot =
        is_corner ? lined->vertices[end_corner] : qn_mul_add(start, along / length_squared, span);
    float squared = qn_length_squared(qn_sub(p, foot));
    if (squared >= best->squared) {
        return;
    }
    int32_t feature = is_corner ? end_corner : edge;
    qn_gap_kind edge_kind = edge_is_of_a ? QN_GAP_EDGE_OF_A : QN_GAP_EDGE_OF_B;
    *best = (nearest){
        .on_a = edge_is_of_a ? foot : p,
        .on_b = edge_is_of_a ? p : foot,
        .squared = squared,
        .kind = is_corner ? QN_GAP_CORNERS : edge_kind,
        .index_a = edge_is_of_a ? feature : corner,
        .index_b = edge_is_of_a ? corner : feature,
    };
}

// The edge of the best axis against the corner it faces, its ends against the edges that meet
// there.
static nearest compare_near(const outline *a, const outline *b, axis best, bool is_of_a)
{
    const outline *faces = is_of_a ? a : b;
    const outline *corners = is_of_a ? b : a;
    nearest found = {.squared = 1e30f};
    compare(a, b, is_of_a, best.edge, best.corner, &found);
    if (corners->count > 1) {
        int32_t edges[2] = {before(corners, best.corner), best.corner};
        int32_t ends[2] = {best.edge, after(faces, best.edge)};
        for (int i = 0; i < 4; ++i) {
            compare(a, b, !is_of_a, edges[i / 2], ends[i % 2], &found);
        }
    }
    return found;
}

static nearest compare_all(const outline *a, const outline *b)
{
    nearest found = {.squared = 1e30f};
    for (int32_t i = 0; i < a->count; ++i) {
        for (int32_t j = 0; j < b->count; ++j) {
            compare(a, b, true, i, j, &found);
            compare(a, b, false, j, i, &found);
        }
    }
    return found;
}

static float rounding_at(const nearest *found)
{
    qn_vec2 p = found->on_a, q = found->on_b;
    return ROUNDING * (1.0f + qn_abs(p.x) + qn_abs(p.y) + qn_abs(q.x) + qn_abs(q.y));
}

// From the nearest points of the cores to the surfaces. `fallback` serves where the two points are
// too near to tell a direction.
static void fill(const nearest *found, qn_vec2 normal, float core_distance, const qn_hull *a,
                 const qn_hull *b, qn_gap *out)
{
    *out = (qn_gap){
        .point_a = qn_mul_add(found->on_a, a->radius_m, normal),
        .normal = normal,
        .separation_m = core_distance - a->radius_m - b->radius_m,
        .kind = found->kind,
        .index_a = found->index_a,
        .index_b = found->index_b,
    };
    out->point_b = qn_mul_add(out->point_a, out->separation_m, normal);
}

static void fill_apart(const nearest *found, qn_vec2 fallback, const outline *placed_a,
                       const outline *placed_b, const qn_hull *a, const qn_hull *b, qn_gap *out)
{
    qn_vec2 offset = qn_sub(found->on_b, found->on_a);
    float distance = __builtin_sqrtf(found->squared);
    qn_vec2 normal = distance > rounding_at(found) ? qn_mul(1.0f / distance, offset) : fallback;
    // An edge's own normal is exact where the direction between two near points is not.
    if (found->kind == QN_GAP_EDGE_OF_A) {
        qn_vec2 own = placed_a->normals[found->index_a];
        normal = qn_dot(own, normal) < 0.0f ? qn_neg(own) : own;
    } else if (found->kind == QN_GAP_EDGE_OF_B) {
        qn_vec2 own = placed_b->normals[found->index_b];
        normal = qn_dot(own, normal) < 0.0f ? qn_neg(own) : own;
    }
    fill(found, normal, distance, a, b, out);
}

static void fill_overlap(const outline *placed_a, const outline *placed_b, axis best, bool is_of_a,
                         const qn_hull *a, const qn_hull *b, qn_gap *out)
{
    qn_vec2 outwards = is_of_a ? placed_a->normals[best.edge] : placed_b->normals[best.edge];
    const outline *corners = is_of_a ? placed_b : placed_a;
    qn_vec2 deepest = corners->vertices[best.corner];
    qn_vec2 above = qn_mul_add(deepest, -best.height, outwards);
    nearest found = {
        .on_a = is_of_a ? above : deepest,
        .on_b = is_of_a ? deepest : above,
        .kind = is_of_a ? QN_GAP_EDGE_OF_A : QN_GAP_EDGE_OF_B,
        .index_a = is_of_a ? best.edge : best.corner,
        .index_b = is_of_a ? best.corner : best.edge,
    };
    fill(&found, is_of_a ? outwards : qn_neg(outwards), best.height, a, b, out);
}

static bool lines_cross(const outline *a, const outline *b)
{
    if (a->count != 2 || b->count != 2) {
        return false;
    }
    float b0 = qn_dot(a->normals[0], qn_sub(b->vertices[0], a->vertices[0]));
    float b1 = qn_dot(a->normals[0], qn_sub(b->vertices[1], a->vertices[0]));
    float a0 = qn_dot(b->normals[0], qn_sub(a->vertices[0], b->vertices[0]));
    float a1 = qn_dot(b->normals[0], qn_sub(a->vertices[1], b->vertices[0]));
    return b0 * b1 < 0.0f && a0 * a1 < 0.0f;
}

static void solve(const outline *a, const outline *b, const qn_hull *hull_a, const qn_hull *hull_b,
                  qn_gap *out)
{
    axis axis_a = best_axis(a, b);
    axis axis_b = best_axis(b, a);
    bool is_of_a = axis_a.height >= axis_b.height;
    axis best = is_of_a ? axis_a : axis_b;
    bool has_area = a->count > 2 || b->count > 2;
    nearest found = has_area ? compare_near(a, b, best, is_of_a) : compare_all(a, b);
    // A thin wedge can stand before the other hull though rounding sees its axes just overlap.
    float doubt = 2.0f * rounding_at(&found);
    bool is_deep = has_area ? best.height <= 0.0f : lines_cross(a, b);
    if (has_area && is_deep && best.height > -doubt && found.squared > 4.0f * doubt * doubt) {
        is_deep = false;
    }
    if (is_deep) {
        fill_overlap(a, b, best, is_of_a, hull_a, hull_b, out);
        return;
    }
    qn_vec2 fallback = {0.0f, 1.0f};
    if (a->count > 1 || b->count > 1) {
        fallback = is_of_a ? a->normals[best.edge] : qn_neg(b->normals[best.edge]);
    }
    fill_apart(&found, fallback, a, b, hull_a, hull_b, out);
}

void qn_hull_gap(const qn_hull *a, const qn_hull *b, qn_pose b_in_a, qn_gap *out)
{
    outline placed_a;
    outline placed_b;
    copy(a, &placed_a);
    place(b, b_in_a, &placed_b);
    solve(&placed_a, &placed_b, a, b, out);
}

void qn_hull_gap_to_point(const qn_hull *hull, qn_vec2 point, qn_gap *out)
{
    qn_hull dot = {.vertices = {point}, .centroid = point, .count = 1};
    qn_hull_gap(hull, &dot, qn_pose_identity(), out);
}

bool qn_hull_contains(const qn_hull *hull, qn_vec2 point)
{
    if (hull->count == 2 && hull->radius_m == 0.0f) {
        return false;
    }
    qn_gap gap;
    qn_hull_gap_to_point(hull, point, &gap);
    return gap.separation_m <= 0.0f;
}
