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
    qn_f4 limit; // speed: of the push, or below which nothing bounces
    bool use_bias;
} pass;

typedef struct constraint {
    qn_contact_block *block;
    qn_block_surface *surface;
} constraint;

typedef void pass_fn(const pass *p, constraint c, qn_lanes *a, qn_lanes *b);

// v -+ m * P, w -+ I * (r x P)
QN_LANES_INLINE void apply(qn_lanes *a, qn_lanes *b, const qn_contact_block *block,
                           const qn_block_point *point, qn_f4 px, qn_f4 py)
{
    a->vx = qn_f4_mul_sub(a->vx, block->inv_mass_a, px);
    a->vy = qn_f4_mul_sub(a->vy, block->inv_mass_a, py);
    a->w = qn_f4_mul_sub(a->w, block->inv_inertia_a,
                         qn_f4_cross(point->anchor_ax, point->anchor_ay, px, py));
    b->vx = qn_f4_mul_add(b->vx, block->inv_mass_b, px);
    b->vy = qn_f4_mul_add(b->vy, block->inv_mass_b, py);
    b->w = qn_f4_mul_add(b->w, block->inv_inertia_b,
                         qn_f4_cross(point->anchor_bx, point->anchor_by, px, py));
}

QN_LANES_INLINE void turn_back(qn_lanes *a, qn_lanes *b, const qn_contact_block *block,
                               qn_f4 impulse)
{
    a->w = qn_f4_mul_sub(a->w, block->inv_inertia_a, impulse);
    b->w = qn_f4_mul_add(b->w, block->inv_inertia_b, impulse);
}

// ---- Warm start -----------------------------------------------------------------------------

// The tangent is the normal turned right: (ny, -nx).
QN_LANES_INLINE void warm_start_point(const qn_contact_block *block, const qn_block_point *point,
                                      qn_lanes *a, qn_lanes *b)
{
    qn_f4 nx = block->normal_x, ny = block->normal_y;
    qn_f4 px = qn_f4_mul_add(qn_f4_mul(point->normal_impulse, nx), point->tangent_impulse, ny);
    qn_f4 py = qn_f4_mul_sub(qn_f4_mul(point->normal_impulse, ny), point->tangent_impulse, nx);
    apply(a, b, block, point, px, py);
}

QN_LANES_INLINE void warm_start(const pass *p, constraint c, qn_lanes *a, qn_lanes *b)
{
    (void)p;
    warm_start_point(c.block, &c.block->points[0], a, b);
    if ((c.block->traits & QN_BLOCK_PAIRS) != 0) {
        warm_start_point(c.block, &c.block->points[1], a, b);
    }
    if ((c.block->traits & QN_BLOCK_ROLLS) != 0) {
        turn_back(a, b, c.block, c.surface->rolling_impulse);
    }
}

// ---- Solve ----------------------------------------------------------------------------------

// How far the round surfaces of a pair have turned away from where they touched.
//
// The anchors are points of the surface, but where the surface is round it is the core that turns
// and the point below it that touches: r (1 - cos) for each body. Without it a rolling disc would
// lift off what it rolls on between two steps.
QN_LANES_INLINE qn_f4 rounding_now(constraint c, const qn_lanes *a, const qn_lanes *b)
{
    if ((c.block->traits & QN_BLOCK_ROUND) == 0) {
        return qn_f4_zero();
    }
    qn_f4 one = qn_f4_splat(1.0f);
    return qn_f4_mul_add(qn_f4_mul(c.surface->radius_a, qn_f4_sub(one, a->turned_c)),
                         c.surface->radius_b, qn_f4_sub(one, b->turned_c));
}

