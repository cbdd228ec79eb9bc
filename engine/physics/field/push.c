// What fields do in a step: once a step the trees tell which rows a field may reach; in each
// sub-step the field looks at them exactly, where they are by then.
//
// The positions of the middle of the step matter: with forces that depend on the place, velocities
// first and then positions (symplectic Euler) keep orbits closed and floating bodies from bobbing
// higher and higher. The order of rows does not: what a field does to a body depends on no other.
#include "physics/field/field.h"

#include "base/sort.h"
#include "physics/effect/wind.h"
#include "physics/geometry/distance.h"
#include "physics/geometry/hull_part.h"
#include "physics/step.h"
#include "physics/world.h"

// A free body that is accelerated by more does not rest.
#define BALANCED_MPS2 0.01f

// A field's frame in the middle of a step.
typedef struct frame {
    const qn_field *field;
    qn_pose pose;
    qn_rot directions;
    qn_vec2 center, v; // of the body that carries it
    float w;
} frame;

// How much of a body is inside a region: the share of its mass, and the middle of that part.
typedef struct inside {
    float share;
    qn_vec2 center;
} inside;

// ---- Frames ---------------------------------------------------------------------------------

static qn_moving moving_at(const qn_world *world, int32_t row)
{
    const qn_motion *motion = &world->motions[row];
    const qn_velocity *velocity = &world->velocities[row];
    qn_moving moving = {.v = velocity->v,
                        .w = velocity->w,
                        .inv_mass = motion->inv_mass,
                        .inv_inertia = motion->inv_inertia};
    moving.center = qn_add(motion->center, velocity->moved);
    moving.pose.q = qn_rot_mul(velocity->turned, motion->pose.q);
    moving.pose.p = qn_sub(moving.center, qn_rotate(moving.pose.q, motion->local_center));
    return moving;
}

static frame frame_of(const qn_world *world, const qn_field *field)
{
    frame out = {.field = field, .pose = qn_pose_identity(), .directions = qn_rot_identity()};
    if (field->body != QN_NONE) {
        qn_moving carrier = moving_at(world, world->bodies[field->body].row);
        out.pose = carrier.pose;
        out.center = carrier.center;
        out.v = carrier.v;
        out.w = carrier.w;
        if ((field->flags & QN_FIELD_TURNS) != 0) {
            out.directions = carrier.pose.q;
        }
    }
    return out;
}

// The flow in world axes at a point, on top of the motion of what carries the field.
static qn_vec2 flow_at(const frame *f, qn_vec2 flow, qn_vec2 point)
{
    qn_vec2 carried = qn_add(f->v, qn_cross_sv(f->w, qn_sub(point, f->center)));
    return qn_add(carried, qn_rotate(f->directions, flow));
}

// ---- Regions --------------------------------------------------------------------------------

// Of a point over the border of the region; below 0 inside.
static float height_over_region(const frame *f, qn_vec2 point)
{
    if (f->field->region.count == 0) {
        return -4.0f * QN_MAX_POSITION_M;
    }
    qn_gap gap;
    qn_hull_gap_to_point(&f->field->region, qn_inv_transform(f->pose, point), &gap);
    return gap.separation_m;
}

static qn_hull_area part_in_region(const frame *f, const qn_hull *hull, qn_pose pose,
                                   qn_plane *planes, int32_t plane_count)
{
    qn_vec2 center = qn_transform(pose, hull->centroid);
    float height = height_over_region(f, center);
    float extent = qn_hull_max_extent(hull, hull->centroid);
    if (height >= extent) {
        return (qn_hull_area){0.0f, center};
    }
    if (height > -extent) {
        plane_count += qn_hull_planes(&f->field->region, f->pose, planes + plane_count);
    }
    return qn_hull_part(hull, pose, planes, plane_count);
}

static bool is_meant(const qn_field *field, const qn_shape *shape)
{
    return (shape->category_bits & field->mask_bits) != 0 && !qn_shape_is_terrain(shape);
}

