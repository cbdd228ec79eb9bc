// What chains and tiles share: memory that runs out, bodies that leave and come back, pairs.
#include "check.h"
#include "faults.h"
#include "physics/world.h"
#include "tiles.h"

static const qn_vec2 hill[6] = {{5, 0}, {3, 0}, {1, 1}, {-1, 1}, {-3, 0}, {-5, 0}};

static qn_chain_id add_hill(qn_world *world, qn_body_id body)
{
    qn_chain_def def = qn_chain_def_default();
    def.points_m = hill;
    def.point_count = 6;
    return qn_chain_create(world, body, &def);
}

static qn_world *small_world(void)
{
    qn_world_def def = qn_world_def_default();
    def.shape_capacity = 2;
    def.body_capacity = 2;
    qn_world *world = NULL;
    qn_world_create(&def, &world);
    return world;
}

typedef struct ground {
    qn_body_id body;
    qn_chain_id chain;
    qn_shape_id tiles;
} ground;

// Each call, in turn; false where it found no memory.
static bool try_call(qn_world *world, ground *g, int call)
{
    uint8_t bits[40 * 5];
    memset(bits, 0xFF, sizeof bits);
    qn_tiles_def tiles = qn_tiles_def_default();
    tiles.width = 40;
    tiles.height = 40;
    switch (call) {
    case 0:
        g->chain = add_hill(world, g->body);
        return g->chain.raw != 0;
    case 1:
        return qn_chain_insert_point(world, g->chain, 3, qn_v2(0.0f, 2.0f)) == QN_ERROR_OK;
    case 2:
        tiles.bits = bits;
        g->tiles = qn_tiles_create(world, g->body, &tiles);
        return g->tiles.raw != 0;
    case 3:
        tiles.width = 4000;
        tiles.height = 4000;
        g->tiles = qn_tiles_create(world, g->body, &tiles);
        return g->tiles.raw != 0;
    default:
        return qn_tiles_fill(world, g->tiles, 0, 0, 200, 200, true) == QN_ERROR_OK;
    }
}

TEST(terrain_that_finds_no_memory_changes_nothing)
{
    faults_measure_begin();
    qn_world *world = small_world();
    ground g = {.body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f)};
    int refusals = 0;
    for (int call = 0; call < 5; ++call) {
        int n = 0;
        for (bool is_done = false; !is_done && n < 100; ++n) {
            uint64_t before = qn_world_state_hash(world);
            faults.allocations_left = n;
            is_done = try_call(world, &g, call);
            faults.allocations_left = -1;
            CHECK(is_done || qn_world_state_hash(world) == before);
            CHECK(is_done || qn_world_last_error(world, NULL) == QN_ERROR_OUT_OF_MEMORY);
            refusals += !is_done;
        }
        CHECK(n < 100);
    }
    CHECK(refusals > 4);
    scene_box(world, 0.0f, 5.0f, 0.5f, 0.5f);
    scene_step(world, 30);
    qn_world_destroy(world);
    CHECK_INT(faults.held_bytes, 0);
    faults_measure_end();
}

TEST(terrain_of_a_body_that_takes_no_part_can_be_edited)
{
    qn_world *world = scene_world();
    qn_body_id body = tiles_ground(world);
    qn_chain_id chain = add_hill(world, body);
    qn_shape_id tiles = tiles_add(world, body, qn_v2(-20, -3), 1.0f, 40, 2);
    qn_body_id box = scene_box(world, 0.0f, 1.4f, 0.4f, 0.4f);
    scene_step(world, 60);
    CHECK_ERROR(qn_body_set_enabled(world, body, false), QN_ERROR_OK);
    CHECK_ERROR(qn_chain_set_point(world, chain, 2, qn_v2(1.0f, 0.5f)), QN_ERROR_OK);
    CHECK_ERROR(qn_chain_insert_point(world, chain, 3, qn_v2(0.0f, 0.7f)), QN_ERROR_OK);
    CHECK_ERROR(qn_chain_remove_point(world, chain, 3), QN_ERROR_OK);
    CHECK_ERROR(qn_tiles_fill(world, tiles, 0, 0, 40, 2, true), QN_ERROR_OK);
    scene_step(world, 10);
    CHECK(qn_body_velocity(world, box).y < -1.0f);
    CHECK_ERROR(qn_body_set_enabled(world, body, true), QN_ERROR_OK);
    scene_step(world, 300);
    CHECK(qn_body_pose(world, box).p.y > -0.7f);
    qn_world_destroy(world);
}

TEST(terrain_meets_bodies_and_no_terrain)
{
    qn_world *world = scene_world();
    qn_body_id still = tiles_ground(world);
    add_hill(world, still);
    qn_shape_id floor = tiles_add(world, still, qn_v2(-8, -2), 1.0f, 16, 2);
    qn_tiles_fill(world, floor, 0, 0, 16, 2, true);
    qn_body_id moving = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    add_hill(world, moving);
    qn_shape_id island = tiles_add(world, moving, qn_v2(-1, -1), 0.5f, 4, 4);
    qn_tiles_fill(world, island, 0, 0, 4, 4, true);
    scene_step(world, 60);
    CHECK_INT(qn_world_get_counters(world).contact_count, 0);
    // A body of tiles and a hull is a raft: the hull carries it, the tiles carry others.
    qn_shape_def def = qn_shape_def_default();
    qn_body_id raft = scene_body(world, QN_BODY_DYNAMIC, 6.0f, 1.0f);
    qn_shape_create_box(world, raft, &def, qn_v2(0.0f, -0.3f), qn_v2(1.0f, 0.2f), 0.0f);
    qn_shape_id deck = tiles_add(world, raft, qn_v2(-1, -0.1f), 0.5f, 4, 1);
    qn_tiles_fill(world, deck, 0, 0, 4, 1, true);
    qn_body_id ball = scene_circle(world, 6.0f, 2.5f, 0.3f);
    scene_step(world, 300);
    CHECK_NEAR(qn_body_pose(world, raft).p.y, 0.5, 0.02);
    CHECK_NEAR(qn_body_pose(world, ball).p.y, 0.5 + 0.4 + 0.3, 0.03);
    CHECK_ERROR(qn_tiles_fill(world, deck, 0, 0, 4, 1, false), QN_ERROR_OK);
    scene_step(world, 100);
    CHECK_NEAR(qn_body_pose(world, ball).p.y, 0.5 - 0.1 + 0.3, 0.03);
    qn_world_destroy(world);
}
