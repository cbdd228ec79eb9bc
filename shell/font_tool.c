// font_tool OUT FONT.ttf [FONT.ttf]: a TrueType font as signed-distance glyphs (Latin with accents,
// punctuation, currencies, arrows and some signs), in the layout that engine/draw/font.h describes.
// What the first font lacks is taken from the second. Runs on the build machine only.
//
// Kerning is asked for every pair of glyphs; glyphs that get the same answers share a class, so
// that a table of classes holds it.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#include "stb_truetype.h"
#pragma GCC diagnostic pop

#define ASCENDER_PX 28
#define RANGE_PX 4
#define EDGE 128
#define MAX_GLYPHS 1024
#define MAX_CLASSES 255
#define REPLACEMENT 0xFFFDu

typedef struct glyph {
    uint32_t code_point;
    int width, height, left, top;
    int advance_16ths;
    int index, font; // -1: of none
    int first_class, second_class;
    unsigned char *distances;
} glyph;

typedef struct source {
    unsigned char *data;
    stbtt_fontinfo info;
    float scale;
} source;

// Between a first and a second glyph, in 1/16 texel.
static signed char kerning[MAX_GLYPHS][MAX_GLYPHS];
static glyph glyphs[MAX_GLYPHS];
static source sources[2];
static int source_count;

static void put_u16(FILE *out, int value)
{
    fputc(value & 0xFF, out);
    fputc((value >> 8) & 0xFF, out);
}

static void put_u32(FILE *out, uint32_t value)
{
    put_u16(out, (int)(value & 0xFFFFu));
    put_u16(out, (int)(value >> 16));
}

static unsigned char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    bool is_sized = fseek(file, 0, SEEK_END) == 0;
    long size = is_sized ? ftell(file) : -1;
    is_sized = size > 0 && fseek(file, 0, SEEK_SET) == 0;
    unsigned char *data = is_sized ? malloc((size_t)size) : NULL;
    if (data != NULL && fread(data, 1, (size_t)size, file) != (size_t)size) {
        free(data);
        data = NULL;
    }
    fclose(file);
    return data;
}

static glyph make_glyph(const source *from, uint32_t code_point, int index)
{
    glyph g = {.code_point = code_point, .index = index, .font = (int)(from - sources)};
    int advance = 0, bearing = 0, top = 0;
    stbtt_GetGlyphHMetrics(&from->info, index, &advance, &bearing);
    g.advance_16ths = (int)((float)advance * from->scale * 16.0f + 0.5f);
    g.distances = stbtt_GetGlyphSDF(&from->info, from->scale, index, RANGE_PX, EDGE,
                                    127.0f / RANGE_PX, &g.width, &g.height, &g.left, &top);
    g.top = -top;
    return g;
}

// A hollow box of the font's own height, for what the font lacks.
static glyph make_replacement(void)
{
    enum { WIDTH = 24, HEIGHT = ASCENDER_PX * 3 / 4, BAR = 3 };
    glyph g = {.code_point = REPLACEMENT,
               .font = -1,
               .width = WIDTH + 2 * RANGE_PX,
               .height = HEIGHT + 2 * RANGE_PX,
               .left = 3 - RANGE_PX,
               .top = HEIGHT + RANGE_PX,
               .advance_16ths = (WIDTH + 6) * 16};
    g.distances = malloc((size_t)g.width * (size_t)g.height);
    for (int y = 0; g.distances != NULL && y < g.height; ++y) {
        for (int x = 0; x < g.width; ++x) {
            int from_left = x - RANGE_PX, from_right = g.width - 1 - RANGE_PX - x;
            int from_top = y - RANGE_PX, from_bottom = g.height - 1 - RANGE_PX - y;
            int across = from_left < from_right ? from_left : from_right;
            int down = from_top < from_bottom ? from_top : from_bottom;
            int inside = across < down ? across : down;
            int depth = inside < BAR - inside ? inside : BAR - inside;
            int value = EDGE + depth * 127 / RANGE_PX;
            g.distances[y * g.width + x] =
                (unsigned char)(value < 0 ? 0 : (value > 255 ? 255 : value));
        }
    }
    return g;
}

// The glyphs that the fonts have from `first` to `last`; returns how many there are now.
static int make_range(uint32_t first, uint32_t last, int count)
{
    for (uint32_t code_point = first; code_point <= last; ++code_point) {
        int index = 0, from = 0;
        for (from = 0; from < source_count && index == 0; ++from) {
            index = stbtt_FindGlyphIndex(&sources[from].info, (int)code_point);
        }
        if (index != 0) {
            glyphs[count++] = make_glyph(&sources[from - 1], code_point, index);
        }
    }
    return count;
}

static int make_glyphs(void)
{
    static const uint32_t ranges[][2] = {
        {0x20, 0x7E},     {0xA0, 0x17F},    {0x218, 0x21B},   {0x2010, 0x2015}, {0x2018, 0x201E},
        {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030}, {0x2032, 0x2033}, {0x2039, 0x203A},
        {0x2044, 0x2044}, {0x2070, 0x2070}, {0x2074, 0x2079}, {0x2080, 0x2089}, {0x20A4, 0x20A4},
        {0x20A9, 0x20A9}, {0x20AC, 0x20AC}, {0x20B4, 0x20B4}, {0x20B9, 0x20BA}, {0x20BD, 0x20BD},
        {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2199}, {0x21BA, 0x21BB}, {0x2212, 0x2212},
        {0x221E, 0x221E}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25A0, 0x25A1},
        {0x25B2, 0x25B3}, {0x25B6, 0x25B7}, {0x25BC, 0x25BD}, {0x25C0, 0x25C1}, {0x25CB, 0x25CB},
        {0x25CF, 0x25CF}, {0x2605, 0x2606}, {0x2665, 0x2666}, {0x266A, 0x266B}, {0x2713, 0x2713},
        {0x2717, 0x2717},
    };
    int count = 0;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; ++i) {
        count = make_range(ranges[i][0], ranges[i][1], count);
    }
    glyphs[count++] = make_replacement();
    return count;
}

