// Any sequence of calls of all public functions with any numbers: the world refuses or obeys. What
// is refused has changed nothing, what only asks neither, and the world stays whole.
//
// The calls are written by world/generate.mjs from the headers, but for those of world/by_hand.h.
#include <stdio.h>

#include "fixture.h"
#include "fuzz.h"
#include "physics/validate.h"
#include "world/by_hand.h"

#define MAX_CALLS 400
// A world of more bodies is not called any further: the time would go into one input.
#define MAX_BODIES 1000

typedef struct call {
    const char *name;
    void (*run)(run *r);
} call;

static void stop(const run *r, const char *why)
{
    fprintf(stderr, "fuzz_world: %s: %s\n", r->call, why);
    abort();
}

static void check_world(run *r, int index)
{
    const char *wrong = qn_world_validate(r->worlds[index]);
    wrong = wrong == NULL ? qn_meetings_validate(r->worlds[index]) : wrong;
    if (wrong != NULL) {
        stop(r, wrong);
    }
    r->hashes[index] = qn_world_state_hash(r->worlds[index]);
}

static void end(run *r, bool must_be_same)
{
    for (int i = 0; i < WORLD_COUNT; ++i) {
        bool is_same = qn_world_state_hash(r->worlds[i]) == r->hashes[i];
        if (!is_same && must_be_same) {
            stop(r, "changed a world that it had to leave alone");
        }
        if (!is_same) {
            check_world(r, i);
        }
    }
}

// Reads what a call points to, so that the address sanitizer sees where it ends.
static void look_at(const void *records, int32_t size_bytes, bool is_counted)
{
    volatile uint8_t sum = 0;
    for (int32_t i = 0; records != NULL && is_counted && i < size_bytes; ++i) {
        sum = (uint8_t)(sum + ((const uint8_t *)records)[i]);
    }
}

#include "fuzz_calls.gen.h"

#define CALL_COUNT (sizeof calls / sizeof calls[0])
#define MAKER_COUNT (sizeof makers / sizeof makers[0])

static void make_worlds(run *r)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 2;
    def.shape_capacity = 2;
    def.joint_capacity = 1;
    def.handle_salt = 1;
    def.enable_body_events = any_bool(r);
    def.contact_capacity = any_bool(r) ? 8 : 0;
    for (int i = 0; i < WORLD_COUNT; ++i) {
        if (qn_world_create(&def, &r->worlds[i]) != QN_ERROR_OK) {
            stop(r, "no world");
        }
    }
}

// One of everything to begin with, so that few bytes reach every call.
static void furnish(run *r)
{
    handles made = fixture_furnish(r->worlds[0]);
    qn_world_step(r->worlds[0], 1.0f / 60.0f, 4);
    made.contact = fixture_contact(r->worlds[0], made.body);
    keep_body(r, made.body);
    keep_body(r, made.other_body);
    keep_shape(r, made.shape);
    keep_shape(r, made.tiles);
    keep_shape(r, made.sensor);
    keep_joint(r, made.joint);
    keep_joint(r, made.pin);
    for (int kind = QN_JOINT_NONE + 1; kind < QN_JOINT_TYPE_COUNT; ++kind) {
        keep_joint(r, made.joints[kind]);
    }
    keep_chain(r, made.chain);
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        keep_field(r, made.fields[kind]);
    }
    keep_character(r, made.character);
    keep_contact(r, made.contact);
}

// Not one call in hundreds is a step or makes something by chance; so many are meant to.
static void call_any(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    if (kind < 40) {
        r->call = "qn_world_step";
        qn_error error = qn_world_step(r->worlds[0], 1.0f / 60.0f, 1 + kind % 4);
        end(r, error != QN_ERROR_OK);
        return;
    }
    size_t index = qn_read_u16(&r->in);
    const call *chosen =
        &calls[kind < 110 ? (size_t)makers[index % MAKER_COUNT] : index % CALL_COUNT];
    r->call = chosen->name;
    chosen->run(r);
}

static void finish(run *r)
{
    for (int i = 0; i < WORLD_COUNT; ++i) {
        check_world(r, i);
    }
    qn_history_destroy(r->history);
    qn_recorder_destroy(r->recorder);
    qn_replay_close(r->replay);
    qn_memory_release(r->replay_bytes);
    qn_memory_release(r->written);
    for (int i = 0; i < WORLD_COUNT; ++i) {
        qn_world_destroy(r->worlds[i]);
    }
    if (qn_memory_live_count() != 0) {
        stop(r, "memory is left at the end");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static run r;
    memset(&r, 0, offsetof(run, snapshot));
    r.in = qn_cursor_over((qn_bytes){data, size});
    r.call = "qn_world_create";
    make_worlds(&r);
    if (any_bool(&r)) {
        furnish(&r);
    }
    for (int i = 0; i < WORLD_COUNT; ++i) {
        check_world(&r, i);
    }
    for (int i = 0; i < MAX_CALLS && qn_cursor_left(&r.in) > 0 && !r.in.failed; ++i) {
        if (qn_world_get_counters(r.worlds[0]).body_count < MAX_BODIES) {
            call_any(&r);
        }
    }
    finish(&r);
    return 0;
}
