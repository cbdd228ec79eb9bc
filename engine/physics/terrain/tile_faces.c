// A mover meets runs of open faces, each as one surface that knows how the outline goes on.
//
// Where a run ends the outline turns: up along a wall (concave, no corner to touch), or down round
// the cell (convex). Up and down faces answer for the corners. Where the run is only cut off far
// from the mover it counts as going on. So a floor of any number of cells is one contact, and the
// sides of cells that have a neighbour do not exist.
//
// A mover whose middle is inside the solid is lost for this scheme: all faces near it may look
// away. It gets one contact, with the run it can leave through soonest going straight.
#include "physics/terrain/tile_faces.h"

#include "physics/geometry/surface.h"
#include "physics/link.h"
#include "physics/center.h"
#include "physics/step.h"
#include "physics/terrain/chunks.h"
#include "physics/terrain/seam.h"

#define FACE_DIRECTIONS 4
// How many cells deep a buried mover looks for a way out.
#define EXIT_REACH 64

typedef struct cell {
    int32_t x, y;
} cell;

// Of a face: out of the solid, and along the run with the solid on the left.
static const cell normal_of[FACE_DIRECTIONS] = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}};
static const cell along_of[FACE_DIRECTIONS] = {{-1, 0}, {1, 0}, {0, 1}, {0, -1}};

typedef struct face {
    cell at;
    int32_t direction;
} face;

typedef struct window {
    cell low, high; // inclusive; empty where low is beyond high
} window;

static cell step_by(cell c, cell by, int32_t count)
{
    return (cell){c.x + count * by.x, c.y + count * by.y};
}

static bool is_solid(qn_cells *cells, cell c) { return qn_cells_solid(cells, c.x, c.y); }

static bool is_open(qn_cells *cells, face f)
{
    return is_solid(cells, f.at) && !is_solid(cells, step_by(f.at, normal_of[f.direction], 1));
}

static int32_t child_of(const qn_grid *grid, face f)
{
    return (f.at.y * grid->width + f.at.x) * FACE_DIRECTIONS + f.direction;
}

static face face_of(const qn_grid *grid, int32_t child)
{
    int32_t place = child / FACE_DIRECTIONS;
    return (face){{place % grid->width, place / grid->width}, child % FACE_DIRECTIONS};
}

bool qn_tiles_has_child(const qn_world *world, int32_t tiles, int32_t child)
{
    const qn_grid *grid = &world->grids[world->parts[tiles].owner];
    return child >= 0 && child / FACE_DIRECTIONS < grid->width * grid->height;
}

// ---- Windows --------------------------------------------------------------------------------

static int32_t to_index(float value, int32_t count)
{
    float top = (float)(count - 1);
    float whole = value < 0.0f ? 0.0f : (value > top ? top : value);
    return (int32_t)whole;
}

// The cells that a box in the grid's frame overlaps; empty where it passes the grid.
static window window_of(const qn_grid *grid, qn_aabb box)
{
    float per_cell = 1.0f / grid->cell_m;
    qn_vec2 low = qn_mul(per_cell, qn_sub(box.lower, grid->origin));
    qn_vec2 high = qn_mul(per_cell, qn_sub(box.upper, grid->origin));
    if (!(high.x >= 0.0f && high.y >= 0.0f && low.x <= (float)grid->width &&
          low.y <= (float)grid->height)) {
        return (window){{0, 0}, {-1, -1}};
    }
    return (window){{to_index(low.x, grid->width), to_index(low.y, grid->height)},
                    {to_index(high.x, grid->width), to_index(high.y, grid->height)}};
}

static bool window_has(const window *w, cell c)
{
    return c.x >= w->low.x && c.x <= w->high.x && c.y >= w->low.y && c.y <= w->high.y;
}

static qn_aabb grow(qn_aabb box, float by)
{
    qn_vec2 border = {by, by};
    return (qn_aabb){qn_sub(box.lower, border), qn_add(box.upper, border)};
}

