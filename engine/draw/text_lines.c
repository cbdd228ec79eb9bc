// A line is found by one walk over its characters that remembers the last place where it may end:
// when a character does not fit any more, the line ends there, or before that character where there
// is no such place. Spaces at which a line ends hang over its edge and count for nothing.
//
// The rule is the useful part of Unicode's line breaking (UAX 14) for alphabets: after spaces,
// after hyphens that follow a letter, after dashes, at zero-width spaces and soft hyphens.
#include "draw/text_lines.h"

#include "draw/utf8.h"

enum {
    TAB = 0x09,
    NEWLINE = 0x0A,
    SPACE = 0x20,
    HYPHEN_MINUS = 0x2D,
    NO_BREAK_SPACE = 0xA0,
    SOFT_HYPHEN = 0xAD,
    ZERO_WIDTH_SPACE = 0x200B,
    ZERO_WIDTH_JOINER = 0x200D,
    HYPHEN = 0x2010,
    NO_BREAK_HYPHEN = 0x2011,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    ELLIPSIS = 0x2026,
    LINE_SEPARATOR = 0x2028,
    NARROW_NO_BREAK_SPACE = 0x202F,
    WORD_JOINER = 0x2060,
    BYTE_ORDER_MARK = 0xFEFF,
    TAB_SPACES = 4
};

static bool is_newline(uint32_t c) { return c == NEWLINE || c == LINE_SEPARATOR; }

static bool is_space(uint32_t c) { return c == SPACE || c == TAB; }

static bool is_hyphen(uint32_t c)
{
    return c == HYPHEN_MINUS || c == HYPHEN || c == EN_DASH || c == EM_DASH;
}

// Neither drawn nor as wide as anything.
static bool is_nothing(uint32_t c)
{
    return c < SPACE || (c >= 0x7F && c < NO_BREAK_SPACE) || c == SOFT_HYPHEN ||
           (c >= ZERO_WIDTH_SPACE && c <= ZERO_WIDTH_JOINER) || c == WORD_JOINER ||
           c == BYTE_ORDER_MARK;
}

// What a character looks like that is another one but for how lines break.
static uint32_t look_of(const qn_font *font, uint32_t c)
{
    bool has_own = qn_font_find(font, c) != NULL;
    if (c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE) {
        return has_own ? c : (uint32_t)SPACE;
    }
    if (c == NO_BREAK_HYPHEN || c == HYPHEN) {
        return has_own ? c : (uint32_t)HYPHEN_MINUS;
    }
    return c;
}

text_pen text_pen_start(void) { return (text_pen){.is_fresh = true}; }

void text_pen_move(const text_rule *rule, text_pen *pen, uint32_t code_point)
{
    if (code_point == TAB) {
        float stop = (float)TAB_SPACES * qn_font_glyph(rule->font, SPACE)->advance;
        float passed = stop > 0.0f ? pen->x / stop : 0.0f; // letters set close may go back
        int32_t count = qn_abs(passed) < 1.0e6f ? (int32_t)passed : 0;
        pen->x = stop > 0.0f ? stop * (float)(count + 1) : pen->x;
        pen->glyph = pen->previous = NULL;
        pen->is_fresh = true;
        return;
    }
    if (is_nothing(code_point)) {
        pen->at = pen->x;
        pen->glyph = NULL;
        return;
    }
    const qn_glyph *glyph = qn_font_glyph(rule->font, look_of(rule->font, code_point));
    float kerning = qn_font_kerning(rule->font, pen->previous, glyph);
    pen->at = pen->x + (pen->is_fresh ? 0.0f : kerning + rule->spacing);
    pen->x = pen->at + glyph->advance;
    pen->glyph = pen->previous = glyph;
    pen->is_fresh = false;
}

uint32_t text_tail_at(const text_rule *rule, text_tail tail, int32_t index)
{
    bool has_ellipsis = qn_font_find(rule->font, ELLIPSIS) != NULL;
    switch (tail) {
    case TEXT_TAIL_HYPHEN:
        return index == 0 ? HYPHEN_MINUS : 0;
    case TEXT_TAIL_ELLIPSIS:
        return has_ellipsis ? (index == 0 ? (uint32_t)ELLIPSIS : 0) : (index < 3 ? '.' : 0);
    default:
        return 0;
    }
}

