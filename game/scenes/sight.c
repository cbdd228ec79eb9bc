// All motion is eased towards a goal by a share of the way in each tick. The shake is a sum of two
// sines along the blow and a weaker one across it: directional, and gone in a third of a second.
#include "scenes/sight.h"

#include "tuning.h"

void sight_reset(sight *s) { *s = (struct sight){0}; }

void sight_focus(sight *s, qn_vec2 point_m) { s->focus_m = point_m; }

void sight_tick(sight *s, float toward_m, float nearness)
{
    s->previous_look_m = s->look_m;
    s->look_m += TUNE_LOOK_EASE * (toward_m - s->look_m);
    s->previous_near = s->near;
    s->near += TUNE_NEAR_EASE * (nearness - s->near);
    s->trauma = qn_max(s->trauma - TUNE_TRAUMA_FADE, 0.0f);
    s->tick += 1;
}

void sight_blow(sight *s, float trauma, qn_vec2 direction)
{
    if (trauma > s->trauma * 0.5f) {
        s->blow = direction;
        s->tick = 0;
    }
    s->trauma = qn_min(s->trauma + trauma, 1.0f);
}

float sight_look(const sight *s, float alpha)
{
    return s->previous_look_m + alpha * (s->look_m - s->previous_look_m);
}

static qn_camera whole_view(qn_vec2 surface_px, float look_m)
{
    qn_aabb area = {{TUNE_VIEW_LEFT_M, TUNE_VIEW_BOTTOM_M}, {TUNE_VIEW_RIGHT_M, TUNE_VIEW_TOP_M}};
    qn_camera camera = qn_camera_fit(area, surface_px);
    float spare = camera.height_m - (area.upper.y - area.lower.y);
    float below = qn_max(-TUNE_VIEW_BOTTOM_M, TUNE_VIEW_GROUND_SHARE * camera.height_m);
    below = qn_min(below, -TUNE_VIEW_BOTTOM_M + qn_max(spare, 0.0f));
    camera.center_m = qn_v2(look_m, 0.5f * camera.height_m - below);
    return camera;
}

static qn_vec2 shake_offset(const sight *s, float alpha, float height_m)
{
    float strength = s->trauma * s->trauma * TUNE_SHAKE_SHARE * height_m;
    float t = (float)(s->tick % 4096u) + alpha;
    float along = qn_rot_from_angle(1.15f * t).c;
    float across = 0.45f * qn_rot_from_angle(1.73f * t + 0.6f).s;
    return qn_add(qn_mul(strength * along, s->blow), qn_mul(strength * across, qn_left(s->blow)));
}

static qn_camera near_view(const sight *s, qn_vec2 surface_px, float alpha, float share)
{
    qn_camera camera = whole_view(surface_px, sight_look(s, alpha));
    float near = s->previous_near + alpha * (s->near - s->previous_near);
    float eased = near * near * (3.0f - 2.0f * near);
    qn_camera close = qn_camera_zoom(&camera, s->focus_m, TUNE_NEAR_ZOOM);
    close.center_m = qn_lerp(close.center_m, s->focus_m, 0.35f);
    return qn_camera_lerp(&camera, &close, share * eased);
}

qn_camera sight_far_camera(const sight *s, qn_vec2 surface_px, float alpha)
{
    return near_view(s, surface_px, alpha, 0.3f);
}

qn_camera sight_camera(const sight *s, qn_vec2 surface_px, float alpha, bool is_calm)
{
    qn_camera camera = near_view(s, surface_px, alpha, 1.0f);
    if (!is_calm) {
        camera.center_m = qn_add(camera.center_m, shake_offset(s, alpha, camera.height_m));
    }
    return camera;
}
