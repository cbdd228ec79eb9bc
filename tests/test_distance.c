// The gap between two hulls against brute force in double, and by the properties of its points.
#include <math.h>

#include "check.h"
#include "hulls.h"
#include "physics/geometry/distance.h"

static double true_separation(const qn_hull *a, const qn_hull *b, qn_pose b_in_a)
{
    placed_hull placed_a = hulls_place(a, qn_pose_identity());
    placed_hull placed_b = hulls_place(b, b_in_a);
    return hulls_distance(&placed_a, &placed_b) - (double)a->radius_m - (double)b->radius_m;
}

// Every third pair is turned by whole quarter turns, so that edges lie parallel.
static qn_pose random_pose(uint32_t *seed, float half_width)
{
    qn_pose pose = hulls_random_pose(seed, half_width, 3.1f);
    uint32_t quarters = check_random(seed) % 12;
    pose.q = quarters < 4 ? qn_rot_from_angle(1.5707963f * (float)quarters) : pose.q;
    return pose;
}

TEST(the_gap_agrees_with_brute_force_from_overlap_to_far_away)
{
    static const float widths[3] = {0.5f, 2.0f, 50.0f};
    int rounds = check_is_long() ? 1000000 : 60000;
    for (int w = 0; w < 3; ++w) {
        uint32_t seed = 41;
        double worst = 0;
        int overlaps = 0;
        for (int i = 0; i < rounds; ++i) {
            qn_hull a = hulls_random(&seed), b = hulls_random(&seed);
            qn_pose b_in_a = random_pose(&seed, widths[w]);
            qn_gap gap;
            qn_hull_gap(&a, &b, b_in_a, &gap);
            double truth = true_separation(&a, &b, b_in_a);
            overlaps += truth < 0;
            worst = fmax(worst, fabs((double)gap.separation_m - truth));
        }
        CHECK_NEAR(worst, 0.0, 1e-6 * (3.0 + 2.0 * (double)widths[w]));
        CHECK(w > 0 || overlaps > rounds / 3);
    }
}

static double surface_distance(const qn_hull *hull, qn_pose pose, qn_vec2 p)
{
    placed_hull placed = hulls_place(hull, pose);
    return hulls_point_distance(&placed, p.x, p.y) - (double)hull->radius_m;
}

TEST(the_nearest_points_lie_on_the_surfaces_along_the_normal)
{
    uint32_t seed = 42;
    double worst = 0;
    int faults = 0;
    for (int i = 0; i < 60000; ++i) {
        qn_hull a = hulls_random(&seed), b = hulls_random(&seed);
        qn_pose b_in_a = random_pose(&seed, 3.0f);
        qn_gap gap;
        qn_hull_gap(&a, &b, b_in_a, &gap);
        faults += !(fabsf(qn_length(gap.normal) - 1.0f) < 2e-6f);
        if (gap.separation_m <= 0.0f) {
            continue;
        }
        worst = fmax(worst, fabs(surface_distance(&a, qn_pose_identity(), gap.point_a)));
        worst = fmax(worst, fabs(surface_distance(&b, b_in_a, gap.point_b)));
    }
    CHECK_INT(faults, 0);
    CHECK_NEAR(worst, 0.0, 1e-5);
}

// Pushed apart by the depth along the normal, overlapping hulls just touch.
TEST(the_normal_is_the_shortest_way_out_of_an_overlap)
{
    uint32_t seed = 43;
    double worst = 0;
    int overlaps = 0;
    for (int i = 0; i < 60000; ++i) {
        qn_hull a = hulls_random(&seed), b = hulls_random(&seed);
        qn_pose b_in_a = random_pose(&seed, 1.0f);
        qn_gap gap;
        qn_hull_gap(&a, &b, b_in_a, &gap);
        // Between the radii the nearest points of the cores give the way; it need not be shortest.
        float radii = a.radius_m + b.radius_m;
        if (gap.separation_m >= 0.0f || gap.separation_m + radii > -1e-3f) {
            continue;
        }
        overlaps += 1;
        b_in_a.p = qn_mul_add(b_in_a.p, -gap.separation_m, gap.normal);
        worst = fmax(worst, -true_separation(&a, &b, b_in_a));
    }
    CHECK_NEAR(worst, 0.0, 1e-5);
    CHECK(overlaps > 10000);
}

