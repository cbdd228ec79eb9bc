// Room for contacts: a world makes it as it needs it, unless it has been told how much there is.
#include "check.h"
#include "faults.h"
#include "physics/world.h"
#include "scenes.h"
#include "sound.h"

#define CROWD 300
#define CROWD_PAIRS (CROWD * (CROWD - 1) / 2)

// 0: not stated.
static qn_world *world_for(int32_t contact_capacity)
{
    qn_world_def def = qn_world_def_default();
    def.contact_capacity = contact_capacity;
    qn_world *world = NULL;
    CHECK_ERROR(qn_world_create(&def, &world), QN_ERROR_OK);
    return world;
}

// All in one place: each touches each.
static qn_world *crowd(int32_t contact_capacity)
{
    qn_world *world = world_for(contact_capacity);
    for (int i = 0; i < CROWD; ++i) {
        scene_circle(world, 0.0f, 0.0f, 0.5f);
    }
    return world;
}

// Groups of the direct solver, trees of pins, and a pile that becomes a hundred contacts and more.
static qn_world *medley(int32_t contact_capacity)
{
    qn_world *world = world_for(contact_capacity);
    scene_chains(world);
    scene_stack(world, 8);
    scene_mixed_pile(world, 120, 5);
    return world;
}

static int32_t capacity_of(const qn_world *world)
{
    return qn_world_get_counters(world).contact_capacity;
}

SLOW_TEST(a_world_that_states_no_capacity_drops_no_contact_of_a_crowd)
{
    qn_world *world = crowd(0);
    scene_step(world, 1);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK_INT(c.contact_count, CROWD_PAIRS);
    CHECK_INT(c.touching_contact_count, CROWD_PAIRS);
    CHECK(c.contact_capacity >= CROWD_PAIRS && c.contact_capacity <= CROWD_PAIRS / 4 * 5 + 1);
    for (int i = 0; i < 10; ++i) {
        scene_step(world, 1);
        check_sound(world);
    }
    CHECK_INT(qn_world_get_counters(world).dropped_contact_count, 0);
    qn_world_destroy(world);
}

// 1,200 in one place would have 719,400.
SLOW_TEST(a_crowd_that_would_take_all_memory_has_an_end)
{
    qn_world *world = world_for(0);
    for (int i = 0; i < 1200; ++i) {
        scene_circle(world, 0.0f, 0.0f, 0.5f);
    }
    scene_step(world, 1);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK_INT(c.contact_count, 65536);
    CHECK_INT(c.dropped_contact_count, 1200 * 1199 / 2 - 65536);
    check_sound(world);
    qn_world_destroy(world);
}

TEST(how_much_room_there_was_at_the_start_changes_no_bit)
{
    qn_world *grown = medley(0), *roomy = medley(20000);
    for (int step = 0; step < 120; ++step) {
        scene_step(grown, 1);
        scene_step(roomy, 1);
        int32_t count, count_of_roomy;
        const qn_pose_record *poses = qn_world_poses(grown, &count);
        const qn_pose_record *of_roomy = qn_world_poses(roomy, &count_of_roomy);
        CHECK_INT(count, count_of_roomy);
        CHECK_BYTES(poses, of_roomy, sizeof *poses * (size_t)count);
        CHECK_INT(grown->state->contact_pool.used_count, roomy->state->contact_pool.used_count);
        CHECK_BYTES(grown->contacts, roomy->contacts,
                    sizeof *grown->contacts * (size_t)grown->state->contact_pool.used_count);
    }
    CHECK(qn_world_get_counters(grown).direct_group_count > 0);
    CHECK(capacity_of(grown) < capacity_of(roomy));
    qn_world_destroy(grown);
    qn_world_destroy(roomy);
}

TEST(poses_stay_where_they_are_while_contacts_grow)
{
    qn_world *world = crowd(0);
    const qn_pose_record *poses = qn_world_poses(world, NULL);
    int32_t capacity = capacity_of(world);
    scene_step(world, 1);
    CHECK(capacity_of(world) > capacity);
    CHECK(qn_world_poses(world, NULL) == poses);
    qn_world_destroy(world);
}

SLOW_TEST(steps_of_a_world_with_a_stated_capacity_never_allocate)
{
    qn_world *worlds[] = {crowd(100), crowd(60000), medley(50), medley(2000)};
    for (int i = 0; i < 4; ++i) {
        faults_begin(0, true);
        for (int step = 0; step < 60; ++step) {
            CHECK_ERROR(qn_world_step(worlds[i], SCENE_DT_S, SCENE_SUBSTEPS), QN_ERROR_OK);
        }
        CHECK_INT(faults_end(), 0);
        check_sound(worlds[i]);
        qn_world_destroy(worlds[i]);
    }
}

