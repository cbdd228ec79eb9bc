// THE surface of engine.wasm: everything that JavaScript can reach, one line a function.
//
// Only 32-bit scalars and pointers cross; the structs here hold 4-byte fields, so that their layout
// is the same for everybody. web/package/tools/generate-exports.mjs reads this file (and refuses
// any line that it does not understand) and writes the TypeScript side of it.
//
// Functions that return int32_t return a qn_error number unless their comment says otherwise, and
// write results through `out`. A world crosses as a reference that goes stale when the world is
// destroyed; bodies, shapes and joints cross as their raw handles. Pointers that do not lie in
// memory, and world references that name nothing, are errors like any other.
#ifndef SHELL_EXPORTS_H
#define SHELL_EXPORTS_H

#include <stdint.h>

#define QUOIN_EXPORT __attribute__((used, visibility("default")))

// Raised whenever anything in this file changes in a way that old callers would notice.
#define QUOIN_ABI_VERSION 2
#define QUOIN_SCRATCH_BYTES 1024

#define QUOIN_BODY_STATIC 0
#define QUOIN_BODY_KINEMATIC 1
#define QUOIN_BODY_DYNAMIC 2

#define QUOIN_SHAPE_CIRCLE 0
#define QUOIN_SHAPE_CAPSULE 1
#define QUOIN_SHAPE_POLYGON 2
#define QUOIN_SHAPE_SEGMENT 3

#define QUOIN_CONTACT_EVENT_BEGIN 1
#define QUOIN_CONTACT_EVENT_END 2
#define QUOIN_SENSOR_EVENT_BEGIN 1
#define QUOIN_SENSOR_EVENT_END 2
#define QUOIN_JOINT_EVENT_OVERLOAD 1
#define QUOIN_JOINT_EVENT_BREAK 2
#define QUOIN_BODY_EVENT_MOVE 1
#define QUOIN_BODY_EVENT_SLEEP 2
#define QUOIN_BODY_EVENT_WAKE 3
#define QUOIN_BODY_EVENT_FREEZE 4

#define QUOIN_POSE_ALIVE 1
#define QUOIN_POSE_AWAKE 2

#define QUOIN_MAX_POLYGON_VERTICES 8

typedef struct quoin_world_def {
    float gravity_x_mps2;
    float gravity_y_mps2;
    int32_t body_capacity;
    int32_t shape_capacity;
    int32_t joint_capacity;
    int32_t contact_capacity;
    uint32_t enable_sleep;
    uint32_t enable_body_events;
} quoin_world_def;

typedef struct quoin_counters {
    int32_t body_count;
    int32_t awake_body_count;
    int32_t shape_count;
    int32_t joint_count;
    int32_t contact_count;
    int32_t touching_contact_count;
    int32_t dropped_contact_count;
    int32_t dropped_event_count;
    int32_t frozen_body_count;
    int32_t tree_height;
    uint32_t tick_count;
    uint32_t memory_bytes;
} quoin_counters;

typedef struct quoin_body_def {
    int32_t type;
    float position_x_m;
    float position_y_m;
    float angle_rad;
    float velocity_x_mps;
    float velocity_y_mps;
    float angular_velocity_radps;
    float linear_damping;
    float angular_damping;
    float gravity_scale;
    uint32_t fixed_rotation;
    uint32_t enable_sleep;
    uint32_t is_awake;
    uint32_t user_data_low;
    uint32_t user_data_high;
} quoin_body_def;

typedef struct quoin_shape_def {
    float density_kgpm2;
    float friction;
    float restitution;
    uint32_t category_bits_low;
    uint32_t category_bits_high;
    uint32_t mask_bits_low;
    uint32_t mask_bits_high;
    uint32_t enable_contact_events;
    uint32_t enable_hit_events;
    uint32_t user_data_low;
    uint32_t user_data_high;
} quoin_shape_def;

