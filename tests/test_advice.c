// Each piece of advice is given where it is due, and a sane world gets none.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "scenes/table.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#define MOST 1024

static int32_t advise(const qn_world *world, qn_advice records[MOST])
{
    int32_t count = 0;
    CHECK_ERROR(qn_world_advise(world, records, MOST, &count), QN_ERROR_OK);
    CHECK(count <= MOST);
    return count;
}

// The first piece of that code; code 0 where there is none.
static qn_advice find(const qn_world *world, qn_advice_code code)
{
    qn_advice records[MOST];
    int32_t count = advise(world, records);
    for (int32_t i = 0; i < count; ++i) {
        if (records[i].code == (uint32_t)code) {
            return records[i];
        }
    }
    return (qn_advice){0};
}

static void check_sentence(const qn_world *world, qn_advice_code code, const char *wanted)
{
    char text[200];
    qn_advice advice = find(world, code);
    size_t length = qn_advice_text(&advice, text, sizeof text);
    CHECK_TEXT(text, wanted);
    CHECK_INT(length, strlen(wanted));
}

TEST(a_sane_world_gets_no_advice)
{
    qn_advice records[MOST];
    qn_world *world = scene_world();
    CHECK_INT(advise(world, records), 0);
    scene_stack(world, 10);
    CHECK_INT(advise(world, records), 0);
    uint64_t hash = qn_world_state_hash(world);
    scene_step(world, 60);
    CHECK_INT(advise(world, records), 0);
    CHECK(qn_world_state_hash(world) != hash);
    hash = qn_world_state_hash(world);
    CHECK_INT(advise(world, records), 0);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
    world = scene_world();
    scene_mixed_pile(world, 60, 3);
    scene_step(world, 200);
    CHECK_INT(advise(world, records), 0);
    qn_world_destroy(world);
}

// ---- The world ------------------------------------------------------------------------------

TEST(what_was_left_out_is_told)
{
    qn_world_def def = qn_world_def_default();
    def.contact_capacity = 3;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    scene_stack(world, 10);
    scene_step(world, 1);
    qn_advice advice = find(world, QN_ADVICE_CONTACTS_DROPPED);
    CHECK_INT(advice.severity, QN_ADVICE_PROBLEM);
    CHECK_NEAR(advice.number, qn_world_get_counters(world).dropped_contact_count, 0.0);
    CHECK(advice.number >= 1.0f);
    qn_world_destroy(world);
}

TEST(frozen_motion_is_told)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id body = scene_circle(world, QN_MAX_POSITION_M - 1.0f, 0.0f, 0.5f);
    qn_body_set_velocity(world, body, qn_v2(300.0f, 0.0f), 0.0f);
    scene_step(world, 2);
    check_sentence(world, QN_ADVICE_MOTION_FROZEN,
                   "bodies were stopped 1 times because their motion left the range of numbers");
    qn_world_destroy(world);
}

TEST(steps_that_change_or_are_long_are_told)
{
    qn_world *world = scene_world();
    scene_step(world, 5);
    CHECK_INT(find(world, QN_ADVICE_STEP_CHANGES).code, 0);
    qn_world_step(world, 1.0f / 59.0f, 4);
    qn_world_step(world, 1.0f / 61.0f, 4);
    CHECK_NEAR(find(world, QN_ADVICE_STEP_CHANGES).number, 2.0, 0.0);
    CHECK_INT(find(world, QN_ADVICE_STEP_LONG).code, 0);
    qn_world_step(world, 0.025f, 2);
    check_sentence(world, QN_ADVICE_STEP_LONG,
                   "a sub-step takes 12.5 ms: above 10 ms contacts and joints are soft");
    qn_world_destroy(world);
}

TEST(pixels_are_suspected)
{
    qn_world *world = scene_world();
    for (int i = 0; i < 5; ++i) {
        scene_box(world, 200.0f * (float)i, 50.0f, 24.0f, 32.0f);
    }
    CHECK_NEAR(find(world, QN_ADVICE_BODIES_LARGE).number, 80.0, 0.1);
    qn_world_set_gravity(world, qn_v2(0.0f, 981.0f));
    check_sentence(world, QN_ADVICE_GRAVITY_STRONG,
                   "gravity is 981 m/s^2: are lengths given in pixels?");
    qn_world_destroy(world);
}

// ---- Bodies and shapes ----------------------------------------------------------------------

