// The memory of a world: one block, whose layout follows from the capacities in its header alone
// (QN_WORLD_ARRAYS, QN_WORLD_INDEXES), so creating, growing and copying share one function.
//
// A world that is restored needs a second block for the time until the new state is known to be
// sound. It keeps that block for the next time.
#include "physics/memory.h"

#include <string.h>

#include "base/alloc.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/terrain/chunks.h"

#define BLOCK_ALIGNMENT 16
#define MAX_CONTACT_COUNT 0xFFFFE
#define MIN_FREE_PAIRS 32

// ---- Layout ---------------------------------------------------------------------------------

static bool reserve(size_t *end, size_t element_bytes, int32_t count)
{
    size_t bytes;
    return qn_size_mul(element_bytes, (size_t)count, &bytes) && qn_size_add(*end, bytes, end) &&
           qn_size_add(*end, (0 - *end) & (BLOCK_ALIGNMENT - 1), end);
}

// Points the arrays of `world` into `block` as the header s asks for; with a null block it only
// measures. Returns the size that the layout takes, 0 if that does not fit.
static size_t lay_out(qn_world *world, const qn_world_state *s, uint8_t *block)
{
    size_t end = 0;
    if (!reserve(&end, sizeof *s, 1)) {
        return 0;
    }
#define LAY_OUT(type, name, capacity, used)                                                        \
    world->name = block != NULL ? (type *)(void *)(block + end) : NULL;                            \
    if (!reserve(&end, sizeof(type), (capacity))) {                                                \
        return 0;                                                                                  \
    }
    QN_WORLD_ARRAYS(LAY_OUT)
    QN_WORLD_INDEXES(LAY_OUT)
#undef LAY_OUT
    world->state = (qn_world_state *)(void *)block;
    if (block != NULL) {
        world->forest = qn_forest_over(world->state->trees, world->tree_nodes, world->tree_shapes,
                                       world->tree_places, s->shape_pool.capacity);
    }
    return end;
}

static void copy_arrays(qn_world *to, const qn_world *from)
{
    const qn_world_state *s = from->state;
#define COPY(type, name, capacity, used)                                                           \
    memcpy(to->name, from->name, sizeof(type) * (size_t)(used));
    QN_WORLD_ARRAYS(COPY)
#undef COPY
}

