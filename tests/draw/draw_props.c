// Images by formula, and a font of a few letters and one kerned pair: strokes whose distances make
// the glyphs. The layout of a font's bytes is that of engine/draw/font.h.
#include <string.h>

#include "draw/draw_scenes.h"

enum {
    CELL_PX = 24, // of a glyph, with four texels around the letter
    PADDING_PX = 4,
    LETTER_PX = 16,
    ADVANCE_PX = 18,
    RANGE_PX = 4,
    HEADER_BYTES = 16,
    CLASS_COUNT = 2,
    KERNING_BYTES = CLASS_COUNT * CLASS_COUNT,
    LINE_PX = 22,
    GLYPH_BYTES = 16,
    MOST_STROKES = 5
};

typedef struct stroke {
    float ax, ay, bx, by;
} stroke;

// On a grid of 16 x 16, y up. A ring is around the middle.
typedef struct letter {
    uint32_t code_point;
    bool has_ring;
    int32_t stroke_count;
    int32_t first_class, second_class;
    stroke strokes[MOST_STROKES];
} letter;

static const letter letters[] = {
    {' ', false, 0, 0, 0, {{0, 0, 0, 0}}},
    {'-', false, 1, 0, 0, {{4, 7, 12, 7}}},
    {'.', false, 1, 0, 0, {{8, 2, 8, 2.5f}}},
    {'A', false, 3, 1, 0, {{2, 2, 8, 14}, {8, 14, 14, 2}, {5, 7, 11, 7}}},
    {'I', false, 1, 0, 0, {{8, 2, 8, 14}}},
    {'N', false, 3, 0, 0, {{3, 2, 3, 14}, {3, 14, 13, 2}, {13, 2, 13, 14}}},
    {'O', true, 0, 0, 0, {{0, 0, 0, 0}}},
    {'Q', true, 1, 0, 0, {{9, 7, 14, 2}}},
    {'U',
     false,
     5,
     0,
     0,
     {{3, 14, 3, 6}, {3, 6, 6, 2}, {6, 2, 10, 2}, {10, 2, 13, 6}, {13, 6, 13, 14}}},
    {'V', false, 2, 0, 1, {{2, 14, 8, 2}, {8, 2, 14, 14}}},
    {0xFFFD, false, 4, 0, 0, {{2, 2, 14, 2}, {14, 2, 14, 14}, {14, 14, 2, 14}, {2, 14, 2, 2}}},
};
enum { LETTER_COUNT = sizeof letters / sizeof letters[0] };

static bool is_blank(const letter *l) { return !l->has_ring && l->stroke_count == 0; }

static float distance_to_stroke(const stroke *s, qn_vec2 p)
{
    qn_vec2 a = qn_v2(s->ax, s->ay);
    qn_vec2 along = qn_sub(qn_v2(s->bx, s->by), a);
    float t = qn_clamp(qn_dot(qn_sub(p, a), along) / qn_length_squared(along), 0.0f, 1.0f);
    return qn_distance(p, qn_mul_add(a, t, along));
}

static float distance_to_letter(const letter *l, qn_vec2 p)
{
    float middle = qn_abs(qn_distance(p, qn_v2(8.0f, 8.0f)) - 6.0f);
    float nearest = l->has_ring ? middle : 1.0e3f;
    for (int32_t i = 0; i < l->stroke_count; ++i) {
        nearest = qn_min(nearest, distance_to_stroke(&l->strokes[i], p));
    }
    return nearest - 1.5f;
}

static void put_u16(uint8_t *to, int32_t value)
{
    to[0] = (uint8_t)value;
    to[1] = (uint8_t)(value >> 8);
}

static void put_glyph(uint8_t *to, const letter *l)
{
    int32_t side = is_blank(l) ? 0 : CELL_PX;
    put_u16(to, (int32_t)l->code_point);
    put_u16(to + 4, side);
    put_u16(to + 6, side);
    put_u16(to + 8, -PADDING_PX);
    put_u16(to + 10, LETTER_PX + PADDING_PX);
    put_u16(to + 12, ADVANCE_PX * 16);
    to[14] = (uint8_t)l->first_class;
    to[15] = (uint8_t)l->second_class;
}

static void put_pixels(uint8_t *to, const letter *l)
{
    for (int32_t i = 0; i < CELL_PX * CELL_PX; ++i) {
        float x = (float)(i % CELL_PX) + 0.5f - (float)PADDING_PX;
        int32_t line = LETTER_PX + PADDING_PX - i / CELL_PX;
        float y = (float)line - 0.5f;
        float value = 128.0f - distance_to_letter(l, qn_v2(x, y)) * 127.0f / (float)RANGE_PX;
        to[i] = (uint8_t)(qn_clamp(value, 0.0f, 255.0f) + 0.5f);
    }
}

