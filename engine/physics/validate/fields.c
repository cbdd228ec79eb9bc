// Fields: their bodies, regions and pushes.
#include "physics/validate/rule.h"

static bool is_empty(const qn_hull *region)
{
    const uint8_t *bytes = (const uint8_t *)region;
    uint8_t seen = 0;
    for (size_t i = 0; i < sizeof *region; ++i) {
        seen |= bytes[i];
    }
    return seen == 0;
}

static const char *check_region(const qn_hull *region)
{
    if (region->count == 0) {
        return is_empty(region) ? NULL : "a region without points is not empty";
    }
    int32_t type = region->count == 1   ? QN_SHAPE_CIRCLE
                   : region->count == 2 ? QN_SHAPE_CAPSULE
                                        : QN_SHAPE_POLYGON;
    return qn_validate_hull(region, type);
}

static const char *check_push(const qn_world *world, const qn_field *field)
{
    QN_RULE(field->kind >= QN_FIELD_AREA && field->kind <= QN_FIELD_WIND,
            "a field is of no known kind");
    qn_last_error last = *world->last;
    qn_error error = qn_field_push_check(world, (qn_field_kind)field->kind, &field->push);
    *world->last = last;
    QN_RULE(error == QN_ERROR_OK, "a number of a field is out of range");
    return NULL;
}

static const char *check_field(const qn_world *world, const qn_field *field)
{
    QN_RULE(field->body == QN_NONE || qn_is_live_body(world, field->body),
            "a field hangs on no living body");
    QN_RULE((field->flags & ~(uint32_t)(QN_FIELD_ENABLED | QN_FIELD_TURNS)) == 0,
            "a field has unknown flags");
    QN_RULES(check_region(&field->region));
    return check_push(world, field);
}

const char *qn_validate_fields(const qn_world *world)
{
    const char *broken = NULL;
    for (int32_t i = 0; i < world->state->field_pool.used_count && broken == NULL; ++i) {
        broken = world->field_slots[i].is_live ? check_field(world, &world->fields[i]) : NULL;
    }
    return broken;
}
