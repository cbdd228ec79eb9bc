#include <math.h>
#include <string.h>

#include "check.h"
#include "hulls.h"
#include "physics/geometry/manifold.h"

// How far a separation may be off the true distance: the bias towards a's axis and the corner
// test's tolerance, each a tenth of the slop.
static const double TOLERANCE_M = 0.2 * (double)QN_LINEAR_SLOP_M + 1e-5;

static qn_hull box(float half_x, float half_y)
{
    qn_hull hull;
    qn_hull_box(qn_v2(0, 0), qn_v2(half_x, half_y), 0.0f, &hull);
    return hull;
}

static qn_hull capsule(float half_length, float radius)
{
    qn_hull hull;
    qn_hull_capsule(qn_v2(-half_length, 0), qn_v2(half_length, 0), radius, &hull);
    return hull;
}

static qn_hull circle(float radius)
{
    qn_hull hull;
    qn_hull_circle(qn_v2(0, 0), radius, &hull);
    return hull;
}

static qn_pose pose_at(float x, float y, float angle)
{
    return (qn_pose){{x, y}, qn_rot_from_angle(angle)};
}

static qn_manifold collide(const qn_hull *a, const qn_hull *b, qn_pose b_in_a)
{
    qn_manifold manifold;
    qn_collide_hulls(a, b, &b_in_a, QN_SPECULATIVE_M, &manifold);
    return manifold;
}

static double least_separation(const qn_manifold *m)
{
    double least = INFINITY;
    for (int i = 0; i < m->count; ++i) {
        least = fmin(least, (double)m->points[i].separation);
    }
    return least;
}

static double true_distance(const qn_hull *a, const qn_hull *b, qn_pose b_in_a)
{
    placed_hull placed_a = hulls_place(a, qn_pose_identity());
    placed_hull placed_b = hulls_place(b, b_in_a);
    return hulls_distance(&placed_a, &placed_b) - (double)a->radius_m - (double)b->radius_m;
}

static bool is_sharp_line(const qn_hull *hull)
{
    return hull->count == 2 && hull->radius_m == 0.0f;
}

// Two random hulls, near enough to meet more often than not.
typedef struct encounter {
    qn_hull a, b;
    qn_pose b_in_a;
} encounter;

static encounter random_encounter(uint32_t *seed)
{
    encounter e;
    do {
        e.a = hulls_random(seed);
        e.b = hulls_random(seed);
    } while (is_sharp_line(&e.a) && is_sharp_line(&e.b));
    bool is_aligned = check_random(seed) % 3 == 0;
    float angle = 1.5707963f * (float)(check_random(seed) % 4);
    e.b_in_a = hulls_random_pose(seed, 2.0f, 3.1f);
    e.b_in_a.q = is_aligned ? qn_rot_from_angle(angle) : e.b_in_a.q;
    // Bring b to the surface, so that most encounters are about the contact itself.
    double distance = true_distance(&e.a, &e.b, e.b_in_a);
    qn_vec2 center = qn_transform(e.b_in_a, e.b.centroid);
    qn_vec2 apart = qn_normalize(qn_sub(center, e.a.centroid));
    float depth = check_random_float(seed, -0.02f, 0.05f);
    e.b_in_a.p = qn_mul_add(e.b_in_a.p, -(float)distance - depth, apart);
    return e;
}

TEST(separations_agree_with_the_true_distance)
{
    uint32_t seed = 31;
    int rounds = check_is_long() ? 1000000 : 60000;
    int missed = 0, ghosts = 0, touching = 0;
    double worst = 0;
    for (int i = 0; i < rounds; ++i) {
        encounter e = random_encounter(&seed);
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        double truth = true_distance(&e.a, &e.b, e.b_in_a);
        missed += m.count == 0 && truth < (double)QN_SPECULATIVE_M - TOLERANCE_M;
        ghosts += m.count > 0 && truth > (double)QN_SPECULATIVE_M + TOLERANCE_M;
        touching += m.count > 0;
        worst = m.count > 0 ? fmax(worst, fabs(least_separation(&m) - truth)) : worst;
    }
    CHECK_INT(missed, 0);
    CHECK_INT(ghosts, 0);
    CHECK_NEAR(worst, 0.0, TOLERANCE_M);
    CHECK(touching > rounds / 3);
}

