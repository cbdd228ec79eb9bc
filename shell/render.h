// What draws a batch of sprite records: OpenGL ES 3 / WebGL 2, the processor, or nothing at all.
//
// A renderer on OpenGL assumes that its context is current, and owns every object that it made in
// it.
#ifndef SHELL_RENDER_H
#define SHELL_RENDER_H

#include "quoin/atlas.h"
#include "quoin/sprite.h"

typedef struct render render;
struct render {
    void (*draw)(render *self, const qn_sprite_batch *batch, int32_t width_px, int32_t height_px);
    // Makes every object anew after the context was lost with all of them.
    qn_error (*restore)(render *self);
    void (*destroy)(render *self);
    int32_t draw_call_count; // of the last frame
};

// `atlas` must outlive the renderer; images added to it later are there in the next frame.
// is_software chooses what is fastest where the processor draws (context.h tells); the picture is
// the same. NO_GRAPHICS when the shader or a texture cannot be made.
qn_error render_gl_create(const qn_atlas *atlas, bool is_software, render **out);
// Draws into memory and needs no context.
qn_error render_soft_create(const qn_atlas *atlas, render **out);
qn_error render_null_create(render **out);

// Of a renderer made by render_soft_create: the last frame, as qn_soft_draw leaves it, until the
// next one. Null when there was none, or no memory for it.
const uint8_t *render_soft_pixels(const render *self);

#endif
