// Who meets whom, and what changes when that changes.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

static qn_shape_id add_circle(qn_world *world, float x, qn_shape_filter filter)
{
    qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, x, 0.0f);
    qn_shape_def def = qn_shape_def_default();
    def.filter = filter;
    def.enable_contact_events = true;
    return qn_shape_create_circle(world, body, &def, qn_v2(0.0f, 0.0f), 0.5f);
}

static int32_t touching(qn_world *world)
{
    scene_step(world, 1);
    return qn_world_get_counters(world).touching_contact_count;
}

static bool meet(qn_shape_filter a, qn_shape_filter b)
{
    qn_world *world = scene_world();
    add_circle(world, 0.0f, a);
    add_circle(world, 0.5f, b);
    bool met = touching(world) == 1;
    qn_world_destroy(world);
    return met;
}

TEST(shapes_meet_if_each_ones_category_is_in_the_others_mask)
{
    qn_shape_filter all = {1, UINT64_MAX, 0};
    CHECK(meet(all, all));
    CHECK(meet((qn_shape_filter){2, 4, 0}, (qn_shape_filter){4, 2, 0}));
    CHECK(!meet((qn_shape_filter){2, 4, 0}, (qn_shape_filter){4, 1, 0}));
    CHECK(!meet((qn_shape_filter){2, 1, 0}, (qn_shape_filter){4, 2, 0}));
    uint64_t top = (uint64_t)1 << 63;
    CHECK(meet((qn_shape_filter){top, top, 0}, (qn_shape_filter){top, top, 0}));
    CHECK(!meet((qn_shape_filter){0, UINT64_MAX, 0}, all));
}

TEST(a_group_overrules_categories)
{
    qn_shape_filter never = {1, UINT64_MAX, -3}, always = {2, 0, 7};
    CHECK(!meet(never, never));
    CHECK(meet(always, always));
    CHECK(meet(never, (qn_shape_filter){1, UINT64_MAX, -4})); // of two groups: the masks decide
    CHECK(meet(never, (qn_shape_filter){1, UINT64_MAX, 3}));
    CHECK(!meet(always, (qn_shape_filter){2, 0, 8}));
}

TEST(a_new_filter_ends_contacts_and_begins_others)
{
    qn_world *world = scene_world();
    qn_world_set_gravity(world, qn_v2(0.0f, 0.0f));
    qn_shape_filter one = {1, 1, 0}, two = {2, 2, 0};
    qn_shape_id a = add_circle(world, 0.0f, one);
    add_circle(world, 0.9f, one);
    add_circle(world, -0.9f, two);
    CHECK_INT(touching(world), 1);
    CHECK_ERROR(qn_shape_set_filter(world, a, two), QN_ERROR_OK);
    CHECK_INT(qn_world_get_counters(world).touching_contact_count, 0);
    CHECK_INT(touching(world), 1);
    int32_t count;
    const qn_contact_event *events = qn_world_contact_events(world, &count);
    CHECK_INT(count, 2);
    CHECK_INT(events[0].type, QN_CONTACT_EVENT_END);
    CHECK_INT(events[1].type, QN_CONTACT_EVENT_BEGIN);
    qn_shape_filter read = qn_shape_get_filter(world, a);
    CHECK(read.category_bits == 2 && read.mask_bits == 2 && read.group == 0);
    qn_world_destroy(world);
}

TEST(a_contact_that_the_new_filter_allows_too_goes_on)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id box = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_shape_id shape;
    qn_body_shapes(world, box, &shape, 1);
    scene_step(world, 120);
    qn_shape_set_filter(world, shape, (qn_shape_filter){8, UINT64_MAX, 0});
    CHECK_INT(qn_world_get_counters(world).touching_contact_count, 1);
    CHECK(qn_body_is_awake(world, box));
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, box).p.y, 0.5, 0.01);
    qn_filter rays = {.category_bits = UINT64_MAX,
                      .mask_bits = 8}; // the tree knows the new category
    qn_cast_hit hit;
    qn_world_cast_ray(world, &(qn_ray){qn_v2(0.0f, 5.0f), qn_v2(0.0f, -10.0f)}, rays, &hit);
    CHECK_INT(hit.shape.raw, shape.raw);
    qn_world_destroy(world);
}

TEST(a_filter_of_a_disabled_body_waits)
{
    qn_world *world = scene_world();
    qn_shape_id a = add_circle(world, 0.0f, (qn_shape_filter){1, 1, 0});
    add_circle(world, 0.5f, (qn_shape_filter){2, 2, 0});
    qn_body_set_enabled(world, qn_shape_body(world, a), false);
    CHECK_ERROR(qn_shape_set_filter(world, a, (qn_shape_filter){2, 2, 0}), QN_ERROR_OK);
    CHECK_INT(touching(world), 0);
    qn_body_set_enabled(world, qn_shape_body(world, a), true);
    CHECK_INT(touching(world), 1);
    qn_world_destroy(world);
}

