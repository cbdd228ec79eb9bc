// Which bodies are movers, and which of them are keen.
//
// In a crowd where everything is fast (a drum of ten thousand boxes) most bodies push each other
// along, contacts hold them apart, and looking for each of them where it might meet which other
// first would take longer than all else. So only as many as games have fast bodies meet what gives
// way: those that move furthest for their size. The others meet what does not give way, if a box
// about their whole motion meets it at all.
#include "physics/broadphase/near.h"
#include "physics/center.h"
#include "physics/motion/mover.h"
#include "physics/step.h"

#include <string.h>

// A body is fast if it moves further than this part of its thinnest extent. Large bodies are looked
// at sooner, as they might move over small ones.
#define FAST_PART 0.5f
#define LARGE_EXTENT_M 0.5f
// How many times further than allowed a body moves, in classes of about a square root of two.
#define CLASS_COUNT 32

int32_t qn_mover_add(qn_world *world, int32_t body)
{
    qn_scratch *scratch = world->scratch;
    int32_t index = scratch->mover_count;
    float start;
    const qn_motion *motion = qn_motion_of(world, body);
    qn_mover mover = {.body = body,
                      .carrier = QN_NONE,
                      .is_keen = 1,
                      .first_q = motion->pose.q,
                      .first_center = motion->center,
                      .first_center_rest = motion->center_rest};
    mover.sweep = qn_body_sweep(world, body, &start);
    mover.reach_m = qn_body_reach(world, body);
    scratch->row_movers[world->body_rows[body]] = index;
    scratch->movers[index] = mover;
    qn_impact_time_set(scratch, index, QN_NEVER);
    scratch->impact_bodies[index] = QN_NONE;
    scratch->mover_count += 1;
    return index;
}

// ---- Motions --------------------------------------------------------------------------------

static bool is_finite_motion(const qn_velocity *velocity)
{
    return qn_v2_is_finite(velocity->moved) && qn_is_finite(velocity->turned.c) &&
           qn_is_finite(velocity->turned.s);
}

// The rotation knows its angle but for whole turns; the speed tells how many there were.
static float turned_angle(const qn_velocity *velocity, float dt_s)
{
    float angle = qn_rot_angle(velocity->turned);
    float missing = velocity->w * dt_s - angle;
    float turns = missing * (0.5f / QN_PI);
    if (!(qn_abs(turns) < 64.0f)) {
        return angle;
    }
    int32_t whole = (int32_t)(turns < 0.0f ? turns - 0.5f : turns + 0.5f);
    return angle + 2.0f * QN_PI * (float)whole;
}

// Of c = cos a and s = sin a: no less than a.
static float angle_bound(qn_rot turned)
{
    float sine = qn_abs(turned.s);
    return turned.c > 0.9f ? 1.05f * sine : QN_PI;
}

static float bound_of_reach(const qn_motion *motion, const qn_velocity *velocity)
{
    return qn_length(velocity->moved) + angle_bound(velocity->turned) * motion->max_extent_m;
}

static float allowed_reach(const qn_motion *motion)
{
    float allowed = FAST_PART * qn_min(motion->min_extent_m, LARGE_EXTENT_M);
    return qn_max(allowed, QN_LINEAR_SLOP_M);
}

// From 0 on; twice as far is two classes more.
static int32_t class_of(float ratio)
{
    uint32_t bits;
    memcpy(&bits, &ratio, sizeof bits);
    int32_t class = (int32_t)(bits >> 22) - 2 * 127;
    return class < 0 ? 0 : (class < CLASS_COUNT ? class : CLASS_COUNT - 1);
}

// ---- Choosing -------------------------------------------------------------------------------

// The keen movers are those of the classes above `last`, and the first `left` of that class.
typedef struct choice {
    int32_t last, left;
} choice;

// row_movers: the class of each row whose body is fast, else QN_NONE.
static void note_classes(qn_world *world, qn_reaches *reaches, int32_t counts[CLASS_COUNT])
{
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        const qn_motion *motion = &world->motions[row];
        const qn_velocity *velocity = &world->velocities[row];
        world->scratch->row_movers[row] = QN_NONE;
        float reach = bound_of_reach(motion, velocity);
        float allowed = allowed_reach(motion);
        if (motion->inv_mass == 0.0f) {
            reaches->fixed_m = qn_max(reaches->fixed_m, reach);
        }
        if (reach <= allowed) {
            reaches->slow_m = qn_max(reaches->slow_m, reach);
        } else if (is_finite_motion(velocity) &&
                   world->bodies[motion->body].first_shape != QN_NONE) {
            int32_t class = class_of(reach / allowed);
            world->scratch->row_movers[row] = class;
            counts[class] += motion->inv_mass > 0.0f;
        }
    }
}

