// Grids of tiles: chunk by chunk, the open faces of each row and column, as long as they go on
// within the chunk.
#include "physics/debug/draw.h"
#include "physics/terrain/chunks.h"

#define SIDE QN_CHUNK_SIDE

typedef struct sheet {
    uint16_t rows[SIDE];
} sheet;

static sheet read_chunk(const qn_world *world, int32_t grid, int32_t x, int32_t y)
{
    sheet cells = {{0}};
    const qn_grid *g = &world->grids[grid];
    int32_t wide = qn_grid_chunks_wide(g);
    if (x < 0 || y < 0 || x >= wide || y >= qn_grid_chunks_high(g)) {
        return cells;
    }
    int32_t chunk = qn_chunk_find(world, grid, y * wide + x);
    for (int32_t i = 0; chunk != QN_NONE && i < SIDE; ++i) {
        cells.rows[i] = world->chunks[chunk].rows[i];
    }
    return cells;
}

static sheet transpose(const sheet *cells)
{
    sheet turned = {{0}};
    for (int32_t y = 0; y < SIDE; ++y) {
        for (int32_t x = 0; x < SIDE; ++x) {
            turned.rows[x] |= (uint16_t)((cells->rows[y] >> x & 1u) << y);
        }
    }
    return turned;
}

// Cells without a solid one below them, where `below` is the chunk on that side.
static sheet open_below(const sheet *cells, const sheet *below)
{
    sheet open;
    for (int32_t y = 0; y < SIDE; ++y) {
        uint32_t under = y > 0 ? cells->rows[y - 1] : below->rows[SIDE - 1];
        open.rows[y] = (uint16_t)(cells->rows[y] & ~under);
    }
    return open;
}

static sheet open_above(const sheet *cells, const sheet *above)
{
    sheet open;
    for (int32_t y = 0; y < SIDE; ++y) {
        uint32_t over = y + 1 < SIDE ? cells->rows[y + 1] : above->rows[0];
        open.rows[y] = (uint16_t)(cells->rows[y] & ~over);
    }
    return open;
}

// ---- Lines ----------------------------------------------------------------------------------

typedef struct plotter {
    qn_pen *pen;
    const qn_grid *grid;
    qn_pose pose;
    int32_t x, y; // of the chunk's first cell
} plotter;

static qn_vec2 corner(const plotter *p, int32_t x, int32_t y)
{
    qn_vec2 cell = {(float)(p->x + x), (float)(p->y + y)};
    return qn_transform(p->pose, qn_mul_add(p->grid->origin, p->grid->cell_m, cell));
}

// Runs of set bits in each row; `shift` is 1 for the far side of the cells. Columns come turned.
static void plot_runs(const plotter *p, const sheet *open, int32_t shift, bool is_turned)
{
    for (int32_t y = 0; y < SIDE; ++y) {
        uint32_t bits = open->rows[y];
        while (bits != 0) {
            int32_t from = __builtin_ctz(bits);
            int32_t to = from + __builtin_ctz(~(bits >> from));
            bits &= ~((1u << to) - 1u);
            qn_vec2 a = is_turned ? corner(p, y + shift, from) : corner(p, from, y + shift);
            qn_vec2 b = is_turned ? corner(p, y + shift, to) : corner(p, to, y + shift);
            qn_pen_line(p->pen, a, b);
        }
    }
}

static void draw_chunk(const qn_world *world, int32_t index, plotter *p)
{
    const qn_chunk *chunk = &world->chunks[index];
    int32_t wide = qn_grid_chunks_wide(p->grid);
    int32_t x = chunk->place % wide, y = chunk->place / wide, grid = chunk->grid;
    p->x = x * SIDE;
    p->y = y * SIDE;
    sheet cells = read_chunk(world, grid, x, y), turned = transpose(&cells);
    sheet below = read_chunk(world, grid, x, y - 1), above = read_chunk(world, grid, x, y + 1);
    sheet left = read_chunk(world, grid, x - 1, y), right = read_chunk(world, grid, x + 1, y);
    left = transpose(&left);
    right = transpose(&right);
    sheet open = open_below(&cells, &below);
    plot_runs(p, &open, 0, false);
    open = open_above(&cells, &above);
    plot_runs(p, &open, 1, false);
    open = open_below(&turned, &left);
    plot_runs(p, &open, 0, true);
    open = open_above(&turned, &right);
    plot_runs(p, &open, 1, true);
}

static bool chunk_is_seen(const plotter *p, const qn_chunk *chunk)
{
    int32_t wide = qn_grid_chunks_wide(p->grid);
    plotter at = *p;
    at.x = chunk->place % wide * SIDE;
    at.y = chunk->place / wide * SIDE;
    qn_vec2 center = corner(&at, SIDE / 2, SIDE / 2);
    float reach = 0.75f * (float)SIDE * p->grid->cell_m;
    qn_vec2 r = {reach, reach};
    return qn_aabb_overlaps((qn_aabb){qn_sub(center, r), qn_add(center, r)}, p->pen->view);
}

void qn_draw_tiles(qn_drawing *d, int32_t shape)
{
    const qn_world *world = d->world;
    int32_t grid = world->parts[shape].owner;
    plotter p = {
        .pen = &d->pen,
        .grid = &world->grids[grid],
        .pose = qn_motion_of(world, world->shapes[shape].body)->pose,
    };
    for (int32_t i = 0; i < world->state->chunk_pool.used_count; ++i) {
        if (world->chunk_slots[i].is_live && world->chunks[i].grid == grid &&
            chunk_is_seen(&p, &world->chunks[i])) {
            draw_chunk(world, i, &p);
        }
    }
}
