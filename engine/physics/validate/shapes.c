// Shapes: geometry, numbers, the lists of the bodies, the list of moved shapes.
#include "physics/step.h"
#include "physics/terrain/terrain.h"
#include "physics/validate/rule.h"

#include <string.h>

// A box may lie at the largest distance and have the largest size, turned by an eighth.
#define MAX_VERTEX_M (3.0f * QN_MAX_SIZE_M)
// Such a box on a body at the largest position.
#define MAX_BOX_M (10.0f * QN_MAX_POSITION_M)
// Beyond what any definition takes.
#define MAX_DENSITY 1.0e10f

// ---- Hulls ----------------------------------------------------------------------------------

static bool is_zero(qn_vec2 v) { return v.x == 0.0f && v.y == 0.0f; }

static const char *check_hull_numbers(const qn_hull *hull)
{
    QN_RULE(hull->count >= 1 && hull->count <= QN_MAX_POLYGON_VERTICES,
            "a hull has too few or too many points");
    QN_RULE(qn_is_within(hull->radius_m, 0.0f, QN_MAX_SIZE_M), "a radius is out of range");
    QN_RULE(qn_v2_is_within(hull->centroid, MAX_VERTEX_M), "a centroid is out of range");
    for (int32_t i = 0; i < hull->count; ++i) {
        qn_vec2 n = hull->normals[i];
        QN_RULE(qn_v2_is_within(hull->vertices[i], MAX_VERTEX_M),
                "a point of a hull is out of range");
        QN_RULE(hull->count > 1 ? qn_rot_is_unit((qn_rot){n.x, n.y}) : is_zero(n),
                "a normal of a hull is not of length one");
    }
    return NULL;
}

// Beyond its points a hull is zero, but for the neighbours of a segment of a chain (chain.c).
static const char *check_hull_rest(const qn_hull *hull, int32_t type)
{
    int32_t used = hull->count + (type == QN_SHAPE_CHAIN_SEGMENT ? 2 : 0);
    for (int32_t i = hull->count; i < QN_MAX_POLYGON_VERTICES; ++i) {
        qn_vec2 v = hull->vertices[i];
        qn_vec2 n = hull->normals[i];
        bool is_used = i < used;
        QN_RULE(is_used || (is_zero(v) && is_zero(n)), "a hull holds what is left of an old one");
        QN_RULE(!is_used || (qn_v2_is_within(v, MAX_VERTEX_M) &&
                             (is_zero(n) || qn_rot_is_unit((qn_rot){n.x, n.y}))),
                "a neighbour of a segment is out of range");
    }
    return NULL;
}

// Turns left everywhere and normals point out, as far as the rounding of the points' coordinates
// lets one tell.
static const char *check_hull_shape(const qn_hull *hull)
{
    float largest = 0.0f;
    for (int32_t i = 0; i < hull->count; ++i) {
        largest = qn_max(largest, qn_max(qn_abs(hull->vertices[i].x), qn_abs(hull->vertices[i].y)));
    }
    float rounding = 1.0e-6f * largest;
    for (int32_t i = 0; i < hull->count; ++i) {
        int32_t next = i + 1 < hull->count ? i + 1 : 0;
        int32_t after = next + 1 < hull->count ? next + 1 : 0;
        qn_vec2 edge = qn_sub(hull->vertices[next], hull->vertices[i]);
        qn_vec2 turn = qn_sub(hull->vertices[after], hull->vertices[next]);
        float length = qn_length(edge);
        QN_RULE(qn_cross(edge, turn) >=
                    -rounding * (length + qn_length(turn)) - rounding * rounding,
                "a hull is not convex");
        QN_RULE(qn_abs(qn_dot(edge, hull->normals[i])) <= 1.0e-3f * length + 4.0f * rounding,
                "a normal of a hull is not across its edge");
        QN_RULE(qn_dot(qn_right(edge), hull->normals[i]) >= -4.0f * rounding,
                "a normal of a hull points inwards");
    }
    return NULL;
}

