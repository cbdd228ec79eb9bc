// Geometry of regions without a world, against distances in double and by looking often.
#include "hulls.h"
#include "queries.h"

#include <stdio.h>

static qn_pose random_pose(uint32_t *seed) { return hulls_random_pose(seed, 1.2f, 3.0f); }

static double distance_of(const qn_hull *a, qn_pose pose_a, const qn_hull *b, qn_pose pose_b)
{
    placed_hull placed_a = hulls_place(a, pose_a), placed_b = hulls_place(b, pose_b);
    return hulls_distance(&placed_a, &placed_b) - (double)a->radius_m - (double)b->radius_m;
}

TEST(distances_of_regions_are_those_of_their_outlines)
{
    uint32_t seed = 21;
    int overlaps = 0;
    for (int i = 0; i < 3000; ++i) {
        qn_hull hull_a, hull_b;
        qn_region a = queries_region(&seed, &hull_a), b = queries_region(&seed, &hull_b);
        qn_pose pose_a = random_pose(&seed);
        qn_pose pose_b = random_pose(&seed);
        qn_region_gap gap;
        CHECK_ERROR(qn_region_distance(&a, pose_a, &b, pose_b, &gap), QN_ERROR_OK);
        CHECK_NEAR(gap.distance_m, distance_of(&hull_a, pose_a, &hull_b, pose_b), 1e-4);
        qn_vec2 across = qn_mul_add(gap.point_a_m, gap.distance_m, gap.normal);
        CHECK_NEAR(qn_distance(across, gap.point_b_m), 0.0, 1e-5);
        CHECK_NEAR(qn_length(gap.normal), 1.0, 1e-5);
        overlaps += gap.distance_m < 0.0f;
    }
    CHECK(overlaps > 300 && overlaps < 2700);
}

// ---- Time of impact -------------------------------------------------------------------------

static qn_pose pose_at(const qn_region_sweep *sweep, double t)
{
    float from = qn_rot_angle(sweep->start.q);
    float turn = qn_rot_angle(qn_rot_inv_mul(sweep->start.q, sweep->end.q));
    qn_vec2 a = qn_transform(sweep->start, sweep->center_m);
    qn_vec2 b = qn_transform(sweep->end, sweep->center_m);
    qn_pose pose = {.q = qn_rot_from_angle(from + (float)t * turn)};
    pose.p = qn_sub(qn_lerp(a, b, (float)t), qn_rotate(pose.q, sweep->center_m));
    return pose;
}

static qn_region_sweep random_sweep(uint32_t *seed)
{
    qn_region_sweep sweep = {.start = hulls_random_pose(seed, 4.0f, 3.0f)};
    sweep.end = hulls_random_pose(seed, 4.0f, 3.0f);
    sweep.center_m = hulls_random_point(seed, 0.5f);
    return sweep;
}

TEST(regions_are_apart_until_their_time_of_impact)
{
    uint32_t seed = 22;
    int hits = 0, overlaps = 0;
    for (int i = 0; i < 1500; ++i) {
        qn_hull hull_a, hull_b;
        qn_region a = queries_region(&seed, &hull_a), b = queries_region(&seed, &hull_b);
        qn_region_sweep sweep_a = random_sweep(&seed), sweep_b = random_sweep(&seed);
        qn_region_hit hit;
        CHECK_ERROR(qn_region_time_of_impact(&a, &sweep_a, &b, &sweep_b, &hit), QN_ERROR_OK);
        double start = distance_of(&hull_a, sweep_a.start, &hull_b, sweep_b.start);
        CHECK(fabs(start) < 0.01 || (start < 0.0) == (hit.is_hit && hit.fraction == 0.0f));
        hits += hit.is_hit;
        overlaps += start < 0.0;
        for (int look = 0; start > 0.01 && look <= 200; ++look) {
            double t = (double)hit.fraction * look / 200.0;
            double apart =
                distance_of(&hull_a, pose_at(&sweep_a, t), &hull_b, pose_at(&sweep_b, t));
            CHECK(apart > -0.006); // up to a slop for a moment, see impact.h
            CHECK(look < 200 || !hit.is_hit || apart < 0.002);
        }
    }
    printf("seed 22: %d hits, %d overlaps\n", hits, overlaps);
    CHECK(hits > 300 && hits < 1200 && overlaps > 30);
}

