// What each awake joint is to the solver, and which rows it ties: looked up once a step, as the
// records of joints and bodies lie far apart.
#include "physics/joint/kind.h"
#include "physics/joint/pins.h"
#include "physics/world.h"

// The row if impulses can move the body.
static int32_t free_row(const qn_world *world, int32_t body)
{
    int32_t row = world->body_rows[body];
    bool gives_way = world->bodies[body].type == QN_BODY_DYNAMIC && qn_row_is_awake(world, row);
    return gives_way ? row : QN_NONE;
}

static uint8_t sort_of(const qn_joint *joint)
{
    if (joint->kind == QN_JOINT_REVOLUTE) {
        return joint->stiffness_hertz > 0.0f ? QN_SORT_PIN : QN_SORT_RIGID_PIN;
    }
    return qn_joint_is_rigid(joint) ? QN_SORT_RIGID_ROW : QN_SORT_ROW;
}

static void leave(const qn_world *world, int32_t joint)
{
    int32_t i = world->joints[joint].link.awake_index;
    if (i != QN_NONE) {
        uint8_t *sort = &world->scratch->pin_colors[i];
        *sort = *sort == QN_SORT_PIN         ? QN_SORT_ROW
                : *sort == QN_SORT_RIGID_PIN ? QN_SORT_RIGID_ROW
                                             : *sort;
    }
}

// A gear reads the rows of its two joints.
static void leave_geared(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        const qn_joint *joint = &world->joints[world->awake_joints[i]];
        if (joint->kind == QN_JOINT_GEAR) {
            leave(world, joint->geared[0]);
            leave(world, joint->geared[1]);
        }
    }
}

static int32_t count_pins(const qn_scratch *s, int32_t count)
{
    int32_t pins = 0;
    for (int32_t i = 0; i < count; ++i) {
        pins += s->pin_colors[i] == QN_SORT_PIN || s->pin_colors[i] == QN_SORT_RIGID_PIN;
    }
    return pins;
}

void qn_joints_sort(qn_world *world)
{
    qn_scratch *s = world->scratch;
    bool has_gears = false;
    for (int32_t i = 0; i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        const qn_joint *joint = &world->joints[world->awake_joints[i]];
        s->pin_colors[i] = sort_of(joint);
        s->joint_ends[i].row_a = free_row(world, joint->link.body[0]);
        s->joint_ends[i].row_b = free_row(world, joint->link.body[1]);
        has_gears = has_gears || joint->kind == QN_JOINT_GEAR;
    }
    if (has_gears) {
        leave_geared(world);
    }
    s->pin_count = count_pins(s, world->state->awake_link_count[QN_JOINTS]);
}
