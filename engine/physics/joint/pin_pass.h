// The passes over a block of pins. What each does is revolute.c's, in its order: spring, motor,
// limits, then the point; springs push in the pass with bias only (see pass.h).
//
// Always inlined, so that the block stays in registers.
#ifndef PHYSICS_PIN_PASS_H
#define PHYSICS_PIN_PASS_H

#include "physics/joint/pin_turn.h"

typedef struct qn_pin_pass {
    qn_f4 inv_h;
    bool use_bias, turns;
} qn_pin_pass;

typedef void qn_pin_pass_fn(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power,
                            qn_lanes *a, qn_lanes *b);

// v -+ m P, w -+ I (r x P)
QN_LANES_INLINE void qn_pin_push(const qn_pin_block *pin, qn_lanes *a, qn_lanes *b, qn_f4 px,
                                 qn_f4 py)
{
    a->vx = qn_f4_mul_sub(a->vx, pin->inv_mass_a, px);
    a->vy = qn_f4_mul_sub(a->vy, pin->inv_mass_a, py);
    a->w = qn_f4_mul_sub(a->w, pin->inv_inertia_a, qn_f4_cross(pin->arm_ax, pin->arm_ay, px, py));
    b->vx = qn_f4_mul_add(b->vx, pin->inv_mass_b, px);
    b->vy = qn_f4_mul_add(b->vy, pin->inv_mass_b, py);
    b->w = qn_f4_mul_add(b->w, pin->inv_inertia_b, qn_f4_cross(pin->arm_bx, pin->arm_by, px, py));
}

QN_LANES_INLINE void qn_pin_twist(const qn_pin_block *pin, qn_lanes *a, qn_lanes *b, qn_f4 impulse)
{
    a->w = qn_f4_mul_sub(a->w, pin->inv_inertia_a, impulse);
    b->w = qn_f4_mul_add(b->w, pin->inv_inertia_b, impulse);
}

QN_LANES_INLINE qn_f4 qn_pin_powers(const qn_pin_power *power)
{
    qn_f4 free = qn_f4_add(power->spring_impulse, power->motor_impulse);
    return qn_f4_add(free, qn_f4_sub(power->lower_impulse, power->upper_impulse));
}

QN_LANES_INLINE void qn_pin_warm_start(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power,
                                       qn_lanes *a, qn_lanes *b)
{
    (void)p;
    qn_pin_push(pin, a, b, pin->impulse_x, pin->impulse_y);
    if (power != NULL) {
        qn_pin_twist(pin, a, b, qn_pin_powers(power));
    }
}

QN_LANES_INLINE qn_f4 qn_pin_within(qn_f4 value, qn_f4 most)
{
    return qn_f4_max(qn_f4_neg(most), qn_f4_min(value, most));
}

// impulse - M (mass_scale w + rate stretch) - impulse_scale impulse
QN_LANES_INLINE qn_f4 qn_pin_sprung(const qn_pin_power *power, qn_f4 speed)
{
    qn_f4 before = power->spring_impulse;
    qn_f4 stretch = qn_f4_unwind(qn_f4_sub(power->angle, power->target));
    qn_f4 wanted =
        qn_f4_mul_add(qn_f4_mul(power->spring_mass_scale, speed), power->spring_rate, stretch);
    qn_f4 after = qn_f4_mul_sub(before, power->axial_mass, wanted);
    after = qn_f4_mul_sub(after, power->spring_impulse_scale, before);
    return qn_pin_within(after, power->spring_most);
}

// One-sided: `gap` is how far the limit is away, `speed` how fast it opens.
QN_LANES_INLINE qn_f4 qn_pin_limited(const qn_pin_pass *p, const qn_pin_power *power, qn_f4 gap,
                                     qn_f4 speed, qn_f4 before)
{
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 is_open = qn_f4_greater(gap, zero);
    qn_f4 bias = qn_f4_mul(gap, p->inv_h); // may close in this sub-step, and no more
    qn_f4 mass = power->axial_mass, kept = zero;
    if (p->use_bias) {
        bias = qn_f4_select(is_open, bias, qn_f4_mul(power->limit_bias_rate, gap));
        mass = qn_f4_mul(mass, qn_f4_select(is_open, one, power->limit_mass_scale));
        kept = qn_f4_mul(qn_f4_select(is_open, zero, power->limit_impulse_scale), before);
    } else {
        bias = qn_f4_and(is_open, bias);
    }
    qn_f4 change = qn_f4_sub(qn_f4_neg(qn_f4_mul(mass, qn_f4_add(speed, bias))), kept);
    return qn_f4_max(qn_f4_add(before, change), zero);
}

