// Life and memory of a world. The layout of the block follows from the capacities in its header
// alone (QN_WORLD_ARRAYS, QN_WORLD_INDEXES), so creating, growing and copying share one function.
#include "physics/world.h"

#include <string.h>

#include "base/alloc.h"
#include "physics/check.h"
#include "physics/step.h"

#define BLOCK_ALIGNMENT 16
#define MAX_CONTACT_COUNT 0xFFFFE
#define FIRST_CHAIN_CAPACITY 4

// ---- Errors ---------------------------------------------------------------------------------

qn_error qn_refuse(const qn_world *world, qn_error error, const char *why)
{
    world->last->error = error;
    world->last->why = why;
    return error;
}

qn_error qn_refuse_handle(const qn_world *world, uint32_t raw)
{
    return raw == 0 ? qn_refuse(world, QN_ERROR_NULL_HANDLE, "the handle is null")
                    : qn_refuse(world, QN_ERROR_STALE_HANDLE,
                                "the handle names nothing that lives in this world");
}

qn_error qn_world_last_error(const qn_world *world, const char **why)
{
    qn_error error = world != NULL ? world->last->error : QN_ERROR_NULL_POINTER;
    if (why != NULL) {
        *why = world == NULL ? "world is null" : (error != QN_ERROR_OK ? world->last->why : "");
    }
    return error;
}

void qn_world_clear_error(qn_world *world)
{
    if (world != NULL) {
        *world->last = (qn_last_error){QN_ERROR_OK, ""};
    }
}

// ---- Layout ---------------------------------------------------------------------------------

static bool reserve(size_t *end, size_t element_bytes, int32_t count)
{
    size_t bytes;
    return qn_size_mul(element_bytes, (size_t)count, &bytes) && qn_size_add(*end, bytes, end) &&
           qn_size_add(*end, (0 - *end) & (BLOCK_ALIGNMENT - 1), end);
}

// Points the arrays of `world` into `block` as the header s asks for; with a null block it only
// measures. Returns the block's size, 0 if that does not fit.
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

// Trees keep their shape; the set of pairs is as large as its capacity asks for, and made anew.
static void copy_indexes(qn_world *to, const qn_world *from)
{
    for (int32_t tree = 0; tree < 2; ++tree) {
        size_t bytes = sizeof(qn_tree_node) * (size_t)from->state->trees[tree].node_capacity;
        memcpy(qn_tree_nodes(to, tree), qn_tree_nodes(from, tree), bytes);
        qn_tree_grow(&to->state->trees[tree], qn_tree_nodes(to, tree),
                     2 * to->state->shape_pool.capacity);
    }
    memcpy(to->shape_leaves, from->shape_leaves,
           sizeof(int32_t) * (size_t)from->state->shape_pool.used_count);
    qn_pairs_rebuild(to);
}

static int32_t pair_capacity_for(int32_t contact_capacity)
{
    int32_t capacity = 64;
    while (capacity < 2 * contact_capacity) {
        capacity *= 2;
    }
    return capacity;
}

static int32_t contacts_for_shapes(int32_t shape_capacity)
{
    return shape_capacity < MAX_CONTACT_COUNT / QN_CONTACTS_PER_SHAPE
               ? shape_capacity * QN_CONTACTS_PER_SHAPE
               : MAX_CONTACT_COUNT;
}

// ---- Growing --------------------------------------------------------------------------------