TEST(the_normal_is_unit_and_leads_out_of_the_overlap)
{
    uint32_t seed = 32;
    int faults = 0;
    double worst = 0;
    for (int i = 0; i < 40000; ++i) {
        encounter e = random_encounter(&seed);
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        // Deep under rounded borders a small step of the core turns the normal a lot.
        if (m.count == 0 || least_separation(&m) < -0.1) {
            continue;
        }
        faults += !(fabsf(qn_length(m.normal) - 1.0f) < 2e-6f);
        faults += m.count == 2 && m.points[0].id == m.points[1].id;
        float separation = (float)least_separation(&m);
        e.b_in_a.p = qn_mul_add(e.b_in_a.p, -separation, m.normal);
        worst = fmax(worst, fabs(true_distance(&e.a, &e.b, e.b_in_a)));
    }
    CHECK_INT(faults, 0);
    CHECK_NEAR(worst, 0.0, TOLERANCE_M);
}

TEST(points_lie_midway_between_the_surfaces)
{
    uint32_t seed = 33;
    int faults = 0;
    for (int i = 0; i < 30000; ++i) {
        encounter e = random_encounter(&seed);
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        placed_hull a = hulls_place(&e.a, qn_pose_identity());
        placed_hull b = hulls_place(&e.b, e.b_in_a);
        for (int k = 0; k < m.count; ++k) {
            qn_vec2 p = m.points[k].point;
            double half = 0.5 * fabs((double)m.points[k].separation) + TOLERANCE_M;
            double from_a = hulls_point_distance(&a, p.x, p.y) - (double)e.a.radius_m;
            double from_b = hulls_point_distance(&b, p.x, p.y) - (double)e.b.radius_m;
            faults += from_a > half || from_b > half;
            faults += m.points[k].separation > QN_SPECULATIVE_M;
        }
    }
    CHECK_INT(faults, 0);
}

TEST(swapping_the_hulls_negates_the_normal_and_keeps_the_separations)
{
    uint32_t seed = 34;
    int compared = 0, turned = 0, faults = 0;
    for (int i = 0; i < 30000; ++i) {
        encounter e = random_encounter(&seed);
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        qn_pose a_in_b = qn_pose_inv_mul(e.b_in_a, qn_pose_identity());
        qn_manifold swapped = collide(&e.b, &e.a, a_in_b);
        double truth = true_distance(&e.a, &e.b, e.b_in_a);
        if (m.count == 0 || swapped.count == 0) {
            faults += m.count != swapped.count && truth < 0.018;
            continue;
        }
        compared += 1;
        double difference = least_separation(&m) - least_separation(&swapped);
        faults += fabs(difference) > TOLERANCE_M;
        turned += qn_dot(m.normal, qn_rotate(e.b_in_a.q, swapped.normal)) > -0.999f;
    }
    CHECK_INT(faults, 0);
    // Only where two axes are equally good within the bias may each side prefer its own.
    CHECK(turned < compared / 20);
}

TEST(the_frame_in_which_two_hulls_meet_does_not_matter)
{
    uint32_t seed = 35;
    int faults = 0;
    for (int i = 0; i < 20000; ++i) {
        encounter e = random_encounter(&seed);
        qn_pose world_a = hulls_random_pose(&seed, 50.0f, 3.0f);
        qn_pose world_b = {qn_transform(world_a, e.b_in_a.p), qn_rot_mul(world_a.q, e.b_in_a.q)};
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        qn_manifold moved = collide(&e.a, &e.b, qn_pose_inv_mul(world_a, world_b));
        bool is_clear = m.count > 0 && moved.count > 0;
        faults += is_clear && fabs(least_separation(&m) - least_separation(&moved)) > TOLERANCE_M;
    }
    CHECK_INT(faults, 0);
}

