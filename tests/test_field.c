// Fields against closed formulas, their life, and hostile calls.
#include "check.h"
#include "physics/world.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static qn_body_id shape_of_density(qn_world *world, float x, float y, float radius, float half,
                                   float density)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = density;
    if (radius > 0.0f) {
        qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), radius);
    } else {
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(half, half), 0.0f);
    }
    return body;
}

// Water below y = 0.
static qn_field_def water(void)
{
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_BUOYANCY;
    def.buoyancy.surface_normal = qn_v2(0.0f, 2.0f);
    def.buoyancy.linear_drag_per_s = 2.0f;
    return def;
}

// ---- Buoyancy -------------------------------------------------------------------------------

TEST(a_box_of_half_the_density_of_water_floats_half_under_and_sleeps)
{
    qn_world *world = scene_world();
    qn_field_def def = water();
    CHECK(qn_field_create(world, &def).raw != 0);
    qn_body_id box = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.2f);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = 500.0f;
    qn_shape_create_box(world, box, &shape, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.25f), 0.0f);
    scene_step(world, 900);
    CHECK_NEAR(qn_body_pose(world, box).p.y, 0.0, 1e-3);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(world, box).q), 0.0, 1e-3);
    CHECK(!qn_body_is_awake(world, box));
    qn_world_destroy(world);
}

TEST(a_ball_floats_at_the_depth_where_its_segment_weighs_as_much)
{
    for (int i = 1; i <= 9; i += 2) {
        qn_world *world = scene_world();
        qn_field_def def = water();
        qn_field_create(world, &def);
        qn_body_id ball = shape_of_density(world, 0.0f, 0.0f, 0.5f, 0.0f, 100.0f * (float)i);
        scene_step(world, 1200);
        // Solve the segment's area for the depth by bisection: s over the centre, of radius 1.
        double low = -1.0, high = 1.0;
        for (int k = 0; k < 60; ++k) {
            double s = 0.5 * (low + high);
            bool is_small = acos(-s) + s * sqrt(1.0 - s * s) < 3.14159265358979 * 0.1 * i;
            low = is_small ? s : low;
            high = is_small ? high : s;
        }
        CHECK_NEAR(qn_body_pose(world, ball).p.y, -0.5 * low, 1e-3);
        CHECK(!qn_body_is_awake(world, ball));
        qn_world_destroy(world);
    }
}

TEST(a_light_thing_on_water_comes_to_rest_too)
{
    qn_world *world = scene_world();
    qn_field_def def = water();
    qn_field_create(world, &def);
    qn_body_id cork = shape_of_density(world, 0.0f, 0.3f, 0.0f, 0.1f, 30.0f);
    scene_step(world, 1200);
    CHECK_NEAR(qn_body_pose(world, cork).p.y, 0.1 - 0.2 * 0.03, 2e-3);
    CHECK(!qn_body_is_awake(world, cork));
    qn_world_destroy(world);
}

TEST(a_floating_body_without_drag_bobs_with_its_period_and_no_higher)
{
    qn_world *world = scene_world();
    qn_field_def def = water();
    def.buoyancy.linear_drag_per_s = 0.0f;
    def.buoyancy.angular_drag_per_s = 0.0f;
    qn_field_create(world, &def);
    qn_body_id box = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.1f);
    qn_shape_def shape = qn_shape_def_default();
    shape.density_kgpm2 = 500.0f;
    qn_shape_create_box(world, box, &shape, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.5f), 0.0f);
    float highest = 0.0f;
    int turns = 0;
    float before = 0.1f;
    for (int i = 0; i < 3600; ++i) {
        scene_step(world, 1);
        float y = qn_body_pose(world, box).p.y;
        turns += before > 0.0f && y <= 0.0f;
        before = y;
        highest = i > 3000 && y > highest ? y : highest;
    }
    // w^2 = g / depth = 10 / 0.5.
    CHECK_NEAR(turns / 60.0, sqrt(20.0) / 6.2831853, 0.02);
    CHECK_NEAR(highest, 0.1, 0.005);
    qn_world_destroy(world);
}

