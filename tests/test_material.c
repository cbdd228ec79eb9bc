// Materials: what a pair makes of two, and what the solver makes of that.
#include "check.h"
#include "physics/world.h"
#include "scenes.h"

#include <math.h>

// ---- Mixing ---------------------------------------------------------------------------------

// The contact of two circles of these materials that overlap.
static qn_contact mixed(const qn_material *a, const qn_material *b)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_shape_def def = qn_shape_def_default();
    const qn_material *materials[2] = {a, b};
    for (int i = 0; i < 2; ++i) {
        def.material = *materials[i];
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.7f * (float)i, 0.0f);
        qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.25f * (float)(i + 1));
    }
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    qn_contact contact = world->contacts[0];
    qn_world_destroy(world);
    return contact;
}

TEST(a_pair_mixes_its_numbers_by_the_higher_rule)
{
    static const double expected[6] = {0.3, 0.5, 0.3, 0.1, 0.09, 0.9}; // of 0.1 and 0.9
    for (uint32_t low = 0; low <= QN_MIX_MAXIMUM; ++low) {
        for (uint32_t high = low; high <= QN_MIX_MAXIMUM; ++high) {
            qn_material a = {.friction = 0.1f, .restitution = 0.9f};
            qn_material b = {.friction = 0.9f, .restitution = 0.1f};
            a.friction_mix = low;
            b.friction_mix = high;
            a.restitution_mix = high;
            b.restitution_mix = low;
            qn_contact contact = mixed(&a, &b);
            CHECK_NEAR(contact.friction, expected[high], 1e-6);
            CHECK_NEAR(contact.restitution, high == QN_MIX_DEFAULT ? 0.9 : expected[high], 1e-6);
        }
    }
}

TEST(a_pair_adds_its_tangent_speeds_and_takes_the_larger_roll)
{
    qn_material a = {.tangent_speed_mps = 2.0f, .rolling_resistance = 0.1f};
    qn_material b = {.tangent_speed_mps = 0.5f, .rolling_resistance = 0.3f};
    qn_contact contact = mixed(&a, &b);
    CHECK_NEAR(contact.tangent_speed, 2.5, 0.0);
    CHECK_NEAR(contact.rolling_m, 0.3 * 0.5, 1e-7);
}

// ---- Rolling --------------------------------------------------------------------------------

static qn_body_id add_ground(qn_world *world, const qn_material *material)
{
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, -1.0f);
    qn_shape_def def = qn_shape_def_default();
    def.material = *material;
    qn_shape_create_box(world, ground, &def, qn_v2(0.0f, 0.0f), qn_v2(100.0f, 1.0f), 0.0f);
    return ground;
}

// A disc that rolls: m a = -F and I a / r = c r N - F r... so a = -c g / (1 + I / (m r^2)), and I
// is m r^2 / 2.
TEST(rolling_resistance_slows_a_disc_as_its_formula_says)
{
    qn_world *world = scene_world();
    qn_material material = qn_material_default();
    material.rolling_resistance = 0.06f;
    add_ground(world, &material);
    qn_body_id disc = scene_circle(world, 0.0f, 0.5f, 0.5f);
    scene_step(world, 20);
    qn_body_set_velocity(world, disc, qn_v2(4.0f, 0.0f), -8.0f);
    scene_step(world, 10);
    float before = qn_body_velocity(world, disc).x;
    scene_step(world, 60);
    CHECK_NEAR(qn_body_velocity(world, disc).x - before, -0.06 * 10.0 / 1.5, 0.001);
    CHECK_NEAR(qn_body_angular_velocity(world, disc), -2.0 * qn_body_velocity(world, disc).x, 0.01);
    scene_step(world, 1200);
    CHECK(!qn_body_is_awake(world, disc));
    qn_world_destroy(world);
}

TEST(without_resistance_a_disc_rolls_on)
{
    qn_world *world = scene_world();
    qn_material material = qn_material_default();
    add_ground(world, &material);
    qn_body_id disc = scene_circle(world, 0.0f, 0.5f, 0.5f);
    qn_body_set_velocity(world, disc, qn_v2(10.0f, 0.0f), -20.0f);
    for (int i = 0; i < 300; ++i) {
        scene_step(world, 1);
        CHECK_NEAR(qn_body_pose(world, disc).p.y, 0.5, 0.001); // neither sinks nor hops
    }
    CHECK_NEAR(qn_body_velocity(world, disc).x, 10.0, 0.01);
    qn_world_destroy(world);
}

