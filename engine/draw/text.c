// Text is walked line by line, glyph by glyph, once for each of shadow, outline and fill, so that
// no outline covers a neighbour's fill. An outline is the same glyph with its edge moved outwards,
// a shadow one whose distances count for less, so that its edge is soft: neither needs other
// images.
#include "quoin/text.h"

#include <string.h>

#include "draw/font.h"
#include "draw/list.h"
#include "draw/text_lines.h"
#include "draw/utf8.h"

// In steps of the distances' bytes: where the edge is, and how far it may be moved.
#define EDGE 128.0f
#define MOST_OUTWARDS_STEPS 120.0f

// One walk over the text.
typedef struct pass {
    qn_draw_list *list;
    const qn_text_style *style;
    const char *text;
    qn_pose pose;
    text_rule rule;
    float scale; // world units to a texel
    // Of this pass.
    bool is_fill;
    qn_color color;
    qn_vec2 offset_m;
    int32_t outwards_steps;
    float softness_m;
    // Of the glyph.
    int32_t index;
    int32_t line;
    float line_y_m;
} pass;

static text_rule rule_of(const qn_font *font, const qn_text_style *style, float scale)
{
    return (text_rule){
        .font = font,
        .wrap = style->wrap_m > 0.0f ? style->wrap_m / scale : 0.0f,
        .spacing = style->letter_spacing_m / scale,
        .max_lines = style->max_lines,
    };
}

static bool is_usable(const qn_font *font, const char *utf8, const qn_text_style *style)
{
    return font != NULL && utf8 != NULL && style != NULL && style->height_m > 0.0f &&
           qn_is_finite(style->height_m) && qn_is_finite(style->wrap_m) &&
           qn_is_finite(style->line_spacing) && qn_is_finite(style->letter_spacing_m) &&
           qn_is_finite(style->outline_m) && qn_v2_is_finite(style->shadow_offset_m) &&
           qn_is_finite(style->shadow_softness_m) &&
           (style->spans != NULL || style->span_count <= 0);
}

static float line_height(const qn_font *font, const qn_text_style *style, float scale)
{
    float spacing = style->line_spacing > 0.0f ? style->line_spacing : 1.0f;
    return spacing * qn_font_line(font) * scale;
}

// ---- Measuring --------------------------------------------------------------------------------

static int32_t count_glyphs(const text_rule *rule, const text_line *line)
{
    int32_t count = 0;
    text_pen pen = text_pen_start();
    for (const char *at = line->begin; at < line->end;) {
        text_pen_move(rule, &pen, qn_utf8_next(&at));
        count += pen.glyph != NULL ? 1 : 0;
    }
    return count;
}

static int32_t count_tail(const text_rule *rule, text_tail tail)
{
    int32_t count = 0;
    while (text_tail_at(rule, tail, count) != 0) {
        count += 1;
    }
    return count;
}

static qn_text_size measure(const qn_font *font, const char *utf8, const qn_text_style *style)
{
    float scale = style->height_m / qn_font_ascender(font);
    text_rule rule = rule_of(font, style, scale);
    qn_text_size size = {.ascent_m = style->height_m};
    text_line line = {.next = utf8};
    while (text_next_line(&rule, &line)) {
        size.width_m = qn_max(size.width_m, line.width * scale);
        size.glyph_count += count_glyphs(&rule, &line) + count_tail(&rule, line.tail);
        size.line_count += 1;
        size.is_cut = line.is_cut;
    }
    float below = qn_max(qn_font_line(font) - qn_font_ascender(font), 0.0f) * scale;
    size.descent_m = (float)(size.line_count - 1) * line_height(font, style, scale) + below;
    return size;
}

qn_text_size qn_text_measure(const qn_draw_list *list, const char *utf8, const qn_text_style *style)
{
    if (list == NULL || !is_usable(list->font, utf8, style)) {
        return (qn_text_size){0};
    }
    return measure(list->font, utf8, style);
}

float qn_text_width(const qn_draw_list *list, const char *utf8, float height)
{
    qn_text_style style = {.height_m = height};
    return qn_text_measure(list, utf8, &style).width_m;
}

// ---- Drawing ----------------------------------------------------------------------------------

// The distances' range counts for less where the edge is to be soft; but never so little that what
// is farther out than distances are known would still be seen: small text would be bars.
static float range_px(const pass *p, float px_per_texel)
{
    float range = qn_font_range(p->rule.font) * px_per_texel;
    float least = 0.5f * 255.0f / (EDGE - (float)p->outwards_steps);
    float soft_px = p->softness_m / p->scale * px_per_texel;
    return qn_max(range / qn_max(soft_px, 1.0f), least);
}