TEST(a_box_on_a_box_has_two_points_whose_ids_outlive_small_motion)
{
    qn_hull ground = box(2.0f, 0.5f), crate = box(0.5f, 0.5f);
    qn_manifold first = collide(&ground, &crate, pose_at(0.3f, 1.0f, 0.0f));
    CHECK_INT(first.count, 2);
    CHECK_NEAR(first.normal.y, 1.0, 1e-6);
    uint32_t seed = 36;
    int faults = 0;
    for (int i = 0; i < 2000; ++i) {
        qn_pose pose = hulls_random_pose(&seed, 0.005f, 0.003f);
        pose.p = qn_add(pose.p, qn_v2(0.3f, 1.0f));
        qn_manifold m = collide(&ground, &crate, pose);
        faults += m.count != 2 || m.normal.y < 0.999f;
        faults += m.points[0].id != first.points[0].id || m.points[1].id != first.points[1].id;
        faults += fabsf(m.points[1].point.x - m.points[0].point.x) < 0.98f;
    }
    CHECK_INT(faults, 0);
}

// The ids of both points, the smaller first: a change of reference may swap the points.
static uint32_t both_ids(const qn_manifold *m)
{
    uint32_t a = m->points[0].id, b = m->points[1].id;
    return a < b ? a << 16 | b : b << 16 | a;
}

TEST(equal_boxes_in_a_stack_keep_both_points_and_ids_whatever_the_rounding)
{
    qn_hull crate = box(0.5f, 0.5f);
    qn_manifold still = collide(&crate, &crate, pose_at(0.0f, 1.0f, 0.0f));
    uint32_t seed = 37;
    int faults = 0;
    for (int i = 0; i < 5000; ++i) {
        float tilt = i % 2 == 0 ? 1e-6f : 2e-3f;
        qn_pose pose = hulls_random_pose(&seed, tilt, tilt);
        pose.p.y = 1.0f + check_random_float(&seed, -0.008f, 0.015f);
        qn_manifold m = collide(&crate, &crate, pose);
        faults += m.count != 2;
        faults += m.normal.y < 0.999f || both_ids(&m) != both_ids(&still);
    }
    CHECK_INT(faults, 0);
}

TEST(a_lying_capsule_has_two_points_and_a_standing_one_has_one)
{
    qn_hull ground = box(2.0f, 0.5f), pill = capsule(0.5f, 0.25f);
    qn_manifold lying = collide(&ground, &pill, pose_at(0.0f, 0.75f, 0.0f));
    CHECK_INT(lying.count, 2);
    CHECK_NEAR(lying.points[0].separation, 0.0, 1e-6);
    qn_manifold standing = collide(&ground, &pill, pose_at(0.0f, 1.24f, 0.5f * QN_PI));
    CHECK_INT(standing.count, 1);
    CHECK_NEAR(standing.normal.y, 1.0, 1e-6);
    CHECK_NEAR(standing.points[0].separation, -0.01, 1e-5);
    CHECK_NEAR(standing.points[0].point.y, 0.495, 1e-5);
}

TEST(capsules_end_to_end_push_along_their_common_line)
{
    qn_hull pill = capsule(0.5f, 0.25f);
    for (int i = 0; i < 20; ++i) {
        float tilt = 1e-4f * (float)(i - 10);
        qn_manifold m = collide(&pill, &pill, pose_at(1.4f, 0.0f, tilt));
        CHECK_INT(m.count, 1);
        CHECK_NEAR(m.normal.x, 1.0, 1e-4);
        CHECK_NEAR(m.points[0].separation, -0.1, 1e-3);
    }
    qn_manifold across = collide(&pill, &pill, pose_at(0.0f, 0.1f, 0.5f * QN_PI));
    CHECK(across.count > 0);
    qn_manifold same = collide(&pill, &pill, qn_pose_identity());
    CHECK_INT(same.count, 2);
    CHECK_NEAR(same.points[0].separation, -0.5, 1e-6);
}

