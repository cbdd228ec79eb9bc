// Bodies: their definition, life and reading.
#include "physics/body/find.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Create and destroy ---------------------------------------------------------------------

qn_body_def qn_body_def_default(void)
{
    return (qn_body_def){
        .cookie = QN_COOKIE_BODY,
        .type = QN_BODY_STATIC,
        .gravity_scale = 1.0f,
        .enable_sleep = true,
        .sleep_speed_mps = QN_SLEEP_SPEED_MPS,
        .is_awake = true,
        .is_enabled = true,
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
    QN_TRY(qn_check_range(world, def->angle_rad, -QN_MAX_ANGLE_RAD, QN_MAX_ANGLE_RAD, "angle_rad"));
    QN_TRY(qn_check_vec2(world, def->velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, def->angular_velocity_radps, -QN_MAX_ANGULAR_SPEED_RADPS,
                          QN_MAX_ANGULAR_SPEED_RADPS, "angular_velocity_radps"));
    QN_TRY(qn_check_range(world, def->linear_damping, 0.0f, QN_MAX_DAMPING, "linear_damping"));
    QN_TRY(qn_check_range(world, def->angular_damping, 0.0f, QN_MAX_DAMPING, "angular_damping"));
    QN_TRY(qn_check_range(world, def->gravity_scale, -QN_MAX_GRAVITY_SCALE, QN_MAX_GRAVITY_SCALE,
                          "gravity_scale"));
    QN_TRY(qn_check_range(world, def->sleep_speed_mps, 0.0f, QN_MAX_SPEED_MPS, "sleep_speed_mps"));
    return def->override_mass ? qn_check_mass(world, def->mass) : QN_ERROR_OK;
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
        .locks = qn_lock_bits(def->locks),
    };
}

static void fill_velocity(qn_velocity *velocity, const qn_body_def *def)
{
    *velocity = (qn_velocity){.turned = qn_rot_identity()};
    if (def->type != QN_BODY_STATIC) {
        velocity->v = def->velocity_mps;
        velocity->w = def->angular_velocity_radps;
        qn_hold_locks(qn_lock_bits(def->locks), velocity);
    }
}

static uint32_t flags_of(const qn_body_def *def)
{
    return (def->enable_sleep ? QN_BODY_MAY_SLEEP : 0u) |
           (def->is_enabled ? 0u : QN_BODY_DISABLED) |
           (def->override_mass ? QN_BODY_HAS_OWN_MASS : 0u);
}

static void fill_body(qn_world *world, const qn_body_def *def, int32_t index)
{
    world->bodies[index] = (qn_body){
        .user_data = def->user_data,
        .type = (int32_t)def->type,
        .flags = flags_of(def),
        .first_shape = QN_NONE,
        .first_link = {QN_NONE, QN_NONE},
        .island_next = QN_NONE,
        .sleep_speed_mps = def->sleep_speed_mps,
        .own_mass = def->override_mass ? def->mass : (qn_mass){0},
    };
    world->body_rows[index] = world->state->row_count++;
    fill_motion(qn_motion_of(world, index), def, index);
    fill_velocity(qn_velocity_of(world, index), def);
    qn_body_update_mass(world, index);
    world->poses[index].flags = QN_POSE_ALIVE | (def->is_enabled ? 0u : (uint32_t)QN_POSE_DISABLED);
    qn_pose_record_reset(world, index);
    if (def->type == QN_BODY_STATIC || !def->is_enabled) {
        return;
    }
    if (def->is_awake || !world->state->enable_sleep) {
        qn_row_make_awake(world, index);
    } else {
        world->bodies[index].island_next = index;
        world->bodies[index].flags |= QN_BODY_UNWOKEN;
        world->state->unwoken_count += 1;
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
    if (world->extras.fields != NULL) {
        world->extras.fields->lose_body(world, index);
    }
    qn_characters_forget_body(world, index);
    qn_shapes_of_body_destroy(world, index);
    if (qn_body_slot_is_awake(world, index)) {
        qn_row_make_asleep(world, index);
    }
    world->state->row_count -= 1;
    qn_rows_swap(world, world->body_rows[index], world->state->row_count);
    world->poses[index] = (qn_pose_record){.c = 1.0f};
    world->bodies[index] = (qn_body){0};
    world->body_rows[index] = 0;
    qn_pool_give_back(&world->state->body_pool, world->body_slots, index);
    return QN_ERROR_OK;
}

bool qn_body_is_alive(const qn_world *world, qn_body_id id)
{
    return world != NULL && qn_find_body(world, id) != QN_NONE;
}
