// Each function checks one kind of record and returns a sentence, or null.
#include "physics/validate.h"

#include "physics/link.h"
#include "physics/step.h"
#include "physics/terrain/terrain.h"

#define RETURN_UNLESS(holds, sentence)                                                             \
    if (!(holds)) {                                                                                \
        return sentence;                                                                           \
    }

static bool is_body(const qn_world *world, int32_t index)
{
    return index >= 0 && index < world->state->body_pool.used_count &&
           world->body_slots[index].is_live;
}

static bool is_shape(const qn_world *world, int32_t index)
{
    return index >= 0 && index < world->state->shape_pool.used_count &&
           world->shape_slots[index].is_live;
}

// ---- Pools ----------------------------------------------------------------------------------

static bool is_zero(const void *record, size_t bytes)
{
    const uint8_t *byte = record;
    uint8_t seen = 0;
    for (size_t i = 0; i < bytes; ++i) {
        seen |= byte[i];
    }
    return seen == 0;
}

static const char *check_free_records(const qn_pool *pool, const qn_slot *slots,
                                      const void *records, size_t record_bytes)
{
    for (int32_t i = 0; i < pool->used_count; ++i) {
        const uint8_t *record = (const uint8_t *)records + record_bytes * (size_t)i;
        RETURN_UNLESS(slots[i].is_live || is_zero(record, record_bytes),
                      "the record of a free slot is not zero");
    }
    return NULL;
}

static const char *check_pools(const qn_world *world)
{
#define CHECK_POOL(noun, records)                                                                  \
    {                                                                                              \
        const char *wrong = check_free_records(&world->state->noun##_pool, world->noun##_slots,    \
                                               world->records, sizeof world->records[0]);          \
        RETURN_UNLESS(wrong == NULL, wrong);                                                       \
    }
    QN_WORLD_POOLS(CHECK_POOL)
#undef CHECK_POOL
    return NULL;
}

// ---- Rows -----------------------------------------------------------------------------------

static const char *check_row(const qn_world *world, int32_t row)
{
    const qn_motion *motion = &world->motions[row];
    const qn_velocity *velocity = &world->velocities[row];
    RETURN_UNLESS(is_body(world, motion->body), "a row belongs to no living body");
    const qn_body *body = &world->bodies[motion->body];
    RETURN_UNLESS(body->row == row, "a body does not know its row");
    RETURN_UNLESS(qn_v2_is_finite(motion->center) && qn_v2_is_finite(motion->pose.p) &&
                      qn_is_finite(motion->pose.q.c) && qn_is_finite(motion->pose.q.s),
                  "a pose is not finite");
    RETURN_UNLESS(qn_v2_is_finite(velocity->v) && qn_is_finite(velocity->w),
                  "a velocity is not finite");
    bool is_awake = qn_row_is_awake(world, row);
    RETURN_UNLESS(!is_awake || body->type != QN_BODY_STATIC, "a static body is awake");
    bool is_disabled = (body->flags & QN_BODY_DISABLED) != 0;
    RETURN_UNLESS(!is_awake || !is_disabled, "a disabled body is awake");
    bool is_asleep = !is_awake && body->type != QN_BODY_STATIC && !is_disabled;
    RETURN_UNLESS(is_asleep == (body->island_next != QN_NONE),
                  "a body is in a sleeping ring exactly while it sleeps");
    RETURN_UNLESS(!is_asleep || is_body(world, body->island_next), "a sleeping ring is broken");
    return NULL;
}

static const char *check_rows(const qn_world *world)
{
    const qn_world_state *s = world->state;
    RETURN_UNLESS(s->row_count == s->body_pool.live_count, "there is not one row for each body");
    RETURN_UNLESS(s->awake_count <= s->row_count, "more rows are awake than there are");
    for (int32_t row = 0; row < s->row_count; ++row) {
        const char *wrong = check_row(world, row);
        RETURN_UNLESS(wrong == NULL, wrong);
    }
    return NULL;
}

static const char *check_contact(const qn_world *world, int32_t index)
{
    const qn_contact *contact = &world->contacts[index];
    RETURN_UNLESS(is_shape(world, contact->shape_a) && is_shape(world, contact->shape_b),
                  "a contact names a shape that is gone");
    RETURN_UNLESS(contact->shape_a < contact->shape_b, "a contact's shapes are not in order");
    RETURN_UNLESS(world->shapes[contact->shape_a].body == contact->link.body[0] &&
                      world->shapes[contact->shape_b].body == contact->link.body[1],
                  "a contact's shapes are not of its bodies");
    RETURN_UNLESS(qn_pairs_find(world, qn_contact_key(contact)) == index,
                  "a contact is not in the set of pairs");
    RETURN_UNLESS(!qn_body_slot_is_disabled(world, contact->link.body[0]) &&
                      !qn_body_slot_is_disabled(world, contact->link.body[1]),
                  "a disabled body has a contact");
    bool moves = qn_link_should_be_awake(world, &contact->link);
    RETURN_UNLESS(moves == (contact->link.awake_index != QN_NONE),
                  "a contact is in the awake list exactly while one of its bodies moves");
    RETURN_UNLESS(!moves || world->awake_contacts[contact->link.awake_index] == index,
                  "the awake list does not hold a contact where it says");
    return NULL;
}

