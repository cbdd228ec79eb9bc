// Lines, kerning and styles, with a font whose glyphs are all 10 texels wide and 10 high, so that
// at a height of 10 a glyph takes 10 units.
#include "check.h"
#include "draw/font.h"
#include "quoin/atlas.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

#include <math.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define SHY "\xC2\xAD"
#define ZWSP "\xE2\x80\x8B"
#define NO_BREAK_HYPHEN "\xE2\x80\x91"
#define EM_DASH "\xE2\x80\x94"

enum { FIRST = 0x20, LAST = 0x7E, GLYPHS = LAST - FIRST + 2, SIDE = 2 };

typedef struct desk {
    qn_atlas *atlas;
    qn_font *font;
    qn_draw_list *list;
} desk;

static void put_u16(uint8_t *to, int32_t value)
{
    to[0] = (uint8_t)value;
    to[1] = (uint8_t)(value >> 8);
}

// The pair "AV" stands 3 texels nearer.
static size_t make_bytes(uint8_t *bytes)
{
    static const uint8_t magic[4] = {'Q', 'N', 'F', 'T'};
    memcpy(bytes, magic, sizeof magic);
    put_u16(bytes + 4, 2);
    put_u16(bytes + 6, GLYPHS);
    put_u16(bytes + 8, 10);
    put_u16(bytes + 10, 4);
    put_u16(bytes + 12, 12 * 16);
    bytes[14] = bytes[15] = 2;
    uint8_t *to = bytes + 16;
    for (int32_t i = 0; i < GLYPHS; ++i, to += 16) {
        int32_t code_point = i == GLYPHS - 1 ? 0xFFFD : FIRST + i;
        int32_t side = code_point == ' ' ? 0 : SIDE;
        put_u16(to, code_point);
        put_u16(to + 4, side);
        put_u16(to + 6, side);
        put_u16(to + 12, 160);
        to[14] = code_point == 'A';
        to[15] = code_point == 'V';
    }
    to[3] = (uint8_t)-48;
    memset(to + 4, 200, (GLYPHS - 1) * SIDE * SIDE);
    return (size_t)(to - bytes) + 4 + (GLYPHS - 1) * SIDE * SIDE;
}

static desk open_desk(int32_t capacity)
{
    static uint8_t bytes[4096];
    desk d = {0};
    memset(bytes, 0, sizeof bytes);
    size_t size = make_bytes(bytes);
    CHECK_ERROR(qn_atlas_create(256, 1, &d.atlas), QN_ERROR_OK);
    CHECK_ERROR(qn_font_create((qn_bytes){bytes, size}, d.atlas, &d.font), QN_ERROR_OK);
    CHECK_ERROR(qn_draw_list_create(capacity, d.atlas, &d.list), QN_ERROR_OK);
    qn_camera camera = {{0.0f, 0.0f}, 10000.0f, 0.0f, {10000.0f, 10000.0f}};
    qn_draw_begin(d.list, qn_rgb(0));
    qn_draw_camera(d.list, &camera);
    qn_draw_font(d.list, d.font);
    return d;
}

static void close_desk(desk *d)
{
    qn_draw_list_destroy(d->list);
    qn_font_destroy(d->font);
    qn_atlas_destroy(d->atlas);
}

// What an effect saw: the characters, with '/' before each new line.
typedef struct seen {
    char text[256];
    int32_t count, line;
    float x[256], y[256];
} seen;

static void note(void *user, qn_text_glyph *glyph)
{
    seen *s = user;
    if (s->count < 250) {
        if (glyph->line != s->line) {
            s->text[s->count++] = '/';
        }
        s->line = glyph->line;
        s->x[s->count] = glyph->center_m.x;
        s->y[s->count] = glyph->center_m.y;
        uint32_t c = glyph->code_point;
        s->text[s->count++] = (char)(c < 0x80 ? c : (uint32_t)'?');
    }
}

static seen lay_out(desk *d, const char *text, qn_text_style style)
{
    seen s = {.count = 0};
    style.effect = note;
    style.user = &s;
    style.height_m = 10.0f;
    qn_draw_text_styled(d->list, text, qn_pose_identity(), &style);
    s.text[s.count] = '\0';
    return s;
}

