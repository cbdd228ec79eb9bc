// The set of pairs that have a contact: open addressing with linear probing and backward-shift
// deletion (Knuth, TAOCP 6.4, algorithm R), at most half full.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

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
