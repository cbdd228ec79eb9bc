#include "check.h"
#include "quoin/camera_rig.h"

#include <math.h>

static const qn_vec2 surface = {200.0f, 100.0f};

static qn_camera_rig start(const qn_camera_rig_def *def)
{
    qn_camera_rig rig = {0};
    CHECK_ERROR(qn_camera_rig_start(def, &rig), QN_ERROR_OK);
    return rig;
}

static void tick(qn_camera_rig *rig, float dt_s, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        CHECK_ERROR(qn_camera_rig_tick(rig, dt_s, surface), QN_ERROR_OK);
    }
}

TEST(a_rig_closes_half_of_a_gap_in_its_half_life_at_any_rate)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.0f, 0.0f);
    def.follow_half_life_s = 0.5f;
    static const int32_t rates[] = {30, 60, 120, 240};
    for (int32_t i = 0; i < 4; ++i) {
        qn_camera_rig rig = start(&def);
        qn_camera_rig_follow(&rig, qn_v2(8.0f, -4.0f));
        tick(&rig, 1.0f / (float)rates[i], rates[i]);
        qn_camera view = qn_camera_rig_view(&rig, 1.0f, surface);
        CHECK_NEAR(view.center_m.x, 6.0, 1e-4);
        CHECK_NEAR(view.center_m.y, -3.0, 1e-4);
    }
}

TEST(a_target_within_the_dead_zone_moves_nothing)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.5f, 0.25f); // 5 and 1.25 m
    def.follow_half_life_s = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_follow(&rig, qn_v2(4.9f, -1.2f));
    tick(&rig, 1.0f / 60.0f, 10);
    CHECK(rig.now.center_m.x == 0.0f && rig.now.center_m.y == 0.0f);
    qn_camera_rig_follow(&rig, qn_v2(7.0f, -1.2f));
    tick(&rig, 1.0f / 60.0f, 1);
    CHECK_NEAR(rig.now.center_m.x, 2.0, 1e-5);
}

TEST(a_dead_zone_turns_with_the_camera)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.5f, 0.0f);
    def.angle_rad = 0.5f * QN_PI;
    def.follow_half_life_s = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_follow(&rig, qn_v2(1.0f, 4.9f)); // the view's x axis points up in the world
    tick(&rig, 1.0f / 60.0f, 1);
    CHECK_NEAR(rig.now.center_m.x, 1.0, 1e-5);
    CHECK_NEAR(rig.now.center_m.y, 0.0, 1e-5);
}

TEST(a_rig_looks_ahead_of_what_moves_and_never_too_far)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.0f, 0.0f);
    def.follow_half_life_s = 0.0f;
    def.look_ahead_s = 0.5f;
    def.look_ahead_most = 0.5f;
    qn_camera_rig rig = start(&def);
    for (int32_t i = 0; i < 240; ++i) {
        qn_camera_rig_follow(&rig, qn_v2(6.0f * (float)i / 60.0f, 0.0f));
        tick(&rig, 1.0f / 60.0f, 1);
    }
    CHECK_NEAR(rig.now.center_m.x - rig.target_m.x, 3.0, 0.02);
    for (int32_t i = 0; i < 240; ++i) {
        qn_camera_rig_follow(&rig, qn_v2(24.0f + 60.0f * (float)i / 60.0f, 0.0f));
        tick(&rig, 1.0f / 60.0f, 1);
    }
    CHECK_NEAR(rig.now.center_m.x - rig.target_m.x, 5.0, 0.02);
}

TEST(a_rig_jumps_without_a_motion_between_ticks)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.look_ahead_s = 1.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_follow(&rig, qn_v2(0.0f, 0.0f));
    tick(&rig, 1.0f / 60.0f, 4);
    qn_camera_rig_follow(&rig, qn_v2(500.0f, 0.0f));
    CHECK_ERROR(qn_camera_rig_jump(&rig, qn_v2(500.0f, 0.0f)), QN_ERROR_OK);
    CHECK(qn_camera_rig_view(&rig, 0.25f, surface).center_m.x == 500.0f);
    tick(&rig, 1.0f / 60.0f, 1);
    CHECK(rig.now.center_m.x == 500.0f);
}

