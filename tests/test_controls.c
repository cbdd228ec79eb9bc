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

static void point(controls *c, pointer_phase phase, qn_pointer_kind kind, int64_t device, float x,
                  float y)
{
    const pointer_event event = {
        .phase = phase, .kind = kind, .device = device, .position_px = {x, y}};
    controls_pointer(c, &event);
}

static void finger(controls *c, pointer_phase phase, int64_t device, float x, float y)
{
    point(c, phase, QN_POINTER_TOUCH, device, x, y);
}

// ---- Pointers -------------------------------------------------------------------------------

TEST(a_tap_between_two_ticks_reaches_exactly_one_of_them)
{
    controls c = start();
    point(&c, POINTER_GOES_DOWN, QN_POINTER_MOUSE, 0, 3.0f, 4.0f);
    point(&c, POINTER_GOES_UP, QN_POINTER_MOUSE, 0, 5.0f, 6.0f);
    qn_input first = controls_take(&c);
    qn_input second = controls_take(&c);
    CHECK(first.pointer.went_down && first.pointer.went_up && !first.pointer.is_down);
    CHECK_NEAR(first.pointer.position_px.x, 5.0, 0.0);
    CHECK(!second.pointer.went_down && !second.pointer.went_up);
}

TEST(a_cancelled_touch_is_no_release)
{
    controls c = start();
    finger(&c, POINTER_GOES_DOWN, 7, 3.0f, 4.0f);
    controls_take(&c);
    finger(&c, POINTER_IS_CANCELLED, 7, 3.0f, 4.0f);
    finger(&c, POINTER_GOES_UP, 7, 9.0f, 9.0f);
    qn_input input = controls_take(&c);
    CHECK(input.pointer.was_cancelled && !input.pointer.went_up && !input.pointer.is_down);
    CHECK(!controls_take(&c).pointer.was_cancelled);
}

TEST(of_several_fingers_the_first_is_primary_until_it_is_lifted)
{
    controls c = start();
    finger(&c, POINTER_GOES_DOWN, 100, 1.0f, 1.0f);
    finger(&c, POINTER_GOES_DOWN, 200, 50.0f, 1.0f);
    qn_input input = controls_take(&c);
    CHECK_INT(input.pointer_count, 2);
    CHECK_NEAR(input.pointer.position_px.x, 1.0, 0.0);
    uint32_t first = input.pointer.id;
    finger(&c, POINTER_MOVES, 200, 60.0f, 1.0f);
    finger(&c, POINTER_GOES_UP, 100, 2.0f, 1.0f);
    input = controls_take(&c);
    CHECK(input.pointer.went_up && input.pointer.id == first);
    CHECK_NEAR(input.pointers[1].position_px.x, 60.0, 0.0);
    finger(&c, POINTER_GOES_DOWN, 100, 3.0f, 1.0f);
    input = controls_take(&c);
    CHECK(input.pointer.went_down && input.pointer.id != first);
    CHECK_NEAR(input.pointer.position_px.x, 3.0, 0.0);
    CHECK_INT(input.pointer_count, 2);
}

TEST(a_finger_keeps_its_id_from_press_to_release_and_no_id_is_used_again)
{
    controls c = start();
    uint32_t last = 0;
    for (int32_t press = 0; press < 20; ++press) {
        finger(&c, POINTER_GOES_DOWN, 5, 0.0f, 0.0f);
        uint32_t id = controls_take(&c).pointers[0].id;
        CHECK(id > last);
        last = id;
        finger(&c, POINTER_MOVES, 5, 9.0f, 9.0f);
        CHECK_INT(controls_take(&c).pointers[0].id, id);
        finger(&c, POINTER_GOES_UP, 5, 9.0f, 9.0f);
        qn_input input = controls_take(&c);
        CHECK(input.pointers[0].went_up && input.pointers[0].id == id);
        CHECK_INT(controls_take(&c).pointer_count, 0);
    }
}

