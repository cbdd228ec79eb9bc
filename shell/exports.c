// Each function reads its arguments, checks pointers and the world reference, calls one function of
// the engine and hands back its outcome. Whatever needs a decision belongs on the other side of
// this file, or in TypeScript.
//
// A world never crosses as a pointer. It crosses as a reference: slot + 1 in the low 8 bits, the
// slot's generation above. Slots are few because a world is big; a generation of 24 bits is reused
// after sixteen million worlds.
#include "exports/door.h"

#include <stdlib.h>

#define WORLD_SLOT_COUNT 255u
#define WORLD_SLOT_BITS 8u
#define WASM_PAGE_BYTES 65536u
#define FEATURE_SIMD 1u

_Static_assert(sizeof(quoin_contact_event) == sizeof(qn_contact_event),
               "contact events cross as they are");
_Static_assert(sizeof(quoin_hit_event) == sizeof(qn_hit_event), "hit events cross as they are");
_Static_assert(sizeof(quoin_sensor_event) == sizeof(qn_sensor_event),
               "sensor events cross as they are");
_Static_assert(sizeof(quoin_joint_event) == sizeof(qn_joint_event),
               "joint events cross as they are");
_Static_assert(sizeof(quoin_body_event) == sizeof(qn_body_event), "body events cross as they are");
_Static_assert(sizeof(quoin_pose_record) == sizeof(qn_pose_record), "poses cross as they are");
_Static_assert(QUOIN_BODY_DYNAMIC == QN_BODY_DYNAMIC, "body types cross as they are");
_Static_assert(QUOIN_SHAPE_SEGMENT == QN_SHAPE_SEGMENT, "shape types cross as they are");
_Static_assert(QUOIN_CONTACT_EVENT_END == QN_CONTACT_EVENT_END, "event types cross as they are");
_Static_assert(QUOIN_SENSOR_EVENT_END == QN_SENSOR_EVENT_END, "event types cross as they are");
_Static_assert(QUOIN_JOINT_EVENT_BREAK == QN_JOINT_EVENT_BREAK, "event types cross as they are");
_Static_assert(QUOIN_BODY_EVENT_FREEZE == QN_BODY_EVENT_FREEZE, "event types cross as they are");
_Static_assert(QUOIN_POSE_AWAKE == QN_POSE_AWAKE, "pose flags cross as they are");
_Static_assert(QUOIN_MAX_POLYGON_VERTICES == QN_MAX_POLYGON_VERTICES, "polygons cross whole");

typedef struct world_slot {
    qn_world *world;
    uint32_t generation;
} world_slot;

static world_slot slots[WORLD_SLOT_COUNT];
static _Alignas(16) uint8_t scratch[QUOIN_SCRATCH_BYTES];

// Growth needs no announcement: the page compares the buffer before each use. Defining the hook
// here keeps the module free of imports.
void emscripten_notify_memory_growth(uint32_t memory_index);
void emscripten_notify_memory_growth(uint32_t memory_index) { (void)memory_index; }

static world_slot *slot_of(uint32_t reference)
{
    uint32_t slot = reference & ((1u << WORLD_SLOT_BITS) - 1u);
    if (slot == 0 || slot > WORLD_SLOT_COUNT) {
        return NULL;
    }
    world_slot *found = &slots[slot - 1];
    bool same = found->world && found->generation == reference >> WORLD_SLOT_BITS;
    return same ? found : NULL;
}

qn_world *world_of(uint32_t reference)
{
    world_slot *slot = slot_of(reference);
    return slot ? slot->world : NULL;
}

static world_slot *free_slot(void)
{
    for (uint32_t i = 0; i < WORLD_SLOT_COUNT; i++) {
        if (!slots[i].world) {
            return &slots[i];
        }
    }
    return NULL;
}

bool spans(const void *pointer, uint32_t size_bytes)
{
    uint64_t memory_bytes = (uint64_t)__builtin_wasm_memory_size(0) * WASM_PAGE_BYTES;
    return pointer && (uint64_t)(uintptr_t)pointer + size_bytes <= memory_bytes;
}

bool holds(const void *pointer, uint32_t size_bytes)
{
    return ((uintptr_t)pointer & 3u) == 0 && spans(pointer, size_bytes);
}

int32_t refused(uint32_t world)
{
    return world_of(world) ? QN_ERROR_NULL_POINTER : QN_ERROR_STALE_HANDLE;
}

bool ready(uint32_t world, const void *out, uint32_t size_bytes)
{
    qn_world *found = world_of(world);
    if (!found || !holds(out, size_bytes)) {
        return false;
    }
    qn_world_clear_error(found);
    return true;
}

int32_t outcome(uint32_t world) { return (int32_t)qn_world_last_error(world_of(world), NULL); }

// ---- The module -----------------------------------------------------------------------------

uint32_t quoin_abi_version(void) { return QUOIN_ABI_VERSION; }

uint32_t quoin_features(void)
{
#ifdef __wasm_simd128__
    return FEATURE_SIMD;
#else
    return 0;
#endif
}

void *quoin_scratch(void) { return scratch; }
void *quoin_allocate(uint32_t size_bytes) { return malloc(size_bytes ? size_bytes : 1); }
void quoin_free(void *memory) { free(memory); }
void quoin_release_result(void *memory) { qn_memory_release(memory); }
uint32_t quoin_live_bytes(void) { return (uint32_t)qn_memory_live_bytes(); }
const char *quoin_error_code(int32_t error) { return qn_error_code((qn_error)error); }
const char *quoin_error_text(int32_t error) { return qn_error_text((qn_error)error); }