TEST(a_corner_over_a_corner_pushes_along_the_line_between_them)
{
    qn_hull crate = box(0.5f, 0.5f);
    qn_manifold m = collide(&crate, &crate, pose_at(1.008f, 1.006f, 0.0f));
    CHECK_INT(m.count, 1);
    CHECK_NEAR(m.points[0].separation, 0.01, 1e-5);
    CHECK_NEAR(m.normal.x, 0.8, 1e-3);
    CHECK_NEAR(m.normal.y, 0.6, 1e-3);
    CHECK_INT(collide(&crate, &crate, pose_at(1.016f, 1.016f, 0.0f)).count, 0);
}

TEST(coincident_hulls_get_a_fixed_normal_and_no_nan)
{
    qn_hull ball = circle(0.5f), crate = box(0.5f, 0.5f), pill = capsule(0.5f, 0.25f);
    qn_hull wall;
    qn_hull_segment(qn_v2(-1, 0), qn_v2(1, 0), &wall);
    const qn_hull *all[4] = {&ball, &crate, &pill, &wall};
    for (int i = 0; i < 15; ++i) {
        qn_manifold m = collide(all[i / 4], all[i % 4], qn_pose_identity());
        CHECK(m.count > 0);
        CHECK_NEAR(qn_length(m.normal), 1.0, 1e-6);
        for (int k = 0; k < m.count; ++k) {
            CHECK(qn_v2_is_finite(m.points[k].point) && m.points[k].separation < 0.0f);
        }
    }
    qn_manifold balls = collide(&ball, &ball, qn_pose_identity());
    CHECK(balls.normal.x == 0.0f && balls.normal.y == 1.0f);
    CHECK_NEAR(balls.points[0].separation, -1.0, 1e-6);
    CHECK_INT(collide(&wall, &wall, pose_at(0.0f, 0.0f, 1.0f)).count, 0);
}

TEST(a_segment_holds_balls_and_boxes_on_both_sides)
{
    qn_hull wall, ball = circle(0.5f), crate = box(0.5f, 0.5f);
    qn_hull_segment(qn_v2(-1, 0), qn_v2(1, 0), &wall);
    for (int side = -1; side <= 1; side += 2) {
        qn_manifold m = collide(&wall, &ball, pose_at(0.2f, 0.49f * (float)side, 0.0f));
        CHECK_INT(m.count, 1);
        CHECK_NEAR(m.normal.y, side, 1e-6);
        CHECK_NEAR(m.points[0].separation, -0.01, 1e-6);
        m = collide(&wall, &crate, pose_at(0.2f, 0.49f * (float)side, 0.0f));
        CHECK_INT(m.count, 2);
        CHECK_NEAR(m.normal.y, side, 1e-6);
        CHECK_NEAR(m.points[0].separation, -0.01, 1e-6);
    }
}

TEST(hulls_at_the_ends_of_the_allowed_sizes_and_places_give_finite_manifolds)
{
    uint32_t seed = 38;
    const float sizes[3] = {QN_MIN_SIZE_M, 1.0f, QN_MAX_SIZE_M};
    int faults = 0, touching = 0;
    for (int i = 0; i < 20000; ++i) {
        encounter e = random_encounter(&seed);
        float size = sizes[i % 3];
        qn_hull_box(qn_v2(0, 0), qn_v2(size, sizes[i / 3 % 3]), 0.0f, &e.a);
        e.b_in_a.p = qn_mul(i % 2 == 0 ? 1.0f : 5.0e4f, e.b_in_a.p);
        qn_manifold m = collide(&e.a, &e.b, e.b_in_a);
        faults += !(fabsf(qn_length(m.normal) - 1.0f) < 2e-6f);
        for (int k = 0; k < m.count; ++k) {
            faults += !qn_v2_is_finite(m.points[k].point);
            faults += !(m.points[k].separation <= QN_SPECULATIVE_M);
        }
        touching += m.count > 0;
    }
    CHECK_INT(faults, 0);
    CHECK(touching > 1000);
}
