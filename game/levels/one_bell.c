// One Bell: the first tower. Five floors of columns and planks on a stone plinth, narrowing
// upwards, a chamber between two pillars with the bell on its lintel, and a slate roof. Two low
// walls catch balls that roll.
//
// A column stands under both ends of every plank, so that the tower rests; each floor's columns
// stand elsewhere than those below, so that a shot into one floor brings down the floors above it.
#include "levels/level.h"

static const course courses[] = {
    // material, count, centre, pitch, bottom, width, height, top width
    // Plinth
    {MATERIAL_STONE, 5, 0.0f, 0.91f, 0.00f, 0.90f, 0.50f, 0.0f},
    {MATERIAL_STONE, 4, 0.0f, 1.06f, 0.50f, 1.05f, 0.45f, 0.0f},
    // First floor
    {MATERIAL_STONE, 3, 0.0f, 1.60f, 0.95f, 0.62f, 0.60f, 0.0f},
    {MATERIAL_STONE, 3, 0.0f, 1.60f, 1.55f, 0.56f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 2, 0.0f, 2.14f, 2.15f, 2.13f, 0.22f, 0.0f},
    // Second floor
    {MATERIAL_TIMBER, 2, -1.2f, 1.00f, 2.37f, 0.40f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 2, 1.2f, 1.00f, 2.37f, 0.40f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 2, -1.2f, 1.00f, 2.97f, 0.40f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 2, 1.2f, 1.00f, 2.97f, 0.40f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 3, 0.0f, 1.41f, 3.57f, 1.40f, 0.22f, 0.0f},
    // Third floor
    {MATERIAL_STONE, 3, 0.0f, 1.45f, 3.79f, 0.52f, 0.50f, 0.0f},
    {MATERIAL_STONE, 3, 0.0f, 1.45f, 4.29f, 0.48f, 0.50f, 0.0f},
    {MATERIAL_TIMBER, 2, 0.0f, 1.82f, 4.79f, 1.81f, 0.22f, 0.0f},
    // Fourth floor
    {MATERIAL_TIMBER, 4, 0.0f, 0.87f, 5.01f, 0.38f, 0.45f, 0.0f},
    {MATERIAL_TIMBER, 4, 0.0f, 0.87f, 5.46f, 0.38f, 0.45f, 0.0f},
    {MATERIAL_TIMBER, 2, 0.0f, 1.68f, 5.91f, 1.67f, 0.22f, 0.0f},
    // Bell chamber
    {MATERIAL_STONE, 2, 0.0f, 2.60f, 6.13f, 0.46f, 0.55f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 2.60f, 6.68f, 0.42f, 0.55f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 2.60f, 7.23f, 0.42f, 0.55f, 0.0f},
    {MATERIAL_TIMBER, 1, 0.0f, 0.00f, 7.78f, 3.30f, 0.30f, 0.0f},
    // Roof
    {MATERIAL_SLATE, 1, 0.0f, 0.00f, 8.08f, 3.70f, 0.45f, 2.50f},
    {MATERIAL_SLATE, 1, 0.0f, 0.00f, 8.53f, 2.50f, 0.45f, 1.30f},
    {MATERIAL_SLATE, 1, 0.0f, 0.00f, 8.98f, 1.30f, 0.50f, 0.12f},
    // Low wall in front
    {MATERIAL_STONE, 2, -4.0f, 0.76f, 0.00f, 0.75f, 0.42f, 0.0f},
    {MATERIAL_STONE, 2, -4.0f, 0.66f, 0.42f, 0.65f, 0.40f, 0.0f},
    {MATERIAL_STONE, 1, -4.0f, 0.00f, 0.82f, 0.90f, 0.38f, 0.0f},
    // Crates behind
    {MATERIAL_TIMBER, 2, 3.6f, 0.72f, 0.00f, 0.70f, 0.60f, 0.0f},
    {MATERIAL_TIMBER, 1, 3.6f, 0.00f, 0.60f, 0.62f, 0.55f, 0.0f},
};

static const hanging hangings[] = {{.size = BELL_MEDIUM, .note = 0, .course = 19}};
static const ball_kind balls[] = {BALL_IRON, BALL_IRON, BALL_IRON, BALL_IRON, BALL_IRON};

const level level_one_bell = {
    .name = "One Bell",
    .origin_x_m = 5.4f,
    .courses = courses,
    .course_count = sizeof courses / sizeof courses[0],
    .hangings = hangings,
    .hanging_count = sizeof hangings / sizeof hangings[0],
    .balls = balls,
    .ball_count = sizeof balls / sizeof balls[0],
    .par = 1,
};
