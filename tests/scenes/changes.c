// Worlds that are changed while they run.
#include "check.h"
#include "scenes/parts.h"

// ---- Churn: bodies and shapes come and go, slots are used again -------------------------------

#define CHURN_BODIES 60

static void build_churn(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_bin(world, 7.0f, 10.0f);
}

static qn_body_id churn_body(qn_world *world, scene_memory *memory)
{
    float x = check_random_float(&memory->seed, -6.0f, 6.0f);
    float y = check_random_float(&memory->seed, 3.0f, 9.0f);
    float size = check_random_float(&memory->seed, 0.1f, 0.5f);
    return check_random(&memory->seed) % 2 == 0 ? scene_box(world, x, y, size, 0.3f)
                                                : scene_circle(world, x, y, size);
}

static void act_churn(qn_world *world, scene_memory *memory, uint32_t tick)
{
    for (int i = 0; i < 2; ++i) {
        qn_body_id *body = &memory->bodies[check_random(&memory->seed) % CHURN_BODIES];
        if (qn_body_is_alive(world, *body)) {
            qn_body_destroy(world, *body);
        }
        *body = churn_body(world, memory);
    }
    qn_body_id *body = &memory->bodies[check_random(&memory->seed) % CHURN_BODIES];
    qn_shape_id *shape = &memory->shapes[tick % 32];
    if (qn_shape_is_alive(world, *shape)) {
        qn_shape_destroy(world, *shape);
    }
    qn_shape_def def = qn_shape_def_default();
    *shape = qn_shape_create_circle(world, *body, &def, qn_v2(0.3f, 0.2f), 0.2f);
    if (tick % 5 == 0) {
        qn_body_id *other = &memory->bodies[check_random(&memory->seed) % CHURN_BODIES];
        qn_vec2 at = qn_body_pose(world, *body).p;
        qn_joint_id *joint = &memory->joints[tick / 5 % 16];
        if (qn_joint_is_alive(world, *joint)) {
            qn_joint_destroy(world, *joint);
        }
        *joint = scene_pin(world, *body, *other, at);
    }
}

const scene scene_churn = {"churn", build_churn, act_churn, false, false};

// ---- Sleep waves: stacks fall asleep and are woken in turn ------------------------------------

#define WAVE_STACKS 12

static void build_sleep_waves(qn_world *world, scene_memory *memory)
{
    scene_ground(world, 30.0f);
    for (int stack = 0; stack < WAVE_STACKS; ++stack) {
        for (int i = 0; i < 6; ++i) {
            float x = -16.5f + 3.0f * (float)stack;
            memory->bodies[stack] = scene_box(world, x, 0.5f + (float)i, 0.5f, 0.5f);
        }
    }
}

static void act_sleep_waves(qn_world *world, scene_memory *memory, uint32_t tick)
{
    qn_body_id top = memory->bodies[tick / 10 % WAVE_STACKS];
    if (tick % 10 == 0 && tick > 60) {
        switch (tick / 10 % 5) {
        case 0:
            qn_body_apply_impulse_to_center(world, top, qn_v2(300.0f, 0.0f));
            break;
        case 1:
            qn_body_set_awake(world, top, false);
            break;
        case 2:
            qn_body_set_awake(world, top, true);
            break;
        default:
            break;
        }
    }
    if (tick % 120 == 100) {
        qn_body_id ball = scene_circle(world, -20.0f, 1.0f, 0.5f);
        qn_body_set_velocity(world, ball, qn_v2(15.0f, 2.0f), 0.0f);
    }
}

const scene scene_sleep_waves = {"sleep_waves", build_sleep_waves, act_sleep_waves, false, false};

// ---- Body changes: type, mass, locks, damping, pose, taking part -------------------------------

#define CHANGED 40

static void build_body_changes(qn_world *world, scene_memory *memory)
{
    scene_bin(world, 8.0f, 10.0f);
    for (int i = 0; i < CHANGED; ++i) {
        int column = i % 10, row = i / 10;
        float x = -7.0f + 1.5f * (float)column;
        float y = 0.5f + 1.1f * (float)row;
        memory->bodies[i] =
            i % 2 == 0 ? scene_box(world, x, y, 0.5f, 0.45f) : scene_circle(world, x, y, 0.45f);
    }
    for (int i = 0; i < 10; ++i) {
        qn_body_id a = memory->bodies[4 * i];
        scene_pin(world, a, memory->bodies[(4 * i + 10) % CHANGED], qn_body_pose(world, a).p);
    }
}

static void change_body(qn_world *world, qn_body_id body, uint32_t what, float value)
{
    qn_vec2 at = qn_body_pose(world, body).p;
    switch (what) {
    case 0:
        qn_body_set_type(world, body, (qn_body_type)((int)(value * 10.0f) % 3));
        break;
    case 1:
        qn_body_set_enabled(world, body, value > 0.3f);
        break;
    case 2:
        qn_body_set_mass_data(world, body, (qn_mass){100.0f * value + 1.0f, 10.0f, {0.1f, 0.0f}});
        break;
    case 3:
        qn_body_reset_mass_data(world, body);
        break;
    case 4:
        qn_body_set_locks(world, body, (qn_locks){value < 0.3f, value > 0.7f, value > 0.5f});
        break;
    case 5:
        qn_body_set_damping(world, body, value, 1.0f - value);
        break;
    case 6:
        qn_body_set_gravity_scale(world, body, 2.0f * value - 0.5f);
        break;
    case 7:
        qn_body_set_pose(world, body, qn_add(at, qn_v2(0.0f, value)), 3.0f * value);
        break;
    case 8:
        qn_body_set_velocity(world, body, qn_v2(0.0f, 5.0f * value), value);
        break;
    default:
        qn_body_set_sleep_speed(world, body, 0.1f * value);
        break;
    }
}

static void act_body_changes(qn_world *world, scene_memory *memory, uint32_t tick)
{
    (void)tick;
    uint32_t body = check_random(&memory->seed) % CHANGED;
    uint32_t what = check_random(&memory->seed) % 12; // beyond the last: once more that
    float value = check_random_float(&memory->seed, 0.0f, 1.0f);
    change_body(world, memory->bodies[body], what, value);
    // What was switched off comes back sooner or later.
    uint32_t other = check_random(&memory->seed) % CHANGED;
    qn_body_set_enabled(world, memory->bodies[other], true);
    if (tick % 3 == 0) {
        qn_body_set_type(world, memory->bodies[other], QN_BODY_DYNAMIC);
    }
}

const scene scene_body_changes = {"body_changes", build_body_changes, act_body_changes, false,
                                  false};
