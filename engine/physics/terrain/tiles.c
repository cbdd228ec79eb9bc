// The calls on grids of tiles: make, edit, read. Cells are in chunks.c, faces in tile_faces.c.
//
// An edit is a list of rows of at most 16 cells, one for each chunk it crosses. It runs twice: once
// to count the chunks that must be made, so that a full world refuses before anything has changed,
// then to write. What lies near the cells that changed is woken and looks for its contacts anew.
#include "quoin/physics/tiles.h"

#include "physics/center.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/terrain/chunks.h"
#include "physics/terrain/terrain.h"
#include "physics/terrain/tile_faces.h"
#include "physics/world.h"

#define MIN_CELL_M 0.02f
#define MAX_CELL_M 1.0e3f

typedef struct rectangle {
    int32_t x, y, width, height;
} rectangle;

// What an edit writes: bits of a rectangle, or one value.
typedef struct pattern {
    rectangle at;
    const uint8_t *bits; // null: `is_solid` everywhere
    bool is_solid;
} pattern;

// ---- Writing --------------------------------------------------------------------------------

static bool pattern_bit(const pattern *p, int32_t x, int32_t y)
{
    size_t row_bytes = ((size_t)p->at.width + 7u) / 8u;
    size_t column = (size_t)(x - p->at.x);
    return (p->bits[row_bytes * (size_t)(y - p->at.y) + column / 8u] >> (column % 8u) & 1) != 0;
}

// Up to 16 cells of a row, beginning with the cell (x, y): those of its chunk in the rectangle.
static void read_pattern(const pattern *p, int32_t x, int32_t y, uint32_t *mask, uint32_t *bits)
{
    *mask = 0;
    *bits = 0;
    for (int32_t i = x; i < p->at.x + p->at.width && i / QN_CHUNK_SIDE == x / QN_CHUNK_SIDE; ++i) {
        uint32_t bit = 1u << (i % QN_CHUNK_SIDE);
        bool is_solid = p->bits != NULL ? pattern_bit(p, i, y) : p->is_solid;
        *mask |= bit;
        *bits |= is_solid ? bit : 0u;
    }
}

static int32_t place_of(const qn_grid *grid, int32_t x, int32_t y)
{
    return y / QN_CHUNK_SIDE * qn_grid_chunks_wide(grid) + x / QN_CHUNK_SIDE;
}

static int32_t next_chunk(int32_t x) { return (x / QN_CHUNK_SIDE + 1) * QN_CHUNK_SIDE; }

static bool chunk_gets_solid(const pattern *p, int32_t x, int32_t y)
{
    uint32_t mask;
    uint32_t bits = 0;
    for (int32_t row = y; row < p->at.y + p->at.height && row < next_chunk(y) && bits == 0; ++row) {
        read_pattern(p, x, row, &mask, &bits);
    }
    return bits != 0;
}

// index is QN_NONE for a grid that is still to be made.
static int32_t count_new_chunks(const qn_world *world, const qn_grid *grid, int32_t index,
                                const pattern *p)
{
    int32_t count = 0;
    for (int32_t y = p->at.y; y < p->at.y + p->at.height; y = next_chunk(y)) {
        for (int32_t x = p->at.x; x < p->at.x + p->at.width; x = next_chunk(x)) {
            int32_t chunk = qn_chunk_find(world, index, place_of(grid, x, y));
            count += chunk == QN_NONE && chunk_gets_solid(p, x, y);
        }
    }
    return count;
}

static rectangle join(rectangle a, rectangle b)
{
    if (a.width == 0) {
        return b;
    }
    int32_t x = a.x < b.x ? a.x : b.x;
    int32_t y = a.y < b.y ? a.y : b.y;
    int32_t right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    int32_t top = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
    return (rectangle){x, y, right - x, top - y};
}

// The row of cells from (x, y) to the end of its chunk. Returns whether one of them changed.
static bool write_chunk_row(qn_world *world, int32_t grid, const pattern *p, int32_t x, int32_t y)
{
    uint32_t mask;
    uint32_t bits;
    read_pattern(p, x, y, &mask, &bits);
    int32_t place = place_of(&world->grids[grid], x, y);
    return qn_chunk_write(world, grid, place, y % QN_CHUNK_SIDE, mask, bits);
}

