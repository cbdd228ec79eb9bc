// Cameras, layers, the edges of the surface, and sizes from far below to far above it.
#include "draw/draw_scenes.h"

static const qn_color amber = {243, 167, 18, 255};
static const qn_color rose = {209, 73, 91, 255};
static const qn_color sky = {120, 200, 255, 255};
static const qn_color white = {255, 255, 255, 255};

static void look(qn_draw_list *list, qn_vec2 center, float height, float angle_rad)
{
    qn_camera camera = {center, height, angle_rad, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    qn_draw_camera(list, &camera);
}

// About 16 x 12 units around the origin.
static void house(qn_draw_list *list)
{
    qn_vec2 roof[3] = {{-5.0f, 1.0f}, {5.0f, 1.0f}, {0.0f, 5.0f}};
    qn_paint wall = {.fill = amber, .fade = rose, .border = white, .border_m = 0.2f};
    qn_draw_box(list, draw_at(0.0f, -1.5f, 0.0f), qn_v2(4.0f, 2.5f), 0.3f, wall);
    qn_draw_polygon(list, roof, 3, qn_fill(rose));
    qn_draw_circle(list, qn_v2(6.0f, 4.0f), 1.2f, (qn_paint){.fill = white, .glow_m = 0.8f});
    qn_draw_capsule(list, qn_v2(-7.0f, -4.0f), qn_v2(7.0f, -4.0f), 0.15f, qn_fill(sky));
    qn_draw_ring(list, qn_v2(0.0f, 2.4f), 0.8f, 0.2f, qn_fill(white));
}

static void camera_plain(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 0.0f), 12.0f, 0.0f);
    house(list);
}

static void camera_near(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 2.0f), 3.0f, 0.0f);
    house(list);
}

static void camera_far(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 0.0f), 90.0f, 0.0f);
    house(list);
}

static void camera_aside(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(4.3f, 2.7f), 12.0f, 0.0f);
    house(list);
}

static void camera_turned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 0.0f), 14.0f, 0.4f);
    house(list);
}

static void camera_on_its_head(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 0.0f), 12.0f, QN_PI);
    house(list);
}

static void cameras_two(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    look(list, qn_v2(0.0f, 0.0f), 12.0f, 0.0f);
    house(list);
    look(list, qn_v2(-14.0f, -10.0f), 40.0f, -0.3f);
    house(list);
}

static void layers_over(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const int32_t layers[5] = {3, 1, 4, 0, 2};
    static const qn_color colors[5] = {{228, 87, 46, 255},
                                       {243, 167, 18, 255},
                                       {168, 198, 134, 255},
                                       {41, 182, 246, 255},
                                       {199, 146, 234, 255}};
    for (int32_t i = 0; i < 5; ++i) {
        qn_draw_layer(list, layers[i]);
        qn_draw_circle(list, qn_v2(24.0f + 20.0f * (float)i, 48.0f), 20.0f, qn_fill(colors[i]));
    }
}

static void layers_of_paint(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 6; ++i) {
        qn_draw_layer(list, 6 - i);
        qn_paint paint = {.fill = sky, .fade = rose, .border = white, .border_m = 0.5f * (float)i};
        qn_draw_box(list, draw_at(22.0f + 17.0f * (float)i, 48.0f, 0.2f * (float)i),
                    qn_v2(16.0f, 30.0f), 3.0f, paint);
    }
}

static void cut_at_edges(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(0.0f, 48.0f), 20.0f, qn_fill(amber));
    qn_draw_circle(list, qn_v2(128.0f, 48.0f), 20.0f, qn_fill(rose));
    qn_draw_circle(list, qn_v2(64.0f, 0.0f), 20.0f, qn_fill(sky));
    qn_draw_circle(list, qn_v2(64.0f, 96.0f), 20.0f, qn_fill(white));
}

static void cut_at_corners(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 4; ++i) {
        qn_pose pose =
            draw_at(128.0f * draw_column(i, 2), 96.0f * draw_line(i, 2), 0.5f + (float)i);
        qn_paint paint = {.fill = amber, .fade = rose, .border = white, .border_m = 2.0f};
        qn_draw_box(list, pose, qn_v2(30.0f, 18.0f), 5.0f, paint);
    }
}

static void cut_glow(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_paint paint = {.fill = white, .glow_m = 24.0f, .additive = true};
    qn_draw_circle(list, qn_v2(-12.0f, 48.0f), 6.0f, paint);
    qn_draw_circle(list, qn_v2(64.0f, 108.0f), 6.0f, paint);
    qn_draw_ring(list, qn_v2(140.0f, 0.0f), 40.0f, 4.0f, paint);
}

static void larger_than_surface(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_box(list, draw_at(64.0f, 48.0f, 0.3f), qn_v2(4000.0f, 3000.0f), 20.0f, qn_fill(rose));
    qn_draw_ring(list, qn_v2(64.0f, 48.0f), 900.0f, 870.0f, qn_fill(sky));
}

static void edge_of_a_giant(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(64.0f, -9970.0f), 10000.0f, qn_fill(amber));
    qn_draw_ring(list, qn_v2(64.0f, -9940.0f), 10000.0f, 4.0f, qn_fill(white));
    qn_draw_capsule(list, qn_v2(-60000.0f, 76.0f), qn_v2(60000.0f, 84.0f), 3.0f, qn_fill(sky));
}

static void needle_across(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 needle[3] = {{-3000.0f, -2200.0f}, {3000.0f, 2290.0f}, {2990.0f, 2310.0f}};
    qn_draw_polygon(list, needle, 3, qn_fill(amber));
    qn_draw_capsule(list, qn_v2(-500.0f, 300.0f), qn_v2(600.0f, -220.0f), 0.75f, qn_fill(sky));
}

static void dust(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    uint32_t seed = 7;
    for (int32_t i = 0; i < 600; ++i) {
        seed = seed * 1664525u + 1013904223u;
        float x = (float)(seed >> 8 & 0xFFFu) / 32.0f;
        float y = (float)(seed >> 20) * 96.0f / 4096.0f;
        qn_draw_circle(list, qn_v2(x, y), 0.02f * draw_column(i, 50),
                       qn_fill(i % 3 == 0 ? amber : sky));
    }
}

static void nothing(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(500.0f, 500.0f), 20.0f, qn_fill(amber));
}

static const draw_scene scenes[] = {
    DRAW_SCENE(camera_plain),
    DRAW_SCENE(camera_near),
    DRAW_SCENE(camera_far),
    DRAW_SCENE(camera_aside),
    DRAW_SCENE(camera_turned),
    DRAW_SCENE(camera_on_its_head),
    DRAW_SCENE(cameras_two),
    DRAW_SCENE(layers_over),
    DRAW_SCENE(layers_of_paint),
    DRAW_SCENE(cut_at_edges),
    DRAW_SCENE(cut_at_corners),
    DRAW_SCENE(cut_glow),
    DRAW_SCENE(larger_than_surface),
    DRAW_SCENE(edge_of_a_giant),
    DRAW_SCENE(needle_across),
    DRAW_SCENE(dust),
    DRAW_SCENE(nothing),
};

draw_scene_rows draw_scenes_of_views(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
