// Text: plain, in styles, measured, and with effects.
#include "sample.h"

static void plain_text(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    // [text]
    qn_draw_text(list, "QUOIN", qn_v2(0, 2), 0.5f, QN_ALIGN_CENTER, qn_rgb(0xFFF1DC));
    float width_m = qn_text_width(list, "QUOIN", 0.5f);
    // [/text]
    CHECK_NEAR(width_m, 5 * 18 * 0.5 / 16, 1e-4);
    CHECK_INT(record_count(&s), 5);
    close_stage(&s);
}

static void styled_text(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    qn_pose pose = qn_pose_identity();
    // [style]
    qn_text_style style = {
        .height_m = 0.5f,
        .color = qn_rgb(0xFFF1DC),
        .wrap_m = 5, // lines break at spaces and hyphens
        .max_lines = 3,
        .outline_m = 0.03f,
        .outline = qn_rgb(0x141432),
        .shadow_offset_m = {0.05f, -0.05f},
        .shadow_softness_m = 0.08f,
        .shadow = qn_rgba(0, 0, 0, 160),
    };
    qn_text_size size = qn_text_measure(list, "NO UNION IN QUOIN", &style);
    qn_paint panel = {.fill = qn_rgba(20, 20, 50, 200)};
    qn_vec2 half = {0.5f * size.width_m + 0.2f, 0.5f * (size.ascent_m + size.descent_m) + 0.2f};
    qn_vec2 middle = {0.5f * size.width_m, 0.5f * (size.ascent_m - size.descent_m)};
    qn_draw_box(list, (qn_pose){middle, {1, 0}}, half, 0.2f, panel);
    qn_draw_text_styled(list, "NO UNION IN QUOIN", pose, &style);
    // [/style]
    CHECK_INT(size.line_count, 2);
    CHECK(!size.is_cut && size.width_m <= 5);
    CHECK_INT(record_count(&s), 1 + 3 * 14);
    close_stage(&s);
}

// [wave]
static void wave(void *user, qn_text_glyph *glyph)
{
    const float *time_s = user;
    qn_rot phase = qn_rot_from_angle(6 * *time_s - 0.5f * (float)glyph->index);
    glyph->offset_m.y = 0.1f * phase.s;
    glyph->color = qn_color_mix(glyph->color, qn_rgb(0xFFFFFF), phase.c);
}
// [/wave]

static void waving_text(void)
{
    stage s = open_stage();
    qn_draw_list *list = s.list;
    float time_s = 0.4f;
    // [spans]
    qn_text_span spans[] = {{3, 8, qn_rgb(0xF2A66F)}}; // bytes 3 to 7: QUOIN
    qn_text_style style = {
        .height_m = 0.5f,
        .color = qn_rgb(0xC9B8C4),
        .spans = spans,
        .span_count = 1,
        .effect = wave,
        .user = &time_s,
    };
    qn_draw_text_styled(list, "IN QUOIN", qn_pose_identity(), &style);
    // [/spans]
    CHECK_INT(record_count(&s), 7);
    close_stage(&s);
}
