// Changes of what a body is: its type, whether it takes part, and the numbers of its definition.
#include "physics/body/find.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Taking part ----------------------------------------------------------------------------

// Out of the trees, the contacts and the awake rows.
static void take_out(qn_world *world, int32_t index)
{
    qn_body_wake(world, index);
    qn_body_wake_neighbours(world, index);
    qn_contacts_of_body_destroy(world, index);
    qn_shapes_leave_tree(world, index);
    if (qn_body_slot_is_awake(world, index)) {
        qn_row_make_asleep(world, index);
    }
}

static void put_in(qn_world *world, int32_t index)
{
    qn_shapes_enter_tree(world, index);
    if (world->bodies[index].type != QN_BODY_STATIC) {
        qn_row_make_awake(world, index);
    }
    qn_body_wake_neighbours(world, index);
    qn_body_wake(world, index);
}

qn_error qn_body_set_enabled(qn_world *world, qn_body_id id, bool enabled)
{
    QN_FIND_BODY(index);
    qn_body *body = &world->bodies[index];
    if (enabled != qn_body_slot_is_disabled(world, index)) {
        return QN_ERROR_OK;
    }
    qn_pose_record *record = &world->poses[index];
    if (enabled) {
        body->flags &= ~(uint32_t)QN_BODY_DISABLED;
        record->flags &= ~(uint32_t)QN_POSE_DISABLED;
        put_in(world, index);
    } else {
        take_out(world, index);
        body->flags |= QN_BODY_DISABLED;
        record->flags |= QN_POSE_DISABLED;
        qn_motion_of(world, index)->force_n = (qn_vec2){0.0f, 0.0f};
        qn_motion_of(world, index)->torque_nm = 0.0f;
    }
    qn_links_refresh(world, index);
    return QN_ERROR_OK;
}

static void take_type(qn_world *world, int32_t index, qn_body_type type)
{
    qn_velocity *velocity = qn_velocity_of(world, index);
    world->bodies[index].type = (int32_t)type;
    if (type == QN_BODY_STATIC) {
        *velocity = (qn_velocity){.turned = qn_rot_identity()};
    }
    qn_motion_of(world, index)->force_n = (qn_vec2){0.0f, 0.0f};
    qn_motion_of(world, index)->torque_nm = 0.0f;
    qn_body_update_mass(world, index);
}

qn_error qn_body_set_type(qn_world *world, qn_body_id id, qn_body_type type)
{
    QN_FIND_BODY(index);
    if ((int)type < QN_BODY_STATIC || (int)type > QN_BODY_DYNAMIC) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "type");
    }
    if (world->bodies[index].type == (int32_t)type) {
        return QN_ERROR_OK;
    }
    if (qn_body_slot_is_disabled(world, index)) {
        take_type(world, index, type);
        return QN_ERROR_OK;
    }
    take_out(world, index);
    take_type(world, index, type);
    put_in(world, index);
    qn_links_refresh(world, index);
    return QN_ERROR_OK;
}

// ---- Numbers of the definition --------------------------------------------------------------

qn_error qn_body_set_user_data(qn_world *world, qn_body_id id, uint64_t user_data)
{
    QN_FIND_BODY(index);
    world->bodies[index].user_data = user_data;
    return QN_ERROR_OK;
}

qn_error qn_body_set_damping(qn_world *world, qn_body_id id, float linear_damping,
                             float angular_damping)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_range(world, linear_damping, 0.0f, QN_MAX_DAMPING, "linear_damping"));
    QN_TRY(qn_check_range(world, angular_damping, 0.0f, QN_MAX_DAMPING, "angular_damping"));
    qn_motion *motion = qn_motion_of(world, index);
    motion->linear_damping = linear_damping;
    motion->angular_damping = angular_damping;
    return QN_ERROR_OK;
}

qn_error qn_body_set_gravity_scale(qn_world *world, qn_body_id id, float gravity_scale)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_range(world, gravity_scale, -QN_MAX_GRAVITY_SCALE, QN_MAX_GRAVITY_SCALE,
                          "gravity_scale"));
    qn_body_wake(world, index);
    qn_motion_of(world, index)->gravity_scale = gravity_scale;
    return QN_ERROR_OK;
}

qn_error qn_body_set_enable_sleep(qn_world *world, qn_body_id id, bool enable)
{
    QN_FIND_BODY(index);
    uint32_t flags = world->bodies[index].flags & ~(uint32_t)QN_BODY_MAY_SLEEP;
    world->bodies[index].flags = flags | (enable ? QN_BODY_MAY_SLEEP : 0u);
    if (!enable) {
        qn_body_wake(world, index);
    }
    return QN_ERROR_OK;
}

qn_error qn_body_set_sleep_speed(qn_world *world, qn_body_id id, float speed_mps)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_range(world, speed_mps, 0.0f, QN_MAX_SPEED_MPS, "speed_mps"));
    world->bodies[index].sleep_speed_mps = speed_mps;
    return QN_ERROR_OK;
}