// s = (moved_b - moved_a + turned anchors) . n + base - rounding
QN_LANES_INLINE qn_f4 separation_now(const qn_contact_block *block, const qn_block_point *point,
                                     const qn_lanes *a, const qn_lanes *b, qn_f4 rounding)
{
    qn_f4 rax =
        qn_f4_mul_sub(qn_f4_mul(a->turned_c, point->anchor_ax), a->turned_s, point->anchor_ay);
    qn_f4 ray =
        qn_f4_mul_add(qn_f4_mul(a->turned_c, point->anchor_ay), a->turned_s, point->anchor_ax);
    qn_f4 rbx =
        qn_f4_mul_sub(qn_f4_mul(b->turned_c, point->anchor_bx), b->turned_s, point->anchor_by);
    qn_f4 rby =
        qn_f4_mul_add(qn_f4_mul(b->turned_c, point->anchor_by), b->turned_s, point->anchor_bx);
    qn_f4 dx = qn_f4_add(qn_f4_sub(b->moved_x, a->moved_x), qn_f4_sub(rbx, rax));
    qn_f4 dy = qn_f4_add(qn_f4_sub(b->moved_y, a->moved_y), qn_f4_sub(rby, ray));
    qn_f4 base = qn_f4_sub(point->base_separation, rounding);
    return qn_f4_add(qn_f4_dot(dx, dy, block->normal_x, block->normal_y), base);
}

// Apart (s > 0): stop no more than what closes the gap in this sub-step. Overlapping: push back
// softly, at no more than the push speed, in the biased pass only.
QN_LANES_INLINE void solve_normal(const pass *p, constraint c, qn_block_point *point, qn_lanes *a,
                                  qn_lanes *b, qn_f4 rounding)
{
    const qn_contact_block *block = c.block;
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 s = separation_now(block, point, a, b, rounding);
    qn_f4 is_apart = qn_f4_greater(s, zero);
    qn_f4 closing = qn_f4_mul(s, p->inv_h);
    qn_f4 speed = qn_block_speed_along(a, b, point, block->normal_x, block->normal_y);
    qn_f4 wanted = qn_f4_add(qn_f4_and(is_apart, closing), speed);
    qn_f4 kept = zero;
    if (p->use_bias) {
        qn_f4 soft = qn_f4_mul(qn_f4_mul(block->mass_scale, block->bias_rate), s);
        soft = qn_f4_max(soft, qn_f4_sub(zero, p->limit));
        qn_f4 mass_scale = qn_f4_select(is_apart, one, block->mass_scale);
        qn_f4 impulse_scale = qn_f4_select(is_apart, zero, block->impulse_scale);
        wanted = qn_f4_mul_add(qn_f4_select(is_apart, closing, soft), mass_scale, speed);
        kept = qn_f4_mul(impulse_scale, qn_f4_sub(point->normal_impulse, point->steady_impulse));
    }
    qn_f4 change = qn_f4_sub(qn_f4_sub(zero, qn_f4_mul(point->normal_mass, wanted)), kept);
    qn_f4 total = qn_f4_max(qn_f4_add(point->normal_impulse, change), zero);
    qn_f4 impulse = qn_f4_sub(total, point->normal_impulse);
    point->normal_impulse = total;
    point->max_normal_impulse = qn_f4_max(point->max_normal_impulse, total);
    apply(a, b, block, point, qn_f4_mul(impulse, block->normal_x),
          qn_f4_mul(impulse, block->normal_y));
}

QN_LANES_INLINE void solve_tangent(constraint c, qn_block_point *point, qn_lanes *a, qn_lanes *b)
{
    const qn_contact_block *block = c.block;
    qn_f4 tx = block->normal_y, ty = qn_f4_sub(qn_f4_zero(), block->normal_x);
    qn_f4 slip = qn_block_speed_along(a, b, point, tx, ty);
    qn_f4 most = qn_f4_mul(block->friction, point->normal_impulse);
    if ((block->traits & QN_BLOCK_CONVEYS) != 0) {
        slip = qn_f4_sub(slip, c.surface->tangent_speed);
    }
    qn_f4 total = qn_f4_mul_sub(point->tangent_impulse, point->tangent_mass, slip);
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    qn_f4 impulse = qn_f4_sub(total, point->tangent_impulse);
    point->tangent_impulse = total;
    apply(a, b, block, point, qn_f4_mul(impulse, tx), qn_f4_mul(impulse, ty));
}

