// The set of contacts by their keys: open addressing with linear probing and backward-shift
// deletion (Knuth, TAOCP 6.4, algorithm R), at most two thirds full.
//
// Eight entries share a line of the cache. An entry holds both shapes of its key, so that a contact
// is looked at only for the child, which only contacts of tiles have.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define SLOT_BITS 20
#define PLACE_BITS 23
#define HAS_CHILD ((uint64_t)1 << PLACE_BITS)
_Static_assert(QN_MAX_BODY_COUNT < 1 << SLOT_BITS, "two slots and a place fit an entry");

static qn_pair pair_of(qn_pair_key key, int32_t contact)
{
    uint64_t shapes = (uint64_t)(uint32_t)key.shape_a << SLOT_BITS | (uint32_t)key.shape_b;
    return (qn_pair){shapes << (PLACE_BITS + 1) | (key.child != 0 ? HAS_CHILD : 0u) |
                     (uint32_t)(contact + 1)};
}

static int32_t contact_of(qn_pair pair) { return (int32_t)(pair.bits & (HAS_CHILD - 1u)) - 1; }

static int32_t child_of(const qn_world *world, qn_pair pair)
{
    return (pair.bits & HAS_CHILD) != 0 ? world->contacts[contact_of(pair)].child : 0;
}

// By what an entry of the key starts with, and its child.
static int32_t home_of(const qn_world *world, qn_pair pair, int32_t child)
{
    uint64_t bits = pair.bits >> (PLACE_BITS + 1);
    bits ^= (uint64_t)(uint32_t)child << SLOT_BITS;
    bits *= 0x9E3779B97F4A7C15u;
    bits ^= bits >> 32;
    uint64_t hash = (bits * 0x9E3779B97F4A7C15u) >> 32;
    return (int32_t)((hash * (uint64_t)world->state->pair_capacity) >> 32);
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

// Where the key is, or the free place where it belongs.
static int32_t locate(const qn_world *world, qn_pair_key key)
{
    qn_pair wanted = pair_of(key, 0);
    int32_t i = home_of(world, wanted, key.child);
    for (; world->pairs[i].bits != 0; i = next_of(world, i)) {
        qn_pair pair = world->pairs[i];
        if ((pair.bits ^ wanted.bits) < HAS_CHILD && child_of(world, pair) == key.child) {
            break;
        }
    }
    return i;
}

int32_t qn_pairs_find(const qn_world *world, qn_pair_key key)
{
    return contact_of(world->pairs[locate(world, key)]);
}

void qn_pairs_insert(qn_world *world, qn_pair_key key, int32_t contact)
{
    world->pairs[locate(world, key)] = pair_of(key, contact);
}

void qn_pairs_remove(qn_world *world, qn_pair_key key)
{
    int32_t hole = locate(world, key);
    int32_t i = hole;
    while (world->pairs[i].bits != 0) {
        i = next_of(world, i);
        qn_pair pair = world->pairs[i];
        if (pair.bits == 0) {
            break;
        }
        // Moves back unless its home lies behind the hole.
        int32_t home = home_of(world, pair, child_of(world, pair));
        if (distance(world, home, i) >= distance(world, hole, i)) {
            world->pairs[hole] = pair;
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
        if (pair->bits != 0) {
            return false;
        }
        *pair = pair_of(key, i);
    }
    return true;
}
