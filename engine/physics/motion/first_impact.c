// Where a mover meets something first.
//
// The trees still hold the boxes of the start of the step. So a moving body is looked for in the
// mover's swept box, grown by as far as the other may have come; static ones in the box itself. A
// pair that moves together is not looked at.
//
// What would sink in by no more than bodies do at rest does not count: or a body that slides along
// a floor would stumble over each box or line that the floor is made of. A contact that the solver
// has seen to may sink in further, by a part of the thinner body; what is deeper than it may be, or
// has met in this very step, by no more than a slop. So what rests, slides or rolls is never held
// up, and yet cannot pass.
//
// Of equal times the lower shape slots win, so neither the order of the trees nor that of the
// shapes of a body matters.
#include "physics/broadphase/near.h"
#include "physics/center.h"
#include "physics/geometry/distance.h"
#include "physics/motion/mover.h"
#include "physics/query/narrow.h"
#include "physics/step.h"
#include "physics/terrain/children.h"

// Of the thinner body's smallest extent: how far two may approach without being looked at, how deep
// a contact may get that the solver has seen, and how deep others at most.
#define FREE_PART 0.5f
#define SEEN_PART 0.25f
#define UNSEEN_PART 0.5f
#define UNSEEN_DEPTH_M (2.0f * QN_LINEAR_SLOP_M)

typedef struct search {
    qn_world *world;
    qn_mover *mover;
    int32_t shape;
    qn_aabb box;    // of the shape on its way
    float extent_m; // of the shape, from the centre of mass
    bool is_fresh;
} search;

// ---- Motions --------------------------------------------------------------------------------

static bool is_moving(const qn_world *world, int32_t body)
{
    return qn_body_slot_moves(world, body);
}

static int32_t mover_of(const qn_world *world, int32_t body)
{
    return is_moving(world, body) ? world->scratch->row_movers[world->body_rows[body]] : QN_NONE;
}

qn_sweep qn_body_sweep(const qn_world *world, int32_t body, float *start)
{
    int32_t index = mover_of(world, body);
    if (index != QN_NONE) {
        *start = world->scratch->movers[index].start;
        return world->scratch->movers[index].sweep;
    }
    *start = 0.0f;
    const qn_motion *motion = qn_motion_of(world, body);
    qn_sweep sweep = {.local_center = motion->local_center, .q = motion->pose.q};
    if (is_moving(world, body)) {
        const qn_velocity *velocity = qn_velocity_of(world, body);
        sweep.shift = velocity->moved;
        sweep.angle_rad = qn_rot_angle(velocity->turned);
    }
    return sweep;
}

float qn_body_reach(const qn_world *world, int32_t body)
{
    if (!is_moving(world, body)) {
        return 0.0f;
    }
    int32_t index = mover_of(world, body);
    if (index != QN_NONE) {
        return world->scratch->movers[index].reach_m;
    }
    const qn_velocity *velocity = qn_velocity_of(world, body);
    float angle = qn_abs(qn_rot_angle(velocity->turned));
    return qn_length(velocity->moved) + angle * qn_motion_of(world, body)->max_extent_m;
}

// ---- One pair -------------------------------------------------------------------------------

static float core_extent(const qn_hull *hull, qn_vec2 center)
{
    return qn_hull_max_extent(hull, center) - hull->radius_m;
}

// The most by which two hulls can approach on their ways.
static float approach_of(const qn_hull *a, const qn_sweep *sweep_a, const qn_hull *b,
                         const qn_sweep *sweep_b)
{
    return qn_length(qn_sub(sweep_a->shift, sweep_b->shift)) +
           qn_abs(sweep_a->angle_rad) * core_extent(a, sweep_a->local_center) +
           qn_abs(sweep_b->angle_rad) * core_extent(b, sweep_b->local_center);
}

// Of what can give way or be passed through; what does not move may be as thin as it likes.
static float thinner_extent(const qn_world *world, int32_t body, int32_t other)
{
    float mine = qn_motion_of(world, body)->min_extent_m;
    return is_moving(world, other) ? qn_min(mine, qn_motion_of(world, other)->min_extent_m) : mine;
}

