// Memory that runs out in every call that takes any, at every one of its allocations: once, and
// from there on for good. The call is refused with OUT_OF_MEMORY, the world is as it was, nothing
// leaks, and the same call works when there is memory again.
#include "faults.h"

#include <stdio.h>

#include "fixture.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes.h"

#define REPLAY_TICKS 4

// What a scenario is tried upon, made anew for each refusal.
typedef struct stage {
    qn_world *world, *other;
    handles made;
    qn_body_id ground;
    qn_joint_id joint;
    qn_history *history;
    qn_recorder *recorder;
    qn_replay *replay;
    uint8_t *written; // what a recorder wrote
    size_t written_bytes;
    uint8_t snapshot[1 << 17];
    size_t snapshot_bytes;
} stage;

typedef struct scenario {
    const char *name;
    void (*prepare)(stage *s); // may be null
    qn_error (*act)(stage *s);
} scenario;

static qn_error error_of(qn_world *world, uint32_t raw)
{
    return raw != 0 ? QN_ERROR_OK : qn_world_last_error(world, NULL);
}

// ---- Pools that are full --------------------------------------------------------------------

static qn_error create_body(stage *s)
{
    qn_body_def def = qn_body_def_default();
    def.position_m = qn_v2(20.0f, 0.0f);
    return error_of(s->world, qn_body_create(s->world, &def).raw);
}

static qn_error create_shape(stage *s)
{
    qn_shape_def def = qn_shape_def_default();
    qn_vec2 at = {30.0f, -20.0f};
    return error_of(s->world, qn_shape_create_circle(s->world, s->ground, &def, at, 0.5f).raw);
}

static qn_error create_noisy_shape(stage *s)
{
    qn_shape_def def = qn_shape_def_default();
    def.enable_contact_events = def.enable_hit_events = def.is_sensor = true;
    qn_vec2 at = {30.0f, -20.0f};
    return error_of(s->world, qn_shape_create_circle(s->world, s->ground, &def, at, 0.5f).raw);
}

static qn_error ask_for_events(stage *s)
{
    return qn_shape_set_events(s->world, s->made.tiles, true, true);
}

static qn_joint_id weld(stage *s, float max_force_n)
{
    qn_weld_def def = qn_weld_def_default();
    def.base =
        qn_joint_base_at(s->world, s->made.body, s->made.other_body, qn_v2(0.1f, 1.0f), 0.0f);
    def.base.max_force_n = max_force_n;
    return qn_weld_create(s->world, &def);
}

static qn_error create_joint(stage *s) { return error_of(s->world, weld(s, 0.0f).raw); }

static qn_error create_weak_joint(stage *s) { return error_of(s->world, weld(s, 10.0f).raw); }

static void add_joint(stage *s) { s->joint = weld(s, 0.0f); }

static qn_error weaken_joint(stage *s)
{
    return qn_joint_set_max_load(s->world, s->joint, 10.0f, 0.0f, true);
}

