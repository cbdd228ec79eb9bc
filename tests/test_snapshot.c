// A world as bytes and back: exact, canonical, and safe whatever the bytes are.
#include "base/checksum.h"
#include "check.h"
#include "faults.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "quoin/memory.h"
#include "scenes.h"

#include <stdio.h>

#define HEADER_BYTES 32

typedef struct blob {
    uint8_t *data;
    size_t size;
} blob;

static blob take(const qn_world *world)
{
    blob b = {.size = qn_world_snapshot_bytes(world)};
    b.data = malloc(b.size);
    size_t written = 0;
    if (b.data == NULL) {
        abort();
    }
    CHECK_ERROR(qn_world_snapshot(world, b.data, b.size, &written), QN_ERROR_OK);
    CHECK_INT(written, b.size);
    return b;
}

static qn_bytes bytes_of(blob b) { return (qn_bytes){b.data, b.size}; }

static void repair(blob b)
{
    uint64_t sum = qn_checksum((qn_bytes){b.data + HEADER_BYTES, b.size - HEADER_BYTES});
    memcpy(b.data + 24, &sum, sizeof sum);
}

static qn_world *pile(void)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 40, 5);
    scene_terrain(world);
    return world;
}

static qn_world *chains(void)
{
    qn_world *world = scene_world();
    scene_chains(world);
    return world;
}

// Bodies come and go, so that slots are reused and contacts end.
static void churn(qn_world *world, int tick)
{
    qn_body_id fresh = scene_box(world, (float)(tick % 7) - 3.0f, 6.0f, 0.3f, 0.2f);
    if (tick % 3 == 0) {
        qn_body_destroy(world, fresh);
    }
    qn_body_apply_impulse(world, fresh, qn_v2(20.0f, -300.0f), qn_v2(0.0f, 6.0f));
}

static void step_or_churn(qn_world *world, bool churns, int tick)
{
    if (churns && tick % 4 == 0) {
        churn(world, tick);
    }
    scene_step(world, 1);
}

// At each tick: forth and back and forth again, in place.
static void check_rollback(qn_world *world, bool churns, int tick_count)
{
    uint64_t hashes[8];
    for (int tick = 0; tick < tick_count; ++tick) {
        uint64_t start = qn_world_state_hash(world);
        blob b = take(world);
        for (int i = 0; i < 8; ++i) {
            step_or_churn(world, churns, tick + i);
            hashes[i] = qn_world_state_hash(world);
        }
        CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
        CHECK_INT(qn_world_state_hash(world), start);
        for (int i = 0; i < 8; ++i) {
            step_or_churn(world, churns, tick + i);
            CHECK_INT(qn_world_state_hash(world), hashes[i]);
        }
        CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
        CHECK(qn_world_validate(world) == NULL);
        step_or_churn(world, churns, tick);
        free(b.data);
    }
    qn_world_destroy(world);
}

TEST(a_world_that_is_rolled_back_goes_the_same_way_again)
{
    check_rollback(pile(), false, check_is_long() ? 400 : 60);
    check_rollback(pile(), true, 40);
    check_rollback(chains(), false, 40);
    check_rollback(scene_small(), false, 40);
}

// A world that moves on by itself and one that lives in a new world each tick never differ.
static void check_moving_house(qn_world *world, int tick_count)
{
    qn_world *other = scene_world();
    CHECK_ERROR(qn_world_copy(other, world), QN_ERROR_OK);
    for (int tick = 0; tick < tick_count; ++tick) {
        blob b = take(other);
        qn_world *next = scene_world();
        CHECK_ERROR(qn_world_restore(next, bytes_of(b)), QN_ERROR_OK);
        blob again = take(next);
        CHECK_INT(again.size, b.size);
        CHECK_BYTES(again.data, b.data, b.size);
        qn_world_destroy(other);
        other = next;
        scene_step(world, 1);
        scene_step(other, 1);
        CHECK_INT(qn_world_state_hash(other), qn_world_state_hash(world));
        free(b.data);
        free(again.data);
    }
    qn_world_destroy(world);
    qn_world_destroy(other);
}

TEST(a_new_world_at_every_tick_makes_no_difference)
{
    check_moving_house(pile(), check_is_long() ? 600 : 120);
    check_moving_house(chains(), 60);
    check_moving_house(scene_small(), 60);
}

TEST(equal_states_give_equal_bytes_whatever_happened_between)
{
    qn_world *world = pile();
    scene_step(world, 100);
    blob before = take(world);
    for (int i = 0; i < 20; ++i) {
        churn(world, i);
        scene_step(world, 1);
    }
    CHECK_ERROR(qn_world_restore(world, bytes_of(before)), QN_ERROR_OK);
    blob after = take(world);
    CHECK_INT(after.size, before.size);
    CHECK_BYTES(after.data, before.data, before.size);
    free(before.data);
    free(after.data);
    qn_world_destroy(world);
}

