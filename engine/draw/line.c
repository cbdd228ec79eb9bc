// A line and an area are the distance to a row of segments, which stand in texels: one record
// however many points there are, so a line that crosses itself or turns sharply is of one piece.
#include "draw/list.h"

typedef struct path {
    qn_vec2 px[QN_DRAW_MAX_POINTS]; // y down
    int32_t count;
    qn_vec2 lower, upper;
} path;

static bool take_points(const qn_draw_list *list, const qn_vec2 *points, int32_t count, path *out)
{
    bool is_finite = true;
    out->count = count;
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 px = qn_draw_to_px(list, points[i]);
        is_finite = is_finite && qn_v2_is_finite(px);
        out->px[i] = px;
        out->lower = i == 0 ? px : qn_v2_min(out->lower, px);
        out->upper = i == 0 ? px : qn_v2_max(out->upper, px);
    }
    return is_finite;
}

static void place_segments(qn_sprite_texel *to, const path *p, int32_t segment_count)
{
    qn_vec2 middle = qn_lerp(p->lower, p->upper, 0.5f);
    for (int32_t i = 0; i < segment_count; ++i) {
        qn_vec2 a = p->px[i], b = p->px[i + 1 < p->count ? i + 1 : 0];
        to[i].segment.ax = a.x - middle.x;
        to[i].segment.ay = middle.y - a.y;
        to[i].segment.bx = b.x - middle.x;
        to[i].segment.by = middle.y - b.y;
    }
}

static void append(qn_draw_list *list, const path *p, qn_sprite_kind kind, uint32_t first,
                   int32_t segment_count, float radius_px, const qn_paint *paint)
{
    qn_vec2 middle = qn_lerp(p->lower, p->upper, 0.5f);
    qn_sprite sprite = {
        .x_px = middle.x,
        .y_px = middle.y,
        .half_x_px = 0.5f * (p->upper.x - p->lower.x) + radius_px,
        .half_y_px = 0.5f * (p->upper.y - p->lower.y) + radius_px,
        .rotation = DRAW_UPRIGHT,
        .fill = qn_color_pack(paint->fill, paint->additive),
        .kind_param = (uint32_t)kind | (uint32_t)segment_count << 8,
        .extra = first,
    };
    qn_draw_append(list, &sprite, qn_draw_paint_px(list, paint->glow_m));
}

void qn_draw_line(qn_draw_list *list, const qn_vec2 *points, int32_t count, float width,
                  qn_paint paint)
{
    path p;
    bool is_usable = points != NULL && count >= 2 && count <= QN_DRAW_MAX_POINTS &&
                     take_points(list, points, count, &p);
    uint32_t first = is_usable ? qn_draw_reserve_texels(list, count + 1) : 0;
    if (first == 0) {
        qn_draw_drop(list);
        return;
    }
    float radius_px = qn_draw_paint_px(list, 0.5f * width);
    list->texels[first] = qn_draw_paint_texel(list, &paint);
    list->texels[first + 1] = (qn_sprite_texel){0};
    list->texels[first + 1].line.radius_px = radius_px;
    place_segments(list->texels + first + 2, &p, count - 1);
    append(list, &p, QN_SPRITE_LINE, first, count - 1, radius_px, &paint);
}

void qn_draw_area(qn_draw_list *list, const qn_vec2 *points, int32_t count, qn_paint paint)
{
    path p;
    bool is_usable = points != NULL && count >= 3 && count <= QN_DRAW_MAX_POINTS &&
                     take_points(list, points, count, &p);
    uint32_t first = is_usable ? qn_draw_reserve_texels(list, count + 1) : 0;
    if (first == 0) {
        qn_draw_drop(list);
        return;
    }
    list->texels[first] = qn_draw_paint_texel(list, &paint);
    place_segments(list->texels + first + 1, &p, count);
    append(list, &p, QN_SPRITE_AREA, first, count, 0.0f, &paint);
}
