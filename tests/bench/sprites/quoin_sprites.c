// The sprites by this engine, as a game draws them: an image each, through the draw list, by the
// shell's renderer.
#include <stdlib.h>

#include "context.h"
#include "quoin/draw.h"
#include "quoin/sprite.h"
#include "render.h"
#include "sprites.h"

#define EXPORT __attribute__((visibility("default"), used))

typedef struct thing {
    qn_pose pose;
    qn_rot turn;
    qn_color tint;
    qn_image image;
} thing;

static struct {
    context *context;
    qn_atlas *atlas;
    qn_draw_list *list;
    render *render;
    thing *things;
    int32_t count;
    qn_image images[SPRITES_MOST_TEXTURES];
} bench;

static qn_error make_images(void)
{
    qn_error error = qn_atlas_create(256, 1, &bench.atlas);
    for (int32_t i = 0; i < SPRITES_MOST_TEXTURES && error == QN_ERROR_OK; ++i) {
        uint8_t rgba[SPRITES_TEXTURE_SIDE_PX * SPRITES_TEXTURE_SIDE_PX * 4];
        for (int32_t k = 0; k < SPRITES_TEXTURE_SIDE_PX * SPRITES_TEXTURE_SIDE_PX; ++k) {
            sprites_texel(i, k % SPRITES_TEXTURE_SIDE_PX, k / SPRITES_TEXTURE_SIDE_PX,
                          rgba + 4 * k);
        }
        error = qn_atlas_add(bench.atlas, NULL, rgba, SPRITES_TEXTURE_SIDE_PX,
                             SPRITES_TEXTURE_SIDE_PX, &bench.images[i]);
    }
    return error;
}

static void make_things(int32_t texture_count)
{
    sprites_random random = {1};
    for (int32_t i = 0; i < bench.count; ++i) {
        sprites_one s = sprites_make(&random, i, texture_count);
        bench.things[i] = (thing){
            .pose = {{s.x_px, s.y_px}, qn_rot_from_angle(s.angle_rad)},
            .turn = qn_rot_from_angle(s.turn_rad),
            .tint = qn_rgba(s.r, s.g, s.b, 255),
            .image = bench.images[s.texture],
        };
    }
}

// way: 0 as the shell chooses, 1 one call, 2 runs.
EXPORT int32_t sprites_open(int32_t count, int32_t texture_count, int32_t way)
{
    bench.count = count;
    bench.things = calloc((size_t)count, sizeof *bench.things);
    bench.context = context_create(NULL);
    if (bench.things == NULL || bench.context == NULL || make_images() != QN_ERROR_OK) {
        return 0;
    }
    make_things(texture_count);
    bool is_software = way == 0 ? context_is_software() : way == 2;
    return qn_draw_list_create(count, bench.atlas, &bench.list) == QN_ERROR_OK &&
                   render_gl_create(bench.atlas, is_software, &bench.render) == QN_ERROR_OK
               ? 1
               : 0;
}

// What a game does in a tick.
static void turn_things(void)
{
    for (int32_t i = 0; i < bench.count; ++i) {
        thing *t = &bench.things[i];
        t->pose.q = qn_rot_mul(t->pose.q, t->turn);
    }
}

EXPORT void sprites_frame(void)
{
    turn_things();
    const qn_camera camera = {
        .center_m = {0.5f * SPRITES_WIDTH_PX, 0.5f * SPRITES_HEIGHT_PX},
        .height_m = SPRITES_HEIGHT_PX,
        .surface_px = {SPRITES_WIDTH_PX, SPRITES_HEIGHT_PX},
    };
    const qn_vec2 half_size = {0.5f * SPRITES_SIDE_PX, 0.5f * SPRITES_SIDE_PX};
    qn_draw_begin(bench.list, qn_rgb(0x000000));
    qn_draw_camera(bench.list, &camera);
    for (int32_t i = 0; i < bench.count; ++i) {
        const thing *t = &bench.things[i];
        qn_draw_image(bench.list, t->image, t->pose, half_size, t->tint);
    }
    qn_sprite_batch batch = qn_draw_batch(bench.list);
    bench.render->draw(bench.render, &batch, SPRITES_WIDTH_PX, SPRITES_HEIGHT_PX);
}

EXPORT int32_t sprites_records(void) { return qn_draw_get_counters(bench.list).record_count; }
