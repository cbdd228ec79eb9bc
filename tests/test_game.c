// Belfry by its contract: the tower stands, a real hit rings the bell, every run repeats to the
// bit, and nothing that a pointer, a key or a save file may bring does any harm.
#include "game.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "belfry_play.h"
#include "scenes/hud.h"

TEST(a_fresh_tower_of_sixty_blocks_stands_still_and_sleeps)
{
    game *g = make_game();
    game_status start = game_get_status(g);
    CHECK(start.body_count >= 60 + 3); // ground, bell and clapper are no blocks
    tick_idle(g, 20 * GAME_TICK_RATE_HZ);
    game_status rested = game_get_status(g);
    CHECK_INT(rested.awake_body_count, 0);
    CHECK_INT(rested.toll_count, 0);
    CHECK_INT(rested.shot_count, 0);
    CHECK(!rested.is_won);
    game_destroy(g);
}

TEST(a_resting_tower_changes_nothing_but_the_tick_count)
{
    game *g = make_game();
    tick_idle(g, 5 * GAME_TICK_RATE_HZ);
    CHECK_INT(game_get_status(g).awake_body_count, 0);
    CHECK_INT(game_get_status(g).tick_count, 5 * GAME_TICK_RATE_HZ);
    uint64_t before = game_state_hash(g);
    tick_idle(g, 1);
    CHECK(game_state_hash(g) != before); // the tick count is part of the state
    game_destroy(g);
}

TEST(the_scripted_shot_rings_the_bell_and_wins)
{
    game *g = make_game();
    bool saw_shot = false, saw_toll = false, saw_won = false, saw_save = false;
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        saw_shot |= raised(g, GAME_EVENT_SHOT);
        saw_toll |= raised(g, GAME_EVENT_TOLL);
        saw_won |= raised(g, GAME_EVENT_WON);
        saw_save |= raised(g, GAME_EVENT_SAVE);
    }
    game_status status = game_get_status(g);
    CHECK(status.is_won);
    CHECK(status.toll_count >= 1);
    CHECK_INT(status.shot_count, 1);
    CHECK_INT(status.best_shot_count, 1);
    CHECK_INT(status.won_medal, 3);
    CHECK_INT(status.unlocked_count, 2);
    CHECK(saw_shot && saw_toll && saw_won && saw_save);
    game_destroy(g);
}

TEST(the_scripted_shot_ends_in_the_golden_hash)
{
    size_t size = 0;
    char *golden = (char *)check_file("tests/golden/scripted_run.txt", &size);
    if (golden == NULL) {
        check_skip("tests/golden is not below the working directory");
        return;
    }
    game *g = make_titled_game(); // the press of the shot ends the title
    play_shot(g);
    char line[32];
    snprintf(line, sizeof line, "final %016" PRIx64 "\n", game_state_hash(g));
    golden[strcspn(golden, "\n") + 1] = '\0'; // the authors' plays follow
    CHECK_TEXT(line, golden);
    game_destroy(g);
    free(golden);
}

TEST(the_same_inputs_give_the_same_hash_every_tick)
{
    game *a = make_game();
    game *b = make_game();
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        game_tick(a, &input);
        game_tick(b, &input);
        CHECK(game_state_hash(a) == game_state_hash(b));
    }
    game_destroy(a);
    game_destroy(b);
}

TEST(retry_gives_the_state_of_a_fresh_game_and_keeps_the_best)
{
    game *fresh = make_game();
    uint64_t start = game_state_hash(fresh);
    game *g = make_game();
    play_shot(g);
    game_retry(g);
    CHECK(game_state_hash(g) == start);
    CHECK_INT(game_get_status(g).best_shot_count, 1);
    CHECK_INT(game_get_status(g).shot_count, 0);
    CHECK(!game_get_status(g).is_won);
    play_shot(g);
    play_shot(fresh);
    CHECK(game_state_hash(g) == game_state_hash(fresh));
    game_destroy(g);
    game_destroy(fresh);
}

TEST(the_retry_key_and_a_button_of_the_card_both_restart)
{
    game *g = make_game();
    uint64_t start = game_state_hash(g);
    tick_idle(g, 30);
    press(g, GAME_ACTION_RETRY);
    CHECK(game_state_hash(g) == start);
    play_shot(g);
    CHECK(game_get_status(g).is_won);
    hud_page page = hud_open(qn_v2(1280.0f, 720.0f), 1.0f, (qn_insets){0});
    hud_place place = hud_card_button_place(&page, HUD_CARD_RETRY, true);
    tap(g, place.center.x, 720.0f - place.center.y);
    CHECK(!game_get_status(g).is_won);
    CHECK_INT(game_get_status(g).shot_count, 0);
    game_destroy(g);
}

