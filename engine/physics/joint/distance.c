// The distance joint: a rod, a rope, a spring or a jack along the line between its anchors.
#include "quoin/physics/joint/distance.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_distance_def qn_distance_def_default(void)
{
    return (qn_distance_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_DISTANCE),
        .length_m = 1.0f,
        .lower_spring_force_n = -QN_MAX_JOINT_FORCE,
        .upper_spring_force_n = QN_MAX_JOINT_FORCE,
        .upper_length_m = QN_MAX_JOINT_LENGTH_M,
    };
}

static qn_joint_limit limit_of(const qn_distance_def *def)
{
    return (qn_joint_limit){def->enable_limit, def->lower_length_m, def->upper_length_m};
}

static qn_joint_motor motor_of(const qn_distance_def *def)
{
    return (qn_joint_motor){def->enable_motor, def->motor_speed_mps, def->max_motor_force_n};
}

static qn_error check_range(const qn_world *world, float lower_n, float upper_n)
{
    QN_TRY(qn_check_range(world, lower_n, -QN_MAX_JOINT_FORCE, 0.0f, "lower_spring_force_n"));
    return qn_check_range(world, upper_n, 0.0f, QN_MAX_JOINT_FORCE, "upper_spring_force_n");
}

static qn_error check(const qn_world *world, const qn_distance_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_DISTANCE));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(qn_check_range(world, def->length_m, 0.0f, QN_MAX_JOINT_LENGTH_M, "length_m"));
    QN_TRY(qn_joint_check_spring(world, def->spring_hz, def->spring_damping_ratio));
    QN_TRY(check_range(world, def->lower_spring_force_n, def->upper_spring_force_n));
    QN_TRY(qn_joint_check_limit(world, limit_of(def), 0.0f, QN_MAX_JOINT_LENGTH_M));
    return qn_joint_check_motor(world, motor_of(def), QN_MAX_SPEED_MPS);
}

qn_joint_id qn_distance_create(qn_world *world, const qn_distance_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_DISTANCE, &def->base);
    made.target.x = def->length_m;
    qn_joint_set_flag(&made, QN_JOINT_HAS_SPRING, def->enable_spring);
    made.spring = (qn_joint_spring){def->spring_hz, def->spring_damping_ratio,
                                    def->lower_spring_force_n, def->upper_spring_force_n};
    qn_joint_take_limit(&made, limit_of(def));
    qn_joint_take_motor(&made, motor_of(def));
    return qn_joint_add(world, &qn_distance_kind, &made);
}

qn_distance_def qn_distance_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_DISTANCE);
    if (joint == NULL) {
        return (qn_distance_def){0};
    }
    return (qn_distance_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_DISTANCE),
        .base = qn_joint_base_of(world, joint),
        .length_m = joint->target.x,
        .enable_spring = qn_joint_has(joint, QN_JOINT_HAS_SPRING),
        .spring_hz = joint->spring.hertz,
        .spring_damping_ratio = joint->spring.damping_ratio,
        .lower_spring_force_n = joint->spring.lower,
        .upper_spring_force_n = joint->spring.upper,
        .enable_limit = qn_joint_has(joint, QN_JOINT_HAS_LIMIT),
        .lower_length_m = joint->lower,
        .upper_length_m = joint->upper,
        .enable_motor = qn_joint_has(joint, QN_JOINT_HAS_MOTOR),
        .motor_speed_mps = joint->speed.x,
        .max_motor_force_n = joint->max_motor,
    };
}

// From anchor a to anchor b; any direction will do where they coincide.
static qn_vec2 axis_of(const qn_joint_pass *p)
{
    qn_vec2 axis = qn_normalize(p->offset);
    return axis.x == 0.0f && axis.y == 0.0f ? qn_pass_axis(p) : axis;
}

float qn_distance_length(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_DISTANCE);
    qn_joint_row row;
    return joint != NULL ? qn_length(qn_joint_measure(world, joint, &row).offset) : 0.0f;
}

