// What devices report, as the inputs of ticks: pointers, sources, actions, and what they are bound
// to.
#include "check.h"
#include "controls.h"

#include <math.h>
#include <string.h>

enum { LEFT, FIRE, THROTTLE, ACTION_COUNT };
static const qn_action_def actions[ACTION_COUNT] = {
    [LEFT] = {"left", "To the left", "ArrowLeft KeyA PadLX-", 0.0f},
    [FIRE] = {"fire", "Fire", "Space MouseRight PadA", 0.0f},
    [THROTTLE] = {"throttle", "Faster", "PadR2", 0.5f},
};

static controls start(void)
{
    controls c = {0};
    CHECK_ERROR(bindings_start(&c.bindings, actions, ACTION_COUNT), QN_ERROR_OK);
    return c;
}

static void key(controls *c, const char *name, float level)
{
    controls_source(c, 0, bindings_find_source(name, strlen(name)), level);
}

static void pad(controls *c, int32_t number, const char *name, float level)
{
    controls_source(c, number, bindings_find_source(name, strlen(name)), level);
}

// ---- Pointers -------------------------------------------------------------------------------

TEST(a_tap_between_two_ticks_reaches_exactly_one_of_them)
{
    controls c = start();
    controls_pointer_down(&c, qn_v2(3.0f, 4.0f));
    controls_pointer_up(&c, qn_v2(5.0f, 6.0f));
    qn_input first = controls_take(&c);
    qn_input second = controls_take(&c);
    CHECK(first.pointer.went_down && first.pointer.went_up && !first.pointer.is_down);
    CHECK_NEAR(first.pointer.position_px.x, 5.0, 0.0);
    CHECK(!second.pointer.went_down && !second.pointer.went_up);
}

TEST(a_cancelled_touch_is_no_release)
{
    controls c = start();
    controls_pointer_down(&c, qn_v2(3.0f, 4.0f));
    controls_take(&c);
    controls_pointer_cancel(&c);
    controls_pointer_up(&c, qn_v2(9.0f, 9.0f));
    qn_input input = controls_take(&c);
    CHECK(input.pointer.was_cancelled && !input.pointer.went_up && !input.pointer.is_down);
    CHECK(!controls_take(&c).pointer.was_cancelled);
}

// ---- Actions --------------------------------------------------------------------------------

TEST(two_keys_of_one_action_hold_it_until_both_are_up)
{
    controls c = start();
    key(&c, "KeyA", 1.0f);
    key(&c, "ArrowLeft", 1.0f);
    CHECK(controls_take(&c).went_down[LEFT]);
    key(&c, "KeyA", 0.0f);
    qn_input input = controls_take(&c);
    CHECK(input.is_held[LEFT] && !input.went_down[LEFT] && !input.went_up[LEFT]);
    key(&c, "ArrowLeft", 0.0f);
    key(&c, "ArrowLeft", 0.0f);
    input = controls_take(&c);
    CHECK(!input.is_held[LEFT] && input.went_up[LEFT]);
    CHECK(!controls_take(&c).went_up[LEFT]);
}

TEST(a_key_tapped_between_two_ticks_goes_down_and_up_in_one)
{
    controls c = start();
    key(&c, "Space", 1.0f);
    key(&c, "Space", 0.0f);
    qn_input input = controls_take(&c);
    CHECK(input.went_down[FIRE] && input.went_up[FIRE] && !input.is_held[FIRE]);
    input = controls_take(&c);
    CHECK(!input.went_down[FIRE] && !input.went_up[FIRE]);
}

TEST(a_stick_counts_beyond_its_dead_zone_and_reaches_one)
{
    controls c = start();
    pad(&c, 1, "PadLX-", 0.15f);
    CHECK_NEAR(controls_take(&c).value[LEFT], 0.0, 0.0);
    pad(&c, 1, "PadLX-", 0.6f);
    qn_input input = controls_take(&c);
    CHECK_NEAR(input.value[LEFT], 0.5, 1e-6);
    CHECK(input.is_held[LEFT]);
    pad(&c, 1, "PadLX-", 1.0f);
    CHECK_NEAR(controls_take(&c).value[LEFT], 1.0, 1e-6);
    pad(&c, 1, "PadR2", 0.75f); // its own dead zone of one half
    CHECK_NEAR(controls_take(&c).value[THROTTLE], 0.5, 1e-6);
}

TEST(a_trigger_that_trembles_at_one_half_is_pressed_once)
{
    controls c = start();
    int32_t presses = 0;
    for (int32_t i = 0; i < 50; ++i) {
        pad(&c, 2, "PadLX-", i % 2 == 0 ? 0.605f : 0.595f);
        presses += controls_take(&c).went_down[LEFT] ? 1 : 0;
    }
    CHECK_INT(presses, 1);
}

TEST(the_furthest_of_keys_and_gamepads_counts)
{
    controls c = start();
    pad(&c, 1, "PadLX-", 0.6f);
    pad(&c, 4, "PadLX-", 0.84f);
    CHECK_NEAR(controls_take(&c).value[LEFT], 0.8, 1e-6);
    key(&c, "KeyA", 1.0f);
    CHECK_NEAR(controls_take(&c).value[LEFT], 1.0, 0.0);
    key(&c, "KeyA", 0.0f);
    pad(&c, 4, "PadLX-", 0.0f);
    CHECK_NEAR(controls_take(&c).value[LEFT], 0.5, 1e-6);
}

