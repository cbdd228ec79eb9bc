// Equal calls leave equal states, on this target. That all targets leave the same ones is held by
// tests/golden/scenes.txt, which scene_run prints in each of their builds.
#include "check.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes/table.h"

#include <string.h>

// The chain over a scene's first steps.
static uint64_t run_chain(const scene *row, uint32_t tick_count)
{
    scene_memory memory;
    qn_world *world = scene_start(row, &memory);
    uint64_t chain = SCENE_CHAIN_START;
    for (uint32_t tick = 0; tick < tick_count; ++tick) {
        scene_advance(row, world, &memory, tick);
        chain = scene_chain(chain, qn_world_state_hash(world));
    }
    qn_world_destroy(world);
    return chain;
}

TEST(the_same_calls_give_the_same_hash_at_every_step)
{
    uint32_t tick_count = check_is_long() ? 600 : 60;
    for (int i = 0; i < scene_table_count; ++i) {
        CHECK_INT(run_chain(scene_table[i], tick_count), run_chain(scene_table[i], tick_count));
    }
}

// Beyond the elements in use an array holds whatever an earlier state left there: after going back
// to a snapshot, for one. None of it may count.
static void fill_unused(qn_world *world, int byte)
{
    const qn_world_state *s = world->state;
#define FILL(type, name, capacity, used)                                                           \
    memset(world->name + (used), byte, sizeof(type) * (size_t)((capacity) - (used)));
    QN_WORLD_ARRAYS(FILL)
#undef FILL
}

static uint64_t run_filled(const scene *row, uint32_t tick_count, int byte)
{
    scene_memory memory;
    qn_world *world = scene_start(row, &memory);
    uint64_t chain = SCENE_CHAIN_START;
    for (uint32_t tick = 0; tick < tick_count; ++tick) {
        fill_unused(world, byte);
        scene_advance(row, world, &memory, tick);
        chain = scene_chain(chain, qn_world_state_hash(world));
        CHECK_TEXT(qn_world_validate(world) == NULL ? "" : qn_world_validate(world), "");
    }
    qn_world_destroy(world);
    return chain;
}

TEST(what_lies_beyond_the_elements_in_use_does_not_count)
{
    uint32_t tick_count = check_is_long() ? 600 : 60;
    for (int i = 0; i < scene_table_count; ++i) {
        CHECK_INT(run_filled(scene_table[i], tick_count, 0xA5),
                  run_chain(scene_table[i], tick_count));
    }
}

TEST(no_two_scenes_are_alike)
{
    for (int i = 1; i < scene_table_count; ++i) {
        CHECK(run_chain(scene_table[i], 2) != run_chain(scene_table[i - 1], 2));
        CHECK(scene_find(scene_table[i]->name) == scene_table[i]);
    }
}

TEST(the_hash_notices_the_smallest_difference)
{
    scene_memory memory;
    qn_world *a = scene_start(&scene_thrown_pile, &memory);
    qn_world *b = scene_start(&scene_thrown_pile, &memory);
    CHECK_INT(qn_world_state_hash(a), qn_world_state_hash(b));
    qn_world_set_gravity(b, qn_v2(0.0f, -9.999999f));
    CHECK(qn_world_state_hash(a) != qn_world_state_hash(b));
    qn_world_destroy(a);
    qn_world_destroy(b);
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
