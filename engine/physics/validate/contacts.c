// Contacts, but for the lists of their bodies.
#include "physics/terrain/tile_faces.h"
#include "physics/validate/rule.h"

#define MAX_ROLLING_M (1.0e3f * QN_MAX_SIZE_M)
#define MAX_TANGENT_SPEED_MPS (2.0f * QN_MAX_SPEED_MPS)

static const float most[4] = {QN_LARGEST, QN_LARGEST, QN_LARGEST, QN_LARGEST};
static const float least[4] = {-QN_LARGEST, -QN_LARGEST, -QN_LARGEST, -QN_LARGEST};

static const char *check_point(const qn_contact_point *point)
{
    static const float low[4] = {-QN_LARGEST, -QN_LARGEST, 0.0f, -QN_LARGEST};
    QN_RULE(qn_are_within(&point->arm.x, low, most), "a contact pulls, or has a point nowhere");
    QN_RULE(qn_are_within(&point->total_normal_impulse, least, most),
            "a number of a contact point is not finite");
    return NULL;
}

static const char *check_points(const qn_contact *contact)
{
    int32_t count = contact->point_count;
    QN_RULE(count >= 0 && count <= 2, "a contact has too many points");
    QN_RULE(((contact->link.flags & QN_CONTACT_TOUCHING) != 0) == (count > 0),
            "a contact touches exactly where it has points");
    for (int32_t i = 0; i < count; ++i) {
        QN_RULES(check_point(&contact->points[i]));
    }
    QN_RULE(
        qn_is_zero_record(contact->points + count, sizeof contact->points[0] * (size_t)(2 - count)),
        "a contact holds what is left of an old point");
    return NULL;
}

// How the bodies stood: span and turn.
static const char *check_stance(const qn_contact *contact)
{
    static const float low[4] = {-QN_LARGEST, -QN_LARGEST, -1.001f, -1.001f};
    static const float high[4] = {QN_LARGEST, QN_LARGEST, 1.001f, 1.001f};
    bool is_one_way = (contact->link.flags & QN_CONTACT_ONE_WAY) != 0;
    QN_RULE(qn_is_within(contact->slack, 0.0f, QN_MAX_SIZE_M) &&
                qn_are_within(&contact->span.x, low, high),
            "what a contact remembers is out of range");
    QN_RULE(!is_one_way || contact->slack == 0.0f, "a one-way contact is not collided anew");
    return NULL;
}

// Normal and radii; friction, restitution, rolling and the speed along the surface.
static const char *check_surface(const qn_contact *contact)
{
    static const float lows[2][4] = {{-1.001f, -1.001f, 0.0f, 0.0f},
                                     {0.0f, 0.0f, 0.0f, -MAX_TANGENT_SPEED_MPS}};
    static const float highs[2][4] = {{1.001f, 1.001f, QN_MAX_SIZE_M, QN_MAX_SIZE_M},
                                      {QN_LARGEST, 1.0f, MAX_ROLLING_M, MAX_TANGENT_SPEED_MPS}};
    QN_RULE(qn_are_within(&contact->normal.x, lows[0], highs[0]),
            "a normal or a radius of a contact is out of range");
    QN_RULE(qn_are_within(&contact->friction, lows[1], highs[1]) &&
                qn_is_finite(contact->rolling_impulse),
            "what a contact mixed is out of range");
    return NULL;
}

static bool is_child_of(const qn_world *world, int32_t tiles, int32_t child)
{
    return tiles == QN_NONE ? child == 0 : qn_tiles_has_child(world, tiles, child);
}

static const char *check_shapes(const qn_world *world, const qn_contact *contact)
{
    int32_t a = contact->shape_a, b = contact->shape_b;
    const int32_t *marks = qn_shape_marks(world);
    QN_RULE(qn_is_marked_shape(world, a) && qn_is_marked_shape(world, b),
            "a contact names a shape that is gone");
    QN_RULE(a < b, "a contact's shapes are not in order");
    QN_RULE(marks[a] >> QN_MARK_BODY_SHIFT == contact->link.body[0] &&
                marks[b] >> QN_MARK_BODY_SHIFT == contact->link.body[1],
            "a contact's shapes are not of its bodies");
    QN_RULE(contact->link.body[0] != contact->link.body[1], "a contact does not tie two bodies");
    int32_t tiles = (marks[a] & QN_MARK_TILES) != 0 ? a : b;
    bool has_tiles = ((marks[a] | marks[b]) & QN_MARK_TILES) != 0;
    QN_RULE(is_child_of(world, has_tiles ? tiles : QN_NONE, contact->child),
            "a contact is of no part of its shape");
    return NULL;
}

static const char *check_contact(const qn_world *world, int32_t index)
{
    const qn_contact *contact = &world->contacts[index];
    QN_RULES(check_shapes(world, contact));
    const int32_t *marks = qn_body_marks(world);
    QN_RULE(((marks[contact->link.body[0]] | marks[contact->link.body[1]]) & QN_MARK_DISABLED) == 0,
            "a disabled body has a contact");
    QN_RULE((contact->link.flags & ~(uint32_t)QN_CONTACT_FLAGS) == 0,
            "a contact has unknown flags");
    QN_RULE(qn_is_awake_as_it_says(world, QN_CONTACTS, index, &contact->link),
            "a contact is in the awake list exactly while one of its bodies moves");
    QN_RULES(check_stance(contact));
    QN_RULES(check_surface(contact));
    return check_points(contact);
}

const char *qn_validate_contacts(const qn_world *world)
{
    qn_link_end *ends = qn_link_ends(world, QN_CONTACTS);
    int32_t awake_count = 0;
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        const qn_link *link = &world->contacts[i].link;
        bool is_live = world->contact_slots[i].is_live;
        QN_RULES(is_live ? check_contact(world, i) : NULL);
        qn_note_link_ends(ends, i, link, is_live);
        awake_count += is_live && link->awake_index != QN_NONE;
    }
    QN_RULE(awake_count == world->state->awake_link_count[QN_CONTACTS],
            "the list of awake contacts has strangers");
    return NULL;
}