static float width_with(const text_rule *rule, text_pen pen, text_tail tail)
{
    for (int32_t i = 0; text_tail_at(rule, tail, i) != 0; ++i) {
        text_pen_move(rule, &pen, text_tail_at(rule, tail, i));
    }
    return pen.x;
}

static bool fits(const text_rule *rule, float width)
{
    // A line measured once must fit the same width: a rounding more is let pass.
    return !(rule->wrap > 0.0f) || width <= rule->wrap * 1.000001f;
}

// A walk over a line, and the last place where it may end.
typedef struct walk {
    text_pen pen;
    const char *at;
    const char *ink_end; // behind the last character that is no space
    float ink_width;
    uint32_t previous;
    text_line broken; // begin null: none yet
} walk;

static void note_break(walk *w, const char *end, const char *next, float width, text_tail tail)
{
    w->broken.begin = w->at;
    w->broken.end = end;
    w->broken.next = next;
    w->broken.width = width;
    w->broken.tail = tail;
}

static void note_breaks(const text_rule *rule, walk *w, uint32_t c, const char *behind)
{
    bool follows_ink = w->previous != 0 && !is_space(w->previous);
    if (is_space(c) || c == ZERO_WIDTH_SPACE) {
        note_break(w, w->ink_end, behind, w->ink_width, TEXT_TAIL_NONE);
    } else if (is_hyphen(c) && follows_ink) {
        note_break(w, behind, behind, w->pen.x, TEXT_TAIL_NONE);
    } else if (c == SOFT_HYPHEN) {
        float width = width_with(rule, w->pen, TEXT_TAIL_HYPHEN);
        if (fits(rule, width)) {
            note_break(w, w->at, behind, width, TEXT_TAIL_HYPHEN);
        }
    }
}

static void end_line(text_line *line, const char *end, const char *next, float width)
{
    line->end = end;
    line->next = next;
    line->width = width;
}

// Where the character at w->at does not fit.
static void break_line(const walk *w, float width_before, text_line *line)
{
    if (w->broken.begin != NULL) {
        end_line(line, w->broken.end, w->broken.next, w->broken.width);
        line->tail = w->broken.tail;
    } else {
        end_line(line, w->at, w->at, width_before);
    }
}

// True when the line ends at or before the character at w->at.
static bool take(const text_rule *rule, walk *w, text_line *line)
{
    const char *behind = w->at;
    uint32_t c = qn_utf8_next(&behind);
    if (c == 0 || is_newline(c)) {
        bool hangs = !fits(rule, w->pen.x);
        end_line(line, hangs ? w->ink_end : w->at, c == 0 ? NULL : behind,
                 hangs ? w->ink_width : w->pen.x);
        return true;
    }
    float width_before = w->pen.x;
    bool is_first = w->at == line->begin;
    text_pen_move(rule, &w->pen, c);
    if (!is_space(c) && !is_nothing(c) && !is_first && !fits(rule, w->pen.x)) {
        break_line(w, width_before, line);
        return true;
    }
    note_breaks(rule, w, c, behind);
    if (!is_space(c) && !is_nothing(c)) {
        w->ink_end = behind;
        w->ink_width = w->pen.x;
    }
    w->previous = c;
    w->at = behind;
    return false;
}

// Ends the line where an ellipsis still fits.
static void shorten(const text_rule *rule, text_line *line)
{
    text_pen pen = text_pen_start();
    const char *end = line->begin, *at = line->begin;
    float width = width_with(rule, pen, TEXT_TAIL_ELLIPSIS);
    while (at < line->end) {
        uint32_t c = qn_utf8_next(&at);
        text_pen_move(rule, &pen, c);
        float with_tail = width_with(rule, pen, TEXT_TAIL_ELLIPSIS);
        if (!fits(rule, with_tail)) {
            break;
        }
        if (!is_space(c)) {
            end = at;
            width = with_tail;
        }
    }
    end_line(line, end, NULL, width);
    line->tail = TEXT_TAIL_ELLIPSIS;
    line->is_cut = true;
}

bool text_next_line(const text_rule *rule, text_line *line)
{
    if (line->next == NULL) {
        return false;
    }
    int32_t number = line->begin == NULL ? 0 : line->number + 1;
    *line = (text_line){.begin = line->next, .number = number};
    walk w = {.pen = text_pen_start(), .at = line->begin, .ink_end = line->begin};
    while (!take(rule, &w, line)) {
    }
    if (rule->max_lines > 0 && number + 1 >= rule->max_lines && line->next != NULL) {
        shorten(rule, line);
    }
    return true;
}
