// What a host's frame does with time: over a game whose ticks can be counted, and over Belfry
// itself.
#include "app.h"
#include "app/counting_game.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

typedef struct rate {
    double frames_per_s, jitter;
} rate;
static const rate rates[] = {{30, 0},    {60, 0},    {75, 0},    {120, 0},    {144, 0},   {240, 0},
                             {30, 0.45}, {60, 0.45}, {75, 0.45}, {144, 0.45}, {240, 0.45}};
#define RATE_COUNT (sizeof rates / sizeof rates[0])

static double time_of(rate r, int64_t frame, uint32_t *seed)
{
    double late = frame == 0 ? 0.0 : r.jitter * (double)check_random_float(seed, -1.0f, 1.0f);
    return 1000.0 + ((double)frame + late) * 1000.0 / r.frames_per_s;
}

TEST(every_frame_rate_gives_the_same_ticks_and_motion_that_never_goes_back)
{
    for (size_t i = 0; i < RATE_COUNT; ++i) {
        heard h;
        app a = open_watched_app(&counting_game, &h);
        uint32_t seed = 3;
        float shown = -1.0f;
        for (int64_t frame = 0; frame <= (int64_t)(20.0 * rates[i].frames_per_s); ++frame) {
            app_frame(&a, time_of(rates[i], frame, &seed));
            CHECK(counting.made->shown >= shown - 1e-3f);
            shown = counting.made->shown;
        }
        CHECK(abs(counting.made->tick_count - 1200) <= 1);
        app_close(&a);
    }
}

// Belfry with a shot that is fired in its first tick; its hash after so many ticks.
#define REACHED_TICKS 240
static uint64_t reached_hash;
static int32_t belfry_ticks;
static qn_error tick_belfry(void *game, const qn_input *input)
{
    qn_error error = qn_game.tick(game, input);
    if (++belfry_ticks == REACHED_TICKS) {
        reached_hash = qn_game.state_hash(game);
    }
    return error;
}

SLOW_TEST(belfry_reaches_the_same_state_at_every_frame_rate)
{
    qn_game_class watched = qn_game;
    watched.tick = tick_belfry;
    uint64_t expected = 0;
    int32_t fire = -1;
    for (int32_t i = 0; i < qn_game.action_count; ++i) {
        fire = strcmp(qn_game.actions[i].name, "fire") == 0 ? i : fire;
    }
    CHECK(fire >= 0);
    for (size_t i = 0; i < RATE_COUNT; ++i) {
        heard h;
        app a = open_watched_app(&watched, &h);
        a.render = NULL;
        uint32_t seed = 9;
        belfry_ticks = 0;
        controls_give(&a.controls, fire, 1.0f);
        for (int64_t frame = 0; belfry_ticks < REACHED_TICKS; ++frame) {
            app_frame(&a, time_of(rates[i], frame, &seed));
        }
        expected = i == 0 ? reached_hash : expected;
        CHECK(reached_hash == expected);
        app_close(&a);
    }
}

TEST(an_hour_away_costs_one_frame)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    app_frame(&a, 0.0);
    app_frame(&a, 3600.0e3);
    CHECK(counting.made->tick_count <= LOOP_MAX_TICKS_PER_FRAME);
    int32_t before = counting.made->tick_count;
    app_frame(&a, 3600.0e3 + 17.0);
    CHECK(counting.made->tick_count <= before + 2);
    app_close(&a);
}

TEST(a_paused_game_runs_the_ticks_that_are_asked_for_and_goes_on_without_a_jump)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    for (int32_t i = 0; i <= 10; ++i) {
        app_frame(&a, i * 1000.0 / 60.0);
    }
    CHECK_INT(counting.made->tick_count, 10);
    app_set_paused(&a, true);
    app_frame(&a, 900.0);
    CHECK_INT(counting.made->tick_count, 10);
    loop_step(&a.loop, 3);
    app_frame(&a, 917.0);
    CHECK_INT(counting.made->tick_count, 13);
    CHECK_NEAR(counting.made->view.alpha, 1.0, 1e-3);
    app_frame(&a, 934.0);
    CHECK_INT(counting.made->tick_count, 13);
    float shown = counting.made->shown;
    app_set_paused(&a, false);
    for (int32_t i = 0; i < 10; ++i) {
        app_frame(&a, 2000.0 + i * 4.0);
        CHECK(counting.made->shown >= shown - 1e-3f);
        shown = counting.made->shown;
    }
    CHECK(counting.made->tick_count > 13);
    loop_step(&a.loop, 0);
    loop_step(&a.loop, -4);
    loop_step(&a.loop, 1000000);
    app_set_paused(&a, true);
    int32_t before = counting.made->tick_count;
    app_frame(&a, 2100.0);
    CHECK_INT(counting.made->tick_count, before);
    app_close(&a);
}

TEST(at_half_speed_half_the_ticks_run)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    CHECK_ERROR(app_set(&a, SETTING_SPEED, 50), QN_ERROR_OK);
    for (int32_t i = 0; i <= 600; ++i) {
        app_frame(&a, i * 1000.0 / 60.0);
    }
    CHECK(abs(counting.made->tick_count - 300) <= 1);
    app_close(&a);
}

TEST(a_tap_between_two_frames_reaches_one_tick)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    app_frame(&a, 0.0);
    controls_give(&a.controls, ACTION_GO, 1.0f);
    controls_give(&a.controls, ACTION_GO, 0.0f);
    for (int32_t i = 1; i < 30; ++i) {
        app_frame(&a, i * 50.0);
    }
    CHECK_INT(counting.made->go_count, 1);
    app_close(&a);
}

TEST(pause_mute_and_fullscreen_are_wishes_that_the_game_does_not_see)
{
    heard h;
    app a = open_watched_app(&counting_game, &h);
    app_frame(&a, 0.0);
    for (int32_t i = ACTION_PAUSE; i < ACTION_COUNT; ++i) {
        controls_give(&a.controls, i, 1.0f);
    }
    app_frame(&a, 17.0);
    app_frame(&a, 34.0);
    CHECK_INT(h.pause_count, 1);
    CHECK_INT(h.fullscreen_count, 1);
    CHECK_INT(a.settings.values[SETTING_IS_MUTED], 1);
    CHECK_INT(h.settings_count, 1);
    app_set_paused(&a, true);
    controls_give(&a.controls, ACTION_PAUSE, 1.0f);
    app_frame(&a, 51.0);
    CHECK_INT(h.pause_count, 2);
    CHECK_INT(counting.made->go_count, 0);
    app_close(&a);
}