// By the weight of the shapes, as the body's own mass says nothing about where it sits.
static inside weigh_shapes(const qn_world *world, const frame *f, const qn_moving *moving,
                           int32_t body)
{
    qn_plane planes[QN_MAX_OUTLINE];
    qn_vec2 sum = {0.0f, 0.0f};
    float whole = 0.0f;
    float within = 0.0f;
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        const qn_shape *shape = &world->shapes[i];
        whole += qn_hull_mass(&shape->hull, shape->density).mass_kg;
        if (is_meant(f->field, shape)) {
            qn_hull_area part = part_in_region(f, &shape->hull, moving->pose, planes, 0);
            float weight = shape->density * part.area;
            within += weight;
            sum = qn_mul_add(sum, weight, qn_sub(part.center, moving->center));
        }
    }
    if (!(whole > 0.0f)) {
        bool is_in = height_over_region(f, moving->center) <= 0.0f;
        return (inside){is_in ? 1.0f : 0.0f, moving->center};
    }
    qn_vec2 offset = qn_mul(within > 0.0f ? 1.0f / within : 0.0f, sum);
    return (inside){within / whole, qn_add(moving->center, offset)};
}

static bool are_all_meant(const qn_world *world, const qn_field *field, int32_t body)
{
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if ((world->shapes[i].category_bits & field->mask_bits) == 0) {
            return false;
        }
    }
    return world->bodies[body].first_shape != QN_NONE;
}

static inside find_inside(const qn_world *world, const frame *f, const qn_moving *moving,
                          int32_t row)
{
    const qn_motion *motion = &world->motions[row];
    float height = height_over_region(f, moving->center);
    if (height >= motion->max_extent_m) {
        return (inside){0.0f, moving->center};
    }
    if (height <= -motion->max_extent_m && are_all_meant(world, f->field, motion->body)) {
        return (inside){1.0f, moving->center};
    }
    return weigh_shapes(world, f, moving, motion->body);
}

// ---- Kinds ----------------------------------------------------------------------------------

// An acceleration of the part inside, and a force.
static void push(qn_moving *moving, inside in, qn_vec2 acceleration, qn_vec2 force, float h)
{
    qn_vec2 change = qn_mul_add(acceleration, moving->inv_mass, force);
    qn_vec2 arm = qn_sub(in.center, moving->center);
    float mass = moving->inv_mass > 0.0f ? 1.0f / moving->inv_mass : 0.0f;
    qn_vec2 total = qn_mul_add(force, mass, acceleration);
    moving->v = qn_mul_add(moving->v, h * in.share, change);
    moving->w += h * in.share * moving->inv_inertia * qn_cross(arm, total);
}

static void drag(qn_moving *moving, qn_vec2 flow, float rate, float h)
{
    moving->v = qn_mul(1.0f / (1.0f + h * rate), qn_mul_add(moving->v, h * rate, flow));
}

static void push_area(const frame *f, qn_moving *moving, inside in, float h)
{
    const qn_area_field *area = &f->field->push.area;
    push(moving, in, qn_rotate(f->directions, area->acceleration_mps2),
         qn_rotate(f->directions, area->force_n), h);
    drag(moving, flow_at(f, area->flow_mps, in.center), in.share * area->linear_drag_per_s, h);
    float rate = h * in.share * area->angular_drag_per_s;
    moving->w = (moving->w + rate * f->w) / (1.0f + rate);
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

static void push_point(const frame *f, qn_moving *moving, inside in, float h)
{
    const qn_point_field *point = &f->field->push.point;
    qn_vec2 arm = qn_sub(qn_transform(f->pose, point->point_m), in.center);
    qn_vec2 pull = weaken(arm, point->falloff, point->min_distance_m, point->max_distance_m);
    push(moving, in, qn_mul(point->acceleration_mps2, pull), qn_mul(point->force_n, pull), h);
}

static void push_radial(const frame *f, qn_moving *moving, inside in, float h)
{
    const qn_radial_field *radial = &f->field->push.radial;
    qn_vec2 arm = qn_sub(in.center, qn_transform(f->pose, radial->axis_m));
    qn_vec2 out = weaken(arm, radial->falloff, radial->min_distance_m, radial->max_distance_m);
    qn_vec2 round = qn_left(out);
    qn_vec2 turn = qn_mul(radial->tangential_mps2, round);
    push(moving, in, qn_mul_add(turn, -radial->inward_mps2, out), (qn_vec2){0.0f, 0.0f}, h);
    bool is_near = out.x != 0.0f || out.y != 0.0f;
    qn_vec2 carried = flow_at(f, (qn_vec2){0.0f, 0.0f}, in.center);
    drag(moving, qn_mul_add(carried, radial->flow_mps, round),
         is_near ? in.share * radial->linear_drag_per_s : 0.0f, h);
}

static void push_wind(const qn_world *world, const frame *f, qn_moving *moving, inside in,
                      int32_t body, float h)
{
    qn_wind wind = f->field->push.wind;
    wind.velocity_mps = flow_at(f, wind.velocity_mps, in.center);
    wind.drag_kgpm2 *= in.share;
    wind.lift_kgpm2 *= in.share;
    qn_wind_sums sums = {0};
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        if (is_meant(f->field, &world->shapes[i])) {
            qn_wind_add(&sums, moving, &world->shapes[i].hull, &wind);
        }
    }
    qn_wind_look_ahead(&sums, moving, h);
    qn_wind_apply(&sums, moving, h);
}

