// Begin, end and hit events: who raises them, when, with what.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

static int count_contacts(const qn_world *world, qn_contact_event_type type, qn_contact_event *last)
{
    int32_t count;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    int found = 0;
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == (uint32_t)type) {
            *last = events[i];
            found += 1;
        }
    }
    return found;
}

static int count_bodies(const qn_world *world, qn_body_event_type type, qn_body_event *last)
{
    int32_t count;
    const qn_body_event *events = qn_world_body_events(world, &count);
    int found = 0;
    for (int32_t i = 0; i < count; ++i) {
        if (events[i].type == (uint32_t)type) {
            *last = events[i];
            found += 1;
        }
    }
    return found;
}

static qn_shape_id add_noisy_ball(qn_world *world, qn_body_id body)
{
    qn_shape_def def = qn_shape_def_default();
    def.enable_contact_events = true;
    def.enable_hit_events = true;
    return qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
}

TEST(a_fall_raises_one_begin_and_one_hit_with_its_speed)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 5.5f);
    qn_shape_id shape = add_noisy_ball(world, ball);
    int begins = 0, hits = 0;
    qn_contact_event begin = {0};
    for (int i = 0; i < 120; ++i) {
        int32_t count;
        scene_step(world, 1);
        begins += count_contacts(world, QN_CONTACT_EVENT_BEGIN, &begin);
        const qn_hit_event *hit = qn_world_hit_events(world, &count);
        if (count > 0) {
            hits += count;
            CHECK_NEAR(hit->approach_speed_mps, 10.0, 0.3); // sqrt(2 g 5 m)
            CHECK_NEAR(hit->point_m.y, 0.0, 0.05);
            CHECK_NEAR(hit->normal.y, 1.0, 1e-4);
            CHECK(hit->shape_a.raw == shape.raw || hit->shape_b.raw == shape.raw);
            // What stops the ball in this step: its momentum and a step's weight.
            float mass = qn_body_mass(world, ball);
            float momentum = mass * (hit->approach_speed_mps + 10.0f * SCENE_DT_S);
            CHECK_NEAR(hit->normal_impulse_ns / momentum, 1.0, 0.02);
        }
    }
    CHECK(begin.contact.raw != 0);
    CHECK_NEAR(begin.normal.y, 1.0, 1e-4);
    CHECK_INT(begins, 1);
    CHECK_INT(hits, 1);
    qn_world_destroy(world);
}

TEST(shapes_that_did_not_ask_raise_nothing)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    scene_circle(world, 0.0f, 3.0f, 0.5f);
    for (int i = 0; i < 90; ++i) {
        int32_t count;
        scene_step(world, 1);
        qn_world_contact_events(world, &count);
        CHECK_INT(count, 0);
        qn_world_hit_events(world, &count);
        CHECK_INT(count, 0);
        qn_world_body_events(world, &count);
        CHECK_INT(count, 0);
    }
    qn_world_destroy(world);
}

TEST(destroying_a_touching_shape_ends_its_contact_in_the_next_step)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    qn_shape_id shape = add_noisy_ball(world, ball);
    scene_step(world, 30);
    CHECK_ERROR(qn_shape_destroy(world, shape), QN_ERROR_OK);
    scene_step(world, 1);
    qn_contact_event event = {0};
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_END, &event), 1);
    CHECK(!qn_shape_is_alive(world, shape));
    scene_step(world, 1);
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_END, &event), 0);
    qn_world_destroy(world);
}

TEST(lifting_a_ball_off_ends_its_contact)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    add_noisy_ball(world, ball);
    scene_step(world, 30);
    qn_body_set_velocity(world, ball, qn_v2(0.0f, 8.0f), 0.0f);
    int ends = 0;
    qn_contact_event event = {0};
    for (int i = 0; i < 30; ++i) {
        scene_step(world, 1);
        ends += count_contacts(world, QN_CONTACT_EVENT_END, &event);
    }
    CHECK_INT(ends, 1);
    qn_world_destroy(world);
}

static qn_world *world_with_body_events(void)
{
    qn_world_def def = qn_world_def_default();
    def.enable_body_events = true;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    return world;
}

