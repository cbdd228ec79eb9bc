// The bells, their clappers and chains, and the rule of when a bell tolls.
#ifndef GAME_THINGS_BELL_H
#define GAME_THINGS_BELL_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/physics.h"
#include "things/block.h"
#include "tuning.h"

struct look;

// What hangs, for the whole of a run.
typedef struct bell {
    qn_body_id body;
    qn_body_id clapper;
    bell_size size;
    int32_t note;
    float scale;   // of the medium bell's measures
    float stretch; // 1; of a picture alone: wider by this, and as much less high
    qn_body_id links[TUNE_CHAIN_CAPACITY];
    int32_t link_count;
} bell;

// What changes from tick to tick.
typedef struct bell_state {
    int32_t cool_down_ticks; // until the next toll may sound
    int32_t toll_ticks;      // since the last toll; TUNE_TOLL_LONG_AGO at most
    bool was_swung;          // the last tick was past the angle of a toll
    bool is_lit;             // it has tolled
} bell_state;

// Hangs it under the block, with its chain, from where the level says.
void bell_hang(bell *b, int32_t index, qn_world *world, const block *beam, const hanging *how);
// Sets a hanging bell in motion; for the moment when the level begins.
void bell_swing(const bell *b, qn_world *world, float speed_mps);
bell_state bell_start(void);
// After a step whose hardest hit on the bell had this speed (0: none): true if it tolls now, with a
// strength from 0 to 1.
bool bell_tick(const bell *b, bell_state *state, const qn_world *world, float loudest_mps,
               float *strength);
qn_vec2 bell_center(const bell *b, const qn_world *world);

void bell_draw(const bell *b, const bell_state *state, const qn_world *world, float alpha,
               const struct look *l, qn_draw_list *list);

#endif
