// Which shapes meet anew: the stage that looks for pairs and makes their contacts.
//
// Only moved shapes look for neighbours, and their order decides which contacts are made first: by
// the place of the finder in the list of moved shapes, then by the slot of what it found. Of two
// that have both moved the earlier one is the finder, as it would find the later one first.
//
// The search itself has no order: the moved leaves of a node of the tree search together, each pair
// is taken once, and what is new is sorted at the end. If there is more of it than room (a world's
// first step), each shape searches alone, in order. Of a pair most often the set of contacts or the
// first line of the two shapes already tells that there is nothing to do: in a pile the set, among
// ragdolls the shapes, so what told more often in the step before is asked first. Joints are asked
// for what remains, and the host last.
#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/step.h"
#include "physics/terrain/tile_faces.h"
#include "physics/world.h"

#define SLOT_BITS 20
_Static_assert(QN_MAX_BODY_COUNT < 1 << SLOT_BITS, "two slots fit a key");

// ---- Who may meet ---------------------------------------------------------------------------

static bool is_line(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_SEGMENT || shape->type == QN_SHAPE_CHAIN_SEGMENT;
}

// What the shapes and their bodies say.
static bool are_fit_to_meet(const qn_world *world, const qn_shape *a, const qn_shape *b)
{
    if (a->body == b->body || !qn_shapes_pass_filter(a, b) || qn_shape_senses(a) ||
        qn_shape_senses(b)) {
        return false;
    }
    bool both_lines = is_line(a) && is_line(b);
    bool both_terrain = qn_shape_is_terrain(a) && qn_shape_is_terrain(b);
    return !both_lines && !both_terrain &&
           (world->bodies[a->body].type == QN_BODY_DYNAMIC ||
            world->bodies[b->body].type == QN_BODY_DYNAMIC);
}

bool qn_shapes_may_meet(const qn_world *world, int32_t a, int32_t b)
{
    const qn_shape *shape_a = &world->shapes[a];
    const qn_shape *shape_b = &world->shapes[b];
    return are_fit_to_meet(world, shape_a, shape_b) &&
           !qn_joint_forbids(world, shape_a->body, shape_b->body) && qn_hook_lets_meet(world, a, b);
}

static qn_pair_key key_of(int32_t a, int32_t b)
{
    return (qn_pair_key){.shape_a = a < b ? a : b, .shape_b = a < b ? b : a};
}

static bool has_contact(const qn_world *world, int32_t a, int32_t b)
{
    return qn_pairs_find(world, key_of(a, b)) != QN_NONE;
}

static void want_contacts(qn_world *world, int32_t a, int32_t b)
{
    if (world->shapes[a].type == QN_SHAPE_TILES) {
        qn_tiles_pair(world, b, a);
    } else if (world->shapes[b].type == QN_SHAPE_TILES) {
        qn_tiles_pair(world, a, b);
    } else if (!has_contact(world, a, b)) {
        qn_contact_create(world, key_of(a, b));
    }
}

// ---- Alone ----------------------------------------------------------------------------------

static void find_pairs_of(qn_world *world, int32_t index)
{
    const qn_shape *shape = &world->shapes[index];
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    uint32_t trees = qn_tree_of(world, shape) == QN_TREE_FIXED ? QN_IN_DYNAMIC : QN_IN_BOTH;
    qn_near walk = qn_near_start(world, trees, shape->fat_box, qn_shape_search_mask(shape));
    for (int32_t other = qn_near_next(&walk); other != QN_NONE; other = qn_near_next(&walk)) {
        if (qn_shapes_may_meet(world, index, other)) {
            found[count++] = other;
        }
    }
    qn_sort_slots(found, count);
    for (int32_t i = 0; i < count; ++i) {
        want_contacts(world, index, found[i]);
    }
}

// ---- Together -------------------------------------------------------------------------------

// New pairs, as the finder's rank in the list of moved shapes above the other's slot.
typedef struct new_pairs {
    const qn_world *world;
    uint64_t *keys;
    int32_t count, capacity;
    bool has_tiles;
    bool is_full;
    bool asks_set_first;
    int32_t met_count, unfit_count;
} new_pairs;

