// Thousands of small bodies, thrown, stirred and pushed: as in Box2D's benchmark.
#include "scenes_parts.h"

// ---- Compounds ------------------------------------------------------------------------------

// A bucket of unit tiles that overlap a little, so that nothing falls between them.
static int32_t add_bucket(int32_t half_width, int32_t height)
{
    int32_t ground = race_ground();
    float side = (float)half_width;
    race_point right = {1.0f, 0.0f}, up = {0.0f, 1.0f};
    race_point flat = {0.55f, 0.5f}, tall = {0.5f, 0.55f};
    race_box_line(ground, (race_point){-side, 0.0f}, right, 2 * half_width + 1, flat);
    race_box_line(ground, (race_point){-side, 1.0f}, up, height, tall);
    race_box_line(ground, (race_point){side, 1.0f}, up, height, tall);
    return ground;
}

void race_build_compounds(int32_t size)
{
    static const float left[6] = {-1.0f, 0.0f, 0.5f, 1.0f, 0.0f, 2.0f};
    static const float right[6] = {1.0f, 0.0f, 0.0f, 2.0f, -0.5f, 1.0f};
    const int32_t columns = 20, rows = 150;
    (void)size;
    maker_world(10.0f, 1);
    int32_t ground = add_bucket(40, 100);
    maker_segment(ground, -800.0f, -80.0f, 800.0f, -80.0f);
    maker_material(1.0f, 0.5f, 0.0f);
    float side = 0.25f;
    for (int32_t i = 0; i < columns * rows; ++i) {
        int32_t column = i / rows, row = i % rows;
        float x = 2.0f * (float)column - (float)(columns - 1);
        float y = 2.25f * (float)row + 0.575f + 5.0f;
        int32_t body = race_body_at(MAKER_DYNAMIC, x + side, y);
        maker_polygon(body, left, 3, 0.0f);
        maker_polygon(body, right, 3, 0.0f);
        side = -side;
    }
}

// ---- Junkyard -------------------------------------------------------------------------------

static int32_t pusher;

void race_build_junkyard(int32_t size)
{
    // Five points on a circle of 0.25 m, pi (sqrt(5) - 1) apart, in the order of their angles.
    static const float pentagon[10] = {0.25f,        0.0f,        0.02185643f,  0.24904276f,
                                       -0.24617837f, 0.04354549f, -0.18434222f, -0.16887257f,
                                       0.15210972f,  -0.19840019f};
    const int32_t columns = 200, rows = 40;
    (void)size;
    maker_world(10.0f, 1);
    add_bucket(80, 50);
    float side = -0.1f;
    for (int32_t i = 0; i < columns * rows; ++i) {
        int32_t column = i / rows, row = i % rows;
        float x = 0.375f * (2.0f * (float)column - (float)columns);
        int32_t body = race_body_at(MAKER_DYNAMIC, x + side, (float)row + 15.0f);
        maker_polygon(body, pentagon, 5, 0.0f);
        side = -side;
    }
    pusher = race_body_at(MAKER_KINEMATIC, 0.0f, 0.0f);
    race_box(pusher, 0.0f, 4.0f, 2.0f, 4.0f);
}

// To and fro, 60 m to either side, each quarter of the way in 7.9 s.
void race_act_junkyard(int32_t tick)
{
    float time_s = (float)tick / 60.0f;
    maker_move_to(pusher, 60.0f * race_sine(0.2f * time_s), 0.0f, 0.0f, 1.0f / 60.0f);
}

// ---- Smash ----------------------------------------------------------------------------------

void race_build_smash(int32_t size)
{
    const int32_t columns = 120, rows = 80;
    const float side = 0.4f;
    (void)size;
    maker_world(0.0f, 1);
    maker_material(8.0f, 0.6f, 0.0f);
    int32_t ram = race_body_at(MAKER_DYNAMIC, -20.0f, 0.0f);
    race_box(ram, 0.0f, 0.0f, 4.0f, 4.0f);
    maker_velocity(ram, 40.0f, 0.0f, 0.0f);
    maker_material(1.0f, 0.6f, 0.0f);
    maker_body_habits(0.0f, 0.05f, 1, 0);
    for (int32_t i = 0; i < columns * rows; ++i) {
        int32_t column = i / rows, row = i % rows;
        float x = (float)column * side + 30.0f;
        float y = ((float)row - 0.5f * (float)rows) * side;
        race_box(race_body_at(MAKER_DYNAMIC, x, y), 0.0f, 0.0f, 0.5f * side, 0.5f * side);
    }
}

// ---- Spinner --------------------------------------------------------------------------------

#define RING_POINTS 360

// A cave of 40 m around the body's (0, 32).
static void add_ring(int32_t ground)
{
    static float xy[2 * RING_POINTS];
    const race_point degree = {0.99984770f, -0.01745241f};
    race_point p = {40.0f, 0.0f};
    for (int32_t i = 0; i < RING_POINTS; ++i) {
        xy[2 * i] = p.x;
        xy[2 * i + 1] = p.y + 32.0f;
        p = race_turn(degree, p);
    }
    maker_material(1.0f, 0.1f, 0.0f);
    maker_loop(ground, xy, RING_POINTS);
}

