// What contacts hold besides their links.
#include "physics/terrain/tile_faces.h"
#include "physics/validate/rule.h"

static const char *check_point(const qn_contact_point *point, bool is_used)
{
    QN_RULE(is_used || qn_is_zero_record(point, sizeof *point),
            "a contact holds what is left of an old point");
    QN_RULE(qn_is_finite_record(point, offsetof(qn_contact_point, id)),
            "a number of a contact point is not finite");
    QN_RULE(point->normal_impulse >= 0.0f, "a contact pulls");
    return NULL;
}

static const char *check_stance(const qn_contact *contact)
{
    bool is_one_way = (contact->link.flags & QN_CONTACT_ONE_WAY) != 0;
    QN_RULE(qn_is_within(contact->slack, 0.0f, QN_MAX_SIZE_M) && qn_v2_is_finite(contact->span) &&
                qn_is_within(contact->turn.c, -1.001f, 1.001f) &&
                qn_is_within(contact->turn.s, -1.001f, 1.001f),
            "what a contact remembers is out of range");
    QN_RULE(!is_one_way || contact->slack == 0.0f, "a one-way contact is not collided anew");
    return NULL;
}

static bool child_exists(const qn_world *world, const qn_contact *contact)
{
    bool is_a = world->shapes[contact->shape_a].type == QN_SHAPE_TILES;
    bool is_b = world->shapes[contact->shape_b].type == QN_SHAPE_TILES;
    int32_t tiles = is_a ? contact->shape_a : contact->shape_b;
    return is_a || is_b ? qn_tiles_has_child(world, tiles, contact->child) : contact->child == 0;
}

static const char *check_contact(const qn_world *world, const qn_contact *contact)
{
    QN_RULE(qn_ties_two_bodies(world, &contact->link), "a contact does not tie two living bodies");
    QN_RULE(qn_is_live_shape(world, contact->shape_a) && qn_is_live_shape(world, contact->shape_b),
            "a contact names a shape that is gone");
    QN_RULE(contact->shape_a < contact->shape_b, "a contact's shapes are not in order");
    QN_RULE(world->shapes[contact->shape_a].body == contact->link.body[0] &&
                world->shapes[contact->shape_b].body == contact->link.body[1],
            "a contact's shapes are not of its bodies");
    QN_RULE(!qn_body_slot_is_disabled(world, contact->link.body[0]) &&
                !qn_body_slot_is_disabled(world, contact->link.body[1]),
            "a disabled body has a contact");
    QN_RULE((contact->link.flags & ~(uint32_t)QN_CONTACT_FLAGS) == 0,
            "a contact has unknown flags");
    QN_RULE(child_exists(world, contact), "a contact is of no part of its shape");
    QN_RULE(contact->point_count >= 0 && contact->point_count <= 2,
            "a contact has too many points");
    QN_RULES(check_stance(contact));
    bool is_touching = (contact->link.flags & QN_CONTACT_TOUCHING) != 0;
    QN_RULE(is_touching == (contact->point_count > 0),
            "a contact touches exactly where it has points");
    QN_RULE(contact->friction >= 0.0f && qn_is_finite(contact->friction) &&
                qn_is_within(contact->restitution, 0.0f, 1.0f) &&
                qn_v2_is_within(contact->normal, 1.001f),
            "a number of a contact is out of range");
    QN_RULE(qn_is_within(contact->rolling_m, 0.0f, 1.0e3f * QN_MAX_SIZE_M) &&
                qn_is_within(contact->tangent_speed, -2.0f * QN_MAX_SPEED_MPS,
                             2.0f * QN_MAX_SPEED_MPS) &&
                qn_is_finite(contact->rolling_impulse) &&
                qn_is_within(contact->radius_a, 0.0f, QN_MAX_SIZE_M) &&
                qn_is_within(contact->radius_b, 0.0f, QN_MAX_SIZE_M),
            "what a contact mixed is out of range");
    QN_RULES(check_point(&contact->points[0], contact->point_count > 0));
    return check_point(&contact->points[1], contact->point_count > 1);
}

const char *qn_validate_contacts(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        const qn_contact *contact = &world->contacts[i];
        QN_RULES(world->contact_slots[i].is_live ? check_contact(world, contact) : NULL);
    }
    return NULL;
}
