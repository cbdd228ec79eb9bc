// Slots with handles: which of a fixed number of places are in use, and by whom.
//
// A handle is slot + 1 in the low 20 bits and the slot's generation in the high 12. Freed slots
// queue up first-in first-out, so that generations are used up as late as possible. A slot that has
// had all of them is retired: no handle ever names two things. The slot array belongs to the caller
// and holds indices only: it may be copied or moved with the pool.
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "quoin/base.h"

#define QN_POOL_NONE (-1)
#define QN_SLOT_BITS 20
#define QN_GENERATION_MASK 0xFFFu

typedef struct qn_slot {
    int32_t next_free; // meaningful while free
    uint16_t generation;
    uint16_t is_live;
} qn_slot;

typedef struct qn_pool {
    int32_t capacity;
    int32_t used_count; // slots ever handed out: all live ones lie below
    int32_t live_count;
    int32_t free_head, free_tail;
    uint32_t first_generation : 12; // of every slot: the salt of the world
    uint32_t retired_count : 20;    // slots that are neither live nor free any more
} qn_pool;
_Static_assert(sizeof(qn_pool) == 24, "no padding: all its bytes are state");

void qn_pool_init(qn_pool *pool, int32_t capacity, uint32_t first_generation);
// QN_POOL_NONE when the capacity is used up.
int32_t qn_pool_take(qn_pool *pool, qn_slot *slots);
void qn_pool_give_back(qn_pool *pool, qn_slot *slots, int32_t slot);
// The same for what comes and goes by itself, in steps, which must not run out of slots: here a
// generation comes round again after 4096 uses of the slot.
void qn_pool_give_back_wrapping(qn_pool *pool, qn_slot *slots, int32_t slot);

// How many can be taken until the pool has to grow.
static inline int32_t qn_pool_room(const qn_pool *pool)
{
    return pool->capacity - pool->live_count - (int32_t)pool->retired_count;
}

static inline uint32_t qn_pool_handle(const qn_slot *slots, int32_t slot)
{
    return ((uint32_t)slots[slot].generation << QN_SLOT_BITS) | (uint32_t)(slot + 1);
}

// The slot of a live handle, else QN_POOL_NONE.
static inline int32_t qn_pool_find(const qn_pool *pool, const qn_slot *slots, uint32_t handle)
{
    int32_t slot = (int32_t)(handle & ((1u << QN_SLOT_BITS) - 1u)) - 1;
    if (slot < 0 || slot >= pool->used_count || !slots[slot].is_live ||
        slots[slot].generation != handle >> QN_SLOT_BITS) {
        return QN_POOL_NONE;
    }
    return slot;
}

#endif
