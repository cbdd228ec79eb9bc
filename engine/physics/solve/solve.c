// The stage that solves: batch by batch, through all sub-steps.
#include "physics/step.h"
#include "physics/world.h"

#define FETCH_AHEAD 3 // blocks

// ---- Integrate ------------------------------------------------------------------------------

static void integrate_velocities(qn_world *world, const qn_step *step, const qn_batch *batch)
{
    qn_vec2 gravity = world->state->gravity_mps2;
    const qn_scratch *scratch = world->scratch;
    float h = step->h_s;
    for (int32_t i = batch->first_row; i < batch->row_end; ++i) {
        int32_t row = scratch->batch_rows[i];
        const qn_motion *motion = &world->motions[row];
        qn_velocity *velocity = &world->velocities[row];
        if (motion->inv_mass + motion->inv_inertia == 0.0f) {
            continue;
        }
        qn_vec2 pull = qn_mul(h * motion->gravity_scale, gravity);
        qn_vec2 push = qn_mul(h * motion->inv_mass, motion->force_n);
        float linear = 1.0f / (1.0f + h * motion->linear_damping);
        float angular = 1.0f / (1.0f + h * motion->angular_damping);
        qn_vec2 before = velocity->v;
        velocity->v = qn_mul(linear, qn_add(before, qn_add(pull, push)));
        velocity->w = angular * (velocity->w + h * motion->inv_inertia * motion->torque_nm);
        qn_hold_locks(motion->locks, velocity);
        // A body that touches nothing, hangs on nothing and is in no field moves by the mean of its
        // speeds before and after, which makes its path an exact parabola. For others the solver
        // decides what the speed after is.
        if (scratch->row_colors[row] == 0) {
            velocity->moved = qn_mul_add(velocity->moved, -0.5f * h, qn_sub(velocity->v, before));
        }
    }
}

static void limit_speed(qn_velocity *velocity, float max_v, float max_w)
{
    float squared = qn_length_squared(velocity->v);
    if (squared > max_v * max_v) {
        velocity->v = qn_mul(max_v / __builtin_sqrtf(squared), velocity->v);
    }
    velocity->w = qn_clamp(velocity->w, -max_w, max_w);
}

static void integrate_positions(qn_world *world, const qn_step *step, const qn_batch *batch)
{
    // A quarter of a half turn a sub-step: faster and the turned anchors mean nothing.
    float max_w = 0.25f * QN_PI * step->inv_h;
    float max_v = world->state->tuning.max_speed_mps;
    for (int32_t i = batch->first_row; i < batch->row_end; ++i) {
        qn_velocity *velocity = &world->velocities[world->scratch->batch_rows[i]];
        limit_speed(velocity, max_v, max_w);
        velocity->moved = qn_mul_add(velocity->moved, step->h_s, velocity->v);
        velocity->turned = qn_rot_turn(velocity->turned, step->h_s * velocity->w);
    }
}

static bool somebody_is_locked(const qn_world *world, const qn_batch *batch)
{
    for (int32_t i = batch->first_row; i < batch->row_end; ++i) {
        if (world->motions[world->scratch->batch_rows[i]].locks != 0) {
            return true;
        }
    }
    return false;
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
            qn_direct_add_contact(world, contact, &scratch->blocks[touch->lane / 4],
                                  touch->lane % 4);
        }
    }
    qn_direct_add_joints(world, step);
}

// The contacts of a block lie anywhere; those of the next ones are asked for ahead.
static void fetch_contacts(const qn_world *world, const int32_t contacts[4])
{
    for (int lane = 0; lane < 4 && contacts[lane] != QN_NONE; ++lane) {
        const char *contact = (const char *)&world->contacts[contacts[lane]];
        __builtin_prefetch(contact);
        __builtin_prefetch(contact + 64);
        __builtin_prefetch(contact + 128);
    }
}

static void fill(qn_world *world, const qn_step *step, const qn_batch *batch)
{
    qn_scratch *scratch = world->scratch;
    scratch->block_count = batch->block_count;
    scratch->first_overflow_block = batch->first_overflow_block;
    scratch->block_contacts = &scratch->lane_contacts[batch->first_lane];
    for (int32_t i = 0; i < batch->block_count; ++i) {
        if (i + FETCH_AHEAD < batch->block_count) {
            fetch_contacts(world, &scratch->block_contacts[4 * (i + FETCH_AHEAD)]);
        }
        qn_contact_block_fill(world, step, i);
    }
}

static void solve_once(qn_world *world, const qn_step *step, bool is_tied, bool use_bias)
{
    if (is_tied) {
        qn_direct_solve(world, step, use_bias);
        qn_profile_lap(&world->profile, QN_PART_DIRECT);
        qn_joints_solve(world, step, use_bias);
        qn_profile_lap(&world->profile, QN_PART_JOINTS);
    }
    qn_contacts_solve(world, step, use_bias);
    qn_profile_lap(&world->profile, QN_PART_CONTACTS);
}

static void take_substep(qn_world *world, const qn_step *step, const qn_batch *batch, bool is_tied,
                         bool is_locked)
{
    qn_profile *profile = &world->profile;
    integrate_velocities(world, step, batch);
    if (is_tied) {
        qn_fields_push(world, step->h_s);
    }
    qn_profile_lap(profile, QN_PART_INTEGRATE);
    if (is_tied) {
        qn_joints_warm_start(world);
        qn_profile_lap(profile, QN_PART_JOINTS);
    }
    qn_contacts_warm_start(world);
    qn_profile_lap(profile, QN_PART_CONTACTS);
    solve_once(world, step, is_tied, true);
    if (is_locked) {
        hold_locks(world, batch);
    }
    integrate_positions(world, step, batch);
    qn_profile_lap(profile, QN_PART_INTEGRATE);
    if (is_tied) {
        qn_joints_turn(world);
    }
    solve_once(world, step, is_tied, false);
}

static void solve_batch(qn_world *world, const qn_step *step, const qn_batch *batch, bool is_tied)
{
    bool is_locked = somebody_is_locked(world, batch);
    fill(world, step, batch);
    if (is_tied) {
        give_to_direct(world, step);
    }
    qn_profile_lap(&world->profile, QN_PART_FILL);
    for (int32_t i = 0; i < step->substep_count; ++i) {
        take_substep(world, step, batch, is_tied, is_locked);
    }
    qn_contacts_restitute(world);
    if (is_locked) {
        hold_locks(world, batch);
    }
    qn_profile_lap(&world->profile, QN_PART_CONTACTS);
    qn_contacts_store(world, step);
    qn_profile_lap(&world->profile, QN_PART_STORE);
}

void qn_stage_solve(qn_world *world, const qn_step *step)
{
    world->scratch->may_hit = false;
    for (int32_t i = 0; i < world->scratch->batch_count; ++i) {
        solve_batch(world, step, &world->scratch->batches[i], i == 0);
    }
    qn_contacts_raise_hits(world);
    qn_joints_store(world, step);
    qn_fields_keep_unbalanced(world, step);
    qn_profile_lap(&world->profile, QN_PART_STORE);
}