TEST(levels_devices_and_sources_that_do_not_exist_do_nothing)
{
    controls c = start();
    const controls before = c;
    controls_source(&c, -1, 1, 1.0f);
    controls_source(&c, CONTROLS_PAD_CAPACITY + 1, 1, 1.0f);
    controls_source(&c, 0, 0, 1.0f);
    controls_source(&c, 0, 255, 1.0f);
    controls_give(&c, -1, 1.0f);
    controls_give(&c, ACTION_COUNT, 1.0f);
    key(&c, "KeyA", NAN);
    key(&c, "KeyA", -3.0f);
    CHECK_BYTES(&c, &before, sizeof c);
    key(&c, "KeyA", INFINITY);
    CHECK_NEAR(controls_take(&c).value[LEFT], 1.0, 0.0);
}

TEST(losing_the_focus_lets_go_of_everything_and_nothing_goes_up)
{
    controls c = start();
    key(&c, "Space", 1.0f);
    pad(&c, 1, "PadLX-", 1.0f);
    controls_give(&c, THROTTLE, 1.0f);
    controls_pointer_down(&c, qn_v2(1.0f, 1.0f));
    controls_release_all(&c);
    qn_input input = controls_take(&c);
    for (int32_t i = 0; i < ACTION_COUNT; ++i) {
        CHECK(!input.is_held[i] && !input.went_down[i] && !input.went_up[i]);
        CHECK_NEAR(input.value[i], 0.0, 0.0);
    }
    CHECK(input.pointer.was_cancelled && !input.pointer.is_down);
    key(&c, "Space", 1.0f);
    CHECK(controls_take(&c).went_down[FIRE]);
}

TEST(a_toggle_is_held_from_one_press_to_the_next)
{
    controls c = start();
    c.bindings.is_toggle[FIRE] = true;
    for (int32_t round = 0; round < 3; ++round) {
        key(&c, "Space", 1.0f);
        key(&c, "Space", 0.0f);
        qn_input input = controls_take(&c);
        CHECK(input.went_down[FIRE] && input.is_held[FIRE] && !input.went_up[FIRE]);
        CHECK_NEAR(controls_take(&c).value[FIRE], 1.0, 0.0);
        key(&c, "Space", 1.0f);
        key(&c, "Space", 0.0f);
        input = controls_take(&c);
        CHECK(input.went_up[FIRE] && !input.is_held[FIRE] && !input.went_down[FIRE]);
    }
}

// ---- Bindings -------------------------------------------------------------------------------

TEST(every_source_is_found_by_its_name_and_no_name_is_taken_twice)
{
    for (int32_t i = 1; i <= KEY_COUNT; ++i) {
        const char *name = bindings_source_name((source)i);
        CHECK_INT(bindings_find_source(name, strlen(name)), i);
        CHECK(strlen(name) > 0 && strchr(name, ' ') == NULL);
    }
    CHECK_INT(bindings_find_source("KeyAA", 5), 0);
    CHECK_INT(bindings_find_source("", 0), 0);
    CHECK_TEXT(bindings_source_name(0), "");
    CHECK_TEXT(bindings_source_name(255), "");
}

TEST(a_key_that_is_bound_anew_means_one_thing)
{
    controls c = start();
    CHECK_ERROR(bindings_set(&c.bindings, LEFT, 0, "Space"), QN_ERROR_OK);
    key(&c, "Space", 1.0f);
    qn_input input = controls_take(&c);
    CHECK(input.is_held[LEFT] && !input.is_held[FIRE]);
    CHECK_INT(c.bindings.sources[FIRE][0], 0);
    bindings_reset(&c.bindings);
    CHECK_TEXT(bindings_source_name(c.bindings.sources[FIRE][0]), "Space");
    CHECK_TEXT(bindings_source_name(c.bindings.sources[LEFT][0]), "ArrowLeft");
}

TEST(bindings_that_cannot_be_are_refused_and_change_nothing)
{
    controls c = start();
    const bindings before = c.bindings;
    CHECK_ERROR(bindings_set(&c.bindings, -1, 0, "Space"), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(bindings_set(&c.bindings, ACTION_COUNT, 0, "Space"), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(bindings_set(&c.bindings, 0, QN_ACTION_SOURCE_CAPACITY, "Space"),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(bindings_set(&c.bindings, 0, 0, "Tab"), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(bindings_set(&c.bindings, 0, 0, NULL), QN_ERROR_NULL_POINTER);
    CHECK_BYTES(&c.bindings, &before, sizeof before);
}

TEST(declarations_that_break_a_rule_are_refused)
{
    static const qn_action_def bad[] = {
        {"", "No name", "", 0.0f},
        {"a-name-of-more-than-thirty-one-bytes", "Long", "", 0.0f},
        {"x", "Unknown source", "Space Tabb", 0.0f},
        {"x", "Five sources", "KeyA KeyB KeyC KeyD KeyE", 0.0f},
        {"x", "Two spaces", "KeyA  KeyB", 0.0f},
        {"x", NULL, "", 0.0f},
        {"x", "Dead zone", "", 1.0f},
        {"x", "Dead zone", "", -0.1f},
        {"x", "Dead zone", "", NAN},
    };
    bindings b;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        CHECK_ERROR(bindings_start(&b, &bad[i], 1), QN_ERROR_BAD_DATA);
        CHECK_INT(b.action_count, 0);
    }
    const qn_action_def twice[] = {actions[0], actions[0]};
    CHECK_ERROR(bindings_start(&b, twice, 2), QN_ERROR_BAD_DATA);
    CHECK_ERROR(bindings_start(&b, actions, QN_ACTION_CAPACITY + 1), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(bindings_start(&b, NULL, 0), QN_ERROR_OK);
}
