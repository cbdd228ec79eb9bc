// A glyph becomes a white image of the atlas whose alpha is the distance; the shader turns it into
// an edge that is sharp at any size. Reading follows the layout in font.h through the bounded
// cursor.
#include "draw/font.h"

#include <string.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "quoin/atlas.h"

#define MAGIC 0x54464E51u // "QNFT"
#define VERSION 2
#define MAX_GLYPH_PX 512
#define REPLACEMENT 0xFFFDu

struct qn_font {
    qn_glyph *glyphs; // sorted by code point
    int32_t glyph_count;
    float ascender;
    float range;
    float line;
    int8_t *kerning; // 1/16 texel, a row for each first class
    int32_t first_count, second_count;
    const qn_glyph *replacement;
};

const qn_glyph *qn_font_find(const qn_font *font, uint32_t code_point)
{
    int32_t low = 0, high = font->glyph_count;
    while (low < high) {
        int32_t middle = (low + high) / 2;
        if (font->glyphs[middle].code_point < code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < font->glyph_count && font->glyphs[low].code_point == code_point;
    return found ? &font->glyphs[low] : NULL;
}

static int16_t read_i16(qn_cursor *cursor)
{
    int32_t value = qn_read_u16(cursor);
    return (int16_t)(value < 0x8000 ? value : value - 0x10000);
}

static qn_error read_header(qn_cursor *cursor, qn_font *font)
{
    uint32_t magic = qn_read_u32(cursor);
    uint16_t version = qn_read_u16(cursor);
    font->glyph_count = qn_read_u16(cursor);
    font->ascender = qn_read_u16(cursor);
    font->range = (float)qn_read_u16(cursor) * (255.0f / 127.0f);
    font->line = (float)qn_read_u16(cursor) * (1.0f / 16.0f);
    uint16_t classes = qn_read_u16(cursor);
    font->first_count = classes & 0xFF;
    font->second_count = classes >> 8;
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    if (magic != MAGIC) {
        return QN_ERROR_BAD_MAGIC;
    }
    if (version != VERSION) {
        return QN_ERROR_BAD_VERSION;
    }
    bool is_usable = font->glyph_count > 0 && font->ascender > 0.0f && font->range > 0.0f &&
                     font->line > 0.0f && font->first_count > 0 && font->second_count > 0;
    return is_usable ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

// The size is kept in the image, whose index is given with its pixels.
static qn_error read_glyphs(qn_cursor *cursor, qn_font *font)
{
    uint32_t previous = 0;
    for (int32_t i = 0; i < font->glyph_count; ++i) {
        qn_glyph *glyph = &font->glyphs[i];
        glyph->code_point = qn_read_u32(cursor);
        glyph->image.width_px = qn_read_u16(cursor);
        glyph->image.height_px = qn_read_u16(cursor);
        glyph->left = read_i16(cursor);
        glyph->top = read_i16(cursor);
        glyph->advance = (float)qn_read_u16(cursor) * (1.0f / 16.0f);
        uint16_t classes = qn_read_u16(cursor);
        glyph->first_class = (uint8_t)classes;
        glyph->second_class = (uint8_t)(classes >> 8);
        if (cursor->failed) {
            return QN_ERROR_TRUNCATED;
        }
        bool is_sorted = i == 0 || glyph->code_point > previous;
        bool is_blank = glyph->image.width_px == 0 || glyph->image.height_px == 0;
        bool is_sized =
            glyph->image.width_px <= MAX_GLYPH_PX && glyph->image.height_px <= MAX_GLYPH_PX;
        bool is_classed =
            glyph->first_class < font->first_count && glyph->second_class < font->second_count;
        if (!is_sorted || !is_sized || !is_classed ||
            (is_blank && glyph->image.width_px != glyph->image.height_px)) {
            return QN_ERROR_BAD_DATA;
        }
        previous = glyph->code_point;
    }
    return QN_ERROR_OK;
}

static qn_error read_kerning(qn_cursor *cursor, qn_font *font)
{
    size_t count = (size_t)font->first_count * (size_t)font->second_count;
    qn_bytes bytes = qn_read_bytes(cursor, count);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    font->kerning = qn_alloc(count);
    if (font->kerning == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    memcpy(font->kerning, bytes.data, count);
    return QN_ERROR_OK;
}

static qn_error add_pixels(qn_cursor *cursor, qn_atlas *atlas, qn_glyph *glyph, uint8_t *rgba)
{
    size_t count = (size_t)glyph->image.width_px * glyph->image.height_px;
    if (count == 0) {
        return QN_ERROR_OK;
    }
    qn_bytes distances = qn_read_bytes(cursor, count);
    if (cursor->failed) {
        return QN_ERROR_TRUNCATED;
    }
    memset(rgba, 255, count * 4);
    for (size_t i = 0; i < count; ++i) {
        rgba[4 * i + 3] = distances.data[i];
    }
    return qn_atlas_add(atlas, NULL, rgba, glyph->image.width_px, glyph->image.height_px,
                        &glyph->image);
}

static qn_error read_pixels(qn_cursor *cursor, qn_font *font, qn_atlas *atlas)
{
    uint8_t *rgba = qn_alloc((size_t)MAX_GLYPH_PX * MAX_GLYPH_PX * 4);
    if (rgba == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = QN_ERROR_OK;
    for (int32_t i = 0; i < font->glyph_count && error == QN_ERROR_OK; ++i) {
        error = add_pixels(cursor, atlas, &font->glyphs[i], rgba);
    }
    qn_free(rgba);
    if (error == QN_ERROR_OK && qn_cursor_left(cursor) != 0) {
        error = QN_ERROR_TRAILING_BYTES;
    }
    return error;
}

static qn_error read_font(qn_cursor *cursor, qn_font *font, qn_atlas *atlas)
{
    qn_error error = read_header(cursor, font);
    if (error != QN_ERROR_OK) {
        return error;
    }
    font->glyphs = qn_alloc_zeroed((size_t)font->glyph_count * sizeof(qn_glyph));
    if (font->glyphs == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    error = read_glyphs(cursor, font);
    if (error == QN_ERROR_OK) {
        error = read_kerning(cursor, font);
    }
    if (error != QN_ERROR_OK) {
        return error;
    }
    font->replacement = qn_font_find(font, REPLACEMENT);
    return font->replacement == NULL ? QN_ERROR_BAD_DATA : read_pixels(cursor, font, atlas);
}

qn_error qn_font_create(qn_bytes bytes, qn_atlas *atlas, qn_font **out)
{
    if (out == NULL || atlas == NULL || (bytes.data == NULL && bytes.size_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_font *font = qn_alloc_zeroed(sizeof *font);
    if (font == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_cursor cursor = qn_cursor_over(bytes);
    qn_error error = read_font(&cursor, font, atlas);
    if (error != QN_ERROR_OK) {
        qn_font_destroy(font);
        return error;
    }
    *out = font;
    return QN_ERROR_OK;
}

void qn_font_destroy(qn_font *font)
{
    if (font != NULL) {
        qn_free(font->glyphs);
        qn_free(font->kerning);
        qn_free(font);
    }
}

const qn_glyph *qn_font_glyph(const qn_font *font, uint32_t code_point)
{
    const qn_glyph *glyph = qn_font_find(font, code_point);
    return glyph != NULL ? glyph : font->replacement;
}

float qn_font_ascender(const qn_font *font) { return font->ascender; }

float qn_font_line(const qn_font *font) { return font->line; }

float qn_font_kerning(const qn_font *font, const qn_glyph *first, const qn_glyph *second)
{
    if (first == NULL || second == NULL) {
        return 0.0f;
    }
    int32_t row = first->first_class * font->second_count;
    return (float)font->kerning[row + second->second_class] * (1.0f / 16.0f);
}

float qn_font_range(const qn_font *font) { return font->range; }
