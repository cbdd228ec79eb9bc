// Parts of hulls against closed formulas and against counting points.
#include "check.h"
#include "physics/geometry/hull_part.h"
#include "physics/geometry/distance.h"

#include <math.h>

static const qn_plane below_zero = {{0.0f, 1.0f}, 0.0f};

TEST(half_of_a_box_is_below_the_line_through_its_middle)
{
    qn_hull hull;
    CHECK_ERROR(qn_hull_box(qn_v2(1.0f, 0.0f), qn_v2(2.0f, 1.0f), 0.0f, &hull), QN_ERROR_OK);
    qn_hull_area part =
        qn_hull_part(&hull, (qn_pose){{500.0f, 0.25f}, {1.0f, 0.0f}}, &below_zero, 1);
    CHECK_NEAR(part.area, 4.0 * 0.75, 1e-5);
    CHECK_NEAR(part.center.x, 501.0, 1e-4);
    CHECK_NEAR(part.center.y, -0.375, 1e-5);
    part = qn_hull_part(&hull, (qn_pose){{0.0f, -5.0f}, {1.0f, 0.0f}}, &below_zero, 1);
    CHECK_NEAR(part.area, 8.0, 1e-5);
    CHECK_NEAR(part.center.y, -5.0, 1e-5);
    part = qn_hull_part(&hull, (qn_pose){{0.0f, 1.0f}, {1.0f, 0.0f}}, &below_zero, 1);
    CHECK_NEAR(part.area, 0.0, 0.0);
}

TEST(a_part_of_a_circle_is_its_segment)
{
    qn_hull hull;
    CHECK_ERROR(qn_hull_circle(qn_v2(0.0f, 0.0f), 2.0f, &hull), QN_ERROR_OK);
    for (int i = -9; i <= 9; ++i) {
        double s = 0.2 * i;
        qn_pose pose = {{3.0f, (float)-s}, qn_rot_from_angle(1.0f)};
        qn_hull_area part = qn_hull_part(&hull, pose, &below_zero, 1);
        double area = 4.0 * acos(-s / 2.0) + s * sqrt(4.0 - s * s);
        double arm = 2.0 / 3.0 * pow(4.0 - s * s, 1.5) / area;
        CHECK_NEAR(part.area, area, 1e-5);
        CHECK_NEAR(part.center.y, -s - arm, 1e-5);
        CHECK_NEAR(part.center.x, 3.0, 1e-5);
    }
}

static bool is_inside(const qn_plane *planes, int32_t count, qn_vec2 p)
{
    for (int32_t i = 0; i < count; ++i) {
        if (qn_dot(planes[i].normal, p) > planes[i].offset) {
            return false;
        }
    }
    return true;
}

static void check_against_grid(const qn_hull *hull, qn_pose pose, const qn_plane *planes,
                               int32_t count)
{
    enum { N = 200 };
    qn_aabb box = qn_hull_aabb(hull, pose);
    qn_vec2 cell = qn_mul(1.0f / (float)N, qn_sub(box.upper, box.lower));
    double hits = 0.0, x = 0.0, y = 0.0;
    for (int i = 0; i < N * N; ++i) {
        int row = i / N;
        qn_vec2 p = {box.lower.x + cell.x * ((float)(i % N) + 0.5f),
                     box.lower.y + cell.y * ((float)row + 0.5f)};
        if (qn_hull_contains(hull, qn_inv_transform(pose, p)) && is_inside(planes, count, p)) {
            hits += 1.0;
            x += (double)p.x;
            y += (double)p.y;
        }
    }
    double cell_area = (double)cell.x * (double)cell.y;
    qn_hull_area part = qn_hull_part(hull, pose, planes, count);
    CHECK_NEAR(part.area, hits * cell_area, 0.012 * (double)(N * N) * cell_area);
    if (hits > 2000.0) {
        CHECK_NEAR(part.center.x, x / hits, 1.5 * (double)cell.x);
        CHECK_NEAR(part.center.y, y / hits, 1.5 * (double)cell.y);
    }
}

static qn_hull random_hull(uint32_t *seed)
{
    qn_hull hull;
    for (;;) {
        qn_vec2 points[8];
        int32_t count = 3 + (int32_t)(check_random(seed) % 6u);
        for (int i = 0; i < count; ++i) {
            points[i].x = check_random_float(seed, -1.0f, 1.0f);
            points[i].y = check_random_float(seed, -1.0f, 1.0f);
        }
        float radius = check_random_float(seed, 0.0f, 0.5f);
        uint32_t kind = check_random(seed) % 4u;
        qn_error error = kind == 0   ? qn_hull_circle(points[0], radius + 0.1f, &hull)
                         : kind == 1 ? qn_hull_capsule(points[0], points[1], radius + 0.1f, &hull)
                         : kind == 2 ? qn_hull_polygon(points, count, radius, &hull)
                                     : qn_hull_polygon(points, count, 0.0f, &hull);
        if (error == QN_ERROR_OK) {
            return hull;
        }
    }
}

TEST(parts_of_random_hulls_agree_with_counting_points)
{
    uint32_t seed = 4711;
    for (int i = 0; i < 60; ++i) {
        qn_hull hull = random_hull(&seed);
        float x = check_random_float(&seed, -1.0f, 1.0f);
        float angle = check_random_float(&seed, -3.0f, 3.0f);
        qn_pose pose = {{x, 0.0f}, qn_rot_from_angle(angle)};
        qn_plane planes[QN_MAX_OUTLINE + 1];
        int32_t count = 1;
        planes[0] = below_zero;
        if (i % 2 == 1) {
            qn_hull region = random_hull(&seed);
            count += qn_hull_planes(&region, qn_pose_identity(), planes + 1);
            CHECK(count <= QN_MAX_OUTLINE + 1);
        }
        check_against_grid(&hull, pose, planes, count);
    }
}
