// A run of random calls: the bytes it reads, the worlds it calls, the handles it has seen.
//
// Every value is made from the next bytes; behind their end all reads give 0.
#ifndef TESTS_FUZZ_WORLD_RUN_H
#define TESTS_FUZZ_WORLD_RUN_H

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "quoin/physics.h"

#define WORLD_COUNT 2
#define HANDLE_COUNT 32
#define POINT_COUNT 16
#define BIT_BYTES 512
#define SNAPSHOT_BYTES (1 << 18)
// Nouns that have handles, by the name in their type.
#define HANDLE_NOUNS(X) X(body) X(shape) X(joint) X(chain) X(field) X(character) X(contact)

typedef struct run {
    qn_cursor in;
    qn_world *worlds[WORLD_COUNT];
#define HANDLES(noun)                                                                              \
    qn_##noun##_id noun##_handles[HANDLE_COUNT];                                                   \
    int noun##_count;
    HANDLE_NOUNS(HANDLES)
#undef HANDLES
    qn_history *history;
    qn_recorder *recorder;
    qn_replay *replay;
    uint8_t *replay_bytes, *written; // what the replay reads; what the recorder wrote last
    size_t written_bytes;
    size_t snapshot_bytes;
    qn_vec2 points[POINT_COUNT];
    qn_body_id bodies[POINT_COUNT];
    uint8_t bits[BIT_BYTES];
    const char *call;                   // the one that runs
    uint64_t hashes[WORLD_COUNT];       // of the worlds before it
    _Alignas(16) uint8_t room[1 << 14]; // what the calls write to
    uint8_t snapshot[SNAPSHOT_BYTES];
} run;

// ---- Numbers --------------------------------------------------------------------------------

static inline bool any_bool(run *r) { return qn_read_u8(&r->in) % 2 != 0; }

