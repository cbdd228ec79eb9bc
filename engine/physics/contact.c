// Contacts: the pairs that may touch, what they know of each other, and their events.
//
// A contact exists while two fat boxes overlap. Only awake contacts (link.h) are looked at.
#include "physics/center.h"
#include "physics/link.h"
#include "physics/geometry/manifold.h"
#include "physics/recycle.h"
#include "physics/stances.h"
#include "physics/step.h"
#include "physics/terrain/terrain.h"
#include "physics/world.h"

#define FETCH_AHEAD 8 // contacts, of the four that are looked at

// ---- Events ---------------------------------------------------------------------------------

static void raise_change(qn_world *world, int32_t index, qn_contact_event_type type)
{
    if ((world->events.asked & QN_SHAPE_CONTACT_EVENTS) == 0) {
        return;
    }
    const qn_contact *contact = &world->contacts[index];
    uint32_t flags = world->shapes[contact->shape_a].flags | world->shapes[contact->shape_b].flags;
    if ((flags & QN_SHAPE_CONTACT_EVENTS) == 0) {
        return;
    }
    const qn_motion *motion = qn_motion_of(world, contact->link.body[0]);
    qn_contact_event event = {
        .type = (uint32_t)type,
        .shape_a = {qn_pool_handle(world->shape_slots, contact->shape_a)},
        .shape_b = {qn_pool_handle(world->shape_slots, contact->shape_b)},
        .point_m = motion->center,
    };
    if (type == QN_CONTACT_EVENT_BEGIN) {
        event.contact = (qn_contact_id){qn_pool_handle(world->contact_slots, index)};
        event.point_m = qn_point_at_arm(motion, qn_contact_arm(&contact->points[0], motion));
        event.normal = qn_contact_normal(contact, motion);
    }
    qn_raise_contact_event(world, event);
}

// ---- Create and destroy ---------------------------------------------------------------------

qn_pair_key qn_contact_key(const qn_contact *contact)
{
    return (qn_pair_key){contact->shape_a, contact->shape_b, contact->child};
}

int32_t qn_contact_create(qn_world *world, qn_pair_key key)
{
    if (!qn_world_make_contact_room(world, 1)) {
        world->state->dropped_contact_count += 1;
        world->state->lacks_contacts = 1;
        return QN_NONE;
    }
    int32_t index = qn_pool_take(&world->state->contact_pool, world->contact_slots);
    const qn_shape *a = &world->shapes[key.shape_a];
    const qn_shape *b = &world->shapes[key.shape_b];
    world->contacts[index] = (qn_contact){
        .link = {.body = {a->body, b->body}},
        .shape_a = key.shape_a,
        .shape_b = key.shape_b,
        .child = key.child,
    };
    world->contacts[index].link.flags = QN_CONTACT_UNSEEN;
    qn_contact_mix(world, &world->contacts[index]);
    qn_pairs_insert(world, key, index);
    qn_link_attach(world, QN_CONTACTS, index);
    return index;
}

void qn_contact_destroy(qn_world *world, int32_t index)
{
    const qn_contact *contact = &world->contacts[index];
    if ((contact->link.flags & QN_CONTACT_TOUCHING) != 0) {
        raise_change(world, index, QN_CONTACT_EVENT_END);
        qn_body_rouse(world, contact->link.body[0]);
        qn_body_rouse(world, contact->link.body[1]);
    } else if ((contact->link.flags & QN_CONTACT_UNSEEN) != 0) {
        qn_unwoken_rouse(world, contact->link.body[0]);
        qn_unwoken_rouse(world, contact->link.body[1]);
    }
    qn_link_detach(world, QN_CONTACTS, index);
    qn_pairs_remove(world, qn_contact_key(contact));
    world->contacts[index] = (qn_contact){0};
    qn_pool_give_back_wrapping(&world->state->contact_pool, world->contact_slots, index);
}

void qn_contacts_of_body_destroy(qn_world *world, int32_t body)
{
    while (qn_link_first(world, QN_CONTACTS, body) != QN_NONE) {
        qn_contact_destroy(world, qn_link_index(qn_link_first(world, QN_CONTACTS, body)));
    }
}

// ---- Collide --------------------------------------------------------------------------------

static void place_point(const qn_motion *a, const qn_manifold_point *from, qn_contact_point *out)
{
    out->arm = qn_sub(from->point, a->local_center);
    out->separation = from->separation;
    out->total_normal_impulse = 0.0f;
    out->hit_speed = 0.0f;
    out->id = from->id;
}

