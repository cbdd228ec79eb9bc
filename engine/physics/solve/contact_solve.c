// The contact solver, four contacts at a time.
//
// A soft-step solver with relaxation (Catto, "Solver2D", 2024): each sub-step warm starts, solves
// with soft bias, moves the bodies, and solves again without bias, so that the bias leaves no
// velocity behind. Friction is solved in the relaxing pass only. Anchors stay fixed for impulses
// and turn with the bodies for the current separation.
//
// A soft contact alone is a spring: under a load F it gives way by F / (M w^2), whatever the number
// of sub-steps. Here the spring acts only on what differs from the steady impulse, which follows
// the point's impulse slowly (an augmented Lagrangian: Hestenes 1969), so that in the long run
// nothing gives way, while the spring goes on damping what changes. How fast is bounded by the
// solver's own lag: with c = impulse_scale / h (14/s at 240 Hz) and b = bias_rate (9/s) a load
// whose impulse converges with the frequency w oscillates unless w^2 (b + r) (c - b) > (r + c)^2 b
// r (Routh's criterion), and w^2 falls with the load that a body carries. So the rate r falls with
// it too: the steady_rate for usual loads, less with the square of what goes beyond USUAL_LOAD.
// Where loads are so great that no rate is slow enough (the foot of a pyramid of 800 boxes), a
// band about the steady impulse is left to the spring alone: within it nothing is learned, so
// nothing can swing up, and all that a heavy load pays for it is a part of what it would sink by.
//
// Every function runs over the blocks in order; overflow blocks run once for each lane, as several
// of their lanes may hold the same body.
#include "physics/center.h"
#include "physics/solve/lanes.h"
#include "physics/step.h"
#include "physics/world.h"

// Times the weight of the point's own two bodies, as one moves against the other.
#define USUAL_LOAD 8.0f
// The widest band, as a part of the impulse, and the load, in usual ones, at which it is half that.
#define WIDEST_BAND 0.5f
#define HALF_BAND_LOAD 3.0f
#define MAX_LOAD 1.0e6f

// v -+ m * P, w -+ I * (r x P)
static void apply(qn_lanes *a, qn_lanes *b, const qn_contact_block *block,
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

// Velocity of b's point seen from a's, along (x, y).
static qn_f4 speed_along(const qn_lanes *a, const qn_lanes *b, const qn_block_point *point, qn_f4 x,
                         qn_f4 y)
{
    qn_f4 vx = qn_f4_sub(qn_f4_mul_sub(b->vx, b->w, point->anchor_by),
                         qn_f4_mul_sub(a->vx, a->w, point->anchor_ay));
    qn_f4 vy = qn_f4_sub(qn_f4_mul_add(b->vy, b->w, point->anchor_bx),
                         qn_f4_mul_add(a->vy, a->w, point->anchor_ax));
    return qn_f4_dot(vx, vy, x, y);
}

// ---- The passes over one block --------------------------------------------------------------

typedef struct pass {
    qn_f4 inv_h;
    qn_f4 limit; // speed: of the push, or below which nothing bounces
    bool use_bias;
} pass;

typedef void pass_fn(const pass *p, qn_contact_block *block, qn_lanes *a, qn_lanes *b);

static void turn_back(qn_lanes *a, qn_lanes *b, const qn_contact_block *block, qn_f4 impulse)
{
    a->w = qn_f4_mul_sub(a->w, block->inv_inertia_a, impulse);
    b->w = qn_f4_mul_add(b->w, block->inv_inertia_b, impulse);
}

// The tangent is the normal turned right: (ny, -nx).
static void warm_start(const pass *p, qn_contact_block *block, qn_lanes *a, qn_lanes *b)
{
    (void)p;
    qn_f4 nx = block->normal_x, ny = block->normal_y;
    for (int i = 0; i < 2; ++i) {
        qn_block_point *point = &block->points[i];
        qn_f4 px = qn_f4_mul_add(qn_f4_mul(point->normal_impulse, nx), point->tangent_impulse, ny);
        qn_f4 py = qn_f4_mul_sub(qn_f4_mul(point->normal_impulse, ny), point->tangent_impulse, nx);
        apply(a, b, block, point, px, py);
    }
    if (block->rolls) {
        turn_back(a, b, block, block->rolling_impulse);
    }
}

// s = (moved_b - moved_a + turned anchors) . n + base - rounding
//
// The anchors are points of the surface, but where the surface is round it is the core that turns
// and the point below it that touches: r (1 - cos) for each body. Without it a rolling disc would
// lift off what it rolls on between two steps.
static qn_f4 separation_now(const qn_contact_block *block, const qn_block_point *point,
                            const qn_lanes *a, const qn_lanes *b)
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
    qn_f4 one = qn_f4_splat(1.0f);
    qn_f4 rounding = qn_f4_mul_add(qn_f4_mul(block->radius_a, qn_f4_sub(one, a->turned_c)),
                                   block->radius_b, qn_f4_sub(one, b->turned_c));
    qn_f4 base = qn_f4_sub(point->base_separation, rounding);
    return qn_f4_add(qn_f4_dot(dx, dy, block->normal_x, block->normal_y), base);
}

