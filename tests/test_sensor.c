// Sensors: who is inside, when, told once.
#include "check.h"
#include "physics/center.h"
#include "physics/geometry/distance.h"
#include "physics/sensor/sensor.h"
#include "physics/validate.h"
#include "quoin/physics.h"
#include "scenes.h"

#include <string.h>

static qn_shape_def sensor_def(void)
{
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    return def;
}

static qn_shape_id add_sensor(qn_world *world, qn_body_type type, qn_vec2 at, qn_vec2 half)
{
    qn_shape_def def = sensor_def();
    qn_body_id body = scene_body(world, type, at.x, at.y);
    return qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), half, 0.0f);
}

static int count_events(const qn_world *world, qn_sensor_event_type type, qn_sensor_event *last)
{
    int32_t count;
    const qn_sensor_event *events = qn_world_sensor_events(world, &count);
    int found = 0;
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == (uint32_t)type) {
            *last = events[i];
            found += 1;
        }
    }
    return found;
}

TEST(a_ball_that_falls_through_a_sensor_is_told_in_and_out)
{
    qn_world *world = scene_world();
    qn_shape_id sensor = add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 0.5f));
    qn_body_id ball = scene_circle(world, 0.0f, 3.0f, 0.3f);
    qn_shape_set_user_data(world, scene_shape_of(world, ball), 99);
    qn_sensor_event begin = {0}, end = {0};
    int begins = 0, ends = 0;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        float y = qn_body_pose(world, ball).p.y;
        begins += count_events(world, QN_SENSOR_EVENT_BEGIN, &begin);
        ends += count_events(world, QN_SENSOR_EVENT_END, &end);
        bool is_inside = y <= 0.8f && y >= -0.8f;
        CHECK_INT(begins, y <= 0.8f ? 1 : 0);
        CHECK_INT(ends, y < -0.8f ? 1 : 0);
        CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), is_inside ? 1 : 0);
    }
    CHECK_INT(begin.sensor.raw, sensor.raw);
    CHECK_INT(begin.visitor.raw, scene_shape_of(world, ball).raw);
    CHECK_INT(end.visitor_user_data, 99);
    CHECK_NEAR(qn_body_pose(world, ball).p.y, 3.0 - 0.5 * 10.0 * 4.0,
               0.05); // as if it was not there
    qn_world_destroy(world);
}

TEST(a_sensor_sees_what_stands_sleeps_and_is_driven_but_sensors_only_if_asked)
{
    for (int asks = 0; asks < 2; ++asks) {
        qn_world *world = scene_weightless();
        qn_shape_def def = sensor_def();
        def.sees_sensors = asks == 1;
        qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
        qn_shape_id sensor = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 3.0f);
        qn_shape_def solid = qn_shape_def_default();
        qn_shape_create_circle(world, body, &solid, qn_v2(0.0f, 0.0f), 0.2f); // its own body
        static const qn_body_type types[3] = {QN_BODY_STATIC, QN_BODY_KINEMATIC, QN_BODY_DYNAMIC};
        for (int i = 0; i < 3; ++i) {
            qn_body_id other = scene_body(world, types[i], (float)i - 1.0f, 1.0f);
            qn_shape_create_circle(world, other, &solid, qn_v2(0.0f, 0.0f), 0.2f);
            qn_body_set_awake(world, other, false);
        }
        qn_shape_id second =
            add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, -1.0f), qn_v2(0.2f, 0.2f));
        scene_step(world, 1);
        qn_shape_id found[8] = {{0}};
        CHECK_INT(qn_sensor_visitors(world, sensor, found, 8), 3 + asks);
        CHECK(asks == 0 || found[3].raw == second.raw);
        CHECK_INT(qn_sensor_visitors(world, second, found, 8), 0);
        scene_step(world, 120);
        CHECK_INT(qn_world_get_counters(world).awake_body_count, 0);
        CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 3 + asks);
        qn_world_destroy(world);
    }
}