SLOW_TEST(steps_of_a_world_that_has_come_to_rest_allocate_no_more)
{
    qn_world *world = medley(0);
    qn_world_set_enable_sleep(world, false);
    scene_step(world, 600);
    faults_begin(0, true);
    scene_step(world, 60);
    CHECK_INT(faults_end(), 0);
    qn_world_destroy(world);
}

TEST(a_step_that_finds_no_memory_leaves_contacts_out_and_counts_them_and_the_next_has_more)
{
    qn_world *world = crowd(0);
    int32_t room = capacity_of(world);
    faults_begin(0, true);
    scene_step(world, 1);
    CHECK(faults_end() > 0);
    qn_world_counters c = qn_world_get_counters(world);
    CHECK_INT(c.contact_capacity, room);
    CHECK_INT(c.contact_count, room);
    CHECK(c.dropped_contact_count >= CROWD_PAIRS - room);
    CHECK_INT(c.body_count, CROWD);
    check_sound(world);
    scene_step(world, 10);
    CHECK(qn_world_get_counters(world).contact_count > 10 * room);
    check_sound(world);
    qn_world_destroy(world);
}

// In each step one allocation is refused, or all from one on: what is held together by joints and
// rests on others still does.
static void step_in_want(qn_world *world, int n, bool for_good)
{
    for (int step = 0; step < 40; ++step) {
        faults_begin(n, for_good);
        scene_step(world, 1);
        faults_end();
        check_sound(world);
    }
    scene_step(world, 40);
    check_sound(world);
}

TEST(steps_go_on_whichever_allocation_fails)
{
    for (int n = 0; n < 8; ++n) {
        for (int for_good = 0; for_good < 2; ++for_good) {
            qn_world *world = medley(0);
            int32_t body_count = qn_world_get_counters(world).body_count;
            step_in_want(world, n, for_good != 0);
            CHECK_INT(qn_world_get_counters(world).body_count, body_count);
            qn_world_destroy(world);
        }
    }
}

// ---- Time -----------------------------------------------------------------------------------

#define EARLY_TICK 20
#define LATE_TICK 150

// What a host does now and then.
static void act(qn_world *world)
{
    uint32_t tick = qn_world_get_counters(world).tick_count;
    if (tick % 10 == 5) {
        scene_circle(world, 0.0f, 12.0f, 0.3f);
    }
}

static void step_to(qn_world *world, uint32_t tick)
{
    while (qn_world_get_counters(world).tick_count < tick) {
        act(world);
        scene_step(world, 1);
    }
}

static void check_arrives(qn_world *world, const qn_world *there)
{
    step_to(world, LATE_TICK);
    CHECK_INT(qn_world_state_hash(world), qn_world_state_hash(there));
    CHECK_INT(capacity_of(world), capacity_of(there));
    check_sound(world);
}

