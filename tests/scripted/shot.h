// The one winning shot that all targets play: pointer positions in pixels on a surface of 1280 x
// 720, tick by tick. The pointer keeps its last row's place and state until the next row.
//
// The rows are plain numbers, one a line, so that a browser test can read them from here too:
// X(tick, x_px, y_px, is_down).
#ifndef TESTS_SCRIPTED_SHOT_H
#define TESTS_SCRIPTED_SHOT_H

#include "quoin/input.h"

#define SHOT_SURFACE_WIDTH_PX 1280
#define SHOT_SURFACE_HEIGHT_PX 720
#define SHOT_TICK_COUNT 600

#define SHOT_ROWS(X)                                                                               \
    X(60, 300, 430, 1)                                                                             \
    X(64, 288, 437, 1)                                                                             \
    X(68, 266, 449, 1)                                                                             \
    X(72, 242, 463, 1)                                                                             \
    X(76, 218, 477, 1)                                                                             \
    X(80, 194, 490, 1)                                                                             \
    X(84, 172, 503, 1)                                                                             \
    X(88, 158, 511, 1)                                                                             \
    X(96, 158, 511, 0)

typedef struct shot_row {
    uint32_t tick;
    float x_px, y_px;
    bool is_down;
} shot_row;

// The input of one tick, counted from 0.
static inline qn_input shot_input(uint32_t tick)
{
#define SHOT_ROW(tick, x_px, y_px, is_down) {tick, x_px, y_px, is_down},
    static const shot_row rows[] = {SHOT_ROWS(SHOT_ROW)};
#undef SHOT_ROW
    qn_input input = {.surface_px = {SHOT_SURFACE_WIDTH_PX, SHOT_SURFACE_HEIGHT_PX},
                      .pixel_ratio = 1.0f};
    bool was_down = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && rows[i].tick <= tick; ++i) {
        bool is_now = rows[i].tick == tick;
        input.pointer = (qn_pointer){.position_px = {rows[i].x_px, rows[i].y_px},
                                     .is_down = rows[i].is_down,
                                     .went_down = is_now && rows[i].is_down && !was_down,
                                     .went_up = is_now && !rows[i].is_down && was_down};
        was_down = rows[i].is_down;
    }
    return input;
}

#endif
