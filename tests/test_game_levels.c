// The levels by their contract: each stands still, each can be won by its author's play, and the
// rules of balls, bells, medals and unlocking hold.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "belfry_play.h"
#include "quoin/game.h"
#include "run/run.h"
#include "scenes/hud.h"

TEST(every_level_stands_still_before_the_first_shot)
{
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        static run r;
        CHECK_ERROR(run_begin(&r, level_table[i], NULL), QN_ERROR_OK);
        static qn_vec2 at[BLOCK_CAPACITY];
        for (int32_t k = 0; k < r.blocks.count; ++k) {
            at[k] = qn_body_pose(r.world, r.blocks.items[k].body).p;
        }
        for (int32_t tick = 0; tick < 1200; ++tick) {
            CHECK_ERROR(run_step(&r), QN_ERROR_OK);
        }
        CHECK_INT(r.rules.toll_count, 0);
        CHECK_INT(r.break_count, 0);
        for (int32_t k = 0; k < r.blocks.count; ++k) {
            qn_vec2 now = qn_body_pose(r.world, r.blocks.items[k].body).p;
            CHECK(qn_distance(now, at[k]) < 0.015f);
        }
        run_end(&r);
    }
}

TEST(a_page_reads_the_names_of_all_levels_in_playing_order)
{
    game *g = make_game();
    char names[LEVEL_COUNT * LEVEL_NAME_BYTES] = "";
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        CHECK(strlen(level_table[i]->name) + 1 < LEVEL_NAME_BYTES);
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, "%s%s", i > 0 ? "\n" : "",
                 level_table[i]->name);
    }
    int32_t index = 0;
    while (index < qn_game.text_count && strcmp(qn_game.text_names[index], "level-names") != 0) {
        index += 1;
    }
    CHECK(index < qn_game.text_count);
    CHECK_TEXT(qn_game.text(g, index), names);
    CHECK_TEXT(qn_game.text(g, qn_game.text_count), "");
    game_destroy(g);
}

TEST(a_bell_on_a_chain_keeps_swinging)
{
    static run r;
    CHECK_ERROR(run_begin(&r, &level_greenhouse, NULL), QN_ERROR_OK);
    float low = 1.0e9f, high = -1.0e9f;
    for (int32_t tick = 0; tick < 1800; ++tick) {
        CHECK_ERROR(run_step(&r), QN_ERROR_OK);
        float x = qn_body_pose(r.world, r.bells[0].body).p.x;
        bool is_late = tick >= 1400;
        low = is_late ? qn_min(low, x) : low;
        high = is_late ? qn_max(high, x) : high;
    }
    CHECK(high - low > 0.3f);
    run_end(&r);
}

TEST(every_author_wins_the_level_with_the_golden_hash)
{
    size_t size = 0;
    char *golden = (char *)check_file("tests/golden/scripted_run.txt", &size);
    if (golden == NULL) {
        check_skip("tests/golden is not below the working directory");
        return;
    }
    game *g = make_game();
    for (int32_t i = 0; i < AUTHOR_PLAY_COUNT; ++i) {
        const author_play *play = &author_plays[i];
        CHECK_ERROR(game_play_level(g, play->level), QN_ERROR_OK);
        play_author(g, play, play->tick_count);
        game_status status = game_get_status(g);
        CHECK(status.is_won);
        CHECK_INT(status.lit_count, status.bell_count);
        CHECK_INT(status.shot_count, play->pull_count);
        char line[64];
        snprintf(line, sizeof line, "%s %016" PRIx64 "\n", play->name, game_state_hash(g));
        CHECK(strstr(golden, line) != NULL);
    }
    game_destroy(g);
    free(golden);
}

