// The passes over pins, four at a time. What each does is revolute.c's, in its order: spring,
// motor, limits, then the point; springs push in the pass with bias only (see pass.h).
//
// Bodies move once in a sub-step, before the relaxing pass. So that pass finds the new arms and K,
// and the next warm start and the pass with bias use them again. Where the direct solver comes
// before the relaxing pass, all are turned for it at once.
//
// Blocks run in order; those of the overflow run once for each lane, as several of their lanes may
// hold the same body.
#include "physics/joint/pin_turn.h"
#include "physics/joint/pins.h"
#include "physics/world.h"

#include <string.h>

typedef struct pass {
    qn_f4 inv_h;
    bool use_bias, turns;
} pass;

typedef void pass_fn(const pass *p, qn_pin_block *pin, qn_pin_power *power, qn_lanes *a,
                     qn_lanes *b);

// ---- The passes over one block --------------------------------------------------------------

// v -+ m P, w -+ I (r x P)
QN_LANES_INLINE void push(const qn_pin_block *pin, qn_lanes *a, qn_lanes *b, qn_f4 px, qn_f4 py)
{
    a->vx = qn_f4_mul_sub(a->vx, pin->inv_mass_a, px);
    a->vy = qn_f4_mul_sub(a->vy, pin->inv_mass_a, py);
    a->w = qn_f4_mul_sub(a->w, pin->inv_inertia_a, qn_f4_cross(pin->arm_ax, pin->arm_ay, px, py));
    b->vx = qn_f4_mul_add(b->vx, pin->inv_mass_b, px);
    b->vy = qn_f4_mul_add(b->vy, pin->inv_mass_b, py);
    b->w = qn_f4_mul_add(b->w, pin->inv_inertia_b, qn_f4_cross(pin->arm_bx, pin->arm_by, px, py));
}

QN_LANES_INLINE void twist(const qn_pin_block *pin, qn_lanes *a, qn_lanes *b, qn_f4 impulse)
{
    a->w = qn_f4_mul_sub(a->w, pin->inv_inertia_a, impulse);
    b->w = qn_f4_mul_add(b->w, pin->inv_inertia_b, impulse);
}

QN_LANES_INLINE qn_f4 sum_of_powers(const qn_pin_power *power)
{
    qn_f4 free = qn_f4_add(power->spring_impulse, power->motor_impulse);
    return qn_f4_add(free, qn_f4_sub(power->lower_impulse, power->upper_impulse));
}

QN_LANES_INLINE void warm_start(const pass *p, qn_pin_block *pin, qn_pin_power *power, qn_lanes *a,
                                qn_lanes *b)
{
    (void)p;
    push(pin, a, b, pin->impulse_x, pin->impulse_y);
    if (power != NULL) {
        twist(pin, a, b, sum_of_powers(power));
    }
}

QN_LANES_INLINE qn_f4 within(qn_f4 value, qn_f4 most)
{
    return qn_f4_max(qn_f4_neg(most), qn_f4_min(value, most));
}

// impulse - M (mass_scale w + rate stretch) - impulse_scale impulse
QN_LANES_INLINE qn_f4 sprung(const qn_pin_power *power, qn_f4 speed)
{
    qn_f4 before = power->spring_impulse;
    qn_f4 stretch = qn_f4_unwind(qn_f4_sub(power->angle, power->target));
    qn_f4 wanted =
        qn_f4_mul_add(qn_f4_mul(power->spring_mass_scale, speed), power->spring_rate, stretch);
    qn_f4 after = qn_f4_mul_sub(before, power->axial_mass, wanted);
    after = qn_f4_mul_sub(after, power->spring_impulse_scale, before);
    return within(after, power->spring_most);
}