static void append_glyph(const pass *p, const qn_glyph *glyph, const qn_text_glyph *as)
{
    qn_draw_list *list = p->list;
    float scale = p->scale * as->scale;
    qn_vec2 place = qn_add(qn_add(as->center_m, as->offset_m), p->offset_m);
    qn_vec2 px = qn_draw_to_px(list, qn_transform(p->pose, place));
    float range = range_px(p, scale * list->manner.view.px_per_m);
    qn_rot turn = qn_rot_mul(p->pose.q, qn_rot_from_angle(as->angle_rad));
    qn_color color = p->is_fill ? as->color : p->color;
    qn_sprite sprite = {
        .x_px = px.x,
        .y_px = px.y,
        .half_x_px = 0.5f * scale * (float)glyph->image.width_px * list->manner.view.px_per_m,
        .half_y_px = 0.5f * scale * (float)glyph->image.height_px * list->manner.view.px_per_m,
        .rotation = qn_draw_rotation(list, turn),
        .fill = qn_color_pack(qn_color_fade(color, as->alpha), false),
        .kind_param = (uint32_t)QN_SPRITE_GLYPH | (uint32_t)glyph->image.index << 8 |
                      (uint32_t)p->outwards_steps << 24,
    };
    if (!qn_is_finite(range)) {
        qn_draw_drop(list);
        return;
    }
    memcpy(&sprite.extra, &range, sizeof range);
    qn_draw_append(list, &sprite, 0.0f);
}

static qn_color color_at(const qn_text_style *style, int32_t byte)
{
    qn_color color = style->color;
    for (int32_t i = 0; i < style->span_count; ++i) {
        bool is_in = byte >= style->spans[i].first && byte < style->spans[i].end;
        color = is_in ? style->spans[i].color : color;
    }
    return color;
}

static void draw_glyph(pass *p, const text_pen *pen, float left_m, uint32_t code_point,
                       int32_t byte)
{
    const qn_glyph *glyph = pen->glyph;
    if (glyph == NULL) {
        return;
    }
    float middle = pen->at + glyph->left + 0.5f * (float)glyph->image.width_px;
    qn_text_glyph as = {
        .code_point = code_point,
        .index = p->index++,
        .line = p->line,
        .byte = byte,
        .center_m = {left_m + p->scale * middle,
                     p->line_y_m + p->scale * (glyph->top - 0.5f * (float)glyph->image.height_px)},
        .scale = 1.0f,
        .color = color_at(p->style, byte),
        .alpha = 1.0f,
    };
    if (p->style->effect != NULL) {
        p->style->effect(p->style->user, &as);
    }
    if (glyph->image.index != 0) {
        append_glyph(p, glyph, &as);
    }
}

static void draw_line(pass *p, const text_line *line)
{
    static const float shifts[3] = {0.0f, 0.5f, 1.0f};
    int32_t align = (int32_t)p->style->align;
    float shift = align >= 0 && align < 3 ? shifts[align] : 0.0f;
    float left_m = -shift * line->width * p->scale;
    text_pen pen = text_pen_start();
    for (const char *at = line->begin; at < line->end;) {
        int32_t byte = (int32_t)(at - p->text);
        uint32_t c = qn_utf8_next(&at);
        text_pen_move(&p->rule, &pen, c);
        draw_glyph(p, &pen, left_m, c, byte);
    }
    for (int32_t i = 0; text_tail_at(&p->rule, line->tail, i) != 0; ++i) {
        uint32_t c = text_tail_at(&p->rule, line->tail, i);
        text_pen_move(&p->rule, &pen, c);
        draw_glyph(p, &pen, left_m, c, (int32_t)(line->end - p->text));
    }
}

static void run(pass *p)
{
    float height = line_height(p->rule.font, p->style, p->scale);
    p->index = 0;
    text_line line = {.next = p->text};
    while (text_next_line(&p->rule, &line)) {
        p->line = line.number;
        p->line_y_m = -(float)line.number * height;
        draw_line(p, &line);
    }
}

static void draw(pass *p, const char *utf8)
{
    const qn_text_style *style = p->style;
    p->text = utf8;
    float steps = style->outline_m / p->scale * 255.0f / qn_font_range(p->rule.font);
    steps = qn_clamp(steps, 0.0f, MOST_OUTWARDS_STEPS);
    int32_t outline_steps = style->outline.a > 0 ? (int32_t)(steps + 0.5f) : 0;
    if (style->shadow.a > 0) {
        pass shadow = *p;
        shadow.color = style->shadow;
        shadow.offset_m = style->shadow_offset_m;
        shadow.outwards_steps = outline_steps;
        shadow.softness_m = style->shadow_softness_m;
        run(&shadow);
    }
    if (outline_steps > 0) {
        pass outline = *p;
        outline.color = style->outline;
        outline.outwards_steps = outline_steps;
        run(&outline);
    }
    p->is_fill = true;
    run(p);
}

void qn_draw_text_styled(qn_draw_list *list, const char *utf8, qn_pose pose,
                         const qn_text_style *style)
{
    if (list == NULL) {
        return;
    }
    bool is_placed = qn_v2_is_finite(pose.p) && qn_is_finite(pose.q.c) && qn_is_finite(pose.q.s);
    if (!is_usable(list->font, utf8, style) || !is_placed) {
        qn_draw_drop(list);
        return;
    }
    float scale = style->height_m / qn_font_ascender(list->font);
    pass p = {.list = list,
              .style = style,
              .pose = pose,
              .rule = rule_of(list->font, style, scale),
              .scale = scale};
    draw(&p, utf8);
}

void qn_draw_text(qn_draw_list *list, const char *utf8, qn_vec2 origin, float height,
                  qn_align align, qn_color color)
{
    if (list->font == NULL || utf8 == NULL) {
        return;
    }
    qn_text_style style = {.height_m = height, .color = color, .align = align};
    qn_draw_text_styled(list, utf8, (qn_pose){origin, qn_rot_identity()}, &style);
}
