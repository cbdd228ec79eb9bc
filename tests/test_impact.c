// Times of impact against dense sampling of the true distance in double.
#include <math.h>

#include "check.h"
#include "hulls.h"
#include "physics/geometry/impact.h"

typedef struct encounter {
    qn_hull a, b;
    qn_sweep sweep_a, sweep_b;
    float wanted;
} encounter;

static placed_hull place_at(const qn_hull *hull, const qn_sweep *sweep, double t)
{
    double angle = atan2((double)sweep->q.s, (double)sweep->q.c) + t * (double)sweep->angle_rad;
    double c = cos(angle), s = sin(angle);
    placed_hull out = hulls_place(hull, qn_pose_identity());
    for (int i = 0; i < out.count; ++i) {
        double x = out.x[i] - (double)sweep->local_center.x;
        double y = out.y[i] - (double)sweep->local_center.y;
        out.x[i] = c * x - s * y + (double)sweep->center.x + t * (double)sweep->shift.x;
        out.y[i] = s * x + c * y + (double)sweep->center.y + t * (double)sweep->shift.y;
        double nx = out.nx[i], ny = out.ny[i];
        out.nx[i] = c * nx - s * ny;
        out.ny[i] = s * nx + c * ny;
    }
    return out;
}

static double separation_at(const encounter *e, double t)
{
    placed_hull a = place_at(&e->a, &e->sweep_a, t);
    placed_hull b = place_at(&e->b, &e->sweep_b, t);
    return hulls_distance(&a, &b) - (double)e->a.radius_m - (double)e->b.radius_m;
}

static qn_sweep random_sweep(uint32_t *seed, const qn_hull *hull, float width, float turn)
{
    qn_pose pose = hulls_random_pose(seed, width, 3.1f);
    qn_sweep sweep = {.local_center = hull->centroid, .q = pose.q};
    if (check_random(seed) % 4 == 0) {
        sweep.local_center = hulls_random_point(seed, 1.0f);
    }
    sweep.center = pose.p;
    sweep.shift = qn_sub(hulls_random_point(seed, 1.0f), qn_mul(2.0f, pose.p));
    sweep.angle_rad = check_random_float(seed, -turn, turn);
    return sweep;
}

static encounter random_encounter(uint32_t *seed, float turn)
{
    encounter e;
    e.a = hulls_random(seed);
    e.b = hulls_random(seed);
    e.sweep_a = random_sweep(seed, &e.a, 4.0f, turn);
    e.sweep_b = random_sweep(seed, &e.b, 4.0f, turn);
    e.wanted =
        QN_IMPACT_SEPARATION_M - (check_random(seed) % 2 == 0 ? 2.0f * QN_LINEAR_SLOP_M : 0.0f);
    return e;
}

// The least separation at evenly spaced fractions before `end`.
static double least_before(const encounter *e, double end, int count)
{
    double least = INFINITY;
    for (int i = 0; i <= count; ++i) {
        least = fmin(least, separation_at(e, end * (double)i / count));
    }
    return least;
}

static void check_encounters(float turn, int rounds, double sag)
{
    uint32_t seed = 61;
    double worst = 0, worst_early = 0, worst_none = 0;
    int hits = 0, failed = 0, overlapped = 0;
    for (int i = 0; i < rounds; ++i) {
        encounter e = random_encounter(&seed, turn);
        qn_impact impact;
        qn_hull_impact(&e.a, &e.sweep_a, &e.b, &e.sweep_b, e.wanted, &impact);
        double wanted = e.wanted, t = impact.fraction;
        failed += impact.state == QN_IMPACT_FAILED;
        overlapped += impact.state == QN_IMPACT_OVERLAPPED;
        if (impact.state == QN_IMPACT_HIT) {
            hits += 1;
            worst = fmax(worst, fabs(separation_at(&e, t) - wanted));
            worst_early = fmin(worst_early, least_before(&e, t, 200) - wanted);
        } else if (impact.state == QN_IMPACT_NONE) {
            worst_none = fmin(worst_none, least_before(&e, 1.0, 400) - wanted);
        }
    }
    CHECK_INT(failed, 0);
    CHECK(hits > rounds / 4 && overlapped < rounds / 4);
    CHECK_NEAR(worst, 0.0, (double)QN_IMPACT_TOLERANCE_M + 2e-5);
    CHECK_NEAR(worst_early, 0.0, sag);
    CHECK_NEAR(worst_none, 0.0, sag);
}

