// Characters on slopes, steps, platforms and among bodies; hostile calls.
#include "check.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <math.h>
#include <string.h>

#define FOOT 0.91 // from the ground to the position of a standing default character, skin included

// A world and a player in it, who falls by itself.
typedef struct stage {
    qn_world *world;
    qn_character_id who;
    qn_character_motion last;
    float fall;
    int air_count; // moves that did not end on the ground
} stage;

static stage new_stage(float x, float y)
{
    stage s = {.world = scene_world()};
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(x, y);
    s.who = qn_character_create(s.world, &def);
    CHECK(s.who.raw != 0);
    return s;
}

static void check_sound(const stage *s)
{
    const char *wrong = qn_world_validate(s->world);
    CHECK_TEXT(wrong == NULL ? "" : wrong, "");
}

static void tick(stage *s, float speed)
{
    bool stands = (s->last.flags & QN_CHARACTER_GROUNDED) != 0;
    s->fall = stands ? 0.0f : s->last.velocity_mps.y;
    qn_vec2 v = {speed, s->fall - 10.0f * SCENE_DT_S};
    CHECK_ERROR(qn_character_move(s->world, s->who, v, SCENE_DT_S, &s->last), QN_ERROR_OK);
    s->air_count += (s->last.flags & QN_CHARACTER_GROUNDED) == 0;
    scene_step(s->world, 1);
}

static void ticks(stage *s, float speed, int count)
{
    for (int i = 0; i < count; ++i) {
        tick(s, speed);
    }
}

static void end(stage *s)
{
    check_sound(s);
    qn_world_destroy(s->world);
}

static qn_body_id box_of(stage *s, qn_body_type type, float x, float y, float hx, float hy, float a)
{
    qn_body_id body = scene_body(s->world, type, x, y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(s->world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(hx, hy), a);
    return body;
}

// The plane through the origin, rising to the right.
static void slope(stage *s, float angle)
{
    qn_rot q = qn_rot_from_angle(angle);
    qn_vec2 center = qn_rotate(q, qn_v2(0.0f, -1.0f));
    box_of(s, QN_BODY_STATIC, center.x, center.y, 40.0f, 1.0f, angle);
}

TEST(it_falls_to_the_ground_and_stands_a_skin_above_it)
{
    stage s = new_stage(0.0f, 3.0f);
    scene_ground(s.world, 10.0f);
    ticks(&s, 0.0f, 60);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, FOOT, 2e-3);
    CHECK_NEAR(s.last.velocity_mps.y, 0.0, 0.0);
    CHECK_NEAR(s.last.ground_normal.y, 1.0, 1e-5);
    float y = s.last.position_m.y;
    ticks(&s, 0.0f, 600);
    CHECK_NEAR(s.last.position_m.y, y, 1e-3);
    CHECK_NEAR(s.last.position_m.x, 0.0, 1e-4);
    end(&s);
}

TEST(it_walks_at_its_speed_over_seams_without_a_bump)
{
    stage s = new_stage(0.0f, 1.0f);
    for (int i = -2; i < 40; ++i) {
        box_of(&s, QN_BODY_STATIC, (float)i, -0.5f, 0.5f, 0.5f, 0.0f);
    }
    ticks(&s, 0.0f, 30);
    float x = s.last.position_m.x;
    s.air_count = 0;
    for (int i = 0; i < 300; ++i) {
        tick(&s, 6.0f);
        CHECK_NEAR(s.last.position_m.x, x + 0.1f * (float)(i + 1), 1e-3);
        CHECK_NEAR(s.last.position_m.y, FOOT, 3e-3);
    }
    CHECK_INT(s.air_count, 0);
    end(&s);
}

// On a slope that it stands on: up, and down again where it got up.
static void climb(stage *s, qn_vec2 start, bool may_climb)
{
    ticks(s, 3.0f, 60);
    CHECK_NEAR(qn_distance(s->last.position_m, start), may_climb ? 3.0 : 0.0, 0.05);
    s->air_count = 0;
    ticks(s, may_climb ? -3.0f : 0.0f, 60);
    CHECK_NEAR(qn_distance(s->last.position_m, start), 0.0, 0.05);
    CHECK_INT(s->air_count, 0);
}

