#include "check.h"
#include "quoin/tween.h"

#include <math.h>

// At a quarter, a half and three quarters, by the formulas in double precision.
static const struct {
    qn_easing easing;
    double quarter, half, three;
} golden[] = {
    {QN_EASE_LINEAR, 0.25, 0.5, 0.75},
    {QN_EASE_QUAD_IN, 0.0625, 0.25, 0.5625},
    {QN_EASE_QUAD_OUT, 0.4375, 0.75, 0.9375},
    {QN_EASE_QUAD_IN_OUT, 0.125, 0.5, 0.875},
    {QN_EASE_CUBIC_IN, 0.015625, 0.125, 0.421875},
    {QN_EASE_CUBIC_OUT, 0.578125, 0.875, 0.984375},
    {QN_EASE_CUBIC_IN_OUT, 0.0625, 0.5, 0.9375},
    {QN_EASE_QUART_IN, 0.00390625, 0.0625, 0.31640625},
    {QN_EASE_QUART_OUT, 0.68359375, 0.9375, 0.99609375},
    {QN_EASE_QUART_IN_OUT, 0.03125, 0.5, 0.96875},
    {QN_EASE_QUINT_IN, 0.0009765625, 0.03125, 0.2373046875},
    {QN_EASE_QUINT_OUT, 0.7626953125, 0.96875, 0.9990234375},
    {QN_EASE_QUINT_IN_OUT, 0.015625, 0.5, 0.984375},
    {QN_EASE_SINE_IN, 0.0761204675, 0.2928932188, 0.6173165676},
    {QN_EASE_SINE_OUT, 0.3826834324, 0.7071067812, 0.9238795325},
    {QN_EASE_SINE_IN_OUT, 0.1464466094, 0.5, 0.8535533906},
    {QN_EASE_EXPO_IN, 0.0045523155, 0.0303030303, 0.1759719805},
    {QN_EASE_EXPO_OUT, 0.8240280195, 0.9696969697, 0.9954476845},
    {QN_EASE_EXPO_IN_OUT, 0.0151515152, 0.5, 0.9848484848},
    {QN_EASE_CIRC_IN, 0.0317541634, 0.1339745962, 0.3385621722},
    {QN_EASE_CIRC_OUT, 0.6614378278, 0.8660254038, 0.9682458366},
    {QN_EASE_CIRC_IN_OUT, 0.0669872981, 0.5, 0.9330127019},
    {QN_EASE_BACK_IN, -0.0641365625, -0.0876975, 0.1825903125},
    {QN_EASE_BACK_OUT, 0.8174096875, 1.0876975, 1.0641365625},
    {QN_EASE_BACK_IN_OUT, -0.04384875, 0.5, 1.04384875},
    {QN_EASE_ELASTIC_IN, -0.0055242717, -0.015625, 0.0883883476},
    {QN_EASE_ELASTIC_OUT, 0.9116116524, 1.015625, 1.0055242717},
    {QN_EASE_ELASTIC_IN_OUT, -0.0078125, 0.5, 1.0078125},
    {QN_EASE_BOUNCE_IN, 0.02734375, 0.234375, 0.52734375},
    {QN_EASE_BOUNCE_OUT, 0.47265625, 0.765625, 0.97265625},
    {QN_EASE_BOUNCE_IN_OUT, 0.1171875, 0.5, 0.8828125},
};

TEST(easings_have_their_known_values)
{
    CHECK_INT(sizeof golden / sizeof golden[0], QN_EASE_COUNT);
    for (int32_t i = 0; i < QN_EASE_COUNT; ++i) {
        CHECK_INT(golden[i].easing, i);
        CHECK_NEAR(qn_ease(golden[i].easing, 0.25f), golden[i].quarter, 2e-6);
        CHECK_NEAR(qn_ease(golden[i].easing, 0.5f), golden[i].half, 2e-6);
        CHECK_NEAR(qn_ease(golden[i].easing, 0.75f), golden[i].three, 2e-6);
    }
}

TEST(easings_are_exact_at_their_ends_and_nowhere_broken)
{
    static const float below[] = {0.0f, -0.0f, -1.0f, NAN, -INFINITY};
    for (int32_t i = -1; i <= QN_EASE_COUNT; ++i) {
        for (size_t k = 0; k < sizeof below / sizeof below[0]; ++k) {
            CHECK(qn_ease((qn_easing)i, below[k]) == 0.0f);
        }
        CHECK(qn_ease((qn_easing)i, 1.0f) == 1.0f && qn_ease((qn_easing)i, INFINITY) == 1.0f);
        for (int32_t step = 0; step <= 1000; ++step) {
            float value = qn_ease((qn_easing)i, (float)step / 1000.0f);
            CHECK(value > -0.5f && value < 1.5f);
        }
    }
}

