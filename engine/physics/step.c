// One step of the world. The table `schedule` is the whole of it, in order; read it first.
#include "physics/center.h"
#include "physics/step.h"

#include "base/assert.h"
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
    {"pairs", qn_stage_pairs, 0},       // which shapes may touch, from the trees
    {"collide", qn_stage_collide, 0},   // where they touch; begin and end events; waking
    {"fields", qn_stage_fields, 0},     // which bodies are in a field
    {"prepare", qn_stage_prepare, 0},   // contacts coloured, joints in rows, all dealt into batches
    {"solve", qn_stage_solve, 0},       // sub-steps, restitution, impulses back, hit events
    {"solve/fill", NULL, QN_PART_FILL}, // contacts into blocks of four
    {"solve/integrate", NULL, QN_PART_INTEGRATE},
    {"solve/joints", NULL, QN_PART_JOINTS},
    {"solve/contacts", NULL, QN_PART_CONTACTS},
    {"solve/direct", NULL, QN_PART_DIRECT},
    {"solve/store", NULL, QN_PART_STORE},
    {"continuous", qn_stage_continuous, 0}, // what moves far stops where it would pass through
    {"finish", qn_stage_finish, 0},         // poses, boxes, sleep timers
    {"sensors", qn_stage_sensors, 0},       // who is inside whom; begin and end events
    {"loads", qn_stage_loads, 0},           // joints that carried too much
    {"sleep", qn_stage_sleep, 0},           // islands at rest leave the awake rows
};
#define STAGE_COUNT ((int32_t)(sizeof schedule / sizeof schedule[0]))
_Static_assert(STAGE_COUNT <= QN_MAX_STAGES, "each stage has a place for its time");

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
    motion->pose.q = qn_rot_turn(qn_rot_mul(velocity->turned, motion->pose.q), 0.0f);
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
    world->scratch->longest_rest_s = qn_max(world->scratch->longest_rest_s, body->sleep_time_s);
    qn_body_carry_boxes(world, motion, velocity->moved, velocity->turned);
    velocity->moved = (qn_vec2){0.0f, 0.0f};
    velocity->turned = qn_rot_identity();
}

void qn_stage_finish(qn_world *world, const qn_step *step)
{
    int32_t frozen_before = world->state->frozen_body_count;
    world->scratch->longest_rest_s = 0.0f;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        finish_row(world, step, row);
    }
    qn_boxes_settle(world);
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
    world->scratch->lacked_memory = false;
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
    (void)world;
    QN_ASSERT_NOTHING_WRONG(qn_world_validate(world));
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