// Whether each point takes the place that it had in the step before, with its impulses.
static bool keeps_places(const qn_contact *contact, const qn_manifold *manifold)
{
    const qn_contact_point *old = contact->points;
    bool is_first_same = old[0].id == manifold->points[0].id;
    bool is_second_same =
        old[1].id == manifold->points[1].id && old[0].id != manifold->points[1].id;
    return manifold->count <= contact->point_count && (manifold->count < 1 || is_first_same) &&
           (manifold->count < 2 || is_second_same);
}

// The first of the points with the name, else an empty one.
static qn_contact_point point_named(const qn_contact_point points[2], int32_t count, uint32_t id)
{
    if (count > 0 && points[0].id == id) {
        return points[0];
    }
    return count > 1 && points[1].id == id ? points[1] : (qn_contact_point){0};
}

// Points that come and go, or change places: those that were there take their impulses along.
static __attribute__((noinline)) void rearrange(qn_contact *contact, const qn_manifold *manifold)
{
    qn_contact_point old[2] = {contact->points[0], contact->points[1]};
    for (int32_t i = 0; i < manifold->count; ++i) {
        contact->points[i] = point_named(old, contact->point_count, manifold->points[i].id);
    }
}

static void take_manifold(qn_contact *contact, const qn_manifold *manifold, const qn_motion *a,
                          const qn_motion *b)
{
    qn_stance stance = qn_stance_of(a, b);
    if (!keeps_places(contact, manifold)) {
        rearrange(contact, manifold);
    }
    contact->normal = manifold->normal;
    contact->span = stance.span;
    contact->turn = stance.turn;
    for (int32_t i = 0; i < manifold->count; ++i) {
        place_point(a, &manifold->points[i], &contact->points[i]);
    }
    for (int32_t i = manifold->count; i < contact->point_count; ++i) {
        contact->points[i] = (qn_contact_point){0};
    }
    contact->point_count = manifold->count;
}

static void change_touching(qn_world *world, int32_t index, bool is_touching)
{
    qn_contact *contact = &world->contacts[index];
    contact->link.flags ^= QN_CONTACT_TOUCHING;
    contact->rolling_impulse = 0.0f;
    raise_change(world, index, is_touching ? QN_CONTACT_EVENT_BEGIN : QN_CONTACT_EVENT_END);
    qn_body_touch(world, contact->link.body[0], is_touching);
    qn_body_touch(world, contact->link.body[1], is_touching);
}

static bool is_dynamic(const qn_world *world, int32_t body)
{
    return world->bodies[body].type == QN_BODY_DYNAMIC;
}

// See recycle.h. The gap of shapes that are apart is 0 where it is not known, as of terrain.
static float slack_of(const qn_world *world, const qn_contact *contact, const qn_manifold *manifold,
                      const qn_motion *a, const qn_motion *b)
{
    bool is_bare =
        manifold->is_at_corners && contact->radius_a + contact->radius_b < QN_RECYCLE_RADIUS_M;
    bool is_thin = qn_min(a->min_extent_m, b->min_extent_m) < QN_RECYCLE_THIN_M;
    if ((contact->link.flags & QN_CONTACT_ONE_WAY) != 0) {
        return 0.0f;
    }
    if (manifold->count == 0) {
        return qn_clamp(0.99f * manifold->gap - QN_GAP_ROUNDING_M, 0.0f, QN_MAX_SIZE_M);
    }
    if (is_bare || is_thin || !is_dynamic(world, contact->link.body[0]) ||
        !is_dynamic(world, contact->link.body[1]) ||
        qn_shape_is_terrain(&world->shapes[contact->shape_a]) ||
        qn_shape_is_terrain(&world->shapes[contact->shape_b])) {
        return 0.0f;
    }
    return manifold->count == 1 ? QN_RECYCLE_LONE_WAY_M : QN_RECYCLE_WAY_M;
}

static void update(qn_world *world, const qn_step *step, int32_t index, const qn_motion *a,
                   const qn_motion *b)
{
    qn_contact *contact = &world->contacts[index];
    qn_manifold manifold;
    contact->link.flags &= ~(uint32_t)QN_CONTACT_UNSEEN;
    qn_contact_collide(world, contact, a, b, &manifold);
    bool passes = (contact->link.flags & QN_CONTACT_ONE_WAY) != 0 &&
                  qn_contact_lets_pass(world, contact, &manifold, step->dt_s);
    if (passes || !qn_hook_lets_touch(world, contact, &manifold)) {
        manifold = (qn_manifold){0};
    }
    take_manifold(contact, &manifold, a, b);
    contact->slack = slack_of(world, contact, &manifold, a, b);
    bool was_touching = (contact->link.flags & QN_CONTACT_TOUCHING) != 0;
    if (was_touching != (manifold.count > 0)) {
        change_touching(world, index, !was_touching);
    }
}

