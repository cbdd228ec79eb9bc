// Joints in the passes of a step: rows made ready, warm started, solved and stored again.
//
// What all kinds share is done here, around the kinds: loading the two bodies, turning the
// arms with them, and storing the velocities. Anchors turn with the bodies inside the step, so that
// a joint does not lag behind fast rotation.
//
// Pins have no rows: they are solved four at a time (pins.h), after all that have.
#include "physics/center.h"
#include "physics/joint/kind.h"
#include "physics/joint/pass.h"
#include "physics/joint/pins.h"
#include "physics/step.h"
#include "physics/world.h"

static const qn_joint_kind *kind_of(const qn_world *world, const qn_joint_row *row)
{
    return world->extras.joint_kinds[row->kind];
}

// ---- Prepare --------------------------------------------------------------------------------

static bool has_body_a(const qn_joint *joint) { return joint->link.body[0] != joint->link.body[1]; }

// The world, where a joint holds a body to it: it does not move, and its centre is at anchor a, so
// that nothing is lost far out.
static qn_motion motion_a(const qn_world *world, const qn_joint *joint)
{
    return has_body_a(joint) ? *qn_motion_of(world, joint->link.body[0])
                             : (qn_motion){.pose = qn_pose_identity(),
                                           .center = joint->anchor_a,
                                           .local_center = joint->anchor_a};
}

static float angle_between(const qn_world *world, const qn_joint *joint)
{
    const qn_motion *b = qn_motion_of(world, joint->link.body[1]);
    qn_rot frame_a = joint->frame_a;
    if (has_body_a(joint)) {
        frame_a = qn_rot_mul(qn_motion_of(world, joint->link.body[0])->pose.q, frame_a);
    }
    qn_rot frame_b = qn_rot_mul(b->pose.q, joint->frame_b);
    return qn_rot_angle(qn_rot_inv_mul(frame_a, frame_b));
}

// Pins count their turns on from the last step; other kinds hold the angle, or have none.
static float counted_angle(const qn_world *world, const qn_joint *joint)
{
    float angle = angle_between(world, joint);
    bool counts_turns = joint->kind == QN_JOINT_REVOLUTE;
    return counts_turns ? angle + 2.0f * QN_PI * qn_whole_turns(joint->angle - angle) : angle;
}

// Where the bodies are and what moves them.
static void place(const qn_world *world, const qn_joint *joint, qn_joint_row *row)
{
    qn_motion motion = motion_a(world, joint);
    const qn_motion *a = &motion;
    const qn_motion *b = qn_motion_of(world, joint->link.body[1]);
    float axial = a->inv_inertia + b->inv_inertia;
    *row = (qn_joint_row){
        .joint = (int32_t)(joint - world->joints),
        .kind = joint->kind,
        .flags = joint->link.flags,
        .row_a = has_body_a(joint) ? qn_solver_row(world, joint->link.body[0]) : QN_NONE,
        .row_b = qn_solver_row(world, joint->link.body[1]),
        .inv_mass_a = a->inv_mass,
        .inv_mass_b = b->inv_mass,
        .inv_inertia_a = a->inv_inertia,
        .inv_inertia_b = b->inv_inertia,
        .anchor_a = qn_rotate(a->pose.q, qn_sub(joint->anchor_a, a->local_center)),
        .anchor_b = qn_rotate(b->pose.q, qn_sub(joint->anchor_b, b->local_center)),
        .center_offset = qn_center_span(a, b),
        .axis = qn_rotate(a->pose.q, qn_v2(joint->frame_a.c, joint->frame_a.s)),
        .angle = counted_angle(world, joint),
        .axial_mass = axial > 0.0f ? 1.0f / axial : 0.0f,
        .ends = {qn_arm_to(a, joint->grounds[0]), qn_arm_to(b, joint->grounds[1])},
    };
}

static void take_numbers(const qn_joint *joint, qn_joint_row *row)
{
    row->target = joint->target;
    row->target_turn = joint->target_turn;
    row->speed = joint->speed;
    row->turn_speed = joint->turn_speed;
    row->lower = joint->lower;
    row->upper = joint->upper;
    row->ratio = joint->ratio;
    row->spring.hertz = joint->spring.hertz;
    row->turn_spring.hertz = joint->turn_spring.hertz;
    row->impulse = joint->impulse;
}

static qn_spring_row spring_row(const qn_joint_spring *spring, float h)
{
    return (qn_spring_row){spring->hertz, qn_spring_soften(spring->hertz, spring->damping_ratio, h),
                           h * spring->lower, h * spring->upper};
}

// A stiffness of its own keeps a joint out of the direct solver, which knows rigid ones only.
static qn_softness softness_of(const qn_joint *joint, const qn_step *step)
{
    if (joint->stiffness_hertz > 0.0f) {
        float hertz = qn_min(joint->stiffness_hertz, step->max_joint_hertz);
        return qn_soften(hertz, joint->stiffness_damping, step->h_s);
    }
    return step->joint;
}

