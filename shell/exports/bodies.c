// The door to bodies: definitions, poses, velocities, forces.
#include "exports/door.h"

int32_t quoin_body_def_default(quoin_body_def *out)
{
    if (!HOLDS(out)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_body_def def = qn_body_def_default();
    quoin_u64 user_data = split(def.user_data);
    *out = (quoin_body_def){
        .type = (int32_t)def.type,
        .position_x_m = def.position_m.x,
        .position_y_m = def.position_m.y,
        .angle_rad = def.angle_rad,
        .velocity_x_mps = def.velocity_mps.x,
        .velocity_y_mps = def.velocity_mps.y,
        .angular_velocity_radps = def.angular_velocity_radps,
        .linear_damping = def.linear_damping,
        .angular_damping = def.angular_damping,
        .gravity_scale = def.gravity_scale,
        .fixed_rotation = def.locks.rotation,
        .enable_sleep = def.enable_sleep,
        .is_awake = def.is_awake,
        .user_data_low = user_data.low,
        .user_data_high = user_data.high,
    };
    return QN_ERROR_OK;
}

static qn_body_def body_def(const quoin_body_def *wire)
{
    qn_body_def def = qn_body_def_default();
    def.type = (qn_body_type)wire->type;
    def.position_m = qn_v2(wire->position_x_m, wire->position_y_m);
    def.angle_rad = wire->angle_rad;
    def.velocity_mps = qn_v2(wire->velocity_x_mps, wire->velocity_y_mps);
    def.angular_velocity_radps = wire->angular_velocity_radps;
    def.linear_damping = wire->linear_damping;
    def.angular_damping = wire->angular_damping;
    def.gravity_scale = wire->gravity_scale;
    def.locks.rotation = wire->fixed_rotation != 0;
    def.enable_sleep = wire->enable_sleep != 0;
    def.is_awake = wire->is_awake != 0;
    def.user_data = join(wire->user_data_low, wire->user_data_high);
    return def;
}

int32_t quoin_body_create(uint32_t world, const quoin_body_def *def, quoin_word *out)
{
    if (!HOLDS(def) || !READY(world, out)) {
        return refused(world);
    }
    qn_body_def native = body_def(def);
    out->value = qn_body_create(world_of(world), &native).raw;
    return outcome(world);
}

int32_t quoin_body_destroy(uint32_t world, uint32_t body)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_destroy(found, body_id(body)) : refused(world);
}

int32_t quoin_body_is_alive(uint32_t world, uint32_t body)
{
    qn_world *found = world_of(world);
    return found && qn_body_is_alive(found, body_id(body));
}

int32_t quoin_body_pose(uint32_t world, uint32_t body, quoin_pose *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    qn_pose pose = qn_body_pose(world_of(world), body_id(body));
    *out = (quoin_pose){pose.p.x, pose.p.y, pose.q.c, pose.q.s};
    return outcome(world);
}

int32_t quoin_body_set_pose(uint32_t world, uint32_t body, float x, float y, float rad)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_set_pose(found, body_id(body), qn_v2(x, y), rad)
                 : refused(world);
}

int32_t quoin_body_center_of_mass(uint32_t world, uint32_t body, quoin_vec2 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = vec2(qn_body_center_of_mass(world_of(world), body_id(body)));
    return outcome(world);
}

int32_t quoin_body_velocity(uint32_t world, uint32_t body, quoin_vec2 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = vec2(qn_body_velocity(world_of(world), body_id(body)));
    return outcome(world);
}

int32_t quoin_body_angular_velocity(uint32_t world, uint32_t body, quoin_number *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_body_angular_velocity(world_of(world), body_id(body));
    return outcome(world);
}

int32_t quoin_body_set_velocity(uint32_t world, uint32_t body, float x, float y, float w)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_set_velocity(found, body_id(body), qn_v2(x, y), w)
                 : refused(world);
}

int32_t quoin_body_mass(uint32_t world, uint32_t body, quoin_number *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_body_mass(world_of(world), body_id(body));
    return outcome(world);
}

int32_t quoin_body_rotational_inertia(uint32_t world, uint32_t body, quoin_number *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_body_rotational_inertia(world_of(world), body_id(body));
    return outcome(world);
}

int32_t quoin_body_type(uint32_t world, uint32_t body, quoin_word *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = (uint32_t)qn_body_get_type(world_of(world), body_id(body));
    return outcome(world);
}

int32_t quoin_body_user_data(uint32_t world, uint32_t body, quoin_u64 *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    *out = split(qn_body_user_data(world_of(world), body_id(body)));
    return outcome(world);
}

int32_t quoin_body_is_awake(uint32_t world, uint32_t body, quoin_word *out)
{
    if (!READY(world, out)) {
        return refused(world);
    }
    out->value = qn_body_is_awake(world_of(world), body_id(body));
    return outcome(world);
}

int32_t quoin_body_set_awake(uint32_t world, uint32_t body, uint32_t awake)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_set_awake(found, body_id(body), awake != 0) : refused(world);
}

int32_t quoin_body_apply_force(uint32_t world, uint32_t body, float x_n, float y_n, float x,
                               float y)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_apply_force(found, body_id(body), qn_v2(x_n, y_n), qn_v2(x, y))
                 : refused(world);
}

int32_t quoin_body_apply_torque(uint32_t world, uint32_t body, float torque_nm)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_apply_torque(found, body_id(body), torque_nm) : refused(world);
}

int32_t quoin_body_apply_impulse(uint32_t world, uint32_t body, float x_ns, float y_ns, float x,
                                 float y)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_apply_impulse(found, body_id(body), qn_v2(x_ns, y_ns),
                                                  qn_v2(x, y))
                 : refused(world);
}

int32_t quoin_body_apply_angular_impulse(uint32_t world, uint32_t body, float impulse_nms)
{
    qn_world *found = world_of(world);
    return found ? (int32_t)qn_body_apply_angular_impulse(found, body_id(body), impulse_nms)
                 : refused(world);
}
