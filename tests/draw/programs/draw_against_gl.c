// The scenes of tests/draw by OpenGL and by the software rasteriser: at most so many pixels of each
// may be off by more than a few steps in a channel. Both ways of the OpenGL back end are asked: one
// call for all, and runs by kind. Wants a driver: SDL_VIDEODRIVER=offscreen does without a screen.
//
// A driver may round what it reads from the atlas to 8 bits, as llvmpipe does. A glyph's distances
// reach over range_px there, so its edge may lie a 255th of that aside: range_px steps more or
// less.
//
//   draw_against_gl [FOLDER]   with a folder, scenes that fail leave both pictures there
#include <GLES3/gl3.h>
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "draw/draw_scenes.h"
#include "quoin/memory.h"
#include "quoin/sprite.h"
#include "render.h"

enum {
    PIXEL_COUNT = DRAW_WIDTH_PX * DRAW_HEIGHT_PX,
    MOST_STEPS = 4, // and what the largest glyph of the scene adds
    MOST_PIXELS_OFF = PIXEL_COUNT * 3 / 1000
};

typedef struct bench {
    SDL_Window *window;
    context *context;
    draw_props props;
    qn_draw_list *list;
    const char *folder;
    int32_t worst_count; // pixels off in the worst scene
    int32_t failed_count;
    int32_t passed_count;
} bench;

static bool open_bench(bench *b)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return false;
    }
    uint32_t flags = context_window_flags() & ~(uint32_t)SDL_WINDOW_RESIZABLE;
    b->window = SDL_CreateWindow("", 0, 0, DRAW_WIDTH_PX, DRAW_HEIGHT_PX, flags);
    b->context = b->window != NULL ? context_create(b->window) : NULL;
    return b->context != NULL && draw_props_open(&b->props) == QN_ERROR_OK &&
           qn_draw_list_create(DRAW_CAPACITY, b->props.atlas, &b->list) == QN_ERROR_OK;
}

// OpenGL's first row is the lowest.
static void read_picture(qn_bitmap *out)
{
    for (int32_t y = 0; y < DRAW_HEIGHT_PX; ++y) {
        glReadPixels(0, DRAW_HEIGHT_PX - 1 - y, DRAW_WIDTH_PX, 1, GL_RGBA, GL_UNSIGNED_BYTE,
                     out->rgba + (size_t)y * DRAW_WIDTH_PX * 4);
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
    return MOST_STEPS + (int32_t)widest_px;
}

static bool is_off(const uint8_t *a, const uint8_t *b, int32_t most_steps)
{
    bool off = false;
    for (int32_t i = 0; i < 3; ++i) {
        off = off || abs(a[i] - b[i]) > most_steps;
    }
    return off;
}

static int32_t count_off(const qn_bitmap *a, const qn_bitmap *b, int32_t most_steps)
{
    int32_t count = 0;
    for (int32_t i = 0; i < PIXEL_COUNT; ++i) {
        count += is_off(a->rgba + 4 * i, b->rgba + 4 * i, most_steps) ? 1 : 0;
    }
    return count;
}

static void leave(const bench *b, const char *name, const char *what, const qn_bitmap *picture)
{
    char path[512];
    uint8_t *bytes = NULL;
    size_t size_bytes = 0;
    snprintf(path, sizeof path, "%s/gl-%s-%s.png", b->folder, name, what);
    FILE *file = fopen(path, "wb");
    if (file != NULL && qn_image_encode_png(picture, NULL, &bytes, &size_bytes) == QN_ERROR_OK) {
        fwrite(bytes, 1, size_bytes, file);
    }
    qn_memory_release(bytes);
    if (file != NULL) {
        fclose(file);
    }
}

static void judge(bench *b, const char *name, int32_t most_steps, const qn_bitmap *soft,
                  const qn_bitmap *gl)
{
    int32_t count = count_off(soft, gl, most_steps);
    b->worst_count = count > b->worst_count ? count : b->worst_count;
    if (count <= MOST_PIXELS_OFF) {
        b->passed_count += 1;
        return;
    }
    b->failed_count += 1;
    printf("FAILED %s: %d of %d pixels are off by more than %d\n", name, (int)count,
           (int)PIXEL_COUNT, (int)most_steps);
    if (b->folder != NULL) {
        leave(b, name, "soft", soft);
        leave(b, name, "drawn", gl);
    }
}

static bool compare(bench *b, render *renderer, const draw_scene *scene)
{
    qn_bitmap soft = {0}, gl = {0};
    bool is_drawn = draw_scene_picture(scene, &b->props, &soft) == QN_ERROR_OK &&
                    qn_image_create(DRAW_WIDTH_PX, DRAW_HEIGHT_PX, &gl) == QN_ERROR_OK;
    if (is_drawn) {
        draw_scene_fill(scene, &b->props, b->list);
        qn_sprite_batch batch = qn_draw_batch(b->list);
        renderer->draw(renderer, &batch, DRAW_WIDTH_PX, DRAW_HEIGHT_PX);
        read_picture(&gl);
        judge(b, scene->name, most_steps_of(&batch), &soft, &gl);
    }
    qn_memory_release(soft.rgba);
    qn_memory_release(gl.rgba);
    return is_drawn;
}

static bool compare_all(bench *b, bool is_software)
{
    render *renderer = NULL;
    if (render_gl_create(b->props.atlas, is_software, &renderer) != QN_ERROR_OK) {
        return false;
    }
    bool is_ok = true;
    for (int32_t i = 0; i < draw_scene_count() && is_ok; ++i) {
        is_ok = compare(b, renderer, draw_scene_at(i));
    }
    renderer->destroy(renderer);
    return is_ok;
}

int main(int argc, char **argv)
{
    static bench b;
    b.folder = argc > 1 ? argv[1] : NULL;
    bool is_run = open_bench(&b) && compare_all(&b, true) && compare_all(&b, false);
    if (!is_run) {
        fprintf(stderr, "there is no OpenGL ES 3 to compare with: %s\n", SDL_GetError());
    }
    printf("the worst scene has %d of %d pixels off\n", (int)b.worst_count, (int)PIXEL_COUNT);
    printf("%d passed, %d failed\n", (int)b.passed_count, (int)b.failed_count);
    qn_draw_list_destroy(b.list);
    draw_props_close(&b.props);
    if (b.context != NULL) {
        context_destroy(b.context);
    }
    SDL_Quit();
    return is_run && b.failed_count == 0 ? 0 : 1;
}