// One-sided: `gap` is how far the limit is away, `speed` how fast it opens.
QN_LANES_INLINE qn_f4 limited(const pass *p, const qn_pin_power *power, qn_f4 gap, qn_f4 speed,
                              qn_f4 before)
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
QN_LANES_INLINE void take(const qn_pin_power *power, qn_f4 *impulse, qn_f4 after, qn_f4 *speed)
{
    *speed = qn_f4_mul_add(*speed, power->inv_axial_mass, qn_f4_sub(after, *impulse));
    *impulse = after;
}

QN_LANES_INLINE void solve_powers(const pass *p, const qn_pin_block *pin, qn_pin_power *power,
                                  qn_lanes *a, qn_lanes *b)
{
    qn_f4 before = sum_of_powers(power);
    qn_f4 speed = qn_f4_sub(b->w, a->w);
    if (p->use_bias) {
        take(power, &power->spring_impulse, sprung(power, speed), &speed);
    }
    qn_f4 slip = qn_f4_sub(speed, power->motor_speed);
    qn_f4 driven = qn_f4_mul_sub(power->motor_impulse, power->axial_mass, slip);
    take(power, &power->motor_impulse, within(driven, power->motor_most), &speed);
    qn_f4 lower =
        limited(p, power, qn_f4_sub(power->angle, power->lower), speed, power->lower_impulse);
    take(power, &power->lower_impulse, lower, &speed);
    power->upper_impulse = limited(p, power, qn_f4_sub(power->upper, power->angle),
                                   qn_f4_neg(speed), power->upper_impulse);
    qn_f4 after = sum_of_powers(power);
    twist(pin, a, b, qn_f4_sub(after, before));
    if (!p->use_bias) {
        power->load = qn_f4_add(power->load, after);
    }
}

// With bias: P -= K^-1 mass_scale (v + bias_rate offset) + impulse_scale P; without: P -= K^-1 v.
QN_LANES_INLINE void solve_point(const pass *p, qn_pin_block *pin, qn_lanes *a, qn_lanes *b)
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
    push(pin, a, b, px, py);
}

QN_LANES_INLINE void turn(const pass *p, qn_pin_block *pin, qn_pin_power *power, qn_lanes *a,
                          qn_lanes *b)
{
    (void)p;
    qn_pin_turn(pin, a, b);
    if (power != NULL) {
        qn_pin_power_turn(power, a, b);
    }
}

QN_LANES_INLINE void solve(const pass *p, qn_pin_block *pin, qn_pin_power *power, qn_lanes *a,
                           qn_lanes *b)
{
    if (p->turns) {
        turn(p, pin, power, a, b);
    }
    if (power != NULL) {
        solve_powers(p, pin, power, a, b);
    }
    solve_point(p, pin, a, b);
    if (!p->use_bias) {
        // What the relaxing pass leaves is what the sub-step has pushed with.
        pin->load_x = qn_f4_add(pin->load_x, pin->impulse_x);
        pin->load_y = qn_f4_add(pin->load_y, pin->impulse_y);
    }
}

// ---- Running a pass over all blocks ---------------------------------------------------------

// Of all vectors between two places in memory.
static void copy_lane(void *to, const void *from, size_t bytes, int lane)
{
    for (size_t at = (size_t)lane * sizeof(float); at < bytes; at += sizeof(qn_f4)) {
        memcpy((char *)to + at, (const char *)from + at, sizeof(float));
    }
}

