// Shapes: geometry, numbers, the lists of the bodies, the list of moved shapes.
#include "physics/terrain/terrain.h"
#include "physics/validate/rule.h"

// Such a box on a body at the largest position.
#define MAX_BOX_M (10.0f * QN_MAX_POSITION_M)
// Beyond what any definition takes.
#define MAX_DENSITY 1.0e10f

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

// Rules that tell of a shape alone.
static const char *check_form(const qn_shape *shape)
{
    QN_RULES(qn_validate_hull(&shape->hull, shape->type));
    QN_RULE(qn_is_within(shape->density, 0.0f, MAX_DENSITY) &&
                qn_is_within(shape->margin_m, 0.0f, QN_MAX_SIZE_M),
            "a number of a shape is out of range");
    QN_RULE(qn_material_find_bad(&shape->material) == NULL, "a material is out of range");
    return NULL;
}

// In all that check_form goes by.
static bool is_formed_like(const qn_shape *a, const qn_shape *b)
{
    return a->type == b->type && a->margin_m == b->margin_m && a->density == b->density &&
           qn_is_same_record(&a->hull, &b->hull, sizeof a->hull) &&
           qn_is_same_record(&a->material, &b->material, sizeof a->material);
}

static bool is_known(const qn_world *like, int32_t slot, const qn_shape *shape)
{
    return like != NULL && qn_is_live_shape(like, slot) &&
           is_formed_like(shape, &like->shapes[slot]);
}

static const char *check_shape(const qn_world *world, const qn_world *like, int32_t slot)
{
    const qn_shape *shape = &world->shapes[slot];
    QN_RULE(qn_is_marked_body(world, shape->body), "a shape is of no living body");
    QN_RULE((shape->flags & ~(uint32_t)QN_SHAPE_FLAGS) == 0, "a shape has unknown flags");
    QN_RULES(is_known(like, slot, shape) ? NULL : check_form(shape));
    QN_RULE(!qn_shape_senses(shape) || shape->density == 0.0f, "a sensor has mass");
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

// As many as have the flag, each once.
static const char *check_sensors(const qn_world *world, int32_t flagged_count)
{
    const qn_world_state *s = world->state;
    QN_RULE(flagged_count == s->sensor_count, "a sensor is not in the list of sensors");
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

// Likewise.
static const char *check_moved(const qn_world *world, int32_t flagged_count)
{
    const qn_world_state *s = world->state;
    int32_t *seen = world->scratch->found_shapes;
    QN_RULE(flagged_count == s->moved_count, "a moved shape is not in the list");
    memset(seen, 0, sizeof *seen * (size_t)s->shape_pool.used_count);
    for (int32_t i = 0; i < s->moved_count; ++i) {
        int32_t shape = world->moved_shapes[i];
        QN_RULE(qn_is_live_shape(world, shape) && seen[shape] == 0 &&
                    (world->shapes[shape].flags & QN_SHAPE_MOVED) != 0,
                "the list of moved shapes is broken");
        seen[shape] = 1;
    }
    return NULL;
}

typedef struct flag_counts {
    int32_t moved, sensors;
} flag_counts;

static int32_t mark_of(const qn_shape *shape)
{
    return QN_MARK_LIVE | (shape->type == QN_SHAPE_TILES ? QN_MARK_TILES : 0) |
           shape->body << QN_MARK_BODY_SHIFT;
}

static const char *check_records(const qn_world *world, const qn_world *like, flag_counts *flagged)
{
    int32_t *marks = qn_shape_marks(world);
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        const qn_shape *shape = &world->shapes[i];
        bool is_live = world->shape_slots[i].is_live;
        QN_RULES(is_live ? check_shape(world, like, i) : NULL);
        QN_RULES(check_part(world, i));
        marks[i] = is_live ? mark_of(shape) : 0;
        flagged->moved += (shape->flags & QN_SHAPE_MOVED) != 0;
        flagged->sensors += qn_shape_senses(shape);
    }
    return NULL;
}

const char *qn_validate_shapes(const qn_world *world, const qn_world *like)
{
    flag_counts flagged = {0, 0};
    QN_RULES(check_records(world, like, &flagged));
    QN_RULES(check_lists(world));
    QN_RULES(check_moved(world, flagged.moved));
    QN_RULES(check_sensors(world, flagged.sensors));
    QN_RULES(check_visits(world));
    for (int32_t i = 0; i < world->state->chain_pool.used_count; ++i) {
        QN_RULE((world->chains[i].flags & ~(uint32_t)QN_CHAIN_LOOP) == 0,
                "a chain has unknown flags");
    }
    QN_RULES(qn_chains_validate(world));
    return qn_tiles_validate(world);
}
