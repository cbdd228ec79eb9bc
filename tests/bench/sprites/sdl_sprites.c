// The sprites by SDL_Renderer, with its batching on, on one texture that holds all pictures or on
// one texture each.
#include <SDL.h>
#include <stdlib.h>

#include "sprites.h"

#define EXPORT __attribute__((visibility("default"), used))

static struct {
    SDL_Renderer *renderer;
    SDL_Texture *textures[SPRITES_MOST_TEXTURES];
    int32_t texture_count;
    sprites_one *sprites;
    int32_t count;
} bench;

// The pictures from `first` on, side by side.
static SDL_Texture *make_texture(int32_t first, int32_t picture_count)
{
    enum { SIDE = SPRITES_TEXTURE_SIDE_PX };
    static uint8_t rgba[SIDE * SIDE * SPRITES_MOST_TEXTURES * 4];
    int32_t width = SIDE * picture_count;
    for (int32_t i = 0; i < width * SIDE; ++i) {
        int32_t x = i % width, y = i / width;
        sprites_texel(first + x / SIDE, x % SIDE, y, rgba + 4 * i);
    }
    SDL_Texture *texture = SDL_CreateTexture(bench.renderer, SDL_PIXELFORMAT_RGBA32,
                                             SDL_TEXTUREACCESS_STATIC, width, SIDE);
    if (texture != NULL) {
        SDL_UpdateTexture(texture, NULL, rgba, width * 4);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(texture, SDL_ScaleModeLinear);
    }
    return texture;
}

static int32_t make_textures(int32_t texture_count)
{
    int32_t picture_count = SPRITES_MOST_TEXTURES / texture_count;
    for (int32_t i = 0; i < texture_count; ++i) {
        bench.textures[i] = make_texture(i * picture_count, picture_count);
        if (bench.textures[i] == NULL) {
            return 0;
        }
    }
    bench.texture_count = texture_count;
    return 1;
}

EXPORT int32_t sprites_open(int32_t count, int32_t texture_count, int32_t way)
{
    (void)way;
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
    bench.count = count;
    bench.sprites = calloc((size_t)count, sizeof *bench.sprites);
    if (bench.sprites == NULL || SDL_Init(SDL_INIT_VIDEO) != 0) {
        return 0;
    }
    SDL_Window *window = SDL_CreateWindow("", 0, 0, SPRITES_WIDTH_PX, SPRITES_HEIGHT_PX, 0);
    bench.renderer =
        window != NULL ? SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED) : NULL;
    if (bench.renderer == NULL || !make_textures(texture_count)) {
        return 0;
    }
    sprites_random random = {1};
    for (int32_t i = 0; i < count; ++i) {
        bench.sprites[i] = sprites_make(&random, i, SPRITES_MOST_TEXTURES);
    }
    return 1;
}

EXPORT void sprites_frame(void)
{
    enum { SIDE = SPRITES_TEXTURE_SIDE_PX };
    SDL_SetRenderDrawColor(bench.renderer, 0, 0, 0, 255);
    SDL_RenderClear(bench.renderer);
    for (int32_t i = 0; i < bench.count; ++i) {
        sprites_one *s = &bench.sprites[i];
        s->angle_rad += s->turn_rad;
        SDL_Texture *texture = bench.textures[s->texture % bench.texture_count];
        SDL_Rect from = {bench.texture_count == 1 ? s->texture * SIDE : 0, 0, SIDE, SIDE};
        SDL_FRect to = {s->x_px - 0.5f * SPRITES_SIDE_PX, s->y_px - 0.5f * SPRITES_SIDE_PX,
                        SPRITES_SIDE_PX, SPRITES_SIDE_PX};
        SDL_SetTextureColorMod(texture, s->r, s->g, s->b);
        SDL_RenderCopyExF(bench.renderer, texture, &from, &to,
                          (double)s->angle_rad * 57.29577951308232, NULL, SDL_FLIP_NONE);
    }
    SDL_RenderPresent(bench.renderer);
}

EXPORT int32_t sprites_records(void) { return 0; }