// Contacts with tiles have faces for children, not pieces; what rests on tiles is seen to by the
// depth that is allowed to all.
static bool has_touching_contact(const qn_world *world, int32_t shape, int32_t other)
{
    qn_pair_key key = {shape < other ? shape : other, shape < other ? other : shape, 0};
    int32_t contact = qn_pairs_find(world, key);
    return contact != QN_NONE && (world->contacts[contact].link.flags & QN_CONTACT_TOUCHING) != 0;
}

// Whether an impact comes before the one that the mover has noted.
static bool comes_first(const qn_world *world, int32_t index, float at, int32_t shape,
                        int32_t other)
{
    const qn_mover *mover = &world->scratch->movers[index];
    float noted = world->scratch->impact_times[index];
    if (at != noted) {
        return at < noted;
    }
    return other != mover->other_shape ? other < mover->other_shape : shape < mover->shape;
}

static void note(qn_world *world, int32_t index, float at, int32_t shape, int32_t other,
                 qn_vec2 point, qn_vec2 normal)
{
    qn_mover *mover = &world->scratch->movers[index];
    if (mover->impact_count >= QN_MAX_IMPACTS_OF_BODY ||
        !comes_first(world, index, at, shape, other)) {
        return;
    }
    qn_impact_time_set(world->scratch, index, at);
    world->scratch->impact_bodies[index] = world->shapes[other].body;
    mover->shape = shape;
    mover->other_shape = other;
    mover->point = point;
    mover->normal = normal;
}

static bool gives_way(const search *s, int32_t other_body)
{
    float inv_mass = qn_pushable_mass(s->world, s->mover->body);
    float other_inv_mass = qn_pushable_mass(s->world, other_body);
    int32_t index = mover_of(s->world, other_body);
    bool is_fast = index != QN_NONE && s->world->scratch->movers[index].is_pushed == 0;
    return inv_mass >= (is_fast ? other_inv_mass : QN_LIGHT_PART * other_inv_mass);
}

static void offer(search *s, float start, const qn_impact *impact, int32_t other)
{
    qn_world *world = s->world;
    float at = start + impact->fraction * (1.0f - start);
    int32_t other_body = world->shapes[other].body;
    if (gives_way(s, other_body)) {
        int32_t mine = mover_of(world, s->mover->body);
        note(world, mine, at, s->shape, other, impact->point, impact->normal);
        return;
    }
    int32_t index = mover_of(world, other_body);
    if (index == QN_NONE) {
        index = qn_mover_add(world, other_body);
        world->scratch->movers[index].is_pushed = 1;
    }
    qn_vec2 span =
        qn_center_span(qn_motion_of(world, s->mover->body), qn_motion_of(world, other_body));
    qn_vec2 point = qn_sub(impact->point, span);
    note(world, index, at, other, s->shape, point, qn_neg(impact->normal));
}

// Two hulls on their ways from the same moment on, seen from where the mover's centre began.
typedef struct encounter {
    const qn_hull *hull, *piece;
    qn_sweep mine, theirs;
    float from;
    float separation_m; // at that moment
} encounter;

static encounter face(const search *s, int32_t other_body, const qn_hull *piece)
{
    const qn_world *world = s->world;
    float start = 0.0f;
    float mine_start = s->mover->start;
    encounter e = {.hull = &world->shapes[s->shape].hull, .piece = piece};
    e.mine = s->mover->sweep;
    e.theirs = qn_body_sweep(world, other_body, &start);
    qn_vec2 span =
        qn_center_span(qn_motion_of(world, s->mover->body), qn_motion_of(world, other_body));
    e.theirs.center = qn_add(e.theirs.center, span);
    e.from = qn_max(start, mine_start);
    if (e.from > start) {
        e.theirs = qn_sweep_rest(&e.theirs, (e.from - start) / (1.0f - start));
    }
    if (e.from > mine_start) {
        e.mine = qn_sweep_rest(&e.mine, (e.from - mine_start) / (1.0f - mine_start));
    }
    return e;
}

// A distance that the point, in the hull's frame, has from its core at least.
static float least_distance(const qn_hull *hull, qn_vec2 p)
{
    if (hull->count == 1) {
        return qn_length(qn_sub(p, hull->vertices[0]));
    }
    float least = qn_dot(hull->normals[0], qn_sub(p, hull->vertices[0]));
    for (int32_t i = 1; i < hull->count; ++i) {
        least = qn_max(least, qn_dot(hull->normals[i], qn_sub(p, hull->vertices[i])));
    }
    return least;
}

