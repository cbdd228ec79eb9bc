// The contact solver, four contacts at a time.
//
// A soft-step solver with relaxation (Catto, "Solver2D", 2024): each sub-step warm starts, solves
// with soft bias, moves the bodies, and solves again without bias, so that the bias leaves no
// velocity behind. Friction is solved in the relaxing pass only. Anchors stay fixed for impulses
// and turn with the bodies for the current separation. The spring of a contact acts only on what
// differs from the steady impulse, which contact_store.c explains.
//
// Every function runs over the blocks in order; overflow blocks run once for each lane, as several
// of their lanes may hold the same body. The passes are inlined into their loops, so that a block
// is loaded once and the four bodies stay in registers.
#include "physics/solve/lanes.h"
#include "physics/step.h"
#include "physics/world.h"

typedef struct pass {
    qn_f4 inv_h;
    qn_f4 threshold; // speed below which nothing bounces
    bool use_bias;
} pass;

typedef struct constraint {
    qn_contact_block *block;
    qn_block_surface *surface;
} constraint;

typedef void pass_fn(const pass *p, constraint c, qn_lanes *a, qn_lanes *b);

// What both points push with along a direction.
typedef struct impulses {
    qn_f4 at[2];
} impulses;

QN_LANES_INLINE impulses no_impulses(void) { return (impulses){{qn_f4_zero(), qn_f4_zero()}}; }

// The straight motion of both bodies changes once for both directions; `tangent` may be null.
QN_LANES_INLINE void push(const qn_contact_block *block, const impulses *normal,
                          const impulses *tangent, qn_lanes *a, qn_lanes *b)
{
    qn_f4 nx = block->normal_x, ny = block->normal_y;
    qn_f4 n = qn_f4_add(normal->at[0], normal->at[1]);
    qn_f4 px = qn_f4_mul(n, nx), py = qn_f4_mul(n, ny);
    if (tangent != NULL) {
        qn_f4 t = qn_f4_add(tangent->at[0], tangent->at[1]);
        px = qn_f4_mul_add(px, t, ny);
        py = qn_f4_mul_sub(py, t, nx);
    }
    a->vx = qn_f4_mul_sub(a->vx, block->inv_mass_a, px);
    a->vy = qn_f4_mul_sub(a->vy, block->inv_mass_a, py);
    b->vx = qn_f4_mul_add(b->vx, block->inv_mass_b, px);
    b->vy = qn_f4_mul_add(b->vy, block->inv_mass_b, py);
}

// And their turning for each.
QN_LANES_INLINE void turn_by_normals(const qn_contact_block *block, impulses p, qn_lanes *a,
                                     qn_lanes *b)
{
    const qn_block_point *points = block->points;
    qn_f4 by_a = qn_f4_dot(p.at[0], p.at[1], points[0].lever_a, points[1].lever_a);
    qn_f4 by_b = qn_f4_dot(p.at[0], p.at[1], points[0].lever_b, points[1].lever_b);
    a->w = qn_f4_mul_sub(a->w, block->inv_inertia_a, by_a);
    b->w = qn_f4_mul_add(b->w, block->inv_inertia_b, by_b);
}

QN_LANES_INLINE void turn_by_tangents(const qn_contact_block *block, impulses p, qn_lanes *a,
                                      qn_lanes *b)
{
    const qn_block_point *points = block->points;
    qn_f4 by_a = qn_f4_dot(p.at[0], p.at[1], points[0].along_a, points[1].along_a);
    qn_f4 by_b = qn_f4_dot(p.at[0], p.at[1], points[0].along_b, points[1].along_b);
    a->w = qn_f4_mul_add(a->w, block->inv_inertia_a, by_a);
    b->w = qn_f4_mul_sub(b->w, block->inv_inertia_b, by_b);
}

QN_LANES_INLINE void twist(const qn_contact_block *block, qn_f4 impulse, qn_lanes *a, qn_lanes *b)
{
    a->w = qn_f4_mul_sub(a->w, block->inv_inertia_a, impulse);
    b->w = qn_f4_mul_add(b->w, block->inv_inertia_b, impulse);
}

// ---- Warm start -----------------------------------------------------------------------------

QN_LANES_INLINE void warm_start(const pass *p, constraint c, qn_lanes *a, qn_lanes *b)
{
    (void)p;
    const qn_block_point *points = c.block->points;
    bool is_pair = (c.block->traits & QN_BLOCK_PAIRS) != 0;
    impulses normal = {
        {points[0].normal_impulse, is_pair ? points[1].normal_impulse : qn_f4_zero()}};
    impulses tangent = {
        {points[0].tangent_impulse, is_pair ? points[1].tangent_impulse : qn_f4_zero()}};
    push(c.block, &normal, &tangent, a, b);
    turn_by_normals(c.block, normal, a, b);
    turn_by_tangents(c.block, tangent, a, b);
    if ((c.block->traits & QN_BLOCK_ROLLS) != 0) {
        twist(c.block, c.surface->rolling_impulse, a, b);
    }
}

