// Nothing passes through anything, at any speed; and what is stopped for that loses no more than it
// must.
#include <math.h>

#include "check.h"
#include "physics/step.h"
#include "scenes.h"

#define SPEED_COUNT 100
#define OFFSET_COUNT 4

typedef enum target_kind {
    TARGET_STATIC,
    TARGET_FREE,     // a dynamic slab that floats
    TARGET_STANDING, // on the ground, under gravity
    TARGET_ONCOMING,
    TARGET_SPINNING,
    TARGET_KINEMATIC,
    TARGET_SEGMENT, // static, without thickness
} target_kind;

typedef enum shot_kind { SHOT_CIRCLE, SHOT_BOX, SHOT_CAPSULE, SHOT_ROD, SHOT_SEGMENT } shot_kind;

typedef struct range {
    qn_world *world;
    qn_body_id shot, slab;
    float half_length;
} range;

static qn_world *empty_world(void)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    def.body_capacity = def.shape_capacity = 8;
    def.joint_capacity = 1;
    qn_world *world;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    return world;
}

static void add_shot_shape(qn_world *world, qn_body_id body, shot_kind kind, float restitution)
{
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = restitution;
    qn_vec2 zero = {0.0f, 0.0f};
    switch (kind) {
    case SHOT_CIRCLE:
        qn_shape_create_circle(world, body, &def, zero, 0.1f);
        break;
    case SHOT_BOX:
        qn_shape_create_box(world, body, &def, zero, qn_v2(0.1f, 0.1f), 0.0f);
        break;
    case SHOT_CAPSULE:
        qn_shape_create_capsule(world, body, &def, qn_v2(0, -0.2f), qn_v2(0, 0.2f), 0.05f);
        break;
    case SHOT_ROD:
        qn_shape_create_box(world, body, &def, zero, qn_v2(1.0f, 0.05f), 0.0f);
        break;
    case SHOT_SEGMENT:
        qn_shape_create_segment(world, body, &def, qn_v2(0, -0.2f), qn_v2(0, 0.2f));
        break;
    }
}

static qn_body_id add_body(qn_world *world, qn_body_type type, qn_vec2 at, qn_vec2 v, float w)
{
    qn_body_def def = qn_body_def_default();
    def.type = type;
    def.position_m = at;
    def.velocity_mps = v;
    def.angular_velocity_radps = w;
    return qn_body_create(world, &def);
}

static range set_up(target_kind target, shot_kind shot, float distance, float speed, float spin)
{
    range r = {.world = empty_world(), .half_length = target == TARGET_SPINNING ? 6.0f : 2.0f};
    qn_body_type type = target == TARGET_STATIC || target == TARGET_SEGMENT ? QN_BODY_STATIC
                        : target == TARGET_KINEMATIC                        ? QN_BODY_KINEMATIC
                                                                            : QN_BODY_DYNAMIC;
    qn_vec2 slab_v = {target == TARGET_ONCOMING ? -40.0f : 0.0f, 0.0f};
    slab_v.x = target == TARGET_KINEMATIC ? -15.0f : slab_v.x;
    float slab_w = target == TARGET_SPINNING ? 8.0f : 0.0f;
    r.slab = add_body(r.world, type, qn_v2(0, 0), slab_v, slab_w);
    qn_shape_def def = qn_shape_def_default();
    if (target == TARGET_SEGMENT) {
        qn_shape_create_segment(r.world, r.slab, &def, qn_v2(0, -2), qn_v2(0, 2));
    } else {
        qn_shape_create_box(r.world, r.slab, &def, qn_v2(0, 0), qn_v2(0.05f, r.half_length), 0.0f);
    }
    if (target == TARGET_STANDING) {
        qn_world_set_gravity(r.world, qn_v2(0, -10));
        qn_body_id ground = add_body(r.world, QN_BODY_STATIC, qn_v2(0, -3), qn_v2(0, 0), 0.0f);
        qn_shape_create_box(r.world, ground, &def, qn_v2(0, 0), qn_v2(50, 1), 0.0f);
        scene_step(r.world, 10);
    }
    r.shot = add_body(r.world, QN_BODY_DYNAMIC, qn_v2(-distance, 0.3f), qn_v2(speed, 0), spin);
    add_shot_shape(r.world, r.shot, shot, 0.0f);
    return r;
}