static bool has_same_layout(const qn_world_state *a, const qn_world_state *b)
{
    bool is_same = true;
#define COMPARE(noun, records)                                                                     \
    is_same = is_same && a->noun##_pool.capacity == b->noun##_pool.capacity;
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
// block of `world`, laid out for the header s, which is still to be written over the header of what
// the block held. That has used as much as its counts say, as no pool forgets that a slot was used.
static void clear_unused(const qn_world *world, const qn_world_state *s)
{
    const qn_world_state *old = world->state;
    if (old->body_pool.capacity == 0) {
        return; // fresh memory
    }
    bool is_same = has_same_layout(s, old);
    used_counts held = count_used(old);
#define CLEAR(type, name, capacity, used)                                                          \
    held.name = is_same ? held.name : (capacity);                                                  \
    if (held.name > (used)) {                                                                      \
        memset(world->name + (used), 0, sizeof(type) * (size_t)(held.name - (used)));              \
    }
    QN_WORLD_ARRAYS(CLEAR)
#undef CLEAR
}

// Trees keep their order; hash tables are as large as their capacity asks for, and made anew where
// that has changed.
static void copy_indexes(qn_world *to, const qn_world *from)
{
    qn_forest_copy(&to->forest, &from->forest);
    size_t shape_count = (size_t)from->state->shape_pool.used_count;
    memcpy(to->tree_places, from->tree_places, sizeof(int32_t) * shape_count);
    memcpy(to->met_boxes, from->met_boxes, sizeof(qn_aabb) * shape_count);
    memcpy(to->box_slacks, from->box_slacks,
           sizeof(float) * (size_t)from->state->body_pool.used_count);
    if (to->state->pair_capacity == from->state->pair_capacity) {
        memcpy(to->pairs, from->pairs, sizeof(qn_pair) * (size_t)from->state->pair_capacity);
    } else {
        qn_pairs_rebuild(to);
    }
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

int32_t qn_contact_capacity_for(int32_t shape_capacity)
{
    return shape_capacity < MAX_CONTACT_COUNT / QN_CONTACTS_PER_SHAPE
               ? shape_capacity * QN_CONTACTS_PER_SHAPE
               : MAX_CONTACT_COUNT;
}

uint64_t qn_world_memory_for(const qn_world_state *s)
{
    // A world keeps two blocks once it has been restored.
    return 2 * (uint64_t)lay_out(&(qn_world){0}, s, NULL) + qn_scratch_bytes_for(s) +
           qn_event_log_bytes_for(s, QN_SHAPE_ASKS);
}

// ---- Making and growing ---------------------------------------------------------------------

qn_error qn_world_allocate(qn_world *world, const qn_world_state *s)
{
    size_t bytes = lay_out(world, s, NULL);
    uint8_t *block = bytes > 0 ? qn_alloc_zeroed(bytes) : NULL;
    world->state = (qn_world_state *)(void *)block;
    world->scratch = qn_scratch_create(s);
    if (block == NULL || world->scratch == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    lay_out(world, s, block);
    world->block_bytes = bytes;
    *world->state = *s;
    return qn_event_log_grow(&world->events, s);
}

void qn_world_release(qn_world *world)
{
    qn_scratch_destroy(world->scratch);
    qn_event_log_free(&world->events);
    qn_free(world->state);
    qn_free(world->spare_block);
}

// The header keeps its counts and takes over the wanted capacities.
static void take_capacities(qn_world_state *s, const qn_world_state *wanted)
{
#define TAKE_CAPACITY(noun, records) s->noun##_pool.capacity = wanted->noun##_pool.capacity;
    QN_WORLD_POOLS(TAKE_CAPACITY)
#undef TAKE_CAPACITY
    s->pair_capacity = qn_pair_capacity_for(s->contact_pool.capacity);
    s->chunk_table_capacity = qn_table_capacity_for(s->chunk_pool.capacity);
}

static qn_error grow_block(qn_world *world, const qn_world_state *wanted)
{
    qn_world_state header = *world->state;
    take_capacities(&header, wanted);
    qn_world grown = *world;
    size_t bytes = lay_out(&grown, &header, NULL);
    uint8_t *block = bytes > 0 ? qn_alloc_zeroed(bytes) : NULL;
    if (block == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    lay_out(&grown, &header, block);
    copy_arrays(&grown, world);
    grown.block_bytes = bytes;
    *grown.state = header;
    copy_indexes(&grown, world);
    qn_free(world->state);
    *world = grown;
    return QN_ERROR_OK;
}

qn_error qn_world_grow(qn_world *world, const qn_world_state *wanted)
{
    const char *why = "no memory to grow the world";
    qn_world_state header = *world->state;
    take_capacities(&header, wanted);
    // The order matters: larger scratch and events are harmless should the block then fail.
    qn_scratch *scratch = qn_scratch_create(&header);
    if (scratch == NULL) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, why);
    }
    if (qn_event_log_grow(&world->events, &header) != QN_ERROR_OK ||
        grow_block(world, wanted) != QN_ERROR_OK) {
        qn_scratch_destroy(scratch);
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, why);
    }
    qn_scratch_destroy(world->scratch);
    world->scratch = scratch;
    return QN_ERROR_OK;
}

// Doubling a large world would leave a third of its memory unused on average; a quarter leaves a
// ninth, and what was given back before is soon enough for the next block.
static int32_t grown(int32_t capacity)
{
    int32_t more = capacity < QN_LARGE_CAPACITY ? capacity : capacity / 4;
    return capacity <= QN_MAX_BODY_COUNT - more ? capacity + more : QN_MAX_BODY_COUNT;
}

qn_error qn_world_make_rooms(qn_world *world, const qn_pool *pool, int32_t count, const char *why)
{
    int32_t taken = pool->capacity - qn_pool_room(pool);
    if (count > QN_MAX_BODY_COUNT - taken) {
        return qn_refuse(world, QN_ERROR_CAPACITY, why);
    }
    int32_t capacity = pool->capacity;
    while (capacity - taken < count) {
        capacity = grown(capacity);
    }
    if (capacity == pool->capacity) {
        return QN_ERROR_OK;
    }
    qn_world_state wanted = *world->state;
    size_t place = (size_t)((const char *)pool - (const char *)world->state);
    ((qn_pool *)(void *)((char *)&wanted + place))->capacity = capacity;
    if (wanted.grows_contacts) {
        wanted.contact_pool.capacity = qn_contact_capacity_for(wanted.shape_pool.capacity);
    }
    return qn_world_grow(world, &wanted);
}

qn_error qn_world_make_room(qn_world *world, const qn_pool *pool, const char *why)
{
    return qn_world_make_rooms(world, pool, 1, why);
}

// ---- Another state in the same world --------------------------------------------------------

static uint8_t *reserve_block(uint8_t *block, size_t *held_bytes, size_t bytes)
{
    if (bytes == 0 || (block != NULL && bytes <= *held_bytes)) {
        return bytes > 0 ? block : NULL;
    }
    uint8_t *larger = qn_alloc_zeroed(bytes);
    if (larger != NULL) {
        qn_free(block);
        *held_bytes = bytes;
    }
    return larger;
}

bool qn_world_has_room_for(const qn_world *world, const qn_world_state *s)
{
    size_t bytes = lay_out(&(qn_world){0}, s, NULL);
    size_t scratch_bytes = qn_scratch_bytes_for(s);
    return bytes > 0 && scratch_bytes > 0 && world->spare_block != NULL &&
           bytes <= world->spare_bytes && scratch_bytes <= world->scratch->bytes;
}

qn_error qn_world_draft(qn_world *world, const qn_world_state *s, qn_world *draft)
{
    size_t bytes = lay_out(&(qn_world){0}, s, NULL);
    uint8_t *block = reserve_block(world->spare_block, &world->spare_bytes, bytes);
    if (block == NULL) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for a second block");
    }
    world->spare_block = block;
    if (!qn_scratch_reserve(&world->scratch, s)) {
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory to work in");
    }
    *draft = *world;
    lay_out(draft, s, block);
    clear_unused(draft, s);
    *draft->state = *s;
    draft->extras = qn_extras_all();
    draft->block_bytes = world->spare_bytes;
    draft->spare_block = (uint8_t *)world->state;
    draft->spare_bytes = world->block_bytes;
    return QN_ERROR_OK;
}