TEST(it_climbs_slopes_up_to_its_limit_and_no_steeper)
{
    for (int degrees = 0; degrees <= 60; degrees += 5) {
        stage s = new_stage(0.0f, 1.5f);
        slope(&s, (float)degrees * QN_PI / 180.0f);
        ticks(&s, 0.0f, 60);
        qn_vec2 start = s.last.position_m;
        bool stands = (s.last.flags & QN_CHARACTER_GROUNDED) != 0;
        ticks(&s, 0.0f, 60);
        float slid = qn_distance(s.last.position_m, start);
        CHECK(degrees > 50 ? slid > 0.25f : stands && slid < 0.01f);
        if (degrees <= 50) {
            climb(&s, start, degrees <= 45);
        } else {
            float height = s.last.position_m.y;
            ticks(&s, 3.0f, 60);
            CHECK(s.last.position_m.y < height + 0.05f);
        }
        end(&s);
    }
}

TEST(it_climbs_steps_up_to_its_height_and_stops_at_higher_ones)
{
    for (int i = 1; i <= 10; ++i) {
        float height = 0.05f * (float)i;
        stage s = new_stage(0.0f, 1.0f);
        scene_ground(s.world, 20.0f);
        box_of(&s, QN_BODY_STATIC, 7.0f, 0.5f * height, 5.0f, 0.5f * height, 0.0f);
        ticks(&s, 0.0f, 20);
        s.air_count = 0;
        ticks(&s, 4.0f, 90);
        if (i <= 6) {
            CHECK_NEAR(s.last.position_m.y, FOOT + (double)height, 5e-3);
            CHECK_NEAR(s.last.position_m.x, 6.0, 0.25);
        } else {
            CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
            CHECK(s.last.position_m.x < 2.0f);
            CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
        }
        CHECK_INT(s.air_count, 0);
        end(&s);
    }
}

TEST(it_goes_up_and_down_stairs_without_leaving_the_ground)
{
    stage s = new_stage(-1.0f, 1.0f);
    scene_ground(s.world, 30.0f);
    for (int i = 0; i < 12; ++i) {
        float top = 0.2f * (float)(i < 6 ? i + 1 : 12 - i);
        box_of(&s, QN_BODY_STATIC, 1.0f + 0.4f * (float)i, 0.5f * top, 0.2f, 0.5f * top, 0.0f);
    }
    ticks(&s, 0.0f, 20);
    s.air_count = 0;
    float highest = 0.0f;
    for (int i = 0; i < 240; ++i) {
        tick(&s, 2.5f);
        highest = s.last.position_m.y > highest ? s.last.position_m.y : highest;
    }
    CHECK_NEAR(highest, FOOT + 1.2, 0.02);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    CHECK(s.last.position_m.x > 7.0f);
    CHECK_INT(s.air_count, 0);
    end(&s);
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
            box_of(&s, QN_BODY_STATIC, 1.0f + 0.3f * (float)i, 0.5f * top, 0.15f, 0.5f * top, 0.0f);
        }
        ticks(&s, 0.0f, 20);
        s.air_count = 0;
        ticks(&s, 4.0f, 150);
        CHECK(s.last.position_m.x > 5.0f);
        CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
        CHECK_INT(s.air_count, 0);
        end(&s);
    }
}

TEST(it_leaves_a_ledge_that_is_deeper_than_its_snap)
{
    stage s = new_stage(-1.0f, 3.0f);
    scene_ground(s.world, 30.0f);
    box_of(&s, QN_BODY_STATIC, -2.0f, 0.5f, 2.0f, 0.5f, 0.0f);
    ticks(&s, 0.0f, 60);
    s.air_count = 0;
    ticks(&s, 3.0f, 90);
    CHECK(s.air_count > 5);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    end(&s);
}

TEST(a_jump_rises_as_it_should_and_ends_at_a_ceiling)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 10.0f);
    ticks(&s, 0.0f, 20);
    float highest = 0.0f;
    qn_vec2 v = {0.0f, 5.0f};
    for (int i = 0; i < 60; ++i) {
        v.y -= 10.0f * SCENE_DT_S;
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        v = s.last.velocity_mps;
        highest = s.last.position_m.y > highest ? s.last.position_m.y : highest;
    }
    CHECK_NEAR(highest, FOOT + 1.25 - 5.0 * 0.5 / 60.0, 0.02);
    box_of(&s, QN_BODY_STATIC, 0.0f, 3.0f, 5.0f, 0.5f, 0.0f);
    ticks(&s, 0.0f, 20);
    v = qn_v2(0.0f, 12.0f);
    bool bumped = false;
    for (int i = 0; i < 20 && !bumped; ++i) {
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        bumped = (s.last.flags & QN_CHARACTER_CEILING) != 0;
    }
    CHECK(bumped);
    CHECK_NEAR(s.last.velocity_mps.y, 0.0, 1e-4);
    CHECK_NEAR(s.last.position_m.y, 2.5 - FOOT, 5e-3);
    end(&s);
}

