// The world's contract: handles, refusals, capacities, memory.
#include "check.h"
#include "physics/validate.h"
#include "quoin/memory.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_refused(qn_world *world, qn_error expected)
{
    CHECK_ERROR(qn_world_last_error(world, NULL), expected);
    qn_world_clear_error(world);
}

TEST(a_stale_body_handle_is_refused_by_every_call)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
    qn_body_id other = scene_box(world, 5.0f, 1.0f, 0.5f, 0.5f); // takes the slot again
    uint64_t hash = qn_world_state_hash(world);
    qn_vec2 zero = {0.0f, 0.0f};
    CHECK(!qn_body_is_alive(world, body));
    CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_set_pose(world, body, zero, 0.0f), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_set_velocity(world, body, zero, 0.0f), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_apply_force(world, body, zero, zero), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_apply_torque(world, body, 0.0f), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_apply_impulse(world, body, zero, zero), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_apply_angular_impulse(world, body, 0.0f), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_set_awake(world, body, true), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_body_set_user_data(world, body, 1), QN_ERROR_STALE_HANDLE);
    CHECK_NEAR(qn_body_mass(world, body), 0.0, 0.0);
    check_refused(world, QN_ERROR_STALE_HANDLE);
    qn_shape_def def = qn_shape_def_default();
    CHECK_INT(qn_shape_create_circle(world, body, &def, zero, 1.0f).raw, 0);
    check_refused(world, QN_ERROR_STALE_HANDLE);
    CHECK(qn_body_is_alive(world, other));
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(a_shape_or_joint_is_destroyed_once)
{
    qn_world *world = scene_world();
    qn_body_id a = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    qn_body_id b = scene_box(world, 0.0f, 3.0f, 0.5f, 0.5f);
    qn_shape_def shape_def = qn_shape_def_default();
    qn_shape_id shape = qn_shape_create_circle(world, a, &shape_def, qn_v2(0.0f, 0.0f), 0.2f);
    qn_revolute_def joint_def = qn_revolute_def_default();
    joint_def.base.body_a = a;
    joint_def.base.body_b = b;
    qn_joint_id joint = qn_revolute_create(world, &joint_def);
    CHECK(qn_shape_is_alive(world, shape) && qn_joint_is_alive(world, joint));
    CHECK_ERROR(qn_shape_destroy(world, shape), QN_ERROR_OK);
    CHECK_ERROR(qn_shape_destroy(world, shape), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_joint_destroy(world, joint), QN_ERROR_OK);
    CHECK_ERROR(qn_joint_destroy(world, joint), QN_ERROR_STALE_HANDLE);
    joint = qn_revolute_create(world, &joint_def);
    CHECK_ERROR(qn_body_destroy(world, b), QN_ERROR_OK);
    CHECK(!qn_joint_is_alive(world, joint));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_handle_of_another_world_is_refused)
{
    qn_world *first = scene_world();
    qn_world *second = scene_world();
    qn_body_id body = scene_box(first, 0.0f, 1.0f, 0.5f, 0.5f);
    scene_box(second, 0.0f, 1.0f, 0.5f, 0.5f);
    CHECK(qn_body_is_alive(first, body));
    CHECK(!qn_body_is_alive(second, body));
    CHECK_ERROR(qn_body_destroy(second, body), QN_ERROR_STALE_HANDLE);
    CHECK_INT(qn_world_state_hash(first), qn_world_state_hash(second));
    qn_world_destroy(first);
    qn_world_destroy(second);
}

TEST(null_handles_and_null_worlds_are_refused)
{
    qn_world *world = scene_world();
    qn_body_id none = {0};
    CHECK_ERROR(qn_body_destroy(world, none), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_body_destroy(NULL, none), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_step(NULL, SCENE_DT_S, 4), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_body_create(NULL, NULL).raw, 0);
    CHECK_INT(qn_body_create(world, NULL).raw, 0);
    check_refused(world, QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_world_state_hash(NULL), 0);
    CHECK_ERROR(qn_world_create(NULL, &(qn_world *){NULL}), QN_ERROR_NULL_POINTER);
    qn_world_destroy(NULL);
    qn_world_destroy(world);
}