TEST(every_body_that_moves_says_so_with_its_new_pose)
{
    qn_world *world = world_with_body_events();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_circle(world, 0.0f, 3.0f, 0.5f);
    qn_body_set_user_data(world, ball, 0x123456789ABCDEFu);
    qn_body_event event = {0};
    scene_step(world, 1);
    CHECK_INT(count_bodies(world, QN_BODY_EVENT_MOVE, &event), 1);
    CHECK_INT(event.body.raw, ball.raw);
    CHECK_INT(event.user_data, 0x123456789ABCDEFu);
    CHECK_NEAR(event.y_m, qn_body_pose(world, ball).p.y, 0.0);
    CHECK_NEAR(event.c, 1.0, 0.0);
    qn_world_destroy(world);
}

TEST(bodies_say_when_they_fall_asleep_and_when_they_wake)
{
    qn_world *world = world_with_body_events();
    scene_ground(world, 10.0f);
    qn_body_id lower = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    scene_box(world, 0.0f, 1.5f, 0.5f, 0.5f);
    int sleeps = 0, wakes = 0;
    qn_body_event event = {0};
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        sleeps += count_bodies(world, QN_BODY_EVENT_SLEEP, &event);
        wakes += count_bodies(world, QN_BODY_EVENT_WAKE, &event);
    }
    CHECK_INT(sleeps, 2);
    CHECK_INT(wakes, 0);
    qn_body_apply_impulse(world, lower, qn_v2(0.0f, 1.0f), qn_v2(0.0f, 0.5f));
    CHECK_INT(count_bodies(world, QN_BODY_EVENT_WAKE, &event), 0); // not before the next step
    scene_step(world, 1);
    CHECK_INT(count_bodies(world, QN_BODY_EVENT_WAKE, &event), 2);
    qn_world_destroy(world);
}

// It would leave the range of positions within the step.
TEST(a_body_that_is_stopped_says_so)
{
    qn_world *world = world_with_body_events();
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(99999.0f, 0.0f);
    def.velocity_mps = qn_v2(400.0f, 0.0f);
    qn_body_id body = qn_body_create(world, &def);
    qn_body_event event = {0};
    scene_step(world, 1);
    CHECK_INT(count_bodies(world, QN_BODY_EVENT_FREEZE, &event), 1);
    CHECK_INT(event.body.raw, body.raw);
    CHECK_INT(qn_world_get_counters(world).frozen_body_count, 1);
    qn_world_destroy(world);
}

// Sleep and wake between two steps, more often than the array holds.
TEST(events_without_room_are_counted)
{
    qn_world_def def = qn_world_def_default();
    def.enable_body_events = true;
    def.body_capacity = 1;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    for (int i = 0; i < 100; ++i) {
        qn_body_set_awake(world, body, false);
        qn_body_set_awake(world, body, true);
    }
    scene_step(world, 1);
    int32_t count;
    const qn_body_event *events = qn_world_body_events(world, &count);
    CHECK_INT(count + qn_world_get_counters(world).dropped_event_count, 201); // and one move
    CHECK_INT(events[0].type, QN_BODY_EVENT_SLEEP);
    CHECK_INT(events[1].type, QN_BODY_EVENT_WAKE);
    qn_world_destroy(world);
}

TEST(events_survive_the_growth_of_their_world)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 2;
    def.shape_capacity = 2;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    qn_shape_id shape = add_noisy_ball(world, ball);
    scene_step(world, 1);
    qn_contact_event event = {0};
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_BEGIN, &event), 1);
    qn_shape_destroy(world, shape); // a fresh event behind the one that is shown
    for (int i = 0; i < 20; ++i) {
        scene_circle(world, (float)i, 5.0f, 0.4f);
    }
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_BEGIN, &event), 1);
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_END, &event), 0);
    scene_step(world, 1);
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_END, &event), 1);
    CHECK_INT(event.shape_a.raw == shape.raw || event.shape_b.raw == shape.raw, 1);
    qn_world_destroy(world);
}