TEST(what_is_set_of_a_shape_is_checked)
{
    qn_world *world = scene_world();
    qn_shape_id shape = add_circle(world, 0.0f, (qn_shape_filter){1, 1, 0});
    qn_shape_filter filter = {0};
    uint64_t hash = qn_world_state_hash(world);
    CHECK_ERROR(qn_shape_set_density(world, shape, -1.0f), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_shape_set_density(world, shape, 0.0f / 0.0f), QN_ERROR_NOT_FINITE);
    CHECK_ERROR(qn_shape_set_density(world, shape, 1e-20f), QN_ERROR_OUT_OF_RANGE);
    qn_shape_id stale = {shape.raw + (1u << 20)};
    CHECK_ERROR(qn_shape_set_filter(world, stale, filter), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_shape_set_density(world, stale, 1.0f), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_shape_set_events(world, stale, true, true), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_shape_set_user_data(world, stale, 1), QN_ERROR_STALE_HANDLE);
    CHECK_ERROR(qn_shape_set_filter(NULL, shape, filter), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_shape_get_filter(world, stale).category_bits, 0);
    CHECK_INT(qn_world_state_hash(world), hash);
    CHECK_ERROR(qn_shape_set_density(world, shape, 2.0f), QN_ERROR_OK);
    CHECK_NEAR(qn_body_mass(world, qn_shape_body(world, shape)), 2.0 * 3.14159265 * 0.25, 1e-3);
    CHECK_ERROR(qn_shape_set_user_data(world, shape, 5), QN_ERROR_OK);
    CHECK_INT(qn_shape_user_data(world, shape), 5);
    qn_world_destroy(world);
}

TEST(events_of_a_shape_can_be_turned_off_and_on)
{
    qn_world *world = scene_world();
    qn_shape_id a = add_circle(world, 0.0f, (qn_shape_filter){1, 1, 0});
    qn_shape_id b = add_circle(world, 0.5f, (qn_shape_filter){1, 1, 0});
    qn_shape_set_events(world, a, false, false);
    qn_shape_set_events(world, b, false, true);
    scene_step(world, 1);
    int32_t count;
    qn_world_contact_events(world, &count);
    CHECK_INT(count, 0);
    qn_shape_set_events(world, b, true, true);
    qn_shape_destroy(world, b);
    scene_step(world, 1);
    qn_world_contact_events(world, &count);
    CHECK_INT(count, 1);
    qn_world_destroy(world);
}

TEST(a_filter_joint_keeps_two_bodies_from_meeting_until_it_goes)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id lower = scene_box(world, 0.0f, 0.5f, 0.5f, 0.5f);
    qn_body_id upper = scene_box(world, 0.0f, 1.5f, 0.5f, 0.5f);
    scene_step(world, 60);
    qn_filter_joint_def def = qn_filter_joint_def_default();
    def.base.body_a = lower;
    def.base.body_b = upper;
    def.base.collide_connected = true; // is taken as false
    qn_joint_id joint = qn_filter_joint_create(world, &def);
    CHECK_INT(qn_joint_get_type(world, joint), QN_JOINT_FILTER);
    CHECK(!qn_joint_get_base(world, joint).collide_connected);
    scene_step(world, 60);
    CHECK_NEAR(qn_body_pose(world, upper).p.y, 0.5, 0.01); // it slept on the other, and fell
    CHECK_NEAR(qn_length(qn_joint_force(world, joint)), 0.0, 0.0);
    qn_body_set_pose(world, upper, qn_v2(0.0f, 3.0f), 0.0f);
    CHECK_ERROR(qn_joint_destroy(world, joint), QN_ERROR_OK);
    scene_step(world, 90);
    CHECK_NEAR(qn_body_pose(world, upper).p.y, 1.5, 0.01);
    def.base.body_b = lower;
    CHECK_INT(qn_filter_joint_create(world, &def).raw, 0);
    CHECK_INT(qn_filter_joint_create(world, NULL).raw, 0);
    qn_world_destroy(world);
}

TEST(bodies_of_a_filter_joint_sleep_and_wake_by_themselves)
{
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_filter_joint_def def = qn_filter_joint_def_default();
    def.base.body_a = scene_box(world, -2.0f, 0.5f, 0.5f, 0.5f);
    def.base.body_b = scene_box(world, 2.0f, 0.5f, 0.5f, 0.5f);
    CHECK(qn_filter_joint_create(world, &def).raw != 0);
    scene_step(world, 60);
    CHECK(!qn_body_is_awake(world, def.base.body_a));
    qn_body_apply_impulse_to_center(world, def.base.body_b, qn_v2(0.0f, 100.0f));
    CHECK(!qn_body_is_awake(world, def.base.body_a));
    qn_world_destroy(world);
}