// ---- Solve ----------------------------------------------------------------------------------

// What the bodies have done since the start of the step, as far as separations go by it.
typedef struct progress {
    qn_f4 moved;          // along the normal, and by the turning of round surfaces
    qn_f4 ca, sa, cb, sb; // cosines less one, and sines
} progress;

// An arm r turned by an angle is longer along the normal by (cos - 1) r . n + sin r x n.
//
// The arms end at points of the surface, but where the surface is round it is the core that turns
// and the point below it that touches: (cos - 1) radius for each body. Without it a rolling disc
// would lift off what it rolls on between two steps.
QN_LANES_INLINE progress progress_of(constraint c, const qn_lanes *a, const qn_lanes *b)
{
    qn_f4 one = qn_f4_splat(1.0f);
    qn_f4 x = qn_f4_sub(b->moved_x, a->moved_x), y = qn_f4_sub(b->moved_y, a->moved_y);
    progress p = {
        .moved = qn_f4_dot(x, y, c.block->normal_x, c.block->normal_y),
        .ca = qn_f4_sub(a->turned_c, one),
        .sa = a->turned_s,
        .cb = qn_f4_sub(b->turned_c, one),
        .sb = b->turned_s,
    };
    if ((c.block->traits & QN_BLOCK_ROUND) != 0) {
        p.moved = qn_f4_mul_add(p.moved, p.ca, c.surface->radius_a);
        p.moved = qn_f4_mul_add(p.moved, p.cb, c.surface->radius_b);
    }
    return p;
}

QN_LANES_INLINE qn_f4 separation_now(const progress *p, const qn_block_point *point)
{
    qn_f4 of_a = qn_f4_mul_add(qn_f4_mul(p->ca, point->along_a), p->sa, point->lever_a);
    qn_f4 of_b = qn_f4_mul_add(qn_f4_mul(p->cb, point->along_b), p->sb, point->lever_b);
    return qn_f4_add(qn_f4_add(point->separation, p->moved), qn_f4_sub(of_b, of_a));
}

// Apart (s > 0): stop no more than what closes the gap in this sub-step. Overlapping: push back
// softly, at no more than the push speed, in the biased pass only.
QN_LANES_INLINE qn_f4 solve_normal(const pass *p, qn_f4 speed, const progress *way,
                                   const qn_contact_block *block, qn_block_point *point)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 s = separation_now(way, point);
    qn_f4 is_apart = qn_f4_greater(s, zero);
    qn_f4 closing = qn_f4_mul(s, p->inv_h);
    qn_f4 change;
    if (p->use_bias) {
        qn_f4 bias = qn_f4_max(qn_f4_mul(block->bias_rate, s), block->least_bias);
        qn_f4 soft = qn_f4_mul_add(bias, block->mass_scale, speed);
        qn_f4 wanted = qn_f4_select(is_apart, qn_f4_add(closing, speed), soft);
        qn_f4 beyond = qn_f4_sub(point->normal_impulse, point->steady_impulse);
        qn_f4 kept = qn_f4_select(is_apart, zero, qn_f4_mul(block->impulse_scale, beyond));
        change = qn_f4_mul_add(kept, point->normal_mass, wanted);
    } else {
        qn_f4 wanted = qn_f4_add(qn_f4_and(is_apart, closing), speed);
        change = qn_f4_mul(point->normal_mass, wanted);
    }
    qn_f4 total = qn_f4_max(qn_f4_sub(point->normal_impulse, change), zero);
    qn_f4 impulse = qn_f4_sub(total, point->normal_impulse);
    point->normal_impulse = total;
    return impulse;
}

// Both points by the speeds that they have before; the second learns of the first's impulse by how
// they are coupled, which is a shorter way than over the bodies.
QN_LANES_INLINE impulses solve_normals(const pass *p, constraint c, const qn_block_motion *motion,
                                       const progress *way)
{
    qn_block_point *points = c.block->points;
    impulses done = no_impulses();
    qn_f4 speed = qn_block_normal_speed(motion, &points[0]);
    done.at[0] = solve_normal(p, speed, way, c.block, &points[0]);
    if ((c.block->traits & QN_BLOCK_PAIRS) != 0) {
        speed = qn_f4_mul_add(qn_block_normal_speed(motion, &points[1]), c.block->normal_coupling,
                              done.at[0]);
        done.at[1] = solve_normal(p, speed, way, c.block, &points[1]);
    }
    return done;
}