TEST(dynamic_bodies_that_weigh_nothing_or_have_nothing_are_told)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 0.0f;
    scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    CHECK_INT(find(world, QN_ADVICE_BODY_EMPTY).a, body.raw);
    qn_shape_create_circle(world, body, &def, qn_v2(0, 0), 1.0f);
    CHECK_INT(find(world, QN_ADVICE_BODY_EMPTY).code, 0);
    check_sentence(
        world, QN_ADVICE_BODY_WEIGHTLESS,
        "body 1 is dynamic but its 1 shapes weigh nothing: it has 1 kg and does not turn");
    qn_body_set_mass_data(world, body, (qn_mass){.mass_kg = 2.0f, .inertia_kgm2 = 1.0f});
    CHECK_INT(find(world, QN_ADVICE_BODY_WEIGHTLESS).code, 0);
    qn_world_destroy(world);
}

TEST(fast_and_far_bodies_are_told)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id body = scene_circle(world, 0.0f, 0.0f, 0.1f);
    scene_circle(world, 3.0f, 3.0f, 0.1f);
    qn_body_set_velocity(world, body, qn_v2(0.0f, -96.0f), 0.0f);
    CHECK_INT(find(world, QN_ADVICE_BODY_FAST).code, 0);
    scene_step(world, 1);
    check_sentence(world, QN_ADVICE_BODY_FAST, "body 0 moved 8 times its size in one step");
    qn_body_set_pose(world, body, qn_v2(2500.0f, 0.0f), 0.0f);
    CHECK_INT(find(world, QN_ADVICE_BODY_FAST).code, 0);
    qn_advice advice = find(world, QN_ADVICE_BODY_ALONE);
    CHECK_INT(advice.a, body.raw);
    CHECK_NEAR(advice.number, 2497.0, 0.1);
    qn_world_destroy(world);
}

TEST(odd_shapes_are_told)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_create_circle(world, body, &def, qn_v2(0, 0), 0.002f);
    check_sentence(world, QN_ADVICE_SHAPE_SMALL, "shape 0 of body 0 is only 4 mm large");
    qn_shape_create_box(world, body, &def, qn_v2(0, 0), qn_v2(1.0f, 0.004f), 0.0f);
    CHECK_NEAR(find(world, QN_ADVICE_SHAPE_THIN).number, 8.0, 0.1);
    def.material.friction = 12.0f;
    qn_shape_create_circle(world, body, &def, qn_v2(0, 0), 1.0f);
    check_sentence(world, QN_ADVICE_FRICTION_HIGH, "shape 2 of body 0 has a friction of 12");
    CHECK_INT(find(world, QN_ADVICE_SHAPE_DEAF).code, 0);
    def.filter.mask_bits = 0;
    qn_shape_id deaf = qn_shape_create_circle(world, body, &def, qn_v2(0, 0), 1.0f);
    CHECK_INT(find(world, QN_ADVICE_SHAPE_DEAF).a, deaf.raw);
    qn_world_destroy(world);
}

// ---- Contacts -------------------------------------------------------------------------------

static qn_body_id heavy_box(qn_world *world, float x, float y, float density)
{
    qn_shape_def def = qn_shape_def_default();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, y);
    def.density_kgpm2 = density;
    qn_shape_create_box(world, body, &def, qn_v2(0, 0), qn_v2(0.5f, 0.5f), 0.0f);
    return body;
}

TEST(the_heavy_on_the_light_is_told_and_not_the_light_on_the_heavy)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id light = heavy_box(world, 0.0f, 0.5f, 10.0f);
    qn_body_id heavy = heavy_box(world, 0.0f, 1.5f, 4000.0f);
    heavy_box(world, 3.0f, 0.5f, 4000.0f);
    heavy_box(world, 3.0f, 1.5f, 10.0f);
    scene_step(world, 2);
    qn_advice records[MOST];
    CHECK_INT(advise(world, records), 1);
    CHECK_INT(records[0].a, heavy.raw);
    CHECK_INT(records[0].b, light.raw);
    check_sentence(world, QN_ADVICE_HEAVY_ON_LIGHT,
                   "body 2 is 400 times heavier than body 1 below it");
    qn_world_destroy(world);
}

