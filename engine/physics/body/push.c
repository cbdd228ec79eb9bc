// What moves a body: poses, velocities, forces and impulses given by the caller.
#include "physics/center.h"
#include "physics/body/find.h"
#include "physics/link.h"
#include "physics/sensor/sensor.h"
#include "physics/step.h"
#include "physics/world.h"

#define MAX_FORCE 1.0e12f

void qn_body_wake_neighbours(qn_world *world, int32_t index)
{
    for (int32_t key = qn_link_first(world, QN_JOINTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_JOINTS, key)) {
        qn_body_wake(world, qn_link_other(world, QN_JOINTS, key));
    }
    for (int32_t key = qn_link_first(world, QN_CONTACTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        int32_t other = qn_link_other(world, QN_CONTACTS, key);
        uint32_t flags = world->contacts[qn_link_index(key)].link.flags;
        bool may_touch = (flags & QN_CONTACT_UNSEEN) != 0 && qn_body_slot_is_unwoken(world, other);
        if ((flags & QN_CONTACT_TOUCHING) != 0 || may_touch) {
            qn_body_wake(world, other);
        }
    }
}

qn_error qn_body_set_pose(qn_world *world, qn_body_id id, qn_vec2 position_m, float angle_rad)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_vec2(world, position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_range(world, angle_rad, -QN_MAX_ANGLE_RAD, QN_MAX_ANGLE_RAD, "angle_rad"));
    qn_body_wake(world, index);
    qn_body_wake_neighbours(world, index);
    qn_motion *motion = qn_motion_of(world, index);
    qn_center_place(motion, position_m, qn_rot_from_angle(angle_rad));
    qn_pose_record_reset(world, index);
    qn_body_update_boxes(world, index);
    for (int32_t i = world->bodies[index].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_shape_note_edit(world, i);
    }
    return QN_ERROR_OK;
}

qn_error qn_body_set_velocity(qn_world *world, qn_body_id id, qn_vec2 velocity_mps,
                              float angular_velocity_radps)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_body_type(world, index, QN_BODY_KINEMATIC, "static bodies have no velocity"));
    QN_TRY(qn_check_vec2(world, velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, angular_velocity_radps, -QN_MAX_ANGULAR_SPEED_RADPS,
                          QN_MAX_ANGULAR_SPEED_RADPS, "angular_velocity_radps"));
    qn_body_wake(world, index);
    if (world->bodies[index].type == QN_BODY_KINEMATIC) {
        qn_body_wake_neighbours(world, index);
    }
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->v = velocity_mps;
    velocity->w = angular_velocity_radps;
    qn_hold_locks(qn_motion_of(world, index)->locks, velocity);
    return QN_ERROR_OK;
}

qn_error qn_body_set_target_pose(qn_world *world, qn_body_id id, qn_vec2 position_m,
                                 float angle_rad, float dt_s)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_vec2(world, position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_range(world, angle_rad, -QN_MAX_ANGLE_RAD, QN_MAX_ANGLE_RAD, "angle_rad"));
    QN_TRY(qn_check_range(world, dt_s, QN_MIN_STEP_S, 1.0f, "dt_s"));
    const qn_motion *motion = qn_motion_of(world, index);
    qn_motion target = *motion;
    qn_center_place(&target, position_m, qn_rot_from_angle(angle_rad));
    qn_vec2 way = qn_center_span(motion, &target);
    QN_TRY(qn_check_range(world, qn_length(way), 0.0f, QN_MAX_SPEED_MPS * dt_s, "position_m"));
    float turn = qn_rot_angle(qn_rot_inv_mul(motion->pose.q, target.pose.q));
    return qn_body_set_velocity(world, id, qn_mul(1.0f / dt_s, way), turn / dt_s);
}

static qn_error check_force(const qn_world *world, int32_t index, qn_vec2 force_n)
{
    QN_TRY(qn_check_body_type(world, index, QN_BODY_DYNAMIC, "forces act on dynamic bodies only"));
    return qn_check_vec2(world, force_n, MAX_FORCE, "force_n");
}

static void add_force(qn_world *world, int32_t index, qn_vec2 force, qn_vec2 arm)
{
    qn_body_wake(world, index);
    qn_motion *motion = qn_motion_of(world, index);
    motion->force_n = qn_add(motion->force_n, force);
    motion->torque_nm += qn_cross(arm, force);
}

