// Bodies that were created asleep and have not been awake since: what wakes them.
//
// Such bodies may stand beside each other by the thousand without anybody knowing who touches whom:
// their contacts are made but not collided (QN_CONTACT_UNSEEN). So they are no islands, and being
// touched must not be enough to wake them, or one would wake the next through the whole crowd.
// Instead a contact with an awake body is found but waits, unsolved, while the other one is at rest
// by the sleeper's measure. The sleeper wakes before the solve when the other one
// - is faster, along it, into it or away: what lies on it is so after one step of gravity;
// - has crept into it;
// - ends to touch, is taken away, or carries on its surface.
// A contact that waits is no wall: as that it would swallow what a blow sends through the crowd.
//
// A blow runs through the crowd within a step. What was woken has no velocity yet, so its contacts
// go by the speed that a collision of two would give it (a strike), and wake whom they would make
// move. Where that dies out the foremost are free to move in this step, and wake the next in the
// next one: the impulse is kept, and the overlap is that of a step at what is left of the speed.
#include "physics/recycle.h"
#include "physics/step.h"
#include "physics/world.h"

// Deeper and parting them again would give them more speed than they came with.
#define CREEP_M (0.2f * QN_LINEAR_SLOP_M)

void qn_unwoken_forget(qn_world *world, int32_t body)
{
    world->state->unwoken_count -= qn_body_slot_is_unwoken(world, body);
    world->bodies[body].flags &= ~(uint32_t)QN_BODY_UNWOKEN;
}

void qn_unwoken_rouse(qn_world *world, int32_t body)
{
    if (qn_body_slot_is_unwoken(world, body)) {
        qn_body_rouse(world, body);
    }
}

bool qn_unwoken_is_alone(const qn_world *world, int32_t body)
{
    return qn_body_slot_is_unwoken(world, body) && world->bodies[body].link_count[QN_CONTACTS] == 0;
}

// A touch wakes what fell asleep; what was created asleep wakes when the touch ends.
void qn_body_touch(qn_world *world, int32_t body, bool is_touching)
{
    if (is_touching != qn_body_slot_is_unwoken(world, body)) {
        qn_body_rouse(world, body);
    }
}

// ---- Who meets whom -------------------------------------------------------------------------

typedef struct encounter {
    int32_t sleeper, other; // bodies; the other is awake
    qn_vec2 normal;         // towards the sleeper
} encounter;

// False where nobody touches a body that was created asleep.
static bool find_encounter(const qn_world *world, const qn_contact *contact, encounter *out)
{
    const int32_t *body = contact->link.body;
    if ((contact->link.flags & QN_CONTACT_TOUCHING) == 0) {
        return false;
    }
    bool is_a = qn_body_slot_is_unwoken(world, body[0]);
    if (!is_a && !qn_body_slot_is_unwoken(world, body[1])) {
        return false;
    }
    out->sleeper = body[is_a ? 0 : 1];
    out->other = body[is_a ? 1 : 0];
    qn_vec2 normal = qn_contact_normal(contact, qn_motion_of(world, body[0]));
    out->normal = is_a ? qn_neg(normal) : normal;
    return true;
}

static float rest_speed_of(const qn_world *world, int32_t body)
{
    return world->state->tuning.sleep_speed_factor * world->bodies[body].sleep_speed_mps;
}

// ---- Strikes --------------------------------------------------------------------------------

// What the sleeper gets of a speed at which the other comes, were they alone.
static qn_vec2 strike_of(const qn_world *world, const qn_contact *contact, const encounter *e,
                         qn_vec2 v, float spin)
{
    float sleeper = qn_motion_of(world, e->sleeper)->inv_mass;
    float sum = sleeper + qn_motion_of(world, e->other)->inv_mass;
    if (!(sum > 0.0f)) {
        return (qn_vec2){0.0f, 0.0f};
    }
    float closing = qn_max(qn_dot(v, e->normal) + spin, 0.0f);
    float speed = (1.0f + contact->restitution) * closing * (sleeper / sum);
    qn_vec2 tangent = {e->normal.y, -e->normal.x};
    float grip = contact->friction * speed;
    float along = qn_clamp(qn_dot(v, tangent), -grip, grip);
    return qn_add(qn_mul(speed, e->normal), qn_mul(along, tangent));
}

// Of the outermost point of a body against its centre.
static float spin_of(const qn_world *world, int32_t body)
{
    return qn_abs(qn_velocity_of(world, body)->w) * qn_motion_of(world, body)->max_extent_m;
}

static bool is_deep(const qn_contact *contact)
{
    float deepest = contact->points[0].separation;
    if (contact->point_count > 1) {
        deepest = qn_min(deepest, contact->points[1].separation);
    }
    return deepest < -CREEP_M;
}

static void wake_struck(qn_world *world, int32_t body, qn_vec2 strike)
{
    qn_body_rouse(world, body);
    world->scratch->row_strikes[world->body_rows[body]] = strike;
}

bool qn_unwoken_strike(qn_world *world, int32_t index, int32_t first_struck_row)
{
    const qn_contact *contact = &world->contacts[index];
    encounter e;
    if (!find_encounter(world, contact, &e)) {
        return false;
    }
    int32_t row = world->body_rows[e.other];
    bool is_struck = row >= first_struck_row;
    qn_vec2 v = is_struck ? world->scratch->row_strikes[row] : qn_velocity_of(world, e.other)->v;
    float spin = is_struck ? 0.0f : spin_of(world, e.other);
    qn_vec2 strike = strike_of(world, contact, &e, v, spin);
    bool is_driven = world->bodies[e.other].type == QN_BODY_KINEMATIC;
    float limit = is_driven ? 0.0f : rest_speed_of(world, e.sleeper);
    float speed = is_struck ? qn_length(strike) : qn_length(v) + spin;
    bool wakes = speed > limit || contact->tangent_speed != 0.0f || is_deep(contact);
    if (wakes) {
        wake_struck(world, e.sleeper, strike);
    }
    return wakes;
}