// What an event names is destroyed while the array is read, with all that hangs on it.
TEST(reading_events_goes_on_while_what_they_name_is_destroyed)
{
    qn_world *world = world_with_body_events();
    scene_ground(world, 20.0f);
    for (int i = 0; i < 12; ++i) {
        qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 1.5f * (float)i - 8.0f, 0.5f);
        add_noisy_ball(world, ball);
        qn_body_set_velocity(world, ball, qn_v2(1.0f, 0.0f), 0.0f);
    }
    scene_step(world, 1);
    int32_t count, body_count;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    CHECK_INT(count, 12);
    for (int32_t i = 0; i < count; ++i) {
        CHECK_INT(events[i].type, QN_CONTACT_EVENT_BEGIN);
        qn_body_id body = qn_shape_body(world, events[i].shape_a);
        if (qn_body_get_type(world, body) != QN_BODY_DYNAMIC) {
            body = qn_shape_body(world, events[i].shape_b);
        }
        CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
        CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_STALE_HANDLE);
    }
    qn_world_body_events(world, &body_count);
    CHECK_INT(body_count, 12);
    scene_step(world, 1);
    qn_contact_event last;
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_END, &last), 12);
    CHECK_INT(qn_world_get_counters(world).body_count, 1);
    qn_world_destroy(world);
}

TEST(a_null_world_has_no_events)
{
    int32_t count = 7;
    CHECK(qn_world_contact_events(NULL, &count) == NULL && count == 0);
    CHECK(qn_world_hit_events(NULL, NULL) == NULL);
    CHECK(qn_world_sensor_events(NULL, NULL) == NULL);
    CHECK(qn_world_joint_events(NULL, NULL) == NULL);
    CHECK(qn_world_body_events(NULL, NULL) == NULL);
}

// ---- Contacts -------------------------------------------------------------------------------

TEST(a_resting_box_tells_its_weight_and_a_pushed_one_its_friction)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_contact_data data[4];
    for (int i = 0; i < 60; ++i) {
        qn_body_apply_force_to_center(world, box, qn_v2(3000.0f, 0.0f));
        scene_step(world, 1);
    }
    CHECK_INT(qn_body_contacts(world, box, data, 4), 1);
    CHECK_INT(data[0].point_count, 2);
    CHECK_NEAR(data[0].normal.y, 1.0, 1e-3);
    float weight = data[0].points[0].normal_force_n + data[0].points[1].normal_force_n;
    float friction = data[0].points[0].tangent_force_n + data[0].points[1].tangent_force_n;
    float impulse = data[0].points[0].normal_impulse_ns + data[0].points[1].normal_impulse_ns;
    CHECK_NEAR(weight, 10000.0, 20.0); // 1000 kg
    CHECK_NEAR(friction, -3000.0, 20.0);
    CHECK_NEAR(impulse, 10000.0 * SCENE_DT_S, 0.5);
    CHECK_NEAR(data[0].points[0].point_m.y, 0.0, 0.005);
    CHECK_INT(qn_body_contacts(world, ground, NULL, 0), 1);
    qn_shape_id shape;
    qn_body_shapes(world, box, &shape, 1);
    CHECK_INT(qn_shape_contacts(world, shape, data, 4), 1);
    qn_contact_data again;
    CHECK_ERROR(qn_contact_read(world, data[0].contact, &again), QN_ERROR_OK);
    CHECK_INT(again.shape_b.raw, data[0].shape_b.raw);
    CHECK(qn_contact_is_alive(world, again.contact));
    qn_body_set_pose(world, box, qn_v2(0.0f, 9.0f), 0.0f);
    scene_step(world, 1);
    CHECK_INT(qn_body_contacts(world, box, data, 4), 0);
    CHECK(!qn_contact_is_alive(world, again.contact));
    CHECK_ERROR(qn_contact_read(world, again.contact, &again), QN_ERROR_STALE_HANDLE);
    qn_world_destroy(world);
}

TEST(contact_lists_are_filled_no_further_than_they_reach)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 10.0f);
    for (int i = 0; i < 5; ++i) {
        scene_box(world, 1.5f * (float)i, 0.5f, 0.5f, 0.5f);
    }
    scene_step(world, 2);
    qn_contact_data data[3];
    data[2].point_count = 77;
    CHECK_INT(qn_body_contacts(world, ground, data, 2), 5);
    CHECK_INT(data[2].point_count, 77);
    CHECK_INT(qn_body_contacts(world, ground, NULL, 2), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_body_contacts(world, ground, data, -1), 0);
    CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_body_contacts(world, (qn_body_id){0}, data, 2), 0);
    CHECK_INT(qn_shape_contacts(world, (qn_shape_id){~0u}, data, 2), 0);
    CHECK_INT(qn_body_contacts(NULL, ground, data, 2), 0);
    CHECK_INT(qn_shape_contacts(NULL, (qn_shape_id){1}, data, 2), 0);
    CHECK_ERROR(qn_contact_read(NULL, (qn_contact_id){1}, data), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_contact_read(world, (qn_contact_id){1}, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_contact_read(world, (qn_contact_id){0}, data), QN_ERROR_NULL_HANDLE);
    CHECK(!qn_contact_is_alive(NULL, (qn_contact_id){1}));
    qn_world_destroy(world);
}

