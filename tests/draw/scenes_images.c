// Images and text: as they are, larger, smaller, turned, tinted, between pixels and cut off.
#include "draw/draw_scenes.h"

static const qn_color white = {255, 255, 255, 255};
static const qn_color amber = {243, 167, 18, 255};

static void image_as_it_is(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->checks, draw_at(20.0f, 70.0f, 0.0f), qn_v2(8.0f, 8.0f), white);
    qn_draw_image(list, props->disc, draw_at(64.0f, 70.0f, 0.0f), qn_v2(16.0f, 16.0f), white);
    qn_draw_image(list, props->weave, draw_at(64.0f, 26.0f, 0.0f), qn_v2(32.0f, 24.0f), white);
}

static void image_larger(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->checks, draw_at(40.0f, 48.0f, 0.0f), qn_v2(36.0f, 36.0f), white);
    qn_draw_image(list, props->disc, draw_at(102.0f, 48.0f, 0.0f), qn_v2(24.0f, 40.0f), white);
}

static void image_much_larger(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->checks, draw_at(64.0f, 48.0f, 0.2f), qn_v2(300.0f, 300.0f), white);
}

static void image_reduced(qn_draw_list *list, const draw_props *props)
{
    static const float scales[6] = {0.8f, 0.6f, 0.45f, 0.3f, 0.2f, 0.1f};
    for (int32_t i = 0; i < 6; ++i) {
        float s = scales[i];
        qn_pose pose =
            draw_at(26.0f + 40.0f * draw_column(i, 3), 72.0f - 46.0f * draw_line(i, 3), 0.0f);
        qn_draw_image(list, props->weave, pose, qn_v2(32.0f * s, 24.0f * s), white);
    }
}

static void image_reduced_to_pixels(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 24; ++i) {
        qn_pose pose =
            draw_at(10.3f + 20.0f * draw_column(i, 6), 12.6f + 24.0f * draw_line(i, 6), 0.3f);
        float s = 0.25f * (float)(i + 1);
        qn_draw_image(list, props->disc, pose, qn_v2(s, s), white);
    }
}

static void image_stretched(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->weave, draw_at(64.0f, 70.0f, 0.0f), qn_v2(60.0f, 4.0f), white);
    qn_draw_image(list, props->checks, draw_at(20.0f, 30.0f, 0.0f), qn_v2(3.0f, 28.0f), white);
    qn_draw_image(list, props->disc, draw_at(80.0f, 30.0f, 0.0f), qn_v2(40.0f, 12.0f), white);
}

static void image_turned(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 6; ++i) {
        qn_pose pose = draw_at(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3),
                               0.2f + 0.9f * (float)i);
        qn_draw_image(list, props->checks, pose, qn_v2(14.0f, 14.0f), white);
    }
}

static void image_by_quarter_turns(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 4; ++i) {
        qn_rot q = {(float[4]){1, 0, -1, 0}[i], (float[4]){0, 1, 0, -1}[i]};
        qn_pose pose = {{34.0f + 60.0f * draw_column(i, 2), 26.0f + 44.0f * draw_line(i, 2)}, q};
        qn_draw_image(list, props->checks, pose, qn_v2(16.0f, 16.0f), white);
    }
}

static void image_tinted(qn_draw_list *list, const draw_props *props)
{
    static const uint32_t tints[6] = {0xFF0000, 0x00FF00, 0x4040FF, 0xFFC080, 0x808080, 0x000000};
    for (int32_t i = 0; i < 6; ++i) {
        qn_pose pose =
            draw_at(22.0f + 42.0f * draw_column(i, 3), 24.0f + 48.0f * draw_line(i, 3), 0.0f);
        qn_draw_image(list, i % 2 == 0 ? props->checks : props->disc, pose, qn_v2(16.0f, 16.0f),
                      qn_rgb(tints[i]));
    }
}

static void image_translucent(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 5; ++i) {
        qn_color tint = qn_rgba(255, 255, 255, (uint8_t)(40 + 50 * i));
        qn_pose pose = draw_at(24.0f + 20.0f * (float)i, 48.0f + 6.0f * draw_column(i, 2), 0.0f);
        qn_draw_image(list, props->checks, pose, qn_v2(16.0f, 30.0f), tint);
    }
}

