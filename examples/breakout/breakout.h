// What breakout.c plays and look.c draws.
#ifndef EXAMPLES_BREAKOUT_H
#define EXAMPLES_BREAKOUT_H

#include "quoin/game.h"
#include "quoin/particle.h"
#include "quoin/sound.h"

enum { COLUMNS = 12, ROWS = 7, BRICKS = COLUMNS * ROWS };
#define WIDTH 12.0f
#define HEIGHT 15.0f
#define RADIUS 0.18f
#define TICK_S (1.0f / 120.0f)

static const qn_aabb seen = {{-0.4f, -0.2f}, {WIDTH + 0.4f, HEIGHT + 1.4f}};

typedef struct state { // all that the run depends on
    qn_vec2 ball, before, velocity;
    float paddle, pointer_x;
    int32_t lives, score, combo, left, is_served;
    uint8_t bricks[BRICKS];
} state;

typedef struct breakout {
    state s;
    qn_particles *particles;
    int32_t sparks;
    qn_sound_queue *sounds;
    qn_sound_id pop;
} breakout;

static inline qn_vec2 brick_center(int32_t i)
{
    int32_t row = i / COLUMNS, column = i % COLUMNS;
    return qn_v2(0.5f + (float)column, HEIGHT - 2.3f - 0.5f * (float)row);
}

qn_particle_kind look_sparks(void);
void look_draw(const breakout *g, const qn_view *view, qn_draw_list *list);

#endif
