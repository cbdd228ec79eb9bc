// Every public function of the physics headers, with every argument spoilt in every way, one at a
// time: what looks bad is refused with an error of the table, and then nothing has changed; what is
// accepted leaves a world that is whole, finite and can be stepped. Then a million random handles.
//
// The calls with good arguments are written by generate.mjs from the headers. Arguments that are
// not spoilt are good, so a refusal tells of the one that is.
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "physics/validate.h"
#include "quoin/memory.h"
#include "quoin/physics.h"

#define MAX_LEAVES 128
#define QUERY_COUNT 1000 // as many as a spoilt count asks for
#define CAPACITY_COUNT 16
#define RANDOM_HANDLES 1000000
// The bad value of a handle that is alive, but of another kind where there are kinds.
#define WRONG_KIND 7

// What may be spoilt, and how many bad values it has.
#define KINDS(X)                                                                                   \
    X(POINTER, 1)                                                                                  \
    X(WORLD, 1)                                                                                    \
    X(COOKIE, 3)                                                                                   \
    X(FLOAT, 12)                                                                                   \
    X(INT, 5)                                                                                      \
    X(U32, 3)                                                                                      \
    X(SIZE, 3)                                                                                     \
    X(ENUM, 3)                                                                                     \
    X(HANDLE_BODY, 8)                                                                              \
    X(HANDLE_SHAPE, 8)                                                                             \
    X(HANDLE_JOINT, 8)                                                                             \
    X(HANDLE_CHAIN, 8)                                                                             \
    X(HANDLE_FIELD, 8)                                                                             \
    X(HANDLE_CHARACTER, 8)                                                                         \
    X(HANDLE_CONTACT, 8)

typedef enum leaf_kind {
#define KIND_ENUM(name, count) name,
    KINDS(KIND_ENUM)
#undef KIND_ENUM
} leaf_kind;

static const int value_counts[] = {
#define KIND_COUNT(name, count) count,
    KINDS(KIND_COUNT)
#undef KIND_COUNT
};

enum {
    MAY_ACCEPT_HUGE = 1,
    MAY_ACCEPT_NEGATIVE = 2,
    MAY_ACCEPT_ANY_INT = 4,
    MAY_ACCEPT_NULL = 8,
    MAY_ACCEPT_NOT_FINITE = 16,
    MAY_ACCEPT_ANY_ENUM = 32,
    MUST_BE_KIND = 64,
};

typedef struct misuse {
    qn_world *master; // as every call finds it
    qn_world *world;  // the copy that is called upon
    qn_history *history;
    uint32_t history_tick, replay_tick;
    qn_recorder *recorder; // of the master
    qn_replay *replay;
    uint8_t *replay_bytes;
    size_t replay_size;
    handles good, stale, foreign, wrong;
    qn_vec2 points[8], seeds[4];
    qn_ray rays[QUERY_COUNT];
    qn_region_cast casts[QUERY_COUNT];
    qn_placed_region places[QUERY_COUNT];
    qn_nearest_query queries[QUERY_COUNT];
    qn_cast_hit hits[QUERY_COUNT];
    qn_nearest nearest[QUERY_COUNT];
    qn_shape_id found[QUERY_COUNT];
    uint8_t bits[8];
    qn_body_id bodies[CAPACITY_COUNT];
    qn_shape_id shapes[CAPACITY_COUNT];
    qn_joint_id joints[CAPACITY_COUNT];
    qn_pose poses[CAPACITY_COUNT];
    qn_contact_data contacts[4 * CAPACITY_COUNT];
    qn_debug_record records[1 << 12];
    qn_advice advice[1 << 8];
    char text[256];
    uint8_t bytes[1 << 18], snapshot_bytes[1 << 18];
    size_t snapshot_size;
    // Which leaf is spoilt, and with which of its values; -1: none.
    int leaf, value;
    // What a call that spoils nothing finds out.
    int leaf_count;
    leaf_kind kinds[MAX_LEAVES];
    // Of the case that runs.
    const char *function, *leaf_name;
    unsigned leaf_flags;
    bool must_refuse;
    const qn_world *answering; // the world that remembers an error; may be null
    bool has_world;
    uint64_t hash;
    size_t live_bytes;
} misuse;

typedef struct call {
    const char *name;
    void (*run)(misuse *m);
} call;

