// Joints of any kind: handles, the links to their bodies, and the list of awake ones.
#include "physics/check.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Links ----------------------------------------------------------------------------------

static void link_edge(qn_world *world, int32_t index, int32_t side, int32_t body_index)
{
    qn_joint *joint = &world->joints[index];
    qn_body *body = &world->bodies[body_index];
    int32_t key = index * 2 + side;
    joint->edge_prev[side] = QN_NONE;
    joint->edge_next[side] = body->first_joint;
    if (body->first_joint != QN_NONE) {
        world->joints[body->first_joint >> 1].edge_prev[body->first_joint & 1] = key;
    }
    body->first_joint = key;
    body->joint_count += 1;
}

static void unlink_edge(qn_world *world, int32_t index, int32_t side, int32_t body_index)
{
    const qn_joint *joint = &world->joints[index];
    qn_body *body = &world->bodies[body_index];
    int32_t next = joint->edge_next[side];
    int32_t prev = joint->edge_prev[side];
    if (next != QN_NONE) {
        world->joints[next >> 1].edge_prev[next & 1] = prev;
    }
    if (prev != QN_NONE) {
        world->joints[prev >> 1].edge_next[prev & 1] = next;
    } else {
        body->first_joint = next;
    }
    body->joint_count -= 1;
}

static void leave_awake_list(qn_world *world, int32_t index)
{
    qn_joint *joint = &world->joints[index];
    int32_t last = world->awake_joints[--world->state->awake_joint_count];
    world->awake_joints[joint->awake_index] = last;
    world->joints[last].awake_index = joint->awake_index;
    joint->awake_index = QN_NONE;
}

void qn_joint_refresh_awake(qn_world *world, int32_t index)
{
    qn_joint *joint = &world->joints[index];
    bool is_awake =
        qn_body_slot_moves(world, joint->body_a) || qn_body_slot_moves(world, joint->body_b);
    if (is_awake && joint->awake_index == QN_NONE) {
        joint->awake_index = world->state->awake_joint_count++;
        world->awake_joints[joint->awake_index] = index;
    } else if (!is_awake && joint->awake_index != QN_NONE) {
        leave_awake_list(world, index);
    }
}

bool qn_joint_forbids(const qn_world *world, int32_t body_a, int32_t body_b)
{
    for (int32_t key = world->bodies[body_a].first_joint; key != QN_NONE;
         key = world->joints[key >> 1].edge_next[key & 1]) {
        const qn_joint *joint = &world->joints[key >> 1];
        int32_t other = (key & 1) == 0 ? joint->body_b : joint->body_a;
        if (other == body_b && (joint->flags & QN_JOINT_COLLIDE) == 0) {
            return true;
        }
    }
    return false;
}

// ---- Create and destroy ---------------------------------------------------------------------

static qn_error make_room(qn_world *world)
{
    const qn_pool *pool = &world->state->joint_pool;
    if (pool->live_count < pool->capacity) {
        return QN_ERROR_OK;
    }
    if (pool->capacity == QN_MAX_BODY_COUNT) {
        return qn_refuse(world, QN_ERROR_CAPACITY, "QN_MAX_BODY_COUNT joints are alive");
    }
    qn_world_state wanted = *world->state;
    wanted.joint_pool.capacity = qn_grown_capacity(pool->capacity);
    return qn_world_grow(world, &wanted);
}

// Contacts between two bodies that a new joint forbids to collide.
static void drop_contacts_between(qn_world *world, int32_t body_a, int32_t body_b)
{
    int32_t key = world->bodies[body_a].first_contact;
    while (key != QN_NONE) {
        int32_t index = qn_edge_contact(key);
        const qn_contact *contact = &world->contacts[index];
        int32_t other = qn_edge_side(key) == 0 ? contact->body_b : contact->body_a;
        key = contact->edge_next[qn_edge_side(key)];
        if (other == body_b) {
            qn_contact_destroy(world, index);
        }
    }
}

int32_t qn_joint_add(qn_world *world, const qn_joint *made)
{
    if (make_room(world) != QN_ERROR_OK) {
        return QN_NONE;
    }
    int32_t index = qn_pool_take(&world->state->joint_pool, world->joint_slots);
    world->joints[index] = *made;
    world->joints[index].awake_index = QN_NONE;
    link_edge(world, index, 0, made->body_a);
    link_edge(world, index, 1, made->body_b);
    qn_body_wake(world, made->body_a);
    qn_body_wake(world, made->body_b);
    qn_joint_refresh_awake(world, index);
    if ((made->flags & QN_JOINT_COLLIDE) == 0) {
        drop_contacts_between(world, made->body_a, made->body_b);
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
    qn_body_wake(world, joint->body_a);
    qn_body_wake(world, joint->body_b);
    if (joint->awake_index != QN_NONE) {
        leave_awake_list(world, index);
    }
    unlink_edge(world, index, 0, joint->body_a);
    unlink_edge(world, index, 1, joint->body_b);
    if ((joint->flags & QN_JOINT_COLLIDE) == 0) {
        let_collide(world, joint->body_a);
        let_collide(world, joint->body_b);
    }
    qn_pool_give_back(&world->state->joint_pool, world->joint_slots, index);
}

void qn_joints_of_body_destroy(qn_world *world, int32_t body)
{
    while (world->bodies[body].first_joint != QN_NONE) {
        destroy(world, world->bodies[body].first_joint >> 1);
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
    qn_vec2 a = qn_transform(qn_motion_of(world, joint->body_a)->pose, joint->anchor_a);
    qn_vec2 b = qn_transform(qn_motion_of(world, joint->body_b)->pose, joint->anchor_b);
    return qn_distance(a, b);
}