// Apart (s > 0): stop no more than what closes the gap in this sub-step. Overlapping: push back
// softly, at no more than the push speed, in the biased pass only.
static void solve_normal(const pass *p, qn_contact_block *block, qn_block_point *point, qn_lanes *a,
                         qn_lanes *b)
{
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 s = separation_now(block, point, a, b);
    qn_f4 is_apart = qn_f4_greater(s, zero);
    qn_f4 bias = zero, mass_scale = one, impulse_scale = zero;
    if (p->use_bias) {
        qn_f4 soft = qn_f4_mul(qn_f4_mul(block->mass_scale, block->bias_rate), s);
        bias = qn_f4_max(soft, qn_f4_sub(zero, p->limit));
        mass_scale = qn_f4_select(is_apart, one, block->mass_scale);
        impulse_scale = qn_f4_select(is_apart, zero, block->impulse_scale);
    }
    bias = qn_f4_select(is_apart, qn_f4_mul(s, p->inv_h), bias);
    qn_f4 speed = speed_along(a, b, point, block->normal_x, block->normal_y);
    qn_f4 wanted = qn_f4_mul_add(bias, mass_scale, speed);
    qn_f4 excess = qn_f4_sub(point->normal_impulse, point->steady_impulse);
    qn_f4 change = qn_f4_mul_sub(qn_f4_sub(zero, qn_f4_mul(point->normal_mass, wanted)),
                                 impulse_scale, excess);
    qn_f4 total = qn_f4_max(qn_f4_add(point->normal_impulse, change), zero);
    qn_f4 impulse = qn_f4_sub(total, point->normal_impulse);
    point->normal_impulse = total;
    point->max_normal_impulse = qn_f4_max(point->max_normal_impulse, total);
    apply(a, b, block, point, qn_f4_mul(impulse, block->normal_x),
          qn_f4_mul(impulse, block->normal_y));
}

static void solve_tangent(qn_contact_block *block, qn_block_point *point, qn_lanes *a, qn_lanes *b)
{
    qn_f4 tx = block->normal_y, ty = qn_f4_sub(qn_f4_zero(), block->normal_x);
    qn_f4 speed = speed_along(a, b, point, tx, ty);
    qn_f4 most = qn_f4_mul(block->friction, point->normal_impulse);
    qn_f4 slip = qn_f4_sub(speed, block->tangent_speed);
    qn_f4 total = qn_f4_mul_sub(point->tangent_impulse, point->tangent_mass, slip);
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    qn_f4 impulse = qn_f4_sub(total, point->tangent_impulse);
    point->tangent_impulse = total;
    apply(a, b, block, point, qn_f4_mul(impulse, tx), qn_f4_mul(impulse, ty));
}

// A friction of the turning: its torque is bounded by the length rolling_m times the normal force.
static void solve_rolling(qn_contact_block *block, qn_lanes *a, qn_lanes *b)
{
    qn_f4 normal = qn_f4_add(block->points[0].normal_impulse, block->points[1].normal_impulse);
    qn_f4 most = qn_f4_mul(block->rolling_m, normal);
    qn_f4 total = qn_f4_mul_sub(block->rolling_impulse, block->rolling_mass, qn_f4_sub(b->w, a->w));
    total = qn_f4_max(qn_f4_sub(qn_f4_zero(), most), qn_f4_min(total, most));
    turn_back(a, b, block, qn_f4_sub(total, block->rolling_impulse));
    block->rolling_impulse = total;
}

static void sum_impulse(qn_block_point *point)
{
    point->total_normal_impulse = qn_f4_add(point->total_normal_impulse, point->normal_impulse);
}

