// Which shapes meet anew: the stage that looks for pairs and makes their contacts.
//
// Only moved shapes look for neighbours, and their order decides which contacts are made first: by
// the place of the finder in the list of moved shapes, then by the slot of what it found. Of two
// that have both moved the earlier one is the finder, as it would find the later one first.
//
// Who moves through a crowd meets the same neighbours step after step. Two shapes whose boxes
// overlapped when both looked for pairs last have been asked all there is to ask, so they are
// passed by: of a moved shape that box is kept, and that of any other is the one that it has. Asked
// anew is only of what may have changed its mind: a shape that was edited has met nobody, and in a
// world where the host has refused a pair, or where one found no room, nothing is known of anybody.
//
// The search itself has no order: the moved leaves of a node of the tree search together, each pair
// is taken once, and what is new is sorted at the end. If there is more of it than room (a world's
// first step), each shape searches alone, in order. Joints are asked last but one, and the host
// last.
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

static bool may_meet(const qn_world *world, int32_t a, int32_t b)
{
    const qn_shape *shape_a = &world->shapes[a];
    const qn_shape *shape_b = &world->shapes[b];
    return are_fit_to_meet(world, shape_a, shape_b) &&
           !qn_joint_forbids(world, shape_a->body, shape_b->body);
}

bool qn_shapes_may_meet(const qn_world *world, int32_t a, int32_t b)
{
    return may_meet(world, a, b) && qn_hook_lets_meet(world, a, b);
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

static void ask_host(qn_world *world, int32_t a, int32_t b)
{
    if (qn_hook_lets_meet(world, a, b)) {
        want_contacts(world, a, b);
    } else {
        world->state->lacks_contacts = 1;
    }
}

// ---- Alone ----------------------------------------------------------------------------------

static void find_pairs_of(qn_world *world, int32_t index)
{
    const qn_shape *shape = &world->shapes[index];
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    uint32_t trees = qn_tree_of(world, shape) == QN_TREE_FIXED ? QN_IN_DYNAMIC : QN_IN_BOTH;
    qn_near walk = qn_near_start(world, trees, shape->fat_box, UINT64_MAX);
    for (int32_t other = qn_near_next(&walk); other != QN_NONE; other = qn_near_next(&walk)) {
        if (may_meet(world, index, other)) {
            found[count++] = other;
        }
    }
    qn_sort_slots(found, count);
    for (int32_t i = 0; i < count; ++i) {
        ask_host(world, index, found[i]);
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
    bool knows; // that what has met has a contact, if it may
} new_pairs;

// A box in every lane.
typedef struct lanes_box {
    qn_f4 lower_x, lower_y, upper_x, upper_y;
} lanes_box;

// A moved leaf that searches.
typedef struct member {
    int32_t shape, rank;
    int32_t place;
    lanes_box box;
    qn_aabb met;
    lanes_box met_lanes;
} member;

// Its place in the list of moved shapes, or QN_NONE. What the ranks hold of others is stale.
static inline int32_t rank_of(const qn_world *world, int32_t shape)
{
    int32_t rank = world->scratch->moved_ranks[shape];
    bool is_moved =
        (uint32_t)rank < (uint32_t)world->state->moved_count && world->moved_shapes[rank] == shape;
    return is_moved ? rank : QN_NONE;
}

static void note(new_pairs *pairs, int32_t rank, int32_t other)
{
    if (pairs->count == pairs->capacity) {
        pairs->is_full = true;
        return;
    }
    pairs->keys[pairs->count++] = (uint64_t)(uint32_t)rank << SLOT_BITS | (uint32_t)other;
}

// Tiles have a contact for each child, which only qn_tiles_pair knows.
static bool is_with_tiles(const new_pairs *pairs, int32_t a, int32_t b)
{
    const qn_shape *shapes = pairs->world->shapes;
    return pairs->has_tiles &&
           (shapes[a].type == QN_SHAPE_TILES || shapes[b].type == QN_SHAPE_TILES);
}

// A pair whose boxes overlap; other_rank is QN_NONE if the other has not moved.
static void consider(new_pairs *pairs, int32_t index, int32_t rank, int32_t other,
                     int32_t other_rank)
{
    const qn_world *world = pairs->world;
    if (!may_meet(world, index, other) ||
        (!is_with_tiles(pairs, index, other) && has_contact(world, index, other))) {
        return;
    }
    if (other_rank != QN_NONE && other_rank < rank) {
        note(pairs, other_rank, index);
    } else {
        note(pairs, rank, other);
    }
}

// A leaf that overlaps. Two that have both moved find each other: the one with the lower place has
// the pair if they are in one tree, else the one in the moving tree.
static inline void meet_leaf(new_pairs *pairs, const member *m, int32_t tree, int32_t other_tree,
                             int32_t other_place, bool met_its_box)
{
    const qn_world *world = pairs->world;
    int32_t other = *qn_tree_item_at(&world->forest, other_tree, other_place);
    int32_t other_rank = rank_of(world, other);
    bool is_others = tree == other_tree ? other_place < m->place : tree == QN_TREE_FIXED;
    if (other == m->shape || (other_rank != QN_NONE && is_others)) {
        return;
    }
    bool has_met =
        other_rank == QN_NONE ? met_its_box : qn_aabb_overlaps(m->met, world->met_boxes[other]);
    if (!has_met || is_with_tiles(pairs, m->shape, other)) {
        consider(pairs, m->shape, m->rank, other, other_rank);
    }
}

static inline uint32_t overlaps(const qn_tree_node *node, const lanes_box *box)
{
    return qn_tree_overlaps(node, box->lower_x, box->lower_y, box->upper_x, box->upper_y);
}

// One of those that search, and the leaves of a node.
static inline void meet_node(new_pairs *pairs, const member *m, int32_t tree,
                             const qn_tree_hit *hit)
{
    uint32_t lanes = overlaps(hit->node, &m->box);
    uint32_t met = lanes != 0 ? overlaps(hit->node, &m->met_lanes) : 0u;
    for (; lanes != 0; lanes &= lanes - 1u) {
        int32_t lane = __builtin_ctz(lanes);
        meet_leaf(pairs, m, tree, hit->tree, hit->first_place + lane, (met >> lane & 1u) != 0);
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

static lanes_box box_in_lanes(qn_aabb box)
{
    return (lanes_box){qn_f4_splat(box.lower.x), qn_f4_splat(box.lower.y), qn_f4_splat(box.upper.x),
                       qn_f4_splat(box.upper.y)};
}

static member member_of(const new_pairs *pairs, int32_t tree, int32_t shape, int32_t rank)
{
    const qn_world *world = pairs->world;
    qn_aabb met = pairs->knows ? world->met_boxes[shape] : QN_AABB_NOWHERE;
    return (member){
        .shape = shape,
        .rank = rank,
        .place = world->forest.places[shape],
        .box = box_in_lanes(qn_tree_box(&world->forest, tree, shape)),
        .met = met,
        .met_lanes = box_in_lanes(met),
    };
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
        members[count++] = member_of(pairs, tree, beside, rank_beside);
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
                         .knows = s->lacks_contacts == 0};
    for (int32_t rank = 0; rank < s->moved_count && !pairs->is_full; ++rank) {
        search_beside(pairs, rank);
    }
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
        ask_host(world, a, b);
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
