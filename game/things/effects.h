// Dust, sparks, splinters, trails and the rings of a toll: picture only, no part of the rules or of
// the state hash.
#ifndef GAME_THINGS_EFFECTS_H
#define GAME_THINGS_EFFECTS_H

#include "quoin/draw.h"
#include "quoin/particle.h"
#include "run/run.h"
#include "things/look.h"
#include "tuning.h"

// The numbers of the kinds in the pool are these.
typedef enum effect_kind {
    EFFECT_DUST, // of stone, timber, slate and glass, as materials are counted
    EFFECT_DUST_GROUND = EFFECT_DUST + MATERIAL_COUNT,
    EFFECT_PUFF,
    EFFECT_SPARK,
    EFFECT_GLINT,
    EFFECT_SPLINTER,
    EFFECT_KIND_COUNT
} effect_kind;

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

// A ball that has just hit something.
typedef struct ball_squash {
    qn_vec2 axis;
    float share;
    int32_t age_ticks;
} ball_squash;

typedef struct effects {
    qn_particles *particles; // null: there are none
    toll_ring rings[TUNE_RING_CAPACITY];
    int32_t ring_count;
    trail trails[LEVEL_BALL_CAPACITY];
    ball_squash squashes[LEVEL_BALL_CAPACITY];
    // Where each block was a few ticks ago, while all flies back.
    qn_vec2 shadows_m[BLOCK_CAPACITY];
    int32_t shadow_count;
} effects;

qn_error effects_create(effects *e);
void effects_destroy(effects *e);
void effects_reset(effects *e);
void effects_tick(effects *e);
// So many of the kind, thrown from there; the pose's rotation says where to for kinds that have a
// direction.
void effects_burst(effects *e, effect_kind kind, qn_vec2 at_m, qn_vec2 velocity_mps, int32_t count);
// The breath of the sling behind a ball.
void effects_puff(effects *e, qn_vec2 at_m, qn_vec2 direction, float strength);
void effects_toll(effects *e, qn_vec2 at_m, float strength);
void effects_trail(effects *e, int32_t slot, qn_vec2 at_m);
// The ball of that slot hit something along the axis.
void effects_squash(effects *e, int32_t slot, qn_vec2 axis, float share);
// How flat it is now, elastically returning.
float effects_squash_share(const effects *e, int32_t slot, float alpha);
// Streaks behind all blocks, as long as it is asked for.
void effects_streaks(effects *e, const run *r, bool is_wanted);

// Trails and streaks lie below the things, the rest above them.
void effects_draw_below(const effects *e, const run *r, float strength, const look *l,
                        qn_draw_list *list);
void effects_draw(const effects *e, float alpha, const look *l, qn_draw_list *list);

#endif
