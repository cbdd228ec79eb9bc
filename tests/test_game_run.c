// A won run as data: it says what was played, whoever plays it again comes to the same end on every
// target, and nothing else is believed.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "belfry_play.h"
#include "run/verify.h"
#include "scenes/hud.h"

static qn_bytes bytes_of(const char *text)
{
    return (qn_bytes){(const uint8_t *)text, strlen(text)};
}

static run_record scan(const char *text)
{
    run_record record;
    CHECK_ERROR(record_scan(bytes_of(text), &record), QN_ERROR_OK);
    return record;
}

static game *won_by_author(int32_t index)
{
    game *g = make_game_at(author_plays[index].level);
    play_author(g, &author_plays[index], author_plays[index].tick_count);
    CHECK(game_get_status(g).is_won);
    return g;
}

static run_record record_of_author(int32_t index)
{
    game *g = won_by_author(index);
    run_record record = scan(game_run_text(g));
    game_destroy(g);
    return record;
}

static void check_holds(const game *g)
{
    run_record record;
    verdict v = run_verify_text(bytes_of(game_run_text(g)), &record);
    CHECK_TEXT(verdict_code(v.kind), "ok");
    CHECK_ERROR(v.error, QN_ERROR_OK);
    CHECK_INT(v.entry, -1);
    CHECK(v.score == record.score && v.hash == record.hash);
    CHECK_INT(record.shots.count, game_get_status(g).shot_count);
    CHECK_INT(v.score, record_score(level_table[record.level], record.shots.count, v.tick));
}

// ---- What was played ------------------------------------------------------------------------

TEST(every_authors_win_is_written_as_the_golden_run_and_holds)
{
    for (int32_t i = 0; i < AUTHOR_PLAY_COUNT; ++i) {
        game *g = won_by_author(i);
        check_holds(g);
        char path[64];
        snprintf(path, sizeof path, "tests/golden/runs/%s.json", author_plays[i].name);
        size_t size = 0;
        uint8_t *golden = check_file(path, &size);
        if (golden == NULL) {
            check_skip("tests/golden is not below the working directory");
        } else {
            const char *text = game_run_text(g);
            CHECK_INT(size, strlen(text) + 1); // and a line's end
            CHECK(size > strlen(text) && memcmp(golden, text, strlen(text)) == 0);
        }
        free(golden);
        game_destroy(g);
    }
}

TEST(before_a_win_there_is_no_run)
{
    game *g = make_game();
    CHECK_TEXT(game_run_text(g), "");
    play_author(g, &author_plays[0], 100);
    CHECK_TEXT(game_run_text(g), "");
    game_destroy(g);
}

TEST(going_back_in_time_leaves_no_trace)
{
    game *straight = won_by_author(0);
    game *winding = make_game();
    play_author(winding, &author_plays[0], 70);
    hold(winding, GAME_ACTION_REWIND, 10);
    tick_idle(winding, 400);
    CHECK(game_get_status(winding).is_won);
    CHECK_TEXT(game_run_text(winding), game_run_text(straight));
    game_destroy(straight);
    game_destroy(winding);
}

TEST(a_win_before_an_echo_leaves_the_echo_out)
{
    game *g = make_game();
    hold(g, GAME_ACTION_DOWN, 60);
    press(g, GAME_ACTION_FIRE); // keeps time going
    tick_idle(g, 340);
    press(g, GAME_ACTION_FIRE); // late
    tick_idle(g, 5);
    hold(g, GAME_ACTION_REWIND, 300);
    hud_page page = hud_open(qn_v2(1280.0f, 720.0f), 1.0f, (qn_insets){0});
    hud_place pip = hud_pip_place(&page, 0);
    tap(g, pip.center.x, 720.0f - pip.center.y);
    CHECK_INT(game_get_status(g).echo_count, 1);
    CHECK(game_get_status(g).run_tick < 5);
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    CHECK(game_get_status(g).is_won);
    CHECK_INT(scan(game_run_text(g)).shots.count, 1);
    check_holds(g);
    game_destroy(g);
}

