// The sRGB curve both ways, as tables.
#ifndef IMAGE_SRGB_H
#define IMAGE_SRGB_H

#include <stdint.h>

// Light is measured in steps of 2^-20, far below the 318 steps of the narrowest level.
#define QN_SRGB_LIGHT_BITS 20
#define QN_SRGB_BIN_BITS 8
#define QN_SRGB_BINS (1 << (QN_SRGB_LIGHT_BITS - QN_SRGB_BIN_BITS))

typedef struct qn_srgb {
    float linear[256]; // light of a level, 0 to 1
    // For each bin of 256 steps, the level at its dark end times 256, and as much more as lets the
    // step at which the next level begins carry into it.
    uint16_t bins[QN_SRGB_BINS + 1];
} qn_srgb;

void qn_srgb_fill(qn_srgb *srgb);

// The nearest level of light from 0 to 1 << QN_SRGB_LIGHT_BITS.
static inline uint32_t qn_srgb_level(const qn_srgb *srgb, int32_t light)
{
    uint32_t steps = (uint32_t)light;
    return (srgb->bins[steps >> QN_SRGB_BIN_BITS] + (steps & 255u)) >> 8;
}

#endif
