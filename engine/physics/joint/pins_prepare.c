// Pins into blocks of four that the solver can run through without a branch.
//
// Taken are revolute joints that no gear reads (sort.c). Those of trees have their places already
// (pin_trees_find.c); the others are coloured greedily from scratch in every step, in the order of
// the awake list: within a colour no dynamic body appears twice, so the lanes of a block never
// write to the same body. Nothing about colours is kept between steps. The order is: pins with a
// spring, a motor or a limit before plain ones, and of each the overflow (what found no colour,
// solved lane by lane) before the colours.
//
// A block is then filled as a whole: four bodies are loaded as rows of 4x4 matrices and transposed.
#include "physics/joint/pin_turn.h"
#include "base/columns.h"
#include "physics/joint/pins.h"
#include "physics/world.h"

#include <string.h>

#define POWER_BIT 128
#define BUCKET_COUNT (2 * (QN_PIN_COLOR_COUNT + 1))
#define FAR_AWAY 1.0e30f // a limit that is never met

// ---- Colours --------------------------------------------------------------------------------

static bool is_loose_pin(uint8_t sort) { return sort == QN_SORT_PIN || sort == QN_SORT_RIGID_PIN; }

static uint8_t color_of(qn_scratch *s, const qn_joint *joint, const qn_joint_ends *ends)
{
    uint32_t *a = ends->row_a != QN_NONE ? &s->row_pins[ends->row_a] : NULL;
    uint32_t *b = ends->row_b != QN_NONE ? &s->row_pins[ends->row_b] : NULL;
    uint32_t taken = (a != NULL ? *a : 0u) | (b != NULL ? *b : 0u) | (1u << QN_PIN_OVERFLOW);
    int32_t color = ~taken != 0 ? __builtin_ctz(~taken) : QN_PIN_OVERFLOW;
    if (a != NULL) {
        *a |= 1u << color;
    }
    if (b != NULL) {
        *b |= 1u << color;
    }
    bool has_power = (joint->link.flags & QN_JOINT_HAS_ANY) != 0;
    return (uint8_t)(color | (has_power ? POWER_BIT : 0));
}

// ---- Places ---------------------------------------------------------------------------------

static int32_t bucket_of(uint8_t color)
{
    int32_t of_kind = (color & POWER_BIT) != 0 ? 0 : QN_PIN_COLOR_COUNT + 1;
    int32_t number = color & (POWER_BIT - 1);
    return of_kind + (number == QN_PIN_OVERFLOW ? 0 : number + 1);
}

// Where the lanes of each bucket begin.
static void place_buckets(qn_scratch *s, const int32_t counts[BUCKET_COUNT],
                          int32_t first_lane[BUCKET_COUNT])
{
    int32_t ends[BUCKET_COUNT];
    int32_t block_count = 0;
    for (int32_t i = 0; i < BUCKET_COUNT; ++i) {
        first_lane[i] = 4 * block_count;
        block_count += (counts[i] + 3) / 4;
        ends[i] = block_count;
    }
    s->pin_power_overflow = ends[0];
    s->pin_power_count = ends[QN_PIN_COLOR_COUNT];
    s->pin_overflow = ends[QN_PIN_COLOR_COUNT + 1];
    s->pin_block_count = block_count;
}

static bool has_color(uint8_t sort) { return sort < QN_SORT_TREE_PIN; }

// Counts those of each bucket.
static void color_pins(qn_world *world, int32_t counts[BUCKET_COUNT])
{
    qn_scratch *s = world->scratch;
    memset(s->row_pins, 0, sizeof(uint32_t) * (size_t)world->state->awake_count);
    for (int32_t i = 0; i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        if (is_loose_pin(s->pin_colors[i])) {
            const qn_joint *joint = &world->joints[world->awake_joints[i]];
            s->pin_colors[i] = color_of(s, joint, &s->joint_ends[i]);
            counts[bucket_of(s->pin_colors[i])] += 1;
        }
    }
}