// Without hit-stop the step of a win may be the first of two in one tick.
TEST(a_win_with_reduced_motion_holds)
{
    for (int32_t i = 0; i < AUTHOR_PLAY_COUNT; ++i) {
        game *g = make_game_at(author_plays[i].level);
        for (uint32_t tick = 0; tick < author_plays[i].tick_count; ++tick) {
            qn_input input = author_input(&author_plays[i], tick);
            input.reduced_motion = true;
            CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
        }
        CHECK(game_get_status(g).is_won);
        check_holds(g);
        game_destroy(g);
    }
}

TEST(a_second_win_is_a_run_of_its_own)
{
    game *g = won_by_author(0);
    run_record first = scan(game_run_text(g));
    game_retry(g);
    tick_idle(g, 33);
    play_author(g, &author_plays[0], author_plays[0].tick_count);
    run_record second = scan(game_run_text(g));
    CHECK(second.shots.items[0].tick > first.shots.items[0].tick);
    CHECK(second.score < first.score);
    check_holds(g);
    game_destroy(g);
}

// ---- What is not believed -------------------------------------------------------------------

static void check_verdict(const run_record *record, verdict_kind kind)
{
    verdict v = run_verify(record);
    CHECK_TEXT(verdict_code(v.kind), verdict_code(kind));
}

// Whatever the end is then, it is not that of the record.
static void check_denied(const run_record *record)
{
    verdict v = run_verify(record);
    CHECK(v.kind != VERDICT_HOLDS && v.kind != VERDICT_FAILED);
}

static float nudged(float value)
{
    uint32_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    bits -= 1;
    memcpy(&value, &bits, sizeof bits);
    return value;
}

TEST(every_shot_that_is_a_little_other_is_denied)
{
    const run_record good = record_of_author(1);
    for (int32_t i = 0; i < good.shots.count; ++i) {
        run_record bad = good;
        bad.shots.items[i].tick += 1;
        check_denied(&bad);
        bad = good;
        bad.shots.items[i].aim_rad = nudged(bad.shots.items[i].aim_rad);
        check_denied(&bad);
        bad = good;
        bad.shots.items[i].power = nudged(bad.shots.items[i].power);
        check_denied(&bad);
        bad = good;
        shots_remove(&bad.shots, i);
        check_denied(&bad);
    }
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        run_record bad = good;
        bad.level = i;
        if (i == good.level) {
            check_verdict(&bad, VERDICT_HOLDS);
        } else {
            check_denied(&bad);
        }
    }
}

TEST(every_bit_of_the_hash_and_every_other_score_counts)
{
    const run_record good = record_of_author(2);
    check_verdict(&good, VERDICT_HOLDS);
    for (int32_t bit = 0; bit < 64; bit += 7) {
        run_record bad = good;
        bad.hash ^= (uint64_t)1 << bit;
        check_verdict(&bad, VERDICT_OTHER_HASH);
    }
    run_record bad = good;
    bad.score += 1; // a step sooner
    check_verdict(&bad, VERDICT_NOT_WON);
    bad.score -= 2; // a step later
    verdict v = run_verify(&bad);
    CHECK_TEXT(verdict_code(v.kind), "won-earlier");
    CHECK(v.score == good.score && v.hash == good.hash);
}

TEST(a_shot_after_the_win_is_not_part_of_it)
{
    run_record bad = record_of_author(0);
    bad.score -= TUNE_SCORE_BALL + 300;
    CHECK(shots_add(&bad.shots, (shot){bad.shots.items[0].tick + 190, 0.5f, 0.5f, BALL_IRON}));
    check_verdict(&bad, VERDICT_WON_EARLIER);
}

static void check_claim(const run_record *record, qn_error error, int32_t entry)
{
    verdict v = run_verify(record);
    CHECK_TEXT(verdict_code(v.kind), "impossible");
    CHECK_ERROR(v.error, error);
    CHECK_INT(v.entry, entry);
    CHECK_INT(v.tick, entry < 0 ? 0 : record->shots.items[entry].tick);
    CHECK(v.score == 0 && v.hash == 0);
}

TEST(a_level_or_a_score_that_there_is_not_is_refused)
{
    const run_record good = record_of_author(1);
    const int32_t levels[] = {-1, LEVEL_COUNT, INT32_MAX};
    const level *plan = level_table[1];
    uint32_t most = TUNE_SCORE_BALL * (uint32_t)(plan->ball_count - good.shots.count);
    const uint32_t scores[] = {0, 1, most, most + TUNE_SCORE_TICKS, UINT32_MAX};
    for (int32_t i = 0; i < 3; ++i) {
        run_record bad = good;
        bad.level = levels[i];
        check_claim(&bad, QN_ERROR_NOT_FOUND, -1);
    }
    for (int32_t i = most > 0 ? 0 : 2; i < 5; ++i) {
        run_record bad = good;
        bad.score = scores[i];
        check_claim(&bad, QN_ERROR_OUT_OF_RANGE, -1);
    }
}

