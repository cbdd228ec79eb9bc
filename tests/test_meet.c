#include "check.h"
#include "physics/step.h"
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
