// The geometry of shapes, read back and changed while the world runs.
#include "check.h"
#include "joints.h"
#include "scenes.h"
#include "sound.h"

static float height(const qn_world *world, qn_body_id body)
{
    return qn_body_pose(world, body).p.y;
}

TEST(shapes_are_read_as_they_were_made)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 5.0f, 5.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id circle = qn_shape_create_circle(world, body, &def, qn_v2(1.0f, 2.0f), 0.5f);
    qn_shape_id capsule =
        qn_shape_create_capsule(world, body, &def, qn_v2(-1.0f, 0.0f), qn_v2(1.0f, 0.0f), 0.25f);
    qn_shape_id segment =
        qn_shape_create_segment(world, body, &def, qn_v2(-1.0f, 3.0f), qn_v2(1.0f, 3.0f));
    qn_shape_id box =
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 1.0f), 0.0f);
    qn_region r = qn_shape_region(world, circle);
    CHECK(r.point_count == 1 && r.points_m[0].y == 2.0f && r.radius_m == 0.5f);
    r = qn_shape_region(world, capsule);
    CHECK(r.point_count == 2 && r.points_m[0].x == -1.0f && r.radius_m == 0.25f);
    r = qn_shape_region(world, segment);
    CHECK(r.point_count == 2 && r.points_m[1].y == 3.0f && r.radius_m == 0.0f);
    r = qn_shape_region(world, box);
    CHECK(r.point_count == 4 && r.radius_m == 0.0f);
    CHECK_NEAR(r.points_m[2].x, 2.0, 0.0);
    qn_world_destroy(world);
}

TEST(a_shape_becomes_any_other_and_keeps_what_it_is_made_of)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id body = scene_circle(world, 0.0f, 0.5f, 0.5f);
    qn_shape_id shape = scene_shape_of(world, body);
    qn_material ice = qn_material_default();
    ice.friction = 0.01f;
    qn_shape_set_material(world, shape, &ice);
    scene_step(world, 60);
    qn_region box = qn_region_box(qn_v2(-1.0f, -0.25f), qn_v2(1.0f, 0.75f));
    CHECK_ERROR(qn_shape_set_region(world, shape, &box), QN_ERROR_OK);
    CHECK_INT(qn_shape_get_type(world, shape), QN_SHAPE_POLYGON);
    CHECK_NEAR(qn_body_mass(world, body), 2000.0, 1e-2);
    CHECK_NEAR(qn_body_center_of_mass(world, body).y - height(world, body), 0.25, 1e-5);
    scene_step(world, 90);
    CHECK_NEAR(height(world, body), 0.25, 0.01);
    qn_region pill = {
        .points_m = {{-0.5f, 0.0f}, {0.5f, 0.0f}}, .point_count = 2, .radius_m = 0.1f};
    CHECK_ERROR(qn_shape_set_region(world, shape, &pill), QN_ERROR_OK);
    CHECK_INT(qn_shape_get_type(world, shape), QN_SHAPE_CAPSULE);
    scene_step(world, 90);
    CHECK_NEAR(height(world, body), 0.1, 0.01);
    CHECK(qn_shape_material(world, shape).friction == 0.01f);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(ground_that_shrinks_drops_what_slept_on_it_and_what_grows_wakes_its_neighbours)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id floor =
        qn_shape_create_box(world, ground, &def, qn_v2(0.0f, 0.0f), qn_v2(5.0f, 1.0f), 0.0f);
    qn_body_id box = scene_box(world, 0.0f, 1.5f, 0.5f, 0.5f);
    scene_step(world, 60);
    CHECK(!qn_body_is_awake(world, box));
    qn_region lower = qn_region_box(qn_v2(-5.0f, -1.0f), qn_v2(5.0f, 0.0f));
    CHECK_ERROR(qn_shape_set_region(world, floor, &lower), QN_ERROR_OK);
    CHECK(qn_body_is_awake(world, box));
    scene_step(world, 120);
    CHECK_NEAR(height(world, box), 0.5, 0.01);
    CHECK(!qn_body_is_awake(world, box));
    qn_region wide = qn_region_box(qn_v2(-5.0f, -1.0f), qn_v2(5.0f, 0.1f));
    CHECK_ERROR(qn_shape_set_region(world, floor, &wide), QN_ERROR_OK);
    scene_step(world, 120);
    CHECK_NEAR(height(world, box), 0.6, 0.01);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_reshaped_contact_ends_and_begins_again)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_shape_id shape = scene_shape_of(world, box);
    qn_shape_set_events(world, shape, true, false);
    scene_step(world, 2);
    qn_region same = qn_shape_region(world, shape);
    CHECK_ERROR(qn_shape_set_region(world, shape, &same), QN_ERROR_OK);
    scene_step(world, 1);
    int32_t count = 0;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    CHECK_INT(count, 2);
    CHECK(count == 2 && events[0].type == QN_CONTACT_EVENT_END);
    CHECK(count == 2 && events[1].type == QN_CONTACT_EVENT_BEGIN);
    qn_world_destroy(world);
}

