// A shape's pixels are coverage by signed distance. All but lines and areas are convex, so a row
// enters the core of one once and leaves it once: distances are asked from both ends of a run until
// the core is met, and all between is filled without asking. A ring's core is its hole.
#include "draw/soft.h"

// To the nearest segment; negative where the segments go around an odd number of times.
static float segments(const soft_paint *paint, qn_vec2 local)
{
    qn_vec2 nearest = qn_v2(1.0e15f, 0.0f);
    float side = 1.0f;
    for (int32_t i = paint->edge_count - 1; i >= 0; --i) {
        const qn_sprite_texel *t = &paint->edges[i];
        qn_vec2 a = qn_v2(t->segment.ax, t->segment.ay);
        qn_vec2 along = qn_v2(t->segment.bx - a.x, t->segment.by - a.y);
        qn_vec2 from = qn_sub(local, a);
        float share = qn_dot(from, along) / qn_max(qn_dot(along, along), 1.0e-12f);
        qn_vec2 off = qn_mul_add(from, -soft_clamp(share, 1.0f), along);
        nearest = qn_dot(off, off) < qn_dot(nearest, nearest) ? off : nearest;
        bool is_above = local.y >= a.y, is_below = local.y < t->segment.by;
        bool is_left = along.x * from.y > along.y * from.x;
        if (is_above == is_below && is_below == is_left) {
            side = -side;
        }
    }
    return side * qn_length(nearest);
}

// The distance to the shape's outline; of a ring, to its outer one.
static float outline(const soft_record *record, qn_vec2 local)
{
    const soft_paint *paint = &record->paint;
    if (record->kind == QN_SPRITE_LINE) {
        return qn_abs(segments(paint, local)) - paint->radius_px;
    }
    if (record->kind == QN_SPRITE_AREA) {
        return segments(paint, local);
    }
    float d = soft_box(local, record->half_px, paint->corner_px);
    for (int32_t i = 0; i < paint->edge_count; ++i) {
        const qn_sprite_texel *e = &paint->edges[i];
        float to_edge = local.x * e->edge.normal_x + local.y * e->edge.normal_y - e->edge.offset_px;
        d = qn_max(d, to_edge);
    }
    return d;
}

static float fraction(float positive) { return positive - (float)(int32_t)positive; }

// Less than a step of noise hides the bands of a wide gradient; rows are counted from the bottom.
static float noise(float x, float y)
{
    return fraction(52.9829189f * fraction(x * 0.06711056f + y * 0.00583715f)) - 0.5f;
}

static soft_color faded(const soft_record *record, float local_y)
{
    float t = soft_clamp(0.5f - local_y * record->paint.fade_per_px, 1.0f);
    return soft_mix(record->fill, record->paint.fade, t);
}

static soft_color with_noise(soft_color c, const soft_run *run, int32_t x)
{
    float n = noise((float)x + 0.5f, run->height_above_px) * c.a;
    return (soft_color){c.r + n, c.g + n, c.b + n, c.a};
}

static soft_color body(const soft_record *record, const soft_run *run, int32_t x)
{
    if (!record->paint.has_fade) {
        return record->fill;
    }
    return with_noise(faded(record, soft_local(run, x).y), run, x);
}

static float cover_of(const soft_paint *paint, float d)
{
    if (paint->glow_px > 0.0f) {
        float rest = 1.0f - soft_clamp(d / qn_max(paint->glow_px, 1.0e-3f), 1.0f);
        return rest * rest;
    }
    return qn_min(soft_coverage(d), paint->most_cover);
}

static void edge_pixel(const soft_record *record, const soft_run *run, int32_t x, float outline_px)
{
    const soft_paint *paint = &record->paint;
    float d = qn_max(outline_px, -outline_px - paint->width_px);
    float cover = cover_of(paint, d);
    if (cover <= 0.0f) {
        return;
    }
    soft_color c = body(record, run, x);
    if (paint->border_px > 0.0f) {
        c = soft_mix(paint->border, c, soft_coverage(d + paint->border_px));
    }
    soft_put(run, x, soft_scale(c, cover));
}

