#include <math.h>

#include "check.h"
#include "quoin/math.h"

static const double FULL_TURN = 6.283185307179586;

static double rotation_error(float angle)
{
    qn_rot q = qn_rot_from_angle(angle);
    double turned = fabs((double)q.c - cos((double)angle));
    return fmax(turned, fabs((double)q.s - sin((double)angle)));
}

TEST(sine_and_cosine_are_true_within_2e_7_up_to_ten_thousand_radians)
{
    uint32_t seed = 1;
    double worst = 0, worst_length = 0;
    for (int i = 0; i < 200000; ++i) {
        float limit = i % 2 == 0 ? 7.0f : 1.0e4f;
        float angle = check_random_float(&seed, -limit, limit);
        worst = fmax(worst, rotation_error(angle));
        qn_rot q = qn_rot_from_angle(angle);
        double length = hypot((double)q.c, (double)q.s);
        worst_length = fmax(worst_length, fabs(length - 1.0));
    }
    CHECK_NEAR(worst, 0.0, 6e-8);
    CHECK_NEAR(worst_length, 0.0, 1e-7);
}

TEST(a_rotation_by_nothing_is_exact_and_quarter_turns_are_true)
{
    qn_rot none = qn_rot_from_angle(0.0f);
    CHECK(none.c == 1.0f && none.s == 0.0f);
    for (int k = -40; k <= 40; ++k) {
        float angle = (float)(0.25 * FULL_TURN * k);
        qn_rot q = qn_rot_from_angle(angle);
        CHECK_NEAR(q.c, cos((double)angle), 6e-8);
        CHECK_NEAR(q.s, sin((double)angle), 6e-8);
    }
    qn_rot quarter = qn_rot_from_angle(0.5f * QN_PI);
    CHECK(quarter.s == 1.0f);
}

TEST(the_opposite_angle_is_the_mirrored_rotation)
{
    uint32_t seed = 2;
    int wrong = 0;
    for (int i = 0; i < 10000; ++i) {
        float angle = check_random_float(&seed, 0.0f, 500.0f);
        qn_rot a = qn_rot_from_angle(angle);
        qn_rot b = qn_rot_from_angle(-angle);
        wrong += a.c == b.c && a.s == -b.s ? 0 : 1;
    }
    CHECK_INT(wrong, 0);
}

TEST(every_finite_angle_has_a_unit_rotation)
{
    double worst_length = 0;
    for (float angle = 1.0e3f; qn_is_finite(angle); angle *= 1.37f) {
        qn_rot q = qn_rot_from_angle(angle);
        worst_length = fmax(worst_length, fabs(hypot((double)q.c, (double)q.s) - 1.0));
    }
    CHECK_NEAR(worst_length, 0.0, 1e-7);
    // Up to a few million radians the modulus is good enough to compare with libm.
    CHECK_NEAR(rotation_error(3.3e6f), 0.0, 1e-7);
    CHECK_NEAR(rotation_error(1.0e6f), 0.0, 1e-7);
    CHECK_NEAR(rotation_error(1.0e-38f), 0.0, 1e-7);
    CHECK_NEAR(rotation_error(1.0e-45f), 0.0, 1e-7);
}

TEST(angles_and_vectors_that_are_not_finite_give_the_neutral_answer)
{
    float bad[3] = {NAN, INFINITY, -INFINITY};
    for (int i = 0; i < 3; ++i) {
        qn_rot q = qn_rot_from_angle(bad[i]);
        CHECK(q.c == 1.0f && q.s == 0.0f);
        CHECK(qn_atan2(bad[i], 1.0f) == 0.0f);
        CHECK(qn_atan2(1.0f, bad[i]) == 0.0f);
    }
}

TEST(arc_tangent_is_true_within_1e_6)
{
    uint32_t seed = 3;
    double worst = 0;
    for (int i = 0; i < 200000; ++i) {
        float scale = i % 3 == 0 ? 1.0e-3f : (i % 3 == 1 ? 1.0f : 1.0e6f);
        float y = check_random_float(&seed, -1.0f, 1.0f);
        float x = scale * check_random_float(&seed, -1.0f, 1.0f);
        worst = fmax(worst, fabs((double)qn_atan2(y, x) - atan2((double)y, (double)x)));
    }
    CHECK_NEAR(worst, 0.0, 2e-7);
}

TEST(arc_tangent_is_exact_on_the_axes_and_defined_at_the_ends_of_float)
{
    CHECK(qn_atan2(0.0f, 0.0f) == 0.0f);
    CHECK(qn_atan2(0.0f, 1.0f) == 0.0f);
    CHECK(qn_atan2(0.0f, -1.0f) == QN_PI);
    CHECK(qn_atan2(-0.0f, -1.0f) == QN_PI);
    CHECK(qn_atan2(1.0f, 0.0f) == 0.5f * QN_PI);
    CHECK(qn_atan2(-1.0f, 0.0f) == -0.5f * QN_PI);
    CHECK(qn_atan2(1.0f, 1.0f) == 0.25f * QN_PI);
    CHECK(qn_atan2(1.0e-45f, 1.0e-45f) == 0.25f * QN_PI);
    CHECK(qn_atan2(3.0e38f, -3.0e38f) == 0.75f * QN_PI);
    CHECK(qn_atan2(1.0e-45f, 3.0e38f) == 0.0f);
}

TEST(an_angle_survives_the_way_through_its_rotation)
{
    double worst = 0;
    for (int i = -3141; i <= 3141; ++i) {
        float angle = 0.001f * (float)i;
        worst = fmax(worst, fabs((double)qn_rot_angle(qn_rot_from_angle(angle)) - (double)angle));
    }
    CHECK_NEAR(worst, 0.0, 5e-7);
}
