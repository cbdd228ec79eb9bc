// Life of a world, its errors and its counters.
#include "physics/world.h"

#include "base/alloc.h"
#include "physics/check.h"
#include "physics/memory.h"
#include "physics/step.h"

#define FIRST_CONTACT_CAPACITY 64
#define FIRST_CHAIN_CAPACITY 4
#define FIRST_FIELD_CAPACITY 4
#define FIRST_GRID_CAPACITY 2
#define FIRST_CHUNK_CAPACITY 16
#define FIRST_CHARACTER_CAPACITY 4

// ---- Errors ---------------------------------------------------------------------------------

void qn_remember_error(const qn_world *world, qn_error error, const char *why)
{
    if (world != NULL) {
        world->last->error = error;
        world->last->why = why;
    }
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

// A slot's generation counts up as it is used again, from where the salt puts it. Steps of the
// golden ratio keep the worlds of neighbouring salts apart: by 1565 uses of one slot for two, and
// as far as it goes for many (Knuth, TAOCP 6.4).
static uint32_t next_salt(uint32_t wanted)
{
    static uint32_t made_count = 0;
    made_count += wanted == 0 ? 1 : 0;
    uint32_t salt = wanted != 0 ? wanted : made_count;
    return (salt * 0x9E3779B9u) >> QN_SLOT_BITS;
}

static qn_world_state first_state(const qn_world_def *def)
{
    uint32_t salt = next_salt(def->handle_salt);
    qn_world_state s = {.gravity_mps2 = def->gravity_mps2, .enable_sleep = def->enable_sleep};
    s.tuning = qn_world_tuning_default();
    s.enable_body_events = def->enable_body_events;
    s.grows_contacts = def->contact_capacity == 0;
    int32_t contacts = s.grows_contacts ? FIRST_CONTACT_CAPACITY : def->contact_capacity;
    qn_pool_init(&s.body_pool, def->body_capacity, salt);
    qn_pool_init(&s.shape_pool, def->shape_capacity, salt);
    qn_pool_init(&s.joint_pool, def->joint_capacity, salt);
    qn_pool_init(&s.contact_pool, contacts, salt);
    qn_pool_init(&s.chain_pool, FIRST_CHAIN_CAPACITY, salt);
    qn_pool_init(&s.field_pool, FIRST_FIELD_CAPACITY, salt);
    qn_pool_init(&s.character_pool, FIRST_CHARACTER_CAPACITY, salt);
    qn_pool_init(&s.grid_pool, FIRST_GRID_CAPACITY, salt);
    qn_pool_init(&s.chunk_pool, FIRST_CHUNK_CAPACITY, salt);
    s.pair_capacity = qn_pair_capacity_for(contacts);
    s.chunk_table_capacity = qn_table_capacity_for(FIRST_CHUNK_CAPACITY);
    return s;
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
    qn_error error = qn_world_allocate(world, &s);
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
    qn_world_release(world);
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