// Whether the shot goes from one side of the slab to the other, between the slab's ends.
static bool passes(const range *r, int step_count)
{
    float side = -1.0f;
    for (int i = 0; i < step_count; ++i) {
        scene_step(r->world, 1);
        qn_pose slab = qn_body_pose(r->world, r->slab);
        qn_vec2 at = qn_inv_transform(slab, qn_body_center_of_mass(r->world, r->shot));
        if (qn_abs(at.y) > r->half_length) {
            return false; // around the end, or thrown off
        }
        if (at.x * side < 0.0f) {
            return true;
        }
    }
    return false;
}

static int count_passes(target_kind target, shot_kind shot, float slowest, float fastest,
                        float spin)
{
    int passed = 0;
    for (int i = 0; i < SPEED_COUNT; ++i) {
        float speed = slowest + (fastest - slowest) * (float)i / (float)(SPEED_COUNT - 1);
        for (int k = 0; k < OFFSET_COUNT; ++k) {
            float distance = 1.5f + 0.37f * (float)k + 0.011f * (float)i;
            range r = set_up(target, shot, distance, speed, spin);
            passed += passes(&r, 30);
            qn_world_destroy(r.world);
        }
    }
    return passed;
}

TEST(no_circle_passes_a_thin_wall)
{
    CHECK_INT(count_passes(TARGET_STATIC, SHOT_CIRCLE, 20, 400, 0), 0);
    CHECK_INT(count_passes(TARGET_SEGMENT, SHOT_CIRCLE, 20, 400, 0), 0);
    CHECK_INT(count_passes(TARGET_KINEMATIC, SHOT_CIRCLE, 20, 400, 0), 0);
}

TEST(no_circle_passes_a_thin_slab_that_can_move)
{
    CHECK_INT(count_passes(TARGET_FREE, SHOT_CIRCLE, 20, 400, 0), 0);
    CHECK_INT(count_passes(TARGET_STANDING, SHOT_CIRCLE, 20, 400, 0), 0);
    CHECK_INT(count_passes(TARGET_ONCOMING, SHOT_CIRCLE, 20, 400, 0), 0);
    CHECK_INT(count_passes(TARGET_SPINNING, SHOT_CIRCLE, 20, 400, 0), 0);
}

SLOW_TEST(no_box_capsule_or_line_passes_a_thin_wall_or_slab)
{
    static const shot_kind shots[3] = {SHOT_BOX, SHOT_CAPSULE, SHOT_SEGMENT};
    static const float spins[2] = {0.0f, 30.0f};
    for (int i = 0; i < 6; ++i) {
        CHECK_INT(count_passes(TARGET_STATIC, shots[i / 2], 20, 400, spins[i % 2]), 0);
        CHECK_INT(count_passes(TARGET_FREE, shots[i / 2], 20, 400, spins[i % 2]), 0);
        CHECK_INT(count_passes(TARGET_ONCOMING, shots[i / 2], 20, 400, spins[i % 2]), 0);
    }
}

SLOW_TEST(no_spinning_rod_passes_a_thin_wall_or_slab)
{
    static const float spins[4] = {5.0f, 20.0f, 60.0f, -150.0f};
    for (int i = 0; i < 4; ++i) {
        CHECK_INT(count_passes(TARGET_STATIC, SHOT_ROD, 20, 100, spins[i]), 0);
        CHECK_INT(count_passes(TARGET_STATIC, SHOT_ROD, 100, 400, spins[i]), 0);
        CHECK_INT(count_passes(TARGET_FREE, SHOT_ROD, 20, 100, spins[i]), 0);
    }
}

// Two shots head-on, both fast: they never change sides.
static bool swap_sides(shot_kind a, shot_kind b, float speed_a, float speed_b, float distance,
                       float aside)
{
    qn_world *world = empty_world();
    qn_body_id left = add_body(world, QN_BODY_DYNAMIC, qn_v2(-distance, 0), qn_v2(speed_a, 0), 0);
    qn_body_id right =
        add_body(world, QN_BODY_DYNAMIC, qn_v2(distance, aside), qn_v2(-speed_b, 0), 0);
    add_shot_shape(world, left, a, 0.5f);
    add_shot_shape(world, right, b, 0.5f);
    bool swapped = false;
    for (int i = 0; i < 20 && !swapped; ++i) {
        scene_step(world, 1);
        qn_vec2 p = qn_body_pose(world, left).p, q = qn_body_pose(world, right).p;
        bool are_in_line = qn_abs(p.y - q.y) < 0.1f;
        swapped = are_in_line && p.x > q.x;
    }
    qn_world_destroy(world);
    return swapped;
}

