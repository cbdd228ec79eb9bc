// Text as styles have it: lines, kerning, outlines, shadows, spans, effects, and small sizes.
#include "draw/draw_scenes.h"

static const qn_color white = {255, 255, 255, 255};
static const qn_color amber = {243, 167, 18, 255};
static const qn_color rose = {209, 73, 91, 255};
static const qn_color ink = {10, 12, 30, 255};

static void write(qn_draw_list *list, const char *text, float x, float y,
                  const qn_text_style *style)
{
    qn_draw_text_styled(list, text, draw_at(x, y, 0.0f), style);
}

static void text_kerned(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_text_style style = {.height_m = 18.0f, .color = white};
    write(list, "AVAVA\nA\xE2\x80\x8BVA V", 8.0f, 62.0f, &style);
}

static void text_wrapped(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const qn_align aligns[3] = {QN_ALIGN_LEFT, QN_ALIGN_CENTER, QN_ALIGN_RIGHT};
    static const float x[3] = {2.0f, 64.0f, 126.0f};
    for (int32_t i = 0; i < 3; ++i) {
        qn_text_style style = {
            .height_m = 5.0f, .color = white, .align = aligns[i], .wrap_m = 38.0f};
        write(list, "NO QUIN-ION  IN UNION\nON QUAINOUQUINION IN", x[i], 86.0f, &style);
    }
}

static void text_in_few_lines(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 3; ++i) {
        qn_text_style style = {
            .height_m = 5.0f, .color = white, .wrap_m = 38.0f, .max_lines = i + 1};
        write(list, "NO QUIN-ION IN UNION ON NO VIA", 2.0f + 42.0f * (float)i, 80.0f, &style);
    }
    qn_text_style style = {.height_m = 7.0f, .color = amber, .wrap_m = 60.0f, .max_lines = 1};
    write(list, "QUINQUINQUIN", 4.0f, 30.0f, &style);
    write(list, "QUIN", 4.0f, 12.0f, &style);
}

static void text_spaced(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const float spacings[4] = {-2.0f, 0.0f, 2.0f, 6.0f};
    for (int32_t i = 0; i < 4; ++i) {
        qn_text_style style = {.height_m = 9.0f,
                               .color = white,
                               .align = QN_ALIGN_CENTER,
                               .letter_spacing_m = spacings[i]};
        write(list, "QUOIN", 64.0f, 80.0f - 22.0f * (float)i, &style);
    }
}

static void text_of_close_lines(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    for (int32_t i = 0; i < 3; ++i) {
        qn_text_style style = {
            .height_m = 8.0f, .color = amber, .line_spacing = 0.7f + 0.4f * (float)i};
        write(list, "UN\nIO\nNO", 8.0f + 40.0f * (float)i, 80.0f, &style);
    }
}

static void text_outlined(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->weave, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    for (int32_t i = 0; i < 4; ++i) {
        qn_text_style style = {.height_m = 15.0f,
                               .color = white,
                               .align = QN_ALIGN_CENTER,
                               .outline_m = 0.5f * (float)i,
                               .outline = ink};
        write(list, "QUOIN", 64.0f, 77.0f - 23.0f * (float)i, &style);
    }
}

static void text_outlined_at_sizes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const float heights[5] = {5.0f, 8.0f, 12.0f, 18.0f, 30.0f};
    float y = 88.0f;
    for (int32_t i = 0; i < 5; ++i) {
        qn_text_style style = {
            .height_m = heights[i], .color = ink, .outline_m = 0.1f * heights[i], .outline = amber};
        y -= 0.2f * heights[i];
        write(list, "QUOIN", 4.0f, y, &style);
        y -= 0.9f * heights[i];
    }
}

static void text_close_outlines(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_text_style style = {.height_m = 24.0f,
                           .color = white,
                           .align = QN_ALIGN_CENTER,
                           .letter_spacing_m = -5.0f,
                           .outline_m = 2.5f,
                           .outline = rose};
    write(list, "AVAVA", 64.0f, 36.0f, &style);
}

static void text_shadows(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->checks, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    for (int32_t i = 0; i < 4; ++i) {
        qn_text_style style = {.height_m = 16.0f,
                               .color = white,
                               .align = QN_ALIGN_CENTER,
                               .shadow_offset_m = {1.5f, -1.5f},
                               .shadow_softness_m = 1.5f * (float)i,
                               .shadow = qn_rgba(0, 0, 0, 200)};
        write(list, "NOON", 64.0f, 74.0f - 22.0f * (float)i, &style);
    }
}

