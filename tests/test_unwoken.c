// Bodies that are created asleep: they stay so until something reaches them, and then nothing is
// missing of what would have happened to an awake one.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"
#include "sound.h"

#include <stdlib.h>

#define SIDE_M 0.4f
#define MAX_LATTICE 400

static int32_t awake_count(const qn_world *world)
{
    return qn_world_get_counters(world).awake_body_count;
}

static qn_body_id sleeper(qn_world *world, float x, float y, float half_width, float half_height)
{
    qn_body_def def = qn_body_def_default();
    def.type = QN_BODY_DYNAMIC;
    def.position_m = qn_v2(x, y);
    def.is_awake = false;
    qn_body_id body = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    qn_vec2 half = qn_v2(half_width, half_height);
    qn_shape_create_box(world, body, &shape, qn_v2(0.0f, 0.0f), half, 0.0f);
    return body;
}

typedef struct lattice {
    qn_world *world;
    qn_body_id bodies[MAX_LATTICE];
    int count;
    qn_body_id ball;
} lattice;

// Sleeping boxes side by side from x = 0 on, and a box of their size that comes from the left.
static lattice make_lattice(int columns, int rows, float speed)
{
    lattice l = {.world = scene_weightless(), .count = columns * rows};
    for (int i = 0; i < l.count; ++i) {
        int column = i / rows, row = i % rows;
        float x = SIDE_M * (float)column;
        float y = SIDE_M * ((float)row - 0.5f * (float)(rows - 1));
        l.bodies[i] = sleeper(l.world, x, y, 0.5f * SIDE_M, 0.5f * SIDE_M);
    }
    l.ball = scene_box(l.world, -2.0f * SIDE_M, 0.0f, 0.5f * SIDE_M, 0.5f * SIDE_M);
    qn_body_set_enable_sleep(l.world, l.ball, false);
    qn_body_set_velocity(l.world, l.ball, qn_v2(speed, 0.0f), 0.0f);
    return l;
}

// Along x, of all, as a part of what the ball had.
static double momentum(const lattice *l, float speed)
{
    double mass = qn_body_mass(l->world, l->ball);
    double sum = mass * qn_body_velocity(l->world, l->ball).x;
    for (int i = 0; i < l->count; ++i) {
        sum += (double)qn_body_mass(l->world, l->bodies[i]) *
               qn_body_velocity(l->world, l->bodies[i]).x;
    }
    return sum / (mass * speed);
}

static int32_t steps_until_awake(qn_world *world, qn_body_id body, int32_t most)
{
    int32_t count = 0;
    while (count < most && !qn_body_is_awake(world, body)) {
        scene_step(world, 1);
        count += 1;
    }
    return count;
}

// ---- Nothing reaches them -------------------------------------------------------------------

TEST(a_body_created_asleep_sleeps_on_while_it_gets_its_shapes)
{
    qn_world *world = scene_world();
    qn_body_id body = sleeper(world, 0.0f, 5.0f, 0.5f, 0.5f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(1.0f, 0.0f), 0.5f);
    CHECK_NEAR(qn_body_center_of_mass(world, body).x, 0.44, 0.01);
    scene_step(world, 30);
    CHECK(!qn_body_is_awake(world, body) && qn_body_pose(world, body).p.y == 5.0f);
    CHECK_INT(qn_world_get_counters(world).sleeping_island_count, 1);
    check_sound(world);
    qn_body_set_awake(world, body, true);
    scene_step(world, 30);
    CHECK(qn_body_pose(world, body).p.y < 4.5f);
    qn_shape_create_circle(world, body, &def, qn_v2(-1.0f, 0.0f), 0.5f);
    CHECK(qn_body_is_awake(world, body));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(a_body_that_stands_asleep_beside_others_wakes_when_it_gets_another_shape)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id body = sleeper(world, 0.0f, 0.5f, 0.5f, 0.5f);
    scene_step(world, 2);
    CHECK(!qn_body_is_awake(world, body));
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_circle(world, body, &def, qn_v2(2.0f, 0.0f), 0.5f);
    CHECK(qn_body_is_awake(world, body));
    qn_world_destroy(world);
}

TEST(where_nothing_sleeps_bodies_are_created_awake)
{
    qn_world *world = scene_world();
    qn_world_set_enable_sleep(world, false);
    CHECK(qn_body_is_awake(world, sleeper(world, 0.0f, 5.0f, 0.5f, 0.5f)));
    check_sound(world);
    qn_world_destroy(world);
}

TEST(neighbours_created_asleep_sleep_on_and_are_no_island)
{
    lattice l = make_lattice(8, 8, 0.0f);
    scene_step(l.world, 30);
    CHECK_INT(awake_count(l.world), 1);
    CHECK_INT(qn_world_get_counters(l.world).sleeping_island_count, 64);
    CHECK_ERROR(qn_body_set_awake(l.world, l.bodies[27], true), QN_ERROR_OK);
    scene_step(l.world, 20);
    CHECK_INT(awake_count(l.world), 2); // it does not move
    scene_step(l.world, 40);
    CHECK_INT(awake_count(l.world), 1);
    check_sound(l.world);
    qn_world_destroy(l.world);
}