// The points of a contact as they would come from a collision.
static qn_manifold manifold_of(const qn_contact *contact, const qn_motion *a, const qn_motion *b)
{
    qn_manifold manifold = {.normal = contact->normal, .count = contact->point_count};
    for (int32_t i = 0; i < contact->point_count; ++i) {
        const qn_contact_point *from = &contact->points[i];
        manifold.points[i] =
            (qn_manifold_point){.point = qn_add(a->local_center, from->arm),
                                .separation = qn_contact_separation(contact, from, a, b),
                                .id = (uint16_t)from->id};
    }
    return manifold;
}

// A hook is asked about every contact in every step.
static void ask_hook(qn_world *world, int32_t index, const qn_motion *a, const qn_motion *b)
{
    qn_contact *contact = &world->contacts[index];
    qn_manifold manifold = manifold_of(contact, a, b);
    if (!qn_hook_lets_touch(world, contact, &manifold)) {
        manifold = (qn_manifold){0};
        take_manifold(contact, &manifold, a, b);
        qn_contact_forget(contact);
        change_touching(world, index, false);
    }
}

// Whether the contact is as it should be without its shapes being looked at; `way` as in stances.h.
static inline bool recycle(qn_world *world, int32_t index, const qn_motion *a, const qn_motion *b,
                           float way)
{
    const qn_contact *contact = &world->contacts[index];
    bool stands = way < contact->slack;
    if (stands && contact->point_count > 0 && world->hooks.contact.allows != NULL) {
        ask_hook(world, index, a, b);
    }
    return stands;
}

// A point starts anew if what it carried has left the range of numbers.
static void forget_if_unsound(qn_contact_point *point)
{
    float carried = point->normal_impulse + point->tangent_impulse + point->steady_impulse +
                    point->total_normal_impulse + point->hit_speed;
    if (!qn_is_finite(carried)) {
        *point =
            (qn_contact_point){.arm = point->arm, .separation = point->separation, .id = point->id};
    }
}

void qn_contacts_forget_unsound(qn_world *world)
{
    for (int32_t i = 0; i < world->state->awake_link_count[QN_CONTACTS]; ++i) {
        qn_contact *contact = &world->contacts[world->awake_contacts[i]];
        forget_if_unsound(&contact->points[0]);
        forget_if_unsound(&contact->points[1]);
    }
}

// ---- The stage ------------------------------------------------------------------------------

// The two bodies of a contact, and their rows.
typedef struct pair_of_bodies {
    int32_t row_a, row_b;
    const qn_motion *a, *b;
} pair_of_bodies;

static inline pair_of_bodies bodies_of(const qn_world *world, const qn_contact *contact)
{
    int32_t row_a = world->body_rows[contact->link.body[0]];
    int32_t row_b = world->body_rows[contact->link.body[1]];
    return (pair_of_bodies){row_a, row_b, &world->motions[row_a], &world->motions[row_b]};
}

// Whether impulses can move the body.
static inline bool is_pushable(const qn_world *world, int32_t row, const qn_motion *motion)
{
    return qn_row_is_awake(world, row) && motion->inv_mass + motion->inv_inertia > 0.0f;
}

static inline bool is_solved(const qn_world *world, const qn_contact *contact)
{
    return contact->point_count > 0 && !qn_contact_waits(world, contact);
}

// Adds a contact that touches to those that the solver takes. What stands there from the last step
// keeps its colour.
static inline void note_touching(qn_world *world, int32_t index, const pair_of_bodies *pair)
{
    qn_scratch *scratch = world->scratch;
    qn_touching *touch = &scratch->touches[scratch->touching_count];
    uint8_t *color = &scratch->colors[scratch->touching_count];
    scratch->touching_count += 1;
    bool is_a = is_pushable(world, pair->row_a, pair->a);
    bool is_b = is_pushable(world, pair->row_b, pair->b);
    bool is_driven = (!is_a && qn_row_is_awake(world, pair->row_a)) ||
                     (!is_b && qn_row_is_awake(world, pair->row_b));
    int32_t row_a = is_a ? pair->row_a : QN_NONE, row_b = is_b ? pair->row_b : QN_NONE;
    bool was_driven = (*color & QN_TOUCH_DRIVEN) != 0;
    if (touch->contact != index || touch->row_a != row_a || touch->row_b != row_b ||
        was_driven != is_driven) {
        scratch->touches_differ = true;
        *touch = (qn_touching){.contact = index, .row_a = row_a, .row_b = row_b};
        *color = is_driven ? QN_TOUCH_DRIVEN : 0;
    }
}

