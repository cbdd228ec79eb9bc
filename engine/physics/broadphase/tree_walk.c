// Walks: down from the roots with a stack of their own, so that they need nothing of the caller's.
//
// An entry of the stack names a node by its tree, its level and its number. A node that is taken
// off leaves at most four of the level below, so a stack never holds more than three of each level
// beside the roots it began with.
#include "physics/broadphase/tree.h"

#define LEVEL_SHIFT 1
#define NUMBER_SHIFT 5
#define LEVEL_MASK 15u
_Static_assert(QN_TREE_LEVELS <= LEVEL_MASK, "a level fits its bits");

static inline int32_t tree_of(uint32_t entry) { return (int32_t)(entry & 1u); }

static inline int32_t level_of(uint32_t entry)
{
    return (int32_t)(entry >> LEVEL_SHIFT & LEVEL_MASK);
}

static inline const qn_tree_node *node_of(const qn_forest *forest, uint32_t entry)
{
    return qn_tree_node_at(forest, tree_of(entry), level_of(entry),
                           (int32_t)(entry >> NUMBER_SHIFT));
}

static inline uint32_t child_of(uint32_t entry, uint32_t lane)
{
    uint32_t number = QN_TREE_WIDTH * (entry >> NUMBER_SHIFT) + lane;
    return number << NUMBER_SHIFT | ((entry & ((1u << NUMBER_SHIFT) - 1u)) - (1u << LEVEL_SHIFT));
}

static inline int32_t item_of(const qn_forest *forest, uint32_t entry, uint32_t lane)
{
    int32_t place = (int32_t)(QN_TREE_WIDTH * (entry >> NUMBER_SHIFT) + lane);
    return *qn_tree_item_at(forest, tree_of(entry), place);
}

// The static tree on top. Returns how many.
static int32_t push_roots(uint32_t *stack, const qn_forest *forest, uint32_t trees)
{
    int32_t count = 0;
    for (int32_t tree = 1; tree >= 0; --tree) {
        const qn_tree *t = &forest->trees[tree];
        if ((trees >> tree & 1u) != 0 && t->leaf_count > 0) {
            stack[count++] = (uint32_t)qn_tree_root_level(t) << LEVEL_SHIFT | (uint32_t)tree;
        }
    }
    return count;
}

// ---- Boxes ----------------------------------------------------------------------------------

void qn_tree_walk_start(qn_tree_walk *walk, const qn_forest *forest, uint32_t trees, qn_aabb box)
{
    walk->forest = forest;
    walk->lower_x = qn_f4_splat(box.lower.x);
    walk->lower_y = qn_f4_splat(box.lower.y);
    walk->upper_x = qn_f4_splat(box.upper.x);
    walk->upper_y = qn_f4_splat(box.upper.y);
    walk->found = 0;
    walk->stack_count = push_roots(walk->stack, forest, trees);
}

// On to the next node of the lowest level that is wanted of which a box overlaps; false at the end.
static inline __attribute__((always_inline)) bool find_node(qn_tree_walk *walk, int32_t lowest)
{
    while (walk->stack_count > 0) {
        walk->stack_count -= 1;
        walk->node = walk->stack[walk->stack_count];
        uint32_t hits = qn_tree_overlaps(node_of(walk->forest, walk->node), walk->lower_x,
                                         walk->lower_y, walk->upper_x, walk->upper_y);
        if (level_of(walk->node) == lowest && hits != 0) {
            walk->found = hits;
            return true;
        }
        for (; level_of(walk->node) > lowest && hits != 0; hits &= hits - 1u) {
            walk->stack[walk->stack_count++] = child_of(walk->node, (uint32_t)__builtin_ctz(hits));
        }
    }
    return false;
}

bool qn_tree_walk_next_group(qn_tree_walk *walk, int32_t *tree, int32_t *index)
{
    if (!find_node(walk, QN_TREE_GROUP_LEVEL)) {
        return false;
    }
    *tree = tree_of(walk->node);
    *index = (int32_t)(walk->node >> NUMBER_SHIFT);
    return true;
}

int32_t qn_tree_walk_next(qn_tree_walk *walk)
{
    if (walk->found == 0 && !find_node(walk, 0)) {
        return QN_TREE_NULL;
    }
    uint32_t lane = (uint32_t)__builtin_ctz(walk->found);
    walk->found &= walk->found - 1u;
    return item_of(walk->forest, walk->node, lane);
}

// ---- Near first -----------------------------------------------------------------------------