TEST(a_sunken_body_falls_with_the_speed_at_which_drag_carries_it)
{
    qn_world *world = scene_world();
    qn_field_def def = water();
    def.buoyancy.linear_drag_per_s = 3.0f;
    qn_field_create(world, &def);
    qn_body_id stone = shape_of_density(world, 0.0f, -5.0f, 0.0f, 0.25f, 2500.0f);
    scene_step(world, 600);
    // (2500 - 1000) g = 3 * 1000 * v.
    CHECK_NEAR(qn_body_velocity(world, stone).y, -5.0, 1e-3);
    qn_world_destroy(world);
}

TEST(a_river_carries_what_floats_in_it)
{
    qn_world *world = scene_world();
    qn_field_def def = water();
    def.region = qn_region_box(qn_v2(-50.0f, -3.0f), qn_v2(50.0f, 0.0f));
    def.buoyancy.surface_normal = qn_v2(0.0f, 0.0f);
    def.buoyancy.flow_mps = qn_v2(1.5f, 0.0f);
    qn_field_create(world, &def);
    qn_body_id raft = shape_of_density(world, -20.0f, 0.0f, 0.0f, 0.5f, 500.0f);
    qn_body_id dry = shape_of_density(world, -60.0f, -1.0f, 0.0f, 0.5f, 500.0f);
    scene_step(world, 600);
    CHECK_NEAR(qn_body_velocity(world, raft).x, 1.5, 1e-2);
    CHECK_NEAR(qn_body_pose(world, raft).p.y, 0.0, 2e-2);
    CHECK(qn_body_pose(world, dry).p.y < -100.0f);
    qn_world_destroy(world);
}

// ---- Area -----------------------------------------------------------------------------------

TEST(an_area_accelerates_what_is_inside_and_half_of_what_is_half_inside)
{
    qn_world *world = scene_weightless();
    qn_field_def def = qn_field_def_default();
    def.region = qn_region_box(qn_v2(-5.0f, -5.0f), qn_v2(5.0f, 5.0f));
    def.area.acceleration_mps2 = qn_v2(0.0f, 3.0f);
    qn_field_create(world, &def);
    qn_body_id whole = scene_box(world, 0.0f, -3.0f, 0.5f, 0.5f);
    qn_body_id half = scene_box(world, 5.0f, -3.0f, 0.5f, 0.5f);
    qn_body_id out = scene_box(world, 7.0f, 0.0f, 0.5f, 0.5f);
    scene_step(world, 1);
    CHECK_NEAR(qn_body_velocity(world, half).y, 1.5 / 60.0, 1e-4);
    CHECK(qn_body_angular_velocity(world, half) < -1e-3f);
    scene_step(world, 59);
    CHECK_NEAR(qn_body_velocity(world, whole).y, 3.0, 1e-4);
    CHECK_NEAR(qn_body_angular_velocity(world, whole), 0.0, 1e-6);
    CHECK_NEAR(qn_body_velocity(world, out).y, 0.0, 0.0);
    qn_world_destroy(world);
}

TEST(a_force_divides_by_the_mass_and_a_mask_leaves_out)
{
    qn_world *world = scene_weightless();
    qn_field_def def = qn_field_def_default();
    def.area.force_n = qn_v2(600.0f, 0.0f);
    def.mask_bits = 1;
    qn_field_id field = qn_field_create(world, &def);
    qn_body_id box = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f); // 1000 kg
    scene_step(world, 60);
    CHECK_NEAR(qn_body_velocity(world, box).x, 0.6, 1e-4);
    CHECK_ERROR(qn_field_set_mask(world, field, 2), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_velocity(world, box).x, 0.6, 1e-4);
    qn_world_destroy(world);
}

