// Twins: a low tower and a tall one behind it, each with a bell of its own, and two balls: every
// ball has to ring one. The low tower hides the foot of the tall one, so the second bell asks for a
// high shot.
#include "levels/level.h"

static const course courses[] = {
    // material, count, centre, pitch, bottom, width, height, top width
    // The low tower
    {MATERIAL_STONE, 3, -2.6f, 0.86f, 0.00f, 0.85f, 0.50f, 0.0f},
    {MATERIAL_STONE, 2, -2.6f, 1.50f, 0.50f, 0.50f, 0.60f, 0.0f},
    {MATERIAL_STONE, 2, -2.6f, 1.50f, 1.10f, 0.46f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 1, -2.6f, 0.00f, 1.70f, 2.30f, 0.22f, 0.0f},
    {MATERIAL_TIMBER, 2, -2.6f, 1.70f, 1.92f, 0.34f, 0.70f, 0.0f},
    {MATERIAL_TIMBER, 2, -2.6f, 1.70f, 2.62f, 0.34f, 0.70f, 0.0f},
    {MATERIAL_TIMBER, 1, -2.6f, 0.00f, 3.32f, 2.30f, 0.26f, 0.0f},
    {MATERIAL_SLATE, 1, -2.6f, 0.00f, 3.58f, 2.60f, 0.40f, 1.50f},
    {MATERIAL_SLATE, 1, -2.6f, 0.00f, 3.98f, 1.50f, 0.50f, 0.14f},
    // The tall tower
    {MATERIAL_STONE, 3, 2.6f, 0.96f, 0.00f, 0.95f, 0.55f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 1.80f, 0.55f, 0.56f, 0.65f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 1.80f, 1.20f, 0.52f, 0.65f, 0.0f},
    {MATERIAL_TIMBER, 1, 2.6f, 0.00f, 1.85f, 2.60f, 0.22f, 0.0f},
    {MATERIAL_TIMBER, 3, 2.6f, 0.95f, 2.07f, 0.38f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 3, 2.6f, 0.95f, 2.67f, 0.38f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 2, 2.6f, 1.30f, 3.27f, 1.29f, 0.22f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 1.60f, 3.49f, 0.46f, 0.60f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 1.60f, 4.09f, 0.44f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 1, 2.6f, 0.00f, 4.69f, 2.50f, 0.22f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 2.06f, 4.91f, 0.40f, 0.60f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 2.06f, 5.51f, 0.38f, 0.60f, 0.0f},
    {MATERIAL_STONE, 2, 2.6f, 2.06f, 6.11f, 0.38f, 0.40f, 0.0f},
    {MATERIAL_TIMBER, 1, 2.6f, 0.00f, 6.51f, 2.70f, 0.28f, 0.0f},
    {MATERIAL_SLATE, 1, 2.6f, 0.00f, 6.79f, 3.00f, 0.42f, 1.80f},
    {MATERIAL_SLATE, 1, 2.6f, 0.00f, 7.21f, 1.80f, 0.60f, 0.14f},
    // A sack of crates between them
    {MATERIAL_TIMBER, 1, -0.1f, 0.00f, 0.00f, 0.66f, 0.60f, 0.0f},
};

static const hanging hangings[] = {
    {.size = BELL_SMALL, .note = 2, .course = 6},
    {.size = BELL_MEDIUM, .note = 0, .course = 22},
};
static const ball_kind balls[] = {BALL_IRON, BALL_IRON};

const level level_twins = {
    .name = "Twins",
    .origin_x_m = 4.2f,
    .courses = courses,
    .course_count = sizeof courses / sizeof courses[0],
    .hangings = hangings,
    .hanging_count = sizeof hangings / sizeof hangings[0],
    .balls = balls,
    .ball_count = sizeof balls / sizeof balls[0],
    .par = 2,
};
