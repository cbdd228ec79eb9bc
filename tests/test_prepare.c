// What the solver keeps from one step for the next changes nothing: a world that was just copied,
// and so keeps nothing, moves as the one that it was copied from.
#include "check.h"
#include "quoin/physics.h"
#include "scenes.h"

#define STEP_COUNT 420
#define COLUMN_COUNT 6

// A pile in whose list of touches something changes in most steps, their number in few; and columns
// of boxes beside it.
static void build(qn_world *world, qn_body_id boxes[COLUMN_COUNT])
{
    scene_mixed_rows(world, 40);
    scene_ground(world, 60.0f);
    for (int column = 0; column < COLUMN_COUNT; ++column) {
        for (int row = 0; row < 5; ++row) {
            float x = 2.0f * (float)column + 30.0f, y = 0.6f + 1.1f * (float)row;
            boxes[column] = scene_box(world, x, y, 0.5f, 0.5f);
        }
    }
}

static qn_joint_id pin(qn_world *world, qn_body_id a, qn_body_id b)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = qn_v2(1.0f, 0.0f);
    def.base.anchor_b_m = qn_v2(-1.0f, 0.0f);
    return qn_revolute_create(world, &def);
}

// What a game may do between two steps of which the second would find all as it was.
static void disturb(qn_world *world, qn_body_id boxes[COLUMN_COUNT], int step)
{
    static qn_joint_id joint;
    qn_world_tuning tuning = qn_world_get_tuning(world);
    switch (step) {
    case 120:
        qn_body_destroy(world, boxes[0]);
        break;
    case 150:
        joint = pin(world, boxes[1], boxes[2]);
        break;
    case 180:
        qn_joint_destroy(world, joint);
        break;
    case 210:
        qn_body_set_type(world, boxes[3], QN_BODY_STATIC);
        break;
    case 240:
        qn_body_set_velocity(world, boxes[4], qn_v2(2.0f, 1.0f), 3.0f);
        break;
    case 270:
        qn_body_set_type(world, boxes[3], QN_BODY_KINEMATIC);
        break;
    case 300:
        tuning.direct_work_per_body = 0;
        break;
    case 330:
        tuning.direct_work_per_body = 40;
        break;
    default:
        break;
    }
    qn_world_set_tuning(world, &tuning);
}

TEST(what_is_kept_from_step_to_step_changes_nothing)
{
    qn_world *world = scene_sleepless(), *copy = scene_sleepless();
    qn_body_id boxes[COLUMN_COUNT];
    build(world, boxes);
    for (int step = 0; step < STEP_COUNT; ++step) {
        disturb(world, boxes, step);
        CHECK_INT(qn_world_copy(copy, world), QN_ERROR_OK);
        scene_step(world, 1);
        scene_step(copy, 1);
        CHECK_INT(qn_world_state_hash(copy), qn_world_state_hash(world));
    }
    qn_world_destroy(world);
    qn_world_destroy(copy);
}
