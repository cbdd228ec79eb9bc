#include "scenes.h"

#include <stdio.h>
#include <stdlib.h>

#include "check.h"

static qn_world *made(const qn_world_def *def)
{
    qn_world *world;
    if (qn_world_create(def, &world) != QN_ERROR_OK) {
        fprintf(stderr, "no memory for a world\n");
        exit(2);
    }
    return world;
}

qn_world *scene_world(void)
{
    qn_world_def def = qn_world_def_default();
    return made(&def);
}

qn_world *scene_sleepless(void)
{
    qn_world_def def = qn_world_def_default();
    def.enable_sleep = false;
    return made(&def);
}

qn_world *scene_weightless(void)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    return world;
}

qn_body_id scene_body(qn_world *world, qn_body_type type, float x, float y)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = qn_v2(x, y);
    return qn_body_create(world, &def);
}

qn_shape_id scene_shape_of(const qn_world *world, qn_body_id body)
{
    qn_shape_id shape = {0};
    qn_body_shapes(world, body, &shape, 1);
    return shape;
}

qn_body_id scene_ground(qn_world *world, float half_width)
{
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, -1.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, ground, &def, qn_v2(0.0f, 0.0f), qn_v2(half_width, 1.0f), 0.0f);
    return ground;
}

qn_body_id scene_box(qn_world *world, float x, float y, float half_width, float half_height)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(half_width, half_height), 0.0f);
    return body;
}

qn_body_id scene_circle(qn_world *world, float x, float y, float radius)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), radius);
    return body;
}

qn_body_id scene_stack(qn_world *world, int count)
{
    qn_body_id top = {0};
    for (int i = 0; i < count; ++i) {
        top = scene_box(world, 0.0f, 0.5f + (float)i, 0.5f, 0.5f);
    }
    return top;
}

void scene_pyramid(qn_world *world, int base_count)
{
    for (int row = 0; row < base_count; ++row) {
        for (int i = row; i < base_count; ++i) {
            float x = 1.1f * ((float)i - 0.5f * (float)row - 0.5f * (float)base_count);
            scene_box(world, x, 0.5f + (float)row, 0.5f, 0.5f);
        }
    }
}

static void add_bin(qn_world *world)
{
    qn_body_id bin = scene_ground(world, 8.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, bin, &def, qn_v2(-8.0f, 10.0f), qn_v2(0.5f, 10.0f), 0.0f);
    qn_shape_create_box(world, bin, &def, qn_v2(8.0f, 10.0f), qn_v2(0.5f, 10.0f), 0.0f);
}

static void add_pentagon(qn_world *world, qn_body_id body, const qn_shape_def *def)
{
    static const qn_vec2 points[5] = {
        {0.4f, 0.0f}, {0.12f, 0.38f}, {-0.32f, 0.24f}, {-0.32f, -0.24f}, {0.12f, -0.38f}};
    qn_shape_create_polygon(world, body, def, points, 5, 0.05f);
}

static void add_mixed_shape(qn_world *world, qn_body_id body, int kind)
{
    qn_shape_def def = qn_shape_def_default();
    qn_vec2 center = {0.0f, 0.0f};
    switch (kind) {
    case 0:
        qn_shape_create_box(world, body, &def, center, qn_v2(0.4f, 0.25f), 0.0f);
        break;
    case 1:
        qn_shape_create_circle(world, body, &def, center, 0.3f);
        break;
    case 2:
        qn_shape_create_capsule(world, body, &def, qn_v2(-0.3f, 0.0f), qn_v2(0.3f, 0.0f), 0.2f);
        break;
    default:
        add_pentagon(world, body, &def);
        break;
    }
}

void scene_mixed_pile(qn_world *world, int count, uint32_t seed)
{
    add_bin(world);
    for (int i = 0; i < count; ++i) {
        qn_body_def def = qn_body_def_default();
        def.type = QN_BODY_DYNAMIC;
        def.position_m.x = check_random_float(&seed, -6.5f, 6.5f);
        def.position_m.y = 1.0f + 0.4f * (float)i;
        def.angle_rad = check_random_float(&seed, -3.0f, 3.0f);
        def.angular_velocity_radps = check_random_float(&seed, -2.0f, 2.0f);
        add_mixed_shape(world, qn_body_create(world, &def), i % 4);
    }
}

