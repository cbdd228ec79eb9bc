// The set of contacts by their keys: open addressing with linear probing and backward-shift
// deletion (Knuth, TAOCP 6.4, algorithm R), at most two thirds full.
//
// An entry holds the hash of its key and tells the contact, which holds the key itself: so eight
// entries share a line of the cache, and a contact is looked at only where 32 bits agree.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

static uint32_t hash_of(qn_pair_key key)
{
    uint64_t bits = ((uint64_t)(uint32_t)key.shape_a << 32) | (uint32_t)key.shape_b;
    bits ^= (uint64_t)(uint32_t)key.child << 20;
    bits *= 0x9E3779B97F4A7C15u;
    bits ^= bits >> 32;
    return (uint32_t)((bits * 0x9E3779B97F4A7C15u) >> 32);
}

static int32_t home_of(const qn_world *world, uint32_t hash)
{
    return (int32_t)(((uint64_t)hash * (uint64_t)world->state->pair_capacity) >> 32);
}

static int32_t next_of(const qn_world *world, int32_t i)
{
    return i + 1 < world->state->pair_capacity ? i + 1 : 0;
}

// How far `to` comes behind `from`, round the end.
static int32_t distance(const qn_world *world, int32_t from, int32_t to)
{
    return to >= from ? to - from : to - from + world->state->pair_capacity;
}

static bool is_of(const qn_world *world, const qn_pair *pair, uint32_t hash, qn_pair_key key)
{
    if (pair->hash != hash) {
        return false;
    }
    const qn_contact *contact = &world->contacts[pair->place - 1];
    return contact->shape_a == key.shape_a && contact->shape_b == key.shape_b &&
           contact->child == key.child;
}

// Where the pair is, or the free place where it belongs.
static int32_t locate(const qn_world *world, uint32_t hash, qn_pair_key key)
{
    int32_t i = home_of(world, hash);
    while (world->pairs[i].place != 0 && !is_of(world, &world->pairs[i], hash, key)) {
        i = next_of(world, i);
    }
    return i;
}

int32_t qn_pairs_find(const qn_world *world, qn_pair_key key)
{
    return world->pairs[locate(world, hash_of(key), key)].place - 1;
}

void qn_pairs_insert(qn_world *world, qn_pair_key key, int32_t contact)
{
    uint32_t hash = hash_of(key);
    world->pairs[locate(world, hash, key)] = (qn_pair){hash, contact + 1};
}

void qn_pairs_remove(qn_world *world, qn_pair_key key)
{
    int32_t hole = locate(world, hash_of(key), key);
    int32_t i = hole;
    while (world->pairs[i].place != 0) {
        i = next_of(world, i);
        const qn_pair *pair = &world->pairs[i];
        if (pair->place == 0) {
            break;
        }
        // Moves back unless its home lies behind the hole.
        if (distance(world, home_of(world, pair->hash), i) >= distance(world, hole, i)) {
            world->pairs[hole] = *pair;
            hole = i;
        }
    }
    world->pairs[hole] = (qn_pair){0, 0};
}

bool qn_pairs_rebuild(qn_world *world)
{
    memset(world->pairs, 0, sizeof(qn_pair) * (size_t)world->state->pair_capacity);
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        if (!world->contact_slots[i].is_live) {
            continue;
        }
        qn_pair_key key = qn_contact_key(&world->contacts[i]);
        uint32_t hash = hash_of(key);
        qn_pair *pair = &world->pairs[locate(world, hash, key)];
        if (pair->place != 0) {
            return false;
        }
        *pair = (qn_pair){hash, i + 1};
    }
    return true;
}