TEST(shots_that_no_hand_can_fire_are_refused)
{
    const run_record good = record_of_author(1);
    const float none = (float)NAN;
    const float aims[] = {-0.31f, 1.41f, 1.0e9f, -1.0e9f, none};
    const float powers[] = {0.11f, 1.01f, -1.0f, 0.0f, none};
    for (int32_t i = 0; i < 5; ++i) {
        run_record bad = good;
        bad.shots.items[1].aim_rad = aims[i];
        check_claim(&bad, QN_ERROR_OUT_OF_RANGE, 1);
        bad = good;
        bad.shots.items[0].power = powers[i];
        check_claim(&bad, QN_ERROR_OUT_OF_RANGE, 0);
    }
    run_record bad = good;
    bad.shots.items[0].kind = (ball_kind)BALL_KIND_COUNT;
    check_claim(&bad, QN_ERROR_OUT_OF_RANGE, 0);
}

TEST(shots_out_of_order_and_more_balls_than_there_are_are_refused)
{
    const run_record good = record_of_author(1);
    run_record bad = good;
    bad.shots.items[1].tick = bad.shots.items[0].tick;
    check_claim(&bad, QN_ERROR_BAD_DATA, 1);
    bad = good;
    bad.shots.items[0].tick = TUNE_SCORE_TICKS;
    check_claim(&bad, QN_ERROR_BAD_DATA, 0);
    bad = good;
    bad.shots.count = level_table[1]->ball_count + 1;
    check_claim(&bad, QN_ERROR_CAPACITY, -1);
    bad.shots.count = -1;
    check_claim(&bad, QN_ERROR_CAPACITY, -1);
    bad = record_of_author(0);
    bad.shots.items[0].kind = BALL_NEEDLE; // a level of iron
    check_claim(&bad, QN_ERROR_CAPACITY, 0);
}

// ---- Text -----------------------------------------------------------------------------------

static void check_float_survives(float value)
{
    run_record record = {.level = 1, .score = 7, .hash = 0xFEDCBA9876543210u};
    record.shots = (shot_list){{{1, value, 1.0f, BALL_NEEDLE}}, 1};
    char text[RECORD_PRINT_BYTES];
    size_t size = record_print(&record, text);
    CHECK_INT(size, strlen(text));
    run_record again = scan(text);
    CHECK_BYTES(&again.shots.items[0].aim_rad, &value, sizeof value);
}

TEST(numbers_come_back_from_the_text_in_every_bit)
{
    static const float some[] = {0.0f, 1.0f, -0.3f, 1.4f, 0.1f, 1.0e-9f, -3.7e-20f, 1.1754944e-38f};
    for (size_t i = 0; i < sizeof some / sizeof some[0]; ++i) {
        check_float_survives(some[i]);
    }
    uint32_t seed = 0x51f15e5du;
    for (int32_t i = 0; i < 20000; ++i) {
        check_float_survives(check_random_float(&seed, -0.3f, 1.4f));
    }
}

static const char good_text[] =
    "{\"version\":1,\"level\":0,\"entries\":[{\"tick\":49,\"ball\":\"iron\",\"aimRad\":0.5,"
    "\"power\":0.75},{\"tick\":90,\"ball\":\"needle\",\"aimRad\":-0.25,\"power\":1}],"
    "\"score\":46000,\"hash\":\"0123456789abcdef\"}";

// The good text with the first `from` replaced.
static qn_error scan_replaced(const char *from, const char *to, run_record *out)
{
    char text[1024];
    const char *at = strstr(good_text, from);
    CHECK(at != NULL);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good_text), good_text, to,
             at + strlen(from));
    return record_scan(bytes_of(text), out);
}

