// Explosions and gusts of wind against closed formulas, and hostile calls.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <math.h>
#include <string.h>

static qn_explosion_def blast_at(float x, float y)
{
    qn_explosion_def def = qn_explosion_def_default();
    def.position_m = qn_v2(x, y);
    def.radius_m = 10.0f;
    def.falloff_m = 10.0f;
    return def;
}

static int32_t explode(qn_world *world, const qn_explosion_def *def)
{
    int32_t count = -1;
    CHECK_ERROR(qn_world_explode(world, def, &count), QN_ERROR_OK);
    return count;
}

TEST(a_blast_pushes_a_box_by_the_width_it_shows)
{
    qn_world *world = scene_weightless();
    qn_body_id flat = scene_box(world, 3.0f, 0.0f, 0.25f, 1.0f);
    qn_body_id slim = scene_box(world, -3.0f, 0.0f, 1.0f, 0.25f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    CHECK_INT(explode(world, &def), 2);
    float mass = qn_body_mass(world, flat);
    CHECK_NEAR(qn_body_velocity(world, flat).x, 100.0 * 2.0 / mass, 1e-5);
    CHECK_NEAR(qn_body_velocity(world, flat).y, 0.0, 1e-6);
    CHECK_NEAR(qn_body_velocity(world, slim).x, -100.0 * 0.5 / mass, 1e-5);
    CHECK_NEAR(qn_body_angular_velocity(world, flat), 0.0, 1e-6);
    qn_world_destroy(world);
}

TEST(a_blast_on_a_circle_is_impulse_per_length_times_its_diameter)
{
    qn_world *world = scene_weightless();
    qn_body_id ball = scene_circle(world, 3.0f, 4.0f, 0.5f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    def.impulse_per_length_nspm = -250.0f;
    CHECK_INT(explode(world, &def), 1);
    float speed = -250.0f * 1.0f / qn_body_mass(world, ball);
    CHECK_NEAR(qn_body_velocity(world, ball).x, speed * 0.6, 1e-5);
    CHECK_NEAR(qn_body_velocity(world, ball).y, speed * 0.8, 1e-5);
    qn_world_destroy(world);
}

TEST(a_blast_falls_off_linearly_and_ends)
{
    qn_world *world = scene_weightless();
    qn_body_id near = scene_circle(world, 2.5f, 0.0f, 0.5f);
    qn_body_id middle = scene_circle(world, 0.0f, 3.5f, 0.5f);
    qn_body_id far = scene_circle(world, -4.6f, 0.0f, 0.5f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    def.radius_m = 2.0f;
    def.falloff_m = 2.0f;
    CHECK_INT(explode(world, &def), 2);
    float whole = qn_body_velocity(world, near).x;
    CHECK_NEAR(whole, 100.0 / qn_body_mass(world, near), 1e-5);
    CHECK_NEAR(qn_body_velocity(world, middle).y, 0.5 * whole, 1e-5);
    CHECK_NEAR(qn_body_velocity(world, far).x, 0.0, 0.0);
    qn_world_destroy(world);
}

TEST(two_halves_get_what_the_whole_gets)
{
    qn_world *world = scene_weightless();
    qn_body_id whole = scene_box(world, 5.0f, 0.0f, 0.5f, 1.0f);
    qn_body_id halves = scene_body(world, QN_BODY_DYNAMIC, -5.0f, 0.0f);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, halves, &shape, qn_v2(0.0f, 0.5f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_shape_create_box(world, halves, &shape, qn_v2(0.0f, -0.5f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    CHECK_INT(explode(world, &def), 2);
    CHECK_NEAR(qn_body_velocity(world, halves).x, -qn_body_velocity(world, whole).x, 1e-5);
    CHECK_NEAR(qn_body_angular_velocity(world, halves), 0.0, 1e-6);
    qn_world_destroy(world);
}

TEST(a_wall_shields_what_is_behind_it)
{
    qn_world *world = scene_weightless();
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 1.5f, 0.0f);
    qn_shape_def shape = qn_shape_def_default();
    shape.filter.category_bits = 4;
    qn_shape_create_box(world, wall, &shape, qn_v2(0.0f, 0.0f), qn_v2(0.1f, 2.0f), 0.0f);
    qn_body_id behind = scene_box(world, 3.0f, 0.0f, 0.5f, 0.5f);
    qn_body_id before = scene_box(world, -3.0f, 0.0f, 0.5f, 0.5f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    def.shield_mask_bits = 4;
    CHECK_INT(explode(world, &def), 1);
    CHECK_NEAR(qn_body_velocity(world, behind).x, 0.0, 0.0);
    CHECK(qn_body_velocity(world, before).x < 0.0f);
    def.shield_mask_bits = 2;
    CHECK_INT(explode(world, &def), 2);
    qn_world_destroy(world);
}

TEST(a_blast_wakes_sleepers_and_passes_over_what_its_mask_leaves_out)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 2.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, box));
    qn_explosion_def def = blast_at(0.0f, 0.5f);
    def.mask_bits = 2;
    CHECK_INT(explode(world, &def), 0);
    CHECK(!qn_body_is_awake(world, box));
    def.mask_bits = 1;
    CHECK_INT(explode(world, &def), 1);
    CHECK(qn_body_is_awake(world, box));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_blast_inside_a_shape_pushes_its_centroid_and_none_at_the_centroid)
{
    qn_world *world = scene_weightless();
    qn_body_id box = scene_box(world, 0.2f, 0.0f, 0.5f, 0.5f);
    qn_explosion_def def = blast_at(0.0f, 0.0f);
    CHECK_INT(explode(world, &def), 1);
    CHECK_NEAR(qn_body_velocity(world, box).x, 100.0 / qn_body_mass(world, box), 1e-5);
    CHECK_NEAR(qn_body_angular_velocity(world, box), 0.0, 1e-6);
    def.position_m = qn_body_center_of_mass(world, box);
    CHECK_INT(explode(world, &def), 0);
    qn_world_destroy(world);
}

TEST(bad_explosions_change_nothing)
{
    qn_world *world = scene_world();
    scene_box(world, 1.0f, 0.0f, 0.5f, 0.5f);
    uint64_t hash = qn_world_state_hash(world);
    qn_explosion_def bad;
    memset(&bad, 0xAA, sizeof bad);
    int32_t count = 7;
    CHECK_ERROR(qn_world_explode(world, &bad, &count), QN_ERROR_BAD_DEFINITION);
    CHECK_INT(count, 0);
    CHECK_ERROR(qn_world_explode(world, NULL, NULL), QN_ERROR_NULL_POINTER);
    qn_explosion_def good = blast_at(0.0f, 0.0f);
    CHECK_ERROR(qn_world_explode(NULL, &good, NULL), QN_ERROR_NULL_POINTER);
    static const float values[] = {NAN, INFINITY, -INFINITY, 3.0e38f, -3.0e38f};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; ++i) {
        qn_explosion_def defs[5] = {good, good, good, good, good};
        defs[0].position_m.x = values[i];
        defs[1].position_m.y = values[i];
        defs[2].radius_m = values[i];
        defs[3].falloff_m = values[i];
        defs[4].impulse_per_length_nspm = values[i];
        for (int k = 0; k < 5; ++k) {
            qn_error expected = i < 3 ? QN_ERROR_NOT_FINITE : QN_ERROR_OUT_OF_RANGE;
            CHECK_ERROR(qn_world_explode(world, &defs[k], NULL), expected);
        }
    }
    CHECK_INT(qn_world_state_hash(world), hash);
    good.impulse_per_length_nspm = 1.0e9f;
    good.radius_m = 0.0f;
    good.falloff_m = 1.0e4f;
    CHECK_INT(explode(world, &good), 1);
    scene_step(world, 10);
    check_sound(world);
    qn_world_destroy(world);
}

// ---- Wind -----------------------------------------------------------------------------------

static qn_shape_id first_shape_box(qn_world *world, float half_width, float half_height)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    return qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(half_width, half_height),
                               0.0f);
}

