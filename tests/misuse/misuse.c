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

#include "physics/validate.h"
#include "quoin/memory.h"
#include "quoin/physics.h"

#define MAX_LEAVES 128
#define QUERY_COUNT 1000 // as many as a spoilt count asks for
#define CAPACITY_COUNT 16
#define RANDOM_HANDLES 1000000

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
    X(HANDLE_BODY, 7)                                                                              \
    X(HANDLE_SHAPE, 7)                                                                             \
    X(HANDLE_JOINT, 7)                                                                             \
    X(HANDLE_CHAIN, 7)                                                                             \
    X(HANDLE_FIELD, 7)

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
};

typedef struct handles {
    qn_body_id body, other_body;
    qn_shape_id shape, tiles;
    qn_joint_id joint;
    qn_chain_id chain;
    qn_field_id field, fields[QN_FIELD_WIND + 1];
} handles;

typedef struct misuse {
    qn_world *master; // as every call finds it
    qn_world *world;  // the copy that is called upon
    qn_history *history;
    uint32_t history_tick;
    handles good, stale, foreign;
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
    uint8_t bytes[1 << 16], snapshot_bytes[1 << 16];
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
                               0x12345678u};
    m->must_refuse = m->value != 0 || (m->leaf_flags & MAY_ACCEPT_NULL) == 0;
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
    if (is_alive != (m->leaf < 0)) {
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

#include "misuse_calls.gen.h"

#define CALL_COUNT (int)(sizeof calls / sizeof calls[0])

// ---- The world they are called upon ---------------------------------------------------------

static qn_body_id add_box(qn_world *world, qn_body_type type, float x, float y)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = qn_v2(x, y);
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    return body;
}

static void add_fields(qn_world *world, handles *out)
{
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        qn_field_def def = qn_field_def_default();
        def.kind = (qn_field_kind)kind;
        out->fields[kind] = qn_field_create(world, &def);
    }
    out->field = out->fields[QN_FIELD_AREA];
}

// One of everything that has a handle.
static handles furnish(qn_world *world)
{
    handles made = {0};
    qn_body_id ground = add_box(world, QN_BODY_STATIC, 0.0f, -0.5f);
    made.body = add_box(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    made.other_body = add_box(world, QN_BODY_DYNAMIC, 0.2f, 1.5f);
    qn_body_shapes(world, made.body, &made.shape, 1);
    qn_revolute_def joint = qn_revolute_def_default();
    joint.body_a = made.body;
    joint.body_b = made.other_body;
    joint.anchor_a_m = qn_v2(0.0f, 0.5f);
    joint.anchor_b_m = qn_v2(0.0f, -0.5f);
    made.joint = qn_revolute_create(world, &joint);
    static const qn_vec2 points[6] = {{9.0f, 0.0f}, {7.0f, 0.2f},  {5.0f, 0.0f},
                                      {3.0f, 0.1f}, {1.0f, -3.0f}, {-1.0f, -3.0f}};
    qn_chain_def chain = qn_chain_def_default();
    chain.points_m = points;
    chain.point_count = 6;
    made.chain = qn_chain_create(world, ground, &chain);
    qn_tiles_def tiles = qn_tiles_def_default();
    tiles.width = 8;
    tiles.height = 4;
    tiles.origin_m = qn_v2(-12.0f, -4.0f);
    made.tiles = qn_tiles_create(world, ground, &tiles);
    qn_tiles_fill(world, made.tiles, 0, 0, 8, 2, true);
    add_fields(world, &made);
    return made;
}

static void unfurnish(qn_world *world, const handles *made)
{
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        qn_field_destroy(world, made->fields[kind]);
    }
    qn_chain_destroy(world, made->chain);
    qn_shape_destroy(world, made->tiles);
    qn_joint_destroy(world, made->joint);
    qn_body_destroy(world, made->body);
    qn_body_destroy(world, made->other_body);
}

static qn_world *new_world(uint32_t salt)
{
    qn_world_def def = qn_world_def_default();
    def.handle_salt = salt;
    def.enable_body_events = true;
    qn_world *world;
    if (qn_world_create(&def, &world) != QN_ERROR_OK) {
        fprintf(stderr, "no memory for a world\n");
        exit(2);
    }
    return world;
}

static void prepare(misuse *m)
{
    m->master = new_world(1);
    m->world = new_world(1);
    m->stale = furnish(m->master);
    unfurnish(m->master, &m->stale);
    m->good = furnish(m->master);
    qn_world *foreign = new_world(2);
    m->foreign = furnish(foreign);
    qn_world_destroy(foreign);
    qn_history_def def = qn_history_def_default();
    qn_history_create(&def, &m->history);
    for (int i = 0; i < 20; ++i) {
        qn_history_step(m->history, m->master, 1.0f / 60.0f, 4);
    }
    qn_history_range(m->history, NULL, &m->history_tick);
    qn_world_snapshot(m->master, m->snapshot_bytes, sizeof m->snapshot_bytes, &m->snapshot_size);
    // The second state that a restore takes memory for.
    qn_world_restore(m->world, (qn_bytes){m->snapshot_bytes, m->snapshot_size});
}

static void finish(misuse *m)
{
    qn_history_destroy(m->history);
    qn_world_destroy(m->world);
    qn_world_destroy(m->master);
}

// All as it was before the case, whatever that did.
static void refresh(misuse *m)
{
    static const qn_vec2 points[8] = {{2.0f, 0.0f}, {1.0f, 1.0f}, {-1.0f, 1.0f}, {-1.0f, -1.0f}};
    qn_world_clear_error(m->master);
    qn_world_copy(m->world, m->master);
    qn_world_clear_error(m->world);
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
        try_handle(m, i % 2 == 0 ? seed : seed & 0xFFF0000Fu, i % 5);
    }
    case_count += 1;
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