void qn_touches_note_all(qn_world *world)
{
    world->scratch->touching_count = 0;
    for (int32_t i = 0; i < world->state->awake_link_count[QN_CONTACTS]; ++i) {
        int32_t index = world->awake_contacts[i];
        const qn_contact *contact = &world->contacts[index];
        if (is_solved(world, contact)) {
            pair_of_bodies pair = bodies_of(world, contact);
            note_touching(world, index, &pair);
        }
    }
}

// False if the contact is no more.
static inline bool collide(qn_world *world, const qn_step *step, int32_t index,
                           const pair_of_bodies *pair, float way)
{
    const qn_contact *contact = &world->contacts[index];
    if (recycle(world, index, pair->a, pair->b, way)) {
        return true;
    }
    if (qn_aabb_overlaps(world->shapes[contact->shape_a].fat_box,
                         world->shapes[contact->shape_b].fat_box)) {
        update(world, step, index, pair->a, pair->b);
        return true;
    }
    qn_contact_destroy(world, index);
    return false;
}

// Four contacts of the awake list from `begin` on, and how far their bodies have moved.
typedef struct look {
    int32_t begin, awake_count, contact_count;
    pair_of_bodies pairs[4];
    float ways[4];
} look;

// Past the end of the list the last one stands in.
static void look_ahead(const qn_world *world, int32_t begin, look *l)
{
    const int32_t *list = world->awake_contacts;
    int32_t count = world->state->awake_link_count[QN_CONTACTS];
    const qn_contact *contacts[4];
    const qn_motion *a[4], *b[4];
    *l = (look){begin, world->state->awake_count, count, {{0}}, {0}};
    for (int lane = 0; lane < 4; ++lane) {
        int32_t i = begin + lane, ahead = i + FETCH_AHEAD;
        if (ahead < count) {
            qn_contact_fetch(world, list[ahead]);
        }
        contacts[lane] = &world->contacts[list[i < count ? i : count - 1]];
        l->pairs[lane] = bodies_of(world, contacts[lane]);
        a[lane] = l->pairs[lane].a;
        b[lane] = l->pairs[lane].b;
    }
    qn_f4_store(l->ways, qn_contacts_ways(contacts, a, b));
}

// Whether what was seen still stands for the place: contacts that come and go change the list, and
// bodies that wake their rows.
static inline bool still_shows(const look *l, const qn_world *world, int32_t i)
{
    const qn_world_state *s = world->state;
    return i >= l->begin && i < l->begin + 4 && l->awake_count == s->awake_count &&
           l->contact_count == s->awake_link_count[QN_CONTACTS];
}

// From a place in the awake list on; contacts that wake up meanwhile join its end and are updated
// too. Returns where the list ends.
static int32_t collide_from(qn_world *world, const qn_step *step, int32_t i)
{
    look seen = {.begin = QN_NONE};
    while (i < world->state->awake_link_count[QN_CONTACTS]) {
        if (!still_shows(&seen, world, i)) {
            look_ahead(world, i, &seen);
        }
        int32_t index = world->awake_contacts[i], lane = i - seen.begin;
        if (!collide(world, step, index, &seen.pairs[lane], seen.ways[lane])) {
            continue; // another one stands in its place
        }
        if (is_solved(world, &world->contacts[index])) {
            note_touching(world, index, &seen.pairs[lane]);
        }
        ++i;
    }
    return i;
}

void qn_stage_collide(qn_world *world, const qn_step *step)
{
    const qn_world_state *s = world->state;
    int32_t awake_count = s->awake_count;
    world->scratch->touching_count = 0;
    world->scratch->touches_differ = false;
    int32_t end = collide_from(world, step, 0);
    int32_t first_struck_row = s->awake_count;
    for (int32_t i = 0; s->unwoken_count > 0 && i < s->awake_link_count[QN_CONTACTS]; ++i) {
        if (qn_unwoken_strike(world, world->awake_contacts[i], first_struck_row)) {
            end = collide_from(world, step, end);
        }
    }
    // If bodies woke meanwhile, what was noted before may be wrong of them.
    if (s->awake_count != awake_count) {
        qn_touches_note_all(world);
    }
}
