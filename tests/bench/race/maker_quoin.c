// Quoin's answers to maker.h and engine.h, by the public headers alone.
#include <stdlib.h>

#include "engine.h"
#include "maker.h"
#include "quoin/physics.h"

static struct {
    qn_world *world;
    qn_body_def body;
    qn_shape_def shape;
    qn_revolute_def joint;
    qn_body_id *bodies; // by the number that the scene knows
    int32_t body_count, body_capacity;
    int32_t joint_count;
    int32_t refused_count;
    uint8_t *snapshot;
    size_t snapshot_bytes;
} race;

static void note(qn_error error) { race.refused_count += error != QN_ERROR_OK; }

// ---- What a scene asks for ------------------------------------------------------------------

void maker_world(float gravity_mps2, int32_t sleeps)
{
    race_engine_destroy();
    qn_world_def def = qn_world_def_default();
    def.gravity_mps2 = qn_v2(0.0f, -gravity_mps2);
    def.enable_sleep = sleeps != 0;
    race.joint = qn_revolute_def_default();
    race.body = qn_body_def_default();
    race.shape = qn_shape_def_default();
    maker_material(1.0f, 0.6f, 0.0f);
    note(qn_world_create(&def, &race.world));
}

void maker_material(float density_kgpm2, float friction, float restitution)
{
    race.shape.density_kgpm2 = density_kgpm2;
    race.shape.material.friction = friction;
    race.shape.material.restitution = restitution;
}

void maker_filter(uint32_t category, uint32_t mask, int32_t group)
{
    race.shape.filter.category_bits = category;
    race.shape.filter.mask_bits = mask;
    race.shape.filter.group = group;
}

void maker_hit_events(int32_t wanted) { race.shape.enable_hit_events = wanted != 0; }

void maker_body_habits(float linear_damping, float sleep_speed_mps, int32_t may_sleep,
                       int32_t starts_awake)
{
    race.body.linear_damping = linear_damping;
    race.body.sleep_speed_mps = sleep_speed_mps;
    race.body.enable_sleep = may_sleep != 0;
    race.body.is_awake = starts_awake != 0;
}

static void make_room(void)
{
    if (race.body_count == race.body_capacity) {
        race.body_capacity = race.body_capacity == 0 ? 1024 : 2 * race.body_capacity;
        qn_body_id *bodies =
            realloc(race.bodies, sizeof race.bodies[0] * (size_t)race.body_capacity);
        if (bodies == NULL) {
            abort();
        }
        race.bodies = bodies;
    }
}

int32_t maker_body(int32_t kind, float x, float y, float angle)
{
    static const qn_body_type types[] = {
        [MAKER_STATIC] = QN_BODY_STATIC,
        [MAKER_KINEMATIC] = QN_BODY_KINEMATIC,
        [MAKER_DYNAMIC] = QN_BODY_DYNAMIC,
    };
    make_room();
    race.body.type = types[kind];
    race.body.position_m = qn_v2(x, y);
    race.body.angle_rad = angle;
    qn_body_id body = qn_body_create(race.world, &race.body);
    race.refused_count += body.raw == 0;
    race.bodies[race.body_count] = body;
    return race.body_count++;
}

void maker_velocity(int32_t body, float vx, float vy, float w)
{
    note(qn_body_set_velocity(race.world, race.bodies[body], qn_v2(vx, vy), w));
}

void maker_move_to(int32_t body, float x, float y, float angle, float dt_s)
{
    note(qn_body_set_target_pose(race.world, race.bodies[body], qn_v2(x, y), angle, dt_s));
}

void maker_destroy(int32_t body) { note(qn_body_destroy(race.world, race.bodies[body])); }

static void note_shape(qn_shape_id shape) { race.refused_count += shape.raw == 0; }

void maker_circle(int32_t body, float x, float y, float radius)
{
    note_shape(
        qn_shape_create_circle(race.world, race.bodies[body], &race.shape, qn_v2(x, y), radius));
}

void maker_capsule(int32_t body, float x1, float y1, float x2, float y2, float radius)
{
    note_shape(qn_shape_create_capsule(race.world, race.bodies[body], &race.shape, qn_v2(x1, y1),
                                       qn_v2(x2, y2), radius));
}

void maker_polygon(int32_t body, const float *xy, int32_t count, float radius)
{
    qn_vec2 points[QN_MAX_POLYGON_VERTICES];
    for (int32_t i = 0; i < count; ++i) {
        points[i] = qn_v2(xy[2 * i], xy[2 * i + 1]);
    }
    note_shape(
        qn_shape_create_polygon(race.world, race.bodies[body], &race.shape, points, count, radius));
}

void maker_segment(int32_t body, float x1, float y1, float x2, float y2)
{
    note_shape(qn_shape_create_segment(race.world, race.bodies[body], &race.shape, qn_v2(x1, y1),
                                       qn_v2(x2, y2)));
}

void maker_loop(int32_t body, const float *xy, int32_t count)
{
    qn_vec2 *points = malloc(sizeof *points * (size_t)count);
    if (points == NULL) {
        abort();
    }
    for (int32_t i = 0; i < count; ++i) {
        points[i] = qn_v2(xy[2 * i], xy[2 * i + 1]);
    }
    qn_chain_def def = qn_chain_def_default();
    def.points_m = points;
    def.point_count = count;
    def.is_loop = true;
    def.segment = race.shape;
    race.refused_count += qn_chain_create(race.world, race.bodies[body], &def).raw == 0;
    free(points);
}

