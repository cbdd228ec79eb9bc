// Dust, sparks and the rings of a toll: picture only, no part of the rules or of the state hash.
#ifndef GAME_THINGS_EFFECTS_H
#define GAME_THINGS_EFFECTS_H

#include "quoin/draw.h"
#include "tuning.h"

typedef struct particle {
    qn_vec2 position_m, velocity_mps;
    float radius_m;
    int32_t age_ticks, life_ticks;
    qn_color color;
    bool is_spark;
} particle;

typedef struct toll_ring {
    qn_vec2 center_m;
    float strength;
    int32_t age_ticks;
} toll_ring;

typedef struct effects {
    particle particles[TUNE_PARTICLE_CAPACITY];
    int32_t particle_count;
    toll_ring rings[TUNE_RING_CAPACITY];
    int32_t ring_count;
    uint32_t random; // xorshift32, never 0
} effects;

void effects_reset(effects *e);
void effects_tick(effects *e);
void effects_dust(effects *e, qn_vec2 at_m, qn_color color, int32_t count, float speed_mps);
void effects_sparks(effects *e, qn_vec2 at_m, int32_t count, float speed_mps);
void effects_toll(effects *e, qn_vec2 at_m, float strength);
void effects_draw(const effects *e, float alpha, qn_draw_list *list);

#endif