static void image_between_pixels(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 16; ++i) {
        qn_pose pose =
            draw_at(16.0f + 32.25f * draw_column(i, 4), 12.0f + 24.25f * draw_line(i, 4), 0.0f);
        qn_draw_image(list, props->checks, pose, qn_v2(8.0f, 8.0f), white);
    }
}

static void image_cut_off(qn_draw_list *list, const draw_props *props)
{
    for (int32_t i = 0; i < 4; ++i) {
        qn_pose pose =
            draw_at(128.0f * draw_column(i, 2), 96.0f * draw_line(i, 2), 0.4f * (float)i);
        qn_draw_image(list, props->weave, pose, qn_v2(40.0f, 30.0f), white);
    }
}

static void image_that_is_none(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, (qn_image){0}, draw_at(64.0f, 48.0f, 0.0f), qn_v2(40.0f, 40.0f), white);
    qn_draw_image(list, (qn_image){999, 8, 8}, draw_at(64.0f, 48.0f, 0.0f), qn_v2(40.0f, 40.0f),
                  white);
    qn_draw_image(list, props->checks, draw_at(64.0f, 48.0f, 0.0f), qn_v2(8.0f, 8.0f), white);
}

static void text(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_text(list, "QUOIN", qn_v2(8.0f, 38.0f), 20.0f, QN_ALIGN_LEFT, white);
}

static void text_aligned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_text(list, "IN", qn_v2(64.0f, 70.0f), 16.0f, QN_ALIGN_LEFT, white);
    qn_draw_text(list, "NOON", qn_v2(64.0f, 42.0f), 16.0f, QN_ALIGN_CENTER, amber);
    qn_draw_text(list, "UNION", qn_v2(120.0f, 12.0f), 16.0f, QN_ALIGN_RIGHT, white);
}

static void text_sizes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    float y = 86.0f;
    for (int32_t i = 0; i < 6; ++i) {
        float height = 3.0f + 3.0f * (float)i;
        y -= height + 1.0f;
        qn_draw_text(list, "QUOIN I", qn_v2(3.3f, y), height, QN_ALIGN_LEFT, white);
    }
}

static void text_tiny(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 12; ++i) {
        qn_draw_text(list, "QUOIN NINON UNION QUOIN", qn_v2(4.0f, 88.0f - 7.0f * (float)i),
                     0.5f + 0.4f * (float)i, QN_ALIGN_LEFT, white);
    }
}

static void text_huge(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_text(list, "QU", qn_v2(-20.0f, -10.0f), 120.0f, QN_ALIGN_LEFT, amber);
}

static void text_it_lacks(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_draw_text(list, "O\xE2\x82\xAC\xFFNI", qn_v2(8.0f, 40.0f), 18.0f, QN_ALIGN_LEFT, white);
}

static void text_turned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_camera camera = {{0.0f, 0.0f}, 96.0f, 0.5f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
    qn_draw_camera(list, &camera);
    qn_draw_text(list, "QUOIN", qn_v2(0.0f, -8.0f), 20.0f, QN_ALIGN_CENTER, white);
}

static void text_translucent(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->weave, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    qn_draw_text(list, "NOON", qn_v2(64.0f, 36.0f), 26.0f, QN_ALIGN_CENTER,
                 qn_rgba(20, 20, 60, 150));
}

static const draw_scene scenes[] = {
    DRAW_SCENE(image_as_it_is),
    DRAW_SCENE(image_larger),
    DRAW_SCENE(image_much_larger),
    DRAW_SCENE(image_reduced),
    DRAW_SCENE(image_reduced_to_pixels),
    DRAW_SCENE(image_stretched),
    DRAW_SCENE(image_turned),
    DRAW_SCENE(image_by_quarter_turns),
    DRAW_SCENE(image_tinted),
    DRAW_SCENE(image_translucent),
    DRAW_SCENE(image_between_pixels),
    DRAW_SCENE(image_cut_off),
    DRAW_SCENE(image_that_is_none),
    DRAW_SCENE(text),
    DRAW_SCENE(text_aligned),
    DRAW_SCENE(text_sizes),
    DRAW_SCENE(text_tiny),
    DRAW_SCENE(text_huge),
    DRAW_SCENE(text_it_lacks),
    DRAW_SCENE(text_turned),
    DRAW_SCENE(text_translucent),
};

draw_scene_rows draw_scenes_of_images(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
