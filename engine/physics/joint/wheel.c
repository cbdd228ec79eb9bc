// The wheel joint: a suspension along an axis, and a wheel that turns at its end.
#include "quoin/physics/joint/wheel.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_wheel_def qn_wheel_def_default(void)
{
    return (qn_wheel_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_WHEEL),
        .enable_spring = true,
        .spring_hz = 1.0f,
        .spring_damping_ratio = 0.7f,
    };
}

static qn_joint_limit limit_of(const qn_wheel_def *def)
{
    return (qn_joint_limit){def->enable_limit, def->lower_translation_m, def->upper_translation_m};
}

static qn_joint_motor motor_of(const qn_wheel_def *def)
{
    return (qn_joint_motor){def->enable_motor, def->motor_speed_radps, def->max_motor_torque_nm};
}

static qn_error check(const qn_world *world, const qn_wheel_def *def)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_WHEEL));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(qn_joint_check_spring(world, def->spring_hz, def->spring_damping_ratio));
    QN_TRY(qn_check_range(world, def->target_translation_m, -most, most, "target_translation_m"));
    QN_TRY(qn_joint_check_limit(world, limit_of(def), -most, most));
    return qn_joint_check_motor(world, motor_of(def), QN_MAX_JOINT_SPEED_RADPS);
}

qn_joint_id qn_wheel_create(qn_world *world, const qn_wheel_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_WHEEL, &def->base);
    qn_joint_set_flag(&made, QN_JOINT_HAS_SPRING, def->enable_spring);
    made.spring = qn_joint_spring_of(def->spring_hz, def->spring_damping_ratio);
    made.target.x = def->target_translation_m;
    qn_joint_take_limit(&made, limit_of(def));
    qn_joint_take_motor(&made, motor_of(def));
    return qn_joint_add(world, &qn_wheel_kind, &made);
}

qn_wheel_def qn_wheel_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_WHEEL);
    if (joint == NULL) {
        return (qn_wheel_def){0};
    }
    return (qn_wheel_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_WHEEL),
        .base = qn_joint_base_of(world, joint),
        .enable_spring = qn_joint_has(joint, QN_JOINT_HAS_SPRING),
        .spring_hz = joint->spring.hertz,
        .spring_damping_ratio = joint->spring.damping_ratio,
        .target_translation_m = joint->target.x,
        .enable_limit = qn_joint_has(joint, QN_JOINT_HAS_LIMIT),
        .lower_translation_m = joint->lower,
        .upper_translation_m = joint->upper,
        .enable_motor = qn_joint_has(joint, QN_JOINT_HAS_MOTOR),
        .motor_speed_radps = joint->speed.x,
        .max_motor_torque_nm = joint->max_motor,
    };
}

float qn_wheel_translation(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_WHEEL);
    return joint != NULL ? qn_joint_translation(world, joint) : 0.0f;
}

float qn_wheel_speed(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_WHEEL);
    return joint != NULL ? qn_joint_sliding_speed(world, joint) : 0.0f;
}

float qn_wheel_spin(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_WHEEL);
    return joint != NULL ? qn_joint_turning_speed(world, joint) : 0.0f;
}

float qn_wheel_motor_torque(const qn_world *world, qn_joint_id id)
{
    return qn_joint_motor_load(world, id, QN_JOINT_WHEEL);
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_wheel_set_spring(qn_world *world, qn_joint_id id, bool enable, float hertz,
                             float damping_ratio)
{
    return qn_joint_put_spring(world, id, QN_JOINT_WHEEL, enable, hertz, damping_ratio);
}

qn_error qn_wheel_set_target(qn_world *world, qn_joint_id id, float translation_m)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    return qn_joint_put_target(world, id, QN_JOINT_WHEEL, translation_m, -most, most);
}

qn_error qn_wheel_set_limit(qn_world *world, qn_joint_id id, bool enable, float lower_m,
                            float upper_m)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    qn_joint_limit limit = {enable, lower_m, upper_m};
    return qn_joint_put_limit(world, id, QN_JOINT_WHEEL, limit, -most, most);
}

qn_error qn_wheel_set_motor(qn_world *world, qn_joint_id id, bool enable, float speed_radps,
                            float max_torque_nm)
{
    qn_joint_motor motor = {enable, speed_radps, max_torque_nm};
    return qn_joint_put_motor(world, id, QN_JOINT_WHEEL, motor, QN_MAX_JOINT_SPEED_RADPS);
}

// ---- Solve ----------------------------------------------------------------------------------

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world;
    qn_joint_row *row = p->row;
    qn_vec2 axis = qn_pass_axis(p);
    qn_degree along = qn_degree_along(p, axis);
    qn_degree across = qn_degree_along(p, qn_left(axis));
    float translation = qn_dot(axis, p->offset);
    if (use_bias && (row->flags & QN_JOINT_HAS_SPRING) != 0) {
        float stretch = translation - row->target.x;
        qn_solve_spring(p, &along, &row->spring, stretch, &row->impulse.spring.x);
    }
    if ((row->flags & QN_JOINT_HAS_MOTOR) != 0) {
        qn_degree turning = qn_degree_turning(p);
        qn_solve_motor(p, &turning, row->speed.x, row->max_motor, &row->impulse.motor.x);
    }
    if ((row->flags & QN_JOINT_HAS_LIMIT) != 0) {
        qn_solve_limits(p, step, use_bias, &along, translation);
    }
    float error = qn_cross(axis, p->offset);
    qn_solve_hold(p, &across, &row->soft, use_bias, error, &row->impulse.point.x);
}

static int32_t holds(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS])
{
    qn_vec2 axis = qn_pass_axis(p);
    qn_degree across = qn_degree_along(p, qn_left(axis));
    holds[0] = qn_hold_of(&across, qn_cross(axis, p->offset), &p->row->impulse.point.x);
    return 1;
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    const qn_joint_impulses *impulse = &p->row->impulse;
    qn_vec2 axis = qn_pass_axis(p);
    qn_vec2 push = qn_mul(impulse->spring.x + impulse->lower - impulse->upper, axis);
    push = qn_mul_add(push, impulse->point.x, qn_left(axis));
    return (qn_joint_load){push, impulse->motor.x};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    qn_vec2 axis = qn_pass_axis(p);
    float across = qn_abs(qn_cross(axis, p->offset));
    float beyond = qn_pass_limit_error(p, qn_dot(axis, p->offset));
    return (qn_joint_error){qn_length(qn_v2(across, beyond)), 0.0f};
}

const qn_joint_kind qn_wheel_kind = {
    .solve = solve, .load = load, .holds = holds, .error = error, .pushes_at_b = true};