TEST(definitions_that_skipped_their_default_are_refused)
{
    qn_world *world = scene_world();
    qn_world_def world_def;
    qn_body_def body_def;
    qn_shape_def shape_def;
    qn_revolute_def joint_def;
    memset(&world_def, 0xAA, sizeof world_def);
    memset(&body_def, 0xAA, sizeof body_def);
    memset(&shape_def, 0xAA, sizeof shape_def);
    memset(&joint_def, 0xAA, sizeof joint_def);
    qn_world *made = world;
    CHECK_ERROR(qn_world_create(&world_def, &made), QN_ERROR_BAD_DEFINITION);
    CHECK(made == NULL);
    CHECK_INT(qn_body_create(world, &body_def).raw, 0);
    check_refused(world, QN_ERROR_BAD_DEFINITION);
    qn_body_id body = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    CHECK_INT(qn_shape_create_circle(world, body, &shape_def, qn_v2(0.0f, 0.0f), 1.0f).raw, 0);
    check_refused(world, QN_ERROR_BAD_DEFINITION);
    CHECK_INT(qn_revolute_create(world, &joint_def).raw, 0);
    check_refused(world, QN_ERROR_BAD_DEFINITION);
    qn_world_destroy(world);
}

static const float bad_floats[] = {NAN, INFINITY, -INFINITY, 3.0e38f, -3.0e38f};
#define BAD_COUNT (sizeof bad_floats / sizeof bad_floats[0])

static void check_bad_body_field(qn_world *world, float *field, qn_body_def *def)
{
    float good = *field;
    for (size_t i = 0; i < BAD_COUNT; ++i) {
        *field = bad_floats[i];
        CHECK_INT(qn_body_create(world, def).raw, 0);
        check_refused(world, i < 3 ? QN_ERROR_NOT_FINITE : QN_ERROR_OUT_OF_RANGE);
    }
    *field = good;
}

