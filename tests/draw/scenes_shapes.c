// What each kind of shape looks like, plainly filled: sizes, places between pixels, turns, and
// shapes thinner than a pixel.
#include "draw/draw_scenes.h"

static const uint32_t palette[6] = {0xE4572E, 0xF3A712, 0xA8C686, 0x29B6F6, 0xC792EA, 0xF5F5F5};

static qn_paint color(int32_t index) { return qn_fill(qn_rgb(palette[index % 6])); }

static void circles(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_circle(list, qn_v2(32.0f, 60.0f), 28.0f, color(0));
    qn_draw_circle(list, qn_v2(82.0f, 70.0f), 16.0f, color(1));
    qn_draw_circle(list, qn_v2(112.0f, 70.0f), 9.0f, color(2));
    qn_draw_circle(list, qn_v2(80.0f, 30.0f), 20.0f, color(3));
}

static void circles_between_pixels(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 24; ++i) {
        float x = 11.0f + 21.0f * draw_column(i, 6), y = 12.0f + 24.0f * draw_line(i, 6);
        qn_vec2 center = qn_v2(x + 0.17f * draw_column(i, 6), y + 0.25f * draw_line(i, 6));
        qn_draw_circle(list, center, 7.0f, color(i));
    }
}

static void circles_small(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 48; ++i) {
        float x = 8.0f + 16.0f * draw_column(i, 8), y = 8.5f + 16.0f * draw_line(i, 8);
        qn_draw_circle(list, qn_v2(x, y), 0.1f * (float)(i + 1), color(i));
    }
}

static void boxes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_box(list, draw_at(32.0f, 64.0f, 0.0f), qn_v2(24.0f, 24.0f), 0.0f, color(0));
    qn_draw_box(list, draw_at(90.0f, 70.0f, 0.0f), qn_v2(30.0f, 10.0f), 0.0f, color(1));
    qn_draw_box(list, draw_at(76.0f, 28.0f, 0.0f), qn_v2(6.0f, 22.0f), 0.0f, color(3));
    qn_draw_box(list, draw_at(108.0f, 28.0f, 0.0f), qn_v2(1.0f, 22.0f), 0.0f, color(4));
    qn_draw_box(list, draw_at(32.0f, 16.0f, 0.0f), qn_v2(24.0f, 1.0f), 0.0f, color(5));
}

static void boxes_between_pixels(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 16; ++i) {
        float x = 16.0f + 32.0f * draw_column(i, 4), y = 12.0f + 24.0f * draw_line(i, 4);
        qn_pose pose = draw_at(x + 0.25f * draw_column(i, 4), y + 0.25f * draw_line(i, 4), 0.0f);
        qn_draw_box(list, pose, qn_v2(10.0f, 7.0f), 0.0f, color(i));
    }
}

static void boxes_turned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 12; ++i) {
        float x = 16.0f + 32.0f * draw_column(i, 4), y = 16.0f + 32.0f * draw_line(i, 4);
        qn_draw_box(list, draw_at(x, y, 0.13f * (float)i), qn_v2(11.0f, 7.0f), 0.0f, color(i));
    }
}

static void boxes_rounded(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 9; ++i) {
        float x = 22.0f + 42.0f * draw_column(i, 3), y = 16.0f + 32.0f * draw_line(i, 3);
        qn_draw_box(list, draw_at(x, y, 0.0f), qn_v2(17.0f, 12.0f), 1.5f * (float)i, color(i));
    }
}

static void boxes_rounded_turned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 6; ++i) {
        qn_pose pose = draw_at(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3),
                               0.3f + (float)i);
        qn_draw_box(list, pose, qn_v2(19.0f, 8.0f), 1.0f + (float)i, color(i));
    }
}

// Half a pixel wide and high, a quarter, and nothing at all.
static void boxes_thin(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 12; ++i) {
        float thin = 0.125f * draw_column(i, 6);
        float x = 8.5f + 20.0f * draw_column(i, 6);
        qn_vec2 half_size = i < 6 ? qn_v2(thin, 18.0f) : qn_v2(8.0f, thin);
        float y = i < 6 ? 24.0f : 58.5f + 5.0f * draw_column(i, 6);
        qn_draw_box(list, draw_at(x, y, 0.0f), half_size, 0.0f, color(i));
    }
}

