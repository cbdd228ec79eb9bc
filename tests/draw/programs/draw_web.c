// The scenes of tests/draw by WebGL 2 in a page, scene by scene as the page asks for them; what it
// makes of the answers is in tests/browser/draw/. The page has a canvas whose id is "canvas".
#include "draw_web.h"

#include "context.h"
#include "gl_bench.h"
#include "quoin/memory.h"

#define EXPORT __attribute__((visibility("default"), used))

static struct {
    context *context;
    gl_bench bench;
    uint8_t *png;
    size_t png_size_bytes;
} web;

EXPORT int32_t draw_web_open(void)
{
    web.context = context_create(NULL);
    return web.context != NULL && gl_bench_open(&web.bench) ? 1 : 0;
}

EXPORT int32_t draw_web_scene_count(void) { return draw_scene_count(); }

EXPORT const char *draw_web_scene_name(int32_t index) { return draw_scene_at(index)->name; }

EXPORT int32_t draw_web_way_count(void) { return GL_WAY_COUNT; }

EXPORT int32_t draw_web_most_pixels_off(void) { return GL_MOST_PIXELS_OFF; }

EXPORT int32_t draw_web_compare(int32_t index, int32_t way)
{
    bool is_drawn = gl_bench_compare(&web.bench, draw_scene_at(index), (gl_way)way);
    return is_drawn ? web.bench.off_count : -1;
}

EXPORT const char *draw_web_hash(void) { return web.bench.hash; }

EXPORT const char *draw_web_picture_name(int32_t which)
{
    return gl_picture_name((gl_picture)which);
}

EXPORT const uint8_t *draw_web_png(int32_t which)
{
    qn_memory_release(web.png);
    web.png = NULL;
    gl_bench_png(&web.bench, (gl_picture)which, &web.png, &web.png_size_bytes);
    return web.png;
}

EXPORT uint32_t draw_web_png_size_bytes(void) { return (uint32_t)web.png_size_bytes; }