TEST(bad_numbers_in_a_body_definition_are_refused)
{
    qn_world *world = scene_world();
    uint64_t hash = qn_world_state_hash(world);
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    check_bad_body_field(world, &def.position_m.x, &def);
    check_bad_body_field(world, &def.position_m.y, &def);
    check_bad_body_field(world, &def.angle_rad, &def);
    check_bad_body_field(world, &def.velocity_mps.x, &def);
    check_bad_body_field(world, &def.velocity_mps.y, &def);
    check_bad_body_field(world, &def.angular_velocity_radps, &def);
    check_bad_body_field(world, &def.linear_damping, &def);
    check_bad_body_field(world, &def.angular_damping, &def);
    check_bad_body_field(world, &def.gravity_scale, &def);
    def.type = (qn_body_type)7;
    CHECK_INT(qn_body_create(world, &def).raw, 0);
    check_refused(world, QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

static void check_bad_setters(qn_world *world, qn_body_id body, float bad)
{
    qn_vec2 good = {1.0f, 1.0f};
    qn_vec2 bad_x = {bad, 1.0f};
    qn_vec2 bad_y = {1.0f, bad};
    CHECK(qn_body_set_pose(world, body, bad_x, 0.0f) != QN_ERROR_OK);
    CHECK(qn_body_set_pose(world, body, bad_y, 0.0f) != QN_ERROR_OK);
    CHECK(qn_body_set_pose(world, body, good, bad) != QN_ERROR_OK);
    CHECK(qn_body_set_velocity(world, body, bad_x, 0.0f) != QN_ERROR_OK);
    CHECK(qn_body_set_velocity(world, body, good, bad) != QN_ERROR_OK);
    CHECK(qn_body_apply_force(world, body, bad_y, good) != QN_ERROR_OK);
    CHECK(qn_body_apply_force(world, body, good, bad_x) != QN_ERROR_OK);
    CHECK(qn_body_apply_torque(world, body, bad) != QN_ERROR_OK);
    CHECK(qn_body_apply_impulse(world, body, bad_y, good) != QN_ERROR_OK);
    CHECK(qn_body_apply_impulse(world, body, good, bad_y) != QN_ERROR_OK);
    CHECK(qn_body_apply_angular_impulse(world, body, bad) != QN_ERROR_OK);
    CHECK(qn_world_set_gravity(world, bad_x) != QN_ERROR_OK);
    CHECK(qn_world_step(world, bad, 4) != QN_ERROR_OK);
    qn_cast_hit hit;
    qn_filter all = qn_filter_all();
    CHECK(qn_world_cast_ray(world, &(qn_ray){bad_x, good}, all, &hit) != QN_ERROR_OK);
    CHECK(qn_world_cast_ray(world, &(qn_ray){good, bad_y}, all, &hit) != QN_ERROR_OK);
}

TEST(bad_numbers_in_setters_change_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_box(world, 0.0f, 1.0f, 0.5f, 0.5f);
    uint64_t hash = qn_world_state_hash(world);
    for (size_t i = 0; i < BAD_COUNT; ++i) {
        check_bad_setters(world, body, bad_floats[i]);
    }
    CHECK_INT(qn_world_state_hash(world), hash);
    CHECK_ERROR(qn_world_step(world, SCENE_DT_S, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_step(world, SCENE_DT_S, 65), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_step(world, -SCENE_DT_S, 4), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_step(world, 1.0e-9f, 4), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_world_step(world, 0.0f, 4), QN_ERROR_OK);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(bad_shapes_are_refused_with_their_reason)
{
    qn_world *world = scene_world();
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
    uint64_t hash = qn_world_state_hash(world);
    qn_shape_def def = qn_shape_def_default();
    qn_vec2 zero = {0.0f, 0.0f};
    const qn_vec2 line[3] = {{0.0f, 0.0f}, {1.0f, 0.0f}, {2.0f, 0.0f}};
    CHECK_INT(qn_shape_create_circle(world, body, &def, zero, 0.0f).raw, 0);
    check_refused(world, QN_ERROR_OUT_OF_RANGE);
    CHECK_INT(qn_shape_create_circle(world, body, &def, zero, NAN).raw, 0);
    check_refused(world, QN_ERROR_NOT_FINITE);
    CHECK_INT(qn_shape_create_polygon(world, body, &def, line, 3, 0.0f).raw, 0);
    check_refused(world, QN_ERROR_BAD_SHAPE);
    CHECK_INT(qn_shape_create_polygon(world, body, &def, NULL, 3, 0.0f).raw, 0);
    check_refused(world, QN_ERROR_NULL_POINTER);
    def.density_kgpm2 = -1.0f;
    CHECK_INT(qn_shape_create_circle(world, body, &def, zero, 1.0f).raw, 0);
    check_refused(world, QN_ERROR_OUT_OF_RANGE);
    def.density_kgpm2 = 1.0f;
    def.material.friction = NAN;
    CHECK_INT(qn_shape_create_circle(world, body, &def, zero, 1.0f).raw, 0);
    check_refused(world, QN_ERROR_NOT_FINITE);
    CHECK_INT(qn_world_state_hash(world), hash);
    qn_world_destroy(world);
}

TEST(calls_for_another_type_of_body_are_refused)
{
    qn_world *world = scene_world();
    qn_body_id ground = scene_ground(world, 5.0f);
    qn_vec2 one = {1.0f, 0.0f};
    CHECK_ERROR(qn_body_set_velocity(world, ground, one, 0.0f), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_body_apply_impulse(world, ground, one, one), QN_ERROR_WRONG_TYPE);
    CHECK_ERROR(qn_body_set_awake(world, ground, false), QN_ERROR_WRONG_TYPE);
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = ground;
    def.base.body_b = scene_body(world, QN_BODY_KINEMATIC, 0.0f, 3.0f);
    CHECK_INT(qn_revolute_create(world, &def).raw, 0);
    check_refused(world, QN_ERROR_WRONG_TYPE);
    def.base.body_b = ground;
    CHECK_INT(qn_revolute_create(world, &def).raw, 0);
    check_refused(world, QN_ERROR_OUT_OF_RANGE);
    qn_world_destroy(world);
}

TEST(a_world_grows_past_its_capacities_and_keeps_its_handles)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 2;
    def.shape_capacity = 2;
    def.joint_capacity = 1;
    qn_world *world;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id first = scene_ground(world, 50.0f);
    qn_world *roomy = scene_world();
    scene_ground(roomy, 50.0f);
    for (int i = 0; i < 100; ++i) {
        int column = i % 10, line = i / 10;
        float x = (float)column * 1.1f;
        float y = 0.5f + (float)line;
        scene_box(world, x, y, 0.5f, 0.5f);
        scene_box(roomy, x, y, 0.5f, 0.5f);
        scene_step(world, 1);
        scene_step(roomy, 1);
    }
    CHECK(qn_body_is_alive(world, first));
    check_sound(world);
    qn_body_id in_grown = {first.raw + 50};
    qn_body_id in_roomy = {scene_box(roomy, 90.0f, 1.0f, 0.5f, 0.5f).raw - 51};
    CHECK(qn_body_is_alive(world, in_grown) && qn_body_is_alive(roomy, in_roomy));
    qn_vec2 a = qn_body_pose(world, in_grown).p;
    qn_vec2 b = qn_body_pose(roomy, in_roomy).p;
    CHECK_NEAR(a.x, b.x, 0.0);
    CHECK_NEAR(a.y, b.y, 0.0);
    qn_world_destroy(world);
    qn_world_destroy(roomy);
}

TEST(contacts_beyond_the_stated_capacity_are_left_out_and_counted)
{
    qn_world_def def = qn_world_def_default();
    def.contact_capacity = 8;
    qn_world *world;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    for (int i = 0; i < 30; ++i) {
        scene_circle(world, 0.001f * (float)i, 0.0f, 0.5f);
    }
    scene_step(world, 120);
    qn_world_counters counters = qn_world_get_counters(world);
    CHECK(counters.contact_count <= 8);
    CHECK(counters.dropped_contact_count > 0);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(creating_and_destroying_leaves_no_memory_and_no_records)
{
    size_t bytes = qn_memory_live_bytes();
    for (int round = 0; round < 200; ++round) {
        qn_world *world = scene_world();
        scene_ground(world, 10.0f);
        scene_stack(world, 5);
        scene_step(world, 3);
        qn_world_destroy(world);
    }
    CHECK_INT(qn_memory_live_bytes(), bytes);
}

SLOW_TEST(a_hundred_thousand_worlds_come_and_go_without_a_trace)
{
    size_t bytes = qn_memory_live_bytes();
    size_t blocks = qn_memory_live_count();
    qn_world_def def = qn_world_def_default();
    def.body_capacity = def.shape_capacity = def.joint_capacity = 1;
    for (int round = 0; round < 100000; ++round) {
        qn_world *world = NULL;
        if (qn_world_create(&def, &world) != QN_ERROR_OK) {
            CHECK(false);
            break;
        }
        qn_world_destroy(world);
    }
    CHECK_INT(qn_memory_live_bytes(), bytes);
    CHECK_INT(qn_memory_live_count(), blocks);
}

TEST(three_hundred_worlds_live_side_by_side_and_refuse_each_others_handles)
{
    enum { COUNT = 300 };
    static qn_world *worlds[COUNT];
    qn_body_id bodies[COUNT];
    for (int i = 0; i < COUNT; ++i) {
        worlds[i] = scene_world();
        bodies[i] = scene_box(worlds[i], 0.0f, 0.5f, 0.5f, 0.5f);
    }
    for (int i = 0; i < COUNT; ++i) {
        scene_step(worlds[i], 2);
        CHECK_INT(qn_world_state_hash(worlds[i]), qn_world_state_hash(worlds[0]));
        CHECK(!qn_body_is_alive(worlds[i], bodies[(i + 1) % COUNT]));
    }
    for (int i = 0; i < COUNT; ++i) {
        qn_world_destroy(worlds[i]);
    }
}

// The limit is a number of its own, the same everywhere, and no lack of memory.
TEST(more_than_the_most_there_can_be_is_refused_before_memory_is_asked_for)
{
    enum { COUNT = QN_MAX_BODY_COUNT };
    static qn_vec2 points[COUNT];
    qn_world *world = scene_world();
    qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    for (int i = 0; i < COUNT; ++i) {
        int column = i % 1000, row = i / 1000;
        points[i] = qn_v2(4000.0f - 8.0f * (float)column, 8.0f * (float)row - 4000.0f);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = COUNT;
    def.is_loop = true; // as many segments, and there is a shape already
    scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    uint64_t hash = qn_world_state_hash(world);
    size_t bytes = qn_memory_live_bytes();
    CHECK_INT(qn_chain_create(world, ground, &def).raw, 0);
    check_refused(world, QN_ERROR_CAPACITY);
    qn_world_def world_def = qn_world_def_default();
    world_def.body_capacity = QN_MAX_BODY_COUNT + 1;
    qn_world *none = world;
    CHECK_ERROR(qn_world_create(&world_def, &none), QN_ERROR_OUT_OF_RANGE);
    CHECK(none == NULL);
    CHECK_INT(qn_world_state_hash(world), hash);
    CHECK_INT(qn_memory_live_bytes(), bytes);
    qn_world_destroy(world);
}

TEST(random_creation_and_destruction_keeps_every_invariant)
{
    uint32_t seed = 7;
    qn_world *world = scene_world();
    scene_ground(world, 20.0f);
    qn_body_id bodies[64] = {{0}};
    int rounds = check_is_long() ? 20000 : 1500;
    for (int round = 0; round < rounds; ++round) {
        qn_body_id *body = &bodies[check_random(&seed) % 64];
        if (qn_body_is_alive(world, *body) && check_random(&seed) % 2 == 0) {
            qn_body_destroy(world, *body);
        } else if (!qn_body_is_alive(world, *body)) {
            float x = check_random_float(&seed, -8.0f, 8.0f);
            float y = check_random_float(&seed, 0.5f, 6.0f);
            *body = check_random(&seed) % 2 == 0 ? scene_box(world, x, y, 0.4f, 0.3f)
                                                 : scene_circle(world, x, y, 0.35f);
        } else if (check_random(&seed) % 3 == 0) {
            qn_body_set_awake(world, *body, check_random(&seed) % 2 == 0);
        } else {
            float x = check_random_float(&seed, -8.0f, 8.0f);
            qn_body_set_pose(world, *body, qn_v2(x, 4.0f), x);
        }
        scene_step(world, (int)(check_random(&seed) % 3));
        const char *wrong = qn_world_validate(world);
        CHECK_TEXT(wrong == NULL ? "" : wrong, "");
    }
    qn_world_destroy(world);
}

static int allocations_left;

static void *allocate_until(size_t size_bytes, void *user)
{
    (void)user;
    return allocations_left-- > 0 ? malloc(size_bytes) : NULL;
}

static void release(void *memory, void *user)
{
    (void)user;
    free(memory);
}

// Builds a world that must grow; true if nothing was refused.
static bool build_growing_world(void)
{
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 1;
    def.shape_capacity = 1;
    qn_world *world;
    if (qn_world_create(&def, &world) != QN_ERROR_OK) {
        CHECK(world == NULL);
        return false;
    }
    bool all_made = true;
    for (int i = 0; i < 9; ++i) {
        uint64_t hash = qn_world_state_hash(world);
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, (float)i);
        if (body.raw == 0) {
            CHECK_ERROR(qn_world_last_error(world, NULL), QN_ERROR_OUT_OF_MEMORY);
            CHECK_INT(qn_world_state_hash(world), hash);
            all_made = false;
        }
    }
    scene_step(world, 5);
    check_sound(world);
    qn_world_destroy(world);
    return all_made;
}

TEST(every_allocation_may_fail_without_harm)
{
    size_t live = qn_memory_live_count();
    bool all_made = false;
    for (int n = 0; n < 100 && !all_made; ++n) {
        allocations_left = n;
        qn_memory_set_hooks(allocate_until, release, NULL);
        all_made = build_growing_world();
        qn_memory_set_hooks(NULL, NULL, NULL);
        CHECK_INT(qn_memory_live_count(), live);
    }
    CHECK(all_made);
}