// Returns a rectangle around what changed; of width 0 if nothing did.
static rectangle write_pattern(qn_world *world, int32_t grid, const pattern *p)
{
    rectangle changed = {0, 0, 0, 0};
    int32_t end = p->at.x + p->at.width;
    for (int32_t y = p->at.y; y < p->at.y + p->at.height; ++y) {
        for (int32_t x = p->at.x; x < end; x = next_chunk(x)) {
            int32_t right = next_chunk(x) < end ? next_chunk(x) : end;
            bool has_changed = write_chunk_row(world, grid, p, x, y);
            changed = has_changed ? join(changed, (rectangle){x, y, right - x, 1}) : changed;
        }
    }
    return changed;
}

static qn_aabb box_of(const qn_world *world, const qn_grid *grid, rectangle r)
{
    qn_vec2 half = {0.5f * grid->cell_m * (float)r.width, 0.5f * grid->cell_m * (float)r.height};
    qn_vec2 corner = {grid->cell_m * (float)r.x, grid->cell_m * (float)r.y};
    qn_hull hull;
    (void)qn_hull_box(qn_add(grid->origin, qn_add(corner, half)), half, 0.0f, &hull);
    return qn_hull_aabb(&hull, qn_motion_of(world, world->shapes[grid->shape].body)->pose);
}

static qn_error make_chunk_rooms(qn_world *world, const qn_grid *grid, int32_t index,
                                 const pattern *p)
{
    return qn_world_make_rooms(world, &world->state->chunk_pool,
                               count_new_chunks(world, grid, index, p),
                               "QN_MAX_BODY_COUNT chunks of tiles are alive");
}

// For a pattern that there is room for.
static void write(qn_world *world, int32_t grid, const pattern *p)
{
    rectangle changed = write_pattern(world, grid, p);
    if (changed.width > 0) {
        // One more cell around, whose faces may have opened or closed.
        rectangle around = {changed.x - 1, changed.y - 1, changed.width + 2, changed.height + 2};
        qn_terrain_disturb(world, box_of(world, &world->grids[grid], around));
    }
}

// ---- Create ---------------------------------------------------------------------------------

qn_tiles_def qn_tiles_def_default(void)
{
    return (qn_tiles_def){.cookie = QN_COOKIE_TILES,
                          .cell_m = 1.0f,
                          .width = 1,
                          .height = 1,
                          .material = qn_shape_def_default()};
}

static qn_error check_def(const qn_world *world, const qn_tiles_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_TILES) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the tiles definition was not started from qn_tiles_def_default");
    }
    QN_TRY(qn_shape_def_check(world, &def->material));
    QN_TRY(qn_check_range(world, def->cell_m, MIN_CELL_M, MAX_CELL_M, "cell_m"));
    QN_TRY(qn_check_vec2(world, def->origin_m, QN_MAX_SIZE_M, "origin_m"));
    if (def->width < 1 || def->width > QN_MAX_TILES_SIDE || def->height < 1 ||
        def->height > QN_MAX_TILES_SIDE) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "width or height");
    }
    qn_vec2 far = {def->origin_m.x + def->cell_m * (float)def->width,
                   def->origin_m.y + def->cell_m * (float)def->height};
    return qn_check_vec2(world, far, QN_MAX_SIZE_M, "cell_m times width or height");
}

static int32_t add_grid(qn_world *world, int32_t body, const qn_tiles_def *def)
{
    qn_vec2 half = {0.5f * def->cell_m * (float)def->width,
                    0.5f * def->cell_m * (float)def->height};
    qn_hull hull;
    (void)qn_hull_box(qn_add(def->origin_m, half), half, 0.0f, &hull);
    qn_shape_def material = def->material;
    material.density_kgpm2 = 0.0f;
    int32_t shape = qn_shape_add(world, body, &material, QN_SHAPE_TILES, &hull);
    int32_t grid = qn_pool_take(&world->state->grid_pool, world->grid_slots);
    world->grids[grid] = (qn_grid){.shape = shape,
                                   .width = def->width,
                                   .height = def->height,
                                   .origin = def->origin_m,
                                   .cell_m = def->cell_m};
    world->parts[shape] = (qn_part){.owner = grid};
    world->extras.tiles = &qn_tiles;
    return shape;
}

static qn_error make_rooms(qn_world *world, const qn_tiles_def *def, const pattern *all)
{
    if (all->bits != NULL) {
        qn_grid grid = {.width = def->width, .height = def->height};
        QN_TRY(make_chunk_rooms(world, &grid, QN_NONE, all));
    }
    QN_TRY(qn_world_make_room(world, &world->state->grid_pool,
                              "QN_MAX_BODY_COUNT grids of tiles are alive"));
    return qn_shapes_make_room(world, &def->material, 1);
}

