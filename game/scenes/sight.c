// All motion is eased towards a goal by a share of the way in each tick. The shake is a sum of two
// sines along the blow and a weaker one across it: directional, and gone in a third of a second.
//
// A camera is made in three steps: what is framed on a surface of this shape, closer to the last
// bell where there is one, and of that what the player wants to see.
#include "scenes/sight.h"

#include "tuning.h"

sight_frame sight_whole(void)
{
    return (sight_frame){TUNE_VIEW_LEFT_M, TUNE_VIEW_RIGHT_M, TUNE_VIEW_TOP_M};
}

void sight_reset(sight *s)
{
    zoom kept = s->zoom;
    *s = (struct sight){.zoom = kept};
    sight_cut(s, sight_whole());
}

void sight_cut(sight *s, sight_frame frame)
{
    s->frame = frame;
    s->previous_frame = frame;
}

void sight_focus(sight *s, qn_vec2 point_m) { s->focus_m = point_m; }

static sight_frame between(sight_frame from, sight_frame to, float share)
{
    return (sight_frame){from.left_m + share * (to.left_m - from.left_m),
                         from.right_m + share * (to.right_m - from.right_m),
                         from.top_m + share * (to.top_m - from.top_m)};
}

void sight_tick(sight *s, float toward_m, sight_frame frame, float nearness)
{
    s->previous_look_m = s->look_m;
    s->look_m += TUNE_LOOK_EASE * (toward_m - s->look_m);
    s->previous_frame = s->frame;
    s->frame = between(s->frame, frame, TUNE_FRAME_EASE);
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

// 0 for a surface that is wide enough for the whole level, 1 for one that never is.
static float tallness(qn_vec2 surface_px)
{
    float aspect = surface_px.x / surface_px.y;
    return qn_clamp((TUNE_TALL_NEVER - aspect) / (TUNE_TALL_NEVER - TUNE_TALL_WHOLLY), 0.0f, 1.0f);
}

float sight_most_size(qn_vec2 surface_px)
{
    bool is_usable = qn_v2_is_finite(surface_px) && surface_px.x >= 1.0f && surface_px.y >= 1.0f;
    return is_usable && tallness(surface_px) > 0.0f ? TUNE_ZOOM_MOST_SIZE : 1.0f;
}

static qn_camera frame_view(sight_frame frame, qn_vec2 surface_px, float look_m)
{
    qn_aabb area = {{frame.left_m, TUNE_VIEW_BOTTOM_M}, {frame.right_m, frame.top_m}};
    qn_camera camera = qn_camera_fit(area, surface_px);
    float spare = camera.height_m - (area.upper.y - area.lower.y);
    float below = qn_max(-TUNE_VIEW_BOTTOM_M, TUNE_VIEW_GROUND_SHARE * camera.height_m);
    below = qn_min(below, -TUNE_VIEW_BOTTOM_M + qn_max(spare, 0.0f));
    float middle = camera.center_m.x - 0.5f * (TUNE_VIEW_LEFT_M + TUNE_VIEW_RIGHT_M);
    camera.center_m = qn_v2(look_m + middle, 0.5f * camera.height_m - below);
    return camera;
}

static qn_camera whole_view(const sight *s, qn_vec2 surface_px, float alpha)
{
    return frame_view(sight_whole(), surface_px, sight_look(s, alpha));
}

// The whole, as far as the surface is wide or the player wants to see more than the frame.
static qn_camera framed_view(const sight *s, qn_vec2 surface_px, float alpha)
{
    qn_camera whole = whole_view(s, surface_px, alpha);
    sight_frame frame = between(s->previous_frame, s->frame, alpha);
    qn_camera framed = frame_view(frame, surface_px, 0.0f);
    float wide = (zoom_between(&s->zoom, alpha).size - 1.0f) / (TUNE_ZOOM_MOST_SIZE - 1.0f);
    float share = tallness(surface_px) * (1.0f - qn_clamp(wide, 0.0f, 1.0f));
    return qn_camera_lerp(&whole, &framed, share);
}

static float nearness(const sight *s, float alpha)
{
    float near = s->previous_near + alpha * (s->near - s->previous_near);
    return near * near * (3.0f - 2.0f * near);
}

// `share`: how much of every approach this camera goes along.
static qn_camera approach(const sight *s, const qn_camera *framed, float alpha, float share)
{
    float near = nearness(s, alpha);
    float tall = tallness(framed->surface_px);
    float factor = TUNE_NEAR_ZOOM + tall * (TUNE_NEAR_ZOOM_TALL - TUNE_NEAR_ZOOM);
    qn_camera close = qn_camera_zoom(framed, s->focus_m, factor);
    close.center_m = qn_lerp(close.center_m, s->focus_m, 0.35f);
    qn_camera camera = qn_camera_lerp(framed, &close, share * near);
    // Triumph is seen as a whole: what the player looked at gives way to it.
    zoom_view view = zoom_between(&s->zoom, alpha);
    qn_camera wanted = zoom_camera(view, &camera);
    return qn_camera_lerp(&camera, &wanted, share * (1.0f - near));
}

static qn_vec2 shake_offset(const sight *s, float alpha, float height_m)
{
    float strength = s->trauma * s->trauma * TUNE_SHAKE_SHARE * height_m;
    float t = (float)(s->tick % 4096u) + alpha;
    float along = qn_rot_from_angle(1.15f * t).c;
    float across = 0.45f * qn_rot_from_angle(1.73f * t + 0.6f).s;
    return qn_add(qn_mul(strength * along, s->blow), qn_mul(strength * across, qn_left(s->blow)));
}

// Hills grow with the frame, or they would be lost on a tall screen, but pass more slowly; where
// they meet the ground stays where the ground is.
qn_camera sight_far_camera(const sight *s, qn_vec2 surface_px, float alpha)
{
    qn_camera whole = whole_view(s, surface_px, alpha);
    qn_camera framed = framed_view(s, surface_px, alpha);
    qn_camera far = framed;
    far.height_m = whole.height_m + 0.7f * (framed.height_m - whole.height_m);
    far.center_m.x = whole.center_m.x + 0.3f * (framed.center_m.x - whole.center_m.x);
    far.center_m.y = framed.center_m.y * far.height_m / framed.height_m;
    return approach(s, &far, alpha, 0.3f);
}

qn_camera sight_camera(const sight *s, qn_vec2 surface_px, float alpha, bool is_calm)
{
    qn_camera framed = framed_view(s, surface_px, alpha);
    qn_camera camera = approach(s, &framed, alpha, 1.0f);
    if (!is_calm) {
        camera.center_m = qn_add(camera.center_m, shake_offset(s, alpha, camera.height_m));
    }
    return camera;
}
