// Characters: handles, life, parameters. How they move is in move.c.
#include "physics/character/character.h"

#include <string.h>

#include "physics/character/scan.h"
#include "physics/check.h"
#include "physics/region/region.h"
#include "physics/step.h"
#include "physics/world.h"

#define MIN_SKIN_M 1.0e-3f
#define MAX_SKIN_M 0.1f
#define MAX_STEP_M 10.0f
#define MAX_MASS_KG 1.0e9f
#define MAX_PUSH_N 1.0e9f
#define MIN_UP 1.0e-6f

qn_character_def qn_character_def_default(void)
{
    return (qn_character_def){
        .cookie = QN_COOKIE_CHARACTER,
        .shape = {.points_m = {{0.0f, -0.6f}, {0.0f, 0.6f}}, .point_count = 2, .radius_m = 0.3f},
        .up = {0.0f, 1.0f},
        .skin_m = 0.01f,
        .max_climb_rad = 0.25f * QN_PI,
        .min_slide_rad = 50.0f / 180.0f * QN_PI,
        .step_height_m = 0.3f,
        .step_width_m = 0.1f,
        .snap_m = 0.3f,
        .mass_kg = 80.0f,
        .max_push_n = 1000.0f,
        .filter = {.category_bits = 1, .mask_bits = UINT64_MAX},
    };
}

// ---- Definitions ----------------------------------------------------------------------------

static qn_error check_numbers(const qn_world *world, const qn_character_def *def)
{
    QN_TRY(qn_check_vec2(world, def->position_m, QN_MAX_POSITION_M, "position_m"));
    QN_TRY(qn_check_vec2(world, def->up, QN_MAX_POSITION_M, "up"));
    QN_TRY(qn_check_range(world, def->skin_m, MIN_SKIN_M, MAX_SKIN_M, "skin_m"));
    QN_TRY(qn_check_range(world, def->max_climb_rad, 0.0f, 0.5f * QN_PI, "max_climb_rad"));
    QN_TRY(qn_check_range(world, def->min_slide_rad, 0.0f, 0.5f * QN_PI, "min_slide_rad"));
    QN_TRY(qn_check_range(world, def->step_height_m, 0.0f, MAX_STEP_M, "step_height_m"));
    QN_TRY(qn_check_range(world, def->step_width_m, 0.0f, MAX_STEP_M, "step_width_m"));
    QN_TRY(qn_check_range(world, def->snap_m, 0.0f, MAX_STEP_M, "snap_m"));
    QN_TRY(qn_check_range(world, def->mass_kg, 0.0f, MAX_MASS_KG, "mass_kg"));
    QN_TRY(qn_check_range(world, def->max_push_n, 0.0f, MAX_PUSH_N, "max_push_n"));
    return qn_length(def->up) >= MIN_UP
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "up is too short");
}

static qn_error read_body(const qn_world *world, qn_body_id id, int32_t *out)
{
    *out = QN_NONE;
    if (id.raw == 0) {
        return QN_ERROR_OK;
    }
    *out = qn_find_body(world, id);
    if (*out == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    return world->bodies[*out].type == QN_BODY_KINEMATIC
               ? QN_ERROR_OK
               : qn_refuse(world, QN_ERROR_WRONG_TYPE, "a character's body is kinematic");
}

static qn_error read_def(const qn_world *world, const qn_character_def *def, qn_character *out)
{
    if (def == NULL) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "def is null");
    }
    if (def->cookie != QN_COOKIE_CHARACTER) {
        return qn_refuse(world, QN_ERROR_BAD_DEFINITION,
                         "the definition was not started from qn_character_def_default");
    }
    QN_TRY(check_numbers(world, def));
    *out = (qn_character){
        .category_bits = def->filter.category_bits,
        .mask_bits = def->filter.mask_bits,
        .group = def->filter.group,
        .user_data = def->user_data,
        .up = qn_normalize(def->up),
        .skin = def->skin_m,
        .climb_cos = qn_rot_from_angle(def->max_climb_rad).c,
        .slide_cos = qn_rot_from_angle(def->min_slide_rad).c,
        .step_height = def->step_height_m,
        .step_width = def->step_width_m,
        .snap = def->snap_m,
        .mass = def->mass_kg,
        .max_push = def->max_push_n,
        .options = def->steps_on_dynamic ? QN_CHARACTER_STEPS_ON_DYNAMIC : 0u,
        .position = def->position_m,
        .ground = QN_NONE,
    };
    QN_TRY(qn_region_read(world, &def->shape, &out->hull));
    return read_body(world, def->body, &out->body);
}

// ---- Life -----------------------------------------------------------------------------------

qn_character_id qn_character_create(qn_world *world, const qn_character_def *def)
{
    qn_character_id none = {0};
    qn_character made;
    if (world == NULL || read_def(world, def, &made) != QN_ERROR_OK ||
        qn_world_make_room(world, &world->state->character_pool,
                           "QN_MAX_BODY_COUNT characters are alive") != QN_ERROR_OK) {
        return none;
    }
    int32_t index = qn_pool_take(&world->state->character_pool, world->character_slots);
    world->characters[index] = made;
    return (qn_character_id){qn_pool_handle(world->character_slots, index)};
}

static int32_t find(const qn_world *world, qn_character_id id)
{
    return qn_pool_find(&world->state->character_pool, world->character_slots, id.raw);
}

