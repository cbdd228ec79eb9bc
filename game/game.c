// The life of the game: one play at a time of one of the levels, and the progress, which outlives
// both the play and the process.
#include "game.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "levels/level.h"
#include "progress.h"
#include "scenes/picture.h"
#include "scenes/play.h"

struct game {
    play play;
    picture_images images;
    progress progress;
    int32_t level;
    char run_text[RECORD_PRINT_BYTES];
    char level_names[LEVEL_COUNT * LEVEL_NAME_BYTES];
};

static qn_error open(game *g)
{
    qn_error error = past_create(&g->play.past);
    if (error == QN_ERROR_OK) {
        error = effects_create(&g->play.effects);
    }
    return error == QN_ERROR_OK ? play_begin(&g->play, level_table[0], true) : error;
}

static void list_level_names(game *g)
{
    char *end = g->level_names;
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        end += snprintf(end, LEVEL_NAME_BYTES, "%.*s%s", LEVEL_NAME_BYTES - 2, level_table[i]->name,
                        i + 1 < LEVEL_COUNT ? "\n" : "");
    }
}

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
    qn_error error = open(g);
    if (error != QN_ERROR_OK) {
        game_destroy(g);
        return error;
    }
    qn_error refusal = progress_load(&g->progress, save);
    if (save_error != NULL) {
        *save_error = refusal;
    }
    g->images = picture_find_images(atlas);
    list_level_names(g);
    *out = g;
    return QN_ERROR_OK;
}

void game_destroy(game *g)
{
    if (g != NULL) {
        play_end(&g->play);
        effects_destroy(&g->play.effects);
        past_destroy(&g->play.past);
        free(g);
    }
}

void game_hear(game *g, qn_sound_queue *queue)
{
    if (g != NULL) {
        sounds_open(&g->play.sounds, queue);
        sounds_begin(&g->play.sounds);
    }
}

qn_error game_save(const game *g, uint8_t **bytes, size_t *size_bytes)
{
    if (g == NULL || bytes == NULL || size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    return progress_save(&g->progress, bytes, size_bytes);
}

// ---- Commands -------------------------------------------------------------------------------

void game_retry(game *g)
{
    if (g != NULL) {
        (void)play_retry(&g->play);
    }
}

qn_error game_play_level(game *g, int32_t index)
{
    if (g == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (index < 0 || index >= progress_unlocked_count(&g->progress)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    g->level = index;
    return play_begin(&g->play, level_table[index], false);
}

void game_watch(game *g)
{
    if (g != NULL) {
        play_watch(&g->play);
    }
}

// ---- Tick -----------------------------------------------------------------------------------

static void keep_result(game *g)
{
    play_result *result = &g->play.result;
    result->is_new_best = progress_note(&g->progress, g->level, result->ball_count, result->medal);
    g->run_text[0] = '\0';
    if (g->play.record.score > 0) {
        (void)record_print(&g->play.record, g->run_text);
    }
    if (result->is_new_best) {
        play_raise(&g->play, GAME_EVENT_SAVE, 0.0f, qn_v2(0.0f, 0.0f));
    }
}

static bool has_next(const game *g) { return g->level + 1 < progress_unlocked_count(&g->progress); }

qn_error game_tick(game *g, const qn_input *input)
{
    if (g == NULL || input == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    play_wish wish = PLAY_WISH_NOTHING;
    qn_error error = play_tick(&g->play, input, has_next(g), &wish);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (wish == PLAY_WISH_SAVE) {
        keep_result(g);
    }
    return wish == PLAY_WISH_NEXT ? game_play_level(g, g->level + 1) : QN_ERROR_OK;
}

void game_draw(const game *g, const qn_view *view, qn_draw_list *list)
{
    if (g == NULL || view == NULL || view->input == NULL || list == NULL) {
        return;
    }
    picture_subject subject = {.play = &g->play,
                               .images = &g->images,
                               .best = &g->progress.levels[g->level],
                               .level = g->level,
                               .has_next = has_next(g)};
    picture_draw(&subject, view, list);
}

// ---- Questions ------------------------------------------------------------------------------

const game_event *game_events(const game *g, int32_t *count)
{
    *count = g->play.event_count;
    return g->play.events;
}

const char *game_level_names(const game *g) { return g->level_names; }

game_status game_get_status(const game *g)
{
    const play *p = &g->play;
    const run *r = &p->run;
    qn_world_counters counters = qn_world_get_counters(r->world);
    // What the ghost of the title does is nobody's.
    bool is_ghost = p->mode == PLAY_TITLE;
    bool is_result = p->mode == PLAY_WON || p->mode == PLAY_CARD || p->mode == PLAY_WATCH;
    // Behind the card the run plays again; what counts is what was won.
    int32_t shot_count = is_result ? p->result.ball_count : shots_before(&r->shots, r->tick + 1);
    int32_t toll_count = is_result ? p->result.toll_count : r->rules.toll_count;
    int32_t lit_count = is_result ? r->plan->hanging_count : run_lit_count(r);
    return (game_status){
        .tick_count = p->tick_count,
        .shot_count = is_ghost ? 0 : shot_count,
        .toll_count = is_ghost ? 0 : toll_count,
        .is_won = is_result,
        .best_shot_count = g->progress.levels[g->level].best_ball_count,
        .body_count = counters.body_count,
        .awake_body_count = counters.awake_body_count,
        .level = g->level,
        .unlocked_count = progress_unlocked_count(&g->progress),
        .medal = (int32_t)g->progress.levels[g->level].medal,
        .won_medal = is_result ? (int32_t)p->result.medal : 0,
        .balls_left = is_ghost ? r->plan->ball_count : play_balls_left(p),
        .lit_count = is_ghost ? 0 : lit_count,
        .bell_count = r->plan->hanging_count,
        .run_tick = r->tick,
        .echo_count = is_ghost || is_result ? 0 : r->shots.count - shots_before(&r->shots, r->tick),
        .mode = (int32_t)p->mode,
        .past_bytes = (double)past_used_bytes(&p->past, r),
        .zoom = zoom_factor(&p->sight.zoom)};
}

uint64_t game_state_hash(const game *g) { return play_state_hash(&g->play); }
const char *game_run_text(const game *g) { return g->run_text; }
uint64_t game_run_hash(const game *g) { return run_hash(&g->play.run); }