// The box around a box of the world, seen from a pose.
static qn_aabb box_in(qn_pose pose, qn_aabb box)
{
    qn_vec2 half = qn_mul(0.5f, qn_sub(box.upper, box.lower));
    qn_vec2 center = qn_inv_transform(pose, qn_mul(0.5f, qn_add(box.lower, box.upper)));
    float c = qn_abs(pose.q.c), s = qn_abs(pose.q.s);
    qn_vec2 reach = {c * half.x + s * half.y, s * half.x + c * half.y};
    return (qn_aabb){qn_sub(center, reach), qn_add(center, reach)};
}

// ---- Ways out -------------------------------------------------------------------------------

static float distance_out(const qn_grid *grid, qn_vec2 p, face f)
{
    cell n = normal_of[f.direction];
    float line_x = grid->origin.x + grid->cell_m * (float)(f.at.x + (n.x > 0));
    float line_y = grid->origin.y + grid->cell_m * (float)(f.at.y + (n.y > 0));
    return n.x != 0 ? qn_abs(line_x - p.x) : qn_abs(line_y - p.y);
}

// The nearest open face straight up, down, right or left of a point; of equal ones the first in
// this order. False where the point is not in the solid, or too deep.
static bool find_exit(qn_cells *cells, qn_vec2 p, face *out)
{
    const qn_grid *grid = cells->grid;
    window w = window_of(grid, (qn_aabb){p, p});
    if (w.high.x < 0 || !is_solid(cells, w.low)) {
        return false;
    }
    float nearest = 1.0e30f;
    for (int32_t direction = 0; direction < FACE_DIRECTIONS; ++direction) {
        face f = {w.low, direction};
        int32_t depth = 0;
        while (depth < EXIT_REACH && !is_open(cells, f)) {
            f.at = step_by(f.at, normal_of[direction], 1);
            depth += 1;
        }
        float distance = distance_out(grid, p, f);
        if (depth < EXIT_REACH && distance < nearest) {
            nearest = distance;
            *out = f;
        }
    }
    return nearest < 1.0e30f;
}

// ---- Collide --------------------------------------------------------------------------------

// How far the run goes on from a face, up to `most` faces.
static int32_t run_length(qn_cells *cells, face f, int32_t sign, int32_t most)
{
    int32_t length = 0;
    face next = f;
    while (length < most) {
        next.at = step_by(f.at, along_of[f.direction], sign * (length + 1));
        if (!is_open(cells, next)) {
            break;
        }
        length += 1;
    }
    return length;
}

static qn_vec2 direction_vector(cell c) { return (qn_vec2){(float)c.x, (float)c.y}; }

// The corner of the grid where a face begins (end 0) or ends.
static qn_vec2 face_end(const qn_grid *grid, face f, int32_t end)
{
    static const cell corner_of[FACE_DIRECTIONS] = {{1, 1}, {0, 0}, {1, 0}, {0, 1}};
    cell c = {f.at.x + corner_of[f.direction].x, f.at.y + corner_of[f.direction].y};
    c = step_by(c, along_of[f.direction], end);
    return (qn_vec2){grid->origin.x + grid->cell_m * (float)c.x,
                     grid->origin.y + grid->cell_m * (float)c.y};
}

// The normal of what follows the last face of a run; its own where the run goes on or meets a wall.
static qn_vec2 next_normal(qn_cells *cells, face last, int32_t sign)
{
    cell along = along_of[last.direction];
    cell normal = normal_of[last.direction];
    face next = {step_by(last.at, along, sign), last.direction};
    bool goes_on = is_open(cells, next) || is_solid(cells, step_by(next.at, normal, 1));
    return goes_on ? direction_vector(normal) : qn_mul((float)sign, direction_vector(along));
}

static int32_t clamp_count(int32_t count) { return count < 0 ? 0 : count; }

