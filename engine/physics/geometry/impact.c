// Conservative advancement, with local separating axes where rotation makes that slow.
//
// No point of a hull approaches along the normal of the gap faster than the shift along it and the
// turn about the centre allow. So the hulls may leap by what is left of the gap over that speed
// (Mirtich 1996). Without rotation this is Newton's method on a convex function. With rotation the
// leaps get short; then the axis of the nearest features is held in the frame of its hull over a
// stretch so short that the turning sags by no more than a slop, and the root of the deepest
// corner's height is bracketed on it, from the far end backwards (Catto 2013, "Continuous
// Collision"). The separation is the highest over all axes, so an axis that is apart proves that
// the hulls are, even where the wanted separation lies inside.
#include "physics/geometry/impact.h"

#include "physics/geometry/distance.h"

#define MAX_LOOKS 128
#define MAX_STRETCHES 64
#define MAX_PUSH_BACKS 16
#define MAX_ROOT_STEPS 40

// ---- Sweeps ---------------------------------------------------------------------------------

qn_sweep qn_sweep_between(qn_pose start, qn_pose end, qn_vec2 local_center)
{
    qn_vec2 from = qn_transform(start, local_center);
    qn_vec2 to = qn_transform(end, local_center);
    return (qn_sweep){
        .local_center = local_center,
        .center = from,
        .shift = qn_sub(to, from),
        .q = start.q,
        .angle_rad = qn_rot_angle(qn_rot_inv_mul(start.q, end.q)),
    };
}

static qn_rot rotation_at(const qn_sweep *sweep, float fraction)
{
    if (sweep->angle_rad == 0.0f || fraction == 0.0f) {
        return sweep->q;
    }
    return qn_rot_mul(qn_rot_from_angle(fraction * sweep->angle_rad), sweep->q);
}

// Seen from `origin`, so that nothing is lost far out.
static qn_pose pose_from(const qn_sweep *sweep, float fraction, qn_vec2 origin)
{
    qn_pose pose = {.q = rotation_at(sweep, fraction)};
    qn_vec2 center = qn_mul_add(qn_sub(sweep->center, origin), fraction, sweep->shift);
    pose.p = qn_sub(center, qn_rotate(pose.q, sweep->local_center));
    return pose;
}

qn_pose qn_sweep_pose(const qn_sweep *sweep, float fraction)
{
    return pose_from(sweep, fraction, (qn_vec2){0.0f, 0.0f});
}

qn_sweep qn_sweep_rest(const qn_sweep *sweep, float fraction)
{
    qn_sweep rest = *sweep;
    rest.center = qn_mul_add(sweep->center, fraction, sweep->shift);
    rest.q = rotation_at(sweep, fraction);
    rest.shift = qn_mul(1.0f - fraction, sweep->shift);
    rest.angle_rad = (1.0f - fraction) * sweep->angle_rad;
    return rest;
}

// ---- The pair -------------------------------------------------------------------------------

typedef struct pair {
    const qn_hull *a, *b;
    const qn_sweep *sweep_a, *sweep_b;
    float radii, wanted;
    float turn_m;   // the furthest that corners move by turning, of both hulls together
    float stretch;  // of the interval, over which turning sags by no more than a slop
    qn_pose pose_a; // at the current fraction, seen from where a started
    qn_pose pose_b;
    qn_gap gap;
} pair;

static float core_extent(const qn_hull *hull, qn_vec2 center)
{
    return qn_hull_max_extent(hull, center) - hull->radius_m;
}

// Into how many stretches the interval falls so that a height sags by no more than a slop over
// each. Of a height n . r over an axis n that turns by x, while r of length `reach` moves by d, the
// second derivative is at most 2 x d + x^2 reach; an arc sags by an eighth of it.
static float stretches_for(float turn_rad, float moved, float reach)
{
    float bend = turn_rad * (2.0f * moved + turn_rad * reach);
    return __builtin_sqrtf(bend * (1.0f / (8.0f * QN_LINEAR_SLOP_M)));
}

