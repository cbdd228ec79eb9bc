#include "check.h"
#include "loop.h"
#include "script.h"

#include <math.h>
#include <stdlib.h>

typedef struct trace {
    int64_t tick_count;
    int32_t most_ticks;
    bool is_monotone; // shown time never steps back
} trace;

// Frames of one rate, each up to `jitter` of its length early or late.
static trace run(double frames_per_s, double seconds, double jitter)
{
    loop l = loop_start(60.0);
    trace t = {0, 0, true};
    uint32_t seed = 7;
    double shown = -1.0;
    int64_t frame_count = (int64_t)(frames_per_s * seconds);
    for (int64_t i = 0; i <= frame_count; ++i) {
        double late = i == 0 || i == frame_count ? 0.0 : jitter * check_random_float(&seed, -1, 1);
        loop_frame frame = loop_advance(&l, 5000.0 + ((double)i + late) * 1000.0 / frames_per_s);
        t.tick_count += frame.tick_count;
        t.most_ticks = frame.tick_count > t.most_ticks ? frame.tick_count : t.most_ticks;
        double now = (double)t.tick_count + (double)frame.alpha;
        t.is_monotone =
            t.is_monotone && now >= shown - 1e-6 && frame.alpha >= 0 && frame.alpha <= 1;
        shown = now;
    }
    return t;
}

TEST(every_frame_rate_gives_the_same_tick_count)
{
    static const double rates[] = {30, 60, 75, 120, 144, 240};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; ++i) {
        trace even = run(rates[i], 60.0, 0.0);
        trace jittered = run(rates[i], 60.0, 0.4);
        CHECK(llabs(even.tick_count - 3600) <= 1);
        CHECK(llabs(jittered.tick_count - 3600) <= 1);
        CHECK(even.is_monotone);
        CHECK(jittered.is_monotone);
        CHECK(jittered.most_ticks <= 4);
    }
}

TEST(frames_of_exactly_one_step_give_one_tick_each)
{
    loop l = loop_start(60.0);
    loop_advance(&l, 0.0);
    for (int32_t i = 1; i <= 100000; ++i) {
        CHECK_INT(loop_advance(&l, i * (1000.0 / 60.0)).tick_count, 1);
    }
}

TEST(a_gap_of_an_hour_costs_one_frame)
{
    loop l = loop_start(60.0);
    loop_advance(&l, 0.0);
    loop_frame after = loop_advance(&l, 3600.0 * 1000.0);
    CHECK_INT(after.tick_count, LOOP_MAX_TICKS_PER_FRAME);
    loop_frame next = loop_advance(&l, 3600.0 * 1000.0 + 16.7);
    CHECK(next.tick_count <= 2);
}

TEST(a_frame_never_runs_more_than_five_ticks_on_a_slow_machine)
{
    loop l = loop_start(60.0);
    for (int32_t i = 0; i < 100; ++i) {
        CHECK(loop_advance(&l, i * 200.0).tick_count <= LOOP_MAX_TICKS_PER_FRAME);
    }
}

TEST(a_pause_stands_still_and_is_not_caught_up)
{
    loop l = loop_start(60.0);
    loop_advance(&l, 0.0);
    loop_frame before = loop_advance(&l, 25.0);
    loop_set_paused(&l, true);
    loop_frame during = loop_advance(&l, 2000.0);
    CHECK_INT(during.tick_count, 0);
    CHECK_NEAR(during.alpha, before.alpha, 1e-6);
    loop_set_paused(&l, false);
    CHECK_INT(loop_advance(&l, 9000.0).tick_count, 0);
    CHECK_INT(loop_advance(&l, 9016.0).tick_count, 1);
}

TEST(forgetting_time_skips_what_passed_while_hidden)
{
    loop l = loop_start(60.0);
    loop_advance(&l, 0.0);
    loop_forget_time(&l);
    CHECK_INT(loop_advance(&l, 200.0).tick_count, 0);
}

TEST(time_that_runs_backwards_or_is_no_number_counts_as_none)
{
    loop l = loop_start(60.0);
    loop_advance(&l, 1000.0);
    CHECK_INT(loop_advance(&l, 500.0).tick_count, 0);
    CHECK_INT(loop_advance(&l, (double)NAN).tick_count, 0);
    CHECK_INT(loop_advance(&l, (double)INFINITY).tick_count, 0);
    CHECK_INT(loop_advance(&l, 517.0).tick_count, 1);
}

TEST(a_script_plays_its_steps_at_their_frames)
{
    static const qn_action_def actions[] = {{"fire", "Fire", "Space", 0.0f}};
    script s = {"2d0.25,0.5 4m0.5,0.5 4u0.75,0.5 5+0"};
    controls c = {0};
    CHECK_ERROR(bindings_start(&c.bindings, actions, 1), QN_ERROR_OK);
    qn_vec2 surface_px = qn_v2(400.0f, 200.0f);
    CHECK(script_apply(&s, 1, surface_px, &c));
    CHECK(!controls_take(&c).pointer.went_down);
    CHECK(script_apply(&s, 2, surface_px, &c));
    qn_input input = controls_take(&c);
    CHECK(input.pointer.went_down);
    CHECK_NEAR(input.pointer.position_px.x, 100.0, 1e-3);
    CHECK(script_apply(&s, 4, surface_px, &c));
    CHECK(controls_take(&c).pointer.went_up);
    CHECK(script_apply(&s, 5, surface_px, &c));
    CHECK(controls_take(&c).is_held[0]);
}

TEST(a_script_that_cannot_be_read_is_refused)
{
    static const char *const broken[] = {"x",      "1",  "1q",   "1d",     "1d0.5",
                                         "1d0.5,", "1+", "1+99", "1dnan,0"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; ++i) {
        script s = {broken[i]};
        controls c = {0};
        CHECK(!script_apply(&s, 9, qn_v2(100.0f, 100.0f), &c));
    }
}
