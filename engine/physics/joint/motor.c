// The motor joint: velocities and offsets of one body against another, by limited forces.
#include "quoin/physics/joint/motor.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_motor_def qn_motor_def_default(void)
{
    return (qn_motor_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_MOTOR),
        .base = {.collide_connected = true},
        .max_spring_force_n = QN_MAX_JOINT_FORCE,
        .max_spring_torque_nm = QN_MAX_JOINT_FORCE,
    };
}

static qn_error check_velocity(const qn_world *world, qn_vec2 velocity_mps, float radps)
{
    QN_TRY(qn_check_vec2(world, velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    return qn_check_range(world, radps, -QN_MAX_JOINT_SPEED_RADPS, QN_MAX_JOINT_SPEED_RADPS,
                          "angular_velocity_radps");
}

static qn_error check_offset(const qn_world *world, qn_vec2 offset_m, float offset_rad)
{
    QN_TRY(qn_check_vec2(world, offset_m, QN_MAX_JOINT_LENGTH_M, "offset_m"));
    return qn_check_range(world, offset_rad, -QN_PI, QN_PI, "angular_offset_rad");
}

static qn_error check_most(const qn_world *world, float most)
{
    return qn_check_range(world, most, 0.0f, QN_MAX_JOINT_FORCE, "greatest force or torque");
}

static qn_error check_spring(const qn_world *world, float hertz, float damping_ratio, float most)
{
    QN_TRY(qn_joint_check_spring(world, hertz, damping_ratio));
    return check_most(world, most);
}

static qn_error check(const qn_world *world, const qn_motor_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_MOTOR));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(check_velocity(world, def->velocity_mps, def->angular_velocity_radps));
    QN_TRY(check_offset(world, def->offset_m, def->angular_offset_rad));
    QN_TRY(check_most(world, def->max_force_n));
    QN_TRY(check_most(world, def->max_torque_nm));
    QN_TRY(check_spring(world, def->linear_hz, def->linear_damping_ratio, def->max_spring_force_n));
    return check_spring(world, def->angular_hz, def->angular_damping_ratio,
                        def->max_spring_torque_nm);
}

static qn_joint_spring spring_of(float hertz, float damping_ratio, float most)
{
    return (qn_joint_spring){hertz, damping_ratio, -most, most};
}

qn_joint_id qn_motor_create(qn_world *world, const qn_motor_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_MOTOR, &def->base);
    made.link.flags |= QN_JOINT_HAS_SPRING | QN_JOINT_HAS_MOTOR;
    made.speed = def->velocity_mps;
    made.turn_speed = def->angular_velocity_radps;
    made.max_motor = def->max_force_n;
    made.max_turn_motor = def->max_torque_nm;
    made.target = def->offset_m;
    made.target_turn = def->angular_offset_rad;
    made.spring = spring_of(def->linear_hz, def->linear_damping_ratio, def->max_spring_force_n);
    made.turn_spring =
        spring_of(def->angular_hz, def->angular_damping_ratio, def->max_spring_torque_nm);
    return qn_joint_add(world, &qn_motor_kind, &made);
}

qn_motor_def qn_motor_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_MOTOR);
    if (joint == NULL) {
        return (qn_motor_def){0};
    }
    return (qn_motor_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_MOTOR),
        .base = qn_joint_base_of(world, joint),
        .velocity_mps = joint->speed,
        .angular_velocity_radps = joint->turn_speed,
        .max_force_n = joint->max_motor,
        .max_torque_nm = joint->max_turn_motor,
        .offset_m = joint->target,
        .angular_offset_rad = joint->target_turn,
        .linear_hz = joint->spring.hertz,
        .linear_damping_ratio = joint->spring.damping_ratio,
        .angular_hz = joint->turn_spring.hertz,
        .angular_damping_ratio = joint->turn_spring.damping_ratio,
        .max_spring_force_n = joint->spring.upper,
        .max_spring_torque_nm = joint->turn_spring.upper,
    };
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_motor_set_velocity(qn_world *world, qn_joint_id id, qn_vec2 velocity_mps,
                               float angular_velocity_radps)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOTOR, &joint));
    QN_TRY(check_velocity(world, velocity_mps, angular_velocity_radps));
    joint->speed = velocity_mps;
    joint->turn_speed = angular_velocity_radps;
    return qn_joint_changed(world, joint);
}

qn_error qn_motor_set_max(qn_world *world, qn_joint_id id, float max_force_n, float max_torque_nm)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOTOR, &joint));
    QN_TRY(check_most(world, max_force_n));
    QN_TRY(check_most(world, max_torque_nm));
    joint->max_motor = max_force_n;
    joint->max_turn_motor = max_torque_nm;
    return qn_joint_changed(world, joint);
}

qn_error qn_motor_set_offset(qn_world *world, qn_joint_id id, qn_vec2 offset_m,
                             float angular_offset_rad)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOTOR, &joint));
    QN_TRY(check_offset(world, offset_m, angular_offset_rad));
    joint->target = offset_m;
    joint->target_turn = angular_offset_rad;
    return qn_joint_changed(world, joint);
}

qn_error qn_motor_set_linear_spring(qn_world *world, qn_joint_id id, float hertz,
                                    float damping_ratio, float max_force_n)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOTOR, &joint));
    QN_TRY(check_spring(world, hertz, damping_ratio, max_force_n));
    joint->spring = spring_of(hertz, damping_ratio, max_force_n);
    return qn_joint_changed(world, joint);
}

qn_error qn_motor_set_angular_spring(qn_world *world, qn_joint_id id, float hertz,
                                     float damping_ratio, float max_torque_nm)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_MOTOR, &joint));
    QN_TRY(check_spring(world, hertz, damping_ratio, max_torque_nm));
    joint->turn_spring = spring_of(hertz, damping_ratio, max_torque_nm);
    return qn_joint_changed(world, joint);
}

// ---- Solve ----------------------------------------------------------------------------------

// A vector along the axes of frame a, in the world.
static qn_vec2 from_frame(const qn_joint_pass *p, qn_vec2 v)
{
    qn_vec2 axis = qn_pass_axis(p);
    return qn_mul_add(qn_mul(v.x, axis), v.y, qn_left(axis));
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world, (void)step;
    qn_joint_row *row = p->row;
    qn_joint_impulses *impulse = &row->impulse;
    qn_degree turning = qn_degree_turning(p);
    qn_degree_pair point = qn_point_pair(p);
    if (use_bias) {
        float turn = qn_unwind(qn_pass_angle(p) - row->target_turn);
        qn_vec2 stretch = qn_sub(p->offset, from_frame(p, row->target));
        qn_solve_spring(p, &turning, &row->turn_spring, turn, &impulse->turn_spring);
        qn_solve_pair_spring(p, &point, &row->spring, stretch, &impulse->spring);
    }
    qn_solve_motor(p, &turning, row->turn_speed, row->max_turn_motor, &impulse->turn_motor);
    qn_vec2 speed = from_frame(p, row->speed);
    qn_solve_pair_motor(p, &point, speed, row->max_motor, &impulse->motor);
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    const qn_joint_impulses *impulse = &p->row->impulse;
    return (qn_joint_load){qn_add(impulse->spring, impulse->motor),
                           impulse->turn_spring + impulse->turn_motor};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world, (void)p;
    return (qn_joint_error){0.0f, 0.0f};
}

const qn_joint_kind qn_motor_kind = {
    .solve = solve, .load = load, .error = error, .pushes_at_b = true};