TEST(overlaps_are_exact_and_not_those_of_boxes)
{
    qn_world *world = scene_weightless();
    qn_shape_def def = sensor_def();
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_id sensor = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 1.0f);
    qn_body_id box = scene_box(world, 0.9f, 0.9f, 0.15f, 0.15f); // corner at 0.75 * sqrt(2)
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 0);
    qn_body_set_pose(world, box, qn_v2(0.85f, 0.85f), 0.0f); // at 0.7 * sqrt(2)
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    qn_world_destroy(world);
}

TEST(a_sensor_weighs_nothing_stops_nothing_and_is_not_hit)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id body = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    float mass = qn_body_mass(world, body);
    qn_shape_def def = sensor_def();
    qn_shape_id sensor = qn_shape_create_circle(world, body, &def, qn_v2(3.0f, 0.0f), 2.0f);
    CHECK(qn_shape_is_sensor(world, sensor));
    CHECK(
        !qn_shape_is_sensor(world, scene_shape_of(world, scene_circle(world, 50.0f, 0.0f, 1.0f))));
    CHECK(qn_body_mass(world, body) == mass);
    CHECK_ERROR(qn_shape_set_density(world, sensor, 5.0f), QN_ERROR_WRONG_TYPE);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, body).p.y, 0.5, 0.005);
    qn_cast_hit hit;
    qn_filter all = qn_filter_all();
    qn_world_cast_ray(world, &(qn_ray){qn_v2(3.0f, 5.0f), qn_v2(0.0f, -4.9f)}, all, &hit);
    CHECK_INT(hit.shape.raw, 0);
    qn_world_destroy(world);
}

// Two boxes that are alike, but that one carries a sensor larger than itself: whatever pushes, they
// go the same way, to the bit.
static qn_body_id box_with_sensor(qn_world *world, bool has_sensor)
{
    qn_body_id body = scene_box(world, 2.0f, 1.0f, 0.5f, 0.4f);
    qn_shape_def def = sensor_def();
    if (has_sensor) {
        qn_shape_create_box(world, body, &def, qn_v2(0.7f, 0.5f), qn_v2(2.0f, 3.0f), 0.3f);
    }
    return body;
}

static qn_world *pushed_world(int way, bool has_sensor)
{
    qn_world *world = scene_weightless();
    box_with_sensor(world, has_sensor);
    if (way > QN_FIELD_WIND) {
        qn_explosion_def blast = qn_explosion_def_default();
        blast.radius_m = 10.0f;
        CHECK_ERROR(qn_world_explode(world, &blast, NULL), QN_ERROR_OK);
        return world;
    }
    qn_world_set_gravity(world, qn_v2(0.0f, -10.0f));
    qn_field_def def = qn_field_def_default();
    def.kind = (qn_field_kind)way;
    def.region = qn_region_box(qn_v2(-5.0f, -5.0f), qn_v2(2.3f, 1.2f)); // a part of the box
    def.area.acceleration_mps2 = qn_v2(3.0f, 5.0f);
    def.point.acceleration_mps2 = 20.0f;
    def.radial.tangential_mps2 = 20.0f;
    def.wind.velocity_mps = qn_v2(20.0f, 5.0f);
    CHECK(qn_field_create(world, &def).raw != 0);
    return world;
}

TEST(what_pushes_does_not_see_sensors)
{
    for (int way = QN_FIELD_AREA; way <= QN_FIELD_WIND + 1; ++way) {
        qn_pose poses[2];
        for (int has_sensor = 0; has_sensor < 2; ++has_sensor) {
            qn_world *world = pushed_world(way, has_sensor != 0);
            scene_step(world, 20);
            poses[has_sensor] = qn_pose_interpolate(qn_world_poses(world, NULL), 1.0f);
            qn_world_destroy(world);
        }
        CHECK(poses[0].p.x != 2.0f || poses[0].p.y != 1.0f);
        CHECK_BYTES(&poses[0], &poses[1], sizeof poses[0]);
    }
}

