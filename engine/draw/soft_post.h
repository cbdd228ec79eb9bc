// Effects on the finished picture, by the processor.
#ifndef DRAW_SOFT_POST_H
#define DRAW_SOFT_POST_H

#include "draw/soft.h"

// The memory that effects need, kept from frame to frame.
typedef struct soft_post {
    uint8_t *bytes;
    size_t capacity_bytes;
} soft_post;

// Room for the picture before the effects, and for what they make on the way. Null when there is no
// memory. What is returned takes the picture.
uint8_t *qn_soft_post_reserve(soft_post *p, int32_t width_px, int32_t height_px);
void qn_soft_post_release(soft_post *p);
// From the reserved picture to rgba, of the same size.
void qn_soft_post_apply(const soft_post *p, const qn_post *post, int32_t width_px,
                        int32_t height_px, uint8_t *rgba);

#endif
