#include "quoin/physics/shape_region.h"

#include "physics/check.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/terrain/terrain.h"

static qn_error read_hull(const qn_region *region, qn_hull *out)
{
    const qn_vec2 *points = region->points_m;
    if (region->point_count == 1) {
        return qn_hull_circle(points[0], region->radius_m, out);
    }
    if (region->point_count == 2 && region->radius_m == 0.0f) {
        return qn_hull_segment(points[0], points[1], out);
    }
    if (region->point_count == 2) {
        return qn_hull_capsule(points[0], points[1], region->radius_m, out);
    }
    return qn_hull_polygon(points, region->point_count, region->radius_m, out);
}

static qn_shape_type type_of(const qn_hull *hull)
{
    if (hull->count == 1) {
        return QN_SHAPE_CIRCLE;
    }
    if (hull->count == 2) {
        return hull->radius_m > 0.0f ? QN_SHAPE_CAPSULE : QN_SHAPE_SEGMENT;
    }
    return QN_SHAPE_POLYGON;
}

static void end_contacts(qn_world *world, int32_t shape)
{
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[shape].body);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        const qn_contact *contact = &world->contacts[index];
        key = qn_link_next(world, QN_CONTACTS, key);
        if (contact->shape_a == shape || contact->shape_b == shape) {
            qn_contact_destroy(world, index);
        }
    }
}

qn_error qn_shape_set_region(qn_world *world, qn_shape_id id, const qn_region *region)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (region == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "region is null");
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    qn_shape *shape = &world->shapes[index];
    if (qn_shape_is_terrain(shape)) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "chains and tiles have edits of their own");
    }
    qn_hull hull;
    qn_error error = read_hull(region, &hull);
    if (error != QN_ERROR_OK) {
        return qn_refuse(world, error, "the region's points or radius");
    }
    end_contacts(world, index);
    shape->hull = hull;
    shape->type = (int32_t)type_of(&hull);
    qn_shape_renew_leaf(world, index);
    qn_body_wake(world, shape->body);
    qn_body_update_mass(world, shape->body);
    if (!qn_body_slot_is_disabled(world, shape->body)) {
        qn_terrain_wake_near(world, shape->fat_box);
    }
    return QN_ERROR_OK;
}

qn_region qn_shape_region(const qn_world *world, qn_shape_id id)
{
    qn_region none = {.point_count = 0};
    if (world == NULL) {
        return none;
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
        return none;
    }
    const qn_shape *shape = &world->shapes[index];
    if (shape->type == QN_SHAPE_TILES) {
        qn_refuse(world, QN_ERROR_WRONG_TYPE, "a grid of tiles is no region");
        return none;
    }
    qn_region region = {.point_count = shape->hull.count, .radius_m = shape->hull.radius_m};
    for (int32_t i = 0; i < shape->hull.count; ++i) {
        region.points_m[i] = shape->hull.vertices[i];
    }
    return region;
}
