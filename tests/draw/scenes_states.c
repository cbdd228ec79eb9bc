// Ways to blend, areas that cut off, and pictures that are drawn into.
#include "draw/draw_scenes.h"

static const qn_color white = {255, 255, 255, 255};
static const qn_color red = {230, 87, 48, 255};
static const qn_color green = {166, 198, 130, 255};
static const qn_color blue = {41, 182, 246, 255};
static const qn_color amber = {245, 166, 18, 255};

static void bars(qn_draw_list *list)
{
    static const uint32_t colors[4] = {0xF5F5F5, 0xE65730, 0x29B6F6, 0x35404F};
    for (int32_t i = 0; i < 4; ++i) {
        qn_draw_box(list, draw_at(16.0f + 32.0f * (float)i, 48.0f, 0.0f), qn_v2(16.0f, 44.0f), 0.0f,
                    qn_fill(qn_rgb(colors[i])));
    }
}

// Every kind of record over bars of four colours.
static void blended(qn_draw_list *list, const draw_props *props, qn_blend blend)
{
    bars(list);
    qn_draw_blend(list, blend);
    qn_draw_box(list, draw_at(64.0f, 82.0f, 0.0f), qn_v2(58.0f, 6.0f), 6.0f, qn_fill(amber));
    qn_paint faded = {.fill = white, .fade = qn_rgba(20, 40, 160, 40)};
    qn_draw_box(list, draw_at(64.0f, 62.0f, 0.03f), qn_v2(58.0f, 9.0f), 0.0f, faded);
    qn_draw_image(list, props->disc, draw_at(30.0f, 36.0f, 0.0f), qn_v2(26.0f, 14.0f), white);
    qn_draw_image(list, props->disc, draw_at(92.0f, 36.0f, 0.0f), qn_v2(30.0f, 14.0f), green);
    qn_draw_text(list, "QUOIN", qn_v2(64.0f, 6.0f), 13.0f, QN_ALIGN_CENTER, blue);
    qn_draw_circle(list, qn_v2(64.0f, 36.0f), 12.0f,
                   (qn_paint){.fill = qn_rgba(255, 120, 60, 128), .glow_m = 8.0f});
    qn_draw_blend(list, QN_BLEND_NORMAL);
    qn_draw_circle(list, qn_v2(120.0f, 8.0f), 5.0f, qn_fill(white));
}

static void blend_additive(qn_draw_list *list, const draw_props *props)
{
    blended(list, props, QN_BLEND_ADDITIVE);
}
static void blend_multiply(qn_draw_list *list, const draw_props *props)
{
    blended(list, props, QN_BLEND_MULTIPLY);
}
static void blend_screen(qn_draw_list *list, const draw_props *props)
{
    blended(list, props, QN_BLEND_SCREEN);
}
static void blend_erase(qn_draw_list *list, const draw_props *props)
{
    blended(list, props, QN_BLEND_ERASE);
}

static void cross(qn_draw_list *list, qn_color color)
{
    qn_draw_capsule(list, qn_v2(-10.0f, -10.0f), qn_v2(138.0f, 106.0f), 8.0f, qn_fill(color));
    qn_draw_capsule(list, qn_v2(-10.0f, 106.0f), qn_v2(138.0f, -10.0f), 8.0f, qn_fill(color));
}

static void clip_within_clip(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    cross(list, qn_rgb(0x35404F));
    qn_draw_clip(list, (qn_aabb){{20.0f, 16.0f}, {96.0f, 80.0f}});
    cross(list, red);
    qn_draw_clip(list, (qn_aabb){{48.0f, 4.0f}, {120.0f, 60.0f}});
    cross(list, blue);
    qn_draw_clip(list, (qn_aabb){{200.0f, 200.0f}, {240.0f, 240.0f}});
    cross(list, white);
    qn_draw_clip_end(list);
    qn_draw_clip_end(list);
    qn_draw_circle(list, qn_v2(24.0f, 76.0f), 10.0f, qn_fill(amber));
    qn_draw_clip_end(list);
    qn_draw_circle(list, qn_v2(116.0f, 84.0f), 8.0f, qn_fill(green));
}

static void clip_of_every_kind(qn_draw_list *list, const draw_props *props)
{
    qn_vec2 wave[4] = {{8.0f, 20.0f}, {40.0f, 90.0f}, {80.0f, 10.0f}, {124.0f, 80.0f}};
    qn_draw_clip(list, (qn_aabb){{30.5f, 20.4f}, {100.0f, 76.0f}});
    qn_draw_image(list, props->weave, draw_at(64.0f, 48.0f, 0.2f), qn_v2(60.0f, 40.0f), white);
    draw_regular(list, qn_v2(30.0f, 70.0f), 22.0f, 5, 0.2f, qn_fill(red));
    qn_draw_ring(list, qn_v2(96.0f, 30.0f), 24.0f, 8.0f, qn_fill(blue));
    qn_draw_line(list, wave, 4, 6.0f, qn_fill(amber));
    qn_draw_text(list, "QUOIN", qn_v2(64.0f, 40.0f), 26.0f, QN_ALIGN_CENTER, white);
    qn_draw_clip_end(list);
}