// A friction of the turning: its torque is bounded by the length rolling_m times the normal force.
static void solve_rolling(constraint c, qn_lanes *a, qn_lanes *b)
{
    qn_block_surface *surface = c.surface;
    const qn_block_point *points = c.block->points;
    qn_f4 normal = qn_f4_add(points[0].normal_impulse, points[1].normal_impulse);
    qn_f4 most = qn_f4_mul(surface->rolling_m, normal);
    qn_f4 total =
        qn_f4_mul_sub(surface->rolling_impulse, surface->rolling_mass, qn_f4_sub(b->w, a->w));
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    turn_back(a, b, c.block, qn_f4_sub(total, surface->rolling_impulse));
    surface->rolling_impulse = total;
}

QN_LANES_INLINE void sum_impulse(qn_block_point *point)
{
    point->total_normal_impulse = qn_f4_add(point->total_normal_impulse, point->normal_impulse);
}

QN_LANES_INLINE void solve(const pass *p, constraint c, qn_lanes *a, qn_lanes *b)
{
    qn_block_point *points = c.block->points;
    bool is_pair = (c.block->traits & QN_BLOCK_PAIRS) != 0;
    // The normals have the last word: what friction does to them is put right at once.
    if (!p->use_bias) {
        if ((c.block->traits & QN_BLOCK_ROLLS) != 0) {
            solve_rolling(c, a, b);
        }
        solve_tangent(c, &points[0], a, b);
        if (is_pair) {
            solve_tangent(c, &points[1], a, b);
        }
    }
    qn_f4 rounding = rounding_now(c, a, b);
    solve_normal(p, c, &points[0], a, b, rounding);
    if (is_pair) {
        solve_normal(p, c, &points[1], a, b, rounding);
    }
    if (!p->use_bias) {
        // What the relaxing pass leaves is what the sub-step has pushed with.
        sum_impulse(&points[0]);
        sum_impulse(&points[1]);
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
    const qn_contact_block *block = c.block;
    qn_f4 zero = qn_f4_zero();
    qn_f4 threshold = qn_f4_sub(zero, p->limit);
    qn_f4 bounces = qn_f4_greater(c.surface->restitution, zero);
    for (int i = 0; i < 2; ++i) {
        qn_block_point *point = &c.block->points[i];
        qn_f4 approach = c.surface->normal_speed[i];
        qn_f4 mask = qn_f4_and(bounces, qn_f4_and(qn_f4_greater(threshold, approach),
                                                  qn_f4_greater(point->max_normal_impulse, zero)));
        qn_f4 mass = qn_f4_and(mask, point->normal_mass);
        qn_f4 speed = qn_block_speed_along(a, b, point, block->normal_x, block->normal_y);
        qn_f4 missing = qn_f4_mul_add(speed, c.surface->restitution, approach);
        qn_f4 total = qn_f4_max(qn_f4_mul_sub(point->normal_impulse, mass, missing), zero);
        qn_f4 impulse = qn_f4_sub(total, point->normal_impulse);
        point->normal_impulse = total;
        point->max_normal_impulse = qn_f4_max(point->max_normal_impulse, total);
        point->total_normal_impulse = qn_f4_add(point->total_normal_impulse, impulse);
        apply(a, b, block, point, qn_f4_mul(impulse, block->normal_x),
              qn_f4_mul(impulse, block->normal_y));
    }
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
    point->max_normal_impulse =
        qn_f4_select(mask, solved->max_normal_impulse, point->max_normal_impulse);
    point->total_normal_impulse =
        qn_f4_select(mask, solved->total_normal_impulse, point->total_normal_impulse);
}

// One lane of a block whose lanes may share bodies: all are computed, one is kept.
static void run_lane(qn_world *world, const pass *p, pass_fn *run, constraint c, int lane)
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
    pass p = {
        .inv_h = qn_f4_splat(step->inv_h),
        .limit = qn_f4_splat(world->state->tuning.push_speed_mps),
    };
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
    pass p = {.limit = qn_f4_splat(world->state->tuning.restitution_threshold_mps)};
    run_blocks(world, &p, restitute);
}
