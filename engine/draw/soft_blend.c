// What OpenGL makes of glBlendFuncSeparate with the factors in shell/render_gl.c, to the nearest
// whole number.
#include "draw/soft.h"

static uint8_t channel(qn_blend blend, float source, float alpha, uint8_t target)
{
    float s = soft_clamp(source, 255.0f), d = (float)target;
    switch (blend) {
    case QN_BLEND_MULTIPLY:
        return soft_blend_channel(s * d / 255.0f, 1.0f - alpha, target);
    case QN_BLEND_SCREEN:
        return soft_blend_channel(s, 1.0f - s / 255.0f, target);
    case QN_BLEND_ERASE:
        return soft_blend_channel(0.0f, 1.0f - alpha, target);
    default:
        return soft_blend_channel(s, 1.0f - alpha, target);
    }
}

static uint8_t alpha_channel(qn_blend blend, float alpha, uint8_t target)
{
    switch (blend) {
    case QN_BLEND_MULTIPLY:
        return target;
    case QN_BLEND_ERASE:
        return soft_blend_channel(0.0f, 1.0f - alpha, target);
    default:
        return soft_blend_channel(255.0f * alpha, 1.0f - alpha, target);
    }
}

void qn_soft_blend_as(const soft_run *run, uint8_t *rgba, soft_color c)
{
    float alpha = soft_clamp(c.a, 1.0f);
    rgba[0] = channel(run->blend, c.r, alpha, rgba[0]);
    rgba[1] = channel(run->blend, c.g, alpha, rgba[1]);
    rgba[2] = channel(run->blend, c.b, alpha, rgba[2]);
    rgba[3] = run->is_opaque ? 255 : alpha_channel(run->blend, alpha, rgba[3]);
}
