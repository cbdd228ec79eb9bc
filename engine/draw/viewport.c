// The picture is one scale and one shift away from the surface. Where it has bars it is laid into
// the safe area, where it is cut it fills the surface; the anchor says how the spare or missing
// room is shared between its sides. A bars' edge and an enlarged pixel lie on whole pixels.
#include "quoin/viewport.h"

#define MOST_PX 1.0e6f

static bool is_size(qn_vec2 px)
{
    return px.x >= 1.0f && px.x <= MOST_PX && px.y >= 1.0f && px.y <= MOST_PX;
}

static bool has_known_names(const qn_viewport_opts *o)
{
    int32_t fit = (int32_t)o->fit, anchor = (int32_t)o->anchor;
    return fit >= QN_FIT_LETTERBOX && fit <= QN_FIT_INTEGER && anchor >= QN_ANCHOR_CENTER &&
           anchor <= QN_ANCHOR_BOTTOM_RIGHT;
}

static qn_error check_opts(const qn_viewport_opts *o)
{
    const qn_insets *safe = &o->safe_px;
    bool is_finite = qn_v2_is_finite(o->surface_px) && qn_v2_is_finite(o->virtual_px) &&
                     qn_is_finite(safe->left_px) && qn_is_finite(safe->right_px) &&
                     qn_is_finite(safe->top_px) && qn_is_finite(safe->bottom_px);
    if (!is_finite) {
        return QN_ERROR_NOT_FINITE;
    }
    bool is_same = o->virtual_px.x == 0.0f && o->virtual_px.y == 0.0f;
    bool has_insets = safe->left_px >= 0.0f && safe->right_px >= 0.0f && safe->top_px >= 0.0f &&
                      safe->bottom_px >= 0.0f &&
                      o->surface_px.x - safe->left_px - safe->right_px >= 1.0f &&
                      o->surface_px.y - safe->top_px - safe->bottom_px >= 1.0f;
    bool is_ok = is_size(o->surface_px) && (is_same || is_size(o->virtual_px)) && has_insets &&
                 has_known_names(o);
    return is_ok ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

// (0, 0) is the top left, (1, 1) the bottom right.
static qn_vec2 share_of(qn_anchor anchor)
{
    static const float shares[][2] = {{0.5f, 0.5f}, {0.0f, 0.0f}, {0.5f, 0.0f},
                                      {1.0f, 0.0f}, {0.0f, 0.5f}, {1.0f, 0.5f},
                                      {0.0f, 1.0f}, {0.5f, 1.0f}, {1.0f, 1.0f}};
    int32_t index = (int32_t)anchor;
    bool is_known = index >= QN_ANCHOR_CENTER && index <= QN_ANCHOR_BOTTOM_RIGHT;
    const float *share = shares[is_known ? index : QN_ANCHOR_CENTER];
    return qn_v2(share[0], share[1]);
}

static float whole(float value)
{
    int32_t down = (int32_t)value;
    return (float)down;
}

static float scale_of(qn_fit fit, qn_vec2 room, qn_vec2 size)
{
    float x = room.x / size.x, y = room.y / size.y;
    float inside = qn_min(x, y);
    switch (fit) {
    case QN_FIT_CROP:
        return qn_max(x, y);
    case QN_FIT_INTEGER: {
        // One over the next whole number that is not below.
        float parts = whole(1.0f / inside);
        parts += parts * inside < 1.0f ? 1.0f : 0.0f;
        return inside >= 1.0f ? whole(inside) : 1.0f / parts;
    }
    default:
        return inside;
    }
}

static qn_aabb common(qn_aabb a, qn_aabb b)
{
    qn_aabb both = {qn_v2_max(a.lower, b.lower), qn_v2_min(a.upper, b.upper)};
    both.upper = qn_v2_max(both.lower, both.upper);
    return both;
}

qn_error qn_viewport_make(const qn_viewport_opts *opts, qn_viewport *out)
{
    if (opts == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = check_opts(opts);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_vec2 surface = opts->surface_px;
    qn_vec2 size = opts->virtual_px.x > 0.0f ? opts->virtual_px : surface;
    const qn_insets *i = &opts->safe_px;
    qn_aabb whole_surface = {{0.0f, 0.0f}, surface};
    qn_aabb safe = {{i->left_px, i->top_px}, {surface.x - i->right_px, surface.y - i->bottom_px}};
    qn_aabb room = opts->fit == QN_FIT_CROP ? whole_surface : safe;
    qn_vec2 room_size = qn_sub(room.upper, room.lower);
    float scale = scale_of(opts->fit, room_size, size);
    qn_vec2 share = share_of(opts->anchor);
    qn_vec2 spare = qn_sub(room_size, qn_mul(scale, size));
    qn_vec2 origin = qn_v2(room.lower.x + share.x * spare.x, room.lower.y + share.y * spare.y);
    // Truncation moves a cut picture to the right by less than a pixel, so its edge is let be.
    if (opts->fit != QN_FIT_CROP) {
        origin = qn_v2(whole(origin.x), whole(origin.y));
    }
    qn_aabb picture = {origin, qn_mul_add(origin, scale, size)};
    qn_aabb seen = common(picture, whole_surface);
    *out = (qn_viewport){surface, size, origin, scale, seen, common(seen, safe)};
    return QN_ERROR_OK;
}

qn_vec2 qn_viewport_to_virtual(const qn_viewport *viewport, qn_vec2 surface_px)
{
    double x = (double)surface_px.x - (double)viewport->origin_px.x;
    double y = (double)surface_px.y - (double)viewport->origin_px.y;
    double scale = (double)viewport->scale;
    return qn_v2((float)(x / scale), (float)(y / scale));
}

qn_vec2 qn_viewport_to_surface(const qn_viewport *viewport, qn_vec2 virtual_px)
{
    double scale = (double)viewport->scale;
    return qn_v2((float)((double)viewport->origin_px.x + scale * (double)virtual_px.x),
                 (float)((double)viewport->origin_px.y + scale * (double)virtual_px.y));
}

qn_vec2 qn_viewport_place(const qn_viewport *viewport, qn_anchor anchor, qn_vec2 margin_px)
{
    qn_vec2 share = share_of(anchor);
    qn_vec2 lower = qn_viewport_to_virtual(viewport, viewport->safe_px.lower);
    qn_vec2 upper = qn_viewport_to_virtual(viewport, viewport->safe_px.upper);
    // 1 at the left and top, -1 at the right and bottom, 0 between.
    qn_vec2 inwards = qn_v2(1.0f - 2.0f * share.x, 1.0f - 2.0f * share.y);
    return qn_v2(lower.x + share.x * (upper.x - lower.x) + inwards.x * margin_px.x,
                 lower.y + share.y * (upper.y - lower.y) + inwards.y * margin_px.y);
}

qn_vec2 qn_viewport_keep_safe(const qn_viewport *viewport, qn_vec2 virtual_px)
{
    qn_vec2 lower = qn_viewport_to_virtual(viewport, viewport->safe_px.lower);
    qn_vec2 upper = qn_viewport_to_virtual(viewport, viewport->safe_px.upper);
    return qn_v2(qn_clamp(virtual_px.x, lower.x, upper.x),
                 qn_clamp(virtual_px.y, lower.y, upper.y));
}

qn_camera qn_viewport_camera(const qn_viewport *viewport, const qn_camera *camera)
{
    float m_per_px = camera->height_m / (viewport->virtual_px.y * viewport->scale);
    qn_vec2 middle = qn_mul_add(viewport->origin_px, 0.5f * viewport->scale, viewport->virtual_px);
    qn_vec2 aside = qn_v2(m_per_px * (0.5f * viewport->surface_px.x - middle.x),
                          m_per_px * (middle.y - 0.5f * viewport->surface_px.y));
    qn_rot turn = qn_rot_from_angle(camera->angle_rad);
    return (qn_camera){
        .center_m = qn_add(camera->center_m, qn_rotate(turn, aside)),
        .height_m = m_per_px * viewport->surface_px.y,
        .angle_rad = camera->angle_rad,
        .surface_px = viewport->surface_px,
    };
}

qn_camera qn_viewport_page(const qn_viewport *viewport)
{
    qn_camera page = {.center_m = qn_mul(0.5f, viewport->virtual_px),
                      .height_m = viewport->virtual_px.y};
    return qn_viewport_camera(viewport, &page);
}

static void draw_bar(qn_draw_list *list, float height, qn_vec2 lower, qn_vec2 upper, qn_color color)
{
    qn_vec2 half = qn_mul(0.5f, qn_sub(upper, lower));
    if (half.x > 0.0f && half.y > 0.0f) {
        qn_pose pose = {qn_v2(lower.x + half.x, height - lower.y - half.y), qn_rot_identity()};
        qn_draw_box(list, pose, half, 0.0f, qn_fill(color));
    }
}

// Bars reach a pixel beyond the surface, so that its own edge is not softened.
void qn_viewport_draw_bars(const qn_viewport *viewport, qn_draw_list *list, qn_color color)
{
    qn_vec2 size = viewport->surface_px;
    qn_aabb seen = viewport->seen_px;
    qn_camera camera = {qn_mul(0.5f, size), size.y, 0.0f, size};
    qn_draw_camera(list, &camera);
    qn_vec2 end = qn_v2(size.x + 1.0f, size.y + 1.0f);
    draw_bar(list, size.y, qn_v2(-1.0f, -1.0f), qn_v2(end.x, seen.lower.y), color);
    draw_bar(list, size.y, qn_v2(-1.0f, seen.upper.y), end, color);
    draw_bar(list, size.y, qn_v2(-1.0f, seen.lower.y), qn_v2(seen.lower.x, seen.upper.y), color);
    draw_bar(list, size.y, qn_v2(seen.upper.x, seen.lower.y), qn_v2(end.x, seen.upper.y), color);
}
