// A hundred kilometres from the origin sensors, terrain, characters and queries are as at the
// origin.
#include "check.h"
#include "far.h"
#include "scenes.h"

#define NEAR_M 0.001f
#define STEP_M 0.0079f // of a float there
#define FIVE_SECONDS 300

// ---- Sensors --------------------------------------------------------------------------------

static void add_sensor(far_scene *s, qn_body_id body, qn_vec2 half)
{
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    qn_shape_create_box(s->world, body, &def, qn_v2(0.0f, 0.0f), half, 0.0f);
}

// Slow visitors, one that crosses within a step, and a sensor on its way.
static void build_sensors(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    for (int i = 0; i < 40; ++i) {
        qn_body_id box = far_box(s, QN_BODY_DYNAMIC, -2.0f, 0.5f * (float)i, 0.25f, 0.125f);
        qn_body_set_velocity(s->world, box, qn_v2(0.2f + 0.017f * (float)i, 0.0f), 0.0f);
    }
    qn_body_id shot = far_box(s, QN_BODY_DYNAMIC, -10.0f, -2.0f, 0.125f, 0.125f);
    qn_body_set_velocity(s->world, shot, qn_v2(90.0f, 0.0f), 0.0f);
    far_box(s, QN_BODY_STATIC, 14.0f, 0.0f, 0.5f, 4.0f);
    add_sensor(s, far_body(s, QN_BODY_STATIC, 0.0f, 4.0f), qn_v2(0.5f, 24.0f));
    qn_body_id gate = far_body(s, QN_BODY_KINEMATIC, 6.0f, 4.0f);
    add_sensor(s, gate, qn_v2(0.03125f, 24.0f));
    qn_body_set_velocity(s->world, gate, qn_v2(-0.3f, 0.0f), 0.01f);
}

TEST(sensors_far_away_see_visitors_in_the_steps_of_the_origin)
{
    CHECK_NEAR(far_worst(build_sensors, NULL, 2 * FIVE_SECONDS), 0.0, NEAR_M);
}

static float fall_mps;

// Past the corner of a sensor within a step, over or under it by a few millimetres.
static void build_pass(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    add_sensor(s, far_body(s, QN_BODY_STATIC, 6.0f, 0.0f), qn_v2(0.25f, 1.0f));
    qn_body_id shot = far_box(s, QN_BODY_DYNAMIC, 0.0f, 2.0f, 0.25f, 0.25f);
    qn_body_set_velocity(s->world, shot, qn_v2(60.0f, -fall_mps), 0.0f);
}

TEST(a_shot_far_away_crosses_a_sensor_by_the_same_millimetre_as_at_the_origin)
{
    for (int i = 0; i < 20; ++i) {
        fall_mps = 6.7f + 0.02f * (float)i;
        CHECK_NEAR(far_worst(build_pass, NULL, 20), 0.0, NEAR_M);
    }
}

// ---- Terrain --------------------------------------------------------------------------------

static void build_chain_terrain(far_scene *s)
{
    qn_vec2 points[] = {{20.0f, 4.0f}, {12.0f, 1.0f}, {6.0f, 0.0f},
                        {0.0f, 0.5f},  {-6.0f, 0.0f}, {-12.0f, 3.0f}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 6;
    CHECK(qn_chain_create(s->world, s->bodies[0], &def).raw != 0);
    far_box(s, QN_BODY_DYNAMIC, 7.0f, 2.0f, 0.5f, 0.25f);
    qn_body_id ball = far_body(s, QN_BODY_DYNAMIC, 3.0f, 2.0f);
    qn_shape_def shape = qn_shape_def_default();
    shape.enable_contact_events = true;
    qn_shape_create_circle(s->world, ball, &shape, qn_v2(0.0f, 0.0f), 0.375f);
}

TEST(bodies_far_away_slide_along_chains_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_chain_terrain, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

static void build_tiles(far_scene *s)
{
    qn_tiles_def def = qn_tiles_def_default();
    def.origin_m = qn_v2(-8.0f, -4.0f);
    def.cell_m = 0.5f;
    def.width = 48;
    def.height = 16;
    qn_shape_id tiles = qn_tiles_create(s->world, s->bodies[0], &def);
    CHECK(tiles.raw != 0);
    qn_tiles_fill(s->world, tiles, 0, 0, 48, 8, true);
    qn_tiles_fill(s->world, tiles, 20, 6, 4, 2, false);
    for (int i = 0; i < 3; ++i) {
        qn_body_id box = far_box(s, QN_BODY_DYNAMIC, 2.5f * (float)i - 5.0f, 1.0f, 0.375f, 0.25f);
        qn_body_set_velocity(s->world, box, qn_v2(2.0f, 0.0f), 0.0f);
    }
}

TEST(bodies_far_away_slide_over_tiles_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_tiles, NULL, FIVE_SECONDS), 0.0, NEAR_M);
}