// One lane of a block whose lanes may share bodies: all lanes are computed, one is kept.
QN_LANES_INLINE void run_lane(qn_world *world, const pass *p, pass_fn *run, qn_pin_block *pin,
                              qn_pin_power *power, int lane)
{
    int32_t rows_a[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    int32_t rows_b[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    rows_a[lane] = pin->row_a[lane];
    rows_b[lane] = pin->row_b[lane];
    qn_lanes a = qn_lanes_gather(world, rows_a);
    qn_lanes b = qn_lanes_gather(world, rows_b);
    qn_pin_block solved = *pin;
    qn_pin_power turned;
    if (power != NULL) {
        turned = *power;
    }
    run(p, &solved, power != NULL ? &turned : NULL, &a, &b);
    qn_lanes_scatter(world, rows_a, &a);
    qn_lanes_scatter(world, rows_b, &b);
    copy_lane(pin, &solved, sizeof solved, lane);
    if (power != NULL) {
        copy_lane(power, &turned, sizeof turned, lane);
    }
}

QN_LANES_INLINE void run_block(qn_world *world, const pass *p, pass_fn *run, qn_pin_block *pin,
                               qn_pin_power *power, bool moves)
{
    qn_lanes a =
        p->turns ? qn_lanes_gather(world, pin->row_a) : qn_lanes_gather_speeds(world, pin->row_a);
    qn_lanes b =
        p->turns ? qn_lanes_gather(world, pin->row_b) : qn_lanes_gather_speeds(world, pin->row_b);
    run(p, pin, power, &a, &b);
    if (moves) {
        qn_lanes_scatter(world, pin->row_a, &a);
        qn_lanes_scatter(world, pin->row_b, &b);
    }
}

// Inlined into each pass, so that `run` is known and the block stays in registers.
QN_LANES_INLINE void run_blocks(qn_world *world, const pass *p, pass_fn *run, bool moves)
{
    const qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->pin_power_count; ++i) {
        for (int lane = 0; i < s->pin_power_overflow && lane < 4; ++lane) {
            run_lane(world, p, run, &s->pin_blocks[i], &s->pin_powers[i], lane);
        }
        if (i >= s->pin_power_overflow) {
            run_block(world, p, run, &s->pin_blocks[i], &s->pin_powers[i], moves);
        }
    }
    for (int32_t i = s->pin_power_count; i < s->pin_block_count; ++i) {
        for (int lane = 0; i < s->pin_overflow && lane < 4; ++lane) {
            run_lane(world, p, run, &s->pin_blocks[i], NULL, lane);
        }
        if (i >= s->pin_overflow) {
            run_block(world, p, run, &s->pin_blocks[i], NULL, moves);
        }
    }
}

void qn_pins_warm_start(qn_world *world)
{
    const pass p = {qn_f4_zero(), false, false};
    run_blocks(world, &p, warm_start, true);
}

void qn_pins_turn(qn_world *world)
{
    const pass p = {qn_f4_zero(), false, true};
    run_blocks(world, &p, turn, false);
}

void qn_pins_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    if (use_bias) {
        const pass p = {qn_f4_splat(step->inv_h), true, false};
        run_blocks(world, &p, solve, true);
    } else if (world->scratch->direct_row_count > 0) {
        const pass p = {qn_f4_splat(step->inv_h), false, false};
        run_blocks(world, &p, solve, true);
    } else {
        const pass p = {qn_f4_splat(step->inv_h), false, true};
        run_blocks(world, &p, solve, true);
    }
}

// ---- One lane -------------------------------------------------------------------------------

static float *lane_of(qn_f4 *vector, int32_t lane) { return (float *)(void *)vector + lane; }

int32_t qn_pin_holds(qn_world *world, int32_t lane, qn_hold holds[QN_MAX_HOLDS])
{
    qn_pin_block *pin = &world->scratch->pin_blocks[lane / 4];
    int32_t i = lane % 4;
    holds[0] = (qn_hold){{1.0f, 0.0f},
                         -*lane_of(&pin->arm_ay, i),
                         -*lane_of(&pin->arm_by, i),
                         *lane_of(&pin->offset_x, i),
                         lane_of(&pin->impulse_x, i)};
    holds[1] = (qn_hold){{0.0f, 1.0f},
                         *lane_of(&pin->arm_ax, i),
                         *lane_of(&pin->arm_bx, i),
                         *lane_of(&pin->offset_y, i),
                         lane_of(&pin->impulse_y, i)};
    return 2;
}