void qn_world_drop(qn_world *world) { qn_scratch_lay_out(world->scratch, world->state); }

// Free slots have none.
static uint32_t flags_of_shapes(const qn_world *world)
{
    uint32_t flags = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        flags |= world->shapes[i].flags;
    }
    return flags;
}

qn_error qn_world_accept(qn_world *world, qn_world *draft)
{
    if (!qn_event_log_reset(&draft->events, draft->state, flags_of_shapes(draft))) {
        qn_world_drop(world);
        return qn_refuse(world, QN_ERROR_OUT_OF_MEMORY, "no memory for events");
    }
    *world = *draft;
    return QN_ERROR_OK;
}

static qn_error reserve_for_copy(qn_world *to, const qn_world *from, uint8_t **block)
{
    const qn_world_state *s = from->state;
    size_t bytes = lay_out(&(qn_world){0}, s, NULL);
    bool is_enough = bytes <= to->block_bytes;
    *block = is_enough ? (uint8_t *)to->state : qn_alloc_zeroed(bytes);
    if (*block == NULL || !qn_scratch_reserve(&to->scratch, s) ||
        !qn_event_log_reset(&to->events, s, from->events.asked)) {
        qn_scratch_lay_out(to->scratch, to->state);
        qn_free(is_enough ? NULL : *block);
        return qn_refuse(to, QN_ERROR_OUT_OF_MEMORY, "no memory for a copy of the world");
    }
    to->block_bytes = is_enough ? to->block_bytes : bytes;
    return QN_ERROR_OK;
}

qn_error qn_world_copy(qn_world *to, const qn_world *from)
{
    if (to == NULL || from == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    uint8_t *block;
    if (to == from) {
        return QN_ERROR_OK;
    }
    QN_TRY(reserve_for_copy(to, from, &block));
    uint8_t *old = (uint8_t *)to->state;
    lay_out(to, from->state, block);
    clear_unused(to, from->state);
    *to->state = *from->state;
    to->extras = from->extras;
    copy_arrays(to, from);
    copy_indexes(to, from);
    if (old != block) {
        qn_free(old);
    }
    return QN_ERROR_OK;
}