TEST(cells_far_away_are_found_at_the_points_of_the_origin)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene s = far_scene_at(far_place(place), build_tiles);
        qn_shape_id tiles;
        int32_t x = -1, y = -1;
        qn_body_shapes(s.world, s.bodies[0], &tiles, 1);
        qn_vec2 point = far_at(&s, 1.9921875f, -1.0078125f);
        CHECK_ERROR(qn_tiles_cell_at(s.world, tiles, point, &x, &y), QN_ERROR_OK);
        CHECK_INT(x, 19);
        CHECK_INT(y, 5);
        qn_world_destroy(s.world);
    }
}

// ---- Characters -----------------------------------------------------------------------------

// Its place is a float for the caller; the body that goes along is where it really is.
static void build_walk(far_scene *s)
{
    far_ground(s);
    far_box(s, QN_BODY_STATIC, 3.0f, 0.0f, 0.5f, 0.25f);
    far_box(s, QN_BODY_DYNAMIC, 6.0f, 0.5f, 0.375f, 0.5f);
    far_box(s, QN_BODY_DYNAMIC, 9.0f, 0.25f, 2.0f, 0.25f);
    qn_character_def def = qn_character_def_default();
    def.position_m = far_at(s, 0.0f, 1.0f);
    def.shape = qn_region_capsule(qn_v2(0.0f, -0.25f), qn_v2(0.0f, 0.25f), 0.25f);
    def.mass_kg = 80.0f;
    def.max_push_n = 2000.0f;
    def.body = far_body(s, QN_BODY_KINEMATIC, 0.0f, 1.0f);
    s->character = qn_character_create(s->world, &def);
    CHECK(s->character.raw != 0);
}

static void walk(far_scene *s, int step)
{
    qn_character_motion last = qn_character_last_motion(s->world, s->character);
    bool stands = (last.flags & QN_CHARACTER_GROUNDED) != 0;
    float up = stands ? (step % 50 == 0 ? 3.0f : 0.0f) : last.velocity_mps.y - 9.81f * SCENE_DT_S;
    qn_vec2 wanted = qn_v2(2.0f, up);
    CHECK_ERROR(qn_character_move(s->world, s->character, wanted, SCENE_DT_S, NULL), QN_ERROR_OK);
}

TEST(a_character_far_away_walks_climbs_and_pushes_as_at_the_origin)
{
    CHECK_NEAR(far_worst(build_walk, walk, FIVE_SECONDS), 0.0, NEAR_M);
}

// ---- Queries --------------------------------------------------------------------------------

