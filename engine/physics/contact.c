// Contacts: the pairs that may touch, what they know of each other, and their events.
//
// A contact exists while two fat boxes overlap. It is awake while one of its bodies is an awake
// dynamic or kinematic one; only awake contacts are looked at. Awake contacts are a dense list of
// slots, in an order that is part of the state.
#include "physics/manifold.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Events ---------------------------------------------------------------------------------

void qn_raise_event(qn_world *world, qn_event event)
{
    int32_t at = world->event_count + world->fresh_event_count;
    if (at < world->state->event_capacity) {
        world->events[at] = event;
        world->fresh_event_count += 1;
    }
}

static void raise_change(qn_world *world, const qn_contact *contact, qn_event_type type)
{
    uint32_t flags = world->shapes[contact->shape_a].flags | world->shapes[contact->shape_b].flags;
    if ((flags & QN_SHAPE_CONTACT_EVENTS) == 0) {
        return;
    }
    qn_vec2 center = qn_motion_of(world, contact->body_a)->center;
    bool has_point = contact->point_count > 0;
    qn_vec2 point = has_point ? qn_add(center, contact->points[0].anchor_a) : center;
    qn_raise_event(world, (qn_event){
                              .type = (uint32_t)type,
                              .shape_a = {qn_pool_handle(world->shape_slots, contact->shape_a)},
                              .shape_b = {qn_pool_handle(world->shape_slots, contact->shape_b)},
                              .point_m = point,
                              .normal_x = has_point ? contact->normal.x : 0.0f,
                              .normal_y = has_point ? contact->normal.y : 0.0f,
                          });
}

// ---- The awake list -------------------------------------------------------------------------

static void leave_awake_list(qn_world *world, int32_t index)
{
    qn_contact *contact = &world->contacts[index];
    int32_t last = world->awake_contacts[--world->state->awake_contact_count];
    world->awake_contacts[contact->awake_index] = last;
    world->contacts[last].awake_index = contact->awake_index;
    contact->awake_index = QN_NONE;
}

void qn_contact_refresh_awake(qn_world *world, int32_t index)
{
    qn_contact *contact = &world->contacts[index];
    bool is_awake =
        qn_body_slot_moves(world, contact->body_a) || qn_body_slot_moves(world, contact->body_b);
    if (is_awake && contact->awake_index == QN_NONE) {
        contact->awake_index = world->state->awake_contact_count++;
        world->awake_contacts[contact->awake_index] = index;
    } else if (!is_awake && contact->awake_index != QN_NONE) {
        leave_awake_list(world, index);
    }
}

// ---- Create and destroy ---------------------------------------------------------------------

static void link_edge(qn_world *world, int32_t index, int32_t side, int32_t body_index)
{
    qn_contact *contact = &world->contacts[index];
    qn_body *body = &world->bodies[body_index];
    int32_t key = index * 2 + side;
    contact->edge_prev[side] = QN_NONE;
    contact->edge_next[side] = body->first_contact;
    if (body->first_contact != QN_NONE) {
        qn_contact *head = &world->contacts[qn_edge_contact(body->first_contact)];
        head->edge_prev[qn_edge_side(body->first_contact)] = key;
    }
    body->first_contact = key;
    body->contact_count += 1;
}

static void unlink_edge(qn_world *world, int32_t index, int32_t side, int32_t body_index)
{
    const qn_contact *contact = &world->contacts[index];
    qn_body *body = &world->bodies[body_index];
    int32_t next = contact->edge_next[side];
    int32_t prev = contact->edge_prev[side];
    if (next != QN_NONE) {
        world->contacts[qn_edge_contact(next)].edge_prev[qn_edge_side(next)] = prev;
    }
    if (prev != QN_NONE) {
        world->contacts[qn_edge_contact(prev)].edge_next[qn_edge_side(prev)] = next;
    } else {
        body->first_contact = next;
    }
    body->contact_count -= 1;
}

int32_t qn_contact_create(qn_world *world, int32_t shape_a, int32_t shape_b)
{
    int32_t index = qn_pool_take(&world->state->contact_pool, world->contact_slots);
    if (index == QN_NONE) {
        world->state->dropped_contact_count += 1;
        return QN_NONE;
    }
    const qn_shape *a = &world->shapes[shape_a];
    const qn_shape *b = &world->shapes[shape_b];
    world->contacts[index] = (qn_contact){
        .shape_a = shape_a,
        .shape_b = shape_b,
        .body_a = a->body,
        .body_b = b->body,
        .awake_index = QN_NONE,
        .friction = __builtin_sqrtf(a->friction * b->friction),
        .restitution = qn_max(a->restitution, b->restitution),
    };
    link_edge(world, index, 0, a->body);
    link_edge(world, index, 1, b->body);
    qn_pairs_insert(world, shape_a, shape_b, index);
    qn_contact_refresh_awake(world, index);
    return index;
}