TEST(the_gap_is_the_same_seen_from_both_hulls)
{
    uint32_t seed = 44;
    double worst = 0;
    for (int i = 0; i < 40000; ++i) {
        qn_hull a = hulls_random(&seed), b = hulls_random(&seed);
        qn_pose b_in_a = random_pose(&seed, 2.0f);
        qn_gap one, other;
        qn_hull_gap(&a, &b, b_in_a, &one);
        qn_hull_gap(&b, &a, qn_pose_inv_mul(b_in_a, qn_pose_identity()), &other);
        worst = fmax(worst, fabs((double)(one.separation_m - other.separation_m)));
    }
    CHECK_NEAR(worst, 0.0, 1e-5);
}

TEST(needles_tip_to_tip_are_as_far_apart_as_their_tips)
{
    qn_vec2 points[3] = {{0.0f, 0.0f}, {-10.0f, 0.003f}, {-10.0f, -0.003f}};
    qn_hull needle;
    CHECK_ERROR(qn_hull_polygon(points, 3, 0.0f, &needle), QN_ERROR_OK);
    for (int i = 0; i < 200; ++i) {
        float distance = 1e-4f * (float)(i + 1);
        qn_pose facing = {{distance, 0.0f}, {-1.0f, 0.0f}};
        qn_gap gap;
        qn_hull_gap(&needle, &needle, facing, &gap);
        CHECK_NEAR(gap.separation_m, distance, 1e-5);
    }
}

static qn_gap gap_of(const qn_hull *a, const qn_hull *b, float x, float y, float angle)
{
    qn_gap gap;
    qn_hull_gap(a, b, (qn_pose){{x, y}, qn_rot_from_angle(angle)}, &gap);
    return gap;
}

TEST(coincident_cores_still_have_a_unit_normal)
{
    qn_hull circle, capsule, line, box;
    qn_hull_circle(qn_v2(0, 0), 0.5f, &circle);
    qn_hull_capsule(qn_v2(-1, 0), qn_v2(1, 0), 0.25f, &capsule);
    qn_hull_segment(qn_v2(-1, 0), qn_v2(1, 0), &line);
    qn_hull_box(qn_v2(0, 0), qn_v2(1, 1), 0.0f, &box);
    const qn_hull *all[4] = {&circle, &capsule, &line, &box};
    for (int i = 0; i < 16; ++i) {
        const qn_hull *a = all[i / 4], *b = all[i % 4];
        qn_gap gap = gap_of(a, b, 0, 0, 0);
        CHECK_NEAR(qn_length(gap.normal), 1.0, 1e-6);
        float radii = a->radius_m + b->radius_m;
        bool has_box = a == &box || b == &box;
        bool is_crossing = has_box && a != b;
        float depth = a == b && has_box ? 2.0f : (is_crossing ? 1.0f : 0.0f);
        CHECK_NEAR(gap.separation_m, -depth - radii, 1e-6);
    }
}

TEST(collinear_lines_are_apart_by_the_gap_between_their_ends)
{
    qn_hull line;
    qn_hull_segment(qn_v2(-1, 0), qn_v2(1, 0), &line);
    CHECK_NEAR(gap_of(&line, &line, 2.5f, 0, 0).separation_m, 0.5, 1e-6);
    CHECK_NEAR(gap_of(&line, &line, 2.5f, 0, 0).normal.x, 1.0, 1e-6);
    CHECK_NEAR(gap_of(&line, &line, -2.5f, 0, 3.14159265f).normal.x, -1.0, 1e-6);
    CHECK_NEAR(gap_of(&line, &line, 0, 0.25f, 0).separation_m, 0.25, 1e-6);
    CHECK_NEAR(gap_of(&line, &line, 1.0f, 0, 0).separation_m, 0.0, 1e-6);
    CHECK_NEAR(gap_of(&line, &line, 0.25f, 0, 1.5707963f).separation_m, -0.75, 1e-5);
}

TEST(a_point_is_contained_where_its_distance_is_not_positive)
{
    uint32_t seed = 45;
    int faults = 0, inside = 0;
    double worst = 0;
    for (int i = 0; i < 60000; ++i) {
        qn_hull hull = hulls_random(&seed);
        qn_vec2 p = hulls_random_point(&seed, 1.5f);
        double truth = surface_distance(&hull, qn_pose_identity(), p);
        qn_gap gap;
        qn_hull_gap_to_point(&hull, p, &gap);
        worst = fmax(worst, fabs((double)gap.separation_m - truth));
        bool is_line = hull.count == 2 && hull.radius_m == 0.0f;
        bool is_inside = qn_hull_contains(&hull, p);
        inside += is_inside;
        faults += fabs(truth) > 1e-5 && is_inside != (truth < 0 && !is_line);
    }
    CHECK_NEAR(worst, 0.0, 1e-5);
    CHECK_INT(faults, 0);
    CHECK(inside > 4000);
}