static int case_count, refused_count, accepted_count, problem_count;

// One line for each argument and sentence: the values are named by their number.
static void problem(const misuse *m, const char *what)
{
    static const char *function, *sentence;
    static int leaf;
    problem_count += 1;
    if (function == m->function && leaf == m->leaf && sentence == what) {
        printf(", %d", m->value);
        return;
    }
    function = m->function;
    leaf = m->leaf;
    sentence = what;
    printf("\n%s: %s %s: value %d", m->function, m->leaf < 0 ? "good call" : m->leaf_name, what,
           m->value);
}

// ---- Bad values -----------------------------------------------------------------------------

// True if this is the leaf to be spoilt; counts the leaves as it goes.
static bool takes(misuse *m, leaf_kind kind, const char *name, unsigned flags)
{
    int index = m->leaf_count++;
    if (index >= MAX_LEAVES) {
        fprintf(stderr, "raise MAX_LEAVES\n");
        exit(2);
    }
    m->kinds[index] = kind;
    if (index != m->leaf) {
        return false;
    }
    m->leaf_name = name;
    m->leaf_flags = flags;
    m->must_refuse = kind != U32 && kind != SIZE;
    if ((kind == POINTER || kind == WORLD) && (flags & MAY_ACCEPT_NULL) != 0) {
        m->must_refuse = false;
    }
    return true;
}

static float bad_float(misuse *m)
{
    const float values[] = {NAN,   -NAN, INFINITY, -INFINITY, 3.0e38f, -3.0e38f,
                            -0.0f, 0.0f, 1.0e-40f, -1.0e-40f, -1.0f,   1.0e-30f};
    unsigned allowance = m->value < 4 ? MAY_ACCEPT_NOT_FINITE : MAY_ACCEPT_HUGE;
    m->must_refuse = m->value < 6 && (m->leaf_flags & allowance) == 0;
    return values[m->value];
}

static int32_t bad_int(misuse *m)
{
    const int32_t values[] = {-1, INT_MIN, INT_MAX, 0, 1000};
    bool is_allowed = (m->leaf_flags & MAY_ACCEPT_ANY_INT) != 0 ||
                      (m->value < 2 && (m->leaf_flags & MAY_ACCEPT_NEGATIVE) != 0) ||
                      (m->value == 2 && (m->leaf_flags & MAY_ACCEPT_HUGE) != 0);
    m->must_refuse = m->value < 3 && !is_allowed;
    return values[m->value];
}

static uint32_t bad_u32(misuse *m)
{
    const uint32_t values[] = {UINT32_MAX, 0x80000000u, 0};
    return values[m->value];
}

static size_t bad_size(misuse *m)
{
    const size_t values[] = {0, 1, 7};
    return values[m->value];
}

static uint32_t bad_cookie(misuse *m)
{
    const uint32_t values[] = {0, 0xAAAAAAAAu, qn_explosion_def_default().cookie ^ 1u};
    return values[m->value];
}

static int bad_enum(misuse *m)
{
    const int values[] = {-1, 99, INT_MAX};
    m->must_refuse = (m->leaf_flags & MAY_ACCEPT_ANY_ENUM) == 0;
    return values[m->value];
}

static uint32_t raw_of(const handles *from, leaf_kind kind)
{
    switch (kind) {
    case HANDLE_BODY:
        return from->body.raw;
    case HANDLE_SHAPE:
        return from->shape.raw;
    case HANDLE_JOINT:
        return from->joint.raw;
    case HANDLE_CHAIN:
        return from->chain.raw;
    case HANDLE_CHARACTER:
        return from->character.raw;
    case HANDLE_CONTACT:
        return from->contact.raw;
    default:
        return from->field.raw;
    }
}

static uint32_t bad_handle(misuse *m)
{
    leaf_kind kind = m->kinds[m->leaf];
    uint32_t good = raw_of(&m->good, kind);
    const uint32_t values[] = {0,
                               raw_of(&m->stale, kind),
                               raw_of(&m->foreign, kind),
                               good ^ 0x00100000u, // of another generation
                               good | 0x000FFFFFu, // beyond every slot
                               UINT32_MAX,
                               0x12345678u,
                               raw_of(&m->wrong, kind)};
    m->must_refuse = true;
    if (m->value == 0) {
        m->must_refuse = (m->leaf_flags & MAY_ACCEPT_NULL) == 0;
    } else if (m->value == WRONG_KIND) {
        m->must_refuse = (m->leaf_flags & MUST_BE_KIND) != 0;
    }
    return values[m->value];
}

