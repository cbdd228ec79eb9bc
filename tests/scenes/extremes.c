// Numbers at the edge of what a world is asked for.
#include "check.h"
#include "scenes/parts.h"

// ---- Mixed pile: every kind of shape, thrown -------------------------------------------------

static void build_thrown_pile(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_mixed_pile(world, 80, 3);
}

const scene scene_thrown_pile = {"thrown_pile", build_thrown_pile, NULL, false, false};

// ---- Far away: small piles at 1e4 m and close to the end of the world --------------------------

static void add_far_pile(qn_world *world, float x, float y)
{
    scene_wall(world, x, y - 0.5f, 6.0f, 0.5f);
    for (int i = 0; i < 10; ++i) {
        scene_box(world, x + 0.02f * (float)(i % 3), y + 0.5f + (float)i, 0.5f, 0.5f);
    }
    qn_body_id bones[SCENE_BONES];
    scene_ragdoll(world, qn_v2(x - 3.0f, y + 1.0f), bones);
}

static void build_far_away(qn_world *world, scene_memory *memory)
{
    (void)memory;
    add_far_pile(world, 1.0e3f, -1.0e3f);
    add_far_pile(world, 1.0e4f, 1.0e4f);
    add_far_pile(world, -9.9e4f, 9.9e4f);
    // These leave the world and freeze at its end.
    for (int i = 0; i < 4; ++i) {
        qn_body_id lost = scene_circle(world, 9.99e4f, 100.0f * (float)i, 0.5f);
        qn_body_set_velocity(world, lost, qn_v2(50.0f + 100.0f * (float)i, 0.0f), 3.0f);
    }
}

const scene scene_far_away = {"far_away", build_far_away, NULL, false, false};

// ---- Fast bullets: against thin walls, slabs and each other ----------------------------------

static void build_fast_bullets(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_wall(world, 10.0f, 0.0f, 0.05f, 30.0f);
    scene_wall(world, -10.0f, 0.0f, 0.05f, 30.0f);
    scene_ground(world, 12.0f);
    for (int i = 0; i < 6; ++i) {
        scene_box(world, 4.0f, 0.5f + (float)i, 0.05f, 0.5f);
    }
}

static void act_fast_bullets(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 12 != 0) {
        return;
    }
    qn_body_id *slot = &memory->bodies[tick / 12 % 30];
    if (qn_body_is_alive(world, *slot)) {
        qn_body_destroy(world, *slot);
    }
    float y = check_random_float(&memory->seed, 0.5f, 6.0f);
    float speed = check_random_float(&memory->seed, 50.0f, 390.0f);
    *slot = tick % 24 == 0 ? scene_circle(world, -8.0f, y, 0.1f)
                           : scene_box(world, -8.0f, y, 0.4f, 0.03f);
    qn_body_set_velocity(world, *slot, qn_v2(speed, 0.0f), 0.1f * speed);
}

const scene scene_fast_bullets = {"fast_bullets", build_fast_bullets, act_fast_bullets, false,
                                  false};

// ---- Mass ratios and sizes --------------------------------------------------------------------

static void add_weight(qn_world *world, float x, float y, float half_size, float density)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = density;
    qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(half_size, half_size), 0.0f);
}

static void build_mass_ratios(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_ground(world, 60.0f);
    float density = 1.0e-3f;
    for (int i = 0; i < 8; ++i, density *= 10.0f) {
        add_weight(world, 4.0f * (float)i, 0.5f, 0.5f, 1.0f);
        add_weight(world, 4.0f * (float)i, 2.0f, 1.0f, density);
    }
    float size = 0.002f;
    for (int i = 0; i < 12; ++i, size *= 2.0f) {
        add_weight(world, -4.0f - 2.0f * size, size, size, 1000.0f);
        add_weight(world, -4.0f - 2.0f * size, 3.0f * size, size, 1000.0f);
    }
    // Weightless and heaviest shapes on one point.
    for (int i = 0; i < 4; ++i) {
        add_weight(world, 40.0f, 1.0f, 0.3f, i == 0 ? 1.0e9f : 1.0e-6f);
    }
}

const scene scene_mass_ratios = {"mass_ratios", build_mass_ratios, NULL, false, false};

// ---- Bounces: restitution in stacks and in a closed box --------------------------------------

static void build_bounces(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 6.0f, 10.0f);
    scene_wall(world, 0.0f, 10.5f, 7.0f, 0.5f);
    for (int i = 0; i < 60; ++i) {
        int column = i % 10, row = i / 10;
        float x = -5.0f + 1.1f * (float)column;
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, 0.6f + 1.2f * (float)row);
        qn_shape_def def = qn_shape_def_default();
        def.material.restitution = 0.1f * (float)(i % 11);
        def.material.friction = 0.2f * (float)(i % 4);
        def.enable_hit_events = true;
        if (i % 2 == 0) {
            qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.3f);
        } else {
            qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(0.3f, 0.25f), 0.0f);
        }
        float vx = check_random_float(&memory->seed, -9.0f, 9.0f);
        float vy = check_random_float(&memory->seed, -9.0f, 9.0f);
        qn_body_set_velocity(world, body, qn_v2(vx, vy), vx);
    }
}

const scene scene_bounces = {"bounces", build_bounces, NULL, false, false};
