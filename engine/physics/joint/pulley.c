// The pulley joint: one rope over two wheels in the world, C = la + ratio lb - total.
//
// Its impulse pulls body a along its part of the rope and body b, times the ratio, along the other.
#include "quoin/physics/joint/pulley.h"

#include "physics/center.h"
#include "physics/joint/kind.h"

// ---- Create and read ------------------------------------------------------------------------

qn_pulley_def qn_pulley_def_default(void)
{
    return (qn_pulley_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_PULLEY),
        .base = {.collide_connected = true},
        .ratio = 1.0f,
    };
}

static qn_error check_wheels(const qn_world *world, qn_vec2 wheel_a_m, qn_vec2 wheel_b_m)
{
    QN_TRY(qn_check_vec2(world, wheel_a_m, QN_MAX_POSITION_M, "wheel_a_m"));
    return qn_check_vec2(world, wheel_b_m, QN_MAX_POSITION_M, "wheel_b_m");
}

static qn_error check_ratio(const qn_world *world, float ratio)
{
    return qn_check_range(world, ratio, QN_MIN_PULLEY_RATIO, QN_MAX_PULLEY_RATIO, "ratio");
}

static qn_error check_length(const qn_world *world, float length_m)
{
    return qn_check_range(world, length_m, 0.0f, QN_MAX_PULLEY_RATIO * QN_MAX_JOINT_LENGTH_M,
                          "total_length_m");
}

static qn_error check(const qn_world *world, const qn_pulley_def *def)
{
    QN_TRY(qn_joint_check_cookie(world, def != NULL ? &def->cookie : NULL, QN_JOINT_PULLEY));
    QN_TRY(qn_joint_check_base(world, &def->base));
    QN_TRY(check_wheels(world, def->wheel_a_m, def->wheel_b_m));
    QN_TRY(check_ratio(world, def->ratio));
    return check_length(world, def->total_length_m);
}

static float length_of(const qn_world *world, const qn_joint *joint, int side)
{
    const qn_motion *motion = qn_motion_of(world, joint->link.body[side]);
    qn_vec2 anchor = side == 0 ? joint->anchor_a : joint->anchor_b;
    return qn_distance(qn_point_in_body(motion, joint->grounds[side]), anchor);
}

static float total_of(const qn_world *world, const qn_joint *joint)
{
    return length_of(world, joint, 0) + joint->ratio * length_of(world, joint, 1);
}

qn_joint_id qn_pulley_create(qn_world *world, const qn_pulley_def *def)
{
    if (world == NULL || check(world, def) != QN_ERROR_OK) {
        return (qn_joint_id){0};
    }
    qn_joint made = qn_joint_made(world, QN_JOINT_PULLEY, &def->base);
    qn_joint_set_flag(&made, QN_JOINT_HAS_LIMIT, def->can_slacken);
    made.grounds[0] = def->wheel_a_m;
    made.grounds[1] = def->wheel_b_m;
    made.ratio = def->ratio;
    made.upper = def->total_length_m > 0.0f ? def->total_length_m : total_of(world, &made);
    return qn_joint_add(world, &qn_pulley_kind, &made);
}

qn_pulley_def qn_pulley_get(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PULLEY);
    if (joint == NULL) {
        return (qn_pulley_def){0};
    }
    return (qn_pulley_def){
        .cookie = QN_COOKIE_JOINT(QN_JOINT_PULLEY),
        .base = qn_joint_base_of(world, joint),
        .wheel_a_m = joint->grounds[0],
        .wheel_b_m = joint->grounds[1],
        .ratio = joint->ratio,
        .total_length_m = joint->upper,
        .can_slacken = qn_joint_has(joint, QN_JOINT_HAS_LIMIT),
    };
}

float qn_pulley_length_a(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PULLEY);
    return joint != NULL ? length_of(world, joint, 0) : 0.0f;
}

float qn_pulley_length_b(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_PULLEY);
    return joint != NULL ? length_of(world, joint, 1) : 0.0f;
}

// ---- Write ----------------------------------------------------------------------------------

qn_error qn_pulley_set_wheels(qn_world *world, qn_joint_id id, qn_vec2 wheel_a_m, qn_vec2 wheel_b_m)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_PULLEY, &joint));
    QN_TRY(check_wheels(world, wheel_a_m, wheel_b_m));
    joint->grounds[0] = wheel_a_m;
    joint->grounds[1] = wheel_b_m;
    return qn_joint_changed(world, joint);
}

qn_error qn_pulley_set_total_length(qn_world *world, qn_joint_id id, float length_m)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_PULLEY, &joint));
    QN_TRY(check_length(world, length_m));
    joint->upper = length_m;
    return qn_joint_changed(world, joint);
}

