// Characters on ground that stands: slopes, steps, ledges, walls, corridors.
#include "stage.h"

TEST(it_falls_to_the_ground_and_stands_a_skin_above_it)
{
    stage s = stage_new(0.0f, 3.0f);
    scene_ground(s.world, 10.0f);
    stage_ticks(&s, 0.0f, 60);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, FOOT, 2e-3);
    CHECK_NEAR(s.last.velocity_mps.y, 0.0, 0.0);
    CHECK_NEAR(s.last.ground_normal.y, 1.0, 1e-5);
    float y = s.last.position_m.y;
    stage_ticks(&s, 0.0f, 600);
    CHECK_NEAR(s.last.position_m.y, y, 1e-3);
    CHECK_NEAR(s.last.position_m.x, 0.0, 1e-4);
    stage_end(&s);
}

TEST(it_walks_at_its_speed_over_seams_without_a_bump)
{
    stage s = stage_new(0.0f, 1.0f);
    for (int i = -2; i < 40; ++i) {
        stage_box(&s, QN_BODY_STATIC, (float)i, -0.5f, 0.5f, 0.5f, 0.0f);
    }
    stage_ticks(&s, 0.0f, 30);
    float x = s.last.position_m.x;
    s.air_count = 0;
    for (int i = 0; i < 300; ++i) {
        stage_tick(&s, 6.0f);
        CHECK_NEAR(s.last.position_m.x, x + 0.1f * (float)(i + 1), 1e-3);
        CHECK_NEAR(s.last.position_m.y, FOOT, 3e-3);
    }
    CHECK_INT(s.air_count, 0);
    stage_end(&s);
}

// On a slope that it stands on: up, and down again where it got up.
static void climb(stage *s, qn_vec2 start, bool may_climb)
{
    stage_ticks(s, 3.0f, 60);
    CHECK_NEAR(qn_distance(s->last.position_m, start), may_climb ? 3.0 : 0.0, 0.05);
    s->air_count = 0;
    stage_ticks(s, may_climb ? -3.0f : 0.0f, 60);
    CHECK_NEAR(qn_distance(s->last.position_m, start), 0.0, 0.05);
    CHECK_INT(s->air_count, 0);
}

TEST(it_climbs_slopes_up_to_its_limit_and_no_steeper)
{
    for (int degrees = 0; degrees <= 60; degrees += 5) {
        stage s = stage_new(0.0f, 1.5f);
        stage_slope(&s, (float)degrees * QN_PI / 180.0f);
        stage_ticks(&s, 0.0f, 60);
        qn_vec2 start = s.last.position_m;
        bool stands = (s.last.flags & QN_CHARACTER_GROUNDED) != 0;
        stage_ticks(&s, 0.0f, 60);
        float slid = qn_distance(s.last.position_m, start);
        CHECK(degrees > 50 ? slid > 0.25f : stands && slid < 0.01f);
        if (degrees <= 50) {
            climb(&s, start, degrees <= 45);
        } else {
            float height = s.last.position_m.y;
            stage_ticks(&s, 3.0f, 60);
            CHECK(s.last.position_m.y < height + 0.05f);
        }
        stage_end(&s);
    }
}

TEST(it_climbs_steps_up_to_its_height_and_stops_at_higher_ones)
{
    for (int i = 1; i <= 10; ++i) {
        float height = 0.05f * (float)i;
        stage s = stage_new(0.0f, 1.0f);
        scene_ground(s.world, 20.0f);
        stage_box(&s, QN_BODY_STATIC, 7.0f, 0.5f * height, 5.0f, 0.5f * height, 0.0f);
        stage_ticks(&s, 0.0f, 20);
        s.air_count = 0;
        stage_ticks(&s, 4.0f, 90);
        if (i <= 6) {
            CHECK_NEAR(s.last.position_m.y, FOOT + (double)height, 5e-3);
            CHECK_NEAR(s.last.position_m.x, 6.0, 0.25);
        } else {
            CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
            CHECK(s.last.position_m.x < 2.0f);
            CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
        }
        CHECK_INT(s.air_count, 0);
        stage_end(&s);
    }
}