qn_shape_id qn_tiles_create(qn_world *world, qn_body_id body_id, const qn_tiles_def *def)
{
    qn_shape_id none = {0};
    if (world == NULL || check_def(world, def) != QN_ERROR_OK) {
        return none;
    }
    int32_t body = qn_find_body(world, body_id);
    if (body == QN_NONE) {
        qn_refuse_handle(world, body_id.raw);
        return none;
    }
    pattern all = {.at = {0, 0, def->width, def->height}, .bits = def->bits};
    if (make_rooms(world, def, &all) != QN_ERROR_OK) {
        return none;
    }
    int32_t shape = add_grid(world, body, def);
    if (all.bits != NULL) {
        write(world, world->parts[shape].owner, &all);
    }
    qn_body_wake(world, body);
    qn_body_update_mass(world, body);
    return (qn_shape_id){qn_pool_handle(world->shape_slots, shape)};
}

void qn_tiles_lose_shape(qn_world *world, int32_t shape)
{
    int32_t grid = world->parts[shape].owner;
    qn_chunks_of_grid_destroy(world, grid);
    world->parts[shape] = (qn_part){0};
    world->grids[grid] = (qn_grid){0};
    qn_pool_give_back(&world->state->grid_pool, world->grid_slots, grid);
}

// ---- Edit -----------------------------------------------------------------------------------

// The grid of a shape, or QN_NONE with the reason remembered.
static int32_t find_grid(const qn_world *world, qn_shape_id id)
{
    int32_t shape = qn_find_shape(world, id);
    if (shape == QN_NONE) {
        qn_refuse_handle(world, id.raw);
        return QN_NONE;
    }
    if (world->shapes[shape].type != QN_SHAPE_TILES) {
        qn_refuse(world, QN_ERROR_WRONG_TYPE, "the shape is no grid of tiles");
        return QN_NONE;
    }
    return world->parts[shape].owner;
}

static qn_error edit(qn_world *world, qn_shape_id id, const pattern *p)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = find_grid(world, id);
    if (index == QN_NONE) {
        return world->last->error;
    }
    const qn_grid *grid = &world->grids[index];
    const rectangle *r = &p->at;
    bool is_inside = r->x >= 0 && r->y >= 0 && r->width >= 0 && r->height >= 0 &&
                     r->x <= grid->width && r->y <= grid->height &&
                     r->width <= grid->width - r->x && r->height <= grid->height - r->y;
    if (!is_inside) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "the cells lie outside of the grid");
    }
    QN_TRY(make_chunk_rooms(world, grid, index, p));
    write(world, index, p);
    return QN_ERROR_OK;
}

qn_error qn_tiles_set_cell(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y, bool is_solid)
{
    return edit(world, tiles, &(pattern){.at = {x, y, 1, 1}, .is_solid = is_solid});
}

qn_error qn_tiles_fill(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y, int32_t width,
                       int32_t height, bool is_solid)
{
    return edit(world, tiles, &(pattern){.at = {x, y, width, height}, .is_solid = is_solid});
}

qn_error qn_tiles_set_bits(qn_world *world, qn_shape_id tiles, int32_t x, int32_t y, int32_t width,
                           int32_t height, const uint8_t *bits)
{
    if (bits == NULL) {
        return world == NULL ? QN_ERROR_NULL_POINTER
                             : qn_refuse(world, QN_ERROR_NULL_POINTER, "bits is null");
    }
    return edit(world, tiles, &(pattern){.at = {x, y, width, height}, .bits = bits});
}

// ---- Reading --------------------------------------------------------------------------------

bool qn_tiles_cell(const qn_world *world, qn_shape_id tiles, int32_t x, int32_t y)
{
    int32_t grid = world != NULL ? find_grid(world, tiles) : QN_NONE;
    if (grid == QN_NONE) {
        return false;
    }
    qn_cells cells = qn_cells_of(world, grid);
    return qn_cells_solid(&cells, x, y);
}

int32_t qn_tiles_solid_count(const qn_world *world, qn_shape_id tiles)
{
    int32_t grid = world != NULL ? find_grid(world, tiles) : QN_NONE;
    return grid != QN_NONE ? world->grids[grid].solid_count : 0;
}