// The run of a face as far as the window reaches. False where it does not reach the window.
static bool find_surface(qn_cells *cells, face f, const window *w, face ends[2], qn_surface *out)
{
    cell along = along_of[f.direction];
    // Places on the line of the run, counted along it from the face.
    int32_t a = along.x * (w->low.x - f.at.x) + along.y * (w->low.y - f.at.y);
    int32_t b = along.x * (w->high.x - f.at.x) + along.y * (w->high.y - f.at.y);
    int32_t low = a < b ? a : b;
    int32_t high = a < b ? b : a;
    int32_t before = run_length(cells, f, -1, clamp_count(-low));
    int32_t after = run_length(cells, f, 1, clamp_count(high));
    if (-before > high || after < low) {
        return false;
    }
    ends[0] = (face){step_by(f.at, along, -before), f.direction};
    ends[1] = (face){step_by(f.at, along, after), f.direction};
    *out = (qn_surface){
        .points = {face_end(cells->grid, ends[0], 0), face_end(cells->grid, ends[1], 1)},
        .normal = direction_vector(normal_of[f.direction]),
        .end_normals = {next_normal(cells, ends[0], -1), next_normal(cells, ends[1], 1)},
        .flags = f.direction < 2 ? QN_SURFACE_OWNS_START | QN_SURFACE_OWNS_END : 0u,
    };
    return true;
}

// Does a face lie between the two ends of a run?
static bool run_has(const face ends[2], face f)
{
    cell along = along_of[f.direction];
    bool is_on_line = f.direction == ends[0].direction &&
                      (along.x != 0 ? f.at.y == ends[0].at.y : f.at.x == ends[0].at.x);
    int32_t first = along.x * (f.at.x - ends[0].at.x) + along.y * (f.at.y - ends[0].at.y);
    int32_t last = along.x * (ends[1].at.x - f.at.x) + along.y * (ends[1].at.y - f.at.y);
    return is_on_line && first >= 0 && last >= 0;
}

static void collide(const qn_world *world, int32_t tiles, int32_t child, int32_t mover,
                    qn_pose mover_in_grid, qn_manifold *out)
{
    const qn_hull *hull = &world->shapes[mover].hull;
    qn_cells cells = qn_cells_of(world, world->parts[tiles].owner);
    face f = face_of(cells.grid, child);
    *out = (qn_manifold){.normal = direction_vector(normal_of[f.direction])};
    qn_aabb box = grow(qn_hull_aabb(hull, mover_in_grid), QN_SPECULATIVE_M);
    window w = window_of(cells.grid, box);
    qn_surface surface;
    face ends[2];
    if (w.high.x < 0 || !is_open(&cells, f) || !find_surface(&cells, f, &w, ends, &surface)) {
        return;
    }
    face exit;
    if (find_exit(&cells, qn_transform(mover_in_grid, hull->centroid), &exit)) {
        if (!run_has(ends, exit)) {
            return;
        }
        surface.flags = QN_SURFACE_IS_EXIT;
    }
    qn_seam_collide_tiles(world, tiles, mover, &surface, mover_in_grid, out);
}

// ---- Pairs ----------------------------------------------------------------------------------

// One search for the runs near a mover.
typedef struct search {
    qn_world *world;
    qn_cells cells;
    window window;
    int32_t mover, tiles;
    int32_t exit; // the child to leave through, or QN_NONE
} search;

static qn_pair_key key_of(const search *s, int32_t child)
{
    return (qn_pair_key){.shape_a = s->mover < s->tiles ? s->mover : s->tiles,
                         .shape_b = s->mover < s->tiles ? s->tiles : s->mover,
                         .child = child};
}

// The first face of a run in the window, which stands for the run; of a face outside of it where
// the run enters. QN_NONE where it does not.
static int32_t first_in_window(search *s, face f)
{
    face ends[2];
    qn_surface unused;
    bool is_beside = along_of[f.direction].x != 0
                         ? f.at.y < s->window.low.y || f.at.y > s->window.high.y
                         : f.at.x < s->window.low.x || f.at.x > s->window.high.x;
    if (is_beside || !is_open(&s->cells, f) ||
        !find_surface(&s->cells, f, &s->window, ends, &unused)) {
        return QN_NONE;
    }
    // A face before the window reaches into it: the stretch begins where the window does.
    face first = ends[0];
    while (!window_has(&s->window, first.at)) {
        first.at = step_by(first.at, along_of[first.direction], 1);
    }
    return child_of(s->cells.grid, first);
}

