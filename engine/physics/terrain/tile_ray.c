// From cell to cell along the ray, and no further than the first solid one entered from outside.
//
// Amanatides and Woo 1987, "A fast voxel traversal algorithm for ray tracing". The next crossing is
// computed from the line's number each time instead of being added up, so long rays stay exact. The
// walk begins where the ray enters the grid; crossings beyond the last line of an axis are at
// infinity. Every step crosses a line, so there are no more of them than lines.
#include "physics/terrain/tile_ray.h"

#include "physics/terrain/chunks.h"

#define NEVER 1.0e30f

// One axis of the walk.
typedef struct axis {
    float origin, direction; // of the ray, in cells
    int32_t cell, count;
    int32_t step; // -1, 0 or 1
    float next;   // fraction of the ray at the line ahead
} axis;

static void find_next(axis *a)
{
    float line = (float)(a->cell + (a->step > 0 ? 1 : 0));
    a->next = a->step != 0 ? (line - a->origin) / a->direction : NEVER;
}

// The fractions between which the ray is between the axis' first and last line.
static void narrow(const axis *a, float *enter, float *leave)
{
    if (a->direction == 0.0f) {
        bool is_inside = a->origin >= 0.0f && a->origin <= (float)a->count;
        *leave = is_inside ? *leave : -1.0f;
        return;
    }
    float first = (0.0f - a->origin) / a->direction;
    float last = ((float)a->count - a->origin) / a->direction;
    *enter = qn_max(*enter, qn_min(first, last));
    *leave = qn_min(*leave, qn_max(first, last));
}

static void start_axis(axis *a, float fraction)
{
    float at = a->origin + fraction * a->direction;
    float top = (float)(a->count - 1);
    a->cell = (int32_t)(at < 0.0f ? 0.0f : (at > top ? top : at));
    find_next(a);
}

static axis make_axis(float origin, float direction, int32_t count)
{
    return (axis){.origin = origin,
                  .direction = direction,
                  .count = count,
                  .step = direction > 0.0f ? 1 : (direction < 0.0f ? -1 : 0)};
}

// Goes on from cell to cell. `entered` is the axis of the line crossed last, null at the start.
static const axis *walk(qn_cells *cells, axis *x, axis *y, const axis *entered, float *fraction,
                        float leave)
{
    bool was_solid = entered == NULL && qn_cells_solid(cells, x->cell, y->cell);
    while (was_solid || !qn_cells_solid(cells, x->cell, y->cell)) {
        axis *a = x->next <= y->next ? x : y;
        if (a->next > leave) {
            return NULL;
        }
        *fraction = a->next;
        a->cell += a->step;
        if (a->cell < 0 || a->cell >= a->count) {
            return NULL;
        }
        find_next(a);
        entered = a;
        was_solid = was_solid && qn_cells_solid(cells, x->cell, y->cell);
    }
    return entered;
}

bool qn_tiles_cast_ray(const qn_world *world, int32_t tiles, qn_vec2 origin, qn_vec2 translation,
                       float max_fraction, qn_hull_cast *out)
{
    qn_cells cells = qn_cells_of(world, world->parts[tiles].owner);
    const qn_grid *grid = cells.grid;
    float per_cell = 1.0f / grid->cell_m;
    axis x =
        make_axis((origin.x - grid->origin.x) * per_cell, translation.x * per_cell, grid->width);
    axis y =
        make_axis((origin.y - grid->origin.y) * per_cell, translation.y * per_cell, grid->height);
    float enter_x = 0.0f, enter_y = 0.0f, leave = max_fraction;
    narrow(&x, &enter_x, &leave);
    narrow(&y, &enter_y, &leave);
    float fraction = qn_max(enter_x, enter_y);
    if (fraction > leave) {
        return false;
    }
    start_axis(&x, fraction);
    start_axis(&y, fraction);
    const axis *first = enter_x > enter_y ? &x : &y;
    const axis *entered = walk(&cells, &x, &y, fraction > 0.0f ? first : NULL, &fraction, leave);
    if (entered == NULL) {
        return false;
    }
    float sign = -(float)entered->step;
    *out = (qn_hull_cast){.point = qn_mul_add(origin, fraction, translation),
                          .normal = entered == &x ? qn_v2(sign, 0.0f) : qn_v2(0.0f, sign),
                          .fraction = fraction};
    return true;
}
