// Colours are mixed and premultiplied in sRGB, as browsers composite them.
#include "draw/list.h"

static uint8_t mix_channel(uint8_t a, uint8_t b, float t)
{
    return (uint8_t)((float)a + ((float)b - (float)a) * t + 0.5f);
}

// NaN becomes 0, so that the casts above stay in range.
static float unit(float t) { return t > 0.0f ? qn_min(t, 1.0f) : 0.0f; }

qn_color qn_color_mix(qn_color a, qn_color b, float t)
{
    float s = unit(t);
    return (qn_color){mix_channel(a.r, b.r, s), mix_channel(a.g, b.g, s), mix_channel(a.b, b.b, s),
                      mix_channel(a.a, b.a, s)};
}

qn_color qn_color_fade(qn_color a, float alpha)
{
    a.a = (uint8_t)((float)a.a * unit(alpha) + 0.5f);
    return a;
}