// ---- Verdicts -------------------------------------------------------------------------------

static void begin(misuse *m, const qn_world *answering, bool has_world)
{
    m->answering = answering;
    m->has_world = has_world;
    m->hash = qn_world_state_hash(m->world);
    m->live_bytes = qn_memory_live_bytes();
}

static void check_whole(misuse *m)
{
    const char *wrong = qn_world_validate(m->world);
    if (wrong != NULL) {
        problem(m, wrong);
    }
}

static void judge_refusal(misuse *m)
{
    refused_count += 1;
    if (m->leaf < 0) {
        const char *why = "";
        qn_error error = qn_world_last_error(m->answering, &why);
        printf("%s: %s\n", qn_error_code(error), why != NULL ? why : "");
        problem(m, "the good call is refused: arguments.mjs has to know better ones");
    }
    if (qn_world_state_hash(m->world) != m->hash) {
        problem(m, "refuses, and changes the world");
    }
    if (qn_memory_live_bytes() != m->live_bytes) {
        problem(m, "refuses, and keeps memory");
    }
    check_whole(m);
}

static void judge_acceptance(misuse *m)
{
    accepted_count += 1;
    if (m->leaf >= 0 && m->must_refuse) {
        problem(m, "accepts what it should refuse");
    }
    check_whole(m);
    for (int i = 0; i < 3; ++i) {
        if (qn_world_step(m->world, 1.0f / 60.0f, 4) != QN_ERROR_OK) {
            problem(m, "leaves a world that cannot be stepped");
        }
        check_whole(m);
    }
}

static void judge(misuse *m, bool is_refused)
{
    if (is_refused) {
        judge_refusal(m);
    } else {
        judge_acceptance(m);
    }
}

static bool world_remembers(const misuse *m)
{
    return m->answering != NULL && qn_world_last_error(m->answering, NULL) != QN_ERROR_OK;
}

static bool lacks_world(const misuse *m) { return m->has_world && m->answering == NULL; }

static void end_error(misuse *m, qn_error error)
{
    if ((int)error < 0 || error >= QN_ERROR_COUNT) {
        problem(m, "answers with a number outside the table of errors");
    }
    judge(m, error != QN_ERROR_OK);
}

static void end_handle(misuse *m, uint32_t raw)
{
    if (raw == 0 && m->has_world && m->answering != NULL && !world_remembers(m) && m->must_refuse) {
        problem(m, "answers null without a reason");
    }
    judge(m, lacks_world(m) || world_remembers(m));
}

static void end_alive(misuse *m, bool is_alive)
{
    bool is_of_other_kind = m->leaf >= 0 && m->kinds[m->leaf] != WORLD && m->value == WRONG_KIND;
    if (is_alive != (m->leaf < 0 || is_of_other_kind)) {
        problem(m, "is wrong about what is alive");
    }
    judge(m, !is_alive);
}

static void end_scalar(misuse *m, bool is_zero)
{
    bool is_refused = lacks_world(m) || world_remembers(m);
    if (is_refused && !is_zero) {
        problem(m, "refuses, and answers something");
    }
    // Without a world there is nothing that could remember the error.
    judge(m, is_refused || (!m->has_world && is_zero && m->leaf >= 0));
}

static void end_struct(misuse *m)
{
    judge(m, m->has_world ? lacks_world(m) || world_remembers(m) : m->leaf >= 0);
}

static void end_void(misuse *m) { judge(m, m->leaf >= 0 && (lacks_world(m) || !m->has_world)); }

// ---- What the calls are given ---------------------------------------------------------------

static uint64_t counting_clock(void *context)
{
    static uint64_t now_ns;
    (void)context;
    return now_ns += 1000;
}

static bool allow_all(const qn_touch *touch)
{
    (void)touch;
    return true;
}

// The world one tick after the recorder's last.
static qn_world *one_tick_on(misuse *m)
{
    qn_world_step(m->world, 1.0f / 60.0f, 4);
    return m->world;
}

#include "misuse_calls.gen.h"

#define CALL_COUNT (int)(sizeof calls / sizeof calls[0])