TEST(easings_do_not_jump)
{
    for (int32_t i = 0; i < QN_EASE_COUNT; ++i) {
        float before = 0.0f;
        for (int32_t step = 1; step <= 4000; ++step) {
            float value = qn_ease((qn_easing)i, (float)step / 4000.0f);
            // The circle is upright at its end; everything else is no steeper than 16 to 1.
            CHECK(qn_abs(value - before) <
                  (i >= QN_EASE_CIRC_IN && i <= QN_EASE_CIRC_IN_OUT ? 0.0225f : 16.0f / 4000.0f));
            before = value;
        }
    }
}

TEST(what_ends_slowly_is_what_starts_slowly_turned_round)
{
    for (int32_t i = QN_EASE_QUAD_IN; i < QN_EASE_COUNT; i += 3) {
        for (int32_t step = 1; step < 64; ++step) {
            float t = (float)step / 64.0f;
            CHECK_NEAR(qn_ease((qn_easing)(i + 1), t), 1.0f - qn_ease((qn_easing)i, 1.0f - t),
                       1e-6);
        }
    }
}

TEST(a_tween_waits_runs_and_stays_at_its_end)
{
    qn_tween tween = {.delay_s = 1.0f, .duration_s = 2.0f};
    CHECK(qn_tween_at(&tween, -5.0f) == 0.0f && qn_tween_at(&tween, 1.0f) == 0.0f);
    CHECK_NEAR(qn_tween_at(&tween, 2.0f), 0.5, 1e-6);
    CHECK(qn_tween_at(&tween, 3.0f) == 1.0f && qn_tween_at(&tween, 1e30f) == 1.0f);
    CHECK(!qn_tween_is_done(&tween, 2.99f) && qn_tween_is_done(&tween, 3.0f));
    CHECK_NEAR(qn_tween_length(&tween), 3.0, 1e-6);
}

TEST(a_tween_repeats_and_goes_back_and_forth)
{
    qn_tween tween = {.duration_s = 1.0f, .repeat_count = 2};
    CHECK_NEAR(qn_tween_at(&tween, 1.25f), 0.25, 1e-6);
    CHECK(qn_tween_at(&tween, 3.0f) == 1.0f);
    tween.yoyo = true;
    CHECK_NEAR(qn_tween_at(&tween, 1.25f), 0.75, 1e-6);
    CHECK_NEAR(qn_tween_at(&tween, 2.25f), 0.25, 1e-6);
    CHECK(qn_tween_at(&tween, 99.0f) == 1.0f);
    tween.repeat_count = 1;
    CHECK(qn_tween_at(&tween, 99.0f) == 0.0f);
    tween.repeat_count = QN_TWEEN_ENDLESS;
    CHECK_NEAR(qn_tween_at(&tween, 1001.25f), 0.75, 1e-3);
    CHECK(!qn_tween_is_done(&tween, 1e30f) && qn_tween_length(&tween) == QN_TWEEN_ENDLESS);
}

TEST(values_on_the_way_are_exact_at_its_ends)
{
    qn_tween tween = {.easing = QN_EASE_BACK_OUT, .duration_s = 1.0f};
    CHECK(qn_tween_float(&tween, 0.0f, 0.1f, 1e8f) == 0.1f);
    CHECK(qn_tween_float(&tween, 1.0f, 1e8f, 0.1f) == 0.1f);
    qn_vec2 end = qn_tween_v2(&tween, 2.0f, qn_v2(1e7f, 3.0f), qn_v2(0.3f, 0.7f));
    CHECK(end.x == 0.3f && end.y == 0.7f);
    for (int32_t i = 0; i <= 10; ++i) {
        qn_color c = qn_tween_color(&tween, 0.1f * (float)i, qn_rgb(0), qn_rgb(0xFFFFFF));
        CHECK(c.r >= c.g && c.a == 255);
    }
}

TEST(tweens_follow_each_other)
{
    qn_tween tweens[3] = {{.duration_s = 1.0f},
                          {.delay_s = 0.5f, .duration_s = 1.0f},
                          {.duration_s = 1.0f, .repeat_count = 1}};
    float time = -1.0f;
    CHECK_INT(qn_tween_sequence_at(tweens, 3, 0.25f, &time), 0);
    CHECK_NEAR(time, 0.25, 1e-6);
    CHECK_INT(qn_tween_sequence_at(tweens, 3, 1.75f, &time), 1);
    CHECK_NEAR(time, 0.75, 1e-6);
    CHECK_INT(qn_tween_sequence_at(tweens, 3, 4.0f, &time), 2);
    CHECK_NEAR(time, 1.5, 1e-6);
    CHECK_INT(qn_tween_sequence_at(tweens, 3, 4.5f, &time), 3);
    CHECK_INT(qn_tween_sequence_at(tweens, 3, NAN, NULL), 0);
    CHECK_INT(qn_tween_sequence_at(NULL, 3, 4.0f, &time), 0);
    tweens[1].repeat_count = QN_TWEEN_ENDLESS;
    CHECK_INT(qn_tween_sequence_at(tweens, 3, 1e6f, &time), 1);
}

