// Going back in time by its contract: to the bit, across everything that can happen in a run, with
// shots that stay and fire again, in bounded memory.

#include "belfry_play.h"
#include "run/past.h"
#include "scenes/hud.h"

// A run of a level with a past, and the hash after each of its steps.
#define STEP_CAPACITY 700
static past way;
static run subject;
static uint64_t hashes[STEP_CAPACITY];

static void begin(const level *plan)
{
    CHECK_ERROR(past_create(&way), QN_ERROR_OK);
    CHECK_ERROR(run_begin(&subject, plan, way.history), QN_ERROR_OK);
    past_remember(&way, &subject);
    hashes[0] = run_hash(&subject);
}

static void end(void)
{
    run_end(&subject);
    past_destroy(&way);
}

static void step(void)
{
    CHECK_ERROR(run_step(&subject), QN_ERROR_OK);
    past_remember(&way, &subject);
}

static void step_to(uint32_t tick)
{
    while (subject.tick < tick) {
        step();
        hashes[subject.tick] = run_hash(&subject);
    }
}

static void check_again(uint32_t tick)
{
    while (subject.tick < tick) {
        step();
        CHECK(run_hash(&subject) == hashes[subject.tick]);
    }
}

// Shots through glass, timber and into bells, with a second ball while the first one rolls.
static void add_shots(void)
{
    CHECK(shots_add(&subject.shots, (shot){20, 0.20f, 1.0f, BALL_IRON}));
    CHECK(shots_add(&subject.shots, (shot){75, 0.45f, 0.95f, BALL_IRON}));
    hashes[0] = run_hash(&subject);
}

TEST(a_run_goes_back_to_any_step_to_the_bit_in_every_level)
{
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        begin(level_table[i]);
        add_shots();
        step_to(420);
        CHECK(subject.rules.toll_count > 0);
        for (uint32_t back = 420; back > 0; back -= back < 37 ? back : 37) {
            CHECK_ERROR(past_return(&way, &subject, back), QN_ERROR_OK);
            CHECK(run_hash(&subject) == hashes[back]);
        }
        CHECK_ERROR(past_return(&way, &subject, 0), QN_ERROR_OK);
        CHECK(run_hash(&subject) == hashes[0]);
        check_again(420);
        end();
    }
}

SLOW_TEST(a_run_goes_on_from_the_middle_of_breaking_glass_as_the_first_time)
{
    begin(&level_greenhouse);
    CHECK(shots_add(&subject.shots, (shot){5, 0.12f, 1.0f, BALL_NEEDLE}));
    step_to(400); // shards are born, fade and go
    CHECK(subject.break_count > 0);
    uint32_t first = subject.breaks[0].tick;
    for (uint32_t at = first - 2; at <= first + 2; ++at) {
        CHECK_ERROR(past_return(&way, &subject, at), QN_ERROR_OK);
        check_again(at + 20);
        step_to(400);
    }
    end();
}

TEST(steps_that_were_not_taken_or_are_forgotten_are_refused)
{
    begin(&level_one_bell);
    step_to(50);
    uint64_t before = run_hash(&subject);
    CHECK_ERROR(past_return(&way, &subject, 51), QN_ERROR_NOT_FOUND);
    CHECK(run_hash(&subject) == before);
    CHECK_ERROR(past_return(&way, &subject, 50), QN_ERROR_OK);
    CHECK(run_hash(&subject) == before);
    end();
}

TEST(scrubbing_ten_seconds_back_and_forth_changes_nothing)
{
    begin(&level_one_bell);
    add_shots();
    step_to(600);
    for (int32_t round = 0; round < 2; ++round) {
        for (uint32_t back = 600; back >= 8; back -= 8) {
            CHECK_ERROR(past_return(&way, &subject, back), QN_ERROR_OK);
        }
        CHECK_ERROR(past_return(&way, &subject, 0), QN_ERROR_OK);
        check_again(600);
    }
    end();
}

SLOW_TEST(a_minute_of_falling_towers_takes_less_than_eight_megabytes)
{
    begin(&level_one_bell);
    size_t at_start = past_used_bytes(&way, &subject);
    for (uint32_t i = 0; i < 5; ++i) {
        CHECK(shots_add(&subject.shots,
                        (shot){30 + 240 * i, 0.30f + 0.08f * (float)i, 1.0f, BALL_IRON}));
    }
    while (subject.tick < 3600) {
        step();
    }
    uint32_t oldest = 0;
    CHECK(past_oldest(&way, &subject, &oldest));
    size_t kept = past_used_bytes(&way, &subject) - at_start;
    double share = (double)(subject.tick - oldest) / 3600.0;
    CHECK((double)kept < 8.0e6 * share);
    end();
}

