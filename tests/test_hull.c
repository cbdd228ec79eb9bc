#include <float.h>
#include <math.h>

#include "check.h"
#include "hulls.h"

static double core_distance(const qn_hull *hull, qn_vec2 p)
{
    placed_hull placed = hulls_place(hull, qn_pose_identity());
    return hulls_point_distance(&placed, p.x, p.y);
}

TEST(every_constructor_refuses_numbers_that_are_not_finite)
{
    const float bad[3] = {NAN, INFINITY, -INFINITY};
    qn_vec2 zero = {0.0f, 0.0f}, one = {1.0f, 1.0f};
    qn_hull hull;
    for (int i = 0; i < 3; ++i) {
        qn_vec2 p = {0.0f, bad[i]};
        qn_vec2 triangle[3] = {zero, {1.0f, 0.0f}, p};
        CHECK_ERROR(qn_hull_circle(p, 1.0f, &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_circle(zero, bad[i], &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_capsule(zero, p, 1.0f, &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_capsule(zero, one, bad[i], &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_segment(p, one, &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_box(p, one, 0.0f, &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_box(zero, (qn_vec2){1.0f, bad[i]}, 0.0f, &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_box(zero, one, bad[i], &hull), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_hull_polygon(triangle, 3, 0.0f, &hull), QN_ERROR_NOT_FINITE);
        triangle[2] = one;
        CHECK_ERROR(qn_hull_polygon(triangle, 3, bad[i], &hull), QN_ERROR_NOT_FINITE);
    }
}

TEST(sizes_and_coordinates_out_of_range_are_refused)
{
    qn_vec2 zero = {0.0f, 0.0f}, one = {1.0f, 1.0f}, far_away = {2.0e4f, 0.0f};
    qn_vec2 points[9] = {{0, 0}, {1, 0}, {0, 1}, {0, 2}, {1, 2}, {2, 1}, {2, 2}, {3, 1}, {3, 2}};
    qn_hull hull;
    CHECK_ERROR(qn_hull_circle(zero, 0.0009f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_circle(zero, -1.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_circle(zero, 1.1e4f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_circle(far_away, 1.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_capsule(zero, far_away, 1.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_capsule(zero, one, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_segment(far_away, one, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_box(zero, (qn_vec2){1.0f, 0.0f}, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_box(zero, (qn_vec2){FLT_MAX, 1.0f}, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_polygon(points, 2, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_polygon(points, 9, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_polygon(points, -1, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_polygon(points, INT32_MIN, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_hull_polygon(points, 3, -0.1f, &hull), QN_ERROR_OUT_OF_RANGE);
    points[2] = (qn_vec2){0.0f, -FLT_MAX};
    CHECK_ERROR(qn_hull_polygon(points, 3, 0.0f, &hull), QN_ERROR_OUT_OF_RANGE);
}

TEST(points_that_span_no_area_are_no_shape_and_leave_the_result_alone)
{
    qn_vec2 same[3] = {{1, 1}, {1, 1}, {1.001f, 1}};
    qn_vec2 line[5] = {{0, 0}, {1, 1}, {2, 2}, {3, 3}, {0.5f, 0.5f}};
    qn_vec2 flat[3] = {{0, 0}, {10, 0}, {5, 0.0005f}};
    qn_hull hull = {.count = 42};
    CHECK_ERROR(qn_hull_polygon(same, 3, 0.0f, &hull), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_hull_polygon(line, 5, 0.0f, &hull), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_hull_polygon(flat, 3, 0.0f, &hull), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_hull_capsule(same[0], same[2], 1.0f, &hull), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_hull_segment(same[0], same[1], &hull), QN_ERROR_BAD_SHAPE);
    CHECK_INT(hull.count, 42);
}

TEST(points_that_add_nothing_are_dropped_in_any_order)
{
    qn_vec2 points[8] = {{0, 0},    {2, 0}, {2, 2},           {0, 2},
                         {1, 0.5f}, {1, 0}, {2.001f, 2.001f}, {0, 1.0002f}};
    for (int first = 0; first < 8; ++first) {
        qn_vec2 turned[8];
        for (int i = 0; i < 8; ++i) {
            turned[i] = points[(first + 3 * i) % 8];
        }
        qn_hull hull;
        CHECK_ERROR(qn_hull_polygon(turned, 8, 0.0f, &hull), QN_ERROR_OK);
        CHECK_INT(hull.count, 4);
        CHECK_NEAR(hull.centroid.x, 1.0, 2e-3);
        CHECK_NEAR(hull.centroid.y, 1.0, 2e-3);
        CHECK(hull.vertices[0].x == 0.0f && hull.vertices[0].y == 0.0f);
    }
}

static int faults_of_polygon(const qn_hull *hull, const qn_vec2 *points, int32_t count)
{
    int faults = 0;
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_vec2 a = hull->vertices[i];
        qn_vec2 b = hull->vertices[(i + 1) % hull->count];
        qn_vec2 c = hull->vertices[(i + 2) % hull->count];
        faults += !(qn_cross(qn_sub(b, a), qn_sub(c, b)) > 0.0f);
        faults += !(qn_distance(a, b) >= QN_LINEAR_SLOP_M);
        faults += !(fabsf(qn_length(hull->normals[i]) - 1.0f) < 1e-6f);
        faults += !(fabsf(qn_dot(hull->normals[i], qn_sub(b, a))) < 1e-5f * qn_distance(a, b));
        for (int32_t k = 0; k < count; ++k) {
            faults += qn_dot(hull->normals[i], qn_sub(points[k], a)) > 1.1f * QN_LINEAR_SLOP_M;
        }
    }
    for (int32_t i = hull->count; i < QN_MAX_POLYGON_VERTICES; ++i) {
        faults += hull->vertices[i].x != 0.0f || hull->normals[i].y != 0.0f;
    }
    return faults;
}

TEST(the_hull_of_random_points_is_convex_and_holds_them_all)
{
    uint32_t seed = 21;
    int faults = 0, refused = 0;
    for (int round = 0; round < 20000; ++round) {
        float scale = round % 4 == 0 ? 0.02f : (round % 4 == 1 ? 5000.0f : 1.0f);
        int32_t count = 3 + (int32_t)(check_random(&seed) % 6);
        qn_vec2 points[QN_MAX_POLYGON_VERTICES];
        for (int32_t i = 0; i < count; ++i) {
            float step = round % 3 == 0 ? 0.25f : 1e-6f;
            points[i].x = scale * step * floorf(check_random_float(&seed, -1, 1) / step);
            points[i].y = scale * step * floorf(check_random_float(&seed, -1, 1) / step);
        }
        qn_hull hull;
        if (qn_hull_polygon(points, count, 0.0f, &hull) != QN_ERROR_OK) {
            refused += 1;
            continue;
        }
        faults += faults_of_polygon(&hull, points, count);
        faults += core_distance(&hull, hull.centroid) >= 0.0;
    }
    CHECK_INT(faults, 0);
    CHECK(refused < 4000);
}

TEST(the_order_of_points_does_not_change_the_hull)
{
    uint32_t seed = 22;
    int different = 0;
    for (int round = 0; round < 2000; ++round) {
        qn_vec2 points[6], turned[6];
        for (int i = 0; i < 6; ++i) {
            points[i] = hulls_random_point(&seed, 1.0f);
        }
        for (int i = 0; i < 6; ++i) {
            turned[i] = points[(5 * i + round) % 6];
        }
        qn_hull a, b;
        qn_error error_a = qn_hull_polygon(points, 6, 0.0f, &a);
        qn_error error_b = qn_hull_polygon(turned, 6, 0.0f, &b);
        different += error_a != error_b || a.count != b.count;
        for (int i = 0; i < a.count; ++i) {
            different += qn_distance(a.vertices[i], b.vertices[i]) > 1.1f * QN_LINEAR_SLOP_M;
        }
    }
    CHECK_INT(different, 0);
}

TEST(mass_of_simple_shapes_follows_the_books)
{
    const double pi = 3.14159265358979;
    qn_hull hull;
    qn_hull_circle((qn_vec2){3, 4}, 0.5f, &hull);
    qn_mass mass = qn_hull_mass(&hull, 2.0f);
    CHECK_NEAR(mass.mass_kg, 2.0 * pi * 0.25, 1e-5);
    CHECK_NEAR(mass.inertia_kgm2, 0.5 * (2.0 * pi * 0.25) * 0.25, 1e-5);
    CHECK_NEAR(mass.center_m.x, 3.0, 1e-6);
    qn_hull_box((qn_vec2){-5, 2}, (qn_vec2){1.0f, 0.5f}, 0.7f, &hull);
    mass = qn_hull_mass(&hull, 3.0f);
    CHECK_NEAR(mass.mass_kg, 6.0, 1e-5);
    CHECK_NEAR(mass.inertia_kgm2, 6.0 * (4.0 + 1.0) / 12.0, 1e-5);
    CHECK_NEAR(mass.center_m.x, -5.0, 1e-6);
    CHECK_NEAR(mass.center_m.y, 2.0, 1e-6);
    // A capsule is a box with half a disc at each end (centroid 4 r / 3 pi beyond it).
    qn_hull_capsule((qn_vec2){0, -1}, (qn_vec2){0, 1}, 0.5f, &hull);
    mass = qn_hull_mass(&hull, 1.0f);
    double disc = pi * 0.25, lever = 4.0 * 0.5 / (3.0 * pi);
    double own = 0.5 * disc * 0.25 - disc * lever * lever;
    double caps = own + disc * (1.0 + lever) * (1.0 + lever);
    CHECK_NEAR(mass.mass_kg, 2.0 + disc, 1e-5);
    CHECK_NEAR(mass.inertia_kgm2, 2.0 * (4.0 + 1.0) / 12.0 + caps, 1e-5);
    qn_hull_segment((qn_vec2){1, 1}, (qn_vec2){3, 1}, &hull);
    mass = qn_hull_mass(&hull, 1000.0f);
    CHECK(mass.mass_kg == 0.0f && mass.inertia_kgm2 == 0.0f);
    CHECK_NEAR(mass.center_m.x, 2.0, 1e-6);
}

// Sums a fine grid over the rounded shape.
static void check_mass_by_grid(const qn_hull *hull)
{
    const int cells = 300;
    qn_aabb box = qn_hull_aabb(hull, qn_pose_identity());
    placed_hull placed = hulls_place(hull, qn_pose_identity());
    double w = (double)(box.upper.x - box.lower.x) / cells;
    double h = (double)(box.upper.y - box.lower.y) / cells;
    double area = 0, sx = 0, sy = 0, second = 0;
    for (int i = 0; i < cells * cells; ++i) {
        int column = i % cells, line = i / cells;
        double x = box.lower.x + (column + 0.5) * w;
        double y = box.lower.y + (line + 0.5) * h;
        if (hulls_point_distance(&placed, x, y) <= (double)hull->radius_m) {
            area += w * h;
            sx += w * h * x;
            sy += w * h * y;
            second += w * h * (x * x + y * y);
        }
    }
    qn_mass mass = qn_hull_mass(hull, 1.0f);
    double inertia = second - (sx * sx + sy * sy) / area;
    CHECK_NEAR(mass.mass_kg, area, 0.01 * area + 1e-4);
    CHECK_NEAR(mass.inertia_kgm2, inertia, 0.02 * inertia + 1e-5);
    CHECK_NEAR(mass.center_m.x, sx / area, 5e-3);
    CHECK_NEAR(mass.center_m.y, sy / area, 5e-3);
}

TEST(mass_of_random_rounded_shapes_agrees_with_a_grid)
{
    uint32_t seed = 23;
    int done = 0;
    while (done < 40) {
        qn_hull hull = hulls_random(&seed);
        if (hull.count == 2 && hull.radius_m == 0.0f) {
            continue;
        }
        check_mass_by_grid(&hull);
        done += 1;
    }
}

TEST(boxes_and_extents_hold_the_shape)
{
    uint32_t seed = 24;
    int faults = 0;
    for (int round = 0; round < 3000; ++round) {
        qn_hull hull = hulls_random(&seed);
        qn_pose pose = hulls_random_pose(&seed, 9.0f, 4.0f);
        qn_aabb box = qn_hull_aabb(&hull, pose);
        float most = qn_hull_max_extent(&hull, hull.centroid);
        float least = qn_hull_min_extent(&hull);
        qn_vec2 direction =
            qn_rot_from_angle(0.01f * (float)round).c > 0 ? qn_v2(1, 0) : qn_v2(0, 1);
        for (int i = 0; i < hull.count; ++i) {
            qn_vec2 p = qn_mul_add(hull.vertices[i], hull.radius_m, direction);
            qn_vec2 q = qn_mul_add(qn_transform(pose, hull.vertices[i]), hull.radius_m, direction);
            faults += qn_distance(p, hull.centroid) > most + 1e-5f;
            faults += q.x < box.lower.x - 1e-5f || q.x > box.upper.x + 1e-5f;
            faults += q.y < box.lower.y - 1e-5f || q.y > box.upper.y + 1e-5f;
        }
        double depth = (double)hull.radius_m - core_distance(&hull, hull.centroid);
        faults += fabs(depth - (double)least) > 1e-4;
    }
    CHECK_INT(faults, 0);
}

typedef struct march {
    double distance; // in metres along the ray; negative: no hit
    double closest;  // how near the ray came to grazing the shape
} march;

// Walks along the ray by the shape's own distance, so it never steps over the outline.
static march march_ray(const placed_hull *hull, double radius, qn_vec2 o, qn_vec2 d)
{
    double length = hypot((double)d.x, (double)d.y), along = 0;
    march result = {-1, INFINITY};
    for (int i = 0; i < 3000 && along <= length; ++i) {
        double t = along / length;
        double free = hulls_point_distance(hull, o.x + t * d.x, o.y + t * d.y) - radius;
        result.closest = fmin(result.closest, free);
        if (free < 1e-9) {
            result.distance = along;
            return result;
        }
        along += free;
    }
    return result;
}

static int faults_of_ray(const qn_hull *hull, qn_vec2 o, qn_vec2 d)
{
    placed_hull placed = hulls_place(hull, qn_pose_identity());
    double radius = hull->radius_m;
    double start = hulls_point_distance(&placed, o.x, o.y) - radius;
    qn_hull_cast hit = {.fraction = -1.0f};
    bool is_hit = qn_hull_cast_ray(hull, o, d, 1.0f, &hit);
    if (fabs(start) < 1e-4) {
        return 0;
    }
    march truth = march_ray(&placed, radius, o, d);
    if (start < 0) {
        return is_hit ? 1 : 0;
    }
    if (!is_hit) {
        // A miss is right if the march missed as well, or the ray grazes or only just reaches.
        double deep = truth.distance < 0 ? 0 : hypot((double)d.x, (double)d.y) - truth.distance;
        double end = 1e-3, t = truth.distance / hypot((double)d.x, (double)d.y) + end;
        double inside = hulls_point_distance(&placed, o.x + t * d.x, o.y + t * d.y) - radius;
        bool is_sharp_line = hull->count == 2 && radius == 0.0;
        return truth.distance >= 0 && deep > 2 * end && (inside < -1e-5 || is_sharp_line) ? 1 : 0;
    }
    double surface = hulls_point_distance(&placed, hit.point.x, hit.point.y) - radius;
    double length = hypot((double)d.x, (double)d.y);
    int faults = fabs(surface) > 1e-4 ? 1 : 0;
    faults += truth.closest > 1e-4;
    faults += truth.distance >= 0 && fabs(truth.distance - (double)hit.fraction * length) > 5e-3;
    faults += fabsf(qn_length(hit.normal) - 1.0f) > 1e-5f || qn_dot(hit.normal, d) > 1e-4f;
    return faults;
}

TEST(rays_hit_where_a_march_by_distance_says)
{
    uint32_t seed = 25;
    int faults = 0, hits = 0;
    for (int round = 0; round < 20000; ++round) {
        qn_hull hull = hulls_random(&seed);
        qn_vec2 o = hulls_random_point(&seed, 3.0f);
        qn_vec2 target = hulls_random_point(&seed, 1.0f);
        qn_vec2 d = qn_mul(check_random_float(&seed, 0.3f, 2.0f), qn_sub(target, o));
        qn_hull_cast hit;
        hits += qn_hull_cast_ray(&hull, o, d, 1.0f, &hit);
        faults += faults_of_ray(&hull, o, d);
    }
    CHECK_INT(faults, 0);
    CHECK(hits > 6000);
}

TEST(a_segment_is_hit_from_both_sides_with_the_normal_towards_the_ray)
{
    qn_hull hull;
    qn_hull_cast hit;
    qn_hull_segment((qn_vec2){-1, 0}, (qn_vec2){1, 0}, &hull);
    CHECK(qn_hull_cast_ray(&hull, qn_v2(0.25f, 2), qn_v2(0, -4), 1.0f, &hit));
    CHECK_NEAR(hit.fraction, 0.5, 1e-6);
    CHECK_NEAR(hit.normal.y, 1.0, 1e-6);
    CHECK(qn_hull_cast_ray(&hull, qn_v2(0.25f, -2), qn_v2(0, 4), 1.0f, &hit));
    CHECK_NEAR(hit.normal.y, -1.0, 1e-6);
    CHECK_NEAR(hit.point.x, 0.25, 1e-6);
    CHECK(!qn_hull_cast_ray(&hull, qn_v2(0.25f, -2), qn_v2(0, 4), 0.4f, &hit));
    CHECK(!qn_hull_cast_ray(&hull, qn_v2(-2, 0), qn_v2(0, 0), 1.0f, &hit));
}

TEST(a_ray_from_the_outline_hits_at_once_inwards_and_never_outwards)
{
    qn_hull shapes[3];
    qn_hull_box(qn_v2(0, 0), qn_v2(1, 1), 0.0f, &shapes[0]);
    qn_hull_circle(qn_v2(0, 0), 1.0f, &shapes[1]);
    qn_hull_capsule(qn_v2(-1, 0), qn_v2(1, 0), 1.0f, &shapes[2]);
    for (int i = 0; i < 3; ++i) {
        qn_hull_cast hit;
        CHECK(qn_hull_cast_ray(&shapes[i], qn_v2(0, 1), qn_v2(0, -4), 1.0f, &hit));
        CHECK_NEAR(hit.fraction, 0.0, 1e-6);
        CHECK_NEAR(hit.normal.y, 1.0, 1e-6);
        CHECK(!qn_hull_cast_ray(&shapes[i], qn_v2(0, 1), qn_v2(0, 4), 1.0f, &hit));
        CHECK(!qn_hull_cast_ray(&shapes[i], qn_v2(0, 0.5f), qn_v2(0, 4), 1.0f, &hit));
    }
}
