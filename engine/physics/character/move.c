// One move: out of overlaps, along with the ground, along the wanted way with slides and steps,
// down to the ground again, then the pushes.
//
// Casts are made with the hull grown by the skin, and after each hit the character steps back along
// the normal by a part of the skin (TOUCH_SHARE). So where it slides along a surface the next cast
// clears it, and the seams between level pieces of ground are not felt.
// All places are seen from where the character was, rounded: so a walk is as even a hundred
// kilometres out as it is at the origin.
// The order of the phases is that of most kinematic controllers; see Fauerby, "Improved collision
// detection and response" (2003), for sliding by casts.
#include "physics/character/character.h"

#include "physics/center.h"
#include "physics/character/scan.h"
#include "physics/step.h"
#include "physics/world.h"

#define MAX_SLIDES 6
#define MAX_NEAR 16
#define MAX_PUSHES 8
#define RECOVERIES 4
#define RELAXATIONS 8
#define TOUCH_SHARE 0.1f // of the skin
#define TINY_M 1.0e-5f
#define CEILING_COS (-0.5f)
#define EDGE_COS 0.05f // corners may carry it up to this steepness
#define COS_SLACK 1.0e-3f
#define MOVED_MPS 0.1f // slower, it stands still
#define MAX_CARRY_MPS (2.0f * QN_MAX_SPEED_MPS)

typedef struct push {
    int32_t body;
    qn_vec2 arm, impulse;
} push;

typedef struct walk {
    qn_world *world;
    qn_character *c;
    qn_scan scan;                 // with the grown hull
    qn_vec2 at, velocity, across; // across: to the right of up
    float dt, touch;
    bool walks;          // on ground, and not leaving it
    float ground_height; // of the point that it stood on, if it walks
    push pushes[MAX_PUSHES];
    int32_t push_count;
} walk;

// ---- Grounds --------------------------------------------------------------------------------

static float steepness(const walk *w, qn_vec2 normal) { return qn_dot(normal, w->c->up); }

static bool is_walkable(const walk *w, qn_vec2 normal)
{
    return steepness(w, normal) >= w->c->climb_cos - COS_SLACK;
}

static bool is_standable(const walk *w, qn_vec2 normal)
{
    float least = qn_min(w->c->slide_cos, w->c->climb_cos);
    return steepness(w, normal) >= least - COS_SLACK;
}

static float lowest(const walk *w)
{
    float low = qn_dot(w->c->hull.vertices[0], w->c->up);
    for (int32_t i = 1; i < w->c->hull.count; ++i) {
        low = qn_min(low, qn_dot(w->c->hull.vertices[i], w->c->up));
    }
    return low - w->c->hull.radius_m;
}

// What steps are measured from: a ball that lies on corners hangs lower than it stands.
static float base_height(const walk *w)
{
    float foot = qn_dot(w->at, w->c->up) + lowest(w);
    return w->walks ? qn_max(foot, w->ground_height) : foot;
}

// A round hull meets the corner of a ledge with a slanting normal; what carries it is the face on
// top of the corner. Looks for it just behind the corner.
static qn_vec2 ground_normal_at(const walk *w, const qn_obstacle *hit)
{
    qn_vec2 up = w->c->up;
    float slope = steepness(w, hit->normal);
    float height = qn_dot(hit->point, up) - base_height(w);
    if (is_walkable(w, hit->normal) || slope < EDGE_COS || height > w->c->step_height + w->touch) {
        return hit->normal;
    }
    qn_vec2 out = qn_normalize(qn_mul_add(hit->normal, -slope, up));
    float skin = w->c->skin;
    qn_scan probe = w->scan;
    probe.hull = (qn_hull){.radius_m = 0.1f * skin, .count = 1};
    qn_vec2 from = qn_mul_add(qn_mul_add(hit->point, 2.0f * skin, up), -0.5f * skin, out);
    qn_obstacle face;
    bool is_face = qn_scan_cast(&probe, from, qn_mul(-3.0f * skin, up), &face) &&
                   face.fraction > 0.0f && is_walkable(w, face.normal);
    return is_face ? face.normal : hit->normal;
}

// How far up from a ground of that normal gives the clearance; straight up, so that a character on
// a slope does not creep.
static float back_off(const walk *w, qn_vec2 normal)
{
    return w->touch / qn_max(steepness(w, normal), 0.25f);
}

// ---- Moving ---------------------------------------------------------------------------------

