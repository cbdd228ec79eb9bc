// One step of the world. The table `schedule` is the whole of it, in order; read it first.
#include "physics/center.h"
#include "physics/step.h"

#include "base/simd.h"
#include "physics/check.h"
#include "physics/validate.h"
#include "physics/world.h"

#include <string.h>

// The idea and constants of soft contacts: Catto, "Solver2D" (2024).
#define CONTACT_HERTZ_PER_SUBSTEP 0.125f
#define CALM_SPEED 4.0f        // times the speed below which a body is at rest
#define DIRECT_JOINT_BIAS 0.7f // of the error, in each sub-step
#define JOINT_HERTZ_PER_SUBSTEP 0.25f

typedef struct stage {
    const char *name;
    void (*run)(qn_world *world, const qn_step *step); // null: a part of the stage above
    qn_solve_part part;
} stage;

static const stage schedule[] = {
    {"pairs", qn_stage_pairs, 0},     // which shapes may touch, from the trees
    {"collide", qn_stage_collide, 0}, // where they touch; begin and end events; waking
    {"fields", qn_stage_fields, 0},   // which bodies are in a field
    {"prepare", qn_stage_prepare, 0}, // contacts into blocks of four, joints into rows
    {"solve", qn_stage_solve, 0},     // sub-steps, restitution, impulses back, hit events
    {"solve/integrate", NULL, QN_PART_INTEGRATE},
    {"solve/joints", NULL, QN_PART_JOINTS},
    {"solve/contacts", NULL, QN_PART_CONTACTS},
    {"solve/direct", NULL, QN_PART_DIRECT},
    {"continuous", qn_stage_continuous, 0}, // what moves far stops where it would pass through
    {"finish", qn_stage_finish, 0},         // poses, boxes, sleep timers
    {"sensors", qn_stage_sensors, 0},       // who is inside whom; begin and end events
    {"loads", qn_stage_loads, 0},           // joints that carried too much
    {"sleep", qn_stage_sleep, 0},           // islands at rest leave the awake rows
};
#define STAGE_COUNT ((int32_t)(sizeof schedule / sizeof schedule[0]))
_Static_assert(STAGE_COUNT <= QN_MAX_STAGES, "each stage has a place for its time");

// ---- Solve ----------------------------------------------------------------------------------

// A body that touches nothing, hangs on nothing and is in no field moves by the mean of its speeds
// before and after, which makes its path an exact parabola. For others the solver decides what the
// speed after is.
static void integrate_velocities(qn_world *world, const qn_step *step)
{
    qn_vec2 gravity = world->state->gravity_mps2;
    const uint32_t *colors = world->scratch->row_colors;
    float h = step->h_s;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
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
        if (colors[row] == 0) {
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

// Turned by the angle: tan a = a (15 - a^2) / (15 - 6 a^2) by Pade, so that a body turns as far as
// its speed says: within 1.1e-4 rad at the limit of a quarter of a half turn, 2e-7 below 0.3 rad.
static qn_rot turn(qn_rot q, float angle)
{
    float squared = angle * angle;
    qn_rot by = {1.0f - 0.4f * squared, angle * (1.0f - squared * (1.0f / 15.0f))};
    qn_rot turned = qn_rot_mul(q, by);
    float length = __builtin_sqrtf(turned.c * turned.c + turned.s * turned.s);
    float inverse = length > 0.0f ? 1.0f / length : 0.0f;
    return (qn_rot){turned.c * inverse, turned.s * inverse};
}

static void integrate_positions(qn_world *world, const qn_step *step)
{
    // A quarter of a half turn a sub-step: faster and the turned anchors mean nothing.
    float max_w = 0.25f * QN_PI * step->inv_h;
    float max_v = world->state->tuning.max_speed_mps;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        qn_velocity *velocity = &world->velocities[row];
        limit_speed(velocity, max_v, max_w);
        velocity->moved = qn_mul_add(velocity->moved, step->h_s, velocity->v);
        velocity->turned = turn(velocity->turned, step->h_s * velocity->w);
    }
}

static bool somebody_is_locked(const qn_world *world)
{
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        if (world->motions[row].locks != 0) {
            return true;
        }
    }
    return false;
}

// Takes out what constraints have put into locked directions.
static void hold_locks(qn_world *world)
{
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        qn_hold_locks(world->motions[row].locks, &world->velocities[row]);
    }
}

static void solve_once(qn_world *world, const qn_step *step, bool use_bias)
{
    qn_direct_solve(world, step, use_bias);
    qn_profile_lap(&world->profile, QN_PART_DIRECT);
    qn_joints_solve(world, step, use_bias);
    qn_profile_lap(&world->profile, QN_PART_JOINTS);
    qn_contacts_solve(world, step, use_bias);
    qn_profile_lap(&world->profile, QN_PART_CONTACTS);
}