static void rename_contact(search *s, int32_t index, int32_t child)
{
    qn_contact *contact = &s->world->contacts[index];
    if (contact->child == child) {
        return;
    }
    if (qn_pairs_find(s->world, key_of(s, child)) != QN_NONE) {
        qn_contact_destroy(s->world, index);
        return;
    }
    qn_pairs_remove(s->world, qn_contact_key(contact));
    contact->child = child;
    qn_pairs_insert(s->world, key_of(s, child), index);
}

// Contacts that exist follow their runs: they take the name that the run has in this window.
static void update_contacts(search *s)
{
    qn_world *world = s->world;
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[s->mover].body);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        const qn_contact *contact = &world->contacts[index];
        key = qn_link_next(world, QN_CONTACTS, key);
        qn_pair_key pair = key_of(s, contact->child);
        if (contact->shape_a != pair.shape_a || contact->shape_b != pair.shape_b) {
            continue;
        }
        int32_t child = first_in_window(s, face_of(s->cells.grid, contact->child));
        child = child == QN_NONE && contact->child == s->exit ? s->exit : child;
        if (child == QN_NONE) {
            qn_contact_destroy(world, index);
        } else {
            rename_contact(s, index, child);
        }
    }
}

static void want_contact(search *s, int32_t child)
{
    if (qn_pairs_find(s->world, key_of(s, child)) == QN_NONE) {
        qn_contact_create(s->world, key_of(s, child));
    }
}

// A contact for each run that begins at this solid cell, or enters the window there.
static void want_runs_of_cell(search *s, cell at)
{
    for (int32_t direction = 0; direction < FACE_DIRECTIONS; ++direction) {
        face f = {at, direction};
        if (is_solid(&s->cells, step_by(at, normal_of[direction], 1))) {
            continue;
        }
        face before = {step_by(at, along_of[direction], -1), direction};
        if (!window_has(&s->window, before.at) || !is_open(&s->cells, before)) {
            want_contact(s, child_of(s->cells.grid, f));
        }
    }
}

static bool chunk_is_empty(const search *s, cell at)
{
    int32_t place =
        at.y / QN_CHUNK_SIDE * qn_grid_chunks_wide(s->cells.grid) + at.x / QN_CHUNK_SIDE;
    return qn_chunk_find(s->world, s->cells.index, place) == QN_NONE;
}

// From the cell to the end of its row in the window.
static void want_runs_of_row(search *s, cell at)
{
    for (; at.x <= s->window.high.x; ++at.x) {
        // Empty chunks are passed a row at a time.
        if (at.x % QN_CHUNK_SIDE == 0 && chunk_is_empty(s, at)) {
            at.x += QN_CHUNK_SIDE - 1;
        } else if (is_solid(&s->cells, at)) {
            want_runs_of_cell(s, at);
        }
    }
}

static void want_runs(search *s)
{
    for (int32_t y = s->window.low.y; y <= s->window.high.y; ++y) {
        want_runs_of_row(s, (cell){s->window.low.x, y});
    }
}

static void pair(qn_world *world, int32_t mover, int32_t tiles)
{
    const qn_shape *shape = &world->shapes[mover];
    qn_pose grid_pose = qn_motion_of(world, world->shapes[tiles].body)->pose;
    search s = {.world = world,
                .cells = qn_cells_of(world, world->parts[tiles].owner),
                .mover = mover,
                .tiles = tiles,
                .exit = QN_NONE};
    qn_aabb box = box_in(grid_pose, shape->fat_box);
    s.window = window_of(s.cells.grid, grow(box, QN_SPECULATIVE_M));
    qn_pose pose = qn_pose_between(qn_motion_of(world, world->shapes[tiles].body),
                                   qn_motion_of(world, shape->body));
    face exit;
    if (find_exit(&s.cells, qn_transform(pose, shape->hull.centroid), &exit)) {
        int32_t child = first_in_window(&s, exit);
        s.exit = child != QN_NONE ? child : child_of(s.cells.grid, exit);
    }
    update_contacts(&s);
    want_runs(&s);
    if (s.exit != QN_NONE) {
        want_contact(&s, s.exit);
    }
}

const qn_tiles_code qn_tiles = {.pair = pair, .collide = collide};
