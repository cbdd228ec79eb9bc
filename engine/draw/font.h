// A font as text layout sees it: metrics in texels of its glyph images.
//
// The bytes (little-endian): "QNFT", u16 version 1, u16 glyph count, u16 texels from baseline to
// ascender, u16 texels from the edge to the farthest distance stored; then per glyph, sorted by
// code point: u32 code point, u16 width, u16 height (both 0: blank), i16 left bearing, i16 rise of
// its top above the baseline, u16 advance in 1/16 texel, u16 zero; then the distance bytes of each
// glyph, row by row from the top, 128 on the edge, more inside. U+FFFD must be there: the
// replacement box.
#ifndef DRAW_FONT_H
#define DRAW_FONT_H

#include "quoin/text.h"

typedef struct qn_glyph {
    uint32_t code_point;
    qn_image image;           // index 0: blank
    float left, top, advance; // texels
} qn_glyph;

// Never null for a font; the replacement box for what the font lacks.
const qn_glyph *qn_font_glyph(const qn_font *font, uint32_t code_point);
float qn_font_ascender(const qn_font *font);
// Texels of distance between the byte values 0 and 255.
float qn_font_range(const qn_font *font);

#endif