TEST(it_goes_up_and_down_stairs_without_leaving_the_ground)
{
    stage s = stage_new(-1.0f, 1.0f);
    scene_ground(s.world, 30.0f);
    for (int i = 0; i < 12; ++i) {
        float top = 0.2f * (float)(i < 6 ? i + 1 : 12 - i);
        stage_box(&s, QN_BODY_STATIC, 1.0f + 0.4f * (float)i, 0.5f * top, 0.2f, 0.5f * top, 0.0f);
    }
    stage_ticks(&s, 0.0f, 20);
    s.air_count = 0;
    float highest = 0.0f;
    for (int i = 0; i < 240; ++i) {
        stage_tick(&s, 2.5f);
        highest = s.last.position_m.y > highest ? s.last.position_m.y : highest;
    }
    CHECK_NEAR(highest, FOOT + 1.2, 0.02);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    CHECK(s.last.position_m.x > 7.0f);
    CHECK_INT(s.air_count, 0);
    stage_end(&s);
}

TEST(boxes_and_balls_take_steep_stairs_too)
{
    for (int kind = 0; kind < 3; ++kind) {
        stage s = {.world = scene_world()};
        qn_character_def def = qn_character_def_default();
        def.position_m = qn_v2(-1.0f, 1.2f);
        def.shape = kind == 0   ? qn_region_box(qn_v2(-0.3f, -0.9f), qn_v2(0.3f, 0.9f))
                    : kind == 1 ? qn_region_circle(qn_v2(0.0f, -0.4f), 0.5f)
                                : def.shape;
        s.who = qn_character_create(s.world, &def);
        scene_ground(s.world, 30.0f);
        for (int i = 0; i < 12; ++i) {
            float top = 0.3f * (float)(i < 6 ? i + 1 : 12 - i);
            stage_box(&s, QN_BODY_STATIC, 1.0f + 0.3f * (float)i, 0.5f * top, 0.15f, 0.5f * top,
                      0.0f);
        }
        stage_ticks(&s, 0.0f, 20);
        s.air_count = 0;
        stage_ticks(&s, 4.0f, 150);
        CHECK(s.last.position_m.x > 5.0f);
        CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
        CHECK_INT(s.air_count, 0);
        stage_end(&s);
    }
}

TEST(it_leaves_a_ledge_that_is_deeper_than_its_snap)
{
    stage s = stage_new(-1.0f, 3.0f);
    scene_ground(s.world, 30.0f);
    stage_box(&s, QN_BODY_STATIC, -2.0f, 0.5f, 2.0f, 0.5f, 0.0f);
    stage_ticks(&s, 0.0f, 60);
    s.air_count = 0;
    stage_ticks(&s, 3.0f, 90);
    CHECK(s.air_count > 5);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    stage_end(&s);
}

TEST(a_jump_rises_as_it_should_and_ends_at_a_ceiling)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 10.0f);
    stage_ticks(&s, 0.0f, 20);
    float highest = 0.0f;
    qn_vec2 v = {0.0f, 5.0f};
    for (int i = 0; i < 60; ++i) {
        v.y -= 10.0f * SCENE_DT_S;
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        v = s.last.velocity_mps;
        highest = s.last.position_m.y > highest ? s.last.position_m.y : highest;
    }
    CHECK_NEAR(highest, FOOT + 1.25 - 5.0 * 0.5 / 60.0, 0.02);
    stage_box(&s, QN_BODY_STATIC, 0.0f, 3.0f, 5.0f, 0.5f, 0.0f);
    stage_ticks(&s, 0.0f, 20);
    v = qn_v2(0.0f, 12.0f);
    bool bumped = false;
    for (int i = 0; i < 20 && !bumped; ++i) {
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        bumped = (s.last.flags & QN_CHARACTER_CEILING) != 0;
    }
    CHECK(bumped);
    CHECK_NEAR(s.last.velocity_mps.y, 0.0, 1e-4);
    CHECK_NEAR(s.last.position_m.y, 2.5 - FOOT, 5e-3);
    stage_end(&s);
}

TEST(walls_stop_it_and_a_narrowing_corridor_holds_it_still)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    stage_box(&s, QN_BODY_STATIC, 5.0f, 2.0f, 0.5f, 2.0f, 0.0f);
    stage_ticks(&s, 8.0f, 120);
    CHECK_NEAR(s.last.position_m.x, 4.5 - 0.31, 3e-3);
    CHECK_NEAR(s.last.velocity_mps.x, 0.0, 1e-4);
    CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
    // A roof that comes down to the left.
    stage_box(&s, QN_BODY_STATIC, -6.0f, 2.0f, 5.0f, 0.5f, 0.3f);
    stage_ticks(&s, -5.0f, 240);
    float x = s.last.position_m.x;
    stage_ticks(&s, -5.0f, 60);
    CHECK_NEAR(s.last.position_m.x, x, 1e-2);
    CHECK_NEAR(s.last.position_m.y, FOOT, 1e-2);
    stage_end(&s);
}

