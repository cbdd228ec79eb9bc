// Seeing Belfry nearer by its contract: about the pointer, within what is framed, back again at a
// double tap, and never with any effect on the run.
#include "belfry_play.h"
#include "scenes/play.h"
#include "tuning.h"

static const qn_vec2 surface_seen = {1280.0f, 720.0f};
static const qn_vec2 nowhere = {640.0f, 360.0f};

static qn_input wheel_at(float x_px, float y_px, float turned_px)
{
    qn_input input = idle();
    input.pointer.position_px = qn_v2(x_px, y_px);
    input.wheel_px = qn_v2(0.0f, turned_px);
    return input;
}

// Two fingers on the glass, `growth` farther apart than before.
static qn_input fingers(float growth, qn_vec2 center_px, qn_vec2 pan_px)
{
    qn_input input = idle();
    input.pointer_count = 2;
    for (int32_t i = 0; i < 2; ++i) {
        input.pointers[i] =
            (qn_pointer){.position_px = qn_v2(center_px.x + 80.0f * (float)i, 300.0f),
                         .is_down = true,
                         .kind = QN_POINTER_TOUCH,
                         .id = (uint32_t)i + 1};
    }
    input.pointer = input.pointers[0];
    input.pinch = growth;
    input.pan_px = pan_px;
    input.pinch_center_px = center_px;
    return input;
}

static void settle(zoom *z, float most_size)
{
    qn_input still = idle();
    for (int32_t i = 0; i < 60; ++i) {
        zoom_tick(z, &still, true, most_size, nowhere);
    }
}

static qn_camera seen(const zoom *z)
{
    qn_camera framed = {.center_m = {0.1f, 5.0f}, .height_m = 11.7f, .surface_px = surface_seen};
    return zoom_camera(zoom_between(z, 1.0f), &framed);
}

TEST(the_wheel_zooms_about_the_pointer)
{
    zoom z;
    zoom_reset(&z);
    const qn_vec2 pointer_px = {900.0f, 250.0f};
    qn_camera before = seen(&z);
    qn_vec2 point_m = qn_camera_to_world(&before, pointer_px);
    qn_input input = wheel_at(pointer_px.x, pointer_px.y, -400.0f);
    zoom_tick(&z, &input, true, 1.0f, nowhere);
    for (int32_t i = 0; i < 40; ++i) {
        qn_camera now = seen(&z);
        qn_vec2 at_px = qn_camera_to_px(&now, point_m);
        CHECK_NEAR(at_px.x, pointer_px.x, 0.1);
        CHECK_NEAR(at_px.y, pointer_px.y, 0.1);
        qn_input still = idle();
        zoom_tick(&z, &still, true, 1.0f, nowhere);
    }
    CHECK(zoom_factor(&z) > 1.5f);
    input = wheel_at(200.0f, 600.0f, 600.0f);
    zoom_tick(&z, &input, true, 1.0f, nowhere);
    settle(&z, 1.0f);
    CHECK_NEAR(zoom_factor(&z), 1.0, 1e-4);
    CHECK_NEAR(seen(&z).center_m.x, before.center_m.x, 1e-3);
}

TEST(two_fingers_zoom_about_their_middle_and_move_the_picture_along)
{
    zoom z;
    zoom_reset(&z);
    const qn_vec2 middle_px = {500.0f, 420.0f};
    qn_camera before = seen(&z);
    qn_vec2 point_m = qn_camera_to_world(&before, middle_px);
    qn_input input = fingers(1.0f, middle_px, qn_v2(0.0f, 0.0f));
    zoom_tick(&z, &input, true, 1.0f, nowhere);
    settle(&z, 1.0f);
    qn_camera near = seen(&z);
    CHECK_NEAR(zoom_factor(&z), 2.0, 1e-3);
    CHECK_NEAR(qn_camera_to_px(&near, point_m).x, middle_px.x, 0.1);
    input = fingers(0.0f, middle_px, qn_v2(40.0f, -30.0f));
    zoom_tick(&z, &input, true, 1.0f, nowhere);
    settle(&z, 1.0f);
    qn_camera moved = seen(&z);
    CHECK_NEAR(qn_camera_to_px(&moved, point_m).x, middle_px.x + 40.0, 0.1);
    CHECK_NEAR(qn_camera_to_px(&moved, point_m).y, middle_px.y - 30.0, 0.1);
    // A finger on a button has something else to do.
    input = fingers(-0.5f, middle_px, qn_v2(0.0f, 0.0f));
    zoom_tick(&z, &input, false, 1.0f, nowhere);
    settle(&z, 1.0f);
    CHECK_NEAR(zoom_factor(&z), 2.0, 1e-3);
}

static qn_input random_zoom(uint32_t *state)
{
    qn_vec2 at = {check_random_float(state, -200.0f, 1500.0f),
                  check_random_float(state, -200.0f, 900.0f)};
    qn_vec2 way = {check_random_float(state, -300.0f, 300.0f),
                   check_random_float(state, -300.0f, 300.0f)};
    qn_input input = fingers(check_random_float(state, -2.0f, 2.0f), at, way);
    input.wheel_px.y = check_random_float(state, -900.0f, 900.0f);
    input.is_held[GAME_ACTION_ZOOM_IN] = (check_random(state) & 3u) == 0;
    input.is_held[GAME_ACTION_ZOOM_OUT] = (check_random(state) & 3u) == 0;
    return input;
}