void maker_tiles(int32_t body, float x, float y, float cell_m, int32_t width, int32_t height,
                 const uint8_t *cells)
{
    size_t row_bytes = ((size_t)width + 7) / 8;
    uint8_t *bits = calloc((size_t)height, row_bytes);
    if (bits == NULL) {
        abort();
    }
    for (size_t i = 0; i < (size_t)width * (size_t)height; ++i) {
        size_t row = i / (size_t)width, column = i % (size_t)width;
        bits[row * row_bytes + column / 8] |= (uint8_t)((cells[i] != 0) << (column % 8));
    }
    qn_tiles_def def = qn_tiles_def_default();
    def.origin_m = qn_v2(x, y);
    def.cell_m = cell_m;
    def.width = width;
    def.height = height;
    def.bits = bits;
    def.material = race.shape;
    note_shape(qn_tiles_create(race.world, race.bodies[body], &def));
    free(bits);
}

void maker_limit(float lower, float upper)
{
    race.joint.enable_limit = lower <= upper;
    race.joint.lower_angle_rad = lower <= upper ? lower : 0.0f;
    race.joint.upper_angle_rad = lower <= upper ? upper : 0.0f;
}

void maker_motor(float speed_radps, float max_torque_nm)
{
    race.joint.enable_motor = max_torque_nm > 0.0f;
    race.joint.motor_speed_radps = speed_radps;
    race.joint.max_motor_torque_nm = max_torque_nm;
}

void maker_spring(float hertz, float damping_ratio)
{
    race.joint.enable_spring = hertz > 0.0f;
    race.joint.spring_hz = hertz;
    race.joint.spring_damping_ratio = damping_ratio;
}

int32_t maker_revolute(int32_t a, int32_t b, float ax, float ay, float angle_a, float bx, float by)
{
    race.joint.base.body_a = race.bodies[a];
    race.joint.base.body_b = race.bodies[b];
    race.joint.base.anchor_a_m = qn_v2(ax, ay);
    race.joint.base.anchor_b_m = qn_v2(bx, by);
    race.joint.base.frame_angle_a_rad = angle_a;
    race.refused_count += qn_revolute_create(race.world, &race.joint).raw == 0;
    return race.joint_count++;
}

// ---- What the driver asks for ---------------------------------------------------------------

const char *race_engine_name(void) { return "quoin"; }

void race_engine_step(float dt_s, int32_t substeps)
{
    note(qn_world_step(race.world, dt_s, substeps));
}

void race_engine_destroy(void)
{
    qn_world_destroy(race.world);
    free(race.snapshot);
    race.world = NULL;
    race.snapshot = NULL;
    race.body_count = race.joint_count = race.refused_count = 0;
}

race_counts race_engine_counts(void)
{
    qn_world_counters c = qn_world_get_counters(race.world);
    return (race_counts){
        .bodies = c.body_count,
        .shapes = c.shape_count,
        .joints = c.joint_count,
        .contacts = c.contact_count,
        .touching = c.touching_contact_count,
        .awake = c.awake_body_count,
        .lost = race.refused_count + c.dropped_contact_count + c.frozen_body_count,
    };
}

int64_t race_engine_memory_bytes(void)
{
    return (int64_t)qn_world_get_counters(race.world).memory_bytes;
}

static bool is_dynamic(qn_body_id body)
{
    return qn_body_is_alive(race.world, body) &&
           qn_body_get_type(race.world, body) == QN_BODY_DYNAMIC;
}

float race_engine_mean_height_m(void)
{
    double sum = 0.0;
    int32_t count = 0;
    for (int32_t i = 0; i < race.body_count; ++i) {
        if (is_dynamic(race.bodies[i])) {
            sum += (double)qn_body_pose(race.world, race.bodies[i]).p.y;
            count += 1;
        }
    }
    return count > 0 ? (float)(sum / (double)count) : 0.0f;
}

float race_engine_top_speed_mps(void)
{
    float top = 0.0f;
    for (int32_t i = 0; i < race.body_count; ++i) {
        if (is_dynamic(race.bodies[i])) {
            top = qn_max(top, qn_length(qn_body_velocity(race.world, race.bodies[i])));
        }
    }
    return top;
}

uint64_t race_engine_state_hash(void) { return qn_world_state_hash(race.world); }

void race_engine_watch_stages(uint64_t (*now_ns)(void *context))
{
    note(qn_world_set_clock(race.world, now_ns, NULL));
}

int32_t race_engine_stage_count(void) { return qn_world_stage_count(); }

const char *race_engine_stage_name(int32_t stage) { return qn_world_stage_name(stage); }

float race_engine_stage_us(int32_t stage) { return qn_world_profile(race.world, NULL)[stage]; }

bool race_engine_take(int64_t *size_bytes)
{
    size_t needed = qn_world_snapshot_bytes(race.world);
    if (race.snapshot == NULL || needed > race.snapshot_bytes) {
        free(race.snapshot);
        race.snapshot = malloc(needed);
        race.snapshot_bytes = needed;
    }
    *size_bytes = (int64_t)needed;
    return race.snapshot != NULL &&
           qn_world_snapshot(race.world, race.snapshot, race.snapshot_bytes,
                             &race.snapshot_bytes) == QN_ERROR_OK;
}

bool race_engine_restore(void)
{
    qn_bytes bytes = {race.snapshot, race.snapshot_bytes};
    return qn_world_restore(race.world, bytes) == QN_ERROR_OK;
}
