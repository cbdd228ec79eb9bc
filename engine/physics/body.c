// Bodies: handles, rows, mass, and the calls that move or push them.
#include "physics/check.h"
#include "physics/link.h"
#include "physics/step.h"
#include "physics/world.h"

#include <string.h>

#define MAX_DAMPING 1.0e4f
#define MAX_GRAVITY_SCALE 1.0e3f
#define MAX_ANGLE_RAD 1.0e5f
#define MAX_ANGULAR_SPEED_RADPS 1.0e4f
#define MAX_FORCE 1.0e12f

// ---- Rows -----------------------------------------------------------------------------------

static void swap_rows(qn_world *world, int32_t a, int32_t b)
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
    world->bodies[world->motions[a].body].row = a;
    world->bodies[world->motions[b].body].row = b;
}

static void set_awake_flag(qn_world *world, int32_t body, bool is_awake)
{
    uint32_t flags = world->poses[body].flags & ~QN_POSE_AWAKE;
    world->poses[body].flags = flags | (is_awake ? QN_POSE_AWAKE : 0u);
}

void qn_row_make_awake(qn_world *world, int32_t body)
{
    swap_rows(world, world->bodies[body].row, world->state->awake_count);
    world->state->awake_count += 1;
    set_awake_flag(world, body, true);
}

void qn_row_make_asleep(qn_world *world, int32_t body)
{
    world->state->awake_count -= 1;
    swap_rows(world, world->bodies[body].row, world->state->awake_count);
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
    float t = qn_is_finite(alpha) ? qn_clamp(alpha, 0.0f, 1.0f) : 1.0f;
    qn_vec2 now = {record->x_m, record->y_m};
    qn_vec2 before = {record->previous_x_m, record->previous_y_m};
    qn_rot back = qn_rot_from_angle((t - 1.0f) * record->previous_angle_delta_rad);
    qn_rot q = {record->c, record->s};
    return (qn_pose){qn_lerp(before, now, t), qn_rot_mul(back, q)};
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

// ---- Mass -----------------------------------------------------------------------------------

static qn_mass sum_of_shapes(const qn_world *world, const qn_body *body)
{
    qn_mass sum = {0};
    qn_vec2 weighted = {0.0f, 0.0f};
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        qn_mass mass = qn_hull_mass(&world->shapes[i].hull, world->shapes[i].density);
        sum.mass_kg += mass.mass_kg;
        weighted = qn_mul_add(weighted, mass.mass_kg, mass.center_m);
        // About the body's origin first; moved to the common centre below (parallel axes).
        sum.inertia_kgm2 += mass.inertia_kgm2 + mass.mass_kg * qn_length_squared(mass.center_m);
    }
    if (sum.mass_kg > 0.0f) {
        sum.center_m = qn_mul(1.0f / sum.mass_kg, weighted);
        sum.inertia_kgm2 -= sum.mass_kg * qn_length_squared(sum.center_m);
    }
    return sum;
}

static void update_extent(const qn_world *world, const qn_body *body, qn_motion *motion)
{
    motion->max_extent_m = 0.0f;
    for (int32_t i = body->first_shape; i != QN_NONE; i = world->shapes[i].next) {
        float extent = qn_hull_max_extent(&world->shapes[i].hull, motion->local_center);
        motion->max_extent_m = qn_max(motion->max_extent_m, extent);
    }
}

void qn_body_update_mass(qn_world *world, int32_t index)
{
    qn_body *body = &world->bodies[index];
    qn_motion *motion = qn_motion_of(world, index);
    qn_mass mass = {0};
    if (body->type == QN_BODY_DYNAMIC) {
        mass = sum_of_shapes(world, body);
        // Nothing with weight: a kilogram that does not turn (see qn_body_def).
        mass.mass_kg = mass.mass_kg > 0.0f ? mass.mass_kg : 1.0f;
    }
    bool turns = mass.inertia_kgm2 > 0.0f && (body->flags & QN_BODY_FIXED_ROTATION) == 0;
    body->mass_kg = mass.mass_kg;
    body->inertia_kgm2 = turns ? mass.inertia_kgm2 : 0.0f;
    motion->inv_mass = mass.mass_kg > 0.0f ? 1.0f / mass.mass_kg : 0.0f;
    motion->inv_inertia = turns ? 1.0f / mass.inertia_kgm2 : 0.0f;
    qn_vec2 old_center = motion->center;
    motion->local_center = mass.center_m;
    motion->center = qn_transform(motion->pose, mass.center_m);
    // The velocity stays that of the same moving plane, seen at the new centre.
    qn_velocity *velocity = qn_velocity_of(world, index);
    qn_vec2 shift = qn_sub(motion->center, old_center);
    velocity->v = qn_add(velocity->v, qn_cross_sv(velocity->w, shift));
    update_extent(world, body, motion);
}

