// The ten benchmark scenes of Box2D v3 (its benchmark folder), at a size that fits a test.
#include "scenes/parts.h"

// ---- Compounds: bodies of two triangles in a bin ---------------------------------------------

static void build_compounds(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_bin(world, 4.0f, 12.0f);
    static const qn_vec2 left[3] = {{-0.5f, 0.0f}, {0.25f, 0.5f}, {0.0f, 0.0f}};
    static const qn_vec2 right[3] = {{0.5f, 0.0f}, {0.0f, 0.0f}, {-0.25f, 0.5f}};
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 60; ++i) {
        int column = i % 6, row = i / 6;
        float x = -3.0f + 1.2f * (float)column;
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, 0.6f + 0.8f * (float)row);
        qn_shape_create_polygon(world, body, &def, left, 3, 0.0f);
        qn_shape_create_polygon(world, body, &def, right, 3, 0.0f);
    }
}

const scene scene_compounds = {"compounds", build_compounds, NULL, false, false};

// ---- Joint grid: a net of circles held at its upper edge --------------------------------------

#define GRID 11

// A circle of the net, pinned to those before it.
static void add_knot(qn_world *world, qn_body_id grid[GRID][GRID], int i, int k)
{
    bool is_anchor = k == 0 && i % 5 == 0;
    qn_body_type type = is_anchor ? QN_BODY_STATIC : QN_BODY_DYNAMIC;
    grid[i][k] = scene_body(world, type, (float)i, -(float)k);
    qn_shape_def def = qn_shape_def_default();
    def.filter.category_bits = 2;
    def.filter.mask_bits = UINT64_MAX - 2;
    qn_shape_create_circle(world, grid[i][k], &def, qn_v2(0.0f, 0.0f), 0.4f);
    if (i > 0) {
        scene_pin(world, grid[i - 1][k], grid[i][k], qn_v2((float)i - 0.5f, -(float)k));
    }
    if (k > 0) {
        scene_pin(world, grid[i][k - 1], grid[i][k], qn_v2((float)i, 0.5f - (float)k));
    }
}

static void build_joint_grid(qn_world *world, scene_memory *memory)
{
    (void)memory;
    qn_body_id grid[GRID][GRID];
    for (int i = 0; i < GRID; ++i) {
        for (int k = 0; k < GRID; ++k) {
            add_knot(world, grid, i, k);
        }
    }
}

const scene scene_joint_grid = {"joint_grid", build_joint_grid, NULL, true, false};

// ---- Junkyard: a kinematic pusher through a field of pentagons --------------------------------

static void build_junkyard(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 10.0f, 8.0f);
    qn_vec2 points[5];
    for (int i = 0; i < 5; ++i) {
        qn_rot q = qn_rot_from_angle(0.4f * QN_PI * (float)i);
        points[i] = qn_v2(0.35f * q.c, 0.35f * q.s);
    }
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 90; ++i) {
        int column = i % 18, row = i / 18;
        float x = -5.0f + 0.8f * (float)column;
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, 0.5f + 0.8f * (float)row);
        qn_shape_create_polygon(world, body, &def, points, 5, 0.0f);
    }
    memory->bodies[0] = scene_body(world, QN_BODY_KINEMATIC, -8.0f, 2.2f);
    qn_shape_create_box(world, memory->bodies[0], &def, qn_v2(0.0f, 0.0f), qn_v2(0.3f, 2.1f), 0.0f);
}

static void act_junkyard(qn_world *world, scene_memory *memory, uint32_t tick)
{
    qn_rot phase = qn_rot_from_angle(0.01f * (float)tick);
    qn_vec2 target = {-8.0f + 5.0f * (1.0f - phase.c), 2.2f};
    qn_body_set_target_pose(world, memory->bodies[0], target, 0.0f, SCENE_DT_S);
}

const scene scene_junkyard = {"junkyard", build_junkyard, act_junkyard, false, false};

// ---- Pyramids ---------------------------------------------------------------------------------

static void build_large_pyramid(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_ground(world, 40.0f);
    scene_pyramid(world, 15);
}

const scene scene_large_pyramid = {"large_pyramid", build_large_pyramid, NULL, true, false};

static void add_small_pyramid(qn_world *world, float left, float bottom)
{
    for (int row = 0; row < 5; ++row) {
        for (int i = row; i < 5; ++i) {
            float x = left + 1.1f * ((float)i - 0.5f * (float)row);
            scene_box(world, x, bottom + (float)row, 0.5f, 0.5f);
        }
    }
}

static void build_many_pyramids(qn_world *world, scene_memory *memory)
{
    (void)memory;
    for (int k = 0; k < 3; ++k) {
        scene_wall(world, 0.0f, 8.0f * (float)k - 0.5f, 20.0f, 0.5f);
        for (int i = 0; i < 3; ++i) {
            add_small_pyramid(world, -10.0f + 8.0f * (float)i, 8.0f * (float)k + 0.5f);
        }
    }
}

const scene scene_many_pyramids = {"many_pyramids", build_many_pyramids, NULL, true, false};

// ---- Rain: ragdolls come and go ----------------------------------------------------------------

#define RAIN_DOLLS 9

static void build_rain(qn_world *world, scene_memory *memory)
{
    (void)memory;
    for (int i = 0; i < 40; ++i) {
        scene_wall(world, 0.25f * (float)(i - 20), 0.0f, 0.125f, 0.125f + 0.01f * (float)(i % 3));
    }
}