TEST(a_view_between_ticks_lies_between_them)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.0f, 0.0f);
    qn_camera_rig rig = start(&def);
    qn_camera_rig_follow(&rig, qn_v2(10.0f, 0.0f));
    tick(&rig, 1.0f / 60.0f, 3);
    float before = qn_camera_rig_view(&rig, 0.0f, surface).center_m.x;
    float middle = qn_camera_rig_view(&rig, 0.5f, surface).center_m.x;
    float now = qn_camera_rig_view(&rig, 1.0f, surface).center_m.x;
    CHECK(before < middle && middle < now);
    CHECK_NEAR(middle, 0.5f * (before + now), 1e-5);
}

TEST(bounds_hold_while_following_and_zooming)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.has_bounds = true;
    def.bounds_m = (qn_aabb){{-12.0f, -6.0f}, {30.0f, 12.0f}};
    qn_camera_rig rig = start(&def);
    uint32_t seed = 4;
    for (int32_t i = 0; i < 600; ++i) {
        qn_vec2 target;
        target.x = check_random_float(&seed, -60.0f, 90.0f);
        target.y = check_random_float(&seed, -60.0f, 90.0f);
        qn_camera_rig_follow(&rig, target);
        qn_camera_rig_zoom(&rig, i < 300 ? 4.0f : 40.0f);
        tick(&rig, 1.0f / 60.0f, 5);
        qn_camera view = qn_camera_rig_view(&rig, 1.0f, surface);
        qn_aabb seen = qn_camera_view(&view);
        if (view.height_m < 17.9f) {
            CHECK(seen.lower.y > -6.001f && seen.upper.y < 12.001f);
        } else {
            CHECK_NEAR(view.center_m.y, 3.0, 0.6);
        }
    }
    CHECK_NEAR(rig.now.center_m.x, 9.0, 1e-4);
    CHECK_NEAR(rig.now.center_m.y, 3.0, 1e-4);
}

TEST(a_zoom_about_a_point_keeps_it_in_place_until_it_ends_exactly)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig rig = start(&def);
    qn_vec2 point = qn_v2(3.0f, -2.0f);
    qn_camera view = qn_camera_rig_view(&rig, 1.0f, surface);
    qn_vec2 px = qn_camera_to_px(&view, point);
    CHECK_ERROR(qn_camera_rig_zoom_about(&rig, point, 4.0f), QN_ERROR_OK);
    for (int32_t i = 0; i < 300; ++i) {
        tick(&rig, 1.0f / 60.0f, 1);
        view = qn_camera_rig_view(&rig, 1.0f, surface);
        CHECK(qn_distance(qn_camera_to_px(&view, point), px) < 0.02f);
    }
    CHECK(rig.now.height_m == 2.5f);
}

TEST(a_zoom_stops_at_its_limits)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.least_height_m = 5.0f;
    def.most_height_m = 20.0f;
    def.zoom_half_life_s = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_zoom(&rig, 1.0f);
    tick(&rig, 1.0f / 60.0f, 1);
    CHECK(rig.now.height_m == 5.0f);
    qn_camera_rig_zoom_about(&rig, qn_v2(0.0f, 0.0f), 1.0e-30f);
    tick(&rig, 1.0f / 60.0f, 1);
    CHECK(rig.now.height_m == 20.0f);
}

TEST(a_rig_frames_several_players)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.dead_zone = qn_v2(0.0f, 0.0f);
    def.most_height_m = 30.0f;
    qn_camera_rig rig = start(&def);
    qn_aabb area = {{-10.0f, 0.0f}, {30.0f, 5.0f}}; // 40 m wide: 20 m high
    for (int32_t i = 0; i < 300; ++i) {
        CHECK_ERROR(qn_camera_rig_frame(&rig, area, surface), QN_ERROR_OK);
        tick(&rig, 1.0f / 60.0f, 1);
    }
    qn_camera view = qn_camera_rig_view(&rig, 1.0f, surface);
    qn_aabb seen = qn_camera_view(&view);
    CHECK_NEAR(seen.lower.x, -10.0, 1e-2);
    CHECK_NEAR(seen.upper.x, 30.0, 1e-2);
    area.upper.x = 900.0f;
    CHECK_ERROR(qn_camera_rig_frame(&rig, area, surface), QN_ERROR_OK);
    CHECK(rig.goal_height_m == 30.0f);
    area.upper.x = NAN;
    CHECK_ERROR(qn_camera_rig_frame(&rig, area, surface), QN_ERROR_NOT_FINITE);
    area.upper.x = -11.0f;
    CHECK_ERROR(qn_camera_rig_frame(&rig, area, surface), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_camera_rig_frame(NULL, area, surface), QN_ERROR_NULL_POINTER);
}

