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
// The search itself has no order (new_pairs.c): what it finds is sorted at the end. If there is
// more of it than room (a world's first step), it is counted, so that contacts get their room at
// once, and then each shape searches alone, in order. Joints are asked last but one, and the host
// last.
#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/broadphase/new_pairs.h"
#include "physics/step.h"
#include "physics/terrain/tile_faces.h"
#include "physics/world.h"

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

bool qn_shapes_are_fit(const qn_world *world, int32_t a, int32_t b)
{
    const qn_shape *shape_a = &world->shapes[a];
    const qn_shape *shape_b = &world->shapes[b];
    return are_fit_to_meet(world, shape_a, shape_b) &&
           !qn_joint_forbids(world, shape_a->body, shape_b->body);
}

bool qn_shapes_may_meet(const qn_world *world, int32_t a, int32_t b)
{
    return qn_shapes_are_fit(world, a, b) && qn_hook_lets_meet(world, a, b);
}

static qn_pair_key key_of(int32_t a, int32_t b)
{
    return (qn_pair_key){.shape_a = a < b ? a : b, .shape_b = a < b ? b : a};
}

bool qn_pairs_has(const qn_world *world, int32_t a, int32_t b)
{
    return qn_pairs_find(world, key_of(a, b)) != QN_NONE;
}

static void want_contacts(qn_world *world, int32_t a, int32_t b)
{
    if (world->shapes[a].type == QN_SHAPE_TILES) {
        world->extras.tiles->pair(world, b, a);
    } else if (world->shapes[b].type == QN_SHAPE_TILES) {
        world->extras.tiles->pair(world, a, b);
    } else if (!qn_pairs_has(world, a, b)) {
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

// What the ranks hold of shapes that have not moved is stale.
static bool has_searched(const qn_world *world, int32_t shape, int32_t rank)
{
    int32_t its_rank = world->scratch->moved_ranks[shape];
    return (uint32_t)its_rank < (uint32_t)rank && world->moved_shapes[its_rank] == shape;
}

// With all but those that have searched before: they have found it.
static void find_pairs_of(qn_world *world, int32_t rank)
{
    int32_t index = world->moved_shapes[rank];
    const qn_shape *shape = &world->shapes[index];
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    uint32_t trees = qn_tree_of(world, shape) == QN_TREE_FIXED ? QN_IN_DYNAMIC : QN_IN_BOTH;
    qn_near walk = qn_near_start(world, trees, shape->fat_box, UINT64_MAX);
    for (int32_t other = qn_near_next(&walk); other != QN_NONE; other = qn_near_next(&walk)) {
        if (!has_searched(world, other, rank) && qn_shapes_are_fit(world, index, other)) {
            found[count++] = other;
        }
    }
    qn_sort_slots(found, count);
    for (int32_t i = 0; i < count; ++i) {
        ask_host(world, index, world->scratch->found_shapes[i]);
    }
}

// ---- The stage ------------------------------------------------------------------------------

// The keys move where tiles make more contacts than pairs.
static void take_new_pairs(qn_world *world, int32_t count)
{
    for (int32_t i = 0; i < count; ++i) {
        uint64_t key = world->scratch->tree_keys[i];
        ask_host(world, qn_new_pair_finder(world, key), qn_new_pair_other(key));
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
    qn_new_pairs pairs;
    bool has_all = qn_new_pairs_find(world, &pairs);
    // At once, in place of one by one. Without memory for it, as many as there is room for are
    // made.
    (void)qn_world_make_contact_room(world, pairs.count);
    if (has_all) {
        take_new_pairs(world, pairs.count);
    } else {
        for (int32_t rank = 0; rank < s->moved_count; ++rank) {
            find_pairs_of(world, rank);
        }
    }
    s->moved_count = 0;
}
