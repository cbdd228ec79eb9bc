// Trees of boxes: which shapes may lie here. A forest is two of them in the same memory, one for
// the shapes of what does not give way (static and kinematic bodies) and one for dynamic bodies.
//
// A tree is packed: its leaves have places 0, 1, 2, ..., four of them make a node, four nodes a
// node of the level above, and so on up to one root, so nothing points anywhere: what is above and
// below follows from the place. A node of 64 bytes holds its four boxes by axes, to be tested all
// at once. Leaves lie in the order of a space-filling curve; what moves or enters later wears that
// order off until it is made anew.
//
// Items are small numbers of the caller's, each in one tree of the forest at most. What a walk
// finds does not depend on the places, but its order does. Boxes are finite.
#ifndef PHYSICS_TREE_H
#define PHYSICS_TREE_H

#include "base/simd.h"
#include "quoin/math.h"

#define QN_TREE_NULL (-1)
#define QN_TREE_WIDTH 4
#define QN_TREE_LEVELS 11 // enough for 4 million leaves
// The leaves below a node of this level; each tree that is not empty has it.
#define QN_TREE_GROUP_LEVEL 1
#define QN_TREE_GROUP 16
// Both roots, and wherever a walk takes one node it leaves three of its four for later.
#define QN_TREE_STACK (2 + 3 * QN_TREE_LEVELS)

// Which tree, and bits of several.
#define QN_TREE_FIXED 0
#define QN_TREE_DYNAMIC 1
#define QN_IN_FIXED 1u
#define QN_IN_DYNAMIC 2u
#define QN_IN_BOTH 3u

// Of a leaf that was moved a little, or that is anywhere.
#define QN_TREE_WEAR_OF_MOVE 1
#define QN_TREE_WEAR_OF_ENTRY 32

// A lane without a box is inside out: infinitely far below and above.
typedef struct qn_tree_node {
    float lower_x[QN_TREE_WIDTH], lower_y[QN_TREE_WIDTH];
    float upper_x[QN_TREE_WIDTH], upper_y[QN_TREE_WIDTH];
} qn_tree_node;
_Static_assert(sizeof(qn_tree_node) == 64, "one line of a cache");

// All 0: an empty tree.
typedef struct qn_tree {
    int32_t leaf_count;
    int32_t place_count; // with and without a leaf
    int32_t free_head;   // place + 1 of one without; its item tells the next as -1 - next
    int32_t wear;        // what has moved and entered since the leaves were put in order
} qn_tree;

// Where the two trees lie. The dynamic one counts its places and nodes from the end, so that they
// share their room in any proportion.
typedef struct qn_forest {
    qn_tree *trees; // 2
    qn_tree_node *nodes;
    int32_t *items;  // by place
    int32_t *places; // by item; QN_TREE_NULL: in no tree
    int32_t place_capacity;
    int32_t first_nodes[QN_TREE_LEVELS + 1]; // of each level, and the end
} qn_forest;

// What putting leaves in order works in.
typedef struct qn_tree_leaf {
    qn_aabb box;
    int32_t item;
} qn_tree_leaf;
typedef struct qn_tree_work {
    uint64_t *keys; // twice as many as there may be items
    qn_tree_leaf *leaves;
} qn_tree_work;

// How many places and nodes a forest for so many items has.
int32_t qn_forest_places_for(int32_t item_capacity);
int32_t qn_forest_nodes_for(int32_t item_capacity);
// Over memory of these sizes, with what it holds.
qn_forest qn_forest_over(qn_tree trees[2], qn_tree_node *nodes, int32_t *items, int32_t *places,
                         int32_t item_capacity);
// The same trees, in a forest with at least as much room.
void qn_forest_copy(const qn_forest *to, const qn_forest *from);

// There must be fewer leaves in the forest than it has been made for. May put the leaves in order:
// that costs a few times what entering costs, on average.
void qn_tree_insert(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box,
                    qn_tree_work work);
void qn_tree_remove(const qn_forest *forest, int32_t tree, int32_t item);
void qn_tree_move(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box,
                  qn_tree_work work);
// For many at once: each gets its box, and after all of them the levels above are made to fit,
// either for single items or for the whole tree. In between there must be no walk.
void qn_tree_set_box(const qn_forest *forest, int32_t tree, int32_t item, qn_aabb box);
void qn_tree_fit_item(const qn_forest *forest, int32_t tree, int32_t item);
void qn_tree_fit(const qn_forest *forest, int32_t tree);
// Puts the leaves in order where too much has worn off.
void qn_tree_mend(const qn_forest *forest, int32_t tree, qn_tree_work work);
// A tree of the leaves in work.leaves, in linear time, instead of all it held.
void qn_tree_build(const qn_forest *forest, int32_t tree, int32_t leaf_count, qn_tree_work work);
// The same with the leaves in the order that they have there.
void qn_tree_fill(const qn_forest *forest, int32_t tree, int32_t leaf_count, qn_tree_work work);
// Likewise, for leaves that are in order, but for what has worn off (QN_TREE_WEAR_*): they
// stay as they are unless that is too much.
void qn_tree_rebuild(const qn_forest *forest, int32_t tree, int32_t leaf_count, int32_t wear,
                     qn_tree_work work);