typedef struct quoin_revolute_def {
    uint32_t body_a;
    uint32_t body_b;
    float anchor_a_x_m;
    float anchor_a_y_m;
    float anchor_b_x_m;
    float anchor_b_y_m;
    float reference_angle_rad;
    uint32_t enable_limit;
    float lower_angle_rad;
    float upper_angle_rad;
    uint32_t enable_motor;
    float motor_speed_radps;
    float max_motor_torque_nm;
    uint32_t collide_connected;
} quoin_revolute_def;

typedef struct quoin_polygon {
    float points_m[16];
    int32_t point_count;
    float radius_m;
} quoin_polygon;

typedef struct quoin_ray {
    float origin_x_m;
    float origin_y_m;
    float translation_x_m;
    float translation_y_m;
    uint32_t category_bits_low;
    uint32_t category_bits_high;
    uint32_t mask_bits_low;
    uint32_t mask_bits_high;
} quoin_ray;

typedef struct quoin_ray_hit {
    uint32_t shape;
    float point_x_m;
    float point_y_m;
    float normal_x;
    float normal_y;
    float fraction;
} quoin_ray_hit;

typedef struct quoin_contact_event {
    uint32_t type;
    uint32_t shape_a;
    uint32_t shape_b;
    uint32_t contact;
    float point_x_m;
    float point_y_m;
    float normal_x;
    float normal_y;
} quoin_contact_event;

typedef struct quoin_hit_event {
    uint32_t shape_a;
    uint32_t shape_b;
    float point_x_m;
    float point_y_m;
    float normal_x;
    float normal_y;
    float approach_speed_mps;
    float normal_impulse_ns;
} quoin_hit_event;

typedef struct quoin_sensor_event {
    uint32_t type;
    uint32_t sensor;
    uint32_t visitor;
    uint32_t reserved;
    uint32_t visitor_user_data_low;
    uint32_t visitor_user_data_high;
    float visitor_x_m;
    float visitor_y_m;
} quoin_sensor_event;

typedef struct quoin_joint_event {
    uint32_t type;
    uint32_t joint;
    float force_x_n;
    float force_y_n;
    float torque_nm;
    float separation_m;
    uint32_t user_data_low;
    uint32_t user_data_high;
} quoin_joint_event;

typedef struct quoin_body_event {
    uint32_t type;
    uint32_t body;
    float x_m;
    float y_m;
    float c;
    float s;
    uint32_t user_data_low;
    uint32_t user_data_high;
} quoin_body_event;

typedef struct quoin_pose_record {
    float x_m;
    float y_m;
    float c;
    float s;
    float previous_x_m;
    float previous_y_m;
    float previous_angle_delta_rad;
    uint32_t flags;
} quoin_pose_record;

// A run of bytes or records in the engine's memory; count counts bytes or records.
typedef struct quoin_span {
    uint32_t pointer;
    uint32_t count;
} quoin_span;

typedef struct quoin_u64 {
    uint32_t low;
    uint32_t high;
} quoin_u64;

typedef struct quoin_pose {
    float x_m;
    float y_m;
    float c;
    float s;
} quoin_pose;

typedef struct quoin_box {
    float lower_x_m;
    float lower_y_m;
    float upper_x_m;
    float upper_y_m;
} quoin_box;

typedef struct quoin_vec2 {
    float x;
    float y;
} quoin_vec2;

typedef struct quoin_number {
    float value;
} quoin_number;

// A handle, an enumerator or a flag.
typedef struct quoin_word {
    uint32_t value;
} quoin_word;

typedef struct quoin_digest {
    uint32_t words[8];
} quoin_digest;

// One line a function, however long: that is what the generator reads.
// clang-format off

// ---- The module ----

