// What each kind of field does to a body within a sub-step.
#include "physics/field/inside.h"
#include "physics/step.h"
#include "physics/world.h"

// ---- Kinds ----------------------------------------------------------------------------------

// An acceleration of the part inside, and a force.
static void push(qn_moving *moving, qn_inside in, qn_vec2 acceleration, qn_vec2 force, float h)
{
    qn_vec2 change = qn_mul_add(acceleration, moving->inv_mass, force);
    float mass = moving->inv_mass > 0.0f ? 1.0f / moving->inv_mass : 0.0f;
    qn_vec2 total = qn_mul_add(force, mass, acceleration);
    moving->v = qn_mul_add(moving->v, h * in.share, change);
    moving->w += h * in.share * moving->inv_inertia * qn_cross(in.arm, total);
}

static void drag(qn_moving *moving, qn_vec2 flow, float rate, float h)
{
    moving->v = qn_mul(1.0f / (1.0f + h * rate), qn_mul_add(moving->v, h * rate, flow));
}

static void push_area(const qn_field_frame *f, qn_moving *moving, qn_inside in, float h)
{
    const qn_area_field *area = &f->field->push.area;
    push(moving, in, qn_rotate(f->directions, area->acceleration_mps2),
         qn_rotate(f->directions, area->force_n), h);
    drag(moving, qn_field_flow_at(f, area->flow_mps, in.arm), in.share * area->linear_drag_per_s,
         h);
    float rate = h * in.share * area->angular_drag_per_s;
    moving->w = (moving->w + rate * f->carrier.w) / (1.0f + rate);
}

static float falloff_at(qn_falloff falloff, float distance)
{
    switch (falloff) {
    case QN_FALLOFF_INVERSE:
        return 1.0f / distance;
    case QN_FALLOFF_INVERSE_SQUARE:
        return 1.0f / (distance * distance);
    case QN_FALLOFF_LINEAR:
        return distance;
    case QN_FALLOFF_NONE:
        break;
    }
    return 1.0f;
}

// The direction of `arm` times the falloff; shorter within the least distance.
static qn_vec2 weaken(qn_vec2 arm, qn_falloff falloff, float least, float most)
{
    float distance = qn_length(arm);
    if (most > 0.0f && distance > most) {
        return (qn_vec2){0.0f, 0.0f};
    }
    float at = qn_max(distance, least);
    return qn_mul(falloff_at(falloff, at) / at, arm);
}

static void push_point(const qn_field_frame *f, qn_moving *moving, qn_inside in, float h)
{
    const qn_point_field *point = &f->field->push.point;
    qn_vec2 arm = qn_sub(qn_field_point_seen(f, point->point_m), in.arm);
    qn_vec2 pull = weaken(arm, point->falloff, point->min_distance_m, point->max_distance_m);
    push(moving, in, qn_mul(point->acceleration_mps2, pull), qn_mul(point->force_n, pull), h);
}

static void push_radial(const qn_field_frame *f, qn_moving *moving, qn_inside in, float h)
{
    const qn_radial_field *radial = &f->field->push.radial;
    qn_vec2 arm = qn_sub(in.arm, qn_field_point_seen(f, radial->axis_m));
    qn_vec2 out = weaken(arm, radial->falloff, radial->min_distance_m, radial->max_distance_m);
    qn_vec2 round = qn_left(out);
    qn_vec2 turn = qn_mul(radial->tangential_mps2, round);
    push(moving, in, qn_mul_add(turn, -radial->inward_mps2, out), (qn_vec2){0.0f, 0.0f}, h);
    bool is_near = out.x != 0.0f || out.y != 0.0f;
    qn_vec2 carried = qn_field_flow_at(f, (qn_vec2){0.0f, 0.0f}, in.arm);
    drag(moving, qn_mul_add(carried, radial->flow_mps, round),
         is_near ? in.share * radial->linear_drag_per_s : 0.0f, h);
}

