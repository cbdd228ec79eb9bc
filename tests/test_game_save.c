// Progress by its contract: it comes back as it was, the first version's saves are read, and
// nothing that a file may bring is believed that this game did not write.
#include "belfry_play.h"

static uint8_t *won_save(size_t *size_bytes)
{
    game *g = make_game();
    play_shot(g);
    uint8_t *bytes = NULL;
    CHECK_ERROR(game_save(g, &bytes, size_bytes), QN_ERROR_OK);
    game_destroy(g);
    return bytes;
}

TEST(the_best_result_comes_back_from_a_save)
{
    size_t size = 0;
    uint8_t *bytes = won_save(&size);
    game *g = NULL;
    qn_error refusal = QN_ERROR_BAD_DATA;
    CHECK_ERROR(game_create(NULL, (qn_bytes){bytes, size}, &refusal, &g), QN_ERROR_OK);
    CHECK_ERROR(refusal, QN_ERROR_OK);
    CHECK_INT(game_get_status(g).best_shot_count, 1);
    game *fresh = make_titled_game();
    CHECK(game_state_hash(g) == game_state_hash(fresh));
    game_destroy(fresh);
    game_destroy(g);
    qn_memory_release(bytes);
}

static void check_refused(const uint8_t *bytes, size_t size)
{
    game *g = NULL;
    qn_error refusal = QN_ERROR_OK;
    CHECK_ERROR(game_create(NULL, (qn_bytes){bytes, size}, &refusal, &g), QN_ERROR_OK);
    CHECK(refusal != QN_ERROR_OK);
    CHECK_INT(game_get_status(g).best_shot_count, 0);
    game_destroy(g);
}

TEST(every_truncation_and_bit_flip_of_a_save_starts_fresh)
{
    size_t size = 0;
    uint8_t *bytes = won_save(&size);
    for (size_t length = 1; length < size; ++length) {
        check_refused(bytes, length);
    }
    for (size_t bit = 0; bit < 8 * size; bit += check_is_quick() ? 7 : 1) {
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        check_refused(bytes, size);
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
    qn_memory_release(bytes);
}

static void check_content_refused(uint32_t version, const uint8_t *content, size_t size,
                                  qn_error why)
{
    uint8_t *file = NULL;
    size_t file_size = 0;
    CHECK_ERROR(
        qn_save_wrap(GAME_SAVE_APP_ID, version, (qn_bytes){content, size}, &file, &file_size),
        QN_ERROR_OK);
    game *g = NULL;
    qn_error refusal = QN_ERROR_OK;
    CHECK_ERROR(game_create(NULL, (qn_bytes){file, file_size}, &refusal, &g), QN_ERROR_OK);
    CHECK_ERROR(refusal, why);
    CHECK_INT(game_get_status(g).best_shot_count, 0);
    game_destroy(g);
    qn_memory_release(file);
}

TEST(a_sound_container_with_hostile_content_is_refused)
{
    const uint8_t minus[8] = {0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0};
    const uint8_t mismatch[8] = {2, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF};
    const uint8_t longer[9] = {1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0};
    check_content_refused(1, minus, sizeof minus, QN_ERROR_BAD_DATA);
    check_content_refused(1, mismatch, sizeof mismatch, QN_ERROR_BAD_DATA);
    check_content_refused(1, longer, sizeof longer, QN_ERROR_TRAILING_BYTES);
    check_content_refused(1, longer, 7, QN_ERROR_TRUNCATED);
}

static game *open_content(uint32_t version, const uint8_t *content, size_t size, qn_error *refusal)
{
    uint8_t *file = NULL;
    size_t file_size = 0;
    CHECK_ERROR(
        qn_save_wrap(GAME_SAVE_APP_ID, version, (qn_bytes){content, size}, &file, &file_size),
        QN_ERROR_OK);
    game *g = NULL;
    CHECK_ERROR(game_create(NULL, (qn_bytes){file, file_size}, refusal, &g), QN_ERROR_OK);
    qn_memory_release(file);
    return g;
}

TEST(a_save_of_the_first_version_unlocks_the_second_level)
{
    const uint8_t content[8] = {3, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF};
    qn_error refusal = QN_ERROR_BAD_DATA;
    game *g = open_content(1, content, sizeof content, &refusal);
    CHECK_ERROR(refusal, QN_ERROR_OK);
    game_status status = game_get_status(g);
    CHECK_INT(status.best_shot_count, 3);
    CHECK_INT(status.medal, MEDAL_BRONZE);
    CHECK_INT(status.unlocked_count, 2);
    game_destroy(g);
}

TEST(every_result_comes_back_from_a_save_of_the_second_version)
{
    progress wrote = {0}, read;
    progress_note(&wrote, 0, 2, MEDAL_BRONZE);
    progress_note(&wrote, 1, 2, MEDAL_SILVER);
    progress_note(&wrote, 2, 1, MEDAL_GOLD);
    uint8_t *bytes = NULL;
    size_t size = 0;
    CHECK_ERROR(progress_save(&wrote, &bytes, &size), QN_ERROR_OK);
    CHECK_ERROR(progress_load(&read, (qn_bytes){bytes, size}), QN_ERROR_OK);
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        CHECK_INT(read.levels[i].best_ball_count, wrote.levels[i].best_ball_count);
        CHECK_INT(read.levels[i].medal, wrote.levels[i].medal);
    }
    qn_memory_release(bytes);
}

