// What is at a place: shapes near a box, asked one by one in the frames of their bodies.
#include "physics/center.h"
#include "physics/geometry/distance.h"
#include "physics/query/forms.h"
#include "physics/query/found.h"
#include "physics/query/narrow.h"
#include "physics/broadphase/near.h"
#include "physics/query/sight.h"
#include "physics/region/region.h"
#include "physics/terrain/children.h"

_Static_assert(sizeof(qn_placed_region) == 88 && sizeof(qn_shape_id) == 4,
               "records cross as they are");

// ---- One shape ------------------------------------------------------------------------------

// What a shape is held against.
typedef struct spot {
    const qn_hull *hull; // at a pose; null: the pose's position alone, or the box
    qn_pose pose;
    qn_aabb box; // around it, in the world
    bool is_box; // the tight boxes of shapes are held against it
} spot;

static spot spot_of(const qn_hull *hull, qn_pose pose)
{
    return (spot){.hull = hull, .pose = pose, .box = qn_hull_aabb(hull, pose)};
}

static bool contains(const qn_world *world, int32_t shape, qn_vec2 local)
{
    qn_children walk = qn_children_near(world, shape, (qn_aabb){local, local});
    while (qn_children_next(&walk)) {
        if (qn_hull_contains(walk.hull, local)) {
            return true;
        }
    }
    return false;
}

// Of a shape, seen from the centre of its body, and so is the box of the world.
static bool meets_box(const qn_hull *hull, const qn_motion *motion, qn_aabb box)
{
    qn_vec2 origin = qn_neg(qn_rotate(motion->pose.q, motion->local_center));
    qn_aabb seen = {qn_arm_to(motion, box.lower), qn_arm_to(motion, box.upper)};
    return qn_aabb_overlaps(qn_hull_aabb(hull, (qn_pose){origin, motion->pose.q}), seen);
}

static bool is_at(const qn_world *world, int32_t index, const spot *p)
{
    const qn_shape *shape = &world->shapes[index];
    const qn_motion *motion = qn_motion_of(world, shape->body);
    if (p->is_box) {
        return meets_box(&shape->hull, motion, p->box);
    }
    return p->hull != NULL
               ? qn_touches_shape(world, p->hull, qn_pose_in_body(motion, p->pose), index)
               : contains(world, index, qn_point_in_body(motion, p->pose.p));
}

// ---- All shapes -----------------------------------------------------------------------------

static qn_near near_spot(const qn_world *world, const qn_sight *sight, const spot *p)
{
    float border = qn_rounding_near(p->box.lower, p->box.upper);
    return qn_near_start(world, QN_IN_BOTH, qn_aabb_grown(p->box, border), sight->mask_bits);
}

static bool find_any(const qn_world *world, const qn_sight *sight, const spot *p)
{
    qn_near near = near_spot(world, sight, p);
    int32_t shape = qn_near_next(&near);
    while (shape != QN_NONE && !(qn_sight_sees(world, sight, shape) && is_at(world, shape, p))) {
        shape = qn_near_next(&near);
    }
    return shape != QN_NONE;
}

static int32_t find_all(const qn_world *world, const qn_sight *sight, const spot *p,
                        qn_shape_id *shapes, int32_t capacity)
{
    qn_found found = {.shapes = shapes, .capacity = capacity};
    qn_near near = near_spot(world, sight, p);
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        if (qn_sight_sees(world, sight, i) && is_at(world, i, p)) {
            qn_found_add_shape(&found, (qn_shape_id){qn_pool_handle(world->shape_slots, i)});
        }
    }
    qn_found_sort(&found);
    return found.count;
}

static qn_shape_id find_lowest(const qn_world *world, const qn_sight *sight, const spot *p)
{
    int32_t lowest = INT32_MAX;
    qn_near near = near_spot(world, sight, p);
    for (int32_t i = qn_near_next(&near); i != QN_NONE; i = qn_near_next(&near)) {
        if (i < lowest && qn_sight_sees(world, sight, i) && is_at(world, i, p)) {
            lowest = i;
        }
    }
    return (qn_shape_id){lowest != INT32_MAX ? qn_pool_handle(world->shape_slots, lowest) : 0};
}

// ---- Regions --------------------------------------------------------------------------------

static qn_error read_place(const qn_world *world, const qn_placed_region *from, qn_hull *out)
{
    QN_TRY(qn_region_read(world, &from->region, out));
    return qn_check_pose(world, from->pose, "pose");
}

