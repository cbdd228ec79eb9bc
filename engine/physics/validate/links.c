// Contacts and joints, as far as they are the same: the lists of the bodies.
#include "physics/link.h"
#include "physics/validate/rule.h"

static bool is_live_link(const qn_world *world, qn_link_kind kind, int32_t index)
{
    const qn_world_state *s = world->state;
    return kind == QN_CONTACTS ? qn_is_live(&s->contact_pool, world->contact_slots, index)
                               : qn_is_live(&s->joint_pool, world->joint_slots, index);
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
    QN_RULES(check_lists(world, QN_CONTACTS, &s->contact_pool));
    return check_lists(world, QN_JOINTS, &s->joint_pool);
}
