// The search for pairs that have not met: what overlaps a shape that moved.
#ifndef PHYSICS_NEW_PAIRS_H
#define PHYSICS_NEW_PAIRS_H

#include "physics/world.h"

#define QN_PAIR_SLOT_BITS 20
_Static_assert(QN_MAX_BODY_COUNT < 1 << QN_PAIR_SLOT_BITS, "two slots fit a key");

// Pairs that may meet and have no contact, as the finder's rank in the list of moved shapes above
// the other's slot; in scratch memory, in order.
typedef struct qn_new_pairs {
    uint64_t *keys;
    int32_t count, capacity; // the keys beyond the capacity are not there
} qn_new_pairs;

static inline int32_t qn_new_pair_finder(const qn_world *world, uint64_t key)
{
    return world->moved_shapes[key >> QN_PAIR_SLOT_BITS];
}
static inline int32_t qn_new_pair_other(uint64_t key)
{
    return (int32_t)(key & ((1u << QN_PAIR_SLOT_BITS) - 1u));
}

// False: there are more than fit. Then they are counted, but only as far as contacts may grow. The
// ranks of the moved shapes must be known.
bool qn_new_pairs_find(qn_world *world, qn_new_pairs *pairs);

#endif
