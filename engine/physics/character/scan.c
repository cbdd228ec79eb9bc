// The trees give shapes, shapes give convex pieces, pieces are asked one by one. Results do not
// depend on the order in which the trees give them: ties fall to the lower slot, lists are sorted.
//
// A one-way piece and a one-sided segment count only for what is wholly on their outer side.
#include "physics/character/scan.h"

#include "physics/geometry/cast.h"
#include "physics/geometry/distance.h"
#include "physics/broadphase/near.h"
#include "physics/step.h"
#include "physics/terrain/children.h"

// A surface that points this far away from a one-way direction (a cosine) is not its front.
#define FRONT_COS 0.5f

typedef struct piece {
    int32_t shape;
    const qn_hull *hull;
    qn_pose pose;
    bool is_one_sided;
} piece;

static qn_aabb box_at(const qn_hull *hull, qn_vec2 at, float border)
{
    qn_aabb box = qn_hull_aabb(hull, (qn_pose){at, {1.0f, 0.0f}});
    qn_vec2 b = {border, border};
    return (qn_aabb){qn_sub(box.lower, b), qn_add(box.upper, b)};
}

// As the trees have it: rounded, so grown by what may be lost.
static qn_aabb box_in_world(const qn_scan *scan, qn_aabb box)
{
    float lost = qn_abs(scan->origin.x) + qn_abs(scan->origin.y);
    float border = 2.0e-7f * lost;
    qn_vec2 b = {border, border};
    return (qn_aabb){qn_sub(qn_add(box.lower, scan->origin), b),
                     qn_add(qn_add(box.upper, scan->origin), b)};
}

qn_vec2 qn_scan_center(const qn_scan *scan, const qn_motion *motion)
{
    return qn_add(qn_sub(motion->center, scan->origin), motion->center_rest);
}

qn_pose qn_scan_pose(const qn_scan *scan, const qn_motion *motion)
{
    qn_vec2 arm = qn_rotate(motion->pose.q, motion->local_center);
    return (qn_pose){qn_sub(qn_scan_center(scan, motion), arm), motion->pose.q};
}

static bool is_met(const qn_scan *scan, int32_t index)
{
    const qn_shape *shape = &scan->world->shapes[index];
    const qn_character *c = scan->character;
    qn_shape self = {
        .category_bits = c->category_bits, .mask_bits = c->mask_bits, .group = c->group};
    return shape->body != c->body && !qn_shape_senses(shape) && qn_shapes_pass_filter(shape, &self);
}

// A group of its own lets it meet shapes that its mask leaves out.
static uint64_t tree_mask(const qn_scan *scan)
{
    return scan->character->group > 0 ? UINT64_MAX : scan->character->mask_bits;
}

// A box that holds the box as seen from a body.
static qn_aabb seen_from(qn_pose pose, qn_aabb box)
{
    qn_vec2 middle = qn_inv_transform(pose, qn_lerp(box.lower, box.upper, 0.5f));
    qn_vec2 half = qn_mul(0.5f, qn_sub(box.upper, box.lower));
    float c = qn_abs(pose.q.c);
    float s = qn_abs(pose.q.s);
    qn_vec2 reach = {c * half.x + s * half.y + QN_LINEAR_SLOP_M,
                     s * half.x + c * half.y + QN_LINEAR_SLOP_M};
    return (qn_aabb){qn_sub(middle, reach), qn_add(middle, reach)};
}

static int32_t first_ridden(const qn_scan *scan)
{
    bool rides = scan->ridden_body != QN_NONE && scan->sees_ridden;
    return rides ? scan->world->bodies[scan->ridden_body].first_shape : QN_NONE;
}

static bool is_one_way(const qn_scan *scan, const piece *p, qn_vec2 *front)
{
    qn_vec2 direction = scan->world->shapes[p->shape].material.one_way;
    *front = qn_normalize(qn_rotate(p->pose.q, direction));
    return direction.x != 0.0f || direction.y != 0.0f;
}

// Whether a piece that is open from one side is closed for what is now at a place.
static bool is_closed_at(const qn_scan *scan, const piece *p, qn_vec2 at)
{
    qn_vec2 front;
    bool is_open = is_one_way(scan, p, &front);
    if (p->is_one_sided) {
        qn_vec2 center = qn_inv_transform(p->pose, qn_add(at, scan->hull.centroid));
        if (qn_dot(p->hull->normals[0], qn_sub(center, p->hull->vertices[0])) < 0.0f) {
            return false;
        }
    }
    if (!is_open) {
        return true;
    }
    qn_gap gap;
    qn_pose pose = {at, {1.0f, 0.0f}};
    qn_hull_gap(p->hull, &scan->character->hull, qn_pose_inv_mul(p->pose, pose), &gap);
    return gap.separation_m >= 0.0f && qn_dot(qn_rotate(p->pose.q, gap.normal), front) > FRONT_COS;
}

// ---- Casts ----------------------------------------------------------------------------------

static void cast_piece(const qn_scan *scan, const piece *p, qn_vec2 from, qn_vec2 translation,
                       qn_obstacle *best)
{
    qn_pose pose = qn_pose_inv_mul(p->pose, (qn_pose){from, {1.0f, 0.0f}});
    qn_hull_cast cast;
    if (!qn_hull_cast_hull(p->hull, &scan->hull, pose, qn_inv_rotate(p->pose.q, translation),
                           qn_cast_reach(best->fraction), &cast)) {
        return;
    }
    bool is_better = cast.fraction < best->fraction ||
                     (cast.fraction == best->fraction && p->shape < best->shape);
    if (is_better && is_closed_at(scan, p, from)) {
        *best = (qn_obstacle){.shape = p->shape,
                              .point = qn_transform(p->pose, cast.point),
                              .normal = qn_rotate(p->pose.q, cast.normal),
                              .fraction = cast.fraction};
    }
}

