// Handles never name two things, however often a slot is used again.
#include "check.h"
#include "physics/world.h"
#include "scenes.h"
#include "sound.h"

#include <stdlib.h>

#define REUSES 70000
// More than a slot has generations.
#define ROUNDS 4500

static qn_world *narrow_world(void)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = def.shape_capacity = def.joint_capacity = 1;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    return world;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int count_twice(uint32_t *handles, int count)
{
    int twice = 0;
    qsort(handles, (size_t)count, sizeof *handles, by_value);
    for (int i = 1; i < count; ++i) {
        twice += handles[i] == handles[i - 1];
    }
    return twice;
}

TEST(a_slot_that_is_used_again_70000_times_gives_no_handle_twice)
{
    static uint32_t handles[REUSES];
    qn_world *world = narrow_world();
    for (int i = 0; i < REUSES; ++i) {
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        handles[i] = body.raw;
        CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
    }
    int alive = 0;
    int refused = 0;
    qn_body_id last = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    for (int i = 0; i < REUSES; ++i) {
        alive += qn_body_is_alive(world, (qn_body_id){handles[i]});
        refused += qn_body_destroy(world, (qn_body_id){handles[i]}) == QN_ERROR_STALE_HANDLE;
    }
    CHECK_INT(alive, 0);
    CHECK_INT(refused, REUSES);
    CHECK(qn_body_is_alive(world, last));
    CHECK_INT(count_twice(handles, REUSES), 0);
    // Seventeen slots have had all of their 4096 generations.
    CHECK_INT(world->state->body_pool.used_count, 18);
    CHECK_INT(world->state->body_pool.retired_count, 17);
    check_sound(world);
    qn_world_destroy(world);
}

// ---- The other nouns ------------------------------------------------------------------------

// Makes one and destroys it again; its handle.
typedef uint32_t use_fn(qn_world *world, qn_body_id body, qn_body_id other);

static uint32_t use_shape(qn_world *world, qn_body_id body, qn_body_id other)
{
    (void)other;
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 1.0f);
    CHECK_ERROR(qn_shape_destroy(world, shape), QN_ERROR_OK);
    return shape.raw;
}

static uint32_t use_joint(qn_world *world, qn_body_id body, qn_body_id other)
{
    qn_weld_def def = qn_weld_def_default();
    def.base = qn_joint_base_at(world, body, other, qn_v2(0.0f, 0.0f), 0.0f);
    qn_joint_id joint = qn_weld_create(world, &def);
    CHECK_ERROR(qn_joint_destroy(world, joint), QN_ERROR_OK);
    return joint.raw;
}

static uint32_t use_chain(qn_world *world, qn_body_id body, qn_body_id other)
{
    (void)other;
    static const qn_vec2 points[3] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, 1.0f}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 3;
    def.is_loop = true;
    qn_chain_id chain = qn_chain_create(world, body, &def);
    CHECK_ERROR(qn_chain_destroy(world, chain), QN_ERROR_OK);
    return chain.raw;
}

static uint32_t use_field(qn_world *world, qn_body_id body, qn_body_id other)
{
    (void)body;
    (void)other;
    qn_field_def def = qn_field_def_default();
    qn_field_id field = qn_field_create(world, &def);
    CHECK_ERROR(qn_field_destroy(world, field), QN_ERROR_OK);
    return field.raw;
}

static uint32_t use_character(qn_world *world, qn_body_id body, qn_body_id other)
{
    (void)body;
    (void)other;
    qn_character_def def = qn_character_def_default();
    qn_character_id character = qn_character_create(world, &def);
    CHECK_ERROR(qn_character_destroy(world, character), QN_ERROR_OK);
    return character.raw;
}

static uint32_t use_tiles(qn_world *world, qn_body_id body, qn_body_id other)
{
    (void)other;
    qn_tiles_def def = qn_tiles_def_default();
    qn_shape_id tiles = qn_tiles_create(world, body, &def);
    CHECK_ERROR(qn_tiles_set_cell(world, tiles, 0, 0, true), QN_ERROR_OK);
    CHECK_ERROR(qn_shape_destroy(world, tiles), QN_ERROR_OK);
    return tiles.raw;
}

static void check_round_trip(qn_world *world)
{
    size_t size = qn_world_snapshot_bytes(world);
    uint8_t *bytes = malloc(size);
    qn_world *again = scene_world();
    CHECK_ERROR(qn_world_snapshot(world, bytes, size, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(again, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_INT(qn_world_state_hash(again), qn_world_state_hash(world));
    qn_world_difference difference;
    CHECK(!qn_world_diff(again, world, &difference));
    check_sound(again);
    qn_world_destroy(again);
    free(bytes);
}

TEST(no_noun_gives_a_handle_twice)
{
    static uint32_t handles[ROUNDS];
    use_fn *const uses[] = {use_shape, use_joint, use_chain, use_field, use_character, use_tiles};
    for (int noun = 0; noun < 6; ++noun) {
        qn_world *world = narrow_world();
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        qn_body_id other = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        for (int i = 0; i < ROUNDS; ++i) {
            handles[i] = uses[noun](world, body, other);
            CHECK(handles[i] != 0);
        }
        CHECK_INT(count_twice(handles, ROUNDS), 0);
        check_sound(world);
        check_round_trip(world);
        scene_step(world, 2);
        qn_world_destroy(world);
    }
}

// Contacts come and go in steps, which take no memory: theirs come round again.
TEST(contacts_never_run_out_of_slots)
{
    qn_world *world = narrow_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_circle(world, 0.0f, 0.5f, 0.5f);
    for (int i = 0; i < ROUNDS; ++i) {
        qn_body_set_pose(world, ball, qn_v2(0.0f, i % 2 == 0 ? 5.0f : 0.5f), 0.0f);
        scene_step(world, 1);
    }
    CHECK_INT(world->state->contact_pool.retired_count, 0);
    CHECK_INT(qn_world_get_counters(world).dropped_contact_count, 0);
    check_sound(world);
    qn_world_destroy(world);
}