qn_error qn_world_overlap_any(const qn_world *world, const qn_placed_region *place,
                              qn_filter filter, bool *is_found)
{
    qn_hull hull;
    qn_sight sight;
    QN_TRY(qn_check_one(world, place, is_found));
    QN_TRY(read_place(world, place, &hull));
    QN_TRY(qn_sight_read(world, filter, &sight));
    spot at = spot_of(&hull, place->pose);
    *is_found = find_any(world, &sight, &at);
    return QN_ERROR_OK;
}

qn_error qn_world_overlap_all(const qn_world *world, const qn_placed_region *place,
                              qn_filter filter, qn_shape_id *shapes, int32_t capacity,
                              int32_t *count)
{
    qn_hull hull;
    qn_sight sight;
    QN_TRY(qn_check_all(world, place, shapes, capacity, count));
    QN_TRY(read_place(world, place, &hull));
    QN_TRY(qn_sight_read(world, filter, &sight));
    spot at = spot_of(&hull, place->pose);
    *count = find_all(world, &sight, &at, shapes, capacity);
    return QN_ERROR_OK;
}

qn_error qn_world_overlap_many(const qn_world *world, const qn_placed_region *places, int32_t count,
                               qn_filter filter, qn_shape_id *shapes, int32_t *bad_index)
{
    qn_hull hull;
    qn_sight sight;
    QN_TRY(qn_check_many(world, places, count, shapes, bad_index));
    QN_TRY(qn_sight_read(world, filter, &sight));
    qn_error error = QN_ERROR_OK;
    for (int32_t k = 0; k < count && error == QN_ERROR_OK; ++k) {
        error = qn_tell_bad(read_place(world, &places[k], &hull), k, bad_index);
    }
    QN_TRY(error);
    // Hulls are made again rather than kept: there is no memory for them.
    for (int32_t k = 0; k < count; ++k) {
        (void)read_place(world, &places[k], &hull);
        spot at = spot_of(&hull, places[k].pose);
        shapes[k] = find_lowest(world, &sight, &at);
    }
    return QN_ERROR_OK;
}

// ---- Points and boxes -----------------------------------------------------------------------

static qn_error read_point(const qn_world *world, qn_vec2 point, qn_filter filter, qn_sight *sight,
                           spot *out)
{
    QN_TRY(qn_check_vec2(world, point, QN_QUERY_REACH_M, "point_m"));
    *out = (spot){.pose = {point, {1.0f, 0.0f}}, .box = {point, point}};
    return qn_sight_read(world, filter, sight);
}

qn_error qn_world_point_any(const qn_world *world, qn_vec2 point_m, qn_filter filter,
                            bool *is_found)
{
    qn_sight sight;
    spot at;
    QN_TRY(qn_check_one(world, &point_m, is_found));
    QN_TRY(read_point(world, point_m, filter, &sight, &at));
    *is_found = find_any(world, &sight, &at);
    return QN_ERROR_OK;
}

qn_error qn_world_point_all(const qn_world *world, qn_vec2 point_m, qn_filter filter,
                            qn_shape_id *shapes, int32_t capacity, int32_t *count)
{
    qn_sight sight;
    spot at;
    QN_TRY(qn_check_all(world, &point_m, shapes, capacity, count));
    QN_TRY(read_point(world, point_m, filter, &sight, &at));
    *count = find_all(world, &sight, &at, shapes, capacity);
    return QN_ERROR_OK;
}

qn_error qn_world_box_all(const qn_world *world, qn_aabb box_m, qn_filter filter,
                          qn_shape_id *shapes, int32_t capacity, int32_t *count)
{
    qn_sight sight;
    QN_TRY(qn_check_all(world, &box_m, shapes, capacity, count));
    QN_TRY(qn_check_vec2(world, box_m.lower, QN_QUERY_REACH_M, "box_m"));
    QN_TRY(qn_check_vec2(world, box_m.upper, QN_QUERY_REACH_M, "box_m"));
    if (box_m.lower.x > box_m.upper.x || box_m.lower.y > box_m.upper.y) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "box_m has no inside");
    }
    QN_TRY(qn_sight_read(world, filter, &sight));
    spot at = {.box = box_m, .is_box = true};
    *count = find_all(world, &sight, &at, shapes, capacity);
    return QN_ERROR_OK;
}
