// Box2D's answers to maker.h and engine.h, for the driver that natively and in WebAssembly compares
// the two engines by the same compiler, flags and clock. It is built where QN_BOX2D_DIR names a
// source tree of Box2D (3.2), which is no part of this project: see docs/performance.md.
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "box2d/box2d.h"
#include "engine.h"
#include "maker.h"

static struct {
    b2WorldId world;
    int64_t bytes_before; // what the library held before the world was made
    b2BodyDef body;
    b2ShapeDef shape;
    b2RevoluteJointDef joint;
    b2BodyId *bodies; // by the number that the scene knows
    int32_t body_count, body_capacity;
    int32_t joint_count;
    int32_t refused_count;
    uint8_t *snapshot;
    int snapshot_bytes, snapshot_capacity;
} race;

// ---- What a scene asks for ------------------------------------------------------------------

void maker_world(float gravity_mps2, int32_t sleeps)
{
    race_engine_destroy();
    race.bytes_before = b2GetByteCount();
    b2WorldDef def = b2DefaultWorldDef();
    def.gravity = (b2Vec2){0.0f, -gravity_mps2};
    def.enableSleep = sleeps != 0;
    race.body = b2DefaultBodyDef();
    race.shape = b2DefaultShapeDef();
    race.joint = b2DefaultRevoluteJointDef();
    maker_material(1.0f, 0.6f, 0.0f);
    race.world = b2CreateWorld(&def);
}

void maker_material(float density_kgpm2, float friction, float restitution)
{
    race.shape.density = density_kgpm2;
    race.shape.material.friction = friction;
    race.shape.material.restitution = restitution;
}

void maker_filter(uint32_t category, uint32_t mask, int32_t group)
{
    race.shape.filter.categoryBits = category;
    race.shape.filter.maskBits = mask;
    race.shape.filter.groupIndex = group;
}

void maker_hit_events(int32_t wanted) { race.shape.enableHitEvents = wanted != 0; }

void maker_body_habits(float linear_damping, float sleep_speed_mps, int32_t may_sleep,
                       int32_t starts_awake)
{
    race.body.linearDamping = linear_damping;
    race.body.sleepThreshold = sleep_speed_mps;
    race.body.enableSleep = may_sleep != 0;
    race.body.isAwake = starts_awake != 0;
}

static void make_room(void)
{
    if (race.body_count == race.body_capacity) {
        race.body_capacity = race.body_capacity == 0 ? 1024 : 2 * race.body_capacity;
        b2BodyId *bodies = realloc(race.bodies, sizeof bodies[0] * (size_t)race.body_capacity);
        if (bodies == NULL) {
            abort();
        }
        race.bodies = bodies;
    }
}

int32_t maker_body(int32_t kind, float x, float y, float angle)
{
    static const b2BodyType types[] = {
        [MAKER_STATIC] = b2_staticBody,
        [MAKER_KINEMATIC] = b2_kinematicBody,
        [MAKER_DYNAMIC] = b2_dynamicBody,
    };
    make_room();
    race.body.type = types[kind];
    race.body.position = (b2Pos){x, y};
    race.body.rotation = b2MakeRot(angle);
    race.bodies[race.body_count] = b2CreateBody(race.world, &race.body);
    return race.body_count++;
}

void maker_velocity(int32_t body, float vx, float vy, float w)
{
    b2Body_SetLinearVelocity(race.bodies[body], (b2Vec2){vx, vy});
    b2Body_SetAngularVelocity(race.bodies[body], w);
}

void maker_move_to(int32_t body, float x, float y, float angle, float dt_s)
{
    b2WorldTransform target = {{x, y}, b2MakeRot(angle)};
    b2Body_SetTargetTransform(race.bodies[body], target, dt_s, true);
}

void maker_destroy(int32_t body)
{
    b2DestroyBody(race.bodies[body]);
    race.bodies[body] = b2_nullBodyId;
}

static void note_shape(b2ShapeId shape) { race.refused_count += B2_IS_NULL(shape); }

void maker_circle(int32_t body, float x, float y, float radius)
{
    b2Circle circle = {{x, y}, radius};
    note_shape(b2CreateCircleShape(race.bodies[body], &race.shape, &circle));
}

