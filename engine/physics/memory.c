// The memory of a world: two blocks, whose layout follows from the capacities in the header alone
// (QN_WORLD_ARRAYS, QN_WORLD_INDEXES), so creating, growing and copying share one function.
//
// The steady block holds the header and what calls make: only these calls replace it by a larger
// one. The block of contacts is replaced where a step finds it full, unless the caller has stated
// how many contacts there may be: then it is as large as that from the beginning. It grows alone,
// so that nothing a caller looks at moves in a step.
//
// A world that is restored needs a second pair of blocks for the time until the new state is known
// to be sound. It keeps that pair for the next time.
#include "physics/memory.h"

#include <string.h>

#include "base/alloc.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/terrain/chunks.h"

#define BLOCK_ALIGNMENT 16
#define MIN_FREE_PAIRS 32
// Of a world that makes room for its contacts: this many in any case, and so many for each shape.
#define CROWD_CONTACTS 65536
#define CROWD_CONTACTS_PER_SHAPE 32

// ---- Layout ---------------------------------------------------------------------------------

static bool reserve(size_t *end, size_t element_bytes, int32_t count)
{
    size_t bytes;
    return qn_size_mul(element_bytes, (size_t)count, &bytes) && qn_size_add(*end, bytes, end) &&
           qn_size_add(*end, (0 - *end) & (BLOCK_ALIGNMENT - 1), end);
}

// These point the arrays of `world` into `block` as the header s asks for; with a null block they
// only measure. They return the size that the layout takes, 0 if that does not fit.
#define LAY_OUT(type, name, capacity, used)                                                        \
    world->name = block != NULL ? (type *)(void *)(block + end) : NULL;                            \
    if (!reserve(&end, sizeof(type), (capacity))) {                                                \
        return 0;                                                                                  \
    }

static size_t lay_out_steady(qn_world *world, const qn_world_state *s, uint8_t *block)
{
    size_t end = 0;
    if (!reserve(&end, sizeof *s, 1)) {
        return 0;
    }
    QN_STEADY_ARRAYS(LAY_OUT)
    QN_STEADY_INDEXES(LAY_OUT)
    world->state = (qn_world_state *)(void *)block;
    if (block != NULL) {
        world->forest = qn_forest_over(world->state->trees, world->tree_nodes, world->tree_shapes,
                                       world->tree_places, s->shape_pool.capacity);
    }
    return end;
}

static size_t lay_out_contacts(qn_world *world, const qn_world_state *s, uint8_t *block)
{
    size_t end = 0;
    QN_CONTACT_ARRAYS(LAY_OUT)
    QN_CONTACT_INDEXES(LAY_OUT)
    return end;
}
#undef LAY_OUT

static size_t steady_bytes_for(const qn_world_state *s)
{
    return lay_out_steady(&(qn_world){0}, s, NULL);
}

static size_t contact_bytes_for(const qn_world_state *s)
{
    return lay_out_contacts(&(qn_world){0}, s, NULL);
}

static void lay_out(qn_world *world, const qn_world_state *s)
{
    lay_out_steady(world, s, world->blocks.steady.memory);
    lay_out_contacts(world, s, world->blocks.contacts.memory);
}

#define COPY(type, name, capacity, used)                                                           \
    memcpy(to->name, from->name, sizeof(type) * (size_t)(used));

static void copy_steady_arrays(qn_world *to, const qn_world *from)
{
    const qn_world_state *s = from->state;
    QN_STEADY_ARRAYS(COPY)
}

static void copy_contact_arrays(qn_world *to, const qn_world *from)
{
    const qn_world_state *s = from->state;
    QN_CONTACT_ARRAYS(COPY)
}
#undef COPY

static bool has_same_steady_layout(const qn_world_state *a, const qn_world_state *b)
{
    qn_world_state like = *a;
    like.contact_pool = b->contact_pool;
    bool is_same = true;
#define COMPARE(noun, records)                                                                     \
    is_same = is_same && like.noun##_pool.capacity == b->noun##_pool.capacity;
    QN_WORLD_POOLS(COMPARE)
#undef COMPARE
    return is_same;
}

typedef struct used_counts {
#define COUNT(type, name, capacity, used) int32_t name;
    QN_WORLD_ARRAYS(COUNT)
#undef COUNT
} used_counts;

static used_counts count_used(const qn_world_state *s)
{
    return (used_counts){
#define COUNT(type, name, capacity, used) .name = (used),
        QN_WORLD_ARRAYS(COUNT)
#undef COUNT
    };
}

