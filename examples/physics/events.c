// Events and contacts: what happened in the last step, and what touches now.
#include "sample.h"

static void contact_events(void)
{
    qn_world *world = new_world();
    qn_shape_id floor;
    qn_body_shapes(world, add_floor(world), &floor, 1);
    qn_shape_id ball = add_circle(world, add_body(world, QN_BODY_DYNAMIC, 0, 1), 0.5f);
    int begin_count = 0;
    uint32_t met = 0;
    // [contact-events]
    qn_shape_set_events(world, ball, true, false); // one of the two shapes must ask
    for (int i = 0; i < 60; ++i) {
        run(world, 1);
        int32_t count;
        const qn_contact_event *events = qn_world_contact_events(world, &count);
        for (int32_t k = 0; k < count; ++k) {
            if (events[k].type == QN_CONTACT_EVENT_BEGIN) {
                bool is_a = events[k].shape_a.raw == ball.raw;
                met = is_a ? events[k].shape_b.raw : events[k].shape_a.raw;
                begin_count += 1;
            }
        }
    }
    // [/contact-events]
    CHECK_INT(begin_count, 1);
    CHECK(met == floor.raw);
    qn_world_destroy(world);
}

static void hits(void)
{
    qn_world *world = new_world();
    add_floor(world);
    qn_shape_id vase = add_circle(world, add_body(world, QN_BODY_DYNAMIC, 0, 5.25f), 0.25f);
    float damage = 0;
    float speed = 0;
    // [hits]
    qn_material fragile = qn_shape_material(world, vase);
    fragile.hit_threshold_ns = 50; // softer knocks raise nothing
    qn_shape_set_material(world, vase, &fragile);
    qn_shape_set_events(world, vase, false, true);
    for (int i = 0; i < 90; ++i) {
        run(world, 1);
        int32_t count;
        const qn_hit_event *events = qn_world_hit_events(world, &count);
        for (int32_t k = 0; k < count; ++k) {
            damage += events[k].normal_impulse_ns; // and point_m, normal
            speed = events[k].approach_speed_mps;
        }
    }
    // [/hits]
    double mass = 1000.0 * 3.14159265 * 0.0625;
    CHECK_NEAR(speed, 10.0, 0.2);
    CHECK_NEAR(damage, mass * 10.0, 0.06 * mass * 10.0);
    qn_world_destroy(world);
}

static void sensors(void)
{
    qn_world *world = new_world();
    qn_body_id gate = add_body(world, QN_BODY_STATIC, 0, 0);
    int begin_count = 0, end_count = 0;
    // [sensors]
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    qn_shape_create_box(world, gate, &def, qn_v2(0, 0), qn_v2(0.1f, 2), 0);
    qn_body_id arrow = add_body(world, QN_BODY_DYNAMIC, -2, 0);
    add_circle(world, arrow, 0.05f);
    qn_body_set_velocity(world, arrow, qn_v2(240, 0), 0); // 4 m in one step, right across
    run(world, 1);
    int32_t count;
    const qn_sensor_event *events = qn_world_sensor_events(world, &count);
    for (int32_t k = 0; k < count; ++k) {
        begin_count += events[k].type == QN_SENSOR_EVENT_BEGIN;
        end_count += events[k].type == QN_SENSOR_EVENT_END;
    }
    // [/sensors]
    CHECK_INT(begin_count, 1);
    CHECK_INT(end_count, 1);
    CHECK_NEAR(qn_body_pose(world, arrow).p.x, 2.0, 1e-3);
    qn_world_destroy(world);
}

static void body_events(void)
{
    int sleep_count = 0, move_count = 0;
    // [body-events]
    qn_world_def def = qn_world_def_default();
    def.enable_body_events = true;
    qn_world *world;
    qn_world_create(&def, &world);
    add_floor(world);
    add_circle(world, add_body(world, QN_BODY_DYNAMIC, 0, 1), 0.5f);
    for (int i = 0; i < 120; ++i) {
        run(world, 1);
        int32_t count;
        const qn_body_event *events = qn_world_body_events(world, &count);
        for (int32_t k = 0; k < count; ++k) {
            move_count += events[k].type == QN_BODY_EVENT_MOVE;
            sleep_count += events[k].type == QN_BODY_EVENT_SLEEP;
        }
    }
    // [/body-events]
    CHECK(move_count > 15);
    CHECK_INT(sleep_count, 1);
    qn_world_destroy(world);
}

static void contact_data(void)
{
    qn_world *world = new_world();
    add_floor(world);
    // [contact-data]
    qn_body_id crate = add_body(world, QN_BODY_DYNAMIC, 0, 0.5f);
    add_box(world, crate, 0.5f, 0.5f);
    run(world, 30);
    qn_contact_data contacts[4];
    int32_t count = qn_body_contacts(world, crate, contacts, 4);
    float force_n = 0;
    for (int32_t i = 0; i < count && i < 4; ++i) { // count may be larger than what was written
        for (int32_t k = 0; k < contacts[i].point_count; ++k) {
            force_n += contacts[i].points[k].normal_force_n;
        }
    }
    // The floor carries the weight: 1000 kg * 10 m/s^2.
    // [/contact-data]
    CHECK_INT(count, 1);
    CHECK_NEAR(force_n, 10000.0, 20.0);
    qn_world_destroy(world);
}