const char *qn_validate_hull(const qn_hull *hull, int32_t type)
{
    QN_RULES(check_hull_numbers(hull));
    bool is_round = hull->radius_m >= QN_MIN_SIZE_M;
    bool fits = (type == QN_SHAPE_CIRCLE && hull->count == 1 && is_round) ||
                (type == QN_SHAPE_CAPSULE && hull->count == 2 && is_round) ||
                (type == QN_SHAPE_SEGMENT && hull->count == 2 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_CHAIN_SEGMENT && hull->count == 2 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_TILES && hull->count == 4 && hull->radius_m == 0.0f) ||
                (type == QN_SHAPE_POLYGON && hull->count >= 3);
    QN_RULE(fits, "a hull is not of its shape's type");
    QN_RULES(check_hull_rest(hull, type));
    return hull->count > 1 ? check_hull_shape(hull) : NULL;
}

// ---- Shapes ---------------------------------------------------------------------------------

static const char *check_box(const qn_world *world, const qn_shape *shape)
{
    qn_aabb fat = shape->fat_box;
    QN_RULE(qn_v2_is_within(fat.lower, MAX_BOX_M) && qn_v2_is_within(fat.upper, MAX_BOX_M),
            "a box is out of range");
    if (qn_body_slot_is_disabled(world, shape->body)) {
        QN_RULE((shape->flags & QN_SHAPE_MOVED) == 0, "a shape of a disabled body has moved");
        return NULL;
    }
    qn_aabb box = qn_hull_aabb(&shape->hull, qn_motion_of(world, shape->body)->pose);
    QN_RULE(qn_aabb_contains(fat, box), "a shape has left its fat box");
    return NULL;
}

static const char *check_shape(const qn_world *world, const qn_shape *shape)
{
    QN_RULE(qn_is_live_body(world, shape->body), "a shape is of no living body");
    QN_RULE((shape->flags & ~(uint32_t)QN_SHAPE_FLAGS) == 0, "a shape has unknown flags");
    QN_RULES(qn_validate_hull(&shape->hull, shape->type));
    QN_RULE(qn_is_within(shape->density, 0.0f, MAX_DENSITY) &&
                qn_is_within(shape->margin_m, 0.0f, QN_MAX_SIZE_M),
            "a number of a shape is out of range");
    QN_RULE(qn_material_find_bad(&shape->material) == NULL, "a material is out of range");
    return check_box(world, shape);
}

static const char *check_part(const qn_world *world, int32_t slot)
{
    const qn_part *part = &world->parts[slot];
    int32_t type = world->shape_slots[slot].is_live ? world->shapes[slot].type : QN_SHAPE_CIRCLE;
    bool is_segment = type == QN_SHAPE_CHAIN_SEGMENT;
    QN_RULE(part->reserved == 0, "a reserved member of a part is used");
    QN_RULE(is_segment || (part->next == 0 && part->prev == 0),
            "a shape that is no segment is part of a chain");
    QN_RULE(is_segment || type == QN_SHAPE_TILES || part->owner == 0,
            "a shape that is of one piece has an owner");
    return NULL;
}

static const char *check_list(const qn_world *world, int32_t slot)
{
    const qn_body *body = &world->bodies[slot];
    int32_t at = body->first_shape;
    for (int32_t i = 0; i < body->shape_count; ++i) {
        QN_RULE(qn_is_live_shape(world, at) && world->shapes[at].body == slot,
                "a list of shapes holds one of another body");
        at = world->shapes[at].next;
    }
    QN_RULE(at == QN_NONE, "a list of shapes is longer than its count");
    return NULL;
}

