// A level as data: courses of blocks, and the beam that the bell hangs from.
#ifndef GAME_LEVELS_LEVEL_H
#define GAME_LEVELS_LEVEL_H

#include "quoin/math.h"

typedef enum material { MATERIAL_STONE, MATERIAL_TIMBER, MATERIAL_SLATE, MATERIAL_COUNT } material;

// `count` equal blocks side by side, evenly spread about center_x_m.
typedef struct course {
    material material;
    int32_t count;
    float center_x_m; // of the course, from the level's origin
    float pitch_m;    // from one block's middle to the next
    float bottom_y_m;
    float width_m;
    float height_m;
    float top_width_m; // 0: as wide as the bottom; else the block tapers to it
} course;

typedef struct level {
    float origin_x_m;
    const course *courses;
    int32_t course_count;
    int32_t beam_course; // of one block; the bell hangs from the middle of its underside
} level;

extern const level level_one_bell;

#endif
