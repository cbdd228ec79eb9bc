// Contacts as the caller sees them.
#include "physics/center.h"
#include "physics/check.h"
#include "physics/link.h"
#include "physics/recycle.h"
#include "physics/world.h"

static qn_contact_point_data read_point(const qn_world *world, const qn_contact *contact,
                                        const qn_contact_point *point)
{
    float inv_substep = world->state->inv_substep;
    const qn_motion *a = qn_motion_of(world, contact->link.body[0]);
    const qn_motion *b = qn_motion_of(world, contact->link.body[1]);
    return (qn_contact_point_data){
        .point_m = qn_point_at_arm(a, qn_contact_arm(point, a)),
        .separation_m = qn_contact_separation(contact, point, a, b),
        .normal_force_n = inv_substep * point->normal_impulse,
        .tangent_force_n = inv_substep * point->tangent_impulse,
        .normal_impulse_ns = point->total_normal_impulse,
    };
}

static qn_contact_data read_contact(const qn_world *world, int32_t index)
{
    const qn_contact *contact = &world->contacts[index];
    qn_contact_data data = {
        .contact = {qn_pool_handle(world->contact_slots, index)},
        .shape_a = {qn_pool_handle(world->shape_slots, contact->shape_a)},
        .shape_b = {qn_pool_handle(world->shape_slots, contact->shape_b)},
        .normal = qn_contact_normal(contact, qn_motion_of(world, contact->link.body[0])),
        .point_count = contact->point_count,
    };
    for (int32_t i = 0; i < contact->point_count; ++i) {
        data.points[i] = read_point(world, contact, &contact->points[i]);
    }
    return data;
}

// Of one shape of the body, or of all with QN_NONE.
static int32_t list(const qn_world *world, int32_t body, int32_t shape, qn_contact_data *out,
                    int32_t capacity)
{
    int32_t count = 0;
    for (int32_t key = qn_link_first(world, QN_CONTACTS, body); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        const qn_contact *contact = &world->contacts[qn_link_index(key)];
        bool counts = shape == QN_NONE || contact->shape_a == shape || contact->shape_b == shape;
        if (!counts || (contact->link.flags & QN_CONTACT_TOUCHING) == 0) {
            continue;
        }
        if (count < capacity) {
            out[count] = read_contact(world, qn_link_index(key));
        }
        count += 1;
    }
    return count;
}

int32_t qn_body_contacts(const qn_world *world, qn_body_id id, qn_contact_data *out,
                         int32_t capacity)
{
    if (world == NULL || qn_check_list(world, out, capacity) != QN_ERROR_OK) {
        return 0;
    }
    int32_t body = qn_find_body(world, id);
    if (body == QN_NONE) {
        qn_refuse_handle(world, id.raw);
        return 0;
    }
    return list(world, body, QN_NONE, out, capacity);
}

int32_t qn_shape_contacts(const qn_world *world, qn_shape_id id, qn_contact_data *out,
                          int32_t capacity)
{
    if (world == NULL || qn_check_list(world, out, capacity) != QN_ERROR_OK) {
        return 0;
    }
    int32_t shape = qn_find_shape(world, id);
    if (shape == QN_NONE) {
        qn_refuse_handle(world, id.raw);
        return 0;
    }
    return list(world, world->shapes[shape].body, shape, out, capacity);
}

static int32_t find_contact(const qn_world *world, qn_contact_id id)
{
    return qn_pool_find(&world->state->contact_pool, world->contact_slots, id.raw);
}

bool qn_contact_is_alive(const qn_world *world, qn_contact_id id)
{
    return world != NULL && find_contact(world, id) != QN_NONE;
}

qn_error qn_contact_read(const qn_world *world, qn_contact_id id, qn_contact_data *out)
{
    if (world == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = find_contact(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    *out = read_contact(world, index);
    return QN_ERROR_OK;
}