TEST(walls_stop_it_and_a_narrowing_corridor_holds_it_still)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    box_of(&s, QN_BODY_STATIC, 5.0f, 2.0f, 0.5f, 2.0f, 0.0f);
    ticks(&s, 8.0f, 120);
    CHECK_NEAR(s.last.position_m.x, 4.5 - 0.31, 3e-3);
    CHECK_NEAR(s.last.velocity_mps.x, 0.0, 1e-4);
    CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
    // A roof that comes down to the left.
    box_of(&s, QN_BODY_STATIC, -6.0f, 2.0f, 5.0f, 0.5f, 0.3f);
    ticks(&s, -5.0f, 240);
    float x = s.last.position_m.x;
    ticks(&s, -5.0f, 60);
    CHECK_NEAR(s.last.position_m.x, x, 1e-2);
    CHECK_NEAR(s.last.position_m.y, FOOT, 1e-2);
    end(&s);
}

TEST(a_platform_carries_it_for_ten_seconds_without_drift)
{
    stage s = new_stage(0.5f, 1.0f);
    qn_body_id platform = box_of(&s, QN_BODY_KINEMATIC, 0.0f, -0.5f, 3.0f, 0.5f, 0.0f);
    ticks(&s, 0.0f, 20);
    s.air_count = 0;
    for (int i = 0; i < 600; ++i) {
        float t = (float)i * SCENE_DT_S;
        qn_vec2 v = {4.0f * qn_rot_from_angle(2.0f * t).c, 3.0f * qn_rot_from_angle(3.0f * t).c};
        qn_body_set_velocity(s.world, platform, v, 0.0f);
        tick(&s, 0.0f);
        qn_vec2 off = qn_sub(s.last.position_m, qn_body_pose(s.world, platform).p);
        CHECK_NEAR(off.x, 0.5, 0.01);
        CHECK_NEAR(off.y, 0.5 + FOOT, 0.01);
    }
    CHECK_INT(s.air_count, 0);
    end(&s);
}

// Walks over a floor of boxes with a step and rides a lift; returns where it is, seen from x.
static qn_vec2 walk_and_ride(float x)
{
    stage s = new_stage(x, 1.0f);
    for (int i = -2; i < 20; ++i) {
        float top = i < 6 ? 0.0f : 0.25f;
        box_of(&s, QN_BODY_STATIC, x + (float)i, top - 0.5f, 0.5f, 0.5f, 0.0f);
    }
    qn_body_id lift = box_of(&s, QN_BODY_KINEMATIC, x + 9.0f, 0.3f, 1.0f, 0.05f, 0.0f);
    ticks(&s, 0.0f, 30);
    ticks(&s, 1.3f, 400);
    qn_body_set_velocity(s.world, lift, qn_v2(0.37f, 0.21f), 0.0f);
    ticks(&s, 0.0f, 120);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    qn_vec2 at = qn_sub(s.last.position_m, qn_v2(x, 0.0f));
    end(&s);
    return at;
}

TEST(it_walks_and_rides_far_away_as_at_the_origin)
{
    qn_vec2 near = walk_and_ride(0.0f), far = walk_and_ride(98304.0f);
    CHECK_NEAR(near.x, 400.0 * 1.3 / 60.0 + 2.0 * 0.37, 0.1); // and a stop at the lift
    CHECK_NEAR(far.x, near.x, 0.005);                         // as exactly as a float says it there
    CHECK_NEAR(far.y, near.y, 1e-3);
}

