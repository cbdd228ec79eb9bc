// What games are made of every day: heaps of a few hundred bodies, a level of tiles with actors,
// and a large world that mostly sleeps.
#include "scenes_parts.h"

// ---- Pile -----------------------------------------------------------------------------------

static void add_mixed_shape(int32_t body, int32_t kind)
{
    static const float pentagon[10] = {0.4f,  0.0f,   0.12f,  0.38f, -0.32f,
                                       0.24f, -0.32f, -0.24f, 0.12f, -0.38f};
    switch (kind) {
    case 0:
        race_box(body, 0.0f, 0.0f, 0.4f, 0.25f);
        break;
    case 1:
        maker_circle(body, 0.0f, 0.0f, 0.3f);
        break;
    case 2:
        maker_capsule(body, -0.3f, 0.0f, 0.3f, 0.0f, 0.2f);
        break;
    default:
        maker_polygon(body, pentagon, 5, 0.05f);
        break;
    }
}

// Once all has settled the heap is some two thirds as high as wide, whatever the size.
void race_build_pile(int32_t size)
{
    const float spacing = 1.05f;
    uint32_t seed = 1;
    int32_t columns = 3;
    while (columns * columns * 2 < size) {
        columns += 1;
    }
    float half_width = 0.5f * spacing * (float)columns;
    int32_t row_count = size / columns + 2;
    float height = spacing * (float)row_count;
    maker_world(10.0f, 0);
    int32_t bin = race_ground();
    race_box(bin, 0.0f, -0.5f, half_width + 1.0f, 0.5f);
    race_box(bin, -half_width - 0.5f, 0.5f * height, 0.5f, 0.5f * height);
    race_box(bin, half_width + 0.5f, 0.5f * height, 0.5f, 0.5f * height);
    for (int32_t i = 0; i < size; ++i) {
        int32_t column = i % columns, row = i / columns;
        float x = spacing * ((float)column + 0.5f) - half_width;
        float y = spacing * ((float)row + 0.5f);
        float angle = race_random(&seed, -3.0f, 3.0f);
        float spin = race_random(&seed, -2.0f, 2.0f);
        int32_t body = maker_body(MAKER_DYNAMIC, x, y, angle);
        add_mixed_shape(body, (i + row) % 4);
        maker_velocity(body, 0.0f, 0.0f, spin);
    }
}

// ---- Platformer -----------------------------------------------------------------------------

#define LEVEL_WIDTH 253
#define LEVEL_HEIGHT 24
#define FLOOR_HEIGHT 7
#define PIT_DEPTH 3
#define ACTOR_COUNT 60
#define PATROL_TICKS 30

static int32_t actors[ACTOR_COUNT];

// Of every 20 columns the last three are a pit; ledges of six cells hang at two heights. Walls
// close the ends.
static uint8_t is_solid(int32_t x, int32_t y)
{
    int32_t part = x % 20;
    if (x == 0 || x == LEVEL_WIDTH - 1) {
        return 1;
    }
    if (y < FLOOR_HEIGHT) {
        return part < 17 || y < FLOOR_HEIGHT - PIT_DEPTH;
    }
    return (y == FLOOR_HEIGHT + 3 && x % 10 < 6) ||
           (y == FLOOR_HEIGHT + 7 && x % 10 >= 2 && x % 10 < 8);
}

static void add_level(void)
{
    static uint8_t cells[LEVEL_WIDTH * LEVEL_HEIGHT];
    for (int32_t i = 0; i < LEVEL_WIDTH * LEVEL_HEIGHT; ++i) {
        cells[i] = is_solid(i % LEVEL_WIDTH, i / LEVEL_WIDTH);
    }
    int32_t level = race_ground();
    maker_tiles(level, 0.0f, 0.0f, 1.0f, LEVEL_WIDTH, LEVEL_HEIGHT, cells);
}

// On the floor, on the lower and on the upper ledges in turn.
void race_build_platformer(int32_t size)
{
    (void)size;
    maker_world(10.0f, 1);
    add_level();
    maker_body_habits(0.0f, 0.05f, 0, 1);
    for (int32_t i = 0; i < ACTOR_COUNT; ++i) {
        float y = (float)FLOOR_HEIGHT + 0.61f + 4.0f * (float)(i % 3);
        actors[i] = race_body_at(MAKER_DYNAMIC, 3.9f * (float)i + 4.5f, y);
        if (i % 2 == 0) {
            maker_capsule(actors[i], 0.0f, -0.3f, 0.0f, 0.3f, 0.3f);
        } else {
            race_box(actors[i], 0.0f, 0.0f, 0.4f, 0.4f);
        }
    }
}

// To and fro; every fourth time an actor hops instead.
void race_act_platformer(int32_t tick)
{
    if (tick % PATROL_TICKS != 0) {
        return;
    }
    int32_t turn = tick / PATROL_TICKS;
    for (int32_t i = 0; i < ACTOR_COUNT; ++i) {
        float way = (turn + i) % 2 == 0 ? 1.0f : -1.0f;
        int hops = (turn + i) % 4 == 3;
        maker_velocity(actors[i], hops ? 2.0f * way : 3.0f * way, hops ? 5.0f : 0.0f, 0.0f);
    }
}

// ---- A world that sleeps --------------------------------------------------------------------

#define SLEEPER_COUNT 1000
#define STACK_HEIGHT 10
#define BOUNCER_COUNT 10

static int32_t bouncers[BOUNCER_COUNT];

// Half of the boxes lie apart from one another, half in stacks; between them is room for what
// stays awake.
void race_build_sleeping(int32_t size)
{
    const int32_t single_count = SLEEPER_COUNT / 2;
    (void)size;
    maker_world(10.0f, 1);
    race_box(race_ground(), 0.0f, -0.5f, 500.0f, 0.5f);
    maker_body_habits(0.0f, 0.05f, 1, 0);
    for (int32_t i = 0; i < single_count; ++i) {
        int32_t body = race_body_at(MAKER_DYNAMIC, 1.5f * (float)i - 495.0f, 0.5f);
        race_box(body, 0.0f, 0.0f, 0.5f, 0.5f);
    }
    for (int32_t i = 0; i < SLEEPER_COUNT - single_count; ++i) {
        int32_t stack = i / STACK_HEIGHT, row = i % STACK_HEIGHT;
        float x = 3.0f * (float)stack + 300.0f;
        int32_t body = race_body_at(MAKER_DYNAMIC, x, (float)row + 0.5f);
        race_box(body, 0.0f, 0.0f, 0.5f, 0.5f);
    }
    maker_body_habits(0.0f, 0.05f, 0, 1);
    for (int32_t i = 0; i < BOUNCER_COUNT; ++i) {
        bouncers[i] = race_body_at(MAKER_DYNAMIC, 3.0f * (float)i + 268.0f, 2.0f);
        race_box(bouncers[i], 0.0f, 0.0f, 0.5f, 0.5f);
    }
}

void race_act_sleeping(int32_t tick)
{
    for (int32_t i = 0; tick % 60 == 30 && i < BOUNCER_COUNT; ++i) {
        maker_velocity(bouncers[i], 0.0f, 5.0f, 1.0f);
    }
}