// Goes as far as it can; *rest is what is left. True if something stopped it.
static bool advance(walk *w, qn_vec2 *rest, qn_obstacle *hit)
{
    if (!qn_scan_cast(&w->scan, w->at, *rest, hit)) {
        w->at = qn_add(w->at, *rest);
        *rest = (qn_vec2){0.0f, 0.0f};
        return false;
    }
    w->at = qn_mul_add(w->at, hit->fraction, *rest);
    w->at = qn_mul_add(w->at, w->touch, hit->normal);
    *rest = qn_mul(1.0f - hit->fraction, *rest);
    return true;
}

static qn_vec2 without(qn_vec2 v, qn_vec2 normal)
{
    float into = qn_dot(v, normal);
    return into < 0.0f ? qn_mul_add(v, -into, normal) : v;
}

// Dynamic bodies that are in the way are given speed, later and all at once.
static void note_push(walk *w, const qn_obstacle *hit)
{
    int32_t body = w->world->shapes[hit->shape].body;
    const qn_motion *motion = qn_motion_of(w->world, body);
    if (w->world->bodies[body].type != QN_BODY_DYNAMIC || w->c->mass <= 0.0f ||
        w->push_count == MAX_PUSHES) {
        return;
    }
    const qn_velocity *velocity = qn_velocity_of(w->world, body);
    qn_vec2 arm = qn_sub(hit->point, qn_scan_center(&w->scan, motion));
    qn_vec2 body_v = qn_add(velocity->v, qn_cross_sv(velocity->w, arm));
    float approach = qn_dot(qn_sub(body_v, w->velocity), hit->normal);
    float lever = qn_cross(arm, hit->normal);
    float give = 1.0f / w->c->mass + motion->inv_mass + motion->inv_inertia * lever * lever;
    float impulse = qn_min(approach / give, w->c->max_push * w->dt);
    if (impulse > 0.0f) {
        w->pushes[w->push_count++] = (push){body, arm, qn_mul(-impulse, hit->normal)};
    }
}

// Up, forward, down: onto an obstacle that is low enough.
static bool step_up(walk *w, qn_vec2 *rest, const qn_obstacle *hit)
{
    const qn_character *c = w->c;
    qn_vec2 up = c->up;
    bool is_dynamic = w->world->bodies[w->world->shapes[hit->shape].body].type == QN_BODY_DYNAMIC;
    float length = qn_abs(qn_dot(*rest, w->across));
    if (c->step_height <= 0.0f || length < TINY_M ||
        (is_dynamic && (c->options & QN_CHARACTER_STEPS_ON_DYNAMIC) == 0)) {
        return false;
    }
    qn_vec2 ahead = qn_mul(qn_dot(*rest, w->across) < 0.0f ? -1.0f : 1.0f, w->across);
    qn_obstacle other;
    float climb = c->step_height;
    if (qn_scan_cast(&w->scan, w->at, qn_mul(climb, up), &other)) {
        climb = climb * other.fraction - w->touch;
    }
    if (climb <= 0.0f) {
        return false;
    }
    walk raised = *w;
    raised.at = qn_mul_add(w->at, climb, up);
    float way = length + c->step_width;
    if (qn_scan_cast(&w->scan, raised.at, qn_mul(way, ahead), &other)) {
        way = way * other.fraction - w->touch;
    }
    if (way < c->step_width) {
        return false;
    }
    raised.at = qn_mul_add(raised.at, qn_min(way, length), ahead);
    if (!qn_scan_cast(&w->scan, raised.at, qn_mul(-climb, up), &other)) {
        return false;
    }
    float rise = climb * (1.0f - other.fraction);
    raised.at = qn_mul_add(raised.at, rise - climb, up);
    if (rise < TINY_M || !is_walkable(w, ground_normal_at(w, &other))) {
        return false;
    }
    w->at = qn_mul_add(raised.at, back_off(w, other.normal), up);
    w->c->flags |= QN_CHARACTER_STEPPED;
    *rest = (qn_vec2){0.0f, 0.0f};
    return true;
}