TEST(handles_are_good_again_after_a_restore)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id old = scene_box(world, 0.0f, 2.0f, 0.5f, 0.5f);
    blob b = take(world);
    qn_body_destroy(world, old);
    qn_body_id young = scene_box(world, 3.0f, 2.0f, 0.5f, 0.5f);
    CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
    CHECK(qn_body_is_alive(world, old));
    CHECK(!qn_body_is_alive(world, young));
    CHECK_NEAR(qn_body_pose(world, old).p.y, 2.0, 0.0);
    free(b.data);
    qn_world_destroy(world);
}

SLOW_TEST(capacities_come_with_the_snapshot)
{
    qn_world *large = pile();
    scene_step(large, 50);
    blob b = take(large);
    qn_world *small = scene_small();
    blob s = take(small);
    CHECK_ERROR(qn_world_restore(small, bytes_of(b)), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(large, bytes_of(s)), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(large, bytes_of(b)), QN_ERROR_OK);
    for (int i = 0; i < 200; ++i) {
        CHECK_INT(scene_box(small, 0.0f, 30.0f, 0.2f, 0.2f).raw,
                  scene_box(large, 0.0f, 30.0f, 0.2f, 0.2f).raw);
    }
    scene_step(small, 20);
    scene_step(large, 20);
    CHECK_INT(qn_world_state_hash(small), qn_world_state_hash(large));
    free(b.data);
    free(s.data);
    qn_world_destroy(small);
    qn_world_destroy(large);
}

TEST(a_copy_is_the_same_world_in_memory_of_its_own)
{
    qn_world *world = pile();
    scene_step(world, 150);
    qn_world *copy = scene_world();
    CHECK_ERROR(qn_world_copy(copy, world), QN_ERROR_OK);
    CHECK(qn_world_validate(copy) == NULL);
    uint64_t start = qn_world_state_hash(world);
    scene_step(copy, 60);
    CHECK_INT(qn_world_state_hash(world), start);
    uint64_t end = qn_world_state_hash(copy);
    size_t blocks = qn_memory_live_count();
    CHECK_ERROR(qn_world_copy(copy, world), QN_ERROR_OK);
    CHECK_INT(qn_memory_live_count(), blocks);
    scene_step(copy, 60);
    CHECK_INT(qn_world_state_hash(copy), end);
    scene_step(world, 60);
    CHECK_INT(qn_world_state_hash(world), end);
    CHECK_ERROR(qn_world_copy(copy, copy), QN_ERROR_OK);
    CHECK_ERROR(qn_world_copy(NULL, copy), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_copy(copy, NULL), QN_ERROR_NULL_POINTER);
    qn_world_destroy(world);
    qn_world_destroy(copy);
}

// Memory that held another state before must not shine through.
TEST(a_slot_that_the_snapshot_does_not_know_starts_from_nothing)
{
    qn_world *world = scene_small();
    qn_world *other = scene_world();
    blob b = take(world);
    CHECK_ERROR(qn_world_copy(other, world), QN_ERROR_OK);
    for (int round = 0; round < 3; ++round) {
        CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
        scene_terrain(world);
        scene_chains(world);
        scene_step(world, 5);
    }
    CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
    for (int i = 0; i < 60; ++i) {
        CHECK_INT(scene_box(world, 0.0f, 5.0f + (float)i, 0.3f, 0.3f).raw,
                  scene_box(other, 0.0f, 5.0f + (float)i, 0.3f, 0.3f).raw);
    }
    scene_step(world, 5);
    scene_step(other, 5);
    CHECK(qn_world_validate(world) == NULL);
    qn_world_difference difference;
    CHECK(!qn_world_diff(world, other, &difference));
    free(b.data);
    qn_world_destroy(world);
    qn_world_destroy(other);
}

// The order of the leaves comes from the state that is replaced, whatever that is.
TEST(a_restored_world_goes_on_the_same_whatever_it_was_before)
{
    qn_world *world = pile();
    scene_step(world, 60);
    blob b = take(world);
    qn_world *others[] = {pile(), chains(), scene_small(), scene_world()};
    for (int i = 0; i < 4; ++i) {
        for (int tick = 0; tick < 40 * i; ++tick) {
            step_or_churn(others[i], true, tick);
        }
        CHECK_ERROR(qn_world_restore(others[i], bytes_of(b)), QN_ERROR_OK);
        CHECK(qn_world_validate(others[i]) == NULL);
        CHECK(qn_world_get_counters(others[i]).tree_height ==
              qn_world_get_counters(others[0]).tree_height);
        scene_step(others[i], 30);
        CHECK_INT(qn_world_state_hash(others[i]), qn_world_state_hash(others[0]));
        CHECK(qn_world_validate(others[i]) == NULL);
    }
    for (int i = 0; i < 4; ++i) {
        qn_world_destroy(others[i]);
    }
    free(b.data);
    qn_world_destroy(world);
}

