// The pieces that joints are made of: one pass over one joint, and the degrees of freedom in it.
//
// A degree of freedom is one direction in which the two bodies move against each other: along an
// axis, or turning. Springs, motors, limits and rigid holds work on any of them, so that a kind
// only says which degrees it has. A pair of degrees is solved as one 2x2 block where they couple.
//
// Springs are solved in the pass with bias only: their force is a function of the position and the
// velocity at the start of the sub-step, and the relaxing pass would apply it a second time.
#ifndef PHYSICS_JOINT_PASS_H
#define PHYSICS_JOINT_PASS_H

#include "physics/joint/row.h"
#include "physics/step.h"

typedef struct qn_joint_pass {
    qn_joint_row *row;
    qn_velocity a, b;
    qn_vec2 arm_a, arm_b; // from the centres to where impulses act, as turned so far
    qn_vec2 offset;       // of anchor b from anchor a
} qn_joint_pass;

// speed = axis . (vb - va) + lever_b wb - lever_a wa
typedef struct qn_degree {
    qn_vec2 axis;
    float lever_a, lever_b;
    float mass; // effective; 0 where nothing gives way
} qn_degree;

// ---- Angles ---------------------------------------------------------------------------------

// Whole turns nearest to an angle; 0 where it is beyond counting.
static inline float qn_whole_turns(float angle)
{
    float turns = angle * (0.5f / QN_PI);
    if (!(qn_abs(turns) < 1.0e5f)) {
        return 0.0f;
    }
    return (float)(int32_t)(turns < 0.0f ? turns - 0.5f : turns + 0.5f);
}

// Within half a turn of 0. The second constant is what 2 * QN_PI is too much.
static inline float qn_unwind(float angle)
{
    float turns = qn_whole_turns(angle);
    return angle - 2.0f * QN_PI * turns + 1.7484556e-7f * turns;
}

static inline float qn_pass_angle(const qn_joint_pass *p)
{
    return p->row->angle + qn_rot_angle(qn_rot_inv_mul(p->a.turned, p->b.turned));
}

static inline qn_vec2 qn_pass_axis(const qn_joint_pass *p)
{
    return qn_rotate(p->a.turned, p->row->axis);
}

// ---- Impulses -------------------------------------------------------------------------------

static inline void qn_push(qn_joint_pass *p, qn_vec2 impulse)
{
    p->a.v = qn_mul_add(p->a.v, -p->row->inv_mass_a, impulse);
    p->a.w -= p->row->inv_inertia_a * qn_cross(p->arm_a, impulse);
    p->b.v = qn_mul_add(p->b.v, p->row->inv_mass_b, impulse);
    p->b.w += p->row->inv_inertia_b * qn_cross(p->arm_b, impulse);
}

static inline void qn_twist(qn_joint_pass *p, float impulse)
{
    p->a.w -= p->row->inv_inertia_a * impulse;
    p->b.w += p->row->inv_inertia_b * impulse;
}

static inline void qn_degree_push(qn_joint_pass *p, const qn_degree *d, float impulse)
{
    p->a.v = qn_mul_add(p->a.v, -(p->row->inv_mass_a * impulse), d->axis);
    p->a.w -= p->row->inv_inertia_a * d->lever_a * impulse;
    p->b.v = qn_mul_add(p->b.v, p->row->inv_mass_b * impulse, d->axis);
    p->b.w += p->row->inv_inertia_b * d->lever_b * impulse;
}

static inline float qn_degree_speed(const qn_joint_pass *p, const qn_degree *d)
{
    return qn_dot(d->axis, qn_sub(p->b.v, p->a.v)) + d->lever_b * p->b.w - d->lever_a * p->a.w;
}

// ---- Degrees --------------------------------------------------------------------------------

// Entry (d, e) of J M^-1 J^T.
static inline float qn_coupling(const qn_joint_row *row, const qn_degree *d, const qn_degree *e)
{
    return (row->inv_mass_a + row->inv_mass_b) * qn_dot(d->axis, e->axis) +
           row->inv_inertia_a * d->lever_a * e->lever_a +
           row->inv_inertia_b * d->lever_b * e->lever_b;
}

// Zero where the reciprocal would overflow.
static inline float qn_reciprocal(float k) { return k > 1.0e-37f ? 1.0f / k : 0.0f; }

static inline qn_degree qn_degree_along(const qn_joint_pass *p, qn_vec2 axis)
{
    qn_degree d = {axis, qn_cross(p->arm_a, axis), qn_cross(p->arm_b, axis), 0.0f};
    d.mass = qn_reciprocal(qn_coupling(p->row, &d, &d));
    return d;
}

