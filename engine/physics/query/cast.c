// The trees give shapes, each shape gives its first hit; the first of all is kept, or each.
//
// Every hit is computed in the frame of the shape's body, so far from the world's origin it is as
// exact as near. The order in which the trees give shapes must not show: two hits of one fraction
// fall to the lower slot, and qn_cast_reach sees to it that no equal one is hidden.
#include "physics/query/cast.h"

#include "physics/center.h"
#include "physics/geometry/cast.h"
#include "physics/terrain/children.h"
#include "physics/terrain/tile_border.h"
#include "physics/terrain/tile_ray.h"

#define MAX_STRETCHES 1024

// ---- One shape ------------------------------------------------------------------------------

// What is asked of one shape, in the frame of its body.
typedef struct local_way {
    const qn_hull *hull; // null: a ray
    qn_pose start;
    qn_vec2 translation;
    float most; // fraction
} local_way;

static local_way seen_from(const qn_motion *motion, const qn_way *way, float most)
{
    return (local_way){way->hull, qn_pose_in_body(motion, way->start),
                       qn_inv_rotate(motion->pose.q, way->translation), most};
}

static bool ray_meets(const qn_world *world, int32_t index, const local_way *way, qn_hull_cast *out)
{
    const qn_shape *shape = &world->shapes[index];
    if (shape->type == QN_SHAPE_TILES) {
        return qn_tiles_cast_ray(world, index, way->start.p, way->translation, way->most, out);
    }
    bool is_hit = qn_hull_cast_ray(&shape->hull, way->start.p, way->translation, way->most, out);
    bool is_back =
        shape->type == QN_SHAPE_CHAIN_SEGMENT && qn_dot(out->normal, shape->hull.normals[0]) < 0.0f;
    return is_hit && !is_back;
}

static bool starts_behind(const local_way *way, const qn_hull *line)
{
    qn_vec2 middle = qn_transform(way->start, way->hull->centroid);
    return qn_dot(line->normals[0], qn_sub(middle, line->vertices[0])) < 0.0f;
}

// A stretch of the way, from one fraction to another, through the cells around it. Beyond its end
// there may be more solid than is known here; what rounding hides at the end the next one finds.
static bool meets_in_stretch(const qn_world *world, int32_t index, const local_way *way, float from,
                             float to, qn_hull_cast *out)
{
    qn_aabb box = qn_hull_aabb(way->hull, way->start);
    qn_vec2 a = qn_mul(from, way->translation), b = qn_mul(to, way->translation);
    qn_aabb around = {qn_add(box.lower, qn_v2_min(a, b)), qn_add(box.upper, qn_v2_max(a, b))};
    qn_children walk = qn_children_near(world, index, qn_aabb_grown(around, QN_LINEAR_SLOP_M));
    float most = qn_min(to, way->most);
    bool is_hit = false;
    while (qn_children_next(&walk)) {
        qn_hull_cast cast;
        if (qn_hull_cast_hull(walk.hull, way->hull, way->start, way->translation, most, &cast) &&
            (!is_hit || cast.fraction < out->fraction)) {
            *out = cast;
            most = qn_cast_reach(cast.fraction);
            is_hit = true;
        }
    }
    return is_hit;
}

static int32_t count_stretches(const qn_world *world, int32_t index, const local_way *way)
{
    qn_aabb box = qn_hull_aabb(way->hull, way->start);
    float cell_m = world->grids[world->parts[index].owner].cell_m;
    float size = qn_max(box.upper.x - box.lower.x, box.upper.y - box.lower.y) + 4.0f * cell_m;
    float length = qn_abs(way->translation.x) + qn_abs(way->translation.y);
    return 1 + (int32_t)qn_min(length / size, (float)MAX_STRETCHES);
}

// From outside of all solid cells. In stretches, so that a long way across a grid costs what lies
// along it and not all that lies in the box around it.
static bool meets_tiles_ahead(const qn_world *world, int32_t index, const local_way *way,
                              qn_hull_cast *out)
{
    int32_t count = count_stretches(world, index, way);
    bool is_hit = false;
    for (int32_t i = 0; i < count && !is_hit; ++i) {
        float from = (float)i / (float)count, to = (float)(i + 1) / (float)count;
        is_hit = from <= way->most && meets_in_stretch(world, index, way, from, to, out);
    }
    return is_hit;
}

