// The revolute joint: a pin with an optional angle limit and motor.
//
// Solved once a pass, in the order motor, lower limit, upper limit, pin. The pin is a soft 2x2
// constraint; its anchors turn with the bodies inside the step, so the constraint does not lag
// behind fast rotation. Limits are speculative while they are not yet reached.
#include "physics/center.h"
#include "physics/check.h"
#include "physics/step.h"
#include "physics/world.h"

#define MAX_MOTOR_SPEED_RADPS 1.0e4f
#define MAX_MOTOR_TORQUE_NM 1.0e12f

// ---- Create ---------------------------------------------------------------------------------

qn_revolute_def qn_revolute_def_default(void)
{
    return (qn_revolute_def){.cookie = QN_COOKIE_REVOLUTE};
}

static qn_error check_bodies(const qn_world *world, int32_t a, int32_t b)
{
    if (a == b) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "body_a and body_b are the same");
    }
    bool has_dynamic =
        world->bodies[a].type == QN_BODY_DYNAMIC || world->bodies[b].type == QN_BODY_DYNAMIC;
    return has_dynamic ? QN_ERROR_OK
                       : qn_refuse(world, QN_ERROR_WRONG_TYPE, "neither body is dynamic");
}

static qn_error check_numbers(const qn_world *world, const qn_revolute_def *def)
{
    QN_TRY(qn_check_vec2(world, def->anchor_a_m, QN_MAX_SIZE_M, "anchor_a_m"));
    QN_TRY(qn_check_vec2(world, def->anchor_b_m, QN_MAX_SIZE_M, "anchor_b_m"));
    QN_TRY(qn_check_range(world, def->reference_angle_rad, -QN_PI, QN_PI, "reference_angle_rad"));
    QN_TRY(qn_check_range(world, def->lower_angle_rad, -QN_PI, QN_PI, "lower_angle_rad"));
    QN_TRY(qn_check_range(world, def->upper_angle_rad, def->lower_angle_rad, QN_PI,
                          "upper_angle_rad"));
    QN_TRY(qn_check_range(world, def->motor_speed_radps, -MAX_MOTOR_SPEED_RADPS,
                          MAX_MOTOR_SPEED_RADPS, "motor_speed_radps"));
    return qn_check_range(world, def->max_motor_torque_nm, 0.0f, MAX_MOTOR_TORQUE_NM,
                          "max_motor_torque_nm");
}

static qn_error check_def(const qn_world *world, const qn_revolute_def *def)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_REVOLUTE) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the joint definition was not started from qn_revolute_def_default");
    }
    int32_t a = qn_find_body(world, def->body_a);
    int32_t b = qn_find_body(world, def->body_b);
    if (a == QN_NONE || b == QN_NONE) {
        return qn_refuse_handle(world, a == QN_NONE ? def->body_a.raw : def->body_b.raw);
    }
    QN_TRY(check_bodies(world, a, b));
    return check_numbers(world, def);
}

static uint32_t flags_of(const qn_revolute_def *def)
{
    return (def->enable_limit ? QN_JOINT_LIMIT : 0u) | (def->enable_motor ? QN_JOINT_MOTOR : 0u) |
           (def->collide_connected ? QN_JOINT_COLLIDE : 0u);
}

qn_joint_id qn_revolute_create(qn_world *world, const qn_revolute_def *def)
{
    qn_joint_id none = {0};
    if (world == NULL || check_def(world, def) != QN_ERROR_OK) {
        return none;
    }
    qn_joint made = {
        .link = {.body = {qn_find_body(world, def->body_a), qn_find_body(world, def->body_b)},
                 .flags = flags_of(def)},
        .anchor_a = def->anchor_a_m,
        .anchor_b = def->anchor_b_m,
        .reference_angle_rad = def->reference_angle_rad,
        .lower_angle_rad = def->lower_angle_rad,
        .upper_angle_rad = def->upper_angle_rad,
        .motor_speed_radps = def->motor_speed_radps,
        .max_motor_torque_nm = def->max_motor_torque_nm,
    };
    int32_t index = qn_joint_add(world, &made);
    return index != QN_NONE ? (qn_joint_id){qn_pool_handle(world->joint_slots, index)} : none;
}