static choice choose(const int32_t counts[CLASS_COUNT])
{
    int32_t fast_count = 0;
    for (int32_t class = 0; class < CLASS_COUNT; ++class) {
        fast_count += counts[class];
    }
    bool is_storm = fast_count > QN_STORM_MOVERS;
    choice c = {CLASS_COUNT - 1, is_storm ? QN_MAX_KEEN_IN_STORM : QN_MAX_KEEN_MOVERS};
    while (c.last > 0 && counts[c.last] <= c.left) {
        c.left -= counts[c.last];
        c.last -= 1;
    }
    return c;
}

// What does not give way is always keen: there are few of them, and much stands in their way.
static bool takes(choice *c, int32_t class, const qn_motion *motion)
{
    if (motion->inv_mass == 0.0f || class > c->last) {
        return true;
    }
    if (class == c->last && c->left > 0) {
        c->left -= 1;
        return true;
    }
    return false;
}

// Whether anything that does not give way lies about the whole motion of the body.
static bool may_meet_the_immovable(const qn_world *world, const qn_motion *motion,
                                   const qn_velocity *velocity, float fixed_m)
{
    qn_vec2 end = qn_add(motion->center, velocity->moved);
    float extent = motion->max_extent_m + fixed_m + QN_MOVER_MARGIN_M;
    qn_vec2 margin = {extent, extent};
    qn_aabb box = {qn_sub(qn_v2_min(motion->center, end), margin),
                   qn_add(qn_v2_max(motion->center, end), margin)};
    qn_near walk = qn_near_start(world, QN_IN_FIXED, qn_aabb_unrounded(box), UINT64_MAX);
    return qn_near_next(&walk) != QN_NONE;
}

// ---- Collecting -----------------------------------------------------------------------------

// Into the list of those that go furthest, whose last falls out; equal reaches keep their order.
static void rank(const qn_scratch *scratch, qn_reaches *reaches, int32_t index)
{
    int32_t falling = index;
    for (int i = 0; i < QN_FAR_MOVER_COUNT && falling != QN_NONE; ++i) {
        int32_t here = reaches->far_movers[i];
        if (here == QN_NONE || scratch->movers[here].reach_m < scratch->movers[falling].reach_m) {
            reaches->far_movers[i] = falling;
            falling = here;
        }
    }
    if (falling != QN_NONE) {
        reaches->fast_m = qn_max(reaches->fast_m, scratch->movers[falling].reach_m);
    }
}

static void add_mover(qn_world *world, const qn_step *step, qn_reaches *reaches, int32_t row,
                      bool is_keen)
{
    const qn_motion *motion = &world->motions[row];
    const qn_velocity *velocity = &world->velocities[row];
    int32_t index = qn_mover_add(world, motion->body);
    qn_mover *mover = &world->scratch->movers[index];
    mover->is_keen = is_keen;
    mover->sweep.angle_rad = turned_angle(velocity, step->dt_s);
    mover->reach_m =
        qn_length(velocity->moved) + qn_abs(mover->sweep.angle_rad) * motion->max_extent_m;
    if (is_keen) {
        rank(world->scratch, reaches, index);
    }
}

qn_reaches qn_movers_collect(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    qn_reaches reaches = {0};
    int32_t counts[CLASS_COUNT] = {0};
    for (int i = 0; i < QN_FAR_MOVER_COUNT; ++i) {
        reaches.far_movers[i] = QN_NONE;
    }
    scratch->mover_count = 0;
    note_classes(world, &reaches, counts);
    choice c = choose(counts);
    // Sensors want to know of all that is fast.
    bool takes_all = world->state->sensor_count > 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        const qn_motion *motion = &world->motions[row];
        const qn_velocity *velocity = &world->velocities[row];
        int32_t class = scratch->row_movers[row];
        if (class == QN_NONE) {
            continue;
        }
        scratch->row_movers[row] = QN_NONE;
        bool is_keen = takes(&c, class, motion);
        if (is_keen || takes_all ||
            may_meet_the_immovable(world, motion, velocity, reaches.fixed_m)) {
            add_mover(world, step, &reaches, row, is_keen);
        }
        reaches.is_crowded = reaches.is_crowded || !is_keen;
    }
    return reaches;
}