static inline qn_degree qn_degree_turning(const qn_joint_pass *p)
{
    return (qn_degree){{0.0f, 0.0f}, 1.0f, 1.0f, p->row->axial_mass};
}

// ---- One degree -----------------------------------------------------------------------------

static inline void qn_solve_spring(qn_joint_pass *p, const qn_degree *d,
                                   const qn_spring_row *spring, float stretch, float *impulse)
{
    float before = *impulse;
    float wanted = spring->soft.mass_scale * qn_degree_speed(p, d) + spring->soft.rate * stretch;
    float after = before - d->mass * wanted - spring->soft.impulse_scale * before;
    *impulse = qn_clamp(after, spring->lower, spring->upper);
    qn_degree_push(p, d, *impulse - before);
}

static inline void qn_solve_motor(qn_joint_pass *p, const qn_degree *d, float speed, float most,
                                  float *impulse)
{
    float before = *impulse;
    *impulse = qn_clamp(before - d->mass * (qn_degree_speed(p, d) - speed), -most, most);
    qn_degree_push(p, d, *impulse - before);
}

// One-sided: `gap` is how far the limit is away, `speed` how fast it opens. Returns the impulse.
static inline float qn_limit_impulse(const qn_joint_row *row, const qn_step *step, bool use_bias,
                                     float mass, float gap, float speed, float before)
{
    float bias = 0.0f, mass_scale = 1.0f, impulse_scale = 0.0f;
    if (gap > 0.0f) {
        bias = gap * step->inv_h; // speculative: may close in this sub-step, and no more
    } else if (use_bias) {
        bias = row->limit_soft.bias_rate * gap;
        mass_scale = row->limit_soft.mass_scale;
        impulse_scale = row->limit_soft.impulse_scale;
    }
    float impulse = -mass * mass_scale * (speed + bias) - impulse_scale * before;
    return qn_max(before + impulse, 0.0f);
}

static inline void qn_solve_limits(qn_joint_pass *p, const qn_step *step, bool use_bias,
                                   const qn_degree *d, float position)
{
    qn_joint_row *row = p->row;
    float before = row->impulse.lower;
    row->impulse.lower = qn_limit_impulse(row, step, use_bias, d->mass, position - row->lower,
                                          qn_degree_speed(p, d), before);
    qn_degree_push(p, d, row->impulse.lower - before);
    before = row->impulse.upper;
    row->impulse.upper = qn_limit_impulse(row, step, use_bias, d->mass, row->upper - position,
                                          -qn_degree_speed(p, d), before);
    qn_degree_push(p, d, before - row->impulse.upper);
}

// Beyond the limits, if there are any.
static inline float qn_pass_limit_error(const qn_joint_pass *p, float position)
{
    if ((p->row->flags & QN_JOINT_HAS_LIMIT) == 0) {
        return 0.0f;
    }
    return qn_max(0.0f, qn_max(p->row->lower - position, position - p->row->upper));
}

// All that may act on the one degree that a joint leaves free. `stretch` is that of the spring.
static inline void qn_solve_free(qn_joint_pass *p, const qn_step *step, bool use_bias,
                                 const qn_degree *d, float position, float stretch)
{
    qn_joint_row *row = p->row;
    if (use_bias && (row->flags & QN_JOINT_HAS_SPRING) != 0) {
        qn_solve_spring(p, d, &row->spring, stretch, &row->impulse.spring.x);
    }
    if ((row->flags & QN_JOINT_HAS_MOTOR) != 0) {
        qn_solve_motor(p, d, row->speed.x, row->max_motor, &row->impulse.motor.x);
    }
    if ((row->flags & QN_JOINT_HAS_LIMIT) != 0) {
        qn_solve_limits(p, step, use_bias, d, position);
    }
}

static inline float qn_free_impulse(const qn_joint_row *row)
{
    const qn_joint_impulses *impulse = &row->impulse;
    return impulse->spring.x + impulse->motor.x + impulse->lower - impulse->upper;
}

// Two-sided: what brings the speed to 0, and the error too where there is a bias. The change.
static inline float qn_hold_impulse(const qn_softness *soft, bool use_bias, float mass, float error,
                                    float speed, float before)
{
    if (!use_bias) {
        return -mass * speed;
    }
    float wanted = soft->mass_scale * (speed + soft->bias_rate * error);
    return -mass * wanted - soft->impulse_scale * before;
}