TEST(a_sensor_alone_is_not_pushed_and_shields_nothing)
{
    qn_world *world = scene_weightless();
    qn_shape_id sensor = add_sensor(world, QN_BODY_DYNAMIC, qn_v2(2.0f, 0.0f), qn_v2(1.0f, 1.0f));
    qn_explosion_def blast = qn_explosion_def_default();
    blast.radius_m = 10.0f;
    int32_t hits = -1;
    CHECK_ERROR(qn_world_explode(world, &blast, &hits), QN_ERROR_OK);
    CHECK_INT(hits, 0);
    qn_wind wind = {{10.0f, 0.0f}, 1.0f, 1.0f};
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_shape_apply_wind(world, sensor, &wind, 0.1f), QN_ERROR_WRONG_TYPE);
    CHECK_INT(qn_world_state_hash(world), hash);
    add_sensor(world, QN_BODY_STATIC, qn_v2(-2.0f, 0.0f), qn_v2(0.1f, 4.0f));
    scene_box(world, -4.0f, 0.0f, 0.5f, 0.5f);
    blast.shield_mask_bits = UINT64_MAX;
    CHECK_ERROR(qn_world_explode(world, &blast, &hits), QN_ERROR_OK);
    CHECK_INT(hits, 1);
    qn_world_destroy(world);
}

TEST(a_character_walks_through_sensors)
{
    qn_world *world = scene_world();
    scene_ground(world, 20.0f);
    add_sensor(world, QN_BODY_STATIC, qn_v2(1.0f, 1.0f), qn_v2(0.2f, 2.0f));
    qn_character_def def = qn_character_def_default();
    def.position_m = qn_v2(0.0f, 0.92f);
    qn_character_id who = qn_character_create(world, &def);
    qn_character_motion last = {0};
    for (int i = 0; i < 60; ++i) {
        qn_character_move(world, who, qn_v2(2.0f, 0.0f), SCENE_DT_S, &last);
        scene_step(world, 1);
    }
    CHECK_NEAR(last.position_m.x, 2.0, 0.01);
    CHECK_INT(last.flags & QN_CHARACTER_WALL, 0);
    CHECK(qn_character_fits(world, who, &def.shape, qn_v2(1.0f, 0.92f)));
    qn_world_destroy(world);
}

// Shots at all speeds and angles at a thin sensor: each is told in once and out once, in this
// order, whether a step ends inside or not.
TEST(what_crosses_within_a_step_is_told_in_and_out)
{
    uint32_t random = 5;
    int within_one_step = 0;
    for (int i = 0; i < 200; ++i) {
        qn_world *world = scene_weightless();
        add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 0.0f), qn_v2(0.05f, 3.0f));
        float away = check_random_float(&random, 0.0f, 2.0f);
        float radius = check_random_float(&random, 0.05f, 0.3f);
        qn_body_id ball = scene_circle(world, -5.0f - away, 0.0f, radius);
        float speed = check_random_float(&random, 5.0f, 390.0f);
        float slope = check_random_float(&random, -0.3f, 0.3f);
        qn_body_set_velocity(world, ball, qn_v2(speed, slope * speed * 0.5f), 0.0f);
        int begins = 0, ends = 0;
        qn_sensor_event event;
        for (int k = 0; k < 200 && qn_body_pose(world, ball).p.x < 3.0f; ++k) {
            scene_step(world, 1);
            int b = count_events(world, QN_SENSOR_EVENT_BEGIN, &event);
            int e = count_events(world, QN_SENSOR_EVENT_END, &event);
            within_one_step += b == 1 && e == 1;
            begins += b;
            ends += e;
            CHECK(ends <= begins);
        }
        CHECK_INT(begins, 1);
        CHECK_INT(ends, 1);
        qn_world_destroy(world);
    }
    CHECK(within_one_step > 50);
}

TEST(a_shot_that_misses_the_sensor_is_not_told)
{
    qn_world *world = scene_weightless();
    add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 2.0f), qn_v2(0.05f, 1.0f));
    qn_body_id ball = scene_circle(world, -5.0f, 0.5f, 0.2f); // passes 0.3 below
    qn_body_set_velocity(world, ball, qn_v2(390.0f, 0.0f), 0.0f);
    for (int i = 0; i < 3; ++i) {
        int32_t count;
        scene_step(world, 1);
        qn_world_sensor_events(world, &count);
        CHECK_INT(count, 0);
    }
    qn_world_destroy(world);
}