static bool meets_tiles(const qn_world *world, int32_t index, const local_way *way,
                        qn_hull_cast *out)
{
    qn_border border;
    if (!qn_tiles_way_out(world, index, way->hull, way->start, way->translation, &border)) {
        return meets_tiles_ahead(world, index, way, out);
    }
    *out = (qn_hull_cast){border.point, border.normal, 0.0f};
    return qn_dot(border.normal, way->translation) <= 0.0f;
}

static bool region_meets(const qn_world *world, int32_t index, const local_way *way,
                         qn_hull_cast *out)
{
    const qn_shape *shape = &world->shapes[index];
    if (shape->type == QN_SHAPE_TILES) {
        return meets_tiles(world, index, way, out);
    }
    if (shape->type == QN_SHAPE_CHAIN_SEGMENT && starts_behind(way, &shape->hull)) {
        return false;
    }
    return qn_hull_cast_hull(&shape->hull, way->hull, way->start, way->translation, way->most, out);
}

static bool meets(const qn_world *world, int32_t index, const qn_way *way, float most,
                  qn_cast_hit *out)
{
    const qn_motion *motion = qn_motion_of(world, world->shapes[index].body);
    local_way seen = seen_from(motion, way, most);
    qn_hull_cast cast = {.fraction = 0.0f};
    bool is_hit = way->hull == NULL ? ray_meets(world, index, &seen, &cast)
                                    : region_meets(world, index, &seen, &cast);
    if (is_hit) {
        *out = (qn_cast_hit){
            .shape = {qn_pool_handle(world->shape_slots, index)},
            .point_m = qn_point_of_body(motion, cast.point),
            .normal = qn_rotate(motion->pose.q, cast.normal),
            .fraction = cast.fraction,
        };
    }
    return is_hit;
}

// ---- All shapes on the way ------------------------------------------------------------------

typedef struct walk {
    const qn_world *world;
    const qn_sight *sight;
    const qn_way *way;
    qn_tree_cast cast;
} walk;

// The middle of the box around what moves, at the start, and how far that reaches.
static void enter(walk *w)
{
    const qn_way *way = w->way;
    qn_aabb box = {way->start.p, way->start.p};
    if (way->hull != NULL) {
        box = qn_aabb_grown(qn_hull_aabb(way->hull, way->start), QN_LINEAR_SLOP_M);
    }
    box = qn_aabb_grown(box, qn_rounding_near(way->start.p, way->translation));
    qn_vec2 half = qn_mul(0.5f, qn_sub(box.upper, box.lower));
    qn_tree_cast_start(&w->cast, &w->world->forest, QN_IN_BOTH, qn_add(box.lower, half),
                       way->translation);
    w->cast.reach = half;
}

static walk start(const qn_world *world, const qn_sight *sight, const qn_way *way)
{
    walk w;
    w.world = world;
    w.sight = sight;
    w.way = way;
    enter(&w);
    return w;
}

// The next shape that is seen and whose box is on the way, or QN_NONE.
static int32_t next(walk *w)
{
    int32_t shape = qn_tree_cast_next(&w->cast);
    while (shape != QN_TREE_NULL && !qn_sight_sees(w->world, w->sight, shape)) {
        shape = qn_tree_cast_next(&w->cast);
    }
    return shape;
}

void qn_way_first(const qn_world *world, const qn_sight *sight, const qn_way *way, qn_cast_hit *out)
{
    walk w = start(world, sight, way);
    *out = (qn_cast_hit){.fraction = 1.0f};
    for (int32_t shape = next(&w); shape != QN_NONE; shape = next(&w)) {
        qn_cast_hit hit;
        if (meets(world, shape, way, qn_cast_reach(out->fraction), &hit) &&
            (out->shape.raw == 0 || qn_hit_is_first(&hit, out))) {
            *out = hit;
            w.cast.max_fraction = hit.fraction;
        }
    }
}

bool qn_way_is_barred(const qn_world *world, const qn_sight *sight, const qn_way *way)
{
    walk w = start(world, sight, way);
    qn_cast_hit hit;
    int32_t shape = next(&w);
    while (shape != QN_NONE && !meets(world, shape, way, 1.0f, &hit)) {
        shape = next(&w);
    }
    return shape != QN_NONE;
}

void qn_way_all(const qn_world *world, const qn_sight *sight, const qn_way *way, qn_found *found)
{
    walk w = start(world, sight, way);
    for (int32_t shape = next(&w); shape != QN_NONE; shape = next(&w)) {
        qn_cast_hit hit;
        if (meets(world, shape, way, 1.0f, &hit)) {
            qn_found_add_hit(found, &hit);
        }
    }
    qn_found_sort(found);
}