static void capsules(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_capsule(list, qn_v2(12.0f, 12.0f), qn_v2(60.0f, 80.0f), 8.0f, color(0));
    qn_draw_capsule(list, qn_v2(70.0f, 12.0f), qn_v2(70.0f, 80.0f), 5.0f, color(1));
    qn_draw_capsule(list, qn_v2(84.0f, 80.0f), qn_v2(118.0f, 80.0f), 6.0f, color(2));
    qn_draw_capsule(list, qn_v2(88.0f, 60.0f), qn_v2(120.0f, 14.0f), 3.0f, color(3));
    qn_draw_capsule(list, qn_v2(90.0f, 20.0f), qn_v2(90.0f, 20.0f), 9.0f, color(4));
}

static void lines(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 16; ++i) {
        qn_rot q = qn_rot_from_angle(0.1f + 2.0f * QN_PI * (float)i / 16.0f);
        qn_vec2 from = qn_v2(64.0f + 10.0f * q.c, 48.0f + 10.0f * q.s);
        qn_vec2 to = qn_v2(64.0f + 44.0f * q.c, 48.0f + 44.0f * q.s);
        qn_draw_capsule(list, from, to, 0.125f * (float)(i + 1), color(i));
    }
}

static void rings(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_ring(list, qn_v2(40.0f, 50.0f), 36.0f, 6.0f, color(0));
    qn_draw_ring(list, qn_v2(40.0f, 50.0f), 26.0f, 1.0f, color(1));
    qn_draw_ring(list, qn_v2(40.0f, 50.0f), 20.0f, 12.0f, color(2));
    qn_draw_ring(list, qn_v2(100.0f, 70.0f), 18.0f, 3.0f, color(3));
    qn_draw_ring(list, qn_v2(100.3f, 26.6f), 14.0f, 14.0f, color(4));
}

static void rings_thin(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 6; ++i) {
        qn_vec2 center = qn_v2(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3));
        qn_draw_ring(list, center, 18.0f, 0.25f * (float)(i + 1), color(i));
    }
}

static void triangles(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 right[3] = {{8.0f, 8.0f}, {60.0f, 8.0f}, {8.0f, 60.0f}};
    qn_vec2 flat[3] = {{20.0f, 76.0f}, {120.0f, 70.0f}, {64.0f, 92.0f}};
    qn_vec2 needle[3] = {{70.0f, 10.0f}, {74.0f, 10.0f}, {118.0f, 64.0f}};
    qn_draw_polygon(list, right, 3, color(0));
    qn_draw_polygon(list, flat, 3, color(1));
    qn_draw_polygon(list, needle, 3, color(3));
}

static void polygons(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 6; ++i) {
        qn_vec2 center = qn_v2(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3));
        draw_regular(list, center, 19.0f, 3 + i, 0.4f * (float)i, color(i));
    }
}

static void polygons_small(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 48; ++i) {
        qn_vec2 center = qn_v2(8.0f + 16.0f * draw_column(i, 8), 8.0f + 16.0f * draw_line(i, 8));
        draw_regular(list, center, 0.5f + 0.14f * (float)i, 3 + i % 6, (float)i, color(i));
    }
}

// Two corners at one place make an edge that cuts nothing off.
static void polygon_with_double_corner(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 points[5] = {
        {14.0f, 10.0f}, {110.0f, 20.0f}, {110.0f, 20.0f}, {90.0f, 84.0f}, {30.0f, 80.0f}};
    qn_draw_polygon(list, points, 5, color(2));
}

static const draw_scene scenes[] = {
    DRAW_SCENE(circles),
    DRAW_SCENE(circles_between_pixels),
    DRAW_SCENE(circles_small),
    DRAW_SCENE(boxes),
    DRAW_SCENE(boxes_between_pixels),
    DRAW_SCENE(boxes_turned),
    DRAW_SCENE(boxes_rounded),
    DRAW_SCENE(boxes_rounded_turned),
    DRAW_SCENE(boxes_thin),
    DRAW_SCENE(capsules),
    DRAW_SCENE(lines),
    DRAW_SCENE(rings),
    DRAW_SCENE(rings_thin),
    DRAW_SCENE(triangles),
    DRAW_SCENE(polygons),
    DRAW_SCENE(polygons_small),
    DRAW_SCENE(polygon_with_double_corner),
};

draw_scene_rows draw_scenes_of_shapes(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
