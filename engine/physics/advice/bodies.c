// What is said of bodies and of shapes, one by one.
#include "physics/advice/advice.h"
#include "physics/broadphase/near.h"
#include "physics/geometry/hull.h"

#define FAST_SIZES 4.0f
#define ALONE_M 1000.0f
#define SMALL_SHAPE_M QN_LINEAR_SLOP_M
#define THIN_SHAPE_M (2.0f * QN_LINEAR_SLOP_M)
#define HIGH_FRICTION 10.0f

// ---- Bodies ---------------------------------------------------------------------------------

static bool has_area(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_CIRCLE || shape->type == QN_SHAPE_CAPSULE ||
           shape->type == QN_SHAPE_POLYGON;
}

static bool weighs_nothing(const qn_world *world, const qn_body *body)
{
    if (body->type != QN_BODY_DYNAMIC || (body->flags & QN_BODY_HAS_OWN_MASS) != 0) {
        return false;
    }
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (has_area(&world->shapes[i]) && world->shapes[i].density > 0.0f) {
            return false;
        }
    }
    return body->shape_count > 0;
}

static void advise_on_speed(qn_adviser *adviser, int32_t body)
{
    const qn_world *world = adviser->world;
    const qn_pose_record *pose = &world->poses[body];
    float size = 2.0f * qn_motion_of(world, body)->max_extent_m;
    qn_vec2 way = {pose->x_m - pose->previous_x_m, pose->y_m - pose->previous_y_m};
    float sizes = size > 0.0f ? qn_length(way) / size : 0.0f;
    if (qn_body_slot_moves(world, body) && sizes > FAST_SIZES) {
        qn_advise(adviser, QN_ADVICE_BODY_FAST, body, QN_NONE, sizes);
    }
}

static bool has_neighbour(const qn_world *world, int32_t body, qn_aabb box)
{
    qn_near walk = qn_near_start(world, QN_IN_BOTH, box, UINT64_MAX);
    int32_t shape = qn_near_next(&walk);
    while (shape != QN_NONE && world->shapes[shape].body == body) {
        shape = qn_near_next(&walk);
    }
    return shape != QN_NONE;
}

// To the nearest other origin; negative where there is no other body.
static float nearest_distance(const qn_world *world, int32_t body)
{
    qn_vec2 at = qn_motion_of(world, body)->center;
    float nearest = -1.0f;
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        float distance = qn_distance(world->motions[row].center, at);
        if (world->motions[row].body != body && (nearest < 0.0f || distance < nearest)) {
            nearest = distance;
        }
    }
    return nearest;
}

// Both walks end early or are rare: only what is alone looks at all others.
static void advise_on_distance(qn_adviser *adviser, int32_t body)
{
    const qn_world *world = adviser->world;
    qn_vec2 at = qn_motion_of(world, body)->center;
    qn_vec2 reach = {ALONE_M, ALONE_M};
    bool is_listed_enough = adviser->code_counts[QN_ADVICE_BODY_ALONE] >= QN_MAX_ADVICE_PER_CODE;
    if (is_listed_enough || world->bodies[body].type != QN_BODY_DYNAMIC ||
        has_neighbour(world, body, (qn_aabb){qn_sub(at, reach), qn_add(at, reach)})) {
        return;
    }
    float distance = nearest_distance(world, body);
    if (distance > ALONE_M) {
        qn_advise(adviser, QN_ADVICE_BODY_ALONE, body, QN_NONE, distance);
    }
}

static void advise_on_body(qn_adviser *adviser, int32_t slot)
{
    const qn_body *body = &adviser->world->bodies[slot];
    if (weighs_nothing(adviser->world, body)) {
        qn_advise(adviser, QN_ADVICE_BODY_WEIGHTLESS, slot, QN_NONE, (float)body->shape_count);
    }
    if (body->type == QN_BODY_DYNAMIC && body->shape_count == 0 &&
        body->link_count[QN_JOINTS] == 0) {
        qn_advise(adviser, QN_ADVICE_BODY_EMPTY, slot, QN_NONE, 0.0f);
    }
    advise_on_speed(adviser, slot);
    advise_on_distance(adviser, slot);
}

void qn_advise_on_bodies(qn_adviser *adviser)
{
    for (int32_t i = 0; i < adviser->world->state->body_pool.used_count; ++i) {
        if (adviser->world->body_slots[i].is_live && !qn_body_slot_is_disabled(adviser->world, i)) {
            advise_on_body(adviser, i);
        }
    }
}

// ---- Shapes ---------------------------------------------------------------------------------

static void advise_on_size(qn_adviser *adviser, int32_t slot)
{
    const qn_shape *shape = &adviser->world->shapes[slot];
    if (!has_area(shape) || adviser->world->bodies[shape->body].type != QN_BODY_DYNAMIC) {
        return;
    }
    float size = 2.0f * qn_hull_max_extent(&shape->hull, shape->hull.centroid);
    float thickness = 2.0f * qn_hull_min_extent(&shape->hull);
    if (size < SMALL_SHAPE_M) {
        qn_advise(adviser, QN_ADVICE_SHAPE_SMALL, slot, shape->body, 1000.0f * size);
    } else if (thickness < THIN_SHAPE_M) {
        qn_advise(adviser, QN_ADVICE_SHAPE_THIN, slot, shape->body, 1000.0f * thickness);
    }
}

static void advise_on_shape(qn_adviser *adviser, int32_t slot)
{
    const qn_shape *shape = &adviser->world->shapes[slot];
    advise_on_size(adviser, slot);
    bool is_deaf = shape->category_bits == 0 || (shape->mask_bits == 0 && shape->group <= 0);
    if (is_deaf) {
        qn_advise(adviser, QN_ADVICE_SHAPE_DEAF, slot, shape->body, 0.0f);
    }
    if (shape->material.friction > HIGH_FRICTION) {
        qn_advise(adviser, QN_ADVICE_FRICTION_HIGH, slot, shape->body, shape->material.friction);
    }
}

void qn_advise_on_shapes(qn_adviser *adviser)
{
    for (int32_t i = 0; i < adviser->world->state->shape_pool.used_count; ++i) {
        if (adviser->world->shape_slots[i].is_live) {
            advise_on_shape(adviser, i);
        }
    }
}