void qn_contact_destroy(qn_world *world, int32_t index)
{
    const qn_contact *contact = &world->contacts[index];
    if ((contact->flags & QN_CONTACT_TOUCHING) != 0) {
        raise_change(world, contact, QN_EVENT_CONTACT_END);
        qn_body_rouse(world, contact->body_a);
        qn_body_rouse(world, contact->body_b);
    }
    if (contact->awake_index != QN_NONE) {
        leave_awake_list(world, index);
    }
    unlink_edge(world, index, 0, contact->body_a);
    unlink_edge(world, index, 1, contact->body_b);
    qn_pairs_remove(world, contact->shape_a, contact->shape_b);
    qn_pool_give_back(&world->state->contact_pool, world->contact_slots, index);
}

// ---- Collide --------------------------------------------------------------------------------

// Takes over the impulses of the points that were there in the step before.
static void keep_impulses(qn_contact_point *fresh, const qn_contact_point *old, int32_t old_count)
{
    for (int32_t i = 0; i < old_count; ++i) {
        if (old[i].id == fresh->id) {
            fresh->normal_impulse = old[i].normal_impulse;
            fresh->tangent_impulse = old[i].tangent_impulse;
            return;
        }
    }
}

static void take_manifold(qn_contact *contact, const qn_manifold *manifold, const qn_motion *a,
                          const qn_motion *b)
{
    qn_contact_point old[2] = {contact->points[0], contact->points[1]};
    int32_t old_count = contact->point_count;
    qn_vec2 center_offset = qn_sub(a->center, b->center);
    contact->normal = qn_rotate(a->pose.q, manifold->normal);
    contact->point_count = manifold->count;
    contact->points[1] = (qn_contact_point){0};
    for (int32_t i = 0; i < manifold->count; ++i) {
        const qn_manifold_point *from = &manifold->points[i];
        qn_vec2 anchor_a = qn_rotate(a->pose.q, qn_sub(from->point, a->local_center));
        contact->points[i] = (qn_contact_point){
            .anchor_a = anchor_a,
            .anchor_b = qn_add(anchor_a, center_offset),
            .separation = from->separation,
            .id = from->id,
        };
        keep_impulses(&contact->points[i], old, old_count);
    }
}

static void set_touching(qn_world *world, qn_contact *contact, bool is_touching)
{
    bool was_touching = (contact->flags & QN_CONTACT_TOUCHING) != 0;
    if (is_touching == was_touching) {
        return;
    }
    contact->flags ^= QN_CONTACT_TOUCHING;
    raise_change(world, contact, is_touching ? QN_EVENT_CONTACT_BEGIN : QN_EVENT_CONTACT_END);
    if (is_touching) {
        qn_body_rouse(world, contact->body_a);
        qn_body_rouse(world, contact->body_b);
    }
}

static void update(qn_world *world, int32_t index)
{
    qn_contact *contact = &world->contacts[index];
    const qn_motion *a = qn_motion_of(world, contact->body_a);
    const qn_motion *b = qn_motion_of(world, contact->body_b);
    qn_manifold manifold;
    qn_collide_hulls(&world->shapes[contact->shape_a].hull, &world->shapes[contact->shape_b].hull,
                     qn_pose_inv_mul(a->pose, b->pose), QN_SPECULATIVE_M, &manifold);
    take_manifold(contact, &manifold, a, b);
    set_touching(world, contact, manifold.count > 0);
}

void qn_stage_collide(qn_world *world, const qn_step *step)
{
    (void)step;
    // Contacts that wake up meanwhile join the end of the list and are updated too.
    for (int32_t i = 0; i < world->state->awake_contact_count;) {
        int32_t index = world->awake_contacts[i];
        const qn_contact *contact = &world->contacts[index];
        if (qn_aabb_overlaps(world->shapes[contact->shape_a].fat_box,
                             world->shapes[contact->shape_b].fat_box)) {
            update(world, index);
            ++i;
        } else {
            qn_contact_destroy(world, index);
        }
    }
}
