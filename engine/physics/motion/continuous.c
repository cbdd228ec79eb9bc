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
#include "physics/geometry/distance.h"
#include "physics/geometry/manifold.h"
#include "physics/motion/mover.h"
#include "physics/step.h"

// A body is fast if it moves further than this part of its thinnest extent. Large bodies are looked
// at sooner, as they might move over small ones.
#define FAST_PART 0.5f
#define LARGE_EXTENT_M 0.5f
#define MAX_IMPACTS_OF_BODY 6
#define MAX_IMPACTS_PER_MOVER 4
#define MAX_SLIDE_STEPS 7
// A slide ends where the surface turns away by more than this (its cosine), or the contact would be
// out of the next step's sight.
#define SLIDE_MIN_COSINE 0.98f
#define SLIDE_MAX_GAP_M (0.75f * QN_SPECULATIVE_M)

// ---- Finding the movers ---------------------------------------------------------------------

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

static qn_mover *add_mover(qn_world *world, int32_t body)
{
    qn_scratch *scratch = world->scratch;
    const qn_motion *motion = qn_motion_of(world, body);
    float start;
    qn_mover mover = {.body = body, .impact = QN_NEVER, .first_pose = motion->pose};
    mover.sweep = qn_body_sweep(world, body, &start);
    mover.reach_m = qn_body_reach(world, body);
    scratch->row_movers[world->bodies[body].row] = scratch->mover_count;
    scratch->movers[scratch->mover_count] = mover;
    scratch->mover_count += 1;
    return &scratch->movers[scratch->mover_count - 1];
}

static qn_reaches collect_movers(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    qn_reaches reaches = {0};
    scratch->mover_count = 0;
    for (int32_t row = 0; row < world->state->awake_count; ++row) {
        const qn_motion *motion = &world->motions[row];
        const qn_velocity *velocity = &world->velocities[row];
        scratch->row_movers[row] = QN_NONE;
        float turned_m = angle_bound(velocity->turned) * motion->max_extent_m;
        float reach = qn_length(velocity->moved) + turned_m;
        float allowed = FAST_PART * qn_min(motion->min_extent_m, LARGE_EXTENT_M);
        if (world->bodies[motion->body].first_shape == QN_NONE || !is_finite_motion(velocity)) {
            continue;
        }
        if (reach <= qn_max(allowed, QN_LINEAR_SLOP_M)) {
            reaches.slow_m = qn_max(reaches.slow_m, reach);
            continue;
        }
        qn_mover *mover = add_mover(world, motion->body);
        mover->sweep.angle_rad = turned_angle(velocity, step->dt_s);
        mover->reach_m =
            qn_length(velocity->moved) + qn_abs(mover->sweep.angle_rad) * motion->max_extent_m;
        reaches.fast_m = qn_max(reaches.fast_m, mover->reach_m);
    }
    return reaches;
}

// ---- One impact -----------------------------------------------------------------------------

// The two bodies of an impact; the second has no mover if it does not move.
typedef struct meeting {
    qn_mover *mover, *other;
    qn_sweep still; // of the other where it does not move
    float inv_mass, other_inv_mass;
    qn_vec2 point, normal;
    int32_t shape, other_shape;
} meeting;

static float pushable_mass(const qn_world *world, int32_t body)
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

// What remains of the approach is shared by mass, as in an impact without bounce.
static void share_approach(meeting *m)
{
    float total = m->inv_mass + m->other_inv_mass;
    const qn_sweep *other = m->other != NULL ? &m->other->sweep : &m->still;
    qn_vec2 relative = qn_sub(shift_at(&m->mover->sweep, m->point), shift_at(other, m->point));
    float approach = qn_dot(relative, m->normal);
    if (approach <= 0.0f || total <= 0.0f) {
        return;
    }
    float share = m->inv_mass / total;
    m->mover->sweep.shift = qn_mul_add(m->mover->sweep.shift, -share * approach, m->normal);
    if (m->other_inv_mass > 0.0f) {
        m->other->sweep.shift =
            qn_mul_add(m->other->sweep.shift, (1.0f - share) * approach, m->normal);
    }
}