TEST(deep_overlaps_and_bouncing_piles_are_told)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    scene_box(world, 0.0f, 0.2f, 0.5f, 0.5f);
    scene_step(world, 1);
    CHECK_NEAR(find(world, QN_ADVICE_DEEP_OVERLAP).number, 300.0, 20.0);
    CHECK_INT(find(world, QN_ADVICE_BOUNCY_PILE).code, 0);
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = 1.0f;
    qn_body_id last = {0};
    for (int i = 0; i < 3; ++i) {
        last = scene_body(world, QN_BODY_DYNAMIC, 5.0f, 0.5f + (float)i);
        qn_shape_create_circle(world, last, &def, qn_v2(0, 0), 0.5f);
    }
    scene_step(world, 1);
    CHECK_NEAR(find(world, QN_ADVICE_BOUNCY_PILE).number, 1.0, 0.0);
    qn_world_destroy(world);
}

// ---- Joints ---------------------------------------------------------------------------------

TEST(badly_made_joints_are_told)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id a = heavy_box(world, 0.0f, 0.0f, 1.0f);
    qn_body_id b = heavy_box(world, 2.0f, 0.0f, 500.0f);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = qn_v2(0.85f, 0.0f);
    def.base.anchor_b_m = qn_v2(-0.85f, 0.0f);
    qn_joint_id joint = qn_revolute_create(world, &def);
    check_sentence(world, QN_ADVICE_JOINT_MASS_RATIO,
                   "joint 0 ties bodies of which one is 500 times heavier");
    check_sentence(world, QN_ADVICE_JOINT_APART, "the anchors of joint 0 are 0.3 m apart");
    CHECK_INT(find(world, QN_ADVICE_JOINT_SPRING_IDLE).code, 0);
    qn_joint_destroy(world, joint);
    def.enable_spring = def.enable_motor = def.enable_limit = true;
    def.lower_angle_rad = -0.25f;
    def.upper_angle_rad = 0.25f;
    def.target_angle_rad = 0.75f;
    joint = qn_revolute_create(world, &def);
    CHECK_INT(find(world, QN_ADVICE_JOINT_SPRING_IDLE).a, joint.raw);
    CHECK_INT(find(world, QN_ADVICE_JOINT_MOTOR_IDLE).a, joint.raw);
    check_sentence(world, QN_ADVICE_JOINT_TARGET,
                   "the target of joint 0 lies 0.5 beyond its limits (metres or radians)");
    CHECK_ERROR(qn_revolute_set_spring(world, joint, true, 100.0f, 1.0f), QN_ERROR_OK);
    CHECK_INT(find(world, QN_ADVICE_JOINT_SPRING_FAST).code, 0);
    scene_step(world, 1);
    CHECK_NEAR(find(world, QN_ADVICE_JOINT_SPRING_FAST).number, 100.0, 0.0);
    qn_world_destroy(world);
}

// ---- The list -------------------------------------------------------------------------------

