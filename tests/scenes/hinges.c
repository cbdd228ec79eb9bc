// Joints that swing, drive and stop.
#include "check.h"
#include "scenes/parts.h"

// ---- Whips: hanging chains that strike each other ---------------------------------------------

static void build_whips(qn_world *world, scene_memory *memory)
{
    qn_body_id ground = scene_ground(world, 20.0f);
    for (int chain = 0; chain < 4; ++chain) {
        qn_body_id before = ground;
        for (int link = 0; link < 8; ++link) {
            float x = 2.0f * (float)chain + (float)link;
            qn_body_id next = scene_box(world, x + 0.5f, 8.0f, 0.45f, 0.1f);
            scene_pin(world, before, next, qn_v2(x, 8.0f));
            before = next;
        }
        memory->bodies[chain] = before;
    }
    // A heavy ball at the end of one.
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 20000.0f;
    qn_shape_create_circle(world, memory->bodies[2], &def, qn_v2(0.5f, 0.0f), 0.5f);
}

const scene scene_whips = {"whips", build_whips, NULL, false, false};

// ---- Motors that change their minds, in ragdolls and arms with limits -------------------------

static void build_ragdoll_motors(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 7.0f, 8.0f);
    for (int i = 0; i < 5; ++i) {
        scene_ragdoll(world, qn_v2(-4.0f + 2.0f * (float)i, 0.3f + 0.5f * (float)i),
                      &memory->bodies[SCENE_BONES * i]);
    }
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    for (int i = 0; i < 6; ++i) {
        float x = -5.0f + 2.0f * (float)i;
        qn_body_id arm = scene_box(world, x, 2.5f, 0.6f, 0.1f);
        memory->joints[i] = scene_motor(world, ground, arm, qn_v2(x, 2.5f), 4.0f, 500.0f);
    }
}

static void act_ragdoll_motors(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 20 == 0) {
        int i = (int)(tick / 20 % 6);
        float speed = check_random_float(&memory->seed, -8.0f, 8.0f);
        float torque = check_random_float(&memory->seed, 0.0f, 1000.0f);
        qn_revolute_set_motor(world, memory->joints[i], tick % 100 != 0, speed, torque);
    }
}

const scene scene_ragdoll_motors = {"ragdoll_motors", build_ragdoll_motors, act_ragdoll_motors,
                                    false, false};
