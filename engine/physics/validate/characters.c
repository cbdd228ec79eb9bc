// Characters: their hulls, numbers, and what they stand on.
#include "physics/validate/rule.h"

#define CHARACTER_FLAGS 63u
#define MAX_NUMBER 1.0e9f
#define MAX_REST_M 0.0078125f // half a step of floats far beyond the largest position

static const char *check_numbers(const qn_character *c)
{
    const float numbers[] = {c->skin,       c->climb_cos, c->slide_cos, c->step_height,
                             c->step_width, c->snap,      c->mass,      c->max_push};
    bool are_within = true;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; ++i) {
        are_within = are_within && qn_is_within(numbers[i], -1.0f, MAX_NUMBER);
    }
    QN_RULE(are_within, "a number of a character is out of range");
    QN_RULE(qn_is_within(c->skin, 1.0e-4f, 1.0f), "a character's skin is out of range");
    QN_RULE(qn_rot_is_unit((qn_rot){c->up.x, c->up.y}), "a character's up is not of length one");
    QN_RULE(qn_v2_is_within(c->position, QN_MAX_POSITION_M) &&
                qn_v2_is_within(c->position_rest, MAX_REST_M),
            "a character is out of range");
    QN_RULE(qn_v2_is_within(c->velocity, 2.0f * QN_MAX_SPEED_MPS), "a character is too fast");
    QN_RULE(qn_v2_is_within(c->stand, 4.0f * QN_MAX_POSITION_M) &&
                qn_v2_is_within(c->stand_local, 4.0f * QN_MAX_POSITION_M) &&
                qn_v2_is_within(c->ground_point, 4.0f * QN_MAX_POSITION_M) &&
                qn_v2_is_within(c->ground_normal, 2.0f) &&
                qn_v2_is_within(c->ground_velocity, MAX_NUMBER),
            "what a character stands on is out of range");
    return NULL;
}

static const char *check_character(const qn_world *world, const qn_character *c)
{
    int32_t type = c->hull.count == 1   ? QN_SHAPE_CIRCLE
                   : c->hull.count == 2 ? QN_SHAPE_CAPSULE
                                        : QN_SHAPE_POLYGON;
    QN_RULES(qn_validate_hull(&c->hull, type));
    QN_RULE(c->body == QN_NONE || qn_is_live_body(world, c->body),
            "a character leads no living body");
    QN_RULE(c->ground == QN_NONE || qn_is_live_shape(world, c->ground),
            "a character stands on no living shape");
    QN_RULE((c->flags & ~CHARACTER_FLAGS) == 0 &&
                (c->options & ~QN_CHARACTER_STEPS_ON_DYNAMIC) == 0 && c->reserved == 0,
            "a character has unknown flags");
    return check_numbers(c);
}

const char *qn_validate_characters(const qn_world *world)
{
    const char *broken = NULL;
    for (int32_t i = 0; i < world->state->character_pool.used_count && broken == NULL; ++i) {
        bool is_live = world->character_slots[i].is_live;
        broken = is_live ? check_character(world, &world->characters[i]) : NULL;
    }
    return broken;
}
