// Colours as games give them.
#ifndef QUOIN_COLOR_H
#define QUOIN_COLOR_H

#include "quoin/base.h"

// Straight (not premultiplied) 8-bit sRGB; the list premultiplies.
typedef struct qn_color {
    uint8_t r, g, b, a;
} qn_color;

static inline qn_color qn_rgba(uint8_t r, uint8_t g, uint8_t b, uint8_t a)
{
    return (qn_color){r, g, b, a};
}
static inline qn_color qn_rgb(uint32_t hex)
{
    return (qn_color){(uint8_t)(hex >> 16), (uint8_t)(hex >> 8), (uint8_t)hex, 255};
}
QN_API qn_color qn_color_mix(qn_color a, qn_color b, float t);
QN_API qn_color qn_color_fade(qn_color a, float alpha); // alpha in [0, 1] multiplies a.a

#endif
