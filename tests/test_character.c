// Characters through hostile calls and random ones.
#include <math.h>
#include <string.h>

#include "stage.h"

TEST(bad_characters_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    qn_body_id fixed = scene_ground(world, 1.0f);
    uint64_t hash = qn_world_state_hash(world);
    qn_character_def good = qn_character_def_default();
    static const float values[] = {NAN, INFINITY, -INFINITY, 3.0e38f, -3.0e38f};
    for (int i = 0; i < 5; ++i) {
        qn_character_def defs[13];
        for (int k = 0; k < 13; ++k) {
            defs[k] = good;
        }
        defs[0].position_m.x = values[i];
        defs[1].up.y = values[i];
        defs[2].skin_m = values[i];
        defs[3].max_climb_rad = values[i];
        defs[4].min_slide_rad = values[i];
        defs[5].step_height_m = values[i];
        defs[6].step_width_m = values[i];
        defs[7].snap_m = values[i];
        defs[8].mass_kg = values[i];
        defs[9].max_push_n = values[i];
        defs[10].shape.radius_m = values[i];
        defs[11].shape.points_m[1].x = values[i];
        defs[12].up.x = values[i];
        for (int k = 0; k < 13; ++k) {
            qn_error expected = i < 3 ? QN_ERROR_NOT_FINITE : QN_ERROR_OUT_OF_RANGE;
            CHECK_INT(qn_character_create(world, &defs[k]).raw, 0);
            CHECK_ERROR(qn_world_last_error(world, NULL), expected);
        }
    }
    qn_character_def def = good;
    def.body = fixed;
    CHECK_INT(qn_character_create(world, &def).raw, 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_WRONG_TYPE);
    def = good;
    def.up = qn_v2(0.0f, 0.0f);
    CHECK_INT(qn_character_create(world, &def).raw, 0);
    def = good;
    def.shape.point_count = 0;
    CHECK_INT(qn_character_create(world, &def).raw, 0);
    memset(&def, 0xAA, sizeof def);
    CHECK_INT(qn_character_create(world, &def).raw, 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_BAD_DEFINITION);
    CHECK_INT(qn_character_create(world, NULL).raw, 0);
    CHECK_INT(qn_character_create(NULL, &good).raw, 0);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(bad_moves_and_stale_characters_are_refused)
{
    stage s = stage_new(0.0f, 1.0f);
    uint64_t hash = qn_world_state_hash(s.world);
    qn_vec2 v = {1.0f, 0.0f};
    CHECK_ERROR(qn_character_move(NULL, s.who, v, 0.1f, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_character_move(s.world, s.who, qn_v2(NAN, 0.0f), 0.1f, NULL),
                QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_character_move(s.world, s.who, qn_v2(0.0f, 500.0f), 0.1f, NULL),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_character_move(s.world, s.who, v, -0.1f, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_character_move(s.world, s.who, v, INFINITY, NULL), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_character_set_position(s.world, s.who, qn_v2(0.0f, 1.0e9f)),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_character_set_shape(s.world, s.who, NULL), QN_ERROR_NULL_POINTER);
    qn_world_clear_error(s.world);
    CHECK(!qn_character_fits(s.world, s.who, NULL, v));
    CHECK_ERROR(qn_world_last_error(s.world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_world_state_hash(s.world), hash);
    CHECK_ERROR(qn_character_destroy(s.world, s.who), QN_ERROR_OK);
    CHECK_ERROR(qn_character_destroy(s.world, s.who), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_character_move(s.world, s.who, v, 0.1f, NULL), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_character_set_filter(s.world, (qn_character_id){0}, (qn_shape_filter){1, 1, 0}),
                QN_ERROR_NULL_HANDLE);
    CHECK(!qn_character_is_alive(s.world, s.who));
    CHECK_INT(qn_character_last_motion(s.world, s.who).flags, 0);
    stage_end(&s);
}

static qn_character_id random_character(qn_world *world, uint32_t *seed)
{
    for (;;) {
        qn_character_def def = qn_character_def_default();
        def.position_m = qn_v2(0.0f, 6.0f);
        def.shape.point_count = 1 + (int32_t)(check_random(seed) % 8u);
        for (int i = 0; i < def.shape.point_count; ++i) {
            def.shape.points_m[i].x = check_random_float(seed, -1.0f, 1.0f);
            def.shape.points_m[i].y = check_random_float(seed, -1.0f, 1.0f);
        }
        def.shape.radius_m = check_random_float(seed, 0.0f, 0.5f);
        def.up.x = check_random_float(seed, -1.0f, 1.0f);
        def.up.y = check_random_float(seed, -1.0f, 1.0f);
        def.max_climb_rad = check_random_float(seed, 0.0f, 1.5f);
        def.min_slide_rad = check_random_float(seed, 0.0f, 1.5f);
        def.skin_m = check_random_float(seed, 0.001f, 0.1f);
        def.step_height_m = check_random_float(seed, 0.0f, 3.0f);
        def.snap_m = check_random_float(seed, 0.0f, 3.0f);
        def.mass_kg = check_random_float(seed, 0.0f, 1.0e9f);
        def.max_push_n = check_random_float(seed, 0.0f, 1.0e9f);
        def.steps_on_dynamic = check_random(seed) % 2u == 0;
        qn_character_id made = qn_character_create(world, &def);
        if (made.raw != 0) {
            return made;
        }
    }
}

TEST(any_character_of_allowed_numbers_leaves_a_sound_world)
{
    for (uint32_t seed = 1; seed <= 20; ++seed) {
        qn_world *world = scene_world();
        scene_mixed_pile(world, 30, seed);
        scene_terrain(world);
        uint32_t random = seed;
        qn_character_id who = random_character(world, &random);
        for (int i = 0; i < 120; ++i) {
            qn_vec2 v;
            v.x = check_random_float(&random, -60.0f, 60.0f);
            v.y = check_random_float(&random, -60.0f, 60.0f);
            qn_character_motion last;
            CHECK_ERROR(qn_character_move(world, who, v, SCENE_DT_S, &last), QN_ERROR_OK);
            CHECK(qn_v2_is_finite(last.position_m) && qn_v2_is_finite(last.velocity_mps));
            scene_step(world, 1);
        }
        check_sound(world);
        qn_world_destroy(world);
    }
}

TEST(random_moves_through_a_random_pile_leave_a_sound_world)
{
    for (uint32_t seed = 1; seed <= 10; ++seed) {
        stage s = stage_new(0.0f, 6.0f);
        scene_mixed_pile(s.world, 60, seed);
        uint32_t random = seed;
        for (int i = 0; i < 300; ++i) {
            float dt = check_random(&random) % 10u == 0 ? 1.0f : SCENE_DT_S;
            float limit = check_random(&random) % 4u == 0 ? 400.0f : 5.0f;
            qn_vec2 v;
            v.x = check_random_float(&random, -limit, limit);
            v.y = check_random_float(&random, -limit, limit);
            CHECK_ERROR(qn_character_move(s.world, s.who, v, dt, &s.last), QN_ERROR_OK);
            CHECK(qn_v2_is_finite(s.last.position_m) && qn_v2_is_finite(s.last.velocity_mps));
            scene_step(s.world, 1);
        }
        stage_end(&s);
    }
}