SLOW_TEST(snapshots_and_copies_go_on_as_the_world_that_has_grown_since)
{
    static uint8_t bytes[1 << 20];
    size_t size;
    qn_world *world = medley(0), *copy = world_for(0), *restored = world_for(0);
    step_to(world, EARLY_TICK);
    int32_t capacity = capacity_of(world);
    CHECK_ERROR(qn_world_snapshot(world, bytes, sizeof bytes, &size), QN_ERROR_OK);
    CHECK_ERROR(qn_world_copy(copy, world), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(restored, (qn_bytes){bytes, size}), QN_ERROR_OK);
    step_to(world, LATE_TICK);
    CHECK(capacity_of(world) > capacity);
    check_arrives(copy, world);
    check_arrives(restored, world);
    // Back into worlds that are larger meanwhile.
    CHECK_ERROR(qn_world_restore(copy, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_ERROR(qn_world_restore(restored, (qn_bytes){bytes, size}), QN_ERROR_OK);
    CHECK_INT(capacity_of(copy), capacity);
    check_arrives(copy, world);
    CHECK_ERROR(qn_world_copy(copy, restored), QN_ERROR_OK);
    check_arrives(copy, world);
    check_arrives(restored, world);
    qn_world_destroy(world);
    qn_world_destroy(copy);
    qn_world_destroy(restored);
}

static qn_history *history_of(qn_world *world, uint32_t tick)
{
    qn_history_def def = qn_history_def_default();
    def.budget_bytes = 8u << 20;
    def.keyframe_interval_ticks = 1000;
    qn_history *history = NULL;
    CHECK_ERROR(qn_history_create(&def, &history), QN_ERROR_OK);
    while (qn_world_get_counters(world).tick_count < tick) {
        act(world);
        CHECK_ERROR(qn_history_step(history, world, SCENE_DT_S, SCENE_SUBSTEPS), QN_ERROR_OK);
    }
    return history;
}

// All but one allocation: the contacts of the steps between have less room than they had.
SLOW_TEST(a_history_that_finds_no_memory_on_its_way_leaves_the_world_as_it_was)
{
    int refused_count = 0;
    for (int n = 0; n < 12; ++n) {
        qn_world *world = medley(0);
        qn_history *history = history_of(world, LATE_TICK);
        uint64_t late = qn_world_state_hash(world);
        CHECK_ERROR(qn_history_restore(history, world, EARLY_TICK), QN_ERROR_OK);
        uint64_t early = qn_world_state_hash(world);
        faults_begin(n, true);
        qn_error error = qn_history_restore(history, world, LATE_TICK);
        faults_end();
        check_sound(world);
        if (error == QN_ERROR_OUT_OF_MEMORY) {
            CHECK_INT(qn_world_state_hash(world), early);
            CHECK_ERROR(qn_history_restore(history, world, LATE_TICK), QN_ERROR_OK);
            CHECK_INT(qn_world_state_hash(world), late);
        } else {
            CHECK_ERROR(error, QN_ERROR_OK);
            CHECK_INT(qn_world_state_hash(world), late);
        }
        refused_count += error == QN_ERROR_OUT_OF_MEMORY;
        scene_step(world, 10);
        check_sound(world);
        qn_history_destroy(history);
        qn_world_destroy(world);
    }
    CHECK(refused_count > 0 && refused_count < 12);
}

// The last step is one in which contacts grow, and one allocation after the other finds no memory:
// the history either says so or has the world as it was then.
SLOW_TEST(a_history_that_finds_no_memory_in_its_last_step_says_so)
{
    static uint64_t hashes[LATE_TICK + 1];
    int32_t last = EARLY_TICK;
    qn_world *world = medley(0), *there = medley(0);
    step_to(there, EARLY_TICK);
    hashes[EARLY_TICK] = qn_world_state_hash(there);
    for (int32_t tick = EARLY_TICK + 1; tick <= LATE_TICK; ++tick) {
        int32_t capacity = capacity_of(there);
        step_to(there, (uint32_t)tick);
        hashes[tick] = qn_world_state_hash(there);
        last = capacity_of(there) > capacity ? tick : last;
    }
    CHECK(last > EARLY_TICK);
    qn_history *history = history_of(world, LATE_TICK);
    int refused_count = 0, done_count = 0;
    for (int n = 0; n < 12; ++n) {
        CHECK_ERROR(qn_history_restore(history, world, EARLY_TICK), QN_ERROR_OK);
        faults_begin(n, true);
        qn_error error = qn_history_restore(history, world, (uint32_t)last);
        faults_end();
        refused_count += error == QN_ERROR_OUT_OF_MEMORY;
        done_count += error == QN_ERROR_OK;
        CHECK_INT(qn_world_state_hash(world), hashes[error == QN_ERROR_OK ? last : EARLY_TICK]);
    }
    CHECK(refused_count > 0 && done_count > 0);
    qn_history_destroy(history);
    qn_world_destroy(world);
    qn_world_destroy(there);
}

SLOW_TEST(a_history_goes_back_and_forth_over_the_growth_of_contacts)
{
    qn_world *world = medley(0), *there = medley(0);
    step_to(there, LATE_TICK);
    qn_history *history = history_of(world, LATE_TICK);
    CHECK_ERROR(qn_history_restore(history, world, EARLY_TICK), QN_ERROR_OK);
    CHECK(capacity_of(world) < capacity_of(there));
    CHECK_ERROR(qn_history_restore(history, world, LATE_TICK), QN_ERROR_OK);
    check_arrives(world, there);
    CHECK_ERROR(qn_history_restore(history, world, EARLY_TICK), QN_ERROR_OK);
    check_arrives(world, there);
    qn_history_destroy(history);
    qn_world_destroy(world);
    qn_world_destroy(there);
}
