// Reading joints of any kind.
#include "physics/body/find.h"
#include "physics/center.h"
#include "physics/check.h"
#include "physics/joint/kind.h"
#include "physics/world.h"

const qn_joint *qn_joint_read(const qn_world *world, qn_joint_id id, qn_joint_type kind)
{
    if (world == NULL) {
        return NULL;
    }
    int32_t index = qn_find_joint(world, id);
    if (index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
        return NULL;
    }
    const qn_joint *joint = &world->joints[index];
    if (kind != QN_JOINT_NONE && joint->kind != (int32_t)kind) {
        qn_refuse(world, QN_ERROR_WRONG_TYPE, "the joint is of another kind");
        return NULL;
    }
    return joint;
}

bool qn_joint_is_alive(const qn_world *world, qn_joint_id id)
{
    return world != NULL && qn_find_joint(world, id) != QN_NONE;
}

qn_joint_type qn_joint_get_type(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    return joint != NULL ? (qn_joint_type)joint->kind : QN_JOINT_NONE;
}

uint64_t qn_joint_user_data(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    return joint != NULL ? joint->user_data : 0;
}

// ---- The base -------------------------------------------------------------------------------

static qn_body_id body_id(const qn_world *world, int32_t body)
{
    return (qn_body_id){qn_pool_handle(world->body_slots, body)};
}

qn_joint_base qn_joint_base_of(const qn_world *world, const qn_joint *joint)
{
    // A joint of a body with the world names that body at both ends.
    bool has_a = joint->link.body[0] != joint->link.body[1];
    return (qn_joint_base){
        .body_a = has_a ? body_id(world, joint->link.body[0]) : (qn_body_id){0},
        .body_b = body_id(world, joint->link.body[1]),
        .anchor_a_m = joint->anchor_a,
        .anchor_b_m = joint->anchor_b,
        .frame_angle_a_rad = joint->angle_a,
        .frame_angle_b_rad = joint->angle_b,
        .stiffness_hz = joint->stiffness_hertz,
        .stiffness_damping_ratio = joint->stiffness_damping,
        .max_force_n = joint->max_load,
        .max_torque_nm = joint->max_turn_load,
        .breaks = qn_joint_has(joint, QN_JOINT_BREAKS),
        .collide_connected = qn_joint_has(joint, QN_JOINT_COLLIDES),
        .user_data = joint->user_data,
    };
}

qn_joint_base qn_joint_get_base(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    return joint != NULL ? qn_joint_base_of(world, joint) : (qn_joint_base){0};
}

static float angle_in(const qn_motion *motion, qn_rot axis)
{
    return qn_rot_angle(qn_rot_inv_mul(motion->pose.q, axis));
}

qn_joint_base qn_joint_base_at(const qn_world *world, qn_body_id body_a, qn_body_id body_b,
                               qn_vec2 anchor_m, float axis_angle_rad)
{
    int32_t a = qn_read_body(world, body_a);
    int32_t b = qn_read_body(world, body_b);
    if (a == QN_NONE || b == QN_NONE) {
        return (qn_joint_base){0};
    }
    if (qn_check_vec2(world, anchor_m, QN_MAX_POSITION_M, "anchor_m") != QN_ERROR_OK ||
        qn_check_range(world, axis_angle_rad, -QN_MAX_ANGLE_RAD, QN_MAX_ANGLE_RAD,
                       "axis_angle_rad") != QN_ERROR_OK) {
        return (qn_joint_base){0};
    }
    const qn_motion *motion_a = qn_motion_of(world, a);
    const qn_motion *motion_b = qn_motion_of(world, b);
    qn_rot axis = qn_rot_from_angle(axis_angle_rad);
    return (qn_joint_base){
        .body_a = body_a,
        .body_b = body_b,
        .anchor_a_m = qn_point_in_body(motion_a, anchor_m),
        .anchor_b_m = qn_point_in_body(motion_b, anchor_m),
        .frame_angle_a_rad = angle_in(motion_a, axis),
        .frame_angle_b_rad = angle_in(motion_b, axis),
    };
}

// ---- Loads ----------------------------------------------------------------------------------

// A joint of a disabled body does nothing; what it did before stands in its record until it acts.
static bool acts(const qn_world *world, const qn_joint *joint)
{
    return joint != NULL && !qn_body_slot_is_disabled(world, joint->link.body[0]) &&
           !qn_body_slot_is_disabled(world, joint->link.body[1]);
}

qn_vec2 qn_joint_force(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    return acts(world, joint) ? joint->load : (qn_vec2){0.0f, 0.0f};
}

float qn_joint_torque(const qn_world *world, qn_joint_id id)
{
    const qn_joint *joint = qn_joint_read(world, id, QN_JOINT_NONE);
    return acts(world, joint) ? joint->turn_load : 0.0f;
}

float qn_joint_motor_load(const qn_world *world, qn_joint_id id, qn_joint_type kind)
{
    const qn_joint *joint = qn_joint_read(world, id, kind);
    return acts(world, joint) ? joint->impulse.motor.x * joint->inv_substep : 0.0f;
}
