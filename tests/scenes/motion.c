// Fields, breaking bodies and walking characters.
#include "scenes/parts.h"

#include "check.h"

// ---- Waters: a pool with a river, a whirl and a planet above, a fan on a turning body -----------

static void add_floats(qn_world *world)
{
    for (int i = 0; i < 30; ++i) {
        int row = i / 10;
        float x = -7.0f + 1.5f * (float)(i % 10);
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, 1.0f + 1.3f * (float)row);
        qn_shape_def def = qn_shape_def_default();
        def.density_kgpm2 = 150.0f * (float)(1 + i % 7);
        if (i % 3 == 0) {
            qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.4f);
        } else if (i % 3 == 1) {
            qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.3f), 0.2f);
        } else {
            qn_shape_create_capsule(world, body, &def, qn_v2(-0.3f, 0.0f), qn_v2(0.3f, 0.1f), 0.2f);
        }
    }
}

static void build_waters(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 9.0f, 12.0f);
    add_floats(world);
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_BUOYANCY;
    def.region = qn_region_box(qn_v2(-9.0f, 0.0f), qn_v2(9.0f, 3.0f));
    def.buoyancy.flow_mps = qn_v2(0.4f, 0.0f);
    memory->fields[0] = qn_field_create(world, &def);
    def = qn_field_def_default();
    def.kind = QN_FIELD_RADIAL;
    def.region = qn_region_circle(qn_v2(-4.0f, 3.0f), 3.0f);
    def.radial =
        (qn_radial_field){{-4.0f, 3.0f}, 3.0f, 2.0f, 4.0f, 0.5f, QN_FALLOFF_INVERSE, 0.2f, 0.0f};
    qn_field_create(world, &def);
    def.kind = QN_FIELD_POINT;
    def.region = qn_region_circle(qn_v2(5.0f, 9.0f), 5.0f);
    def.point = (qn_point_field){{5.0f, 9.0f}, 150.0f, 0.0f, QN_FALLOFF_INVERSE_SQUARE, 1.0f, 0.0f};
    qn_field_create(world, &def);
    def = qn_field_def_default();
    def.kind = QN_FIELD_WIND;
    def.body = memory->bodies[0] = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 5.0f);
    def.turns_with_body = true;
    def.region = qn_region_box(qn_v2(0.0f, -1.0f), qn_v2(6.0f, 1.0f));
    def.wind = (qn_wind){{25.0f, 0.0f}, 2.0f, 1.0f};
    qn_field_create(world, &def);
    qn_body_set_velocity(world, memory->bodies[0], qn_v2(0.0f, 0.0f), 0.7f);
}

static void act_waters(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 120 == 60) {
        qn_buoyancy_field fluid = qn_field_buoyancy(world, memory->fields[0]);
        fluid.flow_mps.x = -fluid.flow_mps.x;
        qn_field_set_buoyancy(world, memory->fields[0], &fluid);
    }
    if (tick == 400) {
        qn_body_destroy(world, memory->bodies[0]);
    }
}

const scene scene_waters = {"waters", build_waters, act_waters, false, false};

// ---- Breakage: boxes, balls and a star that fall and are cut ------------------------------------

static void build_breakage(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 8.0f, 10.0f);
    memory->bodies[0] = scene_box(world, -4.0f, 3.0f, 1.5f, 1.0f);
    memory->bodies[1] = scene_circle(world, 0.0f, 4.0f, 1.2f);
    memory->bodies[2] = scene_body(world, QN_BODY_DYNAMIC, 4.0f, 4.0f);
    qn_vec2 star[10];
    for (int i = 0; i < 10; ++i) {
        qn_rot q = qn_rot_from_angle(0.2f * QN_PI * (float)i);
        star[i] = qn_mul(i % 2 == 0 ? 1.6f : 0.7f, qn_v2(q.c, q.s));
    }
    qn_shape_def def = qn_shape_def_default();
    qn_body_add_outline(world, memory->bodies[2], &def, star, 10, NULL, 0, NULL);
    qn_body_id hung = scene_box(world, 0.0f, 7.0f, 3.0f, 0.2f);
    scene_pin(world, scene_body(world, QN_BODY_STATIC, 0.0f, 9.0f), hung, qn_v2(-2.5f, 7.0f));
    memory->bodies[3] = hung;
    memory->count = 4;
}