// tan(angle) against c: a disc on a slope stays where c is larger.
TEST(a_disc_stays_on_a_slope_that_its_resistance_holds)
{
    for (int i = 0; i < 2; ++i) {
        qn_world *world = scene_world();
        qn_world_set_gravity(world, qn_v2(1.0f, -10.0f)); // a slope of 0.1
        qn_material material = qn_material_default();
        material.rolling_resistance = i == 0 ? 0.12f : 0.08f;
        add_ground(world, &material);
        qn_body_id disc = scene_circle(world, 0.0f, 0.5f, 0.5f);
        if (i == 1) {
            qn_body_set_velocity(world, disc, qn_v2(1.0f, 0.0f), -2.0f);
        }
        scene_step(world, 120);
        if (i == 0) {
            CHECK_NEAR(qn_body_pose(world, disc).p.x, 0.0, 0.01);
        } else {
            CHECK_NEAR(qn_body_velocity(world, disc).x, 1.0 + 2.0 * (1.0 - 0.8) / 1.5, 0.01);
        }
        qn_world_destroy(world);
    }
}

// ---- Conveyors ------------------------------------------------------------------------------

// Friction accelerates with mu g until the speeds are equal: v^2 / (2 mu g) of way.
TEST(a_conveyor_brings_a_box_to_its_speed)
{
    qn_world *world = scene_world();
    qn_material material = qn_material_default();
    material.friction = 0.5f;
    material.friction_mix = QN_MIX_MAXIMUM;
    material.tangent_speed_mps = 3.0f;
    qn_body_id ground = add_ground(world, &material);
    qn_shape_def def = qn_shape_def_default();
    def.material.friction = 0.1f;
    qn_body_id box = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.5f);
    qn_shape_create_box(world, box, &def, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.5f), 0.0f);
    scene_step(world, 30);
    CHECK_NEAR(qn_body_velocity(world, box).x, 0.5 * 10.0 * 0.5, 0.1);
    scene_step(world, 90);
    CHECK_NEAR(qn_body_velocity(world, box).x, 3.0, 1e-3);
    CHECK_NEAR(qn_body_pose(world, box).p.x, 3.0 * 2.0 - 9.0 / (2.0 * 5.0), 0.05);
    qn_shape_id shape;
    qn_body_shapes(world, ground, &shape, 1);
    material.tangent_speed_mps = -1.0f;
    CHECK_ERROR(qn_shape_set_material(world, shape, &material), QN_ERROR_OK);
    scene_step(world, 120);
    CHECK_NEAR(qn_body_velocity(world, box).x, -1.0, 1e-3);
    material.tangent_speed_mps = 0.0f;
    qn_shape_set_material(world, shape, &material);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, box));
    material.tangent_speed_mps = 1.0f;
    qn_shape_set_material(world, shape, &material); // and wakes it
    CHECK(qn_body_is_awake(world, box));
    qn_world_destroy(world);
}

// On a belt with the normal down, as under a ceiling, the clockwise surface runs towards -x; and it
// does not matter which of the two shapes is older.
TEST(a_belt_runs_clockwise_around_its_shape)
{
    for (int order = 0; order < 2; ++order) {
        qn_world *world = scene_world();
        qn_world_set_gravity(world, qn_v2(0.0f, 10.0f));
        qn_body_id box = {0};
        if (order == 0) {
            box = scene_box(world, 0.0f, -2.5f, 0.5f, 0.5f);
        }
        qn_material material = qn_material_default();
        material.tangent_speed_mps = 2.0f;
        add_ground(world, &material);
        if (order == 1) {
            box = scene_box(world, 0.0f, -2.5f, 0.5f, 0.5f);
        }
        scene_step(world, 120);
        CHECK_NEAR(qn_body_velocity(world, box).x, -2.0, 1e-3);
        qn_world_destroy(world);
    }
}

// ---- One way --------------------------------------------------------------------------------

// A platform whose top is y = 0, 0.2 thick, that stops only what falls on it.
static qn_body_id add_platform(qn_world *world, qn_body_type type)
{
    qn_body_id platform = scene_body(world, type, 0.0f, -0.1f);
    qn_shape_def def = qn_shape_def_default();
    def.material.one_way = qn_v2(0.0f, 3.0f);
    def.enable_contact_events = true;
    qn_shape_create_box(world, platform, &def, qn_v2(0.0f, 0.0f), qn_v2(4.0f, 0.1f), 0.0f);
    return platform;
}

static int count_begins(const qn_world *world)
{
    int32_t count, begins = 0;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    for (int32_t i = 0; i < count; ++i) {
        begins += events[i].type == QN_CONTACT_EVENT_BEGIN;
    }
    return begins;
}