TEST(nothing_outside_of_the_framed_picture_is_ever_seen)
{
    uint32_t state = 7;
    zoom z;
    zoom_reset(&z);
    qn_camera framed = seen(&z);
    qn_aabb bounds = qn_camera_view(&framed);
    bounds.lower = qn_sub(bounds.lower, qn_v2(1e-3f, 1e-3f));
    bounds.upper = qn_add(bounds.upper, qn_v2(1e-3f, 1e-3f));
    float nearest = 1.0f;
    for (int32_t i = 0; i < 2000; ++i) {
        qn_input input = random_zoom(&state);
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        qn_camera camera = seen(&z);
        CHECK(qn_aabb_contains(bounds, qn_camera_view(&camera)));
        nearest = qn_max(nearest, zoom_factor(&z));
    }
    CHECK(nearest > 2.0f && nearest <= 4.001f);
}

TEST(numbers_that_are_none_change_no_zoom)
{
    volatile float zero = 0.0f;
    const float bad[] = {zero / zero, 1.0f / zero, -1.0f / zero};
    zoom z;
    zoom_reset(&z);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        qn_input input = wheel_at(100.0f, 100.0f, bad[i]);
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        input = wheel_at(bad[i], 100.0f, -100.0f);
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        input = fingers(bad[i], qn_v2(1.0f, 2.0f), qn_v2(0.0f, 0.0f));
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        input = fingers(0.5f, qn_v2(1.0f, 2.0f), qn_v2(bad[i], 0.0f));
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        input = wheel_at(100.0f, 100.0f, -100.0f);
        input.surface_px.x = bad[i];
        zoom_tick(&z, &input, true, 1.0f, nowhere);
        input.surface_px.x = 1280.0f;
        input.pixel_ratio = bad[i];
        zoom_tick(&z, &input, true, 1.0f, nowhere);
    }
    CHECK_NEAR(zoom_factor(&z), 1.0, 0.0);
}

// ---- In the game ----------------------------------------------------------------------------

static float zoom_of(const game *g) { return game_get_status(g).zoom; }

static void come_near(game *g)
{
    qn_input input = wheel_at(640.0f, 360.0f, -500.0f);
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    tick_idle(g, 40);
    CHECK(zoom_of(g) > 1.5f);
}

// What a player may do with the zoom while nothing is pulled.
static void add_zoom(qn_input *input, uint32_t tick)
{
    uint32_t phase = tick % 50;
    input->wheel_px.y = phase == 3 ? -260.0f : (phase == 30 ? 90.0f : 0.0f);
    input->is_held[GAME_ACTION_ZOOM_IN] = phase > 10 && phase < 20;
    input->went_down[GAME_ACTION_ZOOM_OUT] = phase == 24;
    input->went_down[GAME_ACTION_ZOOM_BACK] = tick % 170 == 169;
    if (tick > 110 && phase > 34 && phase < 44) {
        qn_input two = fingers(0.04f, qn_v2(400.0f, 300.0f), qn_v2(5.0f, 2.0f));
        two.wheel_px = input->wheel_px;
        *input = two;
    }
}

TEST(a_run_is_the_same_tick_by_tick_however_near_it_is_seen)
{
    game *plain = make_game();
    game *zoomed = make_game();
    float nearest = 0.0f, farthest = 9.0f;
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(plain, &input), QN_ERROR_OK);
        add_zoom(&input, tick);
        CHECK_ERROR(game_tick(zoomed, &input), QN_ERROR_OK);
        CHECK(game_run_hash(plain) == game_run_hash(zoomed));
        nearest = qn_max(nearest, zoom_of(zoomed));
        farthest = qn_min(farthest, zoom_of(zoomed));
    }
    CHECK(nearest > 1.5f && farthest < 1.05f);
    CHECK(game_get_status(zoomed).is_won);
    CHECK_INT(game_get_status(zoomed).tick_count, game_get_status(plain).tick_count);
    game_destroy(plain);
    game_destroy(zoomed);
}

TEST(wheel_and_keys_leave_even_the_hand_s_own_hash_alone)
{
    game *plain = make_game();
    game *zoomed = make_game();
    for (uint32_t tick = 0; tick < 200; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(plain, &input), QN_ERROR_OK);
        input.wheel_px.y = tick % 20 < 10 ? -50.0f : 40.0f;
        input.is_held[GAME_ACTION_ZOOM_IN] = tick % 9 == 0;
        CHECK_ERROR(game_tick(zoomed, &input), QN_ERROR_OK);
        CHECK(game_state_hash(plain) == game_state_hash(zoomed));
    }
    CHECK(zoom_of(zoomed) > 1.2f);
    game_destroy(plain);
    game_destroy(zoomed);
}