SLOW_TEST(a_long_run_forgets_its_beginning_and_stays_exact)
{
    begin(&level_greenhouse); // its bell never rests
    while (subject.tick < TUNE_PAST_TICKS + 500) {
        step();
    }
    uint32_t oldest = 0;
    CHECK(past_oldest(&way, &subject, &oldest));
    CHECK(oldest > 0 && oldest < subject.tick - 2000);
    CHECK_ERROR(past_return(&way, &subject, oldest - 1), QN_ERROR_NOT_FOUND);
    uint64_t end_hash = run_hash(&subject);
    uint32_t last = subject.tick;
    CHECK_ERROR(past_return(&way, &subject, oldest), QN_ERROR_OK);
    while (subject.tick < last) {
        step();
    }
    CHECK(run_hash(&subject) == end_hash);
    end();
}

// ---- In the game ----------------------------------------------------------------------------

TEST(rewinding_gets_faster_and_stops_at_the_beginning)
{
    game *g = make_game();
    play_author(g, &author_plays[0], 90);
    uint32_t from = game_get_status(g).run_tick;
    hold(g, GAME_ACTION_REWIND, 5);
    uint32_t slow = from - game_get_status(g).run_tick;
    CHECK(slow >= 4 && slow <= 8);
    hold(g, GAME_ACTION_REWIND, 200);
    CHECK_INT(game_get_status(g).run_tick, 0);
    tick_idle(g, 1);
    CHECK(!game_get_status(g).is_won);
    game_destroy(g);
}

TEST(a_shot_from_before_the_rewind_fires_again_by_itself)
{
    game *g = make_game();
    play_author(g, &author_plays[0], 60); // fired, on its way
    game_status flying = game_get_status(g);
    CHECK_INT(flying.shot_count, 1);
    hold(g, GAME_ACTION_REWIND, 120);
    tick_idle(g, 1);
    game_status back = game_get_status(g);
    CHECK_INT(back.shot_count, 0);
    CHECK_INT(back.echo_count, 1);
    CHECK_INT(back.balls_left, 4); // the echo still needs its ball
    tick_idle(g, 400);
    CHECK(game_get_status(g).is_won);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_SILVER);
    game_destroy(g);
}

TEST(a_shot_before_an_echo_makes_another_history_with_both)
{
    game *g = make_game_at(1);
    hold(g, GAME_ACTION_RIGHT, 30); // a little feeble, but it will do as an echo
    tick_idle(g, 60);
    press(g, GAME_ACTION_FIRE);
    tick_idle(g, 20);
    uint32_t echo_at = game_get_status(g).run_tick;
    hold(g, GAME_ACTION_REWIND, 60);
    tick_idle(g, 1);
    CHECK_INT(game_get_status(g).echo_count, 1);
    press(g, GAME_ACTION_FIRE);
    CHECK_INT(game_get_status(g).shot_count, 1);
    CHECK_INT(game_get_status(g).echo_count, 1);
    CHECK_INT(game_get_status(g).balls_left, 0);
    while (game_get_status(g).run_tick < echo_at) {
        tick_idle(g, 1);
    }
    CHECK_INT(game_get_status(g).shot_count, 2);
    CHECK_INT(game_get_status(g).echo_count, 0);
    game_destroy(g);
}

TEST(a_tap_on_the_pip_of_an_echo_cancels_it_and_gives_its_ball_back)
{
    game *g = make_game();
    play_author(g, &author_plays[0], 60);
    hud_page page = hud_open(qn_v2(1280.0f, 720.0f), 1.0f, (qn_insets){0});
    hud_place pip = hud_pip_place(&page, 0);
    tap(g, pip.center.x, 720.0f - pip.center.y); // it has been fired: nothing to cancel
    CHECK_INT(game_get_status(g).balls_left, 4);
    hold(g, GAME_ACTION_REWIND, 120);
    tap(g, pip.center.x, 720.0f - pip.center.y);
    CHECK_INT(game_get_status(g).echo_count, 0);
    CHECK_INT(game_get_status(g).balls_left, 5);
    tick_idle(g, 400);
    CHECK_INT(game_get_status(g).shot_count, 0);
    CHECK(!game_get_status(g).is_won);
    game_destroy(g);
}

TEST(rewind_then_the_same_inputs_give_the_same_hash)
{
    uint64_t ends[2];
    for (int32_t i = 0; i < 2; ++i) {
        game *g = make_game();
        play_author(g, &author_plays[0], 140);
        hold(g, GAME_ACTION_REWIND, 40);
        tick_idle(g, 10);
        hold(g, GAME_ACTION_UP, 20);
        press(g, GAME_ACTION_FIRE);
        tick_idle(g, 300);
        ends[i] = game_state_hash(g);
        game_destroy(g);
    }
    CHECK(ends[0] == ends[1]);
}

