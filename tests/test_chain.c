// Chains: nothing catches at their joints, they push from one side, and they can be edited.
#include "check.h"
#include "physics/step.h"
#include "scenes.h"
#include "sliding.h"
#include "sound.h"

#include <math.h>

static qn_body_id add_static(qn_world *world) { return scene_body(world, QN_BODY_STATIC, 0, 0); }

// An open chain through points of a flat floor, from right to left.
static qn_chain_id add_floor(qn_world *world, qn_body_id body, float right, float step, int count)
{
    qn_vec2 points[512];
    for (int i = 0; i < count; ++i) {
        points[i] = qn_v2(right - step * (float)i, 0.0f);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = count;
    return qn_chain_create(world, body, &def);
}

SLOW_TEST(bodies_slide_over_a_chain_without_a_bump)
{
    static const float speeds[] = {1.0f, 5.0f, 10.0f, 30.0f};
    for (int kind = 0; kind < SLIDER_KINDS; ++kind) {
        for (int i = 0; i < 4; ++i) {
            qn_world *world = scene_world();
            add_floor(world, add_static(world), 220.0f, 0.5f, 480);
            sliding_result r = slide(world, kind, speeds[i], 200.0f);
            CHECK(r.lost_fraction < 0.001f);
            CHECK(r.fastest_rise_mps < 0.02f);
            sliding_report("chain", kind, speeds[i], r);
            qn_world_destroy(world);
        }
    }
}

static qn_chain_id add_loop(qn_world *world, qn_body_id body, const qn_vec2 *points, int count)
{
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = count;
    def.is_loop = true;
    return qn_chain_create(world, body, &def);
}

TEST(a_chain_lets_pass_what_comes_from_the_solid_side)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    add_floor(world, add_static(world), 10.0f, 0.5f, 40);
    qn_body_id up = scene_box(world, 0.0f, -3.0f, 0.5f, 0.5f);
    qn_body_id down = scene_circle(world, 4.0f, 3.0f, 0.5f);
    qn_body_set_velocity(world, up, qn_v2(0.0f, 8.0f), 0.0f);
    qn_body_set_velocity(world, down, qn_v2(0.0f, -8.0f), 0.0f);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_velocity(world, up).y, 8.0, 1e-4);
    CHECK_NEAR(qn_body_pose(world, up).p.y, 5.0, 1e-3);
    CHECK_NEAR(qn_body_pose(world, down).p.y, 0.5, 0.02);
    qn_world_destroy(world);
}

TEST(a_loop_holds_what_is_inside_or_outside_of_it)
{
    static const qn_vec2 hill[4] = {{-2, 0}, {2, 0}, {2, 2}, {-2, 2}};
    static const qn_vec2 cave[4] = {{-9, -1}, {-9, 9}, {9, 9}, {9, -1}};
    qn_world *world = scene_world();
    qn_body_id ground = add_static(world);
    add_loop(world, ground, hill, 4);
    add_loop(world, ground, cave, 4);
    qn_body_id on_top = scene_box(world, 0.0f, 2.6f, 0.5f, 0.5f);
    qn_body_id beside = scene_circle(world, 4.0f, 0.5f, 0.5f);
    qn_body_id leaning = scene_box(world, 2.3f, 3.0f, 0.5f, 0.2f); // tips over the corner
    scene_step(world, 600);
    CHECK_NEAR(qn_body_pose(world, on_top).p.y, 2.5, 0.02);
    CHECK_NEAR(qn_body_pose(world, beside).p.y, -0.5, 0.02);
    CHECK(qn_body_pose(world, leaning).p.y > -1.0f && qn_body_pose(world, leaning).p.y < 0.5f);
    CHECK(!qn_body_is_awake(world, on_top));
    qn_world_destroy(world);
}

