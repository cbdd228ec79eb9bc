// Inputs and hashes as bytes: what is played again is the same, and what is not is noticed.
#include "base/checksum.h"
#include "check.h"
#include "faults.h"
#include "physics/validate.h"
#include "quoin/memory.h"
#include "scenes.h"

#define TICKS 150
#define COVERED_FROM 24

// A game of one ball that an input pushes: a byte, or nothing.
typedef struct game {
    qn_world *world;
    qn_body_id ball;
} game;

static game start(void)
{
    qn_world_def def = qn_world_def_default();
    def.handle_salt = 5;
    game g = {NULL, {0}};
    CHECK_ERROR(qn_world_create(&def, &g.world), QN_ERROR_OK);
    scene_mixed_pile(g.world, 12, 4);
    g.ball = scene_circle(g.world, 0.0f, 3.0f, 0.3f);
    scene_step(g.world, 3);
    return g;
}

static void tick(game *g, qn_bytes input)
{
    for (size_t i = 0; i < input.size_bytes; ++i) {
        float x = (float)input.data[i] - 100.0f;
        qn_body_apply_impulse(g->world, g->ball, qn_v2(x, 50.0f), qn_v2(0.0f, 3.0f));
    }
    scene_step(g->world, 1);
}

// Long runs of nothing, short runs of the same, single ones, long ones.
static qn_bytes input_at(int i)
{
    static uint8_t bytes[300];
    if (i % 50 < 30) {
        return (qn_bytes){NULL, 0};
    }
    memset(bytes, 90 + (i / 4) % 20, sizeof bytes);
    return (qn_bytes){bytes, i == 99 ? 300 : (i % 50 < 40 ? 1 : 2)};
}

static qn_recorder_def small_def(void)
{
    static const uint8_t about[5] = {'l', 'e', 'v', 'e', 'l'};
    qn_recorder_def def = qn_recorder_def_default();
    def.about = (qn_bytes){about, 5};
    def.hash_interval_ticks = 10;
    def.keyframe_interval_ticks = 40;
    return def;
}

// The bytes of a replay of so many ticks; to be released.
static qn_bytes record(const qn_recorder_def *def, int tick_count, uint64_t *end_hash)
{
    game g = start();
    qn_recorder *recorder = NULL;
    CHECK_ERROR(qn_recorder_create(def, g.world, &recorder), QN_ERROR_OK);
    for (int i = 0; i < tick_count; ++i) {
        tick(&g, input_at(i));
        CHECK_ERROR(qn_recorder_add(recorder, g.world, input_at(i)), QN_ERROR_OK);
    }
    uint8_t *data = NULL;
    size_t size = 0;
    CHECK_ERROR(qn_recorder_write(recorder, &data, &size), QN_ERROR_OK);
    if (end_hash != NULL) {
        *end_hash = qn_world_state_hash(g.world);
    }
    qn_recorder_destroy(recorder);
    qn_world_destroy(g.world);
    return (qn_bytes){data, size};
}

static qn_replay *open(qn_bytes bytes)
{
    qn_replay *replay = NULL;
    CHECK_ERROR(qn_replay_open(bytes, TICKS, &replay), QN_ERROR_OK);
    return replay;
}

TEST(a_replay_leads_to_the_same_again)
{
    qn_recorder_def def = small_def();
    uint64_t end_hash;
    qn_bytes bytes = record(&def, TICKS, &end_hash);
    qn_replay *replay = open(bytes);
    qn_replay_info info = qn_replay_get_info(replay);
    CHECK_INT(info.first_tick, 3);
    CHECK_INT(info.tick_count, TICKS);
    CHECK_INT(info.hash_interval_ticks, 10);
    CHECK_INT(info.keyframe_count, 4);
    CHECK_INT(info.about.size_bytes, 5);
    CHECK_BYTES(info.about.data, "level", 5);
    game g = start();
    qn_bytes input;
    int i = 0;
    for (; qn_replay_next(replay, &input) == QN_ERROR_OK; ++i) {
        CHECK_INT(input.size_bytes, input_at(i).size_bytes);
        tick(&g, input);
        CHECK(qn_replay_agrees(replay, g.world));
    }
    CHECK_INT(i, TICKS);
    CHECK_INT(qn_world_state_hash(g.world), end_hash);
    CHECK(!qn_replay_has_diverged(replay, NULL));
    qn_replay_close(replay);
    qn_world_destroy(g.world);
    qn_memory_release((void *)bytes.data);
}

