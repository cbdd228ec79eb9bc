// Lines through many points and areas of any outline.
#include "draw/draw_scenes.h"

static const qn_color white = {255, 255, 255, 255};
static const qn_color red = {230, 87, 48, 255};
static const qn_color green = {166, 198, 130, 255};
static const qn_color blue = {41, 182, 246, 255};

enum { MANY = 60 };

static void spiral(qn_vec2 *points, qn_vec2 center, float radius, float turns)
{
    for (int32_t i = 0; i < MANY; ++i) {
        float share = (float)i / (float)(MANY - 1);
        qn_rot q = qn_rot_from_angle(2.0f * QN_PI * turns * share);
        points[i] = qn_v2(center.x + radius * share * q.c, center.y + radius * share * q.s);
    }
}

static void line_widths(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 8; ++i) {
        float y = 88.0f - 11.0f * (float)i;
        qn_vec2 points[5] = {
            {6.0f, y}, {34.0f, y - 9.0f}, {62.0f, y}, {90.0f, y - 9.0f}, {122.0f, y}};
        qn_draw_line(list, points, 5, 0.25f * (float)(1 << i) / (1.0f + 0.12f * (float)(i * i)),
                     qn_fill(i % 2 == 0 ? white : blue));
    }
}

static void line_crosses_itself(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 star[6];
    for (int32_t i = 0; i < 6; ++i) {
        qn_rot q = qn_rot_from_angle(0.5f * QN_PI + 0.8f * QN_PI * (float)i);
        star[i] = qn_v2(64.0f + 42.0f * q.c, 46.0f + 42.0f * q.s);
    }
    qn_draw_line(list, star, 6, 12.0f, qn_fill(qn_rgba(255, 255, 255, 120)));
}

static void line_spirals(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 points[MANY];
    spiral(points, qn_v2(34.0f, 48.0f), 30.0f, 3.0f);
    qn_draw_line(list, points, MANY, 3.0f, qn_fill(red));
    spiral(points, qn_v2(94.0f, 48.0f), 30.0f, 2.0f);
    qn_draw_line(list, points, MANY, 7.0f,
                 (qn_paint){.fill = white, .fade = blue, .border = red, .border_m = 1.5f});
}

static void line_glows(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 bolt[6] = {{10.0f, 84.0f}, {40.0f, 60.0f}, {34.0f, 50.0f},
                       {84.0f, 40.0f}, {78.0f, 28.0f}, {120.0f, 10.0f}};
    qn_draw_line(list, bolt, 6, 3.0f,
                 (qn_paint){.fill = qn_rgba(90, 160, 255, 200), .glow_m = 9.0f, .additive = true});
    qn_draw_line(list, bolt, 6, 2.0f, qn_fill(white));
}

static void line_of_points_alike(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 same[3] = {{30.0f, 48.0f}, {30.0f, 48.0f}, {30.0f, 48.0f}};
    qn_vec2 back[3] = {{60.0f, 48.0f}, {110.0f, 70.0f}, {60.0f, 48.0f}};
    qn_draw_line(list, same, 3, 24.0f, qn_fill(green));
    qn_draw_line(list, back, 3, 10.0f, qn_fill(blue));
}

static void area_concave(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 arrow[7] = {{8.0f, 56.0f},  {60.0f, 56.0f}, {52.0f, 80.0f}, {120.0f, 46.0f},
                        {52.0f, 12.0f}, {60.0f, 36.0f}, {8.0f, 36.0f}};
    qn_paint paint = {.fill = red, .fade = qn_rgb(0x8A2BE2), .border = white, .border_m = 2.0f};
    qn_draw_area(list, arrow, 7, paint);
}

static void area_star(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_vec2 crossing[5], plain[10];
    for (int32_t i = 0; i < 10; ++i) {
        qn_rot q = qn_rot_from_angle(0.5f * QN_PI + 0.2f * QN_PI * (float)i);
        float radius = i % 2 == 0 ? 30.0f : 13.0f;
        plain[i] = qn_v2(32.0f + radius * q.c, 48.0f + radius * q.s);
    }
    for (int32_t i = 0; i < 5; ++i) {
        qn_rot q = qn_rot_from_angle(0.5f * QN_PI + 0.8f * QN_PI * (float)i);
        crossing[i] = qn_v2(95.0f + 30.0f * q.c, 48.0f + 30.0f * q.s);
    }
    qn_draw_area(list, plain, 10, qn_fill(white));
    qn_draw_area(list, crossing, 5, qn_fill(green));
}

static void area_translucent(qn_draw_list *list, const draw_props *props)
{
    qn_vec2 blob[MANY];
    for (int32_t i = 0; i < MANY; ++i) {
        qn_rot q = qn_rot_from_angle(2.0f * QN_PI * (float)i / (float)MANY);
        qn_rot lobes = qn_rot_from_angle(10.0f * QN_PI * (float)i / (float)MANY);
        float radius = 32.0f + 9.0f * lobes.c;
        blob[i] = qn_v2(64.0f + 1.3f * radius * q.c, 48.0f + radius * q.s);
    }
    qn_draw_image(list, props->weave, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    qn_draw_area(list, blob, MANY, qn_fill(qn_rgba(20, 30, 80, 170)));
}

static void area_in_a_turned_view(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_camera camera = {{0.0f, 0.0f}, 8.0f, 0.6f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    qn_draw_camera(list, &camera);
    qn_vec2 letter[6] = {{-3.0f, -3.0f}, {3.0f, -3.0f}, {3.0f, -1.5f},
                         {-1.5f, -1.5f}, {-1.5f, 3.0f}, {-3.0f, 3.0f}};
    qn_draw_area(list, letter, 6, (qn_paint){.fill = blue, .glow_m = 0.8f});
    qn_draw_area(list, letter, 6, qn_fill(white));
}

static const draw_scene scenes[] = {
    DRAW_SCENE(line_widths), DRAW_SCENE(line_crosses_itself),  DRAW_SCENE(line_spirals),
    DRAW_SCENE(line_glows),  DRAW_SCENE(line_of_points_alike), DRAW_SCENE(area_concave),
    DRAW_SCENE(area_star),   DRAW_SCENE(area_translucent),     DRAW_SCENE(area_in_a_turned_view),
};

draw_scene_rows draw_scenes_of_lines(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
