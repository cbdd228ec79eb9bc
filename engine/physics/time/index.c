// Makes QN_WORLD_INDEXES anew from the arrays: both trees, the table of chunks and the set of
// pairs. Whom the moved shapes have met, and how far bodies may move, is not known anymore.
//
// A state that is restored mostly has the shapes of the one that it replaces, not far from where
// they are there. So the leaves take over the order of its trees as far as it goes, and need not be
// put in order.
#include "physics/time/index.h"

#include <string.h>

#include "physics/step.h"
#include "physics/terrain/chunks.h"

static bool is_leaf_of(const qn_world *world, int32_t tree, int32_t shape)
{
    return shape >= 0 && shape < world->state->shape_pool.used_count &&
           world->shape_slots[shape].is_live && qn_tree_of(world, &world->shapes[shape]) == tree &&
           !qn_body_slot_is_disabled(world, world->shapes[shape].body);
}

// The leaves of a tree, as many as are known.
typedef struct order {
    qn_tree_leaf *leaves;
    int32_t count;
    int32_t wear;
} order;

static void append(qn_world *world, order *o, int32_t shape, int32_t wear)
{
    world->tree_places[shape] = o->count;
    o->leaves[o->count++] = (qn_tree_leaf){world->shapes[shape].fat_box, shape};
    o->wear += wear;
}

static int32_t wear_between(qn_aabb before, qn_aabb now)
{
    bool is_same = qn_aabb_contains(before, now) && qn_aabb_contains(now, before);
    int32_t moved = qn_aabb_overlaps(before, now) ? QN_TREE_WEAR_OF_MOVE : QN_TREE_WEAR_OF_ENTRY;
    return is_same ? 0 : moved;
}

static void append_like(qn_world *world, const qn_world *like, int32_t tree, order *o)
{
    const qn_tree *t = &like->state->trees[tree];
    o->wear = t->wear;
    for (int32_t place = 0; place < t->place_count; ++place) {
        int32_t shape = *qn_tree_item_at(&like->forest, tree, place);
        if (is_leaf_of(world, tree, shape)) {
            qn_aabb before = qn_tree_box(&like->forest, tree, shape);
            append(world, o, shape, wear_between(before, world->shapes[shape].fat_box));
        }
    }
}

static void build_tree(qn_world *world, const qn_world *like, int32_t tree)
{
    qn_tree_work work = qn_work_for_trees(world->scratch);
    order o = {.leaves = work.leaves};
    if (like != NULL) {
        append_like(world, like, tree, &o);
    }
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        if (world->tree_places[i] == QN_TREE_NULL && is_leaf_of(world, tree, i)) {
            append(world, &o, i, QN_TREE_WEAR_OF_ENTRY);
        }
    }
    qn_tree_rebuild(&world->forest, tree, o.count, o.wear, work);
}

bool qn_world_index(qn_world *world, const qn_world *like)
{
    int32_t shape_count = world->state->shape_pool.used_count;
    memset(world->tree_places, 0xFF, sizeof *world->tree_places * (size_t)shape_count);
    _Static_assert(QN_TREE_NULL == -1, "all bits set: in no tree");
    build_tree(world, like, QN_TREE_FIXED);
    build_tree(world, like, QN_TREE_DYNAMIC);
    memset(world->box_slacks, 0,
           sizeof *world->box_slacks * (size_t)world->state->body_pool.used_count);
    for (int32_t i = 0; i < world->state->moved_count; ++i) {
        world->met_boxes[world->moved_shapes[i]] = QN_AABB_NOWHERE;
    }
    return qn_chunks_rebuild(world) && qn_pairs_rebuild(world);
}