TEST(a_conveyor_carries_it_and_walking_adds_to_that)
{
    stage s = new_stage(0.0f, 1.0f);
    qn_shape_id belt;
    qn_body_shapes(s.world, scene_ground(s.world, 40.0f), &belt, 1);
    qn_material material = qn_material_default();
    material.tangent_speed_mps = 2.0f;
    qn_shape_set_material(s.world, belt, &material);
    ticks(&s, 0.0f, 30);
    float x = s.last.position_m.x;
    ticks(&s, 0.0f, 60);
    CHECK_NEAR(s.last.position_m.x - x, 2.0, 1e-3);
    CHECK_NEAR(s.last.velocity_mps.x, 0.0, 0.0);
    CHECK_NEAR(s.last.ground_velocity_mps.x, 2.0, 1e-4);
    CHECK_NEAR(s.last.ground_velocity_mps.y, 0.0, 1e-4);
    ticks(&s, -3.0f, 60);
    CHECK_NEAR(s.last.position_m.x - x, 2.0 - 1.0, 2e-3);
    box_of(&s, QN_BODY_STATIC, s.last.position_m.x + 1.0f, 1.0f, 0.2f, 1.0f, 0.0f);
    ticks(&s, 0.0f, 120);
    CHECK_NEAR(s.last.position_m.x - x, 1.0 + 0.8 - 0.3, 0.02); // to the wall, and no further
    CHECK((s.last.flags & QN_CHARACTER_WALL) != 0);
    end(&s);
}

TEST(a_rocking_platform_carries_it_for_ten_seconds_without_drift)
{
    stage s = new_stage(1.5f, 1.0f);
    qn_body_id platform = box_of(&s, QN_BODY_KINEMATIC, 0.0f, -0.5f, 3.0f, 0.5f, 0.0f);
    ticks(&s, 0.0f, 20);
    s.air_count = 0;
    qn_vec2 start = qn_inv_transform(qn_body_pose(s.world, platform), s.last.position_m);
    float drift = 0.0f;
    for (int i = 0; i < 600; ++i) {
        float w = 0.6f * qn_rot_from_angle(2.0f * (float)i * SCENE_DT_S).c; // +-0.3 rad
        qn_body_set_velocity(s.world, platform, qn_v2(0.0f, 0.0f), w);
        tick(&s, 0.0f);
        // The middle of its lower cap is what stands on the platform.
        qn_vec2 cap = qn_sub(s.last.position_m, qn_v2(0.0f, 0.6f));
        qn_vec2 local = qn_inv_transform(qn_body_pose(s.world, platform), cap);
        drift = qn_max(drift, qn_abs(local.x - start.x));
    }
    CHECK(drift < 0.05f);
    CHECK_INT(s.air_count, 0);
    end(&s);
}

TEST(it_pushes_a_box_no_harder_than_it_can_and_not_a_heavy_one)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 40.0f);
    qn_body_id light = scene_body(s.world, QN_BODY_DYNAMIC, 2.0f, 0.5f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 30.0f;
    qn_shape_create_box(s.world, light, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    qn_body_id heavy = box_of(&s, QN_BODY_DYNAMIC, -3.0f, 1.0f, 1.0f, 1.0f, 0.0f); // 4000 kg
    ticks(&s, 0.0f, 20);
    ticks(&s, 3.0f, 180);
    CHECK(qn_body_pose(s.world, light).p.x > 7.0f);
    CHECK(qn_body_velocity(s.world, light).x < 3.2f);
    CHECK_NEAR(qn_body_pose(s.world, light).p.x - s.last.position_m.x, 0.82, 0.2);
    ticks(&s, -6.0f, 240);
    CHECK_NEAR(qn_body_pose(s.world, heavy).p.x, -3.0, 0.02);
    CHECK_NEAR(s.last.position_m.x, -1.69, 0.02);
    end(&s);
}

TEST(a_plank_tips_under_it_and_a_box_sleeps_under_it)
{
    stage s = new_stage(0.0f, 2.0f);
    scene_ground(s.world, 40.0f);
    box_of(&s, QN_BODY_STATIC, 0.0f, 0.4f, 0.1f, 0.4f, 0.0f);
    qn_body_id plank = scene_body(s.world, QN_BODY_DYNAMIC, 0.0f, 0.85f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 50.0f;
    qn_shape_create_box(s.world, plank, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.05f), 0.0f);
    ticks(&s, 0.0f, 120);
    CHECK_NEAR(qn_rot_angle(qn_body_pose(s.world, plank).q), 0.0, 0.02);
    ticks(&s, 1.0f, 100);
    CHECK(qn_rot_angle(qn_body_pose(s.world, plank).q) < -0.2f);
    qn_body_id box = box_of(&s, QN_BODY_DYNAMIC, -10.0f, 0.5f, 1.0f, 0.5f, 0.0f);
    qn_character_set_position(s.world, s.who, qn_v2(-10.0f, 2.0f));
    ticks(&s, 0.0f, 180);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, 1.0 + FOOT, 5e-3);
    CHECK(!qn_body_is_awake(s.world, box));
    end(&s);
}