// On the ground: on along a slope that it may climb, up a step, or not further.
static qn_vec2 meet_walking(walk *w, qn_vec2 rest, const qn_obstacle *hit, qn_vec2 *plane)
{
    float slope = steepness(w, hit->normal);
    *plane = hit->normal;
    if (is_walkable(w, hit->normal)) {
        float side = qn_dot(rest, w->across) < 0.0f ? -1.0f : 1.0f;
        return qn_mul(side * qn_length(rest), qn_right(hit->normal));
    }
    if (step_up(w, &rest, hit)) {
        return rest;
    }
    w->c->flags |= slope < CEILING_COS ? QN_CHARACTER_CEILING : QN_CHARACTER_WALL;
    qn_vec2 flat = qn_normalize(qn_mul_add(hit->normal, -slope, w->c->up));
    *plane = flat.x != 0.0f || flat.y != 0.0f ? flat : hit->normal;
    w->velocity = without(w->velocity, *plane);
    return without(rest, *plane);
}

// Off a surface that is too steep it may slide down, but running into it gains no height.
static qn_vec2 glance(const walk *w, qn_vec2 v, qn_vec2 normal)
{
    qn_vec2 along = without(v, normal);
    float slope = steepness(w, normal);
    float gain = qn_dot(along, w->c->up) - qn_max(qn_dot(v, w->c->up), 0.0f);
    if (gain <= 0.0f || slope < EDGE_COS || is_standable(w, normal)) {
        return along;
    }
    qn_vec2 flat = qn_normalize(qn_mul_add(normal, -slope, w->c->up));
    return without(without(v, flat), normal);
}

static qn_vec2 meet_flying(walk *w, qn_vec2 rest, const qn_obstacle *hit, qn_vec2 *plane)
{
    float slope = steepness(w, hit->normal);
    *plane = hit->normal;
    if (slope < CEILING_COS) {
        w->c->flags |= QN_CHARACTER_CEILING;
    } else if (!is_standable(w, hit->normal)) {
        w->c->flags |= slope > EDGE_COS ? QN_CHARACTER_SLIDING : QN_CHARACTER_WALL;
    }
    w->velocity = glance(w, w->velocity, hit->normal);
    return glance(w, rest, hit->normal);
}

// Whether what is left leads back into a plane that was met before.
static bool is_wedged(qn_vec2 rest, const qn_vec2 *planes, int32_t count)
{
    bool leads_in = false;
    for (int32_t i = 0; i < count; ++i) {
        leads_in = leads_in || qn_dot(rest, planes[i]) < -TINY_M * qn_length(rest);
    }
    return leads_in;
}

static void slide(walk *w, qn_vec2 rest)
{
    qn_vec2 planes[MAX_SLIDES];
    for (int32_t i = 0; i < MAX_SLIDES && qn_length(rest) > TINY_M; ++i) {
        qn_obstacle hit;
        if (!advance(w, &rest, &hit)) {
            return;
        }
        note_push(w, &hit);
        rest = w->walks ? meet_walking(w, rest, &hit, &planes[i])
                        : meet_flying(w, rest, &hit, &planes[i]);
        if (is_wedged(rest, planes, i)) {
            return;
        }
    }
}

// ---- Phases ---------------------------------------------------------------------------------

// The shortest way, roughly, that leaves all planes at a distance.
static qn_vec2 way_out(const qn_obstacle *near, int32_t count, float distance)
{
    qn_vec2 way = {0.0f, 0.0f};
    for (int32_t round = 0; round < RELAXATIONS; ++round) {
        for (int32_t i = 0; i < count; ++i) {
            float depth = distance - near[i].separation - qn_dot(way, near[i].normal);
            way = depth > 0.0f ? qn_mul_add(way, depth, near[i].normal) : way;
        }
    }
    return way;
}

static void recover(walk *w)
{
    qn_scan scan = w->scan;
    scan.hull = w->c->hull;
    float least = 0.0f;
    for (int32_t round = 0; round < RECOVERIES; ++round) {
        qn_obstacle near[MAX_NEAR];
        int32_t count = qn_scan_near(&scan, w->at, w->c->skin, near, MAX_NEAR);
        least = w->c->skin;
        for (int32_t i = 0; i < count; ++i) {
            least = qn_min(least, near[i].separation);
        }
        if (least > 0.5f * w->c->skin) {
            return;
        }
        w->at = qn_add(w->at, way_out(near, count, w->c->skin));
    }
    w->c->flags |= least < -QN_LINEAR_SLOP_M ? QN_CHARACTER_STUCK : 0u;
}

