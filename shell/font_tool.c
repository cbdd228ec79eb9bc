// font_tool FONT.ttf OUT: a TrueType font as signed-distance glyphs (Latin-1 and common
// punctuation), in the layout that engine/draw/font.h describes. Runs on the build machine only.
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
#define MAX_GLYPHS 512
#define REPLACEMENT 0xFFFDu

typedef struct glyph {
    uint32_t code_point;
    int width, height, left, top;
    int advance_16ths;
    unsigned char *distances;
} glyph;

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

static glyph make_glyph(const stbtt_fontinfo *font, float scale, uint32_t code_point, int index)
{
    glyph g = {.code_point = code_point};
    int advance = 0, bearing = 0, top = 0;
    stbtt_GetGlyphHMetrics(font, index, &advance, &bearing);
    g.advance_16ths = (int)((float)advance * scale * 16.0f + 0.5f);
    g.distances = stbtt_GetGlyphSDF(font, scale, index, RANGE_PX, EDGE, 127.0f / RANGE_PX, &g.width,
                                    &g.height, &g.left, &top);
    g.top = -top;
    return g;
}

// A hollow box of the font's own height, for what the font lacks.
static glyph make_replacement(void)
{
    enum { WIDTH = 24, HEIGHT = ASCENDER_PX * 3 / 4, BAR = 3 };
    glyph g = {.code_point = REPLACEMENT,
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

// The glyphs that the font has from `first` to `last`; returns how many.
static int make_range(const stbtt_fontinfo *font, float scale, uint32_t first, uint32_t last,
                      glyph *glyphs)
{
    int count = 0;
    for (uint32_t code_point = first; code_point <= last; ++code_point) {
        int index = stbtt_FindGlyphIndex(font, (int)code_point);
        if (index != 0) {
            glyphs[count++] = make_glyph(font, scale, code_point, index);
        }
    }
    return count;
}

static int make_glyphs(const stbtt_fontinfo *font, float scale, glyph *glyphs)
{
    static const uint32_t ranges[][2] = {
        {0x20, 0x7E},     {0xA0, 0xFF},     {0x2013, 0x2014}, {0x2018, 0x2019}, {0x201C, 0x201E},
        {0x2022, 0x2022}, {0x2026, 0x2026}, {0x20AC, 0x20AC}, {0x2190, 0x2193}, {0x2605, 0x2606},
    };
    int count = 0;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; ++i) {
        count += make_range(font, scale, ranges[i][0], ranges[i][1], glyphs + count);
    }
    glyphs[count++] = make_replacement();
    return count;
}

static void write_font(FILE *out, const glyph *glyphs, int count)
{
    fputs("QNFT", out);
    put_u16(out, 1);
    put_u16(out, count);
    put_u16(out, ASCENDER_PX);
    put_u16(out, RANGE_PX);
    for (int i = 0; i < count; ++i) {
        const glyph *g = &glyphs[i];
        put_u32(out, g->code_point);
        put_u16(out, g->width);
        put_u16(out, g->height);
        put_u16(out, g->left);
        put_u16(out, g->top);
        put_u16(out, g->advance_16ths);
        put_u16(out, 0);
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

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: font_tool FONT.ttf OUT\n");
        return 2;
    }
    unsigned char *data = read_whole(argv[1]);
    stbtt_fontinfo font;
    if (data == NULL || !stbtt_InitFont(&font, data, stbtt_GetFontOffsetForIndex(data, 0))) {
        free(data);
        return fail("is not a readable font", argv[1]);
    }
    int ascent = 0;
    stbtt_GetFontVMetrics(&font, &ascent, NULL, NULL);
    static glyph glyphs[MAX_GLYPHS];
    int count = make_glyphs(&font, (float)ASCENDER_PX / (float)ascent, glyphs);
    FILE *out = fopen(argv[2], "wb");
    if (out == NULL) {
        return fail("cannot be written", argv[2]);
    }
    write_font(out, glyphs, count);
    bool is_written = fclose(out) == 0;
    for (int i = 0; i < count; ++i) {
        free(glyphs[i].distances);
    }
    free(data);
    return is_written ? 0 : fail("cannot be written", argv[2]);
}