// Archimedes; then drag of the displaced mass at the middle of each part under water.
static void push_buoyancy(const qn_world *world, const frame *f, qn_moving *moving, int32_t row,
                          float h)
{
    const qn_buoyancy_field *fluid = &f->field->push.buoyancy;
    const qn_motion *motion = &world->motions[row];
    qn_plane planes[QN_MAX_OUTLINE + 1];
    qn_vec2 normal = qn_rotate(f->directions, fluid->surface_normal);
    planes[0] = (qn_plane){normal, qn_dot(normal, qn_transform(f->pose, fluid->surface_m))};
    int32_t plane_count = normal.x != 0.0f || normal.y != 0.0f ? 1 : 0;
    qn_vec2 down = qn_mul(motion->gravity_scale, world->state->gravity_mps2);
    qn_wind_sums sums = {0};
    float displaced = 0.0f;
    for (int32_t i = world->bodies[motion->body].first_shape; i != QN_NONE;
         i = world->shapes[i].next) {
        if (is_meant(f->field, &world->shapes[i])) {
            qn_hull_area part =
                part_in_region(f, &world->shapes[i].hull, moving->pose, planes, plane_count);
            float mass = fluid->density_kgpm2 * part.area;
            qn_vec2 arm = qn_sub(part.center, moving->center);
            qn_vec2 point_v = qn_add(moving->v, qn_cross_sv(moving->w, arm));
            qn_vec2 relative = qn_sub(flow_at(f, fluid->flow_mps, part.center), point_v);
            qn_drag_add(&sums, arm, relative, fluid->linear_drag_per_s * mass);
            sums.push_force = qn_mul_add(sums.push_force, -mass, down);
            sums.push_torque -= mass * qn_cross(arm, down);
            displaced += mass;
        }
    }
    if (moving->inv_inertia > 0.0f) {
        float rate = fluid->angular_drag_per_s * displaced * moving->inv_mass / moving->inv_inertia;
        sums.drag_inertia += rate;
        sums.drag_torque += rate * (f->w - moving->w);
    }
    qn_wind_apply(&sums, moving, h);
}