static qn_pose pose_after(const walk *w, int32_t body)
{
    const qn_motion *motion = qn_motion_of(w->world, body);
    if (!qn_body_slot_moves(w->world, body)) {
        return qn_scan_pose(&w->scan, motion);
    }
    const qn_velocity *velocity = qn_velocity_of(w->world, body);
    qn_vec2 center = qn_mul_add(qn_scan_center(&w->scan, motion), w->dt, velocity->v);
    qn_rot q = qn_rot_mul(qn_rot_from_angle(w->dt * velocity->w), motion->pose.q);
    return (qn_pose){qn_sub(center, qn_rotate(q, motion->local_center)), q};
}

// Goes along with the ground; other things may stop it.
static void ride(walk *w)
{
    qn_character *c = w->c;
    if (c->ground == QN_NONE) {
        return;
    }
    int32_t body = w->world->shapes[c->ground].body;
    w->scan.ridden_body = body;
    w->scan.sees_ridden = true;
    w->scan.ridden_pose = pose_after(w, body);
    qn_vec2 stand = qn_transform(w->scan.ridden_pose, c->stand_local);
    qn_vec2 way = qn_sub(stand, c->stand);
    float length = qn_length(way);
    if (length < 1.0e-7f || length > MAX_CARRY_MPS * w->dt + w->c->skin) {
        return;
    }
    w->ground_height += qn_dot(way, c->up);
    w->scan.sees_ridden = false;
    qn_obstacle hit;
    if (advance(w, &way, &hit)) {
        w->at = qn_add(w->at, without(way, hit.normal));
        recover(w);
    }
    w->scan.sees_ridden = true;
}

static void stand_on(walk *w, const qn_obstacle *hit, qn_vec2 normal)
{
    qn_character *c = w->c;
    int32_t body = w->world->shapes[hit->shape].body;
    c->flags |= QN_CHARACTER_GROUNDED;
    c->ground = hit->shape;
    c->ground_normal = normal;
    c->ground_point = hit->point;
    c->stand = qn_mul_add(hit->point, c->hull.radius_m, hit->normal);
    c->stand_local = qn_inv_transform(pose_after(w, body), c->stand);
    if (qn_body_slot_moves(w->world, body)) {
        const qn_velocity *velocity = qn_velocity_of(w->world, body);
        qn_vec2 center = qn_scan_center(&w->scan, qn_motion_of(w->world, body));
        qn_vec2 arm = qn_sub(hit->point, center);
        c->ground_velocity = qn_add(velocity->v, qn_cross_sv(velocity->w, arm));
    }
    float belt = w->world->shapes[hit->shape].material.tangent_speed_mps;
    c->ground_velocity = qn_mul_add(c->ground_velocity, belt, qn_right(normal));
}

// Looks for ground below, as far as it should be drawn down.
static void land(walk *w)
{
    qn_character *c = w->c;
    c->ground = QN_NONE;
    c->ground_normal = (qn_vec2){0.0f, 0.0f};
    c->ground_velocity = (qn_vec2){0.0f, 0.0f};
    c->ground_point = (qn_vec2){0.0f, 0.0f};
    if (!w->walks && qn_dot(w->velocity, c->up) > TINY_M) {
        return;
    }
    float reach = (w->walks ? c->snap : 0.0f) + 3.0f * w->touch;
    qn_obstacle hit;
    if (!qn_scan_cast(&w->scan, w->at, qn_mul(-reach, c->up), &hit)) {
        return;
    }
    qn_vec2 at = w->at;
    w->at = qn_mul_add(at, -reach * hit.fraction, c->up);
    qn_vec2 normal = ground_normal_at(w, &hit);
    if (!is_standable(w, normal)) {
        w->at = at;
        c->flags |= QN_CHARACTER_SLIDING;
        return;
    }
    w->at = qn_mul_add(w->at, back_off(w, hit.normal), c->up);
    stand_on(w, &hit, normal);
    w->velocity = qn_mul_add(w->velocity, -qn_min(qn_dot(w->velocity, c->up), 0.0f), c->up);
}

// The wanted way: along the ground where it walks, which may run as a belt, else as it is.
static qn_vec2 wanted_way(walk *w)
{
    if (!w->walks) {
        return qn_mul(w->dt, w->velocity);
    }
    float speed = qn_dot(w->velocity, w->across);
    w->velocity = qn_mul(speed, w->across);
    float belt = w->world->shapes[w->c->ground].material.tangent_speed_mps;
    qn_vec2 way = qn_mul((speed + belt) * w->dt, qn_right(w->c->ground_normal));
    bool is_too_steep = !is_walkable(w, w->c->ground_normal) && qn_dot(way, w->c->up) > 0.0f;
    return is_too_steep ? (qn_vec2){0.0f, 0.0f} : way;
}