#define FIND_CHARACTER(index)                                                                      \
    if (world == NULL) {                                                                           \
        return QN_ERROR_NULL_POINTER;                                                              \
    }                                                                                              \
    int32_t index = find(world, id);                                                               \
    if (index == QN_NONE) {                                                                        \
        return qn_refuse_handle(world, id.raw);                                                    \
    }

qn_error qn_character_destroy(qn_world *world, qn_character_id id)
{
    FIND_CHARACTER(index);
    memset(&world->characters[index], 0, sizeof world->characters[index]);
    qn_pool_give_back(&world->state->character_pool, world->character_slots, index);
    return QN_ERROR_OK;
}

bool qn_character_is_alive(const qn_world *world, qn_character_id id)
{
    return world != NULL && find(world, id) != QN_NONE;
}

static void leave_ground(qn_character *character)
{
    character->ground = QN_NONE;
    character->flags &= ~QN_CHARACTER_GROUNDED;
    character->ground_normal = (qn_vec2){0.0f, 0.0f};
    character->ground_velocity = (qn_vec2){0.0f, 0.0f};
    character->ground_point = (qn_vec2){0.0f, 0.0f};
}

void qn_characters_forget_body(qn_world *world, int32_t body)
{
    for (int32_t i = 0; i < world->state->character_pool.used_count; ++i) {
        if (world->character_slots[i].is_live && world->characters[i].body == body) {
            world->characters[i].body = QN_NONE;
        }
    }
}

void qn_characters_forget_shape(qn_world *world, int32_t shape)
{
    for (int32_t i = 0; i < world->state->character_pool.used_count; ++i) {
        if (world->character_slots[i].is_live && world->characters[i].ground == shape) {
            leave_ground(&world->characters[i]);
        }
    }
}

// ---- Moving and reading ---------------------------------------------------------------------

static qn_character_motion motion_of(const qn_world *world, const qn_character *character)
{
    bool has_ground = character->ground != QN_NONE;
    return (qn_character_motion){
        .position_m = character->position,
        .velocity_mps = character->velocity,
        .flags = character->flags,
        .ground = {has_ground ? qn_pool_handle(world->shape_slots, character->ground) : 0},
        .ground_normal = character->ground_normal,
        .ground_velocity_mps = character->ground_velocity,
    };
}

qn_error qn_character_move(qn_world *world, qn_character_id id, qn_vec2 velocity_mps, float dt_s,
                           qn_character_motion *out)
{
    FIND_CHARACTER(index);
    QN_TRY(qn_check_vec2(world, velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, dt_s, 0.0f, 1.0f, "dt_s"));
    qn_character_walk(world, &world->characters[index], velocity_mps, dt_s);
    if (out != NULL) {
        *out = motion_of(world, &world->characters[index]);
    }
    return QN_ERROR_OK;
}

static const qn_character *read_character(const qn_world *world, qn_character_id id)
{
    int32_t index = world != NULL ? find(world, id) : QN_NONE;
    if (world != NULL && index == QN_NONE) {
        qn_refuse_handle(world, id.raw);
    }
    return index != QN_NONE ? &world->characters[index] : NULL;
}

qn_character_motion qn_character_last_motion(const qn_world *world, qn_character_id id)
{
    const qn_character *character = read_character(world, id);
    return character != NULL ? motion_of(world, character) : (qn_character_motion){.flags = 0};
}

uint64_t qn_character_user_data(const qn_world *world, qn_character_id id)
{
    const qn_character *character = read_character(world, id);
    return character != NULL ? character->user_data : 0;
}

qn_error qn_character_set_position(qn_world *world, qn_character_id id, qn_vec2 position_m)
{
    FIND_CHARACTER(index);
    QN_TRY(qn_check_vec2(world, position_m, QN_MAX_POSITION_M, "position_m"));
    qn_character *character = &world->characters[index];
    character->position = position_m;
    character->position_rest = (qn_vec2){0.0f, 0.0f};
    leave_ground(character);
    return QN_ERROR_OK;
}

qn_error qn_character_set_shape(qn_world *world, qn_character_id id, const qn_region *shape)
{
    FIND_CHARACTER(index);
    qn_hull hull;
    QN_TRY(qn_region_read(world, shape, &hull));
    world->characters[index].hull = hull;
    return QN_ERROR_OK;
}

bool qn_character_fits(const qn_world *world, qn_character_id id, const qn_region *shape,
                       qn_vec2 position_m)
{
    const qn_character *character = read_character(world, id);
    qn_character other;
    if (character == NULL) {
        return false;
    }
    other = *character;
    if (qn_region_read(world, shape, &other.hull) != QN_ERROR_OK ||
        qn_check_vec2(world, position_m, QN_MAX_POSITION_M, "position_m") != QN_ERROR_OK) {
        return false;
    }
    qn_obstacle near;
    qn_scan scan = {.world = world,
                    .character = &other,
                    .origin = position_m,
                    .hull = other.hull,
                    .ridden_body = QN_NONE};
    return qn_scan_near(&scan, qn_v2(0.0f, 0.0f), 0.0f, &near, 1) == 0;
}

qn_error qn_character_set_filter(qn_world *world, qn_character_id id, qn_shape_filter filter)
{
    FIND_CHARACTER(index);
    world->characters[index].category_bits = filter.category_bits;
    world->characters[index].mask_bits = filter.mask_bits;
    world->characters[index].group = filter.group;
    return QN_ERROR_OK;
}