TEST(it_passes_a_one_way_platform_from_below_and_stands_on_it)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 10.0f);
    qn_body_id shelf = scene_body(s.world, QN_BODY_STATIC, 0.0f, 2.2f);
    qn_shape_def def = qn_shape_def_default();
    def.material.one_way = qn_v2(0.0f, 1.0f);
    qn_shape_create_box(s.world, shelf, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 0.1f), 0.0f);
    ticks(&s, 0.0f, 20);
    qn_vec2 v = {0.0f, 9.0f};
    for (int i = 0; i < 180; ++i) {
        qn_character_move(s.world, s.who, v, SCENE_DT_S, &s.last);
        v = s.last.velocity_mps;
        v.y -= 10.0f * SCENE_DT_S;
    }
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK_NEAR(s.last.position_m.y, 2.3 + FOOT, 5e-3);
    end(&s);
}

TEST(it_gets_out_of_what_it_is_put_into)
{
    stage s = new_stage(0.0f, 0.6f);
    scene_ground(s.world, 10.0f);
    box_of(&s, QN_BODY_STATIC, 1.0f, 1.0f, 0.8f, 1.0f, 0.0f);
    ticks(&s, 0.0f, 30);
    CHECK((s.last.flags & QN_CHARACTER_STUCK) == 0);
    CHECK((s.last.flags & QN_CHARACTER_GROUNDED) != 0);
    CHECK(s.last.position_m.x <= 0.2f - 0.3f);
    CHECK_NEAR(s.last.position_m.y, FOOT, 5e-3);
    end(&s);
}

TEST(it_never_passes_a_thin_wall_however_fast)
{
    for (int i = 0; i < 40; ++i) {
        stage s = new_stage(0.1f * (float)i, 1.5f);
        scene_ground(s.world, 60.0f);
        box_of(&s, QN_BODY_STATIC, 20.0f, 3.0f, 0.01f, 3.0f, 0.0f);
        float speed = 50.0f + 8.0f * (float)i;
        ticks(&s, speed, 60);
        CHECK_NEAR(s.last.position_m.x, 19.99 - 0.31, 5e-3);
        CHECK(s.last.position_m.y > 0.8f);
        end(&s);
    }
}

TEST(a_body_goes_along_and_it_weighs_on_what_it_stands_on)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    qn_character_destroy(s.world, s.who);
    qn_body_id shadow = scene_body(s.world, QN_BODY_KINEMATIC, 0.0f, 1.0f);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_capsule(s.world, shadow, &shape, qn_v2(0.0f, -0.6f), qn_v2(0.0f, 0.6f), 0.3f);
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(0.0f, 1.0f);
    def.body = shadow;
    s.who = qn_character_create(s.world, &def);
    for (int i = 0; i < 60; ++i) {
        tick(&s, 2.0f);
        CHECK_NEAR(qn_distance(qn_body_pose(s.world, shadow).p, s.last.position_m), 0.0, 1e-4);
    }
    CHECK_NEAR(s.last.position_m.x, 2.0, 1e-2);
    qn_body_destroy(s.world, shadow);
    ticks(&s, 2.0f, 60);
    CHECK_NEAR(s.last.position_m.x, 4.0, 1e-2);
    end(&s);
}

// A corridor dug into solid tiles, and the same floor as a chain.
TEST(tiles_and_chains_are_ground_without_bumps)
{
    for (int kind = 0; kind < 2; ++kind) {
        stage s = new_stage(2.0f, 1.0f);
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
        ticks(&s, 0.0f, 30);
        s.air_count = 0;
        float x = s.last.position_m.x;
        for (int i = 0; i < 240; ++i) {
            tick(&s, 6.0f);
            CHECK_NEAR(s.last.position_m.y, FOOT, 3e-3);
        }
        CHECK_NEAR(s.last.position_m.x, x + 24.0f, 1e-2);
        CHECK_INT(s.air_count, 0);
        ticks(&s, 6.0f, 240);
        if (kind == 0) { // down half a metre, against the side of the pit, which is too high
            CHECK_NEAR(s.last.position_m.y, FOOT - 0.5, 3e-3);
            CHECK_NEAR(s.last.position_m.x, 38.0 - 0.31, 5e-3);
        }
        end(&s);
    }
}