TEST(drag_of_any_strength_settles_at_the_exact_speed)
{
    static const float drags[] = {0.5f, 5.0f, 100.0f, 1.0e4f};
    for (int i = 0; i < 4; ++i) {
        qn_world *world = scene_world();
        qn_field_def def = qn_field_def_default();
        def.area.linear_drag_per_s = drags[i];
        def.area.angular_drag_per_s = drags[i];
        qn_field_create(world, &def);
        qn_body_def body_def = qn_body_def_default();
        body_def.type = QN_BODY_DYNAMIC;
        body_def.enable_sleep = false;
        body_def.angular_velocity_radps = 10.0f;
        qn_body_id body = qn_body_create(world, &body_def);
        qn_shape_def shape = qn_shape_def_default();
        qn_shape_create_circle(world, body, &shape, qn_v2(0.0f, 0.0f), 0.5f);
        scene_step(world, 1500);
        double speed = 10.0 / (double)drags[i];
        CHECK_NEAR(qn_body_velocity(world, body).y, -speed, 1e-4 * speed);
        CHECK_NEAR(qn_body_angular_velocity(world, body), 0.0, 1e-3);
        qn_world_destroy(world);
    }
}

TEST(wind_carries_a_falling_plate_at_the_speed_of_its_drag)
{
    qn_world *world = scene_world();
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_WIND;
    def.wind = (qn_wind){{0.0f, 0.0f}, 50.0f, 0.0f};
    qn_field_create(world, &def);
    qn_body_def body_def = qn_body_def_default();
    body_def.type = QN_BODY_DYNAMIC;
    body_def.locks.rotation = true;
    qn_body_id plate = qn_body_create(world, &body_def);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, plate, &shape, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.1f), 0.0f);
    scene_step(world, 900);
    // m g = drag * width * v^2.
    CHECK_NEAR(qn_body_velocity(world, plate).y, -sqrt(400.0 * 10.0 / (50.0 * 2.0)), 1e-2);
    qn_world_destroy(world);
}

// ---- Points and axes ------------------------------------------------------------------------

TEST(an_orbit_under_the_inverse_square_stays_closed)
{
    qn_world *world = scene_weightless();
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_POINT;
    def.point.acceleration_mps2 = 100.0f;
    def.point.falloff = QN_FALLOFF_INVERSE_SQUARE;
    qn_field_create(world, &def);
    qn_body_id moon = scene_circle(world, 5.0f, 0.0f, 0.1f);
    float speed = 0.8f * sqrtf(100.0f / 5.0f); // an ellipse
    qn_body_set_velocity(world, moon, qn_v2(0.0f, speed), 0.0f);
    float energy = 0.5f * speed * speed - 100.0f / 5.0f;
    float nearest = 9.0f, furthest = 0.0f;
    for (int i = 0; i < 3600; ++i) {
        scene_step(world, 1);
        float r = qn_length(qn_body_pose(world, moon).p);
        nearest = r < nearest ? r : nearest;
        furthest = r > furthest ? r : furthest;
        qn_vec2 v = qn_body_velocity(world, moon);
        CHECK_NEAR(0.5f * qn_length_squared(v) - 100.0f / r, energy, 0.02 * fabs((double)energy));
        float spin = qn_cross(qn_body_pose(world, moon).p, v);
        CHECK_NEAR(spin, 5.0f * speed, 1e-3 * 5.0 * (double)speed);
    }
    double a = -100.0 / (2.0 * (double)energy);
    CHECK_NEAR(furthest, 5.0, 0.02);
    CHECK_NEAR(nearest, 2.0 * a - 5.0, 0.03);
    qn_world_destroy(world);
}

