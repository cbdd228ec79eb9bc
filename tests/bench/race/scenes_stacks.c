// Boxes that stand and circles that hang: the pyramids and the net of Box2D's benchmark.
#include "scenes_parts.h"

#define PYRAMID_BASE 100
#define SMALL_BASE 10
#define SMALL_ROWS 20
#define SMALL_COLUMNS 20
#define NET_SIDE 100
#define NET_ANCHORS 3 // to either side of the middle of the first line

// Rows of unit boxes, each a box shorter than the one below; x of the middle, y of the ground.
static void add_pyramid(int32_t base_count, float x, float y)
{
    for (int32_t row = 0; row < base_count; ++row) {
        float row_x = x + 0.5f * (float)(row + 1 - base_count);
        for (int32_t i = 0; i < base_count - row; ++i) {
            int32_t body = race_body_at(MAKER_DYNAMIC, row_x + (float)i, y + (float)row + 0.5f);
            race_box(body, 0.0f, 0.0f, 0.5f, 0.5f);
        }
    }
}

void race_build_large_pyramid(int32_t size)
{
    int32_t base = PYRAMID_BASE;
    if (size > 0) {
        for (base = 1; base * (base + 1) / 2 < size; ++base) {
        }
    }
    float half_width = base > PYRAMID_BASE ? (float)base : (float)PYRAMID_BASE;
    maker_world(10.0f, 0);
    int32_t ground = race_body_at(MAKER_STATIC, 0.0f, -1.0f);
    race_box(ground, 0.0f, 0.0f, half_width, 1.0f);
    add_pyramid(base, 0.0f, 0.0f);
}

void race_build_many_pyramids(int32_t size)
{
    (void)size;
    maker_world(10.0f, 0);
    int32_t ground = race_ground();
    float row_height = (float)SMALL_BASE + 1.0f;
    float half_width = 0.5f * row_height * (float)SMALL_COLUMNS;
    for (int32_t row = 0; row < SMALL_ROWS; ++row) {
        float y = row_height * (float)row;
        maker_segment(ground, -half_width, y, half_width, y);
    }
    for (int32_t row = 0; row < SMALL_ROWS; ++row) {
        for (int32_t column = 0; column < SMALL_COLUMNS; ++column) {
            float left = (float)column * row_height + 1.0f - half_width;
            // The middle of the base stands half a base and half a box right of the left edge.
            add_pyramid(SMALL_BASE, left + 0.5f * (float)(SMALL_BASE - 1), row_height * (float)row);
        }
    }
}

// ---- Joint grid -----------------------------------------------------------------------------

static int is_anchor(int32_t column, int32_t line)
{
    int32_t from_middle = column - NET_SIDE / 2;
    return line == 0 && from_middle >= -NET_ANCHORS && from_middle <= NET_ANCHORS;
}

// Two anchors need no joint, and most engines make none between bodies that cannot move.
void race_build_joint_grid(int32_t size)
{
    static int32_t bodies[NET_SIDE * NET_SIDE];
    (void)size;
    maker_world(10.0f, 0);
    maker_filter(2, ~2u, 0);
    for (int32_t i = 0; i < NET_SIDE * NET_SIDE; ++i) {
        int32_t column = i / NET_SIDE, line = i % NET_SIDE;
        int32_t kind = is_anchor(column, line) ? MAKER_STATIC : MAKER_DYNAMIC;
        bodies[i] = race_body_at(kind, (float)column, -(float)line);
        maker_circle(bodies[i], 0.0f, 0.0f, 0.4f);
        if (line > 0) {
            maker_revolute(bodies[i - 1], bodies[i], 0.0f, -0.5f, 0.0f, 0.0f, 0.5f);
        }
        if (column > 0 && !(is_anchor(column, line) && is_anchor(column - 1, line))) {
            maker_revolute(bodies[i - NET_SIDE], bodies[i], 0.5f, 0.0f, 0.0f, -0.5f, 0.0f);
        }
    }
}
