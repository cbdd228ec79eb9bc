// Boxes are the trees' business, categories are looked up in the shapes themselves.
#include "physics/broadphase/near.h"

qn_near qn_near_start(const qn_world *world, uint32_t trees, qn_aabb box, uint64_t mask_bits)
{
    qn_near near;
    near.world = world;
    near.mask_bits = mask_bits;
    qn_tree_walk_start(&near.walk, &world->forest, trees, box);
    return near;
}

int32_t qn_near_next(qn_near *near)
{
    int32_t shape = qn_tree_walk_next(&near->walk);
    while (shape != QN_TREE_NULL &&
           (near->world->shapes[shape].category_bits & near->mask_bits) == 0) {
        shape = qn_tree_walk_next(&near->walk);
    }
    return shape;
}