// ---- Kerning --------------------------------------------------------------------------------

static int kern(const glyph *first, const glyph *second)
{
    if (first->font < 0 || first->font != second->font) {
        return 0;
    }
    const source *from = &sources[first->font];
    int units = stbtt_GetGlyphKernAdvance(&from->info, first->index, second->index);
    float sixteenths = (float)units * from->scale * 16.0f;
    int rounded = (int)(sixteenths < 0.0f ? sixteenths - 0.5f : sixteenths + 0.5f);
    return rounded < -128 ? -128 : (rounded > 127 ? 127 : rounded);
}

static bool is_same_first(int a, int b, int count)
{
    return memcmp(kerning[a], kerning[b], (size_t)count) == 0;
}

static bool is_same_second(int a, int b, int count)
{
    for (int i = 0; i < count; ++i) {
        if (kerning[i][a] != kerning[i][b]) {
            return false;
        }
    }
    return true;
}

// The number of the class of glyph i: that of an earlier glyph like it, or the next one. `examples`
// names one glyph of each class.
static int class_of(int i, int glyph_count, int *examples, int *class_count,
                    bool (*is_same)(int, int, int))
{
    for (int c = 0; c < *class_count; ++c) {
        if (is_same(examples[c], i, glyph_count)) {
            return c;
        }
    }
    examples[*class_count] = i;
    return (*class_count)++;
}

typedef struct class_table {
    int first_count, second_count;
    int first[MAX_GLYPHS], second[MAX_GLYPHS];
} class_table;

static bool make_classes(int glyph_count, class_table *table)
{
    for (int a = 0; a < glyph_count; ++a) {
        for (int b = 0; b < glyph_count; ++b) {
            kerning[a][b] = (signed char)kern(&glyphs[a], &glyphs[b]);
        }
    }
    for (int i = 0; i < glyph_count; ++i) {
        glyphs[i].first_class =
            class_of(i, glyph_count, table->first, &table->first_count, is_same_first);
        glyphs[i].second_class =
            class_of(i, glyph_count, table->second, &table->second_count, is_same_second);
    }
    return table->first_count <= MAX_CLASSES && table->second_count <= MAX_CLASSES;
}

// ---- The file -------------------------------------------------------------------------------

static void write_header(FILE *out, int count, int line_16ths, const class_table *classes)
{
    fputs("QNFT", out);
    put_u16(out, 2);
    put_u16(out, count);
    put_u16(out, ASCENDER_PX);
    put_u16(out, RANGE_PX);
    put_u16(out, line_16ths);
    fputc(classes->first_count, out);
    fputc(classes->second_count, out);
}

static void write_font(FILE *out, int count, const class_table *classes)
{
    for (int i = 0; i < count; ++i) {
        const glyph *g = &glyphs[i];
        put_u32(out, g->code_point);
        put_u16(out, g->width);
        put_u16(out, g->height);
        put_u16(out, g->left);
        put_u16(out, g->top);
        put_u16(out, g->advance_16ths);
        fputc(g->first_class, out);
        fputc(g->second_class, out);
    }
    for (int i = 0; i < classes->first_count * classes->second_count; ++i) {
        int first = classes->first[i / classes->second_count];
        fputc(kerning[first][classes->second[i % classes->second_count]] & 0xFF, out);
    }
    for (int i = 0; i < count; ++i) {
        size_t size = (size_t)glyphs[i].width * (size_t)glyphs[i].height;
        if (size > 0) {
            fwrite(glyphs[i].distances, 1, size, out);
        }
    }
}

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "font_tool: %s: %s\n", path, what);
    return 1;
}

static bool open_source(const char *path, source *to)
{
    to->data = read_whole(path);
    if (to->data == NULL ||
        !stbtt_InitFont(&to->info, to->data, stbtt_GetFontOffsetForIndex(to->data, 0))) {
        return false;
    }
    int ascent = 0;
    stbtt_GetFontVMetrics(&to->info, &ascent, NULL, NULL);
    to->scale = (float)ASCENDER_PX / (float)ascent;
    return true;
}

static int line_16ths_of(const source *from)
{
    int ascent = 0, descent = 0, gap = 0;
    stbtt_GetFontVMetrics(&from->info, &ascent, &descent, &gap);
    return (int)((float)(ascent - descent + gap) * from->scale * 16.0f + 0.5f);
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4) {
        fprintf(stderr, "usage: font_tool OUT FONT.ttf [FONT.ttf]\n");
        return 2;
    }
    for (int i = 2; i < argc; ++i) {
        if (!open_source(argv[i], &sources[source_count++])) {
            return fail("is not a readable font", argv[i]);
        }
    }
    int count = make_glyphs();
    static class_table classes;
    if (!make_classes(count, &classes)) {
        return fail("has too many classes of kerning", argv[2]);
    }
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL) {
        return fail("cannot be written", argv[1]);
    }
    write_header(out, count, line_16ths_of(&sources[0]), &classes);
    write_font(out, count, &classes);
    return fclose(out) == 0 ? 0 : fail("cannot be written", argv[1]);
}