TEST(sensors_disabled_bodies_and_segments_change_their_geometry_too)
{
    qn_world *world = scene_world();
    qn_body_id gate = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    qn_shape_id sensor = qn_shape_create_circle(world, gate, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_body_id post = scene_body(world, QN_BODY_STATIC, 3.0f, 0.0f);
    def.is_sensor = false;
    qn_shape_create_circle(world, post, &def, qn_v2(0.0f, 0.0f), 0.5f);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 0);
    qn_region large = qn_region_circle(qn_v2(0.0f, 0.0f), 4.0f);
    CHECK_ERROR(qn_shape_set_region(world, sensor, &large), QN_ERROR_OK);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    qn_body_set_enabled(world, post, false);
    qn_region line = {.points_m = {{-1.0f, 0.0f}, {1.0f, 0.0f}}, .point_count = 2};
    CHECK_ERROR(qn_shape_set_region(world, scene_shape_of(world, post), &line), QN_ERROR_OK);
    CHECK_INT(qn_shape_get_type(world, scene_shape_of(world, post)), QN_SHAPE_SEGMENT);
    qn_body_set_enabled(world, post, true);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(bad_regions_of_shapes_are_refused_and_change_nothing)
{
    qn_world *world = scene_world();
    scene_terrain(world);
    qn_body_id box = scene_box(world, 0.0f, 5.0f, 0.5f, 0.5f);
    qn_shape_id shape = scene_shape_of(world, box), none = {0};
    uint64_t hash = qn_world_state_hash(world);
    qn_region good = qn_region_circle(qn_v2(0.0f, 0.0f), 1.0f), bad = good;
    bad.radius_m = joints_nan();
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_NOT_FINITE);
    bad.radius_m = -1.0f;
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_OUT_OF_RANGE);
    bad = qn_region_everywhere();
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_OUT_OF_RANGE);
    bad.point_count = 9;
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_OUT_OF_RANGE);
    bad.point_count = -1;
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_OUT_OF_RANGE);
    bad.point_count = 3; // all in one place
    CHECK_ERROR(qn_shape_set_region(world, shape, &bad), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_shape_set_region(world, none, &good), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_shape_set_region(world, shape, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_shape_set_region(NULL, shape, &good), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_shape_region(world, none).point_count, 0);
    CHECK_INT(qn_shape_region(NULL, shape).point_count, 0);
    qn_body_id ground;
    qn_shape_id parts[16];
    qn_world_bodies(world, &ground, 1);
    int32_t count = qn_body_shapes(world, ground, parts, 16);
    CHECK_INT(count, 10); // nine segments of a chain, and a grid
    for (int32_t i = 0; i < count; ++i) {
        bool is_grid = qn_shape_get_type(world, parts[i]) == QN_SHAPE_TILES;
        CHECK_ERROR(qn_shape_set_region(world, parts[i], &good), QN_ERROR_WRONG_TYPE);
        CHECK_INT(qn_shape_region(world, parts[i]).point_count, is_grid ? 0 : 2);
    }
    CHECK(qn_world_state_hash(world) == hash);
    qn_world_destroy(world);
}