TEST(a_feeble_shot_does_not_ring_the_bell)
{
    game *g = make_game();
    hold(g, GAME_ACTION_RIGHT, 120); // eases the band to its weakest
    press(g, GAME_ACTION_FIRE);
    CHECK_INT(game_get_status(g).shot_count, 1);
    tick_idle(g, 15 * GAME_TICK_RATE_HZ);
    CHECK_INT(game_get_status(g).toll_count, 0);
    CHECK(!game_get_status(g).is_won);
    game_destroy(g);
}

TEST(keys_aim_and_fire_and_a_new_ball_follows)
{
    game *g = make_game();
    int32_t bodies = game_get_status(g).body_count;
    hold(g, GAME_ACTION_DOWN, 90); // along the ground, into the low wall
    press(g, GAME_ACTION_FIRE);
    CHECK(raised(g, GAME_EVENT_SHOT));
    CHECK_INT(game_get_status(g).body_count, bodies + 1);
    press(g, GAME_ACTION_FIRE); // there is no ball to fire yet
    CHECK_INT(game_get_status(g).shot_count, 1);
    tick_idle(g, 8 * GAME_TICK_RATE_HZ);
    CHECK_INT(game_get_status(g).body_count, bodies);
    if (!game_get_status(g).is_won) {
        press(g, GAME_ACTION_FIRE);
        CHECK_INT(game_get_status(g).shot_count, 2);
    }
    game_destroy(g);
}

static void drag(game *g, qn_pointer from, qn_pointer to)
{
    qn_input input = idle();
    input.pointer = from;
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    input.pointer = to;
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
}

TEST(a_cancelled_pointer_and_a_tiny_pull_fire_nothing)
{
    game *g = make_game();
    qn_pointer down = {.position_px = {300.0f, 400.0f}, .is_down = true, .went_down = true};
    drag(g, down, (qn_pointer){.position_px = {100.0f, 500.0f}, .was_cancelled = true});
    CHECK_INT(game_get_status(g).shot_count, 0);
    drag(g, down, (qn_pointer){.position_px = {297.0f, 402.0f}, .went_up = true});
    CHECK_INT(game_get_status(g).shot_count, 0);
    qn_pointer right = {.position_px = {900.0f, 400.0f}, .is_down = true, .went_down = true};
    drag(g, right, (qn_pointer){.position_px = {700.0f, 500.0f}, .went_up = true});
    CHECK_INT(game_get_status(g).shot_count, 0);
    drag(g, down, (qn_pointer){.position_px = {200.0f, 450.0f}, .went_up = true});
    CHECK_INT(game_get_status(g).shot_count, 1);
    game_destroy(g);
}

static float zero(void)
{
    volatile float value = 0.0f;
    return value;
}