// ---- Reading and writing --------------------------------------------------------------------

// Into (-pi, pi], for arguments within a turn of it.
static float unwind(float angle)
{
    if (angle > QN_PI) {
        return angle - 2.0f * QN_PI;
    }
    return angle <= -QN_PI ? angle + 2.0f * QN_PI : angle;
}

static float angle_of(const qn_world *world, const qn_joint *joint)
{
    qn_rot relative = qn_rot_inv_mul(qn_motion_of(world, joint->link.body[0])->pose.q,
                                     qn_motion_of(world, joint->link.body[1])->pose.q);
    return unwind(qn_rot_angle(relative) - joint->reference_angle_rad);
}

float qn_revolute_angle(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id);
    return joint != NULL ? angle_of(world, joint) : 0.0f;
}

qn_error qn_revolute_set_motor(qn_world *world, qn_joint_id id, bool enable, float speed_radps,
                               float max_torque_nm)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_joint(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    QN_TRY(qn_check_range(world, speed_radps, -MAX_MOTOR_SPEED_RADPS, MAX_MOTOR_SPEED_RADPS,
                          "speed_radps"));
    QN_TRY(qn_check_range(world, max_torque_nm, 0.0f, MAX_MOTOR_TORQUE_NM, "max_torque_nm"));
    qn_joint *joint = &world->joints[index];
    joint->link.flags =
        (joint->link.flags & ~(uint32_t)QN_JOINT_MOTOR) | (enable ? QN_JOINT_MOTOR : 0u);
    joint->motor_speed_radps = speed_radps;
    joint->max_motor_torque_nm = max_torque_nm;
    qn_body_wake(world, joint->link.body[0]);
    qn_body_wake(world, joint->link.body[1]);
    return QN_ERROR_OK;
}

// ---- Prepare --------------------------------------------------------------------------------

static void prepare(qn_world *world, int32_t index, qn_revolute_row *row)
{
    qn_joint *joint = &world->joints[index];
    const qn_motion *a = qn_motion_of(world, joint->link.body[0]);
    const qn_motion *b = qn_motion_of(world, joint->link.body[1]);
    float axial = a->inv_inertia + b->inv_inertia;
    *row = (qn_revolute_row){
        .joint = index,
        .row_a = qn_solver_row(world, joint->link.body[0]),
        .row_b = qn_solver_row(world, joint->link.body[1]),
        .inv_mass_a = a->inv_mass,
        .inv_mass_b = b->inv_mass,
        .inv_inertia_a = a->inv_inertia,
        .inv_inertia_b = b->inv_inertia,
        .anchor_a = qn_rotate(a->pose.q, qn_sub(joint->anchor_a, a->local_center)),
        .anchor_b = qn_rotate(b->pose.q, qn_sub(joint->anchor_b, b->local_center)),
        .center_offset = qn_center_span(a, b),
        .angle = angle_of(world, joint),
        .axial_mass = axial > 0.0f ? 1.0f / axial : 0.0f,
    };
    if ((joint->link.flags & QN_JOINT_LIMIT) == 0) {
        joint->lower_impulse = 0.0f;
        joint->upper_impulse = 0.0f;
    }
    if ((joint->link.flags & QN_JOINT_MOTOR) == 0) {
        joint->motor_impulse = 0.0f;
    }
}

static void bind_row(qn_scratch *scratch, int32_t row)
{
    if (row != QN_NONE) {
        scratch->row_colors[row] |= QN_BOUND_BIT;
    }
}

void qn_joints_prepare(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    scratch->joint_row_count = world->state->awake_link_count[QN_JOINTS];
    for (int32_t i = 0; i < scratch->joint_row_count; ++i) {
        prepare(world, world->awake_joints[i], &scratch->joint_rows[i]);
        bind_row(scratch, scratch->joint_rows[i].row_a);
        bind_row(scratch, scratch->joint_rows[i].row_b);
        bool is_direct = qn_direct_takes_joint(world, scratch->joint_rows[i].row_a,
                                               scratch->joint_rows[i].row_b);
        scratch->joint_rows[i].soft = is_direct ? step->joint_direct : step->joint;
        world->joints[world->awake_joints[i]].inv_substep = step->inv_h;
    }
}

