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

typedef struct neighbour {
    const qn_hull *hull;
    qn_pose pose; // in the frame of the solid in question
    int32_t shape;
} neighbour;

// A solid and those beside it.
typedef struct seams {
    const qn_hull *hull;
    neighbour neighbours[MAX_NEIGHBOURS];
    int32_t count;
} seams;

static int32_t after(const qn_hull *hull, int32_t i) { return i + 1 < hull->count ? i + 1 : 0; }

static int32_t before(const qn_hull *hull, int32_t i) { return i > 0 ? i - 1 : hull->count - 1; }

static bool is_solid(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_POLYGON && shape->hull.radius_m <= MAX_RADIUS_M;
}

// The other solids that the mover may touch next to this one.
static void find_neighbours(const qn_world *world, int32_t still, int32_t mover, seams *out)
{
    const qn_shape *shape = &world->shapes[still];
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[mover].body);
    out->hull = &shape->hull;
    out->count = 0;
    for (; key != QN_NONE && out->count < MAX_NEIGHBOURS;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        const qn_contact *contact = &world->contacts[qn_link_index(key)];
        bool is_of_mover = contact->shape_a == mover || contact->shape_b == mover;
        int32_t index = contact->shape_a == mover ? contact->shape_b : contact->shape_a;
        const qn_shape *other = &world->shapes[index];
        if (!is_of_mover || index == still || !is_solid(other) ||
            world->bodies[other->body].type == QN_BODY_DYNAMIC ||
            !qn_aabb_overlaps(shape->fat_box, other->fat_box)) {
            continue;
        }
        out->neighbours[out->count++] =
            (neighbour){.hull = &other->hull,
                        .pose = qn_pose_between(qn_motion_of(world, shape->body),
                                                qn_motion_of(world, other->body)),
                        .shape = index};
    }
}

// The height of a point over the face of a neighbour that it is furthest outside of.
static float height_over(const neighbour *n, qn_vec2 point, int32_t *face)
{
    qn_vec2 p = qn_inv_transform(n->pose, point);
    float highest = -1.0e30f;
    for (int32_t i = 0; i < n->hull->count; ++i) {
        float height = qn_dot(n->hull->normals[i], qn_sub(p, n->hull->vertices[i]));
        if (height > highest) {
            highest = height;
            *face = i;
        }
    }
    return highest - n->hull->radius_m;
}

static bool is_covered(const seams *s, qn_vec2 point)
{
    int32_t face;
    for (int32_t i = 0; i < s->count; ++i) {
        if (height_over(&s->neighbours[i], point, &face) <= STEP_M) {
            return true;
        }
    }
    return false;
}

// Is the face covered at `along` metres from its start, and a little way to both sides?
static bool is_hidden_at(const seams *s, int32_t face, float along)
{
    const qn_hull *hull = s->hull;
    qn_vec2 start = hull->vertices[face];
    qn_vec2 edge = qn_sub(hull->vertices[after(hull, face)], start);
    float length = qn_length(edge);
    qn_vec2 direction = qn_mul(1.0f / length, edge);
    for (int32_t side = -1; side <= 1; ++side) {
        float at = qn_clamp(along + (float)side * ASIDE_M, 0.0f, length);
        qn_vec2 point = qn_mul_add(start, at, direction);
        if (!is_covered(s, qn_mul_add(point, PROBE_M, hull->normals[face]))) {
            return false;
        }
    }
    return true;
}

// The same at one of its ends.
static bool is_hidden_at_end(const seams *s, int32_t face, int32_t end)
{
    return is_hidden_at(s, face, end == 0 ? 0.0f : 1.0e30f);
}

static float along_face(const qn_hull *hull, int32_t face, qn_vec2 point)
{
    qn_vec2 edge = qn_sub(hull->vertices[after(hull, face)], hull->vertices[face]);
    return qn_dot(qn_sub(point, hull->vertices[face]), qn_normalize(edge));
}

static bool is_hidden_under(const seams *s, int32_t face, const qn_manifold *manifold)
{
    bool is_hidden = true;
    for (int32_t i = 0; i < manifold->count; ++i) {
        is_hidden = is_hidden &&
                    is_hidden_at(s, face, along_face(s->hull, face, manifold->points[i].point));
    }
    return is_hidden;
}

// ---- The surface beside a seam --------------------------------------------------------------

