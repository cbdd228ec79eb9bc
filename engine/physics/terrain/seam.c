// A face that another solid covers cannot be touched; so a contact with it is a contact with what
// lies beside it.
//
// A point is covered if, seen from a little outside its face, it lies in or on another solid. All
// solids count that the mover may touch, by where they are and not by whether they do touch, so the
// order in which contacts are looked at does not matter. A face is hidden near a contact if it is
// covered there and a little way to both sides, as far as it reaches: so the foot of a wall on a
// floor is no seam, since the wall goes on upwards, and the edge of a box in a floor is one, since
// the box ends there. What is left of the two solids is one surface, whose next normal at the seam
// is the other solid's, and surface.c knows what to do with it.
#include "physics/terrain/seam.h"

#include "physics/center.h"
#include "physics/geometry/surface.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/terrain/chunks.h"

#define MAX_NEIGHBOURS 16
// How far outside of a face its points are looked at, how far to both sides, and how much the solid
// there may lie lower. Steps below the last are no steps.
#define PROBE_M QN_LINEAR_SLOP_M
#define ASIDE_M (2.0f * QN_LINEAR_SLOP_M)
#define STEP_M (0.4f * QN_LINEAR_SLOP_M)
// A normal that strays from that of a face by more than this, as a sine, is of a corner.
#define IS_CORNER 1.0e-4f
// Rounder solids have a groove between them, and bodies feel it.
#define MAX_RADIUS_M (0.2f * QN_LINEAR_SLOP_M)

// A solid beside the one in question: a hull, or a grid of tiles.
typedef struct neighbour {
    const qn_hull *hull;
    qn_pose pose; // in the frame of the solid in question
    int32_t shape;
    int32_t grid; // QN_NONE for hulls
} neighbour;

typedef struct seams {
    const qn_world *world;
    neighbour list[MAX_NEIGHBOURS];
    int32_t count;
} seams;

static int32_t after(const qn_hull *hull, int32_t i) { return i + 1 < hull->count ? i + 1 : 0; }

static int32_t before(const qn_hull *hull, int32_t i) { return i > 0 ? i - 1 : hull->count - 1; }

static bool is_solid(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_TILES ||
           (shape->type == QN_SHAPE_POLYGON && shape->hull.radius_m <= MAX_RADIUS_M);
}

static bool is_listed(const seams *s, int32_t shape)
{
    bool is_found = false;
    for (int32_t i = 0; i < s->count; ++i) {
        is_found = is_found || s->list[i].shape == shape;
    }
    return is_found;
}

static void add_neighbour(const qn_world *world, const qn_shape *still, int32_t index, seams *out)
{
    const qn_shape *other = &world->shapes[index];
    bool is_tiles = other->type == QN_SHAPE_TILES;
    out->list[out->count++] = (neighbour){
        .hull = &other->hull,
        .pose = qn_pose_between(qn_motion_of(world, still->body), qn_motion_of(world, other->body)),
        .shape = index,
        .grid = is_tiles ? world->parts[index].owner : QN_NONE};
}

// The other solids that the mover may touch next to this one.
static void find_neighbours(const qn_world *world, int32_t still, int32_t mover, seams *out)
{
    const qn_shape *shape = &world->shapes[still];
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[mover].body);
    out->world = world;
    out->count = 0;
    for (; key != QN_NONE && out->count < MAX_NEIGHBOURS;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        const qn_contact *contact = &world->contacts[qn_link_index(key)];
        bool is_of_mover = contact->shape_a == mover || contact->shape_b == mover;
        int32_t index = contact->shape_a == mover ? contact->shape_b : contact->shape_a;
        const qn_shape *other = &world->shapes[index];
        if (is_of_mover && index != still && is_solid(other) &&
            world->bodies[other->body].type != QN_BODY_DYNAMIC &&
            qn_aabb_overlaps(shape->fat_box, other->fat_box) && !is_listed(out, index)) {
            add_neighbour(world, shape, index, out);
        }
    }
}