// A turned box on its way, between two places that floats can say.
static void build_target(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    qn_body_id box = far_box(s, QN_BODY_DYNAMIC, 3.0f, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(s->world, box, qn_v2(-0.0125f, 0.0075f), 0.1f);
    scene_step(s->world, 20);
}

static qn_cast_hit cast_ray(const far_scene *s)
{
    qn_ray ray = {far_at(s, 0.0f, 0.125f), {8.0f, 0.5f}};
    qn_cast_hit hit;
    CHECK_ERROR(qn_world_cast_ray(s->world, &ray, qn_filter_all(), &hit), QN_ERROR_OK);
    return hit;
}

static qn_cast_hit cast_ball(const far_scene *s)
{
    qn_region_cast cast = {.region = qn_region_circle(qn_v2(0.0f, 0.0f), 0.25f),
                           .start = {far_at(s, 0.0f, 0.5f), {1.0f, 0.0f}},
                           .translation_m = {8.0f, -0.25f}};
    qn_cast_hit hit;
    CHECK_ERROR(qn_world_cast_region(s->world, &cast, qn_filter_all(), &hit), QN_ERROR_OK);
    return hit;
}

static void check_hits(const far_scene *far, qn_cast_hit a, qn_cast_hit b, float length)
{
    CHECK(a.shape.raw != 0);
    CHECK(b.shape.raw != 0);
    CHECK_NEAR(length * b.fraction, length * a.fraction, NEAR_M);
    CHECK_NEAR(qn_distance(a.normal, b.normal), 0.0, NEAR_M);
    CHECK_NEAR(qn_distance(qn_sub(b.point_m, far->at), a.point_m), 0.0, STEP_M);
}

static float distance_to_target(const far_scene *s)
{
    qn_nearest_query query = {far_at(s, 0.0f, 0.25f), 10.0f};
    qn_nearest nearest;
    CHECK_ERROR(qn_world_nearest(s->world, &query, qn_filter_all(), &nearest), QN_ERROR_OK);
    return nearest.distance_m;
}

TEST(rays_casts_and_nearest_points_far_away_are_as_at_the_origin)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene near = far_scene_at(qn_v2(0.0f, 0.0f), build_target);
        far_scene far = far_scene_at(far_place(place), build_target);
        check_hits(&far, cast_ray(&near), cast_ray(&far), 8.0f);
        check_hits(&far, cast_ball(&near), cast_ball(&far), 8.0f);
        CHECK_NEAR(distance_to_target(&far), distance_to_target(&near), NEAR_M);
        qn_world_destroy(near.world);
        qn_world_destroy(far.world);
    }
}

// A box of the world 1 mm short of the body, and 1 mm into it.
static int32_t count_in_box(const far_scene *s, float lower_y)
{
    qn_aabb box = {far_at(s, 2.0f, lower_y), far_at(s, 4.0f, 4.0f)};
    int32_t count = 0;
    CHECK_ERROR(qn_world_box_all(s->world, box, qn_filter_all(), NULL, 0, &count), QN_ERROR_OK);
    return count;
}

static void build_low_box(far_scene *s)
{
    qn_world_set_gravity(s->world, qn_v2(0.0f, 0.0f));
    far_box(s, QN_BODY_DYNAMIC, 3.0f, 0.0f, 0.5f, 0.5f);
    far_box(s, QN_BODY_DYNAMIC, 3.0f, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(s->world, s->bodies[1], qn_v2(0.0f, -0.06f), 0.0f);
    qn_body_set_velocity(s->world, s->bodies[2], qn_v2(0.0f, 0.06f), 0.0f);
    qn_filter_joint_def filter = qn_filter_joint_def_default();
    filter.base.body_a = s->bodies[1];
    filter.base.body_b = s->bodies[2];
    qn_filter_joint_create(s->world, &filter);
    scene_step(s->world, 1);
}

TEST(boxes_far_away_hold_bodies_to_a_millimetre)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene s = far_scene_at(far_place(place), build_low_box);
        CHECK_INT(count_in_box(&s, 0.5f), 1);
        CHECK_INT(count_in_box(&s, 0.484375f), 2);
        CHECK_INT(count_in_box(&s, 0.515625f), 0);
        qn_world_destroy(s.world);
    }
}

// As near as a float of the world can say.
TEST(points_of_contact_far_away_are_rounded_once)
{
    for (int place = 0; place < FAR_PLACE_COUNT; ++place) {
        far_scene near = far_scene_at(qn_v2(0.0f, 0.0f), build_chain_terrain);
        far_scene far = far_scene_at(far_place(place), build_chain_terrain);
        scene_step(near.world, 200);
        scene_step(far.world, 200);
        qn_contact_data a[2], b[2];
        CHECK_INT(qn_body_contacts(near.world, near.bodies[1], a, 1), 1);
        CHECK_INT(qn_body_contacts(far.world, far.bodies[1], b, 1), 1);
        CHECK_INT(a[0].point_count, b[0].point_count);
        for (int i = 0; i < a[0].point_count; ++i) {
            qn_vec2 seen = qn_sub(b[0].points[i].point_m, far.at);
            CHECK_NEAR(seen.x, a[0].points[i].point_m.x, 0.5f * STEP_M + NEAR_M);
            CHECK_NEAR(seen.y, a[0].points[i].point_m.y, 0.5f * STEP_M + NEAR_M);
        }
        qn_world_destroy(near.world);
        qn_world_destroy(far.world);
    }
}
