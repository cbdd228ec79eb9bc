// Makes QN_WORLD_INDEXES anew from the arrays: both trees, the table of chunks and the set of
// pairs.
#include "physics/time/index.h"

#include "physics/step.h"
#include "physics/terrain/chunks.h"

// Leaves in the order of the shapes' slots.
static int32_t fill_leaves(qn_world *world, int32_t tree)
{
    qn_tree_node *nodes = qn_tree_nodes(world, tree);
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        const qn_shape *shape = &world->shapes[i];
        if (!world->shape_slots[i].is_live || qn_tree_of(world, shape) != tree) {
            continue;
        }
        if (qn_body_slot_is_disabled(world, shape->body)) {
            world->shape_leaves[i] = QN_NONE;
            continue;
        }
        world->shape_leaves[i] = count;
        nodes[count++] = (qn_tree_node){.box = shape->fat_box,
                                        .child_a = QN_TREE_NULL,
                                        .child_b = QN_TREE_NULL,
                                        .item = i,
                                        .category_bits = shape->category_bits};
    }
    return count;
}

// Both trees have nodes for all shapes, so while one is built, what the other does not use (of 64
// bytes a node) is more than the 16 bytes a leaf that the building works in.
static void build_trees(qn_world *world)
{
    qn_tree *trees = world->state->trees;
    int32_t capacity = 2 * world->state->shape_pool.capacity;
    int32_t static_count = fill_leaves(world, 0);
    qn_tree_build(&trees[0], world->static_nodes, static_count, capacity,
                  (uint64_t *)(void *)world->moving_nodes);
    int32_t moving_count = fill_leaves(world, 1);
    qn_tree_build(&trees[1], world->moving_nodes, moving_count, capacity,
                  (uint64_t *)(void *)(world->static_nodes + 2 * static_count));
    qn_tree_free_rest(&trees[0], world->static_nodes);
    qn_tree_free_rest(&trees[1], world->moving_nodes);
}

bool qn_world_index(qn_world *world)
{
    build_trees(world);
    return qn_chunks_rebuild(world) && qn_pairs_rebuild(world);
}