// Into and out of a grid heights are counted roughly: 0 within a step's height of a solid cell.
static float height_over_tiles(const seams *s, const neighbour *n, qn_vec2 p)
{
    static const qn_vec2 ways[5] = {{0, 0}, {0, -STEP_M}, {0, STEP_M}, {-STEP_M, 0}, {STEP_M, 0}};
    qn_cells cells = qn_cells_of(s->world, n->grid);
    for (int32_t i = 0; i < 5; ++i) {
        if (qn_cells_solid_at(&cells, qn_add(p, ways[i]))) {
            return i == 0 ? -cells.grid->cell_m : 0.0f;
        }
    }
    return 1.0e30f;
}

// The height of a point over the face of a neighbour that it is furthest outside of.
static float height_over(const seams *s, const neighbour *n, qn_vec2 point)
{
    qn_vec2 p = qn_inv_transform(n->pose, point);
    if (n->grid != QN_NONE) {
        return height_over_tiles(s, n, p);
    }
    float highest = -1.0e30f;
    for (int32_t i = 0; i < n->hull->count; ++i) {
        float height = qn_dot(n->hull->normals[i], qn_sub(p, n->hull->vertices[i]));
        highest = qn_max(highest, height);
    }
    return highest - n->hull->radius_m;
}

static bool is_covered(const seams *s, qn_vec2 point)
{
    bool is_found = false;
    for (int32_t i = 0; i < s->count && !is_found; ++i) {
        is_found = height_over(s, &s->list[i], point) <= STEP_M;
    }
    return is_found;
}

// A face: from its start to its end, with its normal.
typedef struct line {
    qn_vec2 start, end, normal;
} line;

static line line_of(const qn_hull *hull, int32_t face)
{
    return (line){hull->vertices[face], hull->vertices[after(hull, face)], hull->normals[face]};
}

static float along_line(const line *l, qn_vec2 point)
{
    return qn_dot(qn_sub(point, l->start), qn_normalize(qn_sub(l->end, l->start)));
}

// Is the face covered at `along` metres from its start, and a little way to both sides?
static bool is_hidden_at(const seams *s, const line *l, float along)
{
    qn_vec2 edge = qn_sub(l->end, l->start);
    float length = qn_length(edge);
    qn_vec2 direction = qn_mul(1.0f / length, edge);
    for (int32_t side = -1; side <= 1; ++side) {
        float at = qn_clamp(along + (float)side * ASIDE_M, 0.0f, length);
        qn_vec2 point = qn_mul_add(l->start, at, direction);
        if (!is_covered(s, qn_mul_add(point, PROBE_M, l->normal))) {
            return false;
        }
    }
    return true;
}

// The same at one end of a face of a hull.
static bool is_hidden_at_end(const seams *s, const qn_hull *hull, int32_t face, int32_t end)
{
    line l = line_of(hull, face);
    return is_hidden_at(s, &l, end == 0 ? 0.0f : 1.0e30f);
}

static bool is_hidden_under(const seams *s, const line *l, const qn_manifold *manifold)
{
    bool is_hidden = manifold->count > 0;
    for (int32_t i = 0; i < manifold->count; ++i) {
        is_hidden = is_hidden && is_hidden_at(s, l, along_line(l, manifold->points[i].point));
    }
    return is_hidden;
}

// ---- The surface beside a seam --------------------------------------------------------------

// Of a neighbour's faces, the normal of the one that looks out at a point; of a grid's, of the one
// that faces most as the open face does.
static qn_vec2 normal_at(const neighbour *n, qn_vec2 point, qn_vec2 open)
{
    static const qn_vec2 sides[4] = {{0.0f, 1.0f}, {0.0f, -1.0f}, {1.0f, 0.0f}, {-1.0f, 0.0f}};
    bool is_grid = n->grid != QN_NONE;
    const qn_vec2 *normals = is_grid ? sides : n->hull->normals;
    qn_vec2 p = qn_inv_transform(n->pose, point);
    qn_vec2 way = qn_inv_rotate(n->pose.q, open);
    int32_t best = 0;
    float highest = -1.0e30f;
    for (int32_t i = 0; i < (is_grid ? 4 : n->hull->count); ++i) {
        float height =
            is_grid ? qn_dot(sides[i], way) : qn_dot(normals[i], qn_sub(p, n->hull->vertices[i]));
        best = height > highest ? i : best;
        highest = qn_max(highest, height);
    }
    return qn_rotate(n->pose.q, normals[best]);
}