TEST(hulls_that_do_not_turn_meet_when_sampling_says_so)
{
    check_encounters(0.0f, check_is_long() ? 100000 : 6000, (double)QN_IMPACT_TOLERANCE_M + 2e-5);
}

SLOW_TEST(hulls_that_turn_meet_when_sampling_says_so)
{
    double sag = (double)QN_LINEAR_SLOP_M + (double)QN_IMPACT_TOLERANCE_M;
    check_encounters(0.7f, check_is_long() ? 100000 : 6000, sag);
    check_encounters(3.1f, check_is_long() ? 100000 : 6000, sag);
}

TEST(hulls_that_spin_several_turns_in_the_interval_still_meet)
{
    check_encounters(12.0f, check_is_long() ? 20000 : 2000, 4.0 * (double)QN_LINEAR_SLOP_M);
}

TEST(the_normal_of_an_impact_points_from_a_to_b_against_the_motion)
{
    uint32_t seed = 62;
    int faults = 0;
    for (int i = 0; i < 6000; ++i) {
        encounter e = random_encounter(&seed, 0.0f);
        qn_impact impact;
        qn_hull_impact(&e.a, &e.sweep_a, &e.b, &e.sweep_b, e.wanted, &impact);
        if (impact.state == QN_IMPACT_HIT && impact.fraction > 0.0f) {
            qn_vec2 relative = qn_sub(e.sweep_b.shift, e.sweep_a.shift);
            faults += qn_dot(relative, impact.normal) > 1e-4f;
            faults += fabsf(qn_length(impact.normal) - 1.0f) > 1e-5f;
        }
    }
    CHECK_INT(faults, 0);
}

// Far out a pose itself is only known to 8 mm; the time of impact must not add to that.
TEST(an_impact_far_from_the_origin_is_found_as_near_it)
{
    uint32_t seed = 63;
    double worst = 0;
    for (int i = 0; i < 3000; ++i) {
        encounter e = random_encounter(&seed, 1.0f);
        encounter far = e;
        far.sweep_a.center = qn_add(e.sweep_a.center, qn_v2(9.0e4f, -9.0e4f));
        far.sweep_b.center = qn_add(e.sweep_b.center, qn_v2(9.0e4f, -9.0e4f));
        e.sweep_a.center = qn_sub(far.sweep_a.center, qn_v2(9.0e4f, -9.0e4f));
        e.sweep_b.center = qn_sub(far.sweep_b.center, qn_v2(9.0e4f, -9.0e4f));
        qn_impact near_impact, far_impact;
        qn_hull_impact(&e.a, &e.sweep_a, &e.b, &e.sweep_b, e.wanted, &near_impact);
        qn_hull_impact(&far.a, &far.sweep_a, &far.b, &far.sweep_b, e.wanted, &far_impact);
        CHECK_INT(far_impact.state, near_impact.state);
        worst = fmax(worst, fabs((double)(far_impact.fraction - near_impact.fraction)));
    }
    CHECK_NEAR(worst, 0.0, 1e-4);
}

TEST(a_sweep_between_two_poses_starts_and_ends_there)
{
    uint32_t seed = 64;
    for (int i = 0; i < 1000; ++i) {
        qn_pose from = hulls_random_pose(&seed, 9.0f, 3.1f),
                to = hulls_random_pose(&seed, 9.0f, 3.1f);
        qn_sweep sweep = qn_sweep_between(from, to, hulls_random_point(&seed, 1.0f));
        qn_sweep rest = qn_sweep_rest(&sweep, 0.375f);
        qn_pose ends[2] = {qn_sweep_pose(&sweep, 1.0f), qn_sweep_pose(&rest, 1.0f)};
        qn_pose half[2] = {qn_sweep_pose(&sweep, 0.6875f), qn_sweep_pose(&rest, 0.5f)};
        for (int k = 0; k < 2; ++k) {
            CHECK_NEAR(ends[k].p.x, to.p.x, 2e-5);
            CHECK_NEAR(ends[k].p.y, to.p.y, 2e-5);
            CHECK_NEAR(ends[k].q.s, to.q.s, 3e-6);
        }
        CHECK_NEAR(half[0].p.x, half[1].p.x, 2e-5);
        CHECK_NEAR(half[0].q.c, half[1].q.c, 3e-6);
    }
}
