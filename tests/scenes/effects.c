// What acts on many bodies at once, and what asks the world and acts upon the answer.
#include "check.h"
#include "scenes/parts.h"

// ---- Explosions among walls that shield -------------------------------------------------------

static void build_explosions(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_bin(world, 10.0f, 10.0f);
    scene_wall(world, -3.0f, 1.5f, 0.2f, 1.5f);
    for (int i = 0; i < 60; ++i) {
        int column = i % 10, row = i / 10;
        float x = -8.0f + 1.6f * (float)column;
        float y = 0.4f + 0.8f * (float)row;
        if (i % 3 == 0) {
            scene_circle(world, x, y, 0.35f);
        } else {
            scene_box(world, x, y, 0.4f, 0.35f);
        }
    }
}

static void act_explosions(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 50 != 20) {
        return;
    }
    qn_explosion_def def = qn_explosion_def_default();
    def.position_m.x = check_random_float(&memory->seed, -9.0f, 9.0f);
    def.position_m.y = check_random_float(&memory->seed, 0.0f, 3.0f);
    def.radius_m = check_random_float(&memory->seed, 0.5f, 4.0f);
    def.impulse_per_length_nspm = tick % 200 == 170 ? -1000.0f : 2500.0f;
    def.shield_mask_bits = tick % 100 == 20 ? UINT64_MAX : 0;
    qn_world_explode(world, &def, NULL);
}

const scene scene_explosions = {"explosions", build_explosions, act_explosions, false, false};

// ---- Wind that turns, over leaves --------------------------------------------------------------

#define LEAVES 48

static void build_wind(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 12.0f, 12.0f);
    for (int i = 0; i < LEAVES; ++i) {
        int column = i % 12, row = i / 12;
        qn_body_id leaf =
            scene_body(world, QN_BODY_DYNAMIC, -9.0f + 1.6f * (float)column, 0.5f + (float)row);
        qn_shape_def def = qn_shape_def_default();
        def.density_kgpm2 = 1.0f;
        memory->shapes[i] = qn_shape_create_box(world, leaf, &def, qn_v2(0.0f, 0.0f),
                                                qn_v2(0.3f, 0.02f + 0.01f * (float)(i % 5)), 0.0f);
    }
}

static void act_wind(qn_world *world, scene_memory *memory, uint32_t tick)
{
    qn_rot turn = qn_rot_from_angle(0.02f * (float)tick);
    qn_wind wind = {qn_v2(12.0f * turn.c, 4.0f * turn.s), 0.6f, 0.4f};
    for (int i = 0; tick % 200 < 120 && i < LEAVES; ++i) {
        qn_shape_apply_wind(world, memory->shapes[i], &wind, SCENE_DT_S);
    }
}

const scene scene_wind = {"wind", build_wind, act_wind, false, false};

// ---- Steered by rays: answers of queries become forces ----------------------------------------

#define SEEKERS 24

static void build_steered_by_rays(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 12.0f, 12.0f);
    for (int i = 0; i < SEEKERS; ++i) {
        int column = i % 6, row = i / 6;
        float x = -10.0f + 3.5f * (float)column;
        float y = 1.0f + 2.0f * (float)row;
        memory->bodies[i] = scene_circle(world, x, y, 0.3f);
        scene_box(world, x + 1.2f, y, 0.2f, 0.4f);
    }
}

static void act_steered_by_rays(qn_world *world, scene_memory *memory, uint32_t tick)
{
    for (int i = 0; i < SEEKERS; ++i) {
        qn_vec2 from = qn_body_pose(world, memory->bodies[i]).p;
        qn_rot ahead = qn_rot_from_angle(0.05f * (float)tick + (float)i);
        qn_vec2 along = {6.0f * ahead.c, 6.0f * ahead.s};
        qn_cast_hit hit;
        qn_filter all = qn_filter_all();
        qn_world_cast_ray(world, &(qn_ray){from, along}, all, &hit);
        float push = hit.shape.raw != 0 ? 4000.0f * (hit.fraction - 0.3f) : 2000.0f;
        qn_body_apply_force(world, memory->bodies[i], qn_mul(push / 6.0f, along), from);
    }
}

const scene scene_steered_by_rays = {"steered_by_rays", build_steered_by_rays, act_steered_by_rays,
                                     false, false};
