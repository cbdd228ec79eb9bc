// The prismatic joint: a slide along an axis, with an optional spring, limit and motor.
//
// The axis turns with body a, so an impulse along it acts on body a where anchor b is now. The two
// degrees that are held, across the axis and the angle, couple, and are solved as one block.
#include "quoin/physics/joint/prismatic.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_prismatic_def qn_prismatic_def_default(void)
{
    return (qn_prismatic_def){.cookie = QN_COOKIE_JOINT(QN_JOINT_PRISMATIC)};
}

static qn_joint_limit limit_of(const qn_prismatic_def *def)
{
    return (qn_joint_limit){def->enable_limit, def->lower_translation_m, def->upper_translation_m};
}

static qn_joint_motor motor_of(const qn_prismatic_def *def)
{
    return (qn_joint_motor){def->enable_motor, def->motor_speed_mps, def->max_motor_force_n};
}

static qn_error check(const qn_world *world, const qn_prismatic_def *def)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_PRISMATIC));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(qn_joint_check_spring(world, def->spring_hz, def->spring_damping_ratio));
    QN_TRY(qn_check_range(world, def->target_translation_m, -most, most, "target_translation_m"));
    QN_TRY(qn_joint_check_limit(world, limit_of(def), -most, most));
    return qn_joint_check_motor(world, motor_of(def), QN_MAX_SPEED_MPS);
}

qn_joint_id qn_prismatic_create(qn_world *world, const qn_prismatic_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_PRISMATIC, &def->base);
    qn_joint_set_flag(&made, QN_JOINT_HAS_SPRING, def->enable_spring);
    made.spring = qn_joint_spring_of(def->spring_hz, def->spring_damping_ratio);
    made.target.x = def->target_translation_m;
    qn_joint_take_limit(&made, limit_of(def));
    qn_joint_take_motor(&made, motor_of(def));
    return qn_joint_add(world, &qn_prismatic_kind, &made);
}

qn_prismatic_def qn_prismatic_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PRISMATIC);
    if (joint == NULL) {
        return (qn_prismatic_def){0};
    }
    return (qn_prismatic_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_PRISMATIC),
        .base = qn_joint_base_of(world, joint),
        .enable_spring = qn_joint_has(joint, QN_JOINT_HAS_SPRING),
        .spring_hz = joint->spring.hertz,
        .spring_damping_ratio = joint->spring.damping_ratio,
        .target_translation_m = joint->target.x,
        .enable_limit = qn_joint_has(joint, QN_JOINT_HAS_LIMIT),
        .lower_translation_m = joint->lower,
        .upper_translation_m = joint->upper,
        .enable_motor = qn_joint_has(joint, QN_JOINT_HAS_MOTOR),
        .motor_speed_mps = joint->speed.x,
        .max_motor_force_n = joint->max_motor,
    };
}

float qn_prismatic_translation(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PRISMATIC);
    return joint != NULL ? qn_joint_translation(world, joint) : 0.0f;
}

float qn_prismatic_speed(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PRISMATIC);
    return joint != NULL ? qn_joint_sliding_speed(world, joint) : 0.0f;
}

float qn_prismatic_motor_force(const qn_world *world, qn_joint_id id)
{
    return qn_joint_motor_load(world, id, QN_JOINT_PRISMATIC);
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_prismatic_set_spring(qn_world *world, qn_joint_id id, bool enable, float hertz,
                                 float damping_ratio)
{
    return qn_joint_put_spring(world, id, QN_JOINT_PRISMATIC, enable, hertz, damping_ratio);
}

qn_error qn_prismatic_set_target(qn_world *world, qn_joint_id id, float translation_m)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    return qn_joint_put_target(world, id, QN_JOINT_PRISMATIC, translation_m, -most, most);
}

qn_error qn_prismatic_set_limit(qn_world *world, qn_joint_id id, bool enable, float lower_m,
                                float upper_m)
{
    const float most = QN_MAX_JOINT_LENGTH_M;
    qn_joint_limit limit = {enable, lower_m, upper_m};
    return qn_joint_put_limit(world, id, QN_JOINT_PRISMATIC, limit, -most, most);
}

qn_error qn_prismatic_set_motor(qn_world *world, qn_joint_id id, bool enable, float speed_mps,
                                float max_force_n)
{
    qn_joint_motor motor = {enable, speed_mps, max_force_n};
    return qn_joint_put_motor(world, id, QN_JOINT_PRISMATIC, motor, QN_MAX_SPEED_MPS);
}

// ---- Solve ----------------------------------------------------------------------------------

// Across the axis, and the angle.
static qn_degree_pair held_of(const qn_joint_pass *p, qn_vec2 axis)
{
    return qn_pair_of(p, qn_degree_along(p, qn_left(axis)), qn_degree_turning(p));
}

static qn_vec2 held_error(const qn_joint_pass *p, qn_vec2 axis)
{
    return qn_v2(qn_cross(axis, p->offset), qn_pass_angle(p));
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world;
    qn_joint_row *row = p->row;
    qn_vec2 axis = qn_pass_axis(p);
    if ((row->flags & QN_JOINT_HAS_ANY) != 0) {
        qn_degree along = qn_degree_along(p, axis);
        float translation = qn_dot(axis, p->offset);
        qn_solve_free(p, step, use_bias, &along, translation, translation - row->target.x);
    }
    qn_degree_pair held = held_of(p, axis);
    qn_solve_pair(p, &held, &row->soft, use_bias, held_error(p, axis), &row->impulse.point);
}

static int32_t holds(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS])
{
    qn_vec2 axis = qn_pass_axis(p);
    qn_degree_pair held = held_of(p, axis);
    return qn_hold_pair(&held, held_error(p, axis), &p->row->impulse.point, holds);
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    qn_vec2 axis = qn_pass_axis(p);
    qn_vec2 push = qn_mul(qn_free_impulse(p->row), axis);
    push = qn_mul_add(push, p->row->impulse.point.x, qn_left(axis));
    return (qn_joint_load){push, p->row->impulse.point.y};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    qn_vec2 axis = qn_pass_axis(p);
    float across = qn_abs(qn_cross(axis, p->offset));
    float beyond = qn_pass_limit_error(p, qn_dot(axis, p->offset));
    return (qn_joint_error){qn_length(qn_v2(across, beyond)), qn_abs(qn_pass_angle(p))};
}

const qn_joint_kind qn_prismatic_kind = {
    .solve = solve, .load = load, .holds = holds, .error = error, .pushes_at_b = true};