static void act_breakage(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 40 != 39 || memory->count > 100) {
        return;
    }
    qn_body_id body = memory->bodies[check_random(&memory->seed) % (uint32_t)memory->count];
    qn_vec2 at = qn_body_center_of_mass(world, body);
    qn_rot q = qn_rot_from_angle(check_random_float(&memory->seed, -3.0f, 3.0f));
    if (tick % 80 == 39) {
        qn_body_id piece;
        qn_body_slice(world, body, at, qn_v2(q.c, q.s), &piece);
        memory->bodies[memory->count] = piece;
        memory->count += piece.raw != 0;
        return;
    }
    qn_fracture_def def = qn_fracture_def_default();
    def.random_seed = check_random(&memory->seed);
    def.piece_count = 6;
    def.min_area_m2 = 0.005f;
    qn_body_id pieces[6];
    int32_t count;
    qn_body_fracture(world, body, &def, pieces, 6, &count);
    for (int i = 1; i < count; ++i) {
        memory->bodies[memory->count++] = pieces[i];
    }
}

const scene scene_breakage = {"breakage", build_breakage, act_breakage, false, false};

// ---- Walkers: four characters among tiles, stairs, a lift and boxes -----------------------------

static void add_walker(qn_world *world, scene_memory *memory, float x)
{
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(x, 1.5f);
    if (memory->count == 1) {
        def.shape = qn_region_box(qn_v2(-0.3f, -0.5f), qn_v2(0.3f, 0.5f));
        def.steps_on_dynamic = true;
    }
    memory->characters[memory->count++] = qn_character_create(world, &def);
}

static void build_walkers(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 14.0f, 8.0f);
    scene_terrain(world);
    qn_body_id stairs = scene_body(world, QN_BODY_STATIC, -6.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 6; ++i) {
        float half = 0.1f * (float)(i + 1);
        qn_shape_create_box(world, stairs, &def, qn_v2(0.5f * (float)i, half), qn_v2(0.25f, half),
                            0.0f);
    }
    memory->bodies[0] = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.5f);
    qn_shape_create_box(world, memory->bodies[0], &def, qn_v2(0.0f, 0.0f), qn_v2(1.5f, 0.2f), 0.0f);
    for (int i = 0; i < 8; ++i) {
        scene_box(world, 3.0f + 0.3f * (float)i, 0.3f + 0.7f * (float)i, 0.3f, 0.3f);
    }
    add_walker(world, memory, -10.0f);
    add_walker(world, memory, -8.0f);
    add_walker(world, memory, 0.0f);
    add_walker(world, memory, 8.0f);
}

static void act_walkers(qn_world *world, scene_memory *memory, uint32_t tick)
{
    qn_rot phase = qn_rot_from_angle(0.03f * (float)tick);
    qn_body_set_velocity(world, memory->bodies[0], qn_v2(phase.c, 0.8f * phase.s), 0.1f * phase.c);
    for (int i = 0; i < memory->count; ++i) {
        qn_character_motion last = qn_character_last_motion(world, memory->characters[i]);
        bool stands = (last.flags & QN_CHARACTER_GROUNDED) != 0;
        float speed = ((tick / 90u + (uint32_t)i) & 1u) != 0 ? -4.0f : 4.0f;
        float up = stands && tick % 70u == 11u * (uint32_t)i ? 5.0f : last.velocity_mps.y;
        qn_vec2 v = {i == 2 ? 0.0f : speed, up - 10.0f * SCENE_DT_S};
        qn_character_move(world, memory->characters[i], v, SCENE_DT_S, NULL);
    }
}

const scene scene_walkers = {"walkers", build_walkers, act_walkers, false, false};