TEST(lines_break_where_they_may)
{
    static const struct {
        const char *text;
        float wrap;
        const char *lines;
    } cases[] = {
        {"one two three", 80.0f, "one two/three"},
        {"one two three", 70.0f, "one two/three"},
        {"one two three", 69.0f, "one/two/three"},
        {"one  two", 40.0f, "one/two"},
        {"one     two", 30.0f, "one/two"},
        {"abcdefgh", 30.0f, "abc/def/gh"},
        {"ab cdefgh", 30.0f, "ab/cde/fgh"},
        {"half-way", 60.0f, "half-/way"},
        {"a -5 b", 30.0f, "a/-5/b"},
        {"yes" EM_DASH "no", 40.0f, "yes?/no"},
        {"one" NBSP "two", 40.0f, "one?/two"}, // wider than a line: anywhere
        {"a one" NBSP "b", 50.0f, "a/one?b"},
        {"a" NO_BREAK_HYPHEN "b c", 30.0f, "a?b/c"},
        {"ab" ZWSP "cd", 30.0f, "ab/cd"},
        {"ab" ZWSP "cd", 40.0f, "abcd"},
        {"ab" SHY "cd", 30.0f, "ab-/cd"},
        {"ab" SHY "cd", 40.0f, "abcd"},
        {"a\nb", 0.0f, "a/b"},
        {"a\r\nb", 30.0f, "a/b"},
        {"abc\ndef", 30.0f, "abc/def"},
        {"abc \ndef", 30.0f, "abc/def"},
        {"x", 1.0f, "x"},
        {"xy", 1.0f, "x/y"},
        {"ab\tc", 45.0f, "ab/c"},
    };
    desk d = open_desk(1024);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        seen s = lay_out(&d, cases[i].text, (qn_text_style){.wrap_m = cases[i].wrap});
        CHECK_TEXT(s.text, cases[i].lines);
    }
    close_desk(&d);
}

TEST(no_line_is_wider_than_it_may_be_and_no_letter_is_lost)
{
    static const char *const pieces[] = {
        "a", "AV", " ", "  ", "-", "\n", "word", NBSP, SHY, ZWSP, "\t", EM_DASH, "longerthanaline"};
    desk d = open_desk(4096);
    uint32_t seed = 21;
    for (int32_t round = 0; round < 2000; ++round) {
        char text[256] = "";
        int32_t ink = 0;
        size_t length = 0;
        for (int32_t i = 0; i < 12; ++i) {
            const char *piece = pieces[check_random(&seed) % 13];
            size_t size = strlen(piece);
            memcpy(text + length, piece, size + 1);
            length += size;
            ink += piece[0] >= 'A' && piece[0] <= 'z' ? (int32_t)strlen(piece) : 0;
        }
        float wrap = 10.0f + (float)(check_random(&seed) % 100);
        qn_text_style style = {.height_m = 10.0f, .wrap_m = wrap};
        qn_text_size size = qn_text_measure(d.list, text, &style);
        CHECK(size.width_m <= wrap * 1.00001f);
        seen s = lay_out(&d, text, style);
        int32_t letters = 0;
        for (int32_t i = 0; i < s.count; ++i) {
            letters += s.text[i] >= 'A' && s.text[i] <= 'z' ? 1 : 0;
        }
        CHECK_INT(letters, ink);
    }
    close_desk(&d);
}

TEST(too_many_lines_end_in_an_ellipsis_that_fits)
{
    static const struct {
        const char *text;
        float wrap;
        int32_t lines;
        const char *shown;
    } cases[] = {
        {"one two three", 70.0f, 1, "one..."},  {"one two three", 130.0f, 1, "one two three"},
        {"one two three", 30.0f, 2, "one/..."}, {"one two three", 40.0f, 2, "one/t..."},
        {"one\ntwo", 0.0f, 1, "one..."},        {"abcdefgh", 50.0f, 1, "ab..."},
        {"abcdefgh", 20.0f, 1, "..."},          {"one two", 30.0f, 2, "one/two"},
    };
    desk d = open_desk(1024);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        qn_text_style style = {.wrap_m = cases[i].wrap, .max_lines = cases[i].lines};
        CHECK_TEXT(lay_out(&d, cases[i].text, style).text, cases[i].shown);
        style.height_m = 10.0f;
        bool is_cut = strstr(cases[i].shown, "...") != NULL;
        CHECK(qn_text_measure(d.list, cases[i].text, &style).is_cut == is_cut);
    }
    close_desk(&d);
}

TEST(a_kerned_pair_stands_nearer)
{
    desk d = open_desk(64);
    CHECK_NEAR(qn_text_width(d.list, "AV", 10.0f), 17.0, 1e-5);
    CHECK_NEAR(qn_text_width(d.list, "VA", 10.0f), 20.0, 1e-5);
    CHECK_NEAR(qn_text_width(d.list, "A V", 10.0f), 30.0, 1e-5);
    CHECK_NEAR(qn_text_width(d.list, "A\nV", 10.0f), 10.0, 1e-5);
    seen s = lay_out(&d, "AVA", (qn_text_style){.height_m = 10.0f});
    CHECK_NEAR(s.x[1] - s.x[0], 7.0, 1e-5);
    CHECK_NEAR(s.x[2] - s.x[1], 10.0, 1e-5);
    close_desk(&d);
}

