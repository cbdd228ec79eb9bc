// Groups of sixteen leaves search together, group against group.
//
// A group is a node of the second level. Those with a leaf that moved are marked, and look for what
// their moved leaves overlap. Of two that are both marked the one with the lower number has the
// pair, or the one of dynamic bodies, as long as it finds the other: so each pair of leaves is
// looked at once. Between two groups it goes down by their nodes, four boxes at a time.
//
// Who has met is passed by (see meet.c). That is most of all there is in a crowd, so it is asked
// first, of four boxes at once where the others have not moved.
#include "physics/broadphase/new_pairs.h"

#include "base/sort.h"
#include "physics/step.h"

#include <string.h>

typedef struct search {
    const qn_world *world;
    qn_new_pairs *pairs;
    uint16_t *moved[2];      // of each group of each tree: which leaves have
    qn_aabb *moved_boxes[2]; // of each marked group: what holds these
    bool has_tiles;
    bool knows; // that what has met has a contact, if it may
} search;

typedef struct group {
    const qn_tree_node *node;
    int32_t tree, index;
    uint32_t moved;
} group;

// A node of leaves.
typedef struct leaves {
    const qn_tree_node *node;
    int32_t tree, first_place;
    uint32_t moved;
} leaves;

// A box in every lane.
typedef struct lanes_box {
    qn_f4 lower_x, lower_y, upper_x, upper_y;
} lanes_box;

// ---- Boxes ----------------------------------------------------------------------------------

static inline uint32_t overlaps(const qn_tree_node *node, const lanes_box *box)
{
    return qn_tree_overlaps(node, box->lower_x, box->lower_y, box->upper_x, box->upper_y);
}

static inline qn_aabb box_of_lane(const qn_tree_node *node, int32_t lane)
{
    return (qn_aabb){{node->lower_x[lane], node->lower_y[lane]},
                     {node->upper_x[lane], node->upper_y[lane]}};
}

static inline lanes_box in_lanes(qn_aabb box)
{
    return (lanes_box){qn_f4_splat(box.lower.x), qn_f4_splat(box.lower.y), qn_f4_splat(box.upper.x),
                       qn_f4_splat(box.upper.y)};
}

// The lanes above one.
static inline uint32_t lanes_above(int32_t lane) { return ~((2u << lane) - 1u); }

// ---- Pairs ----------------------------------------------------------------------------------

static void note(search *s, int32_t rank, int32_t other)
{
    qn_new_pairs *pairs = s->pairs;
    if (pairs->count < pairs->capacity) {
        pairs->keys[pairs->count] = (uint64_t)(uint32_t)rank << QN_PAIR_SLOT_BITS | (uint32_t)other;
    }
    pairs->count += 1;
}

static bool is_tiles(const search *s, int32_t shape)
{
    return s->world->shapes[shape].type == QN_SHAPE_TILES;
}

// Two whose boxes overlap and that have not met; a rank is QN_NONE for who has not moved.
static void consider(search *s, int32_t a, int32_t rank_a, int32_t b, int32_t rank_b)
{
    // Tiles have a contact for each child, which only tile_faces.c knows.
    bool is_with_tiles = s->has_tiles && (is_tiles(s, a) || is_tiles(s, b));
    if (!qn_shapes_are_fit(s->world, a, b) || (!is_with_tiles && qn_pairs_has(s->world, a, b))) {
        return;
    }
    if (rank_b == QN_NONE || (rank_a != QN_NONE && rank_a < rank_b)) {
        note(s, rank_a, b);
    } else {
        note(s, rank_b, a);
    }
}

// ---- Leaves ---------------------------------------------------------------------------------

static inline int32_t item_at(const search *s, const leaves *l, int32_t lane)
{
    return *qn_tree_item_at(&s->world->forest, l->tree, l->first_place + lane);
}

// Of the lanes of b those that have met the shape a, which moved or not.
static uint32_t find_met(const search *s, int32_t a, qn_aabb met, bool is_moved, const leaves *b,
                         uint32_t lanes)
{
    uint32_t known = 0;
    if (is_moved) {
        lanes_box met_lanes = in_lanes(met);
        known = overlaps(b->node, &met_lanes) & lanes & ~b->moved;
    }
    for (uint32_t left = lanes & b->moved; left != 0; left &= left - 1u) {
        int32_t lane = __builtin_ctz(left);
        bool is_known = qn_aabb_overlaps(met, s->world->met_boxes[item_at(s, b, lane)]);
        known |= (uint32_t)is_known << lane;
    }
    for (uint32_t left = s->has_tiles ? known : 0; left != 0; left &= left - 1u) {
        int32_t lane = __builtin_ctz(left);
        known &= is_tiles(s, a) || is_tiles(s, item_at(s, b, lane)) ? ~(1u << lane) : ~0u;
    }
    return known;
}

// A leaf of a, and the lanes of b that it overlaps.
static void meet_lanes(search *s, const leaves *a, int32_t lane_a, const leaves *b, uint32_t lanes)
{
    const qn_world *world = s->world;
    const int32_t *ranks = world->scratch->moved_ranks;
    bool is_moved = (a->moved >> lane_a & 1u) != 0;
    int32_t shape = item_at(s, a, lane_a);
    if (s->knows) {
        qn_aabb met = is_moved ? world->met_boxes[shape] : box_of_lane(a->node, lane_a);
        lanes &= ~find_met(s, shape, met, is_moved, b, lanes);
    }
    for (; lanes != 0; lanes &= lanes - 1u) {
        int32_t lane = __builtin_ctz(lanes);
        int32_t other = item_at(s, b, lane);
        consider(s, shape, is_moved ? ranks[shape] : QN_NONE, other,
                 (b->moved >> lane & 1u) != 0 ? ranks[other] : QN_NONE);
    }
}