void qn_stage_solve(qn_world *world, const qn_step *step)
{
    qn_profile *profile = &world->profile;
    bool is_locked = somebody_is_locked(world);
    qn_fields_begin(world);
    for (int32_t i = 0; i < step->substep_count; ++i) {
        integrate_velocities(world, step);
        qn_fields_push(world, step->h_s);
        qn_profile_lap(profile, QN_PART_INTEGRATE);
        qn_joints_warm_start(world);
        qn_profile_lap(profile, QN_PART_JOINTS);
        qn_contacts_warm_start(world);
        qn_profile_lap(profile, QN_PART_CONTACTS);
        solve_once(world, step, true);
        if (is_locked) {
            hold_locks(world);
        }
        integrate_positions(world, step);
        qn_profile_lap(profile, QN_PART_INTEGRATE);
        solve_once(world, step, false);
    }
    qn_contacts_restitute(world);
    if (is_locked) {
        hold_locks(world);
    }
    qn_contacts_store(world, step);
    qn_joints_store(world, step);
    qn_fields_keep_unbalanced(world, step);
}

// ---- Finish ---------------------------------------------------------------------------------

static bool is_sound(qn_vec2 center, const qn_velocity *velocity)
{
    return qn_abs(center.x) <= QN_MAX_POSITION_M && qn_abs(center.y) <= QN_MAX_POSITION_M &&
           qn_velocity_is_sound(velocity) && qn_is_finite(velocity->turned.c) &&
           qn_is_finite(velocity->turned.s);
}

// A body whose motion left the range of numbers stops where the step began.
static void freeze(qn_world *world, int32_t body, qn_velocity *velocity)
{
    *velocity = (qn_velocity){.turned = qn_rot_identity()};
    world->state->frozen_body_count += 1;
    qn_body_raise(world, body, QN_BODY_EVENT_FREEZE);
}

static void move(qn_world *world, qn_motion *motion, qn_velocity *velocity)
{
    if (!is_sound(qn_add(motion->center, velocity->moved), velocity)) {
        freeze(world, motion->body, velocity);
    }
    qn_center_move(motion, velocity->moved);
    motion->pose.q = turn(qn_rot_mul(velocity->turned, motion->pose.q), 0.0f);
    motion->pose.p = qn_sub(motion->center, qn_rotate(motion->pose.q, motion->local_center));
    motion->force_n = (qn_vec2){0.0f, 0.0f};
    motion->torque_nm = 0.0f;
}

static void write_pose(qn_world *world, const qn_motion *motion, const qn_velocity *velocity)
{
    qn_pose_record *record = &world->poses[motion->body];
    record->previous_x_m = record->x_m;
    record->previous_y_m = record->y_m;
    record->previous_angle_delta_rad = qn_rot_angle(velocity->turned);
    record->x_m = motion->pose.p.x;
    record->y_m = motion->pose.p.y;
    record->c = motion->pose.q.c;
    record->s = motion->pose.q.s;
}

// The faster of what the velocity says and half of what the body really moved: a body that is
// pushed out of another moves without having a velocity.
static float rest_speed(const qn_motion *motion, const qn_velocity *velocity, const qn_step *step)
{
    float extent = motion->max_extent_m;
    float speed = qn_length(velocity->v) + qn_abs(velocity->w) * extent;
    float moved = qn_length(velocity->moved) + qn_abs(velocity->turned.s) * extent;
    return qn_max(speed, 0.5f * step->inv_dt * moved);
}

static bool has_moved(const qn_motion *motion, const qn_pose_record *record)
{
    return motion->pose.p.x != record->x_m || motion->pose.p.y != record->y_m ||
           motion->pose.q.c != record->c || motion->pose.q.s != record->s;
}

// Bodies that have nearly come to rest against others stop turning, or a round one would roll to
// and fro in its trough for ever and keep its island awake. What slides or is carried along is not
// slowed down, and what only hangs on joints
// is left alone: at the turning points of its swing it is not coming to rest.
static void calm(qn_world *world, const qn_step *step, int32_t row, bool is_slow)
{
    const qn_body *body = &world->bodies[world->motions[row].body];
    if (world->state->enable_sleep && (body->flags & QN_BODY_MAY_SLEEP) != 0 && is_slow &&
        qn_row_touches(world->scratch, row)) {
        float keep = 1.0f / (1.0f + world->state->tuning.calm_damping * step->dt_s);
        world->velocities[row].w *= keep;
    }
}

static void finish_row(qn_world *world, const qn_step *step, int32_t row)
{
    qn_motion *motion = &world->motions[row];
    qn_velocity *velocity = &world->velocities[row];
    qn_body *body = &world->bodies[motion->body];
    move(world, motion, velocity);
    if (has_moved(motion, &world->poses[motion->body])) {
        qn_body_raise(world, motion->body, QN_BODY_EVENT_MOVE);
    }
    write_pose(world, motion, velocity);
    float speed = rest_speed(motion, velocity, step);
    float rest = world->state->tuning.sleep_speed_factor * body->sleep_speed_mps;
    calm(world, step, row, speed < CALM_SPEED * rest);
    bool rests = speed < rest;
    body->sleep_time_s = rests ? body->sleep_time_s + step->dt_s : 0.0f;
    velocity->moved = (qn_vec2){0.0f, 0.0f};
    velocity->turned = qn_rot_identity();
    qn_body_update_boxes(world, motion->body);
}

