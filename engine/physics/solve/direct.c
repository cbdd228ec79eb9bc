// One direct solve: (M + J^T K J) dv = -J^T K (J v + b), impulses -K (J (v + dv) + b).
//
// K is STIFFNESS times what a row would need by itself: so stiff that one solve leaves a part in
// some hundreds, and soft enough that rows which say the same twice share the load and that the
// rounding of velocities (6e-8) stays far below what they carry. Static bodies have no line: a
// bridge held at both ends is still a chain. Joints turn with their bodies within the step, so
// the matrices of their groups are made anew wherever bodies have moved; contacts keep their
// anchors, and groups of contacts alone their matrix.
//
// Rows are the normals of contacts that carry or overlap, and what joints hold. Contacts can not
// pull: such impulses are cut off, and the group goes only as far along the step that remains as
// its energy falls (the exact minimum along the line), so that a wrong guess of who carries can do
// no harm. Friction is left to the iterative passes: its cone has no energy to fall.
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define STIFFNESS 500.0f
#define LEAK 0.5f // of the load of a joint in each sub-step; below 0.2 long rows of welds swing

static const qn_velocity at_rest = {.turned = {1.0f, 0.0f}};

static const qn_velocity *velocity_of(const qn_world *world, int32_t row)
{
    return row != QN_NONE ? &world->velocities[row] : &at_rest;
}

static int32_t line_of(const qn_world *world, int32_t row)
{
    bool is_free = row != QN_NONE && world->motions[row].inv_mass > 0.0f;
    return is_free ? world->scratch->direct_lines[row] : QN_NONE;
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
    int32_t group = group_of(world, row_a, row_b);
    return group != QN_NONE && world->scratch->groups[group].has_contacts != 0;
}

bool qn_direct_takes_joint(const qn_world *world, int32_t row_a, int32_t row_b)
{
    return group_of(world, row_a, row_b) != QN_NONE;
}

// ---- Rows -----------------------------------------------------------------------------------

// Null where the rows are used up: the iterative passes then have to do.
static qn_direct_row *add_row(qn_world *world, int32_t row_a, int32_t row_b)
{
    qn_scratch *s = world->scratch;
    if (s->direct_row_count >= QN_DIRECT_ROWS_PER_BODY * world->state->body_pool.capacity) {
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
    return row;
}

static void stiffen(const qn_world *world, qn_direct_row *row)
{
    const qn_motion *a = row->row_a != QN_NONE ? &world->motions[row->row_a] : NULL;
    const qn_motion *b = row->row_b != QN_NONE ? &world->motions[row->row_b] : NULL;
    float square = qn_length_squared(row->hold.axis);
    float k = 0.0f;
    if (a != NULL) {
        k += a->inv_mass * square + a->inv_inertia * row->hold.lever_a * row->hold.lever_a;
    }
    if (b != NULL) {
        k += b->inv_mass * square + b->inv_inertia * row->hold.lever_b * row->hold.lever_b;
    }
    // Below this nothing gives way.
    row->stiffness = k > 1.0e-30f ? STIFFNESS / k : 0.0f;
}

static float *lane_of(qn_f4 *vector, int lane) { return (float *)(void *)vector + lane; }

void qn_direct_add_contact(qn_world *world, const qn_contact *contact, qn_contact_block *block,
                           int lane)
{
    float bias_rate = *lane_of(&block->bias_rate, lane);
    qn_f4_set_lane(&block->mass_scale, lane, 1.0f);
    qn_f4_set_lane(&block->impulse_scale, lane, 0.0f);
    for (int32_t i = 0; i < contact->point_count; ++i) {
        const qn_contact_point *point = &contact->points[i];
        bool carries = point->normal_impulse > 0.0f || point->separation < 0.0f;
        qn_direct_row *row =
            carries ? add_row(world, block->row_a[lane], block->row_b[lane]) : NULL;
        if (row != NULL) {
            row->hold = (qn_hold){
                .axis = contact->normal,
                .lever_a = qn_cross(point->anchor_a, contact->normal),
                .lever_b = qn_cross(point->anchor_b, contact->normal),
                .error = point->separation,
                .impulse = lane_of(&block->points[i].normal_impulse, lane),
            };
            row->bias_rate = bias_rate;
            stiffen(world, row);
        }
    }
}

// False once there is no room for more rows.
static bool add_joint(qn_world *world, int32_t joint, float bias_rate)
{
    const qn_joint_row *ends = &world->scratch->joint_rows[joint];
    qn_hold holds[QN_MAX_HOLDS];
    int32_t count = qn_joint_holds(world, joint, holds);
    for (int32_t k = 0; k < count; ++k) {
        qn_direct_row *row = add_row(world, ends->row_a, ends->row_b);
        if (row == NULL) {
            return false;
        }
        row->joint = joint;
        world->scratch->groups[row->group].has_joints = 1;
        row->bias_rate = bias_rate;
    }
    return true;
}

void qn_direct_add_joints(qn_world *world, const qn_step *step)
{
    const qn_scratch *s = world->scratch;
    bool has_room = s->group_count > 0;
    for (int32_t i = 0; has_room && i < s->joint_row_count; ++i) {
        if (qn_direct_takes_joint(world, s->joint_rows[i].row_a, s->joint_rows[i].row_b)) {
            has_room = add_joint(world, i, step->joint_direct.bias_rate);
        }
    }
}

// ---- Matrix ---------------------------------------------------------------------------------

// Takes over what the joint holds now, into its rows from the i-th on; returns how many they are.
static int32_t turn_joint(const qn_world *world, int32_t i)
{
    qn_scratch *s = world->scratch;
    qn_hold holds[QN_MAX_HOLDS];
    int32_t joint = s->direct_rows[i].joint;
    int32_t count = qn_joint_holds(world, joint, holds);
    int32_t k = 0;
    for (; k < count && i + k < s->direct_row_count && s->direct_rows[i + k].joint == joint; ++k) {
        s->direct_rows[i + k].hold = holds[k];
        stiffen(world, &s->direct_rows[i + k]);
    }
    return k;
}

static void add_product(qn_block3 *block, double k, const double u[3], const double v[3])
{
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            block->m[i][j] += k * u[i] * v[j];
        }
    }
}

