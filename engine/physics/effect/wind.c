// Wind on hulls, by edges, after the flat plate model of Box2D v3.
//
// Drag of edge i is D_i u_i with D_i = drag L s |u_i| for the speed after the step, which follows
// from that before it, so the change of velocity is that of a linear damper at each edge. It is
// solved implicitly, with all edges at once:
//   (M + h C) dv = h f,  C = [ D, left(P); left(P), Q ],  D = sum D_i, P = sum D_i r_i,
//   Q = sum D_i r_i.r_i
// C is positive semi-definite, so no drag and no step can turn the motion round, and the speed at
// which drag balances a weight is exact. Lift acts across u and does no work; it is explicit, and
// limited to half of the relative speed in a step.
#include "physics/effect/wind.h"

#include "physics/check.h"
#include "physics/step.h"

#define MAX_COEFFICIENT 1.0e6f
#define MAX_LIFT_PER_STEP 0.5f

qn_error qn_wind_check(const qn_world *world, const qn_wind *wind)
{
    QN_TRY(qn_check_vec2(world, wind->velocity_mps, QN_MAX_SPEED_MPS, "velocity_mps"));
    QN_TRY(qn_check_range(world, wind->drag_kgpm2, 0.0f, MAX_COEFFICIENT, "drag_kgpm2"));
    return qn_check_range(world, wind->lift_kgpm2, 0.0f, MAX_COEFFICIENT, "lift_kgpm2");
}

void qn_drag_add(qn_wind_sums *sums, qn_vec2 r, qn_vec2 u, float drag)
{
    qn_vec2 force = qn_mul(drag, u);
    sums->drag += drag;
    sums->drag_arm = qn_mul_add(sums->drag_arm, drag, r);
    sums->drag_inertia += drag * qn_length_squared(r);
    sums->drag_force = qn_add(sums->drag_force, force);
    sums->drag_torque += qn_cross(r, force);
}

static void add_lift(qn_wind_sums *sums, const qn_moving *moving, qn_vec2 r, qn_vec2 across,
                     float coefficient, float speed)
{
    qn_vec2 force = qn_mul(coefficient * speed * speed, across);
    sums->lift_force = qn_add(sums->lift_force, force);
    sums->lift_torque += qn_cross(r, force);
    float response = moving->inv_mass + moving->inv_inertia * qn_length_squared(r);
    sums->lift_rate += coefficient * speed * response;
}

// The wind as seen from a point of the body at r from its centre.
static qn_vec2 wind_at(const qn_moving *moving, qn_vec2 r, const qn_wind *wind)
{
    return qn_sub(wind->velocity_mps, qn_add(moving->v, qn_cross_sv(moving->w, r)));
}

static void add_edge(qn_wind_sums *sums, const qn_moving *moving, const qn_hull *hull, int32_t i,
                     const qn_wind *wind)
{
    qn_vec2 a = hull->vertices[i];
    qn_vec2 b = hull->vertices[i + 1 < hull->count ? i + 1 : 0];
    qn_vec2 normal = qn_rotate(moving->q, hull->normals[i]);
    qn_vec2 r = qn_moving_arm(moving, qn_lerp(a, b, 0.5f));
    qn_vec2 u = wind_at(moving, r, wind);
    float speed = qn_length(u);
    qn_vec2 along = qn_normalize(u);
    float sine = -qn_dot(normal, along);
    if (sine <= 0.0f) {
        return;
    }
    float width = qn_distance(a, b) * sine;
    qn_vec2 across = qn_neg(qn_mul_add(normal, sine, along));
    qn_drag_add(sums, r, u, wind->drag_kgpm2 * width * speed);
    add_lift(sums, moving, r, across, wind->lift_kgpm2 * width, speed);
}

void qn_wind_add(qn_wind_sums *sums, const qn_moving *moving, const qn_hull *hull,
                 const qn_wind *wind)
{
    for (int32_t i = 0; i < hull->count && hull->count > 1; ++i) {
        add_edge(sums, moving, hull, i, wind);
    }
    if (hull->radius_m > 0.0f) {
        qn_vec2 r = qn_moving_arm(moving, hull->centroid);
        qn_vec2 u = wind_at(moving, r, wind);
        qn_drag_add(sums, r, u, wind->drag_kgpm2 * 2.0f * hull->radius_m * qn_length(u));
    }
}

