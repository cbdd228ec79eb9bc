#include "gl_bench.h"

#include <GLES3/gl3.h>
#include <stdlib.h>
#include <string.h>

#include "quoin/hash.h"
#include "quoin/memory.h"
#include "quoin/sprite.h"

enum { PICTURE_BYTES = GL_PIXEL_COUNT * 4, HASHED_BYTES = GL_HASH_LETTERS / 2 };

// The atlas grows while there are renderers: by a page, and after a frame by an image.
static bool grow_atlas(gl_bench *b)
{
    qn_sprite_batch nothing = {0};
    bool is_ok = draw_props_add_page(&b->props) == QN_ERROR_OK;
    for (int32_t way = 0; way < GL_WAY_COUNT && is_ok; ++way) {
        b->renderers[way]->draw(b->renderers[way], &nothing, DRAW_WIDTH_PX, DRAW_HEIGHT_PX);
    }
    return is_ok && draw_props_add_late(&b->props) == QN_ERROR_OK;
}

bool gl_bench_open(gl_bench *b)
{
    memset(b, 0, sizeof *b);
    bool is_ok = draw_props_begin(&b->props) == QN_ERROR_OK &&
                 qn_draw_list_create(DRAW_CAPACITY, b->props.atlas, &b->list) == QN_ERROR_OK &&
                 qn_image_create(DRAW_WIDTH_PX, DRAW_HEIGHT_PX, &b->drawn) == QN_ERROR_OK &&
                 qn_image_create(DRAW_WIDTH_PX, DRAW_HEIGHT_PX, &b->difference) == QN_ERROR_OK;
    for (int32_t way = 0; way < GL_WAY_COUNT && is_ok; ++way) {
        is_ok =
            render_gl_create(b->props.atlas, way == GL_WAY_RUNS, &b->renderers[way]) == QN_ERROR_OK;
    }
    return is_ok && grow_atlas(b);
}

void gl_bench_close(gl_bench *b)
{
    for (int32_t way = 0; way < GL_WAY_COUNT; ++way) {
        if (b->renderers[way] != NULL) {
            b->renderers[way]->destroy(b->renderers[way]);
        }
    }
    qn_memory_release(b->soft.rgba);
    qn_memory_release(b->drawn.rgba);
    qn_memory_release(b->difference.rgba);
    qn_draw_list_destroy(b->list);
    draw_props_close(&b->props);
    memset(b, 0, sizeof *b);
}

// OpenGL's first row is the lowest. What alpha the surface has, if any, is not the picture's.
static void read_picture(qn_bitmap *out)
{
    for (int32_t y = 0; y < DRAW_HEIGHT_PX; ++y) {
        glReadPixels(0, DRAW_HEIGHT_PX - 1 - y, DRAW_WIDTH_PX, 1, GL_RGBA, GL_UNSIGNED_BYTE,
                     out->rgba + (size_t)y * DRAW_WIDTH_PX * 4);
    }
    for (int32_t i = 3; i < PICTURE_BYTES; i += 4) {
        out->rgba[i] = 255;
    }
}

static int32_t most_steps_of(const qn_sprite_batch *batch)
{
    float widest_px = 0.0f;
    for (int32_t i = 0; i < batch->sprite_count; ++i) {
        const qn_sprite *sprite = &batch->sprites[i];
        float range_px = 0.0f;
        if ((sprite->kind_param & 0xFFu) == QN_SPRITE_GLYPH) {
            memcpy(&range_px, &sprite->extra, sizeof range_px);
        }
        widest_px = qn_max(widest_px, range_px);
    }
    return GL_MOST_STEPS + (int32_t)widest_px;
}

// What differs, sixteen times as bright; returns by how much at most.
static int32_t mark_difference(const uint8_t *a, const uint8_t *b, uint8_t *out)
{
    int32_t most = 0;
    for (int32_t i = 0; i < 3; ++i) {
        int32_t off = abs(a[i] - b[i]);
        most = off > most ? off : most;
        out[i] = (uint8_t)(off > 15 ? 255 : off * 16);
    }
    out[3] = 255;
    return most;
}

static void judge(gl_bench *b)
{
    b->off_count = 0;
    for (int32_t i = 0; i < PICTURE_BYTES; i += 4) {
        int32_t off = mark_difference(b->soft.rgba + i, b->drawn.rgba + i, b->difference.rgba + i);
        b->off_count += off > b->most_steps ? 1 : 0;
    }
    uint8_t digest[QN_HASH_BYTES];
    size_t size = 0;
    qn_blake3((qn_bytes){b->drawn.rgba, PICTURE_BYTES}, digest);
    qn_hex_encode((qn_bytes){digest, HASHED_BYTES}, b->hash, GL_HASH_LETTERS, &size);
}

bool gl_bench_compare(gl_bench *b, const draw_scene *scene, gl_way way)
{
    qn_memory_release(b->soft.rgba);
    b->soft = (qn_bitmap){0};
    if (draw_scene_picture(scene, &b->props, &b->soft) != QN_ERROR_OK) {
        return false;
    }
    draw_scene_fill(scene, &b->props, b->list);
    qn_sprite_batch batch = qn_draw_batch(b->list);
    b->most_steps = most_steps_of(&batch);
    b->renderers[way]->draw(b->renderers[way], &batch, DRAW_WIDTH_PX, DRAW_HEIGHT_PX);
    read_picture(&b->drawn);
    judge(b);
    return true;
}

const char *gl_picture_name(gl_picture which)
{
    static const char *const names[] = {"expected", "actual", "difference"};
    return names[which];
}

qn_error gl_bench_png(const gl_bench *b, gl_picture which, uint8_t **out, size_t *out_size_bytes)
{
    const qn_bitmap *const pictures[] = {&b->soft, &b->drawn, &b->difference};
    return qn_image_encode_png(pictures[which], NULL, out, out_size_bytes);
}