// The header keeps its counts and takes over the wanted capacities.
static void take_capacities(qn_world_state *s, const qn_world_state *wanted)
{
#define TAKE_CAPACITY(noun, records) s->noun##_pool.capacity = wanted->noun##_pool.capacity;
    QN_WORLD_POOLS(TAKE_CAPACITY)
#undef TAKE_CAPACITY
    s->pair_capacity = pair_capacity_for(s->contact_pool.capacity);
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
    grown.state = (qn_world_state *)(void *)block;
    grown.block_bytes = bytes;
    *grown.state = header;
    copy_indexes(&grown, world);
    uint8_t *old = (uint8_t *)world->state;
    *world = grown;
    world->last = &world->last_storage;
    qn_free(old);
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

static int32_t doubled(int32_t capacity)
{
    return capacity <= QN_MAX_BODY_COUNT / 2 ? 2 * capacity : QN_MAX_BODY_COUNT;
}

qn_error qn_world_make_rooms(qn_world *world, const qn_pool *pool, int32_t count, const char *why)
{
    if (count > QN_MAX_BODY_COUNT - pool->live_count) {
        return qn_refuse(world, QN_ERROR_CAPACITY, why);
    }
    int32_t capacity = pool->capacity;
    while (capacity - pool->live_count < count) {
        capacity = doubled(capacity);
    }
    if (capacity == pool->capacity) {
        return QN_ERROR_OK;
    }
    qn_world_state wanted = *world->state;
    size_t place = (size_t)((const char *)pool - (const char *)world->state);
    ((qn_pool *)(void *)((char *)&wanted + place))->capacity = capacity;
    if (wanted.grows_contacts) {
        wanted.contact_pool.capacity = contacts_for_shapes(wanted.shape_pool.capacity);
    }
    return qn_world_grow(world, &wanted);
}

qn_error qn_world_make_room(qn_world *world, const qn_pool *pool, const char *why)
{
    return qn_world_make_rooms(world, pool, 1, why);
}

// ---- Create and destroy ---------------------------------------------------------------------

qn_world_def qn_world_def_default(void)
{
    return (qn_world_def){
        .cookie = QN_COOKIE_WORLD,
        .gravity_mps2 = {0.0f, -10.0f},
        .body_capacity = 128,
        .shape_capacity = 128,
        .joint_capacity = 16,
        .contact_capacity = 0,
        .enable_sleep = true,
    };
}

static bool capacity_is_sane(int32_t capacity)
{
    return capacity >= 1 && capacity <= QN_MAX_BODY_COUNT;
}

static qn_error check_def(const qn_world_def *def)
{
    if (def->cookie != QN_COOKIE_WORLD) {
        return QN_ERROR_BAD_DEFINITION;
    }
    if (!qn_v2_is_finite(def->gravity_mps2)) {
        return QN_ERROR_NOT_FINITE;
    }
    bool gravity_ok = qn_abs(def->gravity_mps2.x) <= QN_MAX_POSITION_M &&
                      qn_abs(def->gravity_mps2.y) <= QN_MAX_POSITION_M;
    bool contacts_ok = def->contact_capacity == 0 || capacity_is_sane(def->contact_capacity);
    bool ok = gravity_ok && contacts_ok && capacity_is_sane(def->body_capacity) &&
              capacity_is_sane(def->shape_capacity) && capacity_is_sane(def->joint_capacity);
    return ok ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static uint32_t next_salt(uint32_t wanted)
{
    static uint32_t made_count = 0;
    if (wanted != 0) {
        return wanted;
    }
    made_count += 1;
    return made_count;
}

static qn_world_state first_state(const qn_world_def *def)
{
    uint32_t salt = next_salt(def->handle_salt);
    qn_world_state s = {.gravity_mps2 = def->gravity_mps2, .enable_sleep = def->enable_sleep};
    s.enable_body_events = def->enable_body_events;
    s.grows_contacts = def->contact_capacity == 0;
    int32_t contacts =
        s.grows_contacts ? contacts_for_shapes(def->shape_capacity) : def->contact_capacity;
    qn_pool_init(&s.body_pool, def->body_capacity, salt);
    qn_pool_init(&s.shape_pool, def->shape_capacity, salt);
    qn_pool_init(&s.joint_pool, def->joint_capacity, salt);
    qn_pool_init(&s.contact_pool, contacts, salt);
    qn_pool_init(&s.chain_pool, FIRST_CHAIN_CAPACITY, salt);
    take_capacities(&s, &s);
    return s;
}

static qn_error allocate(qn_world *world, const qn_world_state *s)
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
    qn_tree_init(&world->state->trees[0], world->static_nodes, 2 * s->shape_pool.capacity);
    qn_tree_init(&world->state->trees[1], world->moving_nodes, 2 * s->shape_pool.capacity);
    return qn_event_log_grow(&world->events, s);
}

qn_error qn_world_create(const qn_world_def *def, qn_world **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (def == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(check_def(def));
    qn_world *world = qn_alloc_zeroed(sizeof *world);
    if (world == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    world->last = &world->last_storage;
    qn_world_clear_error(world);
    qn_world_state s = first_state(def);
    qn_error error = allocate(world, &s);
    if (error != QN_ERROR_OK) {
        qn_world_destroy(world);
        return error;
    }
    *out = world;
    return QN_ERROR_OK;
}

void qn_world_destroy(qn_world *world)
{
    if (world == NULL) {
        return;
    }
    qn_scratch_destroy(world->scratch);
    qn_event_log_free(&world->events);
    qn_free(world->state);
    qn_free(world);
}

// ---- Small publics --------------------------------------------------------------------------

qn_error qn_world_set_gravity(qn_world *world, qn_vec2 gravity_mps2)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(qn_check_vec2(world, gravity_mps2, QN_MAX_POSITION_M, "gravity_mps2"));
    bool changes = gravity_mps2.x != world->state->gravity_mps2.x ||
                   gravity_mps2.y != world->state->gravity_mps2.y;
    world->state->gravity_mps2 = gravity_mps2;
    return changes ? qn_world_set_all_awake(world, true) : QN_ERROR_OK;
}

qn_vec2 qn_world_gravity(const qn_world *world)
{
    return world != NULL ? world->state->gravity_mps2 : (qn_vec2){0.0f, 0.0f};
}

static int32_t count_touching(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->contact_pool.used_count; ++i) {
        count += world->contact_slots[i].is_live &&
                 (world->contacts[i].link.flags & QN_CONTACT_TOUCHING) != 0;
    }
    return count;
}

qn_world_counters qn_world_get_counters(const qn_world *world)
{
    if (world == NULL) {
        return (qn_world_counters){0};
    }
    const qn_world_state *s = world->state;
    return (qn_world_counters){
        .body_count = s->body_pool.live_count,
        .awake_body_count = s->awake_count,
        .shape_count = s->shape_pool.live_count,
        .joint_count = s->joint_pool.live_count,
        .contact_count = s->contact_pool.live_count,
        .touching_contact_count = count_touching(world),
        .dropped_contact_count = s->dropped_contact_count,
        .dropped_event_count = world->events.dropped_count,
        .frozen_body_count = s->frozen_body_count,
        .tree_height = qn_tree_height(&s->trees[1], world->moving_nodes),
        .tick_count = s->tick_count,
        .memory_bytes = sizeof *world + world->block_bytes + world->events.bytes +
                        qn_scratch_bytes(world->scratch),
    };
}