// Its weight on dynamic ground. What it stands on may sleep while it stands still.
static void weigh_on_ground(const walk *w, bool has_moved)
{
    const qn_character *c = w->c;
    if (c->ground == QN_NONE || c->mass <= 0.0f) {
        return;
    }
    int32_t body = w->world->shapes[c->ground].body;
    bool is_asleep = !qn_body_slot_is_awake(w->world, body);
    if (w->world->bodies[body].type != QN_BODY_DYNAMIC || (is_asleep && !has_moved)) {
        return;
    }
    qn_vec2 weight = qn_mul(c->mass * w->dt, w->world->state->gravity_mps2);
    qn_vec2 foot = qn_mul_add(c->stand, -c->hull.radius_m, c->ground_normal);
    if (has_moved) {
        qn_body_wake(w->world, body);
    }
    const qn_motion *motion = qn_motion_of(w->world, body);
    const qn_velocity *velocity = qn_velocity_of(w->world, body);
    qn_vec2 arm = qn_sub(foot, qn_scan_center(&w->scan, motion));
    float turn = motion->inv_inertia * qn_cross(arm, weight);
    qn_body_set_motion(w->world, body, qn_mul_add(velocity->v, motion->inv_mass, weight),
                       velocity->w + turn);
}

static void apply_pushes(walk *w)
{
    for (int32_t i = 0; i < w->push_count; ++i) {
        qn_body_push(w->world, w->pushes[i].body, w->pushes[i].impulse, w->pushes[i].arm);
    }
}

// The body that goes along gets there by the end of the next step.
static void lead_body(walk *w)
{
    int32_t body = w->c->body;
    if (body == QN_NONE || w->dt <= 0.0f || qn_body_slot_is_disabled(w->world, body) ||
        w->world->bodies[body].type != QN_BODY_KINEMATIC) {
        return;
    }
    qn_vec2 way = qn_sub(w->at, qn_scan_pose(&w->scan, qn_motion_of(w->world, body)).p);
    if (way.x != 0.0f || way.y != 0.0f || qn_body_slot_is_awake(w->world, body)) {
        qn_body_wake(w->world, body);
        qn_body_set_motion(w->world, body, qn_mul(1.0f / w->dt, way), 0.0f);
    }
}

static bool is_in_range(qn_vec2 at)
{
    return qn_abs(at.x) <= QN_MAX_POSITION_M && qn_abs(at.y) <= QN_MAX_POSITION_M;
}

// Where it is, and what it remembers as seen from there.
static void settle(qn_character *c, qn_vec2 at)
{
    qn_vec2 origin = c->position;
    c->position.x = qn_two_sum(origin.x, at.x, &c->position_rest.x);
    c->position.y = qn_two_sum(origin.y, at.y, &c->position_rest.y);
    qn_vec2 moved = qn_sub(c->position, origin), zero = {0.0f, 0.0f};
    bool stands = c->ground != QN_NONE;
    c->ground_point = stands ? qn_sub(c->ground_point, moved) : zero;
    c->stand = stands ? qn_sub(c->stand, moved) : zero;
}

void qn_character_walk(qn_world *world, qn_character *character, qn_vec2 velocity, float dt)
{
    walk w = {.world = world,
              .c = character,
              .scan = {.world = world,
                       .character = character,
                       .origin = character->position,
                       .hull = character->hull,
                       .ridden_body = QN_NONE},
              .at = character->position_rest,
              .velocity = velocity,
              .across = qn_right(character->up),
              .dt = dt,
              .touch = TOUCH_SHARE * character->skin};
    w.scan.hull.radius_m += character->skin;
    w.walks = (character->flags & QN_CHARACTER_GROUNDED) != 0 && character->ground != QN_NONE &&
              qn_dot(velocity, character->up) <= TINY_M;
    w.ground_height = qn_dot(character->ground_point, character->up);
    character->flags = 0;
    ride(&w);
    recover(&w);
    slide(&w, wanted_way(&w));
    land(&w);
    if (!is_in_range(qn_add(character->position, w.at))) {
        w.at = character->position_rest;
        w.velocity = (qn_vec2){0.0f, 0.0f};
    }
    bool has_moved = qn_distance(w.at, character->position_rest) > MOVED_MPS * dt;
    character->velocity = w.velocity;
    apply_pushes(&w);
    weigh_on_ground(&w, has_moved);
    lead_body(&w);
    settle(character, w.at);
}
