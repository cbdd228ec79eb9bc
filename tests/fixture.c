// Two boxes on the ground, tied to each other and to the ground by a joint of every kind; beside
// them a chain, a grid, fields of every kind, a sensor and a character.
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

static qn_body_id add_box(qn_world *world, qn_body_type type, float x, float y)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = qn_v2(x, y);
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    return body;
}

static void add_fields(qn_world *world, handles *out)
{
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        qn_field_def def = qn_field_def_default();
        def.kind = (qn_field_kind)kind;
        out->fields[kind] = qn_field_create(world, &def);
    }
    out->field = out->fields[QN_FIELD_AREA];
}

static void add_terrain(qn_world *world, qn_body_id ground, handles *out)
{
    static const qn_vec2 points[6] = {{9.0f, 0.0f}, {7.0f, 0.2f},  {5.0f, 0.0f},
                                      {3.0f, 0.1f}, {1.0f, -3.0f}, {-1.0f, -3.0f}};
    qn_chain_def chain = qn_chain_def_default();
    chain.points_m = points;
    chain.point_count = 6;
    out->chain = qn_chain_create(world, ground, &chain);
    qn_tiles_def tiles = qn_tiles_def_default();
    tiles.width = 8;
    tiles.height = 4;
    tiles.origin_m = qn_v2(-12.0f, -4.0f);
    out->tiles = qn_tiles_create(world, ground, &tiles);
    qn_tiles_fill(world, out->tiles, 0, 0, 8, 2, true);
    qn_shape_def sensor = qn_shape_def_default();
    sensor.is_sensor = true;
    out->sensor =
        qn_shape_create_box(world, ground, &sensor, qn_v2(0.0f, 1.0f), qn_v2(1.0f, 1.0f), 0.0f);
}

// The kinds that slide or give: they agree with a weld at rest.
static void add_sliding_joints(qn_world *world, const qn_joint_base *base, qn_joint_id *out)
{
    qn_distance_def distance = qn_distance_def_default();
    distance.base = *base;
    distance.base.anchor_a_m.x += 0.25f;
    distance.length_m = 0.25f;
    out[QN_JOINT_DISTANCE] = qn_distance_create(world, &distance);
    qn_prismatic_def prismatic = qn_prismatic_def_default();
    prismatic.base = *base;
    out[QN_JOINT_PRISMATIC] = qn_prismatic_create(world, &prismatic);
    qn_wheel_def wheel = qn_wheel_def_default();
    wheel.base = *base;
    out[QN_JOINT_WHEEL] = qn_wheel_create(world, &wheel);
    qn_mouse_def mouse = qn_mouse_def_default();
    mouse.base.body_b = base->body_b;
    mouse.target_m = qn_body_center_of_mass(world, base->body_b);
    out[QN_JOINT_MOUSE] = qn_mouse_create(world, &mouse);
    qn_pulley_def pulley = qn_pulley_def_default();
    pulley.base = *base;
    pulley.wheel_a_m = qn_v2(-1.0f, 5.0f);
    pulley.wheel_b_m = qn_v2(1.0f, 5.0f);
    out[QN_JOINT_PULLEY] = qn_pulley_create(world, &pulley);
}

static void add_joints(qn_world *world, qn_body_id ground, handles *made)
{
    qn_joint_id *out = made->joints;
    qn_vec2 between = qn_v2(0.1f, 1.0f);
    qn_joint_base base = qn_joint_base_at(world, made->body, made->other_body, between, 0.0f);
    qn_revolute_def revolute = qn_revolute_def_default();
    revolute.base = qn_joint_base_at(world, ground, made->body, between, 0.0f);
    made->joint = qn_revolute_create(world, &revolute);
    revolute.base = qn_joint_base_at(world, ground, made->other_body, between, 0.0f);
    made->pin = qn_revolute_create(world, &revolute);
    revolute.base = base;
    out[QN_JOINT_REVOLUTE] = qn_revolute_create(world, &revolute);
    qn_weld_def weld = qn_weld_def_default();
    weld.base = base;
    out[QN_JOINT_WELD] = qn_weld_create(world, &weld);
    qn_motor_def motor = qn_motor_def_default();
    motor.base = base;
    out[QN_JOINT_MOTOR] = qn_motor_create(world, &motor);
    qn_filter_joint_def filter = qn_filter_joint_def_default();
    filter.base = base;
    out[QN_JOINT_FILTER] = qn_filter_joint_create(world, &filter);
    qn_gear_def gear = qn_gear_def_default();
    gear.joint_a = made->joint;
    gear.joint_b = made->pin;
    out[QN_JOINT_GEAR] = qn_gear_create(world, &gear);
    add_sliding_joints(world, &base, out);
}

handles fixture_furnish(qn_world *world)
{
    handles made = {0};
    qn_body_id ground = add_box(world, QN_BODY_STATIC, 0.0f, -0.5f);
    made.body = add_box(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    made.other_body = add_box(world, QN_BODY_DYNAMIC, 0.2f, 1.5f);
    qn_body_shapes(world, made.body, &made.shape, 1);
    add_joints(world, ground, &made);
    add_terrain(world, ground, &made);
    add_fields(world, &made);
    qn_character_def character = qn_character_def_default();
    character.position_m = qn_v2(-8.0f, -1.0f);
    made.character = qn_character_create(world, &character);
    return made;
}

void fixture_unfurnish(qn_world *world, const handles *made)
{
    for (int kind = QN_FIELD_AREA; kind <= QN_FIELD_WIND; ++kind) {
        qn_field_destroy(world, made->fields[kind]);
    }
    qn_character_destroy(world, made->character);
    qn_chain_destroy(world, made->chain);
    qn_shape_destroy(world, made->tiles);
    qn_shape_destroy(world, made->sensor);
    for (int kind = QN_JOINT_NONE + 1; kind < QN_JOINT_TYPE_COUNT; ++kind) {
        qn_joint_destroy(world, made->joints[kind]);
    }
    qn_body_destroy(world, made->body);
    qn_body_destroy(world, made->other_body);
}

qn_world *fixture_world(uint32_t salt)
{
    qn_world_def def = qn_world_def_default();
    def.handle_salt = salt;
    def.enable_body_events = true;
    qn_world *world;
    if (qn_world_create(&def, &world) != QN_ERROR_OK) {
        fprintf(stderr, "no memory for a world\n");
        exit(2);
    }
    return world;
}

qn_contact_id fixture_contact(const qn_world *world, qn_body_id body)
{
    qn_contact_data first = {0};
    qn_body_contacts(world, body, &first, 1);
    return first.contact;
}
