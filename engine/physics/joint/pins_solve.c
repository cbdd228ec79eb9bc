// The passes over pins, four at a time, but of those in trees (pin_trees_solve.c).
//
// Bodies move once in a sub-step, before the relaxing pass. So that pass finds the new arms and K,
// and the next warm start and the pass with bias use them again. Where the direct solver comes
// before the relaxing pass, all are turned for it at once.
//
// Blocks run in order; those of the overflow run once for each lane, as several of their lanes may
// hold the same body.
#include "physics/joint/pin_pass.h"
#include "physics/joint/pins.h"
#include "physics/world.h"

#include <string.h>

// ---- Running a pass over all blocks ---------------------------------------------------------

// Of all vectors between two places in memory.
static void copy_lane(void *to, const void *from, size_t bytes, int lane)
{
    for (size_t at = (size_t)lane * sizeof(float); at < bytes; at += sizeof(qn_f4)) {
        memcpy((char *)to + at, (const char *)from + at, sizeof(float));
    }
}

// One lane of a block whose lanes may share bodies: all lanes are computed, one is kept. There are
// few of them, so one copy of this does for all passes.
static __attribute__((noinline)) void run_lane(qn_world *world, const qn_pin_pass *p,
                                               qn_pin_pass_fn *run, qn_pin_block *pin,
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

QN_LANES_INLINE void run_block(qn_world *world, const qn_pin_pass *p, qn_pin_pass_fn *run,
                               qn_pin_block *pin, qn_pin_power *power, bool moves)
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

// Likewise one copy: what has powers is most often in a tree.
static __attribute__((noinline)) void run_powered(qn_world *world, const qn_pin_pass *p,
                                                  qn_pin_pass_fn *run, int32_t block, bool moves)
{
    run_block(world, p, run, &world->scratch->pin_blocks[block], &world->scratch->pin_powers[block],
              moves);
}

// Inlined into each pass, so that `run` is known and the block stays in registers.
QN_LANES_INLINE void run_blocks(qn_world *world, const qn_pin_pass *p, qn_pin_pass_fn *run,
                                bool moves)
{
    const qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->pin_power_count; ++i) {
        for (int lane = 0; i < s->pin_power_overflow && lane < 4; ++lane) {
            run_lane(world, p, run, &s->pin_blocks[i], &s->pin_powers[i], lane);
        }
        if (i >= s->pin_power_overflow) {
            run_powered(world, p, run, i, moves);
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
    const qn_pin_pass p = {qn_f4_zero(), false, false};
    run_blocks(world, &p, qn_pin_warm_start, true);
}

void qn_pins_turn(qn_world *world)
{
    const qn_pin_pass p = {qn_f4_zero(), false, true};
    run_blocks(world, &p, qn_pin_take_turn, false);
}

void qn_pins_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    if (use_bias) {
        const qn_pin_pass p = {qn_f4_splat(step->inv_h), true, false};
        run_blocks(world, &p, qn_pin_solve, true);
    } else if (world->scratch->direct_row_count > 0) {
        const qn_pin_pass p = {qn_f4_splat(step->inv_h), false, false};
        run_blocks(world, &p, qn_pin_solve, true);
    } else {
        const qn_pin_pass p = {qn_f4_splat(step->inv_h), false, true};
        run_blocks(world, &p, qn_pin_solve, true);
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

static void store_block(qn_world *world, const qn_step *step, int32_t block, bool has_powers)
{
    const qn_pin_block *pin = &world->scratch->pin_blocks[block];
    told t = {.x = {0.0f}};
    tell_all(&t, pin, has_powers ? &world->scratch->pin_powers[block] : NULL, step);
    for (int lane = 0; lane < 4; ++lane) {
        store_lane(world, pin->joint[lane], &t, lane, step->inv_h);
    }
}

void qn_pins_store(qn_world *world, const qn_step *step)
{
    const qn_scratch *s = world->scratch;
    for (int32_t i = 0; i < s->pin_block_count; ++i) {
        store_block(world, step, i, i < s->pin_power_count);
    }
    for (int32_t i = 0; i < s->pin_tree_count; ++i) {
        const qn_pin_tree *tree = &s->pin_trees[i];
        for (int32_t k = 0; k < tree->body_count - 1; ++k) {
            store_block(world, step, tree->first_block + k, tree->has_powers != 0);
        }
    }
}