void maker_capsule(int32_t body, float x1, float y1, float x2, float y2, float radius)
{
    b2Capsule capsule = {{x1, y1}, {x2, y2}, radius};
    note_shape(b2CreateCapsuleShape(race.bodies[body], &race.shape, &capsule));
}

void maker_polygon(int32_t body, const float *xy, int32_t count, float radius)
{
    b2Vec2 points[B2_MAX_POLYGON_VERTICES];
    if (count > B2_MAX_POLYGON_VERTICES) {
        race.refused_count += 1;
        return;
    }
    for (int32_t i = 0; i < count; ++i) {
        points[i] = (b2Vec2){xy[2 * i], xy[2 * i + 1]};
    }
    b2Hull hull = b2ComputeHull(points, count);
    b2Polygon polygon = b2MakePolygon(&hull, radius);
    note_shape(b2CreatePolygonShape(race.bodies[body], &race.shape, &polygon));
}

void maker_segment(int32_t body, float x1, float y1, float x2, float y2)
{
    b2Segment segment = {{x1, y1}, {x2, y2}};
    note_shape(b2CreateSegmentShape(race.bodies[body], &race.shape, &segment));
}

void maker_loop(int32_t body, const float *xy, int32_t count)
{
    b2Vec2 *points = malloc(sizeof *points * (size_t)count);
    if (points == NULL) {
        abort();
    }
    for (int32_t i = 0; i < count; ++i) {
        points[i] = (b2Vec2){xy[2 * i], xy[2 * i + 1]};
    }
    b2ChainDef def = b2DefaultChainDef();
    def.points = points;
    def.count = count;
    def.isLoop = true;
    def.materials = &race.shape.material;
    def.materialCount = 1;
    def.filter = race.shape.filter;
    race.refused_count += B2_IS_NULL(b2CreateChain(race.bodies[body], &def));
    free(points);
}

void maker_tiles(int32_t body, float x, float y, float cell_m, int32_t width, int32_t height,
                 const uint8_t *cells)
{
    float half = 0.5f * cell_m;
    for (int32_t i = 0; i < width * height; ++i) {
        if (cells[i] != 0) {
            b2Vec2 center = {x + ((float)(i % width) + 0.5f) * cell_m,
                             y + ((float)(i / width) + 0.5f) * cell_m};
            b2Polygon box = b2MakeOffsetBox(half, half, center, b2Rot_identity);
            note_shape(b2CreatePolygonShape(race.bodies[body], &race.shape, &box));
        }
    }
}

void maker_limit(float lower, float upper)
{
    race.joint.enableLimit = lower <= upper;
    race.joint.lowerAngle = lower <= upper ? lower : 0.0f;
    race.joint.upperAngle = lower <= upper ? upper : 0.0f;
}

void maker_motor(float speed_radps, float max_torque_nm)
{
    race.joint.enableMotor = max_torque_nm > 0.0f;
    race.joint.motorSpeed = speed_radps;
    race.joint.maxMotorTorque = max_torque_nm;
}

void maker_spring(float hertz, float damping_ratio)
{
    race.joint.enableSpring = hertz > 0.0f;
    race.joint.hertz = hertz;
    race.joint.dampingRatio = damping_ratio;
}

int32_t maker_revolute(int32_t a, int32_t b, float ax, float ay, float angle_a, float bx, float by)
{
    race.joint.base.bodyIdA = race.bodies[a];
    race.joint.base.bodyIdB = race.bodies[b];
    race.joint.base.localFrameA = (b2Transform){{ax, ay}, b2MakeRot(angle_a)};
    race.joint.base.localFrameB = (b2Transform){{bx, by}, b2Rot_identity};
    race.refused_count += B2_IS_NULL(b2CreateRevoluteJoint(race.world, &race.joint));
    return race.joint_count++;
}

// ---- What the driver asks for ---------------------------------------------------------------

const char *race_engine_name(void) { return "box2d"; }

void race_engine_step(float dt_s, int32_t substeps) { b2World_Step(race.world, dt_s, substeps); }

void race_engine_destroy(void)
{
    if (B2_IS_NON_NULL(race.world)) {
        b2DestroyWorld(race.world);
    }
    free(race.snapshot);
    race.world = b2_nullWorldId;
    race.snapshot = NULL;
    race.snapshot_capacity = 0;
    race.body_count = race.joint_count = race.refused_count = 0;
}

