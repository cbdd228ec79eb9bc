// The life of the game: one play of the one level, begun anew by a retry, and the best result,
// which outlives both the play and the process.
//
// The saved content is eight bytes, little-endian: the fewest shots of a won run (0: none yet), and
// the same number with all bits turned over. The container around it (quoin/save.h) has its own
// hash; the second number only keeps a hand-made container with stray content from being believed.
#include "game.h"

#include <stdlib.h>

#include "levels/level.h"
#include "scenes/picture.h"
#include "scenes/play.h"

#define SAVE_VERSION 1u
#define SAVE_SIZE_BYTES 8u

struct game {
    play play;
    picture_images images;
    int32_t best_shot_count;
};

// ---- Save -----------------------------------------------------------------------------------

static void put_u32(uint8_t *bytes, uint32_t value)
{
    for (int32_t i = 0; i < 4; ++i) {
        bytes[i] = (uint8_t)(value >> (8 * i));
    }
}

static uint32_t take_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | ((uint32_t)bytes[1] << 8) | ((uint32_t)bytes[2] << 16) |
           ((uint32_t)bytes[3] << 24);
}

static qn_error read_content(qn_bytes content, int32_t *best_shot_count)
{
    if (content.size_bytes < SAVE_SIZE_BYTES) {
        return QN_ERROR_TRUNCATED;
    }
    if (content.size_bytes > SAVE_SIZE_BYTES) {
        return QN_ERROR_TRAILING_BYTES;
    }
    uint32_t best = take_u32(content.data);
    if (best > TUNE_SHOT_COUNT_MAX || take_u32(content.data + 4) != ~best) {
        return QN_ERROR_BAD_DATA;
    }
    *best_shot_count = (int32_t)best;
    return QN_ERROR_OK;
}

static qn_error read_save(qn_bytes save, int32_t *best_shot_count)
{
    if (save.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    uint32_t version = 0;
    uint8_t *content = NULL;
    size_t size_bytes = 0;
    qn_error error =
        qn_save_unwrap(GAME_SAVE_APP_ID, SAVE_VERSION, save, &version, &content, &size_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = version == SAVE_VERSION ? read_content((qn_bytes){content, size_bytes}, best_shot_count)
                                    : QN_ERROR_BAD_VERSION;
    qn_memory_release(content);
    return error;
}

qn_error game_save(const game *g, uint8_t **bytes, size_t *size_bytes)
{
    if (g == NULL || bytes == NULL || size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    uint8_t content[SAVE_SIZE_BYTES];
    put_u32(content, (uint32_t)g->best_shot_count);
    put_u32(content + 4, ~(uint32_t)g->best_shot_count);
    return qn_save_wrap(GAME_SAVE_APP_ID, SAVE_VERSION, (qn_bytes){content, sizeof content}, bytes,
                        size_bytes);
}

// ---- Life -----------------------------------------------------------------------------------

qn_error game_create(const qn_atlas *atlas, qn_bytes save, qn_error *save_error, game **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    game *g = calloc(1, sizeof *g);
    if (g == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = play_begin(&g->play, &level_one_bell);
    if (error != QN_ERROR_OK) {
        free(g);
        return error;
    }
    qn_error refusal = read_save(save, &g->best_shot_count);
    if (save_error != NULL) {
        *save_error = refusal;
    }
    g->images = picture_find_images(atlas);
    *out = g;
    return QN_ERROR_OK;
}

void game_destroy(game *g)
{
    if (g != NULL) {
        play_end(&g->play);
        free(g);
    }
}

static qn_error restart(game *g)
{
    play fresh;
    qn_error error = play_begin(&fresh, &level_one_bell);
    if (error == QN_ERROR_OK) {
        play_end(&g->play);
        g->play = fresh;
    }
    return error;
}

// Without memory for a second world the run simply goes on.
void game_retry(game *g)
{
    if (g != NULL) {
        (void)restart(g);
    }
}

static void keep_best(game *g)
{
    bool won_now = g->play.state == PLAY_WON && g->play.state_ticks == 1;
    bool is_better = g->best_shot_count == 0 || g->play.shot_count < g->best_shot_count;
    if (won_now && is_better) {
        g->best_shot_count = g->play.shot_count;
        play_raise(&g->play, GAME_EVENT_SAVE, 0.0f, qn_v2(0.0f, 0.0f));
    }
}

qn_error game_tick(game *g, const qn_input *input)
{
    if (g == NULL || input == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    bool wants_retry = false;
    qn_error error = play_tick(&g->play, input, &wants_retry);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (wants_retry) {
        return restart(g);
    }
    keep_best(g);
    return QN_ERROR_OK;
}

void game_draw(const game *g, const qn_view *view, qn_draw_list *list)
{
    if (g == NULL || view == NULL || view->input == NULL || list == NULL) {
        return;
    }
    float share = qn_is_finite(view->alpha) ? qn_clamp(view->alpha, 0.0f, 1.0f) : 1.0f;
    picture_draw(&g->play, &g->images, g->best_shot_count, share, view->input, list);
}

// ---- Questions ------------------------------------------------------------------------------

const game_event *game_events(const game *g, int32_t *count)
{
    *count = g->play.event_count;
    return g->play.events;
}

game_status game_get_status(const game *g)
{
    qn_world_counters counters = qn_world_get_counters(g->play.world);
    return (game_status){.tick_count = g->play.tick_count,
                         .shot_count = g->play.shot_count,
                         .toll_count = g->play.toll_count,
                         .is_won = g->play.state == PLAY_WON,
                         .best_shot_count = g->best_shot_count,
                         .body_count = counters.body_count,
                         .awake_body_count = counters.awake_body_count};
}

uint64_t game_state_hash(const game *g) { return play_state_hash(&g->play); }
