// A font as text layout sees it: metrics in texels of its glyph images.
//
// The bytes (little-endian): "QNFT", u16 version 2, u16 glyph count, u16 texels from baseline to
// ascender, u16 texels from the edge to the farthest distance stored, u16 from one line's baseline
// to the next in 1/16 texel, u8 and u8 how many classes the first and the second glyph of a pair
// have (at least 1); then per glyph, sorted by code point: u32 code point, u16 width, u16 height
// (both 0: blank), i16 left bearing, i16 rise of its top above the baseline, u16 advance in 1/16
// texel, u8 and u8 its classes as first and second of a pair; then for each first class and each
// second class an i8: what to add between such a pair, in 1/16 texel; then the distance bytes of
// each glyph, row by row from the top, 128 on the edge, more inside. U+FFFD must be there: the
// replacement box.
#ifndef DRAW_FONT_H
#define DRAW_FONT_H

#include "quoin/text.h"

typedef struct qn_glyph {
    uint32_t code_point;
    qn_image image;           // index 0: blank
    float left, top, advance; // texels
    uint8_t first_class, second_class;
} qn_glyph;

// Never null for a font; the replacement box for what the font lacks.
const qn_glyph *qn_font_glyph(const qn_font *font, uint32_t code_point);
// Null for what the font lacks.
const qn_glyph *qn_font_find(const qn_font *font, uint32_t code_point);
// Texels to add between the two; either may be null.
float qn_font_kerning(const qn_font *font, const qn_glyph *first, const qn_glyph *second);
float qn_font_ascender(const qn_font *font);
// From one baseline to the next.
float qn_font_line(const qn_font *font);
// Texels of distance between the byte values 0 and 255.
float qn_font_range(const qn_font *font);

#endif