static void add_spinner(int32_t ground)
{
    static const float bar[8] = {-0.4f, -20.0f, 0.4f, -20.0f, 0.4f, 20.0f, -0.4f, 20.0f};
    maker_material(1.0f, 0.0f, 0.0f);
    maker_body_habits(0.0f, 0.05f, 0, 1);
    int32_t spinner = race_body_at(MAKER_DYNAMIC, 0.0f, 12.0f);
    maker_body_habits(0.0f, 0.05f, 1, 1);
    maker_polygon(spinner, bar, 4, 0.2f);
    maker_motor(5.0f, 1e12f); // as good as without end
    maker_revolute(ground, spinner, 0.0f, 12.0f, 0.0f, 0.0f, 0.0f);
}

void race_build_spinner(int32_t size)
{
    const int32_t count = 6076, columns = 92;
    (void)size;
    maker_world(10.0f, 1);
    int32_t ground = race_ground();
    add_ring(ground);
    add_spinner(ground);
    maker_material(0.25f, 0.1f, 0.1f);
    for (int32_t i = 0; i < count; ++i) {
        int32_t column = i % columns, row = i / columns;
        float x = 0.5f * (float)column - 23.0f, y = 0.5f * (float)row + 2.0f;
        int32_t body = race_body_at(MAKER_DYNAMIC, x, y);
        if (i % 3 == 0) {
            maker_capsule(body, -0.25f, 0.0f, 0.25f, 0.0f, 0.25f);
        } else if (i % 3 == 1) {
            maker_circle(body, 0.0f, 0.0f, 0.35f);
        } else {
            race_box(body, 0.0f, 0.0f, 0.35f, 0.35f);
        }
    }
}

// ---- Tumbler and washer ---------------------------------------------------------------------

#define DRUM_SPEED_RADPS (RACE_PI / 180.0f * 25.0f)

// A square of boxes around (0, 10).
static void add_block(int32_t side_count, float first, float step, float half_size)
{
    float y = first + 10.0f;
    for (int32_t row = 0; row < side_count; ++row) {
        float x = first;
        for (int32_t i = 0; i < side_count; ++i) {
            int32_t body = race_body_at(MAKER_DYNAMIC, x, y);
            race_box(body, 0.0f, 0.0f, half_size, half_size);
            x += step;
        }
        y += step;
    }
}

void race_build_tumbler(int32_t size)
{
    (void)size;
    maker_world(10.0f, 1);
    int32_t ground = race_ground();
    int32_t drum = race_body_at(MAKER_DYNAMIC, 0.0f, 10.0f);
    maker_material(50.0f, 0.6f, 0.0f);
    race_box(drum, 10.0f, 0.0f, 0.5f, 10.0f);
    race_box(drum, -10.0f, 0.0f, 0.5f, 10.0f);
    race_box(drum, 0.0f, 10.0f, 10.0f, 0.5f);
    race_box(drum, 0.0f, -10.0f, 10.0f, 0.5f);
    maker_motor(DRUM_SPEED_RADPS, 1e8f);
    maker_revolute(ground, drum, 0.0f, 10.0f, 0.0f, 0.0f, 0.0f);
    maker_material(1.0f, 0.6f, 0.0f);
    add_block(45, -9.0f, 0.4f, 0.125f);
}

// The part of a ring between two radii and two directions.
static void add_wedge(int32_t body, race_point from, race_point to, float inner, float outer)
{
    const float xy[8] = {inner * from.x, inner * from.y, outer * from.x, outer * from.y,
                         outer * to.x,   outer * to.y,   inner * to.x,   inner * to.y};
    maker_polygon(body, xy, 4, 0.0f);
}

// 36 staves that overlap by a degree to either side, and four paddles inside.
static void add_drum(int32_t drum)
{
    const race_point stave = {0.98480775f, 0.17364818f}, overlap = {0.99984770f, 0.01745241f};
    race_point from = {1.0f, 0.0f};
    for (int32_t i = 0; i < 36; ++i) {
        race_point to = i == 35 ? (race_point){1.0f, 0.0f} : race_turn(stave, from);
        add_wedge(drum, race_turn_back(overlap, from), race_turn(overlap, to), 16.0f, 18.0f);
        if (i % 9 == 0) {
            add_wedge(drum, from, to, 14.0f, 16.0f);
        }
        from = to;
    }
}

void race_build_washer(int32_t size)
{
    (void)size;
    maker_world(10.0f, 1);
    race_ground();
    int32_t drum = race_body_at(MAKER_KINEMATIC, 0.0f, 10.0f);
    maker_velocity(drum, 0.001f, -0.002f, DRUM_SPEED_RADPS);
    add_drum(drum);
    maker_hit_events(1);
    add_block(90, -9.9f, 0.21f, 0.1f);
}
