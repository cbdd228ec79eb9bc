#include "scenes/parts.h"

qn_body_id scene_wall(qn_world *world, float x, float y, float half_width, float half_height)
{
    qn_body_id wall = scene_body(world, QN_BODY_STATIC, x, y);
    qn_shape_def def = qn_shape_def_default();
    qn_shape_create_box(world, wall, &def, qn_v2(0.0f, 0.0f), qn_v2(half_width, half_height), 0.0f);
    return wall;
}

void scene_bin(qn_world *world, float half_width, float height)
{
    scene_wall(world, 0.0f, -0.5f, half_width + 1.0f, 0.5f);
    scene_wall(world, -half_width - 0.5f, 0.5f * height, 0.5f, 0.5f * height);
    scene_wall(world, half_width + 0.5f, 0.5f * height, 0.5f, 0.5f * height);
}

static qn_revolute_def pin_at(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at_m)
{
    qn_revolute_def def = qn_revolute_def_default();
    def.base.body_a = a;
    def.base.body_b = b;
    def.base.anchor_a_m = qn_body_local_point(world, a, at_m);
    def.base.anchor_b_m = qn_body_local_point(world, b, at_m);
    return def;
}

qn_joint_id scene_pin(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at_m)
{
    qn_revolute_def def = pin_at(world, a, b, at_m);
    return qn_revolute_create(world, &def);
}

qn_joint_id scene_motor(qn_world *world, qn_body_id a, qn_body_id b, qn_vec2 at_m,
                        float speed_radps, float max_torque_nm)
{
    qn_revolute_def def = pin_at(world, a, b, at_m);
    def.enable_motor = true;
    def.motor_speed_radps = speed_radps;
    def.max_motor_torque_nm = max_torque_nm;
    return qn_revolute_create(world, &def);
}

void scene_drum(qn_world *world, qn_body_id body, float radius, int count, float half_thickness)
{
    qn_shape_def def = qn_shape_def_default();
    for (int i = 0; i < count; ++i) {
        float angle = 2.0f * QN_PI * (float)i / (float)count;
        qn_rot q = qn_rot_from_angle(angle);
        qn_vec2 half_size = {half_thickness, 1.1f * QN_PI * radius / (float)count};
        qn_shape_create_box(world, body, &def, qn_v2(radius * q.c, radius * q.s), half_size, angle);
    }
}

typedef struct bone {
    int32_t parent; // -1 for the first
    qn_vec2 a, b;   // ends
    float radius;
} bone;

static const bone skeleton[SCENE_BONES] = {
    {-1, {0.0f, 0.95f}, {0.0f, 0.98f}, 0.095f},   // hip
    {0, {0.0f, 1.12f}, {0.0f, 1.35f}, 0.09f},     // torso
    {1, {0.0f, 1.475f}, {0.0f, 1.51f}, 0.08f},    // head
    {0, {0.05f, 0.85f}, {0.07f, 0.6f}, 0.06f},    // right leg
    {3, {0.07f, 0.5f}, {0.07f, 0.25f}, 0.045f},   // right shin
    {0, {-0.05f, 0.85f}, {-0.07f, 0.6f}, 0.06f},  // left leg
    {5, {-0.07f, 0.5f}, {-0.07f, 0.25f}, 0.045f}, // left shin
    {1, {0.1f, 1.3f}, {0.25f, 1.25f}, 0.035f},    // right arm
    {7, {0.3f, 1.24f}, {0.45f, 1.2f}, 0.03f},     // right hand
    {1, {-0.1f, 1.3f}, {-0.25f, 1.25f}, 0.035f},  // left arm
    {9, {-0.3f, 1.24f}, {-0.45f, 1.2f}, 0.03f},   // left hand
};

static void join_bone(qn_world *world, qn_vec2 at_m, const qn_body_id *bones, int32_t i)
{
    qn_vec2 at = qn_add(at_m, skeleton[i].a);
    qn_revolute_def def = pin_at(world, bones[skeleton[i].parent], bones[i], at);
    def.enable_limit = true;
    def.lower_angle_rad = -0.25f * QN_PI;
    def.upper_angle_rad = 0.4f * QN_PI;
    def.enable_motor = true;
    def.max_motor_torque_nm = 0.5f;
    qn_revolute_create(world, &def);
}

void scene_ragdoll(qn_world *world, qn_vec2 at_m, qn_body_id *bones)
{
    for (int32_t i = 0; i < SCENE_BONES; ++i) {
        qn_body_def def = qn_body_def_default();
        def.type = QN_BODY_DYNAMIC;
        def.position_m = at_m;
        bones[i] = qn_body_create(world, &def);
        qn_shape_def shape = qn_shape_def_default();
        shape.material.friction = 0.2f;
        qn_shape_create_capsule(world, bones[i], &shape, skeleton[i].a, skeleton[i].b,
                                skeleton[i].radius);
        if (skeleton[i].parent >= 0) {
            join_bone(world, at_m, bones, i);
        }
    }
}