TEST(what_is_destroyed_or_disabled_leaves)
{
    qn_world *world = scene_weightless();
    qn_shape_id sensor = add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 2.0f));
    qn_body_id a = scene_circle(world, -1.0f, 0.0f, 0.3f);
    qn_body_id b = scene_circle(world, 1.0f, 0.0f, 0.3f);
    qn_body_id c = scene_circle(world, 0.0f, 1.0f, 0.3f);
    qn_shape_id shape_a = scene_shape_of(world, a);
    qn_sensor_event event = {0};
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_BEGIN, &event), 3);
    qn_body_destroy(world, a);
    qn_body_set_enabled(world, b, false);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_END, &event), 2);
    int32_t count;
    CHECK_INT(qn_world_sensor_events(world, &count)[0].visitor.raw, shape_a.raw);
    qn_body_set_enabled(world, b, true);
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_BEGIN, &event), 1);
    qn_body_destroy(world, qn_shape_body(world, sensor));
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_END, &event), 2);
    CHECK(qn_body_is_alive(world, c));
    qn_world_destroy(world);
}

// Nothing moves by itself here: only the edits may be noticed, and they must be.
TEST(edits_of_what_rests_are_noticed)
{
    qn_world *world = scene_weightless();
    qn_shape_id sensor = add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 0.0f), qn_v2(1.0f, 1.0f));
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 5.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_circle(world, wall, &def, qn_v2(0.0f, 0.0f), 0.5f);
    qn_sensor_event event;
    scene_step(world, 2);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 0);
    qn_body_set_pose(world, wall, qn_v2(1.2f, 0.0f), 0.0f);
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_BEGIN, &event), 1);
    qn_body_set_pose(world, wall, qn_v2(1.505f, 0.0f), 0.0f); // within its fat box
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_END, &event), 1);
    qn_body_set_pose(world, wall, qn_v2(1.2f, 0.0f), 0.0f);
    scene_step(world, 1);
    qn_shape_set_filter(world, shape, (qn_shape_filter){1, 2, 0});
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_END, &event), 1);
    qn_shape_set_filter(world, shape, (qn_shape_filter){1, UINT64_MAX, 0});
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_BEGIN, &event), 1);
    qn_shape_create_circle(world, wall, &def, qn_v2(-1.0f, 0.0f), 0.2f);
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_BEGIN, &event), 1);
    qn_body_set_pose(world, qn_shape_body(world, sensor), qn_v2(9.0f, 9.0f), 0.0f);
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_SENSOR_EVENT_END, &event), 2);
    qn_world_destroy(world);
}

// A grid with one hole that is a sensor, and a grid that is dug and built inside a sensor at rest.
TEST(tiles_are_sensors_and_visitors)
{
    qn_world *world = scene_weightless();
    qn_tiles_def def = qn_tiles_def_default();
    def.width = def.height = 3;
    def.material.is_sensor = true;
    qn_shape_id lava = qn_tiles_create(world, scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f), &def);
    qn_tiles_fill(world, lava, 0, 0, 3, 3, true);
    qn_tiles_set_cell(world, lava, 1, 1, false);
    qn_body_id ball = scene_circle(world, 1.5f, 1.5f, 0.4f);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, lava, NULL, 0), 0); // in the hole
    qn_body_set_pose(world, ball, qn_v2(1.7f, 1.5f), 0.0f);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, lava, NULL, 0), 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 0);
    qn_body_destroy(world, ball);

    qn_shape_id sensor = add_sensor(world, QN_BODY_STATIC, qn_v2(20.5f, 0.5f), qn_v2(0.2f, 0.2f));
    def.material.is_sensor = false;
    qn_shape_id rock = qn_tiles_create(world, scene_body(world, QN_BODY_STATIC, 20.0f, 0.0f), &def);
    scene_step(world, 3);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 0);
    qn_tiles_set_cell(world, rock, 0, 0, true);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    qn_tiles_set_cell(world, rock, 0, 0, false);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 0);
    qn_world_destroy(world);
}

// ---- Against a naive look at all pairs ------------------------------------------------------

#define MAX_PAIRS 4096

