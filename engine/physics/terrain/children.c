// Runs of cells in a row, one after the other; all else is one piece.
#include "physics/terrain/children.h"

static int32_t to_cell(float value, int32_t count)
{
    float top = (float)(count - 1);
    return (int32_t)(value < 0.0f ? 0.0f : (value > top ? top : value));
}

qn_children qn_children_near(const qn_world *world, int32_t index, qn_aabb box)
{
    const qn_shape *shape = &world->shapes[index];
    qn_children walk = {.hull = &shape->hull,
                        .is_one_sided = shape->type == QN_SHAPE_CHAIN_SEGMENT,
                        .is_grid = shape->type == QN_SHAPE_TILES};
    if (!walk.is_grid) {
        return walk;
    }
    walk.cells = qn_cells_of(world, world->parts[index].owner);
    const qn_grid *grid = walk.cells.grid;
    float per_cell = 1.0f / grid->cell_m;
    qn_vec2 low = qn_mul(per_cell, qn_sub(box.lower, grid->origin));
    qn_vec2 high = qn_mul(per_cell, qn_sub(box.upper, grid->origin));
    walk.is_done = !(high.x >= 0.0f && high.y >= 0.0f && low.x <= (float)grid->width &&
                     low.y <= (float)grid->height);
    walk.first_x = to_cell(low.x, grid->width);
    walk.last_x = to_cell(high.x, grid->width);
    walk.last_y = to_cell(high.y, grid->height);
    walk.x = walk.first_x;
    walk.y = to_cell(low.y, grid->height);
    return walk;
}

static void set_tile(qn_children *walk, int32_t begin, int32_t end)
{
    const qn_grid *grid = walk->cells.grid;
    qn_vec2 half = {0.5f * grid->cell_m * (float)(end - begin), 0.5f * grid->cell_m};
    qn_vec2 corner = {grid->cell_m * (float)begin, grid->cell_m * (float)walk->y};
    (void)qn_hull_box(qn_add(grid->origin, qn_add(corner, half)), half, 0.0f, &walk->tile);
    walk->hull = &walk->tile;
}

// The next run of the row at x; false where there is none.
static bool next_run(qn_children *walk)
{
    while (walk->x <= walk->last_x && !qn_cells_solid(&walk->cells, walk->x, walk->y)) {
        walk->x += 1;
    }
    int32_t begin = walk->x;
    while (walk->x <= walk->last_x && qn_cells_solid(&walk->cells, walk->x, walk->y)) {
        walk->x += 1;
    }
    if (walk->x > begin) {
        set_tile(walk, begin, walk->x);
    }
    return walk->x > begin;
}

bool qn_children_next(qn_children *walk)
{
    if (!walk->is_grid) {
        bool is_first = !walk->is_done;
        walk->is_done = true;
        return is_first;
    }
    for (; !walk->is_done; walk->is_done = walk->y > walk->last_y) {
        if (next_run(walk)) {
            return true;
        }
        walk->x = walk->first_x;
        walk->y += 1;
    }
    return false;
}
