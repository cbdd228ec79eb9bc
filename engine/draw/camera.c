// A camera is one rotation, one scale and two shifts. The surface has its origin at the top left
// with y down, the world has y up, so every crossing mirrors y once.
#include "quoin/draw.h"

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
    qn_vec2 seen = qn_inv_rotate(turn, qn_sub(m, camera->center_m));
    float scale = qn_camera_px_per_m(camera);
    return qn_v2(0.5f * camera->surface_px.x + scale * seen.x,
                 0.5f * camera->surface_px.y - scale * seen.y);
}

qn_vec2 qn_camera_to_world(const qn_camera *camera, qn_vec2 px)
{
    float m_per_px = 1.0f / qn_camera_px_per_m(camera);
    qn_vec2 seen = qn_v2((px.x - 0.5f * camera->surface_px.x) * m_per_px,
                         (0.5f * camera->surface_px.y - px.y) * m_per_px);
    return qn_add(camera->center_m, qn_rotate(qn_rot_from_angle(camera->angle_rad), seen));
}
