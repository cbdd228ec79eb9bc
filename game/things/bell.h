// The bell, its clapper, and the rule of when it tolls.
#ifndef GAME_THINGS_BELL_H
#define GAME_THINGS_BELL_H

#include "quoin/draw.h"
#include "quoin/physics.h"
#include "things/block.h"

typedef struct bell {
    qn_body_id body;
    qn_body_id clapper;
    int32_t cool_down_ticks; // until the next toll may sound
    bool was_swung;          // the last tick was past the angle of a toll
    float loudest_mps;       // the hardest hit of this tick
    int32_t glow_ticks;      // since the last toll; picture only
} bell;

// Hangs it from the middle of the beam's underside.
void bell_hang(bell *b, qn_world *world, const block *beam);
// A shape of the bell was hit.
void bell_hit(bell *b, float speed_mps);
// After the hits of the tick: true if it tolls now, with a strength from 0 to 1.
bool bell_tick(bell *b, const qn_world *world, float *strength);
qn_vec2 bell_center(const bell *b, const qn_world *world);

void bell_draw(const bell *b, const qn_world *world, float alpha, qn_draw_list *list);

#endif
