// Slices, fractures and outlines: what is kept, and hostile calls.
#include "check.h"
#include "faults.h"
#include "physics/world.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <math.h>
#include <string.h>

typedef struct totals {
    double mass, area;
    double px, py, spin; // momentum; angular momentum about the origin
    double energy;
} totals;

static totals sum_up(const qn_world *world)
{
    totals t = {0};
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        if (!world->body_slots[i].is_live) {
            continue;
        }
        const qn_body *body = &world->bodies[i];
        const qn_motion *motion = qn_motion_of(world, i);
        const qn_velocity *velocity = qn_velocity_of(world, i);
        double m = (double)body->mass_kg, inertia = (double)body->inertia_kgm2;
        double vx = (double)velocity->v.x, vy = (double)velocity->v.y, w = (double)velocity->w;
        t.mass += m;
        t.px += m * vx;
        t.py += m * vy;
        t.spin += inertia * w + m * ((double)motion->center.x * vy - (double)motion->center.y * vx);
        t.energy += 0.5 * m * (vx * vx + vy * vy) + 0.5 * inertia * w * w;
        for (int32_t k = body->first_shape; k != QN_NONE; k = world->shapes[k].next) {
            t.area += (double)qn_hull_mass(&world->shapes[k].hull, 1.0f).mass_kg;
        }
    }
    return t;
}

static void check_kept(totals now, totals before, double tolerance)
{
    CHECK_NEAR(now.mass / before.mass, 1.0, 1e-5);
    CHECK_NEAR(now.area / before.area, 1.0, tolerance);
    double speed = sqrt(2.0 * before.energy / before.mass) + 1e-3;
    CHECK_NEAR(now.px, before.px, 1e-4 * before.mass * speed);
    CHECK_NEAR(now.py, before.py, 1e-4 * before.mass * speed);
    CHECK_NEAR(now.spin, before.spin, 1e-4 * (fabs(before.spin) + before.mass * speed));
    CHECK_NEAR(now.energy, before.energy, 1e-4 * before.energy);
}

static qn_body_id turning_box(qn_world *world)
{
    qn_body_id box = scene_box(world, 1.0f, 2.0f, 1.0f, 0.5f);
    qn_body_set_pose(world, box, qn_v2(1.0f, 2.0f), 0.4f);
    qn_body_set_velocity(world, box, qn_v2(3.0f, -1.0f), 2.5f);
    return box;
}

static qn_body_id slice(qn_world *world, qn_body_id body, float x, float y, float dx, float dy)
{
    qn_body_id piece = {77};
    CHECK_ERROR(qn_body_slice(world, body, qn_v2(x, y), qn_v2(dx, dy), &piece), QN_ERROR_OK);
    return piece;
}

// ---- Slices ---------------------------------------------------------------------------------

