// Chains and tiles: ground that can be changed while the world runs.
#include "sample.h"

static void chain(void)
{
    qn_world *world = new_world();
    // [chain]
    // From right to left, so that the solid lies to the left of the walk: below.
    qn_vec2 points[5] = {{12, 0}, {8, 0}, {0, 0}, {-8, 0}, {-12, 0}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 5; // the two ends only say how the line goes on
    qn_body_id ground = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_chain_id chain = qn_chain_create(world, ground, &def);
    qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, 4, 1);
    add_circle(world, ball, 0.5f);
    run(world, 120); // it lies on the flat line
    float flat = qn_body_pose(world, ball).p.y;
    qn_chain_set_point(world, chain, 2, qn_v2(0, -2)); // a dent: the ball wakes and rolls
    run(world, 60);
    // [/chain]
    CHECK_INT(qn_chain_segment_count(world, chain), 2);
    CHECK_NEAR(flat, 0.5, 0.01);
    CHECK(qn_body_pose(world, ball).p.x < 3.5f);
    CHECK(qn_body_pose(world, ball).p.y < 0.3f);
    qn_world_destroy(world);
}

static void tiles(void)
{
    qn_world *world = new_world();
    // [tiles]
    qn_body_id level = add_body(world, QN_BODY_STATIC, 0, 0);
    qn_tiles_def def = qn_tiles_def_default();
    def.cell_m = 0.5f;
    def.width = 40;
    def.height = 10;
    def.origin_m = qn_v2(-10, -5); // so the top of the grid is y = 0
    qn_shape_id ground = qn_tiles_create(world, level, &def);
    qn_tiles_fill(world, ground, 0, 0, 40, 10, true); // solid
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0.25f, 0.2f);
    add_box(world, crate, 0.2f, 0.2f);
    run(world, 60);
    int32_t x, y;
    qn_tiles_cell_at(world, ground, qn_v2(0.25f, -0.25f), &x, &y); // the cell below the crate
    qn_tiles_set_cell(world, ground, x, y, false);                 // dig it
    run(world, 60);
    // [/tiles]
    CHECK_INT(x, 20);
    CHECK_INT(y, 9);
    CHECK_INT(qn_tiles_solid_count(world, ground), 399);
    CHECK_NEAR(qn_body_pose(world, crate).p.y, -0.3, 0.01);
    qn_world_destroy(world);
}
