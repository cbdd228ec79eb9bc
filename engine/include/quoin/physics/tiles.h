// Tiles: a grid of solid cells as one shape, for levels that are drawn, dug and built at run time.
//
// Bodies meet the outline of the solid region and nothing inside it: no edge between two solid
// cells can be felt, and a run of cells is one face however long it is. A body that is pushed or
// built into the solid leaves through the nearest open face, at no more than 3 m/s.
//
// A shape has one contact with a grid for each straight run of faces that it touches (two in the
// corner of a room), and each raises its own begin and end event.
//
// A grid is a shape (QN_SHAPE_TILES): qn_shape_destroy, its filter, events and user data work as
// for any other. It may sit on a body of any type in any pose, and weighs nothing. Cells are stored
// in chunks of 16 x 16 that exist only where something is solid. Grids and chains never meet.
//
// Every call here answers QN_ERROR_WRONG_TYPE for shapes that are no grid.
#ifndef QUOIN_PHYSICS_TILES_H
#define QUOIN_PHYSICS_TILES_H

#include "quoin/physics/shape.h"

#define QN_MAX_TILES_SIDE 8192

typedef struct qn_tiles_def {
    uint32_t cookie;       // set by qn_tiles_def_default
    qn_vec2 origin_m;      // the lower left corner of cell (0, 0), in the body's frame
    float cell_m;          // side of a cell, 0.02 to 1e3
    int32_t width, height; // in cells, 1 to QN_MAX_TILES_SIDE
    // The cells, 1 for solid, lowest row first; a row is (width + 7) / 8 bytes, lowest bit first.
    // Null: nothing is solid yet. Copied.
    const uint8_t *bits;
    qn_shape_def material; // the density does not count
} qn_tiles_def;

// One empty cell of one metre.
QN_API qn_tiles_def qn_tiles_def_default(void);
// All corners lie within 1e4 m of the body's origin.
QN_API qn_shape_id qn_tiles_create(qn_world *world, qn_body_id body, const qn_tiles_def *def);

// Edits wake what is near and take effect in the next step. Each costs what it changes and nothing
// more; they may grow the world as create calls do. OUT_OF_RANGE where the cells do not lie in the
// grid, with nothing changed.
QN_API qn_error qn_tiles_set_cell(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y,
                                  bool is_solid);
QN_API qn_error qn_tiles_fill(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y,
                              int32_t width, int32_t height, bool is_solid);
// Takes the cells of the rectangle from bits, laid out as in qn_tiles_def.
QN_API qn_error qn_tiles_set_bits(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y,
                                  int32_t width, int32_t height, const uint8_t *bits);

// False outside of the grid.
QN_API bool qn_tiles_cell(const qn_world *world, qn_shape_id tiles, int32_t x, int32_t y);
QN_API int32_t qn_tiles_solid_count(const qn_world *world, qn_shape_id tiles);
// The cell that holds a point of the world; OUT_OF_RANGE where the point is outside of the grid.
QN_API qn_error qn_tiles_cell_at(const qn_world *world, qn_shape_id tiles, qn_vec2 point_m,
                                 int32_t *x, int32_t *y);

#endif