static qn_error make_font(draw_props *props)
{
    static const uint8_t magic[4] = {'Q', 'N', 'F', 'T'};
    static uint8_t
        bytes[HEADER_BYTES + LETTER_COUNT * (GLYPH_BYTES + CELL_PX * CELL_PX) + KERNING_BYTES];
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, magic, sizeof magic);
    put_u16(bytes + 4, 2);
    put_u16(bytes + 6, LETTER_COUNT);
    put_u16(bytes + 8, LETTER_PX);
    put_u16(bytes + 10, RANGE_PX);
    put_u16(bytes + 12, LINE_PX * 16);
    bytes[14] = bytes[15] = CLASS_COUNT;
    uint8_t *kerning = bytes + HEADER_BYTES + LETTER_COUNT * GLYPH_BYTES;
    kerning[KERNING_BYTES - 1] = (uint8_t)-80; // an A and a V: 5 texels nearer
    uint8_t *pixels = kerning + KERNING_BYTES;
    for (int32_t i = 0; i < LETTER_COUNT; ++i) {
        put_glyph(bytes + HEADER_BYTES + i * GLYPH_BYTES, &letters[i]);
        if (!is_blank(&letters[i])) {
            put_pixels(pixels, &letters[i]);
            pixels += CELL_PX * CELL_PX;
        }
    }
    qn_bytes file = {bytes, (size_t)(pixels - bytes)};
    return qn_font_create(file, props->atlas, &props->font);
}

typedef qn_color pixel_fn(int32_t x, int32_t y);

static qn_color checks_pixel(int32_t x, int32_t y)
{
    static const uint32_t colors[4] = {0xF2EAD3, 0xD1495B, 0x2E86AB, 0x3B1F2B};
    return qn_rgb(colors[(x / 4 + y / 4 * 2 + y / 8) % 4]);
}

static qn_color disc_pixel(int32_t x, int32_t y)
{
    float distance = qn_length(qn_v2((float)x - 15.5f, (float)y - 15.5f));
    float alpha = qn_clamp((16.0f - distance) / 8.0f, 0.0f, 1.0f);
    return qn_color_fade(qn_rgba((uint8_t)(x * 8), (uint8_t)(255 - y * 8), 96, 255), alpha);
}

static qn_color weave_pixel(int32_t x, int32_t y)
{
    bool is_over = (x / 3 + y / 3) % 2 == 0;
    uint8_t light = (uint8_t)(is_over ? 255 - x * 2 : y * 3);
    return qn_rgba(light, (uint8_t)(x % 3 == 1 ? 220 : 90), (uint8_t)(y % 3 == 1 ? 200 : 60), 255);
}

static qn_error add_image(draw_props *props, pixel_fn *pixel, int32_t width, int32_t height,
                          qn_image *out)
{
    static uint8_t rgba[200 * 180 * 4];
    for (int32_t i = 0; i < width * height; ++i) {
        qn_color c = pixel(i % width, i / width);
        memcpy(rgba + 4 * i, &c, 4);
    }
    return qn_atlas_add(props->atlas, NULL, rgba, width, height, out);
}

qn_error draw_props_begin(draw_props *out)
{
    *out = (draw_props){0};
    qn_error error = qn_atlas_create(256, 2, &out->atlas);
    if (error == QN_ERROR_OK) {
        error = add_image(out, checks_pixel, 16, 16, &out->checks);
    }
    if (error == QN_ERROR_OK) {
        error = add_image(out, disc_pixel, 32, 32, &out->disc);
    }
    if (error == QN_ERROR_OK) {
        error = add_image(out, weave_pixel, 64, 48, &out->weave);
    }
    return error == QN_ERROR_OK ? make_font(out) : error;
}

static qn_color dunes_pixel(int32_t x, int32_t y)
{
    int32_t wave = (x * x / 97 + y * 3) % 160;
    return qn_rgba((uint8_t)(90 + wave), (uint8_t)(60 + wave / 2), (uint8_t)(y / 2), 255);
}

qn_error draw_props_add_page(draw_props *props)
{
    return add_image(props, dunes_pixel, 200, 180, &props->dunes);
}

static qn_color flag_pixel(int32_t x, int32_t y)
{
    static const uint32_t colors[3] = {0x2E86AB, 0xF2EAD3, 0xD1495B};
    return qn_color_fade(qn_rgb(colors[x / 7 % 3]), y < 2 ? 0.5f : 1.0f);
}

qn_error draw_props_add_late(draw_props *props)
{
    return add_image(props, flag_pixel, 21, 13, &props->flag);
}

qn_error draw_props_open(draw_props *out)
{
    qn_error error = draw_props_begin(out);
    error = error == QN_ERROR_OK ? draw_props_add_page(out) : error;
    return error == QN_ERROR_OK ? draw_props_add_late(out) : error;
}

void draw_props_close(draw_props *props)
{
    qn_font_destroy(props->font);
    qn_atlas_destroy(props->atlas);
    *props = (draw_props){0};
}