// Lists that end hold nothing twice, so if their lengths add up, each shape is in its body's list.
static const char *check_lists(const qn_world *world)
{
    int64_t listed = 0;
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        int32_t slot = world->motions[row].body;
        int32_t count = world->bodies[slot].shape_count;
        QN_RULE(count >= 0 && count <= world->state->shape_pool.live_count,
                "a body has more shapes than there are");
        QN_RULES(check_list(world, slot));
        listed += count;
    }
    QN_RULE(listed == world->state->shape_pool.live_count, "a shape is in no list");
    return NULL;
}

static const char *check_sensors(const qn_world *world)
{
    const qn_world_state *s = world->state;
    int32_t flagged = 0;
    for (int32_t i = 0; i < s->shape_pool.used_count; ++i) {
        flagged += world->shape_slots[i].is_live && qn_shape_senses(&world->shapes[i]);
        QN_RULE(!qn_shape_senses(&world->shapes[i]) || world->shapes[i].density == 0.0f,
                "a sensor has mass");
    }
    QN_RULE(flagged == s->sensor_count, "a sensor is not in the list of sensors");
    for (int32_t i = 0; i < s->sensor_count; ++i) {
        QN_RULE(qn_is_live_shape(world, world->sensors[i]) &&
                    qn_shape_senses(&world->shapes[world->sensors[i]]) &&
                    (i == 0 || world->sensors[i - 1] < world->sensors[i]),
                "the list of sensors is broken");
    }
    return NULL;
}

static const char *check_visits(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->visit_count; ++i) {
        qn_visit visit = world->visits[i];
        QN_RULE(qn_is_live_shape(world, visit.sensor) && qn_is_live_shape(world, visit.visitor) &&
                    visit.sensor != visit.visitor,
                "a visit is of a shape that is gone");
        uint32_t flags = world->shapes[visit.sensor].flags & world->shapes[visit.visitor].flags;
        QN_RULE(qn_shape_senses(&world->shapes[visit.sensor]) && (flags & QN_SHAPE_VISITS) != 0,
                "a visit is to no sensor");
        bool is_first = i == 0 || world->visits[i - 1].sensor < visit.sensor;
        QN_RULE(is_first || (world->visits[i - 1].sensor == visit.sensor &&
                             world->visits[i - 1].visitor < visit.visitor),
                "the list of visits is not in order");
    }
    return NULL;
}

static const char *check_moved(const qn_world *world)
{
    const qn_world_state *s = world->state;
    int32_t *seen = world->scratch->found_shapes;
    int32_t flagged = 0;
    memset(seen, 0, sizeof *seen * (size_t)s->shape_pool.used_count);
    for (int32_t i = 0; i < s->moved_count; ++i) {
        int32_t shape = world->moved_shapes[i];
        QN_RULE(qn_is_live_shape(world, shape) && seen[shape] == 0,
                "the list of moved shapes is broken");
        seen[shape] = 1;
    }
    for (int32_t i = 0; i < s->shape_pool.used_count; ++i) {
        bool is_flagged = (world->shapes[i].flags & QN_SHAPE_MOVED) != 0;
        QN_RULE(!is_flagged || seen[i] != 0, "a moved shape is not in the list");
        flagged += is_flagged;
    }
    QN_RULE(flagged == s->moved_count, "the list of moved shapes has strangers");
    return NULL;
}

const char *qn_validate_shapes(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        const qn_shape *shape = &world->shapes[i];
        QN_RULES(world->shape_slots[i].is_live ? check_shape(world, shape) : NULL);
        QN_RULES(check_part(world, i));
    }
    QN_RULES(check_lists(world));
    QN_RULES(check_moved(world));
    QN_RULES(check_sensors(world));
    QN_RULES(check_visits(world));
    for (int32_t i = 0; i < world->state->chain_pool.used_count; ++i) {
        QN_RULE((world->chains[i].flags & ~(uint32_t)QN_CHAIN_LOOP) == 0,
                "a chain has unknown flags");
    }
    QN_RULES(qn_chains_validate(world));
    return qn_tiles_validate(world);
}
