// Fields: their regions, and a mark of what they push with.
#include "physics/debug/draw.h"
#include "physics/field/field.h"

static qn_vec2 direction_of(const qn_field *field, qn_pose frame, qn_vec2 direction)
{
    bool turns = (field->flags & QN_FIELD_TURNS) != 0;
    return turns ? qn_rotate(frame.q, direction) : direction;
}

static void draw_arrow(qn_pen *pen, qn_vec2 from, qn_vec2 direction)
{
    qn_vec2 unit = qn_normalize(direction);
    qn_vec2 tip = qn_mul_add(from, 6.0f * pen->mark, unit);
    qn_vec2 back = qn_mul_add(tip, -2.0f * pen->mark, unit);
    qn_vec2 side = qn_mul(pen->mark, qn_left(unit));
    if (unit.x != 0.0f || unit.y != 0.0f) {
        qn_pen_line(pen, from, tip);
        qn_pen_line(pen, tip, qn_add(back, side));
        qn_pen_line(pen, tip, qn_sub(back, side));
    }
}

static void draw_rings(qn_pen *pen, qn_vec2 at, float nearest, float furthest)
{
    qn_pen_point(pen, at);
    qn_pen_circle(pen, at, nearest);
    if (furthest > 0.0f) {
        qn_pen_circle(pen, at, furthest);
    }
}

static void draw_surface(qn_pen *pen, qn_vec2 at, qn_vec2 normal)
{
    qn_vec2 along = qn_mul(10.0f * pen->mark, qn_left(qn_normalize(normal)));
    qn_pen_line(pen, qn_sub(at, along), qn_add(at, along));
    draw_arrow(pen, at, normal);
}

static void draw_push(qn_pen *pen, const qn_field *field, qn_pose frame, qn_vec2 middle)
{
    const qn_field_push *push = &field->push;
    switch (field->kind) {
    case QN_FIELD_AREA:
        draw_arrow(pen, middle, direction_of(field, frame, push->area.acceleration_mps2));
        draw_arrow(pen, middle, direction_of(field, frame, push->area.force_n));
        break;
    case QN_FIELD_POINT:
        draw_rings(pen, qn_transform(frame, push->point.point_m), push->point.min_distance_m,
                   push->point.max_distance_m);
        break;
    case QN_FIELD_RADIAL:
        draw_rings(pen, qn_transform(frame, push->radial.axis_m), push->radial.min_distance_m,
                   push->radial.max_distance_m);
        break;
    case QN_FIELD_BUOYANCY:
        draw_surface(pen, qn_transform(frame, push->buoyancy.surface_m),
                     direction_of(field, frame, push->buoyancy.surface_normal));
        break;
    default:
        draw_arrow(pen, middle, direction_of(field, frame, push->wind.velocity_mps));
    }
}

static void draw_field(qn_drawing *d, const qn_field *field)
{
    qn_pose frame =
        field->body != QN_NONE ? qn_motion_of(d->world, field->body)->pose : qn_pose_identity();
    qn_vec2 middle = frame.p;
    d->pen.color = (field->flags & QN_FIELD_ENABLED) != 0 ? QN_INK_FIELD : QN_INK_DISABLED;
    if (field->region.count > 0) {
        qn_pen_hull(&d->pen, &field->region, frame);
        middle = qn_transform(frame, field->region.centroid);
    }
    draw_push(&d->pen, field, frame, middle);
}

void qn_draw_fields(qn_drawing *d)
{
    for (int32_t i = 0; i < d->world->state->field_pool.used_count; ++i) {
        if (d->world->field_slots[i].is_live) {
            draw_field(d, &d->world->fields[i]);
        }
    }
}