// A moved leaf that searches.
typedef struct member {
    int32_t shape, rank;
    int32_t place;
    qn_f4 lower_x, lower_y, upper_x, upper_y;
} member;

// Its place in the list of moved shapes, or QN_NONE. What the ranks hold of others is stale.
static inline int32_t rank_of(const qn_world *world, int32_t shape)
{
    int32_t rank = world->scratch->moved_ranks[shape];
    bool is_moved =
        (uint32_t)rank < (uint32_t)world->state->moved_count && world->moved_shapes[rank] == shape;
    return is_moved ? rank : QN_NONE;
}

static bool searches_for(const qn_shape *finder, const qn_shape *other)
{
    return (qn_shape_search_mask(finder) & other->category_bits) != 0;
}

static void note(new_pairs *pairs, int32_t rank, int32_t other)
{
    if (pairs->count == pairs->capacity) {
        pairs->is_full = true;
        return;
    }
    pairs->keys[pairs->count++] = (uint64_t)(uint32_t)rank << SLOT_BITS | (uint32_t)other;
}

static bool has_met(new_pairs *pairs, int32_t a, int32_t b)
{
    bool has = has_contact(pairs->world, a, b);
    pairs->met_count += has;
    return has;
}

static bool is_unfit(new_pairs *pairs, const qn_shape *a, const qn_shape *b)
{
    bool is = !are_fit_to_meet(pairs->world, a, b);
    pairs->unfit_count += is;
    return is;
}

// A pair whose boxes overlap; other_rank is QN_NONE if the other has not moved.
static void consider(new_pairs *pairs, int32_t index, int32_t rank, int32_t other,
                     int32_t other_rank)
{
    const qn_world *world = pairs->world;
    const qn_shape *a = &world->shapes[index];
    const qn_shape *b = &world->shapes[other];
    // Tiles have a contact for each child, which only qn_tiles_pair knows.
    bool is_tiles = pairs->has_tiles && (a->type == QN_SHAPE_TILES || b->type == QN_SHAPE_TILES);
    bool is_done = pairs->asks_set_first && !is_tiles && has_met(pairs, index, other);
    is_done = is_done || is_unfit(pairs, a, b);
    is_done = is_done || (!pairs->asks_set_first && !is_tiles && has_met(pairs, index, other));
    if (is_done || qn_joint_forbids(world, a->body, b->body)) {
        return;
    }
    bool finds = searches_for(a, b);
    bool is_found = other_rank != QN_NONE && searches_for(b, a);
    if (is_found && (!finds || other_rank < rank)) {
        note(pairs, other_rank, index);
    } else if (finds) {
        note(pairs, rank, other);
    }
}

// A leaf that overlaps. Two that have both moved find each other: the one with the lower place has
// the pair if they are in one tree, else the one in the moving tree.
static inline void meet_leaf(new_pairs *pairs, const member *m, int32_t tree, int32_t other_tree,
                             int32_t other_place)
{
    const qn_world *world = pairs->world;
    int32_t other = *qn_tree_item_at(&world->forest, other_tree, other_place);
    int32_t other_rank = rank_of(world, other);
    bool is_others = tree == other_tree ? other_place < m->place : tree == QN_TREE_FIXED;
    if (other != m->shape && (other_rank == QN_NONE || !is_others)) {
        consider(pairs, m->shape, m->rank, other, other_rank);
    }
}

// One of those that search, and the leaves of a node.
static inline void meet_node(new_pairs *pairs, const member *m, int32_t tree,
                             const qn_tree_hit *hit)
{
    uint32_t lanes = qn_tree_overlaps(hit->node, m->lower_x, m->lower_y, m->upper_x, m->upper_y);
    for (; lanes != 0; lanes &= lanes - 1u) {
        meet_leaf(pairs, m, tree, hit->tree, hit->first_place + __builtin_ctz(lanes));
    }
}

static void search(new_pairs *pairs, int32_t tree, const member *members, int32_t count,
                   qn_aabb around)
{
    const qn_forest *forest = &pairs->world->forest;
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, forest, tree == QN_TREE_FIXED ? QN_IN_DYNAMIC : QN_IN_BOTH, around);
    qn_tree_hit hit;
    while (qn_tree_walk_next_node(&walk, &hit)) {
        for (int32_t i = 0; i < count; ++i) {
            meet_node(pairs, &members[i], tree, &hit);
        }
    }
}