// Puts the lanes that are hit in order.
static void sort_lanes(qn_tree_near *near, uint32_t hits, qn_f4 keys)
{
    qn_f4_store(near->keys, keys);
    near->count = 0;
    for (; hits != 0; hits &= hits - 1u) {
        int32_t lane = __builtin_ctz(hits);
        int32_t at = near->count++;
        for (; at > 0 && near->keys[near->lanes[at - 1]] < near->keys[lane]; --at) {
            near->lanes[at] = near->lanes[at - 1];
        }
        near->lanes[at] = lane;
    }
}

// ---- Casts ----------------------------------------------------------------------------------

void qn_tree_cast_start(qn_tree_cast *cast, const qn_forest *forest, uint32_t trees, qn_vec2 origin,
                        qn_vec2 translation)
{
    cast->forest = forest;
    cast->origin = origin;
    cast->translation = translation;
    cast->reach = (qn_vec2){0.0f, 0.0f};
    cast->max_fraction = cast->tested_fraction = 1.0f;
    cast->near.count = 0;
    cast->stack_count = push_roots(cast->stack, forest, trees);
}

// Does the line miss the boxes? The third separating axis is the line's normal d:
//     |d x s| > |d.x| reach.y + |d.y| reach.x,   s from the origin to the box's middle
// and some slack, which covers the rounding of this very formula, so a leaf that is hit is never
// left out.
static inline __attribute__((always_inline)) qn_f4 line_misses(const qn_tree_cast *cast,
                                                               const qn_tree_node *node,
                                                               qn_f4 *along)
{
    qn_f4 half = qn_f4_splat(0.5f);
    qn_f4 dx = qn_f4_splat(cast->translation.x), dy = qn_f4_splat(cast->translation.y);
    qn_f4 lower_x = qn_f4_load(node->lower_x), lower_y = qn_f4_load(node->lower_y);
    qn_f4 upper_x = qn_f4_load(node->upper_x), upper_y = qn_f4_load(node->upper_y);
    qn_f4 reach_x = qn_f4_mul_add(qn_f4_splat(cast->reach.x), half, qn_f4_sub(upper_x, lower_x));
    qn_f4 reach_y = qn_f4_mul_add(qn_f4_splat(cast->reach.y), half, qn_f4_sub(upper_y, lower_y));
    qn_f4 sx = qn_f4_sub(qn_f4_mul(half, qn_f4_add(lower_x, upper_x)), qn_f4_splat(cast->origin.x));
    qn_f4 sy = qn_f4_sub(qn_f4_mul(half, qn_f4_add(lower_y, upper_y)), qn_f4_splat(cast->origin.y));
    qn_f4 left = qn_f4_mul(dx, sy), right = qn_f4_mul(dy, sx);
    qn_f4 slack = qn_f4_mul(qn_f4_splat(5e-7f), qn_f4_add(qn_f4_abs(left), qn_f4_abs(right)));
    qn_f4 most = qn_f4_add(qn_f4_dot(qn_f4_abs(dx), qn_f4_abs(dy), reach_y, reach_x), slack);
    *along = qn_f4_dot(dx, dy, sx, sy);
    return qn_f4_greater(qn_f4_abs(qn_f4_sub(left, right)), most);
}

// The boxes of a node that are on the way, as bits.
static uint32_t on_the_way(const qn_tree_cast *cast, const qn_tree_node *node, qn_f4 *along)
{
    qn_vec2 end = qn_mul_add(cast->origin, cast->max_fraction, cast->translation);
    qn_vec2 lower = qn_sub(qn_v2_min(cast->origin, end), cast->reach);
    qn_vec2 upper = qn_add(qn_v2_max(cast->origin, end), cast->reach);
    uint32_t hits = qn_tree_overlaps(node, qn_f4_splat(lower.x), qn_f4_splat(lower.y),
                                     qn_f4_splat(upper.x), qn_f4_splat(upper.y));
    return hits & ~qn_f4_lanes(line_misses(cast, node, along));
}

