// Text: signed-distance fonts, and their glyphs on a draw list, sharp at any size.
//
// Latin with accents, punctuation, currencies and some signs; pairs are kerned; lines break at
// spaces, hyphens and newlines. It does not reorder (right-to-left scripts), join letters or fall
// back to fonts of the system. Lengths are world units, as everywhere on a list.
#ifndef QUOIN_TEXT_H
#define QUOIN_TEXT_H

#include "quoin/draw.h"

// A signed-distance font: a pack entry made by the font tool. Its glyphs become images of the
// atlas, which must outlive it. The bytes are not kept.
typedef struct qn_font qn_font;
QN_API qn_error qn_font_create(qn_bytes bytes, qn_atlas *atlas, qn_font **out);
QN_API void qn_font_destroy(qn_font *font);

// The font of all text, until the next call; it must outlive its use. Null: text is left out.
QN_API void qn_draw_font(qn_draw_list *list, const qn_font *font);

typedef enum qn_align { QN_ALIGN_LEFT, QN_ALIGN_CENTER, QN_ALIGN_RIGHT } qn_align;

// UTF-8 text in the packed font, `height` world units from baseline to ascender; origin is on the
// (first) baseline. Characters the font lacks are drawn as its replacement box, as is each byte
// that is not UTF-8; other control characters than newline and tab are not drawn.
QN_API void qn_draw_text(qn_draw_list *list, const char *utf8, qn_vec2 origin, float height,
                         qn_align align, qn_color color);
// Of the widest line; spaces at its ends count. 0 without a font or for a height that is not above
// 0.
QN_API float qn_text_width(const qn_draw_list *list, const char *utf8, float height);

// ---- Styles -----------------------------------------------------------------------------------

// Bytes first to end (exclusive) of the text have another colour; later spans win.
typedef struct qn_text_span {
    int32_t first, end;
    qn_color color;
} qn_text_span;

// One glyph, as an effect may change it.
typedef struct qn_text_glyph {
    // What it is: not to be changed.
    uint32_t code_point;
    int32_t index; // counted over all glyphs of the text, blank ones too
    int32_t line;
    int32_t byte;     // where its character begins
    qn_vec2 center_m; // in the text's own frame, whose origin is the first baseline's
    // What the effect may change.
    qn_vec2 offset_m;
    float scale; // about its centre
    float angle_rad;
    qn_color color; // of the fill
    float alpha;    // multiplies fill, outline and shadow
} qn_text_glyph;

// Called for each glyph and once more for each of outline and shadow; it must give the same answer
// each time, and not draw.
typedef void qn_text_effect(void *user, qn_text_glyph *glyph);

// Start from {0}: height_m and color are needed, everything else may stay 0.
typedef struct qn_text_style {
    float height_m; // from baseline to ascender
    qn_color color;
    qn_align align;     // of the lines, about the origin
    float wrap_m;       // the widest a line may be; 0: lines end at newlines only
    float line_spacing; // multiplies the font's own; 0 is 1
    float letter_spacing_m;
    int32_t max_lines; // 0: all; of what is cut off, an ellipsis tells

    // Drawn around and below all glyphs. An outline is at most an eighth of the height wide, a
    // shadow's softness at most a quarter: that far the font knows its distances.
    float outline_m;
    qn_color outline;
    qn_vec2 shadow_offset_m;
    float shadow_softness_m;
    qn_color shadow; // alpha 0: none

    const qn_text_span *spans; // read during the call only
    int32_t span_count;
    qn_text_effect *effect;
    void *user; // given to the effect
} qn_text_style;

typedef struct qn_text_size {
    float width_m;   // of the widest line, without spaces at which it was broken
    float ascent_m;  // from the first baseline up
    float descent_m; // from the first baseline down to the end of the last line
    int32_t line_count;
    int32_t glyph_count; // that have a place: blank ones too, an ellipsis too
    bool is_cut;         // there is more than max_lines
} qn_text_size;

// Draws along the x axis of the pose, whose place is the origin on the first baseline. Lines break
// after spaces, tabs, hyphens between letters and dashes, at zero-width spaces, at soft hyphens
// (which are seen only there), and within a word only where it is wider than a whole line. A space
// or hyphen that is non-breaking (U+00A0, U+202F, U+2011) holds. Without a font, or with a number
// that is not finite or a height not above 0, nothing is drawn and one record counts as dropped.
QN_API void qn_draw_text_styled(qn_draw_list *list, const char *utf8, qn_pose pose,
                                const qn_text_style *style);
// What the same call would cover; all 0 where it would draw nothing.
QN_API qn_text_size qn_text_measure(const qn_draw_list *list, const char *utf8,
                                    const qn_text_style *style);

#endif