static qn_error create_chain(stage *s)
{
    static const qn_vec2 points[4] = {{44.0f, 0.0f}, {43.0f, 0.0f}, {42.0f, 0.0f}, {41.0f, 0.0f}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 4;
    return error_of(s->world, qn_chain_create(s->world, s->ground, &def).raw);
}

static qn_error create_field(stage *s)
{
    qn_field_def def = qn_field_def_default();
    return error_of(s->world, qn_field_create(s->world, &def).raw);
}

static qn_error create_character(stage *s)
{
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(50.0f, 5.0f);
    return error_of(s->world, qn_character_create(s->world, &def).raw);
}

static qn_error create_tiles(stage *s)
{
    qn_tiles_def def = qn_tiles_def_default();
    def.origin_m = qn_v2(60.0f, 0.0f);
    return error_of(s->world, qn_tiles_create(s->world, s->ground, &def).raw);
}

static void fill(stage *s, const qn_pool *(*pool_of)(const stage *s), qn_error (*act)(stage *s))
{
    while (pool_of(s)->live_count < pool_of(s)->capacity) {
        CHECK_ERROR(act(s), QN_ERROR_OK);
    }
}

#define FILL(noun, act)                                                                            \
    static const qn_pool *noun##_pool_of(const stage *s) { return &s->world->state->noun##_pool; } \
    static void fill_##noun(stage *s) { fill(s, noun##_pool_of, act); }
FILL(body, create_body)
FILL(shape, create_shape)
FILL(joint, create_joint)
FILL(chain, create_chain)
FILL(field, create_field)
FILL(character, create_character)
FILL(grid, create_tiles)
#undef FILL

// ---- Calls that make several things ---------------------------------------------------------

static qn_error insert_point(stage *s)
{
    return qn_chain_insert_point(s->world, s->made.chain, 3, qn_v2(4.0f, 0.3f));
}

// A grid over many chunks, of which none is solid yet.
static void add_large_tiles(stage *s)
{
    qn_tiles_def def = qn_tiles_def_default();
    def.origin_m = qn_v2(70.0f, -200.0f);
    def.width = def.height = 160;
    s->made.tiles = qn_tiles_create(s->world, s->ground, &def);
}

static qn_error fill_tiles(stage *s)
{
    return qn_tiles_fill(s->world, s->made.tiles, 0, 0, 160, 160, true);
}

static qn_error set_tile_bits(stage *s)
{
    static uint8_t bits[20 * 160];
    memset(bits, 0x5A, sizeof bits);
    return qn_tiles_set_bits(s->world, s->made.tiles, 0, 0, 160, 160, bits);
}

static void fill_chunks(stage *s)
{
    add_large_tiles(s);
    const qn_pool *pool = &s->world->state->chunk_pool;
    for (int32_t i = 0; pool->live_count < pool->capacity; ++i) {
        qn_tiles_set_cell(s->world, s->made.tiles, i % 10 * 16, i / 10 * 16, true);
    }
}

static qn_error set_last_cell(stage *s)
{
    return qn_tiles_set_cell(s->world, s->made.tiles, 159, 159, true);
}

static qn_error slice(stage *s)
{
    qn_vec2 at = qn_body_center_of_mass(s->world, s->made.body);
    return qn_body_slice(s->world, s->made.body, at, qn_v2(1.0f, 0.5f), NULL);
}

static qn_error fracture(stage *s)
{
    qn_fracture_def def = qn_fracture_def_default();
    def.piece_count = 60;
    return qn_body_fracture(s->world, s->made.body, &def, NULL, 0, NULL);
}

static qn_error add_outline(stage *s)
{
    qn_vec2 points[120];
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 120; ++i) {
        qn_rot turn = qn_rot_from_angle((float)i * QN_PI / 60.0f);
        float radius = i % 2 == 0 ? 3.0f : 2.0f;
        points[i] = qn_v2(100.0f + radius * turn.c, radius * turn.s);
    }
    return qn_body_add_outline(s->world, s->made.body, &def, points, 120, NULL, 0, NULL);
}

// ---- Worlds ---------------------------------------------------------------------------------

static qn_error create_world(stage *s)
{
    qn_world_def def = qn_world_def_default();
    def.enable_body_events = true;
    return qn_world_create(&def, &s->other);
}

static void take_snapshot(stage *s)
{
    CHECK_ERROR(qn_world_snapshot(s->world, s->snapshot, sizeof s->snapshot, &s->snapshot_bytes),
                QN_ERROR_OK);
}

static qn_error restore(stage *s)
{
    return qn_world_restore(s->world, (qn_bytes){s->snapshot, s->snapshot_bytes});
}

static void add_small_world(stage *s)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = def.shape_capacity = def.joint_capacity = 1;
    CHECK_ERROR(qn_world_create(&def, &s->other), QN_ERROR_OK);
    scene_box(s->other, 0.0f, 0.0f, 1.0f, 1.0f);
    take_snapshot(s);
}

static qn_error restore_larger(stage *s)
{
    return qn_world_restore(s->other, (qn_bytes){s->snapshot, s->snapshot_bytes});
}

