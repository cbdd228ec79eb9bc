// The stage that solves: batch by batch, through all sub-steps.
#include "physics/joint/pins.h"
#include "physics/solve/lanes.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Integrate ------------------------------------------------------------------------------

// A batch that is being solved.
typedef struct solving {
    const qn_batch *batch;
    bool is_tied;   // joints, fields and the direct solver act on it
    bool is_locked; // some of its bodies do not move in some directions
    bool is_damped; // or are damped
} solving;

// What gravity, forces and torques add to the velocity of each row in each sub-step: negative
// zeros, which add nothing to any number, to what does not give way.
static void find_pushes(qn_world *world, const qn_step *step, solving *s)
{
    qn_vec2 gravity = world->state->gravity_mps2;
    qn_scratch *scratch = world->scratch;
    float h = step->h_s;
    for (int32_t i = s->batch->first_row; i < s->batch->row_end; ++i) {
        const qn_motion *motion = &world->motions[scratch->batch_rows[i]];
        qn_row_push *push = &scratch->row_pushes[i];
        *push = (qn_row_push){{-0.0f, -0.0f}, -0.0f, -0.0f};
        if (motion->inv_mass + motion->inv_inertia > 0.0f) {
            push->v = qn_add(qn_mul(h * motion->gravity_scale, gravity),
                             qn_mul(h * motion->inv_mass, motion->force_n));
            push->w = h * motion->inv_inertia * motion->torque_nm;
        }
        s->is_locked = s->is_locked || motion->locks != 0;
        s->is_damped = s->is_damped || motion->linear_damping + motion->angular_damping > 0.0f;
    }
}

static void hold_back(const qn_motion *motion, float h, qn_velocity *velocity)
{
    if (motion->inv_mass + motion->inv_inertia > 0.0f) {
        velocity->v = qn_mul(1.0f / (1.0f + h * motion->linear_damping), velocity->v);
        velocity->w = 1.0f / (1.0f + h * motion->angular_damping) * velocity->w;
        qn_hold_locks(motion->locks, velocity);
    }
}

static void integrate_velocities(qn_world *world, const qn_step *step, const solving *s)
{
    const qn_scratch *scratch = world->scratch;
    float h = step->h_s;
    for (int32_t i = s->batch->first_row; i < s->batch->row_end; ++i) {
        int32_t row = scratch->batch_rows[i];
        qn_velocity *velocity = &world->velocities[row];
        qn_vec2 before = velocity->v;
        qn_f4 pushed =
            qn_f4_add(qn_f4_load(&velocity->v.x), qn_f4_load(&scratch->row_pushes[i].v.x));
        qn_f4_store(&velocity->v.x, pushed);
        if (s->is_damped || s->is_locked) {
            hold_back(&world->motions[row], h, velocity);
        }
        // A body that touches nothing, hangs on nothing and is in no field moves by the mean of its
        // speeds before and after, which makes its path an exact parabola. For others the solver
        // decides what the speed after is.
        if (scratch->row_colors[row] == 0) {
            velocity->moved = qn_mul_add(velocity->moved, -0.5f * h, qn_sub(velocity->v, before));
        }
    }
}

// Lowers what is beyond; most often nothing is.
static void limit_speeds(qn_world *world, const int32_t rows[4], qn_lanes *state, float max_v,
                         float max_w)
{
    qn_f4 most = qn_f4_splat(max_v), most_w = qn_f4_splat(max_w), zero = qn_f4_zero();
    qn_f4 squared = qn_f4_dot(state->vx, state->vy, state->vx, state->vy);
    qn_f4 is_fast = qn_f4_greater(squared, qn_f4_mul(most, most));
    qn_f4 w = qn_f4_max(qn_f4_sub(zero, most_w), qn_f4_min(most_w, state->w));
    qn_f4 spins = qn_f4_or(qn_f4_greater(w, state->w), qn_f4_greater(state->w, w));
    if (qn_f4_any(is_fast) != 0 || qn_f4_any(spins) != 0) {
        qn_f4 scale =
            qn_f4_select(is_fast, qn_f4_div(most, qn_f4_sqrt(squared)), qn_f4_splat(1.0f));
        state->vx = qn_f4_mul(scale, state->vx);
        state->vy = qn_f4_mul(scale, state->vy);
        state->w = w;
        qn_lanes_scatter(world, rows, state);
    }
}

// As qn_rot_turn.
static void turn(qn_lanes *state, qn_f4 angle)
{
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 squared = qn_f4_mul(angle, angle);
    qn_f4 c = qn_f4_mul_sub(one, qn_f4_splat(0.4f), squared);
    qn_f4 s = qn_f4_mul(angle, qn_f4_mul_sub(one, squared, qn_f4_splat(1.0f / 15.0f)));
    qn_f4 by_c = qn_f4_sub(qn_f4_mul(state->turned_c, c), qn_f4_mul(state->turned_s, s));
    qn_f4 by_s = qn_f4_add(qn_f4_mul(state->turned_s, c), qn_f4_mul(state->turned_c, s));
    qn_f4 length = qn_f4_sqrt(qn_f4_dot(by_c, by_s, by_c, by_s));
    qn_f4 inverse = qn_f4_and(qn_f4_greater(length, zero), qn_f4_div(one, length));
    state->turned_c = qn_f4_mul(by_c, inverse);
    state->turned_s = qn_f4_mul(by_s, inverse);
}

