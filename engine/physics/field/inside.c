// A body that is inside as a whole, the rule, costs one look at its centre; only what crosses the
// border is cut, shape by shape. All of it is seen from the centre of the body.
#include "physics/field/inside.h"

#include "physics/geometry/distance.h"
#include "physics/step.h"

static const qn_vec2 center = {0.0f, 0.0f}; // of the body, as seen from it

// ---- Frames ---------------------------------------------------------------------------------

qn_moving qn_moving_at(const qn_world *world, int32_t row)
{
    const qn_motion *motion = &world->motions[row];
    const qn_velocity *velocity = &world->velocities[row];
    return (qn_moving){.q = qn_rot_mul(velocity->turned, motion->pose.q),
                       .local_center = motion->local_center,
                       .center = motion->center,
                       .rest = qn_add(motion->center_rest, velocity->moved),
                       .v = velocity->v,
                       .w = velocity->w,
                       .inv_mass = motion->inv_mass,
                       .inv_inertia = motion->inv_inertia};
}

qn_field_frame qn_field_frame_of(const qn_world *world, const qn_field *field)
{
    qn_field_frame out = {
        .field = field, .carrier.q = qn_rot_identity(), .directions = qn_rot_identity()};
    if (field->body != QN_NONE) {
        out.carrier = qn_moving_at(world, world->body_rows[field->body]);
        if ((field->flags & QN_FIELD_TURNS) != 0) {
            out.directions = out.carrier.q;
        }
    }
    return out;
}

// The world has no centre: any point of it will do, and from one beside the body nothing is lost.
void qn_field_look_at(qn_field_frame *f, const qn_moving *moving)
{
    qn_moving *carrier = &f->carrier;
    if (f->field->body == QN_NONE) {
        carrier->center = moving->center;
        carrier->local_center = moving->center;
    }
    f->span = qn_add(qn_sub(carrier->center, moving->center), qn_sub(carrier->rest, moving->rest));
    f->pose = (qn_pose){qn_sub(f->span, qn_rotate(carrier->q, carrier->local_center)), carrier->q};
}

qn_vec2 qn_field_point_seen(const qn_field_frame *f, qn_vec2 point)
{
    return qn_add(qn_moving_arm(&f->carrier, point), f->span);
}

qn_vec2 qn_field_flow_at(const qn_field_frame *f, qn_vec2 flow, qn_vec2 arm)
{
    const qn_moving *carrier = &f->carrier;
    qn_vec2 carried = qn_add(carrier->v, qn_cross_sv(carrier->w, qn_sub(arm, f->span)));
    return qn_add(carried, qn_rotate(f->directions, flow));
}

// ---- Regions --------------------------------------------------------------------------------

// Of a point, seen from the body, over the border of the region; below 0 inside.
static float height_over_region(const qn_field_frame *f, qn_vec2 arm)
{
    if (f->field->region.count == 0) {
        return -4.0f * QN_MAX_POSITION_M;
    }
    qn_gap gap;
    qn_hull_gap_to_point(&f->field->region, qn_inv_transform(f->pose, arm), &gap);
    return gap.separation_m;
}

qn_hull_area qn_field_part(const qn_field_frame *f, const qn_hull *hull, const qn_moving *moving,
                           qn_plane *planes, int32_t plane_count)
{
    qn_vec2 middle = qn_moving_arm(moving, hull->centroid);
    float height = height_over_region(f, middle);
    float extent = qn_hull_max_extent(hull, hull->centroid);
    if (height >= extent) {
        return (qn_hull_area){0.0f, middle};
    }
    if (height > -extent) {
        plane_count += qn_hull_planes(&f->field->region, f->pose, planes + plane_count);
    }
    qn_vec2 origin = qn_moving_arm(moving, (qn_vec2){0.0f, 0.0f});
    return qn_hull_part(hull, (qn_pose){origin, moving->q}, planes, plane_count);
}

bool qn_field_means(const qn_field *field, const qn_shape *shape)
{
    return (shape->category_bits & field->mask_bits) != 0 && !qn_shape_is_terrain(shape) &&
           !qn_shape_senses(shape);
}

// By the weight of the shapes, as the body's own mass says nothing about where it sits.
static qn_inside weigh_shapes(const qn_world *world, const qn_field_frame *f,
                              const qn_moving *moving, int32_t body)
{
    qn_plane planes[QN_MAX_OUTLINE];
    qn_vec2 sum = {0.0f, 0.0f};
    float whole = 0.0f;
    float within = 0.0f;
    for (int32_t i = world->bodies[body].first_shape; i != QN_NONE; i = world->shapes[i].next) {
        const qn_shape *shape = &world->shapes[i];
        whole += qn_hull_mass(&shape->hull, shape->density).mass_kg;
        if (qn_field_means(f->field, shape)) {
            qn_hull_area part = qn_field_part(f, &shape->hull, moving, planes, 0);
            float weight = shape->density * part.area;
            within += weight;
            sum = qn_mul_add(sum, weight, part.center);
        }
    }
    if (!(whole > 0.0f)) {
        bool is_in = height_over_region(f, center) <= 0.0f;
        return (qn_inside){is_in ? 1.0f : 0.0f, center};
    }
    qn_vec2 arm = qn_mul(within > 0.0f ? 1.0f / within : 0.0f, sum);
    return (qn_inside){within / whole, arm};
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

qn_inside qn_field_inside(const qn_world *world, const qn_field_frame *f, const qn_moving *moving,
                          int32_t row)
{
    const qn_motion *motion = &world->motions[row];
    float height = height_over_region(f, center);
    if (height >= motion->max_extent_m) {
        return (qn_inside){0.0f, center};
    }
    if (height <= -motion->max_extent_m && are_all_meant(world, f->field, motion->body)) {
        return (qn_inside){1.0f, center};
    }
    return weigh_shapes(world, f, moving, motion->body);
}

bool qn_field_holds(const qn_world *world, qn_field_frame *f, int32_t row, float margin)
{
    const qn_motion *motion = &world->motions[row];
    qn_moving moving = qn_moving_at(world, row);
    qn_field_look_at(f, &moving);
    return height_over_region(f, center) <= -(motion->max_extent_m + margin) &&
           are_all_meant(world, f->field, motion->body);
}
