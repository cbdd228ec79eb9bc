// Begin, end and hit events: who raises them, when, with what.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

static int count_events(const qn_world *world, qn_event_type type, qn_event *last)
{
    int32_t count;
    const qn_event *events = qn_world_events(world, &count);
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
    qn_event event = {0};
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        begins += count_events(world, QN_EVENT_CONTACT_BEGIN, &event);
        if (count_events(world, QN_EVENT_HIT, &event) > 0) {
            hits += 1;
            CHECK_NEAR(event.speed_mps, 10.0, 0.3); // sqrt(2 g 5 m)
            CHECK_NEAR(event.point_m.y, 0.0, 0.05);
            CHECK_NEAR(event.normal_y, 1.0, 1e-4);
            CHECK(event.shape_a.raw == shape.raw || event.shape_b.raw == shape.raw);
        }
    }
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
        qn_world_events(world, &count);
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
    qn_event event = {0};
    CHECK_INT(count_events(world, QN_EVENT_CONTACT_END, &event), 1);
    CHECK(!qn_shape_is_alive(world, shape));
    scene_step(world, 1);
    CHECK_INT(count_events(world, QN_EVENT_CONTACT_END, &event), 0);
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
    qn_event event = {0};
    for (int i = 0; i < 30; ++i) {
        scene_step(world, 1);
        ends += count_events(world, QN_EVENT_CONTACT_END, &event);
    }
    CHECK_INT(ends, 1);
    qn_world_destroy(world);
}