// ---- Solve ----------------------------------------------------------------------------------

static const qn_velocity at_rest = {.turned = {1.0f, 0.0f}};

static qn_velocity load(const qn_world *world, int32_t row)
{
    return row != QN_NONE ? world->velocities[row] : at_rest;
}

static void store(qn_world *world, int32_t row, const qn_velocity *velocity)
{
    if (row != QN_NONE) {
        world->velocities[row].v = velocity->v;
        world->velocities[row].w = velocity->w;
    }
}

// What one solve works on: the prepared row, the two bodies, and their anchors as turned so far.
typedef struct pin {
    const qn_revolute_row *row;
    qn_joint *joint;
    qn_velocity a, b;
    qn_vec2 anchor_a, anchor_b;
} pin;

static pin load_pin(const qn_world *world, const qn_revolute_row *row)
{
    pin p = {.row = row, .joint = &world->joints[row->joint]};
    p.a = load(world, row->row_a);
    p.b = load(world, row->row_b);
    p.anchor_a = qn_rotate(p.a.turned, row->anchor_a);
    p.anchor_b = qn_rotate(p.b.turned, row->anchor_b);
    return p;
}

static void apply_linear(pin *p, qn_vec2 impulse)
{
    p->a.v = qn_mul_add(p->a.v, -p->row->inv_mass_a, impulse);
    p->a.w -= p->row->inv_inertia_a * qn_cross(p->anchor_a, impulse);
    p->b.v = qn_mul_add(p->b.v, p->row->inv_mass_b, impulse);
    p->b.w += p->row->inv_inertia_b * qn_cross(p->anchor_b, impulse);
}

static void apply_axial(pin *p, float impulse)
{
    p->a.w -= p->row->inv_inertia_a * impulse;
    p->b.w += p->row->inv_inertia_b * impulse;
}

void qn_joints_warm_start(qn_world *world)
{
    for (int32_t i = 0; i < world->scratch->joint_row_count; ++i) {
        pin p = load_pin(world, &world->scratch->joint_rows[i]);
        const qn_joint *joint = p.joint;
        apply_linear(&p, joint->impulse);
        apply_axial(&p, joint->motor_impulse + joint->lower_impulse - joint->upper_impulse);
        store(world, p.row->row_a, &p.a);
        store(world, p.row->row_b, &p.b);
    }
}

static void solve_motor(pin *p, const qn_step *step)
{
    qn_joint *joint = p->joint;
    float speed = p->b.w - p->a.w - joint->motor_speed_radps;
    float most = step->h_s * joint->max_motor_torque_nm;
    float before = joint->motor_impulse;
    joint->motor_impulse = qn_clamp(before - p->row->axial_mass * speed, -most, most);
    apply_axial(p, joint->motor_impulse - before);
}

// One-sided: `gap` is how far the limit is away, `speed` how fast it opens. Returns the impulse.
static float limit_impulse(const pin *p, const qn_step *step, bool use_bias, float gap, float speed,
                           float before)
{
    float bias = 0.0f, mass_scale = 1.0f, impulse_scale = 0.0f;
    if (gap > 0.0f) {
        bias = gap * step->inv_h;
    } else if (use_bias) {
        bias = step->joint.bias_rate * gap;
        mass_scale = step->joint.mass_scale;
        impulse_scale = step->joint.impulse_scale;
    }
    float impulse = -p->row->axial_mass * mass_scale * (speed + bias) - impulse_scale * before;
    return qn_max(before + impulse, 0.0f);
}

