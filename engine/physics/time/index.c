// Makes QN_WORLD_INDEXES anew from the arrays: both trees, the table of chunks and the set of
// pairs.
#include "physics/time/index.h"

#include "physics/step.h"
#include "physics/terrain/chunks.h"

static void build_tree(qn_world *world, int32_t tree)
{
    qn_tree_work work = qn_work_for_trees(world->scratch);
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        const qn_shape *shape = &world->shapes[i];
        if (!world->shape_slots[i].is_live || qn_tree_of(world, shape) != tree) {
            continue;
        }
        if (qn_body_slot_is_disabled(world, shape->body)) {
            world->tree_places[i] = QN_TREE_NULL;
            continue;
        }
        work.leaves[count++] = (qn_tree_leaf){shape->fat_box, i};
    }
    qn_tree_build(&world->forest, tree, count, work);
}

bool qn_world_index(qn_world *world)
{
    build_tree(world, QN_TREE_FIXED);
    build_tree(world, QN_TREE_DYNAMIC);
    return qn_chunks_rebuild(world) && qn_pairs_rebuild(world);
}