// Thrown up at speeds from barely high enough to very fast, a box or ball passes without losing
// speed and lands on top.
TEST(a_platform_lets_pass_from_below_and_holds_from_above)
{
    for (int i = 0; i < 12; ++i) {
        qn_world *world = scene_world();
        add_platform(world, QN_BODY_STATIC);
        qn_body_id body = i % 2 == 0 ? scene_box(world, 0.3f, -2.0f, 0.3f, 0.3f)
                                     : scene_circle(world, 0.3f, -2.0f, 0.3f);
        float speed = 7.0f + 2.5f * (float)i;
        qn_body_set_velocity(world, body, qn_v2(0.0f, speed), 0.0f);
        float highest = -2.0f;
        int begins = 0;
        for (int k = 0; k < 600; ++k) {
            scene_step(world, 1);
            highest = qn_max(highest, qn_body_pose(world, body).p.y);
            begins += count_begins(world);
        }
        CHECK_NEAR(highest, -2.0f + speed * speed / 20.0f, 0.02); // v^2 / (2 g)
        CHECK_NEAR(qn_body_pose(world, body).p.y, 0.3, 0.01);
        CHECK(begins >= 1);
        CHECK(!qn_body_is_awake(world, body));
        qn_world_destroy(world);
    }
}

TEST(what_does_not_reach_the_top_falls_back_through)
{
    qn_world *world = scene_world();
    add_platform(world, QN_BODY_STATIC);
    qn_body_id body = scene_box(world, 0.0f, -2.0f, 0.3f, 0.3f);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 6.4f), 0.0f); // the box's middle comes to 0.05
    int begins = 0;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        begins += count_begins(world);
    }
    CHECK_INT(begins, 0);
    CHECK(qn_body_pose(world, body).p.y < -5.0f);
    qn_world_destroy(world);
}

TEST(a_platform_stops_falls_of_every_speed)
{
    for (int i = 0; i < 8; ++i) {
        qn_world *world = scene_world();
        add_platform(world, QN_BODY_STATIC);
        qn_body_id body = scene_circle(world, 0.0f, 20.0f + 0.37f * (float)i, 0.2f);
        qn_body_set_velocity(world, body, qn_v2(0.0f, -50.0f * (float)i), 0.0f);
        for (int k = 0; k < 300; ++k) {
            scene_step(world, 1);
            CHECK(qn_body_pose(world, body).p.y > 0.0f);
        }
        qn_world_destroy(world);
    }
}

TEST(what_overlaps_at_first_passes_and_what_walks_in_from_the_side_too)
{
    qn_world *world = scene_world();
    add_platform(world, QN_BODY_STATIC);
    qn_body_id inside = scene_box(world, 0.0f, 0.1f, 0.3f, 0.3f);
    qn_body_id beside = scene_box(world, -5.0f, -0.1f, 0.3f, 0.3f);
    qn_body_set_gravity_scale(world, beside, 0.0f);
    qn_body_set_velocity(world, beside, qn_v2(3.0f, 0.0f), 0.0f);
    scene_step(world, 120);
    CHECK(qn_body_pose(world, inside).p.y < -5.0f);
    CHECK_NEAR(qn_body_pose(world, beside).p.x, 1.0, 0.01);
    qn_world_destroy(world);
}

TEST(a_body_drops_through_when_it_is_told_to_and_lands_on_the_next)
{
    qn_world *world = scene_world();
    add_platform(world, QN_BODY_STATIC);
    qn_body_id lower = add_platform(world, QN_BODY_STATIC);
    qn_body_set_pose(world, lower, qn_v2(0.0f, -3.1f), 0.0f);
    qn_body_id body = scene_box(world, 0.0f, 0.3f, 0.3f, 0.3f);
    scene_step(world, 120);
    CHECK(!qn_body_is_awake(world, body));
    CHECK_ERROR(qn_body_drop_through(world, body), QN_ERROR_OK);
    scene_step(world, 180);
    CHECK_NEAR(qn_body_pose(world, body).p.y, -2.7, 0.01);
    CHECK_ERROR(qn_body_drop_through(world, (qn_body_id){0}), QN_ERROR_NULL_HANDLE);
    qn_world_destroy(world);
}

// Heavy loads, a platform that rises and one that is turned: its front turns with it.
TEST(a_platform_carries_stacks_moves_and_turns)
{
    qn_world *world = scene_world();
    qn_body_id platform = add_platform(world, QN_BODY_KINEMATIC);
    qn_body_id top = scene_stack(world, 6);
    qn_body_set_velocity(world, platform, qn_v2(0.0f, 1.0f), 0.0f);
    scene_step(world, 180);
    CHECK_NEAR(qn_body_pose(world, top).p.y, 3.0 + 5.5, 0.06);
    qn_world_destroy(world);
    world = scene_world();
    platform = add_platform(world, QN_BODY_STATIC);
    qn_body_set_pose(world, platform, qn_v2(0.0f, 0.0f), QN_PI);
    qn_body_id body = scene_box(world, 0.0f, 2.0f, 0.3f, 0.3f);
    scene_step(world, 120);
    CHECK(qn_body_pose(world, body).p.y < -5.0f);
    qn_world_destroy(world);
}