TEST(letters_are_spaced_between_and_not_around)
{
    desk d = open_desk(64);
    qn_text_style style = {.height_m = 10.0f, .letter_spacing_m = 2.0f};
    CHECK_NEAR(qn_text_measure(d.list, "abc", &style).width_m, 34.0, 1e-4);
    CHECK_NEAR(qn_text_measure(d.list, "a", &style).width_m, 10.0, 1e-4);
    close_desk(&d);
}

TEST(tabs_lead_to_every_fourth_space)
{
    desk d = open_desk(64);
    seen s = lay_out(&d, "a\tb\tcdefg\th", (qn_text_style){.height_m = 10.0f});
    CHECK_NEAR(s.x[1] - s.x[0], 40.0, 1e-4);
    CHECK_NEAR(s.x[2] - s.x[0], 80.0, 1e-4);
    CHECK_NEAR(s.x[7] - s.x[0], 160.0, 1e-4);
    close_desk(&d);
}

TEST(a_text_is_measured_as_it_is_drawn)
{
    desk d = open_desk(256);
    qn_text_style style = {.height_m = 20.0f, .wrap_m = 100.0f, .line_spacing = 1.5f};
    qn_text_size size = qn_text_measure(d.list, "one two three", &style);
    CHECK_INT(size.line_count, 3);
    CHECK_INT(size.glyph_count, 11);
    CHECK_NEAR(size.width_m, 100.0, 1e-3);
    CHECK_NEAR(size.ascent_m, 20.0, 1e-5);
    CHECK_NEAR(size.descent_m, 2.0 * 36.0 + 4.0, 1e-4);
    style.align = QN_ALIGN_RIGHT;
    seen s = lay_out(&d, "ab\nabcd", (qn_text_style){.align = QN_ALIGN_RIGHT});
    CHECK_NEAR(s.x[1], s.x[6], 1e-4);
    CHECK_NEAR(s.y[0] - s.y[3], 12.0, 1e-4);
    s = lay_out(&d, "ab\nabcd", (qn_text_style){.align = QN_ALIGN_CENTER});
    CHECK_NEAR(s.x[0] + s.x[1], s.x[3] + s.x[6], 1e-4);
    CHECK_INT(qn_text_measure(d.list, "", &style).line_count, 1);
    CHECK_INT(qn_text_measure(d.list, "\n", &style).line_count, 2);
    close_desk(&d);
}

TEST(outline_and_shadow_are_records_below_all_fills)
{
    desk d = open_desk(64);
    qn_text_style style = {.height_m = 10.0f,
                           .color = qn_rgb(0xFFFFFF),
                           .outline_m = 1.0f,
                           .outline = qn_rgb(0x0000FF),
                           .shadow_offset_m = {3.0f, -2.0f},
                           .shadow_softness_m = 2.0f,
                           .shadow = qn_rgb(0xFF0000)};
    qn_draw_text_styled(d.list, "ab", qn_pose_identity(), &style);
    qn_sprite_batch batch = qn_draw_batch(d.list);
    CHECK_INT(batch.sprite_count, 6);
    static const uint32_t fills[6] = {0xFF0000FF, 0xFF0000FF, 0xFFFF0000,
                                      0xFFFF0000, 0xFFFFFFFF, 0xFFFFFFFF};
    for (int32_t i = 0; i < 6; ++i) {
        CHECK_INT(batch.sprites[i].fill, fills[i]);
        // One unit is a texel: 127 steps are 4 texels.
        CHECK_INT(batch.sprites[i].kind_param >> 24, i < 4 ? 32 : 0);
    }
    CHECK_NEAR(batch.sprites[0].x_px - batch.sprites[2].x_px, 3.0, 1e-3);
    CHECK_NEAR(batch.sprites[0].y_px - batch.sprites[2].y_px, 2.0, 1e-3);
    float soft, sharp;
    memcpy(&soft, &batch.sprites[0].extra, 4);
    memcpy(&sharp, &batch.sprites[2].extra, 4);
    CHECK_NEAR(soft, 0.5f * sharp, 1e-5);
    close_desk(&d);
}