// Changes an impulse, and the speed that it turns b against a with.
QN_LANES_INLINE void qn_pin_take(const qn_pin_power *power, qn_f4 *impulse, qn_f4 after,
                                 qn_f4 *speed)
{
    *speed = qn_f4_mul_add(*speed, power->inv_axial_mass, qn_f4_sub(after, *impulse));
    *impulse = after;
}

QN_LANES_INLINE void qn_pin_solve_powers(const qn_pin_pass *p, const qn_pin_block *pin,
                                         qn_pin_power *power, qn_lanes *a, qn_lanes *b)
{
    qn_f4 before = qn_pin_powers(power);
    qn_f4 speed = qn_f4_sub(b->w, a->w);
    if (p->use_bias) {
        qn_pin_take(power, &power->spring_impulse, qn_pin_sprung(power, speed), &speed);
    }
    qn_f4 slip = qn_f4_sub(speed, power->motor_speed);
    qn_f4 driven = qn_f4_mul_sub(power->motor_impulse, power->axial_mass, slip);
    qn_pin_take(power, &power->motor_impulse, qn_pin_within(driven, power->motor_most), &speed);
    qn_f4 lower = qn_pin_limited(p, power, qn_f4_sub(power->angle, power->lower), speed,
                                 power->lower_impulse);
    qn_pin_take(power, &power->lower_impulse, lower, &speed);
    power->upper_impulse = qn_pin_limited(p, power, qn_f4_sub(power->upper, power->angle),
                                          qn_f4_neg(speed), power->upper_impulse);
    qn_f4 after = qn_pin_powers(power);
    qn_pin_twist(pin, a, b, qn_f4_sub(after, before));
    if (!p->use_bias) {
        power->load = qn_f4_add(power->load, after);
    }
}

// With bias: P -= K^-1 mass_scale (v + bias_rate offset) + impulse_scale P; without: P -= K^-1 v.
QN_LANES_INLINE void qn_pin_solve_point(const qn_pin_pass *p, qn_pin_block *pin, qn_lanes *a,
                                        qn_lanes *b)
{
    qn_f4 vx =
        qn_f4_sub(qn_f4_mul_sub(b->vx, b->w, pin->arm_by), qn_f4_mul_sub(a->vx, a->w, pin->arm_ay));
    qn_f4 vy =
        qn_f4_sub(qn_f4_mul_add(b->vy, b->w, pin->arm_bx), qn_f4_mul_add(a->vy, a->w, pin->arm_ax));
    if (p->use_bias) {
        vx = qn_f4_mul(pin->mass_scale, qn_f4_mul_add(vx, pin->bias_rate, pin->offset_x));
        vy = qn_f4_mul(pin->mass_scale, qn_f4_mul_add(vy, pin->bias_rate, pin->offset_y));
    }
    qn_f4 px = qn_f4_neg(qn_f4_dot(pin->inv_k11, pin->inv_k12, vx, vy));
    qn_f4 py = qn_f4_neg(qn_f4_dot(pin->inv_k21, pin->inv_k22, vx, vy));
    if (p->use_bias) {
        px = qn_f4_mul_sub(px, pin->impulse_scale, pin->impulse_x);
        py = qn_f4_mul_sub(py, pin->impulse_scale, pin->impulse_y);
    }
    pin->impulse_x = qn_f4_add(pin->impulse_x, px);
    pin->impulse_y = qn_f4_add(pin->impulse_y, py);
    qn_pin_push(pin, a, b, px, py);
}

// What the relaxing pass leaves is what the sub-step has pushed with.
QN_LANES_INLINE void qn_pin_add_load(qn_pin_block *pin)
{
    pin->load_x = qn_f4_add(pin->load_x, pin->impulse_x);
    pin->load_y = qn_f4_add(pin->load_y, pin->impulse_y);
}

QN_LANES_INLINE void qn_pin_take_turn(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power,
                                      qn_lanes *a, qn_lanes *b)
{
    (void)p;
    qn_pin_turn(pin, a, b);
    if (power != NULL) {
        qn_pin_power_turn(power, a, b);
    }
}

QN_LANES_INLINE void qn_pin_solve(const qn_pin_pass *p, qn_pin_block *pin, qn_pin_power *power,
                                  qn_lanes *a, qn_lanes *b)
{
    if (p->turns) {
        qn_pin_take_turn(p, pin, power, a, b);
    }
    if (power != NULL) {
        qn_pin_solve_powers(p, pin, power, a, b);
    }
    qn_pin_solve_point(p, pin, a, b);
    if (!p->use_bias) {
        qn_pin_add_load(pin);
    }
}

#endif
