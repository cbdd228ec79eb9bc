// Trees, leaves, the table of chunks and the set of pairs: that they agree with the arrays. No
// snapshot holds them.
#include "physics/step.h"
#include "physics/terrain/chunks.h"
#include "physics/validate/rule.h"

static const char *check_leaf(const qn_world *world, int32_t slot)
{
    const qn_shape *shape = &world->shapes[slot];
    int32_t tree = qn_tree_of(world, shape);
    int32_t place = world->tree_places[slot];
    QN_RULE(place >= 0 && place < world->state->trees[tree].place_count,
            "a shape's place is not in its tree");
    QN_RULE(*qn_tree_item_at(&world->forest, tree, place) == slot,
            "a shape's place is not its own");
    qn_aabb box = qn_tree_box(&world->forest, tree, slot);
    QN_RULE(qn_aabb_contains(box, shape->fat_box) && qn_aabb_contains(shape->fat_box, box),
            "a leaf's box is not its shape's");
    return NULL;
}

static const char *check_leaves(const qn_world *world)
{
    int32_t leaf_count = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        bool is_live = world->shape_slots[i].is_live;
        bool is_disabled = is_live && qn_body_slot_is_disabled(world, world->shapes[i].body);
        QN_RULE(!is_disabled || world->tree_places[i] == QN_TREE_NULL,
                "a shape of a disabled body is in a tree");
        bool has_leaf = is_live && !is_disabled;
        QN_RULES(has_leaf ? check_leaf(world, i) : NULL);
        leaf_count += has_leaf;
    }
    const qn_tree *trees = world->state->trees;
    QN_RULE(leaf_count == trees[0].leaf_count + trees[1].leaf_count,
            "a tree has leaves of no shape");
    return NULL;
}

static const char *check_pairs(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->pair_capacity; ++i) {
        count += world->pairs[i].bits != 0;
    }
    QN_RULE(count == world->state->contact_pool.live_count, "the set of pairs has strangers");
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        QN_RULE(!world->contact_slots[i].is_live ||
                    qn_pairs_find(world, qn_contact_key(&world->contacts[i])) == i,
                "a contact is not in the set of pairs");
    }
    return NULL;
}

static const char *check_chunks(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->chunk_table_capacity; ++i) {
        count += world->chunk_table[i] != 0;
    }
    QN_RULE(count == world->state->chunk_pool.live_count, "the table of chunks has strangers");
    for (int32_t i = 0; i < world->state->chunk_pool.used_count; ++i) {
        const qn_chunk *chunk = &world->chunks[i];
        QN_RULE(!world->chunk_slots[i].is_live ||
                    qn_chunk_find(world, chunk->grid, chunk->place) == i,
                "a chunk is not in the table");
    }
    return NULL;
}

const char *qn_validate_indexes(const qn_world *world)
{
    for (int32_t tree = 0; tree < 2; ++tree) {
        QN_RULES(qn_tree_validate(&world->forest, tree));
    }
    QN_RULES(check_leaves(world));
    QN_RULES(check_chunks(world));
    return check_pairs(world);
}
