// A camera is one rotation, one scale and two shifts. The surface has its origin at the top left
// with y down, the world has y up, so every crossing mirrors y once.
//
// Crossings are computed in double precision and rounded once at the end, and the way back divides
// by the rotation's length, so that a pixel taken to the world and back is the same pixel.
#include "quoin/camera.h"

qn_camera qn_camera_fit(qn_aabb area, qn_vec2 surface_px)
{
    qn_vec2 size = qn_sub(area.upper, area.lower);
    qn_vec2 surface = qn_v2(qn_max(surface_px.x, 1.0f), qn_max(surface_px.y, 1.0f));
    float height_for_width = size.x * surface.y / surface.x;
    return (qn_camera){
        .center_m = qn_lerp(area.lower, area.upper, 0.5f),
        .height_m = qn_max(size.y, height_for_width),
        .angle_rad = 0.0f,
        .surface_px = surface,
    };
}

float qn_camera_px_per_m(const qn_camera *camera)
{
    return camera->surface_px.y / camera->height_m;
}

qn_vec2 qn_camera_to_px(const qn_camera *camera, qn_vec2 m)
{
    qn_rot turn = qn_rot_from_angle(camera->angle_rad);
    double c = (double)turn.c, s = (double)turn.s;
    double x = (double)m.x - (double)camera->center_m.x;
    double y = (double)m.y - (double)camera->center_m.y;
    double scale = (double)camera->surface_px.y / (double)camera->height_m;
    return qn_v2((float)(0.5 * (double)camera->surface_px.x + scale * (c * x + s * y)),
                 (float)(0.5 * (double)camera->surface_px.y - scale * (c * y - s * x)));
}

qn_vec2 qn_camera_to_world(const qn_camera *camera, qn_vec2 px)
{
    qn_rot turn = qn_rot_from_angle(camera->angle_rad);
    double c = (double)turn.c, s = (double)turn.s;
    double scale = (double)camera->height_m / (double)camera->surface_px.y / (c * c + s * s);
    double x = ((double)px.x - 0.5 * (double)camera->surface_px.x) * scale;
    double y = (0.5 * (double)camera->surface_px.y - (double)px.y) * scale;
    return qn_v2((float)((double)camera->center_m.x + (c * x - s * y)),
                 (float)((double)camera->center_m.y + (s * x + c * y)));
}

// Half of what is seen along the axes of the world.
static qn_vec2 half_view(const qn_camera *camera)
{
    float y = 0.5f * camera->height_m;
    float x = y * camera->surface_px.x / camera->surface_px.y;
    qn_rot turn = qn_rot_from_angle(camera->angle_rad);
    float c = qn_abs(turn.c), s = qn_abs(turn.s);
    return qn_v2(c * x + s * y, s * x + c * y);
}

qn_aabb qn_camera_view(const qn_camera *camera)
{
    qn_vec2 half = half_view(camera);
    return (qn_aabb){qn_sub(camera->center_m, half), qn_add(camera->center_m, half)};
}

qn_camera qn_camera_zoom(const qn_camera *camera, qn_vec2 point_m, float factor)
{
    qn_camera zoomed = *camera;
    if (!(factor > 0.0f) || !qn_is_finite(factor) || !qn_v2_is_finite(point_m)) {
        return zoomed;
    }
    float share = 1.0f / factor;
    zoomed.center_m = qn_lerp(point_m, camera->center_m, share);
    zoomed.height_m = camera->height_m * share;
    return zoomed;
}

qn_camera qn_camera_parallax(const qn_camera *camera, qn_vec2 origin_m, qn_vec2 factor)
{
    qn_camera layer = *camera;
    qn_vec2 way = qn_sub(camera->center_m, origin_m);
    layer.center_m = qn_v2(origin_m.x + factor.x * way.x, origin_m.y + factor.y * way.y);
    return layer;
}

static float keep(float center, float half, float lower, float upper)
{
    bool is_larger = 2.0f * half >= upper - lower;
    return is_larger ? 0.5f * (lower + upper) : qn_clamp(center, lower + half, upper - half);
}

qn_camera qn_camera_keep_inside(const qn_camera *camera, qn_aabb bounds)
{
    qn_camera kept = *camera;
    qn_vec2 half = half_view(camera);
    kept.center_m.x = keep(kept.center_m.x, half.x, bounds.lower.x, bounds.upper.x);
    kept.center_m.y = keep(kept.center_m.y, half.y, bounds.lower.y, bounds.upper.y);
    return kept;
}

qn_camera qn_camera_lerp(const qn_camera *from, const qn_camera *to, float alpha)
{
    qn_camera between = *to;
    float t = alpha > 0.0f ? qn_min(alpha, 1.0f) : 0.0f;
    between.center_m = qn_lerp(from->center_m, to->center_m, t);
    between.height_m = from->height_m + t * (to->height_m - from->height_m);
    between.angle_rad = from->angle_rad + t * (to->angle_rad - from->angle_rad);
    return between;
}