static void text_with_all(qn_draw_list *list, const draw_props *props)
{
    qn_draw_image(list, props->disc, draw_at(64.0f, 48.0f, 0.0f), qn_v2(60.0f, 44.0f), white);
    qn_text_style style = {.height_m = 22.0f,
                           .color = amber,
                           .align = QN_ALIGN_CENTER,
                           .outline_m = 1.5f,
                           .outline = ink,
                           .shadow_offset_m = {2.0f, -3.0f},
                           .shadow_softness_m = 4.0f,
                           .shadow = qn_rgba(0, 0, 0, 160)};
    qn_draw_text_styled(list, "QUOIN\nUNION", draw_at(60.0f, 56.0f, 0.2f), &style);
}

static void text_of_spans(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const qn_text_span spans[] = {
        {0, 2, {243, 167, 18, 255}}, {6, 8, {209, 73, 91, 255}}, {7, 99, {120, 200, 255, 120}}};
    qn_text_style style = {
        .height_m = 10.0f, .color = white, .wrap_m = 70.0f, .spans = spans, .span_count = 3};
    write(list, "NO UN ION ON", 8.0f, 70.0f, &style);
}

static void wave(void *user, qn_text_glyph *glyph)
{
    const float *height = user;
    qn_rot phase = qn_rot_from_angle(0.9f * (float)glyph->index);
    glyph->offset_m.y = *height * phase.s;
    glyph->angle_rad = 0.3f * phase.c;
    glyph->scale = 1.0f + 0.2f * phase.s;
    glyph->alpha = glyph->index % 3 == 1 ? 0.5f : 1.0f;
}

static void text_with_effect(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    float height = 6.0f;
    qn_text_style style = {.height_m = 12.0f,
                           .color = white,
                           .align = QN_ALIGN_CENTER,
                           .outline_m = 1.0f,
                           .outline = rose,
                           .effect = wave,
                           .user = &height};
    write(list, "QUOIN IN\nUNION", 64.0f, 60.0f, &style);
}

static void text_in_columns(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    qn_text_style style = {.height_m = 6.0f, .color = white};
    write(list, "NO\tI\tAV\nQUIN\tON\tI\nI\tQUINION\tO", 4.0f, 70.0f, &style);
}

static void text_at_small_sizes(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    float y = 90.0f;
    for (int32_t i = 0; i < 10; ++i) {
        qn_text_style style = {.height_m = 2.0f + 0.75f * (float)i, .color = white};
        write(list, "QUOIN AVOIN UNION IN NO", 2.0f, y - style.height_m, &style);
        y -= style.height_m * 1.3f + 1.0f;
    }
}

static void text_far_away(qn_draw_list *list, const draw_props *props)
{
    (void)props;
    static const float heights[4] = {96.0f, 180.0f, 400.0f, 900.0f};
    for (int32_t i = 0; i < 4; ++i) {
        qn_camera camera = {{0.0f, 0.0f}, heights[i], 0.0f, {DRAW_WIDTH_PX, DRAW_HEIGHT_PX}};
        camera.center_m.y = (0.1f + 0.2f * (float)i - 0.4f) * heights[i];
        qn_draw_camera(list, &camera);
        qn_text_style style = {.height_m = 20.0f,
                               .color = amber,
                               .align = QN_ALIGN_CENTER,
                               .outline_m = 1.5f,
                               .outline = white};
        write(list, "QUOIN", 0.0f, 0.0f, &style);
    }
}

static const draw_scene scenes[] = {
    DRAW_SCENE(text_kerned),
    DRAW_SCENE(text_wrapped),
    DRAW_SCENE(text_in_few_lines),
    DRAW_SCENE(text_spaced),
    DRAW_SCENE(text_of_close_lines),
    DRAW_SCENE(text_outlined),
    DRAW_SCENE(text_outlined_at_sizes),
    DRAW_SCENE(text_close_outlines),
    DRAW_SCENE(text_shadows),
    DRAW_SCENE(text_with_all),
    DRAW_SCENE(text_of_spans),
    DRAW_SCENE(text_with_effect),
    DRAW_SCENE(text_in_columns),
    DRAW_SCENE(text_at_small_sizes),
    DRAW_SCENE(text_far_away),
};

draw_scene_rows draw_scenes_of_text(void)
{
    return (draw_scene_rows){scenes, sizeof scenes / sizeof scenes[0]};
}
