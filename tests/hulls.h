// Random hulls and their exact distances in double, for the tests of hull and manifold.
#ifndef TESTS_HULLS_H
#define TESTS_HULLS_H

#include <math.h>

#include "check.h"
#include "physics/geometry/hull.h"

// Where a hull stands, in double; the pose is taken over exactly.
typedef struct placed_hull {
    double x[QN_MAX_POLYGON_VERTICES], y[QN_MAX_POLYGON_VERTICES];
    double nx[QN_MAX_POLYGON_VERTICES], ny[QN_MAX_POLYGON_VERTICES];
    int count;
} placed_hull;

static inline placed_hull hulls_place(const qn_hull *hull, qn_pose pose)
{
    placed_hull out = {.count = hull->count};
    double c = pose.q.c, s = pose.q.s;
    for (int i = 0; i < hull->count; ++i) {
        double x = hull->vertices[i].x, y = hull->vertices[i].y;
        out.x[i] = c * x - s * y + pose.p.x;
        out.y[i] = s * x + c * y + pose.p.y;
    }
    for (int i = 0; i < hull->count && hull->count > 1; ++i) {
        int next = (i + 1) % hull->count;
        double dx = out.x[next] - out.x[i], dy = out.y[next] - out.y[i];
        out.nx[i] = dy / hypot(dx, dy);
        out.ny[i] = -dx / hypot(dx, dy);
    }
    return out;
}

static inline double hulls_point_to_edge(const placed_hull *h, int i, double px, double py)
{
    int next = (i + 1) % h->count;
    double dx = h->x[next] - h->x[i], dy = h->y[next] - h->y[i];
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((px - h->x[i]) * dx + (py - h->y[i]) * dy) / length2 : 0;
    t = t < 0 ? 0 : (t > 1 ? 1 : t);
    return hypot(px - h->x[i] - t * dx, py - h->y[i] - t * dy);
}

// The signed distance of a point from the core (radius not counted), negative inside.
static inline double hulls_point_distance(const placed_hull *h, double px, double py)
{
    double highest = -INFINITY, nearest = INFINITY;
    for (int i = 0; i < h->count; ++i) {
        highest = fmax(highest, h->nx[i] * (px - h->x[i]) + h->ny[i] * (py - h->y[i]));
        nearest = fmin(nearest, hulls_point_to_edge(h, i, px, py));
    }
    return h->count > 2 && highest <= 0 ? highest : nearest;
}

static inline double hulls_best_axis(const placed_hull *a, const placed_hull *b)
{
    double best = -INFINITY;
    for (int i = 0; i < a->count; ++i) {
        double deepest = INFINITY;
        for (int j = 0; j < b->count; ++j) {
            double height = a->nx[i] * (b->x[j] - a->x[i]) + a->ny[i] * (b->y[j] - a->y[i]);
            deepest = fmin(deepest, height);
        }
        best = fmax(best, deepest);
    }
    return best;
}

static inline double hulls_corner_distance(const placed_hull *a, const placed_hull *b)
{
    double nearest = INFINITY;
    for (int i = 0; i < a->count; ++i) {
        for (int j = 0; j < b->count; ++j) {
            nearest = fmin(nearest, hulls_point_to_edge(a, i, b->x[j], b->y[j]));
            nearest = fmin(nearest, hulls_point_to_edge(b, j, a->x[i], a->y[i]));
        }
    }
    return nearest;
}

static inline bool hulls_lines_cross(const placed_hull *a, const placed_hull *b)
{
    double sides[4];
    for (int i = 0; i < 2; ++i) {
        sides[i] = a->nx[0] * (b->x[i] - a->x[0]) + a->ny[0] * (b->y[i] - a->y[0]);
        sides[2 + i] = b->nx[0] * (a->x[i] - b->x[0]) + b->ny[0] * (a->y[i] - b->y[0]);
    }
    return sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0;
}

// The signed distance of two cores: depth along the best axis where they overlap.
static inline double hulls_distance(const placed_hull *a, const placed_hull *b)
{
    if (a->count == 1) {
        return hulls_point_distance(b, a->x[0], a->y[0]);
    }
    if (b->count == 1) {
        return hulls_point_distance(a, b->x[0], b->y[0]);
    }
    double axis = fmax(hulls_best_axis(a, b), hulls_best_axis(b, a));
    bool do_overlap = a->count == 2 && b->count == 2 ? hulls_lines_cross(a, b) : axis <= 0;
    return do_overlap ? axis : hulls_corner_distance(a, b);
}

// A point of the square of that half width; one draw per statement, so every compiler sees the
// same.
static inline qn_vec2 hulls_random_point(uint32_t *seed, float half_width)
{
    qn_vec2 p;
    p.x = check_random_float(seed, -half_width, half_width);
    p.y = check_random_float(seed, -half_width, half_width);
    return p;
}

static inline qn_pose hulls_random_pose(uint32_t *seed, float half_width, float half_turn)
{
    qn_pose pose;
    pose.p = hulls_random_point(seed, half_width);
    pose.q = qn_rot_from_angle(check_random_float(seed, -half_turn, half_turn));
    return pose;
}

// A circle, capsule, segment, box, sharp or rounded polygon of about a metre.
static inline qn_hull hulls_random(uint32_t *seed)
{
    for (;;) {
        qn_vec2 p[QN_MAX_POLYGON_VERTICES];
        for (int i = 0; i < QN_MAX_POLYGON_VERTICES; ++i) {
            p[i] = hulls_random_point(seed, 1.0f);
        }
        float radius = check_random_float(seed, 0.01f, 0.4f);
        qn_vec2 half = {0.05f + qn_abs(p[1].x), 0.05f + qn_abs(p[1].y)};
        int32_t count = 3 + (int32_t)(check_random(seed) % 6);
        qn_hull hull;
        qn_error error = QN_ERROR_OK;
        switch (check_random(seed) % 6) {
        case 0:
            error = qn_hull_circle(p[0], radius, &hull);
            break;
        case 1:
            error = qn_hull_capsule(p[0], p[1], radius, &hull);
            break;
        case 2:
            error = qn_hull_segment(p[0], p[1], &hull);
            break;
        case 3:
            error = qn_hull_box(p[0], half, 3.0f * p[2].x, &hull);
            break;
        case 4:
            error = qn_hull_polygon(p, count, 0.0f, &hull);
            break;
        default:
            error = qn_hull_polygon(p, count, radius, &hull);
            break;
        }
        if (error == QN_ERROR_OK) {
            return hull;
        }
    }
}

#endif
