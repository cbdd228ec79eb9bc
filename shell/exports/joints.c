// The door to joints: the revolute joint and what every joint knows.
#include "exports/door.h"

int32_t quoin_revolute_def_default(quoin_revolute_def *out)
{
    if (!HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_revolute_def def = qn_revolute_def_default();
    *out = (quoin_revolute_def){
        .body_a = def.base.body_a.raw,
        .body_b = def.base.body_b.raw,
        .anchor_a_x_m = def.base.anchor_a_m.x,
        .anchor_a_y_m = def.base.anchor_a_m.y,
        .anchor_b_x_m = def.base.anchor_b_m.x,
        .anchor_b_y_m = def.base.anchor_b_m.y,
        .reference_angle_rad = def.base.frame_angle_a_rad,
        .enable_limit = def.enable_limit,
        .lower_angle_rad = def.lower_angle_rad,
        .upper_angle_rad = def.upper_angle_rad,
        .enable_motor = def.enable_motor,
        .motor_speed_radps = def.motor_speed_radps,
        .max_motor_torque_nm = def.max_motor_torque_nm,
        .collide_connected = def.base.collide_connected,
    };
    return QN_ERROR_OK;
}

static qn_revolute_def revolute_def(const quoin_revolute_def *wire)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = body_id(wire->body_a);
    def.base.body_b = body_id(wire->body_b);
    def.base.anchor_a_m = qn_v2(wire->anchor_a_x_m, wire->anchor_a_y_m);
    def.base.anchor_b_m = qn_v2(wire->anchor_b_x_m, wire->anchor_b_y_m);
    def.base.frame_angle_a_rad = wire->reference_angle_rad;
    def.enable_limit = wire->enable_limit != 0;
    def.lower_angle_rad = wire->lower_angle_rad;
    def.upper_angle_rad = wire->upper_angle_rad;
    def.enable_motor = wire->enable_motor != 0;
    def.motor_speed_radps = wire->motor_speed_radps;
    def.max_motor_torque_nm = wire->max_motor_torque_nm;
    def.base.collide_connected = wire->collide_connected != 0;
    return def;
}

int32_t quoin_revolute_create(uint32_t world, const quoin_revolute_def *def, quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_revolute_def native = revolute_def(def);
    out->value = qn_revolute_create(world_of(world), &native).raw;
    return outcome(world);
}

int32_t quoin_joint_destroy(uint32_t world, uint32_t joint)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_joint_destroy(found, joint_id(joint)) : refused(world);
}

int32_t quoin_joint_is_alive(uint32_t world, uint32_t joint)
{
    qn_world *found = world_of(world);
    return found && qn_joint_is_alive(found, joint_id(joint));
}

int32_t quoin_revolute_angle(uint32_t world, uint32_t joint, quoin_number *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_revolute_angle(world_of(world), joint_id(joint));
    return outcome(world);
}

int32_t quoin_revolute_set_motor(uint32_t world, uint32_t joint, uint32_t enable, float speed_radps,
                                 float torque_nm)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_revolute_set_motor(found, joint_id(joint), enable != 0, speed_radps,
                                                  torque_nm)
                 : refused(world);
}

int32_t quoin_joint_force(uint32_t world, uint32_t joint, quoin_vec2 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = vec2(qn_joint_force(world_of(world), joint_id(joint)));
    return outcome(world);
}

int32_t quoin_joint_separation(uint32_t world, uint32_t joint, quoin_number *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_joint_separation(world_of(world), joint_id(joint));
    return outcome(world);
}
