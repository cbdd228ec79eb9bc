// An AVL tree without an order: only the heights of siblings are kept within one of each other.
//
// Because leaves have no order, a subtree may hang anywhere, so one rotation always restores the
// balance and ties are decided by perimeter (the two-dimensional surface area). The invariant after
// every call: siblings differ by at most one in height, every box and bit set is exactly the union
// of the two below. A new leaf goes down to the bottom level, for only there does it keep the
// balance. Free nodes are reused last-in first-out and fresh ones in ascending order, so a tree
// that grew equals one that was large from the start. Adelson-Velsky and Landis 1962 for the bound;
// Goldsmith and Salmon 1987 for the cost of a descent.
#include "physics/broadphase/tree.h"

static float perimeter(qn_aabb box)
{
    return 2.0f * (box.upper.x - box.lower.x + box.upper.y - box.lower.y);
}

static float union_perimeter(qn_aabb a, qn_aabb b) { return perimeter(qn_aabb_union(a, b)); }

static void link_free(qn_tree_node *nodes, int32_t from, int32_t to)
{
    for (int32_t i = from; i < to; ++i) {
        nodes[i] = (qn_tree_node){.parent = i + 1 < to ? i + 1 : QN_TREE_NULL,
                                  .child_a = QN_TREE_NULL,
                                  .child_b = QN_TREE_NULL,
                                  .height = -1};
    }
}

static int32_t take_node(qn_tree *tree, qn_tree_node *nodes)
{
    int32_t index = tree->free_head;
    tree->free_head = nodes[index].parent;
    return index;
}

static void give_node(qn_tree *tree, qn_tree_node *nodes, int32_t index)
{
    nodes[index] = (qn_tree_node){
        .parent = tree->free_head, .child_a = QN_TREE_NULL, .child_b = QN_TREE_NULL, .height = -1};
    tree->free_head = index;
}

static void refit(qn_tree_node *nodes, int32_t index)
{
    qn_tree_node *node = &nodes[index];
    const qn_tree_node *a = &nodes[node->child_a];
    const qn_tree_node *b = &nodes[node->child_b];
    node->box = qn_aabb_union(a->box, b->box);
    node->category_bits = a->category_bits | b->category_bits;
    node->height = 1 + (a->height > b->height ? a->height : b->height);
}

static void set_children(qn_tree_node *nodes, int32_t parent, int32_t a, int32_t b)
{
    nodes[parent].child_a = a;
    nodes[parent].child_b = b;
    nodes[a].parent = parent;
    nodes[b].parent = parent;
    refit(nodes, parent);
}

static void replace_child(qn_tree *tree, qn_tree_node *nodes, int32_t parent, int32_t old_child,
                          int32_t new_child)
{
    nodes[new_child].parent = parent;
    if (parent == QN_TREE_NULL) {
        tree->root = new_child;
    } else if (nodes[parent].child_a == old_child) {
        nodes[parent].child_a = new_child;
    } else {
        nodes[parent].child_b = new_child;
    }
}

// The taller child takes its parent's place and keeps its own taller child; the other one moves to
// the old parent. Returns the node that now stands on top.
static int32_t lift(qn_tree *tree, qn_tree_node *nodes, int32_t top, int32_t tall, int32_t low)
{
    int32_t keep = nodes[tall].child_a;
    int32_t hand_down = nodes[tall].child_b;
    int32_t lead = nodes[keep].height - nodes[hand_down].height;
    bool is_cheaper_swapped = union_perimeter(nodes[low].box, nodes[keep].box) <
                              union_perimeter(nodes[low].box, nodes[hand_down].box);
    if (lead < 0 || (lead == 0 && is_cheaper_swapped)) {
        keep = nodes[tall].child_b;
        hand_down = nodes[tall].child_a;
    }
    replace_child(tree, nodes, nodes[top].parent, top, tall);
    set_children(nodes, top, low, hand_down);
    set_children(nodes, tall, top, keep);
    return tall;
}

// Exchanges a child of `top` with a grandchild under the other child where that makes the other
// child's box smaller and changes neither the balance nor the height.
static void try_swap(qn_tree_node *nodes, int32_t top, int32_t uncle, int32_t child, int32_t up,
                     int32_t stay)
{
    int32_t uncle_height = nodes[uncle].height;
    int32_t stay_height = nodes[stay].height;
    int32_t up_height = nodes[up].height;
    int32_t new_height = 1 + (uncle_height > stay_height ? uncle_height : stay_height);
    int32_t taller = new_height > up_height ? new_height : up_height;
    int32_t inner_lead = uncle_height - stay_height;
    int32_t outer_lead = new_height - up_height;
    if (inner_lead < -1 || inner_lead > 1 || outer_lead < -1 || outer_lead > 1 ||
        taller + 1 != nodes[top].height) {
        return;
    }
    if (union_perimeter(nodes[uncle].box, nodes[stay].box) < perimeter(nodes[child].box)) {
        set_children(nodes, child, stay, uncle);
        set_children(nodes, top, up, child);
    }
}

static void improve(qn_tree_node *nodes, int32_t top)
{
    for (int32_t side = 0; side < 4; ++side) {
        int32_t child = side < 2 ? nodes[top].child_a : nodes[top].child_b;
        int32_t uncle = side < 2 ? nodes[top].child_b : nodes[top].child_a;
        if (qn_tree_is_leaf(&nodes[child])) {
            continue;
        }
        int32_t up = side % 2 == 0 ? nodes[child].child_a : nodes[child].child_b;
        int32_t stay = side % 2 == 0 ? nodes[child].child_b : nodes[child].child_a;
        try_swap(nodes, top, uncle, child, up, stay);
    }
}