qn_error qn_body_apply_force(qn_world *world, qn_body_id id, qn_vec2 force_n, qn_vec2 point_m)
{
    QN_FIND_BODY(index);
    QN_TRY(check_force(world, index, force_n));
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    add_force(world, index, force_n, qn_arm_to(qn_motion_of(world, index), point_m));
    return QN_ERROR_OK;
}

qn_error qn_body_apply_force_to_center(qn_world *world, qn_body_id id, qn_vec2 force_n)
{
    QN_FIND_BODY(index);
    QN_TRY(check_force(world, index, force_n));
    add_force(world, index, force_n, (qn_vec2){0.0f, 0.0f});
    return QN_ERROR_OK;
}

qn_error qn_body_apply_torque(qn_world *world, qn_body_id id, float torque_nm)
{
    QN_FIND_BODY(index);
    QN_TRY(qn_check_body_type(world, index, QN_BODY_DYNAMIC, "torques act on dynamic bodies only"));
    QN_TRY(qn_check_range(world, torque_nm, -MAX_FORCE, MAX_FORCE, "torque_nm"));
    qn_body_wake(world, index);
    qn_motion_of(world, index)->torque_nm += torque_nm;
    return QN_ERROR_OK;
}

// Impulses may ask for any change; locks and the speed limit of the world still hold.
static void settle(uint32_t locks, qn_velocity *velocity)
{
    qn_hold_locks(locks, velocity);
    // First so far that the square below cannot overflow.
    velocity->v.x = qn_clamp(velocity->v.x, -1.0e15f, 1.0e15f);
    velocity->v.y = qn_clamp(velocity->v.y, -1.0e15f, 1.0e15f);
    float speed = qn_length(velocity->v);
    if (speed > QN_MAX_SPEED_MPS) {
        velocity->v = qn_mul(QN_MAX_SPEED_MPS / speed, velocity->v);
    }
    velocity->w = qn_clamp(velocity->w, -QN_MAX_ANGULAR_SPEED_RADPS, QN_MAX_ANGULAR_SPEED_RADPS);
}

void qn_body_set_motion(qn_world *world, int32_t index, qn_vec2 v, float w)
{
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->v = v;
    velocity->w = w;
    settle(qn_motion_of(world, index)->locks, velocity);
}

void qn_body_push(qn_world *world, int32_t index, qn_vec2 impulse, qn_vec2 arm)
{
    qn_body_wake(world, index);
    const qn_motion *motion = qn_motion_of(world, index);
    const qn_velocity *velocity = qn_velocity_of(world, index);
    float turn = qn_cross(arm, impulse);
    qn_body_set_motion(world, index, qn_mul_add(velocity->v, motion->inv_mass, impulse),
                       velocity->w + motion->inv_inertia * turn);
}

static qn_error check_impulse(const qn_world *world, int32_t index, qn_vec2 impulse_ns)
{
    QN_TRY(
        qn_check_body_type(world, index, QN_BODY_DYNAMIC, "impulses act on dynamic bodies only"));
    return qn_check_vec2(world, impulse_ns, MAX_FORCE, "impulse_ns");
}

qn_error qn_body_apply_impulse(qn_world *world, qn_body_id id, qn_vec2 impulse_ns, qn_vec2 point_m)
{
    QN_FIND_BODY(index);
    QN_TRY(check_impulse(world, index, impulse_ns));
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    qn_body_push(world, index, impulse_ns, qn_arm_to(qn_motion_of(world, index), point_m));
    return QN_ERROR_OK;
}

qn_error qn_body_apply_impulse_to_center(qn_world *world, qn_body_id id, qn_vec2 impulse_ns)
{
    QN_FIND_BODY(index);
    QN_TRY(check_impulse(world, index, impulse_ns));
    qn_body_push(world, index, impulse_ns, (qn_vec2){0.0f, 0.0f});
    return QN_ERROR_OK;
}

qn_error qn_body_apply_angular_impulse(qn_world *world, qn_body_id id, float impulse_nms)
{
    QN_FIND_BODY(index);
    QN_TRY(
        qn_check_body_type(world, index, QN_BODY_DYNAMIC, "impulses act on dynamic bodies only"));
    QN_TRY(qn_check_range(world, impulse_nms, -MAX_FORCE, MAX_FORCE, "impulse_nms"));
    qn_body_wake(world, index);
    qn_velocity *velocity = qn_velocity_of(world, index);
    const qn_motion *motion = qn_motion_of(world, index);
    velocity->w += motion->inv_inertia * impulse_nms;
    settle(motion->locks, velocity);
    return QN_ERROR_OK;
}
