// Cutting, breaking, and solids of any outline.
#include "sample.h"

static void slice(void)
{
    qn_world *world = new_world();
    qn_body_id trunk = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, trunk, 2, 0.5f);
    qn_body_set_velocity(world, trunk, qn_v2(1, 0), 2);
    // [slice]
    float before_kg = qn_body_mass(world, trunk);
    qn_body_id piece;
    qn_body_slice(world, trunk, qn_v2(1, 0), qn_v2(0, 1), &piece); // a point and a direction
    float trunk_kg = qn_body_mass(world, trunk); // 3/4: the handle stays with the heavier part
    float piece_kg = qn_body_mass(world, piece);
    // Its centre was 1.5 m to the right of the whole's, which turned with 2 rad/s.
    qn_vec2 v = qn_body_velocity(world, piece);
    // [/slice]
    CHECK_NEAR(trunk_kg, 0.75 * before_kg, 1e-2);
    CHECK_NEAR(piece_kg, 0.25 * before_kg, 1e-2);
    CHECK_NEAR(v.x, 1.0, 1e-4);
    CHECK_NEAR(v.y, 3.0, 1e-4);
    qn_world_destroy(world);
}

static void fracture(void)
{
    qn_world *world = new_world();
    qn_body_id pane = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    add_box(world, pane, 1, 1);
    // [fracture]
    qn_fracture_def def = qn_fracture_def_default();
    def.piece_count = 12;
    def.random_seed = 3; // the same seed, the same pieces
    qn_body_id pieces[12];
    int32_t piece_count;
    qn_body_fracture(world, pane, &def, pieces, 12, &piece_count); // pieces[0] is the pane
    float sum_kg = 0;
    for (int32_t i = 0; i < piece_count; ++i) {
        sum_kg += qn_body_mass(world, pieces[i]);
    }
    // [/fracture]
    CHECK_INT(piece_count, 12);
    CHECK(pieces[0].raw == pane.raw);
    CHECK_NEAR(sum_kg, 4000.0, 0.1);
    qn_world_destroy(world);
}

static void outline(void)
{
    qn_world *world = new_world();
    // [outline]
    qn_vec2 arrow[7] = {{0, 1}, {-1, 0}, {-0.4f, 0}, {-0.4f, -1}, {0.4f, -1}, {0.4f, 0}, {1, 0}};
    qn_body_id body = add_body(world, QN_BODY_DYNAMIC, 0, 0);
    qn_shape_def def = qn_shape_def_default();
    int32_t shape_count;
    qn_error error = qn_body_add_outline(world, body, &def, arrow, 7, NULL, 16, &shape_count);
    // A triangle of 1 m^2 on a shaft of 0.8 m^2, in two or more convex shapes.
    // [/outline]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK(shape_count >= 2);
    CHECK_NEAR(qn_body_mass(world, body), 1800.0, 0.1);
    qn_world_destroy(world);
}