// The normal of the surface that goes on behind a seam at a corner: of the neighbours that cover
// the corner's hidden face, the one that covers it most (ties: the lower slot).
static qn_vec2 normal_behind(const seams *s, qn_vec2 corner, qn_vec2 hidden, qn_vec2 open)
{
    qn_vec2 probe = qn_mul_add(corner, PROBE_M, hidden);
    const neighbour *best = NULL;
    float deepest = 1.0e30f;
    for (int32_t i = 0; i < s->count; ++i) {
        const neighbour *n = &s->list[i];
        float height = height_over(s, n, probe);
        if (height < deepest || (best != NULL && height == deepest && n->shape < best->shape)) {
            deepest = height;
            best = n;
        }
    }
    return best != NULL ? normal_at(best, qn_mul_add(probe, PROBE_M, open), open) : open;
}

// The face with its neighbours, real or beyond a seam.
static qn_surface surface_of(const seams *s, const qn_hull *hull, int32_t face)
{
    int32_t next = after(hull, face), last = before(hull, face);
    qn_surface surface = {.points = {hull->vertices[face], hull->vertices[next]},
                          .normal = hull->normals[face],
                          .end_normals = {hull->normals[last], hull->normals[next]},
                          .flags = QN_SURFACE_OWNS_START | QN_SURFACE_OWNS_END};
    if (is_hidden_at_end(s, hull, last, 1)) {
        surface.end_normals[0] =
            normal_behind(s, surface.points[0], hull->normals[last], surface.normal);
    }
    if (is_hidden_at_end(s, hull, next, 0)) {
        surface.end_normals[1] =
            normal_behind(s, surface.points[1], hull->normals[next], surface.normal);
    }
    return surface;
}

// The open face that a contact with a hidden face belongs to: at its end that is nearer to the
// contact, else at the other one. -1 if there is none.
static int32_t open_face_beside(const seams *s, const qn_hull *hull, int32_t face,
                                const qn_manifold *manifold)
{
    line l = line_of(hull, face);
    float middle = along_line(&l, manifold->points[0].point);
    if (manifold->count == 2) {
        middle = 0.5f * (middle + along_line(&l, manifold->points[1].point));
    }
    int32_t beside[2] = {before(hull, face), after(hull, face)};
    int32_t nearer = middle > 0.5f * qn_distance(l.start, l.end) ? 1 : 0;
    for (int32_t i = 0; i < 2; ++i) {
        int32_t end = i == 0 ? nearer : 1 - nearer;
        if (!is_hidden_at_end(s, hull, beside[end], 1 - end)) {
            return beside[end];
        }
    }
    return -1;
}

// ---- Finding the seam -----------------------------------------------------------------------

static int32_t most_aligned_face(const qn_hull *hull, qn_vec2 normal)
{
    int32_t best = 0;
    float highest = qn_dot(hull->normals[0], normal);
    for (int32_t i = 1; i < hull->count; ++i) {
        float dot = qn_dot(hull->normals[i], normal);
        if (dot > highest) {
            highest = dot;
            best = i;
        }
    }
    return best;
}

static int32_t furthest_vertex(const qn_hull *hull, qn_vec2 normal)
{
    int32_t best = 0;
    float furthest = qn_dot(hull->vertices[0], normal);
    for (int32_t i = 1; i < hull->count; ++i) {
        float dot = qn_dot(hull->vertices[i], normal);
        if (dot > furthest) {
            furthest = dot;
            best = i;
        }
    }
    return best;
}

