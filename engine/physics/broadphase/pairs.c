// Which shapes may touch: new pairs from the trees, and the set of pairs that have a contact.
//
// Only moved shapes look for neighbours. What one shape finds is sorted by slot before contacts are
// made, so the order of contacts does not depend on the shape of the trees.
//
// The set is open addressing with linear probing and backward-shift deletion (Knuth, TAOCP 6.4,
// algorithm R), at most half full.
#include "base/sort.h"
#include "physics/broadphase/near.h"
#include "physics/step.h"
#include "physics/terrain/tile_faces.h"
#include "physics/world.h"

#include <string.h>

// ---- The set --------------------------------------------------------------------------------

static uint32_t home_of(const qn_world *world, uint32_t shape_a, uint32_t shape_b, int32_t child)
{
    uint64_t key = ((uint64_t)shape_a << 32) | shape_b;
    key ^= (uint64_t)(uint32_t)child << 20;
    key *= 0x9E3779B97F4A7C15u;
    return (uint32_t)(key >> 40) & ((uint32_t)world->state->pair_capacity - 1u);
}

// Where the pair is, or the free place where it belongs.
static uint32_t locate(const qn_world *world, qn_pair_key key)
{
    uint32_t mask = (uint32_t)world->state->pair_capacity - 1u;
    uint32_t a = (uint32_t)key.shape_a + 1u;
    uint32_t b = (uint32_t)key.shape_b + 1u;
    uint32_t i = home_of(world, a, b, key.child);
    while (world->pairs[i].shape_a != 0 &&
           (world->pairs[i].shape_a != a || world->pairs[i].shape_b != b ||
            world->pairs[i].child != key.child)) {
        i = (i + 1u) & mask;
    }
    return i;
}

int32_t qn_pairs_find(const qn_world *world, qn_pair_key key)
{
    const qn_pair *pair = &world->pairs[locate(world, key)];
    return pair->shape_a != 0 ? pair->contact : QN_NONE;
}

static qn_pair pair_of(qn_pair_key key, int32_t contact)
{
    return (qn_pair){.shape_a = (uint32_t)key.shape_a + 1u,
                     .shape_b = (uint32_t)key.shape_b + 1u,
                     .child = key.child,
                     .contact = contact};
}

void qn_pairs_insert(qn_world *world, qn_pair_key key, int32_t contact)
{
    world->pairs[locate(world, key)] = pair_of(key, contact);
}

void qn_pairs_remove(qn_world *world, qn_pair_key key)
{
    uint32_t mask = (uint32_t)world->state->pair_capacity - 1u;
    uint32_t hole = locate(world, key);
    uint32_t i = hole;
    while (world->pairs[i].shape_a != 0) {
        i = (i + 1u) & mask;
        const qn_pair *pair = &world->pairs[i];
        if (pair->shape_a == 0) {
            break;
        }
        uint32_t home = home_of(world, pair->shape_a, pair->shape_b, pair->child);
        // Moves back unless its home lies behind the hole.
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            world->pairs[hole] = *pair;
            hole = i;
        }
    }
    world->pairs[hole] = (qn_pair){0};
}

bool qn_pairs_rebuild(qn_world *world)
{
    memset(world->pairs, 0, sizeof(qn_pair) * (size_t)world->state->pair_capacity);
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        if (!world->contact_slots[i].is_live) {
            continue;
        }
        qn_pair_key key = qn_contact_key(&world->contacts[i]);
        qn_pair *pair = &world->pairs[locate(world, key)];
        if (pair->shape_a != 0) {
            return false;
        }
        *pair = pair_of(key, i);
    }
    return true;
}

// ---- New pairs ------------------------------------------------------------------------------

static bool is_line(const qn_shape *shape)
{
    return shape->type == QN_SHAPE_SEGMENT || shape->type == QN_SHAPE_CHAIN_SEGMENT;
}

bool qn_shapes_may_meet(const qn_world *world, int32_t a, int32_t b)
{
    const qn_shape *shape_a = &world->shapes[a];
    const qn_shape *shape_b = &world->shapes[b];
    if (shape_a->body == shape_b->body || !qn_shapes_pass_filter(shape_a, shape_b)) {
        return false;
    }
    bool has_dynamic = world->bodies[shape_a->body].type == QN_BODY_DYNAMIC ||
                       world->bodies[shape_b->body].type == QN_BODY_DYNAMIC;
    bool both_lines = is_line(shape_a) && is_line(shape_b);
    bool both_terrain = qn_shape_is_terrain(shape_a) && qn_shape_is_terrain(shape_b);
    bool is_felt = !qn_shape_senses(shape_a) && !qn_shape_senses(shape_b);
    return is_felt && has_dynamic && !both_lines && !both_terrain &&
           !qn_joint_forbids(world, shape_a->body, shape_b->body) && qn_hook_lets_meet(world, a, b);
}

static void want_contacts(qn_world *world, int32_t a, int32_t b)
{
    qn_pair_key key = {.shape_a = a < b ? a : b, .shape_b = a < b ? b : a};
    if (world->shapes[a].type == QN_SHAPE_TILES) {
        qn_tiles_pair(world, b, a);
    } else if (world->shapes[b].type == QN_SHAPE_TILES) {
        qn_tiles_pair(world, a, b);
    } else if (qn_pairs_find(world, key) == QN_NONE) {
        qn_contact_create(world, key);
    }
}

static void find_pairs_of(qn_world *world, int32_t index)
{
    const qn_shape *shape = &world->shapes[index];
    bool is_dynamic = world->bodies[shape->body].type == QN_BODY_DYNAMIC;
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    qn_near walk = qn_near_start(world, is_dynamic ? QN_IN_BOTH : QN_IN_DYNAMIC, shape->fat_box,
                                 qn_shape_search_mask(shape));
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

void qn_stage_pairs(qn_world *world, const qn_step *step)
{
    (void)step;
    for (int32_t i = 0; i < world->state->moved_count; ++i) {
        int32_t index = world->moved_shapes[i];
        world->shapes[index].flags &= ~(uint32_t)QN_SHAPE_MOVED;
        find_pairs_of(world, index);
    }
    world->state->moved_count = 0;
}
