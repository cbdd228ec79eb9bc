// Calls drawn at random, good and bad ones: what a careless game does.
#include <string.h>

#include "check.h"
#include "scenes/parts.h"

#define RANDOM_BODIES 40

static void build_random_calls(qn_world *world, scene_memory *memory)
{
    (void)memory;
    scene_bin(world, 8.0f, 10.0f);
}

// Mostly ordinary, now and then any bit pattern.
static float any_float(scene_memory *memory)
{
    uint32_t bits = check_random(&memory->seed);
    if (bits % 16 != 0) {
        return check_random_float(&memory->seed, -8.0f, 8.0f);
    }
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static qn_vec2 any_vec2(scene_memory *memory)
{
    float x = any_float(memory);
    float y = any_float(memory);
    return qn_v2(x, y);
}

static qn_body_id *any_body(scene_memory *memory)
{
    return &memory->bodies[check_random(&memory->seed) % RANDOM_BODIES];
}

static void create(qn_world *world, scene_memory *memory)
{
    qn_body_id *slot = any_body(memory);
    qn_body_def def = qn_body_def_default();
    def.type = (qn_body_type)(check_random(&memory->seed) % 3);
    def.position_m = any_vec2(memory);
    def.angle_rad = any_float(memory);
    def.velocity_mps = any_vec2(memory);
    qn_body_destroy(world, *slot);
    *slot = qn_body_create(world, &def);
    qn_shape_def shape = qn_shape_def_default();
    shape.material.restitution = any_float(memory);
    qn_vec2 points[5];
    for (int i = 0; i < 5; ++i) {
        points[i] = qn_mul(0.1f, any_vec2(memory));
    }
    qn_shape_create_polygon(world, *slot, &shape, points, 5, 0.01f);
    shape.material.restitution = 0.0f;
    qn_shape_create_circle(world, *slot, &shape, points[0], 0.3f);
}

static void push(qn_world *world, scene_memory *memory)
{
    qn_body_id body = *any_body(memory);
    qn_vec2 amount = any_vec2(memory);
    qn_vec2 point = any_vec2(memory);
    switch (check_random(&memory->seed) % 4) {
    case 0:
        qn_body_apply_force(world, body, qn_mul(1000.0f, amount), point);
        break;
    case 1:
        qn_body_apply_impulse(world, body, qn_mul(30.0f, amount), point);
        break;
    case 2:
        qn_body_set_velocity(world, body, amount, point.x);
        break;
    default:
        qn_body_set_pose(world, body, amount, point.x);
        break;
    }
}

static void act_random_calls(qn_world *world, scene_memory *memory, uint32_t tick)
{
    (void)tick;
    uint32_t what = check_random(&memory->seed) % 8;
    if (what < 3) {
        create(world, memory);
    } else if (what < 6) {
        push(world, memory);
    } else if (what < 7) {
        qn_body_id a = *any_body(memory);
        qn_body_id b = *any_body(memory);
        scene_pin(world, a, b, any_vec2(memory));
    } else {
        qn_body_destroy(world, *any_body(memory));
    }
}

const scene scene_random_calls = {"random_calls", build_random_calls, act_random_calls, false,
                                  false};