TEST(a_material_that_is_one_way_no_more_holds_what_it_let_pass)
{
    qn_world *world = scene_world();
    qn_body_id platform = add_platform(world, QN_BODY_STATIC);
    qn_shape_id shape;
    qn_body_shapes(world, platform, &shape, 1);
    qn_body_id body = scene_box(world, 0.0f, -2.0f, 0.3f, 0.3f);
    qn_material material = qn_shape_material(world, shape);
    material.one_way = qn_v2(0.0f, 0.0f);
    qn_shape_set_material(world, shape, &material);
    qn_body_set_velocity(world, body, qn_v2(0.0f, 10.0f), 0.0f);
    scene_step(world, 120);
    CHECK(qn_body_pose(world, body).p.y < -0.5f);
    qn_world_destroy(world);
}

// ---- Thresholds and ids ---------------------------------------------------------------------

// Of a ball of 1 kg that falls 5 m.
static int count_hits_above(float threshold_ns)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_shape_def def = qn_shape_def_default();
    def.density_kgpm2 = 1.0f / QN_PI; // 1 kg at a radius of 1
    def.enable_hit_events = true;
    def.material.hit_threshold_ns = threshold_ns;
    qn_body_id ball = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 6.0f);
    qn_shape_create_circle(world, ball, &def, qn_v2(0.0f, 0.0f), 1.0f);
    int hits = 0;
    for (int i = 0; i < 90; ++i) {
        int32_t count;
        scene_step(world, 1);
        const qn_hit_event *hit = qn_world_hit_events(world, &count);
        hits += count;
        if (count > 0) {
            CHECK_NEAR(hit->normal_impulse_ns, 10.1, 0.4); // 1 kg at sqrt(2 g 5 m)
        }
    }
    qn_world_destroy(world);
    return hits;
}

TEST(hits_below_the_threshold_are_not_told)
{
    CHECK_INT(count_hits_above(9.0f), 1);
    CHECK_INT(count_hits_above(11.0f), 0);
}

TEST(a_material_is_read_as_it_was_set)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.material = (qn_material){.friction = 1.0f,
                                 .restitution = 0.5f,
                                 .friction_mix = QN_MIX_MINIMUM,
                                 .restitution_mix = QN_MIX_AVERAGE,
                                 .rolling_resistance = 0.25f,
                                 .tangent_speed_mps = -2.0f,
                                 .one_way = {0.0f, 1.0f},
                                 .hit_threshold_ns = 5.0f,
                                 .user_id = 0xFFFFFFFFu};
    qn_shape_id shape = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 1.0f);
    qn_material read = qn_shape_material(world, shape);
    CHECK_BYTES(&read, &def.material, sizeof read);
    qn_world_destroy(world);
}

TEST(a_bad_material_is_refused_and_changes_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 1.0f);
    uint64_t hash = qn_world_state_hash(world);
    static const float bad[] = {NAN, INFINITY, -INFINITY, 1.0e30f, -1.0e30f};
    for (int field = 0; field < 7; ++field) {
        for (int i = 0; i < 5; ++i) {
            qn_material material = qn_material_default();
            float *fields[7] = {&material.friction,           &material.restitution,
                                &material.rolling_resistance, &material.tangent_speed_mps,
                                &material.one_way.x,          &material.one_way.y,
                                &material.hit_threshold_ns};
            *fields[field] = bad[i];
            CHECK(qn_shape_set_material(world, shape, &material) != QN_ERROR_OK);
            def.material = material;
            CHECK_INT(qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 1.0f).raw, 0);
        }
    }
    qn_material material = qn_material_default();
    material.friction_mix = 6;
    CHECK_ERROR(qn_shape_set_material(world, shape, &material), QN_ERROR_OUT_OF_RANGE);
    material = qn_material_default();
    material.restitution_mix = 0xFFFFFFFFu;
    CHECK_ERROR(qn_shape_set_material(world, shape, &material), QN_ERROR_OUT_OF_RANGE);
    material = qn_material_default();
    CHECK_ERROR(qn_shape_set_material(world, shape, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_shape_set_material(NULL, shape, &material), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_shape_set_material(world, (qn_shape_id){0}, &material), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_shape_set_material(world, (qn_shape_id){~0u}, &material), QN_ERROR_STALE_HANDLE);
    CHECK(qn_shape_material(world, (qn_shape_id){~0u}).friction == 0.0f);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}
