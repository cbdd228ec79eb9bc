// Record by record, row by row: a row's run is where it crosses the record's box (and of a polygon,
// its edges), found by intersecting the row with half planes, so that a thin line across the whole
// surface costs its own pixels and not those of the square around it.
//
// A pixel belongs to a run when its centre does; the left end counts, the right one does not.
#include "quoin/soft.h"

#include <string.h>

#include "base/alloc.h"
#include "draw/soft.h"
#include "draw/soft_post.h"

struct qn_soft {
    soft_surface targets[QN_DRAW_TARGETS]; // of this frame; no pixels where it has none
    uint8_t *pixels[QN_DRAW_TARGETS];
    size_t capacity_bytes[QN_DRAW_TARGETS];
    soft_post post;
};

// What one record is drawn on, and how.
typedef struct canvas {
    const soft_surface *surface;
    int32_t left_px, top_px, right_px, bottom_px; // within the surface
    qn_blend blend;
    bool is_opaque;
} canvas;

// From where to where in surface x; empty when low is not below high.
typedef struct interval {
    float low, high;
} interval;

qn_error qn_soft_create(qn_soft **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = qn_alloc_zeroed(sizeof **out);
    return *out == NULL ? QN_ERROR_OUT_OF_MEMORY : QN_ERROR_OK;
}

void qn_soft_destroy(qn_soft *soft)
{
    if (soft != NULL) {
        for (int32_t i = 0; i < QN_DRAW_TARGETS; ++i) {
            qn_free(soft->pixels[i]);
        }
        qn_soft_post_release(&soft->post);
        qn_free(soft);
    }
}

static void clear(const soft_surface *s, qn_color color)
{
    size_t count = (size_t)s->width_px * (size_t)s->height_px;
    for (size_t i = 0; i < count; ++i) {
        uint8_t *to = s->rgba + 4 * i;
        to[0] = color.r;
        to[1] = color.g;
        to[2] = color.b;
        to[3] = 255;
    }
}

// The first pixel whose centre is not before `at`, from 0 to end.
static int32_t first_pixel(float at, int32_t end)
{
    float number = qn_clamp(at - 0.5f, 0.0f, (float)end);
    int32_t whole = (int32_t)number;
    return whole + ((float)whole < number ? 1 : 0);
}

// Keeps of the interval where base + slope * x is at most `most`.
static void keep_below(interval *kept, float base, float slope, float most)
{
    if (slope > 0.0f) {
        kept->high = qn_min(kept->high, (most - base) / slope);
    } else if (slope < 0.0f) {
        kept->low = qn_max(kept->low, (most - base) / slope);
    } else if (base > most) {
        kept->high = kept->low;
    }
}

static void keep_polygon(interval *kept, const soft_record *record, const soft_run *run)
{
    float margin = qn_max(0.5f, record->paint.glow_px);
    for (int32_t i = 0; i < record->paint.edge_count; ++i) {
        const qn_sprite_texel *e = &record->paint.edges[i];
        qn_vec2 normal = qn_v2(e->edge.normal_x, e->edge.normal_y);
        keep_below(kept, qn_dot(normal, run->base), qn_dot(normal, run->across),
                   e->edge.offset_px + margin);
    }
}

// Sets the run's ends. x is counted from the record's centre until the last step.
static void cut_run(const canvas *c, const soft_record *record, soft_run *run)
{
    interval kept = {(float)c->left_px - record->center_px.x,
                     (float)c->right_px - record->center_px.x};
    keep_below(&kept, run->base.x, run->across.x, record->reach_px.x);
    keep_below(&kept, -run->base.x, -run->across.x, record->reach_px.x);
    keep_below(&kept, run->base.y, run->across.y, record->reach_px.y);
    keep_below(&kept, -run->base.y, -run->across.y, record->reach_px.y);
    if (record->kind == QN_SPRITE_POLYGON) {
        keep_polygon(&kept, record, run);
    }
    run->first = first_pixel(kept.low + record->center_px.x, c->right_px);
    run->end = first_pixel(kept.high + record->center_px.x, c->right_px);
    run->first = run->first < c->left_px ? c->left_px : run->first;
}

static void draw_record(const canvas *c, const soft_record *record)
{
    const soft_surface *s = c->surface;
    bool reads_texels = record->kind == QN_SPRITE_IMAGE || record->kind == QN_SPRITE_GLYPH ||
                        record->kind == QN_SPRITE_TARGET;
    qn_rot back = record->back;
    float reach =
        qn_abs(record->turn.s) * record->reach_px.x + qn_abs(record->turn.c) * record->reach_px.y;
    int32_t end = first_pixel(record->center_px.y + reach, c->bottom_px);
    int32_t first = first_pixel(record->center_px.y - reach, c->bottom_px);
    for (int32_t y = first < c->top_px ? c->top_px : first; y < end; ++y) {
        float up = record->center_px.y - ((float)y + 0.5f);
        soft_run run = {
            .row = s->rgba + 4 * (size_t)y * (size_t)s->width_px,
            .height_above_px = (float)(s->height_px - y) - 0.5f,
            .center_x_px = record->center_px.x,
            .base = {back.s * up, back.c * up},
            .across = {back.c, -back.s},
            .blend = c->blend,
            .is_opaque = c->is_opaque,
        };
        cut_run(c, record, &run);
        if (reads_texels) {
            qn_soft_image_run(record, &run);
        } else {
            qn_soft_shape_run(record, &run);
        }
    }
}

// ---- States ---------------------------------------------------------------------------------

