// Equal calls leave equal states, on this target. That all targets leave the same ones is held by
// tests/golden/scenes.txt, which scene_run prints in each of their builds.
#include "check.h"
#include "physics/world.h"
#include "scenes.h"
#include "scenes/table.h"
#include "sound.h"

#include <fenv.h>
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
        check_sound(world);
    }
    qn_world_destroy(world);
    return chain;
}

SLOW_TEST(what_lies_beyond_the_elements_in_use_does_not_count)
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

// ---- The host's floating point modes ---------------------------------------------------------

// Tells the processor to flush the smallest numbers to zero, in and out, where it can.
static void flush_denormals(bool flush)
{
#if defined(__SSE2__)
    uint32_t mode = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(flush ? mode | 0x8040u : mode & ~0x8040u);
#elif defined(__aarch64__)
    uint64_t mode = flush ? (uint64_t)1 << 24 : 0;
    __asm__ volatile("msr fpcr, %0" : : "r"(mode));
#else
    (void)flush;
#endif
}

// Not inlined, or the compiler may compute it before or after the mode is set.
static __attribute__((noinline)) bool flushes_denormals(void)
{
    volatile float smallest = 1.0e-38f;
    return smallest * 0.01f == 0.0f;
}

static bool can_flush(void)
{
    flush_denormals(true);
    bool flushes = flushes_denormals();
    flush_denormals(false);
    return flushes;
}

// Speeds that fade until they are denormal, beside a pile.
static qn_world *fading_world(void)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 30, 5);
    for (int i = 0; i < 8; ++i) {
        qn_body_id body = scene_circle(world, 100.0f + 5.0f * (float)i, 0.0f, 0.5f);
        qn_body_set_gravity_scale(world, body, 0.0f);
        qn_body_set_damping(world, body, 300.0f, 400.0f);
        qn_body_set_enable_sleep(world, body, false);
        qn_body_set_velocity(world, body, qn_v2(1.0f, 0.3f * (float)i), 0.7f);
    }
    return world;
}

static uint64_t step_in_mode(qn_world *world, bool flush, int rounding)
{
    fesetround(rounding);
    int host_rounding = fegetround(); // WebAssembly rounds in one way only
    flush_denormals(flush);
    scene_step(world, 1);
    CHECK_INT(fegetround(), host_rounding);
    bool still_flushes = flushes_denormals();
    flush_denormals(false);
    fesetround(FE_TONEAREST);
    CHECK(!flush || still_flushes || !can_flush());
    return qn_world_state_hash(world);
}

static const int roundings[] = {
    FE_TONEAREST,
#ifdef FE_UPWARD
    FE_UPWARD,
    FE_DOWNWARD,
    FE_TOWARDZERO,
#endif
};
#define ROUNDING_COUNT (int)(sizeof roundings / sizeof roundings[0])

TEST(a_step_computes_the_same_in_every_mode_of_the_processor)
{
    bool was_denormal = false;
    for (int i = 0; i < 2 * ROUNDING_COUNT; ++i) {
        qn_world *plain = fading_world();
        qn_world *other = fading_world();
        for (int tick = 0; tick < 60; ++tick) {
            scene_step(plain, 1);
            uint64_t hash = step_in_mode(other, i % 2 != 0, roundings[i / 2]);
            CHECK_INT(hash, qn_world_state_hash(plain));
            float speed = plain->velocities[plain->state->awake_count - 1].v.x;
            was_denormal = was_denormal || (speed > 0.0f && speed < 1.0e-38f);
        }
        qn_world_destroy(plain);
        qn_world_destroy(other);
    }
    CHECK(was_denormal);
}