// Of levels, at least two; 0 where it is empty.
int32_t qn_tree_height(const qn_tree *tree);
qn_aabb qn_tree_box(const qn_forest *forest, int32_t tree, int32_t item);
// Null if all invariants hold (boxes, places, counts, free places), else a sentence.
const char *qn_tree_validate(const qn_forest *forest, int32_t tree);

// ---- Walks ----------------------------------------------------------------------------------
// Each gives items until QN_TREE_NULL. The forest must not change meanwhile. `trees` are QN_IN_*.

// All whose box overlaps a box.
typedef struct qn_tree_walk {
    const qn_forest *forest;
    qn_f4 lower_x, lower_y, upper_x, upper_y;
    uint32_t found; // lanes of the last node that are still to be given
    uint32_t node;
    int32_t stack_count;
    uint32_t stack[QN_TREE_STACK];
} qn_tree_walk;
void qn_tree_walk_start(qn_tree_walk *walk, const qn_forest *forest, uint32_t trees, qn_aabb box);
int32_t qn_tree_walk_next(qn_tree_walk *walk);
// The same walk by groups, for who has many boxes in one: the number, within its level, of each
// that has an overlapping node of leaves. False at the end.
bool qn_tree_walk_next_group(qn_tree_walk *walk, int32_t *tree, int32_t *index);

// What a walk that starts near has found in its last node: the nearest last.
typedef struct qn_tree_near {
    int32_t count;
    int32_t lanes[QN_TREE_WIDTH];
    float keys[QN_TREE_WIDTH]; // by lane
} qn_tree_near;

// All whose box the segment origin + t * translation, t in [0, max_fraction], crosses; nearer
// branches first. The caller may lower max_fraction between calls, and before the first one set
// `reach`: how far what moves along the segment reaches to each side, by axes.
typedef struct qn_tree_cast {
    const qn_forest *forest;
    qn_vec2 origin, translation;
    qn_vec2 reach;
    float max_fraction;
    float tested_fraction; // when `near` was found
    qn_tree_near near;
    uint32_t node;
    int32_t stack_count;
    uint32_t stack[QN_TREE_STACK];
} qn_tree_cast;
void qn_tree_cast_start(qn_tree_cast *cast, const qn_forest *forest, uint32_t trees, qn_vec2 origin,
                        qn_vec2 translation);
int32_t qn_tree_cast_next(qn_tree_cast *cast);

// All whose box is within max_distance of a point, nearer branches first. The caller may lower
// max_distance between calls.
typedef struct qn_tree_search {
    const qn_forest *forest;
    qn_vec2 point;
    float max_distance;
    qn_tree_near near;
    uint32_t node;
    int32_t stack_count;
    uint32_t stack[QN_TREE_STACK];
    float stack_keys[QN_TREE_STACK]; // squared distances
} qn_tree_search;
void qn_tree_search_start(qn_tree_search *search, const qn_forest *forest, uint32_t trees,
                          qn_vec2 point, float max_distance);
int32_t qn_tree_search_next(qn_tree_search *search);

// ---- Places and nodes -----------------------------------------------------------------------

// The level of the root of a tree that is not empty.
static inline int32_t qn_tree_root_level(const qn_tree *tree)
{
    int32_t level = QN_TREE_GROUP_LEVEL;
    while (tree->place_count > (int64_t)QN_TREE_WIDTH << 2 * level) {
        level += 1;
    }
    return level;
}
static inline int32_t qn_tree_nodes_on(const qn_tree *tree, int32_t level)
{
    int32_t shift = 2 * level + 2;
    return (tree->place_count + (1 << shift) - 1) >> shift;
}
static inline qn_tree_node *qn_tree_node_at(const qn_forest *forest, int32_t tree, int32_t level,
                                            int32_t i)
{
    return &forest->nodes[tree == QN_TREE_FIXED ? forest->first_nodes[level] + i
                                                : forest->first_nodes[level + 1] - 1 - i];
}
static inline int32_t *qn_tree_item_at(const qn_forest *forest, int32_t tree, int32_t place)
{
    return &forest->items[tree == QN_TREE_FIXED ? place : forest->place_capacity - 1 - place];
}
// The boxes of a node that overlap a box, as bits.
static inline __attribute__((always_inline)) uint32_t qn_tree_overlaps(const qn_tree_node *node,
                                                                       qn_f4 lower_x, qn_f4 lower_y,
                                                                       qn_f4 upper_x, qn_f4 upper_y)
{
    qn_f4 x = qn_f4_or(qn_f4_greater(qn_f4_load(node->lower_x), upper_x),
                       qn_f4_greater(lower_x, qn_f4_load(node->upper_x)));
    qn_f4 y = qn_f4_or(qn_f4_greater(qn_f4_load(node->lower_y), upper_y),
                       qn_f4_greater(lower_y, qn_f4_load(node->upper_y)));
    return ~qn_f4_lanes(qn_f4_or(x, y)) & 15u;
}

#endif