void qn_pins_place(qn_world *world)
{
    qn_scratch *s = world->scratch;
    int32_t counts[BUCKET_COUNT] = {0}, next_lane[BUCKET_COUNT];
    color_pins(world, counts);
    place_buckets(s, counts, next_lane);
    for (int32_t i = 0; i < s->pin_block_count; ++i) {
        memset(s->pin_blocks[i].joint, 0xff, sizeof s->pin_blocks[i].joint); // QN_NONE
    }
    for (int32_t i = 0; i < world->state->awake_link_count[QN_JOINTS]; ++i) {
        if (has_color(s->pin_colors[i])) {
            int32_t lane = next_lane[bucket_of(s->pin_colors[i])]++;
            s->joint_places[i] = qn_pin_place(lane);
            qn_pin_enter(&s->pin_blocks[lane / 4], lane % 4, world->awake_joints[i],
                         &s->joint_ends[i]);
        } else if (s->pin_colors[i] != QN_SORT_TREE_PIN) {
            s->joint_places[i] = s->joint_row_count++;
        }
    }
}

// ---- Blocks ---------------------------------------------------------------------------------

static const qn_motion nobody = {.pose = {.q = {1.0f, 0.0f}}};
static const qn_joint no_joint = {.frame_a = {1.0f, 0.0f}, .frame_b = {1.0f, 0.0f}};

// The four joints of a block and their bodies; what stands for an empty lane moves nothing.
typedef struct members {
    const qn_joint *joint[4];
    const qn_motion *a[4], *b[4];
} members;

// Four bodies, as they stand at the start of the step.
typedef struct stand {
    qn_f4 c, s, center_x, center_y, rest_x, rest_y, local_x, local_y, inv_mass, inv_inertia;
} stand;

static void bind_row(qn_scratch *scratch, int32_t row)
{
    if (row != QN_NONE) {
        scratch->row_colors[row] |= QN_BOUND_BIT;
    }
}

// Where impulses can move it, its row is known; what a kinematic body does counts too.
static const qn_motion *member(const qn_world *world, int32_t body, int32_t *row)
{
    if (*row != QN_NONE) {
        return &world->motions[*row];
    }
    *row = qn_solver_row(world, body);
    return qn_motion_of(world, body);
}

static members find_members(qn_world *world, qn_pin_block *pin)
{
    qn_scratch *s = world->scratch;
    members m;
    for (int lane = 0; lane < 4; ++lane) {
        if (pin->joint[lane] == QN_NONE) {
            m.joint[lane] = &no_joint;
            m.a[lane] = m.b[lane] = &nobody;
            pin->row_a[lane] = pin->row_b[lane] = QN_NONE;
            continue;
        }
        const qn_joint *joint = &world->joints[pin->joint[lane]];
        m.joint[lane] = joint;
        m.a[lane] = member(world, joint->link.body[0], &pin->row_a[lane]);
        m.b[lane] = member(world, joint->link.body[1], &pin->row_b[lane]);
        bind_row(s, pin->row_a[lane]);
        bind_row(s, pin->row_b[lane]);
        s->watched_joint_count += qn_joint_tells(joint);
    }
    return m;
}

static stand stand_of(const qn_motion *const m[4])
{
    qn_columns pose = QN_COLUMNS(m, pose.p.x), center = QN_COLUMNS(m, center.x);
    qn_columns local = QN_COLUMNS(m, local_center.x), mass = QN_COLUMNS(m, force_n.x);
    return (stand){pose.z,   pose.w,  center.x, center.y, center.z,
                   center.w, local.x, local.y,  mass.z,   mass.w};
}

// Anchors less centres, turned into world axes.
static void set_anchors(qn_pin_block *pin, const members *m, const stand *a, const stand *b)
{
    qn_columns at = QN_COLUMNS(m->joint, anchor_a.x);
    qn_f4 ax = qn_f4_sub(at.x, a->local_x), ay = qn_f4_sub(at.y, a->local_y);
    qn_f4 bx = qn_f4_sub(at.z, b->local_x), by = qn_f4_sub(at.w, b->local_y);
    pin->anchor_ax = qn_f4_mul_sub(qn_f4_mul(a->c, ax), a->s, ay);
    pin->anchor_ay = qn_f4_mul_add(qn_f4_mul(a->s, ax), a->c, ay);
    pin->anchor_bx = qn_f4_mul_sub(qn_f4_mul(b->c, bx), b->s, by);
    pin->anchor_by = qn_f4_mul_add(qn_f4_mul(b->s, bx), b->c, by);
    pin->center_x = qn_f4_add(qn_f4_sub(b->center_x, a->center_x), qn_f4_sub(b->rest_x, a->rest_x));
    pin->center_y = qn_f4_add(qn_f4_sub(b->center_y, a->center_y), qn_f4_sub(b->rest_y, a->rest_y));
}