// ---- Blows ----------------------------------------------------------------------------------

TEST(a_blow_wakes_of_a_lattice_whom_it_moves_and_keeps_its_momentum)
{
    lattice l = make_lattice(20, 20, 6.0f);
    scene_step(l.world, 8);
    int32_t soon = awake_count(l.world);
    CHECK(soon > 10 && soon < 200);
    CHECK(!qn_body_is_awake(l.world, l.bodies[399]));
    CHECK_NEAR(momentum(&l, 6.0f), 1.0, 1e-4);
    check_sound(l.world);
    qn_world_destroy(l.world);
}

TEST(a_gentle_blow_wakes_few)
{
    lattice l = make_lattice(20, 20, 0.1f);
    qn_body_set_pose(l.world, l.ball, qn_v2(-SIDE_M - 0.005f, 0.0f), 0.0f);
    scene_step(l.world, 60);
    CHECK(awake_count(l.world) > 1 && awake_count(l.world) < 80);
    CHECK_NEAR(momentum(&l, 0.1f), 1.0, 1e-4);
    check_sound(l.world);
    qn_world_destroy(l.world);
}

TEST(a_blow_runs_through_a_row_to_its_end)
{
    lattice l = make_lattice(20, 1, 3.0f);
    scene_step(l.world, 40);
    CHECK(qn_body_velocity(l.world, l.bodies[19]).x > 0.1f);
    CHECK_NEAR(momentum(&l, 3.0f), 1.0, 1e-4);
    for (int i = 1; i < l.count; ++i) {
        float gap = qn_body_pose(l.world, l.bodies[i]).p.x -
                    qn_body_pose(l.world, l.bodies[i - 1]).p.x - SIDE_M;
        CHECK(gap > -0.01f);
    }
    qn_world_destroy(l.world);
}

TEST(a_heavy_ram_is_not_stopped_by_sleepers)
{
    lattice l = make_lattice(20, 1, 0.0f);
    qn_shape_set_density(l.world, scene_shape_of(l.world, l.ball), 100000.0f);
    qn_body_set_velocity(l.world, l.ball, qn_v2(20.0f, 0.0f), 0.0f);
    scene_step(l.world, 30);
    CHECK(qn_body_velocity(l.world, l.ball).x > 15.0f);
    CHECK_INT(awake_count(l.world), 21);
    CHECK_NEAR(momentum(&l, 20.0f), 1.0, 1e-3);
    qn_world_destroy(l.world);
}

// ---- Slow meetings --------------------------------------------------------------------------

TEST(what_creeps_into_a_sleeper_wakes_it_before_it_is_deep)
{
    lattice l = make_lattice(1, 1, 0.0f);
    qn_body_set_pose(l.world, l.ball, qn_v2(-SIDE_M - 0.001f, 0.0f), 0.0f);
    qn_body_set_velocity(l.world, l.ball, qn_v2(0.02f, 0.0f), 0.0f);
    CHECK(steps_until_awake(l.world, l.bodies[0], 120) < 120);
    float x = qn_body_pose(l.world, l.ball).p.x;
    CHECK(x > -SIDE_M && x < -SIDE_M + 0.01f);
    scene_step(l.world, 60);
    CHECK(qn_body_pose(l.world, l.bodies[0]).p.x > 0.0f);
    CHECK_NEAR(momentum(&l, 0.02f), 1.0, 1e-3);
    qn_world_destroy(l.world);
}

TEST(what_creeps_away_from_a_sleeper_wakes_it_when_they_part)
{
    lattice l = make_lattice(1, 1, 0.0f);
    qn_body_set_pose(l.world, l.ball, qn_v2(-SIDE_M, 0.0f), 0.0f);
    scene_step(l.world, 5);
    CHECK(!qn_body_is_awake(l.world, l.bodies[0]));
    qn_body_set_velocity(l.world, l.ball, qn_v2(-0.03f, 0.0f), 0.0f);
    scene_step(l.world, 5);
    CHECK(!qn_body_is_awake(l.world, l.bodies[0]));
    CHECK(steps_until_awake(l.world, l.bodies[0], 300) < 300);
    qn_world_destroy(l.world);
}

TEST(a_sleeper_on_a_platform_wakes_when_it_begins_to_move)
{
    for (int creeps = 0; creeps < 2; ++creeps) {
        qn_world *world = scene_world();
        qn_body_id lift = scene_body(world, QN_BODY_KINEMATIC, 0.0f, -0.2f);
        qn_shape_def def = qn_shape_def_default();
        qn_shape_create_box(world, lift, &def, qn_v2(0.0f, 0.0f), qn_v2(3.0f, 0.2f), 0.0f);
        qn_body_id box = sleeper(world, 0.0f, 0.5f, 0.5f, 0.5f);
        scene_step(world, 10);
        CHECK(!qn_body_is_awake(world, box));
        float speed = creeps == 1 ? 0.01f : 1.0f;
        qn_body_set_velocity(world, lift, qn_v2(0.0f, speed), 0.0f);
        scene_step(world, 60);
        CHECK(qn_body_is_awake(world, box));
        CHECK_NEAR(qn_body_pose(world, box).p.y, 0.5f + speed, 0.01);
        check_sound(world);
        qn_world_destroy(world);
    }
}