static void clip_by_layers(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 4; ++i) {
        float x = 8.0f + 28.0f * (float)i;
        qn_draw_layer(list, 4 - i);
        qn_draw_clip(list, (qn_aabb){{x, 10.0f}, {x + 26.0f, 86.0f}});
        cross(list, i % 2 == 0 ? red : green);
        qn_draw_clip_end(list);
        qn_draw_circle(list, qn_v2(x + 26.0f, 48.0f), 12.0f, qn_fill(blue));
    }
}

static void face(qn_draw_list *list, float side)
{
    qn_camera camera = {{0.0f, 0.0f}, 2.0f, 0.0f, {side, side}};
    qn_draw_camera(list, &camera);
    qn_draw_circle(list, qn_v2(0.0f, 0.0f), 0.9f, qn_fill(amber));
    qn_draw_circle(list, qn_v2(-0.35f, 0.25f), 0.14f, qn_fill(qn_rgb(0x35404F)));
    qn_draw_circle(list, qn_v2(0.35f, 0.25f), 0.14f, qn_fill(qn_rgb(0x35404F)));
    qn_vec2 mouth[3] = {{-0.45f, -0.25f}, {0.0f, -0.5f}, {0.5f, -0.2f}};
    qn_draw_line(list, mouth, 3, 0.12f, qn_fill(qn_rgb(0x35404F)));
}

static void target_as_image(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_target(list, 1, 40, 40);
    face(list, 40.0f);
    qn_draw_target_end(list);
    for (int32_t i = 0; i < 5; ++i) {
        float half = 6.0f + 4.0f * (float)i;
        qn_draw_target_image(
            list, 1, draw_at(10.0f + 24.0f * (float)i, 30.0f + 9.0f * (float)i, 0.3f * (float)i),
            qn_v2(half, half), i == 3 ? blue : white);
    }
}

static void target_fades_as_one(qn_draw_list *list, const draw_props *props)
{
    bars(list);
    qn_draw_target(list, 2, 96, 72);
    face(list, 72.0f);
    qn_camera camera = {{64.0f, 48.0f}, 96.0f, 0.0f, {96.0f, 72.0f}};
    qn_draw_camera(list, &camera);
    qn_draw_image(list, props->disc, draw_at(100.0f, 48.0f, 0.0f), qn_v2(24.0f, 24.0f), white);
    qn_draw_blend(list, QN_BLEND_ERASE);
    qn_draw_circle(list, qn_v2(100.0f, 48.0f), 10.0f, qn_fill(white));
    qn_draw_target_end(list);
    qn_draw_target_image(list, 2, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 45.0f),
                         qn_rgba(255, 255, 255, 128));
}

static void target_within_target(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_target(list, 1, 32, 32);
    face(list, 32.0f);
    qn_draw_target_end(list);
    qn_draw_target(list, 2, 64, 64);
    qn_camera camera = {{0.0f, 0.0f}, 4.0f, 0.4f, {64.0f, 64.0f}};
    qn_draw_camera(list, &camera);
    for (int32_t i = 0; i < 4; ++i) {
        float x = i % 2 == 0 ? -1.0f : 1.0f, y = i < 2 ? -1.0f : 1.0f;
        qn_draw_target_image(list, 1, draw_at(x, y, 0.0f), qn_v2(0.9f, 0.9f),
                             i == 0 ? green : white);
    }
    qn_draw_target_end(list);
    qn_draw_target_image(list, 2, draw_at(64.0f, 48.0f, 0.0f), qn_v2(46.0f, 46.0f), white);
}

static void target_blended(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    bars(list);
    qn_draw_target(list, 4, 48, 48);
    face(list, 48.0f);
    qn_draw_target_end(list);
    for (int32_t i = 0; i < 4; ++i) {
        qn_draw_blend(list, (qn_blend)(i + 1));
        qn_draw_target_image(list, 4, draw_at(16.0f + 32.0f * (float)i, 66.0f, 0.0f),
                             qn_v2(20.0f, 20.0f), white);
        qn_draw_target_image(list, 4, draw_at(112.0f - 32.0f * (float)i, 26.0f, 0.0f),
                             qn_v2(20.0f, 20.0f), white);
    }
}

static const draw_scene scenes[] = {
    DRAW_SCENE(blend_additive),       DRAW_SCENE(blend_multiply),   DRAW_SCENE(blend_screen),
    DRAW_SCENE(blend_erase),          DRAW_SCENE(clip_within_clip), DRAW_SCENE(clip_of_every_kind),
    DRAW_SCENE(clip_by_layers),       DRAW_SCENE(target_as_image),  DRAW_SCENE(target_fades_as_one),
    DRAW_SCENE(target_within_target), DRAW_SCENE(target_blended),
};

draw_scene_rows draw_scenes_of_states(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
