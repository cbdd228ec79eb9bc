// Ragdolls of eleven bones and ten joints, as in Box2D's benchmark: rain that never ends, and forty
// that fall onto a heap.
#include <stdlib.h>

#include "scenes_parts.h"

#define BONE_COUNT 11
#define JOINT_TORQUE_NM 0.05f
#define JOINT_HERTZ 5.0f
#define JOINT_DAMPING 0.5f

// All upright; heights above the place where the ragdoll stands, the capsule's ends in the bone's
// frame, angles in parts of pi.
typedef struct bone {
    int32_t parent; // -1: none
    float height, lower, upper, radius;
    float damping;
    float torque; // in parts of JOINT_TORQUE_NM
    float pivot_height;
    float lower_angle, upper_angle, frame_angle;
    int has_foot;
} bone;

static const bone bones[BONE_COUNT] = {
    {-1, 0.950f, -0.020f, 0.020f, 0.095f, 0.0f, 0.00f, 0.000f, 0.00f, 0.00f, 0.00f, 0}, // hip
    {0, 1.200f, -0.135f, 0.135f, 0.090f, 0.0f, 0.50f, 1.000f, -0.25f, 0.00f, 0.00f, 0}, // torso
    {1, 1.475f, -0.038f, 0.039f, 0.075f, 0.1f, 0.25f, 1.400f, -0.30f, 0.10f, 0.00f, 0}, // head
    {0, 0.775f, -0.125f, 0.125f, 0.060f, 0.0f, 1.00f, 0.900f, -0.05f, 0.40f, 0.00f, 0}, // left leg
    {3, 0.475f, -0.155f, 0.125f, 0.045f, 0.0f, 0.50f, 0.625f, -0.50f, -0.02f, 0.00f, 1},
    {0, 0.775f, -0.125f, 0.125f, 0.060f, 0.0f, 1.00f, 0.900f, -0.05f, 0.40f, 0.00f, 0}, // right leg
    {5, 0.475f, -0.155f, 0.125f, 0.045f, 0.0f, 0.50f, 0.625f, -0.50f, -0.02f, 0.00f, 1},
    {1, 1.225f, -0.125f, 0.125f, 0.035f, 0.0f, 0.50f, 1.350f, -0.10f, 0.80f, 0.00f, 0}, // left arm
    {7, 0.975f, -0.125f, 0.125f, 0.030f, 0.1f, 0.10f, 1.100f, -0.20f, 0.30f, 0.25f, 0},
    {1, 1.225f, -0.125f, 0.125f, 0.035f, 0.0f, 0.50f, 1.350f, -0.10f, 0.80f, 0.00f, 0}, // right arm
    {9, 0.975f, -0.125f, 0.125f, 0.030f, 0.1f, 0.10f, 1.100f, -0.20f, 0.30f, 0.25f, 0},
};

typedef struct ragdoll {
    int32_t bodies[BONE_COUNT];
} ragdoll;

// Feet slide, and meet the ground but no ragdoll.
static void add_foot(int32_t body, int32_t group)
{
    static const float xy[8] = {-0.03f, -0.185f, 0.11f, -0.185f, 0.11f, -0.16f, -0.03f, -0.14f};
    maker_material(1.0f, 0.05f, 0.0f);
    maker_filter(2, 1, -group);
    maker_polygon(body, xy, 4, 0.015f);
}

static void add_pivot(const ragdoll *r, int32_t index)
{
    const bone *b = &bones[index], *parent = &bones[b->parent];
    maker_limit(RACE_PI * b->lower_angle, RACE_PI * b->upper_angle);
    maker_motor(0.0f, JOINT_TORQUE_NM * b->torque);
    maker_spring(JOINT_HERTZ, JOINT_DAMPING);
    maker_revolute(r->bodies[b->parent], r->bodies[index], 0.0f, b->pivot_height - parent->height,
                   RACE_PI * b->frame_angle, 0.0f, b->pivot_height - b->height);
}

// Ragdolls of one group do not meet; groups count from 1.
static void add_ragdoll(ragdoll *r, float x, float y, int32_t group)
{
    for (int32_t i = 0; i < BONE_COUNT; ++i) {
        const bone *b = &bones[i];
        maker_body_habits(b->damping, 0.1f, 1, 1);
        int32_t body = r->bodies[i] = race_body_at(MAKER_DYNAMIC, x, y + b->height);
        maker_material(1.0f, 0.2f, 0.0f);
        maker_filter(2, 1 | 2, -group);
        maker_capsule(body, 0.0f, b->lower, 0.0f, b->upper, b->radius);
        if (b->has_foot) {
            add_foot(body, group);
        }
        if (b->parent >= 0) {
            add_pivot(r, i);
        }
    }
}

// ---- Rain -----------------------------------------------------------------------------------

#define RAIN_ROWS 5
#define RAIN_COLUMNS 40
#define RAIN_GROUP 5          // ragdolls that come together
#define RAIN_INTERVAL_TICKS 8 // from column to column at the usual size
#define RAIN_ROW_HEIGHT_M 45.0f
#define RAIN_COLUMN_WIDTH_M 6.25f
#define RAIN_TILE_M 0.5f
#define RAIN_LEAST_WIDTH_M 50.0f
#define MAX_COLUMNS 200

