// Record by record, row by row: a row's run is where it crosses the record's box (and of a polygon,
// its edges), found by intersecting the row with half planes, so that a thin line across the whole
// surface costs its own pixels and not those of the square around it.
//
// A pixel belongs to a run when its centre does; the left end counts, the right one does not.
#include "quoin/soft.h"

#include "draw/soft.h"

typedef struct surface {
    int32_t width_px, height_px;
    uint8_t *rgba;
} surface;

// From where to where in surface x; empty when low is not below high.
typedef struct interval {
    float low, high;
} interval;

static void clear(const surface *s, qn_color color)
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
static void cut_run(const surface *s, const soft_record *record, soft_run *run)
{
    interval kept = {-record->center_px.x, (float)s->width_px - record->center_px.x};
    keep_below(&kept, run->base.x, run->across.x, record->reach_px.x);
    keep_below(&kept, -run->base.x, -run->across.x, record->reach_px.x);
    keep_below(&kept, run->base.y, run->across.y, record->reach_px.y);
    keep_below(&kept, -run->base.y, -run->across.y, record->reach_px.y);
    keep_polygon(&kept, record, run);
    run->first = first_pixel(kept.low + record->center_px.x, s->width_px);
    run->end = first_pixel(kept.high + record->center_px.x, s->width_px);
}

static void draw_record(const surface *s, const soft_record *record)
{
    bool reads_atlas = record->kind == QN_SPRITE_IMAGE || record->kind == QN_SPRITE_GLYPH;
    qn_rot back = record->back;
    float reach =
        qn_abs(record->turn.s) * record->reach_px.x + qn_abs(record->turn.c) * record->reach_px.y;
    int32_t end = first_pixel(record->center_px.y + reach, s->height_px);
    for (int32_t y = first_pixel(record->center_px.y - reach, s->height_px); y < end; ++y) {
        float up = record->center_px.y - ((float)y + 0.5f);
        soft_run run = {
            .row = s->rgba + 4 * (size_t)y * (size_t)s->width_px,
            .height_above_px = (float)(s->height_px - y) - 0.5f,
            .center_x_px = record->center_px.x,
            .base = {back.s * up, back.c * up},
            .across = {back.c, -back.s},
        };
        cut_run(s, record, &run);
        if (reads_atlas) {
            qn_soft_image_run(record, &run);
        } else {
            qn_soft_shape_run(record, &run);
        }
    }
}

qn_error qn_soft_draw(const qn_sprite_batch *batch, const qn_atlas *atlas, int32_t width_px,
                      int32_t height_px, uint8_t *rgba)
{
    if (batch == NULL || rgba == NULL || (batch->sprites == NULL && batch->sprite_count > 0) ||
        (batch->texels == NULL && batch->texel_count > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    if (width_px < 1 || width_px > QN_SOFT_MAX_SIDE_PX || height_px < 1 ||
        height_px > QN_SOFT_MAX_SIDE_PX || batch->sprite_count < 0 || batch->texel_count < 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    surface s = {width_px, height_px, rgba};
    clear(&s, batch->clear);
    for (int32_t i = 0; i < batch->sprite_count; ++i) {
        soft_record record;
        if (qn_soft_take(batch, atlas, &batch->sprites[i], &record)) {
            draw_record(&s, &record);
        }
    }
    return QN_ERROR_OK;
}