static void act_rain(qn_world *world, scene_memory *memory, uint32_t tick)
{
    if (tick % 25 != 0) {
        return;
    }
    qn_body_id *bones = &memory->bodies[SCENE_BONES * (memory->count % RAIN_DOLLS)];
    for (int32_t i = 0; memory->count >= RAIN_DOLLS && i < SCENE_BONES; ++i) {
        qn_body_destroy(world, bones[i]);
    }
    float x = -3.0f + 1.7f * (float)(memory->count % 5);
    scene_ragdoll(world, qn_v2(x, 2.0f), bones);
    memory->count += 1;
}

const scene scene_rain = {"rain", build_rain, act_rain, false, false};

// ---- Smash: one heavy box through a field of sleeping ones ------------------------------------

static void build_smash(qn_world *world, scene_memory *memory)
{
    (void)memory;
    for (int i = 0; i < 14; ++i) {
        for (int k = 0; k < 9; ++k) {
            qn_body_def def = qn_body_def_default();
            def.type = QN_BODY_DYNAMIC;
            def.position_m = qn_v2(0.4f * (float)i + 10.0f, 0.4f * (float)(k - 4));
            def.is_awake = false;
            qn_body_id body = qn_body_create(world, &def);
            qn_shape_def shape = qn_shape_def_default();
            qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), qn_v2(0.2f, 0.2f), 0.0f);
        }
    }
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.velocity_mps = qn_v2(40.0f, 0.0f);
    qn_body_id heavy = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = 8000.0f;
    qn_shape_create_box(world, heavy, &shape, qn_v2(0.0f, 0.0f), qn_v2(1.5f, 1.5f), 0.0f);
}

const scene scene_smash = {"smash", build_smash, NULL, false, true};

// ---- Spinner: a motor bar in a round bin ------------------------------------------------------

static void add_small(qn_world *world, qn_vec2 at, int kind)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, at.x, at.y);
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = 0.1f;
    def.material.restitution = 0.1f;
    def.density_kgpm2 = 250.0f;
    if (kind == 0) {
        qn_shape_create_capsule(world, body, &def, qn_v2(-0.25f, 0.0f), qn_v2(0.25f, 0.0f), 0.25f);
    } else if (kind == 1) {
        qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.35f);
    } else {
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(0.35f, 0.35f), 0.0f);
    }
}

static void build_spinner(qn_world *world, scene_memory *memory)
{
    (void)memory;
    qn_body_id ring = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    scene_drum(world, ring, 8.0f, 36, 0.3f);
    qn_body_id bar = scene_body(world, QN_BODY_DYNAMIC, 0.0f, -4.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, bar, &def, qn_v2(0.0f, 0.0f), qn_v2(0.3f, 3.5f), 0.0f);
    scene_motor(world, ring, bar, qn_v2(0.0f, -4.0f), 3.0f, 1.0e6f);
    for (int i = 0; i < 90; ++i) {
        int column = i % 10, row = i / 10;
        add_small(world, qn_v2(-4.5f + (float)column, 0.5f + 0.8f * (float)row - 1.0f), i % 3);
    }
}

const scene scene_spinner = {"spinner", build_spinner, NULL, false, false};

// ---- Tumbler and washer: turning drums full of boxes ------------------------------------------

static void fill(qn_world *world, int count, float half_size)
{
    float step = 2.1f * half_size;
    for (int i = 0; i < count * count; ++i) {
        int column = i % count, row = i / count;
        float x = step * ((float)column - 0.5f * (float)(count - 1));
        float y = step * ((float)row - 0.5f * (float)(count - 1));
        scene_box(world, x, y, half_size, half_size);
    }
}

static void build_tumbler(qn_world *world, scene_memory *memory)
{
    (void)memory;
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id drum = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 50.0f;
    qn_shape_create_box(world, drum, &def, qn_v2(4.0f, 0.0f), qn_v2(0.2f, 4.2f), 0.0f);
    qn_shape_create_box(world, drum, &def, qn_v2(-4.0f, 0.0f), qn_v2(0.2f, 4.2f), 0.0f);
    qn_shape_create_box(world, drum, &def, qn_v2(0.0f, 4.0f), qn_v2(4.2f, 0.2f), 0.0f);
    qn_shape_create_box(world, drum, &def, qn_v2(0.0f, -4.0f), qn_v2(4.2f, 0.2f), 0.0f);
    scene_motor(world, ground, drum, qn_v2(0.0f, 0.0f), 25.0f * QN_PI / 180.0f, 1.0e8f);
    fill(world, 10, 0.2f);
}

const scene scene_tumbler = {"tumbler", build_tumbler, NULL, false, false};

static void build_washer(qn_world *world, scene_memory *memory)
{
    memory->bodies[0] = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    scene_drum(world, memory->bodies[0], 4.5f, 20, 0.2f);
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < 4; ++i) {
        float angle = 0.5f * QN_PI * (float)i;
        qn_rot q = qn_rot_from_angle(angle);
        qn_shape_create_box(world, memory->bodies[0], &def, qn_v2(3.9f * q.c, 3.9f * q.s),
                            qn_v2(0.5f, 0.1f), angle);
    }
    qn_body_set_velocity(world, memory->bodies[0], qn_v2(0.0f, 0.0f), 25.0f * QN_PI / 180.0f);
    fill(world, 10, 0.2f);
}

const scene scene_washer = {"washer", build_washer, NULL, false, false};