TEST(two_bullets_never_pass_through_each_other)
{
    int swapped = 0;
    for (int i = 0; i < SPEED_COUNT; ++i) {
        float speed = 20.0f + 3.8f * (float)i;
        for (int k = 0; k < OFFSET_COUNT; ++k) {
            float distance = 1.0f + 0.21f * (float)k + 0.013f * (float)i;
            swapped += swap_sides(SHOT_CIRCLE, SHOT_CIRCLE, speed, speed, distance, 0.0f);
            swapped += swap_sides(SHOT_CIRCLE, SHOT_BOX, speed, 400.0f - 0.9f * speed, distance, 0);
            swapped += swap_sides(SHOT_BOX, SHOT_CAPSULE, speed, 0.5f * speed, distance, 0.03f);
        }
    }
    CHECK_INT(swapped, 0);
}

// A body that is not fast for its own size still moves over what is small.
TEST(a_large_body_does_not_move_over_a_small_one)
{
    for (int i = 0; i < SPEED_COUNT; ++i) {
        qn_world *world = empty_world();
        float speed = 20.0f + 3.8f * (float)i;
        qn_vec2 from = {-8.0f - 0.03f * (float)i, 0.0f};
        qn_body_type type = i % 2 == 0 ? QN_BODY_KINEMATIC : QN_BODY_DYNAMIC;
        qn_body_id large = add_body(world, type, from, qn_v2(speed, 0), 0.0f);
        qn_shape_def def = qn_shape_def_default();
        qn_shape_create_box(world, large, &def, qn_v2(0, 0), qn_v2(5, 5), 0.0f);
        qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, qn_v2(0, 0), qn_v2(0, 0), 0.0f);
        qn_shape_create_circle(world, ball, &def, qn_v2(0, 0), 0.1f);
        float deepest = 1.0f;
        for (int k = 0; k < 20; ++k) {
            scene_step(world, 1);
            float ahead = qn_body_pose(world, ball).p.x - qn_body_pose(world, large).p.x - 5.1f;
            deepest = qn_min(deepest, ahead);
        }
        CHECK(deepest > -0.1f);
        qn_world_destroy(world);
    }
}

// A blade of 2 m that turns about its end, and a small thing in its way.
static bool blade_misses(float spin, float angle, float distance, shot_kind kind)
{
    qn_world *world = empty_world();
    qn_body_id blade = add_body(world, QN_BODY_KINEMATIC, qn_v2(0, 0), qn_v2(0, 0), spin);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, blade, &def, qn_v2(1, 0), qn_v2(1, 0.02f), 0.0f);
    qn_vec2 at = qn_mul(distance, qn_v2(cosf(angle), sinf(angle)));
    qn_body_id thing = add_body(world, QN_BODY_DYNAMIC, at, qn_v2(0, 0), 0.0f);
    add_shot_shape(world, thing, kind, 0.0f);
    float passed_at = (angle + 0.3f) / spin;
    bool is_hit = false;
    for (int i = 0; i <= 1 + (int)(passed_at / SCENE_DT_S) && !is_hit; ++i) {
        scene_step(world, 1);
        is_hit = qn_length(qn_body_velocity(world, thing)) > 1.0f;
    }
    qn_world_destroy(world);
    return !is_hit;
}

TEST(a_spinning_blade_hits_what_is_in_its_way_at_any_speed)
{
    int missed = 0;
    for (int i = 0; i < 18; ++i) {
        for (int k = 0; k < 20; ++k) {
            float spin = 10.0f * (float)(i + 1), part = (float)k;
            missed += blade_misses(spin, 0.3f + 0.13f * part, 0.6f + 0.06f * part, SHOT_CIRCLE);
            missed += blade_misses(spin, 0.4f + 0.13f * part, 0.6f + 0.06f * part, SHOT_BOX);
        }
    }
    CHECK_INT(missed, 0);
}