static bool naive_visit(const qn_world *world, int32_t s, int32_t v)
{
    const qn_shape *sensor = &world->shapes[s];
    const qn_shape *visitor = &world->shapes[v];
    if (!world->shape_slots[s].is_live || !world->shape_slots[v].is_live ||
        !qn_shape_senses(sensor) || !qn_sensor_sees(world, s, v) ||
        qn_body_slot_is_disabled(world, sensor->body) ||
        qn_body_slot_is_disabled(world, visitor->body)) {
        return false;
    }
    qn_gap gap;
    qn_pose pose =
        qn_pose_between(qn_motion_of(world, sensor->body), qn_motion_of(world, visitor->body));
    qn_hull_gap(&sensor->hull, &visitor->hull, pose, &gap);
    return gap.separation_m <= 0.0f;
}

static int naive_pairs(const qn_world *world, qn_visit *out)
{
    int count = 0;
    for (int32_t s = 0; s < world->state->shape_pool.used_count; ++s) {
        for (int32_t v = 0; v < world->state->shape_pool.used_count && count < MAX_PAIRS; ++v) {
            out[count] = (qn_visit){s, v};
            count += naive_visit(world, s, v);
        }
    }
    return count;
}

static void edit_something(qn_world *world, const qn_body_id *bodies, uint32_t *random)
{
    qn_body_id body = bodies[check_random(random) % 40u];
    qn_vec2 at;
    at.x = check_random_float(random, -4.0f, 4.0f);
    at.y = check_random_float(random, 0.0f, 5.0f);
    switch (check_random(random) % 6u) {
    case 0:
        qn_body_set_pose(world, body, at, at.x);
        break;
    case 1:
        qn_body_set_enabled(world, body, at.x > 0.0f);
        break;
    case 2:
        qn_body_set_type(world, body, (qn_body_type)(check_random(random) % 3u));
        break;
    case 3:
        qn_body_set_awake(world, body, at.x > 0.0f);
        break;
    case 4:
        qn_shape_set_filter(world, scene_shape_of(world, body),
                            (qn_shape_filter){1u << (check_random(random) % 2u), UINT64_MAX, 0});
        break;
    default:
        qn_body_destroy(world, body);
        break;
    }
}

static qn_body_id add_thing(qn_world *world, int i, uint32_t *random)
{
    float x = check_random_float(random, -4.0f, 4.0f);
    float y = check_random_float(random, 0.5f, 8.0f);
    qn_body_id body = scene_body(world, (qn_body_type)(i % 4 == 3 ? i % 2 : 2), x, y);
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = i % 5 == 0;
    def.sees_sensors = i % 10 == 0;
    def.filter.mask_bits = i % 3 == 0 ? 1 : UINT64_MAX;
    float size = check_random_float(random, 0.2f, def.is_sensor ? 1.5f : 0.5f);
    if (i % 2 == 0) {
        qn_shape_create_circle(world, body, &def, qn_v2(0.1f, 0.0f), size);
    } else {
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.1f), qn_v2(size, 0.3f), 0.4f);
    }
    return body;
}

// The number of visits, or -1 where the world has others.
static int compare_with_all_pairs(const qn_world *world)
{
    static qn_visit expected[MAX_PAIRS];
    int count = naive_pairs(world, expected);
    bool is_same = count == world->state->visit_count &&
                   memcmp(world->visits, expected, sizeof(qn_visit) * (size_t)count) == 0;
    return is_same ? count : -1;
}

static void check_against_all_pairs(uint32_t seed)
{
    uint32_t random = seed * 104729u;
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id bodies[40];
    for (int i = 0; i < 40; ++i) {
        bodies[i] = add_thing(world, i, &random);
    }
    int total = 0, count = 0, step = 0;
    for (; step < 300 && count >= 0; ++step) {
        if (step % 5 == 0 && step > 60) {
            edit_something(world, bodies, &random);
        }
        scene_step(world, 1);
        count = compare_with_all_pairs(world);
        total += count;
    }
    if (count < 0) {
        CHECK_INT(seed * 1000u + (uint32_t)step, 0); // prints where
    }
    CHECK(total > 300);
    qn_world_destroy(world);
}