static void look(pair *p, float fraction)
{
    qn_vec2 origin = p->sweep_a->center;
    p->pose_a = pose_from(p->sweep_a, fraction, origin);
    p->pose_b = pose_from(p->sweep_b, fraction, origin);
    qn_hull_gap(p->a, p->b, qn_pose_inv_mul(p->pose_a, p->pose_b), &p->gap);
}

static pair pair_up(const qn_hull *a, const qn_sweep *sweep_a, const qn_hull *b,
                    const qn_sweep *sweep_b, float wanted)
{
    pair p = {.a = a, .b = b, .sweep_a = sweep_a, .sweep_b = sweep_b, .wanted = wanted};
    float extent_a = core_extent(a, sweep_a->local_center);
    float extent_b = core_extent(b, sweep_b->local_center);
    p.radii = a->radius_m + b->radius_m;
    p.turn_m = qn_abs(sweep_a->angle_rad) * extent_a + qn_abs(sweep_b->angle_rad) * extent_b;
    float moved = p.turn_m + qn_length(qn_sub(sweep_a->shift, sweep_b->shift));
    float turn_rad = qn_max(qn_abs(sweep_a->angle_rad), qn_abs(sweep_b->angle_rad));
    float count = stretches_for(turn_rad, moved, extent_a + extent_b);
    p.stretch = 1.0f / qn_clamp(count, 1.0f, (float)MAX_STRETCHES);
    return p;
}

// ---- An axis held by its features -----------------------------------------------------------

typedef struct held_axis {
    const pair *p;
    qn_gap_kind kind;
    qn_vec2 direction;        // of an edge, in its hull's frame; else in the world
    int32_t index_a, index_b; // the corners that are measured; of an edge, its first
} held_axis;

static held_axis hold_axis(const pair *p)
{
    held_axis axis = {.p = p, .kind = p->gap.kind};
    axis.index_a = p->gap.index_a;
    axis.index_b = p->gap.index_b;
    qn_vec2 normal = qn_rotate(p->pose_a.q, p->gap.normal);
    if (axis.kind == QN_GAP_EDGE_OF_A) {
        axis.direction = p->gap.normal;
    } else if (axis.kind == QN_GAP_EDGE_OF_B) {
        axis.direction = qn_inv_rotate(p->pose_b.q, normal);
    } else {
        axis.direction = normal;
    }
    return axis;
}

static qn_vec2 direction_now(const held_axis *axis, qn_pose pose_a, qn_pose pose_b)
{
    if (axis->kind == QN_GAP_EDGE_OF_A) {
        return qn_rotate(pose_a.q, axis->direction);
    }
    return axis->kind == QN_GAP_EDGE_OF_B ? qn_rotate(pose_b.q, axis->direction) : axis->direction;
}

static int32_t furthest(const qn_hull *hull, qn_vec2 direction)
{
    int32_t best = 0;
    float most = qn_dot(hull->vertices[0], direction);
    for (int32_t i = 1; i < hull->count; ++i) {
        float reach = qn_dot(hull->vertices[i], direction);
        best = reach > most ? i : best;
        most = qn_max(reach, most);
    }
    return best;
}

static float height_at(const held_axis *axis, float fraction)
{
    const pair *p = axis->p;
    qn_pose pose_a = pose_from(p->sweep_a, fraction, p->sweep_a->center);
    qn_pose pose_b = pose_from(p->sweep_b, fraction, p->sweep_a->center);
    qn_vec2 on_a = qn_transform(pose_a, p->a->vertices[axis->index_a]);
    qn_vec2 on_b = qn_transform(pose_b, p->b->vertices[axis->index_b]);
    qn_vec2 direction = direction_now(axis, pose_a, pose_b);
    return qn_dot(direction, qn_sub(on_b, on_a)) - p->radii;
}

// Takes the corners that lie deepest at the fraction; returns how high they are.
static float find_deepest(held_axis *axis, float fraction)
{
    const pair *p = axis->p;
    qn_pose pose_a = pose_from(p->sweep_a, fraction, p->sweep_a->center);
    qn_pose pose_b = pose_from(p->sweep_b, fraction, p->sweep_a->center);
    qn_vec2 direction = direction_now(axis, pose_a, pose_b);
    if (axis->kind != QN_GAP_EDGE_OF_A) {
        axis->index_a = furthest(p->a, qn_inv_rotate(pose_a.q, direction));
    }
    if (axis->kind != QN_GAP_EDGE_OF_B) {
        axis->index_b = furthest(p->b, qn_inv_rotate(pose_b.q, qn_neg(direction)));
    }
    return height_at(axis, fraction);
}

