// A level as data: courses of blocks, the bells that hang from them, the balls to ring them with,
// and what a good run is. The table of all levels is in playing order; a level is unlocked by
// winning the one before.
#ifndef GAME_LEVELS_LEVEL_H
#define GAME_LEVELS_LEVEL_H

#include "quoin/math.h"

#define LEVEL_BELL_CAPACITY 8
#define LEVEL_BALL_CAPACITY 8
#define LEVEL_NAME_BYTES 32

typedef enum material {
    MATERIAL_STONE,
    MATERIAL_TIMBER, // breaks along its grain
    MATERIAL_SLATE,
    MATERIAL_GLASS, // shatters into shards that fade
    MATERIAL_COUNT
} material;

typedef enum bell_size { BELL_SMALL, BELL_MEDIUM, BELL_LARGE, BELL_SIZE_COUNT } bell_size;

typedef enum ball_kind {
    BALL_IRON,
    BALL_NEEDLE, // small and fast; glass hardly slows it
    BALL_KIND_COUNT
} ball_kind;

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

// A bell under a block: right under it, or at the end of a chain.
typedef struct hanging {
    bell_size size;
    int32_t note; // of the level's pentatonic chord, 0 upwards
    int32_t course, block;
    float offset_x_m;   // from the block's middle
    int32_t link_count; // of the chain; 0: no chain
    float swing_mps;    // how fast the bell moves sideways when the level begins
} hanging;

typedef struct level {
    const char *name; // fewer than LEVEL_NAME_BYTES - 1
    float origin_x_m;
    const course *courses;
    int32_t course_count;
    const hanging *hangings;
    int32_t hanging_count; // 1 to LEVEL_BELL_CAPACITY
    const ball_kind *balls;
    int32_t ball_count; // 1 to LEVEL_BALL_CAPACITY
    int32_t par;        // balls of a run worth silver
} level;

extern const level level_one_bell;
extern const level level_twins;
extern const level level_greenhouse;

#define LEVEL_COUNT 3
extern const level *const level_table[LEVEL_COUNT];

#endif