TEST(a_point_pulls_by_its_falloff_and_not_beyond_its_reach)
{
    static const qn_falloff falloffs[] = {QN_FALLOFF_NONE, QN_FALLOFF_INVERSE,
                                          QN_FALLOFF_INVERSE_SQUARE, QN_FALLOFF_LINEAR};
    static const double at_4[] = {2.0, 0.5, 0.125, 8.0};
    static const double at_half[] = {1.0, 1.0, 1.0, 1.0}; // of 2 at 1 m, the least distance
    for (int i = 0; i < 4; ++i) {
        qn_world *world = scene_weightless();
        qn_field_def def = qn_field_def_default();
        def.kind = QN_FIELD_POINT;
        def.point = (qn_point_field){{0.0f, 0.0f}, -2.0f, 0.0f, falloffs[i], 1.0f, 5.0f};
        qn_field_create(world, &def);
        qn_body_id far = scene_circle(world, 4.0f, 0.0f, 0.1f);
        qn_body_id near = scene_circle(world, 0.0f, 0.5f, 0.1f);
        qn_body_id beyond = scene_circle(world, -5.1f, 0.0f, 0.1f);
        qn_world_step(world, 1.0e-3f, 1);
        CHECK_NEAR(qn_body_velocity(world, far).x, at_4[i] * 1e-3, 1e-7);
        CHECK_NEAR(qn_body_velocity(world, near).y, at_half[i] * 1e-3, 1e-7);
        CHECK_NEAR(qn_body_velocity(world, beyond).x, 0.0, 0.0);
        qn_world_destroy(world);
    }
}

TEST(a_vortex_turns_a_body_at_its_speed)
{
    qn_world *world = scene_weightless();
    qn_field_def def = qn_field_def_default();
    def.kind = QN_FIELD_RADIAL;
    // Like a whirl whose speed is 6 / r; the pull 36 / r^3 at r = 3 keeps the circle.
    def.radial = (qn_radial_field){.axis_m = {1.0f, 0.0f},
                                   .inward_mps2 = 36.0f / 9.0f,
                                   .flow_mps = 6.0f,
                                   .linear_drag_per_s = 5.0f,
                                   .falloff = QN_FALLOFF_INVERSE,
                                   .min_distance_m = 0.1f};
    qn_field_create(world, &def);
    qn_body_id leaf = scene_circle(world, 4.0f, 0.0f, 0.1f);
    scene_step(world, 1800);
    qn_vec2 v = qn_body_velocity(world, leaf);
    qn_vec2 arm = qn_sub(qn_body_pose(world, leaf).p, qn_v2(1.0f, 0.0f));
    CHECK_NEAR(qn_length(v) * qn_length(arm), 6.0, 0.06);
    CHECK_NEAR(qn_dot(v, qn_normalize(arm)), 0.0, 0.06);
    CHECK(qn_cross(arm, v) > 0.0f);
    qn_world_destroy(world);
}

TEST(a_field_moves_with_its_body_and_goes_with_it)
{
    qn_world *world = scene_weightless();
    qn_body_id fan = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 0.0f);
    qn_field_def def = qn_field_def_default();
    def.body = fan;
    def.turns_with_body = true;
    def.region = qn_region_circle(qn_v2(3.0f, 0.0f), 1.0f);
    def.area.acceleration_mps2 = qn_v2(4.0f, 0.0f);
    qn_field_id field = qn_field_create(world, &def);
    CHECK_INT(qn_field_body(world, field).raw, fan.raw);
    qn_body_id ball = scene_circle(world, 0.0f, 3.0f, 0.2f);
    scene_step(world, 10);
    CHECK_NEAR(qn_body_velocity(world, ball).y, 0.0, 0.0);
    qn_body_set_pose(world, fan, qn_v2(0.0f, 0.0f), 0.5f * QN_PI);
    scene_step(world, 6);
    CHECK_NEAR(qn_body_velocity(world, ball).y, 0.4, 1e-4);
    CHECK_NEAR(qn_body_velocity(world, ball).x, 0.0, 1e-5);
    qn_body_destroy(world, fan);
    CHECK(!qn_field_is_alive(world, field));
    scene_step(world, 6);
    CHECK_NEAR(qn_body_velocity(world, ball).y, 0.4, 1e-4);
    qn_world_destroy(world);
}