TEST(a_rig_that_was_written_over_with_nonsense_is_refused)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig rig = start(&def);
    float *const fields[] = {&rig.trauma,          &rig.shake_part,     &rig.shake_direction.x,
                             &rig.look_m.y,        &rig.now.height_m,   &rig.now.center_m.x,
                             &rig.last_target_m.x, &rig.zoom_point_m.y, &rig.def.shake_hz};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
        float kept = *fields[i];
        *fields[i] = NAN;
        CHECK_ERROR(qn_camera_rig_tick(&rig, 0.1f, surface), QN_ERROR_OUT_OF_RANGE);
        *fields[i] = kept;
    }
    CHECK_ERROR(qn_camera_rig_tick(&rig, 0.1f, surface), QN_ERROR_OK);
}

// The most that the view moved and turned.
static float most_shake(qn_camera_rig *rig, int32_t count, qn_vec2 *most, float *most_rad)
{
    *most = qn_v2(0.0f, 0.0f);
    *most_rad = 0.0f;
    for (int32_t i = 0; i < count; ++i) {
        tick(rig, 1.0f / 60.0f, 1);
        qn_camera view = qn_camera_rig_view(rig, 1.0f, surface);
        most->x = qn_max(most->x, qn_abs(view.center_m.x));
        most->y = qn_max(most->y, qn_abs(view.center_m.y));
        *most_rad = qn_max(*most_rad, qn_abs(view.angle_rad));
    }
    return qn_max(most->x, most->y);
}

TEST(a_shake_is_felt_is_capped_and_ends)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig rig = start(&def);
    for (int32_t i = 0; i < 10; ++i) {
        qn_camera_rig_shake(&rig, 0.5f, qn_v2(0.0f, 0.0f));
    }
    CHECK(rig.trauma == 1.0f);
    qn_vec2 most;
    float most_rad;
    float way = most_shake(&rig, 60, &most, &most_rad);
    CHECK(way > 0.05f && way <= 0.25f); // 10 m high, a share of 0.025
    CHECK(most_rad > 0.002f && most_rad <= 0.02f);
    CHECK(rig.trauma == 0.0f);
    CHECK(most_shake(&rig, 60, &most, &most_rad) == 0.0f && most_rad == 0.0f);
}

TEST(half_the_trauma_moves_a_quarter_as_far)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.trauma_per_s = 0.0f;
    qn_camera_rig strong = start(&def), weak = start(&def);
    qn_camera_rig_shake(&strong, 1.0f, qn_v2(0.0f, 0.0f));
    qn_camera_rig_shake(&weak, 0.5f, qn_v2(0.0f, 0.0f));
    for (int32_t i = 0; i < 60; ++i) {
        tick(&strong, 1.0f / 60.0f, 1);
        tick(&weak, 1.0f / 60.0f, 1);
        CHECK_NEAR(weak.now.shake.x, 0.25f * strong.now.shake.x, 1e-6);
        CHECK_NEAR(weak.now.shake_rad, 0.25f * strong.now.shake_rad, 1e-6);
    }
}

TEST(a_directed_shake_goes_mostly_along_its_direction_in_the_world)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.angle_rad = 1.1f;
    def.shake_rad = 0.0f;
    def.trauma_per_s = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_shake(&rig, 1.0f, qn_v2(0.0f, -3.0f));
    qn_vec2 most;
    float most_rad;
    most_shake(&rig, 600, &most, &most_rad);
    CHECK(most.y > 0.2f && most.x < 0.0625f + 1e-4f);
}

TEST(reduced_motion_leaves_no_shake)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.motion = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_shake(&rig, 1.0f, qn_v2(1.0f, 0.0f));
    qn_vec2 most;
    float most_rad;
    CHECK(most_shake(&rig, 30, &most, &most_rad) == 0.0f && most_rad == 0.0f);
}