TEST(pointers_and_surfaces_that_are_no_numbers_do_no_harm)
{
    const float bad[] = {zero() / zero(), 1.0f / zero(), -1.0f / zero(), 3.0e38f, -3.0e38f};
    game *g = make_game();
    uint32_t ticks = 0;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        qn_input input = idle();
        input.pointer = (qn_pointer){
            .position_px = {bad[i], 100.0f}, .is_down = true, .went_down = true, .went_up = true};
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        input.pointer.position_px = qn_v2(100.0f, bad[i]);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        input = idle();
        input.surface_px = qn_v2(bad[i], bad[i]);
        input.pixel_ratio = bad[i];
        input.pointer = (qn_pointer){.is_down = true, .went_down = true};
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        ticks += 3;
    }
    tick_idle(g, 600);
    CHECK_INT(game_get_status(g).tick_count, ticks + 600);
    CHECK_ERROR(game_tick(NULL, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(game_tick(g, NULL), QN_ERROR_NULL_POINTER);
    game_destroy(g);
}

static qn_input random_input(uint32_t *state)
{
    qn_input input = idle();
    input.surface_px.x = check_random_float(state, 200.0f, 2000.0f);
    input.pointer.position_px.x = check_random_float(state, -100.0f, 1400.0f);
    input.pointer.position_px.y = check_random_float(state, -100.0f, 900.0f);
    uint32_t bits = check_random(state);
    input.pointer.is_down = (bits & 3u) != 0;
    input.pointer.went_down = (bits & 0x70u) == 0;
    input.pointer.went_up = (bits & 0x700u) == 0;
    input.pointer.was_cancelled = (bits & 0xF000u) == 0;
    for (int32_t i = 0; i < GAME_ACTION_COUNT; ++i) {
        bool is_rare = i == GAME_ACTION_RETRY;
        uint32_t draw = check_random(state);
        input.is_held[i] = (draw & 1u) != 0;
        input.went_down[i] = is_rare ? draw % 400u == 0 : draw % 40u == 0;
    }
    return input;
}

static void check_invariants(const game *g, int32_t bodies)
{
    game_status status = game_get_status(g);
    CHECK(status.body_count >= bodies - 1);
    CHECK(status.balls_left >= 0 && status.lit_count <= status.bell_count);
    CHECK(status.awake_body_count >= 0 && status.awake_body_count <= status.body_count);
    CHECK(status.shot_count >= 0 && status.toll_count >= 0);
    CHECK(!status.is_won || status.toll_count > 0);
    CHECK(status.past_bytes < 12.0 * 1024.0 * 1024.0);
    CHECK(status.best_shot_count >= 0);
    int32_t count = 0;
    const game_event *events = game_events(g, &count);
    for (int32_t i = 0; i < count; ++i) {
        CHECK(qn_is_finite(events[i].strength) && events[i].strength >= 0.0f);
        CHECK(qn_v2_is_finite(events[i].point_m));
    }
}

TEST(a_thousand_random_ticks_keep_every_invariant)
{
    for (uint32_t seed = 1; seed <= 4; ++seed) {
        game *g = make_game();
        int32_t bodies = game_get_status(g).body_count;
        uint32_t state = seed * 0x9E3779B9u;
        for (int32_t tick = 0; tick < 1000; ++tick) {
            qn_input input = random_input(&state);
            CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
            check_invariants(g, bodies);
        }
        game_destroy(g);
    }
}

static void check_picture(const game *g, qn_draw_list *list, qn_vec2 surface_px, float alpha)
{
    qn_input input = idle();
    input.surface_px = surface_px;
    qn_view view = {.alpha = alpha, .input = &input};
    game_draw(g, &view, list);
    qn_draw_counters counters = qn_draw_get_counters(list);
    CHECK(counters.record_count > 150);
    CHECK_INT(counters.dropped_count, 0);
}

TEST(every_surface_gets_a_picture_and_drawing_changes_nothing)
{
    const qn_vec2 surfaces[] = {{1280.0f, 720.0f}, {390.0f, 844.0f},        {3840.0f, 1080.0f},
                                {64.0f, 64.0f},    {zero() / zero(), 1.0f}, {0.0f, -5.0f}};
    qn_draw_list *list = NULL;
    CHECK_ERROR(qn_draw_list_create(8192, NULL, &list), QN_ERROR_OK);
    game *g = make_game();
    game *unseen = make_game();
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        CHECK_ERROR(game_tick(unseen, &input), QN_ERROR_OK);
        if (tick % 25 == 0) {
            check_picture(g, list, surfaces[(tick / 25) % 6], 0.04f * (float)(tick % 25));
        }
    }
    check_picture(g, list, surfaces[0], zero() / zero());
    CHECK(game_state_hash(g) == game_state_hash(unseen));
    game_destroy(unseen);
    game_destroy(g);
    qn_draw_list_destroy(list);
}

TEST(a_sliver_of_a_surface_is_drawn_in_bounded_work)
{
    const qn_vec2 surfaces[] = {{30000.0f, 1.0f}, {1.0f, 30000.0f}, {1.0f, 1.0f}};
    qn_draw_list *list = NULL;
    CHECK_ERROR(qn_draw_list_create(16384, NULL, &list), QN_ERROR_OK);
    game *g = make_game();
    for (size_t i = 0; i < sizeof surfaces / sizeof surfaces[0]; ++i) {
        qn_input input = idle();
        input.surface_px = surfaces[i];
        qn_view view = {.alpha = 0.5f, .input = &input};
        game_draw(g, &view, list);
        CHECK_INT(qn_draw_get_counters(list).dropped_count, 0);
    }
    game_destroy(g);
    qn_draw_list_destroy(list);
}

TEST(the_game_gives_back_all_its_memory)
{
    size_t before = qn_memory_live_bytes();
    game *g = make_game();
    play_shot(g);
    game_retry(g);
    tick_idle(g, 10);
    game_destroy(g);
    game_destroy(NULL);
    CHECK_INT(qn_memory_live_bytes(), before);
}