TEST(sleepers_stay_asleep_until_the_field_changes)
{
    qn_world *world = scene_world();
    scene_ground(world, 20.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_body_id other = scene_box(world, 10.0f, 0.5f, 0.5f, 0.5f);
    qn_field_def def = qn_field_def_default();
    def.region = qn_region_box(qn_v2(-2.0f, 0.0f), qn_v2(2.0f, 4.0f));
    def.area.acceleration_mps2 = qn_v2(0.0f, 5.0f);
    qn_field_id field = qn_field_create(world, &def);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, box) && !qn_body_is_awake(world, other));
    qn_area_field up = qn_field_area(world, field);
    up.acceleration_mps2.y = 12.0f;
    CHECK_ERROR(qn_field_set_area(world, field, &up), QN_ERROR_OK);
    CHECK(qn_body_is_awake(world, box) && !qn_body_is_awake(world, other));
    scene_step(world, 30);
    CHECK(qn_body_pose(world, box).p.y > 0.6f);
    CHECK_ERROR(qn_field_set_enabled(world, field, false), QN_ERROR_OK);
    CHECK(!qn_field_is_enabled(world, field));
    scene_step(world, 240);
    CHECK_NEAR(qn_body_pose(world, box).p.y, 0.5, 0.01);
    CHECK(!qn_body_is_awake(world, box));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(more_hits_than_room_change_nothing_but_the_time)
{
    qn_world *world = scene_weightless();
    qn_body_id box = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_field_def def = qn_field_def_default();
    def.region = qn_region_circle(qn_v2(0.0f, 0.0f), 5.0f);
    def.area.acceleration_mps2 = qn_v2(0.01f, 0.0f);
    for (int i = 0; i < 1000; ++i) {
        CHECK(qn_field_create(world, &def).raw != 0);
    }
    scene_step(world, 6);
    CHECK_NEAR(qn_body_velocity(world, box).x, 1.0, 1e-3);
    check_sound(world);
    qn_world_destroy(world);
}

// ---- Hostile --------------------------------------------------------------------------------

static void check_refused(qn_world *world, const qn_field_def *def, qn_error expected)
{
    qn_world_clear_error(world);
    CHECK_INT(qn_field_create(world, def).raw, 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), expected);
}

// Every float of the definition that matters for the kind, by its place.
static void spoil_each_float(qn_world *world, const qn_field_def *good, void *part, size_t bytes)
{
    static const float values[] = {NAN, INFINITY, -INFINITY, 3.0e38f, -3.0e38f};
    qn_field_def def = *good;
    size_t place = (size_t)((char *)part - (char *)good);
    for (size_t at = place; at < place + bytes; at += sizeof(float)) {
        for (int k = 0; k < 5; ++k) {
            def = *good;
            memcpy((char *)&def + at, &values[k], sizeof(float));
            qn_world_clear_error(world);
            CHECK_INT(qn_field_create(world, &def).raw, 0);
            CHECK(qn_world_last_error(world, NULL) != QN_ERROR_OK);
        }
    }
}

