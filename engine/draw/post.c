// What a frame asks for, brought into range once, so that no renderer needs to doubt a number.
#include "quoin/post.h"

#include "draw/list.h"

// 0 for NaN.
static float in_range(float value, float low, float high)
{
    return value >= low ? qn_min(value, high) : (value < low ? low : 0.0f);
}

static bool has_tint(qn_color tint) { return (tint.r | tint.g | tint.b | tint.a) != 0; }

static bool does_something(const qn_post *p)
{
    return p->bloom > 0.0f || p->saturation != 0.0f || p->contrast != 0.0f ||
           p->brightness != 0.0f || has_tint(p->tint) || p->vignette > 0.0f || p->shader != NULL;
}

void qn_draw_post(qn_draw_list *list, const qn_post *post)
{
    list->has_post = false;
    if (post == NULL) {
        return;
    }
    qn_post *to = &list->post;
    *to = *post;
    to->bloom = in_range(post->bloom, 0.0f, 4.0f);
    to->bloom_threshold = in_range(post->bloom_threshold, 0.0f, 0.95f);
    to->saturation = in_range(post->saturation, -1.0f, 3.0f);
    to->contrast = in_range(post->contrast, -1.0f, 3.0f);
    to->brightness = in_range(post->brightness, -1.0f, 3.0f);
    to->vignette = in_range(post->vignette, 0.0f, 1.0f);
    if (!has_tint(post->tint)) {
        to->tint = (qn_color){255, 255, 255, 255};
    }
    list->has_post = does_something(post);
}