TEST(it_falls_when_its_ground_goes)
{
    stage s = new_stage(0.0f, 1.0f);
    qn_body_id floor = box_of(&s, QN_BODY_STATIC, 0.0f, -0.5f, 2.0f, 0.5f, 0.0f);
    ticks(&s, 0.0f, 20);
    CHECK(s.last.ground.raw != 0);
    qn_body_destroy(s.world, floor);
    CHECK_INT(qn_character_last_motion(s.world, s.who).ground.raw, 0);
    ticks(&s, 0.0f, 60);
    CHECK(s.last.position_m.y < -3.0f);
    end(&s);
}

TEST(a_crouch_fits_where_it_cannot_stand)
{
    stage s = new_stage(0.0f, 1.0f);
    scene_ground(s.world, 20.0f);
    box_of(&s, QN_BODY_STATIC, 4.0f, 2.0f, 2.0f, 0.8f, 0.0f);
    qn_region crouch = qn_region_circle(qn_v2(0.0f, -0.4f), 0.5f);
    qn_region stand = {
        .points_m = {{0.0f, -0.6f}, {0.0f, 0.6f}}, .point_count = 2, .radius_m = 0.3f};
    CHECK(!qn_character_fits(s.world, s.who, &stand, qn_v2(4.0f, 0.92f)));
    CHECK(qn_character_fits(s.world, s.who, &crouch, qn_v2(4.0f, 0.92f)));
    ticks(&s, 0.0f, 20);
    CHECK_ERROR(qn_character_set_shape(s.world, s.who, &crouch), QN_ERROR_OK);
    ticks(&s, 3.0f, 80);
    CHECK_NEAR(s.last.position_m.x, 4.0, 0.05);
    end(&s);
}

// ---- Hostile --------------------------------------------------------------------------------

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
    stage s = new_stage(0.0f, 1.0f);
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
    end(&s);
}

static qn_character_id random_character(qn_world *world, uint32_t *seed)
{
    for (;;) {
        qn_character_def def = qn_character_def_default();
        def.position_m = qn_v2(0.0f, 6.0f);
        def.shape.point_count = 1 + (int32_t)(check_random(seed) % 8u);
        for (int i = 0; i < def.shape.point_count; ++i) {
            float x = check_random_float(seed, -1.0f, 1.0f);
            def.shape.points_m[i] = qn_v2(x, check_random_float(seed, -1.0f, 1.0f));
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
            qn_vec2 v = {check_random_float(&random, -60.0f, 60.0f),
                         check_random_float(&random, -60.0f, 60.0f)};
            qn_character_motion last;
            CHECK_ERROR(qn_character_move(world, who, v, SCENE_DT_S, &last), QN_ERROR_OK);
            CHECK(qn_v2_is_finite(last.position_m) && qn_v2_is_finite(last.velocity_mps));
            scene_step(world, 1);
        }
        CHECK_TEXT(qn_world_validate(world) == NULL ? "" : qn_world_validate(world), "");
        qn_world_destroy(world);
    }
}

TEST(random_moves_through_a_random_pile_leave_a_sound_world)
{
    for (uint32_t seed = 1; seed <= 10; ++seed) {
        stage s = new_stage(0.0f, 6.0f);
        scene_mixed_pile(s.world, 60, seed);
        uint32_t random = seed;
        for (int i = 0; i < 300; ++i) {
            float dt = check_random(&random) % 10u == 0 ? 1.0f : SCENE_DT_S;
            float limit = check_random(&random) % 4u == 0 ? 400.0f : 5.0f;
            qn_vec2 v = {check_random_float(&random, -limit, limit),
                         check_random_float(&random, -limit, limit)};
            CHECK_ERROR(qn_character_move(s.world, s.who, v, dt, &s.last), QN_ERROR_OK);
            CHECK(qn_v2_is_finite(s.last.position_m) && qn_v2_is_finite(s.last.velocity_mps));
            scene_step(s.world, 1);
        }
        end(&s);
    }
}