float qn_distance_speed(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_DISTANCE);
    if (joint == NULL) {
        return 0.0f;
    }
    qn_joint_row row;
    qn_joint_pass p = qn_joint_measure(world, joint, &row);
    qn_degree along = qn_degree_along(&p, axis_of(&p));
    return qn_degree_speed(&p, &along);
}

float qn_distance_motor_force(const qn_world *world, qn_joint_id id)
{
    return qn_joint_motor_load(world, id, QN_JOINT_DISTANCE);
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_distance_set_length(qn_world *world, qn_joint_id id, float length_m)
{
    return qn_joint_put_target(world, id, QN_JOINT_DISTANCE, length_m, 0.0f, QN_MAX_JOINT_LENGTH_M);
}

qn_error qn_distance_set_spring(qn_world *world, qn_joint_id id, bool enable, float hertz,
                                float damping_ratio)
{
    return qn_joint_put_spring(world, id, QN_JOINT_DISTANCE, enable, hertz, damping_ratio);
}

qn_error qn_distance_set_spring_range(qn_world *world, qn_joint_id id, float lower_force_n,
                                      float upper_force_n)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_DISTANCE, &joint));
    QN_TRY(check_range(world, lower_force_n, upper_force_n));
    joint->spring.lower = lower_force_n;
    joint->spring.upper = upper_force_n;
    return qn_joint_changed(world, joint);
}

qn_error qn_distance_set_limit(qn_world *world, qn_joint_id id, bool enable, float lower_m,
                               float upper_m)
{
    qn_joint_limit limit = {enable, lower_m, upper_m};
    return qn_joint_put_limit(world, id, QN_JOINT_DISTANCE, limit, 0.0f, QN_MAX_JOINT_LENGTH_M);
}

qn_error qn_distance_set_motor(qn_world *world, qn_joint_id id, bool enable, float speed_mps,
                               float max_force_n)
{
    qn_joint_motor motor = {enable, speed_mps, max_force_n};
    return qn_joint_put_motor(world, id, QN_JOINT_DISTANCE, motor, QN_MAX_SPEED_MPS);
}

// ---- Solve ----------------------------------------------------------------------------------

static bool is_rod(const qn_joint_row *row) { return (row->flags & QN_JOINT_HAS_ANY) == 0; }

// A rod leaves nothing behind when it becomes something else.
static void prepare(qn_world *world, const qn_step *step, qn_joint_row *row)
{
    (void)world, (void)step;
    row->impulse.point.x = is_rod(row) ? row->impulse.point.x : 0.0f;
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world;
    qn_joint_row *row = p->row;
    qn_degree along = qn_degree_along(p, axis_of(p));
    float length = qn_length(p->offset);
    float stretch = length - row->target.x;
    if (is_rod(row)) {
        qn_solve_hold(p, &along, &row->soft, use_bias, stretch, &row->impulse.point.x);
    } else {
        qn_solve_free(p, step, use_bias, &along, length, stretch);
    }
}

static int32_t holds(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS])
{
    qn_degree along = qn_degree_along(p, axis_of(p));
    float stretch = qn_length(p->offset) - p->row->target.x;
    holds[0] = qn_hold_of(&along, stretch, &p->row->impulse.point.x);
    return is_rod(p->row) ? 1 : 0;
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    float impulse = p->row->impulse.point.x + qn_free_impulse(p->row);
    return (qn_joint_load){qn_mul(impulse, axis_of(p)), 0.0f};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    float length = qn_length(p->offset);
    float linear =
        is_rod(p->row) ? qn_abs(length - p->row->target.x) : qn_pass_limit_error(p, length);
    return (qn_joint_error){linear, 0.0f};
}

const qn_joint_kind qn_distance_kind = {
    .prepare = prepare, .solve = solve, .load = load, .holds = holds, .error = error};
