// Contacts that are not collided anew: what they may not miss.
#include "check.h"
#include "physics/validate.h"
#include "scenes.h"

// Two boxes, one on the other, at rest and not yet asleep; the upper one.
static qn_body_id rest_two(qn_world *world)
{
    scene_ground(world, 20.0f);
    scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_body_id upper = scene_box(world, 0.0f, 1.5f, 0.5f, 0.5f);
    scene_step(world, 15);
    return upper;
}

static bool allow(const qn_touch *touch)
{
    *(int *)touch->context += 1;
    return true;
}

static bool refuse(const qn_touch *touch)
{
    (void)touch;
    return false;
}

TEST(a_hook_that_allows_everything_is_asked_in_every_step_and_changes_no_bit)
{
    qn_world *bare = scene_world(), *asked = scene_world();
    int count = 0;
    scene_mixed_pile(bare, 60, 7);
    scene_mixed_pile(asked, 60, 7);
    CHECK_ERROR(qn_world_set_contact_hook(asked, allow, &count), QN_ERROR_OK);
    for (int i = 0; i < 240; ++i) {
        int before = count;
        scene_step(bare, 1);
        scene_step(asked, 1);
        int touching = qn_world_get_counters(asked).touching_contact_count;
        CHECK(qn_world_get_counters(asked).awake_body_count == 0 || count - before >= touching / 2);
        CHECK_INT(qn_world_state_hash(asked), qn_world_state_hash(bare));
    }
    qn_world_destroy(bare);
    qn_world_destroy(asked);
}

TEST(a_hook_that_begins_to_refuse_lets_a_resting_box_fall)
{
    qn_world *world = scene_world();
    qn_body_id upper = rest_two(world);
    CHECK_ERROR(qn_world_set_contact_hook(world, refuse, NULL), QN_ERROR_OK);
    scene_step(world, 20);
    CHECK(qn_body_pose(world, upper).p.y < 1.2f);
    qn_world_destroy(world);
}

TEST(a_resting_box_whose_mass_moves_within_it_stays_where_it_is)
{
    qn_world *world = scene_world();
    qn_body_id upper = rest_two(world);
    qn_vec2 before = qn_body_pose(world, upper).p;
    qn_mass mass = qn_body_mass_data(world, upper);
    mass.center_m = qn_v2(0.0f, -0.0002f);
    CHECK_ERROR(qn_body_set_mass_data(world, upper, mass), QN_ERROR_OK);
    CHECK(qn_world_validate(world) == NULL);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, upper).p.x, before.x, 1e-3f);
    CHECK_NEAR(qn_body_pose(world, upper).p.y, before.y, 1e-3f);
    qn_world_destroy(world);
}

TEST(shapes_that_were_apart_meet_however_slowly_they_come)
{
    qn_world *world = scene_weightless();
    qn_body_id a = scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_id b = scene_box(world, 1.08f, 0.0f, 0.5f, 0.5f);
    for (int i = 0; i < 600; ++i) {
        qn_body_set_velocity(world, b, qn_v2(-0.02f, 0.0f), 0.0f);
        scene_step(world, 1);
        float gap = qn_body_pose(world, b).p.x - qn_body_pose(world, a).p.x - 1.0f;
        CHECK(gap > -0.01f);
        CHECK(gap > 0.019f || qn_world_get_counters(world).touching_contact_count == 1);
    }
    CHECK(qn_body_pose(world, a).p.x < -0.05f);
    qn_world_destroy(world);
}

TEST(shapes_that_were_apart_meet_when_one_turns_into_the_other)
{
    qn_world *world = scene_weightless();
    qn_body_id a = scene_box(world, 0.0f, 0.0f, 0.1f, 1.0f);
    scene_box(world, 0.9f, 0.0f, 0.1f, 0.1f);
    bool has_met = false;
    for (int i = 0; i < 600; ++i) {
        qn_body_set_velocity(world, a, qn_v2(0.0f, 0.0f), -0.5f);
        scene_step(world, 1);
        has_met = has_met || qn_world_get_counters(world).touching_contact_count == 1;
    }
    CHECK(has_met);
    qn_world_destroy(world);
}