TEST(a_double_tap_or_a_key_shows_all_of_it_again)
{
    game *g = make_game();
    come_near(g);
    tap(g, 800.0f, 300.0f);
    tick_idle(g, 5);
    tap(g, 806.0f, 296.0f);
    tick_idle(g, 60);
    CHECK_NEAR(zoom_of(g), 1.0, 1e-3);
    come_near(g);
    press(g, GAME_ACTION_ZOOM_BACK);
    tick_idle(g, 60);
    CHECK_NEAR(zoom_of(g), 1.0, 1e-3);
    CHECK_INT(game_get_status(g).shot_count, 0);
    game_destroy(g);
}

TEST(taps_that_are_far_apart_slow_or_held_are_no_double_tap)
{
    game *g = make_game();
    come_near(g);
    tap(g, 800.0f, 300.0f);
    tap(g, 900.0f, 300.0f);
    tick_idle(g, 60);
    tap(g, 900.0f, 300.0f);
    tick_idle(g, TUNE_TAP_AGAIN_TICKS + 2);
    tap(g, 900.0f, 300.0f);
    tick_idle(g, 60);
    qn_input held = idle();
    held.pointer = (qn_pointer){.position_px = {900.0f, 300.0f}, .is_down = true};
    for (int32_t press_number = 0; press_number < 2; ++press_number) {
        for (int32_t i = 0; i < TUNE_TAP_TICKS + 2; ++i) {
            held.pointer.went_down = i == 0;
            CHECK_ERROR(game_tick(g, &held), QN_ERROR_OK);
        }
        qn_input up = idle();
        up.pointer = (qn_pointer){.position_px = {900.0f, 300.0f}, .went_up = true};
        CHECK_ERROR(game_tick(g, &up), QN_ERROR_OK);
    }
    tick_idle(g, 60);
    CHECK(zoom_of(g) > 1.5f);
    game_destroy(g);
}

// One finger pulls; where `second_at` is a tick of the pull, another one joins it.
static void pull_with_fingers(game *g, int32_t second_at)
{
    for (int32_t tick = 0; tick <= 20; ++tick) {
        qn_input input = idle();
        input.pointer_count = 1;
        input.pointers[0] =
            (qn_pointer){.position_px = {300.0f - 9.0f * (float)tick, 400.0f + 5.0f * (float)tick},
                         .is_down = tick < 20,
                         .went_down = tick == 0,
                         .went_up = tick == 20,
                         .kind = QN_POINTER_TOUCH,
                         .id = 1};
        if (tick >= second_at && tick < 16) {
            input.pointers[input.pointer_count++] = (qn_pointer){.position_px = {700.0f, 400.0f},
                                                                 .is_down = tick < 15,
                                                                 .went_down = tick == second_at,
                                                                 .went_up = tick == 15,
                                                                 .kind = QN_POINTER_TOUCH,
                                                                 .id = 2};
        }
        input.pointer = input.pointers[0];
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
}

TEST(two_fingers_fire_no_shot_and_neither_does_the_one_that_stays)
{
    game *g = make_game();
    pull_with_fingers(g, 0);
    pull_with_fingers(g, 8);
    pull_with_fingers(g, 15);
    CHECK_INT(game_get_status(g).shot_count, 0);
    pull_with_fingers(g, 99);
    CHECK_INT(game_get_status(g).shot_count, 1);
    game_destroy(g);
}

// They point nowhere, and in the middle of the picture there is but sky.
TEST(keys_zoom_about_the_next_bell)
{
    static play p;
    p = (play){0};
    CHECK_ERROR(past_create(&p.past), QN_ERROR_OK);
    CHECK_ERROR(effects_create(&p.effects), QN_ERROR_OK);
    CHECK_ERROR(play_begin(&p, level_table[0], false), QN_ERROR_OK);
    qn_input input = idle();
    input.is_held[GAME_ACTION_ZOOM_IN] = true;
    play_wish wish;
    for (int32_t i = 0; i < 70; ++i) {
        CHECK_ERROR(play_tick(&p, &input, false, &wish), QN_ERROR_OK);
        qn_camera camera = sight_camera(&p.sight, surface_seen, 1.0f, true);
        qn_vec2 px = qn_camera_to_px(&camera, bell_center(&p.run.bells[0], p.run.world));
        CHECK(px.x > 200.0f && px.x < 1080.0f && px.y > 60.0f && px.y < 660.0f);
    }
    CHECK(zoom_factor(&p.sight.zoom) > 2.5f);
    play_end(&p);
    effects_destroy(&p.effects);
    past_destroy(&p.past);
}

TEST(zooming_does_not_end_what_plays_by_itself)
{
    game *g = make_titled_game();
    tick_idle(g, 30);
    int32_t mode = game_get_status(g).mode;
    press(g, GAME_ACTION_ZOOM_IN);
    qn_input input = wheel_at(300.0f, 300.0f, -100.0f);
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    CHECK_INT(game_get_status(g).mode, mode);
    press(g, GAME_ACTION_UP);
    CHECK(game_get_status(g).mode != mode);
    game_destroy(g);
}