// ---- Create and destroy ---------------------------------------------------------------------

qn_body_def qn_body_def_default(void)
{
    return (qn_body_def){
        .cookie = QN_COOKIE_BODY,
        .type = QN_BODY_STATIC,
        .gravity_scale = 1.0f,
        .enable_sleep = true,
        .is_awake = true,
    };
}

static qn_error check_def(const qn_world *world, const qn_body_def *def)
{
    if (def->cookie != QN_COOKIE_BODY) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the body definition was not started from qn_body_def_default");
    }
    if ((int)def->type < QN_BODY_STATIC || (int)def->type > QN_BODY_DYNAMIC) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "type");
    }
    QN_TRY(qn_check_vec2(world, def->position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_range(world, def->angle_rad, -MAX_ANGLE_RAD, MAX_ANGLE_RAD, "angle_rad"));
    QN_TRY(qn_check_vec2(world, def->velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, def->angular_velocity_radps, -MAX_ANGULAR_SPEED_RADPS,
                          MAX_ANGULAR_SPEED_RADPS, "angular_velocity_radps"));
    QN_TRY(qn_check_range(world, def->linear_damping, 0.0f, MAX_DAMPING, "linear_damping"));
    QN_TRY(qn_check_range(world, def->angular_damping, 0.0f, MAX_DAMPING, "angular_damping"));
    return qn_check_range(world, def->gravity_scale, -MAX_GRAVITY_SCALE, MAX_GRAVITY_SCALE,
                          "gravity_scale");
}

static void fill_motion(qn_motion *motion, const qn_body_def *def, int32_t body)
{
    *motion = (qn_motion){
        .pose = {def->position_m, qn_rot_from_angle(def->angle_rad)},
        .center = def->position_m,
        .linear_damping = def->linear_damping,
        .angular_damping = def->angular_damping,
        .gravity_scale = def->gravity_scale,
        .body = body,
    };
}

static void fill_velocity(qn_velocity *velocity, const qn_body_def *def)
{
    *velocity = (qn_velocity){.turned = qn_rot_identity()};
    if (def->type != QN_BODY_STATIC) {
        velocity->v = def->velocity_mps;
        velocity->w = def->fixed_rotation ? 0.0f : def->angular_velocity_radps;
    }
}

static void fill_body(qn_world *world, const qn_body_def *def, int32_t index)
{
    uint32_t flags = (def->fixed_rotation ? QN_BODY_FIXED_ROTATION : 0u) |
                     (def->enable_sleep ? QN_BODY_MAY_SLEEP : 0u);
    world->bodies[index] = (qn_body){
        .user_data = def->user_data,
        .type = (int32_t)def->type,
        .flags = flags,
        .row = world->state->row_count++,
        .first_shape = QN_NONE,
        .first_link = {QN_NONE, QN_NONE},
        .island_next = QN_NONE,
    };
    fill_motion(qn_motion_of(world, index), def, index);
    fill_velocity(qn_velocity_of(world, index), def);
    qn_body_update_mass(world, index);
    world->poses[index].flags = QN_POSE_ALIVE;
    qn_pose_record_reset(world, index);
    if (def->type != QN_BODY_STATIC && def->is_awake) {
        qn_row_make_awake(world, index);
    } else if (def->type != QN_BODY_STATIC) {
        world->bodies[index].island_next = index;
        fill_velocity(qn_velocity_of(world, index), &(qn_body_def){.type = QN_BODY_STATIC});
    }
}

qn_body_id qn_body_create(qn_world *world, const qn_body_def *def)
{
    qn_body_id none = {0};
    if (world == NULL) {
        return none;
    }
    if (def == NULL) {
        qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
        return none;
    }
    if (check_def(world, def) != QN_ERROR_OK ||
        qn_world_make_room(world, &world->state->body_pool, "QN_MAX_BODY_COUNT bodies are alive") !=
            QN_ERROR_OK) {
        return none;
    }
    int32_t index = qn_pool_take(&world->state->body_pool, world->body_slots);
    fill_body(world, def, index);
    return (qn_body_id){qn_pool_handle(world->body_slots, index)};
}