TEST(a_slice_keeps_mass_and_motion_and_the_heavier_part_keeps_the_handle)
{
    qn_world *world = scene_world();
    qn_body_id box = turning_box(world);
    totals before = sum_up(world);
    qn_vec2 at = qn_transform(qn_body_pose(world, box), qn_v2(0.25f, 0.0f));
    qn_vec2 along = qn_rotate(qn_body_pose(world, box).q, qn_v2(0.1f, 1.0f));
    qn_body_id piece = slice(world, box, at.x, at.y, along.x, along.y);
    CHECK(qn_body_is_alive(world, piece) && qn_body_is_alive(world, box));
    CHECK(qn_body_mass(world, box) > qn_body_mass(world, piece));
    CHECK_NEAR(qn_body_mass(world, piece), 2000.0 * 0.375, 1e-1);
    CHECK_NEAR(qn_body_angular_velocity(world, piece), 2.5, 1e-5);
    check_kept(sum_up(world), before, 1e-5);
    check_sound(world);
    scene_step(world, 30);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_line_that_misses_changes_nothing)
{
    qn_world *world = scene_world();
    qn_body_id box = turning_box(world);
    uint64_t hash = qn_world_state_hash(world);
    CHECK_INT(slice(world, box, 9.0f, 2.0f, 0.0f, 1.0f).raw, 0);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(whole_shapes_stay_what_they_are_and_cut_ones_keep_their_material)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_body_set_user_data(world, body, 99);
    qn_shape_def def = qn_shape_def_default();
    def.user_data = 5;
    def.filter.category_bits = 8;
    qn_shape_id left = qn_shape_create_circle(world, body, &def, qn_v2(-2.0f, 0.0f), 1.5f);
    qn_shape_create_circle(world, body, &def, qn_v2(2.0f, 0.0f), 1.0f);
    qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.2f), 0.0f);
    totals before = sum_up(world);
    qn_body_id piece = slice(world, body, 0.0f, 0.0f, 0.0f, 1.0f);
    CHECK(qn_shape_is_alive(world, left));
    CHECK_INT(qn_body_user_data(world, piece), 99);
    CHECK_INT(qn_world_get_counters(world).shape_count, 4);
    int circles = 0;
    for (int32_t i = 0; i < world->state->shape_pool.used_count; ++i) {
        if (world->shape_slots[i].is_live) {
            circles += world->shapes[i].type == QN_SHAPE_CIRCLE;
            CHECK_INT(world->shapes[i].user_data, 5);
            CHECK_INT(world->shapes[i].category_bits, 8);
        }
    }
    CHECK_INT(circles, 2);
    check_kept(sum_up(world), before, 1e-5);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(round_shapes_are_cut_without_losing_area)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id ball = scene_circle(world, 0.0f, 0.0f, 0.7f);
    qn_body_set_velocity(world, ball, qn_v2(1.0f, 2.0f), -3.0f);
    qn_body_id pill = scene_body(world, QN_BODY_DYNAMIC, 5.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_capsule(world, pill, &def, qn_v2(-1.0f, 0.0f), qn_v2(1.0f, 0.3f), 0.4f);
    qn_vec2 corners[3] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {0.3f, 0.8f}};
    qn_body_id pebble = scene_body(world, QN_BODY_DYNAMIC, -5.0f, 0.0f);
    qn_shape_create_polygon(world, pebble, &def, corners, 3, 0.25f);
    totals before = sum_up(world);
    CHECK(slice(world, ball, 0.1f, 0.0f, 1.0f, 3.0f).raw != 0);
    CHECK(slice(world, pill, 5.0f, 0.1f, 1.0f, -1.0f).raw != 0);
    CHECK(slice(world, pebble, -4.6f, 0.3f, 0.5f, 2.0f).raw != 0);
    totals after = sum_up(world);
    CHECK_NEAR(after.mass / before.mass, 1.0, 1e-5);
    CHECK_NEAR(after.area / before.area, 1.0, 1e-4);
    CHECK_NEAR(after.px / before.px, 1.0, 1e-4);
    CHECK_NEAR(after.py / before.py, 1.0, 1e-4);
    // Chords hold their area a little further out.
    CHECK_NEAR(after.energy / before.energy, 1.0, 5e-3);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_joint_stays_with_the_piece_that_holds_its_anchor)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 10.0f);
    qn_body_id beam = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 5.0f);
    qn_shape_def shape = qn_shape_def_default();
    shape.filter.mask_bits = 0; // or the halves would carry each other as an arch
    qn_shape_create_box(world, beam, &shape, qn_v2(0.0f, 0.0f), qn_v2(3.0f, 0.2f), 0.0f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = ground;
    def.base.body_b = beam;
    def.base.anchor_a_m = qn_v2(-2.9f, 6.0f);
    def.base.anchor_b_m = qn_v2(-2.9f, 0.0f);
    qn_joint_id left = qn_revolute_create(world, &def);
    def.base.anchor_a_m = qn_v2(2.9f, 6.0f);
    def.base.anchor_b_m = qn_v2(2.9f, 0.0f);
    qn_joint_id right = qn_revolute_create(world, &def);
    qn_body_id piece = slice(world, beam, 1.0f, 0.0f, 0.0f, 1.0f);
    check_sound(world);
    float lowest[2] = {9.0f, 9.0f};
    for (int i = 0; i < 240; ++i) {
        scene_step(world, 1);
        lowest[0] = qn_min(lowest[0], qn_body_center_of_mass(world, beam).y);
        lowest[1] = qn_min(lowest[1], qn_body_center_of_mass(world, piece).y);
    }
    check_sound(world);
    CHECK(qn_joint_separation(world, left) < 0.02f && qn_joint_separation(world, right) < 0.02f);
    // Each part hangs from its own nail.
    CHECK_NEAR(lowest[0], 5.0 - 1.9, 0.05);
    CHECK_NEAR(lowest[1], 5.0 - 0.9, 0.05);
    qn_world_destroy(world);
}

