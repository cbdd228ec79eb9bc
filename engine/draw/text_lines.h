// Text as lines, in texels of its font: where each ends and how wide it is. Nothing is kept; a text
// is walked anew by whoever wants its lines, so that no memory is needed.
#ifndef DRAW_TEXT_LINES_H
#define DRAW_TEXT_LINES_H

#include "draw/font.h"

// How lines come about.
typedef struct text_rule {
    const qn_font *font;
    float wrap;        // 0: never
    float spacing;     // between letters
    int32_t max_lines; // 0: no limit
} text_rule;

// What stands behind a line's own characters.
typedef enum text_tail { TEXT_TAIL_NONE, TEXT_TAIL_HYPHEN, TEXT_TAIL_ELLIPSIS } text_tail;

typedef struct text_line {
    const char *begin, *end; // its characters
    const char *next;        // the next line's; null after the last
    float width;             // with its tail
    int32_t number;
    text_tail tail;
    bool is_cut; // it is the last only by max_lines
} text_line;

// The pen within a line. A character's place is known once the next one is asked for: `glyph` is
// null where there is nothing to draw.
typedef struct text_pen {
    const qn_glyph *glyph;
    const qn_glyph *previous; // to kern with
    float at;                 // where its origin is
    float x;                  // where the next one would be, without kerning and spacing
    bool is_fresh;
} text_pen;

text_pen text_pen_start(void);
// Moves the pen over a character.
void text_pen_move(const text_rule *rule, text_pen *pen, uint32_t code_point);

// False when there are no more lines; `line` is the one before, or all zeros with next = the text.
// An empty text has one empty line.
bool text_next_line(const text_rule *rule, text_line *line);

// The characters of a tail, one by one: 0 after the last of them.
uint32_t text_tail_at(const text_rule *rule, text_tail tail, int32_t index);

#endif
