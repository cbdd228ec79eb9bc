// A dynamic tree of boxes: which shapes may lie here, in logarithmic time.
//
// Nodes live in an array that the caller owns and refer to each other by index, so a world can be
// copied whole. Insertion descends by surface-area cost and rotates back into balance, so the
// height stays within 1.45 log2(n) + 2 and walks need only a fixed stack. The same calls in the
// same order build the same tree on every target.
#ifndef PHYSICS_TREE_H
#define PHYSICS_TREE_H

#include "quoin/math.h"

#define QN_TREE_NULL (-1)
#define QN_TREE_STACK 64

typedef struct qn_tree_node {
    qn_aabb box;
    int32_t parent;           // of a free node: the next free one
    int32_t child_a, child_b; // QN_TREE_NULL for leaves
    int32_t height;           // 0 for leaves, -1 for free nodes
    int32_t item;             // what the caller stored with the leaf
    int32_t reserved;
    uint64_t category_bits; // union over the leaves below
} qn_tree_node;

static inline bool qn_tree_is_leaf(const qn_tree_node *node)
{
    return node->child_a == QN_TREE_NULL;
}

typedef struct qn_tree {
    int32_t root;
    int32_t free_head;
    int32_t leaf_count;
    int32_t node_capacity;
} qn_tree;

// A tree of n leaves needs 2 n nodes. Nodes are initialised here; growing keeps what is there.
void qn_tree_init(qn_tree *tree, qn_tree_node *nodes, int32_t node_capacity);
void qn_tree_grow(qn_tree *tree, qn_tree_node *nodes, int32_t node_capacity);
// A balanced tree over the leaves that the caller has written to nodes[0] to nodes[leaf_count - 1]
// (box, category_bits, item; height 0, both children QN_TREE_NULL), where they stay. Finite boxes.
// work: room for 2 leaf_count numbers. The tree may be used once qn_tree_free_rest has filled the
// nodes beyond; until then these may serve as work for another tree.
void qn_tree_build(qn_tree *tree, qn_tree_node *nodes, int32_t leaf_count, int32_t node_capacity,
                   uint64_t *work);
void qn_tree_free_rest(qn_tree *tree, qn_tree_node *nodes);
// Returns the leaf's node index; the caller has made sure that there is room (2 free nodes).
int32_t qn_tree_insert(qn_tree *tree, qn_tree_node *nodes, qn_aabb box, uint64_t category_bits,
                       int32_t item);
void qn_tree_remove(qn_tree *tree, qn_tree_node *nodes, int32_t leaf);
// Takes the leaf out and inserts it again under the same index.
void qn_tree_move(qn_tree *tree, qn_tree_node *nodes, int32_t leaf, qn_aabb box);
int32_t qn_tree_height(const qn_tree *tree, const qn_tree_node *nodes);
// Null if all invariants hold (links, heights, boxes, balance, counts), else a sentence.
const char *qn_tree_validate(const qn_tree *tree, const qn_tree_node *nodes);

// A walk over all leaves that overlap a box and share a bit with mask_bits. The tree must not
// change during a walk.
typedef struct qn_tree_walk {
    const qn_tree_node *nodes;
    qn_aabb box;
    uint64_t mask_bits;
    int32_t stack_count;
    int32_t stack[QN_TREE_STACK];
} qn_tree_walk;
void qn_tree_walk_start(qn_tree_walk *walk, const qn_tree *tree, const qn_tree_node *nodes,
                        qn_aabb box, uint64_t mask_bits);
// The next leaf's node index, or QN_TREE_NULL.
int32_t qn_tree_walk_next(qn_tree_walk *walk);

// A walk over all leaves whose box the segment origin + t * translation, t in [0, max_fraction],
// crosses. The caller may lower max_fraction between calls, and before the first one set `reach`:
// how far what moves along the segment reaches to each side, by axes.
typedef struct qn_tree_cast {
    const qn_tree_node *nodes;
    qn_vec2 origin, translation;
    qn_vec2 reach;
    float max_fraction;
    uint64_t mask_bits;
    int32_t stack_count;
    int32_t stack[QN_TREE_STACK];
} qn_tree_cast;
void qn_tree_cast_start(qn_tree_cast *cast, const qn_tree *tree, const qn_tree_node *nodes,
                        qn_vec2 origin, qn_vec2 translation, uint64_t mask_bits);
int32_t qn_tree_cast_next(qn_tree_cast *cast);

// A walk over all leaves whose box is within max_distance of a point, nearer branches first. The
// caller may lower max_distance between calls.
typedef struct qn_tree_search {
    const qn_tree_node *nodes;
    qn_vec2 point;
    float max_distance;
    uint64_t mask_bits;
    int32_t stack_count;
    int32_t stack[QN_TREE_STACK];
} qn_tree_search;
void qn_tree_search_start(qn_tree_search *search, const qn_tree *tree, const qn_tree_node *nodes,
                          qn_vec2 point, float max_distance, uint64_t mask_bits);
int32_t qn_tree_search_next(qn_tree_search *search);

#endif
