// What the solver leaves behind: impulses back into the contacts, the steady impulse learned, hit
// events.
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
#include "physics/center.h"
#include "physics/recycle.h"
#include "physics/step.h"
#include "physics/world.h"

// Times the weight of the point's own two bodies, as one moves against the other.
#define USUAL_LOAD 8.0f
// The widest band, as a part of the impulse, and the load, in usual ones, at which it is half that.
#define WIDEST_BAND 0.5f
#define HALF_BAND_LOAD 3.0f
#define MAX_LOAD 1.0e6f

// ---- Hits -----------------------------------------------------------------------------------

// The point that approached fastest above the threshold and carried something; null if none did.
static const qn_contact_point *find_hit(const qn_contact *contact, float threshold_mps)
{
    float fastest = threshold_mps;
    const qn_contact_point *at = NULL;
    for (int32_t i = 0; i < contact->point_count; ++i) {
        const qn_contact_point *point = &contact->points[i];
        if (-point->hit_speed > fastest) {
            fastest = -point->hit_speed;
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
                                  .point_m = qn_point_at_arm(motion, qn_contact_arm(at, motion)),
                                  .normal = qn_contact_normal(contact, motion),
                                  .approach_speed_mps = -at->hit_speed,
                                  .normal_impulse_ns = impulse,
                              });
}

// In awake order, not in the order of colours: a host reads them in a stable order.
void qn_contacts_raise_hits(qn_world *world)
{
    const qn_scratch *scratch = world->scratch;
    bool may_tell = scratch->may_hit && (world->events.asked & QN_SHAPE_HIT_EVENTS) != 0;
    for (int32_t i = 0; may_tell && i < scratch->touching_count; ++i) {
        raise_hit(world, &world->contacts[scratch->touches[i].contact]);
    }
}

// ---- Impulses -------------------------------------------------------------------------------

typedef struct store {
    qn_f4 adoption; // how much of what is beyond the band becomes steady in this step
    qn_f4 usual_speed;
    qn_f4 hit_threshold;
} store;

// The numbers of one point of four contacts, by lane: the first four as its record has them.
typedef struct results {
    qn_f4 impulses[4];
    float hit_speed[4];
} results;

// Beside a body whose motion has left the range of numbers (it is stopped in `finish`), impulses
// may have left it too: nothing of that is kept.
static qn_f4 finite_or_zero(qn_f4 impulse)
{
    qn_f4 size = qn_f4_max(impulse, qn_f4_sub(qn_f4_zero(), impulse));
    return qn_f4_and(qn_f4_greater(qn_f4_splat(__builtin_inff()), size), impulse);
}

static qn_f4 clamp(qn_f4 a, qn_f4 low, qn_f4 high)
{
    return qn_f4_select(qn_f4_greater(low, a), low, qn_f4_min(high, a));
}

// How much of what differs from the steady impulse becomes part of it in this step. A point where
// nothing gives way has no usual load, and no impulse either.
static qn_f4 learned(const store *s, const qn_contact_block *block, qn_f4 impulse, qn_f4 steady)
{
    qn_f4 zero = qn_f4_zero(), one = qn_f4_splat(1.0f);
    qn_f4 inv_mass = qn_f4_add(block->inv_mass_a, block->inv_mass_b);
    qn_f4 usual = qn_f4_and(qn_f4_greater(inv_mass, zero), qn_f4_div(s->usual_speed, inv_mass));
    qn_f4 load = qn_f4_min(qn_f4_div(impulse, usual), qn_f4_splat(MAX_LOAD));
    qn_f4 square = qn_f4_mul(load, load);
    qn_f4 half = qn_f4_splat(HALF_BAND_LOAD * HALF_BAND_LOAD);
    qn_f4 share = qn_f4_div(qn_f4_mul(qn_f4_splat(WIDEST_BAND), square), qn_f4_add(square, half));
    qn_f4 band = qn_f4_mul(share, impulse);
    qn_f4 excess = qn_f4_sub(impulse, steady);
    qn_f4 beyond = qn_f4_sub(excess, clamp(excess, qn_f4_sub(zero, band), band));
    qn_f4 rate = qn_f4_div(s->adoption, qn_f4_add(one, square));
    return qn_f4_and(qn_f4_greater(usual, zero), qn_f4_mul(rate, beyond));
}

// Returns which lanes may have hit something. Where there is no point, all is zero.
static qn_f4 finish_point(const store *s, const qn_contact_block *block,
                          const qn_block_surface *surface, int32_t index, results *out)
{
    const qn_block_point *point = &block->points[index];
    qn_f4 impulse = finite_or_zero(point->normal_impulse);
    qn_f4 exists = qn_f4_greater(point->tangent_mass, qn_f4_zero());
    qn_f4 carried = finite_or_zero(point->total_normal_impulse);
    qn_f4 speed = surface->normal_speed[index];
    qn_f4 steady =
        qn_f4_add(point->steady_impulse, learned(s, block, impulse, point->steady_impulse));
    out->impulses[0] = impulse;
    out->impulses[1] = qn_f4_and(exists, finite_or_zero(point->tangent_impulse));
    out->impulses[2] = carried;
    out->impulses[3] = steady;
    qn_f4_transpose(&out->impulses[0], &out->impulses[1], &out->impulses[2], &out->impulses[3]);
    qn_f4 hits = qn_f4_and(qn_f4_greater(qn_f4_sub(qn_f4_zero(), s->hit_threshold), speed),
                           qn_f4_greater(carried, qn_f4_zero()));
    qn_f4_store(out->hit_speed, qn_f4_and(hits, speed));
    return hits;
}

static bool store_block(qn_world *world, const store *s, int32_t index)
{
    const qn_contact_block *block = &world->scratch->blocks[index];
    const qn_block_surface *surface = &world->scratch->surfaces[index];
    const int32_t *contacts = &world->scratch->block_contacts[4 * index];
    results points[2];
    float rolling[4];
    qn_f4_store(rolling, surface->rolling_impulse);
    qn_f4 hits_0 = finish_point(s, block, surface, 0, &points[0]);
    qn_f4 hits_1 = finish_point(s, block, surface, 1, &points[1]);
    for (int lane = 0; lane < 4 && contacts[lane] != QN_NONE; ++lane) {
        qn_contact *contact = &world->contacts[contacts[lane]];
        contact->rolling_impulse = rolling[lane];
        for (int32_t i = 0; i < 2; ++i) {
            qn_f4_store(&contact->points[i].normal_impulse, points[i].impulses[lane]);
            contact->points[i].hit_speed = points[i].hit_speed[lane];
        }
    }
    return qn_f4_any(hits_0) != 0 || qn_f4_any(hits_1) != 0;
}

void qn_contacts_store(qn_world *world, const qn_step *step)
{
    const qn_world_tuning *tuning = &world->state->tuning;
    float gravity = qn_max(qn_length(world->state->gravity_mps2), 1.0f);
    store s = {
        .adoption = qn_f4_splat(qn_min(tuning->steady_rate * step->dt_s, 1.0f)),
        .usual_speed = qn_f4_splat(USUAL_LOAD * step->h_s * gravity),
        .hit_threshold = qn_f4_splat(tuning->hit_threshold_mps),
    };
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->block_count; ++i) {
        if (i + QN_FETCH_AHEAD < scratch->block_count) {
            qn_contacts_fetch(world, &scratch->block_contacts[4 * (i + QN_FETCH_AHEAD)]);
        }
        scratch->may_hit = store_block(world, &s, i) || scratch->may_hit;
    }
}
