// Joints of any kind: handles, life, and what two joined bodies may do.
#include "physics/check.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

bool qn_joint_forbids(const qn_world *world, int32_t body_a, int32_t body_b)
{
    for (int32_t key = qn_link_first(world, QN_JOINTS, body_a); key != QN_NONE;
         key = qn_link_next(world, QN_JOINTS, key)) {
        uint32_t flags = world->joints[qn_link_index(key)].link.flags;
        bool is_other = qn_link_other(world, QN_JOINTS, key) == body_b;
        if (is_other && (flags & QN_JOINT_COLLIDE) == 0) {
            return true;
        }
    }
    return false;
}

// ---- Create and destroy ---------------------------------------------------------------------

// Contacts between two bodies that a new joint forbids to collide.
static void drop_contacts_between(qn_world *world, int32_t body_a, int32_t body_b)
{
    int32_t key = qn_link_first(world, QN_CONTACTS, body_a);
    while (key != QN_NONE) {
        int32_t index = qn_link_index(key);
        bool is_between = qn_link_other(world, QN_CONTACTS, key) == body_b;
        key = qn_link_next(world, QN_CONTACTS, key);
        if (is_between) {
            qn_contact_destroy(world, index);
        }
    }
}

int32_t qn_joint_add(qn_world *world, const qn_joint *made)
{
    if (qn_world_make_room(world, &world->state->joint_pool,
                           "QN_MAX_BODY_COUNT joints are alive") != QN_ERROR_OK) {
        return QN_NONE;
    }
    int32_t index = qn_pool_take(&world->state->joint_pool, world->joint_slots);
    world->joints[index] = *made;
    qn_body_wake(world, made->link.body[0]);
    qn_body_wake(world, made->link.body[1]);
    qn_link_attach(world, QN_JOINTS, index);
    if ((made->link.flags & QN_JOINT_COLLIDE) == 0) {
        drop_contacts_between(world, made->link.body[0], made->link.body[1]);
    }
    return index;
}

// Shapes that the joint kept apart may meet from now on.
static void let_collide(qn_world *world, int32_t body)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_shape_mark_moved(world, i);
    }
}

static void destroy(qn_world *world, int32_t index)
{
    const qn_joint *joint = &world->joints[index];
    qn_body_wake(world, joint->link.body[0]);
    qn_body_wake(world, joint->link.body[1]);
    qn_link_detach(world, QN_JOINTS, index);
    if ((joint->link.flags & QN_JOINT_COLLIDE) == 0) {
        let_collide(world, joint->link.body[0]);
        let_collide(world, joint->link.body[1]);
    }
    world->joints[index] = (qn_joint){0};
    qn_pool_give_back(&world->state->joint_pool, world->joint_slots, index);
}

void qn_joints_of_body_destroy(qn_world *world, int32_t body)
{
    while (qn_link_first(world, QN_JOINTS, body) != QN_NONE) {
        destroy(world, qn_link_index(qn_link_first(world, QN_JOINTS, body)));
    }
}

qn_error qn_joint_destroy(qn_world *world, qn_joint_id id)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_joint(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    destroy(world, index);
    return QN_ERROR_OK;
}

// ---- Reading --------------------------------------------------------------------------------

const qn_joint *qn_joint_read(const qn_world *world, qn_joint_id id)
{
    int32_t index = world != NULL ? qn_find_joint(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? &world->joints[index] : NULL;
}

bool qn_joint_is_alive(const qn_world *world, qn_joint_id id)
{
    return world != NULL && qn_find_joint(world, id) != QN_NONE;
}

qn_vec2 qn_joint_force(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id);
    return joint != NULL ? qn_mul(joint->inv_substep, joint->impulse) : (qn_vec2){0.0f, 0.0f};
}

float qn_joint_separation(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id);
    if (joint == NULL) {
        return 0.0f;
    }
    qn_vec2 a = qn_transform(qn_motion_of(world, joint->link.body[0])->pose, joint->anchor_a);
    qn_vec2 b = qn_transform(qn_motion_of(world, joint->link.body[1])->pose, joint->anchor_b);
    return qn_distance(a, b);
}