static member member_of(const qn_tree_node *node, int32_t lane)
{
    return (member){.lower_x = qn_f4_splat(node->lower_x[lane]),
                    .lower_y = qn_f4_splat(node->lower_y[lane]),
                    .upper_x = qn_f4_splat(node->upper_x[lane]),
                    .upper_y = qn_f4_splat(node->upper_y[lane])};
}

// The moved leaves beside a moved shape search together with it, when it is the first of them in
// the list.
static void search_beside(new_pairs *pairs, int32_t rank)
{
    const qn_world *world = pairs->world;
    const qn_forest *forest = &world->forest;
    int32_t shape = world->moved_shapes[rank];
    int32_t tree = qn_tree_of(world, &world->shapes[shape]);
    int32_t first_place = forest->places[shape] & ~(QN_TREE_WIDTH - 1);
    const qn_tree_node *node = qn_tree_node_at(forest, tree, 0, first_place / QN_TREE_WIDTH);
    int32_t place_count = forest->trees[tree].place_count;
    member members[QN_TREE_WIDTH];
    int32_t count = 0;
    qn_aabb around = qn_tree_box(forest, tree, shape);
    for (int32_t lane = 0; lane < QN_TREE_WIDTH && first_place + lane < place_count; ++lane) {
        int32_t beside = *qn_tree_item_at(forest, tree, first_place + lane);
        int32_t rank_beside = beside >= 0 ? rank_of(world, beside) : QN_NONE;
        if (rank_beside == QN_NONE) {
            continue;
        }
        if (rank_beside < rank) {
            return;
        }
        members[count] = member_of(node, lane);
        members[count].shape = beside;
        members[count].rank = rank_beside;
        members[count].place = first_place + lane;
        count += 1;
        around = qn_aabb_union(around, qn_tree_box(forest, tree, beside));
    }
    search(pairs, tree, members, count, around);
}

// False: there are more new pairs than fit.
static bool find_new_pairs(qn_world *world, new_pairs *pairs)
{
    const qn_world_state *s = world->state;
    *pairs = (new_pairs){.world = world,
                         .keys = world->scratch->tree_keys,
                         .capacity = s->shape_pool.capacity,
                         .has_tiles = s->grid_pool.live_count > 0,
                         .asks_set_first = !world->scratch->most_are_unfit};
    for (int32_t rank = 0; rank < s->moved_count && !pairs->is_full; ++rank) {
        search_beside(pairs, rank);
    }
    world->scratch->most_are_unfit = pairs->unfit_count > pairs->met_count;
    if (!pairs->is_full) {
        qn_sort_keys(pairs->keys, pairs->keys + pairs->count, pairs->count, 0, 2 * SLOT_BITS);
    }
    return !pairs->is_full;
}

static void take_new_pairs(qn_world *world, const new_pairs *pairs)
{
    for (int32_t i = 0; i < pairs->count; ++i) {
        int32_t a = world->moved_shapes[pairs->keys[i] >> SLOT_BITS];
        int32_t b = (int32_t)(pairs->keys[i] & ((1u << SLOT_BITS) - 1u));
        if (qn_hook_lets_meet(world, a, b)) {
            want_contacts(world, a, b);
        }
    }
}

void qn_stage_pairs(qn_world *world, const qn_step *step)
{
    (void)step;
    qn_world_state *s = world->state;
    for (int32_t rank = 0; rank < s->moved_count; ++rank) {
        int32_t shape = world->moved_shapes[rank];
        world->shapes[shape].flags &= ~(uint32_t)QN_SHAPE_MOVED;
        world->scratch->moved_ranks[shape] = rank;
    }
    new_pairs pairs;
    if (find_new_pairs(world, &pairs)) {
        take_new_pairs(world, &pairs);
    } else {
        for (int32_t rank = 0; rank < s->moved_count; ++rank) {
            find_pairs_of(world, world->moved_shapes[rank]);
        }
    }
    s->moved_count = 0;
}