TEST(a_level_is_unlocked_by_winning_the_one_before)
{
    game *g = make_game();
    CHECK_ERROR(game_play_level(g, 1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(game_play_level(g, -1), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(game_play_level(NULL, 0), QN_ERROR_NULL_POINTER);
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK_ERROR(game_play_level(g, 2), QN_ERROR_OUT_OF_RANGE);
    press(g, GAME_ACTION_NEXT);
    CHECK_INT(game_get_status(g).level, 1);
    CHECK_INT(game_get_status(g).bell_count, 2);
    CHECK_INT(game_get_status(g).balls_left, 2);
    game_destroy(g);
}

TEST(the_next_button_of_the_card_leads_to_the_next_level)
{
    game *g = make_game();
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    hud_page page = hud_open(qn_v2(1280.0f, 720.0f), 1.0f, (qn_insets){0});
    hud_place place = hud_card_button_place(&page, HUD_CARD_NEXT, true);
    tap(g, place.center.x, 720.0f - place.center.y);
    CHECK_INT(game_get_status(g).level, 1);
    CHECK(!game_get_status(g).is_won);
    game_destroy(g);
}

static void fire_feebly(game *g)
{
    hold(g, GAME_ACTION_RIGHT, 90);
    press(g, GAME_ACTION_FIRE);
    tick_idle(g, 60);
}

TEST(there_are_no_more_balls_than_the_level_has)
{
    game *g = make_game_at(1);
    CHECK_INT(game_get_status(g).balls_left, 2);
    for (int32_t i = 0; i < 4; ++i) {
        fire_feebly(g);
    }
    CHECK_INT(game_get_status(g).shot_count, 2);
    CHECK_INT(game_get_status(g).balls_left, 0);
    game_retry(g);
    CHECK_INT(game_get_status(g).balls_left, 2);
    game_destroy(g);
}

TEST(one_bell_of_two_is_no_win)
{
    game *g = make_game_at(1);
    play_author(g, &author_plays[1], author_plays[1].pulls[1].tick);
    game_status status = game_get_status(g);
    CHECK_INT(status.lit_count, 1);
    CHECK(status.toll_count >= 1);
    CHECK(!status.is_won);
    game_destroy(g);
}

TEST(medals_are_gold_within_par_silver_after_a_rewind_and_bronze_beyond)
{
    game *g = make_game();
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_GOLD);
    game_retry(g);
    tick_idle(g, 10);
    hold(g, GAME_ACTION_REWIND, 5);
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_SILVER);
    game_retry(g);
    fire_feebly(g);
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK_INT(game_get_status(g).won_medal, MEDAL_BRONZE);
    CHECK_INT(game_get_status(g).shot_count, 2);
    CHECK_INT(game_get_status(g).medal, MEDAL_GOLD); // the best one stays
    game_destroy(g);
}

static int32_t blocks_there(const run *r, material kind, bool is_piece)
{
    int32_t count = 0;
    for (int32_t i = 0; i < r->blocks.count; ++i) {
        const block *item = &r->blocks.items[i];
        bool counts = item->material == kind && (item->corner_count > 0) == is_piece;
        count += counts && block_is_there(item, r->tick) ? 1 : 0;
    }
    return count;
}

static void fire_into(run *r, float aim_rad, ball_kind kind)
{
    CHECK(shots_add(&r->shots, (shot){r->tick, aim_rad, 1.0f, kind}));
}

TEST(glass_shatters_into_shards_that_are_gone_after_four_seconds)
{
    static run r;
    CHECK_ERROR(run_begin(&r, &level_greenhouse, NULL), QN_ERROR_OK);
    int32_t whole = blocks_there(&r, MATERIAL_GLASS, false);
    fire_into(&r, 0.12f, BALL_IRON);
    int32_t first_break = 0;
    for (int32_t tick = 0; tick < 300 && first_break == 0; ++tick) {
        CHECK_ERROR(run_step(&r), QN_ERROR_OK);
        first_break = blocks_there(&r, MATERIAL_GLASS, false) < whole ? tick : 0;
    }
    CHECK(first_break > 0);
    int32_t broken = whole - blocks_there(&r, MATERIAL_GLASS, false);
    int32_t shards = blocks_there(&r, MATERIAL_GLASS, true);
    CHECK(shards >= 6 * broken && shards <= 14 * broken);
    for (int32_t tick = 0; tick < 900; ++tick) {
        CHECK_ERROR(run_step(&r), QN_ERROR_OK);
    }
    CHECK_INT(blocks_there(&r, MATERIAL_GLASS, true), 0);
    run_end(&r);
}

TEST(timber_breaks_along_its_grain_into_two_splinters)
{
    static run r;
    CHECK_ERROR(run_begin(&r, &level_one_bell, NULL), QN_ERROR_OK);
    int32_t whole = blocks_there(&r, MATERIAL_TIMBER, false);
    fire_into(&r, 0.50f, BALL_NEEDLE);
    for (int32_t tick = 0; tick < 400; ++tick) {
        CHECK_ERROR(run_step(&r), QN_ERROR_OK);
    }
    int32_t left = blocks_there(&r, MATERIAL_TIMBER, false);
    CHECK(left < whole);
    CHECK(blocks_there(&r, MATERIAL_TIMBER, true) >= 2 * (whole - left));
    for (int32_t i = 0; i < r.blocks.count; ++i) {
        const block *item = &r.blocks.items[i];
        float longer = qn_max(item->half_size_m.x, item->half_size_m.y);
        float shorter = qn_min(item->half_size_m.x, item->half_size_m.y);
        CHECK(item->corner_count == 0 || longer > shorter);
    }
    run_end(&r);
}

TEST(a_needle_keeps_more_of_its_speed_through_a_pane_than_a_ball_of_iron)
{
    float speeds[BALL_KIND_COUNT] = {0};
    for (int32_t kind = 0; kind < BALL_KIND_COUNT; ++kind) {
        static run r;
        CHECK_ERROR(run_begin(&r, &level_greenhouse, NULL), QN_ERROR_OK);
        fire_into(&r, 0.12f, (ball_kind)kind);
        float before = 0.0f;
        for (int32_t tick = 0; tick < 200 && speeds[kind] == 0.0f; ++tick) {
            bool had_break = r.break_count > 0;
            before = had_break ? before : qn_length(r.rules.balls[0].velocity_mps);
            CHECK_ERROR(run_step(&r), QN_ERROR_OK);
            speeds[kind] = had_break ? qn_length(r.rules.balls[0].velocity_mps) / before : 0.0f;
        }
        run_end(&r);
    }
    CHECK(speeds[BALL_IRON] > 0.4f);
    CHECK(speeds[BALL_NEEDLE] > speeds[BALL_IRON] + 0.1f);
}
