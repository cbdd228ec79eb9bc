// Contacts and joints, as far as they are the same: the lists of the bodies and the awake lists.
#include "physics/link.h"
#include "physics/validate/rule.h"

static bool is_live_link(const qn_world *world, qn_link_kind kind, int32_t index)
{
    const qn_world_state *s = world->state;
    return kind == QN_CONTACTS ? qn_is_live(&s->contact_pool, world->contact_slots, index)
                               : qn_is_live(&s->joint_pool, world->joint_slots, index);
}

// An index that names its link back can be in the awake list once only.
static const char *check_awake_index(const qn_world *world, qn_link_kind kind, int32_t index)
{
    const qn_link *link = qn_link_at(world, kind, index);
    const int32_t *list = kind == QN_CONTACTS ? world->awake_contacts : world->awake_joints;
    int32_t count = world->state->awake_link_count[kind];
    bool moves = qn_link_should_be_awake(world, link);
    QN_RULE(moves == (link->awake_index != QN_NONE),
            "a link is in the awake list exactly while one of its bodies moves");
    QN_RULE(!moves || (link->awake_index >= 0 && link->awake_index < count &&
                       list[link->awake_index] == index),
            "the awake list does not hold a link where it says");
    return NULL;
}

static const char *check_all(const qn_world *world, qn_link_kind kind, const qn_pool *pool)
{
    int32_t awake_count = 0;
    for (int32_t i = 0; i < pool->used_count; ++i) {
        bool is_live = is_live_link(world, kind, i);
        QN_RULES(is_live ? check_awake_index(world, kind, i) : NULL);
        awake_count += is_live && qn_link_at(world, kind, i)->awake_index != QN_NONE;
    }
    QN_RULE(awake_count == world->state->awake_link_count[kind], "an awake list has strangers");
    return NULL;
}

static const char *check_list(const qn_world *world, qn_link_kind kind, int32_t slot)
{
    const qn_body *body = &world->bodies[slot];
    int32_t key = body->first_link[kind];
    int32_t prev = QN_NONE;
    for (int32_t i = 0; i < body->link_count[kind]; ++i) {
        QN_RULE(key >= 0 && is_live_link(world, kind, qn_link_index(key)),
                "a list of links holds one that is gone");
        const qn_link *link = qn_link_at(world, kind, qn_link_index(key));
        QN_RULE(link->body[key & 1] == slot, "a list of links holds one of another body");
        QN_RULE(link->prev[key & 1] == prev, "a list of links is not linked back");
        prev = key;
        key = link->next[key & 1];
    }
    QN_RULE(key == QN_NONE, "a list of links is longer than its count");
    return NULL;
}

// Lists that end hold nothing twice, so if their lengths add up, both ends of each link are listed.
static const char *check_lists(const qn_world *world, qn_link_kind kind, const qn_pool *pool)
{
    int64_t listed = 0;
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        int32_t slot = world->motions[row].body;
        int32_t count = world->bodies[slot].link_count[kind];
        // A joint with the world has both its ends at one body.
        QN_RULE(count >= 0 && count <= 2 * pool->live_count,
                "a body has more links than there are");
        QN_RULES(check_list(world, kind, slot));
        listed += count;
    }
    QN_RULE(listed == 2 * (int64_t)pool->live_count, "a link is in no list");
    return NULL;
}

const char *qn_validate_links(const qn_world *world)
{
    const qn_world_state *s = world->state;
    QN_RULES(check_all(world, QN_CONTACTS, &s->contact_pool));
    QN_RULES(check_all(world, QN_JOINTS, &s->joint_pool));
    QN_RULES(check_lists(world, QN_CONTACTS, &s->contact_pool));
    return check_lists(world, QN_JOINTS, &s->joint_pool);
}
