// The header's counts, and the pools: slots, free lists, and that free records are zero.
#include "physics/memory.h"
#include "physics/tuning.h"
#include "physics/validate/rule.h"

// ---- The header -----------------------------------------------------------------------------

static const char *check_pool_counts(const qn_pool *pool)
{
    QN_RULE(pool->capacity >= 1 && pool->capacity <= QN_MAX_BODY_COUNT,
            "a capacity is out of range");
    QN_RULE(pool->used_count >= 0 && pool->used_count <= pool->capacity,
            "a pool has used more slots than it has");
    QN_RULE(pool->live_count >= 0 && pool->live_count <= pool->used_count,
            "a pool has more slots alive than used");
    QN_RULE((int32_t)pool->retired_count <= pool->used_count - pool->live_count,
            "a pool has retired more slots than it used");
    return NULL;
}

static const char *check_counts(const qn_world_state *s)
{
    QN_RULE(s->row_count == s->body_pool.live_count, "there is not one row for each body");
    QN_RULE(s->awake_count >= 0 && s->awake_count <= s->row_count,
            "more rows are awake than there are");
    QN_RULE(s->pair_capacity == qn_pair_capacity_for(s->contact_pool.capacity),
            "the set of pairs does not fit the contact capacity");
    QN_RULE(s->chunk_table_capacity == qn_table_capacity_for(s->chunk_pool.capacity),
            "the table of chunks does not fit the chunk capacity");
#define CHECK_USED(type, name, capacity, used)                                                     \
    QN_RULE((used) >= 0 && (used) <= (capacity), "there is more of " #name " than there is room");
    QN_WORLD_ARRAYS(CHECK_USED)
#undef CHECK_USED
    return NULL;
}

const char *qn_state_validate(const qn_world_state *s)
{
#define CHECK_POOL(noun, records) QN_RULES(check_pool_counts(&s->noun##_pool));
    QN_WORLD_POOLS(CHECK_POOL)
#undef CHECK_POOL
    QN_RULES(check_counts(s));
    QN_RULE(qn_v2_is_within(s->gravity_mps2, QN_MAX_POSITION_M), "gravity is out of range");
    QN_RULE(qn_tuning_validate(&s->tuning) == NULL, "a number of the tuning is out of range");
    QN_RULE(s->enable_sleep <= 1 && s->enable_body_events <= 1 && s->grows_contacts <= 1 &&
                s->lacks_contacts <= 1,
            "a switch is neither on nor off");
    QN_RULE(qn_is_within(s->inv_substep, 0.0f, 1.0e9f), "a number of the header is out of range");
    QN_RULE(s->dropped_contact_count >= 0 && s->dropped_contact_count <= INT32_MAX / 2 &&
                s->frozen_body_count >= 0 && s->frozen_body_count <= INT32_MAX / 2,
            "a count of events is out of range");
    return NULL;
}

// ---- Pools ----------------------------------------------------------------------------------

static const char *check_slots(const qn_pool *pool, const qn_slot *slots)
{
    int32_t live_count = 0;
    for (int32_t i = 0; i < pool->used_count; ++i) {
        QN_RULE(slots[i].is_live <= 1, "a slot is neither alive nor free");
        QN_RULE(slots[i].generation <= QN_GENERATION_MASK, "a generation is out of range");
        QN_RULE(!slots[i].is_live || slots[i].next_free == QN_POOL_NONE,
                "a living slot is in a free list");
        live_count += slots[i].is_live;
    }
    QN_RULE(live_count == pool->live_count, "a pool has miscounted the living");
    return NULL;
}

// As many steps as there are free slots, each to a free one, ending at the tail: a list that met a
// slot twice would not end.
static const char *check_free_list(const qn_pool *pool, const qn_slot *slots)
{
    int32_t last = QN_POOL_NONE;
    int32_t at = pool->free_head;
    for (int32_t i = pool->live_count + (int32_t)pool->retired_count; i < pool->used_count; ++i) {
        QN_RULE(at >= 0 && at < pool->used_count && !slots[at].is_live, "a free list is broken");
        last = at;
        at = slots[at].next_free;
    }
    QN_RULE(at == QN_POOL_NONE && last == pool->free_tail, "a free list does not end at its tail");
    return NULL;
}

static const char *check_free_records(const qn_pool *pool, const qn_slot *slots,
                                      const void *records, size_t record_bytes)
{
    for (int32_t i = 0; i < pool->used_count; ++i) {
        const uint8_t *record = (const uint8_t *)records + record_bytes * (size_t)i;
        QN_RULE(slots[i].is_live || qn_is_zero_record(record, record_bytes),
                "the record of a free slot is not zero");
    }
    return NULL;
}

const char *qn_validate_pools(const qn_world *world)
{
    const qn_world_state *s = world->state;
#define CHECK_POOL(noun, records)                                                                  \
    QN_RULES(check_slots(&s->noun##_pool, world->noun##_slots));                                   \
    QN_RULES(check_free_list(&s->noun##_pool, world->noun##_slots));                               \
    QN_RULES(check_free_records(&s->noun##_pool, world->noun##_slots, world->records,              \
                                sizeof world->records[0]));
    QN_WORLD_POOLS(CHECK_POOL)
#undef CHECK_POOL
    return NULL;
}
