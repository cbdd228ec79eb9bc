#include "check.h"
#include "physics/step.h"
#include "physics/validate.h"
#include "physics/world.h"
#include "scenes.h"

#define BODIES 24
#define PAIRS (BODIES * (BODIES - 1) / 2)

// Discs that all overlap, made with room for so many shapes.
static qn_world *crowd(int32_t shape_capacity)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    def.shape_capacity = shape_capacity;
    def.contact_capacity = 2 * PAIRS;
    qn_world *world = NULL;
    CHECK_INT(qn_world_create(&def, &world), QN_ERROR_OK);
    for (int i = 0; i < BODIES; ++i) {
        scene_circle(world, 0.001f * (float)i, 0.0f, 1.0f);
    }
    return world;
}

// The shapes of all contacts in the order in which these were made after the pool was empty.
static int32_t list_contacts(const qn_world *world, int32_t pairs[PAIRS][2])
{
    int32_t count = world->state->awake_link_count[QN_CONTACTS];
    for (int32_t i = 0; i < count && i < PAIRS; ++i) {
        const qn_contact *contact = &world->contacts[world->awake_contacts[i]];
        pairs[i][0] = contact->shape_a;
        pairs[i][1] = contact->shape_b;
    }
    return count;
}

static int wrong_ends(const int32_t pair[2], int32_t finder, int32_t other)
{
    int wrong = pair[0] != (finder < other ? finder : other);
    return wrong + (pair[1] != (finder < other ? other : finder));
}

// In the list of moved shapes the finders come as their slots are in `order`.
static int count_wrong(int32_t pairs[PAIRS][2], const int32_t order[BODIES])
{
    bool has_found[BODIES] = {false};
    int wrong = 0;
    int32_t at = 0;
    for (int i = 0; i < BODIES; ++i) {
        int32_t finder = order[i];
        for (int32_t other = 0; other < BODIES; ++other) {
            bool is_due = other != finder && !has_found[other];
            wrong += is_due ? wrong_ends(pairs[at], finder, other) : 0;
            at += is_due;
        }
        has_found[finder] = true;
    }
    return wrong + (at != PAIRS);
}

// With little room for shapes there is no room for all new pairs at once, so each searches alone.
TEST(contacts_are_made_by_the_order_of_finders_and_the_slots_of_what_they_find)
{
    static const int32_t capacities[] = {BODIES, 4 * PAIRS};
    for (int k = 0; k < 2; ++k) {
        int32_t order[BODIES];
        int32_t pairs[PAIRS][2];
        qn_world *world = crowd(capacities[k]);
        for (int i = 0; i < BODIES; ++i) {
            order[i] = i;
        }
        qn_step step = {.dt_s = 1.0f / 60.0f};
        qn_stage_pairs(world, &step);
        CHECK_INT(list_contacts(world, pairs), PAIRS);
        CHECK_INT(count_wrong(pairs, order), 0);
        for (int i = 0; i < BODIES; ++i) {
            qn_contacts_of_body_destroy(world, i);
            order[i] = (7 * i + 3) % BODIES;
        }
        for (int i = 0; i < BODIES; ++i) {
            qn_shape_mark_moved(world, order[i]);
        }
        qn_stage_pairs(world, &step);
        CHECK_INT(list_contacts(world, pairs), PAIRS);
        CHECK_INT(count_wrong(pairs, order), 0);
        qn_world_destroy(world);
    }
}

// Of one category none and in a group that always meets: nobody's search finds it, but its own
// finds the others.
TEST(who_is_of_no_category_finds_its_group)
{
    qn_world *world = scene_weightless();
    for (int i = 0; i < 2; ++i) {
        qn_body_id body = scene_body(world, QN_BODY_DYNAMIC, 0.0f, 0.0f);
        qn_shape_def shape = qn_shape_def_default();
        shape.filter = (qn_shape_filter){.category_bits = i == 0 ? 1u : 0u, .group = 3};
        qn_shape_create_circle(world, body, &shape, qn_v2(0.0f, 0.0f), 1.0f);
    }
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    qn_world_destroy(world);
}

