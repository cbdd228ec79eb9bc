// The core of a hull (its polygon without the radius) and a point: inside the core the edge that is
// least deep counts, outside the nearest point of any edge; the radius then moves the outline out.
#include "physics/geometry/hull_point.h"

static qn_vec2 nearest_on_edge(const qn_hull *hull, int32_t index, qn_vec2 point)
{
    qn_vec2 start = hull->vertices[index];
    qn_vec2 edge = qn_sub(hull->vertices[index + 1 < hull->count ? index + 1 : 0], start);
    float square = qn_length_squared(edge);
    float along = square > 0.0f ? qn_dot(qn_sub(point, start), edge) / square : 0.0f;
    return qn_mul_add(start, qn_clamp(along, 0.0f, 1.0f), edge);
}

// The edge that the point lies highest above, and how high.
static int32_t highest_edge(const qn_hull *hull, qn_vec2 point, float *height)
{
    int32_t best = 0;
    *height = qn_dot(hull->normals[0], qn_sub(point, hull->vertices[0]));
    for (int32_t i = 1; i < hull->count; ++i) {
        float h = qn_dot(hull->normals[i], qn_sub(point, hull->vertices[i]));
        best = h > *height ? i : best;
        *height = qn_max(h, *height);
    }
    return best;
}

static qn_nearest from_core(const qn_hull *hull, qn_vec2 core, qn_vec2 normal, float distance)
{
    return (qn_nearest){qn_mul_add(core, hull->radius_m, normal), normal,
                        distance - hull->radius_m};
}

qn_nearest qn_hull_nearest(const qn_hull *hull, qn_vec2 point)
{
    if (hull->count >= 3) {
        float height;
        int32_t edge = highest_edge(hull, point, &height);
        if (height <= 0.0f) {
            qn_vec2 normal = hull->normals[edge];
            return from_core(hull, qn_mul_add(point, -height, normal), normal, height);
        }
    }
    qn_vec2 core = hull->vertices[0];
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_vec2 candidate = nearest_on_edge(hull, i, point);
        bool is_nearer =
            qn_length_squared(qn_sub(point, candidate)) < qn_length_squared(qn_sub(point, core));
        core = is_nearer ? candidate : core;
    }
    float distance = qn_distance(point, core);
    qn_vec2 outwards = qn_mul(distance > 0.0f ? 1.0f / distance : 0.0f, qn_sub(point, core));
    if (!(distance > 1e-12f)) {
        outwards = hull->count > 1 ? hull->normals[0] : (qn_vec2){0.0f, 1.0f};
    }
    return from_core(hull, core, outwards, distance);
}