static void solve_limits(pin *p, const qn_step *step, bool use_bias)
{
    qn_joint *joint = p->joint;
    qn_rot turned = qn_rot_inv_mul(p->a.turned, p->b.turned);
    float angle = p->row->angle + qn_rot_angle(turned);
    float before = joint->lower_impulse;
    joint->lower_impulse =
        limit_impulse(p, step, use_bias, angle - joint->lower_angle_rad, p->b.w - p->a.w, before);
    apply_axial(p, joint->lower_impulse - before);
    before = joint->upper_impulse;
    joint->upper_impulse =
        limit_impulse(p, step, use_bias, joint->upper_angle_rad - angle, p->a.w - p->b.w, before);
    apply_axial(p, before - joint->upper_impulse);
}

// Solves K x = b for the 2x2 matrix of the pin; zero where K is singular.
static qn_vec2 solve_effective(const pin *p, qn_vec2 b)
{
    const qn_revolute_row *row = p->row;
    float ia = row->inv_inertia_a, ib = row->inv_inertia_b;
    qn_vec2 ra = p->anchor_a, rb = p->anchor_b;
    float mass = row->inv_mass_a + row->inv_mass_b;
    float k11 = mass + ia * ra.y * ra.y + ib * rb.y * rb.y;
    float k12 = -(ia * ra.x * ra.y) - ib * rb.x * rb.y;
    float k22 = mass + ia * ra.x * ra.x + ib * rb.x * rb.x;
    float determinant = k11 * k22 - k12 * k12;
    // Below this the reciprocal would overflow.
    float inverse = determinant > 1.0e-37f ? 1.0f / determinant : 0.0f;
    return qn_v2(inverse * (k22 * b.x - k12 * b.y), inverse * (k11 * b.y - k12 * b.x));
}

static void solve_pin(pin *p, bool use_bias)
{
    qn_vec2 velocity = qn_sub(qn_add(p->b.v, qn_cross_sv(p->b.w, p->anchor_b)),
                              qn_add(p->a.v, qn_cross_sv(p->a.w, p->anchor_a)));
    float mass_scale = 1.0f, impulse_scale = 0.0f;
    if (use_bias) {
        qn_vec2 gap = qn_add(qn_sub(p->b.moved, p->a.moved), qn_sub(p->anchor_b, p->anchor_a));
        gap = qn_add(gap, p->row->center_offset);
        velocity = qn_mul_add(velocity, p->row->soft.bias_rate, gap);
        mass_scale = p->row->soft.mass_scale;
        impulse_scale = p->row->soft.impulse_scale;
    }
    qn_vec2 solved = solve_effective(p, velocity);
    qn_vec2 impulse = qn_mul_add(qn_mul(-mass_scale, solved), -impulse_scale, p->joint->impulse);
    p->joint->impulse = qn_add(p->joint->impulse, impulse);
    apply_linear(p, impulse);
}

int32_t qn_joint_holds(const qn_world *world, int32_t joint_row, qn_hold holds[QN_MAX_HOLDS])
{
    pin p = load_pin(world, &world->scratch->joint_rows[joint_row]);
    qn_vec2 gap = qn_add(qn_sub(p.b.moved, p.a.moved), qn_sub(p.anchor_b, p.anchor_a));
    gap = qn_add(gap, p.row->center_offset);
    holds[0] = (qn_hold){{1.0f, 0.0f}, -p.anchor_a.y, -p.anchor_b.y, gap.x, &p.joint->impulse.x};
    holds[1] = (qn_hold){{0.0f, 1.0f}, p.anchor_a.x, p.anchor_b.x, gap.y, &p.joint->impulse.y};
    return 2;
}

void qn_joints_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    for (int32_t i = 0; i < world->scratch->joint_row_count; ++i) {
        pin p = load_pin(world, &world->scratch->joint_rows[i]);
        bool turns = p.row->axial_mass > 0.0f;
        if (turns && (p.joint->link.flags & QN_JOINT_MOTOR) != 0) {
            solve_motor(&p, step);
        }
        if (turns && (p.joint->link.flags & QN_JOINT_LIMIT) != 0) {
            solve_limits(&p, step, use_bias);
        }
        solve_pin(&p, use_bias);
        store(world, p.row->row_a, &p.a);
        store(world, p.row->row_b, &p.b);
    }
}