static void add_to_matrix(qn_scratch *s, const qn_direct_row *row)
{
    const qn_hold *hold = &row->hold;
    double x = (double)hold->axis.x, y = (double)hold->axis.y, k = (double)row->stiffness;
    double ja[3] = {-x, -y, -(double)hold->lever_a};
    double jb[3] = {x, y, (double)hold->lever_b};
    int32_t a = row->line_a, b = row->line_b;
    if (a != QN_NONE) {
        add_product(qn_skyline_at(s->direct_blocks, s->lines, a, a), k, ja, ja);
    }
    if (b != QN_NONE) {
        add_product(qn_skyline_at(s->direct_blocks, s->lines, b, b), k, jb, jb);
    }
    if (a != QN_NONE && b != QN_NONE && a > b) {
        add_product(qn_skyline_at(s->direct_blocks, s->lines, a, b), k, ja, jb);
    } else if (a != QN_NONE && b != QN_NONE) {
        add_product(qn_skyline_at(s->direct_blocks, s->lines, b, a), k, jb, ja);
    }
}

static void start_matrix(const qn_world *world, const qn_direct_group *group)
{
    qn_scratch *s = world->scratch;
    int32_t start = s->lines[group->begin].start;
    int32_t last = group->end - 1;
    int32_t end = s->lines[last].start + last - s->lines[last].first + 1;
    memset(&s->direct_blocks[start], 0, sizeof(qn_block3) * (size_t)(end - start));
    for (int32_t i = group->begin; i < group->end; ++i) {
        const qn_motion *motion = &world->motions[s->line_rows[i]];
        qn_block3 *block = qn_skyline_at(s->direct_blocks, s->lines, i, i);
        block->m[0][0] = block->m[1][1] = 1.0 / (double)motion->inv_mass;
        // What does not turn has an inertia beyond all others.
        block->m[2][2] = motion->inv_inertia > 0.0f ? 1.0 / (double)motion->inv_inertia : 1.0e30;
    }
}