TEST(an_eleventh_finger_is_left_out_and_the_ten_go_on)
{
    controls c = start();
    for (int32_t i = 0; i < 11; ++i) {
        finger(&c, POINTER_GOES_DOWN, i, (float)i, 0.0f);
    }
    finger(&c, POINTER_MOVES, 10, 99.0f, 0.0f);
    finger(&c, POINTER_GOES_UP, 10, 99.0f, 0.0f);
    qn_input input = controls_take(&c);
    CHECK_INT(input.pointer_count, QN_POINTER_CAPACITY);
    for (int32_t i = 0; i < QN_POINTER_CAPACITY; ++i) {
        CHECK_NEAR(input.pointers[i].position_px.x, i, 0.0);
        CHECK(input.pointers[i].is_down);
    }
}

TEST(a_pen_tells_its_pressure_and_what_does_not_tell_presses_fully)
{
    controls c = start();
    pointer_event pen = {.phase = POINTER_GOES_DOWN, .kind = QN_POINTER_PEN, .pressure = 0.25f};
    controls_pointer(&c, &pen);
    qn_input input = controls_take(&c);
    CHECK_INT(input.pointer.kind, QN_POINTER_PEN);
    CHECK_NEAR(input.pointer.pressure, 0.25, 0.0);
    pen.phase = POINTER_MOVES;
    pen.pressure = 7.0f;
    controls_pointer(&c, &pen);
    CHECK_NEAR(controls_take(&c).pointer.pressure, 1.0, 0.0);
    pen.pressure = NAN;
    controls_pointer(&c, &pen);
    CHECK_NEAR(controls_take(&c).pointer.pressure, 1.0, 0.0);
    pen.phase = POINTER_GOES_UP;
    controls_pointer(&c, &pen);
    CHECK_NEAR(controls_take(&c).pointer.pressure, 0.0, 0.0);
}

TEST(positions_that_are_no_numbers_are_left_out)
{
    controls c = start();
    finger(&c, POINTER_GOES_DOWN, 1, NAN, 0.0f);
    CHECK_INT(controls_take(&c).pointer_count, 0);
    finger(&c, POINTER_GOES_DOWN, 1, 5.0f, 6.0f);
    finger(&c, POINTER_MOVES, 1, INFINITY, 0.0f);
    controls_wheel(&c, qn_v2(NAN, 1.0f));
    qn_input input = controls_take(&c);
    CHECK_NEAR(input.pointer.position_px.x, 5.0, 0.0);
    CHECK_NEAR(input.wheel_px.y, 0.0, 0.0);
}

TEST(two_fingers_pan_and_pinch_and_a_third_changes_nothing)
{
    controls c = start();
    finger(&c, POINTER_GOES_DOWN, 1, 100.0f, 100.0f);
    finger(&c, POINTER_GOES_DOWN, 2, 200.0f, 100.0f);
    qn_input input = controls_take(&c);
    CHECK_NEAR(input.pinch, 0.0, 0.0);
    finger(&c, POINTER_GOES_DOWN, 3, 500.0f, 500.0f);
    finger(&c, POINTER_MOVES, 1, 90.0f, 110.0f);
    finger(&c, POINTER_MOVES, 2, 240.0f, 110.0f);
    input = controls_take(&c);
    CHECK_NEAR(input.pinch, 0.5, 1e-5);
    CHECK_NEAR(input.pan_px.x, 15.0, 1e-4);
    CHECK_NEAR(input.pan_px.y, 10.0, 1e-4);
    CHECK_NEAR(input.pinch_center_px.x, 165.0, 1e-4);
    input = controls_take(&c);
    CHECK_NEAR(input.pinch, 0.0, 0.0);
    CHECK_NEAR(input.pan_px.x, 0.0, 0.0);
    finger(&c, POINTER_GOES_UP, 2, 240.0f, 110.0f);
    input = controls_take(&c); // now the first and the third are the two: no jump
    CHECK_NEAR(input.pinch, 0.0, 0.0);
    CHECK_NEAR(input.pan_px.x, 0.0, 0.0);
}