// A slot that was never used has a record of zeros, in memory that held another state too: in the
// blocks of `world`, laid out for the header s, which is still to be written over the header of
// what they held. That has used as much as its counts say, as no pool forgets that a slot was used.
static void clear_unused(const qn_world *world, const qn_world_state *s)
{
    const qn_world_state *old = world->state;
    if (old->body_pool.capacity == 0) {
        return; // fresh memory
    }
    used_counts held = count_used(old);
    bool is_same = has_same_steady_layout(s, old);
#define CLEAR(type, name, capacity, used)                                                          \
    held.name = is_same ? held.name : (capacity);                                                  \
    if (held.name > (used)) {                                                                      \
        memset(world->name + (used), 0, sizeof(type) * (size_t)(held.name - (used)));              \
    }
    QN_STEADY_ARRAYS(CLEAR)
    is_same = s->contact_pool.capacity == old->contact_pool.capacity;
    QN_CONTACT_ARRAYS(CLEAR)
#undef CLEAR
}

// Trees keep their order; hash tables are as large as their capacity asks for, and made anew where
// that has changed.
static void copy_steady_indexes(qn_world *to, const qn_world *from)
{
    qn_forest_copy(&to->forest, &from->forest);
    size_t shape_count = (size_t)from->state->shape_pool.used_count;
    memcpy(to->tree_places, from->tree_places, sizeof(int32_t) * shape_count);
    memcpy(to->met_boxes, from->met_boxes, sizeof(qn_aabb) * shape_count);
    memcpy(to->box_slacks, from->box_slacks,
           sizeof(qn_box_slack) * (size_t)from->state->body_pool.used_count);
    if (to->state->chunk_table_capacity == from->state->chunk_table_capacity) {
        memcpy(to->chunk_table, from->chunk_table,
               sizeof(int32_t) * (size_t)from->state->chunk_table_capacity);
    } else {
        qn_chunks_rebuild(to);
    }
}

int32_t qn_table_capacity_for(int32_t entry_capacity)
{
    int32_t capacity = 64;
    while (capacity < 2 * entry_capacity) {
        capacity *= 2;
    }
    return capacity;
}

int32_t qn_pair_capacity_for(int32_t contact_capacity)
{
    return contact_capacity + contact_capacity / 2 + MIN_FREE_PAIRS;
}

uint64_t qn_world_memory_for(const qn_world_state *s)
{
    // A world keeps two pairs of blocks once it has been restored.
    return 2 * ((uint64_t)steady_bytes_for(s) + contact_bytes_for(s)) + qn_scratch_bytes_for(s) +
           qn_event_log_bytes_for(s, QN_ALL_ASKS);
}

// ---- Making and growing ---------------------------------------------------------------------

qn_error qn_world_allocate(qn_world *world, const qn_world_state *s)
{
    world->scratch = qn_scratch_create(s);
    if (world->scratch == NULL ||
        !qn_block_take_zeroed(&world->blocks.steady, steady_bytes_for(s)) ||
        !qn_block_take_zeroed(&world->blocks.contacts, contact_bytes_for(s))) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    lay_out(world, s);
    *world->state = *s;
    return qn_event_log_grow(&world->events, s);
}

static void free_blocks(qn_world_blocks *blocks)
{
    qn_free(blocks->steady.memory);
    qn_free(blocks->contacts.memory);
}

void qn_world_release(qn_world *world)
{
    qn_scratch_destroy(world->scratch);
    qn_event_log_free(&world->events);
    free_blocks(&world->blocks);
    free_blocks(&world->spare);
}

static bool grow_steady(qn_world *world, const qn_world_state *header)
{
    qn_world grown = *world;
    if (!qn_block_take_zeroed(&grown.blocks.steady, steady_bytes_for(header))) {
        return false;
    }
    lay_out_steady(&grown, header, grown.blocks.steady.memory);
    copy_steady_arrays(&grown, world);
    *grown.state = *header;
    copy_steady_indexes(&grown, world);
    qn_free(world->blocks.steady.memory);
    *world = grown;
    return true;
}

// Doubling a large world would leave a third of its memory unused on average; an eighth leaves a
// seventeenth, and what was given back before is soon enough for the next block.
static int32_t grown(int32_t capacity)
{
    int32_t more = capacity < QN_LARGE_CAPACITY ? capacity : capacity / 8;
    return capacity <= QN_MAX_BODY_COUNT - more ? capacity + more : QN_MAX_BODY_COUNT;
}

// With which `count` more can be taken; QN_NONE if that would be more than `most`.
static int32_t capacity_for(const qn_pool *pool, int32_t count, int32_t most)
{
    int32_t taken = pool->capacity - qn_pool_room(pool);
    int32_t capacity = pool->capacity;
    if (count > most - taken) {
        return QN_NONE;
    }
    while (capacity - taken < count) {
        capacity = grown(capacity);
    }
    return capacity;
}

