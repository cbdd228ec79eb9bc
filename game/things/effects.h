// Dust, sparks, splinters, trails and the rings of a toll: picture only, no part of the rules or of
// the state hash.
#ifndef GAME_THINGS_EFFECTS_H
#define GAME_THINGS_EFFECTS_H

#include "quoin/draw.h"
#include "run/run.h"
#include "things/look.h"
#include "tuning.h"

typedef enum particle_look { PARTICLE_DUST, PARTICLE_SPARK, PARTICLE_CHIP } particle_look;

typedef struct particle {
    qn_vec2 position_m, velocity_mps;
    float radius_m;
    float turn_rad, spin_radps;
    int32_t age_ticks, life_ticks;
    qn_color color;
    particle_look look;
} particle;

typedef struct toll_ring {
    qn_vec2 center_m;
    float strength;
    int32_t age_ticks;
} toll_ring;

typedef struct trail {
    qn_vec2 points[TUNE_TRAIL_LENGTH]; // newest first
    int32_t count;
    int32_t idle_ticks; // since it last grew
} trail;

typedef struct effects {
    particle particles[TUNE_PARTICLE_CAPACITY];
    int32_t particle_count;
    toll_ring rings[TUNE_RING_CAPACITY];
    int32_t ring_count;
    trail trails[LEVEL_BALL_CAPACITY];
    // Where each block was a few ticks ago, while all flies back.
    qn_vec2 shadows_m[BLOCK_CAPACITY];
    int32_t shadow_count;
    uint32_t random; // xorshift32, never 0
} effects;

void effects_reset(effects *e);
void effects_tick(effects *e);
void effects_dust(effects *e, qn_vec2 at_m, qn_color color, int32_t count, float speed_mps);
void effects_sparks(effects *e, qn_vec2 at_m, int32_t count, float speed_mps);
void effects_glints(effects *e, qn_vec2 at_m, int32_t count, float speed_mps);
void effects_splinters(effects *e, qn_vec2 at_m, int32_t count, float speed_mps);
// The breath of the sling behind a ball.
void effects_puff(effects *e, qn_vec2 at_m, qn_vec2 direction, float strength);
void effects_toll(effects *e, qn_vec2 at_m, float strength);
void effects_trail(effects *e, int32_t slot, qn_vec2 at_m);
// Streaks behind all blocks, as long as it is asked for.
void effects_streaks(effects *e, const run *r, bool is_wanted);

// Trails and streaks lie below the things, the rest above them.
void effects_draw_below(const effects *e, const run *r, float strength, const look *l,
                        qn_draw_list *list);
void effects_draw(const effects *e, float alpha, const look *l, qn_draw_list *list);

#endif
