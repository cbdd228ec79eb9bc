// Every shape is a box that holds a signed distance: circles and capsules are boxes whose corners
// are round all the way, a ring is a hollow circle, a polygon brings its edges along as texels.
// A paint beyond a plain fill is one texel, shared by neighbours in the list that use the same one.

#include "draw/list.h"

#define MAX_POINTS 8
#define MAX_PAINT_PX 16384.0f

static bool is_plain(const qn_paint *paint)
{
    bool has_fade = (paint->fade.r | paint->fade.g | paint->fade.b | paint->fade.a) != 0;
    return !has_fade && !(paint->border_m > 0.0f) && !(paint->glow_m > 0.0f);
}

// 0 for NaN and negative lengths.
float qn_draw_paint_px(const qn_draw_list *list, float length_m)
{
    return length_m > 0.0f ? qn_min(length_m * list->manner.view.px_per_m, MAX_PAINT_PX) : 0.0f;
}

qn_sprite_texel qn_draw_paint_texel(const qn_draw_list *list, const qn_paint *paint)
{
    bool additive = paint->additive || list->manner.blend == QN_BLEND_ADDITIVE;
    bool has_fade = (paint->fade.r | paint->fade.g | paint->fade.b | paint->fade.a) != 0;
    qn_sprite_texel texel = {0};
    texel.paint.fade = qn_color_pack(has_fade ? paint->fade : paint->fill, additive);
    texel.paint.border = qn_color_pack(paint->border, additive);
    texel.paint.border_px = qn_draw_paint_px(list, paint->border_m);
    texel.paint.glow_px = qn_draw_paint_px(list, paint->glow_m);
    return texel;
}

static bool is_same_paint(const qn_sprite_texel *a, const qn_sprite_texel *b)
{
    return a->paint.fade == b->paint.fade && a->paint.border == b->paint.border &&
           a->paint.border_px == b->paint.border_px && a->paint.glow_px == b->paint.glow_px;
}

// The index of a texel that holds this paint, or 0 for a plain one and when there is no room.
static uint32_t place_paint(qn_draw_list *list, const qn_paint *paint)
{
    if (is_plain(paint)) {
        return 0;
    }
    qn_sprite_texel texel = qn_draw_paint_texel(list, paint);
    if (list->sprite_count > 0) {
        uint32_t last = list->sprites[list->sprite_count - 1].extra;
        uint32_t kind = list->sprites[list->sprite_count - 1].kind_param & 0xFFu;
        bool has_paint = kind == QN_SPRITE_BOX || kind == QN_SPRITE_RING;
        if (has_paint && last != 0 && is_same_paint(&list->texels[last], &texel)) {
            return last;
        }
    }
    uint32_t index = qn_draw_reserve_texels(list, 1);
    if (index != 0) {
        list->texels[index] = texel;
    }
    return index;
}

static void append_rounded(qn_draw_list *list, qn_sprite_kind kind, qn_pose pose, qn_vec2 half_size,
                           float length, const qn_paint *paint)
{
    draw_place place = qn_draw_see(list, &pose);
    qn_sprite sprite = {
        .x_px = place.x_px,
        .y_px = place.y_px,
        .half_x_px = half_size.x * list->manner.view.px_per_m,
        .half_y_px = half_size.y * list->manner.view.px_per_m,
        .rotation = place.rotation,
        .fill = qn_color_pack(paint->fill, paint->additive),
        .kind_param = qn_draw_with_length(kind, length * list->manner.view.px_per_m),
        .extra = place_paint(list, paint),
    };
    qn_draw_append(list, &sprite, qn_draw_paint_px(list, paint->glow_m));
}

void qn_draw_circle(qn_draw_list *list, qn_vec2 center, float radius, qn_paint paint)
{
    qn_pose pose = {center, qn_rot_identity()};
    append_rounded(list, QN_SPRITE_BOX, pose, qn_v2(radius, radius), radius, &paint);
}

