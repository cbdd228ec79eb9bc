// A map of tiles as it is drawn: a grid of numbers over a set of images. Solid ground for bodies is
// another thing (quoin/physics/tiles.h); the two count cells alike.
//
// Drawing costs what is seen and not what there is: a map of a million cells is walked only where
// the camera looks. Between tiles there are no seams at any zoom: as long as the camera is not
// turned, edges of tiles lie on whole pixels, and neighbours share them.
#ifndef QUOIN_TILEMAP_H
#define QUOIN_TILEMAP_H

#include "quoin/draw.h"

#define QN_TILEMAP_MAX_SIDE 16384
#define QN_TILEMAP_MAX_CELLS 16777216
#define QN_TILEMAP_MAX_TILES 65535

// A cell: 0 is empty; else the number of a tile, and how it is turned. The bits are those of the
// Tiled editor's files.
typedef uint32_t qn_cell;
#define QN_CELL_TILE_MASK 0x1FFFFFFFu
#define QN_CELL_FLIP_X 0x80000000u
#define QN_CELL_FLIP_Y 0x40000000u
#define QN_CELL_SWAP 0x20000000u // columns and rows of the image are swapped, before the flips

typedef struct qn_tilemap qn_tilemap;

typedef struct qn_tilemap_def {
    int32_t width, height; // in cells, 1 to QN_TILEMAP_MAX_SIDE, QN_TILEMAP_MAX_CELLS in all
    float tile_m;          // side of a cell, 1e-3 to 1e4
    qn_vec2 origin_m;      // the lower left corner of cell (0, 0)
    int32_t tile_capacity; // numbers 1 to this, at most QN_TILEMAP_MAX_TILES
} qn_tilemap_def;

// All cells are empty. NULL_POINTER, NOT_FINITE, OUT_OF_RANGE, OUT_OF_MEMORY; *out is then null.
QN_API qn_error qn_tilemap_create(const qn_tilemap_def *def, qn_tilemap **out);
QN_API void qn_tilemap_destroy(qn_tilemap *map);

// ---- Tiles ------------------------------------------------------------------------------------

// What a number looks like; a part of all zeros is the whole image. OUT_OF_RANGE for number 0 or
// one beyond the capacity.
QN_API qn_error qn_tilemap_set_tile(qn_tilemap *map, int32_t tile, qn_image image,
                                    qn_image_part part);

// The tiles of a sheet, line by line from its upper left corner, get the numbers from `first` on.
typedef struct qn_tile_sheet {
    qn_image image;
    int32_t tile_px;    // side of a tile
    int32_t margin_px;  // around all of them
    int32_t spacing_px; // between them
    int32_t first;      // 1 or more
} qn_tile_sheet;
// *out_count is how many there are; may be null. OUT_OF_RANGE for sizes that are not above 0 (the
// last two may be 0), CAPACITY if there are more than the map has numbers for: nothing has changed.
QN_API qn_error qn_tilemap_add_sheet(qn_tilemap *map, const qn_tile_sheet *sheet,
                                     int32_t *out_count);

// The tile shows itself no more, but `count` (1 to 255) tiles one after the other, frame_s each,
// for ever; all cells in step. They are shown as they are set, not as they are animated. They stand
// side by side from `first` on. A count of 1 ends that. OUT_OF_RANGE for numbers beyond and a
// frame_s that is not 1e-3 to 1e4.
QN_API qn_error qn_tilemap_animate(qn_tilemap *map, int32_t tile, int32_t first, int32_t count,
                                   float frame_s);

// ---- Cells ------------------------------------------------------------------------------------

// OUT_OF_RANGE for cells outside the map (a rectangle has to lie within) and for tiles beyond the
// capacity; nothing has changed.
QN_API qn_error qn_tilemap_set(qn_tilemap *map, int32_t x, int32_t y, qn_cell cell);
QN_API qn_error qn_tilemap_fill(qn_tilemap *map, int32_t x, int32_t y, int32_t width,
                                int32_t height, qn_cell cell);
// The cells of a rectangle, line by line, the highest first, as a picture or an editor has them.
QN_API qn_error qn_tilemap_load(qn_tilemap *map, int32_t x, int32_t y, int32_t width,
                                int32_t height, const qn_cell *cells);
// 0 outside of the map.
QN_API qn_cell qn_tilemap_get(const qn_tilemap *map, int32_t x, int32_t y);
// The cell that holds a point of the world; OUT_OF_RANGE where the point is outside of the map.
QN_API qn_error qn_tilemap_cell_at(const qn_tilemap *map, qn_vec2 point_m, int32_t *x, int32_t *y);

// ---- Drawing ----------------------------------------------------------------------------------

// What the list's camera sees, time_s after the animations' start, multiplied by the tint. A layer
// that passes more slowly than the world is drawn with a camera of qn_camera_parallax.
//
// A turned camera cannot put edges on pixels; tiles then overlap by a pixel, which hides every
// seam but shows where tiles are translucent. Where a tile would be smaller than 4 px, one in two
// (four, ...) stands for a block of them.
QN_API void qn_tilemap_draw(const qn_tilemap *map, qn_draw_list *list, float time_s, qn_color tint);

#endif
