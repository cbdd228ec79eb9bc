// Parts of images, what is laid over them, and images cut into nine.
#include "draw/draw_scenes.h"

static const qn_color white = {255, 255, 255, 255};

static qn_image_paint part_of(uint16_t x, uint16_t y, uint16_t width, uint16_t height)
{
    qn_image_paint paint = qn_tint(white);
    paint.part = (qn_image_part){x, y, width, height};
    return paint;
}

static void part_by_part(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 16; ++i) {
        qn_image_paint paint = part_of((uint16_t)(i % 4 * 4), (uint16_t)(i / 4 * 4), 4, 4);
        qn_pose pose =
            draw_at(26.0f + 25.0f * draw_column(i, 4), 84.0f - 24.0f * draw_line(i, 4), 0.0f);
        qn_draw_image_with(list, props->checks, pose, qn_v2(10.0f, 10.0f), paint);
    }
}

static void part_turned(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 6; ++i) {
        qn_image_paint paint = part_of((uint16_t)(8 * i), 8, 16, 24);
        qn_draw_image_with(list, props->weave,
                           draw_at(22.0f + 42.0f * draw_column(i, 3),
                                   70.0f - 44.0f * draw_line(i, 3), 0.4f * (float)i),
                           qn_v2(13.0f, 17.0f), paint);
    }
}

static void part_reduced(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 5; ++i) {
        float half = 20.0f / (float)(1 << i);
        qn_draw_image_with(list, props->weave, draw_at(18.0f + 24.0f * (float)i, 48.0f, 0.0f),
                           qn_v2(half, half), part_of(16, 8, 32, 32));
    }
}

static void image_flipped(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 4; ++i) {
        qn_image_paint paint = part_of(0, 0, 24, 24);
        paint.flip_x = (i & 1) != 0;
        paint.flip_y = (i & 2) != 0;
        qn_draw_image_with(
            list, props->disc,
            draw_at(36.0f + 56.0f * draw_column(i, 2), 70.0f - 44.0f * draw_line(i, 2), 0.1f),
            qn_v2(20.0f, 20.0f), paint);
    }
}

static void image_filled_over(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 6; ++i) {
        qn_image_paint paint = qn_tint(qn_rgba(255, 255, 255, i < 3 ? 255 : 140));
        paint.fill = qn_rgba(255, 240, 120, (uint8_t)(i % 3 * 127));
        qn_draw_image_with(
            list, props->disc,
            draw_at(22.0f + 42.0f * draw_column(i, 3), 70.0f - 44.0f * draw_line(i, 3), 0.0f),
            qn_v2(18.0f, 18.0f), paint);
    }
}

static void draw_frame(qn_draw_list *list, const draw_props *props, qn_pose pose, qn_vec2 half,
                       float texel)
{
    qn_image_paint paint = qn_tint(white);
    paint.texel_m = texel;
    paint.left_px = 4;
    paint.right_px = 5;
    paint.top_px = 3;
    paint.bottom_px = 6;
    qn_draw_image_with(list, props->checks, pose, half, paint);
}

static void slices_stretched(qn_draw_list *list, const draw_props *props)
{
    draw_frame(list, props, draw_at(34.0f, 66.0f, 0.0f), qn_v2(30.0f, 26.0f), 1.0f);
    draw_frame(list, props, draw_at(98.0f, 66.0f, 0.0f), qn_v2(26.0f, 26.0f), 3.0f);
    draw_frame(list, props, draw_at(64.0f, 18.0f, 0.0f), qn_v2(60.0f, 12.0f), 1.5f);
}

static void slices_without_room(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 6; ++i) {
        draw_frame(list, props, draw_at(14.0f + 20.0f * (float)i, 48.0f, 0.0f),
                   qn_v2(1.0f + 1.6f * (float)i, 40.0f), 2.0f);
    }
}

static void slices_turned(qn_draw_list *list, const draw_props *props)
{
    draw_frame(list, props, draw_at(64.0f, 48.0f, 0.5f), qn_v2(50.0f, 24.0f), 2.0f);
}

static void image_added_later(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->dunes, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    for (int32_t i = 0; i < 6; ++i) {
        float half = 3.0f + 4.0f * (float)i;
        qn_draw_image(list, props->flag,
                      draw_at(12.0f + 19.0f * (float)i, 20.0f + 10.0f * (float)i, 0.2f * (float)i),
                      qn_v2(half, 0.6f * half), white);
    }
    qn_draw_image(list, props->checks, draw_at(110.0f, 16.0f, 0.0f), qn_v2(12.0f, 12.0f), white);
}

static const draw_scene scenes[] = {
    DRAW_SCENE(image_added_later), DRAW_SCENE(part_by_part),        DRAW_SCENE(part_turned),
    DRAW_SCENE(part_reduced),      DRAW_SCENE(image_flipped),       DRAW_SCENE(image_filled_over),
    DRAW_SCENE(slices_stretched),  DRAW_SCENE(slices_without_room), DRAW_SCENE(slices_turned),
};

draw_scene_rows draw_scenes_of_parts(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