TEST(spans_colour_their_bytes_and_later_ones_win)
{
    desk d = open_desk(64);
    qn_text_span spans[] = {{1, 4, qn_rgb(0xFF0000)}, {2, 3, qn_rgb(0x00FF00)}};
    qn_text_style style = {
        .height_m = 10.0f, .color = qn_rgb(0x0000FF), .spans = spans, .span_count = 2};
    qn_draw_text_styled(d.list, "abcde", qn_pose_identity(), &style);
    static const uint32_t fills[5] = {0xFFFF0000, 0xFF0000FF, 0xFF00FF00, 0xFF0000FF, 0xFFFF0000};
    qn_sprite_batch batch = qn_draw_batch(d.list);
    for (int32_t i = 0; i < 5; ++i) {
        CHECK_INT(batch.sprites[i].fill, fills[i]);
    }
    close_desk(&d);
}

static void spoil(void *user, qn_text_glyph *glyph)
{
    float bad = *(const float *)user;
    glyph->offset_m.x = bad;
    glyph->scale = bad;
    glyph->angle_rad = bad;
    glyph->alpha = bad;
}

static bool is_sound(const qn_sprite *s)
{
    float range;
    memcpy(&range, &s->extra, sizeof range);
    return isfinite(s->x_px) && isfinite(s->y_px) && isfinite(s->half_x_px) &&
           isfinite(s->half_y_px) && isfinite(range) && s->half_x_px >= 0.0f && range >= 0.0f;
}

// Draws and measures with this number in one field of the style, or in what an effect changes.
static void write_with(desk *d, int32_t field, const float *bad)
{
    qn_text_style style = {
        .height_m = 10.0f, .outline_m = 1.0f, .outline = qn_rgb(0), .shadow = qn_rgb(0)};
    float *const fields[8] = {&style.height_m,          &style.wrap_m,
                              &style.line_spacing,      &style.letter_spacing_m,
                              &style.outline_m,         &style.shadow_offset_m.x,
                              &style.shadow_offset_m.y, &style.shadow_softness_m};
    if (field < 8) {
        *fields[field] = *bad;
    } else {
        style.effect = spoil;
        style.user = (void *)(uintptr_t)bad;
    }
    qn_draw_text_styled(d->list, "a-b c\td", qn_pose_identity(), &style);
    CHECK(qn_text_measure(d->list, "a-b c\td", &style).line_count >= 0);
}

TEST(broken_numbers_of_a_style_or_an_effect_never_reach_a_record)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY, 3e38f, -1.0f, 1e-38f};
    desk d = open_desk(4096);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
        for (int32_t field = 0; field < 9; ++field) {
            write_with(&d, field, &bad[i]);
        }
        qn_text_style style = {.height_m = 10.0f};
        qn_draw_text_styled(d.list, "ab", (qn_pose){{bad[i], 0.0f}, {bad[i], 0.0f}}, &style);
    }
    qn_sprite_batch batch = qn_draw_batch(d.list);
    CHECK(batch.sprite_count > 0);
    for (int32_t i = 0; i < batch.sprite_count; ++i) {
        CHECK(is_sound(&batch.sprites[i]));
    }
    close_desk(&d);
}

TEST(text_without_what_it_needs_is_dropped_and_counted)
{
    desk d = open_desk(16);
    qn_text_style style = {.height_m = 10.0f, .span_count = 3};
    qn_draw_text_styled(d.list, "a", qn_pose_identity(), &style);
    qn_draw_text_styled(d.list, NULL, qn_pose_identity(), &style);
    qn_draw_text_styled(d.list, "a", qn_pose_identity(), NULL);
    qn_draw_text_styled(d.list, "a", qn_pose_identity(), &(qn_text_style){0});
    qn_draw_text_styled(NULL, "a", qn_pose_identity(), &style);
    qn_draw_font(d.list, NULL);
    style.span_count = 0;
    qn_draw_text_styled(d.list, "a", qn_pose_identity(), &style);
    CHECK_INT(qn_draw_get_counters(d.list).dropped_count, 5);
    CHECK_INT(qn_draw_get_counters(d.list).record_count, 0);
    CHECK_INT(qn_text_measure(d.list, "a", &style).line_count, 0);
    CHECK_INT(qn_text_measure(NULL, "a", &style).line_count, 0);
    close_desk(&d);
}

TEST(random_bytes_are_text_like_any_other)
{
    desk d = open_desk(4096);
    uint32_t seed = 8;
    for (int32_t round = 0; round < 3000; ++round) {
        char text[33];
        for (int32_t i = 0; i < 32; ++i) {
            text[i] = (char)(check_random(&seed) & 0xFFu);
        }
        text[32] = '\0';
        qn_text_style style = {.height_m = 10.0f,
                               .wrap_m = (float)(check_random(&seed) % 60),
                               .max_lines = (int32_t)(check_random(&seed) % 4)};
        qn_text_size size = qn_text_measure(d.list, text, &style);
        CHECK(size.line_count >= 1 && size.line_count <= 33 && size.glyph_count <= 35);
    }
    close_desk(&d);
}