static struct {
    int32_t rows, columns, group;
    int32_t columns_at_once, interval_ticks;
    int32_t column_count; // that rained so far
    int32_t next_column;  // that comes anew
    ragdoll ragdolls[MAX_COLUMNS * RAIN_ROWS * RAIN_GROUP];
} rain;

// As many columns of so many rows as come nearest to the number of ragdolls.
static int32_t columns_for(int32_t count, int32_t rows)
{
    int32_t in_column = rain.group * rows;
    int32_t columns = (count + in_column / 2) / in_column;
    columns = columns < 1 ? 1 : columns;
    return columns < MAX_COLUMNS ? columns : MAX_COLUMNS;
}

// Whole groups in whole rows: as many rows as come within a twentieth of the number asked for, or
// else as come nearest. At every size a ragdoll stays as long as at the usual one.
static void lay_out_rain(int32_t size)
{
    int32_t count = (size + BONE_COUNT / 2) / BONE_COUNT;
    count = size == 0 ? RAIN_ROWS * RAIN_COLUMNS * RAIN_GROUP : count < 1 ? 1 : count;
    rain.group = count < RAIN_GROUP ? count : RAIN_GROUP;
    int32_t least_miss = INT32_MAX;
    for (int32_t rows = RAIN_ROWS; rows > 0 && least_miss > count / 20; --rows) {
        int32_t columns = columns_for(count, rows);
        int32_t miss = abs(rain.group * rows * columns - count);
        if (miss < least_miss) {
            least_miss = miss;
            rain.rows = rows;
            rain.columns = columns;
        }
    }
    rain.columns_at_once = (rain.columns + RAIN_COLUMNS - 1) / RAIN_COLUMNS;
    rain.interval_ticks = RAIN_INTERVAL_TICKS;
    if (rain.columns < RAIN_COLUMNS) {
        rain.interval_ticks = RAIN_INTERVAL_TICKS * RAIN_COLUMNS / rain.columns;
    }
    rain.column_count = rain.next_column = 0;
}

void race_build_rain(int32_t size)
{
    lay_out_rain(size);
    maker_world(10.0f, 1);
    int32_t ground = race_ground();
    float width = RAIN_COLUMN_WIDTH_M * (float)rain.columns;
    width = width < RAIN_LEAST_WIDTH_M ? RAIN_LEAST_WIDTH_M : width;
    int32_t tile_count = (int32_t)(width / RAIN_TILE_M) + 1;
    race_point half_size = {0.5f * RAIN_TILE_M, 0.5f * RAIN_TILE_M};
    for (int32_t row = 0; row < rain.rows; ++row) {
        race_point first = {-0.5f * width, RAIN_ROW_HEIGHT_M * (float)row};
        race_box_line(ground, first, (race_point){RAIN_TILE_M, 0.0f}, tile_count, half_size);
    }
}

static void add_column(int32_t column)
{
    float middle = 0.5f * (float)rain.columns;
    float left = RAIN_COLUMN_WIDTH_M * ((float)column + 0.5f - middle);
    for (int32_t row = 0; row < rain.rows; ++row) {
        float y = 40.0f + RAIN_ROW_HEIGHT_M * (float)row;
        ragdoll *first = &rain.ragdolls[(row * MAX_COLUMNS + column) * RAIN_GROUP];
        for (int32_t i = 0; i < rain.group; ++i) {
            add_ragdoll(&first[i], left + 0.5f * (float)i, y, i + 1);
        }
    }
}

static void remove_column(int32_t column)
{
    for (int32_t row = 0; row < rain.rows; ++row) {
        ragdoll *first = &rain.ragdolls[(row * MAX_COLUMNS + column) * RAIN_GROUP];
        for (int32_t i = 0; i < rain.group * BONE_COUNT; ++i) {
            maker_destroy(first[i / BONE_COUNT].bodies[i % BONE_COUNT]);
        }
    }
}

// One column after the other; once all have come, the oldest goes and comes again.
void race_act_rain(int32_t tick)
{
    for (int32_t i = 0; tick % rain.interval_ticks == 0 && i < rain.columns_at_once; ++i) {
        if (rain.column_count < rain.columns) {
            add_column(rain.column_count);
            rain.column_count += 1;
        } else {
            remove_column(rain.next_column);
            add_column(rain.next_column);
            rain.next_column = (rain.next_column + 1) % rain.columns;
        }
    }
}

// ---- A heap of ragdolls ---------------------------------------------------------------------

void race_build_ragdolls(int32_t size)
{
    const int32_t columns = 8;
    (void)size;
    maker_world(10.0f, 0);
    int32_t ground = race_ground();
    race_box(ground, 0.0f, -0.5f, 7.0f, 0.5f);
    race_box(ground, -6.5f, 5.0f, 0.5f, 5.0f);
    race_box(ground, 6.5f, 5.0f, 0.5f, 5.0f);
    for (int32_t i = 0; i < 40; ++i) {
        int32_t column = i % columns, row = i / columns;
        float x = 1.3f * (float)column - 4.7f + 0.2f * (float)(row % 2);
        add_ragdoll(&rain.ragdolls[i], x, 0.5f + 1.8f * (float)row, i + 1);
    }
}