static void solve(const pass *p, qn_contact_block *block, qn_lanes *a, qn_lanes *b)
{
    // The normals have the last word: what friction does to them is put right at once.
    if (!p->use_bias) {
        if (block->rolls) {
            solve_rolling(block, a, b);
        }
        solve_tangent(block, &block->points[0], a, b);
        solve_tangent(block, &block->points[1], a, b);
    }
    solve_normal(p, block, &block->points[0], a, b);
    solve_normal(p, block, &block->points[1], a, b);
    if (!p->use_bias) {
        // What the relaxing pass leaves is what the sub-step has pushed with.
        sum_impulse(&block->points[0]);
        sum_impulse(&block->points[1]);
    }
}

// Points that approached faster than the threshold and carried something leave with e times the
// speed.
static void restitute(const pass *p, qn_contact_block *block, qn_lanes *a, qn_lanes *b)
{
    qn_f4 zero = qn_f4_zero();
    qn_f4 threshold = qn_f4_sub(zero, p->limit);
    qn_f4 bounces = qn_f4_greater(block->restitution, zero);
    for (int i = 0; i < 2; ++i) {
        qn_block_point *point = &block->points[i];
        qn_f4 mask = qn_f4_and(bounces, qn_f4_and(qn_f4_greater(threshold, point->normal_speed),
                                                  qn_f4_greater(point->max_normal_impulse, zero)));
        qn_f4 mass = qn_f4_and(mask, point->normal_mass);
        qn_f4 speed = speed_along(a, b, point, block->normal_x, block->normal_y);
        qn_f4 missing = qn_f4_mul_add(speed, block->restitution, point->normal_speed);
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

// One lane of a block whose lanes may share bodies: all qn_lanes are computed, one is kept.
static void run_lane(qn_world *world, const pass *p, pass_fn *run, qn_contact_block *block,
                     int lane)
{
    int32_t rows_a[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    int32_t rows_b[4] = {QN_NONE, QN_NONE, QN_NONE, QN_NONE};
    rows_a[lane] = block->row_a[lane];
    rows_b[lane] = block->row_b[lane];
    qn_lanes a = qn_lanes_gather(world, rows_a);
    qn_lanes b = qn_lanes_gather(world, rows_b);
    qn_contact_block copy = *block;
    run(p, &copy, &a, &b);
    qn_lanes_scatter(world, rows_a, &a);
    qn_lanes_scatter(world, rows_b, &b);
    qn_f4 mask = lane_mask(lane);
    block->rolling_impulse = qn_f4_select(mask, copy.rolling_impulse, block->rolling_impulse);
    keep_lane(&block->points[0], &copy.points[0], mask);
    keep_lane(&block->points[1], &copy.points[1], mask);
}

// Inlined into each pass, so that `run` is known and the block stays in registers.
static inline __attribute__((always_inline)) void run_blocks(qn_world *world, const pass *p,
                                                             pass_fn *run)
{
    const qn_scratch *scratch = world->scratch;
    for (int32_t i = scratch->first_overflow_block; i < scratch->block_count; ++i) {
        for (int lane = 0; lane < 4; ++lane) {
            run_lane(world, p, run, &scratch->blocks[i], lane);
        }
    }
    for (int32_t i = 0; i < scratch->first_overflow_block; ++i) {
        qn_contact_block *block = &scratch->blocks[i];
        qn_lanes a = qn_lanes_gather(world, block->row_a);
        qn_lanes b = qn_lanes_gather(world, block->row_b);
        run(p, block, &a, &b);
        qn_lanes_scatter(world, block->row_a, &a);
        qn_lanes_scatter(world, block->row_b, &b);
    }
}

void qn_contacts_warm_start(qn_world *world)
{
    pass p = {qn_f4_zero(), qn_f4_zero(), false};
    run_blocks(world, &p, warm_start);
}

void qn_contacts_solve(qn_world *world, const qn_step *step, bool use_bias)
{
    pass p = {
        .inv_h = qn_f4_splat(step->inv_h),
        .limit = qn_f4_splat(world->state->tuning.push_speed_mps),
        .use_bias = use_bias,
    };
    run_blocks(world, &p, solve);
}

void qn_contacts_restitute(qn_world *world)
{
    pass p = {.limit = qn_f4_splat(world->state->tuning.restitution_threshold_mps)};
    run_blocks(world, &p, restitute);
}

// ---- Store ----------------------------------------------------------------------------------

// The point that approached fastest above the threshold and carried something; null if none did.
static const qn_contact_point *find_hit(const qn_contact *contact, float threshold_mps)
{
    float fastest = threshold_mps;
    const qn_contact_point *at = NULL;
    for (int32_t i = 0; i < contact->point_count; ++i) {
        const qn_contact_point *point = &contact->points[i];
        if (-point->normal_speed > fastest && point->max_normal_impulse > 0.0f) {
            fastest = -point->normal_speed;
            at = point;
        }
    }
    return at;
}

static void raise_hit(qn_world *world, const qn_contact *contact)
{
    uint32_t flags = world->shapes[contact->shape_a].flags | world->shapes[contact->shape_b].flags;
    float threshold = world->state->tuning.hit_threshold_mps;
    const qn_contact_point *at =
        (flags & QN_SHAPE_HIT_EVENTS) != 0 ? find_hit(contact, threshold) : NULL;
    float impulse =
        contact->points[0].total_normal_impulse + contact->points[1].total_normal_impulse;
    if (at == NULL || !qn_contact_wants_hit(world, contact, impulse)) {
        return;
    }
    const qn_motion *motion = qn_motion_of(world, contact->link.body[0]);
    qn_raise_hit_event(world, (qn_hit_event){
                                  .shape_a = {qn_pool_handle(world->shape_slots, contact->shape_a)},
                                  .shape_b = {qn_pool_handle(world->shape_slots, contact->shape_b)},
                                  .point_m = qn_point_at_arm(motion, at->anchor_a),
                                  .normal = contact->normal,
                                  .approach_speed_mps = -at->normal_speed,
                                  .normal_impulse_ns = impulse,
                              });
}

// Beside a body whose motion has left the range of numbers (it is stopped in `finish`), impulses
// may have left it too: nothing of that is kept.
static float finite_or_zero(float impulse) { return qn_is_finite(impulse) ? impulse : 0.0f; }

// How much of what differs from the steady impulse becomes part of it in this step.
static float learned(const qn_contact_point *point, float usual, float adoption)
{
    // A point where nothing gives way has no usual load, and no impulse either.
    if (!(usual > 0.0f)) {
        return 0.0f;
    }
    float load = qn_min(point->normal_impulse / usual, MAX_LOAD);
    float square = load * load;
    float band =
        WIDEST_BAND * square / (square + HALF_BAND_LOAD * HALF_BAND_LOAD) * point->normal_impulse;
    float excess = point->normal_impulse - point->steady_impulse;
    return adoption / (1.0f + square) * (excess - qn_clamp(excess, -band, band));
}

static void store_block(qn_world *world, const qn_contact_block *block, float adoption,
                        float usual_speed)
{
    float impulses[2][4][4], rolling[4], inv_mass[4];
    qn_f4_store(inv_mass, qn_f4_add(block->inv_mass_a, block->inv_mass_b));
    qn_f4_store(rolling, block->rolling_impulse);
    for (int i = 0; i < 2; ++i) {
        qn_f4_store(impulses[i][0], block->points[i].normal_impulse);
        qn_f4_store(impulses[i][1], block->points[i].tangent_impulse);
        qn_f4_store(impulses[i][2], block->points[i].max_normal_impulse);
        qn_f4_store(impulses[i][3], block->points[i].total_normal_impulse);
    }
    for (int lane = 0; lane < 4 && block->contact[lane] != QN_NONE; ++lane) {
        qn_contact *contact = &world->contacts[block->contact[lane]];
        contact->rolling_impulse = rolling[lane];
        for (int32_t i = 0; i < contact->point_count; ++i) {
            qn_contact_point *point = &contact->points[i];
            point->normal_impulse = finite_or_zero(impulses[i][0][lane]);
            point->tangent_impulse = finite_or_zero(impulses[i][1][lane]);
            point->max_normal_impulse = finite_or_zero(impulses[i][2][lane]);
            point->total_normal_impulse = finite_or_zero(impulses[i][3][lane]);
            float usual = inv_mass[lane] > 0.0f ? usual_speed / inv_mass[lane] : 0.0f;
            point->steady_impulse += learned(point, usual, adoption);
        }
    }
}

void qn_contacts_store(qn_world *world, const qn_step *step)
{
    const qn_scratch *scratch = world->scratch;
    float adoption = qn_min(world->state->tuning.steady_rate * step->dt_s, 1.0f);
    float usual_speed =
        USUAL_LOAD * step->h_s * qn_max(qn_length(world->state->gravity_mps2), 1.0f);
    for (int32_t i = 0; i < scratch->block_count; ++i) {
        store_block(world, &scratch->blocks[i], adoption, usual_speed);
    }
    // In awake order, not in the order of colours: a host reads them in a stable order.
    for (int32_t i = 0; i < scratch->touching_count; ++i) {
        raise_hit(world, &world->contacts[scratch->block_contacts[i]]);
    }
}
