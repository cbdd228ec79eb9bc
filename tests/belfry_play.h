// What the tests of Belfry share: a game at a level, hands, and looking at events.
#ifndef TESTS_BELFRY_PLAY_H
#define TESTS_BELFRY_PLAY_H

#include <stdlib.h>

#include "check.h"
#include "game.h"
#include "progress.h"
#include "scripted/author.h"
#include "scripted/shot.h"

#define NO_SAVE ((qn_bytes){NULL, 0})

static inline game *make_titled_game(void)
{
    game *g = NULL;
    CHECK_ERROR(game_create(NULL, NO_SAVE, NULL, &g), QN_ERROR_OK);
    return g;
}

// At the first level, past the title.
static inline game *make_game(void)
{
    game *g = make_titled_game();
    CHECK_ERROR(game_play_level(g, 0), QN_ERROR_OK);
    return g;
}

// With all levels unlocked.
static inline game *make_game_at(int32_t index)
{
    progress won = {0};
    for (int32_t i = 0; i < LEVEL_COUNT; ++i) {
        progress_note(&won, i, 3, MEDAL_BRONZE);
    }
    uint8_t *bytes = NULL;
    size_t size = 0;
    CHECK_ERROR(progress_save(&won, &bytes, &size), QN_ERROR_OK);
    game *g = NULL;
    qn_error refusal = QN_ERROR_OK;
    CHECK_ERROR(game_create(NULL, (qn_bytes){bytes, size}, &refusal, &g), QN_ERROR_OK);
    CHECK_ERROR(refusal, QN_ERROR_OK);
    CHECK_ERROR(game_play_level(g, index), QN_ERROR_OK);
    qn_memory_release(bytes);
    return g;
}

static inline qn_input idle(void)
{
    return (qn_input){.surface_px = {1280.0f, 720.0f}, .pixel_ratio = 1.0f};
}

static inline void tick_idle(game *g, int32_t count)
{
    qn_input input = idle();
    for (int32_t i = 0; i < count; ++i) {
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
}

static inline void press(game *g, game_action action)
{
    qn_input input = idle();
    input.went_down[action] = true;
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
}

static inline void hold(game *g, game_action action, int32_t ticks)
{
    qn_input input = idle();
    input.is_held[action] = true;
    for (int32_t i = 0; i < ticks; ++i) {
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
}

static inline void tap(game *g, float x_px, float y_px)
{
    qn_input input = idle();
    input.pointer = (qn_pointer){.position_px = {x_px, y_px}, .is_down = true, .went_down = true};
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    input.pointer = (qn_pointer){.position_px = {x_px, y_px}, .went_up = true};
    CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
}

static inline void play_shot(game *g)
{
    for (uint32_t tick = 0; tick < SHOT_TICK_COUNT; ++tick) {
        qn_input input = shot_input(tick);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
}

// The first `count` ticks of an author's play.
static inline void play_author(game *g, const author_play *play, uint32_t count)
{
    for (uint32_t tick = 0; tick < count; ++tick) {
        qn_input input = author_input(play, tick);
        CHECK_ERROR(game_tick(g, &input), QN_ERROR_OK);
    }
}

static inline bool raised(const game *g, game_event_type type)
{
    int32_t count = 0;
    const game_event *events = game_events(g, &count);
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == (uint32_t)type) {
            return true;
        }
    }
    return false;
}

#endif