static void integrate_positions(qn_world *world, const qn_step *step, const qn_batch *batch)
{
    // A quarter of a half turn a sub-step: faster and the turned anchors mean nothing.
    float max_w = 0.25f * QN_PI * step->inv_h;
    float max_v = world->state->tuning.max_speed_mps;
    qn_f4 h = qn_f4_splat(step->h_s);
    const int32_t *all = world->scratch->batch_rows;
    for (int32_t i = batch->first_row; i < batch->row_end; i += 4) {
        int32_t rows[4];
        for (int lane = 0; lane < 4; ++lane) {
            rows[lane] = i + lane < batch->row_end ? all[i + lane] : QN_NONE;
        }
        qn_lanes state = qn_lanes_gather(world, rows);
        limit_speeds(world, rows, &state, max_v, max_w);
        state.moved_x = qn_f4_mul_add(state.moved_x, h, state.vx);
        state.moved_y = qn_f4_mul_add(state.moved_y, h, state.vy);
        turn(&state, qn_f4_mul(h, state.w));
        qn_lanes_scatter_poses(world, rows, &state);
    }
}

// Takes out what constraints have put into locked directions.
static void hold_locks(qn_world *world, const qn_batch *batch)
{
    for (int32_t i = batch->first_row; i < batch->row_end; ++i) {
        int32_t row = world->scratch->batch_rows[i];
        qn_hold_locks(world->motions[row].locks, &world->velocities[row]);
    }
}

// ---- A batch --------------------------------------------------------------------------------

// The rows of the direct solver, of which only the first batch has some: in the order of the awake
// lists.
static void give_to_direct(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; scratch->group_count > 0 && i < scratch->touching_count; ++i) {
        const qn_touching *touch = &scratch->touches[i];
        if (qn_direct_takes_contact(world, touch->row_a, touch->row_b)) {
            const qn_contact *contact = &world->contacts[touch->contact];
            qn_direct_add_contact(world, step, contact, &scratch->blocks[touch->lane / 4],
                                  touch->lane % 4);
        }
    }
    qn_direct_add_joints(world, step);
}

static void fill(qn_world *world, const qn_step *step, const qn_batch *batch)
{
    qn_scratch *scratch = world->scratch;
    scratch->block_traits = 0;
    scratch->block_count = batch->block_count;
    scratch->first_overflow_block = batch->first_overflow_block;
    scratch->block_contacts = &scratch->lane_contacts[batch->first_lane];
    for (int32_t i = 0; i < batch->block_count; ++i) {
        if (i + QN_FETCH_AHEAD < batch->block_count) {
            qn_contacts_fetch(world, &scratch->block_contacts[4 * (i + QN_FETCH_AHEAD)]);
        }
        qn_contact_block_fill(world, step, i);
    }
}

static void solve_once(qn_world *world, const qn_step *step, bool is_tied, bool use_bias)
{
    if (is_tied) {
        qn_pin_trees_solve(world, step, use_bias);
        qn_direct_solve(world, step, use_bias);
        qn_profile_lap(&world->profile, QN_PART_DIRECT);
        qn_joints_solve(world, step, use_bias);
        qn_profile_lap(&world->profile, QN_PART_JOINTS);
    }
    qn_contacts_solve(world, step, use_bias);
    qn_profile_lap(&world->profile, QN_PART_CONTACTS);
}

static void take_substep(qn_world *world, const qn_step *step, const solving *s)
{
    qn_profile *profile = &world->profile;
    integrate_velocities(world, step, s);
    if (s->is_tied) {
        qn_fields_push(world, step->h_s);
    }
    qn_profile_lap(profile, QN_PART_INTEGRATE);
    if (s->is_tied) {
        qn_joints_warm_start(world);
        qn_profile_lap(profile, QN_PART_JOINTS);
    }
    qn_contacts_warm_start(world);
    qn_profile_lap(profile, QN_PART_CONTACTS);
    solve_once(world, step, s->is_tied, true);
    if (s->is_locked) {
        hold_locks(world, s->batch);
    }
    integrate_positions(world, step, s->batch);
    qn_profile_lap(profile, QN_PART_INTEGRATE);
    if (s->is_tied) {
        qn_joints_turn(world);
    }
    solve_once(world, step, s->is_tied, false);
}

static void solve_batch(qn_world *world, const qn_step *step, solving *s)
{
    find_pushes(world, step, s);
    qn_profile_lap(&world->profile, QN_PART_INTEGRATE);
    fill(world, step, s->batch);
    if (s->is_tied) {
        give_to_direct(world, step);
    }
    qn_profile_lap(&world->profile, QN_PART_FILL);
    for (int32_t i = 0; i < step->substep_count; ++i) {
        take_substep(world, step, s);
    }
    qn_contacts_restitute(world);
    if (s->is_locked) {
        hold_locks(world, s->batch);
    }
    qn_profile_lap(&world->profile, QN_PART_CONTACTS);
    qn_contacts_store(world, step);
    qn_profile_lap(&world->profile, QN_PART_STORE);
}

void qn_stage_solve(qn_world *world, const qn_step *step)
{
    world->scratch->may_hit = false;
    for (int32_t i = 0; i < world->scratch->batch_count; ++i) {
        solving s = {.batch = &world->scratch->batches[i], .is_tied = i == 0};
        solve_batch(world, step, &s);
    }
    qn_contacts_raise_hits(world);
    qn_joints_store(world, step);
    qn_fields_keep_unbalanced(world, step);
    qn_scratch_end_solve(world->scratch);
    qn_profile_lap(&world->profile, QN_PART_STORE);
}