TEST(room_for_events_is_made_when_a_shape_first_asks_for_them)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    qn_shape_def quiet = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_circle(world, ball, &quiet, qn_v2(0.0f, 0.0f), 0.5f);
    uint64_t least = qn_world_get_counters(world).event_bytes;
    CHECK_ERROR(qn_shape_set_events(world, shape, true, false), QN_ERROR_OK);
    uint64_t more = qn_world_get_counters(world).event_bytes;
    CHECK(more >= least + 32 * (uint64_t)qn_world_get_counters(world).contact_capacity);
    scene_step(world, 1);
    qn_contact_event begin = {0}, kept = {0};
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_BEGIN, &begin), 1);
    CHECK_ERROR(qn_shape_set_events(world, shape, true, true), QN_ERROR_OK);
    CHECK(qn_world_get_counters(world).event_bytes > more);
    CHECK_INT(count_contacts(world, QN_CONTACT_EVENT_BEGIN, &kept), 1);
    CHECK_INT(kept.contact.raw, begin.contact.raw);
    more = qn_world_get_counters(world).event_bytes;
    CHECK_ERROR(qn_shape_set_events(world, shape, false, false), QN_ERROR_OK);
    CHECK_ERROR(qn_shape_set_events(world, shape, true, true), QN_ERROR_OK);
    CHECK_INT(qn_world_get_counters(world).event_bytes, more);
    CHECK_INT(qn_world_get_counters(world).dropped_event_count, 0);
    qn_world_destroy(world);
}

TEST(room_for_the_events_of_joints_is_made_when_one_first_has_a_greatest_load)
{
    static uint8_t bytes[1 << 16];
    size_t size;
    qn_world *world = scene_world(), *restored = scene_world();
    qn_weld_def def = qn_weld_def_default();
    def.base.body_a = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    def.base.body_b = scene_box(world, 2.0f, 0.0f, 0.5f, 0.5f);
    uint64_t least = qn_world_get_counters(world).event_bytes;
    qn_joint_id joint = qn_weld_create(world, &def);
    CHECK_INT(qn_world_get_counters(world).event_bytes, least);
    CHECK_ERROR(qn_joint_set_max_load(world, joint, 1.0f, 0.0f, false), QN_ERROR_OK);
    uint64_t more = least + 32 * (uint64_t)qn_world_get_counters(world).joint_capacity;
    CHECK_INT(qn_world_get_counters(world).event_bytes, more);
    CHECK_ERROR(qn_world_snapshot(world, bytes, sizeof bytes, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(restored, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_INT(qn_world_get_counters(restored).event_bytes, more);
    qn_world_destroy(world);
    qn_world_destroy(restored);
}

TEST(a_world_that_is_restored_or_copied_has_room_for_the_events_of_its_shapes)
{
    static uint8_t bytes[1 << 16];
    qn_world *worlds[3] = {scene_world(), scene_world(), scene_world()};
    scene_ground(worlds[0], 10.0f);
    add_noisy_ball(worlds[0], scene_body(worlds[0], QN_BODY_DYNAMIC, 0.0f, 0.5f));
    size_t size;
    CHECK_ERROR(qn_world_snapshot(worlds[0], bytes, sizeof bytes, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(worlds[1], (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_ERROR(qn_world_copy(worlds[2], worlds[0]), QN_ERROR_OK);
    for (int i = 0; i < 3; ++i) {
        qn_contact_event begin = {0};
        scene_step(worlds[i], 1);
        CHECK_INT(count_contacts(worlds[i], QN_CONTACT_EVENT_BEGIN, &begin), 1);
        CHECK_INT(qn_world_get_counters(worlds[i]).dropped_event_count, 0);
        qn_world_destroy(worlds[i]);
    }
}