static qn_error copy(stage *s) { return qn_world_copy(s->other, s->world); }

static qn_error predict(stage *s)
{
    qn_pose poses[6];
    qn_body_id bodies[2] = {s->made.body, s->made.other_body};
    qn_prediction wanted = {SCENE_DT_S, SCENE_SUBSTEPS, 3, bodies, 2};
    return qn_world_predict(s->world, s->other, &wanted, poses);
}

// ---- Time -----------------------------------------------------------------------------------

static qn_error create_history(stage *s)
{
    qn_history_def def = qn_history_def_default();
    return qn_history_create(&def, &s->history);
}

static void remember(stage *s)
{
    CHECK_ERROR(create_history(s), QN_ERROR_OK);
    for (int i = 0; i < 5; ++i) {
        CHECK_ERROR(qn_history_step(s->history, s->world, SCENE_DT_S, SCENE_SUBSTEPS), QN_ERROR_OK);
    }
}

static qn_error go_back(stage *s)
{
    uint32_t oldest = 0;
    qn_history_range(s->history, &oldest, NULL);
    return qn_history_restore(s->history, s->world, oldest + 2);
}

static qn_error create_recorder(stage *s)
{
    qn_recorder_def def = qn_recorder_def_default();
    def.keyframe_interval_ticks = 2;
    return qn_recorder_create(&def, s->world, &s->recorder);
}

static void start_recording(stage *s)
{
    CHECK_ERROR(create_recorder(s), QN_ERROR_OK);
    scene_step(s->world, 1);
}

static qn_error record_tick(stage *s)
{
    static uint8_t input[20000];
    return qn_recorder_add(s->recorder, s->world, (qn_bytes){input, sizeof input});
}

static void record(stage *s)
{
    start_recording(s);
    for (int i = 0; i < REPLAY_TICKS; ++i) {
        CHECK_ERROR(record_tick(s), QN_ERROR_OK);
        scene_step(s->world, 1);
    }
}

static qn_error write_replay(stage *s)
{
    return qn_recorder_write(s->recorder, &s->written, &s->written_bytes);
}

static void record_and_write(stage *s)
{
    record(s);
    CHECK_ERROR(write_replay(s), QN_ERROR_OK);
}

static qn_error open_replay(stage *s)
{
    return qn_replay_open((qn_bytes){s->written, s->written_bytes}, 100, &s->replay);
}

static void open_recorded(stage *s)
{
    record_and_write(s);
    CHECK_ERROR(open_replay(s), QN_ERROR_OK);
}

static qn_error seek(stage *s)
{
    uint32_t first = qn_replay_get_info(s->replay).first_tick;
    return qn_replay_seek(s->replay, s->world, first + 3, NULL);
}

static const scenario scenarios[] = {
    {"create a world", NULL, create_world},
    {"create a body", fill_body, create_body},
    {"create a shape", fill_shape, create_shape},
    {"create a shape with events", NULL, create_noisy_shape},
    {"ask for events", NULL, ask_for_events},
    {"create a joint", fill_joint, create_joint},
    {"create a joint that breaks", NULL, create_weak_joint},
    {"let a joint break", add_joint, weaken_joint},
    {"create a chain", fill_chain, create_chain},
    {"create a chain of new shapes", fill_shape, create_chain},
    {"create a field", fill_field, create_field},
    {"create a character", fill_character, create_character},
    {"create a grid", fill_grid, create_tiles},
    {"insert a point into a chain", fill_shape, insert_point},
    {"set a cell", fill_chunks, set_last_cell},
    {"fill cells", add_large_tiles, fill_tiles},
    {"set cells from bits", add_large_tiles, set_tile_bits},
    {"slice a body", fill_body, slice},
    {"fracture a body", NULL, fracture},
    {"add an outline", NULL, add_outline},
    {"restore", take_snapshot, restore},
    {"restore a larger world", add_small_world, restore_larger},
    {"copy a larger world", add_small_world, copy},
    {"predict", add_small_world, predict},
    {"create a history", NULL, create_history},
    {"go back in a history", remember, go_back},
    {"create a recorder", NULL, create_recorder},
    {"record a tick", start_recording, record_tick},
    {"write a replay", record, write_replay},
    {"open a replay", record_and_write, open_replay},
    {"seek in a replay", open_recorded, seek},
};