TEST(wind_on_a_plate_is_drag_times_width_times_the_square_of_the_speed)
{
    qn_world *world = scene_weightless();
    qn_shape_id plate = first_shape_box(world, 0.1f, 1.0f);
    qn_body_id body = qn_shape_body(world, plate);
    qn_wind wind = {{10.0f, 0.0f}, 0.5f, 0.0f};
    float dt = 1.0e-3f;
    CHECK_ERROR(qn_shape_apply_wind(world, plate, &wind, dt), QN_ERROR_OK);
    float force = 0.5f * 2.0f * 100.0f;
    float mass = qn_body_mass(world, body);
    CHECK_NEAR(qn_body_velocity(world, body).x, force * dt / mass, 1e-3 * force * dt / mass);
    CHECK_NEAR(qn_body_angular_velocity(world, body), 0.0, 1e-7);
    qn_world_destroy(world);
}

TEST(a_tilted_plate_is_lifted_across_the_wind)
{
    qn_world *world = scene_weightless();
    qn_shape_id plate = first_shape_box(world, 1.0f, 0.005f);
    qn_body_id body = qn_shape_body(world, plate);
    qn_body_set_pose(world, body, qn_v2(0.0f, 0.0f), -0.5f); // nose up against wind from the right
    qn_wind wind = {{-10.0f, 0.0f}, 0.0f, 0.5f};
    CHECK_ERROR(qn_shape_apply_wind(world, plate, &wind, 1.0e-3f), QN_ERROR_OK);
    CHECK_NEAR(qn_body_velocity(world, body).x, 0.0, 1e-6);
    double impulse = 1e-3 * 0.5 * 100.0 * (2.0 * sin(0.5) * cos(0.5));
    double edge = 1e-3 * 0.5 * 100.0 * (0.01 * cos(0.5) * sin(0.5)); // the short end, downwards
    double expected = (impulse - edge) / qn_body_mass(world, body);
    CHECK_NEAR(fabs(qn_body_velocity(world, body).y), expected, 0.01 * expected);
    CHECK(qn_body_velocity(world, body).y < 0.0f);
    qn_world_destroy(world);
}

