// What follows from where the two bodies of each pin stand: the arms, the gap between the anchors,
// and the inverse of K, the 2x2 matrix that turns an impulse at the pin into a velocity there.
#ifndef PHYSICS_PIN_TURN_H
#define PHYSICS_PIN_TURN_H

#include "base/angle4.h"
#include "physics/joint/pin_block.h"
#include "physics/solve/lanes.h"

// Zero where the reciprocal would overflow.
QN_LANES_INLINE qn_f4 qn_pin_reciprocal(qn_f4 k)
{
    return qn_f4_and(qn_f4_greater(k, qn_f4_splat(1.0e-37f)), qn_f4_div(qn_f4_splat(1.0f), k));
}

// As qn_pair_solve in pass.h has it: where K is near singular, one coordinate after the other.
QN_LANES_INLINE void qn_pin_invert(qn_pin_block *pin)
{
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 ax = pin->arm_ax, ay = pin->arm_ay, bx = pin->arm_bx, by = pin->arm_by;
    qn_f4 iax = qn_f4_mul(pin->inv_inertia_a, ax), iay = qn_f4_mul(pin->inv_inertia_a, ay);
    qn_f4 ibx = qn_f4_mul(pin->inv_inertia_b, bx), iby = qn_f4_mul(pin->inv_inertia_b, by);
    qn_f4 mass = qn_f4_add(pin->inv_mass_a, pin->inv_mass_b);
    qn_f4 k11 = qn_f4_mul_add(qn_f4_mul_add(mass, iay, ay), iby, by);
    qn_f4 k22 = qn_f4_mul_add(qn_f4_mul_add(mass, iax, ax), ibx, bx);
    qn_f4 k12 = qn_f4_mul_sub(qn_f4_mul_sub(zero, iax, ay), ibx, by);
    qn_f4 mx = qn_pin_reciprocal(k11), my = qn_pin_reciprocal(k22);
    qn_f4 mxk = qn_f4_mul(mx, k12), myk = qn_f4_mul(my, k12);
    // The determinant over the product of the diagonal.
    qn_f4 share = qn_f4_mul_sub(one, mxk, myk);
    qn_f4 is_sound = qn_f4_greater(share, qn_f4_splat(2.0e-6f));
    qn_f4 inverse = qn_f4_div(one, qn_f4_select(is_sound, share, one));
    pin->inv_k11 = qn_f4_mul(inverse, mx);
    pin->inv_k22 = qn_f4_mul(inverse, my);
    pin->inv_k21 = qn_f4_sub(zero, qn_f4_mul(pin->inv_k11, myk));
    pin->inv_k12 = qn_f4_and(is_sound, pin->inv_k21);
}

QN_LANES_INLINE void qn_pin_turn_arms(qn_pin_block *pin, const qn_lanes *a, const qn_lanes *b)
{
    qn_f4 ac = a->turned_c, as = a->turned_s, bc = b->turned_c, bs = b->turned_s;
    pin->arm_ax = qn_f4_mul_sub(qn_f4_mul(ac, pin->anchor_ax), as, pin->anchor_ay);
    pin->arm_ay = qn_f4_mul_add(qn_f4_mul(as, pin->anchor_ax), ac, pin->anchor_ay);
    pin->arm_bx = qn_f4_mul_sub(qn_f4_mul(bc, pin->anchor_bx), bs, pin->anchor_by);
    pin->arm_by = qn_f4_mul_add(qn_f4_mul(bs, pin->anchor_bx), bc, pin->anchor_by);
    qn_f4 dx = qn_f4_add(qn_f4_sub(b->moved_x, a->moved_x), qn_f4_sub(pin->arm_bx, pin->arm_ax));
    qn_f4 dy = qn_f4_add(qn_f4_sub(b->moved_y, a->moved_y), qn_f4_sub(pin->arm_by, pin->arm_ay));
    pin->offset_x = qn_f4_add(dx, pin->center_x);
    pin->offset_y = qn_f4_add(dy, pin->center_y);
}

QN_LANES_INLINE void qn_pin_turn(qn_pin_block *pin, const qn_lanes *a, const qn_lanes *b)
{
    qn_pin_turn_arms(pin, a, b);
    qn_pin_invert(pin);
}

QN_LANES_INLINE void qn_pin_power_turn(qn_pin_power *power, const qn_lanes *a, const qn_lanes *b)
{
    qn_f4 c = qn_f4_dot(a->turned_c, a->turned_s, b->turned_c, b->turned_s);
    qn_f4 s = qn_f4_cross(a->turned_c, a->turned_s, b->turned_c, b->turned_s);
    power->angle = qn_f4_add(power->start_angle, qn_f4_atan2(s, c));
}

#endif
