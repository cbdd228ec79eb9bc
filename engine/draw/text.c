// Text is laid out in one pass: decode a code point, place its glyph, advance the pen. Broken UTF-8
// decodes to U+FFFD one byte at a time (the Unicode standard, section 3.9), so any bytes draw.
#include <string.h>

#include "draw/font.h"
#include "draw/list.h"

#define REPLACEMENT 0xFFFDu

static int32_t sequence_length(uint8_t lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

static bool is_scalar(uint32_t code_point, int32_t length)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point >= smallest[length] && code_point <= 0x10FFFF && !is_surrogate;
}

// The next code point of a null-terminated text; the null byte ends every sequence early.
static uint32_t next_code_point(const char **text)
{
    const uint8_t *s = (const uint8_t *)*text;
    int32_t length = sequence_length(s[0]);
    uint32_t code_point = length <= 1 ? s[0] : s[0] & (0x7Fu >> length);
    int32_t read = 1;
    while (read < length && (s[read] & 0xC0) == 0x80) {
        code_point = code_point << 6 | (s[read] & 0x3Fu);
        read += 1;
    }
    if (length == 0 || read < length || !is_scalar(code_point, length)) {
        *text += 1;
        return REPLACEMENT;
    }
    *text += length;
    return code_point;
}

float qn_text_width(const qn_draw_list *list, const char *utf8, float height)
{
    if (list->font == NULL || utf8 == NULL) {
        return 0.0f;
    }
    float texels = 0.0f;
    while (*utf8 != '\0') {
        texels += qn_font_glyph(list->font, next_code_point(&utf8))->advance;
    }
    return texels * height / qn_font_ascender(list->font);
}

static void append_glyph(qn_draw_list *list, const qn_glyph *glyph, qn_vec2 pen, float scale,
                         uint32_t fill)
{
    if (glyph->image.index == 0) {
        return;
    }
    qn_vec2 half_size = qn_v2(0.5f * scale * (float)glyph->image.width_px,
                              0.5f * scale * (float)glyph->image.height_px);
    qn_vec2 middle =
        qn_v2(pen.x + scale * glyph->left + half_size.x, pen.y + scale * glyph->top - half_size.y);
    qn_vec2 px = qn_draw_to_px(list, middle);
    float range_px = qn_font_range(list->font) * scale * list->px_per_m;
    qn_sprite sprite = {
        .x_px = px.x,
        .y_px = px.y,
        .half_x_px = half_size.x * list->px_per_m,
        .half_y_px = half_size.y * list->px_per_m,
        .rotation = qn_draw_rotation(list, qn_rot_identity()),
        .fill = fill,
        .kind_param = (uint32_t)QN_SPRITE_GLYPH | (uint32_t)glyph->image.index << 8,
    };
    memcpy(&sprite.extra, &range_px, sizeof range_px);
    qn_draw_append(list, &sprite, 0.0f);
}

void qn_draw_text(qn_draw_list *list, const char *utf8, qn_vec2 origin, float height,
                  qn_align align, qn_color color)
{
    if (list->font == NULL || utf8 == NULL) {
        return;
    }
    float scale = height / qn_font_ascender(list->font);
    float shift = align == QN_ALIGN_LEFT ? 0.0f : (align == QN_ALIGN_CENTER ? 0.5f : 1.0f);
    qn_vec2 pen = origin;
    if (shift > 0.0f) {
        pen.x -= shift * qn_text_width(list, utf8, height);
    }
    uint32_t fill = qn_color_pack(color, false);
    while (*utf8 != '\0') {
        const qn_glyph *glyph = qn_font_glyph(list->font, next_code_point(&utf8));
        append_glyph(list, glyph, pen, scale, fill);
        pen.x += scale * glyph->advance;
    }
}