static void meet_leaves(search *s, const leaves *a, const leaves *b)
{
    if ((a->moved | b->moved) == 0) {
        return;
    }
    for (int32_t lane = 0; lane < QN_TREE_WIDTH; ++lane) {
        lanes_box box = in_lanes(box_of_lane(a->node, lane));
        uint32_t lanes = overlaps(b->node, &box);
        lanes &= (a->moved >> lane & 1u) != 0 ? ~0u : b->moved;
        lanes &= a->node == b->node ? lanes_above(lane) : ~0u;
        if (lanes != 0) {
            meet_lanes(s, a, lane, b, lanes);
        }
    }
}

// ---- Groups ---------------------------------------------------------------------------------

static group group_at(const search *s, int32_t tree, int32_t index)
{
    return (group){qn_tree_node_at(&s->world->forest, tree, QN_TREE_GROUP_LEVEL, index), tree,
                   index, s->moved[tree][index]};
}

static inline leaves leaves_of(const search *s, const group *g, int32_t lane)
{
    int32_t number = QN_TREE_WIDTH * g->index + lane;
    return (leaves){qn_tree_node_at(&s->world->forest, g->tree, 0, number), g->tree,
                    QN_TREE_WIDTH * number, g->moved >> (QN_TREE_WIDTH * lane) & 15u};
}

static void meet_groups(search *s, const group *a, const group *b)
{
    for (int32_t lane = 0; lane < QN_TREE_WIDTH; ++lane) {
        lanes_box box = in_lanes(box_of_lane(a->node, lane));
        uint32_t lanes = overlaps(b->node, &box);
        lanes &= a->node == b->node ? lanes_above(lane) | 1u << lane : ~0u;
        leaves of_a = leaves_of(s, a, lane);
        for (; lanes != 0; lanes &= lanes - 1u) {
            leaves of_b = leaves_of(s, b, __builtin_ctz(lanes));
            meet_leaves(s, &of_a, &of_b);
        }
    }
}

// Whether a pair of groups that a has found, which is marked, is for a.
static inline bool has_pair(const search *s, const group *a, const group *b)
{
    bool is_first = a->tree == b->tree ? a->index <= b->index : a->tree == QN_TREE_DYNAMIC;
    if (b->moved == 0 || is_first) {
        return true;
    }
    lanes_box box = in_lanes(s->moved_boxes[b->tree][b->index]);
    return overlaps(a->node, &box) == 0; // so b does not find a
}

static void search_group(search *s, const group *a)
{
    const qn_forest *forest = &s->world->forest;
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, forest, a->tree == QN_TREE_FIXED ? QN_IN_DYNAMIC : QN_IN_BOTH,
                       s->moved_boxes[a->tree][a->index]);
    int32_t tree, index;
    while (qn_tree_walk_next_group(&walk, &tree, &index)) {
        group b = group_at(s, tree, index);
        if (has_pair(s, a, &b)) {
            meet_groups(s, a, &b);
        }
    }
}

// ---- All ------------------------------------------------------------------------------------

// Marks each group with a moved leaf and notes it once; returns how many.
static int32_t mark_groups(search *s, uint32_t *groups)
{
    const qn_world *world = s->world;
    int32_t count = 0;
    for (int32_t tree = 0; tree < 2; ++tree) {
        int32_t group_count = qn_tree_nodes_on(&world->forest.trees[tree], QN_TREE_GROUP_LEVEL);
        memset(s->moved[tree], 0, sizeof(uint16_t) * (size_t)group_count);
    }
    for (int32_t rank = 0; rank < world->state->moved_count; ++rank) {
        int32_t shape = world->moved_shapes[rank];
        int32_t tree = qn_tree_of(world, &world->shapes[shape]);
        int32_t place = world->forest.places[shape], index = place / QN_TREE_GROUP;
        qn_aabb *box = &s->moved_boxes[tree][index];
        if (s->moved[tree][index] == 0) {
            groups[count++] = (uint32_t)index << 1 | (uint32_t)tree;
            *box = QN_AABB_NOWHERE;
        }
        *box = qn_aabb_union(*box, world->shapes[shape].fat_box);
        s->moved[tree][index] |= (uint16_t)(1u << place % QN_TREE_GROUP);
    }
    return count;
}

bool qn_new_pairs_find(qn_world *world, qn_new_pairs *pairs)
{
    const qn_world_state *state = world->state;
    qn_scratch *scratch = world->scratch;
    int32_t most_groups = QN_GROUPS_FOR(state->shape_pool.capacity);
    *pairs = (qn_new_pairs){.keys = scratch->tree_keys, .capacity = state->shape_pool.capacity};
    search s = {.world = world,
                .pairs = pairs,
                .moved = {scratch->moved_leaves, scratch->moved_leaves + most_groups},
                .moved_boxes = {scratch->moved_boxes, scratch->moved_boxes + most_groups},
                .has_tiles = state->grid_pool.live_count > 0,
                .knows = state->lacks_contacts == 0};
    int32_t group_count = mark_groups(&s, scratch->moved_groups);
    int32_t most = state->grows_contacts ? QN_MAX_BODY_COUNT : pairs->capacity;
    for (int32_t i = 0; i < group_count && pairs->count <= most; ++i) {
        uint32_t entry = scratch->moved_groups[i];
        group a = group_at(&s, (int32_t)(entry & 1u), (int32_t)(entry >> 1));
        search_group(&s, &a);
    }
    if (pairs->count > pairs->capacity) {
        return false;
    }
    qn_sort_keys(pairs->keys, pairs->keys + pairs->count, pairs->count, 0, 2 * QN_PAIR_SLOT_BITS);
    return true;
}