// ---- Loads and supports ---------------------------------------------------------------------

TEST(something_heavy_laid_gently_onto_a_sleeper_wakes_it)
{
    qn_world *world = scene_world();
    scene_ground(world, 1.0f);
    qn_body_id plank = sleeper(world, 0.8f, 0.1f, 1.7f, 0.1f); // reaches over the edge, and stands
    scene_step(world, 5);
    CHECK(!qn_body_is_awake(world, plank));
    qn_body_id load = scene_box(world, 2.0f, 0.7005f, 0.5f, 0.5f);
    scene_step(world, 60);
    CHECK(qn_body_is_awake(world, plank));
    CHECK(qn_body_pose(world, plank).q.s < -0.1f && qn_body_pose(world, load).p.y < 0.5f);
    qn_world_destroy(world);
}

TEST(a_stack_created_asleep_carries_what_is_laid_on_it)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id first = sleeper(world, 0.0f, 0.5f, 0.5f, 0.5f);
    for (int i = 1; i < 5; ++i) {
        sleeper(world, 0.0f, 0.5f + (float)i, 0.5f, 0.5f);
    }
    qn_body_id load = scene_box(world, 0.0f, 5.501f, 0.5f, 0.5f);
    float lowest = 5.5f;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        lowest = qn_min(lowest, qn_body_pose(world, load).p.y);
    }
    CHECK(lowest > 5.46f);
    CHECK_NEAR(qn_body_pose(world, load).p.y, 5.5, 0.03);
    CHECK_NEAR(qn_body_pose(world, first).p.y, 0.5, 0.01);
    CHECK_INT(awake_count(world), 0);
    CHECK_INT(qn_world_get_counters(world).sleeping_island_count, 1);
    qn_world_destroy(world);
}

typedef enum loss { LOSS_DESTROYED, LOSS_DISABLED, LOSS_MOVED, LOSS_SHAPE, LOSS_COUNT } loss;

static void lose(qn_world *world, qn_body_id support, loss how)
{
    if (how == LOSS_DESTROYED) {
        qn_body_destroy(world, support);
    } else if (how == LOSS_DISABLED) {
        qn_body_set_enabled(world, support, false);
    } else if (how == LOSS_MOVED) {
        qn_body_set_pose(world, support, qn_v2(50.0f, -1.0f), 0.0f);
    } else {
        qn_shape_destroy(world, scene_shape_of(world, support));
    }
}

TEST(a_sleeper_falls_when_what_it_stands_on_is_gone)
{
    for (int i = 0; i < 2 * LOSS_COUNT; ++i) {
        bool on_ground = i >= LOSS_COUNT;
        qn_world *world = scene_world();
        qn_body_id ground = scene_ground(world, 10.0f);
        qn_body_id below = sleeper(world, 0.0f, 0.5f, 0.5f, 0.5f);
        qn_body_id above = sleeper(world, 0.0f, 1.5f, 0.5f, 0.5f);
        scene_step(world, 5);
        CHECK_INT(awake_count(world), 0);
        lose(world, on_ground ? ground : below, (loss)(i % LOSS_COUNT));
        check_sound(world);
        scene_step(world, 30);
        CHECK(qn_body_pose(world, above).p.y < 1.0f);
        qn_world_destroy(world);
    }
}

// ---- Beside ---------------------------------------------------------------------------------

TEST(a_sensor_sees_a_body_created_asleep_within_it)
{
    qn_world *world = scene_world();
    qn_shape_def def = qn_shape_def_default();
    def.is_sensor = true;
    qn_body_id body = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_id sensor =
        qn_shape_create_box(world, body, &def, qn_v2(0.0f, 0.0f), qn_v2(2.0f, 2.0f), 0.0f);
    qn_body_id box = sleeper(world, 0.0f, 0.0f, 0.5f, 0.5f);
    scene_step(world, 1);
    CHECK_INT(qn_sensor_visitors(world, sensor, NULL, 0), 1);
    CHECK(!qn_body_is_awake(world, box));
    qn_world_destroy(world);
}

TEST(a_snapshot_amid_a_blow_goes_on_as_the_world_does)
{
    lattice l = make_lattice(12, 12, 8.0f);
    scene_step(l.world, 5);
    size_t size = qn_world_snapshot_bytes(l.world), written = 0;
    uint8_t *bytes = malloc(size);
    CHECK(bytes != NULL && awake_count(l.world) > 1 && awake_count(l.world) < 100);
    CHECK_ERROR(qn_world_snapshot(l.world, bytes, size, &written), QN_ERROR_OK);
    scene_step(l.world, 60);
    uint64_t hash = qn_world_state_hash(l.world);
    CHECK_ERROR(qn_world_restore(l.world, (qn_bytes){bytes, written}), QN_ERROR_OK);
    scene_step(l.world, 60);
    CHECK_INT(qn_world_state_hash(l.world), hash);
    check_sound(l.world);
    free(bytes);
    qn_world_destroy(l.world);
}