TEST(two_circles_meet_half_way)
{
    qn_region circle = qn_region_circle(qn_v2(0.0f, 0.0f), 0.5f);
    qn_region_sweep a = {queries_at(qn_v2(0.0f, 0.0f)), queries_at(qn_v2(4.0f, 0.0f)), {0, 0}};
    qn_region_sweep b = {queries_at(qn_v2(8.0f, 0.0f)), queries_at(qn_v2(1.0f, 0.0f)), {0, 0}};
    qn_region_hit hit;
    CHECK_ERROR(qn_region_time_of_impact(&circle, &a, &circle, &b, &hit), QN_ERROR_OK);
    CHECK(hit.is_hit);
    CHECK_NEAR(hit.fraction, 7.0 / 11.0, 2e-4);
    CHECK_NEAR(hit.normal.x, 1.0, 1e-5);
    b.end = b.start;
    CHECK_ERROR(qn_region_time_of_impact(&circle, &a, &circle, &b, &hit), QN_ERROR_OK);
    CHECK(!hit.is_hit && hit.fraction == 1.0f);
}

// ---- Points and rays ------------------------------------------------------------------------

TEST(points_and_rays_know_what_is_inside_a_region)
{
    uint32_t seed = 23;
    int inside = 0, hits = 0;
    for (int i = 0; i < 3000; ++i) {
        qn_hull hull, dot = queries_dot();
        qn_region region = queries_region(&seed, &hull);
        qn_pose pose = hulls_random_pose(&seed, 0.6f, 3.0f);
        qn_ray ray = {.origin_m = hulls_random_point(&seed, 1.0f)};
        ray.translation_m = hulls_random_point(&seed, 3.0f);
        double distance = distance_of(&hull, pose, &dot, queries_at(ray.origin_m));
        bool is_in;
        qn_region_hit hit;
        CHECK_ERROR(qn_region_contains(&region, pose, ray.origin_m, &is_in), QN_ERROR_OK);
        CHECK_ERROR(qn_region_cast_ray(&region, pose, &ray, &hit), QN_ERROR_OK);
        CHECK(fabs(distance) < 1e-5 || is_in == (distance < 0.0));
        CHECK(!is_in || !hit.is_hit || distance > -1e-5);
        if (hit.is_hit) {
            qn_vec2 there = qn_mul_add(ray.origin_m, hit.fraction, ray.translation_m);
            CHECK_NEAR(distance_of(&hull, pose, &dot, queries_at(there)), 0.0, 1e-4);
            CHECK_NEAR(qn_distance(there, hit.point_m), 0.0, 1e-4);
            CHECK(qn_dot(hit.normal, ray.translation_m) <= 0.0f);
        }
        inside += is_in;
        hits += hit.is_hit;
    }
    CHECK(inside > 300 && hits > 300);
}

TEST(bad_regions_and_poses_are_refused_and_nothing_is_written)
{
    qn_region good = qn_region_circle(qn_v2(0.0f, 0.0f), 1.0f), none = qn_region_everywhere();
    qn_pose pose = qn_pose_identity(), bent = {{0.0f, 0.0f}, {0.5f, 0.5f}},
            lost = {{NAN, 0}, {1, 0}};
    qn_region_sweep still = {pose, pose, {0, 0}}, askew = {pose, bent, {0, 0}};
    qn_ray ray = {{0.0f, 3.0f}, {0.0f, -3.0f}};
    qn_region_gap gap = {.distance_m = 9.0f};
    qn_region_hit hit = {.fraction = 9.0f};
    bool is_inside = true;
    CHECK_ERROR(qn_region_distance(&good, pose, &none, pose, &gap), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_region_distance(&good, bent, &good, pose, &gap), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_region_distance(&good, pose, NULL, pose, &gap), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_region_time_of_impact(&good, &still, &good, &askew, &hit),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_region_contains(&good, lost, ray.origin_m, &is_inside), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_region_cast_ray(&good, pose, NULL, &hit), QN_ERROR_NULL_POINTER);
    ray.translation_m.x = INFINITY;
    CHECK_ERROR(qn_region_cast_ray(&good, pose, &ray, &hit), QN_ERROR_NOT_FINITE);
    CHECK(gap.distance_m == 9.0f && hit.fraction == 9.0f && is_inside);
}