TEST(equal_calls_shake_alike_and_another_seed_does_not)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig a = start(&def), b = start(&def);
    def.seed = 77;
    qn_camera_rig other = start(&def);
    qn_camera_rig *rigs[3] = {&a, &b, &other};
    for (int32_t i = 0; i < 3; ++i) {
        qn_camera_rig_shake(rigs[i], 0.8f, qn_v2(1.0f, 1.0f));
        tick(rigs[i], 1.0f / 60.0f, 20);
    }
    CHECK_BYTES(&a.now, &b.now, sizeof a.now);
    CHECK(a.now.shake.x != other.now.shake.x && a.now.shake.y != other.now.shake.y);
}

TEST(a_shake_moves_smoothly)
{
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.trauma_per_s = 0.0f;
    qn_camera_rig rig = start(&def);
    qn_camera_rig_shake(&rig, 1.0f, qn_v2(0.0f, 0.0f));
    tick(&rig, 0.001f, 1);
    for (int32_t i = 0; i < 2000; ++i) {
        float before = rig.now.shake.x;
        tick(&rig, 0.001f, 1);
        // The steepest way between two places 2 apart: 1.5 times its mean.
        CHECK(qn_abs(rig.now.shake.x - before) <= 0.025f * 2.0f * 1.5f * 0.014f * 1.05f);
    }
}

TEST(a_rig_refuses_what_it_cannot_do_and_stays_as_it_is)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY};
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig rig = start(&def);
    qn_camera_rig same = rig;
    for (int32_t i = 0; i < 3; ++i) {
        qn_vec2 place = qn_v2(0.0f, bad[i]);
        CHECK_ERROR(qn_camera_rig_follow(&rig, place), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_jump(&rig, place), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_zoom(&rig, bad[i]), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_zoom_about(&rig, place, 2.0f), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_turn(&rig, bad[i]), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_shake(&rig, 0.5f, place), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_tick(&rig, bad[i], surface), QN_ERROR_NOT_FINITE);
        CHECK_ERROR(qn_camera_rig_tick(&rig, 0.1f, place), QN_ERROR_NOT_FINITE);
    }
    CHECK_ERROR(qn_camera_rig_zoom(&rig, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_camera_rig_shake(&rig, 1.5f, surface), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_camera_rig_tick(&rig, 0.0f, surface), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_camera_rig_tick(&rig, 0.1f, qn_v2(0.0f, 1.0f)), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_camera_rig_tick(NULL, 0.1f, surface), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_camera_rig_follow(NULL, surface), QN_ERROR_NULL_POINTER);
    CHECK_BYTES(&rig, &same, sizeof rig);
}

TEST(a_definition_of_a_rig_is_checked_field_by_field)
{
    qn_camera_rig_def good = qn_camera_rig_def_default();
    qn_camera_rig rig = {0}, untouched = {0};
    float *const fields[] = {
        &good.height_m,           &good.dead_zone.x,      &good.dead_zone.y,
        &good.follow_half_life_s, &good.zoom_half_life_s, &good.turn_half_life_s,
        &good.look_ahead_s,       &good.look_ahead_most,  &good.look_half_life_s,
        &good.shake_share,        &good.shake_rad,        &good.shake_hz,
        &good.trauma_per_s,       &good.motion,           &good.least_height_m,
        &good.most_height_m};
    static const float bad[] = {-1.0f, 2.0e6f, NAN, INFINITY};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
        float kept = *fields[i];
        for (size_t k = 0; k < sizeof bad / sizeof bad[0]; ++k) {
            *fields[i] = bad[k];
            CHECK_ERROR(qn_camera_rig_start(&good, &rig), QN_ERROR_OUT_OF_RANGE);
        }
        *fields[i] = kept;
    }
    good.center_m.y = NAN;
    CHECK_ERROR(qn_camera_rig_start(&good, &rig), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_camera_rig_start(&(qn_camera_rig_def){0}, &rig), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_camera_rig_start(NULL, &rig), QN_ERROR_NULL_POINTER);
    CHECK_BYTES(&rig, &untouched, sizeof rig);
}
