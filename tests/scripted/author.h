// The authors' plays: for each level the pulls that win it, as the inputs of a pointer. They are
// how a level is known to be winnable, and what must end in the same state on every target.
//
// A pull presses the pointer in the left half, moves it in ten ticks to where it lets go, holds it
// there for another ten and lifts it; positions are in pixels on a surface of 1280 x 720.
#ifndef TESTS_SCRIPTED_AUTHOR_H
#define TESTS_SCRIPTED_AUTHOR_H

#include "quoin/input.h"

#define AUTHOR_WIDTH_PX 1280.0f
#define AUTHOR_HEIGHT_PX 720.0f
#define AUTHOR_START_X_PX 400.0f
#define AUTHOR_START_Y_PX 330.0f
#define AUTHOR_PULL_CAPACITY 4

typedef struct author_pull {
    uint32_t tick; // of the press
    float x_px, y_px;
} author_pull;

typedef struct author_play {
    const char *name; // for reports
    int32_t level;
    author_pull pulls[AUTHOR_PULL_CAPACITY];
    int32_t pull_count;
    uint32_t tick_count; // after these the level is won
} author_play;

static const author_play author_plays[] = {
    {"one-bell", 0, {{30, 258, 412}}, 1, 300},
    {"twins", 1, {{30, 229, 356}, {150, 248, 413}}, 2, 420},
    {"greenhouse", 2, {{30, 241, 371}}, 1, 360},
};
#define AUTHOR_PLAY_COUNT ((int32_t)(sizeof author_plays / sizeof author_plays[0]))

// The input of one tick of the play, counted from 0.
static inline qn_input author_input(const author_play *play, uint32_t tick)
{
    qn_input input = {.surface_px = {AUTHOR_WIDTH_PX, AUTHOR_HEIGHT_PX}, .pixel_ratio = 1.0f};
    qn_pointer *pointer = &input.pointer;
    pointer->position_px = (qn_vec2){AUTHOR_START_X_PX, AUTHOR_START_Y_PX};
    for (int32_t i = 0; i < play->pull_count; ++i) {
        const author_pull *pull = &play->pulls[i];
        uint32_t age = tick - pull->tick;
        if (tick < pull->tick || age > 20) {
            continue;
        }
        float share = age < 10 ? 0.1f * (float)age : 1.0f;
        pointer->position_px.x += share * (pull->x_px - AUTHOR_START_X_PX);
        pointer->position_px.y += share * (pull->y_px - AUTHOR_START_Y_PX);
        pointer->went_down = age == 0;
        pointer->went_up = age == 20;
        pointer->is_down = age < 20;
    }
    return input;
}

#endif