static qn_aabb swept_box(const qn_scan *scan, qn_vec2 from, qn_vec2 translation)
{
    qn_aabb start = box_at(&scan->hull, from, QN_LINEAR_SLOP_M);
    qn_aabb end = {qn_add(start.lower, translation), qn_add(start.upper, translation)};
    return qn_aabb_union(start, end);
}

static void cast_pieces(const qn_scan *scan, int32_t shape, qn_pose pose, qn_vec2 from,
                        qn_vec2 translation, qn_obstacle *best)
{
    if (!is_met(scan, shape)) {
        return;
    }
    qn_aabb box = seen_from(pose, swept_box(scan, from, translation));
    qn_children walk = qn_children_near(scan->world, shape, box);
    while (qn_children_next(&walk)) {
        piece p = {shape, walk.hull, pose, walk.is_one_sided};
        cast_piece(scan, &p, from, translation, best);
    }
}

// Of a body that it does not ride on.
static void cast_shape(const qn_scan *scan, int32_t shape, qn_vec2 from, qn_vec2 translation,
                       qn_obstacle *best)
{
    int32_t body = scan->world->shapes[shape].body;
    if (body != scan->ridden_body) {
        qn_pose pose = qn_scan_pose(scan, qn_motion_of(scan->world, body));
        cast_pieces(scan, shape, pose, from, translation, best);
    }
}

bool qn_scan_cast(const qn_scan *scan, qn_vec2 from, qn_vec2 translation, qn_obstacle *out)
{
    const qn_world *world = scan->world;
    *out = (qn_obstacle){.shape = INT32_MAX, .fraction = 1.0f};
    qn_near near = qn_near_start(
        world, QN_IN_BOTH, box_in_world(scan, swept_box(scan, from, translation)), tree_mask(scan));
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        cast_shape(scan, i, from, translation, out);
    }
    for (int32_t i = first_ridden(scan); i != QN_NONE; i = world->shapes[i].next) {
        cast_pieces(scan, i, scan->ridden_pose, from, translation, out);
    }
    return out->shape != INT32_MAX;
}

// ---- Near things ----------------------------------------------------------------------------

// Keeps the list sorted by slot, and full lists the lowest slots.
static int32_t insert(qn_obstacle *list, int32_t count, int32_t capacity, qn_obstacle found)
{
    int32_t at = count < capacity ? count : capacity - 1;
    if (count == capacity && found.shape >= list[at].shape) {
        return count;
    }
    while (at > 0 && list[at - 1].shape > found.shape) {
        list[at] = list[at - 1];
        at -= 1;
    }
    list[at] = found;
    return count < capacity ? count + 1 : count;
}

static bool is_near(const qn_scan *scan, const piece *p, qn_vec2 at, float reach, qn_obstacle *out)
{
    qn_gap gap;
    qn_pose pose = {at, {1.0f, 0.0f}};
    qn_hull_gap(p->hull, &scan->hull, qn_pose_inv_mul(p->pose, pose), &gap);
    if (gap.separation_m > reach || !is_closed_at(scan, p, at)) {
        return false;
    }
    *out = (qn_obstacle){.shape = p->shape,
                         .point = qn_transform(p->pose, gap.point_a),
                         .normal = qn_rotate(p->pose.q, gap.normal),
                         .separation = gap.separation_m};
    return true;
}

// The list of near things as it grows.
typedef struct near_list {
    qn_obstacle *out;
    int32_t count, capacity;
} near_list;

static void add_pieces(const qn_scan *scan, int32_t shape, qn_pose pose, qn_vec2 at, float reach,
                       near_list *list)
{
    if (!is_met(scan, shape)) {
        return;
    }
    qn_aabb box = seen_from(pose, box_at(&scan->hull, at, reach));
    qn_children walk = qn_children_near(scan->world, shape, box);
    while (qn_children_next(&walk)) {
        piece p = {shape, walk.hull, pose, walk.is_one_sided};
        qn_obstacle found;
        if (is_near(scan, &p, at, reach, &found)) {
            list->count = insert(list->out, list->count, list->capacity, found);
        }
    }
}

static void add_near(const qn_scan *scan, int32_t shape, qn_vec2 at, float reach, near_list *list)
{
    int32_t body = scan->world->shapes[shape].body;
    if (body != scan->ridden_body) {
        qn_pose pose = qn_scan_pose(scan, qn_motion_of(scan->world, body));
        add_pieces(scan, shape, pose, at, reach, list);
    }
}

int32_t qn_scan_near(const qn_scan *scan, qn_vec2 at, float reach, qn_obstacle *out,
                     int32_t capacity)
{
    const qn_world *world = scan->world;
    near_list list = {out, 0, capacity};
    qn_near near = qn_near_start(
        world, QN_IN_BOTH, box_in_world(scan, box_at(&scan->hull, at, reach)), tree_mask(scan));
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        add_near(scan, i, at, reach, &list);
    }
    for (int32_t i = first_ridden(scan); i != QN_NONE; i = world->shapes[i].next) {
        add_pieces(scan, i, scan->ridden_pose, at, reach, &list);
    }
    return list.count;
}
