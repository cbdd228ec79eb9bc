// Text: signed-distance fonts, and their glyphs on a draw list, sharp at any size.
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
// baseline. Characters the font lacks are drawn as its replacement box.
QN_API void qn_draw_text(qn_draw_list *list, const char *utf8, qn_vec2 origin, float height,
                         qn_align align, qn_color color);
QN_API float qn_text_width(const qn_draw_list *list, const char *utf8, float height);

#endif