TEST(drag_never_turns_the_motion_round)
{
    qn_world *world = scene_weightless();
    uint32_t seed = 99;
    for (int i = 0; i < 200; ++i) {
        float half_width = check_random_float(&seed, 0.01f, 2.0f);
        float half_height = check_random_float(&seed, 0.01f, 2.0f);
        qn_shape_id plate = first_shape_box(world, half_width, half_height);
        qn_body_id body = qn_shape_body(world, plate);
        qn_vec2 v;
        v.x = check_random_float(&seed, -50.0f, 50.0f);
        v.y = check_random_float(&seed, -50.0f, 50.0f);
        qn_body_set_velocity(world, body, v, check_random_float(&seed, -20.0f, 20.0f));
        qn_wind still = {{0.0f, 0.0f}, check_random_float(&seed, 0.0f, 1.0e6f), 0.0f};
        float w = qn_body_angular_velocity(world, body);
        float m = qn_body_mass(world, body), inertia = qn_body_rotational_inertia(world, body);
        float before = m * qn_length_squared(v) + inertia * w * w;
        CHECK_ERROR(qn_shape_apply_wind(world, plate, &still, 1.0f), QN_ERROR_OK);
        v = qn_body_velocity(world, body);
        w = qn_body_angular_velocity(world, body);
        CHECK(m * qn_length_squared(v) + inertia * w * w <= before);
    }
    qn_world_destroy(world);
}

TEST(bad_winds_are_refused)
{
    qn_world *world = scene_weightless();
    qn_shape_id plate = first_shape_box(world, 0.1f, 1.0f);
    qn_body_id ground = scene_ground(world, 1.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id fixed = qn_shape_create_circle(world, ground, &def, qn_v2(0.0f, 0.0f), 1.0f);
    qn_wind good = {{10.0f, 0.0f}, 0.5f, 0.5f};
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_shape_apply_wind(NULL, plate, &good, 0.1f), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_shape_apply_wind(world, plate, NULL, 0.1f), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_shape_apply_wind(world, fixed, &good, 0.1f), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_shape_apply_wind(world, (qn_shape_id){0}, &good, 0.1f), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_shape_apply_wind(world, plate, &good, -0.1f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_shape_apply_wind(world, plate, &good, NAN), QN_ERROR_NOT_FINITE);
    qn_wind winds[3] = {good, good, good};
    winds[0].velocity_mps.y = INFINITY;
    winds[1].drag_kgpm2 = -1.0f;
    winds[2].lift_kgpm2 = NAN;
    for (int i = 0; i < 3; ++i) {
        CHECK(qn_shape_apply_wind(world, plate, &winds[i], 0.1f) != QN_ERROR_OK);
    }
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}
