// Viewports, shaken and followed views, easings as curves, and frames of sheets.
#include "draw/draw_scenes.h"
#include "quoin/animation.h"
#include "quoin/camera_rig.h"
#include "quoin/tween.h"
#include "quoin/viewport.h"

static const qn_vec2 surface_px = {DRAW_WIDTH_PX, DRAW_HEIGHT_PX};
static const qn_color white = {255, 255, 255, 255};
static const qn_color amber = {243, 167, 18, 255};
static const qn_color rose = {209, 73, 91, 255};
static const qn_color sky = {120, 200, 255, 255};

// A picture of 64 x 64 virtual pixels with a frame, and marks at the places of its safe area.
static void show(qn_draw_list *list, const draw_props *props, const qn_viewport_opts *opts)
{
    qn_viewport viewport;
    if (qn_viewport_make(opts, &viewport) != QN_ERROR_OK) {
        return;
    }
    qn_camera camera = {.center_m = {0.0f, 0.0f}, .height_m = 8.0f};
    qn_camera world = qn_viewport_camera(&viewport, &camera);
    qn_draw_camera(list, &world);
    qn_draw_box(list, draw_at(0.0f, 0.0f, 0.0f), qn_v2(4.0f, 4.0f), 0.0f,
                (qn_paint){.fill = sky, .fade = rose, .border = white, .border_m = 0.25f});
    qn_draw_image(list, props->disc, draw_at(0.0f, 0.0f, 0.5f), qn_v2(3.0f, 3.0f), white);
    qn_viewport_draw_bars(&viewport, list, qn_rgb(0x101010));
    qn_camera page = qn_viewport_page(&viewport);
    qn_draw_camera(list, &page);
    for (int32_t i = QN_ANCHOR_CENTER; i <= QN_ANCHOR_BOTTOM_RIGHT; ++i) {
        qn_vec2 at = qn_viewport_place(&viewport, (qn_anchor)i, qn_v2(4.0f, 4.0f));
        qn_draw_circle(list, qn_v2(at.x, viewport.virtual_px.y - at.y), 3.0f, qn_fill(amber));
    }
}

static void viewport_with_bars(qn_draw_list *list, const draw_props *props)
{
    show(list, props, &(qn_viewport_opts){.surface_px = surface_px, .virtual_px = {64.0f, 64.0f}});
}

static void viewport_cut(qn_draw_list *list, const draw_props *props)
{
    show(list, props,
         &(qn_viewport_opts){.surface_px = surface_px,
                             .virtual_px = {64.0f, 64.0f},
                             .fit = QN_FIT_CROP,
                             .anchor = QN_ANCHOR_BOTTOM});
}

static void viewport_of_whole_pixels(qn_draw_list *list, const draw_props *props)
{
    show(list, props,
         &(qn_viewport_opts){.surface_px = surface_px,
                             .virtual_px = {40.0f, 40.0f},
                             .fit = QN_FIT_INTEGER,
                             .anchor = QN_ANCHOR_TOP_RIGHT,
                             .safe_px = {.right_px = 10.0f}});
}

static void viewport_beside_a_notch(qn_draw_list *list, const draw_props *props)
{
    show(list, props,
         &(qn_viewport_opts){.surface_px = surface_px,
                             .fit = QN_FIT_CROP,
                             .virtual_px = {64.0f, 64.0f},
                             .safe_px = {.left_px = 20.0f, .bottom_px = 12.0f}});
}

// Where a followed target was seen, tick by tick, under blows from the side.
static void rig_on_its_way(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_camera_rig_def def = qn_camera_rig_def_default();
    qn_camera_rig rig;
    def.height_m = 12.0f;
    def.dead_zone = qn_v2(0.2f, 0.2f);
    def.look_ahead_s = 0.3f;
    qn_camera_rig_start(&def, &rig);
    qn_camera page = {qn_v2(0.5f * DRAW_WIDTH_PX, 0.5f * DRAW_HEIGHT_PX), DRAW_HEIGHT_PX, 0.0f,
                      surface_px};
    qn_draw_camera(list, &page);
    for (int32_t i = 0; i < 150; ++i) {
        qn_rot around = qn_rot_from_angle(0.05f * (float)i);
        qn_vec2 target = qn_v2(0.12f * (float)i, 6.0f * around.s);
        if (i % 50 == 10) {
            qn_camera_rig_shake(&rig, 0.7f, qn_v2(1.0f, 0.0f));
        }
        qn_camera_rig_follow(&rig, target);
        qn_camera_rig_tick(&rig, 1.0f / 60.0f, surface_px);
        qn_camera view = qn_camera_rig_view(&rig, 0.5f, surface_px);
        qn_vec2 px = qn_camera_to_px(&view, target);
        qn_draw_circle(list, qn_v2(px.x, DRAW_HEIGHT_PX - px.y), 1.2f,
                       qn_fill(qn_color_mix(amber, sky, (float)i / 150.0f)));
    }
}

// All of them, in the order of their names.
static void easings(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const qn_color colors[3] = {
        {243, 167, 18, 255}, {209, 73, 91, 255}, {120, 200, 255, 255}};
    for (int32_t i = 0; i < QN_EASE_COUNT; ++i) {
        qn_vec2 points[25];
        float left = 3.0f + 16.0f * draw_column(i, 8), low = 78.0f - 24.0f * draw_line(i, 8);
        for (int32_t k = 0; k < 25; ++k) {
            float t = (float)k / 24.0f;
            points[k] = qn_v2(left + 11.0f * t, low + 11.0f * qn_ease((qn_easing)i, t));
        }
        qn_draw_line(list, points, 25, 1.0f, qn_fill(colors[i % 3]));
    }
}

// A walk, whole and with its borders cut off, to the right and to the left.
static void frames_in_a_row(qn_draw_list *list, const draw_props *props)
{
    qn_frame frames[4];
    qn_frames_from_sheet(props->weave, 16, 24, 0, 4, 0.1f, frames);
    frames[2].part.width_px = 8;
    frames[2].offset_px = qn_v2(-4.0f, 0.0f);
    frames[3].part.height_px = 12;
    frames[3].offset_px = qn_v2(0.0f, 6.0f);
    for (int32_t i = 0; i < 8; ++i) {
        qn_image_paint paint = qn_tint(white);
        paint.flip_x = i >= 4;
        qn_pose pose =
            draw_at(20.0f + 29.0f * draw_column(i, 4), 70.0f - 45.0f * draw_line(i, 4), 0.0f);
        qn_draw_box(list, pose, qn_v2(12.0f, 18.0f), 0.0f, qn_fill(qn_rgb(0x303A4C)));
        qn_draw_frame(list, &frames[i % 4], pose, 1.5f, paint);
    }
}

static const draw_scene scenes[] = {
    DRAW_SCENE(viewport_with_bars),       DRAW_SCENE(viewport_cut),
    DRAW_SCENE(viewport_of_whole_pixels), DRAW_SCENE(viewport_beside_a_notch),
    DRAW_SCENE(rig_on_its_way),           DRAW_SCENE(easings),
    DRAW_SCENE(frames_in_a_row),
};

draw_scene_rows draw_scenes_of_tools(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