TEST(a_broken_tween_gives_numbers_all_the_same)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY, -1.0f, 0.0f, 1e-38f, 3e38f};
    for (int32_t i = 0; i < 7 * 7 * 7 * 4; ++i) {
        qn_tween tween = {QN_EASE_ELASTIC_OUT, bad[i % 7], bad[i / 7 % 7], i / 343 - 1, true};
        float share = qn_tween_at(&tween, bad[i / 49 % 7]);
        CHECK(share > -0.5f && share < 1.5f);
        CHECK(isfinite(qn_tween_length(&tween)));
    }
    qn_tween many = {.duration_s = 1.0f, .repeat_count = INT32_MAX};
    CHECK(qn_tween_at(&many, 1e30f) == 1.0f);
    CHECK(qn_tween_at(NULL, 1.0f) == 0.0f && qn_tween_is_done(NULL, 0.0f));
}

TEST(a_spring_ends_where_many_small_ticks_end)
{
    static const float dampings[] = {0.0f, 0.2f, 0.7f, 0.9995f, 1.0f, 1.002f, 1.5f, 6.0f};
    for (size_t i = 0; i < sizeof dampings / sizeof dampings[0]; ++i) {
        qn_spring once = {3.0f, -2.0f}, often = once;
        CHECK_ERROR(qn_spring_tick(&once, 1.0f, 2.0f, dampings[i], 0.25f), QN_ERROR_OK);
        for (int32_t k = 0; k < 100; ++k) {
            qn_spring_tick(&often, 1.0f, 2.0f, dampings[i], 0.0025f);
        }
        CHECK_NEAR(once.value, often.value, 3e-4);
        CHECK_NEAR(once.velocity, often.velocity, 4e-3);
    }
}

TEST(a_spring_moves_as_its_equation_says)
{
    // Against steps of a microsecond of x'' = -w^2 (x - target) - 2 z w x'.
    static const double dampings[] = {0.3, 1.0, 2.5};
    for (int32_t i = 0; i < 3; ++i) {
        double x = 2.0, v = 5.0, w = 2.0 * 3.14159265358979 * 1.5, dt = 1e-6;
        for (int32_t k = 0; k < 200000; ++k) {
            v += dt * (-w * w * (x - 0.5) - 2.0 * dampings[i] * w * v);
            x += dt * v;
        }
        qn_spring spring = {2.0f, 5.0f};
        qn_spring_tick(&spring, 0.5f, 1.5f, (float)dampings[i], 0.2f);
        CHECK_NEAR(spring.value, x, 1e-4);
        CHECK_NEAR(spring.velocity, v, 1e-3);
    }
}

TEST(a_critical_spring_does_not_swing_over_and_a_stiff_one_is_stable)
{
    qn_spring spring = {0.0f, 0.0f};
    for (int32_t i = 0; i < 300; ++i) {
        float before = spring.value;
        qn_spring_tick(&spring, 1.0f, 3.0f, 1.0f, 1.0f / 60.0f);
        CHECK(spring.value >= before - 1e-6f && spring.value <= 1.000001f);
    }
    CHECK_NEAR(spring.value, 1.0, 1e-6);
    for (int32_t i = 0; i < 100; ++i) {
        CHECK_ERROR(qn_spring_tick(&spring, -5.0f, 1000.0f, 0.5f, 1.0f), QN_ERROR_OK);
    }
    CHECK_NEAR(spring.value, -5.0, 1e-4);
}

TEST(a_spring_in_the_plane_is_two_springs)
{
    qn_spring x = {1.0f, 2.0f}, y = {-3.0f, 0.5f};
    qn_spring_v2 both = {{1.0f, -3.0f}, {2.0f, 0.5f}};
    for (int32_t i = 0; i < 20; ++i) {
        qn_spring_tick(&x, 4.0f, 2.0f, 0.4f, 0.02f);
        qn_spring_tick(&y, -1.0f, 2.0f, 0.4f, 0.02f);
        qn_spring_v2_tick(&both, qn_v2(4.0f, -1.0f), 2.0f, 0.4f, 0.02f);
    }
    CHECK(both.value.x == x.value && both.value.y == y.value && both.velocity.y == y.velocity);
}

TEST(a_spring_refuses_what_is_no_spring)
{
    qn_spring spring = {1.0f, 2.0f};
    CHECK_ERROR(qn_spring_tick(NULL, 0.0f, 1.0f, 1.0f, 0.1f), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_spring_tick(&spring, NAN, 1.0f, 1.0f, 0.1f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_spring_tick(&spring, 0.0f, INFINITY, 1.0f, 0.1f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_spring_tick(&spring, 0.0f, -1.0f, 1.0f, 0.1f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_spring_tick(&spring, 0.0f, 1.0f, 101.0f, 0.1f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_spring_tick(&spring, 0.0f, 1.0f, 1.0f, 1.5f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_spring_v2_tick(NULL, qn_v2(0, 0), 1.0f, 1.0f, 0.1f), QN_ERROR_NULL_POINTER);
    CHECK(spring.value == 1.0f && spring.velocity == 2.0f);
    CHECK_ERROR(qn_spring_tick(&spring, 0.0f, 0.0f, 1.0f, 0.5f), QN_ERROR_OK);
    CHECK(spring.value == 2.0f && spring.velocity == 2.0f);
}
