// A whole tree at once, in linear time whatever the boxes are.
//
// The leaves are put in the order in which a Hilbert curve meets their centres (equal ones by
// index), and halved down to single leaves. Halves differ by at most one leaf, so siblings differ
// by at most one in height, as tree.c wants it; neighbours on the curve are near each other, so
// boxes are small. Kamel and Faloutsos 1993, "On packing R-trees"; the curve as in Warren,
// "Hacker's Delight", chapter 16.
#include "physics/broadphase/tree.h"

#define CURVE_BITS 16

typedef struct build {
    qn_tree_node *nodes;
    const uint64_t *order; // leaf index in the low half
    int32_t next;
} build;

// Where on the curve a cell of the grid of 2^16 by 2^16 lies.
static uint32_t place_on_curve(uint32_t x, uint32_t y)
{
    uint32_t place = 0;
    for (uint32_t side = 1u << (CURVE_BITS - 1); side > 0; side >>= 1) {
        uint32_t right = (x & side) != 0 ? 1 : 0;
        uint32_t up = (y & side) != 0 ? 1 : 0;
        place = place << 2 | ((3u * right) ^ up);
        if (up == 0) {
            uint32_t kept = x;
            x = right != 0 ? ~y : y;
            y = right != 0 ? ~kept : kept;
        }
    }
    return place;
}

static qn_vec2 twice_center(const qn_tree_node *leaf)
{
    return qn_add(leaf->box.lower, leaf->box.upper);
}

static uint32_t to_cell(float offset, float cells_per_length)
{
    return (uint32_t)qn_clamp(offset * cells_per_length, 0.0f, 65535.0f);
}

static void fill_keys(const qn_tree_node *leaves, int32_t count, uint64_t *keys)
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

// One pass of a stable radix sort.
static void sort_by_byte(const uint64_t *from, uint64_t *to, int32_t count, int shift)
{
    int32_t starts[256] = {0};
    for (int32_t i = 0; i < count; ++i) {
        starts[from[i] >> shift & 0xFFu] += 1;
    }
    int32_t sum = 0;
    for (int i = 0; i < 256; ++i) {
        int32_t here = starts[i];
        starts[i] = sum;
        sum += here;
    }
    for (int32_t i = 0; i < count; ++i) {
        to[starts[from[i] >> shift & 0xFFu]++] = from[i];
    }
}

static int32_t join_range(build *b, int32_t low, int32_t high, int32_t parent)
{
    if (high - low == 1) {
        int32_t leaf = (int32_t)(uint32_t)b->order[low];
        b->nodes[leaf].parent = parent;
        return leaf;
    }
    int32_t middle = low + (high - low) / 2;
    int32_t index = b->next++;
    int32_t child_a = join_range(b, low, middle, index);
    int32_t child_b = join_range(b, middle, high, index);
    const qn_tree_node *a = &b->nodes[child_a];
    const qn_tree_node *c = &b->nodes[child_b];
    b->nodes[index] = (qn_tree_node){
        .box = qn_aabb_union(a->box, c->box),
        .parent = parent,
        .child_a = child_a,
        .child_b = child_b,
        .height = 1 + (a->height > c->height ? a->height : c->height),
        .category_bits = a->category_bits | c->category_bits,
    };
    return index;
}

void qn_tree_build(qn_tree *tree, qn_tree_node *nodes, int32_t leaf_count, int32_t node_capacity,
                   uint64_t *work)
{
    *tree = (qn_tree){.root = QN_TREE_NULL,
                      .free_head = QN_TREE_NULL,
                      .leaf_count = leaf_count,
                      .node_capacity = node_capacity};
    if (leaf_count == 0) {
        return;
    }
    fill_keys(nodes, leaf_count, work);
    for (int shift = 32; shift < 64; shift += 16) {
        sort_by_byte(work, work + leaf_count, leaf_count, shift);
        sort_by_byte(work + leaf_count, work, leaf_count, shift + 8);
    }
    build b = {.nodes = nodes, .order = work, .next = leaf_count};
    tree->root = join_range(&b, 0, leaf_count, QN_TREE_NULL);
}

void qn_tree_free_rest(qn_tree *tree, qn_tree_node *nodes)
{
    int32_t used = tree->leaf_count > 0 ? 2 * tree->leaf_count - 1 : 0;
    tree->free_head = used < tree->node_capacity ? used : QN_TREE_NULL;
    for (int32_t i = used; i < tree->node_capacity; ++i) {
        nodes[i] = (qn_tree_node){.parent = i + 1 < tree->node_capacity ? i + 1 : QN_TREE_NULL,
                                  .child_a = QN_TREE_NULL,
                                  .child_b = QN_TREE_NULL,
                                  .height = -1};
    }
}
