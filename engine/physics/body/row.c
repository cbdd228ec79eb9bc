// Rows: where the moving half of a body lies, its pose record and its events.
#include "physics/step.h"
#include "physics/world.h"

// ---- Rows -----------------------------------------------------------------------------------

void qn_rows_swap(qn_world *world, int32_t a, int32_t b)
{
    if (a == b) {
        return;
    }
    qn_motion motion = world->motions[a];
    world->motions[a] = world->motions[b];
    world->motions[b] = motion;
    qn_velocity velocity = world->velocities[a];
    world->velocities[a] = world->velocities[b];
    world->velocities[b] = velocity;
    world->body_rows[world->motions[a].body] = a;
    world->body_rows[world->motions[b].body] = b;
}

static void set_awake_flag(qn_world *world, int32_t body, bool is_awake)
{
    uint32_t flags = world->poses[body].flags & ~QN_POSE_AWAKE;
    world->poses[body].flags = flags | (is_awake ? QN_POSE_AWAKE : 0u);
}

void qn_row_make_awake(qn_world *world, int32_t body)
{
    qn_rows_swap(world, world->body_rows[body], world->state->awake_count);
    world->state->awake_count += 1;
    set_awake_flag(world, body, true);
}

void qn_row_make_asleep(qn_world *world, int32_t body)
{
    world->state->awake_count -= 1;
    qn_rows_swap(world, world->body_rows[body], world->state->awake_count);
    qn_pose_record_reset(world, body);
    set_awake_flag(world, body, false);
}

void qn_pose_record_reset(qn_world *world, int32_t body)
{
    const qn_motion *motion = qn_motion_of(world, body);
    qn_pose_record *record = &world->poses[body];
    record->x_m = motion->pose.p.x;
    record->y_m = motion->pose.p.y;
    record->c = motion->pose.q.c;
    record->s = motion->pose.q.s;
    record->previous_x_m = record->x_m;
    record->previous_y_m = record->y_m;
    record->previous_angle_delta_rad = 0.0f;
}

const qn_pose_record *qn_world_poses(const qn_world *world, int32_t *count)
{
    if (count != NULL) {
        *count = world != NULL ? world->state->body_pool.used_count : 0;
    }
    return world != NULL ? world->poses : NULL;
}

qn_pose qn_pose_interpolate(const qn_pose_record *record, float alpha)
{
    if (record == NULL) {
        return (qn_pose){{0.0f, 0.0f}, qn_rot_identity()};
    }
    float t = qn_is_finite(alpha) ? qn_clamp(alpha, 0.0f, 1.0f) : 1.0f;
    qn_vec2 now = {record->x_m, record->y_m};
    qn_vec2 before = {record->previous_x_m, record->previous_y_m};
    qn_rot back = qn_rot_from_angle((t - 1.0f) * record->previous_angle_delta_rad);
    qn_rot q = {record->c, record->s};
    return (qn_pose){qn_lerp(before, now, t), qn_rot_mul(back, q)};
}

int32_t qn_world_interpolate_poses(const qn_world *world, float alpha, qn_pose *poses,
                                   int32_t capacity)
{
    if (world == NULL) {
        return 0;
    }
    static const qn_pose nowhere = {{0.0f, 0.0f}, {0.0f, 0.0f}};
    int32_t count = world->state->body_pool.used_count;
    if (capacity < 0 || (capacity > 0 && poses == NULL)) {
        qn_refuse(world, capacity < 0 ? QN_ERROR_OUT_OF_RANGE : QN_ERROR_NULL_POINTER,
                  capacity < 0 ? "capacity" : "poses is null");
        return 0;
    }
    for (int32_t i = 0; i < count && i < capacity; ++i) {
        const qn_pose_record *record = &world->poses[i];
        bool is_alive = (record->flags & QN_POSE_ALIVE) != 0;
        poses[i] = is_alive ? qn_pose_interpolate(record, alpha) : nowhere;
    }
    return count;
}

// ---- Events ---------------------------------------------------------------------------------

void qn_body_raise(qn_world *world, int32_t body, qn_body_event_type type)
{
    if (!world->state->enable_body_events) {
        return;
    }
    qn_pose pose = qn_motion_of(world, body)->pose;
    qn_raise_body_event(world, (qn_body_event){
                                   .type = (uint32_t)type,
                                   .body = {qn_pool_handle(world->body_slots, body)},
                                   .x_m = pose.p.x,
                                   .y_m = pose.p.y,
                                   .c = pose.q.c,
                                   .s = pose.q.s,
                                   .user_data = world->bodies[body].user_data,
                               });
}