TEST(a_run_is_printed_as_it_was_read)
{
    run_record record = scan(good_text);
    CHECK_INT(record.level, 0);
    CHECK_INT(record.shots.count, 2);
    CHECK_INT(record.shots.items[1].kind, BALL_NEEDLE);
    CHECK_INT(record.score, 46000);
    CHECK(record.hash == 0x0123456789ABCDEFu);
    char text[RECORD_PRINT_BYTES];
    record_print(&record, text);
    CHECK_TEXT(text, good_text);
    CHECK_ERROR(scan_replaced("{\"version\":1,", " { \"version\" : 1.0e0 ,\n", &record),
                QN_ERROR_OK);
}

TEST(texts_that_are_no_run_are_refused)
{
    static const struct {
        const char *from, *to;
        qn_error error;
    } cases[] = {
        {"\"version\":1", "\"version\":2", QN_ERROR_BAD_VERSION},
        {"\"version\":1,", "", QN_ERROR_BAD_DATA},
        {"\"version\":1", "\"version\":\"1\"", QN_ERROR_BAD_DATA},
        {"\"level\":0", "\"level\":0.5", QN_ERROR_BAD_DATA},
        {"\"level\":0", "\"level\":-1", QN_ERROR_BAD_DATA},
        {"\"level\":0", "\"level\":0,\"level\":0", QN_ERROR_BAD_DATA},
        {"\"level\":0", "\"level\":0,\"name\":1", QN_ERROR_BAD_DATA},
        {"\"tick\":49,", "", QN_ERROR_BAD_DATA},
        {"\"tick\":49", "\"tick\":4294967296", QN_ERROR_BAD_DATA},
        {"\"tick\":49", "\"tick\":1e999", QN_ERROR_BAD_DATA},
        {"\"tick\":49", "\"tick\":null", QN_ERROR_BAD_DATA},
        {"\"iron\"", "\"lead\"", QN_ERROR_BAD_DATA},
        {"\"iron\"", "\"iron\\u0000\"", QN_ERROR_BAD_DATA},
        {"0.75}", "0.75,\"power\":1}", QN_ERROR_BAD_DATA},
        {"0.75}", "0.75,}", QN_ERROR_BAD_DATA},
        {"[{", "{{", QN_ERROR_BAD_DATA},
        {"\"0123456789abcdef\"", "\"0123456789ABCDEF\"", QN_ERROR_BAD_DATA},
        {"\"0123456789abcdef\"", "\"0123456789abcde\"", QN_ERROR_BAD_DATA},
        {"\"0123456789abcdef\"", "\"0123456789abcdef0\"", QN_ERROR_BAD_DATA},
        {"\"0123456789abcdef\"", "81985529216486895", QN_ERROR_BAD_DATA},
        {"def\"}", "def\"}}", QN_ERROR_BAD_DATA},
        {"def\"}", "def\"", QN_ERROR_BAD_DATA},
        {"}],", "}", QN_ERROR_BAD_DATA},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        run_record record, none = {0};
        CHECK_ERROR(scan_replaced(cases[i].from, cases[i].to, &record), cases[i].error);
        CHECK_INT(record.shots.count, 0);
        CHECK(record.score == none.score && record.hash == none.hash);
    }
}

TEST(every_truncation_of_a_run_is_refused)
{
    for (size_t size = 0; size < sizeof good_text - 1; ++size) {
        run_record record;
        CHECK_ERROR(record_scan((qn_bytes){(const uint8_t *)good_text, size}, &record),
                    QN_ERROR_BAD_DATA);
    }
}

TEST(too_many_shots_and_too_long_a_text_are_refused)
{
    char text[RECORD_SCAN_MAX_BYTES + 1];
    memset(text, ' ', sizeof text);
    memcpy(text, good_text, sizeof good_text - 1);
    run_record record;
    qn_bytes bytes = {(const uint8_t *)text, RECORD_SCAN_MAX_BYTES};
    CHECK_ERROR(record_scan(bytes, &record), QN_ERROR_OK);
    bytes.size_bytes += 1;
    CHECK_ERROR(record_scan(bytes, &record), QN_ERROR_TOO_LARGE);
    char many[1024] = "[";
    for (int32_t i = 0; i <= LEVEL_BALL_CAPACITY; ++i) {
        size_t length = strlen(many);
        snprintf(many + length, sizeof many - length, "%s",
                 "{\"tick\":1,\"ball\":\"iron\",\"aimRad\":0,\"power\":1},");
    }
    CHECK_ERROR(scan_replaced("[", many, &record), QN_ERROR_TOO_LARGE);
}