// Whether even what the two can approach at most does not bring them together: a long blade turns
// in a box that holds a crowd, and comes near to few of it.
static bool stays_apart(const encounter *e, float approach)
{
    qn_pose a = qn_sweep_pose(&e->mine, 0.0f);
    qn_pose b = qn_sweep_pose(&e->theirs, 0.0f);
    qn_vec2 middle = qn_inv_transform(a, qn_transform(b, e->piece->centroid));
    float reach = approach + e->hull->radius_m + QN_MOVER_MARGIN_M +
                  qn_hull_max_extent(e->piece, e->piece->centroid);
    return least_distance(e->hull, middle) > reach;
}

// Of a hull placed by the pose, the least way along an axis.
static float least_along(const qn_hull *hull, qn_pose pose, qn_vec2 axis)
{
    float least = qn_dot(axis, qn_transform(pose, hull->vertices[0]));
    for (int32_t i = 1; i < hull->count; ++i) {
        least = qn_min(least, qn_dot(axis, qn_transform(pose, hull->vertices[i])));
    }
    return least;
}

// Two hulls on their ways in the frame of the first, to be told apart by axes.
typedef struct passing {
    const encounter *e;
    qn_pose other; // of the piece
    qn_vec2 shift; // by which it moves against the hull
    float clear_m; // that they must keep, with what turning may take
} passing;

static bool is_clear_along(const passing *p, qn_vec2 axis)
{
    float gap = least_along(p->e->piece, p->other, axis) +
                least_along(p->e->hull, qn_pose_identity(), qn_neg(axis)) - p->e->piece->radius_m -
                p->e->hull->radius_m;
    return gap + qn_min(qn_dot(p->shift, axis), 0.0f) > p->clear_m;
}

// Whether an axis keeps them apart all the way, or no deeper in each other than `depth`. Most of
// those that are near each other only pass.
static bool keep_clear(const encounter *e, float depth)
{
    qn_pose a = qn_sweep_pose(&e->mine, 0.0f);
    qn_pose b = qn_sweep_pose(&e->theirs, 0.0f);
    passing p = {.e = e, .other = qn_pose_inv_mul(a, b)};
    p.shift = qn_inv_rotate(a.q, qn_sub(e->theirs.shift, e->mine.shift));
    p.clear_m = qn_abs(e->mine.angle_rad) * core_extent(e->hull, e->mine.local_center) +
                qn_abs(e->theirs.angle_rad) * core_extent(e->piece, e->theirs.local_center) +
                (depth > 0.0f ? -depth : QN_MOVER_MARGIN_M);
    for (int32_t i = 0; e->piece->count > 1 && i < e->piece->count; ++i) {
        if (is_clear_along(&p, qn_neg(qn_rotate(p.other.q, e->piece->normals[i])))) {
            return true;
        }
    }
    for (int32_t i = 0; e->hull->count > 1 && i < e->hull->count; ++i) {
        if (is_clear_along(&p, e->hull->normals[i])) {
            return true;
        }
    }
    qn_vec2 between = qn_sub(qn_transform(p.other, e->piece->centroid), e->hull->centroid);
    return is_clear_along(&p, qn_normalize(between));
}

static void measure(encounter *e)
{
    qn_pose a = qn_sweep_pose(&e->mine, 0.0f);
    qn_pose b = qn_sweep_pose(&e->theirs, 0.0f);
    qn_gap gap;
    qn_hull_gap(e->hull, e->piece, qn_pose_inv_mul(a, b), &gap);
    e->separation_m = gap.separation_m;
}

// A line of a chain stops only what comes from its front.
static bool is_behind(const encounter *e)
{
    qn_pose mine = qn_sweep_pose(&e->mine, 0.0f);
    qn_pose theirs = qn_sweep_pose(&e->theirs, 0.0f);
    qn_vec2 middle = qn_inv_transform(theirs, qn_transform(mine, e->hull->centroid));
    return qn_dot(e->piece->normals[0], qn_sub(middle, e->piece->vertices[0])) < 0.0f;
}