TEST(a_contact_without_room_is_counted_once)
{
    qn_world_def def = qn_world_def_default();
    def.contact_capacity = 1;
    qn_world *world = NULL;
    CHECK_INT(qn_world_create(&def, &world), QN_ERROR_OK);
    for (int i = 0; i < 3; ++i) {
        scene_box(world, 0.01f * (float)i, 0.0f, 0.5f, 0.5f);
    }
    qn_step step = {.dt_s = 1.0f / 60.0f};
    qn_stage_pairs(world, &step);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    CHECK_INT(qn_world_get_counters(world).dropped_contact_count, 2);
    qn_world_destroy(world);
}

// ---- Who has met ----------------------------------------------------------------------------

// Far enough that its box is made anew, near enough that the other's overlaps both.
static void nudge(qn_world *world, qn_body_id body, float x)
{
    CHECK_ERROR(qn_body_set_pose(world, body, qn_v2(x, 0.0f), 0.0f), QN_ERROR_OK);
}

static bool refuses_all(const qn_touch *touch)
{
    (void)touch;
    return false;
}

TEST(shapes_that_the_host_refused_are_asked_again_when_one_moves)
{
    qn_world *world = scene_weightless();
    scene_box(world, 0.0f, 0.0f, 0.5f, 0.5f);
    qn_body_id other = scene_box(world, 0.4f, 0.0f, 0.5f, 0.5f);
    CHECK_ERROR(qn_world_set_filter_hook(world, refuses_all, NULL), QN_ERROR_OK);
    scene_step(world, 1);
    CHECK_ERROR(qn_world_set_filter_hook(world, NULL, NULL), QN_ERROR_OK);
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 0);
    nudge(world, other, 0.6f);
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    qn_world_destroy(world);
}

TEST(shapes_that_found_no_room_meet_when_there_is_some)
{
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, 0.0f);
    def.contact_capacity = 1;
    qn_world *world = NULL;
    CHECK_INT(qn_world_create(&def, &world), QN_ERROR_OK);
    qn_body_id boxes[3];
    for (int i = 0; i < 3; ++i) {
        boxes[i] = scene_box(world, 0.8f * (float)i, 0.0f, 0.5f, 0.5f);
    }
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    qn_body_destroy(world, boxes[0]);
    nudge(world, boxes[2], 1.7f);
    scene_step(world, 1);
    CHECK_INT(qn_world_get_counters(world).contact_count, 1);
    qn_world_destroy(world);
}

static uint32_t below(uint32_t *random, uint32_t end) { return check_random(random) % end; }

static void edit(qn_world *world, qn_body_id body, uint32_t *random)
{
    qn_shape_id shape = scene_shape_of(world, body);
    switch (below(random, 8)) {
    case 0:
        qn_shape_set_filter(world, shape,
                            (qn_shape_filter){.category_bits = 1, .mask_bits = below(random, 2)});
        break;
    case 1:
        qn_body_set_enabled(world, body, below(random, 2) == 0);
        break;
    case 2:
        qn_body_set_type(world, body, (qn_body_type)below(random, 3));
        break;
    case 3:
        nudge(world, body, 0.1f * (float)below(random, 60));
        break;
    default:
        qn_body_set_velocity(world, body,
                             qn_v2((float)below(random, 9) - 4.0f, (float)below(random, 9) - 4.0f),
                             0.0f);
        break;
    }
}

TEST(whom_the_search_passes_by_has_its_contact_whatever_is_edited)
{
    uint32_t random = 17;
    qn_world *world = scene_world();
    scene_ground(world, 10.0f);
    qn_body_id bodies[60];
    for (int i = 0; i < 60; ++i) {
        int row = i / 10;
        float x = 0.7f * (float)(i % 10), y = 0.5f + 0.7f * (float)row;
        bodies[i] =
            i % 2 == 0 ? scene_box(world, x, y, 0.4f, 0.3f) : scene_circle(world, x, y, 0.35f);
    }
    for (int step = 0; step < 300; ++step) {
        edit(world, bodies[below(&random, 60)], &random);
        scene_step(world, 1);
        CHECK(qn_meetings_validate(world) == NULL);
    }
    CHECK(qn_world_get_counters(world).contact_count > 10);
    qn_world_destroy(world);
}