qn_error qn_tiles_cell_at(const qn_world *world, qn_shape_id tiles, qn_vec2 point_m, int32_t *x,
                          int32_t *y)
{
    if (world == NULL || x == NULL || y == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = find_grid(world, tiles);
    if (index == QN_NONE) {
        return world->last->error;
    }
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    const qn_grid *grid = &world->grids[index];
    const qn_motion *motion = qn_motion_of(world, world->shapes[grid->shape].body);
    qn_vec2 local = qn_sub(qn_point_in_body(motion, point_m), grid->origin);
    float column = local.x / grid->cell_m, row = local.y / grid->cell_m;
    if (!(column >= 0.0f && row >= 0.0f && column < (float)grid->width &&
          row < (float)grid->height)) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "the point lies outside of the grid");
    }
    *x = (int32_t)column;
    *y = (int32_t)row;
    return QN_ERROR_OK;
}

// ---- Checking -------------------------------------------------------------------------------

static const char *check_chunk(const qn_world *world, int32_t index)
{
    const qn_chunk *chunk = &world->chunks[index];
    const qn_pool *grids = &world->state->grid_pool;
    if (chunk->grid < 0 || chunk->grid >= grids->used_count ||
        !world->grid_slots[chunk->grid].is_live) {
        return "a chunk belongs to no grid";
    }
    const qn_grid *grid = &world->grids[chunk->grid];
    int32_t wide = qn_grid_chunks_wide(grid);
    if (chunk->place < 0 || chunk->place >= wide * qn_grid_chunks_high(grid)) {
        return "a chunk lies outside of its grid";
    }
    int32_t width = grid->width - chunk->place % wide * QN_CHUNK_SIDE;
    int32_t height = grid->height - chunk->place / wide * QN_CHUNK_SIDE;
    int32_t count = 0;
    for (int32_t y = 0; y < QN_CHUNK_SIDE; ++y) {
        uint32_t outside = width < QN_CHUNK_SIDE ? ~0u << width : ~0u << QN_CHUNK_SIDE;
        if ((chunk->rows[y] & (y < height ? outside : ~0u)) != 0) {
            return "a cell lies outside of its grid";
        }
        count += __builtin_popcount(chunk->rows[y]);
    }
    if (count == 0 || count != chunk->solid_count) {
        return "a chunk does not know how many of its cells are solid";
    }
    return NULL;
}

static const char *check_grid(const qn_world *world, int32_t index)
{
    const qn_grid *grid = &world->grids[index];
    if (grid->shape < 0 || grid->shape >= world->state->shape_pool.used_count ||
        !world->shape_slots[grid->shape].is_live ||
        world->shapes[grid->shape].type != QN_SHAPE_TILES ||
        world->parts[grid->shape].owner != index) {
        return "a grid does not have its shape";
    }
    bool is_sane = grid->width >= 1 && grid->width <= QN_MAX_TILES_SIDE && grid->height >= 1 &&
                   grid->height <= QN_MAX_TILES_SIDE && grid->cell_m >= MIN_CELL_M &&
                   grid->cell_m <= MAX_CELL_M && qn_v2_is_finite(grid->origin);
    return is_sane ? NULL : "a grid's sizes are out of range";
}

// A grid of tiles knows its shape (above), and here the shape knows its grid.
static bool has_grid(const qn_world *world, int32_t shape)
{
    int32_t owner = world->parts[shape].owner;
    return owner >= 0 && owner < world->state->grid_pool.used_count &&
           world->grid_slots[owner].is_live && world->grids[owner].shape == shape;
}

const char *qn_tiles_validate(const qn_world *world)
{
    int32_t solid_count = 0;
    const char *wrong = NULL;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        bool is_tiles = world->shape_slots[i].is_live && world->shapes[i].type == QN_SHAPE_TILES;
        if (is_tiles && !has_grid(world, i)) {
            return "a shape of tiles has no grid";
        }
    }
    for (int32_t i = 0; i < world->state->grid_pool.used_count && wrong == NULL; ++i) {
        if (world->grid_slots[i].is_live) {
            wrong = check_grid(world, i);
            solid_count += world->grids[i].solid_count;
        }
    }
    for (int32_t i = 0; i < world->state->chunk_pool.used_count && wrong == NULL; ++i) {
        if (world->chunk_slots[i].is_live) {
            wrong = check_chunk(world, i);
            solid_count -= world->chunks[i].solid_count;
        }
    }
    if (wrong == NULL && solid_count != 0) {
        wrong = "the grids do not know how many of their cells are solid";
    }
    return wrong;
}