TEST(sensors_agree_with_a_look_at_all_pairs_in_every_step)
{
    for (uint32_t seed = 1; seed <= 4; ++seed) {
        check_against_all_pairs(seed);
    }
}

typedef struct roster {
    uint32_t visitors[64];
    int count;
} roster;

// A begin is of a stranger and an end of one who is inside.
static void take_turn(roster *inside, const qn_sensor_event *event)
{
    int at = 0;
    while (at < inside->count && inside->visitors[at] != event->visitor.raw) {
        ++at;
    }
    bool was_inside = at < inside->count;
    CHECK_INT(was_inside, event->type == QN_SENSOR_EVENT_END);
    if (was_inside) {
        inside->visitors[at] = inside->visitors[--inside->count];
    } else if (inside->count < 64) {
        inside->visitors[inside->count++] = event->visitor.raw;
    }
}

// Also where every array of the world grows.
TEST(begins_and_ends_take_turns)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_shape_id sensor = add_sensor(world, QN_BODY_KINEMATIC, qn_v2(0.0f, 2.0f), qn_v2(1.5f, 1.0f));
    qn_body_set_velocity(world, qn_shape_body(world, sensor), qn_v2(0.0f, 0.0f), 2.0f);
    scene_mixed_pile(world, 40, 7);
    roster inside = {.count = 0};
    int turns = 0;
    for (int step = 0; step < 400; ++step) {
        for (int i = 0; step == 50 && i < 200; ++i) {
            scene_circle(world, 50.0f + (float)i, 0.0f, 0.2f);
        }
        scene_step(world, 1);
        int32_t count;
        const qn_sensor_event *events = qn_world_sensor_events(world, &count);
        for (int32_t i = 0; i < count; ++i) {
            take_turn(&inside, &events[i]);
        }
        turns += count;
        CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), inside.count);
    }
    CHECK(turns > 20);
    qn_world_destroy(world);
}

TEST(sensor_calls_check_what_they_are_given)
{
    qn_world *world = scene_weightless();
    qn_shape_id sensor = add_sensor(world, QN_BODY_STATIC, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 2.0f));
    qn_shape_id solid = scene_shape_of(world, scene_circle(world, 0.0f, 0.0f, 0.3f));
    scene_circle(world, 1.0f, 0.0f, 0.3f);
    scene_step(world, 1);
    qn_shape_id out[2] = {{0}, {7}};
    CHECK_INT(qn_sensor_visitors(world, sensor, out, 1), 2);
    CHECK_INT(out[1].raw, 7);
    CHECK_INT(qn_sensor_visitors(world, solid, out, 2), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_WRONG_TYPE);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 2), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_sensor_visitors(world, sensor, out, -1), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_sensor_visitors(world, (qn_shape_id){~0u}, out, 2), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_STALE_HANDLE);
    CHECK_INT(qn_sensor_visitors(NULL, sensor, out, 2), 0);
    CHECK(!qn_shape_is_sensor(NULL, sensor));
    qn_world_destroy(world);
}

// A ball of half a metre that carries a sensor 20 m long.
TEST(a_sensor_that_reaches_further_than_its_body_turns_with_its_box)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_circle(world, 0.0f, 0.0f, 0.5f);
    qn_shape_def def = sensor_def();
    qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(10.0f, 0.1f), 0.0f);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 0.0f), 0.1f);
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        CHECK(qn_world_validate(world) == NULL);
    }
    qn_world_destroy(world);
}

// Its centre of mass is moved far out of it while it stands, so it swings about a point outside.
TEST(a_body_that_turns_about_a_far_centre_takes_its_box_along)
{
    qn_world *world = scene_weightless();
    qn_body_id body = scene_circle(world, 0.0f, 0.0f, 0.5f);
    scene_step(world, 1);
    qn_mass far = {.mass_kg = 1.0f, .inertia_kgm2 = 1.0f, .center_m = {20.0f, 0.0f}};
    CHECK_ERROR(qn_body_set_mass_data(world, body, far), QN_ERROR_OK);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 0.0f), 0.1f);
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        CHECK(qn_world_validate(world) == NULL);
    }
    qn_world_destroy(world);
}