// The header keeps its counts, with another capacity of a pool but that of contacts.
static qn_error grow(qn_world *world, const qn_world_state *header)
{
    // The order matters: larger scratch and events are harmless should the block then fail.
    if (!qn_scratch_reserve(world->scratch, header) ||
        qn_event_log_grow(&world->events, header) != QN_ERROR_OK || !grow_steady(world, header)) {
        qn_scratch_lay_out(world->scratch, world->state);
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory to grow the world");
    }
    return QN_ERROR_OK;
}

qn_error qn_world_make_rooms(qn_world *world, const qn_pool *pool, int32_t count, const char *why)
{
    int32_t capacity = capacity_for(pool, count, QN_MAX_BODY_COUNT);
    if (capacity == QN_NONE) {
        return qn_refuse(world, QN_ERROR_CAPACITY, why);
    }
    if (capacity == pool->capacity) {
        return QN_ERROR_OK;
    }
    qn_world_state header = *world->state;
    size_t place = (size_t)((const char *)pool - (const char *)world->state);
    ((qn_pool *)(void *)((char *)&header + place))->capacity = capacity;
    header.chunk_table_capacity = qn_table_capacity_for(header.chunk_pool.capacity);
    return grow(world, &header);
}

qn_error qn_world_make_room(qn_world *world, const qn_pool *pool, const char *why)
{
    return qn_world_make_rooms(world, pool, 1, why);
}

static void clear_rest_of_contacts(const qn_world *world, const qn_world_state *s)
{
#define CLEAR(type, name, capacity, used)                                                          \
    memset(world->name + (used), 0, sizeof(type) * (size_t)((capacity) - (used)));
    QN_CONTACT_ARRAYS(CLEAR)
#undef CLEAR
}

static bool grow_contacts(qn_world *world, const qn_world_state *header)
{
    qn_world grown = *world;
    if (!qn_block_take(&grown.blocks.contacts, contact_bytes_for(header))) {
        return false;
    }
    lay_out_contacts(&grown, header, grown.blocks.contacts.memory);
    copy_contact_arrays(&grown, world);
    clear_rest_of_contacts(&grown, header);
    qn_free(world->blocks.contacts.memory);
    *world = grown;
    *world->state = *header;
    qn_pairs_rebuild(world);
    return true;
}

// Shapes beside each other have few contacts each, but n in one place have n^2 / 2: without an end
// to that a few thousand would take all memory, and their step seconds.
static int32_t most_contacts(const qn_world_state *s)
{
    int32_t shapes = s->shape_pool.live_count;
    int32_t most = shapes < QN_MAX_BODY_COUNT / CROWD_CONTACTS_PER_SHAPE
                       ? shapes * CROWD_CONTACTS_PER_SHAPE
                       : QN_MAX_BODY_COUNT;
    return most > CROWD_CONTACTS ? most : CROWD_CONTACTS;
}

bool qn_world_make_contact_room(qn_world *world, int32_t count)
{
    qn_world_state header = *world->state;
    const qn_pool *pool = &header.contact_pool;
    int32_t most = header.grows_contacts ? most_contacts(&header) : pool->capacity;
    int32_t capacity = capacity_for(pool, count, most);
    if (capacity == pool->capacity) {
        return true;
    }
    if (!header.grows_contacts || capacity == QN_NONE) {
        return false;
    }
    header.contact_pool.capacity = capacity;
    header.pair_capacity = qn_pair_capacity_for(capacity);
    // In this order, as above.
    bool is_grown = qn_scratch_grow_contacts(world->scratch, &header) &&
                    qn_event_log_grow(&world->events, &header) == QN_ERROR_OK &&
                    grow_contacts(world, &header);
    world->scratch->lacked_memory = world->scratch->lacked_memory || !is_grown;
    return is_grown;
}

// ---- Another state in the same world --------------------------------------------------------

// Of new blocks, those that are not held.
static void give_back(const qn_world_blocks *held, qn_world_blocks *blocks)
{
    if (blocks->steady.memory != held->steady.memory) {
        qn_free(blocks->steady.memory);
    }
    if (blocks->contacts.memory != held->contacts.memory) {
        qn_free(blocks->contacts.memory);
    }
    *blocks = *held;
}

// The header of a fresh block says that nothing has been used.
static void replace_blocks(qn_world_blocks *held, const qn_world_blocks *blocks)
{
    qn_world_blocks old = *held;
    *held = *blocks;
    if (old.steady.memory != held->steady.memory && old.contacts.memory == held->contacts.memory &&
        old.contacts.memory != NULL) {
        memset(held->contacts.memory, 0, held->contacts.bytes);
    }
    give_back(held, &old);
}

