// Cameras, rigs and viewports.
#include "sample.h"

static void look_around(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_vec2 surface_px = s.surface_px;
    // [camera]
    qn_camera camera = {
        .center_m = {12, 4},
        .height_m = 9, // nine metres from the bottom to the top, whatever the surface
        .surface_px = surface_px,
    };
    qn_draw_camera(list, &camera);
    qn_draw_circle(list, qn_v2(12, 4), 1, qn_fill(qn_rgb(0xF2A66F)));

    qn_vec2 under_pointer = qn_camera_to_world(&camera, qn_v2(640, 360)); // (12, 4)
    camera = qn_camera_zoom(&camera, under_pointer, 2); // twice as near, that place stays put
    // [/camera]
    CHECK(under_pointer.x == 12 && under_pointer.y == 4);
    CHECK(camera.height_m == 4.5f);
    CHECK_INT(record_count(&s), 1);
    close_stage(&s);
}

static void follow_player(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_vec2 surface_px = s.surface_px;
    qn_vec2 player = {3, 2};
    float alpha = 0.5f;
    // [rig]
    qn_camera_rig_def def = qn_camera_rig_def_default();
    def.height_m = 9;
    def.dead_zone = qn_v2(0.2f, 0.3f); // of half the view: within it the player moves alone
    def.follow_half_life_s = 0.1f;     // every tenth of a second half of the gap is closed
    def.look_ahead_s = 0.4f;
    def.has_bounds = true;
    def.bounds_m = (qn_aabb){{-20, -2}, {80, 30}};
    qn_camera_rig rig;
    qn_camera_rig_start(&def, &rig);

    // Once a tick:
    qn_camera_rig_follow(&rig, player);
    qn_camera_rig_tick(&rig, TICK_S, surface_px);

    // Once a frame, alpha of a tick after the one before the last:
    qn_camera camera = qn_camera_rig_view(&rig, alpha, surface_px);
    qn_draw_camera(list, &camera);
    // [/rig]
    for (int i = 0; i < 600; ++i) {
        qn_camera_rig_follow(&rig, qn_v2(500, 2));
        CHECK_ERROR(qn_camera_rig_tick(&rig, TICK_S, s.surface_px), QN_ERROR_OK);
    }
    camera = qn_camera_rig_view(&rig, 1, s.surface_px);
    CHECK_NEAR(qn_camera_view(&camera).upper.x, 80, 1e-3);
    close_stage(&s);
}

static void shake_screen(void)
{
    stage s = open_stage();
    qn_camera_rig_def def = qn_camera_rig_def_default();
    bool wants_less_motion = false;
    qn_camera_rig rig;
    // [shake]
    def.motion = wants_less_motion ? 0 : 1; // the player's setting; nothing else to do
    qn_camera_rig_start(&def, &rig);
    qn_camera_rig_shake(&rig, 0.6f, qn_v2(1, 0)); // a blow from the side
    qn_camera_rig_shake(&rig, 0.2f, qn_v2(0, 0)); // a rumble
    // [/shake]
    CHECK_NEAR(rig.trauma, 0.8, 1e-6);
    float most = 0;
    for (int i = 0; i < 60; ++i) {
        qn_camera_rig_tick(&rig, TICK_S, s.surface_px);
        most = qn_max(most, qn_abs(qn_camera_rig_view(&rig, 1, s.surface_px).center_m.x));
    }
    CHECK(most > 0.02f && rig.trauma == 0);
    close_stage(&s);
}

static void parallax(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_camera camera = {{12, 4}, 9, 0, s.surface_px};
    // [parallax]
    qn_camera hills = qn_camera_parallax(&camera, qn_v2(0, 0), qn_v2(0.3f, 0.1f));
    qn_draw_camera(list, &hills);
    qn_draw_box(list, qn_pose_identity(), qn_v2(9, 2), 1, qn_fill(qn_rgb(0x4A3C66)));
    qn_draw_camera(list, &camera); // the world again
    // [/parallax]
    CHECK_NEAR(hills.center_m.x, 3.6, 1e-5);
    close_stage(&s);
}

static void fixed_picture(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_vec2 surface_px = s.surface_px;
    qn_camera camera = {.center_m = {8, 4.5f}, .height_m = 9};
    qn_vec2 tap_px = {640, 360};
    // [viewport]
    qn_viewport_opts opts = {
        .surface_px = surface_px,
        .virtual_px = {320, 180},
        .fit = QN_FIT_INTEGER,      // or bars at two sides, or cut at two sides
        .safe_px = {.left_px = 40}, // a notch
    };
    qn_viewport viewport;
    qn_viewport_make(&opts, &viewport); // again when the surface changes

    qn_camera world = qn_viewport_camera(&viewport, &camera);
    qn_draw_camera(list, &world);
    qn_camera page = qn_viewport_page(&viewport); // a virtual pixel is a unit
    qn_draw_camera(list, &page);
    qn_vec2 score_px = qn_viewport_place(&viewport, QN_ANCHOR_TOP_LEFT, qn_v2(4, 4));
    qn_vec2 tap = qn_viewport_to_virtual(&viewport, tap_px);
    qn_viewport_draw_bars(&viewport, list, qn_rgb(0x000000));
    // [/viewport]
    CHECK(viewport.scale == 3 && score_px.x == 4 && score_px.y == 4);
    CHECK_NEAR(tap.x, (640.0 - viewport.origin_px.x) / 3, 1e-4);
    CHECK(viewport.origin_px.x >= 40);
    close_stage(&s);
}
