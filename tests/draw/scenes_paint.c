// Paint on every kind of shape, and how colours come together: fades, borders, glows, alpha and
// added light.
#include "draw/draw_scenes.h"

static const qn_color red = {228, 87, 46, 255};
static const qn_color blue = {41, 182, 246, 255};
static const qn_color green = {120, 200, 110, 255};
static const qn_color white = {255, 255, 255, 255};
static const qn_color night = {12, 16, 40, 255};

// A circle, a box, a ring and a polygon, side by side in two rows.
static void four_shapes(qn_draw_list *list, qn_paint paint)
{
    qn_draw_circle(list, qn_v2(32.0f, 70.0f), 18.0f, paint);
    qn_draw_box(list, draw_at(96.0f, 70.0f, 0.35f), qn_v2(20.0f, 12.0f), 4.0f, paint);
    qn_draw_ring(list, qn_v2(32.0f, 25.0f), 18.0f, 7.0f, paint);
    draw_regular(list, qn_v2(96.0f, 25.0f), 19.0f, 5, 0.2f, paint);
}

static void fade_on_surface(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = night, .fade = red};
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.0f), qn_v2(64.0f, 48.0f), 0.0f, paint);
}

static void fade_of_dark_colors(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = qn_rgb(0x000000), .fade = qn_rgb(0x080A10)};
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), 0.0f, paint);
}

static void fade_turned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = white, .fade = blue};
    for (int32_t i = 0; i < 6; ++i) {
        qn_pose pose = draw_at(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3),
                               1.1f * (float)i);
        qn_draw_box(list, pose, qn_v2(15.0f, 12.0f), 0.0f, paint);
    }
}

static void fade_on_shapes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = white, .fade = red});
}

static void fade_to_nothing(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = green, .fade = qn_rgba(255, 255, 255, 1)});
}

static void border_on_shapes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = blue, .border = white, .border_m = 2.0f});
}

static void border_thin(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = red, .border = white, .border_m = 0.4f});
}

static void border_wider_than_shape(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = red, .border = green, .border_m = 40.0f});
}

static void border_around_nothing(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.border = white, .border_m = 3.0f});
}

static void border_and_fade(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = blue, .fade = night, .border = white, .border_m = 1.5f});
}

static void border_translucent(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.0f), qn_v2(50.0f, 6.0f), 0.0f, qn_fill(white));
    four_shapes(list, (qn_paint){.fill = qn_rgba(228, 87, 46, 160),
                                 .border = qn_rgba(41, 182, 246, 100),
                                 .border_m = 5.0f});
}

static void glow_on_shapes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = green, .glow_m = 8.0f});
}

static void glow_narrow(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = blue, .glow_m = 0.6f});
}

static void glow_wide(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(64.0f, 48.0f), 4.0f, (qn_paint){.fill = white, .glow_m = 60.0f});
}

static void glow_of_lines(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = red, .glow_m = 10.0f};
    qn_draw_capsule(list, qn_v2(16.0f, 16.0f), qn_v2(112.0f, 80.0f), 0.5f, paint);
    qn_draw_capsule(list, qn_v2(16.0f, 80.0f), qn_v2(50.0f, 62.0f), 2.0f, paint);
}

static void glow_with_border(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = night, .border = white, .border_m = 2.0f, .glow_m = 6.0f});
}

static void glow_with_fade(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = white, .fade = red, .glow_m = 7.0f});
}

static void alpha_over(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(48.0f, 56.0f), 28.0f, qn_fill(qn_rgba(228, 87, 46, 128)));
    qn_draw_circle(list, qn_v2(80.0f, 56.0f), 28.0f, qn_fill(qn_rgba(41, 182, 246, 128)));
    qn_draw_circle(list, qn_v2(64.0f, 34.0f), 28.0f, qn_fill(qn_rgba(120, 200, 110, 128)));
}

static void alpha_steps(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 32; ++i) {
        uint8_t alpha = (uint8_t)(i * 8 + 7);
        qn_pose pose = draw_at(4.0f * (float)i + 2.0f, 48.0f, 0.0f);
        qn_draw_box(list, pose, qn_v2(2.0f, 40.0f), 0.0f, qn_fill(qn_rgba(255, 240, 200, alpha)));
    }
}

static void alpha_of_one(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 40; ++i) {
        qn_pose pose = draw_at(64.0f, 48.0f, 0.0f);
        qn_vec2 half_size = qn_v2(60.0f - (float)i, 44.0f - (float)i);
        qn_draw_box(list, pose, half_size, 0.0f, qn_fill(qn_rgba(255, 255, 255, 1)));
    }
}

static void light_adds(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const uint32_t colors[3] = {0xC00000, 0x00C000, 0x0000C0};
    static const qn_vec2 centers[3] = {{48.0f, 56.0f}, {80.0f, 56.0f}, {64.0f, 34.0f}};
    for (int32_t i = 0; i < 3; ++i) {
        qn_paint paint = {.fill = qn_rgb(colors[i]), .additive = true};
        qn_draw_circle(list, centers[i], 28.0f, paint);
    }
}

static void light_saturates(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = qn_rgba(255, 120, 40, 90), .additive = true};
    for (int32_t i = 0; i < 9; ++i) {
        qn_draw_box(list, draw_at(64.0f, 48.0f, 0.0f),
                    qn_v2(60.0f - 6.0f * (float)i, 44.0f - 4.0f * (float)i), 0.0f, paint);
    }
}

static void light_glows(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    four_shapes(list, (qn_paint){.fill = white});
    four_shapes(list, (qn_paint){.fill = red, .glow_m = 12.0f, .additive = true});
}

static void light_fades(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = qn_rgba(255, 200, 80, 200), .fade = qn_rgba(255, 80, 0, 10)};
    paint.additive = true;
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.6f), qn_v2(40.0f, 30.0f), 8.0f, paint);
}

static const draw_scene scenes[] = {
    DRAW_SCENE(fade_on_surface),
    DRAW_SCENE(fade_of_dark_colors),
    DRAW_SCENE(fade_turned),
    DRAW_SCENE(fade_on_shapes),
    DRAW_SCENE(fade_to_nothing),
    DRAW_SCENE(border_on_shapes),
    DRAW_SCENE(border_thin),
    DRAW_SCENE(border_wider_than_shape),
    DRAW_SCENE(border_around_nothing),
    DRAW_SCENE(border_and_fade),
    DRAW_SCENE(border_translucent),
    DRAW_SCENE(glow_on_shapes),
    DRAW_SCENE(glow_narrow),
    DRAW_SCENE(glow_wide),
    DRAW_SCENE(glow_of_lines),
    DRAW_SCENE(glow_with_border),
    DRAW_SCENE(glow_with_fade),
    DRAW_SCENE(alpha_over),
    DRAW_SCENE(alpha_steps),
    DRAW_SCENE(alpha_of_one),
    DRAW_SCENE(light_adds),
    DRAW_SCENE(light_saturates),
    DRAW_SCENE(light_glows),
    DRAW_SCENE(light_fades),
};

draw_scene_rows draw_scenes_of_paint(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