TEST(a_blade_drives_nothing_through_a_wall)
{
    for (int i = 1; i <= 18; ++i) {
        qn_world *world = empty_world();
        float spin = 10.0f * (float)i;
        qn_body_id blade = add_body(world, QN_BODY_KINEMATIC, qn_v2(0, 0), qn_v2(0, 0), spin);
        qn_body_id wall = add_body(world, QN_BODY_STATIC, qn_v2(0, 1.5f), qn_v2(0, 0), 0.0f);
        qn_shape_def def = qn_shape_def_default();
        qn_shape_create_box(world, blade, &def, qn_v2(1, 0), qn_v2(1, 0.02f), 0.0f);
        qn_shape_create_box(world, wall, &def, qn_v2(0, 0), qn_v2(20, 0.05f), 0.0f);
        qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, qn_v2(1.6f, 0.5f), qn_v2(0, 0), 0.0f);
        add_shot_shape(world, ball, SHOT_CIRCLE, 0.0f);
        for (int k = 0; k < 60; ++k) {
            scene_step(world, 1);
            CHECK(qn_body_pose(world, ball).p.y < 1.5f);
        }
        qn_world_destroy(world);
    }
}

TEST(a_fast_elastic_ball_leaves_with_the_speed_it_came_with)
{
    double worst = 0;
    for (int i = 0; i < SPEED_COUNT; ++i) {
        float speed = 20.0f + 3.8f * (float)i;
        range r = set_up(TARGET_STATIC, SHOT_CIRCLE, 1.5f + 0.07f * (float)i, 0.0f, 0.0f);
        qn_body_destroy(r.world, r.shot);
        r.shot = add_body(r.world, QN_BODY_DYNAMIC, qn_v2(-1.5f - 0.07f * (float)i, 0),
                          qn_v2(speed, 0), 0.0f);
        add_shot_shape(r.world, r.shot, SHOT_CIRCLE, 1.0f);
        scene_step(r.world, 30);
        worst = fmax(worst, fabs(1.0 + (double)(qn_body_velocity(r.world, r.shot).x / speed)));
        qn_world_destroy(r.world);
    }
    CHECK_NEAR(worst, 0.0, 0.002);
}

// The two-body formula of an elastic impact through the centres.
TEST(a_fast_elastic_ball_shares_its_momentum_with_a_slab)
{
    double worst = 0;
    for (int i = 0; i < SPEED_COUNT; ++i) {
        float speed = 20.0f + 3.8f * (float)i;
        range r = set_up(TARGET_FREE, SHOT_CIRCLE, 1.0f, 0.0f, 0.0f);
        qn_body_destroy(r.world, r.shot);
        r.shot = add_body(r.world, QN_BODY_DYNAMIC, qn_v2(-1.5f - 0.07f * (float)i, 0),
                          qn_v2(speed, 0), 0.0f);
        add_shot_shape(r.world, r.shot, SHOT_CIRCLE, 1.0f);
        scene_step(r.world, 30);
        double m = (double)qn_body_mass(r.world, r.shot), n = (double)qn_body_mass(r.world, r.slab);
        double ball = (double)qn_body_velocity(r.world, r.shot).x / (double)speed;
        double slab = (double)qn_body_velocity(r.world, r.slab).x / (double)speed;
        worst = fmax(worst, fabs(ball - (m - n) / (m + n)));
        worst = fmax(worst, fabs(slab - 2.0 * m / (m + n)));
        qn_world_destroy(r.world);
    }
    CHECK_NEAR(worst, 0.0, 0.005);
}

TEST(a_ball_that_strikes_a_wall_aslant_goes_on_along_it)
{
    double worst = 0;
    for (int i = 0; i < SPEED_COUNT; ++i) {
        float speed = 20.0f + 3.8f * (float)i;
        for (int k = 1; k < 9; ++k) {
            qn_world *world = empty_world();
            qn_shape_def def = qn_shape_def_default();
            def.material.friction = 0.0f;
            qn_body_id wall = add_body(world, QN_BODY_STATIC, qn_v2(0, 0), qn_v2(0, 0), 0);
            qn_shape_create_box(world, wall, &def, qn_v2(0, 0), qn_v2(0.05f, 300), 0.0f);
            qn_rot q = qn_rot_from_angle(0.17f * (float)k);
            qn_vec2 v = qn_mul(speed, qn_v2(q.c, q.s));
            qn_vec2 from = {-2.0f - 0.013f * (float)i, 0};
            qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, from, v, 0);
            qn_shape_create_circle(world, ball, &def, qn_v2(0, 0), 0.1f);
            int steps = (int)(2.5f / (v.x * SCENE_DT_S)) + 2;
            scene_step(world, steps);
            double wanted = (double)(v.y * SCENE_DT_S) * steps;
            worst = fmax(worst, fabs(1.0 - (double)qn_body_pose(world, ball).p.y / wanted));
            CHECK(qn_body_pose(world, ball).p.x < -0.135f);
            qn_world_destroy(world);
        }
    }
    CHECK_NEAR(worst, 0.0, 0.01);
}

