// The revolute joint: a pin with an optional spring, limit and motor about it.
#include "quoin/physics/joint/revolute.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_revolute_def qn_revolute_def_default(void)
{
    return (qn_revolute_def){.cookie = QN_COOKIE_JOINT(QN_JOINT_REVOLUTE)};
}

static qn_joint_limit limit_of(const qn_revolute_def *def)
{
    return (qn_joint_limit){def->enable_limit, def->lower_angle_rad, def->upper_angle_rad};
}

static qn_joint_motor motor_of(const qn_revolute_def *def)
{
    return (qn_joint_motor){def->enable_motor, def->motor_speed_radps, def->max_motor_torque_nm};
}

static qn_error check(const qn_world *world, const qn_revolute_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_REVOLUTE));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(qn_joint_check_spring(world, def->spring_hz, def->spring_damping_ratio));
    QN_TRY(qn_check_range(world, def->target_angle_rad, -QN_PI, QN_PI, "target_angle_rad"));
    QN_TRY(qn_joint_check_limit(world, limit_of(def), -QN_MAX_JOINT_ANGLE_RAD,
                                QN_MAX_JOINT_ANGLE_RAD));
    return qn_joint_check_motor(world, motor_of(def), QN_MAX_JOINT_SPEED_RADPS);
}

qn_joint_id qn_revolute_create(qn_world *world, const qn_revolute_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_REVOLUTE, &def->base);
    qn_joint_set_flag(&made, QN_JOINT_HAS_SPRING, def->enable_spring);
    made.spring = qn_joint_spring_of(def->spring_hz, def->spring_damping_ratio);
    made.target.x = def->target_angle_rad;
    qn_joint_take_limit(&made, limit_of(def));
    qn_joint_take_motor(&made, motor_of(def));
    return qn_joint_add(world, &qn_revolute_kind, &made);
}

qn_revolute_def qn_revolute_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_REVOLUTE);
    if (joint == NULL) {
        return (qn_revolute_def){0};
    }
    return (qn_revolute_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_REVOLUTE),
        .base = qn_joint_base_of(world, joint),
        .enable_spring = qn_joint_has(joint, QN_JOINT_HAS_SPRING),
        .spring_hz = joint->spring.hertz,
        .spring_damping_ratio = joint->spring.damping_ratio,
        .target_angle_rad = joint->target.x,
        .enable_limit = qn_joint_has(joint, QN_JOINT_HAS_LIMIT),
        .lower_angle_rad = joint->lower,
        .upper_angle_rad = joint->upper,
        .enable_motor = qn_joint_has(joint, QN_JOINT_HAS_MOTOR),
        .motor_speed_radps = joint->speed.x,
        .max_motor_torque_nm = joint->max_motor,
    };
}

float qn_revolute_angle(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_REVOLUTE);
    qn_joint_row row;
    return joint != NULL ? qn_joint_measure(world, joint, &row).row->angle : 0.0f;
}

float qn_revolute_speed(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_REVOLUTE);
    return joint != NULL ? qn_joint_turning_speed(world, joint) : 0.0f;
}

float qn_revolute_motor_torque(const qn_world *world, qn_joint_id id)
{
    return qn_joint_motor_load(world, id, QN_JOINT_REVOLUTE);
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_revolute_set_spring(qn_world *world, qn_joint_id id, bool enable, float hertz,
                                float damping_ratio)
{
    return qn_joint_put_spring(world, id, QN_JOINT_REVOLUTE, enable, hertz, damping_ratio);
}

qn_error qn_revolute_set_target(qn_world *world, qn_joint_id id, float angle_rad)
{
    return qn_joint_put_target(world, id, QN_JOINT_REVOLUTE, angle_rad, -QN_PI, QN_PI);
}

qn_error qn_revolute_set_limit(qn_world *world, qn_joint_id id, bool enable, float lower_rad,
                               float upper_rad)
{
    qn_joint_limit limit = {enable, lower_rad, upper_rad};
    const float most = QN_MAX_JOINT_ANGLE_RAD;
    return qn_joint_put_limit(world, id, QN_JOINT_REVOLUTE, limit, -most, most);
}

qn_error qn_revolute_set_motor(qn_world *world, qn_joint_id id, bool enable, float speed_radps,
                               float max_torque_nm)
{
    qn_joint_motor motor = {enable, speed_radps, max_torque_nm};
    return qn_joint_put_motor(world, id, QN_JOINT_REVOLUTE, motor, QN_MAX_JOINT_SPEED_RADPS);
}

// ---- Solve ----------------------------------------------------------------------------------

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world;
    qn_joint_row *row = p->row;
    if ((row->flags & QN_JOINT_HAS_ANY) != 0 && row->axial_mass > 0.0f) {
        qn_degree turning = qn_degree_turning(p);
        float angle = qn_pass_angle(p);
        qn_solve_free(p, step, use_bias, &turning, angle, qn_unwind(angle - row->target.x));
    }
    qn_degree_pair point = qn_point_pair(p);
    qn_solve_pair(p, &point, &row->soft, use_bias, p->offset, &row->impulse.point);
}

static int32_t holds(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS])
{
    qn_degree_pair point = qn_point_pair(p);
    return qn_hold_pair(&point, p->offset, &p->row->impulse.point, holds);
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    return (qn_joint_load){p->row->impulse.point, qn_free_impulse(p->row)};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    return (qn_joint_error){qn_length(p->offset), qn_pass_limit_error(p, qn_pass_angle(p))};
}

const qn_joint_kind qn_revolute_kind = {
    .solve = solve, .load = load, .holds = holds, .error = error};