static void soften(const qn_world *world, const qn_joint *joint, const qn_step *step,
                   qn_joint_row *row)
{
    bool is_direct =
        qn_joint_is_rigid(joint) && qn_direct_takes_joint(world, row->row_a, row->row_b);
    row->limit_soft = softness_of(joint, step);
    row->soft = is_direct ? step->joint_direct : row->limit_soft;
    row->spring = spring_row(&joint->spring, step->h_s);
    row->turn_spring = spring_row(&joint->turn_spring, step->h_s);
    row->max_motor = step->h_s * joint->max_motor;
    row->max_turn_motor = step->h_s * joint->max_turn_motor;
}

// What is off leaves nothing behind to warm start with.
static void forget_what_is_off(qn_joint_row *row)
{
    qn_joint_impulses *impulse = &row->impulse;
    if ((row->flags & QN_JOINT_HAS_SPRING) == 0) {
        impulse->spring = (qn_vec2){0.0f, 0.0f};
        impulse->turn_spring = 0.0f;
    }
    if ((row->flags & QN_JOINT_HAS_MOTOR) == 0) {
        impulse->motor = (qn_vec2){0.0f, 0.0f};
        impulse->turn_motor = 0.0f;
    }
    if ((row->flags & QN_JOINT_HAS_LIMIT) == 0) {
        impulse->lower = 0.0f;
        impulse->upper = 0.0f;
    }
}

// Bodies with joints are not in free flight.
static void bind_row(qn_scratch *scratch, int32_t row)
{
    if (row != QN_NONE) {
        scratch->row_colors[row] |= QN_BOUND_BIT;
    }
}

static void prepare_row(qn_world *world, const qn_step *step, qn_joint *joint, qn_joint_row *row)
{
    qn_scratch *scratch = world->scratch;
    place(world, joint, row);
    take_numbers(joint, row);
    soften(world, joint, step, row);
    forget_what_is_off(row);
    if (kind_of(world, row)->prepare != NULL) {
        kind_of(world, row)->prepare(world, step, row);
    }
    joint->angle = row->angle;
    bind_row(scratch, row->row_a);
    bind_row(scratch, row->row_b);
    scratch->watched_joint_count += qn_joint_tells(joint);
}

// Every row has its place before the first is prepared: gears name those of other joints.
void qn_joints_prepare(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    int32_t awake_count = world->state->awake_link_count[QN_JOINTS];
    scratch->joint_row_count = 0;
    scratch->watched_joint_count = 0;
    qn_pins_place(world);
    for (int32_t i = 0; scratch->joint_row_count > 0 && i < awake_count; ++i) {
        int32_t at = scratch->joint_places[i];
        if (!qn_is_pin_place(at)) {
            prepare_row(world, step, &world->joints[world->awake_joints[i]],
                        &scratch->joint_rows[at]);
        }
    }
    qn_pins_fill(world, step);
}

// ---- Passes ---------------------------------------------------------------------------------

static qn_velocity load_velocity(const qn_world *world, int32_t row)
{
    static const qn_velocity at_rest = {.turned = {1.0f, 0.0f}};
    return row != QN_NONE ? world->velocities[row] : at_rest;
}

static void store_velocity(qn_world *world, int32_t row, const qn_velocity *velocity)
{
    if (row != QN_NONE) {
        world->velocities[row].v = velocity->v;
        world->velocities[row].w = velocity->w;
    }
}

qn_joint_pass qn_joint_begin(const qn_world *world, qn_joint_row *row)
{
    qn_joint_pass p = {.row = row};
    p.a = load_velocity(world, row->row_a);
    p.b = load_velocity(world, row->row_b);
    p.arm_a = qn_rotate(p.a.turned, row->anchor_a);
    p.arm_b = qn_rotate(p.b.turned, row->anchor_b);
    p.offset = qn_add(qn_sub(p.b.moved, p.a.moved), qn_sub(p.arm_b, p.arm_a));
    p.offset = qn_add(p.offset, row->center_offset);
    if (kind_of(world, row)->pushes_at_b) {
        p.arm_a = qn_add(p.arm_a, p.offset);
    }
    return p;
}

static void end(qn_world *world, const qn_joint_pass *p)
{
    store_velocity(world, p->row->row_a, &p->a);
    store_velocity(world, p->row->row_b, &p->b);
}

// What a sub-step ended with is what the next one starts with, so the loads are summed here.
static void add_load(qn_joint_row *row, qn_joint_load load)
{
    row->load = qn_add(row->load, load.push);
    row->turn_load += load.twist;
}

void qn_joints_warm_start(qn_world *world)
{
    for (int32_t i = 0; i < world->scratch->joint_row_count; ++i) {
        qn_joint_row *row = &world->scratch->joint_rows[i];
        const qn_joint_kind *kind = kind_of(world, row);
        qn_joint_pass p = qn_joint_begin(world, row);
        qn_joint_load load = kind->load(world, &p);
        if (row->load_count++ > 0) {
            add_load(row, load);
        }
        if (kind->warm_start != NULL) {
            kind->warm_start(world, &p);
        } else {
            qn_push(&p, load.push);
            qn_twist(&p, load.twist);
        }
        end(world, &p);
    }
    qn_pins_warm_start(world);
}