TEST(a_result_is_kept_only_where_it_is_better)
{
    progress known = {0};
    CHECK(progress_note(&known, 0, 3, MEDAL_BRONZE));
    CHECK(!progress_note(&known, 0, 4, MEDAL_BRONZE));
    CHECK(progress_note(&known, 0, 1, MEDAL_SILVER));
    CHECK(progress_note(&known, 0, 2, MEDAL_GOLD));
    CHECK_INT(known.levels[0].best_ball_count, 1);
    CHECK_INT(known.levels[0].medal, MEDAL_GOLD);
    CHECK_INT(progress_unlocked_count(&known), 2);
}

// The content of a save of version 2 with the right sum, of so many words.
static size_t make_content(uint8_t *out, const uint32_t *words, size_t count)
{
    uint32_t sum = 0x811C9DC5u;
    for (size_t i = 0; i <= count; ++i) {
        uint32_t word = i < count ? words[i] : sum;
        for (size_t k = 0; k < 4; ++k) {
            out[4 * i + k] = (uint8_t)(word >> (8 * k));
            sum = i < count ? (sum ^ out[4 * i + k]) * 0x01000193u : sum;
        }
    }
    return 4 * (count + 1);
}

static void check_words_refused(const uint32_t *words, size_t count, qn_error why)
{
    uint8_t content[64];
    size_t size = make_content(content, words, count);
    check_content_refused(2, content, size, why);
}

TEST(results_that_no_play_can_have_are_refused)
{
    const uint32_t sound[] = {3, 2, 1, 2, 2, 1, 3};
    uint8_t content[64];
    size_t size = make_content(content, sound, 7);
    qn_error refusal = QN_ERROR_BAD_DATA;
    game_destroy(open_content(2, content, size, &refusal));
    CHECK_ERROR(refusal, QN_ERROR_OK);
    const uint32_t locked[] = {3, 0, 0, 2, 2, 0, 0};  // the second without the first
    const uint32_t bare[] = {3, 2, 0, 0, 0, 0, 0};    // won without a medal
    const uint32_t shiny[] = {3, 0, 3, 0, 0, 0, 0};   // a medal without a win
    const uint32_t strange[] = {3, 2, 4, 0, 0, 0, 0}; // a medal that there is not
    const uint32_t huge[] = {3, 0xFFFFFFFFu, 1, 0, 0, 0, 0};
    const uint32_t more[] = {4, 1, 1, 1, 1, 1, 1, 1, 1};
    const uint32_t none[] = {0};
    check_words_refused(locked, 7, QN_ERROR_BAD_DATA);
    check_words_refused(bare, 7, QN_ERROR_BAD_DATA);
    check_words_refused(shiny, 7, QN_ERROR_BAD_DATA);
    check_words_refused(strange, 7, QN_ERROR_BAD_DATA);
    check_words_refused(huge, 7, QN_ERROR_BAD_DATA);
    check_words_refused(more, 9, QN_ERROR_BAD_DATA);
    check_words_refused(none, 1, QN_ERROR_BAD_DATA);
    check_words_refused(sound, 6, QN_ERROR_TRUNCATED);
    content[4] = 1; // the sum does not know of it
    check_content_refused(2, content, size, QN_ERROR_BAD_DATA);
    check_content_refused(2, content, 3, QN_ERROR_TRUNCATED);
}

TEST(a_save_of_a_newer_version_is_refused)
{
    check_content_refused(3, (const uint8_t[8]){0}, 8, QN_ERROR_BAD_VERSION);
}