const char *quoin_world_why(uint32_t world)
{
    const char *why = NULL;
    if (world_of(world)) {
        qn_world_last_error(world_of(world), &why);
    }
    return why ? why : "";
}

void quoin_trap(void) { __builtin_trap(); }

// ---- World ----------------------------------------------------------------------------------

int32_t quoin_world_def_default(quoin_world_def *out)
{
    if (!HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_world_def def = qn_world_def_default();
    *out = (quoin_world_def){
        .gravity_x_mps2 = def.gravity_mps2.x,
        .gravity_y_mps2 = def.gravity_mps2.y,
        .body_capacity = def.body_capacity,
        .shape_capacity = def.shape_capacity,
        .joint_capacity = def.joint_capacity,
        .contact_capacity = def.contact_capacity,
        .enable_sleep = def.enable_sleep,
        .enable_body_events = def.enable_body_events,
    };
    return QN_ERROR_OK;
}

static qn_world_def world_def(const quoin_world_def *wire)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(wire->gravity_x_mps2, wire->gravity_y_mps2);
    def.body_capacity = wire->body_capacity;
    def.shape_capacity = wire->shape_capacity;
    def.joint_capacity = wire->joint_capacity;
    def.contact_capacity = wire->contact_capacity;
    def.enable_sleep = wire->enable_sleep != 0;
    def.enable_body_events = wire->enable_body_events != 0;
    return def;
}

int32_t quoin_world_create(const quoin_world_def *def, quoin_word *out)
{
    if (!HOLDS(def) || !HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    world_slot *slot = free_slot();
    if (!slot) {
        return QN_ERROR_CAPACITY;
    }
    qn_world_def native = world_def(def);
    qn_error error = qn_world_create(&native, &slot->world);
    if (error == QN_ERROR_OK) {
        slot->generation = (slot->generation + 1) & 0xFFFFFFu;
        uint32_t index = (uint32_t)(slot - slots);
        *out = (quoin_word){slot->generation << WORLD_SLOT_BITS | (index + 1)};
    }
    return (int32_t)error;
}

int32_t quoin_world_destroy(uint32_t world)
{
    world_slot *slot = slot_of(world);
    if (!slot) {
        return QN_ERROR_STALE_HANDLE;
    }
    qn_world_destroy(slot->world);
    slot->world = NULL;
    return QN_ERROR_OK;
}

int32_t quoin_world_step(uint32_t world, float dt_s, int32_t substep_count)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_world_step(found, dt_s, substep_count) : refused(world);
}

int32_t quoin_world_set_gravity(uint32_t world, float x_mps2, float y_mps2)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_world_set_gravity(found, qn_v2(x_mps2, y_mps2)) : refused(world);
}

int32_t quoin_world_gravity(uint32_t world, quoin_vec2 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = vec2(qn_world_gravity(world_of(world)));
    return outcome(world);
}

int32_t quoin_world_state_hash(uint32_t world, quoin_u64 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = split(qn_world_state_hash(world_of(world)));
    return outcome(world);
}

int32_t quoin_world_counters(uint32_t world, quoin_counters *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    qn_world_counters counters = qn_world_get_counters(world_of(world));
    *out = (quoin_counters){
        .body_count = counters.body_count,
        .awake_body_count = counters.awake_body_count,
        .shape_count = counters.shape_count,
        .joint_count = counters.joint_count,
        .contact_count = counters.contact_count,
        .touching_contact_count = counters.touching_contact_count,
        .dropped_contact_count = counters.dropped_contact_count,
        .dropped_event_count = counters.dropped_event_count,
        .frozen_body_count = counters.frozen_body_count,
        .tree_height = counters.tree_height,
        .tick_count = counters.tick_count,
        .memory_bytes = (uint32_t)counters.memory_bytes,
    };
    return outcome(world);
}

int32_t quoin_world_contact_events(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_contact_event *events = qn_world_contact_events(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)events, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_hit_events(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_hit_event *events = qn_world_hit_events(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)events, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_sensor_events(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_sensor_event *events = qn_world_sensor_events(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)events, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_joint_events(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_joint_event *events = qn_world_joint_events(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)events, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_body_events(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_body_event *events = qn_world_body_events(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)events, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_poses(uint32_t world, quoin_span *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    int32_t count = 0;
    const qn_pose_record *poses = qn_world_poses(world_of(world), &count);
    *out = (quoin_span){(uint32_t)(uintptr_t)poses, (uint32_t)count};
    return outcome(world);
}

int32_t quoin_world_cast_ray(uint32_t world, const quoin_ray *ray, quoin_ray_hit *out)
{
    if (!HOLDS(ray) || !READY(world, out)) {
        return refused(world);
    }
    qn_filter filter = {join(ray->category_bits_low, ray->category_bits_high),
                        join(ray->mask_bits_low, ray->mask_bits_high)};
    qn_ray_hit hit = {0};
    qn_error error =
        qn_world_cast_ray(world_of(world), qn_v2(ray->origin_x_m, ray->origin_y_m),
                          qn_v2(ray->translation_x_m, ray->translation_y_m), filter, &hit);
    *out = (quoin_ray_hit){hit.shape.raw, hit.point_m.x, hit.point_m.y,
                           hit.normal.x,  hit.normal.y,  hit.fraction};
    return (int32_t)error;
}