// Of frame b from frame a, counting its turns on from the last step.
static qn_f4 angle_of(const members *m, const stand *a, const stand *b)
{
    qn_columns frame = QN_COLUMNS(m->joint, frame_a.c);
    float last[4];
    for (int lane = 0; lane < 4; ++lane) {
        last[lane] = m->joint[lane]->angle;
    }
    qn_f4 ac = qn_f4_mul_sub(qn_f4_mul(a->c, frame.x), a->s, frame.y);
    qn_f4 as = qn_f4_mul_add(qn_f4_mul(a->s, frame.x), a->c, frame.y);
    qn_f4 bc = qn_f4_mul_sub(qn_f4_mul(b->c, frame.z), b->s, frame.w);
    qn_f4 bs = qn_f4_mul_add(qn_f4_mul(b->s, frame.z), b->c, frame.w);
    qn_f4 angle = qn_f4_atan2(qn_f4_cross(ac, as, bc, bs), qn_f4_dot(ac, as, bc, bs));
    qn_f4 turns = qn_f4_whole_turns(qn_f4_sub(qn_f4_load(last), angle));
    return qn_f4_mul_add(angle, qn_f4_splat(2.0f * QN_F4_PI), turns);
}

static void keep_angles(qn_world *world, const qn_pin_block *pin, qn_f4 angle)
{
    float angles[4];
    qn_f4_store(angles, angle);
    for (int lane = 0; lane < 4; ++lane) {
        if (pin->joint[lane] != QN_NONE) {
            world->joints[pin->joint[lane]].angle = angles[lane];
        }
    }
}

// A stiffness of its own keeps a pin out of the direct solver, which knows rigid ones only.
static qn_softness softness_of(const qn_joint *joint, const qn_step *step)
{
    if (joint->stiffness_hertz > 0.0f) {
        float hertz = qn_min(joint->stiffness_hertz, step->max_joint_hertz);
        return qn_soften(hertz, joint->stiffness_damping, step->h_s);
    }
    return step->joint;
}

static void set_softness(const qn_world *world, const qn_step *step, qn_pin_block *pin,
                         const members *m, bool is_of_tree)
{
    float soft[3][4];
    for (int lane = 0; lane < 4; ++lane) {
        const qn_joint *joint = m->joint[lane];
        bool is_direct =
            is_of_tree || (joint->stiffness_hertz <= 0.0f && world->scratch->group_count > 0 &&
                           qn_direct_takes_joint(world, pin->row_a[lane], pin->row_b[lane]));
        qn_softness softness = is_direct ? step->joint_direct : softness_of(joint, step);
        soft[0][lane] = softness.bias_rate;
        soft[1][lane] = softness.mass_scale;
        soft[2][lane] = softness.impulse_scale;
    }
    pin->bias_rate = qn_f4_load(soft[0]);
    pin->mass_scale = qn_f4_load(soft[1]);
    pin->impulse_scale = qn_f4_load(soft[2]);
}

static void set_impulses(qn_pin_block *pin, const members *m)
{
    qn_columns at = QN_COLUMNS(m->joint, impulse.point.x);
    pin->impulse_x = at.x;
    pin->impulse_y = at.y;
    pin->load_x = pin->load_y = qn_f4_zero();
}

static qn_lanes unmoved(void)
{
    qn_f4 zero = qn_f4_zero();
    return (qn_lanes){zero, zero, zero, zero, zero, qn_f4_splat(1.0f), zero};
}

// Returns the angles.
static qn_f4 fill_block(qn_world *world, const qn_step *step, qn_pin_block *pin, members *m,
                        bool is_of_tree)
{
    *m = find_members(world, pin);
    stand a = stand_of(m->a), b = stand_of(m->b);
    qn_lanes still = unmoved();
    pin->inv_mass_a = a.inv_mass;
    pin->inv_mass_b = b.inv_mass;
    pin->inv_inertia_a = a.inv_inertia;
    pin->inv_inertia_b = b.inv_inertia;
    set_anchors(pin, m, &a, &b);
    set_softness(world, step, pin, m, is_of_tree);
    set_impulses(pin, m);
    qn_pin_turn(pin, &still, &still);
    qn_f4 angle = angle_of(m, &a, &b);
    keep_angles(world, pin, angle);
    return angle;
}