// The separation that the two may come to without being stopped.
static float allowed_separation(const search *s, const encounter *e, bool is_seen, float thinner)
{
    float depth = qn_min(UNSEEN_DEPTH_M, UNSEEN_PART * thinner);
    if (is_seen) {
        depth = qn_max(QN_LINEAR_SLOP_M, SEEN_PART * thinner);
    } else if (s->mover->impact_count > 0 &&
               e->separation_m <= QN_IMPACT_SEPARATION_M + QN_IMPACT_TOLERANCE_M) {
        depth = 0.0f;
    }
    return qn_min(-depth, e->separation_m - QN_LINEAR_SLOP_M);
}

static qn_vec2 point_of(const search *s, const qn_impact *impact)
{
    return qn_point_at_arm(qn_motion_of(s->world, s->mover->body), impact->point);
}

// One convex piece of the other shape.
static void meet_piece(search *s, int32_t other, const qn_hull *piece, bool is_one_sided)
{
    const qn_world *world = s->world;
    int32_t other_body = world->shapes[other].body;
    encounter e = face(s, other_body, piece);
    float thinner = thinner_extent(world, s->mover->body, other_body);
    float free_m = qn_max(FREE_PART * thinner, QN_LINEAR_SLOP_M);
    float approach = approach_of(e.hull, &e.mine, piece, &e.theirs);
    if (approach <= free_m || stays_apart(&e, approach) || (is_one_sided && is_behind(&e))) {
        return;
    }
    bool is_seen = has_touching_contact(world, s->shape, other);
    if (keep_clear(&e, is_seen ? qn_max(QN_LINEAR_SLOP_M, SEEN_PART * thinner) : 0.0f)) {
        return;
    }
    measure(&e);
    float allowed = allowed_separation(s, &e, is_seen, thinner);
    qn_impact impact;
    qn_hull_impact(e.hull, &e.mine, piece, &e.theirs, allowed, &impact);
    if (impact.state == QN_IMPACT_NONE) {
        return;
    }
    // They would sink in; they meet where they touch.
    if (!is_seen && e.separation_m > QN_IMPACT_SEPARATION_M + QN_IMPACT_TOLERANCE_M) {
        qn_hull_impact(e.hull, &e.mine, piece, &e.theirs, QN_IMPACT_SEPARATION_M, &impact);
    }
    if (impact.state != QN_IMPACT_NONE &&
        !qn_impact_lets_pass(world, s->shape, other, 0, impact.normal) &&
        qn_hook_lets_hit(world, s->shape, other, point_of(s, &impact), impact.normal,
                         impact.separation_m)) {
        offer(s, e.from, &impact, other);
    }
}

static qn_aabb grown(qn_aabb box, float margin)
{
    qn_vec2 m = {margin, margin};
    return (qn_aabb){qn_sub(box.lower, m), qn_add(box.upper, m)};
}

// Whether the pair is looked at from the other mover.
static bool is_left_to(const search *s, int32_t other_body)
{
    int32_t index = mover_of(s->world, other_body);
    if (!s->is_fresh || index == QN_NONE) {
        return false;
    }
    const qn_mover *other = &s->world->scratch->movers[index];
    if (other->is_keen == 0) {
        return false;
    }
    return other->reach_m > s->mover->reach_m ||
           (other->reach_m == s->mover->reach_m && other_body < s->mover->body);
}

// What is carried along meets only what does not give way, and what carries it.
static bool is_not_looked_at(const search *s, int32_t other_body)
{
    float inv_mass = qn_pushable_mass(s->world, s->mover->body);
    float other_inv_mass = qn_pushable_mass(s->world, other_body);
    return inv_mass + other_inv_mass <= 0.0f ||
           (s->mover->is_pushed != 0 && other_inv_mass >= QN_LIGHT_PART * inv_mass);
}

static void meet(search *s, int32_t other)
{
    const qn_world *world = s->world;
    int32_t other_body = world->shapes[other].body;
    if (other_body == s->mover->body || other_body == s->mover->carrier ||
        is_left_to(s, other_body) || is_not_looked_at(s, other_body)) {
        return;
    }
    qn_aabb around = grown(world->shapes[other].fat_box, qn_body_reach(world, other_body));
    if (!qn_aabb_overlaps(s->box, around) || !qn_shapes_may_meet(world, s->shape, other)) {
        return;
    }
    qn_pose pose = qn_motion_of(world, other_body)->pose;
    qn_aabb near = qn_aabb_in_frame(pose, grown(s->box, qn_body_reach(world, other_body)));
    qn_children walk = qn_children_near(world, other, near);
    while (qn_children_next(&walk)) {
        meet_piece(s, other, walk.hull, walk.is_one_sided);
    }
}