TEST(a_mouse_joint_stays_with_the_piece_that_it_holds)
{
    qn_world *world = scene_world();
    qn_body_id beam = scene_box(world, 0.0f, 5.0f, 3.0f, 0.2f);
    qn_mouse_def def = qn_mouse_def_default();
    def.base.body_b = beam;
    def.base.anchor_b_m = qn_v2(2.9f, 0.0f);
    def.target_m = qn_v2(2.9f, 6.0f);
    qn_joint_id first = qn_mouse_create(world, &def);
    qn_joint_id second = qn_mouse_create(world, &def);
    qn_body_id piece = slice(world, beam, 1.0f, 0.0f, 0.0f, 1.0f);
    check_sound(world);
    CHECK_INT(qn_joint_get_base(world, first).body_b.raw, piece.raw);
    CHECK_INT(qn_joint_get_base(world, second).body_b.raw, piece.raw);
    CHECK_INT(qn_body_joints(world, beam, NULL, 0), 0);
    scene_step(world, 240);
    check_sound(world);
    CHECK(qn_body_center_of_mass(world, piece).y > 3.0f);
    CHECK(qn_body_center_of_mass(world, beam).y < -10.0f);
    qn_world_destroy(world);
}

TEST(a_gear_follows_the_joint_that_it_couples)
{
    for (int side = 0; side < 2; ++side) {
        qn_world *world = scene_world();
        qn_body_id ground = scene_ground(world, 10.0f);
        qn_body_id bar = scene_box(world, 0.0f, 5.0f, 2.0f, 0.2f);
        qn_body_id wheel = scene_circle(world, 0.0f, 8.0f, 0.5f);
        qn_revolute_def def = qn_revolute_def_default();
        def.base.body_a = ground;
        def.base.body_b = bar;
        def.base.anchor_a_m = qn_v2(side == 0 ? -1.9f : 1.9f, 6.0f);
        def.base.anchor_b_m = qn_v2(side == 0 ? -1.9f : 1.9f, 0.0f);
        qn_gear_def gear_def = qn_gear_def_default();
        gear_def.joint_a = qn_revolute_create(world, &def);
        def.base.body_b = wheel;
        def.base.anchor_a_m = qn_v2(0.0f, 9.0f);
        def.base.anchor_b_m = qn_v2(0.0f, 0.0f);
        gear_def.joint_b = qn_revolute_create(world, &def);
        qn_joint_id gear = qn_gear_create(world, &gear_def);
        CHECK(gear.raw != 0);
        // The larger part is on the left, so the joint on the right goes to the new body.
        qn_body_id piece = slice(world, bar, 0.5f, 0.0f, 0.0f, 1.0f);
        check_sound(world);
        qn_gear_def now = qn_gear_get(world, gear);
        CHECK_INT(now.base.body_a.raw, side == 0 ? bar.raw : piece.raw);
        scene_step(world, 60);
        check_sound(world);
        qn_world_destroy(world);
    }
}

TEST(a_mass_of_its_own_is_shared_out)
{
    qn_world *world = scene_world();
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.override_mass = true;
    def.mass = (qn_mass){.mass_kg = 12.0f, .inertia_kgm2 = 1.0f, .center_m = {0.0f, 0.0f}};
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), qn_v2(1.5f, 0.5f), 0.0f);
    qn_body_id piece = slice(world, body, 0.5f, 0.0f, 0.0f, 1.0f);
    CHECK_NEAR(qn_body_mass(world, body), 8.0, 1e-3);
    CHECK_NEAR(qn_body_mass(world, piece), 4.0, 1e-3);
    qn_world_destroy(world);
}