// The nearest of what the last node gave that is still on the way, or QN_TREE_NULL.
static int32_t give_near(qn_tree_cast *cast)
{
    if (cast->max_fraction != cast->tested_fraction && cast->near.count > 0) {
        qn_f4 along;
        uint32_t hits = on_the_way(cast, node_of(cast->forest, cast->node), &along);
        int32_t kept = 0;
        for (int32_t i = 0; i < cast->near.count; ++i) {
            cast->near.lanes[kept] = cast->near.lanes[i];
            kept += (int32_t)(hits >> cast->near.lanes[i] & 1u);
        }
        cast->near.count = kept;
        cast->tested_fraction = cast->max_fraction;
    }
    if (cast->near.count == 0) {
        return QN_TREE_NULL;
    }
    cast->near.count -= 1;
    return item_of(cast->forest, cast->node, (uint32_t)cast->near.lanes[cast->near.count]);
}

// Of an inner node: what is near waits on the stack, the nearest on top.
static void push_near(qn_tree_cast *cast)
{
    for (int32_t i = 0; i < cast->near.count; ++i) {
        cast->stack[cast->stack_count++] = child_of(cast->node, (uint32_t)cast->near.lanes[i]);
    }
    cast->near.count = 0;
}

int32_t qn_tree_cast_next(qn_tree_cast *cast)
{
    for (;;) {
        int32_t item = give_near(cast);
        if (item != QN_TREE_NULL || cast->stack_count == 0) {
            return item;
        }
        cast->stack_count -= 1;
        cast->node = cast->stack[cast->stack_count];
        qn_f4 along;
        uint32_t hits = on_the_way(cast, node_of(cast->forest, cast->node), &along);
        sort_lanes(&cast->near, hits, along);
        cast->tested_fraction = cast->max_fraction;
        if (level_of(cast->node) > 0) {
            push_near(cast);
        }
    }
}

// ---- Searches -------------------------------------------------------------------------------

void qn_tree_search_start(qn_tree_search *search, const qn_forest *forest, uint32_t trees,
                          qn_vec2 point, float max_distance)
{
    search->forest = forest;
    search->point = point;
    search->max_distance = max_distance;
    search->near.count = 0;
    search->stack_count = push_roots(search->stack, forest, trees);
    search->stack_keys[0] = 0.0f;
    search->stack_keys[1] = 0.0f;
}

// max(0, lower - p, p - upper) by axes, squared and summed
static qn_f4 squared_distances(const qn_tree_node *node, qn_vec2 point)
{
    qn_f4 px = qn_f4_splat(point.x), py = qn_f4_splat(point.y);
    qn_f4 x = qn_f4_max(qn_f4_sub(qn_f4_load(node->lower_x), px),
                        qn_f4_sub(px, qn_f4_load(node->upper_x)));
    qn_f4 y = qn_f4_max(qn_f4_sub(qn_f4_load(node->lower_y), py),
                        qn_f4_sub(py, qn_f4_load(node->upper_y)));
    x = qn_f4_max(x, qn_f4_zero());
    y = qn_f4_max(y, qn_f4_zero());
    return qn_f4_dot(x, y, x, y);
}

static void look_into(qn_tree_search *search, float most)
{
    qn_f4 keys = squared_distances(node_of(search->forest, search->node), search->point);
    uint32_t hits = ~qn_f4_lanes(qn_f4_greater(keys, qn_f4_splat(most))) & 15u;
    sort_lanes(&search->near, hits, keys);
    if (level_of(search->node) == 0) {
        return;
    }
    for (int32_t i = 0; i < search->near.count; ++i) {
        int32_t lane = search->near.lanes[i];
        search->stack[search->stack_count] = child_of(search->node, (uint32_t)lane);
        search->stack_keys[search->stack_count] = search->near.keys[lane];
        search->stack_count += 1;
    }
    search->near.count = 0;
}

// The nearest of what the last node gave; false where nothing of it is left within reach.
static bool take_nearest(qn_tree_search *search, float most, int32_t *item)
{
    while (search->near.count > 0) {
        search->near.count -= 1;
        int32_t lane = search->near.lanes[search->near.count];
        if (search->near.keys[lane] <= most) {
            *item = item_of(search->forest, search->node, (uint32_t)lane);
            return true;
        }
    }
    return false;
}

int32_t qn_tree_search_next(qn_tree_search *search)
{
    // Lanes without a box are infinitely far, and that must be too far.
    float most = qn_min(search->max_distance * search->max_distance, 3.0e38f);
    for (;;) {
        int32_t item;
        if (take_nearest(search, most, &item)) {
            return item;
        }
        if (search->stack_count == 0) {
            return QN_TREE_NULL;
        }
        search->stack_count -= 1;
        search->node = search->stack[search->stack_count];
        if (search->stack_keys[search->stack_count] <= most) {
            look_into(search, most);
        }
    }
}
