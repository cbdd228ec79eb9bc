// Batches change no bit: an island moves in a large world as it does alone.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

#define PLACE_COUNT 60
#define PLACE_M 16.0f
#define STEP_COUNT 40
#define MOST_BODIES 64

typedef struct island {
    qn_body_id bodies[MOST_BODIES];
    int count;
} island;

static float place_x(int place) { return PLACE_M * ((float)place - 0.5f * (float)PLACE_COUNT); }

static qn_body_id add(island *of, qn_body_id body)
{
    CHECK(of->count < MOST_BODIES);
    of->bodies[of->count++] = body;
    return body;
}

// A pyramid of ten rows on a ground of its own; on some places it hangs together with what only the
// first batch solves.
static void build(qn_world *world, int place, island *of)
{
    float x = place_x(place);
    qn_body_def ground = qn_body_def_default();
    ground.position_m = qn_v2(x, -1.0f);
    qn_body_id floor = qn_body_create(world, &ground);
    qn_shape_def shape = qn_shape_def_default();
    qn_shape_create_box(world, floor, &shape, qn_v2(0.0f, 0.0f), qn_v2(7.0f, 1.0f), 0.0f);
    of->count = 0;
    for (int row = 0; row < 10; ++row) {
        for (int i = row; i < 10; ++i) {
            float at = x + 1.05f * ((float)i - 0.5f * (float)row - 4.5f);
            add(of, scene_box(world, at, 0.5f + (float)row, 0.5f, 0.5f));
        }
    }
    if (place % 7 == 3) {
        qn_revolute_def pin = qn_revolute_def_default();
        pin.base.body_a = of->bodies[54];
        pin.base.body_b = add(of, scene_box(world, x + 1.0f, 12.0f, 0.5f, 0.1f));
        pin.base.anchor_a_m = qn_v2(0.0f, 2.5f);
        pin.base.anchor_b_m = qn_v2(-1.0f, 0.0f);
        qn_revolute_create(world, &pin);
    }
    if (place % 7 == 5) {
        qn_body_id pusher = add(of, scene_body(world, QN_BODY_KINEMATIC, x - 6.5f, 1.0f));
        qn_shape_create_box(world, pusher, &shape, qn_v2(0.0f, 0.0f), qn_v2(0.5f, 0.9f), 0.0f);
        qn_body_set_velocity(world, pusher, qn_v2(1.0f, 0.0f), 0.0f);
    }
}

// How many bodies of an island stand elsewhere than those of its twin.
static int count_strays(const qn_world *world, const island *of, const qn_world *other,
                        const island *twin)
{
    int count = 0;
    for (int i = 0; i < of->count; ++i) {
        qn_pose a = qn_body_pose(world, of->bodies[i]);
        qn_pose b = qn_body_pose(other, twin->bodies[i]);
        count += a.p.x != b.p.x || a.p.y != b.p.y || a.q.c != b.q.c || a.q.s != b.q.s;
    }
    return count;
}

TEST(an_island_moves_in_a_large_world_as_it_does_alone)
{
    static island islands[PLACE_COUNT];
    qn_world *together = scene_sleepless();
    for (int place = 0; place < PLACE_COUNT; ++place) {
        build(together, place, &islands[place]);
    }
    scene_step(together, STEP_COUNT);
    // So many that the world is cut into batches.
    CHECK(qn_world_get_counters(together).touching_contact_count > 5000);
    int strays = 0;
    for (int place = 0; place < PLACE_COUNT; ++place) {
        island twin;
        qn_world *alone = scene_sleepless();
        build(alone, place, &twin);
        scene_step(alone, STEP_COUNT);
        strays += count_strays(together, &islands[place], alone, &twin);
        qn_world_destroy(alone);
    }
    CHECK_INT(strays, 0);
    qn_world_destroy(together);
}
