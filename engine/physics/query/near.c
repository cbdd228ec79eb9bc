// First the shapes of static bodies, then all others.
#include "physics/query/near.h"

static void enter(qn_near *near, int32_t tree, qn_aabb box, uint64_t mask_bits)
{
    near->tree = tree;
    qn_tree_walk_start(&near->walk, &near->world->state->trees[tree],
                       qn_tree_nodes(near->world, tree), box, mask_bits);
}

qn_near qn_near_start(const qn_world *world, qn_aabb box, uint64_t mask_bits)
{
    qn_near near;
    near.world = world;
    enter(&near, 0, box, mask_bits);
    return near;
}

int32_t qn_near_next(qn_near *near)
{
    int32_t leaf = qn_tree_walk_next(&near->walk);
    if (leaf == QN_TREE_NULL && near->tree == 0) {
        enter(near, 1, near->walk.box, near->walk.mask_bits);
        leaf = qn_tree_walk_next(&near->walk);
    }
    return leaf == QN_TREE_NULL ? QN_NONE : near->walk.nodes[leaf].item;
}
