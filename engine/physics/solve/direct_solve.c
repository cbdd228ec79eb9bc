// One direct solve: (M + J^T K J) dv = -J^T K (J v + b), impulses -K (J (v + dv) + b).
//
// K is QN_DIRECT_STIFFNESS times what a row would need by itself: so stiff that one solve leaves a
// part in some hundreds, and soft enough that rows which say the same twice share the load and that
// the rounding of velocities (6e-8) stays far below what they carry. Static bodies have no line: a
// bridge held at both ends is still a chain. Joints turn with their bodies within the step, so
// the matrices of their groups are made anew wherever bodies have moved; contacts keep their
// anchors, and groups of contacts alone their matrix.
//
// Contacts can not pull: such impulses are cut off, and the group goes only as far along the step
// that remains as its energy falls (the exact minimum along the line), so that a wrong guess of who
// carries can do no harm. Friction is left to the iterative passes: its cone has no energy to fall.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define LEAK 0.5f // of the load of a joint in each sub-step; below 0.2 long rows of welds swing

static const qn_velocity at_rest = {.turned = {1.0f, 0.0f}};

static const qn_velocity *velocity_of(const qn_world *world, int32_t row)
{
    return row != QN_NONE ? &world->velocities[row] : &at_rest;
}

// The k-th row of all, in the order of the groups.
static qn_direct_row *row_at(const qn_scratch *s, int32_t k)
{
    return &s->direct_rows[s->direct_order[k]];
}

// ---- Matrix ---------------------------------------------------------------------------------

// Takes over what the joint of the k-th row holds now; returns how many rows these are. Those of
// the last joint of all may be cut short.
static int32_t turn_joint(qn_world *world, const qn_direct_group *group, int32_t k)
{
    const qn_scratch *s = world->scratch;
    qn_hold holds[QN_MAX_HOLDS];
    int32_t joint = row_at(s, k)->joint;
    int32_t count = qn_joint_holds(world, joint, holds);
    int32_t i = 0;
    for (; i < count && k + i < group->row_end && row_at(s, k + i)->joint == joint; ++i) {
        row_at(s, k + i)->hold = holds[i];
        qn_direct_stiffen(row_at(s, k + i));
    }
    return i;
}

static void turn_joints(qn_world *world, const qn_direct_group *group)
{
    for (int32_t k = group->first_row; k < group->row_end;) {
        bool is_joint = row_at(world->scratch, k)->joint != QN_NONE;
        k += is_joint ? turn_joint(world, group, k) : 1;
    }
}

// The lower triangle is all that is read.
static inline void add_square(qn_block3 *block, double k, const double u[3])
{
    double ku[3] = {k * u[0], k * u[1], k * u[2]};
    block->m[0][0] += ku[0] * u[0];
    block->m[1][0] += ku[1] * u[0];
    block->m[1][1] += ku[1] * u[1];
    block->m[2][0] += ku[2] * u[0];
    block->m[2][1] += ku[2] * u[1];
    block->m[2][2] += ku[2] * u[2];
}

static inline void add_product(qn_block3 *block, double k, const double u[3], const double v[3])
{
    for (int i = 0; i < 3; ++i) {
        double ku = k * u[i];
        block->m[i][0] += ku * v[0];
        block->m[i][1] += ku * v[1];
        block->m[i][2] += ku * v[2];
    }
}

static qn_block3 *block_at(const qn_scratch *s, int32_t line, int32_t before)
{
    return &s->direct_blocks[s->lines[line].start + before - s->lines[line].first];
}

static void add_to_matrix(const qn_scratch *s, const qn_direct_row *row)
{
    const qn_hold *hold = &row->hold;
    double x = (double)hold->axis.x, y = (double)hold->axis.y, k = (double)row->stiffness;
    double ja[3] = {-x, -y, -(double)hold->lever_a};
    double jb[3] = {x, y, (double)hold->lever_b};
    int32_t a = row->line_a, b = row->line_b;
    if (a != QN_NONE) {
        add_square(&s->direct_blocks[s->lines[a].diagonal], k, ja);
    }
    if (b != QN_NONE) {
        add_square(&s->direct_blocks[s->lines[b].diagonal], k, jb);
    }
    if (a != QN_NONE && b != QN_NONE && a > b) {
        add_product(block_at(s, a, b), k, ja, jb);
    } else if (a != QN_NONE && b != QN_NONE) {
        add_product(block_at(s, b, a), k, jb, ja);
    }
}