// Mostly ordinary numbers, sometimes any bit pattern.
static inline float any_float(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    if (kind < 240) {
        return (float)((int)kind - 120) * 0.1f;
    }
    uint32_t bits = qn_read_u32(&r->in);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline qn_vec2 any_vec2(run *r)
{
    float x = any_float(r);
    float y = any_float(r);
    return qn_v2(x, y);
}

// Mostly of length one.
static inline qn_rot any_rot(run *r)
{
    float c = any_float(r);
    float s = any_float(r);
    return qn_read_u8(&r->in) % 8 == 0 ? (qn_rot){c, s} : qn_rot_from_angle(c);
}

static inline int32_t any_int(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    return kind < 240 ? (int32_t)kind - 8 : (int32_t)qn_read_u32(&r->in);
}

static inline uint64_t any_bits64(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    return kind < 128 ? UINT64_MAX : kind < 240 ? kind % 8u : qn_read_u64(&r->in);
}

static inline int any_enum(run *r)
{
    int kind = qn_read_u8(&r->in);
    return kind < 240 ? kind % 8 : (int)qn_read_u32(&r->in);
}

// How much there is behind a pointer: never more than there is.
static inline int32_t any_count(run *r) { return (int32_t)(qn_read_u8(&r->in) % 10) - 1; }
static inline int32_t any_capacity(run *r) { return (int32_t)(qn_read_u8(&r->in) % 18) - 1; }
static inline int32_t any_side(run *r) { return (int32_t)(qn_read_u8(&r->in) % 42) - 1; }
static inline size_t any_size(run *r) { return qn_read_u8(&r->in); }

static inline float any_dt(run *r)
{
    return qn_read_u8(&r->in) % 8 != 0 ? 1.0f / 60.0f : any_float(r);
}

static inline int32_t any_substeps(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    return kind < 250 ? 1 + kind % 4 : any_int(r);
}

// How many fields of a definition are changed.
static inline int any_changes(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    return kind < 80 ? 0 : kind < 240 ? kind % 4 : kind % 16;
}

// ---- What pointers lead to ------------------------------------------------------------------

static inline void *or_null(run *r, void *pointer)
{
    return qn_read_u8(&r->in) == 255 ? NULL : pointer;
}

static inline const qn_vec2 *any_points(run *r)
{
    for (int i = 0; i < 8; ++i) {
        r->points[i] = any_vec2(r);
    }
    return qn_read_u8(&r->in) % 8 == 0 ? NULL : r->points;
}

static inline const uint8_t *any_bits(run *r)
{
    memset(r->bits, qn_read_u8(&r->in), sizeof r->bits);
    for (int i = 0; i < 8; ++i) {
        r->bits[i] = qn_read_u8(&r->in);
    }
    return or_null(r, r->bits);
}

static inline qn_bytes any_bytes(run *r)
{
    size_t size = any_size(r);
    return (qn_bytes){any_bits(r), size};
}

static inline qn_region any_region(run *r)
{
    qn_region region = {.point_count = any_count(r), .radius_m = any_float(r)};
    for (int32_t i = 0; i < region.point_count && i < QN_MAX_POLYGON_VERTICES; ++i) {
        region.points_m[i] = any_vec2(r);
    }
    return region;
}

static inline uint64_t counting_clock(void *context)
{
    static uint64_t now_ns;
    (void)context;
    return now_ns += 1000;
}
typedef uint64_t clock_fn(void *context);
static inline clock_fn *any_clock(run *r) { return any_bool(r) ? counting_clock : NULL; }

// As many as the calls have questions, and what no call may take.
static inline int32_t any_question_count(run *r)
{
    static const int32_t counts[] = {0, 1, 2, 3, 3, 3, -1, INT32_MAX};
    return counts[qn_read_u8(&r->in) % 8];
}

typedef bool hook_fn(const qn_touch *touch);
// The same for the same state, as a hook has to be.
static inline bool allow_some(const qn_touch *touch)
{
    return (touch->shape_a.raw + touch->shape_b.raw) % 3 != 0;
}
static inline hook_fn *any_hook(run *r) { return any_bool(r) ? allow_some : NULL; }

// ---- Handles --------------------------------------------------------------------------------

// Mostly one that was seen, at times none or another.
#define ANY_HANDLE(noun)                                                                           \
    static inline qn_##noun##_id any_##noun(run *r)                                                \
    {                                                                                              \
        uint8_t kind = qn_read_u8(&r->in);                                                         \
        return kind < 250 && r->noun##_count > 0 ? r->noun##_handles[kind % r->noun##_count]       \
                                                 : (qn_##noun##_id){(uint32_t)any_int(r)};         \
    }                                                                                              \
    static inline void keep_##noun(run *r, qn_##noun##_id handle)                                  \
    {                                                                                              \
        if (handle.raw == 0) {                                                                     \
            return;                                                                                \
        }                                                                                          \
        int at = r->noun##_count < HANDLE_COUNT ? r->noun##_count++                                \
                                                : qn_read_u8(&r->in) % HANDLE_COUNT;               \
        r->noun##_handles[at] = handle;                                                            \
    }
HANDLE_NOUNS(ANY_HANDLE)
#undef ANY_HANDLE

// The next one that is of a kind, if there is any; calls that want a kind would hardly get it.
#define ANY_HANDLE_OF(noun, kind_type, kind_of)                                                    \
    static inline qn_##noun##_id any_##noun##_of(run *r, kind_type wanted)                         \
    {                                                                                              \
        uint8_t start = qn_read_u8(&r->in);                                                        \
        for (int i = 0; i < r->noun##_count && start < 250; ++i) {                                 \
            qn_##noun##_id handle = r->noun##_handles[(start + i) % r->noun##_count];              \
            if (kind_of(r->worlds[0], handle) == wanted) {                                         \
                return handle;                                                                     \
            }                                                                                      \
        }                                                                                          \
        return any_##noun(r);                                                                      \
    }
ANY_HANDLE_OF(joint, qn_joint_type, qn_joint_get_type)
ANY_HANDLE_OF(field, qn_field_kind, qn_field_get_kind)
ANY_HANDLE_OF(shape, qn_shape_type, qn_shape_get_type)
#undef ANY_HANDLE_OF

static inline const qn_body_id *any_bodies(run *r)
{
    for (int i = 0; i < POINT_COUNT; ++i) {
        r->bodies[i] = any_body(r);
    }
    return or_null(r, r->bodies);
}

static inline qn_world *any_world(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    return kind == 255 ? NULL : r->worlds[kind < 240 ? 0 : 1];
}

static inline qn_history *any_history(run *r) { return or_null(r, r->history); }
static inline qn_recorder *any_recorder(run *r) { return or_null(r, r->recorder); }
static inline qn_replay *any_replay(run *r) { return or_null(r, r->replay); }

#endif