TEST(random_slices_of_random_slices_keep_everything)
{
    for (uint32_t seed = 1; seed <= 8; ++seed) {
        qn_world *world = scene_world();
        qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
        uint32_t random = seed;
        qn_body_id bodies[64] = {turning_box(world)};
        int count = 1;
        totals before = sum_up(world);
        for (int i = 0; i < 40 && count < 64; ++i) {
            qn_body_id body = bodies[check_random(&random) % (uint32_t)count];
            qn_vec2 c = qn_body_center_of_mass(world, body);
            float angle = check_random_float(&random, -3.0f, 3.0f);
            qn_rot q = qn_rot_from_angle(angle);
            qn_body_id piece = slice(world, body, c.x, c.y, q.c, q.s);
            bodies[count] = piece;
            count += piece.raw != 0;
            check_sound(world);
        }
        totals after = sum_up(world);
        CHECK(count > 30);
        CHECK_NEAR(after.mass / before.mass, 1.0, 1e-4);
        CHECK_NEAR(after.area / before.area, 1.0, 1e-2); // slivers of parts of 10 cm are lost
        CHECK_NEAR(after.px / before.px, 1.0, 2e-3);
        CHECK_NEAR(after.spin / before.spin, 1.0, 1e-2);
        scene_step(world, 10);
        check_sound(world);
        qn_world_destroy(world);
    }
}

// ---- Fractures ------------------------------------------------------------------------------

TEST(a_fracture_gives_convex_pieces_that_keep_mass_and_motion)
{
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        qn_world *world = scene_world();
        qn_body_id box = turning_box(world);
        totals before = sum_up(world);
        qn_fracture_def def = qn_fracture_def_default();
        def.piece_count = 12;
        def.random_seed = seed;
        qn_body_id pieces[12];
        int32_t count = 0;
        CHECK_ERROR(qn_body_fracture(world, box, &def, pieces, 12, &count), QN_ERROR_OK);
        CHECK(count >= 8 && count <= 12);
        CHECK_INT(pieces[0].raw, box.raw);
        check_kept(sum_up(world), before, 1e-5);
        for (int i = 0; i < count; ++i) {
            CHECK(qn_body_is_alive(world, pieces[i]));
            CHECK(qn_body_mass(world, pieces[i]) <= qn_body_mass(world, box));
        }
        check_sound(world);
        scene_step(world, 30);
        check_sound(world);
        qn_world_destroy(world);
    }
}

TEST(the_same_seed_gives_the_same_pieces_wherever_the_body_is)
{
    uint64_t hashes[2];
    for (int i = 0; i < 2; ++i) {
        qn_world *world = scene_world();
        qn_body_id box = turning_box(world);
        qn_fracture_def def = qn_fracture_def_default();
        CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_OK);
        scene_step(world, 60);
        hashes[i] = qn_world_state_hash(world);
        qn_world_destroy(world);
    }
    CHECK_INT(hashes[0], hashes[1]);
}

TEST(seeds_of_the_caller_make_the_cells)
{
    qn_world *world = scene_world();
    qn_body_id box = scene_box(world, 10.0f, 0.0f, 1.0f, 1.0f);
    qn_vec2 seeds[5] = {{9.5f, 0.5f}, {10.5f, 0.5f}, {9.5f, -0.5f}, {10.5f, -0.5f}, {9.5f, 0.5f}};
    qn_fracture_def def = qn_fracture_def_default();
    def.seeds_m = seeds;
    def.seed_count = 5;
    qn_body_id pieces[4];
    int32_t count = 0;
    CHECK_ERROR(qn_body_fracture(world, box, &def, pieces, 4, &count), QN_ERROR_OK);
    CHECK_INT(count, 4);
    for (int i = 0; i < 4; ++i) {
        CHECK_NEAR(qn_body_mass(world, pieces[i]), 1000.0, 1e-2);
    }
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_cell_of_many_sides_becomes_several_polygons_of_one_body)
{
    qn_world *world = scene_world();
    qn_body_id box = scene_box(world, 0.0f, 0.0f, 2.0f, 2.0f);
    totals before = sum_up(world);
    qn_vec2 seeds[33] = {{0.0f, 0.0f}};
    for (int i = 0; i < 32; ++i) {
        qn_rot q = qn_rot_from_angle(0.19634954f * (float)i);
        seeds[i + 1] = qn_mul(1.5f, qn_v2(q.c, q.s));
    }
    qn_fracture_def def = qn_fracture_def_default();
    def.seeds_m = seeds;
    def.seed_count = 33;
    int32_t count = 0;
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, &count), QN_ERROR_OK);
    CHECK_INT(count, 33);
    CHECK_INT(world->bodies[qn_find_body(world, box)].shape_count, 5);
    check_kept(sum_up(world), before, 1e-5);
    check_sound(world);
    qn_world_destroy(world);
}

