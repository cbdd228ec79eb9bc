// Continuous collision: what moves far in the step stops where it would pass through another body.
//
// Solved contacts hold what is near at the start of the step. A body that moves by more than half
// its thinnest extent may come through from further away; such bodies are movers. Impacts are taken
// in the order of their times. At each of them the two bodies stand where they meet, and of the
// rest of their motion only the common part along the normal is kept, shared by their masses; the
// part along the surface goes on, as far as the two stay in reach of each other. Velocities are
// left as they are: the next step finds the contact, sees the speed of approach, and gives
// impulses, bounce and events as for any other contact.
//
// The work is bounded: each body has a few impacts a step and the step a few per mover; then the
// bodies stop where they are. Mirtich 1996, "Impulse-based Dynamic Simulation", for the order of
// impacts; Catto 2013, "Continuous Collision", for leaving the velocities alone.
#include "physics/center.h"
#include "physics/geometry/manifold.h"
#include "physics/motion/mover.h"
#include "physics/query/narrow.h"
#include "physics/step.h"

#define MIN_IMPACT_BUDGET 64 // and one for each mover
#define MAX_SLIDE_STEPS 7
// A slide ends where the surface turns away by more than this (its cosine), or the contact would be
// out of the next step's sight.
#define SLIDE_MIN_COSINE 0.98f
#define SLIDE_MAX_GAP_M (0.75f * QN_SPECULATIVE_M)
// A blade that turns by more than this in the rest of the step carries round what it meets.
#define CARRY_ANGLE_RAD 0.5f

// ---- One impact -----------------------------------------------------------------------------

// The body that gives way and the one it meets, which has a mover here only if it gives way too.
typedef struct meeting {
    qn_mover *mover, *other;
    qn_sweep still;      // the way of the other if it does not
    qn_vec2 span;        // of the other's centre at the beginning from the body's
    qn_vec2 other_point; // of the impact, seen from there
    float inv_mass, other_inv_mass;
} meeting;

float qn_pushable_mass(const qn_world *world, int32_t body)
{
    bool is_pushable =
        world->bodies[body].type == QN_BODY_DYNAMIC && qn_body_slot_is_awake(world, body);
    return is_pushable ? qn_motion_of(world, body)->inv_mass : 0.0f;
}

static void advance(qn_mover *mover, float time)
{
    if (time > mover->start) {
        float fraction = (time - mover->start) / (1.0f - mover->start);
        mover->sweep = qn_sweep_rest(&mover->sweep, qn_min(fraction, 1.0f));
        mover->start = time;
    }
}

static void stop(qn_mover *mover)
{
    mover->sweep.shift = (qn_vec2){0.0f, 0.0f};
    mover->sweep.angle_rad = 0.0f;
}

static qn_vec2 shift_at(const qn_sweep *sweep, qn_vec2 point)
{
    return qn_add(sweep->shift, qn_cross_sv(sweep->angle_rad, qn_sub(point, sweep->center)));
}

// A turn that would drive the bodies into each other ends here; others go on.
static void end_turn(qn_mover *mover, qn_vec2 point, qn_vec2 inwards)
{
    qn_vec2 by_turn = qn_cross_sv(mover->sweep.angle_rad, qn_sub(point, mover->sweep.center));
    if (qn_dot(by_turn, inwards) > QN_LINEAR_SLOP_M) {
        mover->sweep.angle_rad = 0.0f;
    }
}

static const qn_sweep *other_sweep(const meeting *m)
{
    return m->other != NULL ? &m->other->sweep : &m->still;
}

// The other mover where it is pushed, else null.
static qn_mover *pushed(const meeting *m) { return m->other_inv_mass > 0.0f ? m->other : NULL; }

// What remains of the approach is shared by mass, as in an impact without bounce.
static void share_approach(meeting *m)
{
    qn_vec2 point = m->mover->point;
    qn_vec2 normal = m->mover->normal;
    float share = m->inv_mass / (m->inv_mass + m->other_inv_mass);
    qn_vec2 relative =
        qn_sub(shift_at(&m->mover->sweep, point), shift_at(other_sweep(m), m->other_point));
    float approach = qn_dot(relative, normal);
    if (approach <= 0.0f) {
        return;
    }
    m->mover->sweep.shift = qn_mul_add(m->mover->sweep.shift, -share * approach, normal);
    qn_mover *other = pushed(m);
    if (other != NULL) {
        other->sweep.shift = qn_mul_add(other->sweep.shift, (1.0f - share) * approach, normal);
    }
}