// Restores boxes, heights and balance from `index` up to the root.
static void repair_upwards(qn_tree *tree, qn_tree_node *nodes, int32_t index)
{
    while (index != QN_TREE_NULL) {
        refit(nodes, index);
        int32_t a = nodes[index].child_a;
        int32_t b = nodes[index].child_b;
        int32_t lead = nodes[a].height - nodes[b].height;
        if (lead > 1) {
            index = lift(tree, nodes, index, a, b);
        } else if (lead < -1) {
            index = lift(tree, nodes, index, b, a);
        } else if (nodes[index].height > 1) {
            improve(nodes, index);
        }
        index = nodes[index].parent;
    }
}

static float growth(const qn_tree_node *node, qn_aabb box)
{
    return union_perimeter(node->box, box) - perimeter(node->box);
}

// Goes down to the child that costs less growth, a leaf's cost being its whole new parent.
static int32_t find_sibling(const qn_tree *tree, const qn_tree_node *nodes, qn_aabb box)
{
    int32_t index = tree->root;
    while (!qn_tree_is_leaf(&nodes[index])) {
        const qn_tree_node *a = &nodes[nodes[index].child_a];
        const qn_tree_node *b = &nodes[nodes[index].child_b];
        float cost_a = qn_tree_is_leaf(a) ? union_perimeter(a->box, box) : growth(a, box);
        float cost_b = qn_tree_is_leaf(b) ? union_perimeter(b->box, box) : growth(b, box);
        if (nodes[index].height == 1 && perimeter(nodes[index].box) < qn_min(cost_a, cost_b)) {
            break;
        }
        if (cost_a == cost_b) {
            index = a->height <= b->height ? nodes[index].child_a : nodes[index].child_b;
        } else {
            index = cost_a < cost_b ? nodes[index].child_a : nodes[index].child_b;
        }
    }
    return index;
}

static void attach(qn_tree *tree, qn_tree_node *nodes, int32_t leaf)
{
    if (tree->root == QN_TREE_NULL) {
        tree->root = leaf;
        nodes[leaf].parent = QN_TREE_NULL;
        return;
    }
    int32_t sibling = find_sibling(tree, nodes, nodes[leaf].box);
    int32_t parent = take_node(tree, nodes);
    nodes[parent].item = 0;
    replace_child(tree, nodes, nodes[sibling].parent, sibling, parent);
    set_children(nodes, parent, sibling, leaf);
    repair_upwards(tree, nodes, nodes[parent].parent);
}

static void detach(qn_tree *tree, qn_tree_node *nodes, int32_t leaf)
{
    int32_t parent = nodes[leaf].parent;
    if (parent == QN_TREE_NULL) {
        tree->root = QN_TREE_NULL;
        return;
    }
    bool is_a = nodes[parent].child_a == leaf;
    int32_t sibling = is_a ? nodes[parent].child_b : nodes[parent].child_a;
    int32_t grandparent = nodes[parent].parent;
    replace_child(tree, nodes, grandparent, parent, sibling);
    give_node(tree, nodes, parent);
    repair_upwards(tree, nodes, grandparent);
}

void qn_tree_init(qn_tree *tree, qn_tree_node *nodes, int32_t node_capacity)
{
    link_free(nodes, 0, node_capacity);
    *tree = (qn_tree){.root = QN_TREE_NULL,
                      .free_head = node_capacity > 0 ? 0 : QN_TREE_NULL,
                      .leaf_count = 0,
                      .node_capacity = node_capacity};
}

void qn_tree_grow(qn_tree *tree, qn_tree_node *nodes, int32_t node_capacity)
{
    if (node_capacity <= tree->node_capacity) {
        return;
    }
    link_free(nodes, tree->node_capacity, node_capacity);
    int32_t last = tree->free_head;
    while (last != QN_TREE_NULL && nodes[last].parent != QN_TREE_NULL) {
        last = nodes[last].parent;
    }
    if (last == QN_TREE_NULL) {
        tree->free_head = tree->node_capacity;
    } else {
        nodes[last].parent = tree->node_capacity;
    }
    tree->node_capacity = node_capacity;
}

int32_t qn_tree_insert(qn_tree *tree, qn_tree_node *nodes, qn_aabb box, uint64_t category_bits,
                       int32_t item)
{
    int32_t leaf = take_node(tree, nodes);
    nodes[leaf] = (qn_tree_node){.box = box,
                                 .parent = QN_TREE_NULL,
                                 .child_a = QN_TREE_NULL,
                                 .child_b = QN_TREE_NULL,
                                 .height = 0,
                                 .item = item,
                                 .category_bits = category_bits};
    attach(tree, nodes, leaf);
    tree->leaf_count += 1;
    return leaf;
}

void qn_tree_remove(qn_tree *tree, qn_tree_node *nodes, int32_t leaf)
{
    detach(tree, nodes, leaf);
    give_node(tree, nodes, leaf);
    tree->leaf_count -= 1;
}

void qn_tree_move(qn_tree *tree, qn_tree_node *nodes, int32_t leaf, qn_aabb box)
{
    detach(tree, nodes, leaf);
    nodes[leaf].box = box;
    attach(tree, nodes, leaf);
}

int32_t qn_tree_height(const qn_tree *tree, const qn_tree_node *nodes)
{
    return tree->root == QN_TREE_NULL ? 0 : nodes[tree->root].height;
}