// Holds one degree at error 0.
static inline void qn_solve_hold(qn_joint_pass *p, const qn_degree *d, const qn_softness *soft,
                                 bool use_bias, float error, float *impulse)
{
    float speed = qn_degree_speed(p, d);
    float change = qn_hold_impulse(soft, use_bias, d->mass, error, speed, *impulse);
    *impulse += change;
    qn_degree_push(p, d, change);
}

// ---- Two degrees ----------------------------------------------------------------------------

typedef struct qn_degree_pair {
    qn_degree x, y;
    float k12;
} qn_degree_pair;

static inline qn_degree_pair qn_pair_of(const qn_joint_pass *p, qn_degree x, qn_degree y)
{
    return (qn_degree_pair){x, y, qn_coupling(p->row, &x, &y)};
}

// The two coordinates of the anchors against each other.
static inline qn_degree_pair qn_point_pair(const qn_joint_pass *p)
{
    return qn_pair_of(p, qn_degree_along(p, qn_v2(1.0f, 0.0f)),
                      qn_degree_along(p, qn_v2(0.0f, 1.0f)));
}

// Solves K r = b. Where K is near singular, one after the other, which still converges.
static inline qn_vec2 qn_pair_solve(const qn_degree_pair *pair, qn_vec2 b)
{
    float mx = pair->x.mass, my = pair->y.mass, k12 = pair->k12;
    float share = 1.0f - (mx * k12) * (my * k12); // determinant over the product of the diagonal
    if (share < 2.0e-6f) {
        float x = mx * b.x;
        return qn_v2(x, my * (b.y - k12 * x));
    }
    float inverse = 1.0f / share;
    return qn_v2(inverse * mx * (b.x - k12 * my * b.y), inverse * my * (b.y - k12 * mx * b.x));
}

static inline qn_vec2 qn_pair_speed(const qn_joint_pass *p, const qn_degree_pair *pair)
{
    return qn_v2(qn_degree_speed(p, &pair->x), qn_degree_speed(p, &pair->y));
}

static inline void qn_pair_push(qn_joint_pass *p, const qn_degree_pair *pair, qn_vec2 impulse)
{
    qn_degree_push(p, &pair->x, impulse.x);
    qn_degree_push(p, &pair->y, impulse.y);
}

static inline void qn_solve_pair(qn_joint_pass *p, const qn_degree_pair *pair,
                                 const qn_softness *soft, bool use_bias, qn_vec2 error,
                                 qn_vec2 *impulse)
{
    qn_vec2 wanted = qn_pair_speed(p, pair), kept = {0.0f, 0.0f};
    if (use_bias) {
        wanted = qn_mul(soft->mass_scale, qn_mul_add(wanted, soft->bias_rate, error));
        kept = qn_mul(soft->impulse_scale, *impulse);
    }
    qn_vec2 change = qn_neg(qn_add(qn_pair_solve(pair, wanted), kept));
    *impulse = qn_add(*impulse, change);
    qn_pair_push(p, pair, change);
}

static inline qn_vec2 qn_clamp_length(qn_vec2 v, float most)
{
    float length = qn_length(v);
    return length > most ? qn_mul(most / length, v) : v;
}

// A spring between two points; its pull has no more than spring->upper, whatever its direction.
static inline void qn_solve_pair_spring(qn_joint_pass *p, const qn_degree_pair *pair,
                                        const qn_spring_row *spring, qn_vec2 stretch,
                                        qn_vec2 *impulse)
{
    qn_vec2 before = *impulse;
    qn_vec2 wanted = qn_mul(spring->soft.mass_scale, qn_pair_speed(p, pair));
    wanted = qn_pair_solve(pair, qn_mul_add(wanted, spring->soft.rate, stretch));
    qn_vec2 after = qn_sub(qn_mul(1.0f - spring->soft.impulse_scale, before), wanted);
    *impulse = qn_clamp_length(after, spring->upper);
    qn_pair_push(p, pair, qn_sub(*impulse, before));
}

static inline void qn_solve_pair_motor(qn_joint_pass *p, const qn_degree_pair *pair, qn_vec2 speed,
                                       float most, qn_vec2 *impulse)
{
    qn_vec2 before = *impulse;
    qn_vec2 wanted = qn_pair_solve(pair, qn_sub(qn_pair_speed(p, pair), speed));
    *impulse = qn_clamp_length(qn_sub(before, wanted), most);
    qn_pair_push(p, pair, qn_sub(*impulse, before));
}

#endif
