// A whole tree at once, in linear time whatever the boxes are.
//
// The leaves are put in the order in which a Hilbert curve meets their centres (equal ones as they
// came), and packed from the first place on. Neighbours on the curve are near each other, so boxes
// are small. Kamel and Faloutsos 1993, "On packing R-trees"; the curve as in Warren, "Hacker's
// Delight", chapter 16.
#include "base/sort.h"
#include "physics/broadphase/tree.h"

#define CURVE_BITS 16

// Where on the curve a cell of the grid of 2^16 by 2^16 lies.
static uint32_t place_on_curve(uint32_t x, uint32_t y)
{
    uint32_t place = 0;
    for (uint32_t side = 1u << (CURVE_BITS - 1); side > 0; side >>= 1) {
        uint32_t right = (x & side) != 0 ? 1 : 0;
        uint32_t up = (y & side) != 0 ? 1 : 0;
        place = place << 2 | ((3u * right) ^ up);
        // In the lower half the curve runs mirrored at a diagonal, on the right at the other one.
        uint32_t flip = 0u - (right & ~up);
        uint32_t swap = (x ^ y) & (up - 1u);
        x ^= swap ^ flip;
        y ^= swap ^ flip;
    }
    return place;
}

static qn_vec2 twice_center(const qn_tree_leaf *leaf)
{
    return qn_add(leaf->box.lower, leaf->box.upper);
}

static uint32_t to_cell(float offset, float cells_per_length)
{
    return (uint32_t)qn_clamp(offset * cells_per_length, 0.0f, 65535.0f);
}

static void fill_keys(const qn_tree_leaf *leaves, int32_t count, uint64_t *keys)
{
    qn_vec2 lower = twice_center(&leaves[0]);
    qn_vec2 upper = lower;
    for (int32_t i = 1; i < count; ++i) {
        lower = qn_v2_min(lower, twice_center(&leaves[i]));
        upper = qn_v2_max(upper, twice_center(&leaves[i]));
    }
    float side = qn_max(upper.x - lower.x, upper.y - lower.y);
    float cells_per_length = side > 1.0e-6f ? 65535.0f / side : 0.0f;
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 offset = qn_sub(twice_center(&leaves[i]), lower);
        uint32_t x = to_cell(offset.x, cells_per_length);
        uint32_t y = to_cell(offset.y, cells_per_length);
        keys[i] = (uint64_t)place_on_curve(x, y) << 32 | (uint32_t)i;
    }
}

static void write_leaf(qn_tree_node *node, int32_t lane, const qn_tree_leaf *leaf)
{
    float inside_out = __builtin_inff();
    node->lower_x[lane] = leaf != NULL ? leaf->box.lower.x : inside_out;
    node->lower_y[lane] = leaf != NULL ? leaf->box.lower.y : inside_out;
    node->upper_x[lane] = leaf != NULL ? leaf->box.upper.x : -inside_out;
    node->upper_y[lane] = leaf != NULL ? leaf->box.upper.y : -inside_out;
}

static void place_leaf(const qn_forest *forest, int32_t tree, int32_t place,
                       const qn_tree_leaf *leaf)
{
    *qn_tree_item_at(forest, tree, place) = leaf->item;
    forest->places[leaf->item] = place;
    write_leaf(qn_tree_node_at(forest, tree, 0, place / QN_TREE_WIDTH), place % QN_TREE_WIDTH,
               leaf);
}

static void finish(const qn_forest *forest, int32_t tree, int32_t leaf_count)
{
    forest->trees[tree] = (qn_tree){.leaf_count = leaf_count, .place_count = leaf_count};
    int32_t lane_count = QN_TREE_WIDTH * qn_tree_nodes_on(&forest->trees[tree], 0);
    for (int32_t place = leaf_count; place < lane_count; ++place) {
        write_leaf(qn_tree_node_at(forest, tree, 0, place / QN_TREE_WIDTH), place % QN_TREE_WIDTH,
                   NULL);
    }
    qn_tree_fit(forest, tree);
}

void qn_tree_fill(const qn_forest *forest, int32_t tree, int32_t leaf_count, qn_tree_work work)
{
    for (int32_t place = 0; place < leaf_count; ++place) {
        place_leaf(forest, tree, place, &work.leaves[place]);
    }
    finish(forest, tree, leaf_count);
}

void qn_tree_build(const qn_forest *forest, int32_t tree, int32_t leaf_count, qn_tree_work work)
{
    if (leaf_count > 0) {
        fill_keys(work.leaves, leaf_count, work.keys);
        qn_sort_keys(work.keys, work.keys + leaf_count, leaf_count, 32, 64);
    }
    for (int32_t place = 0; place < leaf_count; ++place) {
        place_leaf(forest, tree, place, &work.leaves[(uint32_t)work.keys[place]]);
    }
    finish(forest, tree, leaf_count);
}