// ---- Store ----------------------------------------------------------------------------------

// What four joints are told: rows of lanes.
typedef struct told {
    float x[4], y[4], load_x[4], load_y[4];
    float spring[4], motor[4], lower[4], upper[4], turn_load[4];
} told;

static qn_f4 is_finite(qn_f4 a)
{
    return qn_f4_greater(qn_f4_splat(__builtin_inff()), qn_f4_abs(a));
}

static void tell(float to[4], qn_f4 is_sound, qn_f4 value)
{
    qn_f4_store(to, qn_f4_and(is_sound, value));
}

// As the forces that they are read as: an impulse may be a number whose force is none.
static qn_f4 are_forces(const qn_pin_block *pin, const qn_pin_power *power, qn_f4 inv_h)
{
    qn_f4 sound = qn_f4_and(is_finite(qn_f4_mul(inv_h, pin->impulse_x)),
                            is_finite(qn_f4_mul(inv_h, pin->impulse_y)));
    if (power != NULL) {
        sound = qn_f4_and(sound, is_finite(qn_f4_mul(inv_h, power->spring_impulse)));
        sound = qn_f4_and(sound, is_finite(qn_f4_mul(inv_h, power->motor_impulse)));
        sound = qn_f4_and(sound, is_finite(qn_f4_mul(inv_h, power->lower_impulse)));
        sound = qn_f4_and(sound, is_finite(qn_f4_mul(inv_h, power->upper_impulse)));
    }
    return sound;
}

static void tell_all(told *t, const qn_pin_block *pin, const qn_pin_power *power,
                     const qn_step *step)
{
    qn_f4 scale = qn_f4_splat(step->inv_h / (float)step->substep_count);
    qn_f4 load_x = qn_f4_mul(scale, pin->load_x), load_y = qn_f4_mul(scale, pin->load_y);
    qn_f4 turn_load = power != NULL ? qn_f4_mul(scale, power->load) : qn_f4_zero();
    qn_f4 sound = are_forces(pin, power, qn_f4_splat(step->inv_h));
    sound = qn_f4_and(sound, qn_f4_and(is_finite(load_x), is_finite(load_y)));
    sound = qn_f4_and(sound, is_finite(turn_load));
    tell(t->x, sound, pin->impulse_x);
    tell(t->y, sound, pin->impulse_y);
    tell(t->load_x, sound, load_x);
    tell(t->load_y, sound, load_y);
    if (power != NULL) {
        tell(t->spring, sound, power->spring_impulse);
        tell(t->motor, sound, power->motor_impulse);
        tell(t->lower, sound, power->lower_impulse);
        tell(t->upper, sound, power->upper_impulse);
        tell(t->turn_load, sound, turn_load);
    }
}

static void store_lane(qn_world *world, int32_t index, const told *t, int lane, float inv_h)
{
    if (index == QN_NONE) {
        return;
    }
    qn_joint *joint = &world->joints[index];
    joint->impulse = (qn_joint_impulses){
        .point = {t->x[lane], t->y[lane]},
        .spring = {t->spring[lane], 0.0f},
        .motor = {t->motor[lane], 0.0f},
        .lower = t->lower[lane],
        .upper = t->upper[lane],
    };
    joint->load = qn_v2(t->load_x[lane], t->load_y[lane]);
    joint->turn_load = t->turn_load[lane];
    joint->inv_substep = inv_h;
}

void qn_pins_store(qn_world *world, const qn_step *step)
{
    const qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->pin_block_count; ++i) {
        const qn_pin_block *pin = &s->pin_blocks[i];
        told t = {.x = {0.0f}};
        tell_all(&t, pin, i < s->pin_power_count ? &s->pin_powers[i] : NULL, step);
        for (int lane = 0; lane < 4; ++lane) {
            store_lane(world, pin->joint[lane], &t, lane, step->inv_h);
        }
    }
}
