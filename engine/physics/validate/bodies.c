// Bodies: one row each, numbers in range, poses for drawing, rings of sleepers.
#include "physics/body/find.h"
#include "physics/validate/rule.h"

// The largest centre: a position and the offset of the heaviest shape.
#define MAX_CENTER_M (2.0f * QN_MAX_POSITION_M)
// Half a step of floats at the largest centre.
#define MAX_CENTER_REST_M 0.0078125f

#define EVERY(a) {(a), (a), (a), (a)}
static const float max_centers[4] = EVERY(MAX_CENTER_M);
static const float min_centers[4] = EVERY(-MAX_CENTER_M);

// Pose, and the centre with its rest.
static bool is_near(const qn_motion *motion)
{
    static const float low[4] = {-MAX_CENTER_M, -MAX_CENTER_M, -MAX_CENTER_REST_M,
                                 -MAX_CENTER_REST_M};
    static const float high[4] = {MAX_CENTER_M, MAX_CENTER_M, MAX_CENTER_REST_M, MAX_CENTER_REST_M};
    return qn_are_within(&motion->pose.p.x, min_centers, max_centers) &&
           qn_are_within(&motion->center.x, low, high);
}

// Extents and force.
static bool is_sized(const qn_motion *motion)
{
    static const float low[4] = {0.0f, -QN_MAX_SIZE_M, -QN_LARGEST, -QN_LARGEST};
    static const float high[4] = {MAX_CENTER_M, QN_MAX_SIZE_M, QN_LARGEST, QN_LARGEST};
    return qn_are_within(&motion->max_extent_m, low, high);
}

// Inverse masses and where the centre is.
static bool is_massive(const qn_motion *motion)
{
    static const float low[4] = {0.0f, 0.0f, -MAX_CENTER_M, -MAX_CENTER_M};
    static const float high[4] = {QN_LARGEST, QN_LARGEST, MAX_CENTER_M, MAX_CENTER_M};
    return qn_are_within(&motion->inv_mass, low, high);
}

// Torque, the scale of gravity, and damping.
static bool is_driven(const qn_motion *motion)
{
    static const float low[4] = {-QN_LARGEST, -QN_MAX_GRAVITY_SCALE, 0.0f, 0.0f};
    static const float high[4] = {QN_LARGEST, QN_MAX_GRAVITY_SCALE, QN_MAX_DAMPING, QN_MAX_DAMPING};
    return qn_are_within(&motion->torque_nm, low, high);
}

static const char *check_motion(const qn_motion *motion)
{
    QN_RULE(is_near(motion), "a position is out of range");
    QN_RULE(qn_rot_is_unit(motion->pose.q), "a rotation is not of length one");
    QN_RULE(is_sized(motion), "an extent or a force is out of range");
    QN_RULE(is_massive(motion), "a mass is out of range");
    QN_RULE(is_driven(motion), "a torque, a scale of gravity or a damping is out of range");
    QN_RULE((motion->locks & ~(uint32_t)QN_BODY_LOCKS) == 0, "a body has unknown locks");
    return NULL;
}

static const char *check_velocity(const qn_velocity *velocity)
{
    static const float max_speeds[4] = {QN_SOUND_SPEED, QN_SOUND_SPEED, QN_SOUND_SPEED, 0.0f};
    static const float min_speeds[4] = {-QN_SOUND_SPEED, -QN_SOUND_SPEED, -QN_SOUND_SPEED, 0.0f};
    static const float still[4] = {0.0f, 0.0f, 1.0f, 0.0f};
    QN_RULE(qn_are_within(&velocity->v.x, min_speeds, max_speeds), "a velocity is out of range");
    QN_RULE(qn_are_within(&velocity->moved.x, still, still), "a step is not finished");
    return NULL;
}

static const char *check_body(const qn_world *world, int32_t slot)
{
    const qn_body *body = &world->bodies[slot];
    bool is_awake = qn_body_slot_is_awake(world, slot);
    QN_RULE(body->type >= QN_BODY_STATIC && body->type <= QN_BODY_DYNAMIC,
            "a body is of no known type");
    QN_RULE((body->flags & ~(uint32_t)QN_BODY_FLAGS) == 0, "a body has unknown flags");
    QN_RULE(!is_awake || body->type != QN_BODY_STATIC, "a static body is awake");
    bool is_disabled = (body->flags & QN_BODY_DISABLED) != 0;
    QN_RULE(!is_awake || !is_disabled, "a disabled body is awake");
    bool is_asleep = !is_awake && body->type != QN_BODY_STATIC && !is_disabled;
    QN_RULE(is_asleep == (body->island_next != QN_NONE),
            "a body is in a sleeping ring exactly while it sleeps");
    QN_RULE((body->flags & QN_BODY_UNWOKEN) == 0 || is_asleep,
            "a body that was never awake does not sleep");
    const qn_mass *own = &body->own_mass;
    QN_RULE(qn_is_within(body->sleep_speed_mps, 0.0f, QN_MAX_SPEED_MPS) && own->mass_kg >= 0.0f &&
                qn_is_finite(own->mass_kg) && own->inertia_kgm2 >= 0.0f &&
                qn_is_finite(own->inertia_kgm2) && qn_v2_is_within(own->center_m, MAX_CENTER_M),
            "a number that was given to a body is out of range");
    QN_RULE(body->sleep_time_s >= 0.0f && qn_is_finite(body->sleep_time_s) &&
                body->mass_kg >= 0.0f && qn_is_finite(body->mass_kg) &&
                body->inertia_kgm2 >= 0.0f && qn_is_finite(body->inertia_kgm2),
            "a number of a body is out of range");
    return NULL;
}