// The face whose surface the mover meets in truth; -1 where the manifold is right as it is.
static int32_t find_true_face(const seams *s, const qn_hull *hull, const qn_manifold *manifold)
{
    int32_t face = most_aligned_face(hull, manifold->normal);
    if (qn_abs(qn_cross(hull->normals[face], manifold->normal)) < IS_CORNER) {
        line l = line_of(hull, face);
        return is_hidden_under(s, &l, manifold) ? open_face_beside(s, hull, face, manifold) : -1;
    }
    int32_t vertex = furthest_vertex(hull, manifold->normal);
    int32_t last = before(hull, vertex);
    bool is_last_hidden = is_hidden_at_end(s, hull, last, 1);
    bool is_next_hidden = is_hidden_at_end(s, hull, vertex, 0);
    if (is_last_hidden == is_next_hidden) {
        return -1;
    }
    return is_last_hidden ? vertex : last;
}

// Corners are named as in manifold.c, so that impulses are kept where a contact changes sides.
static void name_corners(const qn_hull *hull, int32_t face, qn_manifold *manifold)
{
    for (int32_t i = 0; i < manifold->count; ++i) {
        uint16_t *id = &manifold->points[i].id;
        int32_t end = *id >> 8;
        if (end <= 1 && *id != 0) {
            int32_t corner = end == 0 ? face : after(hull, face);
            *id = (uint16_t)(corner << 8 | (*id & 0xFF));
        }
    }
}

bool qn_seam_smooth(const qn_world *world, int32_t still, int32_t mover, qn_pose mover_in_still,
                    qn_manifold *manifold)
{
    const qn_hull *hull = &world->shapes[mover].hull;
    const qn_hull *solid = &world->shapes[still].hull;
    const qn_body *body = &world->bodies[world->shapes[mover].body];
    if (manifold->count == 0 || body->link_count[QN_CONTACTS] < 2 ||
        !is_solid(&world->shapes[still])) {
        return false;
    }
    seams s;
    find_neighbours(world, still, mover, &s);
    int32_t face = s.count > 0 ? find_true_face(&s, solid, manifold) : -1;
    if (face < 0) {
        return false;
    }
    qn_surface surface = surface_of(&s, solid, face);
    qn_vec2 middle = qn_transform(mover_in_still, hull->centroid);
    // What has sunk in so far needs every way out.
    if (qn_dot(surface.normal, qn_sub(middle, surface.points[0])) < 0.0f) {
        return false;
    }
    qn_collide_surface(&surface, hull, mover_in_still, QN_SPECULATIVE_M, manifold);
    name_corners(solid, face, manifold);
    return true;
}

// ---- Seams of tiles -------------------------------------------------------------------------

// Ends of a run whose next face is hidden go on as what hides it.
static void trim_ends(const seams *s, qn_surface *surface)
{
    for (int32_t end = 0; end < 2; ++end) {
        qn_vec2 corner = surface->points[end];
        qn_vec2 normal = surface->end_normals[end];
        if (normal.x == surface->normal.x && normal.y == surface->normal.y) {
            continue;
        }
        // The next face leads away from the corner.
        qn_vec2 along = qn_mul(end == 0 ? -2.0f * ASIDE_M : 2.0f * ASIDE_M, qn_left(normal));
        line next = {corner, qn_add(corner, along), normal};
        if (is_hidden_at(s, &next, 0.0f)) {
            surface->end_normals[end] = normal_behind(s, corner, normal, surface->normal);
        }
    }
}

void qn_seam_collide_tiles(const qn_world *world, int32_t tiles, int32_t mover, qn_surface *surface,
                           qn_pose mover_in_grid, qn_manifold *out)
{
    const qn_hull *hull = &world->shapes[mover].hull;
    const qn_body *body = &world->bodies[world->shapes[mover].body];
    seams s = {.count = 0};
    if (body->link_count[QN_CONTACTS] > 1 && (surface->flags & QN_SURFACE_IS_EXIT) == 0) {
        find_neighbours(world, tiles, mover, &s);
    }
    if (s.count > 0) {
        trim_ends(&s, surface);
    }
    qn_collide_surface(surface, hull, mover_in_grid, QN_SPECULATIVE_M, out);
    line l = {surface->points[0], surface->points[1], surface->normal};
    if (s.count > 0 && is_hidden_under(&s, &l, out)) {
        *out = (qn_manifold){.normal = surface->normal};
    }
}