// These return plain values. Feature bit 0: built with SIMD.
QUOIN_EXPORT uint32_t quoin_abi_version(void);
QUOIN_EXPORT uint32_t quoin_features(void);
// QUOIN_SCRATCH_BYTES of memory for the structs that cross; one call's worth at a time.
QUOIN_EXPORT void *quoin_scratch(void);
// Memory for bulk bytes. Null: there is not that much. Only what this returned may be freed.
QUOIN_EXPORT void *quoin_allocate(uint32_t size_bytes);
QUOIN_EXPORT void quoin_free(void *memory);
// Gives back the bytes of a span that quoin_gzip or quoin_gunzip filled in.
QUOIN_EXPORT void quoin_release_result(void *memory);
// Bytes that the engine holds: worlds and results.
QUOIN_EXPORT uint32_t quoin_live_bytes(void);
// Static, null-terminated texts of a qn_error number.
QUOIN_EXPORT const char *quoin_error_code(int32_t error);
QUOIN_EXPORT const char *quoin_error_text(int32_t error);
// The sentence behind the last error of a world; empty if there is none to add.
QUOIN_EXPORT const char *quoin_world_why(uint32_t world);
// A fault drill: executes an unreachable instruction.
QUOIN_EXPORT void quoin_trap(void);

// ---- World ----