// In place of those that are too small for a layout, new ones. False: there is no memory, and
// *blocks is what is held.
static bool take_blocks(const qn_world_blocks *held, const qn_world_state *s,
                        qn_world_blocks *blocks)
{
    size_t steady_bytes = steady_bytes_for(s), contact_bytes = contact_bytes_for(s);
    *blocks = *held;
    bool has_steady = steady_bytes > 0 && (steady_bytes <= held->steady.bytes ||
                                           qn_block_take_zeroed(&blocks->steady, steady_bytes));
    bool has_contacts =
        contact_bytes > 0 && (contact_bytes <= held->contacts.bytes ||
                              qn_block_take_zeroed(&blocks->contacts, contact_bytes));
    if (!has_steady || !has_contacts) {
        give_back(held, blocks);
    }
    return has_steady && has_contacts;
}

bool qn_world_has_room_for(const qn_world *world, const qn_world_state *s)
{
    size_t steady_bytes = steady_bytes_for(s), contact_bytes = contact_bytes_for(s);
    return steady_bytes > 0 && contact_bytes > 0 && steady_bytes <= world->spare.steady.bytes &&
           contact_bytes <= world->spare.contacts.bytes &&
           qn_scratch_has_room_for(world->scratch, s);
}

qn_error qn_world_draft(qn_world *world, const qn_world_state *s, qn_world *draft)
{
    qn_world_blocks blocks;
    if (!take_blocks(&world->spare, s, &blocks)) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for a second block");
    }
    replace_blocks(&world->spare, &blocks);
    if (!qn_scratch_reserve(world->scratch, s)) {
        qn_scratch_lay_out(world->scratch, world->state);
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory to work in");
    }
    *draft = *world;
    draft->blocks = world->spare;
    draft->spare = world->blocks;
    lay_out(draft, s);
    clear_unused(draft, s);
    *draft->state = *s;
    draft->extras = qn_extras_all();
    return QN_ERROR_OK;
}

void qn_world_drop(qn_world *world) { qn_scratch_lay_out(world->scratch, world->state); }

// Which events shapes and joints ask for. Free slots ask for none.
static uint32_t asks_of(const qn_world *world)
{
    uint32_t asked = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        asked |= world->shapes[i].flags;
    }
    for (int32_t i = 0; i < world->state->joint_pool.used_count; ++i) {
        asked |= qn_joint_tells(&world->joints[i]) ? QN_JOINTS_ASK : 0u;
    }
    return asked & QN_ALL_ASKS;
}

qn_error qn_world_accept(qn_world *world, qn_world *draft)
{
    if (!qn_event_log_reset(&draft->events, draft->state, asks_of(draft))) {
        qn_world_drop(world);
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for events");
    }
    *world = *draft;
    return QN_ERROR_OK;
}

void qn_world_take_back(qn_world *world)
{
    qn_world_blocks blocks = world->blocks;
    world->blocks = world->spare;
    world->spare = blocks;
    qn_world_state header = *(const qn_world_state *)(const void *)world->blocks.steady.memory;
    lay_out(world, &header);
    qn_scratch_lay_out(world->scratch, world->state);
    (void)qn_event_log_reset(&world->events, world->state, 0);
}

static qn_error reserve_for_copy(qn_world *to, const qn_world *from)
{
    const qn_world_state *s = from->state;
    qn_world_blocks blocks;
    if (!take_blocks(&to->blocks, s, &blocks) || !qn_scratch_reserve(to->scratch, s) ||
        !qn_event_log_reset(&to->events, s, from->events.asked)) {
        qn_scratch_lay_out(to->scratch, to->state);
        give_back(&to->blocks, &blocks);
        return qn_refuse(to, QN_ERROR_OUT_OF_MEMORY, "no memory for a copy of the world");
    }
    replace_blocks(&to->blocks, &blocks);
    return QN_ERROR_OK;
}

qn_error qn_world_copy(qn_world *to, const qn_world *from)
{
    if (to == NULL || from == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (to == from) {
        return QN_ERROR_OK;
    }
    QN_TRY(reserve_for_copy(to, from));
    lay_out(to, from->state);
    clear_unused(to, from->state);
    *to->state = *from->state;
    to->extras = from->extras;
    copy_steady_arrays(to, from);
    copy_contact_arrays(to, from);
    copy_steady_indexes(to, from);
    memcpy(to->pairs, from->pairs, sizeof(qn_pair) * (size_t)from->state->pair_capacity);
    return QN_ERROR_OK;
}