TEST(of_one_code_only_so_many_are_listed_and_small_buffers_hold_the_first)
{
    qn_world *world = scene_world();
    for (int i = 0; i < 100; ++i) {
        scene_body(world, QN_BODY_DYNAMIC, (float)i, 0.0f);
    }
    scene_circle(world, 0.0f, 0.0f, 0.002f);
    qn_advice records[MOST];
    int32_t all = advise(world, records);
    CHECK_INT(all, QN_MAX_ADVICE_PER_CODE + 1);
    for (int32_t capacity = 0; capacity < 4; ++capacity) {
        qn_advice few[5];
        int32_t count = 0;
        memset(few, 0xAB, sizeof few);
        CHECK_ERROR(qn_world_advise(world, capacity > 0 ? few : NULL, capacity, &count),
                    QN_ERROR_OK);
        CHECK_INT(count, all);
        CHECK_BYTES(few, records, sizeof *few * (size_t)capacity);
        CHECK_INT(few[capacity].code, 0xABABABABu);
    }
    int32_t count = 9;
    CHECK_ERROR(qn_world_advise(NULL, records, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_INT(count, 0);
    CHECK_ERROR(qn_world_advise(world, records, 1, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_advise(world, NULL, 1, &count), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_advise(world, records, -1, &count), QN_ERROR_OUT_OF_RANGE);
    qn_world_destroy(world);
}

TEST(welds_and_motor_joints_are_not_said_to_lack_what_they_leave_out)
{
    qn_world *world = scene_world();
    qn_body_id floor = scene_ground(world, 20.0f);
    qn_body_id box = scene_box(world, 0.0f, 3.0f, 0.5f, 0.5f);
    qn_joint_base base = qn_joint_base_at(world, floor, box, qn_v2(0.0f, 3.0f), 0.0f);
    qn_weld_def weld = qn_weld_def_default();
    weld.base = base;
    CHECK(qn_weld_create(world, &weld).raw != 0);
    qn_motor_def motor = qn_motor_def_default();
    motor.base = base;
    motor.linear_hz = 4.0f;
    motor.max_spring_force_n = 1.0e5f;
    CHECK(qn_motor_create(world, &motor).raw != 0);
    CHECK_INT(find(world, QN_ADVICE_JOINT_SPRING_IDLE).code, 0);
    CHECK_INT(find(world, QN_ADVICE_JOINT_MOTOR_IDLE).code, 0);
    motor.linear_hz = 0.0f;
    qn_joint_id idle = qn_motor_create(world, &motor);
    CHECK_INT(find(world, QN_ADVICE_JOINT_MOTOR_IDLE).a, idle.raw);
    qn_world_destroy(world);
}

TEST(advice_can_be_asked_for_in_every_scene)
{
    for (int i = 0; i < scene_table_count; i += check_is_long() ? 1 : 5) {
        scene_memory memory;
        qn_world *world = scene_start(scene_table[i], &memory);
        for (uint32_t tick = 0; tick < 20; ++tick) {
            scene_advance(scene_table[i], world, &memory, tick);
        }
        qn_advice records[MOST];
        int32_t count = advise(world, records);
        for (int32_t k = 0; k < count; ++k) {
            char text[200];
            CHECK(qn_advice_text(&records[k], text, sizeof text) < sizeof text);
            CHECK(strchr(text, '?') == NULL || strstr(text, "pixels?") != NULL);
            CHECK(strchr(text, '{') == NULL);
        }
        qn_world_destroy(world);
    }
}

// ---- Text -----------------------------------------------------------------------------------

static void check_number(float number, const char *wanted)
{
    char text[100], expected[100];
    qn_advice advice = {.code = QN_ADVICE_GRAVITY_STRONG, .number = number};
    qn_advice_text(&advice, text, sizeof text);
    snprintf(expected, sizeof expected, "gravity is %s m/s^2: are lengths given in pixels?",
             wanted);
    CHECK_TEXT(text, expected);
}

TEST(numbers_are_written_with_three_digits_that_count)
{
    check_number(0.0f, "0");
    check_number(1.0f, "1");
    check_number(-2.5f, "-2.5");
    check_number(0.3f, "0.3");
    check_number(12.25f, "12.3");
    check_number(99.96f, "100");
    check_number(999.6f, "1000");
    check_number(1234.0f, "1230");
    check_number(400.0f, "400");
    check_number(0.00123f, "0.00123");
    check_number(0.00012345f, "0.000123");
    check_number(0.000012345f, "1.23e-5");
    check_number(1234567.0f, "1230000");
    check_number(12345678.0f, "1.23e7");
    check_number(3.4e38f, "3.4e38");
    check_number(1.0e-45f, "1.4e-45");
    check_number(NAN, "?");
    check_number(INFINITY, "?");
}

TEST(texts_are_cut_to_their_buffer)
{
    qn_advice advice = {.code = QN_ADVICE_HEAVY_ON_LIGHT, .a = 13, .b = 10, .number = 400.0f};
    const char *whole = "body 12 is 400 times heavier than body 9 below it";
    for (size_t size = 0; size < 60; ++size) {
        char text[61];
        memset(text, '#', sizeof text);
        CHECK_INT(qn_advice_text(&advice, text, size), strlen(whole));
        size_t kept = size == 0 ? 0 : (size - 1 < strlen(whole) ? size - 1 : strlen(whole));
        CHECK_BYTES(text, whole, kept);
        CHECK(size == 0 ? text[0] == '#' : text[kept] == '\0');
        CHECK(text[size] == '#');
    }
    char text[8] = "abc";
    CHECK_INT(qn_advice_text(NULL, text, sizeof text), 0);
    CHECK_TEXT(text, "");
    CHECK_INT(qn_advice_text(&advice, NULL, 50), strlen(whole));
    advice = (qn_advice){.code = 0xFFFFFFFFu};
    CHECK_INT(qn_advice_text(&advice, text, sizeof text), 0);
    CHECK_TEXT(qn_advice_sentence(QN_ADVICE_CODE_COUNT), "");
    advice = (qn_advice){.code = QN_ADVICE_BODY_EMPTY};
    qn_advice_text(&advice, text, sizeof text);
    CHECK_TEXT(text, "body ? ");
}