QUOIN_EXPORT int32_t quoin_world_def_default(quoin_world_def *out);
QUOIN_EXPORT int32_t quoin_world_create(const quoin_world_def *def, quoin_word *out);
QUOIN_EXPORT int32_t quoin_world_destroy(uint32_t world);
QUOIN_EXPORT int32_t quoin_world_step(uint32_t world, float dt_s, int32_t substep_count);
QUOIN_EXPORT int32_t quoin_world_set_gravity(uint32_t world, float x_mps2, float y_mps2);
QUOIN_EXPORT int32_t quoin_world_gravity(uint32_t world, quoin_vec2 *out);
QUOIN_EXPORT int32_t quoin_world_state_hash(uint32_t world, quoin_u64 *out);
QUOIN_EXPORT int32_t quoin_world_counters(uint32_t world, quoin_counters *out);
QUOIN_EXPORT int32_t quoin_world_contact_events(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_hit_events(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_sensor_events(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_joint_events(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_body_events(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_poses(uint32_t world, quoin_span *out);
QUOIN_EXPORT int32_t quoin_world_cast_ray(uint32_t world, const quoin_ray *ray, quoin_ray_hit *out);

// ---- Bodies ----

QUOIN_EXPORT int32_t quoin_body_def_default(quoin_body_def *out);
QUOIN_EXPORT int32_t quoin_body_create(uint32_t world, const quoin_body_def *def, quoin_word *out);
QUOIN_EXPORT int32_t quoin_body_destroy(uint32_t world, uint32_t body);
// 1 or 0.
QUOIN_EXPORT int32_t quoin_body_is_alive(uint32_t world, uint32_t body);
QUOIN_EXPORT int32_t quoin_body_pose(uint32_t world, uint32_t body, quoin_pose *out);
QUOIN_EXPORT int32_t quoin_body_set_pose(uint32_t world, uint32_t body, float x, float y, float rad);
QUOIN_EXPORT int32_t quoin_body_center_of_mass(uint32_t world, uint32_t body, quoin_vec2 *out);
QUOIN_EXPORT int32_t quoin_body_velocity(uint32_t world, uint32_t body, quoin_vec2 *out);
QUOIN_EXPORT int32_t quoin_body_angular_velocity(uint32_t world, uint32_t body, quoin_number *out);
QUOIN_EXPORT int32_t quoin_body_set_velocity(uint32_t world, uint32_t body, float x, float y, float w);
QUOIN_EXPORT int32_t quoin_body_mass(uint32_t world, uint32_t body, quoin_number *out);
QUOIN_EXPORT int32_t quoin_body_rotational_inertia(uint32_t world, uint32_t body, quoin_number *out);
QUOIN_EXPORT int32_t quoin_body_type(uint32_t world, uint32_t body, quoin_word *out);
QUOIN_EXPORT int32_t quoin_body_user_data(uint32_t world, uint32_t body, quoin_u64 *out);
QUOIN_EXPORT int32_t quoin_body_is_awake(uint32_t world, uint32_t body, quoin_word *out);
QUOIN_EXPORT int32_t quoin_body_set_awake(uint32_t world, uint32_t body, uint32_t awake);
QUOIN_EXPORT int32_t quoin_body_apply_force(uint32_t world, uint32_t body, float x_n, float y_n, float x, float y);
QUOIN_EXPORT int32_t quoin_body_apply_torque(uint32_t world, uint32_t body, float torque_nm);
QUOIN_EXPORT int32_t quoin_body_apply_impulse(uint32_t world, uint32_t body, float x_ns, float y_ns, float x, float y);
QUOIN_EXPORT int32_t quoin_body_apply_angular_impulse(uint32_t world, uint32_t body, float impulse_nms);

// ---- Shapes ----

QUOIN_EXPORT int32_t quoin_shape_def_default(quoin_shape_def *out);
QUOIN_EXPORT int32_t quoin_shape_create_circle(uint32_t world, uint32_t body, const quoin_shape_def *def, float x, float y, float radius_m, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_create_capsule(uint32_t world, uint32_t body, const quoin_shape_def *def, float ax, float ay, float bx, float by, float radius_m, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_create_box(uint32_t world, uint32_t body, const quoin_shape_def *def, float x, float y, float half_x_m, float half_y_m, float rad, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_create_polygon(uint32_t world, uint32_t body, const quoin_shape_def *def, const quoin_polygon *polygon, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_create_segment(uint32_t world, uint32_t body, const quoin_shape_def *def, float ax, float ay, float bx, float by, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_destroy(uint32_t world, uint32_t shape);
// 1 or 0.
QUOIN_EXPORT int32_t quoin_shape_is_alive(uint32_t world, uint32_t shape);
QUOIN_EXPORT int32_t quoin_shape_type(uint32_t world, uint32_t shape, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_body(uint32_t world, uint32_t shape, quoin_word *out);
QUOIN_EXPORT int32_t quoin_shape_user_data(uint32_t world, uint32_t shape, quoin_u64 *out);
QUOIN_EXPORT int32_t quoin_shape_aabb(uint32_t world, uint32_t shape, quoin_box *out);

// ---- Joints ----

QUOIN_EXPORT int32_t quoin_revolute_def_default(quoin_revolute_def *out);
QUOIN_EXPORT int32_t quoin_revolute_create(uint32_t world, const quoin_revolute_def *def, quoin_word *out);
QUOIN_EXPORT int32_t quoin_joint_destroy(uint32_t world, uint32_t joint);
// 1 or 0.
QUOIN_EXPORT int32_t quoin_joint_is_alive(uint32_t world, uint32_t joint);
QUOIN_EXPORT int32_t quoin_revolute_angle(uint32_t world, uint32_t joint, quoin_number *out);
QUOIN_EXPORT int32_t quoin_revolute_set_motor(uint32_t world, uint32_t joint, uint32_t enable, float speed_radps, float torque_nm);
QUOIN_EXPORT int32_t quoin_joint_force(uint32_t world, uint32_t joint, quoin_vec2 *out);
QUOIN_EXPORT int32_t quoin_joint_separation(uint32_t world, uint32_t joint, quoin_number *out);

// ---- Hashes and gzip ----

QUOIN_EXPORT int32_t quoin_sha256(const uint8_t *bytes, uint32_t size_bytes, quoin_digest *out);
QUOIN_EXPORT int32_t quoin_blake3(const uint8_t *bytes, uint32_t size_bytes, quoin_digest *out);
QUOIN_EXPORT int32_t quoin_gzip(const uint8_t *bytes, uint32_t size_bytes, int32_t level, quoin_span *out);
QUOIN_EXPORT int32_t quoin_gunzip(const uint8_t *bytes, uint32_t size_bytes, uint32_t max_size_bytes, quoin_span *out);

// clang-format on

#endif
