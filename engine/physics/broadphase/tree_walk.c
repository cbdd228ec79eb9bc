// Walks: down from the root with a stack of their own, so that they need nothing of the caller's.
#include "physics/broadphase/tree.h"

// ---- Boxes ----------------------------------------------------------------------------------

void qn_tree_walk_start(qn_tree_walk *walk, const qn_tree *tree, const qn_tree_node *nodes,
                        qn_aabb box, uint64_t mask_bits)
{
    walk->nodes = nodes;
    walk->box = box;
    walk->mask_bits = mask_bits;
    walk->stack_count = tree->root == QN_TREE_NULL ? 0 : 1;
    walk->stack[0] = tree->root;
}

int32_t qn_tree_walk_next(qn_tree_walk *walk)
{
    while (walk->stack_count > 0) {
        walk->stack_count -= 1;
        int32_t index = walk->stack[walk->stack_count];
        const qn_tree_node *node = &walk->nodes[index];
        if (!qn_aabb_overlaps(node->box, walk->box) ||
            (node->category_bits & walk->mask_bits) == 0) {
            continue;
        }
        if (qn_tree_is_leaf(node)) {
            return index;
        }
        if (walk->stack_count + 2 <= QN_TREE_STACK) {
            walk->stack[walk->stack_count] = node->child_b;
            walk->stack[walk->stack_count + 1] = node->child_a;
            walk->stack_count += 2;
        }
    }
    return QN_TREE_NULL;
}

// ---- Casts ----------------------------------------------------------------------------------

void qn_tree_cast_start(qn_tree_cast *cast, const qn_tree *tree, const qn_tree_node *nodes,
                        qn_vec2 origin, qn_vec2 translation, uint64_t mask_bits)
{
    cast->nodes = nodes;
    cast->origin = origin;
    cast->translation = translation;
    cast->reach = (qn_vec2){0.0f, 0.0f};
    cast->max_fraction = 1.0f;
    cast->mask_bits = mask_bits;
    cast->stack_count = tree->root == QN_TREE_NULL ? 0 : 1;
    cast->stack[0] = tree->root;
}

// Does the line pass the box? The third separating axis is the line's normal. The slack covers the
// rounding of this very formula, so a leaf that is hit is never left out.
static bool line_touches(const qn_tree_cast *cast, qn_aabb box)
{
    qn_vec2 d = cast->translation;
    qn_vec2 reach = qn_add(cast->reach, qn_mul(0.5f, qn_sub(box.upper, box.lower)));
    qn_vec2 s = qn_sub(qn_mul(0.5f, qn_add(box.lower, box.upper)), cast->origin);
    float aside = qn_abs(d.x * s.y - d.y * s.x);
    float slack = 5e-7f * (qn_abs(d.x * s.y) + qn_abs(d.y * s.x));
    return aside <= qn_abs(d.x) * reach.y + qn_abs(d.y) * reach.x + slack;
}

static void push_near_first(qn_tree_cast *cast, const qn_tree_node *node)
{
    if (cast->stack_count + 2 > QN_TREE_STACK) {
        return;
    }
    qn_aabb a = cast->nodes[node->child_a].box;
    qn_aabb b = cast->nodes[node->child_b].box;
    qn_vec2 from_a_to_b = qn_sub(qn_add(b.lower, b.upper), qn_add(a.lower, a.upper));
    bool is_a_near = qn_dot(from_a_to_b, cast->translation) >= 0.0f;
    cast->stack[cast->stack_count] = is_a_near ? node->child_b : node->child_a;
    cast->stack[cast->stack_count + 1] = is_a_near ? node->child_a : node->child_b;
    cast->stack_count += 2;
}

int32_t qn_tree_cast_next(qn_tree_cast *cast)
{
    qn_vec2 end = qn_mul_add(cast->origin, cast->max_fraction, cast->translation);
    qn_aabb span = {qn_sub(qn_v2_min(cast->origin, end), cast->reach),
                    qn_add(qn_v2_max(cast->origin, end), cast->reach)};
    while (cast->stack_count > 0) {
        cast->stack_count -= 1;
        int32_t index = cast->stack[cast->stack_count];
        const qn_tree_node *node = &cast->nodes[index];
        if (!qn_aabb_overlaps(node->box, span) || (node->category_bits & cast->mask_bits) == 0 ||
            !line_touches(cast, node->box)) {
            continue;
        }
        if (qn_tree_is_leaf(node)) {
            return index;
        }
        push_near_first(cast, node);
    }
    return QN_TREE_NULL;
}

// ---- Searches -------------------------------------------------------------------------------

void qn_tree_search_start(qn_tree_search *search, const qn_tree *tree, const qn_tree_node *nodes,
                          qn_vec2 point, float max_distance, uint64_t mask_bits)
{
    search->nodes = nodes;
    search->point = point;
    search->max_distance = max_distance;
    search->mask_bits = mask_bits;
    search->stack_count = tree->root == QN_TREE_NULL ? 0 : 1;
    search->stack[0] = tree->root;
}

static float distance_to_box(qn_vec2 p, qn_aabb box)
{
    float x = qn_max(0.0f, qn_max(box.lower.x - p.x, p.x - box.upper.x));
    float y = qn_max(0.0f, qn_max(box.lower.y - p.y, p.y - box.upper.y));
    return __builtin_sqrtf(x * x + y * y);
}

static void push_nearer_last(qn_tree_search *search, const qn_tree_node *node)
{
    if (search->stack_count + 2 > QN_TREE_STACK) {
        return;
    }
    float a = distance_to_box(search->point, search->nodes[node->child_a].box);
    float b = distance_to_box(search->point, search->nodes[node->child_b].box);
    search->stack[search->stack_count] = a <= b ? node->child_b : node->child_a;
    search->stack[search->stack_count + 1] = a <= b ? node->child_a : node->child_b;
    search->stack_count += 2;
}

int32_t qn_tree_search_next(qn_tree_search *search)
{
    while (search->stack_count > 0) {
        search->stack_count -= 1;
        int32_t index = search->stack[search->stack_count];
        const qn_tree_node *node = &search->nodes[index];
        if (distance_to_box(search->point, node->box) > search->max_distance ||
            (node->category_bits & search->mask_bits) == 0) {
            continue;
        }
        if (qn_tree_is_leaf(node)) {
            return index;
        }
        push_nearer_last(search, node);
    }
    return QN_TREE_NULL;
}
