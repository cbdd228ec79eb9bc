// The blocks of a level and the pieces that they break into.
//
// The list only grows: a block that breaks or fades stays in it with the tick at which it went, and
// pieces are appended with the tick at which they came. So going back in time is to cut the list
// off and to forget the later ends; no copy of it has to be kept for a tick.
#ifndef GAME_THINGS_BLOCK_H
#define GAME_THINGS_BLOCK_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/physics.h"

struct look;

#define BLOCK_CAPACITY 512
#define BLOCK_NEVER UINT32_MAX

typedef struct block {
    qn_body_id body;
    material material;
    qn_vec2 half_size_m;
    float top_half_width_m; // equal to half_size_m.x for a box
    // Of a piece, in the body's frame; 0 for a whole block.
    int32_t corner_count;
    qn_vec2 corners_m[QN_MAX_POLYGON_VERTICES];
    int32_t generation; // 0: whole, 1: a piece of it ...
    uint32_t born_tick, gone_tick;
    uint32_t fade_tick; // when it is due to go; BLOCK_NEVER for what stays
} block;

typedef struct block_list {
    block items[BLOCK_CAPACITY];
    int32_t count;
} block_list;

typedef struct block_row {
    float density_kgpm2;
    float friction;
    // Hits with more than this impulse for each metre of the block's thickness break it; 0: none
    // does.
    float strength_nspm;
} block_row;

const block_row *block_facts(material kind);

// Builds all courses of the level. first_of_course[i] receives the index of the first block of
// course i. QN_ERROR_CAPACITY if the level has more than BLOCK_CAPACITY blocks.
qn_error blocks_build(block_list *blocks, qn_world *world, const level *plan,
                      int32_t *first_of_course);
static inline bool block_is_there(const block *item, uint32_t tick)
{
    return item->born_tick <= tick && tick < item->gone_tick;
}
// The tick is now again.
void blocks_go_back(block_list *blocks, uint32_t tick);

// A hit that breaks a block before the next step.
typedef struct block_break {
    uint32_t tick; // after which it happened
    int32_t block;
    qn_vec2 point_m;
    float impulse_ns;
    int32_t ball;              // the slot of the ball that did it, or -1
    qn_vec2 ball_velocity_mps; // before the hit
} block_break;

// True if a hit of this impulse breaks the block.
bool block_would_break(const block *item, float impulse_ns);
// Breaks it into pieces, which are appended; false, with nothing changed, where it cannot be
// broken.
bool blocks_break(block_list *blocks, qn_world *world, const block_break *by, uint32_t tick);
// Takes out what is due to go by this tick.
void blocks_fade(block_list *blocks, qn_world *world, uint32_t tick);

void blocks_draw(const block_list *blocks, const qn_world *world, uint32_t tick, float alpha,
                 const struct look *l, qn_draw_list *list);
// On the ground, under blocks that are near it.
void blocks_draw_shadows(const block_list *blocks, const qn_world *world, uint32_t tick,
                         float alpha, const struct look *l, qn_draw_list *list);
// The colour of its dust.
qn_color block_dust(material kind);

#endif