QN_LANES_INLINE qn_f4 solve_tangent(constraint c, qn_f4 speed, qn_block_point *point)
{
    qn_f4 most = qn_f4_mul(c.block->friction, point->normal_impulse);
    if ((c.block->traits & QN_BLOCK_CONVEYS) != 0) {
        speed = qn_f4_sub(speed, c.surface->tangent_speed);
    }
    qn_f4 total = qn_f4_mul_sub(point->tangent_impulse, point->tangent_mass, speed);
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    qn_f4 impulse = qn_f4_sub(total, point->tangent_impulse);
    point->tangent_impulse = total;
    return impulse;
}

QN_LANES_INLINE qn_f4 tangent_speed(const qn_block_motion *m, const qn_block_point *point)
{
    return qn_f4_mul_add(qn_f4_mul_sub(m->tangent, m->wb, point->along_b), m->wa, point->along_a);
}

QN_LANES_INLINE impulses solve_tangents(constraint c, const qn_block_motion *motion)
{
    qn_block_point *points = c.block->points;
    impulses done = no_impulses();
    done.at[0] = solve_tangent(c, tangent_speed(motion, &points[0]), &points[0]);
    if ((c.block->traits & QN_BLOCK_PAIRS) != 0) {
        qn_f4 speed =
            qn_f4_mul_add(tangent_speed(motion, &points[1]), c.block->tangent_coupling, done.at[0]);
        done.at[1] = solve_tangent(c, speed, &points[1]);
    }
    return done;
}

// A friction of the turning: its torque is bounded by the length rolling_m times the normal force.
static void solve_rolling(constraint c, qn_lanes *a, qn_lanes *b)
{
    qn_block_surface *surface = c.surface;
    const qn_block_point *points = c.block->points;
    qn_f4 normal = qn_f4_add(points[0].normal_impulse, points[1].normal_impulse);
    qn_f4 most = qn_f4_mul(surface->rolling_m, normal);
    qn_f4 speed = qn_f4_sub(b->w, a->w);
    qn_f4 total = qn_f4_mul_sub(surface->rolling_impulse, surface->rolling_mass, speed);
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    twist(c.block, qn_f4_sub(total, surface->rolling_impulse), a, b);
    surface->rolling_impulse = total;
}

QN_LANES_INLINE void sum_impulse(qn_block_point *point)
{
    point->total_normal_impulse = qn_f4_add(point->total_normal_impulse, point->normal_impulse);
}

QN_LANES_INLINE void solve(const pass *p, constraint c, qn_lanes *a, qn_lanes *b)
{
    progress way = progress_of(c, a, b);
    impulses tangents = no_impulses();
    // The normals have the last word: what friction does to them is put right at once.
    if (!p->use_bias) {
        if ((c.block->traits & QN_BLOCK_ROLLS) != 0) {
            solve_rolling(c, a, b);
        }
        qn_block_motion motion = qn_block_motion_of(c.block, a, b);
        tangents = solve_tangents(c, &motion);
        turn_by_tangents(c.block, tangents, a, b);
    }
    qn_block_motion motion = qn_block_motion_of(c.block, a, b);
    impulses normals = solve_normals(p, c, &motion, &way);
    turn_by_normals(c.block, normals, a, b);
    push(c.block, &normals, p->use_bias ? NULL : &tangents, a, b);
    if (!p->use_bias) {
        // What the relaxing pass leaves is what the sub-step has pushed with.
        sum_impulse(&c.block->points[0]);
        if ((c.block->traits & QN_BLOCK_PAIRS) != 0) {
            sum_impulse(&c.block->points[1]);
        }
    }
}

// ---- Restitution ----------------------------------------------------------------------------