TEST(it_gets_out_of_what_it_is_put_into)
{
    stage s = stage_new(0.0f, 0.6f);
    scene_ground(s.world, 10.0f);
    stage_box(&s, QN_BODY_STATIC, 1.0f, 1.0f, 0.8f, 1.0f, 0.0f);
    stage_ticks(&s, 0.0f, 30);
    CHECK((s.last.flags & QN_CHARACTER_STUCK) == 0);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK(s.last.position_m.x <= 0.2f - 0.3f);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    stage_end(&s);
}

TEST(it_never_passes_a_thin_wall_however_fast)
{
    for (int i = 0; i < 40; ++i) {
        stage s = stage_new(0.1f * (float)i, 1.5f);
        scene_ground(s.world, 60.0f);
        stage_box(&s, QN_BODY_STATIC, 20.0f, 3.0f, 0.01f, 3.0f, 0.0f);
        float speed = 50.0f + 8.0f * (float)i;
        stage_ticks(&s, speed, 60);
        CHECK_NEAR(s.last.position_m.x, 19.99 - 0.31, 5e-3);
        CHECK(s.last.position_m.y > 0.8f);
        stage_end(&s);
    }
}

// A corridor dug into solid tiles, and the same floor as a chain.
TEST(tiles_and_chains_are_ground_without_bumps)
{
    for (int kind = 0; kind < 2; ++kind) {
        stage s = stage_new(2.0f, 1.0f);
        qn_body_id ground = scene_body(s.world, QN_BODY_STATIC, 0.0f, 0.0f);
        if (kind == 0) {
            qn_tiles_def def = qn_tiles_def_default();
            def.origin_m = qn_v2(-2.0f, -3.0f);
            def.cell_m = 0.5f;
            def.width = 100;
            def.height = 20;
            qn_shape_id tiles = qn_tiles_create(s.world, ground, &def);
            CHECK_ERROR(qn_tiles_fill(s.world, tiles, 0, 0, 100, 20, true), QN_ERROR_OK);
            CHECK_ERROR(qn_tiles_fill(s.world, tiles, 1, 6, 90, 5, false), QN_ERROR_OK);
            CHECK_ERROR(qn_tiles_fill(s.world, tiles, 60, 5, 20, 1, false), QN_ERROR_OK);
        } else {
            const qn_vec2 points[6] = {{60.0f, 0.0f}, {50.0f, 0.0f}, {20.0f, 0.0f},
                                       {8.0f, 0.0f},  {-9.0f, 0.0f}, {-20.0f, 0.0f}};
            qn_chain_def def = qn_chain_def_default();
            def.points_m = points;
            def.point_count = 6;
            CHECK(qn_chain_create(s.world, ground, &def).raw != 0);
        }
        stage_ticks(&s, 0.0f, 30);
        s.air_count = 0;
        float x = s.last.position_m.x;
        for (int i = 0; i < 240; ++i) {
            stage_tick(&s, 6.0f);
            CHECK_NEAR(s.last.position_m.y, FOOT, 3e-3);
        }
        CHECK_NEAR(s.last.position_m.x, x + 24.0f, 1e-2);
        CHECK_INT(s.air_count, 0);
        stage_ticks(&s, 6.0f, 240);
        if (kind == 0) { // down half a metre, against the side of the pit, which is too high
            CHECK_NEAR(s.last.position_m.y, FOOT - 0.5, 3e-3);
            CHECK_NEAR(s.last.position_m.x, 38.0 - 0.31, 5e-3);
        }
        stage_end(&s);
    }
}

TEST(a_crouch_fits_where_it_cannot_stand)
{
    stage s = stage_new(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    stage_box(&s, QN_BODY_STATIC, 4.0f, 2.0f, 2.0f, 0.8f, 0.0f);
    qn_region crouch = qn_region_circle(qn_v2(0.0f, -0.4f), 0.5f);
    qn_region stand = {
        .points_m = {{0.0f, -0.6f}, {0.0f, 0.6f}}, .point_count = 2, .radius_m = 0.3f};
    CHECK(!qn_character_fits(s.world, s.who, &stand, qn_v2(4.0f, 0.92f)));
    CHECK(qn_character_fits(s.world, s.who, &crouch, qn_v2(4.0f, 0.92f)));
    stage_ticks(&s, 0.0f, 20);
    CHECK_ERROR(qn_character_set_shape(s.world, s.who, &crouch), QN_ERROR_OK);
    stage_ticks(&s, 3.0f, 80);
    CHECK_NEAR(s.last.position_m.x, 4.0, 0.05);
    stage_end(&s);
}