// Of the pieces of the other shape the nearest counts.
static bool still_meet_at_end(const qn_world *world, const meeting *m)
{
    qn_pose a = qn_sweep_pose(&m->mover->sweep, 1.0f);
    qn_pose b = qn_sweep_pose(other_sweep(m), 1.0f);
    b.p = qn_add(b.p, m->span);
    const qn_hull *hull = &world->shapes[m->mover->shape].hull;
    qn_pose b_in_a = qn_pose_inv_mul(a, b);
    qn_gap gap;
    return qn_gap_to_shape(world, hull, b_in_a, m->mover->other_shape, SLIDE_MAX_GAP_M, &gap) &&
           qn_dot(qn_rotate(a.q, gap.normal), m->mover->normal) >= SLIDE_MIN_COSINE;
}

// Of its way along the other's surface the body keeps as much as leaves the contact to the next
// step.
static void limit_slide(const qn_world *world, meeting *m)
{
    qn_vec2 carried = shift_at(other_sweep(m), m->other_point);
    qn_sweep full = m->mover->sweep;
    float kept = 1.0f;
    for (int i = 0; i < MAX_SLIDE_STEPS; ++i) {
        m->mover->sweep.shift = qn_lerp(carried, full.shift, kept);
        m->mover->sweep.angle_rad = kept * full.angle_rad;
        if (still_meet_at_end(world, m)) {
            return;
        }
        kept = i + 2 < MAX_SLIDE_STEPS ? 0.5f * kept : 0.0f;
    }
}

static meeting meet(qn_world *world, qn_mover *mover, float time)
{
    int32_t other_body = world->shapes[mover->other_shape].body;
    meeting m = {.mover = mover};
    m.span = qn_center_span(qn_motion_of(world, mover->body), qn_motion_of(world, other_body));
    m.other_point = qn_sub(mover->point, m.span);
    float start;
    m.still = qn_body_sweep(world, other_body, &start);
    m.inv_mass = qn_pushable_mass(world, mover->body);
    m.other_inv_mass = qn_pushable_mass(world, other_body);
    int32_t index = qn_body_slot_moves(world, other_body)
                        ? world->scratch->row_movers[world->body_rows[other_body]]
                        : QN_NONE;
    m.other = index != QN_NONE ? &world->scratch->movers[index] : NULL;
    bool is_shared = m.other != NULL && m.other->is_pushed == 0 &&
                     m.other_inv_mass >= QN_LIGHT_PART * m.inv_mass;
    if (is_shared) {
        advance(m.other, time);
    } else {
        m.other_inv_mass = 0.0f;
        if (time > start) {
            m.still = qn_sweep_rest(&m.still, (time - start) / (1.0f - start));
        }
        m.other = NULL;
    }
    advance(mover, time);
    return m;
}

// Along a tangent it would be overtaken, again and again, until the blade has passed.
static bool is_carried_round(const meeting *m)
{
    return m->other == NULL && qn_abs(m->still.angle_rad) > CARRY_ANGLE_RAD;
}

// Moves the body to the end of the step as if it were part of the other, which it does not meet
// again in this step.
static void carry(const qn_world *world, const meeting *m)
{
    qn_mover *mover = m->mover;
    qn_vec2 arm = qn_sub(qn_sub(mover->sweep.center, m->span), m->still.center);
    qn_vec2 turned = qn_rotate(qn_rot_from_angle(m->still.angle_rad), arm);
    bool may_turn = (qn_motion_of(world, mover->body)->locks & QN_BODY_LOCK_ROTATION) == 0;
    mover->sweep.shift = qn_add(m->still.shift, qn_sub(turned, arm));
    mover->sweep.angle_rad = may_turn ? m->still.angle_rad : 0.0f;
    mover->carrier = world->shapes[mover->other_shape].body;
}

static void count_impact(qn_mover *mover)
{
    mover->impact_count += 1;
    if (mover->impact_count >= QN_MAX_IMPACTS_OF_BODY) {
        stop(mover);
    }
}

// The speed that gravity gave since the impact would be given back by a bounce.
static void forget_fall(qn_world *world, const qn_step *step, const qn_mover *mover)
{
    const qn_motion *motion = qn_motion_of(world, mover->body);
    float rest_s = (1.0f - mover->start) * step->dt_s;
    float gained =
        rest_s * motion->gravity_scale * qn_dot(world->state->gravity_mps2, mover->normal);
    qn_velocity *velocity = qn_velocity_of(world, mover->body);
    bool stands = qn_pushable_mass(world, world->shapes[mover->other_shape].body) == 0.0f;
    if (stands && gained > 0.0f && qn_dot(velocity->v, mover->normal) > gained) {
        velocity->v = qn_mul_add(velocity->v, -gained, mover->normal);
    }
}

// Returns the other mover if its motion was changed too.
static qn_mover *respond(qn_world *world, const qn_step *step, qn_mover *mover, float time)
{
    meeting m = meet(world, mover, time);
    if (is_carried_round(&m)) {
        carry(world, &m);
        count_impact(mover);
        forget_fall(world, step, mover);
        return NULL;
    }
    end_turn(mover, mover->point, mover->normal);
    qn_mover *other = pushed(&m);
    if (other != NULL) {
        end_turn(other, m.other_point, qn_neg(mover->normal));
    }
    share_approach(&m);
    limit_slide(world, &m);
    count_impact(mover);
    forget_fall(world, step, mover);
    if (other != NULL) {
        count_impact(other);
    }
    return other;
}

