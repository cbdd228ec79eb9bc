// The door to shapes: definitions, the five kinds of geometry, what a shape knows.
#include "exports/door.h"

#include <string.h>

int32_t quoin_shape_def_default(quoin_shape_def *out)
{
    if (!HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_shape_def def = qn_shape_def_default();
    quoin_u64 category = split(def.filter.category_bits);
    quoin_u64 mask = split(def.filter.mask_bits);
    quoin_u64 user_data = split(def.user_data);
    *out = (quoin_shape_def){
        .density_kgpm2 = def.density_kgpm2,
        .friction = def.material.friction,
        .restitution = def.material.restitution,
        .category_bits_low = category.low,
        .category_bits_high = category.high,
        .mask_bits_low = mask.low,
        .mask_bits_high = mask.high,
        .enable_contact_events = def.enable_contact_events,
        .enable_hit_events = def.enable_hit_events,
        .user_data_low = user_data.low,
        .user_data_high = user_data.high,
    };
    return QN_ERROR_OK;
}

static qn_shape_def shape_def(const quoin_shape_def *wire)
{
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = wire->density_kgpm2;
    def.material.friction = wire->friction;
    def.material.restitution = wire->restitution;
    def.filter.category_bits = join(wire->category_bits_low, wire->category_bits_high);
    def.filter.mask_bits = join(wire->mask_bits_low, wire->mask_bits_high);
    def.enable_contact_events = wire->enable_contact_events != 0;
    def.enable_hit_events = wire->enable_hit_events != 0;
    def.user_data = join(wire->user_data_low, wire->user_data_high);
    return def;
}

int32_t quoin_shape_create_circle(uint32_t world, uint32_t body, const quoin_shape_def *def,
                                  float x, float y, float radius_m, quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_shape_def native = shape_def(def);
    out->value =
        qn_shape_create_circle(world_of(world), body_id(body), &native, qn_v2(x, y), radius_m).raw;
    return outcome(world);
}

int32_t quoin_shape_create_capsule(uint32_t world, uint32_t body, const quoin_shape_def *def,
                                   float ax, float ay, float bx, float by, float radius_m,
                                   quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_shape_def native = shape_def(def);
    out->value = qn_shape_create_capsule(world_of(world), body_id(body), &native, qn_v2(ax, ay),
                                         qn_v2(bx, by), radius_m)
                     .raw;
    return outcome(world);
}

int32_t quoin_shape_create_box(uint32_t world, uint32_t body, const quoin_shape_def *def, float x,
                               float y, float half_x_m, float half_y_m, float rad, quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_shape_def native = shape_def(def);
    out->value = qn_shape_create_box(world_of(world), body_id(body), &native, qn_v2(x, y),
                                     qn_v2(half_x_m, half_y_m), rad)
                     .raw;
    return outcome(world);
}

int32_t quoin_shape_create_polygon(uint32_t world, uint32_t body, const quoin_shape_def *def,
                                   const quoin_polygon *polygon, quoin_word *out)
{
    if (!HOLDS(def) || !HOLDS(polygon) || !READY(world, out)) {
        return refused(world);
    }
    qn_shape_def native = shape_def(def);
    qn_vec2 points_m[QN_MAX_POLYGON_VERTICES];
    memcpy(points_m, polygon->points_m, sizeof points_m);
    out->value = qn_shape_create_polygon(world_of(world), body_id(body), &native, points_m,
                                         polygon->point_count, polygon->radius_m)
                     .raw;
    return outcome(world);
}

int32_t quoin_shape_create_segment(uint32_t world, uint32_t body, const quoin_shape_def *def,
                                   float ax, float ay, float bx, float by, quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_shape_def native = shape_def(def);
    out->value = qn_shape_create_segment(world_of(world), body_id(body), &native, qn_v2(ax, ay),
                                         qn_v2(bx, by))
                     .raw;
    return outcome(world);
}

int32_t quoin_shape_destroy(uint32_t world, uint32_t shape)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_shape_destroy(found, shape_id(shape)) : refused(world);
}

int32_t quoin_shape_is_alive(uint32_t world, uint32_t shape)
{
    qn_world *found = world_of(world);
    return found && qn_shape_is_alive(found, shape_id(shape));
}

int32_t quoin_shape_type(uint32_t world, uint32_t shape, quoin_word *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = (uint32_t)qn_shape_get_type(world_of(world), shape_id(shape));
    return outcome(world);
}

int32_t quoin_shape_body(uint32_t world, uint32_t shape, quoin_word *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_shape_body(world_of(world), shape_id(shape)).raw;
    return outcome(world);
}

int32_t quoin_shape_user_data(uint32_t world, uint32_t shape, quoin_u64 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = split(qn_shape_user_data(world_of(world), shape_id(shape)));
    return outcome(world);
}

int32_t quoin_shape_aabb(uint32_t world, uint32_t shape, quoin_box *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    qn_aabb box = qn_shape_aabb(world_of(world), shape_id(shape));
    *out = (quoin_box){box.lower.x, box.lower.y, box.upper.x, box.upper.y};
    return outcome(world);
}