// ---- Powers ---------------------------------------------------------------------------------

static void set_lane(qn_f4 *vector, int lane, float value)
{
    memcpy((char *)vector + (size_t)lane * sizeof(float), &value, sizeof value);
}

static void set_spring(qn_pin_power *power, int lane, const qn_joint *joint, float h)
{
    qn_spring_coefficients soft =
        qn_spring_soften(joint->spring.hertz, joint->spring.damping_ratio, h);
    set_lane(&power->target, lane, joint->target.x);
    set_lane(&power->spring_rate, lane, soft.rate);
    set_lane(&power->spring_mass_scale, lane, soft.mass_scale);
    set_lane(&power->spring_impulse_scale, lane, soft.impulse_scale);
    set_lane(&power->spring_most, lane, h * joint->spring.upper);
    set_lane(&power->spring_impulse, lane, joint->impulse.spring.x);
}

static void set_limit(qn_pin_power *power, int lane, const qn_joint *joint, const qn_step *step)
{
    qn_softness soft = softness_of(joint, step);
    set_lane(&power->lower, lane, joint->lower);
    set_lane(&power->upper, lane, joint->upper);
    set_lane(&power->limit_bias_rate, lane, soft.bias_rate);
    set_lane(&power->limit_mass_scale, lane, soft.mass_scale);
    set_lane(&power->limit_impulse_scale, lane, soft.impulse_scale);
    set_lane(&power->lower_impulse, lane, joint->impulse.lower);
    set_lane(&power->upper_impulse, lane, joint->impulse.upper);
}

// What is off leaves nothing behind to warm start with.
static void fill_power(const qn_step *step, const qn_pin_block *pin, qn_pin_power *power,
                       const members *m, qn_f4 angle)
{
    memset(power, 0, sizeof *power);
    power->inv_axial_mass = qn_f4_add(pin->inv_inertia_a, pin->inv_inertia_b);
    qn_f4 turns = qn_f4_greater(power->inv_axial_mass, qn_f4_zero());
    power->axial_mass = qn_f4_and(turns, qn_f4_div(qn_f4_splat(1.0f), power->inv_axial_mass));
    power->start_angle = power->angle = angle;
    power->lower = qn_f4_splat(-FAR_AWAY);
    power->upper = qn_f4_splat(FAR_AWAY);
    for (int lane = 0; lane < 4; ++lane) {
        const qn_joint *joint = m->joint[lane];
        if ((joint->link.flags & QN_JOINT_HAS_SPRING) != 0) {
            set_spring(power, lane, joint, step->h_s);
        }
        if ((joint->link.flags & QN_JOINT_HAS_LIMIT) != 0) {
            set_limit(power, lane, joint, step);
        }
        if ((joint->link.flags & QN_JOINT_HAS_MOTOR) != 0) {
            set_lane(&power->motor_speed, lane, joint->speed.x);
            set_lane(&power->motor_most, lane, step->h_s * joint->max_motor);
            set_lane(&power->motor_impulse, lane, joint->impulse.motor.x);
        }
    }
}

static void fill_blocks(qn_world *world, const qn_step *step, int32_t first, int32_t end,
                        bool has_powers, bool is_of_tree)
{
    qn_scratch *s = world->scratch;
    for (int32_t i = first; i < end; ++i) {
        members m;
        qn_f4 angle = fill_block(world, step, &s->pin_blocks[i], &m, is_of_tree);
        if (has_powers) {
            fill_power(step, &s->pin_blocks[i], &s->pin_powers[i], &m, angle);
        }
    }
}

void qn_pins_fill(qn_world *world, const qn_step *step)
{
    const qn_scratch *s = world->scratch;
    fill_blocks(world, step, 0, s->pin_power_count, true, false);
    fill_blocks(world, step, s->pin_power_count, s->pin_block_count, false, false);
    for (int32_t i = 0; i < s->pin_tree_count; ++i) {
        const qn_pin_tree *tree = &s->pin_trees[i];
        int32_t end = tree->first_block + tree->body_count - 1;
        fill_blocks(world, step, tree->first_block, end, tree->has_powers != 0, true);
    }
}
