// The blocks of the tower: boxes and tapered roof pieces of stone, timber and slate.
#ifndef GAME_THINGS_BLOCK_H
#define GAME_THINGS_BLOCK_H

#include "levels/level.h"
#include "quoin/draw.h"
#include "quoin/physics.h"

#define BLOCK_CAPACITY 128

typedef struct block {
    qn_body_id body;
    qn_vec2 half_size_m;
    float top_half_width_m; // equal to half_size_m.x for a box
    material material;
} block;

typedef struct block_list {
    block items[BLOCK_CAPACITY];
    int32_t count;
} block_list;

// Builds all courses of the level; *beam receives the block that the bell hangs from.
// QN_ERROR_CAPACITY if the level has more than BLOCK_CAPACITY blocks.
qn_error blocks_build(block_list *blocks, qn_world *world, const level *plan, block *beam);
void blocks_draw(const block_list *blocks, const qn_world *world, float alpha, qn_draw_list *list);

// The colour of its dust.
qn_color material_dust(material kind);

#endif
