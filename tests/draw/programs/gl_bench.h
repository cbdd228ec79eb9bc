// The scenes of tests/draw by OpenGL, judged by the software rasteriser's pictures; shared by the
// program that does so natively and by the one of a page. A context has to be current.
//
// At most so many pixels of a scene may be off by more than a few steps in a channel. A driver may
// round what it reads from the atlas to 8 bits, as llvmpipe does. A glyph's distances reach over
// range_px there, so its edge may lie a 255th of that aside: range_px steps more or less.
#ifndef TESTS_DRAW_GL_BENCH_H
#define TESTS_DRAW_GL_BENCH_H

#include "draw/draw_scenes.h"
#include "render.h"

enum {
    GL_PIXEL_COUNT = DRAW_WIDTH_PX * DRAW_HEIGHT_PX,
    GL_MOST_STEPS = 4, // and what the largest glyph of the scene adds
    GL_MOST_PIXELS_OFF = GL_PIXEL_COUNT * 3 / 1000,
    GL_HASH_LETTERS = 16
};

// Both ways of the back end: one call for all records, and runs by kind.
typedef enum gl_way { GL_WAY_ONE_CALL, GL_WAY_RUNS, GL_WAY_COUNT } gl_way;

typedef struct gl_bench {
    draw_props props;
    qn_draw_list *list;
    render *renderers[GL_WAY_COUNT];
    // Of the last scene.
    qn_bitmap soft, drawn, difference;
    int32_t most_steps;
    int32_t off_count;              // pixels that are off by more
    char hash[GL_HASH_LETTERS + 1]; // of what was drawn
} gl_bench;

bool gl_bench_open(gl_bench *b);
void gl_bench_close(gl_bench *b);
// Draws a scene and judges it. False when there was no memory for a picture.
bool gl_bench_compare(gl_bench *b, const draw_scene *scene, gl_way way);

typedef enum gl_picture { GL_PICTURE_SOFT, GL_PICTURE_DRAWN, GL_PICTURE_DIFFERENCE } gl_picture;
// As PNG; *out is given back by qn_memory_release.
qn_error gl_bench_png(const gl_bench *b, gl_picture which, uint8_t **out, size_t *out_size_bytes);
const char *gl_picture_name(gl_picture which);

#endif
