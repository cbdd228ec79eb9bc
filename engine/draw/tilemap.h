// The inside of a tile map: cells in rows, lowest first, and what tiles look like.
#ifndef DRAW_TILEMAP_H
#define DRAW_TILEMAP_H

#include "quoin/tilemap.h"

typedef struct tile_look {
    qn_image image;
    qn_image_part part;
    uint16_t first, count; // of an animation; count 0: none
    float frame_s;
} tile_look;

struct qn_tilemap {
    qn_tilemap_def def;
    qn_cell *cells;
    tile_look *looks; // number 0 is empty
};

#endif