// ---- Hostile --------------------------------------------------------------------------------

static void check_refused(qn_world *world, qn_bytes bytes, qn_error expected)
{
    uint64_t before = qn_world_state_hash(world);
    CHECK_ERROR(qn_world_restore(world, bytes), expected);
    CHECK_INT(qn_world_state_hash(world), before);
}

TEST(calls_with_nothing_or_too_little_room_are_refused)
{
    qn_world *world = scene_small();
    uint8_t few[8];
    size_t written = 0;
    CHECK_INT(qn_world_snapshot_bytes(NULL), 0);
    CHECK_ERROR(qn_world_snapshot(NULL, few, 8, &written), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_snapshot(world, few, 8, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_snapshot(world, few, 8, &written), QN_ERROR_CAPACITY);
    CHECK_INT(written, qn_world_snapshot_bytes(world));
    CHECK_ERROR(qn_world_snapshot(world, NULL, written, &written), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_restore(NULL, (qn_bytes){few, 8}), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_restore(world, (qn_bytes){NULL, 8}), QN_ERROR_NULL_POINTER);
    qn_snapshot_info info;
    CHECK_ERROR(qn_snapshot_read_info((qn_bytes){few, 8}, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_snapshot_read_info((qn_bytes){NULL, 8}, &info), QN_ERROR_NULL_POINTER);
    qn_world_destroy(world);
}

TEST(the_info_of_a_snapshot_counts_what_is_in_it)
{
    qn_world *world = scene_small();
    qn_world_counters counters = qn_world_get_counters(world);
    blob b = take(world);
    qn_snapshot_info info = {0};
    CHECK_ERROR(qn_snapshot_read_info(bytes_of(b), &info), QN_ERROR_OK);
    CHECK_INT(info.tick_count, counters.tick_count);
    CHECK_INT(info.body_count, counters.body_count);
    CHECK_INT(info.shape_count, counters.shape_count);
    CHECK_INT(info.joint_count, counters.joint_count);
    CHECK_INT(info.contact_count, counters.contact_count);
    CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
    CHECK(qn_world_get_counters(world).memory_bytes <= info.memory_bytes + 4096);
    free(b.data);
    qn_world_destroy(world);
}

TEST(every_truncation_of_a_snapshot_is_refused)
{
    qn_world *world = scene_small();
    blob b = take(world);
    for (size_t size = 0; size < b.size; ++size) {
        check_refused(world, (qn_bytes){b.data, size}, QN_ERROR_TRUNCATED);
    }
    blob longer = {calloc(1, b.size + 4), b.size + 4};
    memcpy(longer.data, b.data, b.size);
    check_refused(world, bytes_of(longer), QN_ERROR_TRAILING_BYTES);
    free(b.data);
    free(longer.data);
    qn_world_destroy(world);
}

// With its own length and a right checksum, a cut in the middle of the arrays is still seen.
TEST(every_truncation_with_a_repaired_header_is_refused)
{
    qn_world *world = scene_small();
    blob b = take(world);
    for (size_t size = b.size - 1; size >= HEADER_BYTES; --size) {
        uint64_t said = size;
        memcpy(b.data + 16, &said, sizeof said);
        blob cut = {b.data, size};
        repair(cut);
        check_refused(world, bytes_of(cut), QN_ERROR_BAD_DATA);
    }
    free(b.data);
    qn_world_destroy(world);
}

static void flip(blob b, size_t bit) { b.data[bit / 8] ^= (uint8_t)(1u << bit % 8); }

TEST(every_flipped_bit_of_a_snapshot_is_refused)
{
    qn_world *world = scene_small();
    blob b = take(world);
    uint64_t before = qn_world_state_hash(world);
    size_t live_bytes = qn_memory_live_bytes();
    int accepted = 0;
    for (size_t bit = 0; bit < 8 * b.size; ++bit) {
        flip(b, bit);
        accepted += qn_world_restore(world, bytes_of(b)) == QN_ERROR_OK;
        flip(b, bit);
    }
    CHECK_INT(accepted, 0);
    CHECK_INT(qn_world_state_hash(world), before);
    CHECK_INT(qn_memory_live_bytes(), live_bytes); // what is damaged asks for no memory
    CHECK_ERROR(qn_world_restore(world, bytes_of(b)), QN_ERROR_OK);
    free(b.data);
    qn_world_destroy(world);
}

static bool survives(qn_world *world)
{
    for (int i = 0; i < 60; ++i) {
        scene_step(world, 1);
        if (qn_world_validate(world) != NULL) {
            printf("%s\n", qn_world_validate(world));
            return false;
        }
    }
    return true;
}

// A forger who repairs the checksum gets a refusal, or a world that can be stepped and read.
TEST(every_forged_bit_is_refused_or_harmless)
{
    qn_world *original = scene_small();
    qn_world *world = scene_small();
    blob b = take(original);
    uint64_t before = qn_world_state_hash(world);
    int accepted = 0, refused = 0, broken = 0;
    size_t stride = check_is_long() ? 1 : check_is_quick() ? 53 : 11;
    for (size_t bit = 8 * HEADER_BYTES; bit < 8 * b.size; bit += stride) {
        flip(b, bit);
        repair(b);
        if (qn_world_restore(world, bytes_of(b)) == QN_ERROR_OK) {
            accepted += 1;
            broken += !survives(world);
            qn_world_copy(world, original);
        } else {
            refused += 1;
            broken += qn_world_state_hash(world) != before;
        }
        flip(b, bit);
    }
    CHECK_INT(broken, 0);
    CHECK(accepted > 0 && refused > 0);
    free(b.data);
    qn_world_destroy(world);
    qn_world_destroy(original);
}

// Whole words: extreme numbers and other words of the same snapshot.
TEST(forged_words_are_refused_or_harmless)
{
    static const uint32_t words[] = {0x7F800000u, 0xFF800000u, 0x7FC00000u, 0x7F7FFFFFu,
                                     0xFF7FFFFFu, 0x00000001u, 0x80000000u, 0xFFFFFFFFu,
                                     0x7FFFFFFFu, 0x000FFFFFu, 0x60000000u, 0xDEADBEEFu};
    qn_world *original = scene_small();
    qn_world *world = scene_small();
    blob b = take(original);
    uint32_t seed = 9;
    int broken = 0;
    int count = check_is_long() ? 200000 : 3000;
    for (int i = 0; i < count; ++i) {
        size_t at = HEADER_BYTES + 4 * (check_random(&seed) % ((b.size - HEADER_BYTES) / 4));
        uint32_t kept, forged = words[check_random(&seed) % 12];
        if (check_random(&seed) % 3 == 0) {
            size_t from = HEADER_BYTES + 4 * (check_random(&seed) % ((b.size - HEADER_BYTES) / 4));
            memcpy(&forged, b.data + from, 4);
        }
        memcpy(&kept, b.data + at, 4);
        memcpy(b.data + at, &forged, 4);
        repair(b);
        if (qn_world_restore(world, bytes_of(b)) == QN_ERROR_OK) {
            broken += !survives(world);
            qn_world_copy(world, original);
        }
        memcpy(b.data + at, &kept, 4);
    }
    CHECK_INT(broken, 0);
    free(b.data);
    qn_world_destroy(world);
    qn_world_destroy(original);
}

static qn_error restore_into_small(void *user)
{
    const blob *b = user;
    qn_world_def def = qn_world_def_default();
    def.body_capacity = def.shape_capacity = 2;
    qn_world *world = NULL;
    qn_error error = qn_world_create(&def, &world);
    if (error == QN_ERROR_OK) {
        uint64_t before = qn_world_state_hash(world);
        error = qn_world_restore(world, bytes_of(*b));
        CHECK((qn_world_state_hash(world) == before) == (error != QN_ERROR_OK));
        CHECK(qn_world_validate(world) == NULL);
        faults_stop();
        scene_step(world, 2);
    }
    qn_world_destroy(world);
    return error;
}

static qn_error copy_into_small(void *user)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = def.shape_capacity = 2;
    qn_world *world = NULL;
    qn_error error = qn_world_create(&def, &world);
    if (error == QN_ERROR_OK) {
        error = qn_world_copy(world, user);
        CHECK(qn_world_validate(world) == NULL);
        faults_stop();
        scene_step(world, 2);
    }
    qn_world_destroy(world);
    return error;
}

TEST(a_restore_or_copy_that_finds_no_memory_changes_nothing)
{
    qn_world *world = pile();
    scene_step(world, 100);
    blob b = take(world);
    faults_try_each(restore_into_small, &b);
    faults_try_each(copy_into_small, world);
    free(b.data);
    qn_world_destroy(world);
}
