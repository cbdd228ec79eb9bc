// Hulls moved along a line, against dense sampling of the true distance in double.
#include <math.h>

#include "check.h"
#include "hulls.h"
#include "physics/geometry/cast.h"

static double separation_at(const qn_hull *a, const qn_hull *b, qn_pose b_in_a, qn_vec2 d, double t)
{
    placed_hull placed_a = hulls_place(a, qn_pose_identity());
    placed_hull placed_b = hulls_place(b, b_in_a);
    for (int i = 0; i < placed_b.count; ++i) {
        placed_b.x[i] += t * (double)d.x;
        placed_b.y[i] += t * (double)d.y;
    }
    return hulls_distance(&placed_a, &placed_b) - (double)a->radius_m - (double)b->radius_m;
}

// The least separation over [0, end], by thirds: the separation is convex along a line while the
// hulls are apart, and below 0 all is said.
static double least_separation(const qn_hull *a, const qn_hull *b, qn_pose pose, qn_vec2 d,
                               double end)
{
    double low = 0, high = end, least = INFINITY;
    for (int i = 0; i < 100; ++i) {
        double t1 = low + (high - low) / 3, t2 = high - (high - low) / 3;
        double s1 = separation_at(a, b, pose, d, t1), s2 = separation_at(a, b, pose, d, t2);
        least = fmin(least, fmin(s1, s2));
        if (least < 0) {
            break;
        }
        low = s1 > s2 ? t1 : low;
        high = s1 > s2 ? high : t2;
    }
    return fmin(least, separation_at(a, b, pose, d, end));
}

SLOW_TEST(a_cast_stops_at_the_first_touch_and_misses_nothing)
{
    uint32_t seed = 51;
    int hits = 0, faults = 0;
    double worst = 0, worst_miss = 0, worst_early = 0;
    for (int i = 0; i < 20000; ++i) {
        qn_hull a = hulls_random(&seed), b = hulls_random(&seed);
        qn_pose pose = hulls_random_pose(&seed, 6.0f, 3.1f);
        qn_vec2 aim = hulls_random_point(&seed, 1.5f);
        qn_vec2 d = qn_mul(2.0f, qn_sub(aim, pose.p));
        if (separation_at(&a, &b, pose, d, 0) <= 1e-4) {
            continue;
        }
        qn_hull_cast cast;
        if (qn_hull_cast_hull(&a, &b, pose, d, 1.0f, &cast)) {
            hits += 1;
            double t = cast.fraction;
            worst = fmax(worst, fabs(separation_at(&a, &b, pose, d, t)));
            worst_early = fmin(worst_early, least_separation(&a, &b, pose, d, t));
            placed_hull placed = hulls_place(&a, qn_pose_identity());
            double off = hulls_point_distance(&placed, cast.point.x, cast.point.y);
            faults += fabs(off - (double)a.radius_m) > 5e-5;
            faults += fabsf(qn_length(cast.normal) - 1.0f) > 1e-5f;
            faults += qn_dot(cast.normal, d) > 0.0f;
        } else {
            worst_miss = fmin(worst_miss, least_separation(&a, &b, pose, d, 1.0));
        }
    }
    CHECK_INT(faults, 0);
    CHECK_NEAR(worst, 0.0, 5e-5);
    CHECK_NEAR(worst_early, 0.0, 5e-5);
    CHECK_NEAR(worst_miss, 0.0, 2e-5);
    CHECK(hits > 8000);
}

TEST(a_circle_without_much_radius_is_cast_like_a_ray)
{
    uint32_t seed = 52;
    qn_hull dot;
    qn_hull_circle(qn_v2(0, 0), 0.005f, &dot);
    int hits = 0;
    for (int i = 0; i < 20000; ++i) {
        qn_hull hull = hulls_random(&seed);
        qn_pose pose = {hulls_random_point(&seed, 5.0f), {1.0f, 0.0f}};
        qn_vec2 d = qn_mul(3.0f, qn_sub(hulls_random_point(&seed, 1.0f), pose.p));
        qn_hull grown = hull;
        grown.radius_m += 0.005f;
        qn_hull_cast ray, cast;
        bool ray_hits = qn_hull_cast_ray(&grown, pose.p, d, 1.0f, &ray);
        bool cast_hits = qn_hull_cast_hull(&hull, &dot, pose, d, 1.0f, &cast);
        if (ray_hits && cast_hits) {
            hits += 1;
            float aslant = qn_max(-qn_dot(ray.normal, qn_normalize(d)), 0.01f);
            CHECK_NEAR(cast.fraction * qn_length(d), ray.fraction * qn_length(d), 5e-5f / aslant);
        }
    }
    CHECK(hits > 10000);
}

static qn_hull unit_box(void)
{
    qn_hull box;
    qn_hull_box(qn_v2(0, 0), qn_v2(0.5f, 0.5f), 0.0f, &box);
    return box;
}

TEST(a_cast_that_starts_in_overlap_hits_at_once_unless_it_leads_out)
{
    qn_hull box = unit_box();
    qn_pose right = {{0.9f, 0.0f}, {1.0f, 0.0f}};
    qn_hull_cast cast;
    CHECK(qn_hull_cast_hull(&box, &box, right, qn_v2(-1, 0), 1.0f, &cast));
    CHECK_NEAR(cast.fraction, 0.0, 0.0);
    CHECK_NEAR(cast.normal.x, 1.0, 1e-6);
    CHECK(qn_hull_cast_hull(&box, &box, right, qn_v2(0, 0), 1.0f, &cast));
    CHECK(qn_hull_cast_hull(&box, &box, right, qn_v2(0, 1), 1.0f, &cast));
    CHECK(!qn_hull_cast_hull(&box, &box, right, qn_v2(1, 0), 1.0f, &cast));
}

TEST(a_box_that_slides_past_a_corner_is_decided_within_a_tenth_of_a_millimetre)
{
    qn_hull box = unit_box();
    qn_hull_cast cast;
    qn_pose above = {{-3.0f, 1.0001f}, {1.0f, 0.0f}}, below = {{-3.0f, 0.9999f}, {1.0f, 0.0f}};
    CHECK(!qn_hull_cast_hull(&box, &box, above, qn_v2(9, 0), 1.0f, &cast));
    CHECK(qn_hull_cast_hull(&box, &box, below, qn_v2(9, 0), 1.0f, &cast));
    CHECK_NEAR(cast.fraction, 2.0 / 9.0, 1e-5);
    CHECK(!qn_hull_cast_hull(&box, &box, below, qn_v2(9, 0), 0.2f, &cast));
}
