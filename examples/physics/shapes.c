// Shapes, and what the engine does so that they meet as they should.
#include "sample.h"

#include <string.h>

static void shapes(void)
{
    qn_world *world = new_world();
    // [shapes]
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(0, 1), 0.3f);
    qn_shape_create_capsule(world, body, &def, qn_v2(-1, 0), qn_v2(1, 0), 0.1f);
    qn_shape_create_box(world, body, &def, qn_v2(0, -1), qn_v2(0.5f, 0.2f), QN_PI / 4);
    // The hull of up to 8 points in any order, here with corners of 0.1 m radius.
    qn_vec2 points[4] = {{2, 0}, {3, 0}, {2.5f, 1}, {2.5f, 0.2f}}; // the last lies inside
    qn_shape_create_polygon(world, body, &def, points, 4, 0.1f);
    // Two-sided and without mass.
    qn_shape_create_segment(world, body, &def, qn_v2(-2, 2), qn_v2(2, 2));
    int32_t count = qn_body_shapes(world, body, NULL, 0);
    // [/shapes]
    CHECK_INT(count, 5);
    double perimeter = 1.0 + 2.0 * 1.118034, triangle = 0.5 + 0.1 * perimeter + 0.0314159;
    double area = 0.282743 + 0.4 + 0.0314159 + 0.4 + triangle;
    CHECK_NEAR(qn_body_mass(world, body), 1000.0 * area, 0.1);
    qn_world_destroy(world);
}

static void bad_polygon(void)
{
    qn_world *world = new_world();
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    // [bad-polygon]
    qn_vec2 on_a_line[3] = {{0, 0}, {1, 1}, {2, 2}};
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_polygon(world, body, &def, on_a_line, 3, 0);
    const char *why;
    qn_error error = qn_world_last_error(world, &why);
    // [/bad-polygon]
    CHECK_INT(shape.raw, 0);
    CHECK_ERROR(error, QN_ERROR_BAD_SHAPE);
    CHECK(strlen(why) > 0);
    CHECK_INT(qn_body_shapes(world, body, NULL, 0), 0);
    qn_world_destroy(world);
}

static void compound(void)
{
    qn_world *world = new_world();
    // [compound]
    qn_body_id hammer = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_shape_def wood = qn_shape_def_default(), iron = qn_shape_def_default();
    wood.density_kgpm2 = 600;
    iron.density_kgpm2 = 7800;
    qn_shape_create_box(world, hammer, &wood, qn_v2(0, 0), qn_v2(0.02f, 0.2f), 0);
    qn_shape_create_box(world, hammer, &iron, qn_v2(0, 0.2f), qn_v2(0.06f, 0.03f), 0);
    qn_vec2 center = qn_body_center_of_mass(world, hammer); // near the head
    // [/compound]
    double handle = 600.0 * 0.04 * 0.4, head = 7800.0 * 0.12 * 0.06;
    CHECK_NEAR(qn_body_mass(world, hammer), handle + head, 1e-3);
    CHECK_NEAR(center.y, 0.2 * head / (handle + head), 1e-5);
    qn_world_destroy(world);
}

static void reshape(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [reshape]
    qn_body_id snowball = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    qn_shape_id shape = add_circle(world, snowball, 0.5f);
    run(world, 60);
    qn_region region = qn_shape_region(world, shape);
    region.radius_m = 1; // it has grown: four times the mass, pushed out of the floor
    qn_shape_set_region(world, shape, &region);
    run(world, 120);
    // [/reshape]
    CHECK_NEAR(qn_body_mass(world, snowball), 3141.59, 0.1);
    CHECK_NEAR(qn_body_pose(world, snowball).p.y, 1.0, 0.01);
    qn_world_destroy(world);
}

static void bullet(void)
{
    qn_world *world = new_world();
    // [bullet]
    qn_world_set_gravity(world, qn_v2(0, 0));
    qn_body_id sheet = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, sheet, 0.01f, 1); // 2 cm thin, and free to move
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, -3, 0);
    add_circle(world, ball, 0.05f);
    qn_body_set_velocity(world, ball, qn_v2(400, 0), 0); // 6.7 m in a step
    run(world, 60);
    bool passed = qn_body_pose(world, ball).p.x > qn_body_pose(world, sheet).p.x;
    // [/bullet]
    CHECK(!passed);
    CHECK(qn_body_velocity(world, sheet).x > 1);
    qn_world_destroy(world);
}

static void no_bumps(void)
{
    qn_world *world = new_world();
    // [no-bumps]
    for (int i = 0; i < 40; ++i) { // a floor of separate bodies
        qn_body_id tile = add_body(world, QN_BODY_STATIC, (float)i, -0.5f);
        add_box(world, tile, 0.5f, 0.5f);
    }
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.25f);
    qn_material ice = qn_material_default();
    ice.friction = 0;
    qn_shape_set_material(world, add_box(world, crate, 0.25f, 0.25f), &ice);
    qn_body_set_velocity(world, crate, qn_v2(10, 0), 0);
    run(world, 180);
    // After 30 m and 30 joints it has neither hopped nor lost speed.
    // [/no-bumps]
    CHECK_NEAR(qn_body_pose(world, crate).p.x, 30.0, 0.05);
    CHECK_NEAR(qn_body_pose(world, crate).p.y, 0.25, 0.006);
    CHECK_NEAR(qn_body_velocity(world, crate).x, 10.0, 0.02);
    qn_world_destroy(world);
}