// ---- All pairs ------------------------------------------------------------------------------

// An arc strays from its chord by r a^2 / 8, and by a diameter at most.
static qn_aabb swept_box(const qn_hull *hull, const qn_sweep *sweep, float extent)
{
    qn_aabb box = qn_aabb_union(qn_hull_aabb(hull, qn_sweep_pose(sweep, 0.0f)),
                                qn_hull_aabb(hull, qn_sweep_pose(sweep, 1.0f)));
    float sag = qn_min(0.125f * sweep->angle_rad * sweep->angle_rad, 2.0f) * extent;
    return grown(qn_aabb_unrounded(box), sag + QN_MOVER_MARGIN_M);
}

static void search_tree(search *s, uint32_t tree, float margin)
{
    qn_near walk = qn_near_start(s->world, tree, grown(s->box, margin),
                                 qn_shape_search_mask(&s->world->shapes[s->shape]));
    for (int32_t shape = qn_near_next(&walk); shape != QN_NONE; shape = qn_near_next(&walk)) {
        meet(s, shape);
    }
}

// Movers that go further than the margin of the search.
static void search_far(search *s, const qn_reaches *reaches)
{
    const qn_world *world = s->world;
    for (int i = 0; i < QN_FAR_MOVER_COUNT && reaches->far_movers[i] != QN_NONE; ++i) {
        int32_t body = world->scratch->movers[reaches->far_movers[i]].body;
        for (int32_t k = world->bodies[body].first_shape; k != QN_NONE; k = world->shapes[k].next) {
            meet(s, k);
        }
    }
}

void qn_mover_find_impacts(qn_world *world, const qn_reaches *reaches, qn_mover *mover,
                           bool is_fresh)
{
    const qn_body *body = &world->bodies[mover->body];
    bool looks_near = is_fresh || reaches->is_crowded;
    float faster = looks_near ? qn_min(reaches->fast_m, mover->reach_m) : reaches->fast_m;
    float margin = qn_max(reaches->slow_m, faster);
    if (!is_fresh) {
        qn_impact_time_set(world->scratch, mover_of(world, mover->body), QN_NEVER);
    }
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        const qn_hull *hull = &world->shapes[i].hull;
        search s = {.world = world, .mover = mover, .shape = i, .is_fresh = is_fresh};
        qn_sweep way = mover->sweep;
        way.center = qn_add(way.center, qn_motion_of(world, mover->body)->center);
        s.box = swept_box(hull, &way, core_extent(hull, way.local_center));
        if (body->type == QN_BODY_DYNAMIC) {
            search_tree(&s, QN_IN_FIXED, reaches->fixed_m);
        }
        if (mover->is_keen != 0) {
            search_tree(&s, QN_IN_DYNAMIC, margin);
            search_far(&s, reaches);
        }
    }
}

// ---- Sensors --------------------------------------------------------------------------------

bool qn_mover_crossed(const qn_world *world, const qn_mover *mover, int32_t shape, int32_t other)
{
    const qn_motion *motion = qn_motion_of(world, mover->body);
    const qn_motion *target = qn_motion_of(world, world->shapes[other].body);
    // As a body that still is where it started; all is seen from the centre of the target.
    qn_motion first = {.center = mover->first_center, .center_rest = mover->first_center_rest};
    qn_sweep way = {.local_center = motion->local_center,
                    .center = qn_center_span(target, &first),
                    .shift = qn_center_span(&first, motion),
                    .q = mover->first_q,
                    .angle_rad = qn_rot_angle(qn_rot_inv_mul(mover->first_q, motion->pose.q))};
    qn_sweep still = {.local_center = target->local_center, .q = target->pose.q};
    qn_impact impact;
    qn_hull_impact(&world->shapes[shape].hull, &way, &world->shapes[other].hull, &still, 0.0f,
                   &impact);
    return impact.state == QN_IMPACT_HIT || impact.state == QN_IMPACT_OVERLAPPED;
}