TEST(the_first_tick_that_went_astray_is_told)
{
    qn_recorder_def def = small_def();
    qn_bytes bytes = record(&def, TICKS, NULL);
    qn_replay *replay = open(bytes);
    game g = start();
    qn_bytes input;
    uint32_t at = 0;
    for (int i = 0; qn_replay_next(replay, &input) == QN_ERROR_OK; ++i) {
        tick(&g, i == 64 ? (qn_bytes){(const uint8_t *)"x", 1} : input);
        CHECK(qn_replay_agrees(replay, g.world) == (i < 69 || (i + 1) % 10 != 0));
    }
    CHECK(qn_replay_has_diverged(replay, &at));
    CHECK_INT(at, 3 + 70);
    CHECK(!qn_replay_agrees(NULL, g.world));
    CHECK(!qn_replay_agrees(replay, NULL));
    qn_replay_close(replay);
    qn_world_destroy(g.world);
    qn_memory_release((void *)bytes.data);
}

TEST(a_replay_goes_on_from_each_of_its_snapshots)
{
    qn_recorder_def def = small_def();
    uint64_t end_hash;
    qn_bytes bytes = record(&def, TICKS, &end_hash);
    qn_replay *replay = open(bytes);
    game g = start();
    for (uint32_t wanted = 3; wanted <= 3 + TICKS; wanted += 7) {
        uint32_t reached = 0;
        CHECK_ERROR(qn_replay_seek(replay, g.world, wanted, &reached), QN_ERROR_OK);
        CHECK_INT(reached, 3 + (wanted - 3) / 40 * 40);
        qn_bytes input;
        for (int i = (int)reached - 3; qn_replay_next(replay, &input) == QN_ERROR_OK; ++i) {
            CHECK_INT(input.size_bytes, input_at(i).size_bytes);
            tick(&g, input);
            CHECK(qn_replay_agrees(replay, g.world));
        }
        CHECK_INT(qn_world_state_hash(g.world), end_hash);
    }
    CHECK_ERROR(qn_replay_seek(replay, g.world, 2, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_replay_seek(replay, g.world, 4 + TICKS, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_replay_seek(NULL, g.world, 4, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_replay_seek(replay, NULL, 4, NULL), QN_ERROR_NULL_POINTER);
    qn_replay_close(replay);
    qn_world_destroy(g.world);
    qn_memory_release((void *)bytes.data);
}

TEST(snapshots_thin_out_to_stay_within_their_budget)
{
    qn_recorder_def def = small_def();
    def.keyframe_interval_ticks = 1;
    def.keyframe_budget_bytes = 120000;
    qn_bytes bytes = record(&def, TICKS, NULL);
    CHECK(bytes.size_bytes < 130000);
    qn_replay *replay = open(bytes);
    CHECK(qn_replay_get_info(replay).keyframe_count >= 2);
    game g = start();
    uint32_t reached;
    CHECK_ERROR(qn_replay_seek(replay, g.world, 3, &reached), QN_ERROR_OK);
    CHECK_INT(reached, 3);
    qn_replay_close(replay);
    qn_memory_release((void *)bytes.data);
    def.keyframe_budget_bytes = 0;
    bytes = record(&def, TICKS, NULL);
    CHECK(bytes.size_bytes < 1000);
    replay = open(bytes);
    CHECK_ERROR(qn_replay_seek(replay, g.world, 30, NULL), QN_ERROR_NOT_FOUND);
    qn_replay_close(replay);
    qn_memory_release((void *)bytes.data);
    qn_world_destroy(g.world);
}

// ---- Hostile --------------------------------------------------------------------------------

TEST(bad_calls_of_a_recorder_are_refused)
{
    game g = start();
    qn_recorder *r = NULL;
    qn_recorder_def def = small_def();
    CHECK_ERROR(qn_recorder_create(&def, g.world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_create(NULL, g.world, &r), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_create(&def, NULL, &r), QN_ERROR_NULL_POINTER);
    def.hash_interval_ticks = 0;
    CHECK_ERROR(qn_recorder_create(&def, g.world, &r), QN_ERROR_OUT_OF_RANGE);
    def = small_def();
    def.cookie = 0;
    CHECK_ERROR(qn_recorder_create(&def, g.world, &r), QN_ERROR_BAD_DEFINITION);
    def = small_def();
    def.about.size_bytes = QN_MAX_REPLAY_ABOUT_BYTES + 1;
    CHECK_ERROR(qn_recorder_create(&def, g.world, &r), QN_ERROR_TOO_LARGE);
    def.about = (qn_bytes){NULL, 3};
    CHECK_ERROR(qn_recorder_create(&def, g.world, &r), QN_ERROR_NULL_POINTER);
    def = small_def();
    def.max_bytes = 200;
    CHECK_ERROR(qn_recorder_create(&def, g.world, &r), QN_ERROR_OK);
    qn_bytes none = {NULL, 0};
    CHECK_ERROR(qn_recorder_add(r, g.world, none), QN_ERROR_OUT_OF_RANGE);
    scene_step(g.world, 1);
    CHECK_ERROR(qn_recorder_add(NULL, g.world, none), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_add(r, NULL, none), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_add(r, g.world, (qn_bytes){NULL, 1}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_add(r, g.world, input_at(99)), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_recorder_add(r, g.world, none), QN_ERROR_OK);
    CHECK_ERROR(qn_recorder_add(r, g.world, none), QN_ERROR_OUT_OF_RANGE);
    uint8_t *out;
    size_t size;
    CHECK_ERROR(qn_recorder_write(NULL, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_write(r, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_recorder_write(r, &out, NULL), QN_ERROR_NULL_POINTER);
    qn_recorder_destroy(r);
    qn_recorder_destroy(NULL);
    qn_world_destroy(g.world);
}

TEST(every_truncation_and_flipped_bit_of_a_replay_is_refused)
{
    qn_recorder_def def = small_def();
    def.keyframe_budget_bytes = 0;
    qn_bytes bytes = record(&def, TICKS, NULL);
    uint8_t *data = (uint8_t *)bytes.data;
    qn_replay *replay = NULL;
    for (size_t size = 0; size < bytes.size_bytes; ++size) {
        CHECK_ERROR(qn_replay_open((qn_bytes){data, size}, TICKS, &replay), QN_ERROR_TRUNCATED);
        CHECK(replay == NULL);
    }
    for (size_t bit = 0; bit < 8 * bytes.size_bytes; ++bit) {
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(qn_replay_open(bytes, TICKS, &replay) != QN_ERROR_OK);
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_ERROR(qn_replay_open(bytes, TICKS - 1, &replay), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_replay_open((qn_bytes){NULL, 9}, TICKS, &replay), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_replay_open(bytes, TICKS, NULL), QN_ERROR_NULL_POINTER);
    qn_memory_release(data);
}

// Reads whatever is there, and counts what does not hold.
static int read_all(qn_bytes bytes, game *g)
{
    qn_replay *replay = NULL;
    int wrong = 0;
    if (qn_replay_open(bytes, 1000, &replay) != QN_ERROR_OK) {
        return replay != NULL;
    }
    qn_replay_info info = qn_replay_get_info(replay);
    qn_bytes input;
    uint32_t ticks = 0;
    uint32_t sum = 0;
    while (qn_replay_next(replay, &input) == QN_ERROR_OK) {
        ticks += 1;
        for (size_t i = 0; i < input.size_bytes; ++i) {
            sum += input.data[i];
        }
    }
    (void)qn_replay_agrees(replay, g->world);
    wrong += ticks != info.tick_count || sum == UINT32_MAX;
    if (qn_replay_seek(replay, g->world, info.first_tick + info.tick_count / 2, NULL) ==
        QN_ERROR_OK) {
        wrong += qn_world_validate(g->world) != NULL;
        wrong += qn_replay_next(replay, &input) != QN_ERROR_OK;
        scene_step(g->world, 2);
    }
    qn_replay_close(replay);
    return wrong;
}

TEST(every_forged_bit_of_a_replay_is_refused_or_harmless)
{
    qn_recorder_def def = small_def();
    def.keyframe_interval_ticks = 20;
    qn_bytes bytes = record(&def, 30, NULL);
    uint8_t *data = (uint8_t *)bytes.data;
    game g = start();
    int wrong = 0;
    size_t stride = check_is_long() ? 1 : 31;
    for (size_t bit = 8 * COVERED_FROM; bit < 8 * bytes.size_bytes;
         bit += bit < 8 * 300 ? 1 : stride) {
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        uint64_t sum =
            qn_checksum((qn_bytes){data + COVERED_FROM, bytes.size_bytes - COVERED_FROM});
        memcpy(data + 16, &sum, sizeof sum);
        wrong += read_all(bytes, &g);
        data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    CHECK_INT(wrong, 0);
    qn_world_destroy(g.world);
    qn_memory_release(data);
}

static qn_error record_and_open(void *user)
{
    game *g = user;
    qn_recorder_def def = small_def();
    qn_recorder *recorder = NULL;
    uint8_t *data = NULL;
    size_t size = 0;
    qn_replay *replay = NULL;
    uint32_t before = qn_world_get_counters(g->world).tick_count;
    qn_error error = qn_recorder_create(&def, g->world, &recorder);
    for (int i = 0; i < 60 && error == QN_ERROR_OK; ++i) {
        scene_step(g->world, 1);
        error = qn_recorder_add(recorder, g->world, input_at(i + 20));
    }
    error = error != QN_ERROR_OK ? error : qn_recorder_write(recorder, &data, &size);
    error = error != QN_ERROR_OK ? error : qn_replay_open((qn_bytes){data, size}, 1000, &replay);
    if (error == QN_ERROR_OK) {
        CHECK_INT(qn_replay_get_info(replay).tick_count, 60);
        CHECK_INT(qn_replay_get_info(replay).first_tick, before);
    }
    qn_replay_close(replay);
    qn_memory_release(data);
    qn_recorder_destroy(recorder);
    return error;
}

// Snapshots are left out where there is no memory for them, so those refusals are no errors.
TEST(a_recorder_survives_the_lack_of_memory)
{
    game g = start();
    size_t blocks = qn_memory_live_count();
    qn_error error = QN_ERROR_OUT_OF_MEMORY;
    int n = 0;
    for (; n < 100 && (error != QN_ERROR_OK || faults.allocations_left == 0); ++n) {
        faults_measure_begin();
        faults.allocations_left = n;
        error = record_and_open(&g);
        CHECK(error == QN_ERROR_OK || error == QN_ERROR_OUT_OF_MEMORY);
        CHECK_INT(faults.held_bytes, 0);
        CHECK_INT(qn_memory_live_count(), blocks);
        if (faults.allocations_left > 0) {
            break;
        }
    }
    qn_memory_set_hooks(NULL, NULL, NULL);
    CHECK(n > 5 && n < 100);
    CHECK_ERROR(error, QN_ERROR_OK);
    qn_world_destroy(g.world);
}

// ---- Differences ----------------------------------------------------------------------------

TEST(the_first_difference_between_two_worlds_is_found)
{
    qn_world *a = scene_world();
    qn_world *b = scene_world();
    scene_mixed_pile(a, 20, 8);
    scene_mixed_pile(b, 20, 8);
    scene_step(a, 100);
    scene_step(b, 100);
    qn_world_difference difference;
    CHECK(!qn_world_diff(a, b, &difference));
    CHECK(!qn_world_diff(a, a, &difference));
    CHECK(!qn_world_diff(NULL, b, &difference));
    CHECK(!qn_world_diff(a, NULL, &difference));
    CHECK(!qn_world_diff(a, b, NULL));
    qn_body_id extra = scene_circle(b, 0.0f, 90.0f, 0.1f);
    CHECK(qn_world_diff(a, b, &difference));
    CHECK_TEXT(qn_world_array_name(difference.array), "world");
    qn_body_destroy(b, extra);
    qn_world_copy(b, a);
    const qn_pose_record *poses = qn_world_poses(b, NULL);
    qn_pose_record kept = poses[4];
    ((qn_pose_record *)poses)[4].c += 0.5f;
    CHECK(qn_world_diff(a, b, &difference));
    CHECK_TEXT(qn_world_array_name(difference.array), "poses");
    CHECK_INT(difference.index, 4);
    CHECK_INT(difference.offset_bytes, offsetof(qn_pose_record, c));
    uint32_t bits;
    memcpy(&bits, &kept.c, sizeof bits);
    CHECK_INT(difference.bits_a, bits);
    CHECK_TEXT(qn_world_array_name(-1), "");
    CHECK_TEXT(qn_world_array_name(1000), "");
    qn_world_destroy(a);
    qn_world_destroy(b);
}