static bool still_meet_at_end(const qn_world *world, const meeting *m, const qn_sweep *mine)
{
    const qn_sweep *theirs = m->other != NULL ? &m->other->sweep : &m->still;
    qn_pose a = qn_sweep_pose(mine, 1.0f);
    qn_pose b = qn_sweep_pose(theirs, 1.0f);
    qn_gap gap;
    qn_hull_gap(&world->shapes[m->shape].hull, &world->shapes[m->other_shape].hull,
                qn_pose_inv_mul(a, b), &gap);
    return gap.separation_m <= SLIDE_MAX_GAP_M &&
           qn_dot(qn_rotate(a.q, gap.normal), m->normal) >= SLIDE_MIN_COSINE;
}

// Of its way along the other's surface the body keeps as much as leaves the contact to the next
// step.
static void limit_slide(const qn_world *world, meeting *m)
{
    const qn_sweep *theirs = m->other != NULL ? &m->other->sweep : &m->still;
    qn_vec2 carried = shift_at(theirs, m->point);
    qn_sweep full = m->mover->sweep;
    float kept = 1.0f;
    for (int i = 0; i < MAX_SLIDE_STEPS; ++i) {
        m->mover->sweep.shift = qn_lerp(carried, full.shift, kept);
        m->mover->sweep.angle_rad = kept * full.angle_rad;
        if (still_meet_at_end(world, m, &m->mover->sweep)) {
            return;
        }
        kept = i + 2 < MAX_SLIDE_STEPS ? 0.5f * kept : 0.0f;
    }
}

static meeting meet(qn_world *world, qn_mover *mover)
{
    int32_t other_body = world->shapes[mover->other_shape].body;
    meeting m = {.mover = mover,
                 .point = mover->point,
                 .normal = mover->normal,
                 .shape = mover->shape,
                 .other_shape = mover->other_shape};
    float start;
    m.still = qn_body_sweep(world, other_body, &start);
    m.inv_mass = pushable_mass(world, mover->body);
    m.other_inv_mass = pushable_mass(world, other_body);
    if (qn_body_slot_moves(world, other_body)) {
        int32_t index = world->scratch->row_movers[world->bodies[other_body].row];
        m.other = index != QN_NONE ? &world->scratch->movers[index] : add_mover(world, other_body);
        advance(m.other, mover->impact);
    }
    advance(mover, mover->impact);
    return m;
}

static void flip(meeting *m)
{
    meeting old = *m;
    m->mover = old.other;
    m->other = old.mover;
    m->inv_mass = old.other_inv_mass;
    m->other_inv_mass = old.inv_mass;
    m->normal = qn_neg(old.normal);
    m->shape = old.other_shape;
    m->other_shape = old.shape;
}

static void count_impact(qn_mover *mover)
{
    mover->impact_count += 1;
    if (mover->impact_count > MAX_IMPACTS_OF_BODY) {
        stop(mover);
    }
}

// The speed that gravity gave since the impact would be given back by a bounce.
static void forget_fall(qn_world *world, const qn_step *step, const meeting *m)
{
    const qn_motion *motion = qn_motion_of(world, m->mover->body);
    float rest_s = (1.0f - m->mover->start) * step->dt_s;
    float gained = rest_s * motion->gravity_scale * qn_dot(world->state->gravity_mps2, m->normal);
    qn_velocity *velocity = qn_velocity_of(world, m->mover->body);
    if (m->other_inv_mass == 0.0f && gained > 0.0f && qn_dot(velocity->v, m->normal) > gained) {
        velocity->v = qn_mul_add(velocity->v, -gained, m->normal);
    }
}