qn_error qn_body_destroy(qn_world *world, qn_body_id id)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_body(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    qn_body_wake(world, index);
    qn_joints_of_body_destroy(world, index);
    qn_shapes_of_body_destroy(world, index);
    if (qn_body_slot_is_awake(world, index)) {
        qn_row_make_asleep(world, index);
    }
    world->state->row_count -= 1;
    swap_rows(world, world->bodies[index].row, world->state->row_count);
    world->poses[index] = (qn_pose_record){.c = 1.0f};
    world->bodies[index] = (qn_body){0};
    qn_pool_give_back(&world->state->body_pool, world->body_slots, index);
    return QN_ERROR_OK;
}

bool qn_body_is_alive(const qn_world *world, qn_body_id id)
{
    return world != NULL && qn_find_body(world, id) != QN_NONE;
}

// ---- Reading --------------------------------------------------------------------------------

// The slot, or QN_NONE with the reason remembered.
static int32_t read_body(const qn_world *world, qn_body_id id)
{
    if (world == NULL) {
        return QN_NONE;
    }
    int32_t index = qn_find_body(world, id);
    if (index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index;
}

qn_pose qn_body_pose(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->pose
                            : (qn_pose){{0.0f, 0.0f}, {0.0f, 0.0f}};
}

qn_vec2 qn_body_center_of_mass(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? qn_motion_of(world, index)->center : (qn_vec2){0.0f, 0.0f};
}

qn_vec2 qn_body_velocity(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? qn_velocity_of(world, index)->v : (qn_vec2){0.0f, 0.0f};
}

float qn_body_angular_velocity(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? qn_velocity_of(world, index)->w : 0.0f;
}

float qn_body_mass(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? world->bodies[index].mass_kg : 0.0f;
}

float qn_body_rotational_inertia(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? world->bodies[index].inertia_kgm2 : 0.0f;
}

qn_body_type qn_body_get_type(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? (qn_body_type)world->bodies[index].type : QN_BODY_STATIC;
}

uint64_t qn_body_user_data(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE ? world->bodies[index].user_data : 0;
}

bool qn_body_is_awake(const qn_world *world, qn_body_id id)
{
    int32_t index = read_body(world, id);
    return index != QN_NONE && qn_body_slot_is_awake(world, index);
}

// ---- Writing --------------------------------------------------------------------------------

// Finds a body to be changed; leaves the function with the error.
#define FIND_BODY(index)                                                                           \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = qn_find_body(world, id);                                                       \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

static qn_error check_type(const qn_world *world, int32_t index, qn_body_type least,
                           const char *why)
{
    return world->bodies[index].type >= (int32_t)least ? QN_ERROR_OK
                                                       : qn_refuse(world, QN_ERROR_WRONG_TYPE, why);
}

qn_error qn_body_set_user_data(qn_world *world, qn_body_id id, uint64_t user_data)
{
    FIND_BODY(index);
    world->bodies[index].user_data = user_data;
    return QN_ERROR_OK;
}

// What rests on a body, or hangs from it, must notice that the body moved away or began to move.
static void wake_neighbours(qn_world *world, int32_t index)
{
    for (int32_t key = qn_link_first(world, QN_JOINTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_JOINTS, key)) {
        qn_body_wake(world, qn_link_other(world, QN_JOINTS, key));
    }
    for (int32_t key = qn_link_first(world, QN_CONTACTS, index); key != QN_NONE;
         key = qn_link_next(world, QN_CONTACTS, key)) {
        if ((world->contacts[qn_link_index(key)].link.flags & QN_CONTACT_TOUCHING) != 0) {
            qn_body_wake(world, qn_link_other(world, QN_CONTACTS, key));
        }
    }
}

qn_error qn_body_set_pose(qn_world *world, qn_body_id id, qn_vec2 position_m, float angle_rad)
{
    FIND_BODY(index);
    QN_TRY(qn_check_vec2(world, position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_range(world, angle_rad, -MAX_ANGLE_RAD, MAX_ANGLE_RAD, "angle_rad"));
    qn_body_wake(world, index);
    wake_neighbours(world, index);
    qn_motion *motion = qn_motion_of(world, index);
    motion->pose = (qn_pose){position_m, qn_rot_from_angle(angle_rad)};
    motion->center = qn_transform(motion->pose, motion->local_center);
    qn_pose_record_reset(world, index);
    qn_body_update_boxes(world, index);
    return QN_ERROR_OK;
}

qn_error qn_body_set_velocity(qn_world *world, qn_body_id id, qn_vec2 velocity_mps,
                              float angular_velocity_radps)
{
    FIND_BODY(index);
    QN_TRY(check_type(world, index, QN_BODY_KINEMATIC, "static bodies have no velocity"));
    QN_TRY(qn_check_vec2(world, velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, angular_velocity_radps, -MAX_ANGULAR_SPEED_RADPS,
                          MAX_ANGULAR_SPEED_RADPS, "angular_velocity_radps"));
    qn_body_wake(world, index);
    if (world->bodies[index].type == QN_BODY_KINEMATIC) {
        wake_neighbours(world, index);
    }
    bool turns = (world->bodies[index].flags & QN_BODY_FIXED_ROTATION) == 0;
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->v = velocity_mps;
    velocity->w = turns ? angular_velocity_radps : 0.0f;
    return QN_ERROR_OK;
}

qn_error qn_body_apply_force(qn_world *world, qn_body_id id, qn_vec2 force_n, qn_vec2 point_m)
{
    FIND_BODY(index);
    QN_TRY(check_type(world, index, QN_BODY_DYNAMIC, "forces act on dynamic bodies only"));
    QN_TRY(qn_check_vec2(world, force_n, MAX_FORCE, "force_n"));
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    qn_body_wake(world, index);
    qn_motion *motion = qn_motion_of(world, index);
    motion->force_n = qn_add(motion->force_n, force_n);
    motion->torque_nm += qn_cross(qn_sub(point_m, motion->center), force_n);
    return QN_ERROR_OK;
}

qn_error qn_body_apply_torque(qn_world *world, qn_body_id id, float torque_nm)
{
    FIND_BODY(index);
    QN_TRY(check_type(world, index, QN_BODY_DYNAMIC, "torques act on dynamic bodies only"));
    QN_TRY(qn_check_range(world, torque_nm, -MAX_FORCE, MAX_FORCE, "torque_nm"));
    qn_body_wake(world, index);
    qn_motion_of(world, index)->torque_nm += torque_nm;
    return QN_ERROR_OK;
}

// Impulses may ask for any change; the speed limit of the world still holds.
static void limit_velocity(qn_velocity *velocity)
{
    // First so far that the square below cannot overflow.
    velocity->v.x = qn_clamp(velocity->v.x, -1.0e15f, 1.0e15f);
    velocity->v.y = qn_clamp(velocity->v.y, -1.0e15f, 1.0e15f);
    float speed = qn_length(velocity->v);
    if (speed > QN_MAX_SPEED_MPS) {
        velocity->v = qn_mul(QN_MAX_SPEED_MPS / speed, velocity->v);
    }
    velocity->w = qn_clamp(velocity->w, -MAX_ANGULAR_SPEED_RADPS, MAX_ANGULAR_SPEED_RADPS);
}

qn_error qn_body_apply_impulse(qn_world *world, qn_body_id id, qn_vec2 impulse_ns, qn_vec2 point_m)
{
    FIND_BODY(index);
    QN_TRY(check_type(world, index, QN_BODY_DYNAMIC, "impulses act on dynamic bodies only"));
    QN_TRY(qn_check_vec2(world, impulse_ns, MAX_FORCE, "impulse_ns"));
    QN_TRY(qn_check_vec2(world, point_m, 2.0f * QN_MAX_POSITION_M, "point_m"));
    qn_body_wake(world, index);
    const qn_motion *motion = qn_motion_of(world, index);
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->v = qn_mul_add(velocity->v, motion->inv_mass, impulse_ns);
    velocity->w += motion->inv_inertia * qn_cross(qn_sub(point_m, motion->center), impulse_ns);
    limit_velocity(velocity);
    return QN_ERROR_OK;
}

qn_error qn_body_apply_angular_impulse(qn_world *world, qn_body_id id, float impulse_nms)
{
    FIND_BODY(index);
    QN_TRY(check_type(world, index, QN_BODY_DYNAMIC, "impulses act on dynamic bodies only"));
    QN_TRY(qn_check_range(world, impulse_nms, -MAX_FORCE, MAX_FORCE, "impulse_nms"));
    qn_body_wake(world, index);
    qn_velocity *velocity = qn_velocity_of(world, index);
    velocity->w += qn_motion_of(world, index)->inv_inertia * impulse_nms;
    limit_velocity(velocity);
    return QN_ERROR_OK;
}
