// The door of debug drawing, and the layers that go body by body.
#include "physics/debug/draw.h"

#include "physics/check.h"

#define EVERYWHERE_M 1.0e9f
#define MAX_MARK_M 1.0e4f
#define MAX_SCALE 1.0e6f

// ---- Bodies ---------------------------------------------------------------------------------

static void draw_axes(qn_pen *pen, const qn_motion *motion)
{
    qn_vec2 x = qn_mul(2.0f * pen->mark, qn_v2(motion->pose.q.c, motion->pose.q.s));
    pen->color = QN_INK_CENTER;
    qn_pen_point(pen, motion->center);
    qn_pen_line(pen, motion->center, qn_add(motion->center, x));
    qn_pen_line(pen, motion->center, qn_mul_add(motion->center, 0.5f, qn_left(x)));
}

static void draw_velocity(qn_drawing *d, const qn_motion *motion, const qn_velocity *velocity)
{
    qn_vec2 tip = qn_mul_add(motion->center, d->velocity_scale_s, velocity->v);
    d->pen.color = QN_INK_VELOCITY;
    if (velocity->v.x != 0.0f || velocity->v.y != 0.0f) {
        qn_pen_line(&d->pen, motion->center, tip);
        qn_pen_point(&d->pen, tip);
    }
}

static void draw_body(qn_drawing *d, int32_t body, uint32_t flag)
{
    const qn_motion *motion = qn_motion_of(d->world, body);
    bool is_static = d->world->bodies[body].type == QN_BODY_STATIC;
    if (flag == QN_DEBUG_CENTERS && !is_static) {
        draw_axes(&d->pen, motion);
    } else if (flag == QN_DEBUG_VELOCITIES) {
        draw_velocity(d, motion, qn_velocity_of(d->world, body));
    } else if (flag == QN_DEBUG_IDS) {
        d->pen.color = QN_INK_NUMBER;
        qn_pen_number(&d->pen, motion->center, (float)body, 0);
    }
}

static void draw_layer(qn_drawing *d, uint32_t flag)
{
    for (int32_t body = 0; body < d->world->state->body_pool.used_count; ++body) {
        if (d->world->body_slots[body].is_live) {
            draw_body(d, body, flag);
        }
    }
}

void qn_draw_bodies(qn_drawing *d)
{
    static const uint32_t layers[] = {QN_DEBUG_CENTERS, QN_DEBUG_VELOCITIES, QN_DEBUG_IDS};
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; ++i) {
        if ((d->flags & layers[i]) != 0) {
            draw_layer(d, layers[i]);
        }
    }
}

// ---- The door -------------------------------------------------------------------------------

static qn_error check_opts(const qn_world *world, const qn_debug_opts *opts)
{
    QN_TRY(qn_check_vec2(world, opts->view_m.lower, EVERYWHERE_M, "view_m"));
    QN_TRY(qn_check_vec2(world, opts->view_m.upper, EVERYWHERE_M, "view_m"));
    if (opts->view_m.lower.x > opts->view_m.upper.x ||
        opts->view_m.lower.y > opts->view_m.upper.y) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "view_m has no inside");
    }
    if ((opts->flags & ~(uint32_t)QN_DEBUG_ALL) != 0) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "flags");
    }
    QN_TRY(qn_check_range(world, opts->mark_m, 0.0f, MAX_MARK_M, "mark_m"));
    QN_TRY(qn_check_range(world, opts->impulse_m_per_ns, 0.0f, MAX_SCALE, "impulse_m_per_ns"));
    return qn_check_range(world, opts->velocity_scale_s, 0.0f, MAX_SCALE, "velocity_scale_s");
}

static float or_default(float value, float start) { return value > 0.0f ? value : start; }

static qn_drawing start(const qn_world *world, const qn_debug_opts *opts)
{
    static const qn_aabb everything = {{-EVERYWHERE_M, -EVERYWHERE_M},
                                       {EVERYWHERE_M, EVERYWHERE_M}};
    qn_aabb view = opts->view_m;
    bool is_empty = view.lower.x == 0.0f && view.lower.y == 0.0f && view.upper.x == 0.0f &&
                    view.upper.y == 0.0f;
    return (qn_drawing){
        .world = world,
        .pen = {.view = is_empty ? everything : view, .mark = or_default(opts->mark_m, 0.1f)},
        .flags = opts->flags != 0 ? opts->flags : QN_DEBUG_SHAPES | QN_DEBUG_JOINTS,
        .impulse_m_per_ns = or_default(opts->impulse_m_per_ns, 0.01f),
        .velocity_scale_s = or_default(opts->velocity_scale_s, 0.1f),
    };
}

static void draw_layers(qn_drawing *d)
{
    if ((d->flags & QN_DEBUG_FIELDS) != 0) {
        qn_draw_fields(d);
    }
    if ((d->flags & (QN_DEBUG_SHAPES | QN_DEBUG_BOXES | QN_DEBUG_GHOSTS)) != 0) {
        int32_t shape_count = qn_draw_find_shapes(d->world, d->pen.view);
        qn_draw_shapes(d, shape_count);
        qn_draw_boxes(d, shape_count);
    }
    if ((d->flags & QN_DEBUG_CHARACTERS) != 0) {
        qn_draw_characters(d);
    }
    if ((d->flags & QN_DEBUG_JOINTS) != 0) {
        qn_draw_joints(d);
    }
    if ((d->flags & (QN_DEBUG_CONTACTS | QN_DEBUG_IMPULSES)) != 0) {
        qn_draw_contacts(d);
    }
    qn_draw_bodies(d);
}

qn_error qn_world_debug_draw(const qn_world *world, const qn_debug_opts *opts,
                             qn_debug_record *records, int32_t capacity, int32_t *count)
{
    if (count != NULL) {
        *count = 0;
    }
    if (world == NULL || count == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (capacity < 0) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "capacity");
    }
    if (records == NULL && capacity > 0) {
        return qn_refuse(world, QN_ERROR_NULL_POINTER, "records is null");
    }
    static const qn_debug_opts no_opts = {.flags = 0};
    opts = opts != NULL ? opts : &no_opts;
    QN_TRY(check_opts(world, opts));
    qn_drawing drawing = start(world, opts);
    drawing.pen.records = records;
    drawing.pen.capacity = capacity;
    draw_layers(&drawing);
    *count = drawing.pen.count;
    return QN_ERROR_OK;
}