void qn_joints_turn(qn_world *world)
{
    if (world->scratch->direct_row_count > 0) {
        qn_pins_turn(world);
    }
}

void qn_joints_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    for (int32_t i = 0; i < world->scratch->joint_row_count; ++i) {
        qn_joint_row *row = &world->scratch->joint_rows[i];
        qn_joint_pass p = qn_joint_begin(world, row);
        kind_of(world, row)->solve(world, step, use_bias, &p);
        end(world, &p);
    }
    qn_pins_solve(world, step, use_bias);
}

int32_t qn_joint_holds(qn_world *world, int32_t place, qn_hold holds[QN_MAX_HOLDS])
{
    if (qn_is_pin_place(place)) {
        return qn_pin_holds(world, qn_pin_lane(place), holds);
    }
    qn_joint_row *row = &world->scratch->joint_rows[place];
    qn_joint_pass p = qn_joint_begin(world, row);
    return kind_of(world, row)->holds(&p, holds);
}

qn_joint_ends qn_joint_ends_of(const qn_world *world, int32_t place)
{
    const qn_scratch *s = world->scratch;
    if (qn_is_pin_place(place)) {
        int32_t lane = qn_pin_lane(place);
        const qn_pin_block *pin = &s->pin_blocks[lane / 4];
        return (qn_joint_ends){pin->row_a[lane % 4], pin->row_b[lane % 4]};
    }
    return (qn_joint_ends){s->joint_rows[place].row_a, s->joint_rows[place].row_b};
}

// ---- Store ----------------------------------------------------------------------------------

// As the forces that they are read as: an impulse may be a number whose force is none.
static bool are_forces(const qn_joint_impulses *impulse, float inv_h)
{
    return qn_v2_is_finite(qn_mul(inv_h, impulse->point)) &&
           qn_v2_is_finite(qn_mul(inv_h, impulse->spring)) &&
           qn_v2_is_finite(qn_mul(inv_h, impulse->motor)) && qn_is_finite(inv_h * impulse->turn) &&
           qn_is_finite(inv_h * impulse->turn_spring) &&
           qn_is_finite(inv_h * impulse->turn_motor) && qn_is_finite(inv_h * impulse->lower) &&
           qn_is_finite(inv_h * impulse->upper);
}

static void store(const qn_step *step, const qn_joint_row *row, qn_joint *joint)
{
    float scale = step->inv_h / (float)row->load_count;
    qn_vec2 load = qn_mul(scale, row->load);
    float turn_load = scale * row->turn_load;
    bool is_sound =
        are_forces(&row->impulse, step->inv_h) && qn_v2_is_finite(load) && qn_is_finite(turn_load);
    joint->impulse = is_sound ? row->impulse : (qn_joint_impulses){0};
    joint->load = is_sound ? load : (qn_vec2){0.0f, 0.0f};
    joint->turn_load = is_sound ? turn_load : 0.0f;
    joint->inv_substep = step->inv_h;
}

void qn_joints_store(qn_world *world, const qn_step *step)
{
    for (int32_t i = 0; i < world->scratch->joint_row_count; ++i) {
        qn_joint_row *row = &world->scratch->joint_rows[i];
        qn_joint_pass p = qn_joint_begin(world, row);
        add_load(row, kind_of(world, row)->load(world, &p));
        store(step, row, &world->joints[row->joint]);
    }
    qn_pins_store(world, step);
}

// ---- Measuring ------------------------------------------------------------------------------

qn_joint_pass qn_joint_measure(const qn_world *world, const qn_joint *joint, qn_joint_row *row)
{
    place(world, joint, row);
    take_numbers(joint, row);
    return qn_joint_begin(world, row);
}

float qn_joint_translation(const qn_world *world, const qn_joint *joint)
{
    qn_joint_row row;
    qn_joint_pass p = qn_joint_measure(world, joint, &row);
    return qn_dot(qn_pass_axis(&p), p.offset);
}

float qn_joint_sliding_speed(const qn_world *world, const qn_joint *joint)
{
    qn_joint_row row;
    qn_joint_pass p = qn_joint_measure(world, joint, &row);
    qn_degree along = qn_degree_along(&p, qn_pass_axis(&p));
    return qn_degree_speed(&p, &along);
}

float qn_joint_turning_speed(const qn_world *world, const qn_joint *joint)
{
    return qn_velocity_of(world, joint->link.body[1])->w -
           qn_velocity_of(world, joint->link.body[0])->w;
}

float qn_joint_position(const qn_world *world, const qn_joint *joint)
{
    return joint->kind == QN_JOINT_REVOLUTE ? angle_between(world, joint)
                                            : qn_joint_translation(world, joint);
}

static qn_joint_error error_of(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    if (joint == NULL) {
        return (qn_joint_error){0.0f, 0.0f};
    }
    qn_joint_row row;
    qn_joint_pass p = qn_joint_measure(world, joint, &row);
    return kind_of(world, &row)->error(world, &p);
}

float qn_joint_separation(const qn_world *world, qn_joint_id id)
{
    return error_of(world, id).linear_m;
}

float qn_joint_angular_separation(const qn_world *world, qn_joint_id id)
{
    return error_of(world, id).angular_rad;
}