static void push_wind(const qn_world *world, const qn_field_frame *f, qn_moving *moving,
                      qn_inside in, int32_t body, float h)
{
    qn_wind wind = f->field->push.wind;
    wind.velocity_mps = qn_field_flow_at(f, wind.velocity_mps, in.arm);
    wind.drag_kgpm2 *= in.share;
    wind.lift_kgpm2 *= in.share;
    qn_wind_sums sums = {0};
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (qn_field_means(f->field, &world->shapes[i])) {
            qn_wind_add(&sums, moving, &world->shapes[i].hull, &wind);
        }
    }
    qn_wind_look_ahead(&sums, moving, h);
    qn_wind_apply(&sums, moving, h);
}

// Archimedes; then drag of the displaced mass at the middle of each part under water.
static void push_buoyancy(const qn_world *world, const qn_field_frame *f, qn_moving *moving,
                          int32_t row, float h)
{
    const qn_buoyancy_field *fluid = &f->field->push.buoyancy;
    const qn_motion *motion = &world->motions[row];
    qn_plane planes[QN_MAX_OUTLINE + 1];
    qn_vec2 normal = qn_rotate(f->directions, fluid->surface_normal);
    planes[0] = (qn_plane){normal, qn_dot(normal, qn_field_point_seen(f, fluid->surface_m))};
    int32_t plane_count = normal.x != 0.0f || normal.y != 0.0f ? 1 : 0;
    qn_vec2 down = qn_mul(motion->gravity_scale, world->state->gravity_mps2);
    qn_wind_sums sums = {0};
    float displaced = 0.0f;
    for (int32_t i = world->bodies[motion->body].first_shape; i != QN_NONE;
         i = world->shapes[i].next) {
        if (qn_field_means(f->field, &world->shapes[i])) {
            qn_hull_area part =
                qn_field_part(f, &world->shapes[i].hull, moving, planes, plane_count);
            float mass = fluid->density_kgpm2 * part.area;
            qn_vec2 arm = part.center;
            qn_vec2 point_v = qn_add(moving->v, qn_cross_sv(moving->w, arm));
            qn_vec2 relative = qn_sub(qn_field_flow_at(f, fluid->flow_mps, arm), point_v);
            qn_drag_add(&sums, arm, relative, fluid->linear_drag_per_s * mass);
            sums.push_force = qn_mul_add(sums.push_force, -mass, down);
            sums.push_torque -= mass * qn_cross(arm, down);
            displaced += mass;
        }
    }
    if (moving->inv_inertia > 0.0f) {
        float rate = fluid->angular_drag_per_s * displaced * moving->inv_mass / moving->inv_inertia;
        sums.drag_inertia += rate;
        sums.drag_torque += rate * (f->carrier.w - moving->w);
    }
    qn_wind_apply(&sums, moving, h);
}

void qn_field_push_row(qn_world *world, qn_field_frame *f, qn_field_hit hit, float h)
{
    int32_t row = hit.row;
    const qn_motion *motion = &world->motions[row];
    if (world->bodies[motion->body].type != QN_BODY_DYNAMIC || motion->body == f->field->body) {
        return;
    }
    qn_moving moving = qn_moving_at(world, row);
    qn_field_look_at(f, &moving);
    qn_inside in = {1.0f, {0.0f, 0.0f}};
    if (f->field->kind != QN_FIELD_BUOYANCY && !hit.is_whole) {
        in = qn_field_inside(world, f, &moving, row);
    }
    if (in.share <= 0.0f) {
        return;
    }
    switch ((qn_field_kind)f->field->kind) {
    case QN_FIELD_AREA:
        push_area(f, &moving, in, h);
        break;
    case QN_FIELD_POINT:
        push_point(f, &moving, in, h);
        break;
    case QN_FIELD_RADIAL:
        push_radial(f, &moving, in, h);
        break;
    case QN_FIELD_BUOYANCY:
        push_buoyancy(world, f, &moving, row, h);
        break;
    case QN_FIELD_WIND:
        push_wind(world, f, &moving, in, motion->body, h);
        break;
    }
    qn_velocity *velocity = &world->velocities[row];
    velocity->v = moving.v;
    velocity->w = moving.w;
    qn_hold_locks(motion->locks, velocity);
}
