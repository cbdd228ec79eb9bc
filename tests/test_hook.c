// What a native host may say about pairs and contacts in the middle of a step.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

// Refuses what belongs to the body of one shape, and keeps the last question.
typedef struct listener {
    qn_shape_id refused;
    int ask_count;
    qn_touch last;
} listener;

static bool refuses_one(const qn_touch *touch)
{
    listener *l = touch->context;
    l->ask_count += 1;
    l->last = *touch;
    return touch->shape_a.raw != l->refused.raw && touch->shape_b.raw != l->refused.raw;
}

static float height(const qn_world *world, qn_body_id body)
{
    return qn_body_pose(world, body).p.y;
}

TEST(a_filter_hook_lets_what_it_refuses_pass_and_asks_the_lower_slot_first)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ghost = scene_box(world, -2.0f, 0.6f, 0.5f, 0.5f);
    qn_body_id solid = scene_box(world, 2.0f, 0.6f, 0.5f, 0.5f);
    listener l = {.refused = scene_shape_of(world, ghost)};
    CHECK_ERROR(qn_world_set_filter_hook(world, refuses_one, &l), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK(l.ask_count >= 2);
    CHECK(l.last.world == world);
    CHECK((l.last.shape_a.raw & 0xFFFFFu) < (l.last.shape_b.raw & 0xFFFFFu));
    CHECK(height(world, ghost) < -2.0f);
    CHECK_NEAR(height(world, solid), 0.5f, 0.01f);
    qn_world_destroy(world);
}

TEST(a_contact_hook_is_told_where_the_shapes_touch)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ball = scene_circle(world, 3.0f, 0.6f, 0.5f);
    listener l = {.refused = {0}};
    CHECK_ERROR(qn_world_set_contact_hook(world, refuses_one, &l), QN_ERROR_OK);
    scene_step(world, 60);
    CHECK(l.last.shape_b.raw == scene_shape_of(world, ball).raw);
    CHECK_NEAR(l.last.point_m.x, 3.0f, 0.01f);
    CHECK_NEAR(l.last.point_m.y, 0.0f, 0.01f);
    CHECK_NEAR(l.last.normal.y, 1.0f, 1e-4f);
    CHECK_NEAR(l.last.separation_m, 0.0f, 0.01f);
    CHECK_NEAR(height(world, ball), 0.5f, 0.01f);
    qn_world_destroy(world);
}

TEST(what_a_contact_hook_refuses_ends_and_begins_like_any_touch)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_shape_id shape = scene_shape_of(world, box);
    qn_shape_set_events(world, shape, true, false);
    scene_step(world, 1);
    listener l = {.refused = shape};
    qn_world_set_contact_hook(world, refuses_one, &l);
    scene_step(world, 1);
    int32_t count = 0;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    CHECK_INT(count, 1);
    CHECK(count == 1 && events[0].type == QN_CONTACT_EVENT_END);
    qn_world_set_contact_hook(world, NULL, NULL);
    scene_step(world, 1);
    events = qn_world_contact_events(world, &count);
    CHECK_INT(count, 1);
    CHECK(count == 1 && events[0].type == QN_CONTACT_EVENT_BEGIN);
    qn_world_destroy(world);
}

static float after_crossing(bool allows)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, 0.0f, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, wall, &def, qn_v2(0.0f, 0.0f), qn_v2(0.05f, 2.0f), 0.0f);
    qn_body_id ball = scene_circle(world, -3.0f, 0.0f, 0.1f);
    qn_body_set_velocity(world, ball, qn_v2(300.0f, 0.0f), 0.0f);
    listener l = {.refused = {allows ? 0 : scene_shape_of(world, ball).raw}};
    qn_world_set_contact_hook(world, refuses_one, &l);
    scene_step(world, 1);
    CHECK(l.ask_count >= 1);
    CHECK_NEAR(l.last.point_m.x, -0.05f, 0.02f);
    CHECK_NEAR(l.last.normal.x, -1.0f, 1e-4f);
    float x = qn_body_pose(world, ball).p.x;
    qn_world_destroy(world);
    return x;
}

TEST(a_contact_hook_lets_a_fast_body_through_or_not)
{
    CHECK(after_crossing(true) < 0.0f);
    CHECK_NEAR(after_crossing(false), 2.0f, 0.01f);
}

TEST(a_hook_that_allows_all_changes_no_bit)
{
    uint64_t hashes[2];
    for (int i = 0; i < 2; ++i) {
        qn_world *world = scene_world();
        scene_mixed_pile(world, 40, 7);
        scene_terrain(world);
        listener l = {.refused = {0}};
        if (i == 1) {
            qn_world_set_filter_hook(world, refuses_one, &l);
            qn_world_set_contact_hook(world, refuses_one, &l);
        }
        scene_step(world, 120);
        CHECK(i == 0 || l.ask_count > 1000);
        hashes[i] = qn_world_state_hash(world);
        qn_world_destroy(world);
    }
    CHECK(hashes[0] == hashes[1]);
}

TEST(a_prediction_asks_the_hooks_of_the_world_that_it_predicts)
{
    qn_world *world = scene_world(), *fork = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id ghost = scene_box(world, 0.0f, 0.6f, 0.5f, 0.5f);
    listener l = {.refused = scene_shape_of(world, ghost)}, own = {.refused = {0}};
    qn_world_set_contact_hook(world, refuses_one, &l);
    qn_world_set_contact_hook(fork, refuses_one, &own);
    qn_pose poses[60];
    qn_prediction wanted = {SCENE_DT_S, SCENE_SUBSTEPS, 60, &ghost, 1};
    CHECK_ERROR(qn_world_predict(world, fork, &wanted, poses), QN_ERROR_OK);
    CHECK(poses[59].p.y < -2.0f);
    CHECK_INT(own.ask_count, 0);
    qn_body_set_pose(fork, ghost, qn_v2(0.0f, 0.45f), 0.0f);
    scene_step(fork, 1);
    CHECK(own.ask_count > 0 && own.last.world == fork);
    scene_step(world, 60);
    CHECK(height(world, ghost) == poses[59].p.y);
    qn_world_destroy(world);
    qn_world_destroy(fork);
}

TEST(a_null_world_takes_no_hook)
{
    CHECK_ERROR(qn_world_set_filter_hook(NULL, refuses_one, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_world_set_contact_hook(NULL, refuses_one, NULL), QN_ERROR_NULL_POINTER);
}