// With x = h D / m the speed after h is f times that of now, f = 1 / (1 + x f).
void qn_wind_look_ahead(qn_wind_sums *sums, const qn_moving *moving, float h)
{
    float x = h * moving->inv_mass * sums->drag;
    float f = 2.0f / (1.0f + __builtin_sqrtf(1.0f + 4.0f * x));
    sums->drag *= f;
    sums->drag_arm = qn_mul(f, sums->drag_arm);
    sums->drag_inertia *= f;
    sums->drag_force = qn_mul(f, sums->drag_force);
    sums->drag_torque *= f;
}

// Pushes come first, so that drag sees what they have done.
void qn_wind_apply(const qn_wind_sums *sums, qn_moving *moving, float h)
{
    float m = h * moving->inv_mass;
    float i = h * moving->inv_inertia;
    qn_vec2 pushed_v = qn_mul(m, sums->push_force);
    float pushed_w = i * sums->push_torque;
    qn_vec2 arm = sums->drag_arm;
    qn_vec2 drag_force =
        qn_sub(sums->drag_force, qn_add(qn_mul(sums->drag, pushed_v), qn_cross_sv(pushed_w, arm)));
    float drag_torque = sums->drag_torque - qn_cross(arm, pushed_v) - pushed_w * sums->drag_inertia;
    float scale = m / (1.0f + m * sums->drag);
    qn_vec2 coupling = qn_left(sums->drag_arm);
    float inertia = 1.0f + i * (sums->drag_inertia - scale * qn_length_squared(sums->drag_arm));
    float torque = drag_torque - scale * qn_dot(coupling, drag_force);
    float dw = i * torque / qn_max(inertia, 1.0f);
    qn_vec2 dv = qn_mul(scale, qn_mul_add(drag_force, -dw, coupling));
    float lift =
        h * sums->lift_rate > MAX_LIFT_PER_STEP ? MAX_LIFT_PER_STEP / (h * sums->lift_rate) : 1.0f;
    dv = qn_add(qn_mul_add(dv, lift * m, sums->lift_force), pushed_v);
    dw += lift * i * sums->lift_torque + pushed_w;
    // Numbers at the edge of their range may overflow on the way; then there is no wind.
    if (qn_v2_is_finite(dv) && qn_is_finite(dw)) {
        moving->v = qn_add(moving->v, dv);
        moving->w += dw;
    }
}

qn_error qn_shape_apply_wind(qn_world *world, qn_shape_id id, const qn_wind *wind, float dt_s)
{
    if (world == NULL || wind == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    int32_t index = qn_find_shape(world, id);
    if (index == QN_NONE) {
        return qn_refuse_handle(world, id.raw);
    }
    int32_t body = world->shapes[index].body;
    if (world->bodies[body].type != QN_BODY_DYNAMIC) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "wind acts on dynamic bodies only");
    }
    if (qn_shape_senses(&world->shapes[index])) {
        return qn_refuse(world, QN_ERROR_WRONG_TYPE, "wind does not feel sensors");
    }
    QN_TRY(qn_wind_check(world, wind));
    QN_TRY(qn_check_range(world, dt_s, 0.0f, 1.0f, "dt_s"));
    qn_body_wake(world, body);
    const qn_motion *motion = qn_motion_of(world, body);
    qn_velocity *velocity = qn_velocity_of(world, body);
    qn_moving moving = {.q = motion->pose.q,
                        .local_center = motion->local_center,
                        .v = velocity->v,
                        .w = velocity->w,
                        .inv_mass = motion->inv_mass,
                        .inv_inertia = motion->inv_inertia};
    qn_wind_sums sums = {0};
    qn_wind_add(&sums, &moving, &world->shapes[index].hull, wind);
    qn_wind_look_ahead(&sums, &moving, dt_s);
    qn_wind_apply(&sums, &moving, dt_s);
    qn_body_set_motion(world, body, moving.v, moving.w);
    return QN_ERROR_OK;
}