qn_error qn_pulley_set_ratio(qn_world *world, qn_joint_id id, float ratio)
{
    qn_joint *joint;
    QN_TRY(qn_joint_edit(world, id, QN_JOINT_PULLEY, &joint));
    QN_TRY(check_ratio(world, ratio));
    joint->ratio = ratio;
    return qn_joint_changed(world, joint);
}

// ---- Solve ----------------------------------------------------------------------------------

typedef struct rope {
    qn_vec2 along_a, along_b; // from the wheels to the anchors
    float length_a, length_b;
} rope;

static rope rope_of(const qn_joint_pass *p)
{
    qn_vec2 a = qn_sub(qn_add(p->a.moved, p->arm_a), p->row->ends[0]);
    qn_vec2 b = qn_sub(qn_add(p->b.moved, p->arm_b), p->row->ends[1]);
    return (rope){qn_normalize(a), qn_normalize(b), qn_length(a), qn_length(b)};
}

static float stretch_of(const qn_joint_row *row, const rope *r)
{
    return r->length_a + row->ratio * r->length_b - row->upper;
}

static float square(float x) { return x * x; }

static float mass_of(const qn_joint_pass *p, const rope *r)
{
    const qn_joint_row *row = p->row;
    float a = row->inv_mass_a * qn_length_squared(r->along_a) +
              row->inv_inertia_a * square(qn_cross(p->arm_a, r->along_a));
    float b = row->inv_mass_b * qn_length_squared(r->along_b) +
              row->inv_inertia_b * square(qn_cross(p->arm_b, r->along_b));
    return qn_reciprocal(a + row->ratio * row->ratio * b);
}

static float speed_of(const qn_joint_pass *p, const rope *r)
{
    qn_vec2 a = qn_add(p->a.v, qn_cross_sv(p->a.w, p->arm_a));
    qn_vec2 b = qn_add(p->b.v, qn_cross_sv(p->b.w, p->arm_b));
    return qn_dot(r->along_a, a) + p->row->ratio * qn_dot(r->along_b, b);
}

static void pull(qn_joint_pass *p, const rope *r, float impulse)
{
    const qn_joint_row *row = p->row;
    qn_vec2 on_a = qn_mul(impulse, r->along_a);
    qn_vec2 on_b = qn_mul(row->ratio * impulse, r->along_b);
    p->a.v = qn_mul_add(p->a.v, row->inv_mass_a, on_a);
    p->a.w += row->inv_inertia_a * qn_cross(p->arm_a, on_a);
    p->b.v = qn_mul_add(p->b.v, row->inv_mass_b, on_b);
    p->b.w += row->inv_inertia_b * qn_cross(p->arm_b, on_b);
}

static void warm_start(qn_world *world, qn_joint_pass *p)
{
    (void)world;
    rope r = rope_of(p);
    pull(p, &r, p->row->impulse.point.x - p->row->impulse.upper);
}

// A rope that may slacken is an upper limit, any other one is held.
static void solve(qn_world *world, const qn_step *step, bool use_bias, qn_joint_pass *p)
{
    (void)world;
    qn_joint_row *row = p->row;
    rope r = rope_of(p);
    float mass = mass_of(p, &r), stretch = stretch_of(row, &r), speed = speed_of(p, &r);
    if ((row->flags & QN_JOINT_HAS_LIMIT) != 0) {
        float before = row->impulse.upper;
        row->impulse.upper = qn_limit_impulse(row, step, use_bias, mass, -stretch, -speed, before);
        pull(p, &r, before - row->impulse.upper);
    } else {
        float change =
            qn_hold_impulse(&row->soft, use_bias, mass, stretch, speed, row->impulse.point.x);
        row->impulse.point.x += change;
        pull(p, &r, change);
    }
}

// Where the wheels are seen from, and nothing is left of the other way to hold.
static void prepare(qn_world *world, const qn_step *step, qn_joint_row *row)
{
    (void)world, (void)step;
    bool can_slacken = (row->flags & QN_JOINT_HAS_LIMIT) != 0;
    row->impulse.point.x = can_slacken ? 0.0f : row->impulse.point.x;
}

static qn_joint_load load(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    const qn_joint_row *row = p->row;
    rope r = rope_of(p);
    float impulse = row->impulse.point.x - row->impulse.upper;
    return (qn_joint_load){qn_mul(row->ratio * impulse, r.along_b), 0.0f};
}

static qn_joint_error error(const qn_world *world, const qn_joint_pass *p)
{
    (void)world;
    rope r = rope_of(p);
    float stretch = stretch_of(p->row, &r);
    bool can_slacken = (p->row->flags & QN_JOINT_HAS_LIMIT) != 0;
    return (qn_joint_error){can_slacken ? qn_max(stretch, 0.0f) : qn_abs(stretch), 0.0f};
}

const qn_joint_kind qn_pulley_kind = {
    .prepare = prepare, .warm_start = warm_start, .solve = solve, .load = load, .error = error};