static qn_error fracture_in_a_new_world(void *user)
{
    (void)user;
    qn_world_def world_def = qn_world_def_default();
    world_def.body_capacity = 1;
    world_def.shape_capacity = 1;
    qn_world *world;
    qn_error error = qn_world_create(&world_def, &world);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_body_id box = scene_box(world, 0.0f, 0.0f, 1.0f, 1.0f);
    uint64_t hash = qn_world_state_hash(world);
    qn_fracture_def def = qn_fracture_def_default();
    error = qn_body_fracture(world, box, &def, NULL, 0, NULL);
    CHECK((error == QN_ERROR_OK) == (qn_world_get_counters(world).body_count > 1));
    CHECK(error == QN_ERROR_OK || qn_world_state_hash(world) == hash);
    check_sound(world);
    qn_world_destroy(world);
    return error;
}

TEST(a_fracture_without_memory_changes_nothing) { faults_try_each(fracture_in_a_new_world, NULL); }

TEST(bad_cuts_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    qn_body_id box = turning_box(world);
    qn_body_id off = turning_box(world);
    qn_body_set_enabled(world, off, false);
    uint64_t hash = qn_world_state_hash(world);
    qn_vec2 zero = {0.0f, 0.0f}, up = {0.0f, 1.0f};
    CHECK_ERROR(qn_body_slice(NULL, box, zero, up, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_body_slice(world, (qn_body_id){0}, zero, up, NULL), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_body_slice(world, box, qn_v2(NAN, 0.0f), up, NULL), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_body_slice(world, box, zero, qn_v2(0.0f, INFINITY), NULL), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_body_slice(world, box, zero, zero, NULL), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_body_slice(world, off, zero, up, NULL), QN_ERROR_WRONG_TYPE);
    qn_fracture_def def = qn_fracture_def_default();
    qn_body_id pieces[2];
    CHECK_ERROR(qn_body_fracture(NULL, box, &def, NULL, 0, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_body_fracture(world, box, NULL, NULL, 0, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_body_fracture(world, box, &def, pieces, 2, NULL), QN_ERROR_CAPACITY);
    CHECK_ERROR(qn_body_fracture(world, box, &def, pieces, -1, NULL), QN_ERROR_CAPACITY);
    def.piece_count = 1;
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_OUT_OF_RANGE);
    def.piece_count = 257;
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_OUT_OF_RANGE);
    def.piece_count = 8;
    def.min_area_m2 = NAN;
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_NOT_FINITE);
    qn_vec2 seeds[2] = {{0.0f, 0.0f}, {INFINITY, 0.0f}};
    def = qn_fracture_def_default();
    def.seeds_m = seeds;
    def.seed_count = 2;
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_NOT_FINITE);
    memset(&def, 0xAA, sizeof def);
    CHECK_ERROR(qn_body_fracture(world, box, &def, NULL, 0, NULL), QN_ERROR_BAD_DEFINITION);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(empty_and_fixed_bodies_break_too)
{
    qn_world *world = scene_world();
    qn_body_id empty = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 5.0f);
    qn_body_id ground = scene_ground(world, 10.0f);
    qn_fracture_def def = qn_fracture_def_default();
    int32_t count = 0;
    CHECK_ERROR(qn_body_fracture(world, empty, &def, NULL, 0, &count), QN_ERROR_OK);
    CHECK_INT(count, 1);
    CHECK_INT(slice(world, empty, 0.0f, 5.0f, 1.0f, 0.0f).raw, 0);
    qn_body_id half = slice(world, ground, 1.0f, 0.0f, 0.0f, 1.0f);
    CHECK_INT(qn_body_get_type(world, half), QN_BODY_STATIC);
    scene_box(world, 1.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 120);
    check_sound(world);
    qn_world_destroy(world);
}

// ---- Outlines -------------------------------------------------------------------------------

static qn_error add_outline(qn_world *world, const qn_vec2 *points, int32_t count, int32_t *shapes)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    return qn_body_add_outline(world, body, &def, points, count, NULL, 0, shapes);
}