// Rolling, sliding and resting bodies that are fast for their size keep their speed.
TEST(a_fast_ball_rolls_over_a_floor_of_many_boxes_without_being_held_up)
{
    for (int i = 0; i < 10; ++i) {
        qn_world *world = scene_world();
        qn_shape_def def = qn_shape_def_default();
        def.material.friction = 0.0f;
        qn_body_id ground = scene_body(world, QN_BODY_STATIC, 0, -1);
        qn_shape_create_box(world, ground, &def, qn_v2(0, 0), qn_v2(300, 1), 0.0f);
        float speed = 20.0f * (float)(i + 1);
        qn_body_id ball = add_body(world, QN_BODY_DYNAMIC, qn_v2(0, 0.1f), qn_v2(speed, 0), 0);
        qn_shape_create_circle(world, ball, &def, qn_v2(0, 0), 0.1f);
        scene_step(world, 60);
        CHECK_NEAR(qn_body_pose(world, ball).p.x / speed, 1.0, 0.002);
        CHECK_NEAR(qn_body_pose(world, ball).p.y, 0.1, 0.01);
        qn_world_destroy(world);
    }
}

TEST(a_rod_that_tumbles_over_the_ground_comes_to_rest_on_it)
{
    for (int i = 0; i < 20; ++i) {
        qn_world *world = scene_world();
        scene_ground(world, 400.0f);
        qn_body_id rod = add_body(world, QN_BODY_DYNAMIC, qn_v2(-100, 1.5f),
                                  qn_v2(3.0f * (float)i, -5), -20.0f + 2.0f * (float)i);
        add_shot_shape(world, rod, SHOT_ROD, 0.0f);
        scene_step(world, 900);
        CHECK(!qn_body_is_awake(world, rod));
        CHECK_NEAR(qn_body_pose(world, rod).p.y, 0.05, 0.01);
        qn_world_destroy(world);
    }
}

// A ball inside a closed box of thin walls, at full speed, for many bounces.
TEST(nothing_leaves_a_closed_box)
{
    uint32_t seed = 71;
    for (int round = 0; round < 12; ++round) {
        qn_world *world = empty_world();
        qn_shape_def def = qn_shape_def_default();
        def.material.restitution = 1.0f;
        def.material.friction = 0.0f;
        qn_body_id box = add_body(world, QN_BODY_STATIC, qn_v2(0, 0), qn_v2(0, 0), 0);
        for (int side = 0; side < 4; ++side) {
            qn_rot q = qn_rot_from_angle(1.5707963f * (float)side);
            qn_vec2 a = qn_rotate(q, qn_v2(2, -2)), b = qn_rotate(q, qn_v2(2, 2));
            qn_shape_create_segment(world, box, &def, a, b);
        }
        qn_body_id balls[6];
        for (int i = 0; i < 6; ++i) {
            qn_vec2 v;
            v.x = check_random_float(&seed, -280, 280);
            v.y = check_random_float(&seed, -280, 280);
            qn_vec2 at = {-1.5f + 0.6f * (float)i, 0.2f * (float)(i % 3)};
            balls[i] = add_body(world, QN_BODY_DYNAMIC, at, v, 5.0f * (float)i);
            add_shot_shape(world, balls[i], (shot_kind)(i % 3), 1.0f);
        }
        scene_step(world, 300);
        for (int i = 0; i < 6; ++i) {
            qn_vec2 p = qn_body_pose(world, balls[i]).p;
            CHECK(qn_abs(p.x) < 2.0f && qn_abs(p.y) < 2.0f);
        }
        qn_world_destroy(world);
    }
}

