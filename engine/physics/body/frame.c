// Reading bodies: where they are, how fast they move, and what they have.
#include "physics/center.h"
#include "physics/body/find.h"
#include "physics/link.h"
#include "physics/world.h"

static const qn_vec2 zero = {0.0f, 0.0f};

qn_body_type qn_body_get_type(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? (qn_body_type)world->bodies[index].type : QN_BODY_STATIC;
}

bool qn_body_is_enabled(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE && !qn_body_slot_is_disabled(world, index);
}

uint64_t qn_body_user_data(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? world->bodies[index].user_data : 0;
}

float qn_body_linear_damping(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->linear_damping : 0.0f;
}

float qn_body_angular_damping(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->angular_damping : 0.0f;
}

float qn_body_gravity_scale(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->gravity_scale : 0.0f;
}

bool qn_body_is_awake(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE && qn_body_slot_is_awake(world, index);
}

bool qn_body_enables_sleep(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE && (world->bodies[index].flags & QN_BODY_MAY_SLEEP) != 0;
}

float qn_body_sleep_speed(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? world->bodies[index].sleep_speed_mps : 0.0f;
}

// ---- Pose and velocity ----------------------------------------------------------------------

qn_pose qn_body_pose(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->pose
                            : (qn_pose){{0.0f, 0.0f}, {0.0f, 0.0f}};
}

qn_vec2 qn_body_velocity(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_velocity_of(world, index)->v : zero;
}

float qn_body_angular_velocity(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    return index != QN_NONE ? qn_velocity_of(world, index)->w : 0.0f;
}

// The body that a point or vector is converted for; QN_NONE with the reason remembered.
static int32_t read_for(const qn_world *world, qn_body_id id, qn_vec2 value, const char *why)
{
    int32_t index = qn_read_body(world, id);
    bool ok = index != QN_NONE &&
              qn_check_vec2(world, value, 4.0f * QN_MAX_POSITION_M, why) == QN_ERROR_OK;
    return ok ? index : QN_NONE;
}

qn_vec2 qn_body_world_point(const qn_world *world, qn_body_id id, qn_vec2 local_m)
{
    int32_t index = read_for(world, id, local_m, "local_m");
    return index != QN_NONE ? qn_point_of_body(qn_motion_of(world, index), local_m) : zero;
}

qn_vec2 qn_body_local_point(const qn_world *world, qn_body_id id, qn_vec2 world_m)
{
    int32_t index = read_for(world, id, world_m, "world_m");
    return index != QN_NONE ? qn_point_in_body(qn_motion_of(world, index), world_m) : zero;
}

qn_vec2 qn_body_world_vector(const qn_world *world, qn_body_id id, qn_vec2 local)
{
    int32_t index = read_for(world, id, local, "local");
    return index != QN_NONE ? qn_rotate(qn_motion_of(world, index)->pose.q, local) : zero;
}

qn_vec2 qn_body_local_vector(const qn_world *world, qn_body_id id, qn_vec2 vector)
{
    int32_t index = read_for(world, id, vector, "vector");
    return index != QN_NONE ? qn_inv_rotate(qn_motion_of(world, index)->pose.q, vector) : zero;
}

qn_vec2 qn_body_offset(const qn_world *world, qn_body_id from, qn_body_id to)
{
    int32_t a = qn_read_body(world, from);
    int32_t b = a != QN_NONE ? qn_read_body(world, to) : QN_NONE;
    if (b == QN_NONE) {
        return zero;
    }
    const qn_motion *motion_a = qn_motion_of(world, a);
    return qn_rotate(motion_a->pose.q, qn_pose_between(motion_a, qn_motion_of(world, b)).p);
}

// v + w x r
qn_vec2 qn_body_velocity_at(const qn_world *world, qn_body_id id, qn_vec2 world_m)
{
    int32_t index = read_for(world, id, world_m, "world_m");
    if (index == QN_NONE) {
        return zero;
    }
    const qn_velocity *velocity = qn_velocity_of(world, index);
    qn_vec2 arm = qn_arm_to(qn_motion_of(world, index), world_m);
    return qn_add(velocity->v, qn_cross_sv(velocity->w, arm));
}

// ---- What it has ----------------------------------------------------------------------------

qn_aabb qn_body_aabb(const qn_world *world, qn_body_id id)
{
    int32_t index = qn_read_body(world, id);
    if (index == QN_NONE) {
        return (qn_aabb){0};
    }
    qn_pose pose = qn_motion_of(world, index)->pose;
    int32_t first = world->bodies[index].first_shape;
    qn_aabb box = first != QN_NONE ? qn_hull_aabb(&world->shapes[first].hull, pose)
                                   : (qn_aabb){pose.p, pose.p};
    for (int32_t i = first; i != QN_NONE; i = world->shapes[i].next) {
        box = qn_aabb_union(box, qn_hull_aabb(&world->shapes[i].hull, pose));
    }
    return box;
}

// The body of a list call, if `out` can take `capacity` records.
static int32_t read_list(const qn_world *world, qn_body_id id, const void *out, int32_t capacity)
{
    int32_t index = qn_read_body(world, id);
    if (index == QN_NONE) {
        return QN_NONE;
    }
    return qn_check_list(world, out, capacity) == QN_ERROR_OK ? index : QN_NONE;
}

int32_t qn_world_bodies(const qn_world *world, qn_body_id *out, int32_t capacity)
{
    if (world == NULL || qn_check_list(world, out, capacity) != QN_ERROR_OK) {
        return 0;
    }
    int32_t count = 0;
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        if (!world->body_slots[i].is_live) {
            continue;
        }
        if (count < capacity) {
            out[count] = (qn_body_id){qn_pool_handle(world->body_slots, i)};
        }
        count += 1;
    }
    return count;
}

int32_t qn_body_shapes(const qn_world *world, qn_body_id id, qn_shape_id *out, int32_t capacity)
{
    int32_t index = read_list(world, id, out, capacity);
    int32_t count = 0;
    for (int32_t i = index != QN_NONE ? world->bodies[index].first_shape : QN_NONE; i != QN_NONE;
         i = world->shapes[i].next) {
        if (count < capacity) {
            out[count] = (qn_shape_id){qn_pool_handle(world->shape_slots, i)};
        }
        count += 1;
    }
    return count;
}

int32_t qn_body_joints(const qn_world *world, qn_body_id id, qn_joint_id *out, int32_t capacity)
{
    int32_t index = read_list(world, id, out, capacity);
    int32_t count = 0;
    for (int32_t key = index != QN_NONE ? qn_link_first(world, QN_JOINTS, index) : QN_NONE;
         key != QN_NONE; key = qn_link_next(world, QN_JOINTS, key)) {
        // A joint between a body and the world has both its ends in the list.
        bool is_other_end = qn_link_other(world, QN_JOINTS, key) == index && (key & 1) != 0;
        if (!is_other_end && count < capacity) {
            out[count] = (qn_joint_id){qn_pool_handle(world->joint_slots, qn_link_index(key))};
        }
        count += !is_other_end;
    }
    return count;
}