// Null for a state that does not exist.
static const qn_sprite_state *state_of(const qn_sprite_batch *batch, int32_t index)
{
    static const qn_sprite_state plain = {
        .left_px = 0, .top_px = 0, .right_px = INT16_MAX, .bottom_px = INT16_MAX};
    if (batch->state_count == 0) {
        return &plain;
    }
    int32_t state = batch->state_of == NULL ? 0 : batch->state_of[index];
    return state < batch->state_count ? &batch->states[state] : NULL;
}

static const soft_surface *target_at(const qn_soft *soft, int32_t number)
{
    bool exists = number >= 1 && number <= QN_DRAW_TARGETS;
    return exists && soft->targets[number - 1].rgba != NULL ? &soft->targets[number - 1] : NULL;
}

static int32_t within(int32_t px, int32_t most) { return px < 0 ? 0 : (px < most ? px : most); }

// False for a state that no list makes.
static bool open_canvas(const qn_soft *soft, const soft_surface *screen,
                        const qn_sprite_state *state, canvas *out)
{
    if (state == NULL || state->blend >= QN_BLEND_COUNT) {
        return false;
    }
    *out = (canvas){.surface = state->target == 0 ? screen : target_at(soft, state->target),
                    .blend = state->blend == QN_BLEND_ADDITIVE ? QN_BLEND_NORMAL
                                                               : (qn_blend)state->blend,
                    .is_opaque = state->target == 0};
    if (out->surface == NULL) {
        return false;
    }
    out->left_px = within(state->left_px, out->surface->width_px);
    out->right_px = within(state->right_px, out->surface->width_px);
    out->top_px = within(state->top_px, out->surface->height_px);
    out->bottom_px = within(state->bottom_px, out->surface->height_px);
    return true;
}

// A target may only be read where it is complete: in one of a higher number, or on the surface.
static bool find_source(const qn_soft *soft, const qn_sprite_state *state, soft_record *record)
{
    if (record->kind != QN_SPRITE_TARGET) {
        return true;
    }
    record->target = target_at(soft, state->source);
    return record->target != NULL && (state->target == 0 || state->source < state->target);
}

static void draw_all(const qn_soft *soft, const qn_sprite_batch *batch, const qn_atlas *atlas,
                     const soft_surface *screen)
{
    const qn_sprite_state *last = NULL;
    canvas c = {0};
    bool is_open = false;
    for (int32_t i = 0; i < batch->sprite_count; ++i) {
        const qn_sprite_state *state = state_of(batch, i);
        if (i == 0 || state != last) {
            is_open = open_canvas(soft, screen, state, &c);
            last = state;
        }
        soft_record record;
        if (is_open && qn_soft_take(batch, atlas, &batch->sprites[i], &record) &&
            find_source(soft, state, &record)) {
            draw_record(&c, &record);
        }
    }
}

static bool open_target(qn_soft *soft, int32_t index, qn_sprite_target wanted)
{
    soft->targets[index] = (soft_surface){0};
    if (wanted.width_px < 1 || wanted.height_px < 1) {
        return true;
    }
    size_t bytes = (size_t)wanted.width_px * (size_t)wanted.height_px * 4;
    if (soft->capacity_bytes[index] < bytes) {
        qn_free(soft->pixels[index]);
        soft->pixels[index] = qn_alloc(bytes);
        soft->capacity_bytes[index] = soft->pixels[index] == NULL ? 0 : bytes;
    }
    if (soft->pixels[index] == NULL) {
        return false;
    }
    memset(soft->pixels[index], 0, bytes);
    soft->targets[index] = (soft_surface){wanted.width_px, wanted.height_px, soft->pixels[index]};
    return true;
}

static qn_error check(const qn_soft *soft, const qn_sprite_batch *batch, int32_t width_px,
                      int32_t height_px, const uint8_t *rgba)
{
    if (soft == NULL || batch == NULL || rgba == NULL ||
        (batch->sprites == NULL && batch->sprite_count > 0) ||
        (batch->texels == NULL && batch->texel_count > 0) ||
        (batch->states == NULL && batch->state_count > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    bool is_in_range = width_px >= 1 && width_px <= QN_SOFT_MAX_SIDE_PX && height_px >= 1 &&
                       height_px <= QN_SOFT_MAX_SIDE_PX && batch->sprite_count >= 0 &&
                       batch->texel_count >= 0 && batch->state_count >= 0;
    for (int32_t i = 0; i < QN_DRAW_TARGETS; ++i) {
        is_in_range = is_in_range && batch->targets[i].width_px <= QN_DRAW_TARGET_MAX_PX &&
                      batch->targets[i].height_px <= QN_DRAW_TARGET_MAX_PX;
    }
    return is_in_range ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

qn_error qn_soft_draw(qn_soft *soft, const qn_sprite_batch *batch, const qn_atlas *atlas,
                      int32_t width_px, int32_t height_px, uint8_t *rgba)
{
    qn_error error = check(soft, batch, width_px, height_px, rgba);
    for (int32_t i = 0; i < QN_DRAW_TARGETS && error == QN_ERROR_OK; ++i) {
        error = open_target(soft, i, batch->targets[i]) ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t *first =
        batch->post == NULL ? rgba : qn_soft_post_reserve(&soft->post, width_px, height_px);
    if (first == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    soft_surface screen = {width_px, height_px, first};
    clear(&screen, batch->clear);
    draw_all(soft, batch, atlas, &screen);
    if (batch->post != NULL) {
        qn_soft_post_apply(&soft->post, batch->post, width_px, height_px, rgba);
    }
    return QN_ERROR_OK;
}
