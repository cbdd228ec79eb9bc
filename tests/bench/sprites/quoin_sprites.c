// The sprites by this engine, as a game draws them: through the draw list, all at once or an image
// each, by the shell's renderer.
#include <stdlib.h>

#include "context.h"
#include "quoin/draw.h"
#include "quoin/sprite.h"
#include "render.h"
#include "sprites.h"

#define BLOCK 256
#define EXPORT __attribute__((visibility("default"), used))

static struct {
    context *context;
    qn_atlas *atlas;
    qn_draw_list *list;
    render *render;
    qn_image_instance *instances;
    qn_rot *turns;
    int32_t count;
    bool is_each;
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

static void make_instances(int32_t texture_count)
{
    sprites_random random = {1};
    for (int32_t i = 0; i < bench.count; ++i) {
        sprites_one s = sprites_make(&random, i, texture_count);
        bench.turns[i] = qn_rot_from_angle(s.turn_rad);
        bench.instances[i] = (qn_image_instance){
            .pose = {{s.x_px, s.y_px}, qn_rot_from_angle(s.angle_rad)},
            .half_size_m = {0.5f * SPRITES_SIDE_PX, 0.5f * SPRITES_SIDE_PX},
            .tint = qn_rgba(s.r, s.g, s.b, 255),
            .image = bench.images[s.texture],
        };
    }
}

// way: 0 as the shell chooses, 1 one call, 2 runs; 3 runs, and the list is told of an image at a
// time.
EXPORT int32_t sprites_open(int32_t count, int32_t texture_count, int32_t way)
{
    bench.count = count;
    bench.is_each = way == 3;
    bench.instances = calloc((size_t)count, sizeof *bench.instances);
    bench.turns = calloc((size_t)count, sizeof *bench.turns);
    bench.context = context_create(NULL);
    if (bench.instances == NULL || bench.turns == NULL || bench.context == NULL ||
        make_images() != QN_ERROR_OK) {
        return 0;
    }
    make_instances(texture_count);
    bool is_software = way == 0 ? context_is_software() : way >= 2;
    return qn_draw_list_create(count, bench.atlas, &bench.list) == QN_ERROR_OK &&
                   render_gl_create(bench.atlas, is_software, &bench.render) == QN_ERROR_OK
               ? 1
               : 0;
}

// What a game does in a tick.
static void turn_instances(int32_t first, int32_t end)
{
    for (int32_t i = first; i < end; ++i) {
        qn_pose *pose = &bench.instances[i].pose;
        pose->q = qn_rot_mul(pose->q, bench.turns[i]);
    }
}

static void draw_each(void)
{
    turn_instances(0, bench.count);
    for (int32_t i = 0; i < bench.count; ++i) {
        const qn_image_instance *one = &bench.instances[i];
        qn_draw_image(bench.list, one->image, one->pose, one->half_size_m, one->tint);
    }
}

// Turned and drawn while they are in the nearest cache.
static void draw_blocks(void)
{
    for (int32_t first = 0; first < bench.count; first += BLOCK) {
        int32_t left = bench.count - first;
        int32_t count = left < BLOCK ? left : BLOCK;
        turn_instances(first, first + count);
        qn_draw_images(bench.list, bench.instances + first, count);
    }
}

EXPORT void sprites_frame(void)
{
    const qn_camera camera = {
        .center_m = {0.5f * SPRITES_WIDTH_PX, 0.5f * SPRITES_HEIGHT_PX},
        .height_m = SPRITES_HEIGHT_PX,
        .surface_px = {SPRITES_WIDTH_PX, SPRITES_HEIGHT_PX},
    };
    qn_draw_begin(bench.list, qn_rgb(0x000000));
    qn_draw_camera(bench.list, &camera);
    if (bench.is_each) {
        draw_each();
    } else {
        draw_blocks();
    }
    qn_sprite_batch batch = qn_draw_batch(bench.list);
    bench.render->draw(bench.render, &batch, SPRITES_WIDTH_PX, SPRITES_HEIGHT_PX);
}

EXPORT int32_t sprites_records(void) { return qn_draw_get_counters(bench.list).record_count; }