static const char *check_pose_record(const qn_world *world, int32_t slot)
{
    const qn_pose_record *record = &world->poses[slot];
    const qn_motion *motion = qn_motion_of(world, slot);
    uint32_t flags = QN_POSE_ALIVE | (qn_body_slot_is_awake(world, slot) ? QN_POSE_AWAKE : 0u) |
                     (qn_body_slot_is_disabled(world, slot) ? QN_POSE_DISABLED : 0u);
    QN_RULE(record->flags == flags, "a pose for drawing has wrong flags");
    QN_RULE(qn_are_within(&record->x_m, &motion->pose.p.x, &motion->pose.p.x),
            "a pose for drawing is not the body's");
    QN_RULE(qn_is_within(record->previous_x_m, -MAX_CENTER_M, MAX_CENTER_M) &&
                qn_is_within(record->previous_y_m, -MAX_CENTER_M, MAX_CENTER_M) &&
                qn_is_within(record->previous_angle_delta_rad, -QN_PI, QN_PI),
            "a previous pose is out of range");
    return NULL;
}

static int32_t mark_of(const qn_world *world, int32_t slot)
{
    return QN_MARK_LIVE | (qn_body_slot_moves(world, slot) ? QN_MARK_MOVES : 0) |
           (qn_body_slot_is_disabled(world, slot) ? QN_MARK_DISABLED : 0);
}

// There are as many rows as bodies, so if each row's body knows that row, each body has one.
static const char *check_rows(const qn_world *world)
{
    int32_t *marks = qn_body_marks(world);
    memset(marks, 0, sizeof *marks * (size_t)world->state->body_pool.used_count);
    for (int32_t row = 0; row < world->state->row_count; ++row) {
        int32_t slot = world->motions[row].body;
        QN_RULE(qn_is_live_body(world, slot), "a row belongs to no living body");
        QN_RULE(world->body_rows[slot] == row, "a body does not know its row");
        QN_RULES(check_motion(&world->motions[row]));
        QN_RULES(check_velocity(&world->velocities[row]));
        QN_RULES(check_body(world, slot));
        QN_RULES(check_pose_record(world, slot));
        marks[slot] = mark_of(world, slot);
    }
    return NULL;
}

static bool is_empty_pose(qn_pose_record pose)
{
    bool is_turned = pose.c != 1.0f;
    pose.c = 0.0f;
    return !is_turned && qn_is_zero_record(&pose, sizeof pose);
}

static const char *check_free_poses(const qn_world *world)
{
    for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
        QN_RULE(world->body_slots[i].is_live || is_empty_pose(world->poses[i]),
                "the pose of a free slot is not the empty one");
        QN_RULE(world->body_slots[i].is_live || world->body_rows[i] == 0, "a free slot has a row");
    }
    return NULL;
}

// Each sleeper points at a sleeper and none is pointed at twice: so all lie on closed rings.
static const char *check_rings(const qn_world *world)
{
    int32_t *seen = world->scratch->row_list;
    const qn_world_state *s = world->state;
    memset(seen, 0, sizeof *seen * (size_t)s->row_count);
    for (int32_t row = s->awake_count; row < s->row_count; ++row) {
        int32_t next = world->bodies[world->motions[row].body].island_next;
        if (next == QN_NONE) {
            continue;
        }
        QN_RULE(qn_is_live_body(world, next) && world->bodies[next].island_next != QN_NONE,
                "a sleeping ring is broken");
        QN_RULE(seen[world->body_rows[next]] == 0, "a sleeping ring is not closed");
        seen[world->body_rows[next]] = 1;
    }
    return NULL;
}

static const char *check_unwoken(const qn_world *world)
{
    int32_t count = 0;
    for (int32_t row = world->state->awake_count; row < world->state->row_count; ++row) {
        count += qn_body_slot_is_unwoken(world, world->motions[row].body);
    }
    QN_RULE(count == world->state->unwoken_count,
            "the count of bodies that were never awake is wrong");
    return NULL;
}

const char *qn_validate_bodies(const qn_world *world)
{
    QN_RULES(check_rows(world));
    QN_RULES(check_unwoken(world));
    QN_RULES(check_free_poses(world));
    return check_rings(world);
}