static const char *check_contacts(const qn_world *world)
{
    const qn_world_state *s = world->state;
    int32_t awake_count = 0;
    for (int32_t i = 0; i < s->contact_pool.used_count; ++i) {
        if (!world->contact_slots[i].is_live) {
            continue;
        }
        const char *wrong = check_contact(world, i);
        RETURN_UNLESS(wrong == NULL, wrong);
        awake_count += world->contacts[i].link.awake_index != QN_NONE;
    }
    RETURN_UNLESS(awake_count == s->awake_link_count[QN_CONTACTS],
                  "the awake contact list is too long");
    int32_t pair_count = 0;
    for (int32_t i = 0; i < s->pair_capacity; ++i) {
        pair_count += world->pairs[i].shape_a != 0;
    }
    RETURN_UNLESS(pair_count == s->contact_pool.live_count, "the set of pairs has strangers");
    return NULL;
}

static const char *check_links(const qn_world *world, qn_link_kind kind, int32_t index)
{
    const qn_body *body = &world->bodies[index];
    int32_t count = 0;
    int32_t prev = QN_NONE;
    for (int32_t key = qn_link_first(world, kind, index); key != QN_NONE; ++count) {
        const qn_link *link = qn_link_at(world, kind, qn_link_index(key));
        RETURN_UNLESS(count < body->link_count[kind], "a list of links is longer than its count");
        RETURN_UNLESS(link->body[key & 1] == index, "a list of links holds one of another body");
        RETURN_UNLESS(link->prev[key & 1] == prev, "a list of links is not linked back");
        prev = key;
        key = qn_link_next(world, kind, key);
    }
    RETURN_UNLESS(count == body->link_count[kind], "a list of links is shorter than its count");
    return NULL;
}

static const char *check_shapes(const qn_world *world, const qn_body *body, int32_t index)
{
    int32_t count = 0;
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        RETURN_UNLESS(count++ < body->shape_count, "a list of shapes is longer than its count");
        RETURN_UNLESS(is_shape(world, i) && world->shapes[i].body == index,
                      "a list of shapes holds one of another body");
        if (qn_body_slot_is_disabled(world, index)) {
            RETURN_UNLESS(world->shape_leaves[i] == QN_NONE &&
                              (world->shapes[i].flags & QN_SHAPE_MOVED) == 0,
                          "a shape of a disabled body is in a tree or in the list of moved shapes");
            continue;
        }
        int32_t tree = qn_tree_of(world, &world->shapes[i]);
        const qn_tree_node *leaf = &qn_tree_nodes(world, tree)[world->shape_leaves[i]];
        RETURN_UNLESS(leaf->item == i, "a shape's leaf is not its own");
        qn_aabb box = qn_hull_aabb(&world->shapes[i].hull, qn_motion_of(world, index)->pose);
        RETURN_UNLESS(qn_aabb_contains(world->shapes[i].fat_box, box),
                      "a shape has left its fat box");
    }
    RETURN_UNLESS(count == body->shape_count, "a list of shapes is shorter than its count");
    return NULL;
}

static const char *check_bodies(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        if (!world->body_slots[i].is_live) {
            continue;
        }
        const char *wrong = check_shapes(world, &world->bodies[i], i);
        RETURN_UNLESS(wrong == NULL, wrong);
        wrong = check_links(world, QN_CONTACTS, i);
        RETURN_UNLESS(wrong == NULL, wrong);
        wrong = check_links(world, QN_JOINTS, i);
        RETURN_UNLESS(wrong == NULL, wrong);
    }
    return NULL;
}

const char *qn_world_validate(const qn_world *world)
{
    const char *wrong = check_pools(world);
    RETURN_UNLESS(wrong == NULL, wrong);
    wrong = check_rows(world);
    RETURN_UNLESS(wrong == NULL, wrong);
    wrong = check_contacts(world);
    RETURN_UNLESS(wrong == NULL, wrong);
    wrong = check_bodies(world);
    RETURN_UNLESS(wrong == NULL, wrong);
    wrong = qn_chains_validate(world);
    RETURN_UNLESS(wrong == NULL, wrong);
    for (int32_t tree = 0; tree < 2; ++tree) {
        wrong = qn_tree_validate(&world->state->trees[tree], qn_tree_nodes(world, tree));
        RETURN_UNLESS(wrong == NULL, wrong);
    }
    return NULL;
}
