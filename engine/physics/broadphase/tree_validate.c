// Checks a tree from outside its own code, so that a fault in tree.c cannot hide itself.
//
// Every lane of the nodes in use is compared with the node below it, every place with its item, and
// the free list is walked with a bound of its own.
#include "physics/broadphase/tree.h"

typedef struct lane_box {
    float lower_x, lower_y, upper_x, upper_y;
} lane_box;

static lane_box box_of(const qn_tree_node *node, int32_t lane)
{
    return (lane_box){node->lower_x[lane], node->lower_y[lane], node->upper_x[lane],
                      node->upper_y[lane]};
}

static bool is_same(lane_box a, lane_box b)
{
    return a.lower_x == b.lower_x && a.lower_y == b.lower_y && a.upper_x == b.upper_x &&
           a.upper_y == b.upper_y;
}

static lane_box no_box(void)
{
    float far = __builtin_inff();
    return (lane_box){far, far, -far, -far};
}

static lane_box union_below(const qn_tree_node *node)
{
    lane_box all = no_box();
    for (int32_t lane = 0; lane < QN_TREE_WIDTH; ++lane) {
        lane_box one = box_of(node, lane);
        all.lower_x = qn_min(all.lower_x, one.lower_x);
        all.lower_y = qn_min(all.lower_y, one.lower_y);
        all.upper_x = qn_max(all.upper_x, one.upper_x);
        all.upper_y = qn_max(all.upper_y, one.upper_y);
    }
    return all;
}

static bool are_lanes_unions(const qn_forest *forest, int32_t tree, int32_t level, int32_t i)
{
    const qn_tree_node *node = qn_tree_node_at(forest, tree, level, i);
    int32_t below = qn_tree_nodes_on(&forest->trees[tree], level - 1);
    for (int32_t lane = 0; lane < QN_TREE_WIDTH; ++lane) {
        int32_t child = QN_TREE_WIDTH * i + lane;
        lane_box due =
            child < below ? union_below(qn_tree_node_at(forest, tree, level - 1, child)) : no_box();
        if (!is_same(box_of(node, lane), due)) {
            return false;
        }
    }
    return true;
}

static bool is_level_sound(const qn_forest *forest, int32_t tree, int32_t level)
{
    for (int32_t i = 0; i < qn_tree_nodes_on(&forest->trees[tree], level); ++i) {
        if (!are_lanes_unions(forest, tree, level, i)) {
            return false;
        }
    }
    return true;
}

static const char *check_inner(const qn_forest *forest, int32_t tree)
{
    for (int32_t level = 1; level < qn_tree_height(&forest->trees[tree]); ++level) {
        if (!is_level_sound(forest, tree, level)) {
            return "a box is not the union of those below it";
        }
    }
    return NULL;
}

static const char *check_place(const qn_forest *forest, int32_t tree, int32_t place)
{
    const qn_tree_node *node = qn_tree_node_at(forest, tree, 0, place / QN_TREE_WIDTH);
    lane_box box = box_of(node, place % QN_TREE_WIDTH);
    bool is_used = place < forest->trees[tree].place_count;
    int32_t item = is_used ? *qn_tree_item_at(forest, tree, place) : QN_TREE_NULL;
    if (item < 0) {
        return is_same(box, no_box()) ? NULL : "a place without a leaf has a box";
    }
    if (forest->places[item] != place) {
        return "an item does not know its place";
    }
    bool is_sound = box.lower_x <= box.upper_x && box.lower_y <= box.upper_y &&
                    qn_is_finite(box.upper_x - box.lower_x) &&
                    qn_is_finite(box.upper_y - box.lower_y);
    return is_sound ? NULL : "a leaf has no sound box";
}

static const char *check_counts(const qn_forest *forest, int32_t tree)
{
    const qn_tree *t = &forest->trees[tree];
    int32_t leaves = 0, free_count = 0;
    for (int32_t place = 0; place < t->place_count; ++place) {
        leaves += *qn_tree_item_at(forest, tree, place) >= 0;
    }
    int32_t head = t->free_head;
    while (head != 0 && free_count <= t->place_count) {
        if (head < 0 || head > t->place_count || *qn_tree_item_at(forest, tree, head - 1) >= 0) {
            return "the list of free places holds one that is taken";
        }
        free_count += 1;
        head = -1 - *qn_tree_item_at(forest, tree, head - 1);
    }
    if (leaves + free_count != t->place_count) {
        return "places are neither free nor taken";
    }
    return leaves == t->leaf_count ? NULL : "the number of leaves is wrong";
}

const char *qn_tree_validate(const qn_forest *forest, int32_t tree)
{
    const qn_tree *trees = forest->trees;
    if (trees[0].place_count < 0 || trees[1].place_count < 0 ||
        trees[0].place_count > forest->place_capacity - trees[1].place_count) {
        return "the trees do not fit into their forest";
    }
    int32_t lane_count = QN_TREE_WIDTH * qn_tree_nodes_on(&trees[tree], 0);
    for (int32_t place = 0; place < lane_count; ++place) {
        const char *fault = check_place(forest, tree, place);
        if (fault != NULL) {
            return fault;
        }
    }
    const char *fault = check_inner(forest, tree);
    return fault != NULL ? fault : check_counts(forest, tree);
}