static void start_matrix(const qn_world *world, const qn_direct_group *group)
{
    const qn_scratch *s = world->scratch;
    int32_t start = s->lines[group->begin].start;
    int32_t end = s->lines[group->end - 1].diagonal + 1;
    memset(&s->direct_blocks[start], 0, sizeof(qn_block3) * (size_t)(end - start));
    for (int32_t i = group->begin; i < group->end; ++i) {
        const qn_motion *motion = &world->motions[s->line_rows[i]];
        qn_block3 *block = &s->direct_blocks[s->lines[i].diagonal];
        block->m[0][0] = block->m[1][1] = 1.0 / (double)motion->inv_mass;
        // What does not turn has an inertia beyond all others.
        block->m[2][2] = motion->inv_inertia > 0.0f ? 1.0 / (double)motion->inv_inertia : 1.0e30;
    }
}

// Bodies have moved before the relaxing pass only; the next one with bias sees the same. What
// contacts alone hold keeps its matrix all along.
static void factor(qn_world *world, qn_direct_group *group, bool use_bias)
{
    const qn_scratch *s = world->scratch;
    if (group->is_factored && (use_bias || (!group->has_joints && group->is_sound))) {
        return;
    }
    if (group->has_joints) {
        turn_joints(world, group);
    }
    start_matrix(world, group);
    for (int32_t k = group->first_row; k < group->row_end; ++k) {
        add_to_matrix(s, row_at(s, k));
    }
    group->is_sound = group->is_tree
                          ? qn_branches_factor(s->direct_blocks, s->lines, group->begin, group->end)
                          : qn_skyline_factor(s->direct_blocks, s->lines, group->begin, group->end);
    group->is_factored = true;
}

// ---- Solve ----------------------------------------------------------------------------------

static float speed_of(const qn_world *world, const qn_direct_row *row)
{
    const qn_velocity *a = velocity_of(world, row->row_a);
    const qn_velocity *b = velocity_of(world, row->row_b);
    return qn_dot(row->hold.axis, qn_sub(b->v, a->v)) + row->hold.lever_b * b->w -
           row->hold.lever_a * a->w;
}

// As in the iterative passes: apart, no more than closes the gap; overlapping, pushed softly.
static float contact_bias(const qn_world *world, const qn_step *step, const qn_direct_row *row,
                          bool use_bias)
{
    const qn_hold *hold = &row->hold;
    const qn_velocity *a = velocity_of(world, row->row_a);
    const qn_velocity *b = velocity_of(world, row->row_b);
    float s = hold->error + qn_dot(hold->axis, qn_sub(b->moved, a->moved)) +
              hold->lever_b * b->turned.s - hold->lever_a * a->turned.s;
    if (s > 0.0f) {
        return s * step->inv_h;
    }
    return use_bias ? qn_max(row->bias_rate * s, -world->state->tuning.push_speed_mps) : 0.0f;
}

// Part of what a joint carries already is taken back, so that the row is a spring of its stiffness.
// If all stayed, the load would be the sum of all errors so far, and what one solve does not settle
// (the bending of many boxes welded in a row) would swing ever higher.
static float joint_bias(const qn_direct_row *row, bool use_bias)
{
    if (!use_bias || row->stiffness == 0.0f) {
        return 0.0f;
    }
    return row->bias_rate * row->hold.error + LEAK * *row->hold.impulse * row->yield;
}

static void add_load(qn_double3 *x, const qn_direct_row *row, double k)
{
    const qn_hold *hold = &row->hold;
    if (row->line_a != QN_NONE) {
        x[row->line_a][0] -= k * (double)hold->axis.x;
        x[row->line_a][1] -= k * (double)hold->axis.y;
        x[row->line_a][2] -= k * (double)hold->lever_a;
    }
    if (row->line_b != QN_NONE) {
        x[row->line_b][0] += k * (double)hold->axis.x;
        x[row->line_b][1] += k * (double)hold->axis.y;
        x[row->line_b][2] += k * (double)hold->lever_b;
    }
}

