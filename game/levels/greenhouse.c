// Greenhouse: a bell swings on a chain inside a house of glass. Panes stand before it on sills of
// stone, more lie on the roof; they break, and what broke them goes on, slower. The swing decides
// how a hit lands, and the pane decides how fast.
#include "levels/level.h"

static const course courses[] = {
    // material, count, centre, pitch, bottom, width, height, top width
    // Two pillars
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 0.00f, 1.00f, 0.60f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 0.60f, 0.80f, 0.75f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 1.35f, 0.76f, 0.75f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 2.10f, 0.72f, 0.75f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 2.85f, 0.70f, 0.75f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 3.60f, 0.70f, 0.75f, 0.0f},
    {MATERIAL_STONE, 2, 0.0f, 5.00f, 4.35f, 0.90f, 0.40f, 0.0f},
    // The beam, and the roof of glass on it
    {MATERIAL_STONE, 1, 0.0f, 0.00f, 4.75f, 6.40f, 0.50f, 0.0f},
    {MATERIAL_STONE, 3, 0.0f, 2.70f, 5.25f, 0.40f, 0.36f, 0.0f},
    {MATERIAL_GLASS, 2, 0.0f, 2.72f, 5.61f, 2.70f, 0.14f, 0.0f},
    {MATERIAL_SLATE, 1, 0.0f, 0.00f, 5.75f, 1.30f, 0.40f, 0.70f},
    {MATERIAL_SLATE, 1, 0.0f, 0.00f, 6.15f, 0.70f, 0.70f, 0.10f},
    // The panes before the bell and behind it, on sills
    {MATERIAL_STONE, 2, -3.9f, 1.10f, 0.00f, 0.80f, 0.70f, 0.0f},
    {MATERIAL_GLASS, 2, -3.9f, 1.10f, 0.70f, 0.24f, 1.60f, 0.0f},
    {MATERIAL_TIMBER, 1, -3.9f, 0.00f, 2.30f, 1.70f, 0.18f, 0.0f},
    {MATERIAL_GLASS, 2, -3.9f, 1.10f, 2.48f, 0.22f, 1.50f, 0.0f},
    {MATERIAL_TIMBER, 1, -3.9f, 0.00f, 3.98f, 1.70f, 0.18f, 0.0f},
    {MATERIAL_STONE, 1, 4.1f, 0.00f, 0.00f, 0.80f, 0.70f, 0.0f},
    {MATERIAL_GLASS, 1, 4.1f, 0.00f, 0.70f, 0.24f, 1.80f, 0.0f},
    {MATERIAL_TIMBER, 1, 4.1f, 0.00f, 2.50f, 0.90f, 0.18f, 0.0f},
    // What grows there
    {MATERIAL_TIMBER, 2, 0.0f, 1.50f, 0.00f, 0.80f, 0.50f, 0.96f},
};

static const hanging hangings[] = {
    {.size = BELL_MEDIUM, .note = 1, .course = 7, .link_count = 4, .swing_mps = 1.3f},
};
static const ball_kind balls[] = {BALL_IRON, BALL_NEEDLE, BALL_IRON};

const level level_greenhouse = {
    .name = "Greenhouse",
    .origin_x_m = 4.6f,
    .courses = courses,
    .course_count = sizeof courses / sizeof courses[0],
    .hangings = hangings,
    .hanging_count = sizeof hangings / sizeof hangings[0],
    .balls = balls,
    .ball_count = sizeof balls / sizeof balls[0],
    .par = 1,
};
