// The world itself: life, stepping, errors, the state hash and counters.
#ifndef QUOIN_PHYSICS_WORLD_H
#define QUOIN_PHYSICS_WORLD_H

#include "quoin/base.h"
#include "quoin/math.h"

// Numbers beyond these are refused with QN_ERROR_OUT_OF_RANGE.
#define QN_MAX_POSITION_M 1.0e5f
#define QN_MAX_SPEED_MPS 400.0f
#define QN_MAX_BODY_COUNT 0xFFFFE

typedef struct qn_world qn_world;

// Handles: slot + 1 in the low 20 bits, generation in the high 12; 0 names nothing. No handle names
// two things in the life of a world, but those of contacts, which come round after 4096 uses of a
// slot.
typedef struct qn_body_id {
    uint32_t raw;
} qn_body_id;
typedef struct qn_shape_id {
    uint32_t raw;
} qn_shape_id;
typedef struct qn_joint_id {
    uint32_t raw;
} qn_joint_id;
typedef struct qn_chain_id {
    uint32_t raw;
} qn_chain_id;

// A pair of shapes whose boxes meet; it lives while they do.
typedef struct qn_contact_id {
    uint32_t raw;
} qn_contact_id;

typedef struct qn_world_def {
    uint32_t cookie; // set by qn_world_def_default
    qn_vec2 gravity_mps2;
    // What is reserved at creation. Create calls beyond a capacity double it, from 1024 on make it
    // an eighth larger (up to QN_MAX_BODY_COUNT).
    int32_t body_capacity;
    int32_t shape_capacity;
    int32_t joint_capacity;
    // 0: steps make room for contacts as they need it, up to 32 a shape and in any case 65,536, and
    // leave out and count them only beyond that, or where there is no memory. Else there is room
    // for so many and no step allocates anything: contacts beyond them are left out and counted.
    int32_t contact_capacity;
    bool enable_sleep;
    bool enable_body_events; // see event.h; costs 64 bytes a body
    // Handles of two worlds with different salts refuse each other. 0 takes the next of a
    // process-wide count. It influences handle values only, never the motion or the state hash.
    uint32_t handle_salt;
} qn_world_def;

QN_API qn_world_def qn_world_def_default(void);
// *out is null on error. The world must be given to qn_world_destroy; null is allowed there.
QN_API qn_error qn_world_create(const qn_world_def *def, qn_world **out);
QN_API void qn_world_destroy(qn_world *world);

// Advances by dt_s in [1e-5, 1] with 1 to 64 sub-steps (4 is usual). dt_s = 0 changes nothing but
// clears the events. Events of the step before are gone after this call. However the host has told
// the processor to round or to flush, the step computes as IEEE 754 says, and leaves that as it
// was.
QN_API qn_error qn_world_step(qn_world *world, float dt_s, int32_t substep_count);

// Wakes every body where it changes.
QN_API qn_error qn_world_set_gravity(qn_world *world, qn_vec2 gravity_mps2);
QN_API qn_vec2 qn_world_gravity(const qn_world *world);
// Where sleep is not enabled, no body falls asleep, and those that sleep wake.
QN_API qn_error qn_world_set_enable_sleep(qn_world *world, bool enable);
QN_API bool qn_world_enables_sleep(const qn_world *world);
// Wakes all bodies, or puts all to sleep until something wakes them.
QN_API qn_error qn_world_set_all_awake(qn_world *world, bool awake);
// The reason of the last create or get call that failed; QN_ERROR_OK if none did since
// qn_world_clear_error. `why` may be null; else it receives a static sentence naming the field.
QN_API qn_error qn_world_last_error(const qn_world *world, const char **why);
QN_API void qn_world_clear_error(qn_world *world);

// A 64-bit hash of everything that influences the future: poses, velocities, forces, sleep timers,
// cached impulses, free lists, the tick count, a stated contact_capacity. FNV-1a over 32-bit words
// in a fixed order, where the zeros of both signs count as one; handles' salts are left out.
QN_API uint64_t qn_world_state_hash(const qn_world *world);

typedef struct qn_world_counters {
    int32_t body_count;
    int32_t awake_body_count;
    int32_t shape_count;
    int32_t joint_count;
    int32_t contact_count;
    int32_t touching_contact_count;
    int32_t dropped_contact_count; // left out since creation; see contact_capacity
    int32_t dropped_event_count;   // that found no room in their array since creation
    int32_t frozen_body_count;     // bodies stopped because their motion left the number range
    int32_t tree_height; // in levels, 0 or 2 and more; of the shapes of bodies that are not static
    uint32_t tick_count;
    uint64_t memory_bytes;
    int32_t static_tree_height;
    int32_t sleeping_island_count;
    int32_t awake_contact_count, awake_joint_count;
    // Of the last step: contacts are solved in colours, four of one at once, what finds no colour
    // (overflow) one by one; chains, trees and towers are solved exactly, as a group of bodies
    // that rows tie together.
    int32_t color_count, overflow_contact_count;
    int32_t direct_group_count, direct_body_count, direct_row_count;
    // How many there is room for.
    int32_t body_capacity, shape_capacity, joint_capacity, contact_capacity, chain_capacity;
    int32_t field_capacity, character_capacity, tiles_capacity;
    int32_t chunk_capacity; // of 16 x 16 cells of tiles
    // Parts of memory_bytes: the state (the second block of a restored world included), what a step
    // works in, events.
    uint64_t state_bytes, scratch_bytes, event_bytes;
} qn_world_counters;

QN_API qn_world_counters qn_world_get_counters(const qn_world *world);

#endif