TEST(a_shot_does_not_see_what_its_filter_excludes)
{
    range r = set_up(TARGET_STATIC, SHOT_CIRCLE, 1.0f, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.filter.mask_bits = 2;
    qn_body_id ghost = add_body(r.world, QN_BODY_DYNAMIC, qn_v2(-2, 0), qn_v2(100, 0), 0.0f);
    qn_shape_create_circle(r.world, ghost, &def, qn_v2(0, 0), 0.1f);
    scene_step(r.world, 6);
    CHECK_NEAR(qn_body_pose(r.world, ghost).p.x, 8.0, 1e-3);
    qn_world_destroy(r.world);
}

TEST(a_shot_is_stopped_by_its_group_whatever_its_mask_excludes)
{
    range r = set_up(TARGET_STATIC, SHOT_CIRCLE, 1.0f, 200.0f, 0.0f);
    qn_shape_id shapes[2];
    qn_body_shapes(r.world, r.shot, &shapes[0], 1);
    qn_body_shapes(r.world, r.slab, &shapes[1], 1);
    for (int i = 0; i < 2; ++i) {
        qn_shape_filter filter = {.category_bits = 1, .mask_bits = 0, .group = 5};
        CHECK_ERROR(qn_shape_set_filter(r.world, shapes[i], filter), QN_ERROR_OK);
    }
    CHECK(!passes(&r, 60));
    qn_world_destroy(r.world);
}

static int steps_until_asleep(uint64_t *hash)
{
    qn_world *world = scene_world();
    scene_mixed_pile(world, 200, 4);
    int steps = 0;
    while (steps < 2000 && qn_world_get_counters(world).awake_body_count > 0) {
        scene_step(world, 1);
        steps += 1;
    }
    *hash = qn_world_state_hash(world);
    qn_world_destroy(world);
    return steps;
}

TEST(a_pile_falls_asleep_as_before_and_the_same_each_time)
{
    uint64_t first, second;
    int steps = steps_until_asleep(&first);
    CHECK(steps < 1200);
    CHECK_INT(steps_until_asleep(&second), steps);
    CHECK(first == second);
}

typedef enum terrain_kind { TERRAIN_TILES, TERRAIN_CHAIN_FRONT, TERRAIN_CHAIN_BACK } terrain_kind;

static void add_terrain(qn_world *world, qn_body_id body, terrain_kind kind)
{
    if (kind == TERRAIN_TILES) {
        qn_tiles_def def = qn_tiles_def_default();
        def.origin_m = qn_v2(-0.05f, -3.0f);
        def.cell_m = 0.1f;
        def.width = 1;
        def.height = 60;
        qn_shape_id tiles = qn_tiles_create(world, body, &def);
        CHECK_ERROR(qn_tiles_fill(world, tiles, 0, 0, 1, 60, true), QN_ERROR_OK);
        return;
    }
    qn_vec2 points[6];
    for (int i = 0; i < 6; ++i) {
        int from_below = kind == TERRAIN_CHAIN_FRONT ? 5 - i : i;
        points[i] = qn_v2(0.02f * (float)(i % 2), -5.0f + 2.0f * (float)from_below);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 6;
    CHECK(qn_chain_create(world, body, &def).raw != 0);
}

static bool passes_terrain(terrain_kind kind, float distance, float speed)
{
    qn_world *world = empty_world();
    qn_body_id body = add_body(world, QN_BODY_STATIC, qn_v2(0, 0), qn_v2(0, 0), 0);
    add_terrain(world, body, kind);
    qn_body_id shot = add_body(world, QN_BODY_DYNAMIC, qn_v2(-distance, 0.03f), qn_v2(speed, 0), 0);
    add_shot_shape(world, shot, SHOT_CIRCLE, 0.0f);
    scene_step(world, 30);
    bool has_passed = qn_body_pose(world, shot).p.x > 0.05f;
    qn_world_destroy(world);
    return has_passed;
}

TEST(no_circle_passes_tiles_or_the_front_of_a_chain_and_all_pass_its_back)
{
    int passed[3] = {0, 0, 0};
    for (int i = 0; i < SPEED_COUNT * OFFSET_COUNT; ++i) {
        int step = i / OFFSET_COUNT, offset = i % OFFSET_COUNT;
        float speed = 20.0f + 380.0f * (float)step / (float)(SPEED_COUNT - 1);
        float distance = 1.5f + 0.31f * (float)offset + 0.003f * (float)i;
        for (int kind = 0; kind < 3; ++kind) {
            passed[kind] += passes_terrain((terrain_kind)kind, distance, speed);
        }
    }
    CHECK_INT(passed[TERRAIN_TILES], 0);
    CHECK_INT(passed[TERRAIN_CHAIN_FRONT], 0);
    CHECK_INT(passed[TERRAIN_CHAIN_BACK], SPEED_COUNT * OFFSET_COUNT);
}