TEST(bad_fields_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    uint64_t hash = qn_world_state_hash(world);
    qn_field_def def;
    memset(&def, 0xAA, sizeof def);
    check_refused(world, &def, QN_ERROR_BAD_DEFINITION);
    check_refused(world, NULL, QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_field_create(NULL, &def).raw, 0);
    def = qn_field_def_default();
    def.kind = (qn_field_kind)9;
    check_refused(world, &def, QN_ERROR_OUT_OF_RANGE);
    def = qn_field_def_default();
    def.body.raw = 77;
    check_refused(world, &def, QN_ERROR_STALE_HANDLE);
    def = qn_field_def_default();
    def.region.point_count = 9;
    check_refused(world, &def, QN_ERROR_OUT_OF_RANGE);
    def.region.point_count = -1;
    check_refused(world, &def, QN_ERROR_OUT_OF_RANGE);
    def.region = qn_region_box(qn_v2(1.0f, 1.0f), qn_v2(1.0f, 1.0f));
    check_refused(world, &def, QN_ERROR_BAD_SHAPE);
    def.region = qn_region_circle(qn_v2(0.0f, NAN), 1.0f);
    check_refused(world, &def, QN_ERROR_NOT_FINITE);
    def = qn_field_def_default();
    spoil_each_float(world, &def, &def.area, sizeof def.area);
    def.kind = QN_FIELD_POINT;
    spoil_each_float(world, &def, &def.point, sizeof def.point);
    def.kind = QN_FIELD_RADIAL;
    spoil_each_float(world, &def, &def.radial, sizeof def.radial);
    def.kind = QN_FIELD_BUOYANCY;
    spoil_each_float(world, &def, &def.buoyancy, sizeof def.buoyancy);
    def.kind = QN_FIELD_WIND;
    spoil_each_float(world, &def, &def.wind, sizeof def.wind);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(stale_fields_and_pushes_of_another_kind_are_refused)
{
    qn_world *world = scene_world();
    qn_field_def def = qn_field_def_default();
    qn_field_id field = qn_field_create(world, &def);
    qn_point_field point = {{0.0f, 0.0f}, 1.0f, 0.0f, QN_FALLOFF_NONE, 1.0f, 0.0f};
    CHECK_ERROR(qn_field_set_point(world, field, &point), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_field_set_area(world, field, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_field_set_region(world, field, NULL), QN_ERROR_NULL_POINTER);
    CHECK_NEAR(qn_field_wind(world, field).drag_kgpm2, 0.0, 0.0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_field_set_user_data(world, field, 42), QN_ERROR_OK);
    CHECK_INT(qn_field_user_data(world, field), 42);
    CHECK_ERROR(qn_field_destroy(world, field), QN_ERROR_OK);
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_field_destroy(world, field), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_field_set_enabled(world, field, true), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_field_set_mask(world, (qn_field_id){0}, 1), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_field_set_area(NULL, field, &def.area), QN_ERROR_NULL_POINTER);
    CHECK(!qn_field_is_alive(NULL, field));
    CHECK_INT(qn_field_mask(world, field), 0);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

static qn_field_def extreme_field(uint32_t *seed)
{
    qn_field_def def = qn_field_def_default();
    def.kind = (qn_field_kind)(check_random(seed) % 5u);
    def.area = (qn_area_field){{1.0e5f, -1.0e5f}, {1.0e12f, 1.0e12f}, {400.0f, 0.0f}, 1.0e4f, 0.0f};
    def.point =
        (qn_point_field){{0.0f, 0.0f}, 1.0e5f, 1.0e12f, QN_FALLOFF_INVERSE_SQUARE, 1.0e-3f, 0.0f};
    def.radial = (qn_radial_field){{1.0f, 0.0f},      1.0e5f,  -1.0e5f, 400.0f, 1.0e4f,
                                   QN_FALLOFF_LINEAR, 1.0e-3f, 0.0f};
    def.buoyancy =
        (qn_buoyancy_field){1.0e6f, {0.0f, 1.0f}, {0.3f, 1.0f}, {400.0f, 0.0f}, 1.0e4f, 1.0e4f};
    def.wind = (qn_wind){{-400.0f, 400.0f}, 1.0e6f, 1.0e6f};
    if (check_random(seed) % 2u == 0) {
        def.region = qn_region_circle(qn_v2(check_random_float(seed, -5.0f, 5.0f), 2.0f),
                                      check_random_float(seed, 0.01f, 9.0f));
    }
    return def;
}

SLOW_TEST(fields_at_the_edge_of_their_ranges_leave_a_sound_world)
{
    for (uint32_t seed = 1; seed <= 12; ++seed) {
        qn_world *world = scene_world();
        scene_mixed_pile(world, 40, seed);
        uint32_t random = seed;
        for (int i = 0; i < 4; ++i) {
            qn_field_def def = extreme_field(&random);
            CHECK(qn_field_create(world, &def).raw != 0);
        }
        for (int i = 0; i < 60; ++i) {
            scene_step(world, 1);
            check_sound(world);
        }
        qn_world_destroy(world);
    }
}