TEST(two_fingers_on_one_point_pinch_to_no_infinity)
{
    controls c = start();
    finger(&c, POINTER_GOES_DOWN, 1, 10.0f, 10.0f);
    finger(&c, POINTER_GOES_DOWN, 2, 10.0f, 10.0f);
    controls_take(&c);
    finger(&c, POINTER_MOVES, 2, 300.0f, 10.0f);
    CHECK_NEAR(controls_take(&c).pinch, 0.0, 0.0);
}

TEST(every_mouse_button_has_its_edges_and_is_a_source)
{
    controls c = start();
    controls_mouse_button(&c, QN_MOUSE_RIGHT, true);
    controls_mouse_button(&c, QN_MOUSE_MIDDLE, true);
    controls_mouse_button(&c, QN_MOUSE_MIDDLE, false);
    controls_mouse_button(&c, 8, true);
    qn_input input = controls_take(&c);
    CHECK_INT(input.mouse_is_held, QN_MOUSE_RIGHT);
    CHECK_INT(input.mouse_went_down, QN_MOUSE_RIGHT | QN_MOUSE_MIDDLE);
    CHECK_INT(input.mouse_went_up, QN_MOUSE_MIDDLE);
    CHECK(input.is_held[FIRE] && !input.pointer.is_down);
    CHECK_INT(controls_take(&c).mouse_went_down, 0);
}

TEST(the_wheel_sums_up_until_a_tick_takes_it)
{
    controls c = start();
    controls_wheel(&c, qn_v2(0.0f, 100.0f));
    controls_wheel(&c, qn_v2(5.0f, -30.0f));
    qn_input input = controls_take(&c);
    CHECK_NEAR(input.wheel_px.x, 5.0, 0.0);
    CHECK_NEAR(input.wheel_px.y, 70.0, 0.0);
    CHECK_NEAR(controls_take(&c).wheel_px.y, 0.0, 0.0);
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

TEST(a_gamepad_that_is_pulled_out_lets_go)
{
    controls c = start();
    pad(&c, 3, "PadA", 1.0f);
    pad(&c, 1, "PadLX-", 1.0f);
    controls_take(&c);
    controls_pad_gone(&c, 3);
    qn_input input = controls_take(&c);
    CHECK(input.went_up[FIRE] && !input.is_held[FIRE] && input.is_held[LEFT]);
    controls_pad_gone(&c, 0);
    controls_pad_gone(&c, 99);
    CHECK(controls_take(&c).is_held[LEFT]);
}

TEST(losing_the_focus_lets_go_of_everything_and_nothing_goes_up)
{
    controls c = start();
    key(&c, "Space", 1.0f);
    pad(&c, 1, "PadLX-", 1.0f);
    controls_give(&c, THROTTLE, 1.0f);
    point(&c, POINTER_GOES_DOWN, QN_POINTER_MOUSE, 0, 1.0f, 1.0f);
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

TEST(a_key_is_in_use_while_any_action_is_bound_to_it)
{
    controls c = start();
    CHECK(!bindings_use(&c.bindings, bindings_find_source("KeyM", 4)));
    CHECK_ERROR(bindings_set(&c.bindings, FIRE, 1, "KeyM"), QN_ERROR_OK);
    CHECK(bindings_use(&c.bindings, bindings_find_source("KeyM", 4)));
}

TEST(what_is_held_while_it_is_bound_anew_is_let_go)
{
    controls c = start();
    key(&c, "Space", 1.0f);
    controls_take(&c);
    bindings changed = c.bindings;
    CHECK_ERROR(bindings_set(&changed, FIRE, 0, "KeyX"), QN_ERROR_OK);
    controls_rebind(&c, &changed);
    qn_input input = controls_take(&c);
    CHECK(!input.is_held[FIRE] && !input.went_up[FIRE]);
    key(&c, "KeyX", 1.0f);
    CHECK(controls_take(&c).went_down[FIRE]);
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