static double solved_speed(qn_double3 *x, const qn_direct_row *row)
{
    const qn_hold *hold = &row->hold;
    double ax = (double)hold->axis.x, ay = (double)hold->axis.y, speed = 0.0;
    if (row->line_b != QN_NONE) {
        double *b = x[row->line_b];
        speed += ax * b[0] + ay * b[1] + (double)hold->lever_b * b[2];
    }
    if (row->line_a != QN_NONE) {
        double *a = x[row->line_a];
        speed -= ax * a[0] + ay * a[1] + (double)hold->lever_a * a[2];
    }
    return speed;
}

static inline void push_body(qn_velocity *velocity, const qn_direct_row *row, int side, float lever,
                             float impulse)
{
    velocity->v = qn_mul_add(velocity->v, row->inv_mass[side] * impulse, row->hold.axis);
    velocity->w += row->inv_inertia[side] * lever * impulse;
}

static void push(qn_world *world, qn_direct_row *row, float impulse)
{
    *row->hold.impulse += impulse;
    if (row->row_a != QN_NONE) {
        push_body(&world->velocities[row->row_a], row, 0, row->hold.lever_a, -impulse);
    }
    if (row->row_b != QN_NONE) {
        push_body(&world->velocities[row->row_b], row, 1, row->hold.lever_b, impulse);
    }
}

static void solve_group(qn_world *world, const qn_step *step, const qn_direct_group *group,
                        bool use_bias)
{
    const qn_scratch *s = world->scratch;
    qn_double3 *x = s->direct_numbers;
    memset(&x[group->begin], 0, sizeof *x * (size_t)(group->end - group->begin));
    for (int32_t k = group->first_row; k < group->row_end; ++k) {
        qn_direct_row *row = row_at(s, k);
        row->bias = row->joint != QN_NONE ? joint_bias(row, use_bias)
                                          : contact_bias(world, step, row, use_bias);
        row->wanted = speed_of(world, row) + row->bias;
        add_load(x, row, -(double)row->stiffness * (double)row->wanted);
    }
    if (group->is_tree) {
        qn_branches_solve(s->direct_blocks, s->lines, group->begin, group->end, x);
    } else {
        qn_skyline_solve(s->direct_blocks, s->lines, group->begin, group->end, x);
    }
}

static void try_changes(qn_world *world, const qn_direct_group *group)
{
    const qn_scratch *s = world->scratch;
    for (int32_t k = group->first_row; k < group->row_end; ++k) {
        qn_direct_row *row = row_at(s, k);
        double left = (double)row->wanted + solved_speed(s->direct_numbers, row);
        float before = *row->hold.impulse;
        float after = before - (float)((double)row->stiffness * left);
        after = row->joint == QN_NONE ? qn_max(after, 0.0f) : after;
        row->change = after - before;
        push(world, row, row->change);
    }
}

// Half the energy's change along the way is slope + curve / 2, least at -slope / curve of it. Where
// nothing was cut off that lies at the end of the way, or beyond.
static void step_back(qn_world *world, const qn_direct_group *group)
{
    const qn_scratch *s = world->scratch;
    double slope = 0.0, curve = 0.0;
    for (int32_t k = group->first_row; k < group->row_end; ++k) {
        const qn_direct_row *row = row_at(s, k);
        double after = (double)(speed_of(world, row) + row->bias);
        slope += (double)row->change * (double)row->wanted;
        curve += (double)row->change * (after - (double)row->wanted);
    }
    if (-slope < curve) {
        float missing = (float)((slope < 0.0 ? -slope / curve : 0.0) - 1.0);
        for (int32_t k = group->first_row; k < group->row_end; ++k) {
            qn_direct_row *row = row_at(s, k);
            push(world, row, missing * row->change);
        }
    }
}

static void take_group(qn_world *world, const qn_step *step, qn_direct_group *group, bool use_bias)
{
    factor(world, group, use_bias);
    if (group->is_sound) {
        solve_group(world, step, group, use_bias);
        try_changes(world, group);
        if (group->has_contact_rows) {
            step_back(world, group);
        }
    }
}

// Group by group, so that what one needs stays near.
void qn_direct_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    for (int32_t i = 0; i < world->scratch->group_count; ++i) {
        qn_direct_group *group = &world->scratch->groups[i];
        if (group->first_row < group->row_end) {
            take_group(world, step, group, use_bias);
        }
    }
}