void qn_draw_box(qn_draw_list *list, qn_pose pose, qn_vec2 half_size, float corner_radius,
                 qn_paint paint)
{
    float radius = qn_min(corner_radius, qn_min(half_size.x, half_size.y));
    append_rounded(list, QN_SPRITE_BOX, pose, half_size, radius, &paint);
}

void qn_draw_capsule(qn_draw_list *list, qn_vec2 a, qn_vec2 b, float radius, qn_paint paint)
{
    qn_vec2 along = qn_sub(b, a);
    float length = qn_length(along);
    qn_rot q = qn_rot_identity();
    if (length > 1e-9f) {
        q = (qn_rot){along.x / length, along.y / length};
    }
    qn_pose pose = {qn_lerp(a, b, 0.5f), q};
    qn_vec2 half_size = qn_v2(0.5f * length + radius, radius);
    append_rounded(list, QN_SPRITE_BOX, pose, half_size, radius, &paint);
}

void qn_draw_ring(qn_draw_list *list, qn_vec2 center, float radius, float width, qn_paint paint)
{
    if (width >= radius) {
        qn_draw_circle(list, center, radius, paint); // its hole would be a dot of half a pixel
        return;
    }
    qn_pose pose = {center, qn_rot_identity()};
    append_rounded(list, QN_SPRITE_RING, pose, qn_v2(radius, radius), width, &paint);
}

// px are the corners with y down. A corner on top of the next makes an edge without a direction; it
// is given a normal of zero, which never cuts anything off.
static void place_edges(qn_draw_list *list, uint32_t texel, const qn_vec2 *px, int32_t count,
                        qn_vec2 middle)
{
    for (int32_t i = 0; i < count; ++i) {
        qn_vec2 a = qn_v2(px[i].x - middle.x, middle.y - px[i].y);
        qn_vec2 next = px[i + 1 < count ? i + 1 : 0];
        qn_vec2 along = qn_sub(qn_v2(next.x - middle.x, middle.y - next.y), a);
        qn_vec2 normal = qn_normalize(qn_right(along));
        bool has_normal = normal.x != 0.0f || normal.y != 0.0f;
        qn_sprite_texel *to = &list->texels[texel + (uint32_t)i];
        to->edge.normal_x = normal.x;
        to->edge.normal_y = normal.y;
        to->edge.offset_px = has_normal ? qn_dot(normal, a) : MAX_PAINT_PX;
        to->edge.unused = 0.0f;
    }
}

void qn_draw_polygon(qn_draw_list *list, const qn_vec2 *points, int32_t count, qn_paint paint)
{
    if (points == NULL || count < 3 || count > MAX_POINTS) {
        qn_draw_drop(list);
        return;
    }
    qn_vec2 px[MAX_POINTS];
    bool is_finite = true;
    for (int32_t i = 0; i < count; ++i) {
        px[i] = qn_draw_to_px(list, points[i]);
        is_finite = is_finite && qn_v2_is_finite(px[i]);
    }
    qn_vec2 lower = px[0], upper = px[0];
    for (int32_t i = 1; i < count; ++i) {
        lower = qn_v2_min(lower, px[i]);
        upper = qn_v2_max(upper, px[i]);
    }
    uint32_t first = is_finite ? qn_draw_reserve_texels(list, 1 + count) : 0;
    if (first == 0) {
        qn_draw_drop(list);
        return;
    }
    qn_vec2 middle = qn_lerp(lower, upper, 0.5f);
    list->texels[first] = qn_draw_paint_texel(list, &paint);
    place_edges(list, first + 1, px, count, middle);
    qn_sprite sprite = {
        .x_px = middle.x,
        .y_px = middle.y,
        .half_x_px = 0.5f * (upper.x - lower.x),
        .half_y_px = 0.5f * (upper.y - lower.y),
        .rotation = DRAW_UPRIGHT,
        .fill = qn_color_pack(paint.fill, paint.additive),
        .kind_param = (uint32_t)QN_SPRITE_POLYGON | (uint32_t)count << 8,
        .extra = first,
    };
    qn_draw_append(list, &sprite, qn_draw_paint_px(list, paint.glow_m));
}
