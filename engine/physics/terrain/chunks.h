// The cells of all grids of tiles: 16 x 16 bits a chunk, kept only where something is solid.
#ifndef PHYSICS_CHUNKS_H
#define PHYSICS_CHUNKS_H

#include "physics/world.h"

#define QN_CHUNK_SIDE 16

static inline int32_t qn_grid_chunks_wide(const qn_grid *grid)
{
    return (grid->width + QN_CHUNK_SIDE - 1) / QN_CHUNK_SIDE;
}
static inline int32_t qn_grid_chunks_high(const qn_grid *grid)
{
    return (grid->height + QN_CHUNK_SIDE - 1) / QN_CHUNK_SIDE;
}

// QN_NONE where nothing is solid.
int32_t qn_chunk_find(const qn_world *world, int32_t grid, int32_t place);
// Makes the bits of a row of 16 cells that are in `mask` equal to `bits`. The caller has made room
// for one more chunk. Returns whether a cell changed.
bool qn_chunk_write(qn_world *world, int32_t grid, int32_t place, int32_t row, uint32_t mask,
                    uint32_t bits);
void qn_chunks_of_grid_destroy(qn_world *world, int32_t grid);
// Fills the table anew. False where two chunks claim the same place.
bool qn_chunks_rebuild(qn_world *world);

// A reader that remembers the chunk it read last; one grid, unchanged meanwhile.
typedef struct qn_cells {
    const qn_world *world;
    const qn_grid *grid;
    int32_t index;        // of the grid
    int32_t place, chunk; // of the last read; -1 before
} qn_cells;

static inline qn_cells qn_cells_of(const qn_world *world, int32_t grid)
{
    return (qn_cells){world, &world->grids[grid], grid, -1, QN_NONE};
}
// False outside of the grid.
static inline bool qn_cells_solid(qn_cells *cells, int32_t x, int32_t y)
{
    if (x < 0 || y < 0 || x >= cells->grid->width || y >= cells->grid->height) {
        return false;
    }
    int32_t place = y / QN_CHUNK_SIDE * qn_grid_chunks_wide(cells->grid) + x / QN_CHUNK_SIDE;
    if (place != cells->place) {
        cells->place = place;
        cells->chunk = qn_chunk_find(cells->world, cells->index, place);
    }
    return cells->chunk != QN_NONE &&
           (cells->world->chunks[cells->chunk].rows[y % QN_CHUNK_SIDE] >> (x % QN_CHUNK_SIDE) &
            1) != 0;
}
// The same at a point in the body's frame.
static inline bool qn_cells_solid_at(qn_cells *cells, qn_vec2 point)
{
    const qn_grid *grid = cells->grid;
    float x = (point.x - grid->origin.x) / grid->cell_m;
    float y = (point.y - grid->origin.y) / grid->cell_m;
    bool is_inside = x >= 0.0f && y >= 0.0f && x < (float)grid->width && y < (float)grid->height;
    return is_inside && qn_cells_solid(cells, (int32_t)x, (int32_t)y);
}

#endif
