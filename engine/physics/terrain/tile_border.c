// Outside, the nearest run of solid cells, looked for in a square that doubles until it holds one.
// Inside, the nearest empty cell, row by row away from the point; what lies around the grid is
// empty too.
#include "physics/terrain/tile_border.h"

#include "physics/geometry/distance.h"
#include "physics/terrain/children.h"

#define EVERYWHERE_M 1.0e6f
#define OUTSIDE 0.01f // of a cell: just outside of a face

// ---- Outside --------------------------------------------------------------------------------

static bool nearest_run(const qn_world *world, int32_t tiles, qn_vec2 point, float reach,
                        qn_border *out)
{
    qn_vec2 r = {reach, reach};
    qn_children walk =
        qn_children_near(world, tiles, (qn_aabb){qn_sub(point, r), qn_add(point, r)});
    bool is_found = false;
    while (qn_children_next(&walk)) {
        qn_gap gap;
        qn_hull_gap_to_point(walk.hull, point, &gap);
        if (gap.separation_m <= reach && (!is_found || gap.separation_m < out->distance_m)) {
            *out = (qn_border){gap.point_a, gap.normal, qn_max(gap.separation_m, 0.0f)};
            is_found = true;
        }
    }
    return is_found;
}

static float reach_across(const qn_grid *grid, qn_vec2 point)
{
    float width = grid->cell_m * (float)grid->width, height = grid->cell_m * (float)grid->height;
    return qn_abs(point.x - grid->origin.x) + qn_abs(point.y - grid->origin.y) + width + height;
}

static bool border_from_outside(const qn_world *world, int32_t tiles, qn_vec2 point, float most_m,
                                qn_border *out)
{
    const qn_grid *grid = &world->grids[world->parts[tiles].owner];
    float most = qn_min(most_m, reach_across(grid, point));
    float reach = qn_min(2.0f * grid->cell_m, most);
    while (!nearest_run(world, tiles, point, reach, out)) {
        if (reach >= most) {
            return false;
        }
        reach = qn_min(2.0f * reach, most);
    }
    return true;
}

// ---- Inside ---------------------------------------------------------------------------------

// A point in a solid cell, in cells, and the nearest empty place found so far.
typedef struct search {
    qn_cells cells;
    qn_vec2 at;
    int32_t x, y;
    qn_vec2 best;
    float squared;
} search;

// How far below or above the point the row is, as its nearest line; the row of the point is at it.
static float line_of(const search *s, int32_t row)
{
    return row == s->y ? s->at.y : (float)(row > s->y ? row : row + 1);
}

// The nearest empty cell of the row on one side, from the cell `first` on.
static void search_side(search *s, int32_t row, int32_t first, int32_t step)
{
    float line = line_of(s, row);
    for (int32_t x = first;; x += step) {
        float side = (float)(step > 0 ? x : x + 1);
        qn_vec2 place = {x == s->x ? s->at.x : side, line};
        float squared = qn_length_squared(qn_sub(place, s->at));
        if (squared >= s->squared) {
            return;
        }
        if (!qn_cells_solid(&s->cells, x, row)) {
            s->squared = squared;
            s->best = place;
            return;
        }
    }
}

static void search_row(search *s, int32_t row)
{
    search_side(s, row, s->x, 1);
    search_side(s, row, s->x - 1, -1);
}

static bool is_row_near(const search *s, int32_t row)
{
    float away = line_of(s, row) - s->at.y;
    return away * away < s->squared;
}

// A point on the border belongs to the cell on its right or above it.
static qn_vec2 way_out(search *s)
{
    qn_vec2 way = qn_normalize(qn_sub(s->best, s->at));
    if (way.x == 0.0f && way.y == 0.0f) {
        bool is_at_left = s->at.x == (float)s->x && !qn_cells_solid(&s->cells, s->x - 1, s->y);
        way = is_at_left ? (qn_vec2){-1.0f, 0.0f} : (qn_vec2){0.0f, -1.0f};
    }
    return way;
}

static void border_from_inside(search *s, qn_border *out)
{
    search_row(s, s->y);
    for (int32_t away = 1; is_row_near(s, s->y + away) || is_row_near(s, s->y - away); ++away) {
        if (is_row_near(s, s->y + away)) {
            search_row(s, s->y + away);
        }
        if (is_row_near(s, s->y - away)) {
            search_row(s, s->y - away);
        }
    }
    const qn_grid *grid = s->cells.grid;
    *out = (qn_border){
        .point = qn_mul_add(grid->origin, grid->cell_m, s->best),
        .normal = way_out(s),
        .distance_m = -grid->cell_m * __builtin_sqrtf(s->squared),
    };
}

// ---- The doors ------------------------------------------------------------------------------

bool qn_tiles_border(const qn_world *world, int32_t tiles, qn_vec2 point, float most_m,
                     qn_border *out)
{
    search s = {.cells = qn_cells_of(world, world->parts[tiles].owner), .squared = 1.0e30f};
    const qn_grid *grid = s.cells.grid;
    if (!qn_cells_solid_at(&s.cells, point)) {
        return border_from_outside(world, tiles, point, most_m, out);
    }
    s.at = (qn_vec2){(point.x - grid->origin.x) / grid->cell_m,
                     (point.y - grid->origin.y) / grid->cell_m};
    s.x = (int32_t)s.at.x;
    s.y = (int32_t)s.at.y;
    border_from_inside(&s, out);
    return true;
}

static bool is_barred(const qn_border *border, qn_vec2 along)
{
    return qn_dot(border->normal, along) <= 0.0f;
}

static bool is_better(const qn_border *a, const qn_border *b, qn_vec2 along)
{
    bool a_bars = is_barred(a, along), b_bars = is_barred(b, along);
    return a_bars != b_bars ? a_bars : a->distance_m < b->distance_m;
}

bool qn_tiles_way_out(const qn_world *world, int32_t tiles, const qn_hull *hull,
                      qn_pose hull_in_grid, qn_vec2 along, qn_border *out)
{
    qn_cells cells = qn_cells_of(world, world->parts[tiles].owner);
    qn_children walk = qn_children_near(world, tiles, qn_hull_aabb(hull, hull_in_grid));
    bool is_overlapping = false, is_found = false;
    while (qn_children_next(&walk)) {
        qn_gap gap;
        qn_hull_gap(walk.hull, hull, hull_in_grid, &gap);
        if (gap.separation_m > 0.0f) {
            continue;
        }
        is_overlapping = true;
        qn_border way = {gap.point_a, gap.normal, gap.separation_m};
        float step = OUTSIDE * cells.grid->cell_m;
        bool is_open = !qn_cells_solid_at(&cells, qn_mul_add(way.point, step, way.normal));
        if (is_open && (!is_found || is_better(&way, out, along))) {
            *out = way;
            is_found = true;
        }
    }
    if (is_overlapping && !is_found) {
        qn_vec2 middle = qn_transform(hull_in_grid, hull->centroid);
        is_overlapping = qn_tiles_border(world, tiles, middle, EVERYWHERE_M, out);
    }
    return is_overlapping;
}