// ---- The world they are called upon ---------------------------------------------------------

static void make_history(misuse *m)
{
    qn_history_def def = qn_history_def_default();
    qn_history_create(&def, &m->history);
    for (int i = 0; i < 20; ++i) {
        qn_history_step(m->history, m->master, 1.0f / 60.0f, 4);
    }
    qn_history_range(m->history, NULL, &m->history_tick);
}

static void make_replay(misuse *m)
{
    static const uint8_t input[4] = {1, 2, 3, 4};
    qn_recorder_def def = qn_recorder_def_default();
    qn_recorder *recorder;
    m->replay_tick = qn_world_get_counters(m->world).tick_count;
    qn_recorder_create(&def, m->world, &recorder);
    for (int i = 0; i < 3; ++i) {
        qn_world_step(m->world, 1.0f / 60.0f, 4);
        qn_recorder_add(recorder, m->world, (qn_bytes){input, sizeof input});
    }
    qn_recorder_write(recorder, &m->replay_bytes, &m->replay_size);
    qn_recorder_destroy(recorder);
}

static void prepare(misuse *m)
{
    m->master = fixture_world(1);
    m->world = fixture_world(1);
    m->stale = fixture_furnish(m->master);
    qn_world_step(m->master, 1.0f / 60.0f, 4);
    m->stale.contact = fixture_contact(m->master, m->stale.body);
    fixture_unfurnish(m->master, &m->stale);
    m->good = fixture_furnish(m->master);
    qn_world *foreign = fixture_world(2);
    m->foreign = fixture_furnish(foreign);
    qn_world_step(foreign, 1.0f / 60.0f, 4);
    m->foreign.contact = fixture_contact(foreign, m->foreign.body);
    qn_world_destroy(foreign);
    make_history(m);
    m->good.contact = fixture_contact(m->master, m->good.body);
    m->wrong = m->good;
    m->wrong.joint = m->good.joints[QN_JOINT_FILTER];
    m->wrong.shape = qn_chain_segment(m->master, m->good.chain, 0);
    qn_world_snapshot(m->master, m->snapshot_bytes, sizeof m->snapshot_bytes, &m->snapshot_size);
    // The second state that a restore takes memory for.
    qn_world_restore(m->world, (qn_bytes){m->snapshot_bytes, m->snapshot_size});
    make_replay(m);
}

static void finish(misuse *m)
{
    qn_replay_close(m->replay);
    qn_recorder_destroy(m->recorder);
    qn_memory_release(m->replay_bytes);
    qn_history_destroy(m->history);
    qn_world_destroy(m->world);
    qn_world_destroy(m->master);
}

static void refresh_recording(misuse *m)
{
    qn_recorder_def def = qn_recorder_def_default();
    qn_recorder_destroy(m->recorder);
    qn_recorder_create(&def, m->master, &m->recorder);
    qn_replay_close(m->replay);
    qn_replay_open((qn_bytes){m->replay_bytes, m->replay_size}, 100, &m->replay);
}

// All as it was before the case, whatever that did.
static void refresh(misuse *m)
{
    static const qn_vec2 points[8] = {{2.0f, 0.0f}, {1.0f, 1.0f}, {-1.0f, 1.0f}, {-1.0f, -1.0f}};
    qn_world_clear_error(m->master);
    qn_world_copy(m->world, m->master);
    qn_world_clear_error(m->world);
    refresh_recording(m);
    memcpy(m->points, points, sizeof points);
    static const qn_vec2 seeds[4] = {{-0.2f, 0.3f}, {0.2f, 0.3f}, {-0.2f, 0.7f}, {0.2f, 0.7f}};
    memcpy(m->seeds, seeds, sizeof seeds);
    memset(m->bits, 0x55, sizeof m->bits);
    memset(m->shapes, 0, sizeof m->shapes);
    memset(m->joints, 0, sizeof m->joints);
    m->bodies[0] = m->good.body;
    m->bodies[1] = m->good.other_body;
    m->leaf_count = 0;
    m->leaf_name = "";
    m->leaf_flags = 0;
    m->must_refuse = false;
}