// Points that approached faster than the threshold and carried something leave with e times the
// speed.
QN_LANES_INLINE void restitute(const pass *p, constraint c, qn_lanes *a, qn_lanes *b)
{
    if ((c.block->traits & QN_BLOCK_BOUNCES) == 0) {
        return;
    }
    qn_f4 zero = qn_f4_zero();
    qn_f4 threshold = qn_f4_sub(zero, p->threshold);
    qn_f4 bounces = qn_f4_greater(c.surface->restitution, zero);
    qn_block_motion motion = qn_block_motion_of(c.block, a, b);
    impulses done = no_impulses();
    for (int i = 0; i < 2; ++i) {
        qn_block_point *point = &c.block->points[i];
        qn_f4 approach = c.surface->normal_speed[i];
        qn_f4 carried = qn_f4_greater(point->total_normal_impulse, zero);
        qn_f4 mask = qn_f4_and(bounces, qn_f4_and(qn_f4_greater(threshold, approach), carried));
        qn_f4 mass = qn_f4_and(mask, point->normal_mass);
        qn_f4 speed = qn_f4_mul_add(qn_block_normal_speed(&motion, point), c.block->normal_coupling,
                                    done.at[0]);
        qn_f4 missing = qn_f4_mul_add(speed, c.surface->restitution, approach);
        qn_f4 total = qn_f4_max(qn_f4_mul_sub(point->normal_impulse, mass, missing), zero);
        done.at[i] = qn_f4_sub(total, point->normal_impulse);
        point->normal_impulse = total;
        point->total_normal_impulse = qn_f4_add(point->total_normal_impulse, done.at[i]);
    }
    turn_by_normals(c.block, done, a, b);
    push(c.block, &done, NULL, a, b);
}

// ---- Running a pass over all blocks ---------------------------------------------------------

static qn_f4 lane_mask(int lane)
{
    float pick[4] = {0.0f, 0.0f, 0.0f, 0.0f};
    pick[lane] = 1.0f;
    return qn_f4_greater(qn_f4_load(pick), qn_f4_zero());
}

static void keep_lane(qn_block_point *point, const qn_block_point *solved, qn_f4 mask)
{
    point->normal_impulse = qn_f4_select(mask, solved->normal_impulse, point->normal_impulse);
    point->tangent_impulse = qn_f4_select(mask, solved->tangent_impulse, point->tangent_impulse);
    point->total_normal_impulse =
        qn_f4_select(mask, solved->total_normal_impulse, point->total_normal_impulse);
}

// One lane of a block whose lanes may share bodies: all are computed, one is kept. There are few of
// them, so one copy of this does for all passes.
static __attribute__((noinline)) void run_lane(qn_world *world, const pass *p, pass_fn *run,
                                               constraint c, int lane)
{
    int32_t rows_a[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    int32_t rows_b[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    rows_a[lane] = c.block->row_a[lane];
    rows_b[lane] = c.block->row_b[lane];
    qn_lanes a = qn_lanes_gather(world, rows_a);
    qn_lanes b = qn_lanes_gather(world, rows_b);
    qn_contact_block block = *c.block;
    qn_block_surface surface = *c.surface;
    run(p, (constraint){&block, &surface}, &a, &b);
    qn_lanes_scatter(world, rows_a, &a);
    qn_lanes_scatter(world, rows_b, &b);
    qn_f4 mask = lane_mask(lane);
    c.surface->rolling_impulse =
        qn_f4_select(mask, surface.rolling_impulse, c.surface->rolling_impulse);
    keep_lane(&c.block->points[0], &block.points[0], mask);
    keep_lane(&c.block->points[1], &block.points[1], mask);
}

QN_LANES_INLINE void run_blocks(qn_world *world, const pass *p, pass_fn *run)
{
    const qn_scratch *scratch = world->scratch;
    for (int32_t i = scratch->first_overflow_block; i < scratch->block_count; ++i) {
        constraint c = {&scratch->blocks[i], &scratch->surfaces[i]};
        for (int lane = 0; lane < 4; ++lane) {
            run_lane(world, p, run, c, lane);
        }
    }
    for (int32_t i = 0; i < scratch->first_overflow_block; ++i) {
        constraint c = {&scratch->blocks[i], &scratch->surfaces[i]};
        qn_lanes a = qn_lanes_gather(world, c.block->row_a);
        qn_lanes b = qn_lanes_gather(world, c.block->row_b);
        run(p, c, &a, &b);
        qn_lanes_scatter(world, c.block->row_a, &a);
        qn_lanes_scatter(world, c.block->row_b, &b);
    }
}

void qn_contacts_warm_start(qn_world *world)
{
    pass p = {qn_f4_zero(), qn_f4_zero(), false};
    run_blocks(world, &p, warm_start);
}

// Two copies of the loop, each with the bias known.
void qn_contacts_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    pass p = {.inv_h = qn_f4_splat(step->inv_h)};
    if (use_bias) {
        p.use_bias = true;
        run_blocks(world, &p, solve);
    } else {
        p.use_bias = false;
        run_blocks(world, &p, solve);
    }
}

void qn_contacts_restitute(qn_world *world)
{
    if ((world->scratch->block_traits & QN_BLOCK_BOUNCES) == 0) {
        return;
    }
    pass p = {.threshold = qn_f4_splat(world->state->tuning.restitution_threshold_mps)};
    run_blocks(world, &p, restitute);
}
