// Filters: which shapes meet at all, and what happens when that changes.
#include "physics/check.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

bool qn_shapes_pass_filter(const qn_shape *a, const qn_shape *b)
{
    if (a->group == b->group && a->group != 0) {
        return a->group > 0;
    }
    return (a->category_bits & b->mask_bits) != 0 && (b->category_bits & a->mask_bits) != 0;
}

static void drop_contacts(qn_world *world, int32_t shape)
{
    int32_t key = qn_link_first(world, QN_CONTACTS, world->shapes[shape].body);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        const qn_contact *contact = &world->contacts[index];
        key = qn_link_next(world, QN_CONTACTS, key);
        bool is_its = contact->shape_a == shape || contact->shape_b == shape;
        if (is_its && !qn_shapes_pass_filter(&world->shapes[contact->shape_a],
                                             &world->shapes[contact->shape_b])) {
            qn_contact_destroy(world, index);
        }
    }
}

qn_error qn_shape_set_filter(qn_world *world, qn_shape_id id, qn_shape_filter filter)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    qn_shape *shape = &world->shapes[index];
    shape->category_bits = filter.category_bits;
    shape->mask_bits = filter.mask_bits;
    shape->group = filter.group;
    qn_body_wake(world, shape->body);
    drop_contacts(world, index);
    qn_shape_renew_leaf(world, index);
    return QN_ERROR_OK;
}

qn_shape_filter qn_shape_get_filter(const qn_world *world, qn_shape_id id)
{
    int32_t index = world != NULL ? qn_find_shape(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    if (index == QN_NONE) {
        return (qn_shape_filter){0};
    }
    const qn_shape *shape = &world->shapes[index];
    return (qn_shape_filter){shape->category_bits, shape->mask_bits, shape->group};
}
