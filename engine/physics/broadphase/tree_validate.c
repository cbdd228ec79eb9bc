// Checks a tree from outside its own code, so that a fault in tree.c cannot hide itself.
//
// Every used node is compared with its parent and its children. Heights grow strictly towards the
// root, so sound links cannot form a cycle; the free list is walked with a bound of its own.
#include "physics/broadphase/tree.h"

static const char *check_inner(const qn_tree *tree, const qn_tree_node *nodes, int32_t index)
{
    const qn_tree_node *node = &nodes[index];
    int32_t capacity = tree->node_capacity;
    if (node->child_a < 0 || node->child_a >= capacity || node->child_b < 0 ||
        node->child_b >= capacity || node->child_a == node->child_b) {
        return "a child's index lies outside the tree";
    }
    const qn_tree_node *a = &nodes[node->child_a];
    const qn_tree_node *b = &nodes[node->child_b];
    if (a->parent != index || b->parent != index) {
        return "a child does not point back at its parent";
    }
    int32_t lead = a->height - b->height;
    if (a->height < 0 || b->height < 0 || lead < -1 || lead > 1) {
        return "two siblings are out of balance";
    }
    if (node->height != 1 + (lead > 0 ? a->height : b->height)) {
        return "a height is not one more than the taller child's";
    }
    qn_aabb both = qn_aabb_union(a->box, b->box);
    if (!qn_aabb_contains(node->box, both) || !qn_aabb_contains(both, node->box)) {
        return "a box is not the union of its children's";
    }
    if (node->category_bits != (a->category_bits | b->category_bits)) {
        return "category bits are not the union of the children's";
    }
    return NULL;
}

static const char *check_parent(const qn_tree *tree, const qn_tree_node *nodes, int32_t index)
{
    int32_t parent = nodes[index].parent;
    if (parent == QN_TREE_NULL) {
        return tree->root == index ? NULL : "a node without parent is not the root";
    }
    if (parent < 0 || parent >= tree->node_capacity || nodes[parent].child_a == QN_TREE_NULL ||
        (nodes[parent].child_a != index && nodes[parent].child_b != index)) {
        return "a parent does not know its child";
    }
    return NULL;
}

static const char *check_counts(const qn_tree *tree, const qn_tree_node *nodes, int32_t used,
                                int32_t leaves)
{
    int32_t free_count = 0;
    int32_t index = tree->free_head;
    while (index != QN_TREE_NULL && free_count <= tree->node_capacity) {
        if (index < 0 || index >= tree->node_capacity || nodes[index].height != -1) {
            return "the free list holds a node that is in use";
        }
        free_count += 1;
        index = nodes[index].parent;
    }
    if (free_count + used != tree->node_capacity) {
        return "nodes are neither free nor in use";
    }
    if (leaves != tree->leaf_count || used != (leaves > 0 ? 2 * leaves - 1 : 0)) {
        return "the number of leaves is wrong";
    }
    if ((tree->root == QN_TREE_NULL) != (leaves == 0)) {
        return "the root is wrong";
    }
    return NULL;
}

const char *qn_tree_validate(const qn_tree *tree, const qn_tree_node *nodes)
{
    int32_t used = 0;
    int32_t leaves = 0;
    for (int32_t i = 0; i < tree->node_capacity; ++i) {
        if (nodes[i].height < 0) {
            continue;
        }
        bool is_leaf = nodes[i].child_a == QN_TREE_NULL;
        const char *fault = check_parent(tree, nodes, i);
        if (fault == NULL && !is_leaf) {
            fault = check_inner(tree, nodes, i);
        } else if (fault == NULL && nodes[i].height != 0) {
            fault = "a leaf has a height";
        }
        if (fault != NULL) {
            return fault;
        }
        used += 1;
        leaves += is_leaf ? 1 : 0;
    }
    return check_counts(tree, nodes, used, leaves);
}
