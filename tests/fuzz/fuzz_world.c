// Any sequence of calls with any numbers: the world refuses or obeys, and stays whole.
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "physics/validate.h"
#include "quoin/physics.h"

#define HANDLE_COUNT 32
#define MAX_CALLS 400

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct run {
    qn_cursor in;
    qn_world *world;
    qn_body_id bodies[HANDLE_COUNT];
    qn_shape_id shapes[HANDLE_COUNT];
    qn_joint_id joints[HANDLE_COUNT];
} run;

// Mostly ordinary numbers, sometimes any bit pattern.
static float any_float(run *r)
{
    uint8_t kind = qn_read_u8(&r->in);
    if (kind < 240) {
        return (float)((int)kind - 120) * 0.1f;
    }
    uint32_t bits = qn_read_u32(&r->in);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static qn_vec2 any_vec2(run *r)
{
    float x = any_float(r);
    float y = any_float(r);
    return qn_v2(x, y);
}

static uint8_t any_index(run *r) { return qn_read_u8(&r->in) % HANDLE_COUNT; }

static void create_body(run *r)
{
    qn_body_def def = qn_body_def_default();
    def.type = (qn_body_type)(qn_read_u8(&r->in) % 4);
    def.position_m = any_vec2(r);
    def.angle_rad = any_float(r);
    def.velocity_mps = any_vec2(r);
    def.gravity_scale = any_float(r);
    def.is_awake = qn_read_u8(&r->in) % 4 != 0;
    r->bodies[any_index(r)] = qn_body_create(r->world, &def);
}

static void create_shape(run *r)
{
    qn_body_id body = r->bodies[any_index(r)];
    qn_shape_def def = qn_shape_def_default();
    def.material.restitution = any_float(r);
    def.enable_contact_events = true;
    def.enable_hit_events = true;
    qn_shape_id *out = &r->shapes[any_index(r)];
    qn_vec2 a = any_vec2(r);
    qn_vec2 b = any_vec2(r);
    qn_vec2 points[4] = {a, b, {a.y, b.x}, {b.y, a.x}};
    switch (qn_read_u8(&r->in) % 5) {
    case 0:
        *out = qn_shape_create_circle(r->world, body, &def, a, b.x);
        break;
    case 1:
        *out = qn_shape_create_capsule(r->world, body, &def, a, b, 0.2f);
        break;
    case 2:
        *out = qn_shape_create_box(r->world, body, &def, a, b, a.x);
        break;
    case 3:
        *out = qn_shape_create_segment(r->world, body, &def, a, b);
        break;
    default:
        *out = qn_shape_create_polygon(r->world, body, &def, points, 4, 0.0f);
        break;
    }
}

static void create_joint(run *r)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = r->bodies[any_index(r)];
    def.base.body_b = r->bodies[any_index(r)];
    def.base.anchor_a_m = any_vec2(r);
    def.base.anchor_b_m = any_vec2(r);
    def.enable_limit = qn_read_u8(&r->in) % 2 == 0;
    def.lower_angle_rad = any_float(r);
    def.upper_angle_rad = any_float(r);
    def.enable_motor = qn_read_u8(&r->in) % 2 == 0;
    def.max_motor_torque_nm = any_float(r);
    r->joints[any_index(r)] = qn_revolute_create(r->world, &def);
}

static void change_body(run *r)
{
    qn_body_id body = r->bodies[any_index(r)];
    qn_vec2 a = any_vec2(r);
    qn_vec2 b = any_vec2(r);
    switch (qn_read_u8(&r->in) % 7) {
    case 0:
        qn_body_set_pose(r->world, body, a, b.x);
        break;
    case 1:
        qn_body_set_velocity(r->world, body, a, b.x);
        break;
    case 2:
        qn_body_apply_force(r->world, body, a, b);
        break;
    case 3:
        qn_body_apply_impulse(r->world, body, a, b);
        break;
    case 4:
        qn_body_apply_torque(r->world, body, a.x);
        break;
    case 5:
        qn_body_apply_angular_impulse(r->world, body, a.x);
        break;
    default:
        qn_body_set_awake(r->world, body, a.x > 0.0f);
        break;
    }
}

static void ask(run *r)
{
    qn_cast_hit hit;
    qn_vec2 origin = any_vec2(r);
    qn_vec2 along = any_vec2(r);
    qn_world_cast_ray(r->world, &(qn_ray){origin, along}, qn_filter_all(), &hit);
    qn_shape_aabb(r->world, r->shapes[any_index(r)]);
    qn_revolute_angle(r->world, r->joints[any_index(r)]);
    qn_joint_separation(r->world, r->joints[any_index(r)]);
}

static void tune(run *r)
{
    qn_world_tuning tuning = qn_world_get_tuning(r->world);
    size_t count = offsetof(qn_world_tuning, direct_work_per_body) / sizeof(float);
    size_t at = qn_read_u8(&r->in) % count;
    float value = any_float(r);
    memcpy((char *)&tuning + at * sizeof value, &value, sizeof value);
    tuning.direct_work_per_body = qn_read_u8(&r->in);
    qn_world_set_tuning(r->world, &tuning);
}

static void look(run *r)
{
    qn_debug_record records[64];
    qn_advice advice[16];
    char text[160];
    int32_t count;
    qn_debug_opts opts = {.flags = qn_read_u8(&r->in)};
    opts.flags |= (uint32_t)qn_read_u8(&r->in) << 8;
    opts.view_m.lower = any_vec2(r);
    opts.view_m.upper = any_vec2(r);
    opts.mark_m = any_float(r);
    qn_world_debug_draw(r->world, &opts, records, 64, &count);
    qn_world_advise(r->world, advice, 16, &count);
    for (int32_t i = 0; i < count && i < 16; ++i) {
        qn_advice_text(&advice[i], text, sizeof text);
    }
}

static void call(run *r)
{
    switch (qn_read_u8(&r->in) % 14) {
    case 0:
        create_body(r);
        break;
    case 1:
    case 2:
        create_shape(r);
        break;
    case 3:
        create_joint(r);
        break;
    case 4:
        qn_body_destroy(r->world, r->bodies[any_index(r)]);
        break;
    case 5:
        qn_shape_destroy(r->world, r->shapes[any_index(r)]);
        break;
    case 6:
        qn_joint_destroy(r->world, r->joints[any_index(r)]);
        break;
    case 7:
        change_body(r);
        break;
    case 8:
        ask(r);
        break;
    case 9:
        qn_world_set_gravity(r->world, any_vec2(r));
        break;
    case 10:
        tune(r);
        break;
    case 11:
        look(r);
        break;
    default:
        qn_world_step(r->world, 1.0f / 60.0f, 1 + qn_read_u8(&r->in) % 4);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run r = {.in = qn_cursor_over((qn_bytes){data, size})};
    qn_world_def def = qn_world_def_default();
    def.body_capacity = 2;
    def.shape_capacity = 2;
    def.joint_capacity = 1;
    if (qn_world_create(&def, &r.world) != QN_ERROR_OK) {
        return 0;
    }
    for (int i = 0; i < MAX_CALLS && qn_cursor_left(&r.in) > 0 && !r.in.failed; ++i) {
        call(&r);
        if (qn_world_validate(r.world) != NULL) {
            abort();
        }
    }
    qn_world_destroy(r.world);
    return 0;
}