// Where the height falls to the wanted one: regula falsi and bisection in turn.
static float bracket(const held_axis *axis, float low, float height_low, float high,
                     float height_high)
{
    float wanted = axis->p->wanted;
    for (int i = 0; i < MAX_ROOT_STEPS; ++i) {
        float middle = 0.5f * (low + high);
        float secant = low + (wanted - height_low) * (high - low) / (height_high - height_low);
        bool is_inside = secant > low && secant < high;
        float at = (i & 1) != 0 || !is_inside ? middle : secant;
        float height = height_at(axis, at);
        if (qn_abs(height - wanted) < 0.5f * QN_IMPACT_TOLERANCE_M || at <= low || at >= high) {
            return at;
        }
        if (height > wanted) {
            low = at;
            height_low = height;
        } else {
            high = at;
            height_high = height;
        }
    }
    return low;
}

// The furthest fraction up to `end` to which the held axis proves the hulls apart; negative where
// rounding leaves it without an answer.
static float advance_on_axis(const pair *p, float start, float end)
{
    held_axis axis = hold_axis(p);
    float high = end;
    for (int i = 0; i < MAX_PUSH_BACKS; ++i) {
        float height_high = find_deepest(&axis, high);
        if (height_high > p->wanted - QN_IMPACT_TOLERANCE_M) {
            return high;
        }
        float height_low = height_at(&axis, start);
        if (height_low <= p->wanted) {
            return -1.0f;
        }
        high = bracket(&axis, start, height_low, high, height_high);
    }
    return high;
}

// ---- The impact -----------------------------------------------------------------------------

static void report(const pair *p, qn_impact_state state, float fraction, qn_impact *out)
{
    qn_vec2 middle = qn_lerp(p->gap.point_a, p->gap.point_b, 0.5f);
    *out = (qn_impact){
        .state = state,
        .fraction = fraction,
        .point = qn_add(p->sweep_a->center, qn_transform(p->pose_a, middle)),
        .normal = qn_rotate(p->pose_a.q, p->gap.normal),
        .separation_m = p->gap.separation_m,
    };
}

// How much of the interval may pass before the hulls can be at the wanted separation; above 1 means
// never.
static float leap_of(const pair *p)
{
    qn_vec2 normal = qn_rotate(p->pose_a.q, p->gap.normal);
    float closing = qn_dot(normal, qn_sub(p->sweep_a->shift, p->sweep_b->shift)) + p->turn_m;
    float room = p->gap.separation_m - p->wanted;
    return closing <= 0.0f || room > closing ? 2.0f : room / closing;
}

void qn_hull_impact(const qn_hull *a, const qn_sweep *sweep_a, const qn_hull *b,
                    const qn_sweep *sweep_b, float separation_m, qn_impact *out)
{
    pair p = pair_up(a, sweep_a, b, sweep_b, separation_m);
    float t = 0.0f;
    look(&p, t);
    if (p.gap.separation_m < separation_m - QN_IMPACT_TOLERANCE_M) {
        report(&p, QN_IMPACT_OVERLAPPED, t, out);
        return;
    }
    for (int i = 0; i < MAX_LOOKS; ++i) {
        if (p.gap.separation_m <= separation_m + QN_IMPACT_TOLERANCE_M) {
            report(&p, QN_IMPACT_HIT, t, out);
            return;
        }
        float next = t + leap_of(&p);
        float end = qn_min(t + p.stretch, 1.0f);
        if (next < end && p.turn_m > 0.0f) {
            next = advance_on_axis(&p, t, end);
        }
        if (next < t || t >= 1.0f || next > 1.0f) {
            bool is_lost = next < t;
            report(&p, is_lost ? QN_IMPACT_FAILED : QN_IMPACT_NONE, is_lost ? t : 1.0f, out);
            return;
        }
        t = next;
        look(&p, t);
    }
    report(&p, QN_IMPACT_FAILED, t, out);
}
