// The weld joint: rigid, or with a spring in position and one in angle.
//
// A rigid weld is held at the point where pushing does not turn the bodies against each other: from
// there the angle and the position do not couple, so both are solved at once and exactly.
#include "quoin/physics/joint/weld.h"

#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_weld_def qn_weld_def_default(void)
{
    return (qn_weld_def){.cookie = QN_COOKIE_JOINT(QN_JOINT_WELD)};
}

static qn_error check(const qn_world *world, const qn_weld_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_WELD));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(qn_joint_check_spring(world, def->linear_hz, def->linear_damping_ratio));
    return qn_joint_check_spring(world, def->angular_hz, def->angular_damping_ratio);
}

qn_joint_id qn_weld_create(qn_world *world, const qn_weld_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_WELD, &def->base);
    made.link.flags |= QN_JOINT_HAS_SPRING;
    made.spring = qn_joint_spring_of(def->linear_hz, def->linear_damping_ratio);
    made.turn_spring = qn_joint_spring_of(def->angular_hz, def->angular_damping_ratio);
    return qn_joint_add(world, &qn_weld_kind, &made);
}

qn_weld_def qn_weld_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_WELD);
    if (joint == NULL) {
        return (qn_weld_def){0};
    }
    return (qn_weld_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_WELD),
        .base = qn_joint_base_of(world, joint),
        .linear_hz = joint->spring.hertz,
        .linear_damping_ratio = joint->spring.damping_ratio,
        .angular_hz = joint->turn_spring.hertz,
        .angular_damping_ratio = joint->turn_spring.damping_ratio,
    };
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_weld_set_linear(qn_world *world, qn_joint_id id, float hertz, float damping_ratio)
{
    return qn_joint_put_spring(world, id, QN_JOINT_WELD, true, hertz, damping_ratio);
}

qn_error qn_weld_set_angular(qn_world *world, qn_joint_id id, float hertz, float damping_ratio)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_WELD, &joint));
    QN_TRY(qn_joint_check_spring(world, hertz, damping_ratio));
    joint->turn_spring = qn_joint_spring_of(hertz, damping_ratio);
    return qn_joint_changed(world, joint);
}

// ---- Solve ----------------------------------------------------------------------------------

static bool is_soft(const qn_spring_row *spring) { return spring->hertz > 0.0f; }

static bool is_rigid(const qn_joint_row *row)
{
    return !is_soft(&row->spring) && !is_soft(&row->turn_spring);
}

// What is off leaves nothing behind to warm start with.
static void prepare(qn_world *world, const qn_step *step, qn_joint_row *row)
{
    (void)world, (void)step;
    if (is_soft(&row->spring)) {
        row->impulse.point = (qn_vec2){0.0f, 0.0f};
    } else {
        row->impulse.spring = (qn_vec2){0.0f, 0.0f};
    }
    if (is_soft(&row->turn_spring)) {
        row->impulse.turn = 0.0f;
    } else {
        row->impulse.turn_spring = 0.0f;
    }
}

// From the anchors to the point about which a rigid weld is solved.
static qn_vec2 shift_of(const qn_joint_pass *p)
{
    const qn_joint_row *row = p->row;
    if (!is_rigid(row)) {
        return (qn_vec2){0.0f, 0.0f};
    }
    qn_vec2 sum = qn_mul(row->inv_inertia_a, p->arm_a);
    sum = qn_mul_add(sum, row->inv_inertia_b, p->arm_b);
    return qn_mul(-row->axial_mass, sum);
}

// The position as held at the shifted point; the arms of the pass move there.
static qn_vec2 shift(qn_joint_pass *p, float angle)
{
    qn_vec2 by = shift_of(p);
    p->arm_a = qn_add(p->arm_a, by);
    p->arm_b = qn_add(p->arm_b, by);
    return qn_add(p->offset, qn_cross_sv(angle, by));
}

static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world, (void)step;
    qn_joint_row *row = p->row;
    float angle = qn_pass_angle(p);
    qn_vec2 error = shift(p, angle);
    qn_degree turning = qn_degree_turning(p);
    if (!is_soft(&row->turn_spring)) {
        qn_solve_hold(p, &turning, &row->soft, use_bias, angle, &row->impulse.turn);
    } else if (use_bias) {
        qn_solve_spring(p, &turning, &row->turn_spring, angle, &row->impulse.turn_spring);
    }
    qn_degree_pair point = qn_point_pair(p);
    if (!is_soft(&row->spring)) {
        qn_solve_pair(p, &point, &row->soft, use_bias, error, &row->impulse.point);
    } else if (use_bias) {
        qn_solve_pair_spring(p, &point, &row->spring, error, &row->impulse.spring);
    }
}

static int32_t holds(const qn_joint_pass *p, qn_hold holds[QN_MAX_HOLDS])
{
    qn_joint_pass shifted = *p;
    float angle = qn_pass_angle(p);
    qn_vec2 error = shift(&shifted, angle);
    qn_degree_pair point = qn_point_pair(&shifted);
    qn_degree turning = qn_degree_turning(&shifted);
    int32_t count = 0;
    if (!is_soft(&p->row->spring)) {
        count = qn_hold_pair(&point, error, &p->row->impulse.point, holds);
    }
    if (!is_soft(&p->row->turn_spring)) {
        holds[count++] = qn_hold_of(&turning, angle, &p->row->impulse.turn);
    }
    return count;
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    const qn_joint_impulses *impulse = &p->row->impulse;
    qn_vec2 push = qn_add(impulse->point, impulse->spring);
    float twist = impulse->turn + impulse->turn_spring;
    return (qn_joint_load){push, twist + qn_cross(shift_of(p), push)};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    bool holds_point = !is_soft(&p->row->spring);
    bool holds_angle = !is_soft(&p->row->turn_spring);
    return (qn_joint_error){holds_point ? qn_length(p->offset) : 0.0f,
                            holds_angle ? qn_abs(qn_pass_angle(p)) : 0.0f};
}

const qn_joint_kind qn_weld_kind = {
    .prepare = prepare, .solve = solve, .load = load, .holds = holds, .error = error};