void qn_stage_finish(qn_world *world, const qn_step *step)
{
    int32_t frozen_before = world->state->frozen_body_count;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        finish_row(world, step, row);
    }
    if (world->state->frozen_body_count != frozen_before) {
        qn_contacts_forget_unsound(world);
    }
}

// ---- The step -------------------------------------------------------------------------------

static qn_step plan(const qn_world_tuning *tuning, float dt_s, int32_t substep_count)
{
    qn_step step = {.dt_s = dt_s, .substep_count = substep_count};
    step.h_s = dt_s / (float)substep_count;
    step.inv_dt = 1.0f / dt_s;
    step.inv_h = (float)substep_count * step.inv_dt;
    float contact_hertz = qn_min(tuning->contact_hertz, CONTACT_HERTZ_PER_SUBSTEP * step.inv_h);
    step.max_joint_hertz = JOINT_HERTZ_PER_SUBSTEP * step.inv_h;
    float joint_hertz = qn_min(tuning->joint_hertz, step.max_joint_hertz);
    step.contact = qn_soften(contact_hertz, tuning->contact_damping_ratio, step.h_s);
    step.contact_static = qn_soften(2.0f * contact_hertz, tuning->contact_damping_ratio, step.h_s);
    step.joint = qn_soften(joint_hertz, tuning->joint_damping_ratio, step.h_s);
    step.joint_direct = (qn_softness){DIRECT_JOINT_BIAS * step.inv_h, 1.0f, 0.0f};
    return step;
}

static void run_stage(qn_world *world, const qn_step *step, int32_t i)
{
    qn_profile *profile = &world->profile;
    qn_profile_lap(profile, QN_PART_NONE);
    memset(profile->part_ns, 0, sizeof profile->part_ns);
    schedule[i].run(world, step);
    qn_profile_lap(profile, QN_PART_NONE);
    uint64_t sum_ns = 0;
    for (int32_t part = 0; part < QN_PART_COUNT; ++part) {
        sum_ns += profile->part_ns[part];
    }
    profile->stage_us[i] = 1.0e-3f * (float)sum_ns;
}

// The row of a part comes below the stage that has just run it.
static void run_schedule(qn_world *world, const qn_step *step)
{
    for (int32_t i = 0; i < STAGE_COUNT; ++i) {
        if (schedule[i].run != NULL) {
            run_stage(world, step, i);
        } else {
            world->profile.stage_us[i] = 1.0e-3f * (float)world->profile.part_ns[schedule[i].part];
        }
    }
}

int32_t qn_world_stage_count(void) { return STAGE_COUNT; }

const char *qn_world_stage_name(int32_t index)
{
    return index >= 0 && index < STAGE_COUNT ? schedule[index].name : "";
}

const float *qn_world_profile(const qn_world *world, int32_t *count)
{
    if (count != NULL) {
        *count = world != NULL ? STAGE_COUNT : 0;
    }
    return world != NULL ? world->profile.stage_us : NULL;
}

// Debug builds stop where an invariant first breaks; others pay nothing.
static void stop_if_broken(const qn_world *world)
{
#ifdef QN_DEBUG
    if (qn_world_validate(world) != NULL) {
        __builtin_trap();
    }
#else
    (void)world;
#endif
}

static void note_habit(qn_habit *habit, const qn_step *step)
{
    bool changes = habit->dt_s > 0.0f && habit->dt_s != step->dt_s;
    habit->change_count += changes && habit->change_count < INT32_MAX;
    habit->dt_s = step->dt_s;
    habit->h_s = step->h_s;
}

qn_error qn_step_check(const qn_world *world, float dt_s, int32_t substep_count)
{
    QN_TRY(qn_check_range(world, dt_s, 0.0f, 1.0f, "dt_s"));
    if (dt_s > 0.0f && dt_s < QN_MIN_STEP_S) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "dt_s is neither 0 nor 1e-5 or more");
    }
    if (substep_count < 1 || substep_count > QN_MAX_SUBSTEPS) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "substep_count");
    }
    return QN_ERROR_OK;
}

// Not inlined, so that no number is computed outside of the mode that the step is made in.
static __attribute__((noinline)) void advance(qn_world *world, float dt_s, int32_t substep_count)
{
    qn_step step = plan(&world->state->tuning, dt_s, substep_count);
    run_schedule(world, &step);
    note_habit(&world->habit, &step);
    world->state->inv_substep = step.inv_h;
    world->state->tick_count += 1;
    stop_if_broken(world);
}

qn_error qn_world_step(qn_world *world, float dt_s, int32_t substep_count)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    QN_TRY(qn_step_check(world, dt_s, substep_count));
    qn_event_log_begin_step(&world->events);
    if (dt_s > 0.0f) {
        uint64_t host = qn_float_mode_begin();
        advance(world, dt_s, substep_count);
        qn_float_mode_end(host);
    }
    qn_event_log_end_step(&world->events);
    return QN_ERROR_OK;
}