static void push_row(qn_world *world, const frame *f, int32_t row, float h)
{
    const qn_motion *motion = &world->motions[row];
    if (world->bodies[motion->body].type != QN_BODY_DYNAMIC || motion->body == f->field->body) {
        return;
    }
    qn_moving moving = moving_at(world, row);
    inside in = {1.0f, moving.center};
    if (f->field->kind != QN_FIELD_BUOYANCY) {
        in = find_inside(world, f, &moving, row);
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

// The rows that a hit stands for: from *first until before the result.
static int32_t rows_of_hit(const qn_world *world, qn_field_hit hit, int32_t *first)
{
    *first = hit.row != QN_NONE ? hit.row : 0;
    return hit.row != QN_NONE ? hit.row + 1 : world->state->awake_count;
}

void qn_fields_begin(qn_world *world)
{
    qn_scratch *scratch = world->scratch;
    for (int32_t i = 0; i < scratch->field_hit_count; ++i) {
        int32_t first;
        int32_t end = rows_of_hit(world, scratch->field_hits[i], &first);
        for (int32_t row = first; row < end; ++row) {
            scratch->row_speeds[row] = world->velocities[row].v;
            scratch->row_colors[row] |= QN_FIELD_BIT;
        }
    }
}

void qn_fields_push(qn_world *world, float h)
{
    for (int32_t i = 0; i < world->scratch->field_hit_count; ++i) {
        qn_field_hit hit = world->scratch->field_hits[i];
        frame f = frame_of(world, &world->fields[hit.field]);
        int32_t first;
        int32_t end = rows_of_hit(world, hit, &first);
        for (int32_t row = first; row < end; ++row) {
            push_row(world, &f, row, h);
        }
    }
}

// A free body rests only where all forces on it balance: at its turning points it is slow, too.
void qn_fields_keep_unbalanced(qn_world *world, const qn_step *step)
{
    const qn_scratch *scratch = world->scratch;
    float limit = BALANCED_MPS2 * step->dt_s;
    for (int32_t i = 0; i < scratch->field_hit_count; ++i) {
        int32_t first;
        int32_t end = rows_of_hit(world, scratch->field_hits[i], &first);
        for (int32_t row = first; row < end; ++row) {
            qn_vec2 change = qn_sub(world->velocities[row].v, scratch->row_speeds[row]);
            if (!qn_row_is_bound(scratch, row) && qn_length(change) > limit) {
                world->bodies[world->motions[row].body].sleep_time_s = 0.0f;
            }
        }
    }
}

// ---- The stage ------------------------------------------------------------------------------

// Slots of the dynamic bodies with a shape whose fat box meets the region's box, in scratch.
static int32_t find_bodies(const qn_world *world, const qn_field *field)
{
    frame f = frame_of(world, field);
    int32_t *found = world->scratch->found_shapes;
    int32_t count = 0;
    qn_tree_walk walk;
    qn_tree_walk_start(&walk, &world->state->trees[1], world->moving_nodes,
                       qn_hull_aabb(&field->region, f.pose), field->mask_bits);
    for (int32_t leaf = qn_tree_walk_next(&walk); leaf != QN_TREE_NULL;
         leaf = qn_tree_walk_next(&walk)) {
        int32_t body = world->shapes[world->moving_nodes[leaf].item].body;
        if (world->bodies[body].type == QN_BODY_DYNAMIC) {
            found[count++] = body;
        }
    }
    return qn_sort_unique_slots(found, count);
}

static void note_hit(qn_world *world, int32_t field, int32_t row)
{
    qn_scratch *scratch = world->scratch;
    scratch->field_hits[scratch->field_hit_count++] = (qn_field_hit){field, row};
}

static void note_rows(qn_world *world, int32_t index)
{
    const qn_field *field = &world->fields[index];
    if (field->region.count == 0) {
        note_hit(world, index, QN_NONE);
        return;
    }
    int32_t count = find_bodies(world, field);
    int32_t limit = QN_FIELD_HITS_PER_BODY * world->state->body_pool.capacity;
    if (world->scratch->field_hit_count + count > limit) {
        note_hit(world, index, QN_NONE);
        return;
    }
    for (int32_t i = 0; i < count; ++i) {
        int32_t row = world->bodies[world->scratch->found_shapes[i]].row;
        if (qn_row_is_awake(world, row)) {
            note_hit(world, index, row);
        }
    }
}

static bool moves_with_body(const qn_world *world, const qn_field *field)
{
    if (field->body == QN_NONE || !qn_body_slot_moves(world, field->body)) {
        return false;
    }
    const qn_velocity *velocity = qn_velocity_of(world, field->body);
    float extent = qn_motion_of(world, field->body)->max_extent_m;
    float speed = qn_length(velocity->v) + qn_abs(velocity->w) * extent;
    return speed > world->bodies[field->body].sleep_speed_mps;
}

static bool is_field(const qn_world *world, int32_t index)
{
    return world->field_slots[index].is_live &&
           (world->fields[index].flags & QN_FIELD_ENABLED) != 0;
}

void qn_stage_fields(qn_world *world, const qn_step *step)
{
    (void)step;
    world->scratch->field_hit_count = 0;
    for (int32_t i = 0; i < world->state->field_pool.used_count; ++i) {
        if (is_field(world, i) && moves_with_body(world, &world->fields[i])) {
            qn_field_rouse_inside(world, i, false);
        }
    }
    for (int32_t i = 0; i < world->state->field_pool.used_count; ++i) {
        if (is_field(world, i)) {
            note_rows(world, i);
        }
    }
}

// ---- Waking ---------------------------------------------------------------------------------

static void rouse(qn_world *world, const qn_field *field, int32_t body, bool anew)
{
    if (world->bodies[body].type != QN_BODY_DYNAMIC || body == field->body ||
        qn_body_slot_is_disabled(world, body)) {
        return;
    }
    if (anew) {
        qn_body_wake(world, body);
    } else {
        qn_body_rouse(world, body);
    }
}

void qn_field_rouse_inside(qn_world *world, int32_t index, bool anew)
{
    const qn_field *field = &world->fields[index];
    if (field->region.count == 0) {
        for (int32_t i = 0; i < world->state->body_pool.used_count; ++i) {
            if (world->body_slots[i].is_live) {
                rouse(world, field, i, anew);
            }
        }
        return;
    }
    int32_t count = find_bodies(world, field);
    for (int32_t i = 0; i < count; ++i) {
        rouse(world, field, world->scratch->found_shapes[i], anew);
    }
}