TEST(an_l_becomes_two_boxes_in_either_sense)
{
    qn_vec2 l[7] = {{0.0f, 0.0f}, {3.0f, 0.0f}, {3.0f, 0.5f}, {3.0f, 1.0f},
                    {1.0f, 1.0f}, {1.0f, 2.0f}, {0.0f, 2.0f}};
    for (int sense = 0; sense < 2; ++sense) {
        qn_world *world = scene_world();
        int32_t count = 0;
        CHECK_ERROR(add_outline(world, l, 7, &count), QN_ERROR_OK);
        CHECK_INT(count, 2);
        CHECK_NEAR(sum_up(world).area, 4.0, 1e-4);
        check_sound(world);
        for (int i = 0; i < 3; ++i) {
            qn_vec2 swap = l[i];
            l[i] = l[6 - i];
            l[6 - i] = swap;
        }
        qn_world_destroy(world);
    }
}

// Stars and gears with random radii: simple, deeply concave.
TEST(random_stars_keep_their_area_in_few_convex_parts)
{
    for (uint32_t seed = 1; seed <= 40; ++seed) {
        qn_world *world = scene_world();
        uint32_t random = seed;
        enum { MOST = 64 };
        int32_t count = 5 + (int32_t)(check_random(&random) % (MOST - 5));
        qn_vec2 points[MOST];
        for (int i = 0; i < count; ++i) {
            qn_rot q = qn_rot_from_angle(6.2831853f * (float)i / (float)count);
            points[i] = qn_mul(check_random_float(&random, 0.7f, 4.0f), qn_v2(q.c, q.s));
        }
        double area = 0.0;
        for (int i = 0; i < count; ++i) {
            area += 0.5 * (double)qn_cross(points[i], points[(i + 1) % count]);
        }
        int32_t shapes = 0;
        CHECK_ERROR(add_outline(world, points, count, &shapes), QN_ERROR_OK);
        CHECK(shapes >= 1 && shapes < count - 2);
        CHECK_NEAR(sum_up(world).area / area, 1.0, 1e-3);
        check_sound(world);
        qn_world_destroy(world);
    }
}

TEST(outlines_that_cross_or_vanish_are_refused)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    uint64_t hash = qn_world_state_hash(world);
    const qn_vec2 bow[4] = {{0.0f, 0.0f}, {1.0f, 1.0f}, {1.0f, 0.0f}, {0.0f, 1.1f}};
    const qn_vec2 touch[5] = {{0.0f, 0.0f}, {4.0f, 0.0f}, {4.0f, 2.0f}, {2.0f, 0.0f}, {0.0f, 2.0f}};
    const qn_vec2 line[3] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {2.0f, 0.0f}};
    const qn_vec2 dot[3] = {{0.0f, 0.0f}, {0.001f, 0.0f}, {0.0f, 0.001f}};
    const qn_vec2 bad[3] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, NAN}};
    qn_shape_id shapes[1];
    CHECK_ERROR(qn_body_add_outline(world, body, &def, bow, 4, NULL, 0, NULL), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, touch, 5, NULL, 0, NULL),
                QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, line, 3, NULL, 0, NULL), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, dot, 3, NULL, 0, NULL), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, bad, 3, NULL, 0, NULL), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, bow, 2, NULL, 0, NULL),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_body_add_outline(world, body, &def, NULL, 4, NULL, 0, NULL),
                QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_body_add_outline(world, body, NULL, bow, 4, NULL, 0, NULL),
                QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_body_add_outline(NULL, body, &def, bow, 4, NULL, 0, NULL),
                QN_ERROR_NULL_POINTER);
    const qn_vec2 l[6] = {{0.0f, 0.0f}, {3.0f, 0.0f}, {3.0f, 1.0f},
                          {1.0f, 1.0f}, {1.0f, 2.0f}, {0.0f, 2.0f}};
    CHECK_ERROR(qn_body_add_outline(world, body, &def, l, 6, shapes, 1, NULL), QN_ERROR_CAPACITY);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(random_rubbish_as_an_outline_is_refused_or_sound)
{
    uint32_t random = 5;
    for (int i = 0; i < 300; ++i) {
        qn_world *world = scene_world();
        qn_vec2 points[12];
        for (int k = 0; k < 12; ++k) {
            float grid = 0.25f * (float)(check_random(&random) % 9u);
            points[k] = qn_v2(grid, 0.25f * (float)(check_random(&random) % 9u));
        }
        int32_t shapes = 0;
        qn_error error = add_outline(world, points, 3 + i % 10, &shapes);
        CHECK((error == QN_ERROR_OK) == (shapes > 0));
        check_sound(world);
        qn_world_destroy(world);
    }
}
