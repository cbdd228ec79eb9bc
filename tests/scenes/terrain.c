// Ground that is more than a box.
#include "check.h"
#include "scenes/parts.h"

// ---- Ledges: two-sided segments, with everything rolling down ----------------------------------

static void build_ledges(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 8.0f, 12.0f);
    qn_body_id ledges = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 12; ++i) {
        int column = i % 3, row = i / 3;
        float x = -7.5f + 5.0f * (float)column + (row % 2 == 0 ? 0.0f : 1.5f);
        float y = 1.5f + 2.0f * (float)row;
        float drop = row % 2 == 0 ? -0.4f : 0.4f;
        qn_shape_create_segment(world, ledges, &def, qn_v2(x, y), qn_v2(x + 3.5f, y + drop));
    }
    for (int i = 0; i < 50; ++i) {
        float x = check_random_float(&memory->seed, -7.0f, 7.0f);
        float y = 8.5f + 0.3f * (float)i;
        if (i % 2 == 0) {
            scene_circle(world, x, y, 0.15f + 0.01f * (float)(i % 10));
        } else {
            scene_box(world, x, y, 0.2f, 0.12f + 0.01f * (float)(i % 10));
        }
    }
}

const scene scene_ledges = {"ledges", build_ledges, NULL, false, false};

// ---- Hills: a chain whose points move, come and go while wheels roll over it ------------------

#define HILL_POINTS 40

static void build_hills(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 12.0f, 8.0f);
    qn_vec2 points[HILL_POINTS];
    for (int i = 0; i < HILL_POINTS; ++i) {
        qn_rot wave = qn_rot_from_angle(0.7f * (float)i);
        points[i] = qn_v2(12.0f - 0.6f * (float)i, 1.5f + 0.5f * wave.s);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = HILL_POINTS;
    memory->bodies[0] = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    memory->chain = qn_chain_create(world, memory->bodies[0], &def);
    for (int i = 0; i < 40; ++i) {
        int column = i % 10, row = i / 10;
        float x = -10.0f + 2.0f * (float)column;
        float y = 3.5f + 0.8f * (float)row;
        if (i % 3 == 0) {
            scene_box(world, x, y, 0.3f, 0.15f);
        } else {
            scene_circle(world, x, y, 0.15f + 0.05f * (float)(i % 4));
        }
    }
}

static void act_hills(qn_world *world, scene_memory *memory, uint32_t tick)
{
    int32_t count = qn_chain_point_count(world, memory->chain);
    int32_t i = 2 + (int32_t)(check_random(&memory->seed) % (uint32_t)(count - 4));
    qn_vec2 point = qn_chain_point(world, memory->chain, i);
    qn_vec2 next = qn_chain_point(world, memory->chain, i + 1);
    if (tick % 7 == 0) {
        point.y = qn_clamp(point.y + check_random_float(&memory->seed, -0.2f, 0.2f), 0.3f, 2.5f);
        qn_chain_set_point(world, memory->chain, i, point);
    } else if (tick % 31 == 0) {
        qn_chain_insert_point(world, memory->chain, i + 1, qn_lerp(point, next, 0.5f));
    } else if (tick % 37 == 0) {
        qn_chain_remove_point(world, memory->chain, i);
    }
}

const scene scene_hills = {"hills", build_hills, act_hills, false, false};
