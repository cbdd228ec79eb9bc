#include "base/pool.h"

#include "base/assert.h"

void qn_pool_init(qn_pool *pool, int32_t capacity, uint32_t first_generation)
{
    *pool = (qn_pool){
        .capacity = capacity,
        .free_head = QN_POOL_NONE,
        .free_tail = QN_POOL_NONE,
        .first_generation = first_generation & QN_GENERATION_MASK,
    };
}

static int32_t take_fresh(qn_pool *pool, qn_slot *slots)
{
    if (pool->used_count == pool->capacity) {
        return QN_POOL_NONE;
    }
    int32_t slot = pool->used_count++;
    slots[slot].generation = (uint16_t)pool->first_generation;
    return slot;
}

static int32_t take_freed(qn_pool *pool, const qn_slot *slots)
{
    int32_t slot = pool->free_head;
    pool->free_head = slots[slot].next_free;
    if (pool->free_head == QN_POOL_NONE) {
        pool->free_tail = QN_POOL_NONE;
    }
    return slot;
}

int32_t qn_pool_take(qn_pool *pool, qn_slot *slots)
{
    int32_t slot =
        pool->free_head != QN_POOL_NONE ? take_freed(pool, slots) : take_fresh(pool, slots);
    if (slot != QN_POOL_NONE) {
        slots[slot].is_live = 1;
        slots[slot].next_free = QN_POOL_NONE;
        pool->live_count += 1;
    }
    return slot;
}

static void enqueue(qn_pool *pool, qn_slot *slots, int32_t slot)
{
    if (pool->free_tail != QN_POOL_NONE) {
        slots[pool->free_tail].next_free = slot;
    } else {
        pool->free_head = slot;
    }
    pool->free_tail = slot;
}

static void end_life(qn_pool *pool, qn_slot *slots, int32_t slot)
{
    QN_ASSERT(slot >= 0 && slot < pool->used_count && slots[slot].is_live);
    slots[slot].is_live = 0;
    slots[slot].generation = (uint16_t)((slots[slot].generation + 1u) & QN_GENERATION_MASK);
    slots[slot].next_free = QN_POOL_NONE;
    pool->live_count -= 1;
}

void qn_pool_give_back(qn_pool *pool, qn_slot *slots, int32_t slot)
{
    end_life(pool, slots, slot);
    if (slots[slot].generation == pool->first_generation) {
        pool->retired_count += 1;
    } else {
        enqueue(pool, slots, slot);
    }
}

void qn_pool_give_back_wrapping(qn_pool *pool, qn_slot *slots, int32_t slot)
{
    end_life(pool, slots, slot);
    enqueue(pool, slots, slot);
}
