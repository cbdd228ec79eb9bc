// The sprites that every contender of this benchmark draws, for those in C: as scene.mjs makes
// them.
#ifndef BENCH_SPRITES_H
#define BENCH_SPRITES_H

#include <stdint.h>

#define SPRITES_WIDTH_PX 640
#define SPRITES_HEIGHT_PX 360
#define SPRITES_SIDE_PX 8

enum { SPRITES_TEXTURE_SIDE_PX = 16, SPRITES_MOST_TEXTURES = 8 };

typedef struct sprites_random {
    uint32_t state;
} sprites_random;

// From 0 to 1, less than 1.
static inline float sprites_next(sprites_random *r)
{
    r->state = r->state * 1664525u + 1013904223u;
    return (float)(r->state >> 8) / 16777216.0f;
}

typedef struct sprites_one {
    float x_px, y_px;
    float angle_rad, turn_rad; // turn in each frame
    uint8_t r, g, b;
    int32_t texture;
} sprites_one;

static inline sprites_one sprites_make(sprites_random *r, int32_t index, int32_t texture_count)
{
    sprites_one s;
    s.x_px = sprites_next(r) * SPRITES_WIDTH_PX;
    s.y_px = sprites_next(r) * SPRITES_HEIGHT_PX;
    s.angle_rad = sprites_next(r) * 6.2831853f;
    s.turn_rad = sprites_next(r) * 0.2f - 0.1f;
    s.r = (uint8_t)(64.0f + sprites_next(r) * 191.0f);
    s.g = (uint8_t)(64.0f + sprites_next(r) * 191.0f);
    s.b = (uint8_t)(64.0f + sprites_next(r) * 191.0f);
    s.texture = index % texture_count;
    return s;
}

// ---- What the page calls: of one contender or the other -----------------------------------------

// 1, or 0 when something could not be had. `way` is that of quoin_sprites.c, and else 0.
int32_t sprites_open(int32_t count, int32_t texture_count, int32_t way);
void sprites_frame(void);
// Of the last frame; 0 where that is not told.
int32_t sprites_records(void);

// ---- The pictures -------------------------------------------------------------------------------

// One pixel of a texture, straight alpha: a bar across a disc, turned and coloured by its number.
static inline void sprites_texel(int32_t texture, int32_t x, int32_t y, uint8_t rgba[4])
{
    int32_t dx = 2 * x - SPRITES_TEXTURE_SIDE_PX + 1, dy = 2 * y - SPRITES_TEXTURE_SIDE_PX + 1;
    int32_t across = texture % 2 == 0 ? dx : dy;
    rgba[0] = (uint8_t)(texture & 1 ? 255 : 160);
    rgba[1] = (uint8_t)(texture & 2 ? 255 : 160);
    rgba[2] = (uint8_t)(across > -4 && across < 4 ? 255 : 120);
    rgba[3] = dx * dx + dy * dy < 240 ? 255 : 0;
}

#endif
