// Contacts and joints, as far as they are the same: the lists of the bodies.
#include "physics/validate/rule.h"

// `ends` are as many as the pool has used, two each.
static const char *check_list(const qn_link_end *ends, const qn_pool *pool, int32_t body,
                              int32_t first, int32_t count)
{
    int32_t key = first;
    int32_t prev = QN_NONE;
    for (int32_t i = 0; i < count; ++i) {
        QN_RULE(key >= 0 && key < 2 * pool->used_count && ends[key].body != QN_NONE,
                "a list of links holds one that is gone");
        QN_RULE(ends[key].body == body, "a list of links holds one of another body");
        QN_RULE(ends[key].prev == prev, "a list of links is not linked back");
        prev = key;
        key = ends[key].next;
    }
    QN_RULE(key == QN_NONE, "a list of links is longer than its count");
    return NULL;
}

// Lists that end hold nothing twice, so if their lengths add up, both ends of each link are listed.
static const char *check_lists(const qn_world *world, qn_link_kind kind, const qn_pool *pool)
{
    const qn_link_end *ends = qn_link_ends(world, kind);
    int64_t listed = 0;
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        int32_t slot = world->motions[row].body;
        int32_t count = world->bodies[slot].link_count[kind];
        // A joint with the world has both its ends at one body.
        QN_RULE(count >= 0 && count <= 2 * pool->live_count,
                "a body has more links than there are");
        QN_RULES(check_list(ends, pool, slot, world->bodies[slot].first_link[kind], count));
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