static void factor(qn_world *world)
{
    qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->direct_row_count;) {
        i += s->direct_rows[i].joint != QN_NONE ? turn_joint(world, i) : 1;
    }
    for (int32_t i = 0; i < s->group_count; ++i) {
        s->groups[i].is_stale = !s->groups[i].is_sound || s->groups[i].has_joints;
        if (s->groups[i].is_stale) {
            start_matrix(world, &s->groups[i]);
        }
    }
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        if (s->groups[s->direct_rows[i].group].is_stale) {
            add_to_matrix(s, &s->direct_rows[i]);
        }
    }
    for (int32_t i = 0; i < s->group_count; ++i) {
        qn_direct_group *group = &s->groups[i];
        if (group->is_stale) {
            group->is_sound =
                qn_skyline_factor(s->direct_blocks, s->lines, group->begin, group->end);
        }
    }
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
    return row->bias_rate * row->hold.error + LEAK * *row->hold.impulse / row->stiffness;
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

static void push_row(qn_world *world, int32_t body_row, qn_vec2 axis, float lever, float impulse)
{
    if (body_row != QN_NONE) {
        const qn_motion *motion = &world->motions[body_row];
        qn_velocity *velocity = &world->velocities[body_row];
        velocity->v = qn_mul_add(velocity->v, motion->inv_mass * impulse, axis);
        velocity->w += motion->inv_inertia * lever * impulse;
    }
}

static void push(qn_world *world, qn_direct_row *row, float impulse)
{
    *row->hold.impulse += impulse;
    push_row(world, row->row_a, row->hold.axis, row->hold.lever_a, -impulse);
    push_row(world, row->row_b, row->hold.axis, row->hold.lever_b, impulse);
}

static void solve_groups(qn_world *world, const qn_step *step, bool use_bias)
{
    qn_scratch *s = world->scratch;
    qn_double3 *x = s->direct_numbers;
    for (int32_t i = 0; i < s->line_count; ++i) {
        x[i][0] = x[i][1] = x[i][2] = 0.0;
    }
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        qn_direct_row *row = &s->direct_rows[i];
        row->bias = row->joint != QN_NONE ? joint_bias(row, use_bias)
                                          : contact_bias(world, step, row, use_bias);
        row->wanted = speed_of(world, row) + row->bias;
        add_load(x, row, -(double)row->stiffness * (double)row->wanted);
    }
    for (int32_t i = 0; i < s->group_count; ++i) {
        const qn_direct_group *group = &s->groups[i];
        if (group->is_sound) {
            qn_skyline_solve(s->direct_blocks, s->lines, group->begin, group->end, x);
        }
    }
}

static void try_changes(qn_world *world)
{
    qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        qn_direct_row *row = &s->direct_rows[i];
        double left = (double)row->wanted + solved_speed(s->direct_numbers, row);
        float before = *row->hold.impulse;
        float after = before - (float)((double)row->stiffness * left);
        after = row->joint == QN_NONE ? qn_max(after, 0.0f) : after;
        row->change = s->groups[row->group].is_sound ? after - before : 0.0f;
        push(world, row, row->change);
    }
}

// Half the energy's change along the way is slope + curve / 2, least at -slope / curve of it.
static void step_back(qn_world *world)
{
    qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->group_count; ++i) {
        s->groups[i].slope = s->groups[i].curve = 0.0;
    }
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        qn_direct_row *row = &s->direct_rows[i];
        qn_direct_group *group = &s->groups[row->group];
        double after = (double)(speed_of(world, row) + row->bias);
        group->slope += (double)row->change * (double)row->wanted;
        group->curve += (double)row->change * (after - (double)row->wanted);
    }
    for (int32_t i = 0; i < s->direct_row_count; ++i) {
        qn_direct_row *row = &s->direct_rows[i];
        const qn_direct_group *group = &s->groups[row->group];
        if (-group->slope < group->curve) {
            double way = group->slope < 0.0 ? -group->slope / group->curve : 0.0;
            push(world, row, (float)(way - 1.0) * row->change);
        }
    }
}

void qn_direct_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    if (world->scratch->direct_row_count > 0) {
        factor(world);
        solve_groups(world, step, use_bias);
        try_changes(world);
        step_back(world);
    }
}