// Returns the other mover if its motion was changed too.
static qn_mover *respond(qn_world *world, const qn_step *step, qn_mover *mover)
{
    meeting m = meet(world, mover);
    // A kinematic body goes its way; what it meets gives way.
    if (m.inv_mass == 0.0f && m.other != NULL && m.other_inv_mass > 0.0f) {
        flip(&m);
    }
    if (m.inv_mass > 0.0f) {
        end_turn(m.mover, m.point, m.normal);
    }
    if (m.other_inv_mass > 0.0f) {
        end_turn(m.other, m.point, qn_neg(m.normal));
    }
    share_approach(&m);
    if (m.inv_mass > 0.0f) {
        limit_slide(world, &m);
        count_impact(m.mover);
        forget_fall(world, step, &m);
    }
    if (m.other_inv_mass > 0.0f) {
        count_impact(m.other);
    }
    return m.mover == mover ? m.other : m.mover;
}

// ---- All impacts ----------------------------------------------------------------------------

static qn_mover *first_impact(const qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    qn_mover *first = NULL;
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        qn_mover *mover = &scratch->movers[i];
        bool is_first = first == NULL || mover->impact < first->impact ||
                        (mover->impact == first->impact && mover->body < first->body);
        first = mover->impact <= 1.0f && is_first ? mover : first;
    }
    return first;
}

// Looks again for the two bodies of an impact, and for those that were to meet one of them.
static void look_again(qn_world *world, qn_reaches *reaches, int32_t body, int32_t other)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        const qn_mover *mover = &scratch->movers[i];
        float way = qn_length(mover->sweep.shift);
        if (mover->body == body || mover->body == other) {
            float turned_m =
                qn_abs(mover->sweep.angle_rad) * qn_motion_of(world, mover->body)->max_extent_m;
            scratch->movers[i].reach_m = qn_max(mover->reach_m, way + turned_m);
            reaches->fast_m = qn_max(reaches->fast_m, mover->reach_m);
        }
    }
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        qn_mover *mover = &scratch->movers[i];
        bool is_one = mover->body == body || mover->body == other;
        int32_t met = mover->impact <= 1.0f ? world->shapes[mover->other_shape].body : QN_NONE;
        if (is_one || (met != QN_NONE && (met == body || met == other))) {
            qn_mover_find_impact(world, reaches, mover, false);
        }
    }
}

static void stop_at_impacts(qn_world *world)
{
    for (int32_t i = 0; i < world->scratch->mover_count; ++i) {
        qn_mover *mover = &world->scratch->movers[i];
        bool is_pushable = world->bodies[mover->body].type == QN_BODY_DYNAMIC;
        if (mover->impact <= 1.0f && is_pushable) {
            advance(mover, mover->impact);
            stop(mover);
            mover->impact_count += 1;
        }
    }
}

static void write_motion(qn_world *world, const qn_mover *mover)
{
    const qn_motion *motion = qn_motion_of(world, mover->body);
    qn_velocity *velocity = qn_velocity_of(world, mover->body);
    qn_pose end = qn_sweep_pose(&mover->sweep, 1.0f);
    qn_vec2 moved = qn_sub(qn_add(mover->sweep.center, mover->sweep.shift), motion->center);
    velocity->moved.x = (motion->locks & QN_BODY_LOCK_X) != 0 ? velocity->moved.x : moved.x;
    velocity->moved.y = (motion->locks & QN_BODY_LOCK_Y) != 0 ? velocity->moved.y : moved.y;
    velocity->turned = qn_rot_inv_mul(motion->pose.q, end.q);
}

void qn_stage_continuous(qn_world *world, const qn_step *step)
{
    qn_scratch *scratch = world->scratch;
    qn_reaches reaches = collect_movers(world, step);
    int32_t most = MAX_IMPACTS_PER_MOVER * scratch->mover_count;
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        qn_mover_find_impact(world, &reaches, &scratch->movers[i], true);
    }
    qn_mover *next = first_impact(world);
    for (int32_t i = 0; i < most && next != NULL; ++i) {
        const qn_mover *other = respond(world, step, next);
        look_again(world, &reaches, next->body, other != NULL ? other->body : QN_NONE);
        next = first_impact(world);
    }
    if (next != NULL) {
        stop_at_impacts(world);
    }
    for (int32_t i = 0; i < scratch->mover_count; ++i) {
        if (scratch->movers[i].impact_count > 0) {
            write_motion(world, &scratch->movers[i]);
        }
    }
}