static bool is_dynamic(b2BodyId body)
{
    return B2_IS_NON_NULL(body) && b2Body_GetType(body) == b2_dynamicBody;
}

static int32_t touching_count(void)
{
    int32_t count = 0;
    for (int32_t i = 0; i < race.body_count; ++i) {
        if (B2_IS_NON_NULL(race.bodies[i])) {
            int capacity = b2Body_GetContactCapacity(race.bodies[i]);
            b2ContactData *contacts = malloc(sizeof *contacts * (size_t)(capacity + 1));
            if (contacts == NULL) {
                abort();
            }
            int found = b2Body_GetContactData(race.bodies[i], contacts, capacity);
            for (int k = 0; k < found; ++k) {
                b2BodyId first = b2Shape_GetBody(contacts[k].shapeIdA);
                count += contacts[k].manifold.pointCount > 0 && B2_ID_EQUALS(first, race.bodies[i]);
            }
            free(contacts);
        }
    }
    return count;
}

race_counts race_engine_counts(void)
{
    b2Counters c = b2World_GetCounters(race.world);
    return (race_counts){
        .bodies = c.bodyCount,
        .shapes = c.shapeCount,
        .joints = c.jointCount,
        .contacts = c.contactCount,
        .touching = touching_count(),
        .awake = b2World_GetAwakeBodyCount(race.world),
        .lost = race.refused_count,
    };
}

int64_t race_engine_memory_bytes(void) { return b2GetByteCount() - race.bytes_before; }

float race_engine_mean_height_m(void)
{
    double sum = 0.0;
    int32_t count = 0;
    for (int32_t i = 0; i < race.body_count; ++i) {
        if (is_dynamic(race.bodies[i])) {
            sum += (double)b2Body_GetPosition(race.bodies[i]).y;
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
            top = fmaxf(top, b2Length(b2Body_GetLinearVelocity(race.bodies[i])));
        }
    }
    return top;
}

uint64_t race_engine_state_hash(void) { return 0; }

// The stages of Box2D that do not contain each other, in milliseconds.
#define STAGE(name) {#name, offsetof(b2Profile, name)}
static const struct {
    const char *name;
    size_t offset;
} stages[] = {
    STAGE(pairs),
    STAGE(collide),
    STAGE(solverSetup),
    STAGE(prepareConstraints),
    STAGE(integrateVelocities),
    STAGE(warmStart),
    STAGE(solveImpulses),
    STAGE(integratePositions),
    STAGE(relaxImpulses),
    STAGE(applyRestitution),
    STAGE(storeImpulses),
    STAGE(splitIslands),
    STAGE(transforms),
    STAGE(sensorHits),
    STAGE(jointEvents),
    STAGE(hitEvents),
    STAGE(refit),
    STAGE(bullets),
    STAGE(sleepIslands),
    STAGE(sensors),
};

// It measures them always, by its own clock.
void race_engine_watch_stages(uint64_t (*clock_ns)(void *context)) { (void)clock_ns; }

int32_t race_engine_stage_count(void) { return (int32_t)(sizeof stages / sizeof stages[0]); }

const char *race_engine_stage_name(int32_t stage) { return stages[stage].name; }

float race_engine_stage_us(int32_t stage)
{
    b2Profile profile = b2World_GetProfile(race.world);
    float time_ms;
    memcpy(&time_ms, (const char *)&profile + stages[stage].offset, sizeof time_ms);
    return 1000.0f * time_ms;
}

bool race_engine_take(int64_t *size_bytes)
{
    int needed = b2World_Snapshot(race.world, race.snapshot, race.snapshot_capacity);
    if (needed > race.snapshot_capacity) {
        free(race.snapshot);
        race.snapshot = malloc((size_t)needed);
        race.snapshot_capacity = race.snapshot == NULL ? 0 : needed;
        needed = b2World_Snapshot(race.world, race.snapshot, race.snapshot_capacity);
    }
    race.snapshot_bytes = needed;
    *size_bytes = needed;
    return race.snapshot != NULL;
}

bool race_engine_restore(void)
{
    return b2World_Restore(race.world, race.snapshot, race.snapshot_bytes);
}