// The normal of the surface that goes on behind a seam at a corner: of the neighbours that cover
// the corner's hidden face, the one that covers it most (ties: the lower slot), and of its faces
// the one that looks out where the open face does.
static qn_vec2 normal_behind(const seams *s, qn_vec2 corner, qn_vec2 hidden, qn_vec2 open)
{
    qn_vec2 probe = qn_mul_add(corner, PROBE_M, hidden);
    qn_vec2 outside = qn_mul_add(probe, PROBE_M, open);
    const neighbour *best = NULL;
    float deepest = 1.0e30f;
    int32_t face = 0;
    for (int32_t i = 0; i < s->count; ++i) {
        const neighbour *n = &s->neighbours[i];
        float height = height_over(n, probe, &face);
        if (height < deepest || (best != NULL && height == deepest && n->shape < best->shape)) {
            deepest = height;
            best = n;
        }
    }
    if (best == NULL) {
        return open;
    }
    height_over(best, outside, &face);
    return qn_rotate(best->pose.q, best->hull->normals[face]);
}

// The face with its neighbours, real or beyond a seam.
static qn_surface surface_of(const seams *s, int32_t face)
{
    const qn_hull *hull = s->hull;
    int32_t next = after(hull, face), last = before(hull, face);
    qn_surface surface = {.points = {hull->vertices[face], hull->vertices[next]},
                          .normal = hull->normals[face],
                          .end_normals = {hull->normals[last], hull->normals[next]},
                          .flags = QN_SURFACE_OWNS_START | QN_SURFACE_OWNS_END};
    if (is_hidden_at_end(s, last, 1)) {
        surface.end_normals[0] =
            normal_behind(s, surface.points[0], hull->normals[last], surface.normal);
    }
    if (is_hidden_at_end(s, next, 0)) {
        surface.end_normals[1] =
            normal_behind(s, surface.points[1], hull->normals[next], surface.normal);
    }
    return surface;
}

// The open face that a contact with a hidden face belongs to: at its end that is nearer to the
// contact, else at the other one. -1 if there is none.
static int32_t open_face_beside(const seams *s, int32_t face, const qn_manifold *manifold)
{
    const qn_hull *hull = s->hull;
    float length = qn_distance(hull->vertices[face], hull->vertices[after(hull, face)]);
    float middle = along_face(hull, face, manifold->points[0].point);
    if (manifold->count == 2) {
        middle = 0.5f * (middle + along_face(hull, face, manifold->points[1].point));
    }
    int32_t beside[2] = {before(hull, face), after(hull, face)};
    int32_t nearer = middle > 0.5f * length ? 1 : 0;
    for (int32_t i = 0; i < 2; ++i) {
        int32_t end = i == 0 ? nearer : 1 - nearer;
        if (!is_hidden_at_end(s, beside[end], 1 - end)) {
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
static int32_t find_true_face(const seams *s, const qn_manifold *manifold)
{
    int32_t face = most_aligned_face(s->hull, manifold->normal);
    if (qn_abs(qn_cross(s->hull->normals[face], manifold->normal)) < IS_CORNER) {
        return is_hidden_under(s, face, manifold) ? open_face_beside(s, face, manifold) : -1;
    }
    int32_t vertex = furthest_vertex(s->hull, manifold->normal);
    int32_t last = before(s->hull, vertex);
    bool is_last_hidden = is_hidden_at_end(s, last, 1);
    bool is_next_hidden = is_hidden_at_end(s, vertex, 0);
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
    const qn_body *body = &world->bodies[world->shapes[mover].body];
    if (manifold->count == 0 || body->link_count[QN_CONTACTS] < 2 ||
        !is_solid(&world->shapes[still])) {
        return false;
    }
    seams s;
    find_neighbours(world, still, mover, &s);
    int32_t face = s.count > 0 ? find_true_face(&s, manifold) : -1;
    if (face < 0) {
        return false;
    }
    qn_surface surface = surface_of(&s, face);
    qn_vec2 middle = qn_transform(mover_in_still, hull->centroid);
    // What has sunk in so far needs every way out.
    if (qn_dot(surface.normal, qn_sub(middle, surface.points[0])) < 0.0f) {
        return false;
    }
    qn_collide_surface(&surface, hull, mover_in_still, QN_SPECULATIVE_M, manifold);
    name_corners(s.hull, face, manifold);
    return true;
}
