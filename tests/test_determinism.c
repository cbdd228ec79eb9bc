// Equal calls leave equal states, on this target; the golden numbers hold them equal on all.
#include "check.h"
#include "physics/world.h"
#include "scenes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// FNV-1a chain of the state hashes of every step, so that no step may differ.
static uint64_t run_chain(qn_world *world, int step_count)
{
    uint64_t chain = 0xCBF29CE484222325u;
    for (int i = 0; i < step_count; ++i) {
        scene_step(world, 1);
        chain = (chain ^ qn_world_state_hash(world)) * 0x100000001B3u;
    }
    qn_world_destroy(world);
    return chain;
}

static qn_world *pile(void)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 60, 3);
    scene_terrain(world);
    return world;
}

// Hanging chains that whip into each other: joints and contacts at once.
static qn_world *chains(void)
{
    qn_world *world = scene_world();
    scene_chains(world);
    return world;
}

TEST(the_same_calls_give_the_same_hash_at_every_step)
{
    CHECK_INT(run_chain(pile(), 300), run_chain(pile(), 300));
    CHECK_INT(run_chain(chains(), 300), run_chain(chains(), 300));
}

TEST(the_hash_notices_the_smallest_difference)
{
    qn_world *a = pile();
    qn_world *b = pile();
    CHECK_INT(qn_world_state_hash(a), qn_world_state_hash(b));
    qn_world_set_gravity(b, qn_v2(0.0f, -9.999999f));
    CHECK(qn_world_state_hash(a) != qn_world_state_hash(b));
    qn_world_destroy(a);
    qn_world_destroy(b);
}

// All state lies in one block that holds no pointers: its bytes are a snapshot.
TEST(a_copy_of_the_block_brings_a_world_back)
{
    qn_world *world = pile();
    scene_step(world, 200);
    uint8_t *copy = malloc(world->block_bytes);
    if (copy == NULL) {
        abort();
    }
    memcpy(copy, world->state, world->block_bytes);
    uint64_t before = qn_world_state_hash(world);
    scene_step(world, 100);
    uint64_t after = qn_world_state_hash(world);
    memcpy(world->state, copy, world->block_bytes);
    CHECK_INT(qn_world_state_hash(world), before);
    scene_step(world, 100);
    CHECK_INT(qn_world_state_hash(world), after);
    free(copy);
    qn_world_destroy(world);
}

static void check_golden(const char *name, uint64_t chain, uint64_t golden)
{
    if (chain != golden) {
        printf("%s ends with 0x%016" PRIX64 "\n", name, chain);
    }
    CHECK(chain == golden);
}

TEST(piles_and_chains_end_with_their_golden_hash_on_every_target)
{
    check_golden("pile", run_chain(pile(), 600), 0x0C1F6EA62162C65Cu);
    check_golden("chains", run_chain(chains(), 600), 0xFC8F5AAD899E769Au);
}

// A compiler that fuses a multiply and an add rounds once where we count on twice.
TEST(the_compiler_does_not_fuse_multiply_and_add)
{
    volatile float a = 1.0f + 0x1p-23f, b = 1.0f - 0x1p-23f, c = -1.0f;
    float together = a * b + c;
    CHECK(together == 0.0f);
}

// Vectorisers have a pattern of their own for the two lines of a rotation, beside the plain one.
TEST(the_compiler_does_not_fuse_rotations)
{
    uint32_t seed = 17;
    for (int i = 0; i < 64; ++i) {
        qn_rot q = qn_rot_from_angle(check_random_float(&seed, -3.0f, 3.0f));
        qn_vec2 v[4], turned[4];
        for (int k = 0; k < 4; ++k) {
            v[k].x = check_random_float(&seed, -9.0f, 9.0f);
            v[k].y = check_random_float(&seed, -9.0f, 9.0f);
        }
        for (int k = 0; k < 4; ++k) {
            turned[k] = qn_rotate(q, v[k]);
        }
        for (int k = 0; k < 4; ++k) {
            volatile float cx = q.c * v[k].x, sy = q.s * v[k].y;
            volatile float sx = q.s * v[k].x, cy = q.c * v[k].y;
            CHECK(turned[k].x == cx - sy && turned[k].y == sx + cy);
        }
    }
}