// The run ends where it ended the first time, however often it was gone back in.
TEST(a_run_with_rewinds_ends_as_one_without)
{
    game *straight = make_game();
    game *winding = make_game();
    play_author(straight, &author_plays[0], 60);
    play_author(winding, &author_plays[0], 60);
    hold(winding, GAME_ACTION_REWIND, 4);
    tick_idle(winding, 1);
    hold(winding, GAME_ACTION_REWIND, 2);
    while (game_get_status(winding).run_tick < 80) {
        tick_idle(winding, 1);
    }
    while (game_get_status(straight).run_tick < 80) {
        tick_idle(straight, 1);
    }
    CHECK_INT(game_get_status(winding).run_tick, 80);
    CHECK(game_run_hash(straight) == game_run_hash(winding));
    game_destroy(straight);
    game_destroy(winding);
}

TEST(a_win_can_be_rewound_and_won_again)
{
    game *g = make_game();
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK(game_get_status(g).is_won);
    hold(g, GAME_ACTION_REWIND, 200);
    tick_idle(g, 1);
    CHECK(!game_get_status(g).is_won);
    CHECK_INT(game_get_status(g).best_shot_count, 1); // what was won stays won
    tick_idle(g, 400);
    CHECK(game_get_status(g).is_won);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_SILVER);
    CHECK_INT(game_get_status(g).medal, MEDAL_GOLD);
    game_destroy(g);
}

TEST(the_replay_behind_the_card_shows_no_echoes_and_can_be_rewound)
{
    game *g = make_game();
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    uint32_t lowest = UINT32_MAX;
    for (int32_t tick = 0; tick < 400; ++tick) {
        tick_idle(g, 1);
        game_status status = game_get_status(g);
        lowest = status.run_tick < lowest ? status.run_tick : lowest;
        CHECK(status.is_won);
        CHECK_INT(status.echo_count, 0);
    }
    CHECK(lowest < 50); // it has begun anew, before the shot
    hold(g, GAME_ACTION_REWIND, 120);
    tick_idle(g, 1);
    CHECK_INT(game_get_status(g).echo_count, 1);
    tick_idle(g, 400);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_SILVER);
    game_destroy(g);
}

TEST(the_button_on_the_glass_and_the_right_mouse_button_rewind_too)
{
    game *g = make_game();
    play_author(g, &author_plays[0], 80);
    hud_page page = hud_open(qn_v2(1280.0f, 720.0f), 1.0f, (qn_insets){0});
    hud_place place = hud_rewind_place(&page);
    qn_input input = idle();
    input.pointer.position_px = qn_v2(place.center.x, 720.0f - place.center.y);
    input.pointer.is_down = true;
    input.pointer.went_down = true;
    uint32_t from = game_get_status(g).run_tick;
    for (int32_t i = 0; i < 10; ++i) {
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        input.pointer.went_down = false;
    }
    uint32_t half = game_get_status(g).run_tick;
    CHECK(half < from);
    input = idle();
    input.mouse_is_held = QN_MOUSE_RIGHT;
    for (int32_t i = 0; i < 10; ++i) {
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
    CHECK(game_get_status(g).run_tick < half);
    CHECK_INT(game_get_status(g).shot_count, 1);
    game_destroy(g);
}

// ---- The title ------------------------------------------------------------------------------

TEST(the_title_shows_a_shot_and_takes_it_back)
{
    game *g = make_titled_game();
    game *fresh = make_game();
    bool saw_shot = false, saw_toll = false, saw_won = false, saw_save = false;
    uint32_t farthest = 0;
    for (int32_t tick = 0; tick < 330; ++tick) {
        tick_idle(g, 1);
        saw_shot |= raised(g, GAME_EVENT_SHOT);
        saw_toll |= raised(g, GAME_EVENT_TOLL);
        saw_won |= raised(g, GAME_EVENT_WON);
        saw_save |= raised(g, GAME_EVENT_SAVE);
        uint32_t now = game_get_status(g).run_tick;
        farthest = now > farthest ? now : farthest;
        CHECK_INT(game_get_status(g).shot_count, 0);
    }
    CHECK(saw_shot && saw_toll);
    CHECK(!saw_won && !saw_save); // nothing was earned
    CHECK(farthest > 200);
    tick_idle(fresh, (int32_t)game_get_status(g).run_tick);
    CHECK_INT(game_get_status(g).run_tick, game_get_status(fresh).run_tick);
    CHECK(game_run_hash(g) == game_run_hash(fresh));
    game_destroy(g);
    game_destroy(fresh);
}

TEST(any_press_during_the_title_leads_straight_to_play)
{
    for (int32_t at = 5; at < 310; at += 61) {
        game *g = make_titled_game();
        tick_idle(g, at);
        play_author(g, &author_plays[0], author_plays[0].tick_count);
        CHECK(game_get_status(g).is_won);
        CHECK_INT(game_get_status(g).shot_count, 1);
        game_destroy(g);
    }
}

TEST(reduced_motion_shows_no_ghost)
{
    game *g = make_titled_game();
    qn_input input = idle();
    input.reduced_motion = true;
    for (int32_t tick = 0; tick < 330; ++tick) {
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        CHECK(!raised(g, GAME_EVENT_SHOT));
    }
    game_destroy(g);
}