// ---- All impacts ----------------------------------------------------------------------------

// Earlier than the other one; QN_NONE is later than all.
static bool is_before(const qn_scratch *scratch, int32_t i, int32_t other)
{
    float time = scratch->impact_times[i];
    float other_time = other != QN_NONE ? scratch->impact_times[other] : QN_NEVER;
    bool is_tie = time == other_time && other != QN_NONE;
    return time < other_time || (is_tie && scratch->movers[i].body < scratch->movers[other].body);
}

static void find_first_of_group(qn_scratch *scratch, int32_t group)
{
    int32_t begin = QN_MOVER_GROUP * group;
    int32_t first = QN_NONE;
    for (int32_t i = begin; i < begin + QN_MOVER_GROUP && i < scratch->mover_count; ++i) {
        first = is_before(scratch, i, first) ? i : first;
    }
    scratch->group_firsts[group] = first;
}

static int32_t first_impact(qn_scratch *scratch)
{
    int32_t first = QN_NONE;
    for (int32_t group = 0; QN_MOVER_GROUP * group < scratch->mover_count; ++group) {
        if (scratch->group_firsts[group] == QN_GROUP_STALE) {
            find_first_of_group(scratch, group);
        }
        int32_t here = scratch->group_firsts[group];
        first = here != QN_NONE && is_before(scratch, here, first) ? here : first;
    }
    return first;
}

static void update_reach(const qn_world *world, qn_reaches *reaches, qn_mover *mover)
{
    float extent = qn_motion_of(world, mover->body)->max_extent_m;
    float rest = qn_length(mover->sweep.shift) + qn_abs(mover->sweep.angle_rad) * extent;
    if (rest > mover->reach_m) {
        mover->reach_m = rest;
        reaches->fast_m = qn_max(reaches->fast_m, rest);
    }
}

// Looks again for a body whose motion has changed, and for those that were to meet it. In a crowd
// one such impact is enough; the rest of the way is left to contacts.
static void look_again(qn_world *world, qn_reaches *reaches, qn_mover *changed)
{
    qn_scratch *scratch = world->scratch;
    int32_t body = changed->body;
    int32_t count = scratch->mover_count;
    update_reach(world, reaches, changed);
    changed->is_keen = changed->is_keen != 0 && !reaches->is_crowded;
    qn_mover_find_impacts(world, reaches, changed, false);
    for (int32_t i = 0; i < count; ++i) {
        if (scratch->impact_bodies[i] == body && scratch->impact_times[i] < QN_NEVER) {
            qn_mover_find_impacts(world, reaches, &scratch->movers[i], false);
        }
    }
}

static void stop_at_impacts(qn_world *world)
{
    const qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        if (scratch->impact_times[i] < QN_NEVER) {
            advance(&scratch->movers[i], scratch->impact_times[i]);
            stop(&scratch->movers[i]);
            scratch->movers[i].impact_count += 1;
        }
    }
}

static void write_motion(qn_world *world, const qn_mover *mover)
{
    const qn_motion *motion = qn_motion_of(world, mover->body);
    qn_velocity *velocity = qn_velocity_of(world, mover->body);
    qn_pose end = qn_sweep_pose(&mover->sweep, 1.0f);
    qn_vec2 moved = qn_add(mover->sweep.center, mover->sweep.shift);
    velocity->moved.x = (motion->locks & QN_BODY_LOCK_X) != 0 ? velocity->moved.x : moved.x;
    velocity->moved.y = (motion->locks & QN_BODY_LOCK_Y) != 0 ? velocity->moved.y : moved.y;
    velocity->turned = qn_rot_inv_mul(motion->pose.q, end.q);
}

void qn_stage_continuous(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    qn_reaches reaches = qn_movers_collect(world, step);
    int32_t fast_count = scratch->mover_count;
    for (int32_t i = 0; i < fast_count; ++i) {
        qn_mover_find_impacts(world, &reaches, &scratch->movers[i], true);
    }
    int32_t budget = MIN_IMPACT_BUDGET + fast_count;
    int32_t next = first_impact(scratch);
    for (int32_t i = 0; i < budget && next != QN_NONE; ++i) {
        qn_mover *mover = &scratch->movers[next];
        qn_mover *other = respond(world, step, mover, scratch->impact_times[next]);
        look_again(world, &reaches, mover);
        if (other != NULL) {
            look_again(world, &reaches, other);
        }
        next = first_impact(scratch);
    }
    if (next != QN_NONE) {
        stop_at_impacts(world);
    }
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        if (scratch->movers[i].impact_count > 0) {
            write_motion(world, &scratch->movers[i]);
        }
    }
}