void scene_mixed_rows(qn_world *world, int count)
{
    add_bin(world);
    for (int i = 0; i < count; ++i) {
        int column = i % 10, row = i / 10;
        float x = -6.3f + 1.4f * (float)column;
        float y = 1.0f + 1.1f * (float)row;
        qn_body_def def = qn_body_def_default();
        def.type = QN_BODY_DYNAMIC;
        def.position_m = qn_v2(x + 0.1f * (float)(i % 3), y);
        def.angle_rad = 0.4f * (float)(i % 7);
        add_mixed_shape(world, qn_body_create(world, &def), i % 4);
    }
}

void scene_chains(qn_world *world)
{
    qn_body_id ground = scene_ground(world, 20.0f);
    for (int chain = 0; chain < 4; ++chain) {
        qn_revolute_def def = qn_revolute_def_default();
        def.base.body_a = ground;
        def.base.anchor_a_m = qn_v2((float)chain * 2.0f, 9.0f);
        def.base.anchor_b_m = qn_v2(-0.5f, 0.0f);
        for (int link = 0; link < 7; ++link) {
            float x = (float)chain * 2.0f + 0.5f + (float)link;
            def.base.body_b = scene_box(world, x, 8.0f, 0.45f, 0.1f);
            qn_revolute_create(world, &def);
            def.base.body_a = def.base.body_b;
            def.base.anchor_a_m = qn_v2(0.5f, 0.0f);
        }
    }
}

qn_world *scene_small(void)
{
    qn_world_def world_def = qn_world_def_default();
    world_def.body_capacity = world_def.shape_capacity = 8;
    world_def.joint_capacity = 2;
    world_def.handle_salt = 77;
    qn_world *world;
    if (qn_world_create(&world_def, &world) != QN_ERROR_OK) {
        exit(2);
    }
    qn_body_id ground = scene_ground(world, 20.0f);
    qn_body_id gone = scene_circle(world, 9.0f, 3.0f, 0.5f);
    scene_box(world, -8.0f, 0.5f, 0.5f, 0.5f);
    scene_circle(world, -7.4f, 1.6f, 0.3f);
    scene_step(world, 90);
    qn_body_destroy(world, gone);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = ground;
    def.base.anchor_a_m = qn_v2(2.0f, 4.0f);
    def.base.anchor_b_m = qn_v2(-0.5f, 0.0f);
    def.base.body_b = scene_box(world, 2.5f, 3.0f, 0.45f, 0.1f);
    qn_revolute_create(world, &def);
    qn_body_id lift = scene_body(world, QN_BODY_KINEMATIC, 2.0f, 0.0f);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_capsule(world, lift, &shape, qn_v2(-0.5f, 0.0f), qn_v2(0.5f, 0.0f), 0.1f);
    qn_body_set_velocity(world, lift, qn_v2(0.0f, 1.0f), 0.5f);
    scene_step(world, 100);
    qn_body_destroy(world, scene_circle(world, 9.0f, 9.0f, 0.5f));
    return world;
}

void scene_terrain(qn_world *world)
{
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 9.0f, 0.0f);
    qn_vec2 points[12];
    for (int i = 0; i < 12; ++i) {
        points[i] = qn_v2(11.0f - (float)i, (float)(i % 2) * 0.3f);
    }
    qn_chain_def chain = qn_chain_def_default();
    chain.points_m = points;
    chain.point_count = 12;
    qn_chain_create(world, body, &chain);
    qn_tiles_def tiles = qn_tiles_def_default();
    tiles.origin_m = qn_v2(11.0f, -2.0f);
    tiles.cell_m = 0.5f;
    tiles.width = 20;
    tiles.height = 20;
    qn_shape_id grid = qn_tiles_create(world, body, &tiles);
    qn_tiles_fill(world, grid, 0, 0, 20, 4, true);
    for (int i = 0; i < 20; i += 3) {
        qn_tiles_set_cell(world, grid, i, 3, false);
        qn_tiles_set_cell(world, grid, i + 1, 4 + i / 2, true);
    }
    for (int i = 0; i < 6; ++i) {
        scene_box(world, 12.0f + 3.0f * (float)i, 4.0f, 0.4f, 0.3f);
        scene_circle(world, 13.0f + 3.0f * (float)i, 5.0f, 0.4f);
    }
}

void scene_step(qn_world *world, int step_count)
{
    for (int i = 0; i < step_count; ++i) {
        qn_world_step(world, SCENE_DT_S, SCENE_SUBSTEPS);
    }
}
