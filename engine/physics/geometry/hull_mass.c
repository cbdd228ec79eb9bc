// Mass of a rounded hull, exactly: the core polygon, a strip along each edge, a sector at each
// corner. That one sum covers circle, capsule, polygon and rounded polygon.
//
// Area, first moment and polar second moment are summed about the mean of the vertices and moved to
// the centre of mass at the end (parallel axes). For radius r, edge length L, normals m and n of
// the edges before and after a corner, and the angle t between them:
//   triangle (0, p, q):  A = (p x q) / 2,  S = A (p + q) / 3,  J = A (p.p + p.q + q.q) / 6
//   strip:  A = L r,  about its own centre J = A (L^2 + r^2) / 12
//   sector: A = r^2 t / 2,  about its corner S = r^3 / 3 * right(n - m),  J = r^4 t / 4
// All by direct integration; the angles t add up to a full turn.
#include "physics/geometry/hull.h"

typedef struct moments {
    float area;
    qn_vec2 first;
    float second;
} moments;

// Adds a part whose moments are known about a point of its own.
static void add_part(moments *sum, qn_vec2 at, moments part)
{
    sum->area += part.area;
    sum->first = qn_add(sum->first, qn_mul_add(part.first, part.area, at));
    sum->second += part.second + 2.0f * qn_dot(at, part.first) + part.area * qn_length_squared(at);
}

static moments triangle(qn_vec2 p, qn_vec2 q)
{
    float area = 0.5f * qn_cross(p, q);
    float squares = qn_dot(p, p) + qn_dot(p, q) + qn_dot(q, q);
    return (moments){area, qn_mul(area / 3.0f, qn_add(p, q)), area * squares / 6.0f};
}

static moments strip(float length, float radius)
{
    float area = length * radius;
    float squares = length * length + radius * radius;
    return (moments){area, {0.0f, 0.0f}, area * squares / 12.0f};
}

static moments sector(qn_vec2 before, qn_vec2 after, float radius)
{
    float angle = qn_abs(qn_atan2(qn_cross(before, after), qn_dot(before, after)));
    float square = radius * radius;
    qn_vec2 first = qn_mul(square * radius / 3.0f, qn_right(qn_sub(after, before)));
    return (moments){0.5f * square * angle, first, 0.25f * square * square * angle};
}

static moments disc(float radius)
{
    float square = radius * radius;
    return (moments){QN_PI * square, {0.0f, 0.0f}, 0.5f * QN_PI * square * square};
}

static qn_vec2 mean_of_vertices(const qn_hull *hull)
{
    qn_vec2 sum = {0.0f, 0.0f};
    for (int32_t i = 0; i < hull->count; ++i) {
        sum = qn_add(sum, hull->vertices[i]);
    }
    return qn_mul(1.0f / (float)hull->count, sum);
}

static void add_edge_and_corner(moments *sum, const qn_hull *hull, int32_t i, qn_vec2 origin)
{
    int32_t next = i + 1 < hull->count ? i + 1 : 0;
    qn_vec2 p = qn_sub(hull->vertices[i], origin);
    qn_vec2 q = qn_sub(hull->vertices[next], origin);
    float radius = hull->radius_m;
    add_part(sum, (qn_vec2){0.0f, 0.0f}, triangle(p, q));
    if (radius == 0.0f) {
        return;
    }
    qn_vec2 middle = qn_mul_add(qn_lerp(p, q, 0.5f), 0.5f * radius, hull->normals[i]);
    add_part(sum, middle, strip(qn_distance(p, q), radius));
    add_part(sum, q, sector(hull->normals[i], hull->normals[next], radius));
}

qn_mass qn_hull_mass(const qn_hull *hull, float density)
{
    qn_vec2 origin = mean_of_vertices(hull);
    moments sum = {0.0f, {0.0f, 0.0f}, 0.0f};
    if (hull->count == 1) {
        sum = disc(hull->radius_m);
    }
    for (int32_t i = 0; i < hull->count && hull->count > 1; ++i) {
        add_edge_and_corner(&sum, hull, i, origin);
    }
    if (!(sum.area > 0.0f)) {
        return (qn_mass){0.0f, 0.0f, origin};
    }
    qn_vec2 offset = qn_mul(1.0f / sum.area, sum.first);
    float second = sum.second - sum.area * qn_length_squared(offset);
    return (qn_mass){density * sum.area, density * second, qn_add(origin, offset)};
}