// ---- Trying ---------------------------------------------------------------------------------

static void set_up(stage *s, const scenario *row)
{
    memset(s, 0, sizeof *s);
    s->world = fixture_world(1);
    s->made = fixture_furnish(s->world);
    s->ground = qn_shape_body(s->world, s->made.tiles);
    scene_step(s->world, 1);
    if (row->prepare != NULL) {
        row->prepare(s);
    }
    qn_world_clear_error(s->world);
    qn_world_clear_error(s->other);
}

static void tear_down(stage *s)
{
    qn_history_destroy(s->history);
    qn_recorder_destroy(s->recorder);
    qn_replay_close(s->replay);
    qn_memory_release(s->written);
    qn_world_destroy(s->other);
    qn_world_destroy(s->world);
}

// A fork is there to be overwritten, but never to be broken.
static const char *look(const stage *s, const uint64_t hashes[2], bool was_refused)
{
    const qn_world *worlds[2] = {s->world, s->other};
    for (int i = 0; i < 2 && worlds[i] != NULL; ++i) {
        const char *wrong = qn_world_validate(worlds[i]);
        wrong = wrong == NULL ? qn_meetings_validate(worlds[i]) : wrong;
        if (wrong != NULL) {
            return wrong;
        }
        if (was_refused && qn_world_state_hash(worlds[i]) != hashes[i]) {
            return "the refused call has changed a world";
        }
    }
    return NULL;
}

// "" unless something is wrong; *was_hit tells whether an allocation was refused at all.
static const char *try_once(const scenario *row, int n, bool for_good, bool *was_hit)
{
    static stage s;
    set_up(&s, row);
    const uint64_t hashes[2] = {qn_world_state_hash(s.world), qn_world_state_hash(s.other)};
    faults_begin(n, for_good);
    qn_error error = row->act(&s);
    *was_hit = faults_end() > 0;
    const char *wrong = look(&s, hashes, error != QN_ERROR_OK);
    if (error != QN_ERROR_OK && error != QN_ERROR_OUT_OF_MEMORY) {
        wrong = qn_error_text(error);
    }
    if (wrong == NULL && error != QN_ERROR_OK) {
        wrong = !*was_hit                     ? "refused with all memory there is"
                : row->act(&s) != QN_ERROR_OK ? "does not work when there is memory again"
                                              : look(&s, hashes, false);
    }
    scene_step(s.world, 1);
    tear_down(&s);
    return wrong != NULL ? wrong : "";
}

// How many allocations were refused.
static int try_all(const scenario *row, bool for_good)
{
    bool was_hit = true;
    int n = 0;
    for (; was_hit && n < FAULTS_MAX_ALLOCATIONS; ++n) {
        size_t blocks = qn_memory_live_count();
        size_t bytes = qn_memory_live_bytes();
        char sentence[160] = "";
        const char *wrong = try_once(row, n, for_good, &was_hit);
        if (wrong[0] != '\0') {
            snprintf(sentence, sizeof sentence, "%s, allocation %d: %s", row->name, n, wrong);
        }
        CHECK_TEXT(sentence, "");
        CHECK_INT(qn_memory_live_count(), blocks);
        CHECK_INT(qn_memory_live_bytes(), bytes);
    }
    return n - 1;
}

TEST(memory_may_run_out_at_every_allocation_of_every_call)
{
    int refused_count = 0;
    int count = (int)(sizeof scenarios / sizeof scenarios[0]);
    for (int i = 0; i < count; ++i) {
        int once = try_all(&scenarios[i], false);
        int for_good = try_all(&scenarios[i], true);
        CHECK(once > 0 && for_good > 0);
        refused_count += once + for_good;
    }
    CHECK(count >= 20);
    printf("%d calls, %d refused allocations\n", count, refused_count);
}
