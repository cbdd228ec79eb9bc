// The rows of the direct solver: the normals of contacts that carry or overlap, and what joints
// hold, of the groups that direct_plan.c took. direct_solve.c solves them.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define MOST_CONTACT_ROWS 2

static int32_t line_of(const qn_world *world, int32_t row)
{
    bool is_free = row != QN_NONE && world->motions[row].inv_mass > 0.0f;
    int32_t line = is_free ? world->scratch->direct_lines[row] : QN_NONE;
    return line != QN_IN_PIN_TREE ? line : QN_NONE;
}

// The group that both rows, or the one that gives way, belong to; QN_NONE.
static int32_t group_of(const qn_world *world, int32_t row_a, int32_t row_b)
{
    int32_t line = line_of(world, row_a);
    line = line != QN_NONE ? line : line_of(world, row_b);
    return line != QN_NONE ? world->scratch->line_groups[line] : QN_NONE;
}

bool qn_direct_takes_contact(const qn_world *world, int32_t row_a, int32_t row_b)
{
    const qn_scratch *s = world->scratch;
    bool is_of_tree = (row_a != QN_NONE && s->direct_lines[row_a] == QN_IN_PIN_TREE) ||
                      (row_b != QN_NONE && s->direct_lines[row_b] == QN_IN_PIN_TREE);
    int32_t group = is_of_tree ? QN_NONE : group_of(world, row_a, row_b);
    return group != QN_NONE && s->groups[group].has_contacts;
}

bool qn_direct_takes_joint(const qn_world *world, int32_t row_a, int32_t row_b)
{
    return group_of(world, row_a, row_b) != QN_NONE;
}

int32_t qn_direct_most_rows(const qn_world *world)
{
    const qn_scratch *s = world->scratch;
    int32_t count = 0;
    for (int32_t i = 0; s->group_count > 0 && i < s->touching_count; ++i) {
        bool takes = qn_direct_takes_contact(world, s->touches[i].row_a, s->touches[i].row_b);
        count += takes ? MOST_CONTACT_ROWS : 0;
    }
    int32_t joint_count = world->state->awake_link_count[QN_JOINTS];
    for (int32_t i = 0; s->group_count > 0 && i < joint_count; ++i) {
        const qn_joint_ends *ends = &s->joint_ends[i];
        count += qn_direct_takes_joint(world, ends->row_a, ends->row_b) ? QN_MAX_HOLDS : 0;
    }
    return count;
}

// ---- Rows -----------------------------------------------------------------------------------

static void take_masses(const qn_world *world, qn_direct_row *row)
{
    const int32_t rows[2] = {row->row_a, row->row_b};
    for (int side = 0; side < 2; ++side) {
        if (rows[side] != QN_NONE) {
            row->inv_mass[side] = world->motions[rows[side]].inv_mass;
            row->inv_inertia[side] = world->motions[rows[side]].inv_inertia;
        }
    }
}

// Null where the rows are used up: the iterative passes then have to do.
static qn_direct_row *add_row(qn_world *world, int32_t row_a, int32_t row_b)
{
    qn_scratch *s = world->scratch;
    if (s->direct_row_count >= s->direct_row_limit) {
        return NULL;
    }
    qn_direct_row *row = &s->direct_rows[s->direct_row_count++];
    *row = (qn_direct_row){
        .row_a = row_a,
        .row_b = row_b,
        .line_a = line_of(world, row_a),
        .line_b = line_of(world, row_b),
        .group = group_of(world, row_a, row_b),
        .joint = QN_NONE,
    };
    take_masses(world, row);
    return row;
}

static float *lane_of(qn_f4 *vector, int lane) { return (float *)(void *)vector + lane; }

void qn_direct_add_contact(qn_world *world, const qn_step *step, const qn_contact *contact,
                           qn_contact_block *block, int lane)
{
    bool is_soft =
        *lane_of(&block->inv_mass_a, lane) > 0.0f && *lane_of(&block->inv_mass_b, lane) > 0.0f;
    float bias_rate = is_soft ? step->contact.bias_rate : step->contact_static.bias_rate;
    qn_f4_set_lane(&block->bias_rate, lane, bias_rate);
    qn_f4_set_lane(&block->mass_scale, lane, 1.0f);
    qn_f4_set_lane(&block->impulse_scale, lane, 0.0f);
    qn_vec2 normal = {*lane_of(&block->normal_x, lane), *lane_of(&block->normal_y, lane)};
    for (int32_t i = 0; i < contact->point_count; ++i) {
        qn_block_point *point = &block->points[i];
        float separation = *lane_of(&point->separation, lane);
        float *impulse = lane_of(&point->normal_impulse, lane);
        bool carries = *impulse > 0.0f || separation < 0.0f;
        qn_direct_row *row =
            carries ? add_row(world, block->row_a[lane], block->row_b[lane]) : NULL;
        if (row != NULL) {
            row->hold = (qn_hold){
                .axis = normal,
                .lever_a = *lane_of(&point->lever_a, lane),
                .lever_b = *lane_of(&point->lever_b, lane),
                .error = separation,
                .impulse = impulse,
            };
            row->bias_rate = bias_rate;
            qn_direct_stiffen(row);
            world->scratch->groups[row->group].has_contact_rows = true;
        }
    }
}

// False once there is no room for more rows.
static bool add_joint(qn_world *world, int32_t joint, qn_joint_ends ends, float bias_rate)
{
    qn_hold holds[QN_MAX_HOLDS];
    int32_t count = qn_joint_holds(world, joint, holds);
    for (int32_t k = 0; k < count; ++k) {
        qn_direct_row *row = add_row(world, ends.row_a, ends.row_b);
        if (row == NULL) {
            return false;
        }
        row->joint = joint;
        world->scratch->groups[row->group].has_joints = true;
        row->bias_rate = bias_rate;
    }
    return true;
}

// The rows of each group one after the other, in the order in which they were added.
static void order_rows(qn_scratch *s)
{
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        s->groups[s->direct_rows[i].group].row_end += 1;
    }
    int32_t end = 0;
    for (int32_t i = 0; i < s->group_count; ++i) {
        int32_t count = s->groups[i].row_end;
        s->groups[i].first_row = s->groups[i].row_end = end;
        end += count;
    }
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        s->direct_order[s->groups[s->direct_rows[i].group].row_end++] = i;
    }
}

void qn_direct_add_joints(qn_world *world, const qn_step *step)
{
    const qn_scratch *s = world->scratch;
    bool has_room = s->group_count > 0;
    for (int32_t i = 0; has_room && i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        int32_t joint = s->joint_places[i];
        qn_joint_ends ends = qn_joint_ends_of(world, joint);
        if (qn_direct_takes_joint(world, ends.row_a, ends.row_b) &&
            qn_joint_is_rigid(&world->joints[world->awake_joints[i]])) {
            has_room = add_joint(world, joint, ends, step->joint_direct.bias_rate);
        }
    }
    order_rows(world->scratch);
}