// The first question of each kind is good.
static void renew_questions(misuse *m)
{
    qn_region circle = qn_region_circle(qn_v2(0.0f, 0.5f), 1.0f);
    m->rays[0] = (qn_ray){{0.0f, 5.0f}, {0.0f, -9.0f}};
    m->casts[0] = (qn_region_cast){circle, qn_pose_identity(), {1.0f, 0.0f}};
    m->places[0] = (qn_placed_region){circle, qn_pose_identity()};
    m->queries[0] = (qn_nearest_query){{0.0f, 5.0f}, 9.0f};
}

static void run_case(misuse *m, const call *function, int leaf, int value)
{
    refresh(m);
    renew_questions(m);
    m->function = function->name;
    m->leaf = leaf;
    m->value = value;
    case_count += 1;
    function->run(m);
}

static void run_function(misuse *m, const call *function)
{
    run_case(m, function, -1, 0);
    int leaf_count = m->leaf_count;
    leaf_kind kinds[MAX_LEAVES];
    memcpy(kinds, m->kinds, sizeof kinds);
    for (int leaf = 0; leaf < leaf_count; ++leaf) {
        for (int value = 0; value < value_counts[kinds[leaf]]; ++value) {
            run_case(m, function, leaf, value);
        }
    }
}

// ---- Random handles -------------------------------------------------------------------------

static void try_handle(misuse *m, uint32_t raw, int way)
{
    qn_body_id body = {raw};
    qn_shape_id shape = {raw};
    qn_joint_id joint = {raw};
    qn_chain_id chain = {raw};
    qn_field_id field = {raw};
    qn_character_id character = {raw};
    qn_contact_id contact = {raw};
    qn_contact_data data;
    qn_error error = QN_ERROR_OK;
    switch (way) {
    case 0:
        error = qn_body_is_alive(m->world, body) ? QN_ERROR_STALE_HANDLE
                                                 : qn_body_destroy(m->world, body);
        break;
    case 1:
        error = qn_shape_is_alive(m->world, shape) ? QN_ERROR_STALE_HANDLE
                                                   : qn_shape_destroy(m->world, shape);
        break;
    case 2:
        error = qn_joint_is_alive(m->world, joint) ? QN_ERROR_STALE_HANDLE
                                                   : qn_joint_destroy(m->world, joint);
        break;
    case 3:
        error = qn_chain_is_alive(m->world, chain) ? QN_ERROR_STALE_HANDLE
                                                   : qn_chain_destroy(m->world, chain);
        break;
    case 4:
        error = qn_character_is_alive(m->world, character)
                    ? QN_ERROR_STALE_HANDLE
                    : qn_character_destroy(m->world, character);
        break;
    case 5:
        error = qn_contact_is_alive(m->world, contact) ? QN_ERROR_STALE_HANDLE
                                                       : qn_contact_read(m->world, contact, &data);
        break;
    default:
        error = qn_field_is_alive(m->world, field) ? QN_ERROR_STALE_HANDLE
                                                   : qn_field_destroy(m->world, field);
        break;
    }
    if (error != QN_ERROR_STALE_HANDLE && error != QN_ERROR_NULL_HANDLE) {
        problem(m, "a handle that is not alive is not refused as stale");
    }
}

static void run_random_handles(misuse *m)
{
    refresh(m);
    m->function = "destroy calls with random handles";
    uint64_t hash = qn_world_state_hash(m->world);
    uint32_t seed = 2463534242u;
    for (int i = 0; i < RANDOM_HANDLES; ++i) {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        // Every second one hits a slot that exists.
        try_handle(m, i % 2 == 0 ? seed : seed & 0xFFF0000Fu, i % 7);
    }
    case_count += 1;
    printf("%d random handles\n", RANDOM_HANDLES);
    if (qn_world_state_hash(m->world) != hash) {
        problem(m, "random handles changed the world");
    }
    check_whole(m);
}

int main(void)
{
    static misuse m;
    size_t blocks = qn_memory_live_count();
    prepare(&m);
    for (int i = 0; i < CALL_COUNT; ++i) {
        run_function(&m, &calls[i]);
    }
    printf("\n%d functions, %d cases: %d refused, %d accepted\n", FUNCTION_COUNT, case_count,
           refused_count, accepted_count);
    run_random_handles(&m);
    finish(&m);
    if (qn_memory_live_count() != blocks) {
        problem(&m, "blocks are left at the end");
    }
    printf("\n%d passed, %d failed\n", case_count - problem_count, problem_count);
    return problem_count > 0 ? 1 : 0;
}