TEST(a_body_follows_a_round_chain_as_it_follows_the_curve)
{
    qn_world *world = scene_world();
    qn_vec2 points[129];
    for (int i = 0; i <= 128; ++i) {
        // A bowl of radius 20, frictionless: a circle slides to and fro like a pendulum.
        float angle = (float)(128 - i) * (QN_PI / 128.0f);
        points[i] = qn_v2(20.0f * cosf(angle + QN_PI), 20.0f * sinf(angle + QN_PI));
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 129;
    def.segment.material.friction = 0.0f;
    CHECK(qn_chain_create(world, add_static(world), &def).raw != 0);
    qn_body_id ball = scene_circle(world, 0.0f, -19.5f, 0.5f);
    qn_body_set_velocity(world, ball, qn_v2(10.0f, 0.0f), 0.0f);
    float highest = -20.0f;
    for (int i = 0; i < 600; ++i) {
        scene_step(world, 1);
        highest = qn_max(highest, qn_body_pose(world, ball).p.y);
    }
    // v^2 / 2 g = 5 m above the bottom; the polygon costs a little at each of its corners.
    CHECK_NEAR(highest, -19.5 + 5.0, 0.25);
    qn_world_destroy(world);
}

// ---- Edits ----------------------------------------------------------------------------------

typedef struct model {
    qn_vec2 points[64];
    int count;
    bool is_loop;
} model;

static void check_model(const qn_world *world, qn_chain_id chain, const model *m)
{
    CHECK_INT(qn_chain_point_count(world, chain), m->count);
    int segments = m->is_loop ? m->count : m->count - 3;
    CHECK_INT(qn_chain_segment_count(world, chain), segments);
    int wrong = 0;
    for (int i = 0; i < m->count; ++i) {
        qn_vec2 p = qn_chain_point(world, chain, i);
        wrong += p.x != m->points[i].x || p.y != m->points[i].y;
    }
    for (int s = 0; s < segments; ++s) {
        int32_t shape = qn_find_shape(world, qn_chain_segment(world, chain, s));
        const qn_hull *hull = &world->shapes[shape].hull;
        static const int vertex[4] = {2, 0, 1, 3};
        for (int k = 0; k < 4; ++k) {
            int i = m->is_loop ? (s + k - 1 + m->count) % m->count : s + k;
            qn_vec2 v = hull->vertices[vertex[k]];
            wrong += v.x != m->points[i].x || v.y != m->points[i].y;
        }
    }
    CHECK_INT(wrong, 0);
    check_sound(world);
}

static bool is_far_enough(const model *m, int index, qn_vec2 p, int skip)
{
    int before = index - 1, after = index + skip;
    bool ok = true;
    if (m->is_loop) {
        before = (before + m->count) % m->count;
        after %= m->count;
    }
    ok = ok && (before < 0 || qn_distance(m->points[before], p) > 0.01f);
    return ok && (after >= m->count || qn_distance(m->points[after], p) > 0.01f);
}

static void edit_at_random(qn_world *world, qn_chain_id chain, model *m, uint32_t *seed)
{
    int least = m->is_loop ? 3 : 4;
    int kind = (int)(check_random(seed) % 3);
    qn_vec2 p;
    p.x = check_random_float(seed, -9.0f, 9.0f);
    p.y = check_random_float(seed, -9.0f, 9.0f);
    int index = (int)(check_random(seed) % (uint32_t)(m->count + (kind == 1)));
    if (kind == 0 && is_far_enough(m, index, p, 1)) {
        CHECK_ERROR(qn_chain_set_point(world, chain, index, p), QN_ERROR_OK);
        m->points[index] = p;
    } else if (kind == 1 && m->count < 12 && is_far_enough(m, index, p, 0)) {
        CHECK_ERROR(qn_chain_insert_point(world, chain, index, p), QN_ERROR_OK);
        for (int i = m->count; i > index; --i) {
            m->points[i] = m->points[i - 1];
        }
        m->points[index] = p;
        m->count += 1;
    } else if (kind == 2 && m->count > least) {
        CHECK_ERROR(qn_chain_remove_point(world, chain, index), QN_ERROR_OK);
        m->count -= 1;
        for (int i = index; i < m->count; ++i) {
            m->points[i] = m->points[i + 1];
        }
    }
}

static void check_edits(bool is_loop)
{
    uint32_t seed = 5;
    qn_world *world = scene_world();
    scene_mixed_pile(world, 12, 4);
    model m = {.count = 5, .is_loop = is_loop};
    for (int i = 0; i < m.count; ++i) {
        m.points[i] = qn_v2(8.0f - 3.0f * (float)i, (float)(i % 3));
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = m.points;
    def.point_count = m.count;
    def.is_loop = m.is_loop;
    qn_chain_id chain = qn_chain_create(world, add_static(world), &def);
    check_model(world, chain, &m);
    for (int i = 0; i < 1500; ++i) {
        edit_at_random(world, chain, &m, &seed);
        check_model(world, chain, &m);
        scene_step(world, i % 10 == 0 ? 1 : 0);
    }
    CHECK_ERROR(qn_chain_destroy(world, chain), QN_ERROR_OK);
    CHECK(!qn_chain_is_alive(world, chain));
    scene_step(world, 10);
    qn_world_destroy(world);
}

TEST(an_edited_chain_equals_a_list_of_points) { check_edits(false); }

TEST(an_edited_loop_equals_a_list_of_points) { check_edits(true); }

TEST(a_point_that_moves_away_drops_what_slept_on_it)
{
    qn_world *world = scene_world();
    qn_chain_id floor = add_floor(world, add_static(world), 6.0f, 2.0f, 7);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.3f, 0.3f);
    scene_step(world, 200);
    CHECK(!qn_body_is_awake(world, box));
    qn_shape_id segment = qn_chain_segment(world, floor, 2);
    CHECK_ERROR(qn_chain_set_point(world, floor, 3, qn_v2(0.0f, -1.0f)), QN_ERROR_OK);
    CHECK(qn_body_is_awake(world, box));
    CHECK_INT(qn_chain_segment(world, floor, 2).raw, segment.raw);
    scene_step(world, 200);
    CHECK(qn_body_pose(world, box).p.y < 0.0f && qn_body_pose(world, box).p.y > -1.0f);
    // And up again: pushed out, not thrown.
    CHECK_ERROR(qn_chain_set_point(world, floor, 3, qn_v2(0.0f, -0.8f)), QN_ERROR_OK);
    float fastest = 0.0f;
    for (int i = 0; i < 120; ++i) {
        scene_step(world, 1);
        fastest = qn_max(fastest, qn_length(qn_body_velocity(world, box)));
    }
    CHECK(fastest < 3.0f);
    CHECK(qn_body_pose(world, box).p.y > -0.6f);
    qn_world_destroy(world);
}

TEST(a_new_segment_is_made_of_what_it_splits)
{
    qn_world *world = scene_world();
    qn_vec2 points[5] = {{4, 0}, {2, 0}, {0, 0}, {-2, 0}, {-4, 0}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 5;
    def.segment.material.friction = 0.25f;
    def.segment.filter.category_bits = 8;
    def.segment.user_data = 77;
    qn_chain_id chain = qn_chain_create(world, add_static(world), &def);
    CHECK_ERROR(qn_chain_insert_point(world, chain, 2, qn_v2(1.0f, 0.5f)), QN_ERROR_OK);
    CHECK_INT(qn_chain_segment_count(world, chain), 3);
    for (int i = 0; i < 3; ++i) {
        qn_shape_id segment = qn_chain_segment(world, chain, i);
        const qn_shape *shape = &world->shapes[qn_find_shape(world, segment)];
        CHECK_NEAR(shape->material.friction, 0.25, 0.0);
        CHECK_INT(shape->category_bits, 8);
        CHECK_INT(qn_shape_user_data(world, segment), 77);
        CHECK_INT(qn_shape_chain(world, segment).raw, chain.raw);
    }
    qn_world_destroy(world);
}

TEST(rays_see_a_chain_from_its_front)
{
    qn_world *world = scene_world();
    add_floor(world, add_static(world), 6.0f, 1.0f, 12);
    qn_filter all = qn_filter_all();
    qn_cast_hit hit;
    qn_world_cast_ray(world, &(qn_ray){qn_v2(0.3f, 2.0f), qn_v2(0.0f, -4.0f)}, all, &hit);
    CHECK_NEAR(hit.fraction, 0.5, 1e-6);
    CHECK_NEAR(hit.normal.y, 1.0, 1e-6);
    qn_world_cast_ray(world, &(qn_ray){qn_v2(0.3f, -2.0f), qn_v2(0.0f, 4.0f)}, all, &hit);
    CHECK_INT(hit.shape.raw, 0);
    qn_world_destroy(world);
}

// ---- Hostile --------------------------------------------------------------------------------

TEST(a_bad_chain_is_refused_and_changes_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = add_static(world);
    qn_vec2 good[5] = {{4, 0}, {2, 0}, {0, 0}, {-2, 0}, {-4, 0}};
    qn_vec2 same[5] = {{4, 0}, {2, 0}, {2, 0.001f}, {-2, 0}, {-4, 0}};
    qn_vec2 wild[5] = {{4, 0}, {2, NAN}, {0, 0}, {-2, 0}, {-4, 0}};
    qn_vec2 far[5] = {{4, 0}, {2, 0}, {0, 2e4f}, {-2, 0}, {-4, 0}};
    qn_vec2 closed[4] = {{4, 0}, {2, 0}, {0, 2}, {4, 0}};
    struct {
        const qn_vec2 *points;
        int count;
        bool is_loop;
        qn_error error;
    } cases[] = {
        {NULL, 5, false, QN_ERROR_NULL_POINTER},       {good, 3, false, QN_ERROR_OUT_OF_RANGE},
        {good, 2, true, QN_ERROR_OUT_OF_RANGE},        {good, -1, true, QN_ERROR_OUT_OF_RANGE},
        {good, 1 << 30, false, QN_ERROR_OUT_OF_RANGE}, {same, 5, false, QN_ERROR_BAD_SHAPE},
        {wild, 5, false, QN_ERROR_NOT_FINITE},         {far, 5, true, QN_ERROR_OUT_OF_RANGE},
        {closed, 4, true, QN_ERROR_BAD_SHAPE},
    };
    uint64_t before = qn_world_state_hash(world);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        qn_chain_def def = qn_chain_def_default();
        def.points_m = cases[i].points;
        def.point_count = cases[i].count;
        def.is_loop = cases[i].is_loop;
        CHECK_INT(qn_chain_create(world, body, &def).raw, 0);
        CHECK_ERROR(qn_world_last_error(world, NULL), cases[i].error);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = good;
    def.point_count = 5;
    CHECK_INT(qn_chain_create(NULL, body, &def).raw, 0);
    CHECK_INT(qn_chain_create(world, body, NULL).raw, 0);
    CHECK_INT(qn_chain_create(world, (qn_body_id){0}, &def).raw, 0);
    CHECK_INT(qn_chain_create(world, (qn_body_id){body.raw + 7}, &def).raw, 0);
    def.segment.material.friction = -1.0f;
    CHECK_INT(qn_chain_create(world, body, &def).raw, 0);
    def.cookie = 1;
    CHECK_INT(qn_chain_create(world, body, &def).raw, 0);
    CHECK_INT(qn_world_state_hash(world), before);
    qn_world_destroy(world);
}

TEST(a_bad_edit_is_refused_and_changes_nothing)
{
    qn_world *world = scene_world();
    qn_body_id body = add_static(world);
    qn_vec2 points[4] = {{4, 0}, {2, 0}, {0, 0}, {-2, 0}};
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = 4;
    qn_chain_id chain = qn_chain_create(world, body, &def);
    uint64_t before = qn_world_state_hash(world);
    qn_vec2 p = {1, 1};
    CHECK_ERROR(qn_chain_set_point(world, chain, 4, p), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_set_point(world, chain, -1, p), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_set_point(world, chain, 1, qn_v2(NAN, 0)), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_chain_set_point(world, chain, 0, qn_v2(0, 3e4f)), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_set_point(world, chain, 1, points[2]), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_chain_insert_point(world, chain, 5, p), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_insert_point(world, chain, INT32_MIN, p), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_insert_point(world, chain, INT32_MAX, p), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_insert_point(world, chain, 2, points[1]), QN_ERROR_BAD_SHAPE);
    CHECK_ERROR(qn_chain_remove_point(world, chain, 0), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_chain_set_point(NULL, chain, 0, p), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_chain_destroy(world, (qn_chain_id){0}), QN_ERROR_NULL_HANDLE);
    CHECK_ERROR(qn_shape_destroy(world, qn_chain_segment(world, chain, 0)), QN_ERROR_WRONG_TYPE);
    CHECK_INT(qn_chain_segment(world, chain, 1).raw, 0);
    CHECK_INT(qn_world_state_hash(world), before);
    CHECK_ERROR(qn_body_destroy(world, body), QN_ERROR_OK);
    CHECK(!qn_chain_is_alive(world, chain));
    CHECK_ERROR(qn_chain_insert_point(world, chain, 0, p), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_chain_remove_point(world, chain, 0), QN_ERROR_STALE_HANDLE);
    CHECK_INT(qn_chain_point_count(world, chain), 0);
    qn_world_destroy(world);
}