// What a row has between the edges of a shape, pixel by pixel.
static void fill_across(const soft_record *record, const soft_run *run)
{
    for (int32_t x = run->first; x < run->end; ++x) {
        soft_put(run, x, body(record, run, x));
    }
}

// One colour on many pixels, each blended as by soft_blend.
static void blend_evenly(const soft_run *run, soft_color c)
{
    float rest = 1.0f - c.a;
    for (int32_t x = run->first; x < run->end; ++x) {
        uint8_t *to = run->row + 4 * (size_t)x;
        to[0] = (uint8_t)(qn_min(c.r + (float)to[0] * rest, 255.0f) + 0.5f);
        to[1] = (uint8_t)(qn_min(c.g + (float)to[1] * rest, 255.0f) + 0.5f);
        to[2] = (uint8_t)(qn_min(c.b + (float)to[2] * rest, 255.0f) + 0.5f);
        to[3] = (uint8_t)(qn_min(255.0f * c.a + (float)to[3] * rest, 255.0f) + 0.5f);
    }
}

static void write_evenly(const soft_run *run, soft_color c)
{
    uint8_t r = (uint8_t)c.r, g = (uint8_t)c.g, b = (uint8_t)c.b;
    for (int32_t x = run->first; x < run->end; ++x) {
        uint8_t *to = run->row + 4 * (size_t)x;
        to[0] = r;
        to[1] = g;
        to[2] = b;
        to[3] = 255;
    }
}

// Whether the colour hides what is below and no noise takes it out of range.
static bool is_steady(soft_color c)
{
    float least = qn_min(qn_min(c.r, c.g), c.b), most = qn_max(qn_max(c.r, c.g), c.b);
    return c.a == 1.0f && least > 0.5f && most < 254.5f;
}

// The pixels of soft_blend with less to do for each: most of a sky is drawn here.
static void write_steadily(const soft_run *run, soft_color c)
{
    for (int32_t x = run->first; x < run->end; ++x) {
        uint8_t *to = run->row + 4 * (size_t)x;
        soft_color noisy = with_noise(c, run, x);
        to[0] = (uint8_t)(noisy.r + 0.5f);
        to[1] = (uint8_t)(noisy.g + 0.5f);
        to[2] = (uint8_t)(noisy.b + 0.5f);
        to[3] = 255;
    }
}

// Of what is not turned, a row has one colour before noise.
static void fade_along(const soft_record *record, const soft_run *run)
{
    soft_color c = faded(record, run->base.y);
    if (is_steady(c)) {
        write_steadily(run, c);
        return;
    }
    for (int32_t x = run->first; x < run->end; ++x) {
        soft_put(run, x, with_noise(c, run, x));
    }
}

static void fill_core(const soft_record *record, const soft_run *core)
{
    if (record->kind == QN_SPRITE_RING) {
        return;
    }
    bool is_turned = core->across.y != 0.0f;
    if (core->blend != QN_BLEND_NORMAL || (record->paint.has_fade && is_turned)) {
        fill_across(record, core);
    } else if (record->paint.has_fade) {
        fade_along(record, core);
    } else if (record->fill.a < 1.0f) {
        blend_evenly(core, record->fill);
    } else {
        write_evenly(core, record->fill);
    }
}

void qn_soft_shape_run(const soft_record *record, const soft_run *run)
{
    soft_run core = *run;
    float core_px = record->paint.core_px;
    while (core.first < core.end) {
        float d = outline(record, soft_local(run, core.first));
        if (d <= core_px) {
            break;
        }
        edge_pixel(record, run, core.first, d);
        core.first += 1;
    }
    while (core.first < core.end) {
        float d = outline(record, soft_local(run, core.end - 1));
        if (d <= core_px) {
            break;
        }
        core.end -= 1;
        edge_pixel(record, run, core.end, d);
    }
    fill_core(record, &core);
}
